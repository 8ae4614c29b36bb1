# SPDX-License-Identifier: EUPL-1.2
"""The level that a node reaches (FORMAT.md 1.6, 1.8)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Optional

from arithmetic import Number, meets
from conditions import holds, subjects
from instrument import Part

if TYPE_CHECKING:
    from point import Scoring


def level_index(node: Part, scoring: "Scoring") -> Optional[int]:
    """Place of the highest level reached; -1 below the first; None without a score or a level set."""
    level_set = scoring.instrument.level_set(node)
    score = scoring.outcome(node).score
    if level_set is None or score is None:
        return None
    measure = score if level_set.get("measure", "share") == "score" else scoring.share(node)
    reached = -1
    for level in level_set["levels"]:
        if not is_at(level, level_set, measure, scoring) or not passes(level, node, scoring):
            break
        reached += 1
    return reached


def is_at(level: dict[str, Any], level_set: dict[str, Any], measure: Number, scoring: "Scoring") -> bool:
    if "from" not in level:
        return True
    test = "above" if level_set.get("edge") == "excluded" else "at_least"
    return meets(test, measure, scoring.ar.number(level["from"]), scoring.ar.tolerance)


def passes(level: dict[str, Any], node: Part, scoring: "Scoring") -> bool:
    parts = scoring.instrument.parts
    for gate in level.get("requires", []):
        applies = all(name in parts for name, _ in subjects(gate))
        if applies and holds(gate, scoring, node) is not True:
            return False
    return True


def level_id(node: Part, index: Optional[int], scoring: "Scoring") -> Optional[str]:
    level_set = scoring.instrument.level_set(node)
    if level_set is None or index is None or index < 0:
        return None
    return level_set["levels"][index]["id"]
