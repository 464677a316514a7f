"""Exchanges: students, teachers and scholars who went from one country to study in another."""

from __future__ import annotations

from typing import Literal

from elshi.graph.model.columns import Count, NumberKind, Parties, Text, role, text
from elshi.graph.model.records import Tie


class Exchange(Tie):
    """People who were sent to learn or to teach, with their number where the source has it."""

    table = "exchanges"
    label = "Exchange"

    kind: Literal["students", "teachers", "scholars", "specialists", "trainees"]
    sent_by: Parties = role("SENT", "Who sent them.")
    received_by: Parties = role("RECEIVED", "Who received them.")
    number: Count = text("How many.")
    number_kind: NumberKind = text(
        "What the number counts: stock, those who were there at its date; flow, those who went in one year; "
        "total, all who went over years. Empty where the source does not tell."
    )
    breakdown: Text = text("How the number is made up: master:50; doctoral:19.")
