# SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
"""A questionnaire's own words, and scores as they are shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from digirights import _digirights


class Words:
    """The titles of one language; where there is none, the ids."""

    def __init__(self, definition: Mapping[str, Any], language: str | None) -> None:
        self._id: str = definition["id"]
        self._texts: Mapping[str, Any] = definition.get("text", {}).get(language, {})
        self._level_sets: dict[str, str] = {}
        self._inherit(definition["root"], None)

    def _inherit(self, node: Mapping[str, Any], above: str | None) -> None:
        levels = node.get("levels", above)
        if levels is not None:
            self._level_sets[node["id"]] = levels
        for child in node["children"]:
            if "children" in child:
                self._inherit(child, levels)

    def _find(self, *way: str) -> Any:
        found: Any = self._texts
        for step in way:
            found = found.get(step) if isinstance(found, Mapping) else None
        return found

    def title(self) -> str:
        """Of the questionnaire."""
        return self._find("title") or self._id

    def node(self, node: str) -> str:
        return self._find("nodes", node, "title") or node

    def question(self, question: str) -> str:
        return self._find("questions", question, "prompt") or question

    def action(self, action: str) -> str:
        return self._find("actions", action, "title") or action

    def practice(self, practice: str) -> str:
        return self._find("practices", practice, "title") or practice

    def lens(self, lens: str) -> str:
        return self._find("lenses", lens, "title") or lens

    def member(self, lens: str, member: str) -> str:
        return self._find("lenses", lens, "members", member) or member

    def profile(self, profile: str) -> str:
        return self._find("profiles", profile, "title") or profile

    def role(self, role: str | None) -> str:
        """A role; empty without one."""
        return (self._find("roles", role) or role) if role else ""

    def level_of(self, level_set: str, level: str) -> str:
        return self._find("level_sets", level_set, level, "title") or level

    def level(self, node: str, level: str | None) -> str:
        """A level of a node; empty without one."""
        if level is None:
            return ""
        return self.level_of(self._level_sets.get(node, ""), level)


def number(value: float) -> str:
    """With one decimal at most, rounded half away from zero."""
    return f"{_digirights.rounded(value, 1):.1f}".removesuffix(".0")


def shown(score: float, maximum: float) -> str:
    """A score of 100, or of points where the maximum is not 1."""
    return number(score if _in_points(maximum) else score * 100)


def full(maximum: float) -> str:
    """What is shown for a full score."""
    return number(maximum if _in_points(maximum) else 100)


def _in_points(maximum: float) -> bool:
    return abs(maximum - 1) > 1e-9


def percent(share: float) -> str:
    return f"{_digirights.rounded(share * 100, 0):.0f}%"


def span(low: float | None, high: float | None, maximum: float, dash: str = "–") -> str:
    """The bounds; empty where both ends are shown alike."""
    if low is None or high is None:
        return ""
    ends = shown(low, maximum), shown(high, maximum)
    return "" if ends[0] == ends[1] else dash.join(ends)


def change(value: float | None, maximum: float) -> str:
    """With its sign."""
    if value is None:
        return ""
    text = shown(value, maximum)
    return text if text.startswith("-") or text == "0" else f"+{text}"
