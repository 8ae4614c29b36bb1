# SPDX-License-Identifier: EUPL-1.2
"""Conditions with three outcomes: True, False, and None for open (FORMAT.md 1.5)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Iterable, Iterator, Optional

import worth
from answers import DONT_KNOW, NOT_APPLICABLE, NOT_SHOWN, UNANSWERED
from arithmetic import COMPARISONS, Number, meets
from instrument import Part

if TYPE_CHECKING:
    from point import Scoring

Truth = Optional[bool]
Condition = dict[str, Any]


def all_of(parts: Iterable[Truth]) -> Truth:
    found = list(parts)
    if False in found:
        return False
    return None if None in found else True


def any_of(parts: Iterable[Truth]) -> Truth:
    found = list(parts)
    if True in found:
        return True
    return None if None in found else False


def negate(truth: Truth) -> Truth:
    return None if truth is None else not truth


def at_least_of(count: int, parts: Iterable[Truth]) -> Truth:
    found = list(parts)
    if found.count(True) >= count:
        return True
    return None if found.count(True) + found.count(None) >= count else False


def holds(condition: Condition, scoring: "Scoring", node: Optional[Part] = None) -> Truth:
    """node: the one whose level is asked for, for gates with "every"."""
    if "all" in condition:
        return all_of(holds(c, scoring, node) for c in condition["all"])
    if "any" in condition:
        return any_of(holds(c, scoring, node) for c in condition["any"])
    if "not" in condition:
        return negate(holds(condition["not"], scoring, node))
    if "at_least_of" in condition:
        of = condition["at_least_of"]
        return at_least_of(of["count"], [holds(c, scoring, node) for c in of["of"]])
    if "question" in condition:
        part = scoring.instrument.parts[condition["question"]]
        return all_of(question_test(t, v, part, scoring) for t, v in condition.items() if t != "question")
    if "node" in condition:
        part = scoring.instrument.parts[condition["node"]]
        return all_of(node_test(t, v, part, scoring) for t, v in condition.items() if t != "node")
    if "every" in condition:
        assert node is not None
        return all_of(every_test(condition, node, scoring))
    raise ValueError(f"not a condition: {condition}")


def question_test(test: str, wanted: Any, question: Part, scoring: "Scoring") -> Truth:
    state = scoring.state(question)
    if test == "state":
        return state == wanted
    if state in (UNANSWERED, DONT_KNOW):
        return None
    if state in (NOT_APPLICABLE, NOT_SHOWN):
        return False
    if test == "share":
        return score_test(scoring.share(question), wanted, scoring)
    return value_test(test, wanted, question, scoring)


def value_test(test: str, wanted: Any, question: Part, scoring: "Scoring") -> bool:
    kind = question.spec["answer"]["kind"]
    value = scoring.answers[question.id].value
    if test == "includes":
        return wanted in value
    if test in ("is", "is_one_of"):
        listed = wanted if test == "is_one_of" else [wanted]
        return any(same(kind, value, one, scoring) for one in listed)
    none = scoring.ar.zero
    return meets(test, *ordered(kind, value, wanted, question, scoring), tolerance=none) if kind != "date" else (
        meets_date(test, value, wanted)
    )


def same(kind: str, value: Any, wanted: Any, scoring: "Scoring") -> bool:
    if kind in ("number", "share"):
        return worth.measured(value, scoring.ar) == worth.measured(wanted, scoring.ar)
    return worth.option_id(kind, value) == worth.option_id(kind, wanted)


def ordered(kind: str, value: Any, wanted: Any, question: Part, scoring: "Scoring") -> tuple[Number, Number]:
    """Two numbers to compare: those measured, or the worths of two options (before any reversal)."""
    if kind in ("number", "share"):
        return worth.measured(value, scoring.ar), worth.measured(wanted, scoring.ar)
    scales = scoring.instrument.scales
    pair = [worth.plain_worth(question.spec, v, scales, scoring.ar) for v in (value, wanted)]
    assert not any(isinstance(w, str) for w in pair)
    return pair[0], pair[1]  # type: ignore[return-value]


def meets_date(test: str, value: str, wanted: str) -> bool:
    return {"at_least": value >= wanted, "above": value > wanted, "at_most": value <= wanted, "below": value < wanted}[test]


def score_test(x: Number, tests: dict[str, Any], scoring: "Scoring") -> bool:
    return all(meets(t, x, scoring.ar.number(v), scoring.ar.tolerance) for t, v in tests.items())


def node_test(test: str, wanted: Any, node: Part, scoring: "Scoring") -> Truth:
    outcome = scoring.outcome(node)
    if outcome.state == "dropped":
        return False
    if outcome.score is None:
        return None
    if test == "share":
        return score_test(scoring.share(node), wanted, scoring)
    if test == "score":
        return score_test(outcome.score, wanted, scoring)
    return scoring.reaches(node, wanted)


def every_test(condition: Condition, node: Part, scoring: "Scoring") -> Iterator[Truth]:
    tests = [(t, v) for t, v in condition.items() if t != "every"]
    if condition["every"] == "child":
        for child in node.children:
            if child.is_node and scoring.outcome(child).state != "dropped":
                yield from (node_test(t, v, child, scoring) for t, v in tests)
    else:
        for question in node.questions():
            if question.spec.get("essential") and scoring.outcome(question).state != "dropped":
                yield from (question_test(t, v, question, scoring) for t, v in tests)


def subjects(condition: Condition) -> Iterator[tuple[str, Condition]]:
    """Every id that a condition names, with the object that names it."""
    for combining in ("all", "any"):
        for part in condition.get(combining, []):
            yield from subjects(part)
    if "not" in condition:
        yield from subjects(condition["not"])
    if "at_least_of" in condition:
        for part in condition["at_least_of"]["of"]:
            yield from subjects(part)
    for subject in ("question", "node"):
        if subject in condition:
            yield condition[subject], condition


def tested_values(condition: Condition, question: str) -> Iterator[Any]:
    """The values that a condition compares a question's answer with."""
    for name, test in subjects(condition):
        if name == question:
            yield from (test[t] for t in (*COMPARISONS, "is") if t in test)
            yield from test.get("is_one_of", [])
