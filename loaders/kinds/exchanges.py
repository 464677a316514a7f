"""Exchanges: students, teachers and scholars who went from one country to study in another."""

from __future__ import annotations

from typing import Literal

from elshi.graph.model.columns import Count, NumberKind, Parties, Text, role, text
from elshi.graph.model.records import Tie


class Exchange(Tie):
    """People who were sent to learn or to teach, with their number if the source gives it."""

    table = "exchanges"
    label = "Exchange"

    kind: Literal["students", "teachers", "scholars", "specialists", "trainees"]
    sent_by: Parties = role("SENT", "The actors that sent them.")
    received_by: Parties = role("RECEIVED", "The actors that received them.")
    number: Count = text("The number of people.")
    number_kind: NumberKind = text(
        "What the number counts: stock, those present at the date; flow, those who went in one year; "
        "total, all who went over several years. Empty if the source does not say."
    )
    breakdown: Text = text("The breakdown of the number: master:50; doctoral:19.")
