# SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
"""What to do next."""

from __future__ import annotations

import functools
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from digirights import _digirights, _html, _table
from digirights._words import change, full, number, shown

if TYPE_CHECKING:
    from digirights._questionnaire import Questionnaire
    from digirights._table import Table


@dataclass(frozen=True, slots=True)
class TargetResult:
    """How what was asked for can be reached."""

    kind: Literal["level", "score", "budget"]
    """What was asked for: a level of the whole, a score of the whole, or the greatest gain within a
    budget."""
    target: str | float
    """The level, the score in the units of the whole, or the person-days."""
    reached: bool
    """Whether all that is recommended reaches it."""
    actions: list[str]
    """The chosen recommendations, in the order of doing. If the target is out of reach: all."""
    effort: float
    """Person-days of the chosen ones, by the middle of their efforts."""
    within_budget: bool | None
    """Whether they fit into the budget, where both a target and a budget were given."""
    score_after: float | None
    """Point of the whole once they are done."""
    low_after: float | None
    """The least that the whole can then have, whatever else is answered."""
    high_after: float | None
    """The most that the whole can then have, whatever else is answered."""
    level_after: str | None
    """Level of the whole then."""
    proved: bool
    """Whether it is proved that no other choice is better (for a target out of reach: that it is)."""
    bound: float | None
    """What is proved of every choice: for a target, that it takes at least so many person-days; for a
    budget, that the point of the whole gets to this at most. ``None`` if nothing is proved."""
    gap: float | None
    """How far the choice may be from the best one: its effort (or score) against the bound. 0 if proved
    best; ``None`` if nothing is proved."""


class Plan:
    """What to do next: the recommendations for one city, and their roadmap.

    >>> import digirights
    >>> midsized = digirights.Questionnaire.load("digital-rights").samples()["midsized"]
    >>> plan = digirights.plan(midsized, target="advancing")
    >>> plan.target.reached, len(plan.target.actions), plan.target.proved
    (True, 2, True)
    >>> plan.recommendations[0]["action"] in plan.recommendations["action"]
    True
    """

    _questionnaire: Questionnaire
    _json: str

    def __init__(self) -> None:
        raise TypeError("use `digirights.plan` or `Scorecard.plan`")

    @classmethod
    def _of(cls, questionnaire: Questionnaire, text: str) -> Plan:
        plan = object.__new__(cls)
        plan._questionnaire, plan._json = questionnaire, text
        return plan

    @functools.cached_property
    def _document(self) -> dict[str, Any]:
        return json.loads(self._json)

    @property
    def questionnaire(self) -> Questionnaire:
        """The questionnaire that was answered."""
        return self._questionnaire

    @property
    def city(self) -> str | None:
        """The city's name, as the answers give it."""
        return self._document.get("city")

    @property
    def date(self) -> str | None:
        """The date, as the answers give it."""
        return self._document.get("date")

    @property
    def point(self) -> float | None:
        """Point of the whole now, in its units."""
        return self._document["score"]

    @property
    def level(self) -> str | None:
        """Level of the whole now."""
        return self._document["level"]

    @property
    def target(self) -> TargetResult | None:
        """How what was asked for can be reached; ``None`` where nothing was asked for."""
        found = self._document.get("target")
        if found is None:
            return None
        ((kind, target),) = found["target"].items()
        return TargetResult(**{"within_budget": None, **found, "kind": kind, "target": target})

    @functools.cached_property
    def recommendations(self) -> Table:
        """What is recommended, the highest priority first: one row each.

        ``action`` and ``title``; ``node`` it belongs to; ``gain``: how much the point of the whole grows if
        this alone is done, in the units of the whole, found by scoring the answers it would lead to;
        ``effort_low`` and ``effort_high`` in person-days; ``priority``: importance × gain as a share ÷
        middle effort; ``horizon``: ``short`` (0 to 6 months), ``medium`` (6 to 18) or ``long`` (18 to 36),
        the earliest; ``owner``, a role; ``level_after``, of the whole if this alone is done; ``questions``
        whose answers fired it; ``requires``, the recommendations before it; ``only_prerequisite``: it fires
        only because others need it; ``also``, actions that say the same; ``practices`` that show it.
        """
        columns = {
            "action": "text", "title": "text", "node": "text", "gain": "number", "effort_low": "number",
            "effort_high": "number", "priority": "number", "horizon": "text", "owner": "text",
            "level_after": "text", "questions": "texts", "requires": "texts", "only_prerequisite": "flag",
            "also": "texts", "practices": "texts",
        }  # fmt: skip
        rows = [
            (
                one["action"], self._questionnaire._words.action(one["action"]), one["node"], one["gain"],
                one["effort_low"], one["effort_high"], one["priority"], one["horizon"], one["owner"],
                one["level_after"], [reason["question"] for reason in one["reasons"]], one["requires"],
                one["only_prerequisite"], one.get("also", []),
                [practice["practice"] for practice in one["practices"]],
            )
            for one in self._document["recommendations"]
        ]  # fmt: skip
        return _table.of_rows(columns, rows)

    @functools.cached_property
    def roadmap(self) -> Table:
        """What is planned, in the order of doing: one row each.

        ``step`` from 1; ``action`` and ``title``; ``horizon`` with ``from_month`` and ``to_month``, null
        for what finds no room; ``effort_low`` and ``effort_high`` in person-days; ``owner``, a role;
        ``gain`` if it alone is done.
        """
        columns = {
            "step": "count", "action": "text", "title": "text", "horizon": "text", "from_month": "count",
            "to_month": "count", "effort_low": "number", "effort_high": "number", "owner": "text",
            "gain": "number",
        }  # fmt: skip
        known = {one["action"]: one for one in self._document["recommendations"]}
        later = {"horizon": None, "from_month": None, "to_month": None}
        roadmap = self._document["roadmap"]
        rows: list[tuple[object, ...]] = []
        for stretch in [*roadmap["stretches"], {**later, "actions": roadmap["later"]}]:
            for action in stretch["actions"]:
                one = known[action]
                rows.append((
                    len(rows) + 1, action, self._questionnaire._words.action(action), stretch["horizon"],
                    stretch["from_month"], stretch["to_month"], one["effort_low"], one["effort_high"],
                    one["owner"], one["gain"],
                ))  # fmt: skip
        return _table.of_rows(columns, rows)

    @functools.cached_property
    def stretches(self) -> Table:
        """The three horizons of the roadmap: one row each.

        ``horizon`` with ``from_month`` and ``to_month``; ``actions`` in the order of doing; ``effort_low``
        and ``effort_high`` of all of them, in person-days; ``score_after``, its bounds ``low_after``
        and ``high_after``, and ``level_after``: of the whole once they and all before them are done.
        """
        columns = {
            "horizon": "text", "from_month": "count", "to_month": "count", "actions": "texts",
            "effort_low": "number", "effort_high": "number", "score_after": "number", "low_after": "number",
            "high_after": "number", "level_after": "text",
        }  # fmt: skip
        rows = [[stretch[name] for name in columns] for stretch in self._document["roadmap"]["stretches"]]
        return _table.of_rows(columns, rows)

    def to_dict(self) -> dict[str, Any]:
        """The whole plan, as ``digirights plan --format json`` prints it."""
        return json.loads(self._json)

    def to_json(self) -> str:
        """The whole plan as JSON text, indented, with a line feed at the end."""
        return self._json

    def __eq__(self, other: object) -> bool:
        """Whether both are the same plan, digests included."""
        return self._json == other._json if isinstance(other, Plan) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._json)

    def __reduce__(self) -> tuple[Any, ...]:
        return Plan._of, (self._questionnaire, self._json)

    def __repr__(self) -> str:
        of = f" for {self.city!r}" if self.city else ""
        count = len(self._document["recommendations"])
        return f"<Plan{of}: {count} recommendation{'s' * (count != 1)}>"

    def _repr_html_(self) -> str:
        words = self._questionnaire._words
        root = self._questionnaire._definition["root"]
        maximum: float = root.get("maximum", 1.0)
        rows = [
            [
                row["title"],
                _html.number(change(row["gain"], maximum)),
                _html.number(_days(row["effort_low"], row["effort_high"])),
                f"{row['from_month']}–{row['to_month']}" if row["horizon"] else "later",
                words.role(row["owner"]),
            ]
            for row in self.roadmap[: _html.MOST_ROWS]
        ]
        rest = len(self.roadmap) - len(rows)
        facts = [self.city or "", self.date or ""]
        if self.point is not None:
            facts.append(f"{shown(self.point, maximum)} of {full(maximum)}")
        facts.append(words.level(root["id"], self.level))
        names = ["What to do", "Gain alone", "Person-days", "Months", "Owner"]
        note = f"… {rest} more actions" if rest else ""
        asked = self._asked(maximum, root["id"])
        return _html.box(
            [
                _html.heading(f"{words.title()}: the plan", facts),
                *([_html.element("div", asked)] if asked else []),
                _html.table(names, rows, note),
            ]
        )

    def _asked(self, maximum: float, root: str) -> str:
        """What was asked for and whether it is reached, in words."""
        target = self.target
        if target is None:
            return ""
        actions = f"{len(target.actions)} action{'s' * (len(target.actions) != 1)}"
        after = "" if target.score_after is None else f", then {shown(target.score_after, maximum)}"
        done = f"{actions}, {number(target.effort)} person-days{after}"
        if target.kind == "budget":
            return f"Within {number(float(target.target))} person-days: {done}."
        if target.kind == "level":
            goal = self._questionnaire._words.level(root, str(target.target))
        else:
            goal = shown(float(target.target), maximum)
        if not target.reached:
            return f"All that is recommended does not reach {goal}: {done}."
        return f"The least effort to reach {goal}{'' if target.proved else ' that was found'}: {done}."


def _days(low: float, high: float) -> str:
    ends = number(low), number(high)
    return ends[0] if ends[0] == ends[1] else "–".join(ends)


def planned(
    held: _digirights.Assessment,
    target: str | float | None,
    budget: float | None,
    capacity: Sequence[float] | None = None,
) -> _digirights.Plan:
    """The engine's plan for what is asked for."""
    if isinstance(target, bool) or not isinstance(target, (str, int, float, type(None))):
        kind = type(target).__name__
        raise TypeError(f"the target is a level or a share of the maximum, not {kind}")
    level = target if isinstance(target, str) else None
    share = None if target is None or isinstance(target, str) else float(target)
    rooms = None if capacity is None else [float(days) for days in capacity]
    if rooms is not None and len(rooms) != 3:
        raise ValueError(f"capacity is given for three horizons: short, medium, long; not {len(rooms)}")
    return held.plan(level, share, budget, rooms)
