"""What maps draw of a view: two modes, strong links, answers, colours, places on earth, the gallery."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from math import hypot
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from elshi.graph.atlas import atlas, gallery
from elshi.graph.errors import ElshiError
from elshi.graph.maps import colours, geo
from elshi.graph.maps.draw import draw
from elshi.graph.maps.thumbnails import thumbnail
from elshi.graph.store.store import Store
from elshi.graph.views import transforms
from elshi.graph.views.network import Network
from elshi.graph.views.view import view
from tests.fixtures.networks import actor, network, silk_road, tie
from tests.maps.test_maps import data

pytestmark = pytest.mark.one_engine

Run = Callable[..., CompletedProcess[str]]


def on_earth(**places: tuple[float, float]) -> Network:
    """The network of the Silk Road with coordinates of some of its places."""
    found = silk_road()
    actors = {
        id_: {**actor, "latitude": places[id_][0], "longitude": places[id_][1]} if id_ in places else actor
        for id_, actor in found.actors.items()
    }
    return replace(found, actors=actors)


def test_with_ties_a_treaty_is_a_mark_between_its_signatories() -> None:
    graph = transforms.with_ties(view(silk_road())).graph
    assert sorted(graph["kz-cn-1992"]) == ["CN", "KZ"]
    assert graph.nodes["kz-cn-1992"]["label"] == "Treaty"
    page = data(draw(transforms.with_ties(view(silk_road()))).html)
    assert next(n for n in page["nodes"] if n["id"] == "kz-cn-1992")["tie"] == "kz-cn-1992"
    assert page["title"]["en"] == "Actors and what they took part in"


def test_only_links_that_weigh_enough_are_kept_with_those_who_have_one() -> None:
    assert sorted(transforms.at_least(view(silk_road()), 2).graph) == ["CN", "KZ"]


def test_between_two_countries_stand_their_ties_and_nobody_elses() -> None:
    graph = transforms.between(silk_road(), "KZ", "CN").graph
    assert sorted(graph) == ["CN", "KZ", "kz-cn-1992", "kz-cn-2003"]
    with pytest.raises(ElshiError, match="no actor with the id 'Atlantis'"):
        transforms.between(silk_road(), "KZ", "Atlantis")


def test_an_answer_is_drawn_by_the_ids_that_it_names() -> None:
    ties = [{"id": "kz-cn-1992", "name": "…"}, {"id": "uz-kg"}]
    assert sorted(transforms.of_answer(silk_road(), ties).graph) == [
        "CN",
        "KG",
        "KZ",
        "UZ",
        "kz-cn-1992",
        "uz-kg",
    ]
    assert sorted(transforms.of_answer(silk_road(), [{"id": "CN"}], ["KZ"]).graph) == ["CN", "KZ"]
    with pytest.raises(ElshiError, match="nothing to draw"):
        transforms.of_answer(silk_road(), [{"number": 3}])


def test_actors_are_coloured_by_whose_they_are_and_the_legend_says_so() -> None:
    found = colours.colours(view(silk_road(), relations=True), "region")
    assert found.of["kz-almaty"] == found.of["KZ"] != found.of["CN"]
    assert found.legend[0]["names"] == {"en": "Kazakhstan", "kk": "Қазақстан", "ru": "Казахстан"}
    assert sum(entry["n"] for entry in found.legend) == 6
    assert found.legend[-1] == {"colour": colours.REST, "n": 1, "key": ["kind", "other"]}
    assert found.of["turksoy"] == colours.REST


def test_communities_are_coloured_and_called_after_their_best_tied_members() -> None:
    found = colours.colours(view(silk_road()), "community")
    assert set(found.of) == set(view(silk_road()).graph)
    assert "Kazakhstan" in " ".join(entry["names"]["en"] for entry in found.legend)


def test_on_earth_east_is_right_north_is_up_and_who_has_no_place_stands_apart() -> None:
    network = on_earth(KZ=(51.2, 71.4), CN=(39.9, 116.4), **{"kz-almaty": (43.3, 76.9)})
    seen = view(network, relations=True)
    placed = geo.positions(seen, dict.fromkeys(seen.graph, 6.0))
    assert placed.points["CN"][0] > placed.points["kz-almaty"][0] > placed.points["KZ"][0]
    assert placed.points["KZ"][1] < placed.points["kz-almaty"][1] < placed.points["CN"][1]
    lowest = max(placed.points[id_][1] for id_ in ("KZ", "CN", "kz-almaty"))
    assert placed.nowhere is not None and placed.nowhere[1] > lowest
    assert placed.points["turksoy"][1] > lowest


def test_those_of_one_town_stand_around_it_without_covering_each_other() -> None:
    seen = view(on_earth(KZ=(51.2, 71.4), CN=(51.2, 71.4), UZ=(51.2, 71.4), KG=(51.21, 71.41)))
    placed = geo.positions(seen, dict.fromkeys(seen.graph, 20.0)).points
    for a, b in (("KZ", "CN"), ("KZ", "UZ"), ("CN", "UZ"), ("KZ", "KG")):
        assert hypot(placed[a][0] - placed[b][0], placed[a][1] - placed[b][1]) >= 39.5


def test_the_towns_of_a_crowded_region_stay_where_they_are_on_earth() -> None:
    where = {f"de-{n}": (51 + n % 20 / 20, 7 + n // 20 / 20) for n in range(400)}
    towns = [actor(id_, id_, "City", latitude=at[0], longitude=at[1]) for id_, at in where.items()]
    seen = view(network(towns, [(tie("twins", "Twins"), "kz-cn-article", list(where))]))
    placed = geo.positions(seen, dict.fromkeys(seen.graph, 8.0))
    for id_, place in where.items():
        (x, y), home = placed.points[id_], geo.projected(*place, placed.degree)
        assert hypot(x - home[0], y - home[1]) < placed.degree / 4


@pytest.mark.parametrize(
    ("place", "on_land"),
    [
        ((43.3, 76.9), True),  # Almaty
        ((50.1, 19.9), True),  # Kraków
        ((0.3, 32.6), True),  # Kampala
        ((40.0, -100.0), True),
        ((-25.0, 135.0), True),
        ((66.0, -173.0), False),  # Chukotka is drawn past 180° east
        ((66.0, 187.0), True),
        ((40.0, -40.0), False),
        ((42.0, 51.0), False),  # the Caspian
    ],
)
def test_continents_are_where_they_are(place: tuple[float, float], on_land: bool) -> None:
    x, y = geo.projected(*place)
    crossed = 0
    for ring in geo.land().split("Z")[:-1]:
        points = [tuple(map(float, point.split())) for point in ring[1:].split("L")]
        for (ax, ay), (bx, by) in pairwise(points):
            crossed += (ay > y) != (by > y) and x < ax + (y - ay) * (bx - ax) / (by - ay)
    assert crossed % 2 == on_land


def test_a_map_of_the_earth_draws_land_without_a_tear_and_names_who_measured_it() -> None:
    drawn = draw(view(on_earth(KZ=(51.2, 71.4))), places="geo")
    land = data(drawn.html)["land"]
    for ring in land.split("Z")[:-1]:
        xs = [float(point.split()[0]) for point in ring[1:].split("L")]
        assert max(abs(a - b) for a, b in pairwise(xs)) < 90 * geo.DEGREE
    assert "GeoNames (CC BY 4.0)" in drawn.html


def test_the_packaged_places_have_coordinates_on_earth(corpus_network: Network) -> None:
    there = [a for a in corpus_network.actors.values() if "latitude" in a]
    assert len(there) > 150
    almaty = corpus_network.actors["kz-almaty"]
    assert (almaty["latitude"], almaty["longitude"]) == pytest.approx((43.25, 76.91), abs=0.1)


def test_the_gallery_has_what_a_reader_of_the_corpus_looks_for(corpus_network: Network) -> None:
    files = [entry.file for entry in gallery.entries(corpus_network)]
    assert len(files) == len(set(files))
    wanted = (
        "whole",
        "countries",
        "around-turksoy",
        "around-tika",
        "pair-kz-tr",
        "pair-cn-kz",
        "treaties",
        "universities",
        "decade-1990",
        "field-music",
    )
    assert {f"{name}.html" for name in wanted} <= set(files)


def test_a_thumbnail_is_a_few_thousand_bytes_of_dots_and_lines() -> None:
    seen = view(silk_road())
    small = thumbnail(seen, draw(seen))
    assert small.count("a") >= 5 and "<svg" in small and len(small) < 6000
    nothing = view(Network({}, {}, (), (), {}, {}))
    assert thumbnail(nothing, draw(nothing)) == ""
    earth = view(on_earth(KZ=(51.2, 71.4), CN=(39.9, 116.4)))
    assert 'fill="var(--land)"' in thumbnail(earth, draw(earth, places="geo")) and "--land" not in small


def test_the_command_draws_what_is_asked_for(elshi_on_corpus: Run, tmp_path: Path) -> None:
    options = [
        "--two-mode",
        "--kinds",
        "Treaty",
        "--from",
        "1992",
        "--to",
        "1999",
        "--lang",
        "kk",
        "--without",
        "Түркия",
    ]
    run = elshi_on_corpus("map", str(tmp_path / "a.html"), *options)
    assert run.returncode == 0, run.stderr
    page = data((tmp_path / "a.html").read_text(encoding="utf-8"))
    assert page["lang"] == "kk"
    assert {tie["label"] for tie in page["ties"]} == {"Treaty"}
    assert "TR" not in {node["id"] for node in page["nodes"]}
    again = elshi_on_corpus(
        "map",
        str(tmp_path / "b.html"),
        "--countries",
        "--layout-from",
        str(tmp_path / "a.html"),
        "--size",
        "betweenness",
        "--min-weight",
        "2",
        "--colour",
        "field",
    )
    assert again.returncode == 0, again.stderr
    wrong = elshi_on_corpus("map", str(tmp_path / "c.html"), "--layout-from", str(tmp_path / "nowhere"))
    assert wrong.returncode == 1 and "cannot be read" in wrong.stderr and "Traceback" not in wrong.stderr


def test_the_answer_of_a_question_is_drawn_beside_its_rows(elshi_on_corpus: Run, tmp_path: Path) -> None:
    run = elshi_on_corpus(
        "query", "ties-between", "a=Kazakhstan", "b=China", "--json", "--map", str(tmp_path / "q.html")
    )
    assert run.returncode == 0, run.stderr
    drawn = {node["id"] for node in data((tmp_path / "q.html").read_text(encoding="utf-8"))["nodes"]}
    rows = {row["id"] for row in json.loads(run.stdout)}
    assert len(rows) > 10
    assert rows <= drawn


def test_an_atlas_speaks_the_language_that_is_asked_for(store: Store, tmp_path: Path) -> None:
    list(atlas.atlas(store, tmp_path, lang="kk"))
    index = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert '<html lang="kk">' in index and "Граф бос" in index and "Maps<" not in index
    assert data((tmp_path / "whole.html").read_text(encoding="utf-8"))["lang"] == "kk"
    with pytest.raises(ElshiError, match="'de' is not a language"):
        list(atlas.atlas(store, tmp_path, lang="de"))


@pytest.mark.parametrize(
    ("lang", "titles"),
    [
        ("en", {"Countries where they are on earth", "China and Kazakhstan", "The 1990s", "Literature"}),
        ("kk", {"Қытай және Қазақстан", "1990 жылдар", "Әдебиет"}),
        ("ru", {"Китай и Казахстан", "1990-е годы", "Литература"}),
        ("tr", {"Çin ve Kazakistan", "1990'lar", "2000'ler", "Edebiyat"}),
    ],
)
def test_maps_of_the_gallery_are_called_in_the_language_of_their_reader(
    corpus_network: Network, lang: str, titles: set[str]
) -> None:
    found = [entry.title for entry in gallery.entries(corpus_network) if entry.title]
    assert titles <= {title.told(lang, corpus_network.actors) for title in found}
