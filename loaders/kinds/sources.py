"""Sources: the texts and data sets that the facts are taken from."""

from __future__ import annotations

from typing import Literal

from elshi.graph.model.columns import Count, Text, text
from elshi.graph.model.records import NodeRecord


class Source(NodeRecord):
    """A text or data set that facts cite, with the hash of the copy that was read."""

    table = "sources"
    label = "Source"

    kind: Literal[
        "article",
        "chapter",
        "paper",
        "thesis",
        "book",
        "report",
        "data-set",
        "archive",
        "web-page",
        "reference",
        "other",
    ]
    authors: Text = text("Its authors, separated by ;, as people write them or as Family, Given.")
    editors: Text = text("Its editors, in the same way.")
    year: Count = text("The year of publication.")
    language: Text = text("The language of the text, as a tag.")
    publication: Text = text("Where it was published: the journal or the book; volume and pages too.")
    volume: Text = text("The volume, where it stands by itself.")
    issue: Text = text("The issue.")
    pages: Text = text("The pages: 803-814.")
    publisher: Text = text("The publisher; of a thesis the university.")
    city: Text = text("Where the publisher is.")
    doi: Text = text("Its DOI, without the address before it.")
    isbn: Text = text("Its ISBN or ISSN.")
    edition: Text = text("Which copy or edition was read.")
    file: Text = text("The file name under which a reader keeps the text.")
    characters: Count = text("Unicode characters of the text that was read.")
    sha256: Text = text("SHA-256 of the text that was read, as UTF-8.")
    licence: Text = text("Under which terms it may be used.")
    url: Text = text("Where it can be found.")
