# SPDX-License-Identifier: EUPL-1.2
"""Writes random test cases: generate.py --seed S --count N [--start I]. Case i depends on S and i alone."""

from __future__ import annotations

import argparse
import json
import sys
from random import Random
from typing import Any

import gen_answers
import gen_answers_spec
import gen_conditions
import gen_tree
import gen_views
from answers import read_answers
from arithmetic import EXACT, FLOAT
from bounds import has_gates, is_exact_class
from completions import count
from instrument import Instrument
from scorer import points, score
from touches import touches

Spec = dict[str, Any]


def make_case(seed: int, index: int) -> Spec:
    rng = Random(f"{seed}-{index}")
    questionnaire, profile = make_questionnaire(rng)
    instrument = Instrument(questionnaire, None, EXACT)
    most = rng.choices([1, 6, 25, 60, 300, None], [10, 20, 25, 17, 3, 25])[0]
    answers: Spec = {
        "format": "1.0",
        "questionnaire": {"id": questionnaire["id"], "version": questionnaire["version"]},
        "answers": gen_answers.make_answers(rng, instrument, most),
    }
    scored_profile = profile if rng.random() < 0.6 else None
    if scored_profile is not None:
        answers["profile"] = scored_profile
    return expect(f"{seed}-{index}", questionnaire, answers)


def make_questionnaire(rng: Random) -> tuple[Spec, str | None]:
    draft = gen_tree.Draft(
        rng=rng,
        plain=rng.random() < 0.45,
        rational=rng.random() < 0.5,
        points=rng.random() < 0.2,
        scales=gen_answers_spec.named_scales(rng),
        level_sets=gen_views.level_sets(rng),
        tag_lens=["T1", "T2"][: rng.choice([0, 0, 1, 2])],
    )
    size = 40 if rng.random() < 0.04 else rng.randint(1, 12)
    root = gen_tree.make_node(draft, rng.randint(1, 4), size, draft.points)
    root.pop("weight", None)
    if draft.level_sets and rng.random() < 0.7:
        root["levels"] = sorted(draft.level_sets)[0]
    earlier = gen_conditions.add_conditions(draft, root)
    gen_views.ensure_tags(draft, earlier)
    gen_views.finish_levels(draft, earlier)
    questionnaire: Spec = {"format": "1.0", "id": "generated", "version": "1.0.0", "languages": []}
    if rng.random() < 0.6:
        questionnaire["policies"] = gen_tree.policies(rng, draft.plain)
    questionnaire |= {"scales": draft.scales, "level_sets": draft.level_sets, "root": root}
    questionnaire["lenses"] = gen_views.lenses(draft, earlier)
    profile = gen_views.add_profile(draft, questionnaire, earlier) if rng.random() < 0.2 else None
    return questionnaire, profile


def expect(seed: str, questionnaire: Spec, answers: Spec) -> Spec:
    """The case with what is expected of it."""
    profile = answers.get("profile")
    instrument = Instrument(questionnaire, profile, EXACT)
    with_bounds = count(instrument, read_answers(answers)) <= 300
    bounds = "skip"
    if with_bounds:
        bounds = "exact" if is_exact_class(instrument) else "sound"
    return {
        "seed": seed,
        "questionnaire": questionnaire,
        "answers": answers,
        "profile": profile,
        "bounds": bounds,
        "level_bounds": "sound" if bounds == "exact" and has_gates(instrument) else bounds,
        "rational": is_rational(instrument),
        "touches": touches(instrument, profile),
        "expected": score(questionnaire, answers, EXACT, with_bounds),
        "expected_float": points(score(questionnaire, answers, FLOAT, False)),
    }


def is_rational(instrument: Instrument) -> bool:
    """Whether every rule and curve of the questionnaire is exact in fractions."""
    for part in instrument.parts.values():
        if part.spec.get("rule") in ("geometric_mean", "power_mean"):
            return False
        if part.spec.get("answer", {}).get("curve", {}).get("shape") in ("logarithmic", "log_normal"):
            return False
    return True


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--start", type=int, default=0)
    arguments = parser.parse_args()
    for index in range(arguments.start, arguments.start + arguments.count):
        json.dump(make_case(arguments.seed, index), sys.stdout, allow_nan=False)
        sys.stdout.write("\n")


if __name__ == "__main__":
    main()
