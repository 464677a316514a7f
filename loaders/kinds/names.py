"""Further names of actors and ties: other languages, spellings, acronyms, former and contested names."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from elshi.graph.model.columns import LONGEST_CELL, Edtf, Id, Text, text
from elshi.graph.model.records import Addition


class Name(Addition):
    """A further name, or another spelling, of a node."""

    table = "names"
    about = "actor"

    actor: Id = Field(description="The id of the actor or tie that has the name.")
    name: str = Field(min_length=1, max_length=LONGEST_CELL, description="The name.")
    language: Text = text("Its language as a tag: uz, kk-Latn.")
    kind: Literal["label", "alias", "acronym", "former", "contested"] = Field(
        default="alias",
        description="label (its name in that language), alias, acronym, former, or contested "
        "(kept for search, never shown).",
    )
    during: Edtf = text("The period in which a former name was used: 2019/2022.")

    @property
    def key(self) -> str:
        return f"{self.actor}|{self.kind}|{self.language or ''}|{self.name}"

    def add_to(self, properties: dict[str, Any]) -> None:
        if self.kind == "label":
            properties.setdefault(f"name_{self.language}" if self.language else "name", self.name)
            return
        kinds = {"former": "former_names", "contested": "contested_names"}
        place = kinds.get(self.kind, "aliases")
        properties.setdefault(place, [])
        if self.name not in properties[place]:
            properties[place].append(self.name)
            if self.kind == "former":
                properties.setdefault("former_names_during", []).append(self.during or "")
