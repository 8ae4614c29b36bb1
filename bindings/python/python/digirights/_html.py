# SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
"""Drawing in notebooks. Styles stand in the elements and leave the page's own colours in force, so that
light and dark notebooks both can be read."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Sequence

from digirights._problems import printable

MOST_ROWS = 60
_LINE = "1px solid rgba(128,128,128,.35)"
_CELL = f"padding:.25em .7em;border-bottom:{_LINE};vertical-align:top;"
_LEFT = _CELL + "text-align:left;"
_RIGHT = _CELL + "text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap;"
_SHORT = 24
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;"})
PROSE = "min-width:12em;white-space:normal;"
QUIET = "opacity:.7;font-size:90%;"


class Markup(str):
    """Text that is HTML already."""

    __slots__ = ()


class Number(Markup):
    """The same, to stand at the right."""

    __slots__ = ()


def escaped(text: str) -> Markup:
    """The text as it is read, whatever it holds."""
    return Markup(printable(text).translate(_ESCAPES))


def element(name: str, content: str | Iterable[str], style: str = "", **attributes: str) -> Markup:
    """An element; content that is no markup is escaped."""
    parts = [content] if isinstance(content, str) else list(content)
    inside = "".join(part if isinstance(part, Markup) else escaped(part) for part in parts)
    given = {"style": style, **attributes} if style else attributes
    opening = "".join(f' {key}="{value.translate(_ESCAPES)}"' for key, value in given.items())
    return Markup(f"<{name}{opening}>{inside}</{name}>")


def value(value: object) -> str:
    """A value of a table, with all its digits."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return ", ".join(map(str, value)) if isinstance(value, list) else "" if value is None else str(value)
    return Number(f"{value:.6g}" if isinstance(value, float) else f"{value}")


def number(text: str) -> Markup:
    """A number that is written already."""
    return Number(escaped(text))


def table(names: Sequence[str], rows: Sequence[Sequence[str]], note: str = "") -> Markup:
    """A table; a column stands at the right where its first row holds a number."""
    sides = [_RIGHT if rows and isinstance(rows[0][at], Number) else _LEFT for at in range(len(names))]
    head = [
        element("th", name, side + "font-weight:600;", scope="col")
        for name, side in zip(names, sides, strict=True)
    ]
    body = [
        element(
            "tr", [element("td", cell, side + _width(cell)) for cell, side in zip(row, sides, strict=True)]
        )
        for row in rows
    ]
    drawn = element(
        "table",
        [element("thead", element("tr", head)), element("tbody", body)],
        "border-collapse:collapse;color:inherit;background:transparent;",
    )
    return box([drawn, element("div", note, QUIET)] if note else [drawn])


def _width(cell: str) -> str:
    """Ids stay on one line, and prose is not squeezed into a column of single words."""
    return "white-space:nowrap;" if isinstance(cell, Markup) or len(cell) <= _SHORT else PROSE


def box(parts: Iterable[str]) -> Markup:
    """What stands together."""
    return element("div", parts, "color:inherit;overflow-x:auto;line-height:1.4;")


def heading(title: str, facts: Iterable[str]) -> Markup:
    """What it is about."""
    said = " · ".join(fact for fact in facts if fact)
    return element(
        "div", [element("div", title, "font-weight:600;font-size:110%;"), element("div", said, QUIET)]
    )


def picture(svg: str, described: str) -> Markup:
    """An SVG as an image: in it nothing runs, and its ids do not meet those of the page."""
    data = base64.b64encode(svg.encode()).decode()
    return Markup(
        f'<img alt="{escaped(described)}" src="data:image/svg+xml;base64,{data}" '
        'style="max-width:100%;height:auto;"/>'
    )


def beside(parts: Iterable[str]) -> Markup:
    """What stands side by side where there is room, else one below the other."""
    return element("div", parts, "display:flex;flex-wrap:wrap;gap:1em;align-items:flex-start;")


def bar(low: float | None, point: float | None, high: float | None, maximum: float) -> Markup:
    """A score and its bounds on a line from 0 to the maximum. The numbers beside it say the same."""
    if low is None or high is None or maximum <= 0:
        return Markup("")

    def at(score: float) -> str:
        return f"{min(max(score / maximum, 0), 1) * 100:.1f}%"

    def stroke(start: str, width: str, alpha: str) -> Markup:
        return Markup(
            f'<span style="position:absolute;left:{start};width:{width};top:0;bottom:0;'
            f'background:rgba(66,133,220,{alpha})"></span>'
        )

    strokes = [stroke(at(low), f"calc({at(high)} - {at(low)})", ".4")]
    if point is not None:
        strokes = [stroke("0", at(point), ".55"), *strokes, stroke(f"calc({at(point)} - 1px)", "2px", "1")]
    style = "position:relative;display:inline-block;width:10em;height:.8em;background:rgba(128,128,128,.2);"
    return element("span", strokes, style, **{"aria-hidden": "true"})
