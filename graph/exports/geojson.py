"""GeoJSON (RFC 7946) of places and ties, for QGIS, kepler.gl and the like.

A place with coordinates is a point. A tie is a line (or lines) between the places of its actors, each at
home where it has its seat or where it belongs. An actor without such a place is left out; a tie with fewer
than two is the point where it was held, or is not drawn.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

from elshi.graph.exports.jsonl import lines
from elshi.graph.lookup.find import own_label
from elshi.graph.store.store import Store

HOME = ("SEATED_IN", "LOCATED_IN", "BELONGS_TO", "PART_OF")
"""Relationships that say where an actor is at home, the nearest first."""

STEPS = 4
"""How many of them are followed: a faculty, its university, its city."""

Point = tuple[float, float]


def geojson(store: Store, file: Path, data: str = "") -> tuple[int, int]:
    """Write one collection of features; give the numbers of places and of ties that are drawn."""
    nodes: dict[str, dict[str, Any]] = {}
    related: dict[str, list[dict[str, Any]]] = {}
    homes: dict[str, dict[str, str]] = {}
    for line in lines(store):
        if line["type"] == "node":
            nodes[line["id"]] = line
        elif line["label"] in HOME:
            homes.setdefault(line["start"]["id"], {}).setdefault(line["label"], line["end"]["id"])
        else:
            for end in ("start", "end"):
                related.setdefault(line[end]["id"], []).append(line)
    places = {id_: point for id_ in nodes if (point := _point(nodes[id_]["properties"]))}
    features = list(_places(nodes, places))
    drawn = len(features)
    features += _ties(nodes, related, places, homes)
    collection: dict[str, Any] = {"type": "FeatureCollection", "features": features}
    if data:
        collection["elshi"] = {"data": data}
    with open(file, "w", encoding="utf-8", newline="\n") as out:
        json.dump(collection, out, ensure_ascii=False, indent=1)
        out.write("\n")
    return drawn, len(features) - drawn


def _point(properties: dict[str, Any]) -> Point | None:
    latitude, longitude = properties.get("latitude"), properties.get("longitude")
    return None if latitude is None or longitude is None else (float(longitude), float(latitude))


def _places(nodes: dict[str, dict[str, Any]], places: dict[str, Point]) -> Iterator[dict[str, Any]]:
    for id_, point in places.items():
        yield _feature(nodes[id_], {"type": "Point", "coordinates": list(point)})


def _ties(
    nodes: dict[str, dict[str, Any]],
    related: dict[str, list[dict[str, Any]]],
    places: dict[str, Point],
    homes: dict[str, dict[str, str]],
) -> Iterator[dict[str, Any]]:
    for id_, node in nodes.items():
        if "Tie" not in node["labels"]:
            continue
        about = related.get(id_, ())
        actors = [
            r["start"]["id"] for r in about if r["end"]["id"] == id_ and "Actor" in r["start"]["labels"]
        ]
        held = [r["end"]["id"] for r in about if r["start"]["id"] == id_ and r["label"] == "HELD_IN"]
        points = list(dict.fromkeys(p for a in actors if (p := _home(a, places, homes))))
        if len(points) > 1:
            pairs = [[list(one), list(other)] for one, other in combinations(points, 2)]
            shape: dict[str, Any] = {"type": "LineString", "coordinates": pairs[0]}
            if len(pairs) > 1:
                shape = {"type": "MultiLineString", "coordinates": pairs}
            yield _feature(node, shape, actors)
        elif here := [places[place] for place in held if place in places]:
            yield _feature(node, {"type": "Point", "coordinates": list(here[0])}) | {
                "actors": sorted(set(actors))
            }


def _home(id_: str, places: dict[str, Point], homes: dict[str, dict[str, str]]) -> Point | None:
    """Where an actor is at home: its own coordinates, or those of where it sits or belongs."""
    for _ in range(STEPS):
        if id_ in places:
            return places[id_]
        further = homes.get(id_, {})
        following = next((further[type_] for type_ in HOME if type_ in further), None)
        if following is None:
            return None
        id_ = following
    return None


def _feature(node: dict[str, Any], shape: dict[str, Any], actors: Iterable[str] = ()) -> dict[str, Any]:
    properties = node["properties"]
    kept = ("name", "kind", "date", "earliest", "latest", "certainty", "fields")
    said = {"type": own_label(node["labels"])} | {k: properties[k] for k in kept if k in properties}
    if actors:
        said["actors"] = sorted(set(actors))
    return {"type": "Feature", "id": node["id"], "geometry": shape, "properties": said}
