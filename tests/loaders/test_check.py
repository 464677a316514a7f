"""The curator's desk: what a check finds in tables that load well, and what it leaves in peace."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from elshi.graph.errors import ElshiError
from elshi.loaders.corpus import packaged
from elshi.loaders.curation import settled
from elshi.loaders.curation.check import Checked, examine
from elshi.loaders.curation.desk import Finding
from elshi.loaders.curation.evidence import stem
from elshi.loaders.curation.findings import near_pairs
from tests.fixtures import tables
from tests.fixtures.paths import SHARED

Table = Callable[[str, str], Path]
Command = Callable[..., subprocess.CompletedProcess[str]]

TEXTS = SHARED / "corpus"
TREATY = "id,kind,name,date,valid,in_force,signed_by,renews,source\n"
EVENT = "id,kind,name,date,hosted_by,places,edition_of,under,source\n"
CITATION = "fact,source,section,start,end,anchor\n"
SENTENCE = "1992 жылы Қытайда Қазақстанның мәдени күндері өтті."


def found(*files: Path, texts: Path | None = None) -> dict[str, list[str]]:
    """The sentences of a check by kind."""
    kinds: dict[str, list[str]] = {}
    for finding in examine(files, texts=texts).findings:
        kinds.setdefault(finding.kind, []).append(finding.sentence)
    return kinds


@pytest.fixture
def folder(table: Table) -> Callable[..., list[Path]]:
    """The small tables, with some of them as the test says."""

    def write(**changed: str) -> list[Path]:
        return [table(name, text) for name, text in (tables.ALL | changed).items()]

    return write


@pytest.fixture
def text(tmp_path: Path) -> Callable[[str], tuple[Path, str]]:
    """A folder with the text of the article on China, and the table of sources that describes it."""

    def write(words: str) -> tuple[Path, str]:
        place = tmp_path / "texts"
        place.mkdir(exist_ok=True)
        (place / "kz-cn.txt").write_text(words, encoding="utf-8", newline="")
        sha256 = hashlib.sha256(words.encode()).hexdigest()
        row = f"kz-cn-article,Kazakhstan and China,article,kz-cn.txt,{len(words)},{sha256}\n"
        return place, "id,name,kind,file,characters,sha256\n" + row

    return write


# ---------------------------------------------------------------------------------- duplicates


def test_good_tables_leave_nothing_to_look_at(folder: Callable[..., list[Path]]) -> None:
    checked = examine(folder())
    assert checked.findings == []
    assert checked.summary() == "No findings are open; 0 findings are settled."


def test_an_agreement_written_down_twice_is_suspected(table: Table) -> None:
    rows = "a,agreement,Cultural agreement,1992-08,,,KZ; CN,,s\nb,agreement,On culture,1992,,,CN; KZ?,,s\n"
    [sentence] = found(table("treaties", TREATY + rows))["duplicate"]
    assert sentence == "a and b are of one kind (agreement), of 1992, and of the same parties."


def test_the_same_name_in_two_scripts_is_one_suspicion(table: Table) -> None:
    events = table(
        "events", EVENT + "a,festival,Turksoy Days,1999,,,,,s\nb,concert,Түрксой Days,1999,KZ,,,,s\n"
    )
    assert len(found(events)["duplicate"]) == 1


@pytest.mark.parametrize(
    "rows",
    [
        "a,congress,World congress,1992,KZ,,,,s\nb,congress,World congress,1997,KZ,,,,s\n",
        "a,congress,I congress,1992,KZ,,,,s\nb,congress,II congress,1992,KZ,,,,s\n",
        "a,congress,World congress,1992,KZ,kz-almaty,,,s\nb,congress,World congress,1992,KZ,cn-beijing,,,s\n",
        "a,congress,World congress,1992,KZ,,,,s\nb,opening,World congress,1992,KZ,,,a,s\n",
    ],
)
def test_what_differs_in_year_number_place_or_rank_is_no_duplicate(table: Table, rows: str) -> None:
    assert "duplicate" not in found(table("events", EVENT + rows))


def test_a_list_that_one_sentence_gives_was_split_on_purpose(table: Table) -> None:
    rows = "a,agreement,On trade,1992,,,KZ; CN,,\nb,agreement,On consuls,1992,,,KZ; CN,,\n"
    treaties = table("treaties", TREATY + rows)
    apart = table("citations", CITATION + "a,kz-cn-article,1,0,9,\nb,kz-cn-article,1,50,59,\n")
    assert "duplicate" in found(treaties, apart)
    together = table("citations", CITATION + "a,kz-cn-article,1,0,9,\nb,kz-cn-article,1,0,9,\n")
    assert "duplicate" not in found(treaties, together)


@pytest.mark.parametrize(
    ("one", "two"), [("Мұхтар Әуезов", "Мұxтар Ауезов"), ("Olzhas Suleimenov", "O. Suleimenov")]
)
def test_persons_of_nearly_one_name_may_be_one(table: Table, one: str, two: str) -> None:
    persons = table("persons", f"id,name\na,{one}\nb,{two}\n")
    assert len(found(persons)["one-entity"]) == 1


def test_the_embassies_of_two_countries_in_each_other_are_two(table: Table) -> None:
    rows = "a,mission,Embassy of China in Kazakhstan,CN\nb,mission,Embassy of Kazakhstan in China,KZ\n"
    assert found(table("organisations", "id,kind,name,belongs_to\n" + rows)) == {}


# ------------------------------------------------------------------------------- parties, dates


def test_a_treaty_that_nobody_signed_and_a_work_that_names_nobody_have_no_parties(table: Table) -> None:
    treaties = table("treaties", TREATY + "a,declaration,Lund,1999,,,,,s\n")
    works = table("works", "id,kind,name,places,source\nb,book,A book,,s\nc,film,Shown in Ufa,RU-BA,s\n")
    first, second = found(treaties, works)["no-parties"]
    assert first.startswith("a (Lund)")
    assert second.startswith("b (A book)")


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ("a,plan,Plan,1995-06-21,1990/1993,,KZ; CN,,s\n", "made for 1990/1993, before its date"),
        ("a,plan,Plan,1995-06-21,1991/1997,,KZ; CN,,s\n", "years before its date"),
        ("a,treaty,Treaty,1995,,1993-05,KZ; CN,,s\n", "in force since 1993-05, before its date 1995"),
        ("a,treaty,T,1995,,,KZ [ratified=1990]; CN,,s\n", "KZ ratified a in 1990"),
        ("a,treaty,T,1992,,,KZ; CN,b,s\nb,treaty,U,1995,,,KZ; CN,,s\n", "a (1992) renews b, which is later"),
    ],
)
def test_dates_of_treaties_that_contradict_each_other(table: Table, rows: str, says: str) -> None:
    [sentence] = found(table("treaties", TREATY + rows))["dates"]
    assert says in sentence


@pytest.mark.parametrize("date", ["199X", "1995?", "1995-06", "1995/1997", ""])
def test_a_vague_date_contradicts_nothing(table: Table, date: str) -> None:
    rows = f"a,plan,Plan,{date},1995/1997,1995,KZ; CN,,s\n"
    assert "dates" not in found(table("treaties", TREATY + rows))


def test_an_edition_before_its_series_began_is_a_contradiction(table: Table) -> None:
    series = table(
        "series", "id,kind,name,date,hosted_by,source\nvoice,festival,Voice of Asia,1990/2004,KZ,s\n"
    )
    rows = (
        "a,festival,Voice of Asia 1987,1987,KZ,,voice,,s\nb,festival,Voice of Asia 1995,1995,KZ,,voice,,s\n"
    )
    [sentence] = found(series, table("events", EVENT + rows))["dates"]
    assert sentence == "a (1987) is an edition of voice, which began later (1990/2004)."


def test_a_member_cannot_join_before_the_organisation_is_founded(folder: Callable[..., list[Path]]) -> None:
    bodies = "id,kind,name,founded\nturksoy,intergovernmental,TÜRKSOY,1993-07-12\n"
    assert "dates" not in found(*folder(organisations=bodies))
    early = tables.MEMBERSHIPS.replace("1993/..", "1989/..")
    [sentence] = found(*folder(organisations=bodies, memberships=early))["dates"]
    assert sentence == "kz-turksoy began (1989/..) before turksoy was founded (1993-07-12)."


def test_a_source_cannot_tell_what_came_after_it(table: Table) -> None:
    sources = table("sources", "id,name,kind,year\nkz-cn-article,An article,article,2014\n")
    events = table("events", EVENT + "a,festival,A festival,2016,KZ,,,,\n")
    citations = table("citations", CITATION + "a,kz-cn-article,1,0,9,\n")
    assert "after kz-cn-article was published (2014)" in found(sources, events, citations)["dates"][0]


# ------------------------------------------------------------------------------------- the texts


def cited(folder: Callable[..., list[Path]], sources: str, start: int, end: int, anchor: str) -> list[Path]:
    event = "id,kind,name,date,hosted_by,presented\ndays,culture-days,Culture days,1992,CN,KZ\n"
    row = f"days,kz-cn-article,1,{start},{end},{anchor}\n"
    return folder(
        sources=sources, events=event, citations=CITATION + row, treaties=tables.TREATIES.split("\n")[0]
    )


def test_a_passage_that_names_the_party_with_a_kazakh_ending_is_right(
    folder: Callable[..., list[Path]], text: Callable[[str], tuple[Path, str]]
) -> None:
    place, sources = text(SENTENCE)
    files = cited(folder, sources, 0, len(SENTENCE), "1992 жылы Қытайда")
    assert found(*files, texts=place) == {}


def test_a_passage_about_something_else_is_noticed(
    folder: Callable[..., list[Path]], text: Callable[[str], tuple[Path, str]]
) -> None:
    far = "Театрда жаңа маусым ашылды. " * 30
    place, sources = text(far + SENTENCE)
    files = cited(folder, sources, 0, 27, "Театрда жаңа")
    [sentence] = found(*files, texts=place)["passage"]
    assert sentence.startswith("days cites a passage that does not mention it: 'Театрда жаңа маусым")


@pytest.mark.parametrize(
    ("start", "end", "anchor", "kind"),
    [(0, 9_000, "1992", "characters"), (5, 20, "1992 жылы", "anchor"), (7, 7, "", "characters")],
)
def test_characters_that_do_not_exist_and_an_anchor_out_of_place(
    folder: Callable[..., list[Path]],
    text: Callable[[str], tuple[Path, str]],
    start: int,
    end: int,
    anchor: str,
    kind: str,
) -> None:
    place, sources = text(SENTENCE)
    assert list(found(*cited(folder, sources, start, end, anchor), texts=place)) == [kind]


def test_another_edition_of_a_text_is_one_finding_and_not_a_thousand(
    folder: Callable[..., list[Path]], text: Callable[[str], tuple[Path, str]]
) -> None:
    place, sources = text(SENTENCE)
    (place / "kz-cn.txt").write_text("Another copy.", encoding="utf-8")
    assert list(found(*cited(folder, sources, 0, 9, "1992"), texts=place)) == ["text"]


def test_a_text_in_another_encoding_and_a_folder_that_is_not_there_are_refused(
    folder: Callable[..., list[Path]], text: Callable[[str], tuple[Path, str]]
) -> None:
    place, sources = text(SENTENCE)
    (place / "kz-cn.txt").write_bytes(SENTENCE.encode("utf-16"))
    with pytest.raises(ElshiError, match=r"kz-cn\.txt is not UTF-8"):
        examine(folder(sources=sources), texts=place)
    with pytest.raises(ElshiError, match="There is no folder"):
        examine(folder(), texts=place / "nowhere")


def test_a_long_stretch_without_a_fact_is_noticed(folder: Callable[..., list[Path]]) -> None:
    sources = "id,name,kind,characters\nkz-cn-article,Kazakhstan and China,article,21506\n"
    citations = CITATION + "abai-150,kz-cn-article,1,100,200,\nabai-150,kz-cn-article,1,9000,9100,\n"
    first, second = found(*folder(sources=sources, citations=citations))["no-facts"]
    assert first == "Characters 200-9,000 of kz-cn-article (8,800) have no citation."
    assert second == "Characters 9,100-21,506 of kz-cn-article (12,406) have no citation."


@pytest.mark.parametrize(("word", "stems"), [("kitaimen", "kitaim"), ("bau", "bau"), ("", "")])
def test_the_stem_of_a_folded_word(word: str, stems: str) -> None:
    assert stem(word) == stems


# --------------------------------------------------------------------------------------- settled


def test_a_settled_finding_is_hidden_and_counted(table: Table) -> None:
    rows = "a,declaration,Lund,1999,,,,,s\nb,declaration,Oslo,1998,,,,,s\n"
    treaties = table("treaties", TREATY + rows)
    table("settled", "finding,rows,reason\nno-parties,a,Experts of many states\n")
    checked = examine([treaties])
    assert [finding.rows for finding in checked.findings] == [("b",)]
    assert checked.summary() == "1 finding to look at: 1 no-parties; 1 finding is settled."


def test_a_settled_pair_may_be_named_in_any_order() -> None:
    pair = Finding("duplicate", ("a", "b"), (), "")
    known = settled.SettledFinding("duplicate", frozenset({"b", "a"}), "two books", "")
    assert settled.sift([pair], [known]) == ([], [pair], [])


def test_a_settled_stretch_settles_what_is_left_of_it_and_no_more() -> None:
    known = [settled.SettledFinding("no-facts", frozenset({"thesis@100-9900"}), "bibliography", "")]
    smaller = Finding("no-facts", ("thesis@100-9500",), (), "")
    larger = Finding("no-facts", ("thesis@50-9900",), (), "")
    other = Finding("no-facts", ("article@100-9500",), (), "")
    assert settled.sift([smaller, larger, other], known) == ([larger, other], [smaller], [])


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("finding,rows\n", "row 1: the headings finding, rows, reason were expected"),
        (
            "finding,rows,reason\nduplicate,a; b,\n",
            "row 2: a kind of finding, the ids of its rows and a reason",
        ),
        ("", "not nothing"),
    ],
)
def test_a_settled_table_that_gives_no_reason_is_refused(table: Table, content: str, says: str) -> None:
    treaties = table("treaties", TREATY)
    table("settled", content)
    with pytest.raises(ElshiError, match=says):
        examine([treaties])


# ------------------------------------------------------------------------------------ the command


def test_the_command_first_says_what_a_load_would_do_and_ends_with_1_where_something_is_open(
    elshi: Command, folder: Callable[..., list[Path]]
) -> None:
    good = elshi("check", *(str(path) for path in folder()))
    assert good.returncode == 0, good.stderr
    assert good.stdout.startswith("Every row is valid: 13 would be new, 0 changed")
    open_ = folder(treaties=tables.TREATIES.replace("KZ; CN", ""))
    done = elshi("check", *(str(path) for path in open_))
    assert done.returncode == 1
    assert done.stdout.startswith("Every row is valid")
    assert "kz-cn-agreement-1992 (Cultural agreement) has no party." in done.stdout


def test_findings_are_printed_for_programs_too(elshi: Command, folder: Callable[..., list[Path]]) -> None:
    files = [str(path) for path in folder(treaties=tables.TREATIES.replace("KZ; CN", ""))]
    as_json = json.loads(elshi("check", *files, "--json").stdout)
    as_csv = list(csv.DictReader(io.StringIO(elshi("check", *files, "--csv").stdout)))
    assert as_json == as_csv
    assert {row["finding"] for row in as_json} == {"no-parties"}
    assert {row["where"] for row in as_json} == {"treaties.csv, row 2", "treaties.csv, row 3"}


def test_a_row_that_a_load_would_refuse_is_refused_as_ever(elshi: Command, table: Table) -> None:
    done = elshi("check", str(table("events", EVENT + "a,fest,A festival,1992,KZ,,,,s\n")))
    assert done.returncode == 1
    assert "'fest' is not a kind of events" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_packaged_tables_hold_no_date_before_its_time_that_nobody_looked_at() -> None:
    checked = examine()
    assert isinstance(checked, Checked)
    assert len(checked.findings) < len(packaged()) * 10


@pytest.mark.skipif(not TEXTS.is_dir(), reason="the texts of the sources are not here")
def test_every_citation_of_the_packaged_tables_stands_where_it_says() -> None:
    kinds = examine(texts=TEXTS).counts()
    assert not {"text", "characters", "anchor"} & set(kinds), kinds


def test_near_names_are_found_however_few_comparisons_are_held_at_once() -> None:
    names = [
        f"festival of {thing} {n}" for thing in ("music", "theatre", "film") for n in ("one", "two", "onne")
    ]
    desk: Any = SimpleNamespace(folded={name: {name: name} for name in names})
    group: Any = [(None, SimpleNamespace(id=name)) for name in names]
    whole = list(near_pairs(desk, group))
    assert len(whole) == 3
    assert list(near_pairs(desk, group, most=1)) == whole
