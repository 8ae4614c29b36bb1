# SPDX-License-Identifier: EUPL-1.2
"""Low and high by brute force, and how closely an engine must meet them (FORMAT.md 1.4)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Optional

import completions
from answers import Answer
from arithmetic import Number
from instrument import Instrument, Part
from lenses import lens_score, members
from levels import level_index
from point import Scoring


@dataclass
class Extremes:
    """The least and greatest of what was seen."""

    low: Optional[Any] = None
    high: Optional[Any] = None

    def see(self, value: Optional[Any]) -> None:
        if value is None:
            return
        self.low = value if self.low is None else min(self.low, value)
        self.high = value if self.high is None else max(self.high, value)


@dataclass
class Bounds:
    scores: dict[str, Extremes] = field(default_factory=dict)
    levels: dict[str, Extremes] = field(default_factory=dict)
    lenses: dict[tuple[str, str], Extremes] = field(default_factory=dict)


def brute_force(instrument: Instrument, answers: dict[str, Answer]) -> Bounds:
    lenses = list(members(instrument.questionnaire))
    bounds = Bounds(
        {n.id: Extremes() for n in instrument.nodes},
        {n.id: Extremes() for n in instrument.nodes},
        {(lens, m["id"]): Extremes() for lens, m in lenses},
    )
    for completed in completions.all_completions(instrument, answers):
        scoring = Scoring(instrument, completed)
        for node in instrument.nodes:
            bounds.scores[node.id].see(scoring.outcome(node).score)
            bounds.levels[node.id].see(level_index(node, scoring))
        for lens, member in lenses:
            bounds.lenses[lens, member["id"]].see(lens_score(lens, member, scoring))
    return bounds


def is_exact_class(instrument: Instrument) -> bool:
    """Whether FORMAT.md promises exact bounds: independent questions, nothing conditional."""
    return (
        all(is_plain(part) for part in instrument.parts.values())
        and policies_are_plain(instrument)
        and all(is_disjoint(instrument, member) for _, member in members(instrument.questionnaire))
    )


def is_plain(part: Part) -> bool:
    spec = part.spec
    return not (
        "show_when" in spec
        or spec.get("adjustments")
        or spec.get("minimum_availability", 0) > 0
        or spec.get("over", "children") not in ("children", "leaves")
    )


def policies_are_plain(instrument: Instrument) -> bool:
    """zero_unless_all ties the inputs of a node together: whether a blank counts 0 depends on the others."""
    return all(instrument.policy(node, "unanswered") != "zero_unless_all" for node in instrument.nodes)


def is_disjoint(instrument: Instrument, member: dict[str, Any]) -> bool:
    """No part of a lens lies in another, so that they vary independently."""
    named = {name for name in member.get("weights", {}) if name in instrument.parts}
    parts = [instrument.parts[name] for name in named]
    return not any(above.id in named for part in parts for above in part.upward() if above is not part)


def has_gates(instrument: Instrument) -> bool:
    sets = instrument.questionnaire.get("level_sets", {}).values()
    return any(level.get("requires") for level_set in sets for level in level_set["levels"])


def as_numbers(extremes: Extremes) -> dict[str, Number]:
    return {"low": float(extremes.low), "high": float(extremes.high)}  # type: ignore[arg-type]
