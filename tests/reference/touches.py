# SPDX-License-Identifier: EUPL-1.2
"""Which readings of FORMAT.md (README.md, "Readings") a case may depend on, to sort disagreements with an engine."""

from __future__ import annotations

from typing import Any, Iterator

import worth
from completions import all_conditions
from instrument import Instrument, Part


def touches(instrument: Instrument, profile: str | None) -> list[str]:
    found = {point for part in instrument.parts.values() for point in part_touches(part, instrument)}
    if profile is not None:
        found.add("profile")
    if any(negates(c) for c in all_conditions(instrument)) and counts_as(instrument):
        found.add("counts_as_in_condition")
    return sorted(found)


def part_touches(part: Part, instrument: Instrument) -> Iterator[str]:
    spec = part.spec
    if part.is_node:
        yield from node_touches(part, instrument)
    elif part.id in instrument.scored:
        yield from question_touches(spec, instrument)
    if instrument.policy(part, "not_applicable") == "zero" or instrument.policy(part, "dont_know") == "zero":
        yield "zero_policies"
    if part.id in instrument.scored and open_policies_differ(part, instrument):
        yield "open_policies_differ"


def open_policies_differ(question: Part, instrument: Instrument) -> bool:
    """Whether turning an unanswered question into a don't-know could change a score."""
    unknown = instrument.policy(question, "dont_know")
    blank = {instrument.policy(node, "unanswered") for node in question.upward() if node.is_node}
    return unknown != "as_unanswered" and blank != {unknown}


def node_touches(node: Part, instrument: Instrument) -> Iterator[str]:
    over = node.spec.get("over", "children")
    inner = [p for p in node.below() if p.is_node]
    if over == "leaves" and any(p.spec.get("weight", 1) == 0 for p in inner):
        yield "leaves_below_weight_0"
    if over not in ("children", "leaves"):
        yield "over_kind"
    if node.spec.get("minimum_availability"):
        yield "minimum_availability"


def question_touches(spec: dict[str, Any], instrument: Instrument) -> Iterator[str]:
    held = worth.holders(spec, instrument.scales)
    if any(h.get("points", 0) < 0 for h in held):
        yield "negative_points"
    if any(h.get("counts_as") == "dont_know" for h in held):
        yield "counts_as_dont_know"
    if spec.get("reversed") and spec["answer"]["kind"] in ("several", "number", "share"):
        yield "reversed_range"
    if spec.get("weight", 1) == 0:
        yield "question_of_weight_0"
    if spec.get("adjustments"):
        yield "adjusted_question"


def negates(condition: dict[str, Any]) -> bool:
    return "not" in condition or any(negates(c) for key in ("all", "any") for c in condition.get(key, []))


def counts_as(instrument: Instrument) -> bool:
    questions = (p.spec for p in instrument.parts.values() if not p.is_node)
    return any("counts_as" in h for q in questions for h in worth.holders(q, instrument.scales))
