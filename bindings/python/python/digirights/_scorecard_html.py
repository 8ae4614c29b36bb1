# SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
"""How notebooks show a scorecard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digirights import _html
from digirights._problems import UsageError
from digirights._words import full, percent, shown, span

if TYPE_CHECKING:
    from digirights._scorecard import Scorecard

# How wide the chart is that notebooks show beside the table.
_RADAR = 480


def shown_html(card: Scorecard) -> str:
    """The result as a table of its nodes, with a radar beside it."""
    words, document = card._questionnaire._words, card._document
    root = card.root
    depth: dict[str, int] = {}
    rows: list[list[str]] = []
    for node in map(card.node, card._order):
        depth[node.id] = depth.get(node.parent or "", -1) + 1
        if len(rows) == _html.MOST_ROWS:
            continue
        name = _html.element("div", node.title, f"padding-left:{depth[node.id] * 1.2:.1f}em;{_html.PROSE}")
        levels = [words.level(node.id, level) for level in (node.level_low, node.level_high)]
        reach = f" ({levels[0] or 'below the first'} to {levels[1]})" if levels[0] != levels[1] else ""
        rows.append([
            name,
            _html.number("–" if node.point is None else shown(node.point, node.maximum)),
            _html.number(span(node.low, node.high, node.maximum)),
            _html.bar(node.low, node.point, node.high, node.maximum),
            words.level(node.id, node.level) + reach,
            _html.number(f"{node.answered}/{node.asked}"),
        ])  # fmt: skip
    rest = len(card._order) - len(rows)
    facts = [
        card.city or "",
        card.date or "",
        words.profile(card.profile) if card.profile else "",
        card._standing(),
        words.level(root.id, root.level),
        f"{root.answered} of {root.asked} questions answered ({percent(root.completeness)})",
    ]
    digests = (document["questionnaire"]["digest"], document["answers"]["digest"])
    note = [f"… {rest} more nodes"] if rest else []
    note.append("{} {} · {} · answers {} · engine {}".format(
        card._questionnaire.id, card._questionnaire.version, digests[0][:15], digests[1][:15],
        document["engine"],
    ))  # fmt: skip
    names = ["", f"Score of {full(root.maximum)}", "Range", "", "Level", "Answered"]
    shown_there = [_html.table(names, rows, " · ".join(note)), *_radar(card)]
    return _html.box([_html.heading(words.title(), facts), _html.beside(shown_there)])


def _radar(card: Scorecard) -> list[_html.Markup]:
    """The chart that goes with the table; none where there are too few parts for one."""
    try:
        svg, _, described, _ = card._subject().figure("radar", _RADAR, None)
    except UsageError as error:
        if error.code != "D0003":
            raise
        return []
    return [_html.picture(svg, described)]
