"""Questions that compare: pairs, periods, levels, groups, before and after; on small tables of each engine.

What all questions have in common (headers, plans, the same rows on every engine) is tested elsewhere.
"""

from __future__ import annotations

from elshi.queries import ask, catalogue
from elshi.queries.arguments import fields
from tests.fixtures.worlds import World, rows

# ------------------------------------------------------------------------- first, last, silence


def test_the_first_tie_of_a_pair_is_the_one_that_had_certainly_begun_first(world: World) -> None:
    store = world(
        treaties="date,signed_by\n199X,KZ;CN\n1993-05,KZ;CN\n1996,kz-culture;CN-XJ\n,KZ;CN\n2000,KZ;TR"
    )
    asked = ask(store, "first-and-last-ties", {"actor": "KZ", "with": "China"})
    [row] = asked.rows
    assert row["ids"] == ["t2", "t3"]
    assert (row["ties"], row["maybe_earlier"], row["maybe_later"], row["without_date"]) == (3, 1, 1, 1)
    assert rows(store, "first-and-last-ties", "partner", actor="KZ") == [("China",), ("Turkey",)]


def test_what_still_goes_on_is_the_last_tie(world: World) -> None:
    store = world(series="date,hosted_by,joined_by\n1994/..,KZ,CN", treaties="date,signed_by\n2010,KZ;CN")
    assert rows(store, "first-and-last-ties", "first", "last", actor="KZ") == [("1994/..", "1994/..")]


def test_a_silence_has_years_without_any_tie_and_years_with_one_that_may_have_fallen_there(
    world: World,
) -> None:
    store = world(treaties="date,signed_by\n1992,KZ;CN\n1999,KZ;CN\n1995?,KZ;CN\n,KZ;CN\n1996,KZ;TR")
    asked = ask(store, "silence", {"a": "KZ", "b": "CN"})
    [row] = asked.rows
    assert (row["first"], row["last"], row["certainly"], row["possibly"]) == (1993, 1998, 5, 1)
    assert (row["before"], row["after"], row["maybe"]) == ("1992: T1", "1999: T2", ["1995?: T3"])
    assert asked.undated == ("t4",)


def test_a_silence_may_reach_to_the_years_that_were_asked_about(world: World) -> None:
    store = world(treaties="date,signed_by\n1992,KZ;CN\n1994,KZ;CN")
    years = {"a": "KZ", "b": "CN", "from": 1990, "to": 1997}
    assert rows(store, "silence", "first", "last", **years) == [(1990, 1991), (1995, 1997)]
    assert rows(store, "silence", "first", "last", **years, least=1) == [
        (1990, 1991),
        (1993, 1993),
        (1995, 1997),
    ]
    assert rows(store, "silence", "certainly", "before", **{**years, "b": "TR"}) == [(8, None)]


# --------------------------------------------------------------------------------- by periods


def test_a_tie_counts_in_each_of_its_fields_and_in_each_period_that_it_lasted_through(world: World) -> None:
    store = world(
        events="date,hosted_by,presented,fields\n1999/2001,CN,KZ,music;dance\n1998?,CN,KZ,music\n,CN,KZ,film\n"
        "1995,CN,KZ,"
    )
    values = {"a": "KZ", "b": "CN", "period": "decade"}
    assert rows(store, "fields-by-period", "years", "field", "certainly", "possibly", **values) == [
        ("1990–1999", "music", 1, 1), ("1990–1999", "(none said)", 1, 0), ("1990–1999", "dance", 1, 0),
        ("2000–2009", "dance", 1, 0), ("2000–2009", "music", 1, 0),
    ]  # fmt: skip
    assert ask(store, "fields-by-period", values).undated == ("e3",)


def test_a_field_is_absent_between_two_that_both_have_it_with_others(world: World) -> None:
    store = world(events="hosted_by,joined_by,fields\nKZ,CN,music\nKZ,TR,film\nCN,UZ,film\nCN-XJ,UZ,dance")
    absent = rows(store, "absent-fields", "field", "a_has", "b_has", a="KZ", b="CN")
    assert absent[:2] == [("film", 1, 1), ("dance", 0, 1)]
    assert sorted(field for field, _, _ in absent) == sorted(set(fields()) - {"music"})


def test_the_list_of_fields_is_that_of_the_model() -> None:
    cypher = catalogue()["absent-fields"].cypher
    assert [f for f in fields() if f"'{f}'" in cypher] == list(fields())


def test_partners_with_as_many_ties_share_a_rank_and_ties_of_the_two_alone_are_told(world: World) -> None:
    store = world(
        treaties="date,signed_by\n1992,KZ;CN-XJ\n1992,KZ;CN;TR\n1993,kz-culture;UZ\n199X,KZ;UZ\n,KZ;UZ\n1997,KZ;TR"
    )
    columns = ("years", "rank", "partner", "certainly", "possibly", "alone")
    assert rows(store, "top-partners", *columns, country="KZ", top=2) == [
        ("1990–1994", 1, "China", 2, 0, 1), ("1990–1994", 2, "Uzbekistan", 1, 1, 1),
        ("1990–1994", 2, "Turkey", 1, 0, 0), ("1995–1999", 1, "Turkey", 1, 0, 1),
        ("1995–1999", 2, "Uzbekistan", 0, 1, 0),
    ]  # fmt: skip
    assert ask(store, "top-partners", {"country": "KZ"}).undated == ("t5",)


def test_a_turning_point_is_seen_against_other_pairs(world: World) -> None:
    store = world(
        treaties="date,signed_by\n1999,KZ;CN\n2001,KZ;CN\n2002,KZ;CN\n2000/2003,KZ;CN\n,KZ;CN\n1998,KZ;TR\n"
        "200X,KZ;TR\n1990,KZ;CN"
    )
    columns = (
        "partner",
        "pair",
        "before",
        "before_maybe",
        "after",
        "after_maybe",
        "change",
        "certainly",
        "possibly",
    )
    values = {"a": "KZ", "b": "CN", "year": 2001}
    assert rows(store, "before-and-after", *columns, **values) == [
        ("China", "asked", 2, 0, 3, 0, 1, 4, 0), ("Turkey", "other", 1, 1, 0, 1, -1, 1, 1),
    ]  # fmt: skip
    assert ask(store, "before-and-after", values).undated == ("t5",)
    assert rows(store, "before-and-after", "partner", **values, others="Uzbekistan") == [("China",)]


# ------------------------------------------------------------------------------ back and forth


def test_what_one_held_in_the_other_is_set_against_what_the_other_held_in_it(world: World) -> None:
    store = world(
        events="kind,hosted_by,presented,joined_by\nfestival,CN-XJ,KZ,\nfestival,CN,kz-opera,\nfestival,KZ,CN,\n"
        "festival,KZ;CN,KZ;CN,\nvisit,CN,,KZ\nfestival,CN,,KZ\nfestival,CN,CN,KZ",
        honours="places,honours\ncn-urumqi,abai",
        exchanges="id,sent_by,received_by\nx1,CN,kaznu",
    )
    columns = ("kind", "a_in_b", "b_in_a", "mutual")
    assert rows(store, "reciprocity", *columns, a="KZ", b="CN") == [
        ("festival", 2, 1, 1), ("monument", 1, 0, 0), ("students", 0, 1, 0), ("visit", 1, 0, 0),
    ]  # fmt: skip


def test_a_lag_is_counted_in_months_between_bounds_from_the_earlier_beginning(world: World) -> None:
    store = world(
        diplomatic_ties="kind,date,sent_by,received_by,partners\nrelations-established,1992-03-02,,,KZ;TR\n"
        "recognition,1991-12-16,TR,KZ,\nrelations-established,XXXX-01-03,,,KZ;CN\n"
        "recognition,1991,TR,KZ;UZ,",
        treaties="date,signed_by\n1990,KZ;TR\n1993,kz-culture;TR\n,KZ;TR\n1995,KZ;CN",
        events="date,hosted_by,joined_by\n1992-03,KZ,TR\n1991?,KZ,TR",
    )
    columns = ("what", "first", "least_months", "most_months", "maybe_before", "without_date")
    assert rows(store, "lags", *columns, country="KZ", **{"with": "Turkey"}) == [
        ("agreement", "1993", 13, 24, 0, 1), ("event", "1992-03", 3, 3, 1, 0),
        ("institution", None, None, None, 0, 0),
    ]  # fmt: skip
    assert rows(store, "lags", "partner", "what", "first", "most_months", country="KZ")[3] == (
        "China", "agreement", "1995", None,
    )  # fmt: skip


def test_two_states_recognised_together_have_not_recognised_each_other(world: World) -> None:
    store = world(
        diplomatic_ties="kind,sent_by,received_by\nrecognition,CN,KZ;UZ", treaties="signed_by\nKZ;UZ\nKZ;CN"
    )
    assert {partner for (partner,) in rows(store, "lags", "partner", country="KZ")} == {"China"}


# -------------------------------------------------------------------------------------- levels


def test_the_level_of_a_tie_is_the_highest_that_took_part_on_each_side(world: World) -> None:
    store = world(
        treaties="signed_by\nKZ;CN\nkz-culture;kaznu;CN-XJ\nkaznu;CN-XJ\nkaznu;TR",
        events="joined_by\nenvoy;cn-urumqi",
    )
    columns = ("a_level", "b_level", "ties", "agreements", "events")
    assert sorted(rows(store, "levels", *columns, a="KZ", b="CN")) == [
        ("ministry or agency", "region or city", 1, 1, 0), ("person", "region or city", 1, 0, 1),
        ("state", "state", 1, 1, 0), ("university", "region or city", 1, 1, 0),
    ]  # fmt: skip


def test_past_the_capital_goes_what_neither_the_state_nor_a_ministry_took_part_in(world: World) -> None:
    store = world(
        treaties="date,signed_by,under\n1995,kaznu;CN,\n1993,kz-almaty;cn-urumqi,t1\n1994,kz-culture;kz-opera;CN,\n"
        "1996,KZ;kz-semey;TR,\n1997,kz-almaty;kz-semey,",
        events="date,joined_by\n1998,envoy;TR",
    )
    columns = ("id", "level", "by", "with", "under")
    assert rows(store, "past-the-capital", *columns, country="KZ") == [
        ("t2", "region or city", ["Almaty"], ["Ürümqi"], ["T1"]),
        ("t1", "university", ["KazNU"], ["China"], []),
    ]  # fmt: skip
    assert rows(store, "past-the-capital", "id", country="KZ", **{"with": "Xinjiang"}) == [("t2",)]


def test_signatories_below_the_states_are_told_with_their_offices(world: World) -> None:
    store = world(
        treaties="date,signed_by,represented_by\n1992,KZ;CN,envoy? [on_behalf_of=KZ | office=Minister]\n"
        "1993,kz-culture;TR,guest\n1994,KZ;UZ,"
    )
    columns = ("id", "signatory", "sort", "office", "for", "certainty")
    assert rows(store, "signatories", *columns, country="KZ") == [
        ("t1", "Envoy", "person", "Minister", "Kazakhstan", "unsure"),
        ("t2", "Guest", "person", None, "Turkey", "stated"),
        ("t2", "Ministry of Culture", "ministry", None, "Kazakhstan", "stated"),
    ]  # fmt: skip
    assert rows(store, "signatories", "id", country="KZ", **{"with": "China"}) == [("t1",)]


def test_a_theatre_of_the_capital_is_in_the_capital(world: World) -> None:
    store = world(
        events="date,hosted_by,places\n1995,KZ,kz-opera\n1996,,kz-semey\n1997,,kz-almaty;kz-semey\n1998,KZ,\n,KZ,\n"
        "1999,CN,cn-urumqi\n1995/2001,,kz-almaty"
    )
    values = {"country": "KZ", "capital": "Almaty", "period": 10}
    assert rows(store, "capital-and-provinces", "years", "where", "certainly", "places", **values) == [
        ("1990–1999", "both", 1, ["Almaty", "Semey"]), ("1990–1999", "capital", 2, ["Almaty"]),
        ("1990–1999", "not said", 1, []), ("1990–1999", "provinces", 1, ["Semey"]),
        ("2000–2009", "capital", 1, ["Almaty"]),
    ]  # fmt: skip
    assert ask(store, "capital-and-provinces", values).undated == ("e5",)


# ------------------------------------------------------------------------- renewal and groups


def test_an_agreement_that_was_renewed_has_not_run_out_and_a_later_one_is_no_successor_by_itself(
    world: World,
) -> None:
    store = world(
        treaties="date,valid,signed_by,fields,renews\n1995,1995/1997,KZ;CN,music,\n1992,1992/1994,KZ;CN,music,\n"
        "1998,,kz-culture;CN,music,t2\n1996,1996/200X,KZ;TR,film,\n1999,1999/2009,KZ;CN,music,\n1999,,KZ;TR,music,"
    )
    answer = ask(store, "expired-agreements", {"country": "KZ", "year": 2005})
    assert [(row["id"], row["when"], row["later"]) for row in answer.rows] == [
        ("t1", "certainly", ["1998: T3", "1999: T5"]), ("t4", "possibly", []),
    ]  # fmt: skip
    assert answer.undated == ("t3", "t6")


def test_a_chain_of_renewal_leads_from_the_first_agreement_to_the_last(world: World) -> None:
    store = world(
        treaties="date,signed_by,renews,amends,supersedes\n1992,kz-culture;CN,,,\n1995,KZ;CN,t1,,\n1997,KZ;CN,,t2,\n"
        "1999,KZ;TR,,,\n2001,KZ;CN,,,t3\n1993,CN;TR,,,\n1994,CN;TR,t6,,"
    )
    columns = ("first", "last", "steps", "ids", "relations")
    assert rows(store, "chains-of-renewal", *columns, country="KZ") == [
        ("1992", "2001", 3, ["t1", "t2", "t3", "t5"], ["RENEWS", "AMENDS", "SUPERSEDES"]),
    ]
    assert len(rows(store, "chains-of-renewal", "ids")) == 2


def test_a_pair_is_missing_though_both_came_to_a_congress(world: World) -> None:
    store = world(treaties="signed_by\nKZ;CN-XJ", events="joined_by\nKZ;CN;TR\nKZ;kz-opera")
    assert rows(store, "missing-pairs", "a", "b", "among_others", "ids", group="KZ; CN; TR; UZ") == [
        ("China", "Uzbekistan", 0, []), ("Kazakhstan", "Uzbekistan", 0, []), ("Turkey", "Uzbekistan", 0, []),
        ("China", "Turkey", 1, ["e1"]), ("Kazakhstan", "Turkey", 1, ["e1"]),
    ]  # fmt: skip
    assert len(rows(store, "missing-pairs", "a", group="KZ; CN", kind="plan")) == 1


def test_at_each_edition_it_is_told_who_was_new_and_who_stayed_away(world: World) -> None:
    store = world(
        series="id\ns1",
        events="date,joined_by,edition_of\n2001,CN;kaznu,s1\n2002,CN;TR,s1\n2003,KZ,s1\n,UZ,s1\n2002,UZ,",
    )
    assert rows(store, "attendance", "id", "came", "new", "away", series="s1") == [
        ("e1", ["China", "Kazakhstan"], [], []),
        ("e2", ["China", "Turkey"], ["Turkey"], ["Kazakhstan"]),
        ("e3", ["Kazakhstan"], [], ["China", "Turkey"]),
        ("e4", ["Uzbekistan"], [], []),
    ]


# ------------------------------------------------------------------------------------- persons


def test_it_is_told_who_honours_a_person_and_who_abstains(world: World) -> None:
    store = world(
        honours="given_by,places,honours,received_by\nTR,,abai,\n,cn-urumqi,abai,\nKZ,,,guest",
        events="hosted_by,honours\nTR,abai",
    )
    columns = ("person", "of", "number", "countries", "abstain", "ties")
    assert rows(store, "honoured-by-several", *columns, among="CN; TR; UZ") == [
        ("Abai", ["Kazakhstan"], 2, ["China", "Turkey"], ["Uzbekistan"], 3),
    ]
    assert len(rows(store, "honoured-by-several", "person", among="CN; TR; KZ", least=1)) == 2


def test_a_congress_of_many_makes_nobody_a_go_between(world: World) -> None:
    store = world(
        events="date,hosted_by,joined_by\n1995,KZ,guest;CN;UZ\n1996,CN,envoy [office=Ambassador]\n"
        "1997,TR,envoy\n1998,KZ,abai"
    )
    columns = ("person", "number", "ties", "of_two", "offices")
    assert rows(store, "go-betweens", *columns) == [
        ("Envoy", 3, 2, 2, ["Ambassador"]), ("Guest", 4, 1, 0, []),
    ]  # fmt: skip
    assert rows(store, "go-betweens", "person", country="Uzbekistan") == [("Guest",)]


# --------------------------------------------------------------------------- orbits and sources


def test_an_orbit_says_of_whom_no_membership_is_on_record(world: World) -> None:
    store = world(
        memberships="member,organisation,status,during\nCN,sco,member,1996/..\nUZ,sco,member,",
        treaties="date,signed_by\n1995,KZ;CN\n1996,KZ;CN\n1997,KZ;CN\n1998,KZ;UZ\n1999,KZ;TR\n,KZ;CN\n199X,KZ;CN",
    )
    columns = ("members", "certainly", "possibly", "outside", "not_known", "without_date")
    asked = {"country": "KZ", "orbits": "SCO"}
    assert rows(store, "ties-by-orbit", *columns, **asked) == [(["China", "Uzbekistan"], 1, 3, 1, 1, 1)]
    assert rows(store, "ties-by-orbit", *columns, **asked, **{"from": 1998, "to": 1998}) == [
        (["China", "Uzbekistan"], 0, 2, 0, 0, 1),
    ]


def test_a_fact_that_a_second_source_states_is_not_of_one_source_only(world: World) -> None:
    store = world(
        events="hosted_by,source\nKZ,\nKZ,\nCN,",
        citations="fact,source,section,start,end\ne1,one,2,50,60\ne1,one,1,20,30\ne2,one,1,5,9\ne2,other,1,5,9\n"
        "e3,other,1,1,3",
    )
    assert rows(store, "facts-of-one-source", "id", "passages", "start", source="one") == [("e1", 2, 20)]
