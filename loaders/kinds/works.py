"""Works: translations, books, films, periodicals and broadcasts that cross a border."""

from __future__ import annotations

from typing import Literal

from elshi.graph.model.columns import Parties, Text, role, text
from elshi.graph.model.records import Tie


class Work(Tie):
    """A work through which one culture reached another."""

    table = "works"
    label = "Work"

    kind: Literal["translation", "book", "film", "periodical", "broadcast", "article"]
    title: Text = text("Its title as it was published.")
    language_from: Text = text("The language of the original, as a tag: kk.")
    language_to: Text = text("The language it came out in: zh.")
    created_by: Parties = role("CREATED", "Who wrote or made it.")
    translated_by: Parties = role("TRANSLATED", "Who translated it.")
    published_by: Parties = role("PUBLISHED", "Who published or broadcast it.")
    origin: Parties = role("ORIGINATED", "Whose work it is, where only its country or people is told.")
    reached: Parties = role(
        "REACHED", "The country or people that it was made for, shown to or published among."
    )
    about: Parties = role("PRESENTED", "The country, people, person or body that it presents.")
