# SPDX-License-Identifier: EUPL-1.2
"""An answers file, read question by question (FORMAT.md 5)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

ANSWERED, NOT_APPLICABLE, DONT_KNOW, UNANSWERED = "answered", "not_applicable", "dont_know", "unanswered"
NOT_SHOWN = "not_shown"


@dataclass(frozen=True)
class Answer:
    state: str
    value: Any = None
    evidence: bool = False


def read_answer(entry: Any) -> Answer:
    if entry is None:
        return Answer(UNANSWERED)
    if not isinstance(entry, dict):
        return Answer(ANSWERED, entry)
    value = entry.get("value")
    state = entry.get("state", UNANSWERED if value is None else ANSWERED)
    return Answer(state, value if state == ANSWERED else None, bool(entry.get("evidence")))


def read_answers(file: dict[str, Any]) -> dict[str, Answer]:
    return {question: read_answer(entry) for question, entry in file["answers"].items()}
