"""Events and the series they belong to: festivals, culture days, congresses, tours, visits."""

from __future__ import annotations

from typing import Literal

from elshi.graph.model.columns import Count, Ids, Parties, Text, link, role, text
from elshi.graph.model.records import Tie

EventKind = Literal[
    "festival", "culture-days", "exhibition", "congress", "conference", "concert", "tour",
    "performance", "anniversary", "proclaimed-year", "competition", "games", "visit", "film-week",
    "opening", "session",
]  # fmt: skip


class Happening(Tie):
    """What an event and a series of events have in common."""

    kind: EventKind
    hosted_by: Parties = role("HOSTED", "The state, region or city that hosted it.")
    organised_by: Parties = role("ORGANISED", "The organisers.")
    presented: Parties = role("PRESENTED", "The actors whose culture it presented.")
    performed_by: Parties = role("PERFORMED", "The performers or exhibitors.")
    joined_by: Parties = role("JOINED", "The other participants.")

    def labels(self) -> tuple[str, ...]:
        extra = {"Festival"} if self.kind == "festival" else set()
        return tuple(sorted({*super().labels(), *extra}))


class Event(Happening):
    """An event held on one or several days; a festival is also labelled ``Festival``."""

    table = "events"
    label = "Event"

    edition_of: Ids = link("EDITION_OF", "The series of which it is an edition.", "Series")
    attendance: Count = text("The number of visitors, if the source gives it.")


class Series(Happening):
    """A recurring event: a yearly congress, a biennial festival; its events are its editions."""

    table = "series"
    label = "Series"

    recurrence: Text = text("The frequency: yearly, every two years.")
