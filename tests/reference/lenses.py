# SPDX-License-Identifier: EUPL-1.2
"""Views across the tree (FORMAT.md 1.7)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Iterator, Optional

from arithmetic import Number
from instrument import Part

if TYPE_CHECKING:
    from point import Scoring


def members(questionnaire: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for lens in questionnaire.get("lenses", []):
        for member in lens["members"]:
            yield lens["id"], member


def has_tag(question: Part, lens: str, member: str) -> bool:
    return any(member in part.spec.get("tags", {}).get(lens, []) for part in question.upward())


def weighed_parts(lens: str, member: dict[str, Any], scoring: "Scoring") -> list[tuple[Part, Number]]:
    instrument, ar = scoring.instrument, scoring.ar
    if "weights" in member:
        # In the order of the tree, whatever the order in the file.
        named = member["weights"]
        return [(part, ar.number(named[name])) for name, part in instrument.parts.items() if name in named]
    questions = (q for q in instrument.root.questions() if q.id in instrument.scored)
    return [(q, ar.one) for q in questions if has_tag(q, lens, member["id"])]


def lens_score(lens: str, member: dict[str, Any], scoring: "Scoring") -> Optional[Number]:
    total = weight = scoring.ar.zero
    for part, w in weighed_parts(lens, member, scoring):
        if w > 0 and scoring.outcome(part).score is not None:
            total += w * scoring.share(part)
            weight += w
    return total / weight if weight > 0 else None
