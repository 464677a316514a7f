"""GeoJSON (RFC 7946) of places and ties, for QGIS, kepler.gl and the like.

A place with coordinates is a point. A tie is a line (or lines) between the homes of its actors, which
``elshi.graph.views.homes`` finds. An actor without one is left out; a tie with fewer
than two is the point where it was held, or is not drawn.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

from elshi.graph.exports.jsonl import lines
from elshi.graph.model.vocabulary import own_label
from elshi.graph.store.store import Store
from elshi.graph.views.homes import LEADING, Homes, Place, coordinates


def geojson(store: Store, file: Path, data: str = "") -> tuple[int, int]:
    """Write one collection of features; give the numbers of places and of ties that are drawn."""
    nodes: dict[str, dict[str, Any]] = {}
    related: dict[str, list[dict[str, Any]]] = {}
    relations: list[tuple[str, str, str, dict[str, Any]]] = []
    for line in lines(store):
        if line["type"] == "node":
            nodes[line["id"]] = line
            continue
        start, end = line["start"]["id"], line["end"]["id"]
        if line["label"] in LEADING:
            relations.append((line["label"], start, end, line["properties"]))
        if "Tie" in line["start"]["labels"] or "Tie" in line["end"]["labels"]:
            for id_ in (start, end):
                related.setdefault(id_, []).append(line)
    homes = Homes({id_: node["properties"] for id_, node in nodes.items()}, relations)
    places = {id_: place for id_, node in nodes.items() if (place := coordinates(node["properties"]))}
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


def _places(nodes: dict[str, dict[str, Any]], places: dict[str, Place]) -> Iterator[dict[str, Any]]:
    for id_, place in places.items():
        yield _feature(nodes[id_], {"type": "Point", "coordinates": _point(place)})


def _ties(
    nodes: dict[str, dict[str, Any]],
    related: dict[str, list[dict[str, Any]]],
    places: dict[str, Place],
    homes: Homes,
) -> Iterator[dict[str, Any]]:
    for id_, node in nodes.items():
        if "Tie" not in node["labels"]:
            continue
        about = related.get(id_, ())
        actors = [
            r["start"]["id"] for r in about if r["end"]["id"] == id_ and "Actor" in r["start"]["labels"]
        ]
        held = [r["end"]["id"] for r in about if r["start"]["id"] == id_ and r["label"] == "HELD_IN"]
        points = list(dict.fromkeys(p for a in actors if (p := homes.of(a))))
        if len(points) > 1:
            pairs = [[_point(start), _point(other)] for start, other in combinations(points, 2)]
            shape: dict[str, Any] = {"type": "LineString", "coordinates": pairs[0]}
            if len(pairs) > 1:
                shape = {"type": "MultiLineString", "coordinates": pairs}
            yield _feature(node, shape, actors)
        elif here := [places[place] for place in held if place in places]:
            yield _feature(node, {"type": "Point", "coordinates": _point(here[0])}) | {
                "actors": sorted(set(actors))
            }


def _point(place: Place) -> list[float]:
    """A place as GeoJSON has it: longitude first."""
    latitude, longitude = place
    return [longitude, latitude]


def _feature(node: dict[str, Any], shape: dict[str, Any], actors: Iterable[str] = ()) -> dict[str, Any]:
    properties = node["properties"]
    kept = ("name", "kind", "date", "earliest", "latest", "certainty", "fields")
    shown = {"type": own_label(node["labels"])} | {k: properties[k] for k in kept if k in properties}
    if actors:
        shown["actors"] = sorted(set(actors))
    return {"type": "Feature", "id": node["id"], "geometry": shape, "properties": shown}
