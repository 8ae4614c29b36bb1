# SPDX-License-Identifier: EUPL-1.2
"""Random conditions on what comes earlier in a questionnaire, so that none depends on itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random
from typing import Any, Optional

import worth
from arithmetic import FLOAT
from gen_tree import Draft

Spec = dict[str, Any]

STATES = ["answered", "not_applicable", "dont_know", "unanswered", "not_shown"]
ROUNDINGS = ["half_up", "half_even", "half_away", "down"]


@dataclass
class Earlier:
    """What a condition may name; levels: of each node, the level ids that a condition may ask for."""

    questions: list[Spec] = field(default_factory=list)
    nodes: list[Spec] = field(default_factory=list)
    levels: dict[str, list[str]] = field(default_factory=dict)


def add_conditions(draft: Draft, root: Spec) -> Earlier:
    """Walks the tree in order, giving show_when and adjustments to some parts."""
    earlier = Earlier()
    walk(draft, root, earlier, None, True)
    return earlier


def walk(draft: Draft, spec: Spec, earlier: Earlier, level_set: Optional[str], is_root: bool) -> None:
    rng = draft.rng
    level_set = spec.get("levels", level_set)
    if not draft.plain and not is_root and rng.random() < 0.2:
        add_show_when(draft, spec, earlier)
    for child in spec.get("children", []):
        walk(draft, child, earlier, level_set, False)
    scored = "children" in spec or worth.is_scored(spec)
    if not draft.plain and scored and rng.random() < 0.15:
        add_adjustments(draft, spec, earlier)
    if "children" not in spec:
        earlier.questions.append(spec)
        return
    earlier.nodes.append(spec)
    if level_set is not None and draft.level_sets[level_set]["safe"]:
        earlier.levels[spec["id"]] = [level["id"] for level in draft.level_sets[level_set]["levels"]]


def add_show_when(draft: Draft, spec: Spec, earlier: Earlier) -> None:
    found = condition(draft, earlier, 2)
    if found is not None:
        spec["show_when"] = found


def condition(draft: Draft, earlier: Earlier, depth: int) -> Optional[Spec]:
    rng = draft.rng
    if not earlier.questions:
        return None
    luck = rng.random()
    if depth == 0 or luck < 0.65:
        return test(draft, earlier)
    parts = [c for c in (condition(draft, earlier, depth - 1) for _ in range(rng.randint(1, 3))) if c is not None]
    if luck < 0.75:
        return {"all": parts}
    if luck < 0.85:
        return {"any": parts}
    if luck < 0.93:
        return {"not": parts[0]}
    return {"at_least_of": {"count": rng.randint(1, len(parts)), "of": parts}}


def test(draft: Draft, earlier: Earlier) -> Spec:
    rng = draft.rng
    if earlier.nodes and rng.random() < 0.3:
        return node_test(rng, rng.choice(earlier.nodes), earlier)
    return question_test(draft, rng.choice(earlier.questions))


def comparison(rng: Random, limits: list[float]) -> Spec:
    found = {rng.choice(["at_least", "above", "at_most", "below"]): rng.choice(limits)}
    if rng.random() < 0.1:
        found["at_most"] = max(limits)
    return found


def node_test(rng: Random, node: Spec, earlier: Earlier) -> Spec:
    full = node.get("maximum", 1)
    luck = rng.random()
    if luck < 0.3 and node["id"] in earlier.levels:
        return {"node": node["id"], "reaches": rng.choice(earlier.levels[node["id"]])}
    if luck < 0.6:
        return {"node": node["id"], "score": comparison(rng, [0, full / 4, full / 2, full])}
    return {"node": node["id"], "share": comparison(rng, [0, 0.25, 0.3, 0.5, 0.6, 0.75])}


def question_test(draft: Draft, question: Spec) -> Spec:
    rng = draft.rng
    found: Spec = {"question": question["id"]}
    luck = rng.random()
    kind = question["answer"]["kind"]
    if luck < 0.15 or kind == "text":
        found["state"] = rng.choice(STATES)
    elif luck < 0.3 and worth.is_scored(question):
        found["share"] = comparison(rng, [0, 0.25, 0.3, 0.5, 0.7, 1])
    else:
        found |= value_test(draft, question)
        if luck > 0.95:
            found["state"] = "answered"
    return found


def value_test(draft: Draft, question: Spec) -> Spec:
    rng = draft.rng
    answer = question["answer"]
    kind = answer["kind"]
    if kind == "yes_no":
        return {"is": rng.choice(["yes", "no", True, False])}
    if kind == "several":
        ids = [o["id"] for o in worth.options(question, draft.scales) if "counts_as" not in o]
        return {"includes": rng.choice(ids)}
    if kind == "choice":
        return choice_test(draft, question)
    if kind == "date":
        return comparison_of(rng, ["2021-06-15", "2023-01-01", "2024-02-29"])
    begins = [b["from"] for b in answer.get("bands", []) if "from" in b]
    usual = [0.1, 0.3, 0.5] if kind == "share" else [5, 7.5, 20]
    low, high = answer.get("minimum", -10**9), answer.get("maximum", 10**9)
    limits = [x for x in begins + usual if low <= x <= high and (x == int(x) or not answer.get("integer"))]
    if rng.random() < 0.1:
        return {"is": rng.choice(limits or [low])}
    return comparison_of(rng, limits or [low])


def comparison_of(rng: Random, limits: list[Any]) -> Spec:
    return {rng.choice(["at_least", "above", "at_most", "below"]): rng.choice(limits)}


def choice_test(draft: Draft, question: Spec) -> Spec:
    rng = draft.rng
    ids = [o["id"] for o in worth.options(question, draft.scales) if "counts_as" not in o]
    ordinal = question["answer"].get("order", "ordinal") == "ordinal" and not question.get("reversed")
    if ordinal and rng.random() < 0.4:
        return comparison_of(rng, ids)
    if rng.random() < 0.4:
        return {"is_one_of": sorted(rng.sample(ids, rng.randint(1, len(ids) - 1)))}
    return {"is": rng.choice(ids)}


def add_adjustments(draft: Draft, spec: Spec, earlier: Earlier) -> None:
    rng = draft.rng
    full = spec.get("maximum", 1) if "children" in spec else float(worth.maximum(spec, draft.scales, FLOAT))
    found = []
    for _ in range(rng.randint(1, 3)):
        adjustment = operation(rng, full)
        when = condition(draft, earlier, 1) if rng.random() < 0.5 else None
        found.append({"when": when, **adjustment} if when is not None else adjustment)
    spec["adjustments"] = spec.get("adjustments", []) + found


def operation(rng: Random, full: float) -> Spec:
    kind = rng.choice(["multiply", "add", "cap", "floor", "round", "round", "round"])
    if kind == "multiply":
        return {"multiply": rng.choice([0.5, 0.85, 1.1, 0, 2])}
    if kind == "add":
        return {"add": rng.choice([0.1, -0.1, 0.05, full / 2, -full / 4])}
    if kind in ("cap", "floor"):
        return {kind: rng.choice([full / 2, full / 4, 0, full * 0.75])}
    rounding: Spec = {"rule": rng.choice(ROUNDINGS)}
    if full <= 1 or rng.random() < 0.5:
        rounding["digits"] = rng.choice([0, 1, 1, 2])
    return {"round": rounding}
