# SPDX-License-Identifier: EUPL-1.2
"""Every way in which open questions may still be answered (FORMAT.md 1.4, "Low and high")."""

from __future__ import annotations

import itertools
import math
from datetime import date, timedelta
from typing import Any, Iterator

import curves
import worth
from answers import ANSWERED, DONT_KNOW, NOT_APPLICABLE, UNANSWERED, Answer
from arithmetic import EXACT
from bands import find_band
from conditions import Condition, subjects, tested_values
from instrument import Instrument, Part


def all_conditions(instrument: Instrument) -> Iterator[Condition]:
    for part in instrument.parts.values():
        if "show_when" in part.spec:
            yield part.spec["show_when"]
        yield from (a["when"] for a in part.spec.get("adjustments", []) if "when" in a)
    for level_set in instrument.questionnaire.get("level_sets", {}).values():
        for level in level_set["levels"]:
            yield from level.get("requires", [])


def open_questions(instrument: Instrument, answers: dict[str, Answer]) -> list[Part]:
    """Unanswered and don't-know questions that could change a result."""
    tested = {name for condition in all_conditions(instrument) for name, _ in subjects(condition)}
    found = []
    for question in instrument.root.questions():
        scored = question.id in instrument.scored
        if (scored or question.id in tested) and is_open(instrument, question, answers):
            found.append(question)
    return found


def is_open(instrument: Instrument, question: Part, answers: dict[str, Answer]) -> bool:
    answer = answers.get(question.id, Answer(UNANSWERED))
    if answer.state == ANSWERED and question.id in instrument.scored:
        return instrument.worth(question, answer.value) == DONT_KNOW
    return answer.state in (UNANSWERED, DONT_KNOW)


def choices(instrument: Instrument, question: Part) -> list[Answer]:
    """What an open question may become; staying as it is not among them."""
    values = possible_values(instrument, question)
    found = [Answer(ANSWERED, value) for value in values]
    if question.spec.get("not_applicable", "forbidden") != "forbidden":
        found.append(Answer(NOT_APPLICABLE))
    return found


def possible_values(instrument: Instrument, question: Part) -> list[Any]:
    """Every value of a scale; of numbers and dates, enough to meet each score and each side of each test."""
    answer = question.spec["answer"]
    kind = answer["kind"]
    if kind == "text":
        return ["a text"]
    if kind == "yes_no":
        return [o["id"] for o in worth.yes_no_options(answer)]
    if kind == "choice":
        return [o["id"] for o in worth.options(question.spec, instrument.scales)]
    if kind == "several":
        return list(worth.all_selections(worth.options(question.spec, instrument.scales)))
    tests = [v for c in all_conditions(instrument) for v in tested_values(c, question.id)]
    if kind == "date":
        return possible_dates(answer, tests)
    return possible_numbers(answer, tests)


def possible_dates(answer: dict[str, Any], tests: list[str]) -> list[str]:
    begins = [b["from"] for b in answer.get("bands", []) if "from" in b]
    around = [nearby for d in begins + tests for nearby in (shift(d, -1), d, shift(d, 1))] or ["2026-01-01"]
    if "bands" not in answer:
        return sorted(set(around))
    keep = [shift(d, s) for d in tests for s in (-1, 0, 1)]
    first = answer["bands"][0].get("from", "")
    return one_per_band(answer, around, [d for d in keep if d > first], str)


def shift(day: str, days: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()


def possible_numbers(answer: dict[str, Any], tests: list[float]) -> list[float]:
    """Within the range: the ends, one in each band or the knots of the curve, and both sides of each test."""
    low, high = number_range(answer)
    step = 1 if answer["kind"] == "number" else 0.01
    keep = [number for t in tests for number in (t - step, t, t + step)]
    if "bands" in answer:
        begins = [b["from"] for b in answer["bands"] if "from" in b]
        around = [number for b in begins for number in (b - step, b, b + step)]
        around += [(a + b) / 2 for a, b in zip(begins, begins[1:])]
        ends = [end for end in (low, high) if math.isfinite(end)]
        return one_per_band(answer, allowed(answer, around + ends or [0]), allowed(answer, keep), EXACT.number)
    marks = knots_of(answer)
    known = marks + keep or [0]
    ends = [low if math.isfinite(low) else min(known), high if math.isfinite(high) else max(known)]
    return sorted(set(allowed(answer, ends + marks + keep)))


def knots_of(answer: dict[str, Any]) -> list[float]:
    return curves.knots(answer["curve"]) if "curve" in answer else []


def number_range(answer: dict[str, Any]) -> tuple[float, float]:
    share = answer["kind"] == "share"
    low = answer.get("minimum", 0 if share else -math.inf)
    return low, answer.get("maximum", 1 if share else math.inf)


def allowed(answer: dict[str, Any], numbers: list[float]) -> list[float]:
    low, high = number_range(answer)
    whole = answer.get("integer", False)
    return [n for n in numbers if low <= n <= high and (not whole or n == int(n))]


def one_per_band(answer: dict[str, Any], values: list[Any], keep: list[Any], read: Any) -> list[Any]:
    """The first value in each band, and all of keep."""
    found: dict[int, Any] = {}
    for value in values:
        try:
            band = find_band(answer["bands"], answer.get("edge", "included"), read(value), read)
        except ValueError:
            continue
        found.setdefault(id(band), value)
    return sorted({*found.values(), *keep})


def count(instrument: Instrument, answers: dict[str, Answer]) -> int:
    """How many completions there are, the current state among them."""
    return math.prod(1 + len(choices(instrument, q)) for q in open_questions(instrument, answers))


def all_completions(instrument: Instrument, answers: dict[str, Answer]) -> Iterator[dict[str, Answer]]:
    """The current state first."""
    questions = open_questions(instrument, answers)
    offers = [[answers.get(q.id, Answer(UNANSWERED)), *choices(instrument, q)] for q in questions]
    for picked in itertools.product(*offers):
        yield {**answers, **{q.id: answer for q, answer in zip(questions, picked)}}
