"""The graph in Python: an open store with the verbs of the command."""

from __future__ import annotations

from collections.abc import Iterable
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from elshi.graph.store.results import Table
from elshi.graph.store.store import Store as _Store

if TYPE_CHECKING:
    from elshi.brief import Brief
    from elshi.graph.lookup.citations import Passage
    from elshi.graph.lookup.dossier import Dossier
    from elshi.graph.views.network import Network
    from elshi.loaders.authority.authority import Reading
    from elshi.loaders.load.load import Outcome
    from elshi.queries.answers import Answer
    from elshi.view import View


class Store(_Store):
    """An open graph.

    Opened by :func:`elshi.connect`; use it as a context manager or call ``close``. ``read``, ``write``,
    ``frame`` and ``graph`` take Cypher; the verbs below are those of the command ``elshi``.

    Examples
    --------
    >>> import elshi
    >>> with elshi.connect() as graph:  # doctest: +SKIP
    ...     graph.build()
    ...     graph.query("ties-between", a="Қазақстан", b="Қытай")
    <Answer 139 rows: date, kind, tie, a_as, b_as, places, certainty, sources, id>
    """

    def __repr__(self) -> str:
        where = "embedded" if self.is_embedded else self.uri
        if self.closed:
            return f"<Store {where}, closed>"
        [row] = self.read("MATCH (t:Elshi:Tie) RETURN count(t) AS ties")
        return f"<Store {where}, {row['ties']:,} ties>"

    def build(self, *, reference: bool = True) -> Outcome:
        """Load the packaged tables; doing it again changes nothing.

        Parameters
        ----------
        reference : whether the facts of public reference are loaded too; without, they are withdrawn.

        Returns
        -------
        Outcome
            How many rows of the curated tables were new, changed, the same or withdrawn.
        """
        from elshi.loaders.load.history import withdraw_reference
        from elshi.loaders.load.load import build, build_reference

        outcome = build(self)
        if reference:
            build_reference(self)
        else:
            withdraw_reference(self)
        return outcome

    def load(self, *files: str | PathLike[str], **options: Any) -> Outcome:
        """Load tables, whole or not at all.

        Parameters
        ----------
        files : tables as CSV, TSV, XLSX, ODS, JSON, JSON Lines or Parquet.
        options : ``kind`` of the rows or of the open data, ``dataset``, ``prune``, ``skip_bad``; see
            :func:`elshi.loaders.load.load.load`.

        Raises
        ------
        TableError
            With a sentence for every invalid row; nothing is loaded then.
        """
        from elshi.loaders.load.load import load

        return load(self, [Path(file) for file in files], **options)

    def query(self, name: str, **values: Any) -> Answer:
        """Ask a question from the catalogue.

        Parameters
        ----------
        name : the question's name, such as ``ties-between``; ``elshi.questions()`` lists them.
        values : its parameters; names in any script. ``from_`` stands for the parameter ``from``.

        Raises
        ------
        ElshiError
            For an unknown question, parameter or name.
        """
        from elshi.queries.answers import ask

        return ask(self, name, {key.rstrip("_"): value for key, value in values.items()})

    def view(self, **options: Any) -> View:
        """Build a network of actors from the ties.

        Parameters
        ----------
        options : fields of :class:`elshi.ViewOptions`, such as ``level="countries"``, ``first=1991``,
            ``certain_only=True`` (also ``certain``), ``around="Түркия"``, ``without=["KZ"]``.

        Raises
        ------
        ElshiError
            For an invalid option, or an unknown name, group, kind or field.
        """
        from elshi.view import made

        return made(self, options)

    def network(self) -> Network:
        """The whole graph read once: actors, ties, who took part, relations, places and sources."""
        from elshi.graph.views.network import network

        return network(self)

    def show(self, name: str) -> Dossier:
        """What the graph knows of one actor or tie, by its id or name in any script."""
        from elshi.graph.lookup.dossier import dossier

        return dossier(self, name)

    def cite(self, fact: str, texts: str | PathLike[str] | None = None) -> list[Passage]:
        """The passages that state a fact, with their words if ``texts`` is a folder of your own copies."""
        from elshi.graph.lookup.citations import citations

        return citations(self, fact, Path(texts) if texts is not None else None)

    def brief(self, *names: str, style: str = "chicago", lang: str = "en", **options: Any) -> Brief:
        """Tell what the sources say of two actors, or of one, with a footnote for every statement.

        Parameters
        ----------
        names : one name or two, in any script.
        style : ``chicago``, ``apa``, ``gost`` or the path of a CSL file.
        lang : ``en``, ``kk``, ``ru`` or ``tr``.
        options : which facts count: ``first``, ``last``, ``kinds``, ``fields``, ``culture``,
            ``certain_only``, ``stated_only``, ``incidents``, ``reference``.

        Returns
        -------
        Brief
            Its ``save`` writes ``.docx``, ``.html``, ``.md`` or ``.pdf``; Jupyter shows it as a page.

        Raises
        ------
        ElshiError
            For an unknown name, style, language or option.

        Examples
        --------
        >>> graph.brief("KZ", "TR", style="gost", lang="ru").save("kz-tr.docx")  # doctest: +SKIP
        """
        from elshi.brief import made

        return made(self, names, style=style, lang=lang, options=options)

    def resolve(self, name: str, *, label: str = "Actor", year: int | None = None) -> Reading:
        """Resolve a written name: with certainty, to likely candidates, or not at all."""
        from elshi.loaders.authority.authority import Authority

        return Authority.of(self).read(name, label, year)

    def cypher(self, statement: str, **parameters: Any) -> Table:
        """Run a read-only Cypher statement; ``write`` runs one that writes."""
        return self.table(statement, parameters)

    def sources(self) -> Table:
        """What each source contributes: facts, kinds, years, and the share that no other source states."""
        from elshi.graph.lookup.source_summary import summary

        return Table(summary(self))

    def loads(self) -> Table:
        """The loads on record in the graph, in order."""
        from elshi.loaders.load.history import remembered

        return Table(remembered(self))

    def loads_of(self, fact: str) -> Table:
        """The loads that state a fact (the id of a node or a relation)."""
        from elshi.loaders.load.history import stating

        return Table(stating(self, fact))

    def undo(self, load: str) -> Any:
        """Undo a load; what another load also asserts stays."""
        from elshi.loaders.load.history import undo

        return undo(self, load)

    def export(self, form: str, path: str | PathLike[str], *, force: bool = False) -> tuple[int, int]:
        """Write the whole graph for other tools; return the numbers of nodes and relationships.

        An earlier export is replaced; with ``force`` also what Elshi did not make.
        """
        from elshi.graph.exports.write import write
        from elshi.loaders import DATA_VERSION

        return write(self, form, Path(path), data=DATA_VERSION, force=force)


def connect(where: str | PathLike[str] | None = None, **options: Any) -> Store:
    """Open the graph.

    Parameters
    ----------
    where : a Neo4j URI, or a folder for the embedded engine. By default ``NEO4J_URI`` if it is set, else the
        embedded engine in your data folder (``ELSHI_HOME``).
    options : ``username``, ``password`` and ``database`` of a Neo4j, instead of ``NEO4J_USERNAME``,
        ``NEO4J_PASSWORD`` and ``NEO4J_DATABASE``.

    Returns
    -------
    Store
        A context manager; otherwise call its ``close``.

    Raises
    ------
    ElshiError
        If no database answers or the password is refused.

    Examples
    --------
    >>> import elshi
    >>> elshi.connect()  # doctest: +SKIP
    <Store embedded, 1,483 ties>
    """
    return Store.open(where, **options)


def questions() -> Iterable[str]:
    """The names of the questions of the catalogue."""
    from elshi.queries.catalogue import catalogue

    return list(catalogue())
