# SPDX-License-Identifier: EUPL-1.2
"""Random "answer" objects of questions: scales, options, bands, curves."""

from __future__ import annotations

from random import Random
from typing import Any

Spec = dict[str, Any]

VALUE_LISTS = [
    [0, 1], [0, 0.5, 1], [0, 0.25, 0.5, 0.75, 1], [0, 0.33, 0.67, 1], [0.1, 0.2, 0.3], [1, 0.6, 0.3, 0],
    [0, 0.1, 0.9], [0.2, 0.2, 1], [0, 0.25, 0.75, 1], [0.3, 0.7], [0, 0.05, 0.15, 0.4, 1],
]
POINT_LISTS = [[0, 1, 2, 3], [0, 5], [0, 1], [1, 2, 4], [0, 0.5, 2.5], [3, 2, 1, 0], [0, 10, 4], [0, 0.1, 0.3]]
NEGATIVE_LISTS = [[-1, 0, 1], [-2, 3], [-3, -1, 2], [0, -1, 4], [-0.5, 0.5]]


def worths(rng: Random, negatives: bool) -> tuple[str, list[float]]:
    """Values or points, at least two of them distinct, the highest above 0."""
    if rng.random() < 0.65:
        return "value", rng.choice(VALUE_LISTS)
    return "points", rng.choice(NEGATIVE_LISTS if negatives and rng.random() < 0.6 else POINT_LISTS)


def option_list(rng: Random, negatives: bool) -> list[Spec]:
    field, numbers = worths(rng, negatives)
    found: list[Spec] = [{"id": f"o{i}", field: n} for i, n in enumerate(numbers)]
    if rng.random() < 0.15:
        found.append({"id": "unclear", "counts_as": rng.choice(["not_applicable", "dont_know"])})
    return found


def named_scales(rng: Random) -> Spec:
    return {f"s{i}": {"options": option_list(rng, False)} for i in range(rng.randint(1, 3))}


def answer_spec(rng: Random, scales: Spec, negatives: bool) -> Spec:
    """An answer object that is scored."""
    kind = rng.choices(
        ["choice", "yes_no", "several", "number", "share", "date"], [5, 3, 3, 3, 2, 1]
    )[0]
    if kind == "choice":
        return choice(rng, scales, negatives)
    if kind == "yes_no":
        return yes_no(rng, negatives)
    if kind == "several":
        return several(rng, scales, negatives)
    if kind == "number":
        return number(rng, negatives)
    if kind == "share":
        return share(rng, negatives)
    return {"kind": "date", **date_bands(rng, negatives)}


def unscored_spec(rng: Random) -> Spec:
    return rng.choice([
        {"kind": "text"}, {"kind": "number", "minimum": 0, "maximum": 100, "integer": True},
        {"kind": "date"}, {"kind": "number", "unit": "EUR"},
    ]).copy()


def choice(rng: Random, scales: Spec, negatives: bool) -> Spec:
    answer: Spec = {"kind": "choice"}
    if scales and rng.random() < 0.5:
        answer["scale"] = rng.choice(sorted(scales))
    else:
        answer["options"] = option_list(rng, negatives)
    if rng.random() < 0.3:
        answer["order"] = rng.choice(["ordinal", "nominal"])
    return answer


def yes_no(rng: Random, negatives: bool) -> Spec:
    answer: Spec = {"kind": "yes_no"}
    if rng.random() < 0.5:
        answer["partly"] = True
    if rng.random() < 0.3:
        lowest = rng.choice([-1, -2]) if negatives and rng.random() < 0.5 else 0
        answer["points"] = {"yes": rng.choice([1, 2, 5, 0.3]), "no": lowest}
        if answer.get("partly"):
            answer["points"]["partly"] = rng.choice([0, 0.5, 1, 0.1])
    return answer


def several(rng: Random, scales: Spec, negatives: bool) -> Spec:
    combine = rng.choice(["sum", "sum", "share", "count", "mean", "minimum", "maximum"])
    answer: Spec = {"kind": "several", "combine": combine}
    plain = [s for s in sorted(scales) if not any("counts_as" in o for o in scales[s]["options"])]
    if combine == "sum" and rng.random() < 0.5:
        del answer["combine"]
    if plain and combine in ("mean", "minimum", "maximum") and rng.random() < 0.3:
        answer["scale"] = rng.choice(plain)
        return answer
    size = rng.randint(2, 4)
    field, numbers = several_worths(rng, combine, size, negatives)
    answer["options"] = [{"id": f"o{i}", **({field: numbers[i]} if field else {})} for i in range(size)]
    if combine == "count":
        answer |= count_bands(rng, size, negatives)
        field = next(f for f in ("value", "points") if f in answer["bands"][-1])
    if rng.random() < 0.4:
        answer["options"].append(exclusive(rng, field or "value", combine))
    if rng.random() < 0.2 and combine in ("sum", "mean"):
        answer["cap"] = rng.choice([0.5, 0.6]) if field == "value" else rng.choice([1, 2, 1.5])
    return answer


def several_worths(rng: Random, combine: str, size: int, negatives: bool) -> tuple[str, list[float]]:
    if combine in ("share", "count"):
        return "", []
    if rng.random() < 0.5:
        values = [rng.choice([0.05, 0.1, 0.2, 0.25]) for _ in range(size)]
        if combine != "sum":
            values = [rng.choice([0.1, 0.25, 0.5, 1, 0.7, 0]) for _ in range(size - 1)] + [0.8]
        return "value", values
    lowest = -2 if negatives and rng.random() < 0.5 else 0
    return "points", [rng.choice([lowest, 0.5, 1, 2, 3, 0.1]) for _ in range(size - 1)] + [2]


def exclusive(rng: Random, field: str, combine: str) -> Spec:
    option: Spec = {"id": "none", "exclusive": True}
    luck = rng.random()
    if luck < 0.3:
        option[field] = 0.4 if field == "value" and combine != "sum" else 0.1
    elif luck < 0.45:
        option["counts_as"] = rng.choice(["not_applicable", "dont_know"])
    return option


def count_bands(rng: Random, size: int, negatives: bool) -> Spec:
    begins = sorted(rng.sample(range(1, size + 1), rng.randint(1, min(2, size))))
    edge = rng.choice(["", "included", "excluded"])
    if edge == "excluded":
        begins = [b - 1 for b in begins]
    found = worth_bands(rng, begins, negatives, first=0 if edge != "excluded" and rng.random() < 0.5 else None)
    return {"bands": found, **({"edge": edge} if edge else {})}


def worth_bands(rng: Random, begins: list[Any], negatives: bool, first: Any = None) -> list[Spec]:
    """One band below the first of begins, and one from each of them."""
    field, numbers = worths(rng, negatives)
    while len(numbers) < 2:
        field, numbers = worths(rng, negatives)
    picked = [numbers[i % len(numbers)] for i in range(len(begins) + 1)]
    if len(set(picked)) < 2 or max(picked) <= 0:
        picked[-1] = max(numbers) if max(numbers) != picked[0] else min(numbers)
    if len(set(picked)) < 2 or max(picked) <= 0:
        picked = [1 if i else 0 for i in range(len(picked))]
    bands: list[Spec] = [{field: picked[0]} if first is None else {"from": first, field: picked[0]}]
    bands += [{"from": b, field: n} for b, n in zip(begins, picked[1:])]
    if len(bands) > 3 and rng.random() < 0.15:
        changed = [b for b in bands[1:-1]]
        holder = rng.choice(changed)
        rest = {b[field] for b in bands if b is not holder}
        if len(rest) > 1 and max(rest) > 0:
            del holder[field]
            holder["counts_as"] = rng.choice(["not_applicable", "dont_know"])
    return bands


def number(rng: Random, negatives: bool) -> Spec:
    low = rng.choice([0, 0, 1, -10, 5])
    high = low + rng.choice([20, 50, 100, 1000])
    answer: Spec = {"kind": "number"}
    if rng.random() < 0.4:
        answer["integer"] = True
    whole = answer.get("integer", False)
    if rng.random() < 0.5:
        begins = sorted({rng.randint(low + 1, high - 1) + (0 if whole else rng.choice([0, 0.5, 0.1])) for _ in range(rng.randint(1, 4))})
        edge = rng.choice(["", "included", "excluded"])
        closed = edge != "excluded" and rng.random() < 0.4
        answer["bands"] = worth_bands(rng, begins, negatives, first=low if closed else None)
        if edge:
            answer["edge"] = edge
        if closed or rng.random() < 0.5:
            answer |= {"minimum": low, "maximum": high}
        return answer
    answer["curve"] = curve(rng, low, high)
    if answer["curve"]["shape"] == "log_normal" or rng.random() < 0.6:
        answer |= {"minimum": low, "maximum": high}
    return answer


def curve(rng: Random, low: int, high: int) -> Spec:
    shape = rng.choice(["linear", "linear", "piecewise", "logarithmic", "log_normal"])
    two = rng.sample(range(max(low, 1), high + 1), 2)
    if shape in ("linear", "logarithmic"):
        return {"shape": shape, "worst": two[0], "best": two[1]}
    if shape == "log_normal":
        values = rng.choice([[0.9, 0.5], [0.9, 0.1], [0.25, 0.75], [0.5, 0.95]])
        return {"shape": shape, "points": [{"at": a, "value": v} for a, v in zip(sorted(two), values)]}
    ats = sorted(rng.sample(range(low, high + 1), rng.randint(2, 4)))
    values = [0, 1] + [rng.choice([0, 0.2, 0.5, 0.8, 1]) for _ in ats[2:]]
    rng.shuffle(values)
    return {"shape": shape, "points": [{"at": a, "value": v} for a, v in zip(ats, values)]}


def share(rng: Random, negatives: bool) -> Spec:
    luck = rng.random()
    if luck < 0.4:
        return {"kind": "share"}
    if luck < 0.75:
        begins = sorted(rng.sample([0.1, 0.25, 0.3, 0.5, 0.7, 0.9], rng.randint(1, 3)))
        edge = rng.choice(["", "included", "excluded"])
        first = 0 if edge != "excluded" and rng.random() < 0.5 else None
        found = worth_bands(rng, begins, negatives, first)
        return {"kind": "share", "bands": found, **({"edge": edge} if edge else {})}
    if luck < 0.9:
        worst, best = rng.choice([(0, 1), (0.2, 0.8), (0.9, 0.1), (0, 0.5)])
        return {"kind": "share", "curve": {"shape": "linear", "worst": worst, "best": best}}
    points = [{"at": 0, "value": 0}, {"at": 0.3, "value": 0.7}, {"at": 0.8, "value": rng.choice([1, 0.2])}]
    return {"kind": "share", "curve": {"shape": "piecewise", "points": points}}


def date_bands(rng: Random, negatives: bool) -> Spec:
    begins = sorted(rng.sample(["2019-01-01", "2021-06-15", "2023-12-31", "2024-02-29", "2025-03-01"], rng.randint(1, 3)))
    edge = rng.choice(["", "included", "excluded"])
    first = "2000-01-01" if edge != "excluded" and rng.random() < 0.3 else None
    return {"bands": worth_bands(rng, begins, negatives, first), **({"edge": edge} if edge else {})}
