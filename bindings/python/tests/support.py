# SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
"""What the tests are made from."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import digirights

ROOT = Path(__file__).resolve().parents[3]
"""The root of the checkout."""


def mini(*questions: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A small questionnaire."""
    default = [
        {"id": "q1", "answer": {"kind": "yes_no", "partly": True}},
        {"id": "q2", "answer": {"kind": "share"}},
    ]
    root = {"id": "whole", "children": list(questions) or default}
    return {"format": "1.0", "id": "mini", "version": "1.0.0", "root": root, **more}


def said(**answers: Any) -> dict[str, Any]:
    """Answers to it."""
    return {"format": "1.0", "questionnaire": {"id": "mini", "version": "1.0.0"}, "answers": answers}


def cities(number: int, seed: int = 7) -> list[dict[str, Any]]:
    """Answers to the flagship's choices and shares; some are missing."""
    questions = digirights.Questionnaire.load("digital-rights").questions
    chance = random.Random(seed)  # noqa: S311
    rows = []
    for row in range(number):
        answers: dict[str, Any] = {}
        for question in questions:
            if chance.random() < 0.2:
                continue
            if question["kind"] == "choice":
                answers[question["question"]] = chance.choice(question["options"])
            elif question["kind"] == "share":
                answers[question["question"]] = round(chance.random(), 3)
        rows.append({"city": f"City {row}", "answers": answers})
    return rows


def frame(rows: list[dict[str, Any]]) -> dict[str, list[Any]]:
    """The same as columns."""
    ids = digirights.Questionnaire.load("digital-rights").questions["question"]
    used = [one for one in ids if any(one in row["answers"] for row in rows)]
    columns: dict[str, list[Any]] = {"city": [row["city"] for row in rows]}
    return columns | {one: [row["answers"].get(one) for row in rows] for one in used}


def picture(svg: str) -> ElementTree.Element:
    """A chart as XML."""
    # It was made by the package that is tested.
    return ElementTree.fromstring(svg)  # noqa: S314


def elements(svg: str) -> set[str]:
    """The names of the elements of a chart."""
    return {element.tag.rpartition("}")[2] for element in picture(svg).iter()}
