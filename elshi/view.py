"""A view in Python: a network of actors that can be measured, drawn and reported."""

from __future__ import annotations

from dataclasses import fields
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from elshi.graph.errors import ElshiError
from elshi.graph.store.results import Table
from elshi.graph.store.store import Store
from elshi.graph.views import network
from elshi.graph.views.network import Network
from elshi.graph.views.options import ViewOptions
from elshi.graph.views.transforms import make

if TYPE_CHECKING:
    import networkx as nx

    from elshi.graph.maps.draw import Map

SPELLINGS = {"certain": "certain_only", "from_": "first", "to": "last", "weights": "weighing"}
"""Other spellings of options → the fields of ``ViewOptions``."""


class View:
    """A network of actors built from the ties; Jupyter shows it as a map.

    Made by :meth:`elshi.Store.view`. ``graph`` is a ``networkx.Graph`` whose edges have ``weight``, ``ties``
    (ids) and ``derived``; ``made`` says how it was made, ``left_out`` what was left out of it.

    Examples
    --------
    >>> view = graph.view(level="countries", first=1991, certain=True)  # doctest: +SKIP
    >>> view  # doctest: +SKIP
    <View 38 countries, 214 links>
    >>> view.measures("degree", "betweenness").frame()  # doctest: +SKIP
    """

    def __init__(self, view: network.View) -> None:
        self.view = view

    @property
    def graph(self) -> nx.Graph[str]:
        """The network."""
        return self.view.graph

    @property
    def made(self) -> str:
        """How the view was made, in one paragraph."""
        return self.view.made

    @property
    def left_out(self) -> dict[str, int]:
        """What was left out, and how many of each."""
        return dict(self.view.left_out)

    @property
    def options(self) -> ViewOptions:
        """The options that it was made with."""
        return self.view.options

    def ties(self, a: str, b: str) -> list[str]:
        """The ids of the ties that link two actors (ids); empty where they are not linked."""
        if not self.graph.has_edge(a, b):
            return []
        return network.tie_ids(self.graph.edges[a, b]["ties"])

    def __len__(self) -> int:
        return len(self.graph)

    def __repr__(self) -> str:
        actors = {"actors": "actors", "organisations": "organisations", "regions": "countries and regions"}
        what = actors.get(self.view.level, "countries")
        return f"<View {len(self.graph):,} {what}, {self.graph.number_of_edges():,} links>"

    def measures(self, *names: str) -> Table:
        """Measure every actor, by the usual measures if none is named.

        Returns
        -------
        Table
            Columns ``id``, ``actor`` and one for each measure (None where it is undefined for an actor),
            ordered by the first measure.

        Raises
        ------
        ElshiError
            If no measure has one of the names.
        """
        from elshi.graph.measures.centrality import MEASURES, measure, usual

        values = measure(self.graph, names or usual(directed=self.graph.is_directed()))
        wanted = list(values)
        rows = [
            {"id": id_, "actor": node["name"], **{name: values[name].get(id_) for name in wanted}}
            for id_, node in self.graph.nodes(data=True)
        ]
        if wanted:
            sign = 1 if MEASURES[wanted[0]].lowest else -1
            rows.sort(key=lambda row: (row[wanted[0]] is None, sign * (row[wanted[0]] or 0), row["id"]))
        return Table(rows, ["id", "actor", *wanted])

    def draw(self, path: str | PathLike[str] | None = None, *, force: bool = False, **options: Any) -> Map:
        """Draw the view as one page that opens offline, and save it if a path is given.

        Parameters
        ----------
        path : the file to write, ``map.html``; an earlier map is replaced.
        force : whether a file that Elshi did not make is replaced too.
        options : those of :func:`elshi.graph.maps.draw.draw`, such as ``title``, ``lang`` and ``colour``.
        """
        from elshi.graph.maps.draw import draw
        from elshi.loaders import DATA_VERSION

        drawn = draw(self.view, data=DATA_VERSION, **options)
        if path is not None:
            drawn.save(Path(path), force=force)
        return drawn

    def report(self, path: str | PathLike[str], *, force: bool = False, **options: Any) -> Path:
        """Measure the view and write the report; the path ends in ``.html .md .csv .json`` or ``.xlsx``.

        Parameters
        ----------
        path : the file to write; an earlier report is replaced.
        force : whether a file that Elshi did not make is replaced too.
        options : those of :class:`~elshi.graph.reports.options.ReportOptions`, as ``resamples`` and ``lang``.
        """
        from elshi.graph.reports.report import write

        write(self.view, Path(path), force=force, **options)
        return Path(path)

    def export(self, form: str, path: str | PathLike[str], *, force: bool = False) -> tuple[int, int]:
        """Write the network for other tools: ``graphml``, ``gexf``, ``jsonl`` or ``csv``.

        An earlier export is replaced; with ``force`` also what Elshi did not make.
        """
        from elshi.graph.exports.write import write_view
        from elshi.loaders import DATA_VERSION

        return write_view(self.view, form, Path(path), data=DATA_VERSION, force=force)

    def _repr_html_(self) -> str:
        return self.draw()._repr_html_()


def view(network: Network, options: ViewOptions, *, relations: bool = False) -> View:
    """The view of a network that :meth:`elshi.Store.network` has read; options name its actors by ids.

    ``relations`` includes memberships, seats and the like, as a map does.
    """
    return View(make(network, options, relations=relations))


def made(store: Store, options: dict[str, Any]) -> View:
    """The view that the options describe; ``ElshiError`` for an unknown option."""
    return View(make(store, described(options)))


def described(options: dict[str, Any]) -> ViewOptions:
    """View options as Python gives them; ``ElshiError`` for an unknown one."""
    names = {field.name for field in fields(ViewOptions)}
    given = {SPELLINGS.get(name, name): value for name, value in options.items()}
    for name in given.keys() - names:
        raise ElshiError(f"'{name}' is not a view option: one of {', '.join(sorted(names))} was expected.")
    for name, value in given.items():
        if isinstance(value, list):
            given[name] = tuple(value)
        elif isinstance(value, str) and name in ("kinds", "fields", "without", "without_ties", "rules_off"):
            given[name] = (value,)
    return ViewOptions(**given)
