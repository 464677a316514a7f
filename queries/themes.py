"""Themes: the questions of the catalogue in the order in which a user looks for one.

Every question has one theme; a test checks that none is missing.
"""

from __future__ import annotations

THEMES: dict[str, tuple[str, ...]] = {
    "Between two actors": (
        "ties-between", "before-and-after", "first-and-last-ties", "silence", "lags", "reciprocity",
        "common-partners", "go-betweens", "shortest-chain", "organisations-between",
        "university-partnerships",
    ),
    "One actor or country": (
        "timeline", "country-profile", "top-partners", "only-in-company", "levels", "absent-fields",
        "region-beside-state", "past-the-capital", "capital-and-provinces",
    ),
    "Treaties": (
        "treaties-of-country", "treaties-in-force", "expired-agreements", "signatories", "chains-of-renewal",
        "treaties-without-events", "held-under", "visits-and-signings",
    ),
    "Events, works and exchanges": (
        "events-by-host", "series-and-hosts", "attendance", "exchanges", "works-abroad", "programmes",
        "twin-cities", "who-honours-whom", "honoured-by-country", "honoured-by-several",
    ),
    "Organisations and membership": (
        "organisations", "organisation-tree", "institutions-abroad", "members-of", "memberships",
        "shared-members", "joined-in-year", "ties-by-orbit",
    ),
    "Groups and periods": ("brokers-between", "missing-pairs", "activity-by-year", "fields-by-period"),
    "Sources and doubt": ("facts-by-source", "facts-of-one-source", "disagreements", "unsure-facts"),
}  # fmt: skip
"""Theme → the names of its questions."""


def by_theme() -> dict[str, str]:
    """Name of a question → its theme, in the order of the themes."""
    return {name: theme for theme, names in THEMES.items() for name in names}
