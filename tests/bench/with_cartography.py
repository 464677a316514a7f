"""Load treaties with cartography: run by ``ways.cartography`` in an environment that has only cartography."""

from __future__ import annotations

import json
import logging
import os
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from cartography.client.core.tx import load
from cartography.models.core.common import PropertyRef
from cartography.models.core.nodes import CartographyNodeProperties, CartographyNodeSchema
from cartography.models.core.relationships import (
    CartographyRelProperties,
    CartographyRelSchema,
    LinkDirection,
    OtherRelationships,
    TargetNodeMatcher,
    make_target_node_matcher,
)
from neo4j import GraphDatabase


@dataclass(frozen=True)
class Stamped(CartographyRelProperties):
    lastupdated: PropertyRef = PropertyRef("lastupdated", set_in_kwargs=True)


@dataclass(frozen=True)
class Cited(CartographyRelProperties):
    lastupdated: PropertyRef = PropertyRef("lastupdated", set_in_kwargs=True)
    section: PropertyRef = PropertyRef("section")


@dataclass(frozen=True)
class Named(CartographyNodeProperties):
    id: PropertyRef = PropertyRef("id")
    lastupdated: PropertyRef = PropertyRef("lastupdated", set_in_kwargs=True)
    name: PropertyRef = PropertyRef("name")


@dataclass(frozen=True)
class Agreed(CartographyNodeProperties):
    id: PropertyRef = PropertyRef("id")
    lastupdated: PropertyRef = PropertyRef("lastupdated", set_in_kwargs=True)
    name: PropertyRef = PropertyRef("name")
    kind: PropertyRef = PropertyRef("kind")
    date: PropertyRef = PropertyRef("date")
    year: PropertyRef = PropertyRef("year")


@dataclass(frozen=True)
class SignedBy(CartographyRelSchema):
    target_node_label: str = "Country"
    target_node_matcher: TargetNodeMatcher = make_target_node_matcher(
        {"id": PropertyRef("parties", one_to_many=True)}
    )
    direction: LinkDirection = LinkDirection.INWARD
    rel_label: str = "SIGNED"
    properties: Stamped = Stamped()


@dataclass(frozen=True)
class Cites(CartographyRelSchema):
    target_node_label: str = "Source"
    target_node_matcher: TargetNodeMatcher = make_target_node_matcher({"id": PropertyRef("source")})
    direction: LinkDirection = LinkDirection.OUTWARD
    rel_label: str = "CITES"
    properties: Cited = Cited()


@dataclass(frozen=True)
class Country(CartographyNodeSchema):
    label: str = "Country"
    properties: Named = Named()


@dataclass(frozen=True)
class Source(CartographyNodeSchema):
    label: str = "Source"
    properties: Named = Named()


@dataclass(frozen=True)
class Treaty(CartographyNodeSchema):
    label: str = "Treaty"
    properties: Agreed = Agreed()
    other_relationships: OtherRelationships = OtherRelationships([SignedBy(), Cites()])


def main(uri: str, file: str) -> None:
    """Load twice; print the seconds of each."""
    logging.disable(logging.WARNING)
    said = json.loads(Path(file).read_text(encoding="utf-8"))
    countries = [{"id": f"c{n}", "name": f"Country {n}"} for n in range(said["countries"])]
    seconds = []
    with GraphDatabase.driver(uri, auth=("neo4j", os.environ["NEO4J_PASSWORD"])) as driver:
        for tag in (1, 2):
            began = time.perf_counter()
            with driver.session() as session:
                load(session, Source(), [{"id": "generated", "name": "Generated treaties"}], lastupdated=tag)
                load(session, Country(), countries, lastupdated=tag)
                load(session, Treaty(), said["treaties"], lastupdated=tag)
            seconds.append(time.perf_counter() - began)
    print(json.dumps(seconds))


if __name__ == "__main__":
    main(*sys.argv[1:])
