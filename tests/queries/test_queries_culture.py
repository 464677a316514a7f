"""Questions on what is held, made and honoured, and on bodies: series, works, exchanges, members."""

from __future__ import annotations

from elshi.queries import ask
from tests.fixtures.worlds import World, rows

# -------------------------------------------------------------------- programmes and series


def test_a_programme_is_told_with_what_was_carried_out_under_it(world: World) -> None:
    store = world(
        programmes="kind,launched_by,joined_by,under\njoint-project,kz-culture,CN,\nstate-programme,CN,,p1\n"
        "scholarship,TR,,",
        events="date,under,hosted_by\n1999,p2,KZ\n1998,p1,CN",
    )
    columns = ("id", "launched_by", "joined_by", "carried_out_ids")
    assert rows(store, "programmes", *columns) == [
        ("p1", ["Ministry of Culture"], ["China"], ["e2", "e1", "p2"]),
        ("p2", ["China"], [], ["e1"]),
        ("p3", ["Turkey"], [], []),
    ]
    assert rows(store, "programmes", "id", group="Kazakhstan") == [("p1",)]
    assert rows(store, "programmes", "id", kind="scholarship") == [("p3",)]


def test_a_series_has_its_editions_in_order_and_all_their_hosts(world: World) -> None:
    store = world(
        series="kind,hosted_by,recurrence,date\nfestival,KZ,yearly,1995/\ncompetition,,,",
        events="date,edition_of,hosted_by,places\n1997,s1,CN,cn-urumqi\n"
        "1996,s1,kz-opera,kz-almaty; kz-semey\n,s1,,",
    )
    columns = ("id", "recurrence", "hosts", "editions", "held", "edition_ids")
    assert rows(store, "series-and-hosts", *columns) == [
        ("s1", "yearly", ["China", "Kazakhstan", "Opera"], 3,
         ["1996 Almaty Semey", "1997 Ürümqi", "undated"], ["e2", "e1", "e3"]),
        ("s2", None, [], 0, [], []),
    ]  # fmt: skip
    assert rows(store, "series-and-hosts", "id", host="Xinjiang") == [("s1",)]
    assert rows(store, "series-and-hosts", "id", kind="competition") == [("s2",)]


# --------------------------------------------------------------------------------- honours


def test_a_country_honours_on_its_ground_and_a_guest_only_where_nobody_else_is_named(world: World) -> None:
    store = world(
        events="kind,date,honours,hosted_by,joined_by,places\nanniversary,1995,abai,TR,CN,\n"
        "conference,,abai,,UZ,\n"
        "opening,1997,abai,,,cn-urumqi",
        honours="given_by,honours,kind,date\nKZ,abai,monument,1996",
    )
    columns = ("country", "of", "anniversaries", "monuments", "other", "first", "without_date", "ids")
    assert rows(store, "honoured-by-country", *columns, honoured="Abai") == [
        ("China", ["Kazakhstan"], 0, 0, 1, "1997", 0, ["e3"]),
        ("Kazakhstan", ["Kazakhstan"], 0, 1, 0, "1996", 0, ["h1"]),
        ("Turkey", ["Kazakhstan"], 1, 0, 0, "1995", 0, ["e1"]),
        ("Uzbekistan", ["Kazakhstan"], 0, 0, 1, None, 1, ["e2"]),
    ]
    assert rows(store, "honoured-by-country", "honoured", country="Turkey") == [("Abai",)]


def test_twin_cities_are_told_with_their_countries(world: World) -> None:
    store = world(
        partnerships="kind,partners,date\ntwin-city,kz-almaty; cn-urumqi,1993\nuniversity,kaznu; CN,\n"
        "twin-city,kz-semey; TR,"
    )
    columns = ("a", "of_a", "b", "of_b", "date", "id")
    assert rows(store, "twin-cities", *columns) == [
        ("Almaty", ["Kazakhstan"], "Ürümqi", ["China"], "1993", "p1"),
        ("Semey", ["Kazakhstan"], "Turkey", ["Turkey"], None, "p3"),
    ]
    assert rows(store, "twin-cities", "id", country="China") == [("p1",)]


# ---------------------------------------------------------------------- works and exchanges


def test_a_work_leads_from_its_author_to_where_it_appeared_or_was_shown(world: World) -> None:
    store = world(
        events="hosted_by,presented\nCN,KZ",
        works="kind,created_by,published_by,places,under,language_from,language_to,date\n"
        "translation,abai,TR,,,kk,tr,1995\nfilm,,,,e1,,,\nbook,abai,kz-opera,,,,,\nbook,abai,,,,,kk; tr,\n"
        "film,,kz-culture,cn-urumqi,,,zh,",
    )
    columns = ("id", "whose", "where")
    assert rows(store, "works-abroad", *columns) == [
        ("w2", ["Kazakhstan"], ["China"]), ("w5", ["Kazakhstan"], ["China"]),
        ("w4", ["Kazakhstan"], ["Kazakhstan", "Turkey"]), ("w1", ["Kazakhstan"], ["Turkey"]),
    ]  # fmt: skip
    stated = rows(store, "works-abroad", *columns, stated="yes")
    assert ("w4", ["Kazakhstan"], []) in stated
    assert rows(store, "works-abroad", "id", language="tr") == [("w4",), ("w1",)]
    assert rows(store, "works-abroad", "id", where="Xinjiang") == [("w5",)]
    assert rows(store, "works-abroad", "id", whose="China") == []


def test_a_work_without_an_author_leads_from_its_origin_to_those_whom_it_reached(world: World) -> None:
    store = world(works="kind,origin,reached,about\nfilm,TR,KZ,\narticle,,CN-XJ,KZ\nfilm,TR,,")
    assert rows(store, "works-abroad", "id", "whose", "where") == [
        ("w2", ["Kazakhstan"], ["China"]), ("w1", ["Turkey"], ["Kazakhstan"]),
    ]  # fmt: skip


def test_a_work_goes_from_its_origin_to_the_ground_that_it_reached(world: World) -> None:
    store = world(works="kind,origin,reached\nfilm,TR,KZ\nbook,KZ,CN")
    asked = ask(store, "reciprocity", {"a": "Kazakhstan", "b": "Turkey"})
    assert [(row["kind"], row["a_in_b"], row["b_in_a_ids"]) for row in asked.rows] == [("film", 0, ["w1"])]


def test_the_number_of_an_exchange_says_what_it_counts(world: World) -> None:
    store = world(
        exchanges="sent_by,received_by,kind,number,number_kind,at_least\nTR,KZ,students,1500,total,true\n"
        "KZ,TR,trainees,12,flow,\nKZ,CN,specialists,,,"
    )
    columns = ("id", "kind", "number", "number_kind", "at_least")
    assert rows(store, "exchanges", *columns) == [
        ("e3", "specialists", None, None, None),
        ("e2", "trainees", 12, "flow", None),
        ("e1", "students", 1500, "total", True),
    ]


def test_an_exchange_both_ways_is_told_in_each_direction(world: World) -> None:
    store = world(
        exchanges="date,sent_by,received_by,number,kind\n1993,KZ,TR,122,students\n,KZ; CN,KZ; CN,,scholars\n"
        "1993/1997,kaznu,CN-XJ,5,teachers\n1999?,TR,kaznu,,teachers"
    )
    columns = ("sent_by", "received_by", "id", "number")
    assert rows(store, "exchanges", *columns) == [
        ("China", "Kazakhstan", "e2", None),
        ("Kazakhstan", "China", "e3", 5), ("Kazakhstan", "China", "e2", None),
        ("Kazakhstan", "Turkey", "e1", 122), ("Turkey", "Kazakhstan", "e4", None),
    ]  # fmt: skip
    asked = ask(store, "exchanges", {"from": 1995, "to": 1999})
    assert [(row["id"], row["when"]) for row in asked.rows] == [("e3", "certainly"), ("e4", "possibly")]
    assert asked.undated == ("e2",)
    assert rows(store, "exchanges", "id", from_whom="KazNU") == [("e3",)]
    assert rows(store, "exchanges", "id", to_whom="Xinjiang") == [("e3",)]


# ---------------------------------------------------------------------------- organisations

BODIES = (
    "id,kind,name,belongs_to,seat,part_of,founded\nkz-culture,ministry,Ministry of Culture,KZ,,,\n"
    "kz-opera,theatre,Opera,KZ,kz-almaty,,\nsco,intergovernmental,SCO,,,,\n"
    "tr-institute,academy,Yunus Emre Institute,TR,,,2007\n"
    "tr-centre,centre,Turkish Centre,TR,kz-almaty,tr-institute,2010\n"
    "kz-embassy-cn,mission,Embassy in China,KZ,,,\njoint,academy,Joint Academy,,kz-semey,,\n"
)


def test_institutions_abroad_are_seated_opened_sent_or_founded_there(world: World) -> None:
    store = world(
        organisations=BODIES,
        foundings="founder,organisation,during\nTR,joint,1992\nKZ,joint,1992",
        diplomatic_ties="kind,date,sent_by,received_by,established\nembassy,1992,KZ,CN,kz-embassy-cn\n"
        "consulate,1995,TR,CN-XJ,",
    )
    columns = ("where", "kind", "institution", "place", "told", "since")
    assert rows(store, "institutions-abroad", *columns, country="Turkey") == [
        ("China", "consulate", "D2", "Xinjiang", "sent", "1995"),
        ("Kazakhstan", "academy", "Joint Academy", "Semey", "founded", "1992"),
        ("Kazakhstan", "centre", "Turkish Centre", "Almaty", "seated", "2010"),
    ]
    assert rows(store, "institutions-abroad", *columns, country="Kazakhstan") == [
        ("China", "mission", "Embassy in China", None, "opened", "1992"),
    ]
    assert rows(store, "institutions-abroad", "id", country="TR", abroad="China") == [("d2",)]


def test_organisations_are_found_by_seat_founder_and_branch(world: World) -> None:
    store = world(
        organisations=BODIES,
        foundings="founder,organisation,during\nguest,tr-institute,2006",
        memberships="member,organisation\nKZ,sco\nCN,sco",
    )
    columns = ("organisation", "seats", "founded", "founders", "part_of", "branches", "members")
    assert rows(store, "organisations", *columns, founder="Turkey") == [
        ("Yunus Emre Institute", [], "2007", ["Guest"], [], ["Turkish Centre"], 0),
    ]
    assert rows(store, "organisations", "id", seat="Kazakhstan") == [
        ("joint",),
        ("kz-opera",),
        ("tr-centre",),
    ]
    assert rows(store, "organisations", "id", name="Yunus Emre Institute") == [
        ("tr-centre",),
        ("tr-institute",),
    ]
    assert rows(store, "organisations", "members", name="SCO") == [(2,)]


def test_the_tree_of_an_organisation_has_each_body_once_with_who_leads_it(world: World) -> None:
    store = world(
        organisations="id,kind,name,part_of,belongs_to,seat\nassembly,assembly,Assembly,,KZ,\n"
        "branch,assembly,Branch,assembly,KZ,kz-semey\nhouse,centre,House,,branch,\nclub,association,Club,,KZ,\n",
        memberships="member,organisation,during\nclub,assembly,2019\nKZ,assembly,",
        leaderships="leader,organisation,office,during\nenvoy,branch,Chair,2020\nguest,branch,Youth wing,\n"
        "KZ,assembly,,",
    )
    columns = ("level", "body", "under", "how", "led_by", "during")
    assert rows(store, "organisation-tree", *columns, organisation="Assembly") == [
        (0, "Assembly", None, None, ["Kazakhstan"], None),
        (1, "Branch", "Assembly", "part of", ["Envoy, Chair (2020)", "Guest, Youth wing"], None),
        (2, "House", "Branch", "at", [], None),
        (1, "Club", "Assembly", "member", [], "2019"),
    ]


# ------------------------------------------------------------------------------ memberships

MEMBERS = (
    "id,name,belongs_to,kind\nturksoy,TÜRKSOY,,intergovernmental\nots,OTS,,intergovernmental\n"
    "cis,CIS,,intergovernmental\nkz-union,Union,KZ,association\n"
)
SPELLS = (
    "member,organisation,status,during\nKZ,turksoy,member,1993/..\nTR,turksoy,member,1993/\n"
    "KZ,ots,member,2009/..\nTR,ots,member,2009/..\nUZ,ots,observer,\nKZ,cis,member,1991/2000\n"
    "kz-union,ots,observer,2010"
)


def test_memberships_lasted_certainly_or_possibly_in_the_years_asked_about(world: World) -> None:
    store = world(organisations=MEMBERS, memberships=SPELLS)
    columns = ("member", "organisation", "when")
    values = {"group": "Kazakhstan; Turkey", "from": 2005, "to": 2010}
    assert rows(store, "memberships", *columns, **values) == [
        ("Kazakhstan", "TÜRKSOY", "certainly"), ("Turkey", "TÜRKSOY", "possibly"),
        ("Kazakhstan", "OTS", "certainly"), ("Turkey", "OTS", "certainly"), ("Union", "OTS", "certainly"),
    ]  # fmt: skip
    asked = ask(store, "memberships", {"from": 1995, "to": 1996})
    assert asked.counts == {"certainly": 2, "possibly": 2}
    assert asked.undated == ("m5",)


def test_organisations_overlap_in_the_members_they_share(world: World) -> None:
    store = world(organisations=MEMBERS, memberships=SPELLS)
    columns = ("a", "b", "certainly", "possibly", "shared", "overlap")
    assert rows(store, "shared-members", *columns) == [
        ("OTS", "TÜRKSOY", 2, 0, ["Kazakhstan", "Turkey"], 0.5),
        ("CIS", "TÜRKSOY", 1, 0, ["Kazakhstan"], 0.5),
        ("CIS", "OTS", 1, 0, ["Kazakhstan"], 0.25),
    ]
    asked = ask(store, "shared-members", {"year": 2015, "organisation": "OTS"})
    assert [tuple(row[c] for c in columns) for row in asked.rows] == [
        ("OTS", "TÜRKSOY", 1, 1, ["Kazakhstan", "Turkey"], 0.67),
    ]
    assert asked.undated == ("m5",)


def test_organisations_between_two_groups_have_members_in_both(world: World) -> None:
    store = world(organisations=MEMBERS, memberships=SPELLS)
    columns = ("organisation", "of_a", "of_b", "certainly", "possibly")
    groups = {"a": "Kazakhstan; Uzbekistan", "b": "Turkey"}
    assert rows(store, "organisations-between", *columns, **groups) == [
        ("OTS", ["Kazakhstan", "Uzbekistan"], ["Turkey"], 3, 0),
        ("TÜRKSOY", ["Kazakhstan"], ["Turkey"], 2, 0),
    ]
    asked = ask(store, "organisations-between", {**groups, "year": 2014})
    assert [tuple(row[c] for c in columns) for row in asked.rows] == [
        ("OTS", ["Kazakhstan"], ["Turkey"], 2, 0),
        ("TÜRKSOY", ["Kazakhstan"], ["Turkey"], 1, 1),
    ]
    assert asked.undated == ("m5",)


def test_who_joined_in_a_year_began_in_it_and_a_date_alone_tells_no_beginning(world: World) -> None:
    store = world(organisations=MEMBERS, memberships=SPELLS + "\nCN,cis,member,199X/\nUZ,cis,member,2009?/")
    columns = ("member", "organisation", "when")
    assert rows(store, "joined-in-year", *columns, year=2009) == [
        ("Kazakhstan", "OTS", "certainly"), ("Turkey", "OTS", "certainly"), ("Uzbekistan", "CIS", "possibly"),
    ]  # fmt: skip
    assert rows(store, "joined-in-year", *columns, year=1991, group="China; Kazakhstan") == [
        ("Kazakhstan", "CIS", "certainly"), ("China", "CIS", "possibly"),
    ]  # fmt: skip
    assert ask(store, "joined-in-year", {"year": 2010}).undated == ("m5", "m7")
