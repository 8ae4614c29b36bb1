# SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
"""What a questionnaire holds, as tables. What their columns mean stands in :class:`Questionnaire`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from digirights import _table
from digirights._table import Table
from digirights._words import Words


@dataclass(frozen=True, slots=True)
class Item:
    """A node or a question in its place."""

    content: dict[str, Any]
    path: tuple[str, ...]
    conditional: bool

    @property
    def is_question(self) -> bool:
        return "answer" in self.content


def items(definition: Mapping[str, Any]) -> Iterator[Item]:
    """Every node and question, in the order of the questionnaire."""
    yield from _below(definition["root"], (), False)


def _below(content: dict[str, Any], path: tuple[str, ...], conditional: bool) -> Iterator[Item]:
    conditional = conditional or "show_when" in content
    yield Item(content, path, conditional)
    for child in content.get("children", []):
        yield from _below(child, (*path, content["id"]), conditional)


def _deprecated(content: Mapping[str, Any]) -> str | None:
    return content.get("status", {}).get("deprecated")


def _options(definition: Mapping[str, Any], answer: Mapping[str, Any]) -> list[str] | None:
    if answer["kind"] == "yes_no":
        return ["yes", "partly", "no"] if answer.get("partly") else ["yes", "no"]
    shared = definition.get("scales", {}).get(answer.get("scale"), {})
    options = answer.get("options") or shared.get("options")
    return options and [option["id"] for option in options]


def questions(definition: Mapping[str, Any], words: Words) -> Table:
    """Every question."""
    columns = {
        "question": "text", "node": "text", "path": "texts", "kind": "text", "scale": "text",
        "options": "texts", "unit": "text", "text": "text", "weight": "number", "essential": "flag",
        "owner": "text", "not_applicable": "text", "conditional": "flag", "profiles": "texts",
        "deprecated": "text",
    }  # fmt: skip
    rows = []
    for item in items(definition):
        if not item.is_question:
            continue
        question, answer = item.content, item.content["answer"]
        rows.append((
            question["id"], item.path[-1], list(item.path), answer["kind"], answer.get("scale"),
            _options(definition, answer), answer.get("unit"), words.question(question["id"]),
            question.get("weight", 1.0), question.get("essential", False), question.get("owner"),
            question.get("not_applicable", "forbidden"), item.conditional, question.get("profiles", []),
            _deprecated(question),
        ))  # fmt: skip
    return _table.of_rows(columns, rows)


def nodes(definition: Mapping[str, Any], words: Words) -> Table:
    """Every node."""
    columns = {
        "node": "text", "parent": "text", "kind": "text", "title": "text", "weight": "number",
        "rule": "text", "maximum": "number", "conditional": "flag", "questions": "count",
    }  # fmt: skip
    all_items = list(items(definition))
    below = Counter(node for item in all_items if item.is_question for node in item.path)
    rows = []
    for item in all_items:
        if item.is_question:
            continue
        node = item.content
        rows.append((
            node["id"], item.path[-1] if item.path else None, node.get("kind"), words.node(node["id"]),
            node.get("weight", 1.0), node.get("rule", "weighted_mean"), node.get("maximum", 1.0),
            item.conditional, below[node["id"]],
        ))  # fmt: skip
    return _table.of_rows(columns, rows)


def actions(definition: Mapping[str, Any], words: Words) -> Table:
    """Every action."""
    columns = {
        "action": "text", "node": "text", "title": "text", "questions": "texts", "effort_low": "number",
        "effort_high": "number", "horizon": "text", "owner": "text", "requires": "texts", "same_as": "text",
        "practices": "texts", "importance": "number", "conditional": "flag", "deprecated": "text",
    }  # fmt: skip
    rows = [
        (
            action["id"], action["node"], words.action(action["id"]),
            [move["question"] for move in action["moves"]], action["effort"]["low"],
            action["effort"]["high"], action["horizon"], action.get("owner"), action.get("requires", []),
            action.get("same_as"), action.get("practices", []), action.get("importance", 1.0),
            "when" in action, _deprecated(action),
        )
        for action in definition.get("actions", [])
    ]  # fmt: skip
    return _table.of_rows(columns, rows)


def practices(definition: Mapping[str, Any], words: Words) -> Table:
    """Every practice."""
    columns = {
        "practice": "text", "title": "text", "city": "text", "country": "text", "year": "count",
        "nodes": "texts", "state": "text", "source": "text", "last_checked": "text",
    }  # fmt: skip
    rows = [
        (
            practice["id"], words.practice(practice["id"]), practice["city"], practice["country"],
            practice.get("year"), practice["nodes"], practice["state"], practice["source"],
            practice["last_checked"],
        )
        for practice in definition.get("practices", [])
    ]  # fmt: skip
    return _table.of_rows(columns, rows)


def levels(definition: Mapping[str, Any], words: Words) -> Table:
    """Every level of every level set."""
    columns = {"level_set": "text", "level": "text", "title": "text", "cut_point": "number"}
    rows = [
        (name, level["id"], words.level_of(name, level["id"]), level.get("from"))
        for name, level_set in definition.get("level_sets", {}).items()
        for level in level_set["levels"]
    ]
    return _table.of_rows(columns, rows)


def lenses(definition: Mapping[str, Any], words: Words) -> Table:
    """Every member of every lens."""
    columns = {"lens": "text", "lens_title": "text", "member": "text", "title": "text"}
    rows = [
        (lens["id"], words.lens(lens["id"]), member["id"], words.member(lens["id"], member["id"]))
        for lens in definition.get("lenses", [])
        for member in lens["members"]
    ]
    return _table.of_rows(columns, rows)
