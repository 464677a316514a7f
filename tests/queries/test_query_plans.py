"""Plans of the questions on a real Neo4j: every one starts from an index, and none multiplies.

The rule. A question has an *anchor* where it cannot be asked without naming an actor, a tie, a source or a
group. Every leaf of the plan of such a question that reads the graph seeks by an index. A question without
an anchor is about everything of some sort: it may begin with a scan of one label (ties, treaties, actors,
sources …) or of one type of relationship; never of all nodes, nor of all that is ours. No plan has a
Cartesian product.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest

from elshi.graph.store.store import Store
from elshi.queries import Question, catalogue
from elshi.queries.answers import bound
from elshi.queries.arguments import NAMED

SEEKS = {
    "NodeUniqueIndexSeek", "NodeIndexSeek", "NodeIndexSeekByRange", "NodeUniqueIndexSeekByRange",
    "NodeIndexContainsScan", "MultiNodeIndexSeek",
}  # fmt: skip
SCANS = {
    "NodeByLabelScan", "IntersectionNodeByLabelsScan", "UnionNodeByLabelsScan",
    "DirectedRelationshipTypeScan", "DirectedUnionRelationshipTypesScan",
}  # fmt: skip
READS_NOTHING = {"Argument", "EmptyRow", "Unwind"}
TOO_BROAD = ":Elshi"
ALL_OF_A_SORT = {"shortest-chain"}
"""Asked about somebody, but beginning anywhere too: a chain may lead through any membership."""


def anchored(question: Question) -> bool:
    """Whether it cannot be asked without naming somebody or something."""
    return any(p.default is None and p.type in {*NAMED, "group"} for p in question.parameters)


def operators(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every operator of a plan, the topmost first."""
    yield plan
    for child in plan.get("children", ()):
        yield from operators(child)


def called(operator: dict[str, Any]) -> str:
    """The operator's name without its database."""
    return str(operator["operatorType"]).split("@")[0]


@pytest.mark.skipif("NEO4J_URI" not in os.environ, reason="NEO4J_URI is not set: no Neo4j explains plans")
@pytest.mark.parametrize("name", catalogue())
def test_a_question_starts_from_an_index_and_multiplies_nothing(corpus: Store, name: str) -> None:
    if corpus.is_embedded:
        pytest.skip("only Neo4j explains its plans in these words")
    question = catalogue()[name]
    values = bound(corpus, question, question.example()).values
    with corpus.driver.session(database=corpus.database) as session:
        plan = session.run("EXPLAIN " + question.cypher, values).consume().plan
    found = list(operators(plan))
    assert not [called(o) for o in found if "CartesianProduct" in called(o)]
    for leaf in (operator for operator in found if not operator.get("children")):
        operator, details = called(leaf), str(leaf["args"].get("Details", ""))
        if operator in SEEKS | READS_NOTHING:
            continue
        assert operator in SCANS, f"{operator} {details}"
        assert not anchored(question) or name in ALL_OF_A_SORT, (
            f"{operator} {details}, though it is asked about somebody"
        )
        assert not details.endswith(TOO_BROAD), details
