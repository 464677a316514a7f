"""Footnotes: each style and language prints what a source states, and invents nothing more."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from elshi.graph.errors import ElshiError
from elshi.graph.footnotes.notes import Notes, footnotes
from elshi.graph.footnotes.styles import STYLES, checked, plain
from elshi.graph.i18n import LANGUAGES
from elshi.graph.lookup.citations import Passage, citations
from elshi.graph.lookup.source_summary import summary
from elshi.graph.store.store import Store
from elshi.loaders.load.load import load
from tests.fixtures.paths import SHARED

Command = Callable[..., subprocess.CompletedProcess[str]]
Table = Callable[[str, str], Path]

THESIS = "turkic-world-thesis"
ARTICLE = "central-asia-article"


def passage(source: str, section: str = "", start: int = -1, page: int | None = None) -> Passage:
    return Passage("fact", source, "", section, start, start, "", "", "stated", page=page)


CHICAGO = {
    "en": "L. N. Gumilyov Eurasian National University, n.d.), sec. 2.1.",
    "kk": "Л.Н. Гумилев атындағы Еуразия ұлттық университеті, ж. к.), 2.1-бөлім.",
    "ru": "Евразийский национальный университет имени Л. Н. Гумилёва, б. д.), разд. 2.1.",
    "tr": "L. N. Gumilev Avrasya Milli Üniversitesi, t.y.), böl. 2.1.",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_thesis_without_author_and_year_is_cited_by_its_title_in_each_language(
    corpus: Store, language: str
) -> None:
    [note] = footnotes(corpus, [passage(THESIS, "2.1")], "chicago", language)
    assert note.endswith(CHICAGO[language])
    assert "Қазақстан Республикасының түркі әлемі елдерімен мәдени байланыстары (1992-2016 жж.)" in note
    assert ("[" in note) == (language != "kk"), "only a reader of another language needs a translation"


def test_each_style_prints_the_journal_with_its_volume_issue_and_pages(corpus: Store) -> None:
    cited = [passage(ARTICLE, "Conclusion", 30000, 812)]
    chicago, apa, gost = (footnotes(corpus, cited, style, "en")[0] for style in STYLES)
    journal = "PalArch's Journal of Archaeology of Egypt / Egyptology"
    assert f"”, {journal} 17, no. 3 (n.d.): 803–814, sec. “Conclusion”, p. ~812." in chicago
    assert (
        f"(n.d.). Kazakhstan and Central Asia: Problems and Prospects of Cultural Cooperation. {journal}, "
        in apa
    )
    assert apa.endswith("17(3), 803–814. Sec. “Conclusion”, p. ~812.")
    assert f" // {journal}. – [N.d.]. – Vol. 17, № 3. – P. 803–814. – Sec. “Conclusion”, p. ~812." in gost


def test_a_source_is_whole_once_and_then_called_by_its_short_name(corpus: Store) -> None:
    notes = Notes(corpus, "gost", "ru")
    first, second = (plain(notes.of([passage(THESIS, section)])) for section in ("2.1", "3.2"))
    assert first.endswith("(далее – Thesis TW).")
    assert second == "Thesis TW, разд. 3.2."
    assert notes.printed == {THESIS}


def test_a_footnote_names_each_section_once(corpus: Store) -> None:
    notes = Notes(corpus)
    notes.of([passage(THESIS)])
    places = [passage(THESIS, "2.1"), passage(THESIS, "2.1"), passage(THESIS, "Кіріспе")]
    assert plain(notes.of(places)) == "Thesis TW, sec. 2.1; sec. “Кіріспе”."


def test_what_a_source_says_of_itself_is_in_the_passages_that_it_cites(corpus: Store) -> None:
    folder = SHARED / "corpus"
    if not folder.is_dir():
        pytest.skip("the source texts are not here")
    [head] = citations(corpus, ARTICLE, folder)
    assert all(part in head.words for part in ("17(3)", "803-814", "1567-214x", "Kairken Adiyet"))
    [extent] = citations(corpus, "interethnic-thesis", folder)
    assert extent.words.endswith("152 бет")
    assert extent.page == 12
    title, place = citations(corpus, THESIS, folder)
    assert title.words.endswith("(1992-2016 жж.)»")
    assert "кaфeдpacындa" in place.words


def test_what_a_reference_needs_and_no_text_states_is_listed(corpus: Store) -> None:
    missing = {row["source"]: row["missing"] for row in summary(corpus)}
    assert missing[ARTICLE] == ["year"]
    assert missing[THESIS] == ["authors", "year", "city"]
    assert missing["interethnic-thesis"] == ["title", "authors", "year", "publisher", "city"]


def test_a_user_adds_what_is_missing_with_a_table_of_sources(store: Store, table: Table) -> None:
    row = "id,name,kind,authors,year,publication,pages,characters"
    load(store, [table("sources", f"{row}\nsoft,Soft power,article,,,,,\n")])
    assert summary(store)[0]["missing"] == ["authors", "year", "publication", "pages"]
    load(store, [table("sources", f'{row}\nsoft,Soft power,article,"Nye, Joseph",2004,Policy,1-9,90\n')])
    assert summary(store)[0]["missing"] == []
    [note] = footnotes(store, [passage("soft")], "gost", "ru")
    assert note == "Nye J. Soft power // Policy. – 2004. – С. 1–9."


def test_markup_in_a_title_stays_text(store: Store, table: Table) -> None:
    load(store, [table("sources", "id,name,kind\nodd,Peace & <b>war</b> \ue000x,book\n")])
    runs = Notes(store).reference("odd")
    assert plain(runs) == "Peace & <b>war</b> x (n.d.)."
    assert runs[0] == ("Peace & <b>war</b> x", True)


OWN = """<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0">
<info><title>Own</title><id>own</id><updated>2026-01-01T00:00:00Z</updated></info>
<citation><layout><group delimiter="|"><text variable="title"/><text term="no date" form="short"/>
<group delimiter=" "><label variable="locator" form="short"/><text variable="locator"/></group></group>
</layout></citation></style>"""


def test_a_csl_file_of_the_readers_is_a_style(corpus: Store, tmp_path: Path) -> None:
    own = tmp_path / "own.csl"
    own.write_text(OWN, encoding="utf-8")
    [note] = footnotes(corpus, [passage(ARTICLE, "Conclusion", 30000, 812)], str(own), "kk")
    assert "|ж. к.|б. ~812 («Conclusion» бөлімі, ~812-б.)." in note


@pytest.mark.parametrize("style", ["harvard", "nothing.csl", "text.csl"])
def test_what_is_no_style_is_refused(style: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "text.csl").write_text("<!DOCTYPE x><x/>", encoding="utf-8")
    with pytest.raises(ElshiError):
        checked(style)


def test_cite_prints_a_footnote_and_a_record_that_zotero_shows_whole(elshi_on_corpus: Command) -> None:
    fact = "kz-tj-relations-1993"
    done = elshi_on_corpus("cite", fact, "--style", "gost", "--lang", "ru")
    assert "Т. 17, № 3. – С. 803–814. – Разд. «Introduction», с. ~803" in done.stdout
    assert "estimated" in done.stderr
    bibtex = elshi_on_corpus("cite", fact, "--record", "bibtex").stdout
    assert bibtex.startswith("@article{central-asia-article,")
    for line in (
        "journal = {PalArch's",
        "volume = {17}",
        "number = {3}",
        "pages = {803--814}",
        "issn = {1567-214X}",
    ):
        assert line in bibtex
    item, *_ = json.loads(elshi_on_corpus("cite", fact, "--record", "csl").stdout)
    assert (item["type"], item["page"], item["language"]) == ("article-journal", "803-814", "en")
    assert item["note"].endswith("sec. “Introduction”, p. ~803")
