# SPDX-License-Identifier: EUPL-1.2
"""The tree of a questionnaire, cut down to a profile, with what is inherited looked up (FORMAT.md 1.1, 1.4, 1.8)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Iterator, Optional

import worth
from arithmetic import Arithmetic, Number


@dataclass(eq=False)
class Part:
    """A node or a question."""

    spec: dict[str, Any]
    parent: Optional["Part"]
    children: list["Part"] = field(default_factory=list)

    @property
    def id(self) -> str:
        return self.spec["id"]

    @property
    def is_node(self) -> bool:
        return "children" in self.spec

    def below(self) -> Iterator["Part"]:
        for child in self.children:
            yield child
            yield from child.below()

    def questions(self) -> Iterator["Part"]:
        return (p for p in self.below() if not p.is_node)

    def upward(self) -> Iterator["Part"]:
        part: Optional[Part] = self
        while part is not None:
            yield part
            part = part.parent


class Instrument:
    def __init__(self, questionnaire: dict[str, Any], profile: Optional[str], ar: Arithmetic) -> None:
        self.questionnaire = questionnaire
        self.scales: dict[str, Any] = questionnaire.get("scales", {})
        self.ar = ar
        root = build(questionnaire["root"], None, profile)
        assert root is not None, "the profile is empty"
        self.root = root
        self.parts: dict[str, Part] = {p.id: p for p in [root, *root.below()]}
        self.nodes = [p for p in self.parts.values() if p.is_node]
        self.scored = {p.id for p in self.parts.values() if not p.is_node and worth.is_scored(p.spec)}
        self.maxima: dict[str, Number] = {}
        self.input_lists: dict[str, list[tuple[Part, Number]]] = {}
        self.worths: dict[tuple[str, str], worth.Worth] = {}

    def policy(self, part: Part, name: str) -> str:
        """For a question: not_applicable and dont_know. For a node: unanswered, for its own inputs."""
        for above in part.upward():
            found = above.spec.get("policies", {}).get(name) if above.is_node else None
            if found is not None:
                return found
        return self.questionnaire.get("policies", {}).get(name, "leave_out")

    def maximum(self, part: Part) -> Number:
        if part.id not in self.maxima:
            if part.is_node:
                self.maxima[part.id] = self.ar.number(part.spec.get("maximum", 1))
            else:
                self.maxima[part.id] = worth.maximum(part.spec, self.scales, self.ar)
        return self.maxima[part.id]

    def lowest(self, part: Part) -> Number:
        """The lower end of a part's range: 0, or below it where points may be negative."""
        zero = self.ar.zero
        if not part.is_node:
            return min(zero, worth.score_range(part.spec, self.scales, self.ar)[0])
        if part.spec.get("rule", "weighted_mean") != "sum":
            return zero
        return sum((w * min(zero, self.lowest(p)) for p, w in self.inputs(part)), zero)

    def inputs(self, node: Part) -> list[tuple[Part, Number]]:
        """The inputs that take part: scored, with a weight above 0."""
        if node.id not in self.input_lists:
            weighed = [(p, self.ar.number(p.spec.get("weight", 1))) for p in self.candidates(node)]
            self.input_lists[node.id] = [
                (p, w) for p, w in weighed if w > 0 and (p.is_node or p.id in self.scored)
            ]
        return self.input_lists[node.id]

    def candidates(self, node: Part) -> list[Part]:
        over = node.spec.get("over", "children")
        if over == "children":
            return node.children
        if over == "leaves":
            return list(node.questions())
        return list(nearest(node, over))

    def level_set(self, node: Part) -> Optional[dict[str, Any]]:
        for above in node.upward():
            if "levels" in above.spec:
                return self.questionnaire["level_sets"][above.spec["levels"]]
        return None

    def worth(self, question: Part, value: Any) -> worth.Worth:
        key = (question.id, repr(value))
        if key not in self.worths:
            self.worths[key] = worth.answer_worth(question.spec, value, self.scales, self.ar)
        return self.worths[key]


def build(spec: dict[str, Any], parent: Optional[Part], profile: Optional[str]) -> Optional[Part]:
    part = Part(spec, parent)
    if not part.is_node:
        return part if profile is None or profile in spec.get("profiles", []) else None
    built = (build(child, part, profile) for child in spec["children"])
    part.children = [child for child in built if child is not None]
    return part if part.children else None


def nearest(node: Part, kind: str) -> Iterator[Part]:
    for child in node.children:
        if child.is_node and child.spec.get("kind") == kind:
            yield child
        else:
            yield from nearest(child, kind)
