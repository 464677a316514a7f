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
    language_to: Text = text("The language of this edition, as a tag: zh.")
    created_by: Parties = role("CREATED", "The authors or makers.")
    translated_by: Parties = role("TRANSLATED", "The translators.")
    published_by: Parties = role("PUBLISHED", "The publishers or broadcasters.")
    origin: Parties = role(
        "ORIGINATED", "The country or people of origin, if the source does not name an author."
    )
    reached: Parties = role("REACHED", "The country or people for which it was made, shown or published.")
    about: Parties = role("PRESENTED", "The country, people, person or body that it is about.")
