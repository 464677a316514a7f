"""The rules by which ties become links; each can be switched off.

The sources tell of ties: who signed, hosted, was received. A network of states needs more: whose an actor
is, on whose ground something was held, whom a translation reached. ``Rules`` says which of these steps a view
takes; ``docs/network.md`` tells what depends on each. What a rule adds is *derived*: it stands in the view,
never among the facts.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any, Literal

from elshi.graph.errors import ElshiError

Pairing = Literal["all", "across"]
Nesting = Literal["fold", "all"]


@dataclass(frozen=True, slots=True)
class Rules:
    """Which rules a view follows.

    Parameters
    ----------
    pairing : ``all`` links everyone who took part in a tie; ``across`` only those in different parts (host
        and guest, sender and receiver), and the parties of what is mutual (signed, partnered).
    severally : whether a tie whose list was told in one row (``pairing = severally``) links its parties as
        several bilateral ties. Off, it counts as one joint tie.
    on_behalf : whether a party counts as those for whom it acted in the tie.
    offices : whether a person counts as the state or body in which an office was held at the time (derived).
    seats : whether a national body without an owner counts as the state of its seat (derived).
    ground : whether the state on whose ground a tie was held counts as its host (derived).
    works : whether works and honours join whose they are with whom they reach, by language where nothing is
        stated (derived), and by whom an honour commemorates.
    nesting : ``fold`` counts what is told on several levels (a festival and the play at it) once for a pair.
    incidents : whether conflicts, and laws of one state, make links.
    reference : whether relations of the reference layer count.
    """

    pairing: Pairing = "all"
    severally: bool = True
    on_behalf: bool = True
    offices: bool = True
    seats: bool = True
    ground: bool = True
    works: bool = True
    nesting: Nesting = "fold"
    incidents: bool = False
    reference: bool = True

    @property
    def switched(self) -> dict[str, object]:
        """The rules that differ from the usual ones: name → setting."""
        usual = Rules()
        return {
            rule.name: getattr(self, rule.name)
            for rule in fields(self)
            if getattr(self, rule.name) != getattr(usual, rule.name)
        }

    def stated_only(self) -> Rules:
        """The same without anything derived."""
        return replace(self, offices=False, seats=False, ground=False, works=False)

    def without(self, name: str) -> Rules:
        """The same with one rule off: ``seats``, ``nesting``, ``pairing`` …

        Raises ``ElshiError`` for a name that is no rule.
        """
        off: dict[str, Any] = {"pairing": "all", "nesting": "all"}
        if name not in RULE_NAMES:
            raise ElshiError(f"There is no rule '{name}': one of {', '.join(RULE_NAMES)} was expected.")
        return replace(self, **{name: off.get(name, False)})


ALL_RULES = Rules()
"""The usual rules."""

RULE_NAMES = tuple(rule.name for rule in fields(Rules))
"""What a rule can be called."""

NO_LINK = frozenset({"Incident", "Law"})
"""Labels of ties that make no link unless asked for."""

NATIONAL = frozenset(
    {"ministry", "agency", "theatre", "ensemble", "museum", "library", "media", "academy"}
)  # fmt: skip
"""Kinds of organisations that belong to the state of their seat where no owner is told; universities do too.

Centres, missions and intergovernmental bodies do not: a Confucius Institute in Almaty is China's.
"""

MUTUAL = frozenset({"SIGNED", "PARTNERED"})
"""Parts whose holders are tied to each other, and not to those in another part."""

WHOSE = frozenset({"CREATED", "TRANSLATED", "PUBLISHED", "ORIGINATED"})
"""The parts in a work that say whose it is."""

STATE_OF_LANGUAGE = {
    "az": "AZ", "bg": "BG", "cs": "CZ", "da": "DK", "et": "EE", "hu": "HU", "hy": "AM", "is": "IS",
    "ja": "JP", "ka": "GE", "kk": "KZ", "ky": "KG", "lt": "LT", "lv": "LV", "mn": "MN", "no": "NO",
    "pl": "PL", "sk": "SK", "tg": "TJ", "th": "TH", "tk": "TM", "tr": "TR", "uk": "UA", "uz": "UZ", "vi":
    "VN",
}  # fmt: skip
"""Languages that are the state language of one state alone → that state."""
