"""The export for Neo4j's import tool: read by that tool, it is the graph that was loaded over Bolt."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from elshi.graph.errors import ElshiError
from elshi.graph.exports import write
from elshi.graph.store.store import Store, connect
from elshi.loaders.load.load import build, load
from tests.fixtures import servers, tables

Table = Callable[[str, str], Path]

UGLY = (
    "id,kind,name,date,signed_by,fields,note,source,section\n"
    'quoted,agreement,"The ""Silk Road"", and more",1992,KZ; CN,general-culture,"two\nlines\r\nand , ; | \\ '
    "\t ' \U0001f54a Қазақстан \\n\",kz-cn-article,1\n"
    'padded,agreement,"\\",1992-05?,"KZ?; CN [office=Minister of ""Culture"", acting]",music,"""",'
    "kz-cn-article,\n"
)


@pytest.fixture
def server(tmp_path: Path) -> servers.Server:
    """A server of the LTS release that was never started."""
    if not servers.running():
        pytest.skip("no Neo4j is asked for: run 'make test-neo4j'")
    home = tmp_path / "server"
    home.mkdir()
    return servers.Server(servers.running()[0]["version"], home)


def imported(server: servers.Server, folder: Path) -> servers.Server:
    """The server, started, after what README.txt says was done."""
    page = (folder / "README.txt").read_text(encoding="utf-8")
    [command] = [line.split()[1:] for line in page.splitlines() if line.startswith("    neo4j-admin")]
    server.admin(*command, folder=folder)
    server.start()
    with connect(server.uri, password=server.password) as store, store.driver.session() as session:
        for statement in (folder / "after.cypher").read_text(encoding="utf-8").split(";\n"):
            if statement.strip():
                session.run(statement).consume()
    return server


def bytes_of(store: Store, file: Path) -> bytes:
    write.write(store, "jsonl", file)
    return file.read_bytes()


@pytest.mark.parametrize("corpus", ["embedded"], indirect=True)
def test_the_corpus_imported_is_the_corpus_loaded_and_goes_on_from_there(
    corpus: Store, server: servers.Server, tmp_path: Path
) -> None:
    counts = write.write(corpus, "neo4j-import", tmp_path / "import")
    with imported(server, tmp_path / "import"), connect(server.uri, password=server.password) as store:
        assert bytes_of(store, tmp_path / "there") == bytes_of(corpus, tmp_path / "here")
        assert counts == write.write(store, "jsonl", tmp_path / "again")
        assert build(store).changed_nothing
        indexes = {row["name"] for row in store.read("SHOW INDEXES YIELD name")}
        assert {"elshi_id", "elshi_load_id", "elshi_earliest", "elshi_search"} <= indexes


def test_ugly_cells_are_imported_as_they_are(
    store: Store, server: servers.Server, table: Table, tmp_path: Path
) -> None:
    load(store, [table(name, text) for name, text in (tables.ALL | {"treaties": UGLY}).items()])
    store.write(
        "MATCH (n:Elshi {id: 'quoted'}) SET n.none = [], n.blank = [''], n.blanks = ['', ''], n.empty = '', "
        "n.inside = ['a;b', 'c,d', '\"e\"', ' f '], n.whole = [1, -2], n.real = [0.1], n.yes = [true, false]"
    )
    store.write("MATCH (n:Elshi {id: 'padded'}) SET n.blank = ['there'], n.days = [date('0001-01-01')]")
    write.write(store, "neo4j-import", tmp_path / "import")
    with imported(server, tmp_path / "import"), connect(server.uri, password=server.password) as other:
        assert bytes_of(other, tmp_path / "there") == bytes_of(store, tmp_path / "here")


def test_a_list_may_hold_the_character_that_separates_lists(
    store: Store, table: Table, tmp_path: Path
) -> None:
    load(store, [table(name, text) for name, text in tables.ALL.items()])
    write.write(store, "neo4j-import", tmp_path / "one")
    store.write("MATCH (n:Elshi {id: 'KZ'}) SET n.odd = ['a\\u001Fb']")
    write.write(store, "neo4j-import", tmp_path / "two")
    options = [(tmp_path / name / "import.args").read_text(encoding="utf-8") for name in ("one", "two")]
    assert "--array-delimiter=U+001F\n" in options[0]
    assert "--array-delimiter=U+001E\n" in options[1]


def test_a_property_of_two_types_is_refused_and_nothing_is_left_behind(
    store: Store, table: Table, tmp_path: Path
) -> None:
    load(store, [table(name, text) for name, text in tables.ALL.items()])
    store.write("MATCH (n:Elshi {id: 'KZ'}) SET n.rank = 1")
    store.write("MATCH (n:Elshi {id: 'CN'}) SET n.rank = 'first'")
    with pytest.raises(
        ElshiError, match=r"'rank' is .* in one place and .* in another of nodes-Country\.csv"
    ):
        write.write(store, "neo4j-import", tmp_path / "import")
    assert not list(tmp_path.glob("import*"))


def test_a_folder_with_files_in_it_is_left_alone(store: Store, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(ElshiError, match="new or empty"):
        write.write(store, "neo4j-import", tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["mine.txt"]
