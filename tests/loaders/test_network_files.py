"""Networks of other programs: Pajek, UCINET and matrices become ties; bad files say what is wrong."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from elshi.graph.errors import ElshiError, TableError
from elshi.graph.store.store import Store
from elshi.loaders.files.network_files import NetworkFile
from elshi.loaders.files.pajek import pajek
from elshi.loaders.files.ucinet import ucinet
from elshi.loaders.load.load import load
from elshi.loaders.load.options import LoadOptions
from elshi.loaders.tables.rows import read
from tests.fixtures.examples import examples

Write = Callable[[str, str], Path]

DIPLOMATS: dict[str, Any] = {
    "becomes": "diplomatic_ties", "constants": {"kind": "embassy", "date": "1984"}, "source": "A list",
}  # fmt: skip
STUDENTS: dict[str, Any] = {
    "becomes": "exchanges", "constants": {"kind": "students", "date": "2019"}, "source": "A register",
}  # fmt: skip
TOWNS: dict[str, Any] = {
    "becomes": "partnerships", "constants": {"kind": "general", "date": "2001"}, "source": "A list",
}  # fmt: skip

NET = """\
% a comment
*Network Neighbours
*Vertices 4
1 Kazakhstan 0.1 0.2 ic Blue
2 "Kyrgyzstan"
3 "C&#244;te d'Ivoire" 0.5 0.5
*Arcs :1 "students"
1 2 70 c Red [1-3]
2 1 1.0
*Arcslist :2 "visits"
1 2 3
*Edgeslist :2
2 4
*Edges :3 "borders"
1 2
3: 1 4 2
*Matrix :4 "aid"
0 1 0 0
0 0 0 0
0 0
0 5
0 0 0 0
*Partition continents
*Vertices 4
1
1
2
1
*Vector gdp
*Vertices 4
1.5
"""


def links(network: NetworkFile, relation: str | None = None) -> list[tuple[str, str, float, bool]]:
    """The links of a relation, once nothing is wrong with the file."""
    assert not network.faults
    return [(link.start, link.end, link.weight, link.mutual) for link in network.relation(relation).links]


def ties(store: Store, roles: str) -> list[tuple[str, ...]]:
    """The ties of the graph with who holds each of two roles in them."""
    one, other = roles.split()
    rows = store.read(
        f"MATCH (a:Actor)-[:{one}]->(t:Tie) MATCH (t)<-[:{other}]-(b:Actor) WHERE a.id <> b.id "
        "RETURN a.id AS a, b.id AS b, t.number AS number ORDER BY a, b"
    )
    return [tuple(row.values()) for row in rows]


# --------------------------------------------------------------------------------------- Pajek


def test_pajek_holds_relations_as_arcs_edges_lists_and_matrices(file: Write) -> None:
    network = pajek(file("a.net", NET))
    kz, kg, ivory, fourth = "Kazakhstan", "Kyrgyzstan", "Côte d'Ivoire", "4"
    assert links(network, "students") == [(kz, kg, 70, False), (kg, kz, 1, False)]
    assert links(network, "2") == [(kz, kg, 1, False), (kz, ivory, 1, False), (kg, fourth, 1, True)]
    assert links(network, "borders") == [(kz, kg, 1, True), (kz, fourth, 2, True)]
    assert links(network, "4") == [(kz, kg, 1, False), (ivory, fourth, 5, False)]
    assert network.remarks == ["a.net: sections without links were not read: *Partition (1), *Vector (1)."]


def test_pajek_in_windows_letters_and_with_a_mark_of_bytes_is_read(tmp_path: Path) -> None:
    text = '*Vertices 2\r\n1 "Казахстан"\r\n2 "Киргизия и другие государства"\r\n*Arcs\r\n1 2\r\n'
    for encoding in ("utf-8-sig", "utf-16", "cp1251"):
        path = tmp_path / f"{encoding}.net"
        path.write_bytes(text.encode(encoding))
        assert links(pajek(path)) == [("Казахстан", "Киргизия и другие государства", 1, False)]


def test_each_network_of_a_project_is_a_relation_of_its_own(file: Write) -> None:
    text = '*Network One\n*Vertices 2\n1 "A"\n2 "B"\n*Arcs\n1 2\n'
    text += '*Network Two\n*Vertices 2\n1 "C"\n2 "D"\n*Edges\n1 2\n'
    network = pajek(file("a.paj", text))
    assert links(network, "One") == [("A", "B", 1, False)]
    assert links(network, "2") == [("C", "D", 1, True)]
    with pytest.raises(ElshiError, match=r"2 relations: choose one with --relation \(1 'One', 2 'Two'\)"):
        network.relation(None)
    with pytest.raises(ElshiError, match="no relation 'three'; its relations are 1 'One', 2 'Two'"):
        network.relation("three")


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        ("*Arcs\n1 9 1", "row 5: '9' is not a vertex: a number from 1 to 2 was expected."),
        ("*Arcs\nKZ 2 1", "row 5: 'KZ' is not a vertex: a number from 1 to 2 was expected."),
        ("*Edges\n1 2 -3", "row 5: '-3' is not a weight: a number from 0 was expected."),
        ("*Arcs\n1 2 many", "row 5: 'many' is not a weight: a number from 0 was expected."),
        ("*Arcs\n1", "row 5: '1' is no link: two vertices were expected."),
        ("*Matrix\n0 1\n1 x", "row 6: column 2 (B): 'x' is not a weight: a number from 0 was expected."),
        ("*Matrix\n0 1 1\n1 0", "row 5: 3 numbers, where 2 were expected."),
        ("*Matrix\n0 1\n*Partition p\n", "row 6: the matrix ends after 1 rows, and 2 were expected."),
    ],
)
def test_a_wrong_row_of_pajek_is_told_in_one_sentence(file: Write, lines: str, sentence: str) -> None:
    path = file("a.net", f'*Vertices 2\n1 "A"\n2 "B"\n{lines}\n')
    problems = read(path, options=LoadOptions(kind="pajek", **DIPLOMATS)).problems
    assert sentence in {problem.partition("a.net, ")[2] for problem in problems}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("id,name\n1,2\n", "row 1: 'id,name' stands before any section; a file of Pajek begins with"),
        ("*Vertices many\n", "row 1: 'many' is not the number of vertices"),
        ("*Vertices 99999999999\n", "'99999999999' is not the number of vertices; a whole number up to"),
        ("*Arcs\n1 2\n", r"row 1: \*arcs stands before \*Vertices"),
        ("*Network A\n", r"is no file of Pajek: a section \*Vertices was expected"),
    ],
)
def test_what_is_no_file_of_pajek_is_refused(file: Write, text: str, sentence: str) -> None:
    with pytest.raises(ElshiError, match=sentence):
        pajek(file("a.net", text))


# --------------------------------------------------------------------------------------- UCINET

DL = {
    "full": "dl n=3 nm = 2\nlabels:\nA,B\nC\nmatrix labels:\nfirst second\ndata:\n"
    "0 1 0\n0 0 2\n0 0 0\n0 0 1\n0 0 0 0 0 0\n",
    "embedded": "DL N=3\nFORMAT = FULLMATRIX\nlabels embedded\ndata:\n"
    'A B "New C"\nA 0 1 .\nB 0 0 2\n"New C" 0 0 0\n',
    "rows": "dl n=2\nrow labels embedded\ndata:\nA 0 1\nB 2 0\n",
    "lower": "dl n=3, format=lowerhalf, diagonal=absent\nlabels:\nA B C\ndata:\n1\n0 2\n",
    "upper": "dl n=3 format=upperhalf\nlabels:\nA B C\ndata:\n0 1 0\n0 2\n0\n",
    "edges": "dl n=3 nm=2 format=edgelist1\nlabels:\nA,B,C\ndata:\n1 2 5\n2 3\n!\nC A 2\n",
    "embedded edges": "dl n=3 format = edgelist1\nlabels embedded:\ndata:\nA B 5\nB, C\n",
    "nodes": "dl n=3 format = nodelist1\nlabels embedded\ndata:\nA B C\nB C\n",
}


@pytest.mark.parametrize(
    ("name", "relation", "found"),
    [
        ("full", "first", [("A", "B", 1), ("B", "C", 2)]),
        ("full", "2", [("A", "C", 1)]),
        ("embedded", None, [("A", "B", 1), ("B", "New C", 2)]),
        ("rows", None, [("A", "B", 1), ("B", "A", 2)]),
        ("lower", None, [("B", "A", 1), ("C", "B", 2)]),
        ("upper", None, [("A", "B", 1), ("B", "C", 2)]),
        ("edges", "1", [("A", "B", 5), ("B", "C", 1)]),
        ("edges", "2", [("C", "A", 2)]),
        ("embedded edges", None, [("A", "B", 5), ("B", "C", 1)]),
        ("nodes", None, [("A", "B", 1), ("A", "C", 1), ("B", "C", 1)]),
    ],
)
def test_a_dl_file_is_read_in_each_of_its_formats(
    file: Write, name: str, relation: str | None, found: list[tuple[str, str, float]]
) -> None:
    half = name in ("lower", "upper")
    assert links(ucinet(file("a.txt", DL[name])), relation) == [(*link, half) for link in found]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("0 1\n1 0\n", "row 1: '0' stands where a DL file begins with 'dl'"),
        ("dl n=two\ndata:\n", "row 1: n is 'two'; a whole number from 1 to 20,000 was expected"),
        ("dl n=2 format=blockmatrix\ndata:\n", "the format 'blockmatrix' is not read; one of fullmatrix"),
        ("dl nr=2, nc=3\ndata:\n0 1 1 0 0 0\n", "it has 2 rows and 3 columns, and the same actors"),
        ("dl n=2\ndata:\n0 1\n1\n", "ends in row 4 within a matrix: 1 × 2 × 2 values were expected"),
        ("dl n=2\ndata:\n0 1\n1 0\n7\n", "row 5: '7' stands after the last of 1 matrix of 2 actors"),
        ("dl n=2\nlabels:\nA,B\n", "has no data: 'data:' was expected"),
        ("dl n=3\ncolours:\n", "row 2: 'colours:' is not understood in the header"),
        ("dl format=fullmatrix\ndata:\n1\n", "does not say how many actors there are"),
        ("dl n=2 nm=1 format=edgelist1\ndata:\n1 2\n!\n2 1\n", "has 2 lists, parted by '!'"),
    ],
)
def test_what_is_no_dl_file_is_refused(file: Write, text: str, sentence: str) -> None:
    with pytest.raises(ElshiError, match=sentence):
        ucinet(file("a.txt", text))


def test_a_wrong_row_of_a_dl_file_is_told_in_one_sentence(file: Write) -> None:
    text = "dl n=2 format=edgelist1\nlabels:\nA,B\ndata:\n1 2 x\n1 5\n1 2 3 4\n"
    assert [(fault.row, fault.sentence) for fault in ucinet(file("a.txt", text)).faults] == [
        (5, "'x' is not a weight: a number from 0 was expected"),
        (6, "'5' is not an actor: a number from 1 to 2 was expected"),
        (7, "4 values stand in the row; two actors, and a weight, were expected"),
    ]


# -------------------------------------------------------------------------- matrices, and the load


def test_a_matrix_of_students_becomes_exchanges_with_numbers(store: Store, file: Write) -> None:
    path = file("students.csv", ";Kazakhstan;Türkei;China\nKazakhstan;3;120;70\nТурция;5;;0\n")
    done = load(store, [path], kind="matrix", **STUDENTS)
    assert ties(store, "SENT RECEIVED") == [("KZ", "CN", 70), ("KZ", "TR", 120), ("TR", "KZ", 5)]
    assert "students.csv: 1 link joins an actor with itself; an actor has no tie with itself." in done.remarks


def test_a_matrix_in_a_workbook_is_the_same(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "m.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for at, row in enumerate((["", "Kazakhstan", "China"], ["Kazakhstan", 0, 1], ["China", 1, 0])):
            sheet.write_row(at, 0, row)
    load(store, [path], kind="matrix", **DIPLOMATS)
    assert ties(store, "SENT RECEIVED") == [("CN", "KZ", None), ("KZ", "CN", None)]


def test_both_directions_of_a_partnership_are_one_tie(store: Store, file: Write) -> None:
    path = file("a.csv", "names,Kazakhstan,China,Turkey\nKazakhstan,0,2,1\nChina,1,0,0\n")
    done = load(store, [path], kind="matrix", **TOWNS)
    assert ties(store, "PARTNERED PARTNERED") == [
        ("CN", "KZ", None), ("KZ", "CN", None), ("KZ", "TR", None), ("TR", "KZ", None),
    ]  # fmt: skip
    [cited] = store.read("MATCH (t {name: 'China – Kazakhstan'})-[c:CITES]->() RETURN c.section AS section")
    assert cited["section"] == "row 2, row 3"
    assert "a.csv: the weights were not read, for rows of partnerships have no number." in done.remarks


def test_relations_that_were_established_have_two_sides(store: Store, file: Write) -> None:
    options = DIPLOMATS | {"constants": {"kind": "relations-established", "date": "1992"}}
    load(store, [file("a.net", '*Vertices 2\n1 "KZ"\n2 "CN"\n*Edges\n1 2\n')], kind="pajek", **options)
    assert ties(store, "PARTNERED PARTNERED") == [("CN", "KZ", None), ("KZ", "CN", None)]


def test_a_past_state_is_that_of_the_year_and_a_map_says_who_a_label_is(store: Store, file: Write) -> None:
    path = file("a.csv", ",Burma,JAP\nBurma,0,1\nJAP,1,0\n")
    load(store, [path], kind="matrix", mapping={"JAP": "JP"}, **DIPLOMATS)
    assert ties(store, "SENT RECEIVED") == [("BUMM", "JP", None), ("JP", "BUMM", None)]


def test_loading_a_network_again_changes_nothing(store: Store, file: Write) -> None:
    path = file("a.csv", ",Kazakhstan,China\nKazakhstan,0,1\nChina,1,0\n")
    load(store, [path], kind="matrix", **DIPLOMATS)
    again = load(store, [path], kind="matrix", **DIPLOMATS)
    assert (again.new, again.changed) == (0, 0)


@pytest.mark.parametrize(
    ("rows", "sentences"),
    [
        ("China,0,x\n", ["row 2: column 2 (China): 'x' is not a weight: a number from 0 was expected."]),
        ("China,0,-1\n", ["row 2: column 2 (China): '-1' is not a weight: a number from 0 was expected."]),
        ("China,1,0\nChina,1,0\n", ["row 3: 'China' has a row already, row 2."]),
        (",1,0\n", ["row 2: the first cell is empty; the name of an actor was expected."]),
        ("China,1,0,1\n", ["row 2: 4 cells stand under 3 headings."]),
        ("Atlantis of old,1,0\n", ["row 2, column sent_by: unknown actor 'Atlantis of old'; define it"]),
    ],
)
def test_a_wrong_cell_of_a_matrix_is_told_in_one_sentence(
    store: Store, file: Write, rows: str, sentences: list[str]
) -> None:
    with pytest.raises(TableError) as error:
        load(store, [file("a.csv", f",Kazakhstan,China\n{rows}")], kind="matrix", **DIPLOMATS)
    told = [problem.partition("a.csv, ")[2] for problem in error.value.problems]
    assert [one.startswith(sentence) for one, sentence in zip(told, sentences, strict=True)] == [True]
    assert not store.read("MATCH (n:Elshi) RETURN n.id AS id")


def test_a_share_of_a_student_is_no_number_of_students(store: Store, file: Write) -> None:
    with pytest.raises(TableError, match=r"row 2, column number: '2\.5' is not valid"):
        load(store, [file("a.csv", ",China\nKazakhstan,2.5\n")], kind="matrix", **STUDENTS)


def test_an_edge_has_no_sender(store: Store, file: Write) -> None:
    path = file("a.net", '*Vertices 2\n1 "KZ"\n2 "CN"\n*Edges\n1 2\n')
    with pytest.raises(
        TableError, match=r"row 5: the link of 'KZ' and 'CN' has no direction, and diplomatic"
    ):
        load(store, [path], kind="pajek", **DIPLOMATS)


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (
            {"becomes": None},
            "does not say what a link is: --becomes diplomatic_ties, exchanges or partnerships",
        ),
        ({"becomes": "treaties"}, "'treaties' is not what a link can become"),
        (
            {"constants": {"date": "1984"}},
            "of which kind its diplomatic_ties are: --set kind=KIND was expected",
        ),
        ({"constants": {"kind": "embassy"}}, "has no dates: --set date=DATE was expected"),
        ({"source": None}, "names no source: --source NAME was expected"),
        ({"constants": {"kind": "embassy", "date": "1984", "colour": "red"}}, "'colour' is not a column"),
        (
            {"mapping": {"CZE": "CSHH"}},
            "has no label 'CZE' to map; the labels with links are China, Kazakhstan",
        ),
        ({"relation": "5"}, "has no relation '5'; its relations are 1"),
    ],
)
def test_what_a_file_of_numbers_cannot_say_is_asked_for(
    store: Store, file: Write, options: dict[str, Any], sentence: str
) -> None:
    path = file("a.csv", ",Kazakhstan,China\nKazakhstan,0,1\n")
    with pytest.raises(ElshiError, match=sentence):
        load(store, [path], kind="matrix", **(DIPLOMATS | options))


def test_options_that_a_network_cannot_use_are_refused() -> None:
    with pytest.raises(ElshiError, match="--skip-bad cannot be used with --kind dl"):
        LoadOptions(kind="dl", skip_bad=True)
    with pytest.raises(ElshiError, match="--relation is for networks: --kind pajek, dl, matrix"):
        LoadOptions(kind="treaties", relation="5")


# ----------------------------------------------------------------------------------- round trips

LETTERS = st.characters(categories=("L", "N", "P", "Zs"), exclude_characters='";&')
LABELS = st.lists(
    st.text(LETTERS, min_size=1, max_size=12)
    .map(lambda text: " ".join(text.split()))
    .filter(lambda text: text and not text.startswith(("*", "%", "#", "/*"))),
    min_size=2, max_size=6, unique=True,
)  # fmt: skip


@settings(max_examples=examples(50))
@given(labels=LABELS, data=st.data())
def test_whatever_the_labels_a_network_written_as_pajek_and_dl_comes_back(
    tmp_path_factory: pytest.TempPathFactory, labels: list[str], data: st.DataObject
) -> None:
    n = len(labels)
    cells = data.draw(st.lists(st.integers(0, 3), min_size=n * n, max_size=n * n))
    rows = [cells[i * n : i * n + n] for i in range(n)]
    expected = [(a, b, w, False) for a, row in zip(labels, rows, strict=True)
                for b, w in zip(labels, row, strict=True) if w]  # fmt: skip
    matrix = "\n".join(" ".join(map(str, row)) for row in rows)
    vertices = "\n".join(f'{i} "{label}"' for i, label in enumerate(labels, 1))
    quoted = "\n".join(f'"{label}"' for label in labels)
    folder = tmp_path_factory.mktemp("round")
    written = folder / "a.net", folder / "a.dl"
    written[0].write_text(f"*Vertices {n}\n{vertices}\n*Matrix\n{matrix}\n", encoding="utf-8")
    written[1].write_text(f"dl n={n}\nlabels:\n{quoted}\ndata:\n{matrix}\n", encoding="utf-8")
    assert links(pajek(written[0])) == expected
    assert links(ucinet(written[1])) == expected
