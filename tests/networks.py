"""A few real facts as a network built by hand, for tests of views, maps and reports."""

from __future__ import annotations

from datetime import date
from typing import Any

from elshi.graph.names.names import search
from elshi.graph.views.network import Network, Passage

SOURCES = {
    "kz-cn-article": {"id": "kz-cn-article", "name": "The development of cultural relations"},
    "central-asia-article": {"id": "central-asia-article", "name": "Kazakhstan and Central Asia"},
}


def actor(id_: str, name: str, label: str = "Country", **more: Any) -> dict[str, Any]:
    """An actor as a store gives it."""
    writings = [name, *(v for k, v in more.items() if k.startswith("name_"))]
    return {"id": id_, "name": name, "label": label, "search": search(writings), **more}


def tie(id_: str, name: str, day: str = "", **more: Any) -> dict[str, Any]:
    """A tie as a store gives it."""
    known = (
        {"date": day, "earliest": date.fromisoformat(day), "latest": date.fromisoformat(day)} if day else {}
    )
    return {"id": id_, "name": name, "label": "Treaty", "kind": "agreement", **known, **more}


def network(
    actors: list[dict[str, Any]],
    ties: list[tuple[dict[str, Any], str, list[str]]],
    standing: tuple[tuple[str, str, str, dict[str, Any]], ...] = (),
) -> Network:
    """A network of actors and of ties, each with its source and its parties (``KZ?`` unsure)."""
    parts = [
        (a.rstrip("?"), "SIGNED", t["id"], "unsure" if a.endswith("?") else "stated")
        for t, _, parties in ties
        for a in parties
    ]
    return Network(
        {a["id"]: a for a in actors},
        {t["id"]: t for t, _, _ in ties},
        tuple(parts),
        standing,
        {t["id"]: (source,) for t, source, _ in ties},
        {},
        {t["id"]: (Passage(source, f"¶{n}"),) for n, (t, source, _) in enumerate(ties, 1)},
        SOURCES,
    )


def silk_road() -> Network:
    """Kazakhstan, China, Uzbekistan, Kyrgyzstan and TÜRKSOY with some of the ties of the articles."""
    return network(
        [
            actor("KZ", "Kazakhstan", name_kk="Қазақстан", name_ru="Казахстан", name_zh="哈萨克斯坦"),
            actor("CN", "China", name_kk="Қытай", name_ru="Китай"),
            actor("UZ", "Uzbekistan", name_kk="Өзбекстан"),
            actor("KG", "Kyrgyzstan", name_kk="Қырғызстан"),
            actor("turksoy", "TÜRKSOY", "Organisation", kind="intergovernmental", name_ru="ТЮРКСОЙ"),
            actor("kz-almaty", "Almaty", "City", name_kk="Алматы"),
        ],
        [
            (
                tie("kz-cn-1992", "Agreement on cultural cooperation", "1992-08-10"),
                "kz-cn-article",
                ["KZ", "CN"],
            ),
            (tie("kz-cn-2003", "Programme of cooperation", "2003-07-03"), "kz-cn-article", ["KZ", "CN"]),
            (tie("kz-uz-1994", "Agreement in education", "1994-01-10"), "central-asia-article", ["KZ", "UZ"]),
            (
                tie("kz-kg-1997", "Treaty of eternal friendship", "1997-04-08"),
                "central-asia-article",
                ["KZ", "KG"],
            ),
            (tie("uz-kg", "Days of culture"), "central-asia-article", ["UZ", "KG"]),
            (
                tie("turksoy-events", "Events within TÜRKSOY", certainty="unsure", note="No date is told."),
                "central-asia-article",
                ["turksoy", "KZ?"],
            ),
        ],
        (("PART_OF", "kz-almaty", "KZ", {"id": "kz-almaty.part_of.KZ", "certainty": "stated"}),),
    )
