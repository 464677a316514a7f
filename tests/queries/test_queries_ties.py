"""Questions on who is bound to whom: partners, brokers, treaties and what followed, visits, years, doubts."""

from __future__ import annotations

from elshi.queries import ask
from tests.fixtures.worlds import World, rows

# --------------------------------------------------------------------------- third parties


def test_a_common_partner_has_ties_with_both_and_its_bodies_count_for_it(world: World) -> None:
    store = world(
        events="hosted_by,joined_by\nkz-culture,TR\nCN,guest\nCN-XJ,KZ\nKZ,UZ\nCN; KZ,TR; sco",
    )
    found = rows(store, "common-partners", "partner", "with_a", "with_b", "with_both", a="KZ", b="CN")
    assert found == [("Turkey", 2, 2, 1), ("SCO", 1, 1, 1)]


def test_a_state_is_no_partner_of_its_own_region_through_that_region_alone(world: World) -> None:
    store = world(events="hosted_by,joined_by\nCN-XJ,KZ\nCN-XJ,TR\nKZ,TR")
    assert rows(store, "common-partners", "partner", a="Xinjiang", b="TR") == [("Kazakhstan",)]


def test_a_broker_stands_outside_both_groups_and_links_members_of_each(world: World) -> None:
    store = world(
        events="hosted_by,joined_by,fields\nKZ,TR,music\nguest,CN-XJ,film\nsco,KZ; CN,music\nUZ,CN,music\n"
        "TR,UZ,music"
    )
    groups = {"a": "Kazakhstan; Uzbekistan", "b": "China"}
    found = rows(
        store, "brokers-between", "broker", "of_a", "of_b", "only_a", "only_b", "with_both", **groups
    )
    assert found == [("Turkey", ["Kazakhstan", "Uzbekistan"], ["China"], 2, 1, 0)]
    assert rows(store, "brokers-between", "broker", **groups, field="music") == []
    assert ask(store, "brokers-between", groups).understood["a"] == "Kazakhstan (KZ); Uzbekistan (UZ)"


def test_countries_meet_only_in_company_until_one_tie_is_theirs_alone(world: World) -> None:
    store = world(
        events="date,hosted_by,joined_by\n1996,KZ,CN; TR\n1995,UZ,CN; kz-opera; TR\n,KZ,kaznu; TR",
    )
    found = rows(store, "only-in-company", "a", "b", "ties", "fewest", "ids")
    assert found == [
        ("China", "Kazakhstan", 2, 3, ["e2", "e1"]), ("China", "Turkey", 2, 3, ["e2", "e1"]),
        ("China", "Uzbekistan", 1, 4, ["e2"]), ("Kazakhstan", "Uzbekistan", 1, 4, ["e2"]),
        ("Turkey", "Uzbekistan", 1, 4, ["e2"]),
    ]  # fmt: skip
    assert rows(store, "only-in-company", "a", "b", group="UZ; TR", parties=4) == [
        ("China", "Uzbekistan"), ("Kazakhstan", "Uzbekistan"), ("Turkey", "Uzbekistan"),
    ]  # fmt: skip


# ---------------------------------------------------------------- treaties and what followed


def test_what_is_held_under_something_held_under_a_treaty_carries_it_out_too(world: World) -> None:
    store = world(
        treaties="signed_by\nKZ; CN\nKZ; CN",
        events="date,under,hosted_by\n1996,t1,KZ\n1995,e1,CN\n,t1,CN\n1999,t2,KZ",
        works="under,created_by\ne1,abai",
    )
    found = rows(store, "held-under", "steps", "through", "id", "actors", under="t1")
    assert found == [
        (1, [], "e1", ["Kazakhstan"]), (1, [], "e3", ["China"]),
        (2, ["E1"], "e2", ["China"]), (2, ["E1"], "w1", ["Abai"]),
    ]  # fmt: skip


def test_a_treaty_without_events_may_have_led_to_something_else(world: World) -> None:
    store = world(
        treaties="date,signed_by,fields\n1992,kz-culture; CN,music\n1993,KZ; TR,film\n1994?,KZ; UZ,music\n"
        ",CN; TR,music",
        events="under,hosted_by\nt1,KZ",
        exchanges="id,under,sent_by,received_by\nx1,t2,KZ,TR",
    )
    columns = ("id", "when", "led_to")
    assert rows(store, "treaties-without-events", *columns) == [
        ("t2", "dated", ["E1"]), ("t3", "dated", []), ("t4", "undated", []),
    ]  # fmt: skip
    asked = ask(store, "treaties-without-events", {"group": "Turkey; Uzbekistan", "from": 1993, "to": 1995})
    assert [(row["id"], row["when"]) for row in asked.rows] == [("t2", "certainly"), ("t3", "possibly")]
    assert asked.undated == ("t4",)
    assert rows(store, "treaties-without-events", "id", field="film") == [("t2",)]


def test_what_was_signed_at_a_visit_is_told_apart_from_what_was_signed_in_its_days(world: World) -> None:
    store = world(
        events="kind,date,hosted_by,joined_by,under\nvisit,1995-06-10/1995-06-12,KZ,guest,\n"
        "visit,1995-06-11,CN,envoy,t3\nvisit,1996,TR,KZ,",
        treaties="date,signed_by,under\n1995-06-11,KZ; TR,\n1995-06-12,kz-culture; TR,e1\n1992,KZ; CN,\n"
        "1996,KZ; TR,",
    )
    columns = ("id", "hosts", "guests", "signed", "same_days", "carried_out")
    assert rows(store, "visits-and-signings", *columns) == [
        ("e1", ["Kazakhstan"], ["Guest"], ["T2"], ["T1"], []),
        ("e2", ["China"], ["Envoy"], [], [], ["T3"]),
        ("e3", ["Turkey"], ["Kazakhstan"], [], [], []),
    ]
    assert rows(store, "visits-and-signings", "id", country="China") == [("e2",)]
    asked = ask(store, "visits-and-signings", {"country": "Turkey", "from": 1996, "to": 1999})
    assert [(row["id"], row["when"]) for row in asked.rows] == [("e3", "certainly")]


# ----------------------------------------------------------------------- states and regions


def test_ties_of_a_region_stand_beside_those_of_its_state_and_of_other_regions(world: World) -> None:
    store = world(
        regions="id,name,part_of\nCN-XJ,Xinjiang,CN\nCN-GS,Gansu,CN\n",
        events="date,hosted_by,joined_by\n1992,CN-XJ,KZ\n1993,kz-opera,CN\n1994,CN-GS,KZ\n"
        "1995,cn-urumqi; CN,KZ\n1996,CN-XJ,TR",
    )
    columns = ("id", "side", "by", "with")
    found = rows(store, "region-beside-state", *columns, region="Xinjiang", state="Kazakhstan")
    assert found == [
        ("e1", "region", ["Xinjiang"], ["Kazakhstan"]), ("e2", "state", ["China"], ["Opera"]),
        ("e3", "another region", ["Gansu"], ["Kazakhstan"]),
        ("e4", "both", ["China", "Ürümqi"], ["Kazakhstan"]),
    ]  # fmt: skip


def test_a_profile_counts_ties_of_each_sort_with_partners_and_fields(world: World) -> None:
    store = world(
        treaties="date,signed_by,fields\n1993,kz-culture; CN,music\n1992,KZ; CN; TR,music; film",
        events="hosted_by,joined_by,certainty\nCN,envoy,unsure",
    )
    columns = ("sort", "ties", "dated", "first", "last", "partners", "fields", "unsure", "sources")
    assert rows(store, "country-profile", *columns, country="KZ") == [
        ("Treaty", 2, 2, "1992", "1993", ["China 2", "Turkey 1"], ["music 2", "film 1"], 0, ["one"]),
        ("Event", 1, 0, None, None, ["China 1"], [], 1, ["one"]),
    ]
    assert rows(store, "country-profile", "sort", country="UZ") == []


# ------------------------------------------------------------------------ years and certainty


def test_activity_counts_a_lasting_tie_in_each_of_its_years_and_a_vague_one_as_possible(world: World) -> None:
    store = world(
        events="date,hosted_by\n1995/1996,KZ\n1996-05,kz-opera\n1996?,CN\n,KZ\n18XX,KZ",
        treaties="date,signed_by\n1997,KZ; CN",
    )
    columns = ("year", "kind", "certainly", "possibly")
    assert rows(store, "activity-by-year", *columns) == [
        (1995, "festival", 1, 0), (1996, "festival", 2, 1), (1997, "agreement", 1, 0),
    ]  # fmt: skip
    asked = ask(store, "activity-by-year", {"group": "Kazakhstan", "kind": "festival", "from": 1996})
    assert [tuple(row[c] for c in columns) for row in asked.rows] == [(1996, "festival", 2, 0)]
    assert asked.undated == ("e4", "e5")
    assert asked.summary() == "2 undated facts were left out"


def test_a_membership_that_goes_on_is_active_in_every_year_since(world: World) -> None:
    store = world(series="date,hosted_by\n1994/..,KZ\n1996/,KZ", treaties="date,signed_by\n1997,KZ; CN")
    found = rows(store, "activity-by-year", "year", "certainly", "possibly", kind="festival", to=1997)
    assert found == [(1994, 1, 0), (1995, 1, 0), (1996, 2, 0), (1997, 1, 1)]
    found = rows(
        store, "activity-by-year", "year", "certainly", kind="festival", **{"from": 1993, "to": 1995}
    )
    assert found == [(1994, 1), (1995, 1)]


def test_a_fact_may_be_unsure_as_a_whole_in_one_part_or_as_a_standing_relation(world: World) -> None:
    store = world(
        events="hosted_by,joined_by,certainty,note\nKZ,CN,unsure,No date\nKZ,CN?,stated,\nKZ?,CN,unsure,\n"
        "KZ,CN,stated,",
        memberships="member,organisation,certainty,note\nKZ,sco,unsure,Implied\nCN,sco,stated,",
    )
    columns = ("sort", "kind", "fact", "who", "note", "id")
    found = rows(store, "unsure-facts", *columns)
    assert found == [
        ("tie", "festival", "E1", "", "No date", "e1"), ("tie", "festival", "E3", "", None, "e3"),
        ("part", "festival", "E2", "China (JOINED)", None, "e2"),
        ("standing", "MEMBER_OF", "Kazakhstan – SCO", "", "Implied", "m1"),
    ]  # fmt: skip
    assert rows(store, "unsure-facts", "id", about="SCO") == [("m1",)]
    assert rows(store, "unsure-facts", "id", source="other") == []


def test_a_broker_is_who_has_ties_with_each_group_without_the_other(world: World) -> None:
    store = world(events="hosted_by,joined_by\nKZ,TR\nTR,CN\nKZ,UZ; CN\nUZ,KZ")
    asked = {"a": "Kazakhstan", "b": "China"}
    assert rows(store, "brokers-between", "broker", "only_a", "only_b", "with_both", **asked) == [
        ("Turkey", 1, 1, 0),
    ]


def test_a_chain_does_not_lead_through_a_group_that_both_are_counted_among(world: World) -> None:
    store = world(groups="id,name,members\nturkic,Turkic world,KZ; TR", events="joined_by\nUZ; TR\nUZ; KZ")
    [row] = ask(store, "shortest-chain", {"a": "KZ", "b": "TR"}).rows
    assert row["ids"] == ["KZ", "e2", "UZ", "e1", "TR"]


def test_a_chain_through_an_organisation_is_found_though_a_group_is_nearer(world: World) -> None:
    store = world(
        groups="id,name,members\nturkic,Turkic world,CN-XJ; TR",
        memberships="member,organisation\nCN,sco\nTR,sco",
        events="joined_by\nCN-XJ; UZ\nUZ; KZ\nKZ; TR",
    )
    [row] = ask(store, "shortest-chain", {"a": "CN-XJ", "b": "TR"}).rows
    assert row["ids"] == ["CN-XJ", "CN", "sco", "TR"]
    assert row["relations"] == ["PART_OF", "MEMBER_OF", "MEMBER_OF"]
    [back] = ask(store, "shortest-chain", {"a": "TR", "b": "CN-XJ"}).rows
    assert back["ids"] == row["ids"][::-1]


def test_members_that_are_observers_alone_are_told_as_that(world: World) -> None:
    store = world(memberships="member,organisation,status\nKZ,sco,observer")
    assert "these sources name no full member" in ask(store, "members-of", {"organisation": "SCO"}).summary()
