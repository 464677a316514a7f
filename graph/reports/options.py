"""What a report is asked for, besides its view."""

from __future__ import annotations

from dataclasses import dataclass, replace

from elshi.graph.errors import ElshiError
from elshi.graph.i18n import LANGUAGES
from elshi.graph.measures import trends
from elshi.graph.measures.centrality import known
from elshi.graph.measures.resampling import MISSING, ResampledBy


@dataclass(frozen=True, slots=True)
class ReportOptions:
    """What a report is asked for, besides its view.

    Parameters
    ----------
    measures : names of measures; ``("all",)`` for all of them, empty for the usual ones of the view.
    resamples : networks that are measured for the intervals.
    seed : the same seed gives the same report.
    missing : the share of ties that the sources are taken to miss.
    by : what is left out together.
    top : actors that each table shows.
    lang : language of the report.
    periods : periods of the trends, such as ``1991-1999,2000-2009``.
    """

    measures: tuple[str, ...] = ()
    resamples: int = 1000
    seed: int = 1
    missing: float = MISSING
    by: ResampledBy = "tie"
    top: int = 15
    lang: str = "en"
    periods: str | None = None

    def checked(self) -> ReportOptions:
        """The same, with ``all`` spelled out; ``ElshiError`` for what cannot be."""
        if not 0 <= self.missing < 1:
            raise ElshiError(f"--missing is {self.missing}: a share from 0 to below 1 was expected.")
        for name, least, most in (("resamples", 1, 100_000), ("top", 1, 10_000), ("seed", 0, 2**32 - 1)):
            if not least <= (value := getattr(self, name)) <= most:
                raise ElshiError(f"--{name} is {value}: a number from {least} to {most} was expected.")
        if self.lang not in LANGUAGES:
            raise ElshiError(f"--lang is '{self.lang}': {', '.join(LANGUAGES)} were expected.")
        if self.periods:
            trends.periods(self.periods)
        return replace(self, measures=known(self.measures))
