"""Briefs: what is told of a pair or of one actor is cited, counted once, and the same in every form."""

from __future__ import annotations

import re
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from lxml import etree

import elshi
from elshi.graph.briefs.brief import brief, save
from elshi.graph.briefs.contents import Brief, Statement
from elshi.graph.briefs.options import BriefOptions
from elshi.graph.briefs.page import markdown, page
from elshi.graph.errors import ElshiError
from elshi.graph.footnotes.styles import Run, plain
from elshi.graph.i18n import LANGUAGES
from elshi.graph.store.store import Store, connect
from elshi.graph.views.options import ViewOptions
from elshi.loaders.load.load import build_reference
from elshi.queries import ask

Command = Callable[..., subprocess.CompletedProcess[str]]

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def pair(corpus: Store) -> Brief:
    return brief(corpus, ["Қазақстан", "Türkiye"], data="test")


def section(made: Brief, title: str) -> tuple[Statement, ...]:
    [found] = [part for part in made.sections if part.title.startswith(title)]
    return found.statements


def test_a_pair_has_the_facts_that_the_question_answers_each_once(pair: Brief, corpus: Store) -> None:
    rows = ask(corpus, "ties-between", {"a": "KZ", "b": "TR"}).rows
    told = [*section(pair, "Chronology"), *section(pair, "Undated")]
    assert sorted(statement.what for statement in told) == sorted(row["tie"] for row in rows)
    assert f"{len(rows)} facts between the two" in pair.summary[0]


def test_every_statement_of_a_brief_is_cited(pair: Brief) -> None:
    statements = [statement for part in pair.sections for statement in part.statements]
    assert statements
    assert all(plain(statement.note).strip(".") for statement in statements)
    assert len(pair.notes) == len(statements)


def test_a_treaty_made_for_years_that_have_passed_is_told_as_ended(pair: Brief) -> None:
    [ended] = [s for s in section(pair, "Treaties") if "made for: 1997–1999" in s.more]
    assert "ended by then" in ended.more
    possible = [s for s in section(pair, "Treaties") if "possibly in force" in s.more]
    [part] = [part for part in pair.sections if part.title.startswith("Treaties")]
    assert f"possibly {len(possible)}; ended: 1" in part.sentences[0]


def test_years_and_certainty_narrow_a_brief(corpus: Store) -> None:
    view = ViewOptions(first=1992, last=1992, certain_only=True)
    made = brief(corpus, ["KZ", "TR"], BriefOptions(view=view))
    dates = [statement.when for statement in section(made, "Chronology")]
    assert dates
    assert all("1992" in date and "unsure" not in date for date in dates)
    assert not [part for part in made.sections if part.title.startswith("Undated")]


def test_a_passage_that_says_otherwise_is_told_with_its_words(corpus: Store) -> None:
    made = brief(corpus, ["türksoy"])
    differing = [s for s in section(made, "Gaps") if "soon after 1993" in s.more]
    assert {statement.what for statement in differing} >= {"Members: Tatarstan", "Members: Tuva"}


def test_public_references_of_a_dossier_are_marked_and_can_be_left_out(corpus_home: Path) -> None:
    with connect(corpus_home, profile="brief") as store:
        build_reference(store)
        whole = section(brief(store, ["turksoy"]), "Relations")
        without = section(
            brief(store, ["turksoy"], BriefOptions(view=ViewOptions(reference=False))), "Relations"
        )
    public = [statement.what for statement in whole if "public reference" in statement.more]
    assert "Members: Turkey" in public
    assert sorted(s.what for s in without) == sorted({s.what for s in whole} - set(public))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_pair_without_a_fact_says_that_the_sources_are_silent(corpus: Store, language: str) -> None:
    view = ViewOptions(first=1900, last=1901)
    made = brief(corpus, ["KZ", "TR"], BriefOptions(lang=language, view=view))
    assert (made.sections, made.references, made.figures) == ((), (), ())
    assert len(made.summary) == 1
    assert "{" not in made.summary[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_message_of_a_brief_is_left_unfilled(corpus: Store, language: str) -> None:
    made = brief(corpus, ["KZ", "turksoy"], BriefOptions(lang=language, style="gost"))
    text = markdown(made)
    assert not re.search(r"\{\w+\}|brief\.\w+|note\.\w+", text)
    assert f'lang="{language}"' in page(made)


def test_a_word_document_has_a_real_footnote_for_every_citation(pair: Brief, tmp_path: Path) -> None:
    file = tmp_path / "brief.docx"
    save(pair, file)
    document = Document(str(file))
    assert document.paragraphs[0].text == "Kazakhstan – Turkey: what the sources tell"
    assert len(document.inline_shapes) == len(pair.figures) == 2
    body = document.element.body
    marks = [mark.get(f"{WORD}id") for mark in body.iter(f"{WORD}footnoteReference")]
    with zipfile.ZipFile(file) as package:
        root: Any = etree.fromstring(package.read("word/footnotes.xml"))
        types = package.read("[Content_Types].xml").decode()
        links = package.read("word/_rels/document.xml.rels").decode()
    notes = {n.get(f"{WORD}id"): n for n in root if n.get(f"{WORD}type") is None}
    assert marks == list(notes)
    assert len(marks) == len(pair.notes)
    written = ["".join(t.text or "" for t in note.iter(f"{WORD}t")).strip() for note in notes.values()]
    assert written == [plain(note) for note in pair.notes]
    assert "/word/footnotes.xml" in types
    assert "footnotes.xml" in links


def test_a_page_and_markdown_have_the_same_footnotes(pair: Brief) -> None:
    text, written = page(pair), markdown(pair)
    count = len(pair.notes)
    assert len(re.findall(r'<sup id="r\d+">', text)) == len(re.findall(r'<li id="n\d+">', text)) == count
    assert len(re.findall(r"^\[\^\d+\]: ", written, re.MULTILINE)) == count
    assert set(re.findall(r"\[\^(\d+)\](?!:)", written)) == {str(n) for n in range(1, count + 1)}


def test_names_in_a_brief_are_data(pair: Brief, tmp_path: Path) -> None:
    odd = Statement("<i>1992</i>", "<script>alert(1)</script> *a* \x00", "[x](y)", (Run("<b>&", True),))
    made = replace(pair, sections=(replace(pair.sections[0], statements=(odd,)),))
    assert "<script>alert(1)" not in page(made)
    assert "&lt;script&gt;alert(1)&lt;/script&gt; \\*a\\*" in markdown(made)
    save(made, tmp_path / "odd.docx")
    assert (
        "<script>alert(1)</script> *a* \ufffd"
        in Document(str(tmp_path / "odd.docx")).tables[0].cell(0, 1).text
    )


@pytest.mark.one_engine
def test_python_makes_the_same_brief(corpus: Store, pair: Brief, tmp_path: Path) -> None:
    assert corpus.engine
    with elshi.connect(corpus.engine.folder) as graph:
        made = graph.brief("Kazakhstan", "Turkey")
        assert made.contents.sections == pair.sections
        assert made.save(tmp_path / "b.md").read_text(encoding="utf-8").startswith("# Kazakhstan – Turkey")
        with pytest.raises(ElshiError, match="is not a view option"):
            graph.brief("KZ", "TR", years=1)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("KZ", "TR", "-o", "brief.odt"), "a brief ends in .docx, .html, .md, .pdf"),
        (("KZ", "TR", "-o", "nowhere/brief.md"), "a file in an existing folder was expected"),
        (("KZ", "TR", "UZ", "-o", "brief.md"), "3 names were given"),
        (("KZ", "TR", "-o", "brief.md", "--style", "mla"), "'mla' is not a style"),
        (("KZ", "TR", "-o", "brief.md", "--level", "countries"), "--level describes a network"),
        (("KZ", "Қазақстан", "-o", "brief.md"), "the same actor (KZ)"),
        (("KZ", "Kyrgyzstam University of Nothing", "-o", "brief.md"), "called 'Kyrgyzstam"),
    ],
)
def test_what_cannot_be_a_brief_is_refused_in_a_sentence(
    elshi_on_corpus: Command,
    words: tuple[str, ...],
    told: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    done = elshi_on_corpus("brief", *words)
    assert done.returncode == 1
    assert told in done.stderr
    assert not list(tmp_path.glob("brief*"))


def test_without_a_browser_a_pdf_is_refused_with_what_to_do(
    pair: Brief, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ElshiError, match=r"write \.docx or \.html instead"):
        save(pair, tmp_path / "brief.pdf")
