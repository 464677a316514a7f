"""Sources: the texts and data sets that the facts are taken from."""

from __future__ import annotations

from typing import Literal

from elshi.graph.model.columns import Count, Flag, Text, text
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
    title: Text = text(
        "Its title as printed, in its own language, if its name is another; in square "
        "brackets if it states none."
    )
    short: Text = text("A short name, by which a footnote calls it after the first time: Thesis TW.")
    authors: Text = text("Its authors, separated by ;, as usually written or as Family, Given.")
    more_authors: Flag = text("true if it has further authors that are not listed (et al.).")
    editors: Text = text("Its editors, in the same way.")
    year: Count = text("The year of publication.")
    language: Text = text("The language of the text, as a tag.")
    publication: Text = text("The journal or book in which it was published, with volume and pages.")
    volume: Text = text("The volume, if given separately.")
    issue: Text = text("The issue.")
    pages: Text = text("The pages: 803-814.")
    extent: Count = text("The number of its pages, if it is printed on pages of its own.")
    publisher: Text = text("The publisher; for a thesis, the university.")
    city: Text = text("The place of publication.")
    doi: Text = text("Its DOI, without https://doi.org/.")
    isbn: Text = text("Its ISBN or ISSN.")
    edition: Text = text("The copy or edition that was read.")
    file: Text = text("The file name of a reader's copy of the text.")
    characters: Count = text("The number of Unicode characters in the text that was read.")
    sha256: Text = text("The SHA-256 hash of the text that was read, in UTF-8.")
    licence: Text = text("The terms under which it may be used.")
    url: Text = text("The address at which it can be found.")
