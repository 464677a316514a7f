"""Methods: what a paper says of how figures came about: literature, versions, data, and the command.

The sentences and formulas themselves are among the sayings; ``elshi.graph.reports.prose`` puts them together.
"""

from __future__ import annotations

import hashlib
import json
import shlex
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from elshi.graph.reports.results import SourceReference
from elshi.graph.views.network import Network, View, source_name
from elshi.graph.views.options import ViewOptions, in_words

CITED = {
    "degree": "Freeman, L. C. (1979). Centrality in social networks: conceptual clarification. "
    "Social Networks 1, 215–239.",
    "betweenness": "Freeman, L. C. (1977). A set of measures of centrality based on betweenness. "
    "Sociometry 40, 35–41.",
    "closeness": "Wasserman, S., and Faust, K. (1994). Social Network Analysis. Cambridge University Press.",
    "eigenvector": "Bonacich, P. (1972). Factoring and weighting approaches to status scores and clique "
    "identification. Journal of Mathematical Sociology 2, 113–120.",
    "katz": "Katz, L. (1953). A new status index derived from sociometric analysis. Psychometrika 18, 39–43.",
    "pagerank": "Brin, S., and Page, L. (1998). The anatomy of a large-scale hypertextual Web search engine. "
    "Computer Networks 30, 107–117.",
    "hubs": "Kleinberg, J. M. (1999). Authoritative sources in a hyperlinked environment. Journal "
    "of the ACM 46, 604–632.",
    "core": "Seidman, S. B. (1983). Network structure and minimum degree. Social Networks 5, 269–287.",
    "weighted-core": "Batagelj, V., and Zaveršnik, M. (2011). Fast algorithms for determining (generalized) "
    "core groups in social networks. Advances in Data Analysis and Classification 5, 129–145.",
    "cliques": "Luce, R. D., and Perry, A. D. (1949). A method of matrix analysis of group structure. "
    "Psychometrika 14, 95–116.",
    "local-density": "Watts, D. J., and Strogatz, S. H. (1998). Collective dynamics of ‘small-world’ "
    "networks. Nature 393, 440–442.",
    "clustering": "Watts, D. J., and Strogatz, S. H. (1998). Collective dynamics of ‘small-world’ "
    "networks. Nature 393, 440–442.",
    "constraint": "Burt, R. S. (1992). Structural Holes. Harvard University Press.",
}
ALWAYS = (
    "Newman, M. E. J. (2001). Scientific collaboration networks II. Physical Review E 64, 016132.",
    "Efron, B. (1979). Bootstrap methods: another look at the jackknife. Annals of Statistics 7, 1–26.",
    "Costenbader, E., and Valente, T. W. (2003). The stability of centrality measures when networks "
    "are sampled. Social Networks 25, 283–307.",
    "Gould, R. V., and Fernandez, R. M. (1989). Structures of mediation. "
    "Sociological Methodology 19, 89–126.",
    "Traag, V. A., Waltman, L., and van Eck, N. J. (2019). From Louvain to Leiden. "
    "Scientific Reports 9, 5233.",
    "Strona, G., and others (2014). A fast and unbiased procedure to randomize ecological binary matrices. "
    "Nature Communications 5, 4114.",
    "Borgatti, S. P., and Everett, M. G. (1997). Network analysis of 2-mode data. "
    "Social Networks 19, 243–269.",
    "Maslov, S., and Sneppen, K. (2002). Specificity and stability in topology of protein networks. "
    "Science 296, 910–913.",
    "Watts, D. J., and Strogatz, S. H. (1998). Collective dynamics of ‘small-world’ "
    "networks. Nature 393, 440–442.",
    "Krackhardt, D. (1988). Predicting with networks. Social Networks 10, 359–381.",
)
SAME = {
    "in-degree": "degree", "out-degree": "degree", "out-closeness": "closeness",
    "strength": "degree", "weighted-betweenness": "betweenness", "weighted-closeness": "closeness",
    "harmonic": "closeness", "authorities": "hubs", "effective-size": "constraint",
}  # fmt: skip


def literature(measures: tuple[str, ...] | list[str]) -> list[str]:
    """What a report on some measures cites, by author."""
    return sorted({CITED[SAME.get(name, name)] for name in measures} | set(ALWAYS))


def versions() -> dict[str, str]:
    """The versions of what computes."""
    versions_ = {}
    for package in ("elshi", "networkx", "rustworkx", "networkit", "graspologic-native", "numpy", "scipy"):
        try:
            versions_[package] = version(package)
        except PackageNotFoundError:
            versions_[package] = "not installed as a package"
    return versions_


def fingerprint(view: View) -> str:
    """Twelve digits that change when the ties of a view, their actors or their sources do."""
    content: list[Any] = [
        [tie, actors, view.network.cited.get(tie, ())] for tie, actors in sorted(view.ties.items())
    ]
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()[:12]


def reference(network: Network, source: str) -> SourceReference:
    """A source as a list of literature has it: its title, and the rest that is known."""
    properties = network.sources.get(source, {})
    parts = [properties.get("authors"), properties.get("publication"), properties.get("year")]
    return SourceReference(
        id=source,
        name=source_name(network, source),
        rest=". ".join(str(part) for part in parts if part),
    )


USUALLY: Mapping[str, Any] = {"by": "tie", "lang": "en", "periods": None, "top": 15, "missing": 0.2}
"""What a report is asked for beside its view, where nothing else is said."""


def command(options: Mapping[str, Any]) -> str:
    """The command that makes the same report again."""
    words = ["elshi", "report", "FILE.html", *in_words(options, {**ViewOptions().asked(), **USUALLY})]
    from elshi.graph.measures.centrality import usual

    if tuple(options["measures"]) != usual(directed=bool(options["directed"])):
        words += ["--measures", ",".join(options["measures"])]
    words += ["--resamples", str(options["resamples"]), "--seed", str(options["seed"])]
    return shlex.join(words)
