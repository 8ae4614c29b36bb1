# SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
"""Charts."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from digirights import _digirights, _html
from digirights._input import JsonLike, PathLike, json_text, write
from digirights._problems import ChartError


@dataclass(frozen=True, slots=True, repr=False)
class Chart:
    """A chart or a page, as SVG that needs nothing beside it. Notebooks draw it.

    >>> import digirights
    >>> midsized = digirights.Questionnaire.load("digital-rights").samples()["midsized"]
    >>> chart = digirights.score(midsized).chart("radar")
    >>> chart.svg.startswith("<svg")
    True
    """

    svg: str
    """The picture: one ``svg`` element, with neither scripts nor anything from outside."""
    title: str
    """What it is called."""
    description: str
    """What it shows, in words."""
    caption: str = ""
    """What is to be said below it; empty if nothing."""

    def save(self, path: PathLike, *, scale: float = 2.0) -> None:
        """Writes the picture as a file, which is there when it is whole. The end of the name tells the
        format: ``.svg``, or ``.png`` with ``scale`` pixels for each of the picture's units.

        Raises :class:`UsageError` for another format or a picture of more than 40 million pixels, and
        ``OSError`` where the file cannot be written.
        """
        write(path, _digirights.picture(self.svg, Path(path).suffix[1:], scale))

    def _repr_svg_(self) -> str:
        return self.svg

    def _repr_html_(self) -> str:
        caption = [_html.element("div", self.caption, _html.QUIET)] if self.caption else []
        return _html.box([_html.picture(self.svg, self.description), *caption])

    def __repr__(self) -> str:
        return f"<Chart {self.title!r}>"


def draw(chart: JsonLike) -> Chart:
    """Draws a chart from plain data: a dict, JSON text, or the path of a JSON file.

    It has an ``id`` of letters, digits and hyphens, a ``title``, a ``description`` for who does not see it,
    a ``width`` from 240 to 4000, and one ``drawing``: ``radar``, ``bars``, ``heat_map``, ``waterfall``,
    ``scatter``, ``roadmap``, ``ranks`` or ``timeline``. Scores are shares from 0 to 1. Texts show as they are
    typed.

    >>> import digirights
    >>> chart = digirights.draw({
    ...     "id": "plan", "title": "The year", "description": "One task, from January to June.", "width": 480,
    ...     "drawing": {"roadmap": {"periods": [{
    ...         "title": "2027", "months": 12, "tasks": [{"name": "Name an officer", "from": 0, "to": 0.5}],
    ...     }]}},
    ... })
    >>> chart
    <Chart 'The year'>

    Raises :class:`ChartError` where the data cannot be used, with the place and what was expected there, and
    ``OSError`` where a file cannot be read.
    """
    return Chart(*_digirights.draw(json_text(chart, ChartError)))
