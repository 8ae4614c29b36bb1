# SPDX-License-Identifier: EUPL-1.2
"""Random valid answers, with few enough open questions where bounds are wanted."""

from __future__ import annotations

from random import Random
from typing import Any

import completions
import worth
from answers import read_answers
from instrument import Instrument, Part

Spec = dict[str, Any]


def make_answers(rng: Random, instrument: Instrument, most: int | None) -> Spec:
    """most: how many completions there may be; None for any number."""
    questions = list(instrument.root.questions())
    entries = {q.id: known_entry(rng, q, instrument) for q in questions}
    if most is None:
        for question in questions:
            if rng.random() < 0.4:
                entries[question.id] = open_entry(rng)
    else:
        open_some(rng, instrument, entries, most)
    return {q: e for q, e in entries.items() if e is not None or rng.random() < 0.3}


def open_some(rng: Random, instrument: Instrument, entries: Spec, most: int) -> None:
    order = list(instrument.root.questions())
    rng.shuffle(order)
    room = rng.randint(1, 5)
    total = completions.count(instrument, read_answers({"answers": entries}))
    while total > most:
        question = next(q for q in order if completions.is_open(instrument, q, read_answers({"answers": entries})))
        entries[question.id] = answered_entry(rng, question, instrument)
        total = completions.count(instrument, read_answers({"answers": entries}))
    for question in order:
        size = 1 + len(completions.choices(instrument, question))
        if room > 0 and total * size <= most:
            was = entries[question.id]
            entries[question.id] = open_entry(rng)
            after = completions.count(instrument, read_answers({"answers": entries}))
            if after > most:
                entries[question.id] = was
            else:
                total, room = after, room - 1


def open_entry(rng: Random) -> Any:
    return rng.choice([None, {"state": "unanswered"}, {"state": "dont_know"}, {"state": "dont_know", "note": "ask IT"}])


def known_entry(rng: Random, question: Part, instrument: Instrument) -> Any:
    allowed = question.spec.get("not_applicable", "forbidden")
    if allowed != "forbidden" and rng.random() < 0.3:
        reason = {"reason": "not our task"} if allowed == "with_reason" or rng.random() < 0.5 else {}
        return {"state": "not_applicable", **reason}
    return answered_entry(rng, question, instrument)


def answered_entry(rng: Random, question: Part, instrument: Instrument) -> Any:
    value = make_value(rng, question.spec, instrument)
    if not isinstance(value, dict) and rng.random() < 0.4:
        return value
    entry: Spec = {"value": value}
    if rng.random() < 0.2:
        entry["state"] = "answered"
    if rng.random() < 0.4:
        entry["evidence"] = rng.choice([[], ["https://example.org/a"], ["https://example.org/a", "https://example.org/b"]])
    if rng.random() < 0.1:
        entry["confidence"] = rng.choice(["low", "medium", "high"])
    return entry


def make_value(rng: Random, spec: Spec, instrument: Instrument) -> Any:
    answer = spec["answer"]
    kind = answer["kind"]
    if kind == "text":
        return "some text"
    if kind == "choice":
        return rng.choice([o["id"] for o in worth.options(spec, instrument.scales)])
    if kind == "yes_no":
        return rng.choice([o["id"] for o in worth.yes_no_options(answer)] + [True, False])
    if kind == "several":
        picked = rng.choice(list(worth.all_selections(worth.options(spec, instrument.scales))))
        return rng.sample(picked, len(picked))
    if kind == "date":
        begins = [b["from"] for b in answer.get("bands", []) if "from" in b]
        return rng.choice(begins + ["2020-07-01", "2022-02-02", "2024-02-28", "2026-05-31"])
    if kind == "share":
        return make_share(rng, answer)
    return make_number(rng, answer)


def make_share(rng: Random, answer: Spec) -> Any:
    if rng.random() < 0.5:
        whole = rng.choice([1, 3, 4, 7, 10, 12, 250])
        return {"part": rng.randint(0, whole), "whole": whole}
    begins = [b["from"] for b in answer.get("bands", []) if "from" in b]
    return rng.choice(begins + [0, 1, 0.5, round(rng.random(), 3)])


def make_number(rng: Random, answer: Spec) -> float:
    marks = [b["from"] for b in answer.get("bands", []) if "from" in b]
    marks += completions.knots_of(answer)
    low = answer.get("minimum", min(marks, default=0) - 5)
    high = answer.get("maximum", max(marks, default=0) + 5)
    if rng.random() < 0.4:
        usual = completions.allowed(answer, [*marks, *(m + 1 for m in marks), low, high])
        return rng.choice(usual)
    if answer.get("integer"):
        return rng.randint(int(low), int(high))
    return min(high, max(low, round(rng.uniform(low, high), 2)))
