# SPDX-License-Identifier: EUPL-1.2
"""What an answer to a question scores, before adjustments (FORMAT.md 1.2)."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Iterator, Union

from arithmetic import Arithmetic, Number
from bands import find_band
from curves import curve_range, curve_value

Spec = dict[str, Any]
Worth = Union[Number, str]
"""A score, or the state that the answer counts as."""


def options(question: Spec, scales: Spec) -> list[Spec]:
    answer = question["answer"]
    return answer["options"] if "options" in answer else scales[answer["scale"]]["options"]


def is_scored(question: Spec) -> bool:
    answer = question["answer"]
    kind = answer["kind"]
    if kind == "text":
        return False
    if kind == "number":
        return "bands" in answer or "curve" in answer
    if kind == "date":
        return "bands" in answer
    return True


def one_worth(holder: Spec, full: Number, ar: Arithmetic) -> Worth:
    """The worth of one option or band; full is the question's maximum."""
    if "counts_as" in holder:
        return holder["counts_as"]
    if "points" in holder:
        return ar.number(holder["points"])
    return ar.number(holder.get("value", 0)) * full


def yes_no_options(answer: Spec) -> list[Spec]:
    ids = ["yes", "partly", "no"] if answer.get("partly") else ["yes", "no"]
    if "points" in answer:
        return [{"id": i, "points": answer["points"][i]} for i in ids]
    return [{"id": i, "value": {"yes": 1, "partly": 0.5, "no": 0}[i]} for i in ids]


def holders(question: Spec, scales: Spec) -> list[Spec]:
    """Everything in the question that has a worth."""
    answer = question["answer"]
    if answer["kind"] == "yes_no":
        return yes_no_options(answer)
    found = list(answer.get("bands", []))
    if answer["kind"] in ("choice", "several"):
        found += options(question, scales)
    return found


def uses_points(question: Spec, scales: Spec) -> bool:
    return any("points" in h for h in holders(question, scales))


def maximum(question: Spec, scales: Spec, ar: Arithmetic) -> Number:
    if uses_points(question, scales):
        return score_range(question, scales, ar)[1]
    return ar.number(question.get("maximum", 1))


def scores_of(held: list[Spec], full: Number, ar: Arithmetic) -> list[Number]:
    worths = [one_worth(h, full, ar) for h in held]
    return [w for w in worths if not isinstance(w, str)]


def score_range(question: Spec, scales: Spec, ar: Arithmetic) -> tuple[Number, Number]:
    """Lowest and highest score of the question's scale."""
    answer = question["answer"]
    full = ar.number(question.get("maximum", 1))
    if answer["kind"] == "several":
        return several_range(question, scales, ar, full)
    if "curve" in answer:
        low, high = curve_range(answer["curve"], ar)
        return low * full, high * full
    if answer["kind"] == "share" and "bands" not in answer:
        return ar.zero, full
    scores = scores_of(holders(question, scales), full, ar)
    return min(scores), max(scores)


def several_range(question: Spec, scales: Spec, ar: Arithmetic, full: Number) -> tuple[Number, Number]:
    answer = question["answer"]
    every = options(question, scales)
    normal = [o for o in every if not o.get("exclusive")]
    reached = scores_of([o for o in every if o.get("exclusive")], full, ar)
    combine = answer.get("combine", "sum")
    scores = scores_of(normal, full, ar)
    if combine == "sum":
        reached += [sum((s for s in scores if s < 0), ar.zero), sum((s for s in scores if s > 0), ar.zero)]
    elif combine == "share":
        reached += [ar.zero, full]
    elif combine == "count":
        found = [count_band(answer, n, ar) for n in range(len(normal) + 1)]
        reached += scores_of(found, full, ar)
    else:
        reached += [ar.zero] + scores
    if "cap" in answer:
        reached = [min(s, ar.number(answer["cap"])) for s in reached]
    return min(reached), max(reached)


def count_band(answer: Spec, count: int, ar: Arithmetic) -> Spec:
    return find_band(answer["bands"], answer.get("edge", "included"), ar.number(count), ar.number)


def measured(value: Any, ar: Arithmetic) -> Number:
    """The number of a number or share answer. A share of a whole is the double nearest to the quotient."""
    if isinstance(value, dict):
        return ar.number(float(Fraction(float(value["part"])) / Fraction(float(value["whole"]))))
    return ar.number(value)


def option_id(kind: str, value: Any) -> str:
    if kind == "yes_no" and isinstance(value, bool):
        return "yes" if value else "no"
    return value


def answer_worth(question: Spec, value: Any, scales: Spec, ar: Arithmetic) -> Worth:
    """The score of a valid answer to a scored question, reversal included, or the state it counts as."""
    worth = plain_worth(question, value, scales, ar)
    if isinstance(worth, str) or not question.get("reversed"):
        return worth
    low, high = score_range(question, scales, ar)
    return low + high - worth


def plain_worth(question: Spec, value: Any, scales: Spec, ar: Arithmetic) -> Worth:
    answer = question["answer"]
    kind = answer["kind"]
    full = ar.number(question.get("maximum", 1))
    if kind == "several":
        return several_worth(question, value, scales, ar, full)
    if kind in ("choice", "yes_no"):
        wanted = option_id(kind, value)
        return one_worth(next(o for o in holders(question, scales) if o["id"] == wanted), full, ar)
    if kind == "date":
        return one_worth(find_band(answer["bands"], answer.get("edge", "included"), value, str), full, ar)
    x = measured(value, ar)
    if "bands" in answer:
        return one_worth(find_band(answer["bands"], answer.get("edge", "included"), x, ar.number), full, ar)
    if "curve" in answer:
        return curve_value(answer["curve"], x, ar) * full
    return x * full


def several_worth(question: Spec, value: list[str], scales: Spec, ar: Arithmetic, full: Number) -> Worth:
    answer = question["answer"]
    every = options(question, scales)
    chosen = [o for o in every if o["id"] in value]
    stated = next((o["counts_as"] for o in chosen if "counts_as" in o), None)
    if stated is not None:
        return stated
    if any(o.get("exclusive") for o in chosen):
        score: Worth = one_worth(chosen[0], full, ar)
    else:
        score = combined(answer, chosen, every, ar, full)
    if "cap" in answer and not isinstance(score, str):
        score = min(score, ar.number(answer["cap"]))
    return score


def combined(answer: Spec, chosen: list[Spec], every: list[Spec], ar: Arithmetic, full: Number) -> Worth:
    combine = answer.get("combine", "sum")
    if combine == "count":
        return one_worth(count_band(answer, len(chosen), ar), full, ar)
    if combine == "share":
        normal = [o for o in every if not o.get("exclusive")]
        return ar.number(len(chosen)) / ar.number(len(normal)) * full
    scores = scores_of(chosen, full, ar)
    if not scores:
        return ar.zero
    if combine == "minimum":
        return min(scores)
    if combine == "maximum":
        return max(scores)
    total = sum(scores, ar.zero)
    return total / ar.number(len(scores)) if combine == "mean" else total


def all_selections(every: list[Spec]) -> Iterator[list[str]]:
    """Every answer that a several-choice question may get."""
    normal = [o["id"] for o in every if not o.get("exclusive")]
    for mask in range(2 ** len(normal)):
        yield [o for bit, o in enumerate(normal) if mask >> bit & 1]
    for option in every:
        if option.get("exclusive"):
            yield [option["id"]]
