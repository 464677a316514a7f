"""Charts: vector pictures of a study, drawn without a network and legible in black and white.

Vega-Altair says what is drawn and vl-convert draws it. Lines and letters take the colour of the page around
them, so that a chart reads in both lights and on paper; what must be told apart is told by dashes and shapes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

from babel import Locale
from markupsafe import Markup

from elshi.graph.reports.results import RankRow
from elshi.graph.reports.structure_results import PeriodTies, WindowRanks

INK = "#123456"
"""Stands for the colour of the page's letters until the picture is drawn."""

SOFT = "#765432"
"""The same, fainter."""

LEGEND = "#4c78a8"
"""The blue in which Vega paints the symbols of a legend whatever is asked."""

UNDRAWN = re.compile("[^\\t\\n\\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Letters that no SVG can hold; vl-convert ends the whole process over one."""

ASTRAL = re.compile("[\U00010000-\U0010ffff]")
"""Letters that Vega counts as two: where it shortens a name, it would cut one through."""

FEW_RANKS = 12
"""Ranks on an axis up to which each is marked; of more, Vega chooses."""

NEVER_CUT = 12
"""Letters that surely fit into the room for a name."""


def intervals(
    rows: Sequence[RankRow], names: Sequence[str], rank: str, label: str, lang: str = "en"
) -> Markup:
    """Ranks with their intervals, first on top, by the names of the actors; empty for none."""
    import altair as alt

    if not rows:
        return Markup("")
    data = _data(
        [
            {"name": name, "rank": row.rank, "low": row.rank_low, "high": row.rank_high}
            for name, row in zip(names, rows, strict=True)
        ]
    )
    y = alt.Y("name:N", sort=None, title=None, axis=alt.Axis(labelLimit=220))
    low, high = min(row.rank_low for row in rows), max(row.rank_high for row in rows)
    marks: dict[str, Any] = {"values": list(range(int(low), int(high) + 1))} if high - low < FEW_RANKS else {}
    whole = alt.Axis(format="d", **marks)
    x = alt.X("low:Q", title=rank, axis=whole, scale=alt.Scale(zero=False, nice=False))
    base = alt.Chart(data)
    lines = base.mark_rule(color=SOFT, strokeWidth=2).encode(y=y, x=x, x2="high:Q")
    dots = base.mark_point(color=INK, filled=True, size=60, opacity=1).encode(y=y, x="rank:Q")
    return _drawn(alt.layer(lines, dots).properties(width=680, height=alt.Step(19)), label, lang)


def over_years(windows: Sequence[WindowRanks], rank: str, label: str, lang: str = "en") -> Markup:
    """Ranks of the leading actors in each window of years, 1 on top; told apart by dashes and shapes."""
    import altair as alt

    values: list[dict[str, Any]] = []
    for name in dict.fromkeys(name for w in windows for name in w.ranks):
        part, before = 0, -1  # a line stops where an actor is absent, and goes on as another
        for index, w in enumerate(windows):
            if name in w.ranks:
                part += index > before + 1
                before = index
                values.append({"year": w.year, "name": name, "rank": w.ranks[name], "part": part})
    if len({v["year"] for v in values}) < 2:
        return Markup("")
    chart = alt.Chart(_data(values)).encode(
        x=alt.X("year:Q", title=None, axis=alt.Axis(format="d")),
        y=alt.Y("rank:Q", title=rank, scale=alt.Scale(reverse=True, zero=False, nice=False)),
        shape=alt.Shape("name:N", title=None, legend=alt.Legend(symbolFillColor=INK, symbolStrokeColor=INK)),
    )
    lines = chart.mark_line(color=INK, strokeWidth=1.2).encode(
        strokeDash=alt.StrokeDash("name:N", legend=None), detail="part:N"
    )
    dots = chart.mark_point(color=INK, fill=INK, size=28, opacity=1)
    return _drawn(alt.layer(lines, dots).properties(width=880, height=260), label, lang)


def by_year(rows: Sequence[PeriodTies], title: str, label: str, lang: str = "en") -> Markup:
    """Ties by period as bars."""
    import altair as alt

    if len(rows) < 2:
        return Markup("")
    data = _data([{"period": row.period, "ties": row.ties} for row in rows])
    many = len(rows) > 30
    axis = alt.Axis(labelAngle=-90 if len(rows) > 12 else 0, labelOverlap=many)
    whole = alt.Axis(tickMinStep=1)
    chart = alt.Chart(data).mark_bar(color=SOFT).encode(
        x=alt.X("period:O", title=None, axis=axis), y=alt.Y("ties:Q", title=title or None, axis=whole)
    )  # fmt: skip
    return _drawn(chart.properties(width=880, height=190), label, lang)


def _data(values: Sequence[dict[str, Any]]) -> Any:
    """Rows as a chart takes them."""
    import altair as alt

    data: Any = alt.Data
    return data(
        values=[{k: _drawable(v) if isinstance(v, str) else v for k, v in row.items()} for row in values]
    )


def _drawable(name: str) -> str:
    """A name with a sign in place of each letter that cannot be drawn."""
    drawn = UNDRAWN.sub("\ufffd", name)
    return drawn if len(drawn) <= NEVER_CUT else ASTRAL.sub("\ufffd", drawn)


def _number_format(lang: str) -> dict[str, Any]:
    """How a language writes numbers, as d3 takes it.

    >>> _number_format("tr")["decimal"], _number_format("en")["decimal"]
    (',', '.')
    """
    symbols = Locale(lang).number_symbols["latn"]
    return {
        "decimal": symbols["decimal"],
        "thousands": symbols["group"],
        "grouping": [3],
        "currency": ["", ""],
    }


def _drawn(chart: Any, label: str, lang: str) -> Markup:
    """A chart as an SVG element that takes the page's colour."""
    import vl_convert

    faint = {"domainColor": SOFT, "tickColor": SOFT, "gridColor": SOFT, "gridOpacity": 0.18}
    styled = chart.configure(
        background="transparent", font="sans-serif", padding={"left": 40, "right": 30, "top": 4, "bottom": 4}
    ).configure_axis(
        labelColor=INK, titleColor=INK, titleFontWeight="normal", labelFontSize=11, titleFontSize=11, **faint
    )
    styled = styled.configure_view(stroke=None).configure_legend(
        labelColor=INK, labelFontSize=11, labelLimit=200
    )
    drawn = json.dumps(styled.to_dict(validate=False))
    svg: str = vl_convert.vegalite_to_svg(drawn, format_locale=_number_format(lang))
    # What the picture says to those who cannot see it stands in its label; the parts are not read out.
    svg = re.sub(r' (?:aria-[a-z]+|role|class)="[^"]*"', "", svg)
    svg = re.sub(r' id="[^"]*"| clip-path="[^"]*"|<clipPath.*?</clipPath>', "", svg, flags=re.DOTALL)
    svg = svg.replace(INK, "currentColor").replace(SOFT, "var(--soft, #666)")
    svg = svg.replace(LEGEND, "currentColor")
    text = str(Markup.escape(label))
    return Markup(svg.replace("<svg ", f'<svg role="img" aria-label="{text}" ', 1))  # noqa: S704 - drawn here
