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
    hosted_by: Parties = role("HOSTED", "On whose ground it was held.")
    organised_by: Parties = role("ORGANISED", "Who organised it.")
    presented: Parties = role("PRESENTED", "Whose culture it showed.")
    performed_by: Parties = role("PERFORMED", "Who performed or exhibited.")
    joined_by: Parties = role("JOINED", "Who took part.")

    def labels(self) -> tuple[str, ...]:
        extra = {"Festival"} if self.kind == "festival" else set()
        return tuple(sorted({*super().labels(), *extra}))


class Event(Happening):
    """Something held on a day or over some days; a festival is also labelled ``Festival``."""

    table = "events"
    label = "Event"

    edition_of: Ids = link("EDITION_OF", "The series whose edition it is.", "Series")
    attendance: Count = text("How many people came, where the source says so.")


class Series(Happening):
    """What recurs: a yearly congress, a biennial festival; its events are its editions."""

    table = "series"
    label = "Series"

    recurrence: Text = text("How often: yearly, every two years.")
