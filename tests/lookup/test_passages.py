"""Passages: a fact's words in the reader's own copy, and what is said when the copy is another."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from elshi.graph.errors import ElshiError
from elshi.graph.lookup.citations import citations
from elshi.graph.store.store import Store
from elshi.loaders.load.load import load
from tests.fixtures import tables
from tests.fixtures.paths import SHARED

TEXT = "Кіріспе. 1995 жылы Пекинде Абайдың  150 жылдығы аталып өтті. Қорытынды."
START, END = TEXT.index("1995"), TEXT.index(" Қорытынды")


@pytest.fixture
def cited(store: Store, table: Callable[[str, str], Path], tmp_path: Path) -> Store:
    import hashlib

    sha256 = hashlib.sha256(TEXT.encode()).hexdigest()
    files = dict(tables.ALL)
    files["sources"] = (
        f"id,name,kind,file,sha256\nkz-cn-article,Kazakhstan and China,article,a.txt,{sha256}\n"
        "other-article,Another,article,b.txt,\n"
    )
    files["citations"] = (
        "fact,source,section,start,end,anchor,says\n"
        f"abai-150,kz-cn-article,1,{START},{END},1995 жылы Пекинде Абайдың 150,date 1995\n"
    )
    load(store, [table(name, text) for name, text in files.items()])
    return store


def test_the_passage_is_cut_from_the_readers_copy(cited: Store, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    [passage] = citations(cited, "Абайдың 150 жылдығы", tmp_path)
    assert passage.words == TEXT[START:END]
    assert (passage.section, passage.says, passage.note) == ("1", "date 1995", "")


def test_in_another_edition_the_passage_is_found_by_its_first_words(cited: Store, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Жаңа басылым.\n" + TEXT, encoding="utf-8")
    [passage] = citations(cited, "abai-150", tmp_path)
    assert passage.words == TEXT[START:END]
    assert "another edition" in passage.note


def test_a_text_that_is_not_there_is_named(cited: Store, tmp_path: Path) -> None:
    [passage] = citations(cited, "abai-150", tmp_path)
    assert (passage.words, passage.note) == ("", f"no text a.txt in {tmp_path}")


def test_a_standing_fact_has_its_citations_too(cited: Store) -> None:
    [passage] = citations(cited, "kz-turksoy")
    assert (passage.source, passage.title) == ("kz-cn-article", "Kazakhstan and China")


def test_a_folder_that_is_not_there_is_refused(cited: Store) -> None:
    with pytest.raises(ElshiError, match="There is no folder"):
        citations(cited, "abai-150", Path("nowhere"))


@pytest.mark.skipif(not SHARED.exists(), reason="the texts of the sources are not beside the project")
def test_every_passage_of_the_corpus_begins_with_its_anchor(corpus: Store) -> None:
    texts = {}
    for row in corpus.read("MATCH (s:Elshi:Source) RETURN s.id AS id, s.file AS file"):
        texts[row["id"]] = (SHARED / "corpus" / row["file"]).read_bytes().decode("utf-8")
    rows = corpus.read(
        "MATCH (n:Elshi)-[c:CITES]->(s) RETURN n.id AS fact, s.id AS source, c.start AS start, c.end AS end, "
        "c.anchor AS anchor"
    )
    assert len(rows) > 1_500
    for row in rows:
        passage = texts[row["source"]][row["start"] : row["end"]]
        assert " ".join(passage.split()).startswith(row["anchor"]), row
