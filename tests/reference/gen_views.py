# SPDX-License-Identifier: EUPL-1.2
"""Random level sets with gates, lenses and a profile."""

from __future__ import annotations

from random import Random
from typing import Any, Iterator, Optional

import worth
from arithmetic import FLOAT
from conditions import subjects
from gen_conditions import Earlier, comparison, condition
from gen_tree import Draft
from instrument import Instrument

Spec = dict[str, Any]


def level_sets(rng: Random) -> Spec:
    """All sets share level ids, so that a gate of one may ask for a level of another.
    "safe" (taken out again in finish_levels): no gate names anything, so conditions may ask for levels without a circle."""
    safe = rng.random() < 0.7
    return {name: level_set(rng, safe) for name in ["maturity", "membership"][: rng.choice([0, 1, 1, 2])]}


def level_set(rng: Random, safe: bool) -> Spec:
    found: Spec = {"measure": rng.choice(["share", "share", "score"]), "safe": safe}
    if rng.random() < 0.6:
        found["edge"] = rng.choice(["included", "excluded"])
    cuts = rng.choice([[0.25, 0.5, 0.75], [0.5, 1], [0.3, 0.6], [0.1, 0.2, 0.7], [0.5, 2, 3]])
    found["levels"] = [{"id": "l0"}] + [{"id": f"l{i + 1}", "from": c} for i, c in enumerate(cuts)]
    if found["measure"] == "share":
        found["levels"] = [level for level in found["levels"] if level.get("from", 0) <= 1]
    if rng.random() < 0.3:
        found["levels"][0]["from"] = 0.05
    if rng.random() < 0.3:
        found["levels"].append({"id": "top"})
    return found


def finish_levels(draft: Draft, earlier: Earlier) -> None:
    """Adds gates, now that the tree is there to be named."""
    for found in draft.level_sets.values():
        safe = found.pop("safe")
        for level in found["levels"][1:]:
            bare = "from" not in level
            if bare or draft.rng.random() < 0.3:
                level["requires"] = [gate(draft, earlier, safe) for _ in range(draft.rng.randint(1, 2))]


def gate(draft: Draft, earlier: Earlier, safe: bool) -> Spec:
    rng = draft.rng
    named = None
    if not safe and rng.random() < 0.7:
        named = condition(draft, Earlier(earlier.questions, earlier.nodes), 1)
    if named is not None:
        return named
    luck = rng.random()
    if luck < 0.35:
        return {"every": "child", "share": comparison(rng, [0.25, 0.5])}
    if luck < 0.6:
        return {"every": "child", "reaches": rng.choice(["l0", "l1"])}
    return {"every": "essential", "share": comparison(rng, [0, 0.5, 1])}


def lenses(draft: Draft, earlier: Earlier) -> list[Spec]:
    rng = draft.rng
    found: list[Spec] = []
    if rng.random() < 0.35:
        scored = [q["id"] for q in earlier.questions if worth.is_scored(q)]
        offered = [n["id"] for n in earlier.nodes] + scored
        members = []
        for i in range(rng.randint(1, 3)):
            named = rng.sample(offered, rng.randint(1, min(4, len(offered))))
            members.append({"id": f"P{i}", "weights": {name: rng.choice([1, 2, 0.5, 3, 0.1]) for name in named}})
        found.append({"id": "principles", "members": members})
    if draft.tag_lens:
        found.append({"id": "themes", "members": [{"id": m} for m in draft.tag_lens]})
    return found


def ensure_tags(draft: Draft, earlier: Earlier) -> None:
    """Every member of the tagged lens has a question."""
    for member in draft.tag_lens:
        question = draft.rng.choice([q for q in earlier.questions if worth.is_scored(q)])
        tags = question.setdefault("tags", {}).setdefault("themes", [])
        if member not in tags:
            tags.append(member)


def add_profile(draft: Draft, questionnaire: Spec, earlier: Earlier) -> Optional[str]:
    """A part of the questions, closed under the conditions it uses; None if no valid one was found."""
    rng = draft.rng
    chosen = {q["id"] for q in earlier.questions if rng.random() < 0.6} or {earlier.questions[0]["id"]}
    for question in earlier.questions:
        question["profiles"] = ["quick"] if question["id"] in chosen else []
    for _ in range(20):
        missing = missing_names(questionnaire)
        if missing is None or not missing:
            break
        add_names(earlier, missing)
    if missing_names(questionnaire) == set() and every_node_has_inputs(questionnaire):
        questionnaire["profiles"] = [{"id": "quick"}]
        return "quick"
    for question in earlier.questions:
        del question["profiles"]
    return None


def missing_names(questionnaire: Spec) -> Optional[set[str]]:
    parts = Instrument(questionnaire, "quick", FLOAT).parts
    named: set[str] = set()
    for part in parts.values():
        for when in conditions_of(part.spec):
            named |= {name for name, _ in subjects(when)}
    return named - set(parts)


def conditions_of(spec: Spec) -> Iterator[Spec]:
    if "show_when" in spec:
        yield spec["show_when"]
    yield from (a["when"] for a in spec.get("adjustments", []) if "when" in a)


def add_names(earlier: Earlier, names: set[str]) -> None:
    for question in earlier.questions:
        if question["id"] in names:
            question["profiles"] = ["quick"]
    for node in earlier.nodes:
        if node["id"] in names:
            first_question(node)["profiles"] = ["quick"]


def first_question(node: Spec) -> Spec:
    while "children" in node:
        node = node["children"][0]
    return node


def every_node_has_inputs(questionnaire: Spec) -> bool:
    instrument = Instrument(questionnaire, "quick", FLOAT)
    return all(instrument.inputs(node) for node in instrument.nodes)
