"""The same graph, and the same answers to questions, on every engine: same rows, in the same order.

Each question is asked with its example and with sets of values drawn from the corpus itself: its actors by
their ids and names, its years, kinds and fields, its organisations' members. A refusal must be the same, too.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from elshi.graph.errors import ElshiError
from elshi.graph.exports.jsonl import lines
from elshi.graph.store.store import Store
from elshi.graph.views.network import network
from elshi.queries import ask, catalogue
from elshi.queries.arguments import NAMED, fields, kinds
from elshi.queries.catalogue import Parameter
from tests.conftest import corpus_places
from tests.fixtures.examples import examples

SETS = 250
"""Sets of values for all questions together, so that a run stays short."""

Corpora = Callable[[str], Store]

pytestmark = pytest.mark.skipif(
    len(corpus_places()) < 2, reason="one engine alone is here: 'make test-neo4j' starts the others"
)


def outcome(store: Store, name: str, values: dict[str, str]) -> Any:
    """All that an answer says, or the sentence of its refusal."""
    try:
        answer = ask(store, name, values)
    except ElshiError as refused:
        return str(refused)
    return answer.rows, answer.understood, answer.summary(), answer.undated, answer.near


def agree(corpora: Corpora, name: str, values: dict[str, str]) -> None:
    """Ask everywhere and compare."""
    first, *others = corpus_places()
    expected = outcome(corpora(first), name, values)
    for place in others:
        assert outcome(corpora(place), name, values) == expected, place


class Writings(dict[str, list[str]]):
    """By label, the ids and names of what the corpus knows, the busiest first."""

    def __repr__(self) -> str:
        return "the writings of the corpus"


@pytest.fixture(scope="module")
def writings(corpora: Corpora) -> Writings:
    """The writings of the packaged tables."""
    found = Writings()
    for label in sorted(set(NAMED.values()) | {"Group"}):
        rows = corpora("embedded").read(
            "MATCH (n:Elshi) WHERE $label IN labels(n) OPTIONAL MATCH (n)-[r]-() "
            "WITH n, count(r) AS degree ORDER BY degree DESC, n.id "
            "RETURN n.id AS id, n.name AS name, n.name_kk AS kazakh",
            {"label": label},
        )
        found[label] = [text for row in rows for text in (row["id"], row["kazakh"] or row["name"])]
    return found


def value(parameter: Parameter, writings: Writings) -> st.SearchStrategy[str]:
    """Texts that somebody might give for a parameter."""
    if parameter.type in NAMED:
        known = writings[NAMED[parameter.type]]
        return st.sampled_from(known[:60]) | st.sampled_from(known)
    if parameter.type == "group":
        countries = st.sampled_from(writings["Country"])
        whole = st.sampled_from([*writings["Group"], "members of TÜRKSOY", "observers of TÜRKSOY in 2010"])
        return whole | st.lists(countries, min_size=1, max_size=6).map("; ".join)
    years = st.integers(1989, 2022).map(str)
    simple = {
        "year": years,
        "period": st.integers(1, 12).map(str),
        "number": st.integers(0, 20).map(str),
        "kind": st.sampled_from(kinds()),
        "field": st.sampled_from(fields()),
    }
    return simple.get(parameter.type, st.sampled_from([parameter.example, parameter.default or ""]))


@pytest.mark.parametrize("place", corpus_places()[1:])
def test_the_packaged_tables_are_the_same_graph_and_network_everywhere(corpora: Corpora, place: str) -> None:
    here, there = corpora("embedded"), corpora(place)
    assert list(lines(there)) == list(lines(here))
    assert network(there) == network(here)


@pytest.mark.parametrize("name", catalogue())
def test_a_question_has_the_same_answer_everywhere(corpora: Corpora, name: str) -> None:
    agree(corpora, name, catalogue()[name].example())
    agree(corpora, name, {p.name: p.example for p in catalogue()[name].parameters})


@pytest.mark.parametrize("name", catalogue())
@settings(max_examples=examples(max(1, SETS // len(catalogue()))), derandomize=True)
@given(data=st.data())
def test_whatever_is_asked_the_answer_is_the_same_everywhere(
    corpora: Corpora, writings: Writings, name: str, data: st.DataObject
) -> None:
    values = {
        parameter.name: data.draw(value(parameter, writings), label=parameter.name)
        for parameter in catalogue()[name].parameters
        if parameter.default is None or data.draw(st.booleans())
    }
    agree(corpora, name, values)
