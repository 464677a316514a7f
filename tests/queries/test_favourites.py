"""What Neo4j Browser takes: a style for every label, and favourites that ask what the catalogue asks."""

from __future__ import annotations

import io
import re
import zipfile

import pytest

from elshi.graph.maps.symbols import ACTORS, PALETTE
from elshi.graph.model.records import NodeRecord
from elshi.graph.store.store import Store
from elshi.loaders import RECORDS
from elshi.queries.answers import bound
from elshi.queries.catalogue import catalogue
from elshi.queries.pages import neo4j_browser
from tests.fixtures.paths import ROOT

FOLDER = ROOT / "docs" / "neo4j"


def test_the_style_is_fresh() -> None:
    assert (FOLDER / "elshi.grass").read_text(encoding="utf-8") == neo4j_browser.grass(), "run 'make docs'"
    assert (FOLDER / "browser.env").read_text(encoding="utf-8") == neo4j_browser.settings(), "run 'make docs'"


@pytest.mark.one_engine
def test_the_favourites_are_fresh(corpus: Store) -> None:
    assert (FOLDER / "favourites.zip").read_bytes() == neo4j_browser.favourites(corpus), "run 'make docs'"


def test_every_label_has_its_colour_and_actors_have_those_of_the_maps() -> None:
    style = neo4j_browser.style()
    labels = {record.label for record in RECORDS.values() if issubclass(record, NodeRecord)}
    assert {f"node.{label}" for label in labels} <= set(style)
    for label, look in ACTORS.items():
        colour = PALETTE[look.colour]
        assert style[f"node.{label}"]["color"] == colour


def test_a_university_and_a_festival_keep_their_own_colours() -> None:
    order = list(neo4j_browser.style())  # in Browser a later rule wins over an earlier one
    assert order.index("node.University") > order.index("node.Organisation") > order.index("node.Actor")
    assert order.index("node.Festival") > order.index("node.Event") > order.index("node.Tie")


@pytest.mark.parametrize("selector", [s for s in neo4j_browser.style() if s.startswith("node")])
def test_every_caption_can_be_read_on_its_colour(selector: str) -> None:
    rule = neo4j_browser.style()[selector]
    assert neo4j_browser.contrast(rule["text-color-internal"], rule["color"]) >= 4


def test_ties_are_lighter_than_every_actor() -> None:
    light = [neo4j_browser.contrast(colour, "#ffffff") for colour in neo4j_browser.TIES.values()]
    dark = [neo4j_browser.contrast(colour, "#ffffff") for colour in PALETTE]
    assert max(light) < min(dark)


def test_a_favourite_asks_what_the_catalogue_asks(corpus: Store) -> None:
    with zipfile.ZipFile(io.BytesIO(neo4j_browser.favourites(corpus))) as packed:
        assert packed.namelist() == [f"Elshi/{name}.cypher" for name in catalogue()]
        for name, asked in catalogue().items():
            text = packed.read(f"Elshi/{name}.cypher").decode()
            assert text.startswith(f"// {asked.title}\n")
            said = {
                parameter: corpus.read(f"RETURN {value} AS value")[0]["value"]
                for parameter, value in re.findall(r"^:param (\w+) => (.*);$", text, re.MULTILINE)
            }
            assert said == bound(corpus, asked, asked.example()).values
            assert text.endswith(f"\n{asked.cypher}\n")
            outside = re.sub(r"'[^']*'", "''", asked.cypher)
            assert ";" not in outside  # it would end the statement there
