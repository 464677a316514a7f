"""The facts of public reference: members, seats, lifetimes and groups, apart from what the sources tell."""

from __future__ import annotations

import json
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from elshi.graph.errors import ElshiError
from elshi.graph.exports.write import write as export
from elshi.graph.lookup.dossier import dossier
from elshi.graph.lookup.source_summary import summary
from elshi.graph.maps.payload import Facts
from elshi.graph.model import dates
from elshi.graph.model.records import Standing
from elshi.graph.store.store import Store, connect
from elshi.graph.views import filters
from elshi.graph.views.network import Network, network
from elshi.graph.views.options import TieFilter
from elshi.graph.views.rules import Rules
from elshi.graph.views.view import view
from elshi.loaders.corpus import REFERENCE, packaged, reference_tables
from elshi.loaders.kinds.citations import Citation
from elshi.loaders.kinds.groups import Group
from elshi.loaders.kinds.relations import Membership
from elshi.loaders.kinds.sources import Source
from elshi.loaders.load.history import undo, withdraw_reference
from elshi.loaders.load.load import build, build_reference, load
from elshi.loaders.opendata import igo
from elshi.loaders.tables.rows import read
from elshi.queries.answers import ask
from tests.fixtures.paths import SHARED

SAMPLE = SHARED / "samples" / "igo-memberships" / "memberships.csv"


def records(files: list[Path]) -> list[Any]:
    """The records of packaged tables."""
    return [row.record for file in files if file.stem != "settled" for row in read(file).rows]


PUBLIC = records(reference_tables())
MEMBERSHIPS = [record for record in PUBLIC if isinstance(record, Membership)]
CURATED = [record for record in records(packaged()) if isinstance(record, Membership)]


@pytest.fixture(scope="module")
def whole(corpus_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The curated tables and the reference layer, as ``elshi build`` leaves them."""
    folder = shutil.copytree(corpus_folder, tmp_path_factory.mktemp("whole") / "graph")
    with connect(folder, profile="brief") as opened:
        build_reference(opened)
        yield opened


@pytest.fixture(scope="module")
def whole_network(whole: Store) -> Network:
    return network(whole)


# ------------------------------------------------------------------------------------ the tables


def test_every_fact_cites_a_source_that_is_there_and_the_place_in_it() -> None:
    sources = {record.id for record in PUBLIC if isinstance(record, Source)}
    facts = [record for record in PUBLIC if isinstance(record, Standing | Group)]
    assert len(facts) > 2000
    assert [f.id for f in facts if f.source not in sources or not f.section] == []
    assert [
        c.fact for c in PUBLIC if isinstance(c, Citation) and (c.source not in sources or not c.section)
    ] == []


def test_every_source_says_whose_it_is_where_it_stands_and_when_it_was_looked_at() -> None:
    sources = [record for record in PUBLIC if isinstance(record, Source)]
    cited = {record.source for record in PUBLIC if getattr(record, "source", None)}
    assert cited == {source.id for source in sources}
    for source in sources:
        assert source.kind == "reference"
        assert source.publisher and source.licence
        assert (source.url or "").startswith("http") and "looked at on 20" in (source.edition or ""), (
            source.id
        )


def test_every_relation_is_marked() -> None:
    assert {record.layer for record in PUBLIC if isinstance(record, Standing | Group)} == {"reference"}
    assert {record.layer for record in CURATED} == {None}


def test_kazakhstan_is_a_member_of_turksoy_since_its_founding() -> None:
    [row] = [m for m in MEMBERSHIPS if (m.member, m.organisation) == ("KZ", "turksoy")]
    [body] = [r for r in records(packaged()) if r.table == "organisations" and r.id == "turksoy"]
    assert row.status == "member" and row.during is not None and row.during.endswith("/..")
    assert row.during[:4] == (body.founded or "")[:4] == "1993"


def test_no_membership_contradicts_a_curated_one_and_none_repeats_it() -> None:
    told = defaultdict(list)
    for row in CURATED:
        told[row.member, row.organisation].append(row)
    for row in MEMBERSHIPS:
        for other in told[row.member, row.organisation]:
            assert row.status == other.status, row.id
            assert (row.during, row.id) != (other.during, other.id)
            if other.during and row.during:
                assert row.during[:4] != other.during[:4], f"{row.id} says what {other.id} says"


def lasted(during: str | None, year: int) -> bool:
    return dates.when(dates.span(during or "XXXX"), date(year, 1, 1), date(year, 12, 31)) in (
        "certainly",
        "possibly",
    )


BETTER_KNOWN = {
    (
        "UA",
        "eurasian-patent-organization",
    ),  # signed, and is not among the states party of the body's own list
    ("MN", "osce"),  # admitted on 21 November 2012
    ("US", "unesco"),  # came back before it left at the end of 2018
}
"""Where the Correlates of War differ from a reference nearer to the body."""


@pytest.mark.skipif(not SAMPLE.exists(), reason="the sample of the Correlates of War data is not there")
@pytest.mark.parametrize("year", [2006, 2012])
def test_members_are_as_many_as_in_the_correlates_of_war(year: int) -> None:
    known = set(igo.KNOWN.values())
    theirs: dict[str, set[str]] = defaultdict(set)
    ours: dict[str, set[str]] = defaultdict(set)
    gathered = [row.record for row in igo.read([SAMPLE]).rows["memberships"].values()]
    for record, into in [
        *((r, theirs) for r in gathered),
        *((r, ours) for r in MEMBERSHIPS if "/" in str(r.during)),
    ]:
        if not isinstance(record, Membership) or record.status != "member" or record.member.startswith("x-"):
            continue
        better = (record.member, record.organisation) in BETTER_KNOWN
        if record.organisation in known and lasted(record.during, year) and not better:
            into[record.organisation].add(record.member)
    assert len(theirs) > 25
    assert {body: members ^ ours[body] for body, members in theirs.items() if members != ours[body]} == {}


# -------------------------------------------------------------------------------------- the layer


OWN = "id,name,kind\nturksoy,TÜRKSOY,intergovernmental\n"
STATES = "id,name\nKZ,Kazakhstan\nTR,Turkey\n"
SOURCE = "id,name,kind\n{0},A list,reference\n"
ROW = "id,member,organisation,during,layer,source\nkz-turksoy,KZ,turksoy,{0},{1},{2}\n"


def marked(store: Store) -> list[tuple[str, str | None, str | None]]:
    rows = store.read("MATCH ()-[r:MEMBER_OF]->() RETURN r.id AS id, r.during AS during, r.layer AS layer")
    return [(row["id"], row["during"], row["layer"]) for row in rows]


def public(table: Callable[[str, str], Path]) -> list[Path]:
    return [
        table("organisations", OWN), table("countries", STATES), table("sources", SOURCE.format("a-list")),
        table("memberships", ROW.format("1993/..", "reference", "a-list")),
    ]  # fmt: skip


def test_what_another_load_says_too_is_no_longer_of_the_layer(
    store: Store, table: Callable[[str, str], Path], tmp_path: Path
) -> None:
    load(store, public(table), dataset=REFERENCE)
    assert marked(store) == [("kz-turksoy", "1993/..", "reference")]
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "sources.csv").write_text(SOURCE.format("my-thesis"), encoding="utf-8")
    (mine / "memberships.csv").write_text(ROW.format("1993-07/", "", "my-thesis"), encoding="utf-8")
    load(store, [mine / "sources.csv", mine / "memberships.csv"], dataset="mine")
    assert marked(store) == [("kz-turksoy", "1993-07/", None)]
    load(store, public(table), dataset=REFERENCE, prune=True)
    assert marked(store) == [("kz-turksoy", "1993-07/", None)], (
        "the reference gives way, also when it is loaded last"
    )
    undo(store, "load-000002")
    assert marked(store) == [("kz-turksoy", "1993/..", "reference")]


def test_the_layer_can_be_withdrawn(store: Store, table: Callable[[str, str], Path]) -> None:
    load(store, public(table), dataset=REFERENCE)
    [gone] = withdraw_reference(store)
    assert gone.load.dataset == REFERENCE and gone.nodes == 4
    assert marked(store) == [] and withdraw_reference(store) == []


def test_loading_the_layer_again_changes_nothing(whole: Store) -> None:
    assert build_reference(whole).changed_nothing
    assert build(whole).changed_nothing


def test_what_the_sources_tell_is_never_marked(whole: Store) -> None:
    rows = whole.read(
        "MATCH ()-[r {layer: 'reference'}]->() WHERE r.sources IS NOT NULL RETURN r.sources AS sources"
    )
    assert len(rows) > 2000
    assert {source[:4] for row in rows for source in row["sources"]} == {"ref-"}


def test_no_relation_is_without_a_source(whole: Store) -> None:
    rows = whole.read(
        "MATCH (:Actor)-[r]->(:Actor) RETURN r.id AS id, coalesce(size(r.sources), 0) AS sources ORDER BY id"
    )
    assert len(rows) > 3000
    assert [row["id"] for row in rows if row["sources"] == 0] == []


def test_the_layer_tells_the_state_of_places_only_and_only_where_no_text_does(whole: Store) -> None:
    rows = whole.read(
        "MATCH (a:Actor)-[r]->(:Actor) WHERE r.layer IS NULL "
        "RETURN a.id AS id, labels(a) AS labels, r.sources AS sources"
    )
    lent = [row for row in rows if all(source.startswith("ref-") for source in row["sources"])]
    assert {"kz-taraz", "RU-KB"} <= {row["id"] for row in lent} and len(lent) < 50
    assert [row["id"] for row in lent if not {"City", "Region"} & set(row["labels"])] == []


def test_a_state_that_is_no_more_has_its_lifetime(whole: Store) -> None:
    rows = whole.read(
        "MATCH (c:Country) WHERE c.id IN ['KZ', 'SUHH'] RETURN c.id AS id, c.lifetime AS lifetime"
    )
    assert {row["id"]: row["lifetime"] for row in rows} == {
        "KZ": "1991-12-16/..",
        "SUHH": "1922-12-30/1991-12-25",
    }


# -------------------------------------------------------------------------------------- questions


def test_members_of_turksoy_are_told_with_their_layer(whole: Store) -> None:
    rows = ask(whole, "members-of", {"organisation": "Түрксой", "year": "2010"}).rows
    full = {
        row["id"].split("-")[1] for row in rows if row["status"] == "member" and row["when"] == "certainly"
    }
    assert full == {"az", "kg", "kz", "tm", "tr", "uz"}
    layers = {row["member"]: row["layer"] for row in rows}
    assert layers["Kazakhstan"] == "reference" and layers["Tatarstan"] is None


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("members-of", {"organisation": "TÜRKSOY"}),
        ("memberships", {"group": "Kazakhstan"}),
        ("joined-in-year", {"year": "1993"}),
    ],
)
def test_memberships_can_be_asked_without_public_references(
    whole: Store, name: str, values: dict[str, str]
) -> None:
    everything = ask(whole, name, values).rows
    told = ask(whole, name, values | {"reference": "no"}).rows
    assert [row for row in everything if row["layer"] is None] == told
    assert len(told) < len(everything)


def test_bodies_that_share_members_say_how_many_are_so_by_reference_alone(whole: Store) -> None:
    asked = {"organisation": "TÜRKSOY", "year": "2012"}
    [row] = [
        r for r in ask(whole, "shared-members", asked).rows if {r["a_id"], r["b_id"]} == {"turkpa", "turksoy"}
    ]
    assert row["shared"] == ["Azerbaijan", "Kazakhstan", "Kyrgyzstan", "Turkey"]
    assert row["certainly"] == row["from_reference"] == 4
    assert ask(whole, "shared-members", asked | {"reference": "no"}).rows == []


def test_orbits_count_full_members(whole: Store) -> None:
    values = {"country": "Kazakhstan", "orbits": "TÜRKSOY"}
    [row] = ask(whole, "ties-by-orbit", values).rows
    assert "Turkey" in row["from_reference"] and "Tatarstan" not in row["from_reference"]
    assert row["certainly"] > 50
    [told] = ask(whole, "ties-by-orbit", values | {"reference": "no"}).rows
    assert told["from_reference"] == [] and told["certainly"] == 0


def test_bodies_between_central_asia_and_turkey(whole: Store) -> None:
    values = {"a": "Central Asia", "b": "Turkey", "year": "2012"}
    rows = {row["id"]: row for row in ask(whole, "organisations-between", values).rows}
    eco = rows["economic-cooperation-organization"]
    assert (
        eco["members_a"] == ["KG", "KZ", "TJ", "TM", "UZ"] and eco["certainly"] == eco["from_reference"] == 6
    )
    assert ask(whole, "organisations-between", values | {"reference": "no"}).rows == []


def test_a_flag_that_is_neither_yes_nor_no_is_refused(whole: Store) -> None:
    with pytest.raises(ElshiError, match="reference: 'perhaps' is neither yes nor no"):
        ask(whole, "members-of", {"organisation": "TÜRKSOY", "reference": "perhaps"})


def test_sources_list_public_references_apart(whole: Store) -> None:
    layers = [row["layer"] for row in summary(whole)]
    assert layers == sorted(layers) and set(layers) == {"", "reference"}


def test_a_dossier_says_which_relations_are_of_public_reference(whole: Store) -> None:
    rows = {
        row["whom"]: row["layer"]
        for row in dossier(whole, "turksoy").standing
        if row["relation"] == "MEMBER_OF"
    }
    assert rows["Turkey"] == "reference" and rows["Tuva"] == ""


# ------------------------------------------------------------------------------------------ views


def test_bodies_are_linked_by_the_members_they_share_only_with_the_layer(whole_network: Network) -> None:
    seen = view(whole_network, level="organisations")
    assert {"KZ", "TR"} <= {
        tie for _, _, ties in seen.graph.edges("turksoy", data="ties") for tie in ties.split("; ")
    }
    assert not view(whole_network, level="organisations", rules=Rules(reference=False)).graph.has_edge(
        "turksoy", "turkpa"
    )


def test_public_references_link_only_whom_the_sources_tell_of(whole_network: Network) -> None:
    told = view(whole_network, countries=True, relations=True, rules=Rules(reference=False)).graph
    seen = view(whole_network, countries=True, relations=True).graph
    assert set(told) < set(seen)
    for id_ in set(seen) - set(told):
        if whole_network.actors[id_]["label"] != "Organisation":
            assert all("-seat-" in ties for _, _, ties in seen.edges(id_, data="ties")), "only as a seat"
    assert seen.has_edge("TR", "economic-cooperation-organization")


def test_the_map_knows_which_relations_are_of_public_reference(whole_network: Network) -> None:
    told = {
        fact["id"]: fact for fact in Facts(view(whole_network, relations=True)).ties() if "standing" in fact
    }
    assert told["ref-kz-turksoy-1993"]["reference"] is True
    assert "reference" not in told["ru-ta-turksoy-observer-1993"]


@pytest.mark.parametrize(
    "name", ["CIS countries", "ТМД елдері", "Страны СНГ", "BDT ülkeleri", "cis-countries"]
)
def test_a_group_is_known_by_its_names_in_four_languages(whole_network: Network, name: str) -> None:
    seen = view(whole_network, countries=True, choice=TieFilter(group=name)).graph
    assert {"KZ", "UZ", "RU"} <= set(seen) and "TR" not in seen


def test_an_empty_group_is_an_error(whole_network: Network) -> None:
    emptied = replace(whole_network, groups={**whole_network.groups, "cis-countries": ("CIS countries", ())})
    with pytest.raises(
        ElshiError, match=r"The group CIS countries \(cis-countries\) has no members in this graph."
    ):
        view(emptied, countries=True, choice=TieFilter(group="ТМД елдері"))


@pytest.mark.parametrize("name", ["Latin America", "Латын Америкасы", "latin-america"])
def test_latin_america_is_the_region_of_the_united_nations(whole_network: Network, name: str) -> None:
    assert {"AR", "BR", "CU", "MX"} <= filters.members(whole_network, name)


def test_exports_carry_the_layer(whole: Store, tmp_path: Path) -> None:
    export(whole, "jsonl", tmp_path / "graph.jsonl")
    lines = [json.loads(line) for line in (tmp_path / "graph.jsonl").read_text(encoding="utf-8").splitlines()]
    [row] = [line for line in lines if line.get("properties", {}).get("id") == "ref-kz-turksoy-1993"]
    assert row["properties"]["layer"] == "reference"
