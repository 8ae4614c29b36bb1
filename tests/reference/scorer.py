# SPDX-License-Identifier: EUPL-1.2
"""score(questionnaire, answers, arithmetic): the whole result, in the shape of `digirights score --format json`."""

from __future__ import annotations

import json
import sys
from typing import Any, Optional

from answers import read_answers
from arithmetic import EXACT, FLOAT, Arithmetic
from bounds import Bounds, as_numbers, brute_force
from instrument import Instrument, Part
from lenses import lens_score, members
from levels import level_id, level_index
from point import Scoring, completeness

STATES = {"value": "scored", "dropped": "not_applicable", "skipped": "skipped", "blank": "blank"}


def score(
    questionnaire: dict[str, Any], answers: dict[str, Any], arithmetic: Arithmetic = EXACT, with_bounds: bool = True
) -> dict[str, Any]:
    """answers is an answers file; its "profile", if any, is scored alone."""
    instrument = Instrument(questionnaire, answers.get("profile"), arithmetic)
    read = read_answers(answers)
    scoring = Scoring(instrument, read)
    bounds = brute_force(instrument, read) if with_bounds else None
    return {
        "nodes": {node.id: node_result(node, scoring, bounds) for node in instrument.nodes},
        "lenses": lens_results(scoring, bounds),
    }


def node_result(node: Part, scoring: Scoring, bounds: Optional[Bounds]) -> dict[str, Any]:
    outcome = scoring.outcome(node)
    share, evidence = completeness(node, scoring)
    level = level_index(node, scoring)
    result: dict[str, Any] = {"state": STATES[outcome.state], "score": None}
    if outcome.score is not None:
        result["score"] = {"point": float(outcome.score), "maximum": float(scoring.instrument.maximum(node))}
    result |= {"completeness": share, "evidence": evidence, "level": level_id(node, level, scoring)}
    if bounds is not None:
        add_bounds(result, node, scoring, bounds)
    return result


def add_bounds(result: dict[str, Any], node: Part, scoring: Scoring, bounds: Bounds) -> None:
    extremes, levels = bounds.scores[node.id], bounds.levels[node.id]
    scored = result["score"] is not None
    if scored:
        result["score"] |= as_numbers(extremes)
    elif extremes.low is not None:
        result["bounds"] = as_numbers(extremes)
    result["level_low"] = level_id(node, levels.low, scoring) if scored else None
    result["level_high"] = level_id(node, levels.high, scoring) if scored else None


def lens_results(scoring: Scoring, bounds: Optional[Bounds]) -> dict[str, Any]:
    results: dict[str, Any] = {}
    for lens, member in members(scoring.instrument.questionnaire):
        point = lens_score(lens, member, scoring)
        entry = None
        if point is not None:
            entry = {"point": float(point)}
            entry |= as_numbers(bounds.lenses[lens, member["id"]]) if bounds is not None else {}
        results.setdefault(lens, {})[member["id"]] = entry
    return results


def points(result: dict[str, Any]) -> dict[str, Any]:
    """Only the points of a result."""

    def point(entry: Optional[dict[str, Any]]) -> Optional[float]:
        return None if entry is None else entry["point"]

    return {
        "nodes": {node: point(found["score"]) for node, found in result["nodes"].items()},
        "lenses": {lens: {m: point(e) for m, e in found.items()} for lens, found in result["lenses"].items()},
    }


def main() -> None:
    """scorer.py QUESTIONNAIRE.json ANSWERS.json [exact|float] [nobounds]"""
    with open(sys.argv[1], encoding="utf-8") as one, open(sys.argv[2], encoding="utf-8") as two:
        questionnaire, answers = json.load(one), json.load(two)
    arithmetic = FLOAT if "float" in sys.argv[3:] else EXACT
    print(json.dumps(score(questionnaire, answers, arithmetic, "nobounds" not in sys.argv[3:]), indent=2))


if __name__ == "__main__":
    main()
