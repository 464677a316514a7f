"""A few real facts as a network built by hand, for tests of views, maps and reports."""

from __future__ import annotations

from datetime import date
from typing import Any

from elshi.graph.names.names import search
from elshi.graph.views.network import Network, Passage

SOURCES = {
    "kz-cn-article": {"id": "kz-cn-article", "name": "The development of cultural relations"},
    "central-asia-article": {"id": "central-asia-article", "name": "Kazakhstan and Central Asia"},
}


def actor(id_: str, name: str, label: str = "Country", **more: Any) -> dict[str, Any]:
    """An actor as a store gives it."""
    writings = [name, *(v for k, v in more.items() if k.startswith("name_"))]
    return {"id": id_, "name": name, "label": label, "search": search(writings), **more}


def tie(id_: str, name: str, day: str = "", **more: Any) -> dict[str, Any]:
    """A tie as a store gives it."""
    known = (
        {"date": day, "earliest": date.fromisoformat(day), "latest": date.fromisoformat(day)} if day else {}
    )
    return {"id": id_, "name": name, "label": "Treaty", "kind": "agreement", **known, **more}


def network(
    actors: list[dict[str, Any]],
    ties: list[tuple[dict[str, Any], str, list[str]]],
    standing: tuple[tuple[str, str, str, dict[str, Any]], ...] = (),
) -> Network:
    """A network of actors and of ties, each with its source and its parties (``KZ?`` unsure)."""
    parts = [
        (a.rstrip("?"), "SIGNED", t["id"], "unsure" if a.endswith("?") else "stated")
        for t, _, parties in ties
        for a in parties
    ]
    return Network(
        {a["id"]: a for a in actors},
        {t["id"]: t for t, _, _ in ties},
        tuple(parts),
        standing,
        {t["id"]: (source,) for t, source, _ in ties},
        {},
        {t["id"]: (Passage(source, f"¶{n}"),) for n, (t, source, _) in enumerate(ties, 1)},
        SOURCES,
    )


def silk_road() -> Network:
    """Kazakhstan, China, Uzbekistan, Kyrgyzstan and TÜRKSOY with some of the ties of the articles."""
    return network(
        [
            actor("KZ", "Kazakhstan", name_kk="Қазақстан", name_ru="Казахстан", name_zh="哈萨克斯坦"),
            actor("CN", "China", name_kk="Қытай", name_ru="Китай"),
            actor("UZ", "Uzbekistan", name_kk="Өзбекстан"),
            actor("KG", "Kyrgyzstan", name_kk="Қырғызстан"),
            actor("turksoy", "TÜRKSOY", "Organisation", kind="intergovernmental", name_ru="ТЮРКСОЙ"),
            actor("kz-almaty", "Almaty", "City", name_kk="Алматы"),
        ],
        [
            (
                tie("kz-cn-1992", "Agreement on cultural cooperation", "1992-08-10"),
                "kz-cn-article",
                ["KZ", "CN"],
            ),
            (tie("kz-cn-2003", "Programme of cooperation", "2003-07-03"), "kz-cn-article", ["KZ", "CN"]),
            (tie("kz-uz-1994", "Agreement in education", "1994-01-10"), "central-asia-article", ["KZ", "UZ"]),
            (
                tie("kz-kg-1997", "Treaty of eternal friendship", "1997-04-08"),
                "central-asia-article",
                ["KZ", "KG"],
            ),
            (tie("uz-kg", "Days of culture"), "central-asia-article", ["UZ", "KG"]),
            (
                tie("turksoy-events", "Events within TÜRKSOY", certainty="unsure", note="No date is told."),
                "central-asia-article",
                ["turksoy", "KZ?"],
            ),
        ],
        (("PART_OF", "kz-almaty", "KZ", {"id": "kz-almaty.part_of.KZ", "certainty": "stated"}),),
    )


def turkic_world() -> Network:
    """Eleven states with treaties of several and of two, enough of each for a ranking without Kazakhstan."""
    names = {
        "KZ": "Kazakhstan", "AM": "Armenia", "AZ": "Azerbaijan", "BY": "Belarus", "CN": "China",
        "KG": "Kyrgyzstan", "MD": "Moldova", "RU": "Russia", "TJ": "Tajikistan", "TM": "Turkmenistan",
        "TR": "Türkiye", "UA": "Ukraine", "UZ": "Uzbekistan", "MN": "Mongolia",
    }  # fmt: skip
    in_kazakh = {"KZ": "Қазақстан", "KG": "Қырғызстан", "UZ": "Өзбекстан", "TR": "Түркия"}
    in_russian = {"KZ": "Казахстан", "KG": "Кыргызстан", "UZ": "Узбекистан", "TR": "Турция"}
    actors = [
        actor(
            id_, name, **{k: v[id_] for k, v in (("name_kk", in_kazakh), ("name_ru", in_russian)) if id_ in v}
        )
        for id_, name in names.items()
    ]
    several = (
        ("alma-ata-declaration", "1991-12-21", "AM AZ BY KG KZ MD RU TJ TM UA UZ"),
        ("tashkent-cultural-agreement", "1992-05-15", "AM BY KG KZ MD RU TJ TM UA UZ"),
        ("ankara-summit", "1992-10-30", "AZ KG KZ TM TR UZ"),
        ("turksoy-founded", "1993-07-12", "AZ KG KZ TM TR UZ"),
        ("istanbul-summit", "1994-10-18", "AZ KG KZ TM TR UZ"),
        ("shanghai-five", "1996-04-26", "CN KG KZ RU TJ"),
        ("shanghai-organisation", "2001-06-15", "CN KG KZ RU TJ UZ"),
        ("humanitarian-agreement", "2005-08-26", "AM AZ BY KG KZ RU TJ UA UZ"),
        ("nakhchivan-agreement", "2009-10-03", "AZ KG KZ TR"),
        ("ru-cn-treaty", "2001-07-16", "CN RU"),
    )  # fmt: skip
    ties = [
        (tie(id_, id_.replace("-", " ").capitalize(), day), "central-asia-article", parties.split())
        for id_, day, parties in several
    ]
    ties += [
        (tie(f"kz-{other}-{year}".lower(), "Agreement", f"{year}-06-01"), "kz-cn-article", ["KZ", other])
        for year, other in enumerate(("CN", "RU", "TR", "UZ", "KG", "CN", "RU", "TR", "MN", "CN"), 1992)
    ]  # fmt: skip
    return network(actors, ties)
