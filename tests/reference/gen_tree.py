# SPDX-License-Identifier: EUPL-1.2
"""A random tree of nodes and questions, valid by FORMAT.md, as yet without conditions."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from random import Random
from typing import Any

import gen_answers_spec as gen
from arithmetic import FLOAT
from instrument import Instrument
from worth import is_scored, uses_points

Spec = dict[str, Any]

WEIGHTS = [1, 1, 1, 1, 2, 3, 0.5, 0.1, 0.15, 1.7, 0]
RULES = ["weighted_mean", "sum", "geometric_mean", "harmonic_mean", "power_mean", "minimum", "maximum"]
UNANSWERED = ["leave_out", "zero", "zero_unless_all", "no_score"]


@dataclass
class Draft:
    rng: Random
    plain: bool
    """No conditions, adjustments or availability, so that bounds are exact."""
    rational: bool
    points: bool
    """Sums all the way up, so that points may be negative."""
    scales: Spec
    level_sets: Spec
    tag_lens: list[str]
    nodes: int = 0
    questions: int = 0
    kinds: list[str] = field(default_factory=lambda: ["dimension", "mechanism", "stream"])

    def node_id(self) -> str:
        self.nodes += 1
        return f"n{self.nodes}"

    def question_id(self) -> str:
        self.questions += 1
        return f"q{self.questions}"


def policies(rng: Random, plain: bool) -> Spec:
    unanswered = [u for u in UNANSWERED if not plain or u != "zero_unless_all" or rng.random() < 0.2]
    offered = {
        "not_applicable": ["leave_out", "zero"],
        "dont_know": ["leave_out", "zero", "as_unanswered"],
        "unanswered": unanswered,
    }
    return {name: rng.choice(values) for name, values in offered.items() if rng.random() < 0.5}


def make_question(draft: Draft, negatives: bool, scored: bool) -> Spec:
    rng = draft.rng
    spec: Spec = {"id": draft.question_id()}
    spec["answer"] = fitting_answer(draft, negatives) if scored else gen.unscored_spec(rng)
    add_weight(rng, spec)
    if not scored:
        return spec
    if not uses_points(spec, draft.scales) and "cap" not in spec["answer"] and rng.random() < 0.25:
        spec["maximum"] = rng.choice([2, 3, 5, 10, 0.5])
    if rng.random() < 0.15:
        spec["reversed"] = True
    if rng.random() < 0.45:
        spec["not_applicable"] = rng.choice(["allowed", "with_reason", "forbidden"])
    if rng.random() < 0.25:
        spec["essential"] = True
    add_tags(draft, spec, 0.3)
    return spec


def fitting_answer(draft: Draft, negatives: bool) -> Spec:
    while True:
        answer = gen.answer_spec(draft.rng, draft.scales, negatives)
        irrational = answer.get("curve", {}).get("shape") in ("logarithmic", "log_normal")
        if not (draft.rational and irrational):
            return answer


def add_weight(rng: Random, spec: Spec) -> None:
    weight = rng.choice(WEIGHTS)
    if weight != 1 or rng.random() < 0.2:
        spec["weight"] = weight


def add_tags(draft: Draft, spec: Spec, chance: float) -> None:
    if draft.tag_lens and draft.rng.random() < chance:
        count = draft.rng.randint(1, len(draft.tag_lens))
        spec["tags"] = {"themes": sorted(draft.rng.sample(draft.tag_lens, count))}


def make_node(draft: Draft, depth: int, size: int, sums: bool) -> Spec:
    """A node with size questions below it, at most depth levels deep. sums: all nodes above are sums."""
    rng = draft.rng
    spec: Spec = {"id": draft.node_id()}
    if rng.random() < 0.5:
        spec["kind"] = rng.choice(draft.kinds)
    add_rule(draft, spec, sums)
    below = sums and spec.get("rule") == "sum"
    spec["children"] = make_children(draft, depth, size, below)
    add_weight(rng, spec)
    ensure_weight(rng, spec["children"])
    add_over(draft, spec)
    add_maximum(draft, spec)
    if draft.level_sets and rng.random() < 0.2:
        spec["levels"] = rng.choice(sorted(draft.level_sets))
    if rng.random() < 0.25:
        spec["policies"] = policies(rng, draft.plain)
    if not draft.plain and rng.random() < 0.15:
        spec["minimum_availability"] = rng.choice([0.25, 0.5, 0.6, 0.75, 0.8, 0.1, 1])
    add_tags(draft, spec, 0.15)
    return spec


def add_rule(draft: Draft, spec: Spec, sums: bool) -> None:
    rng = draft.rng
    if draft.points:
        rule = "sum" if sums and rng.random() < 0.9 else rng.choice(RULES)
    else:
        rule = rng.choices(RULES, [8, 3, 1, 2, 1, 2, 2])[0]
    if draft.rational and rule in ("geometric_mean", "power_mean"):
        rule = "weighted_mean"
    if rule != "weighted_mean" or rng.random() < 0.2:
        spec["rule"] = rule
    if rule == "power_mean":
        spec["exponent"] = rng.choice([2, 0.5, -1, 1, -2, 3, 1.5])


def make_children(draft: Draft, depth: int, size: int, sums: bool) -> list[Spec]:
    rng = draft.rng
    children: list[Spec] = []
    left = size
    while left > 0:
        if depth > 1 and left > 1 and rng.random() < 0.7:
            take = rng.randint(1, left if children else left - 1)
            children.append(make_node(draft, depth - 1, take, sums))
            left -= take
        else:
            children.append(make_question(draft, sums, not children or rng.random() < 0.9))
            left -= 1
    return children


def ensure_weight(rng: Random, children: list[Spec]) -> None:
    """At least one child that is scored has a weight above 0."""
    able = [c for c in children if "children" in c or is_scored(c)]
    if all(c.get("weight", 1) == 0 for c in able):
        rng.choice(able)["weight"] = rng.choice([1, 2])


def add_over(draft: Draft, spec: Spec) -> None:
    rng = draft.rng
    luck = rng.random()
    if luck < 0.15:
        spec["over"] = "leaves"
    elif luck < 0.4 and not draft.plain:
        add_over_kind(draft, spec)
    elif luck < 0.45:
        spec["over"] = "children"


def add_over_kind(draft: Draft, spec: Spec) -> None:
    tree = {"root": spec, "scales": draft.scales}
    below = Instrument(tree, None, FLOAT).root.below()
    kinds = sorted({p.spec["kind"] for p in below if "kind" in p.spec})
    if kinds:
        spec["over"] = draft.rng.choice(kinds)
        instrument = Instrument(tree, None, FLOAT)
        if not instrument.inputs(instrument.root):
            del spec["over"]


def add_maximum(draft: Draft, spec: Spec) -> None:
    rng = draft.rng
    if spec.get("rule") != "sum":
        if rng.random() < 0.25:
            spec["maximum"] = rng.choice([10, 100, 3, 5, 0.5])
        return
    instrument = Instrument({"root": spec, "scales": draft.scales}, None, FLOAT)
    most = sum(w * instrument.maximum(p) for p, w in instrument.inputs(instrument.root))
    spec["maximum"] = math.ceil(most) + rng.choice([0, 0, 0, 1, 10])
    if not draft.plain and most > 2 and rng.random() < 0.2:
        spec["maximum"] = math.floor(most / 2)
        spec["adjustments"] = [{"cap": spec["maximum"]}]
