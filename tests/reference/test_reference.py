# SPDX-License-Identifier: EUPL-1.2
"""Known answers, the rules of FORMAT.md one by one, and laws on generated cases."""

from __future__ import annotations

import unittest
from random import Random
from typing import Any

import completions
import gen_answers
from answers import read_answers
from arithmetic import EXACT, FLOAT
from bands import find_band
from generate import make_case
from instrument import Instrument
from point import Scoring
from scorer import score

Spec = dict[str, Any]

STEPS = {"steps": {"options": [{"id": "no", "value": 0}, {"id": "partly", "value": 0.5}, {"id": "yes", "value": 1}]}}
POINTS_0_TO_3 = {"kind": "choice", "options": [{"id": str(p), "points": p} for p in range(4)]}
ALLOWED = {"not_applicable": "allowed"}
NA, UNKNOWN = {"state": "not_applicable", "reason": "-"}, {"state": "dont_know"}


def question(id: str, answer: Spec | None = None, **fields: Any) -> Spec:
    return {"id": id, "answer": answer or {"kind": "choice", "scale": "steps"}, **fields}


def whole(root: Spec, **fields: Any) -> Spec:
    return {"format": "1.0", "id": "test", "version": "1.0.0", "scales": STEPS, "root": {"id": "whole", **root}, **fields}


def scored(questionnaire: Spec, answers: Spec, node: str = "whole") -> Spec:
    return score(questionnaire, {"answers": answers})["nodes"][node]


def point(questionnaire: Spec, answers: Spec, node: str = "whole") -> float | None:
    found = scored(questionnaire, answers, node)["score"]
    return None if found is None else found["point"]


class KnownAnswers(unittest.TestCase):
    def test_k1_effectiveness(self) -> None:
        def log(worst: float, best: float) -> Spec:
            return {"kind": "number", "minimum": 0, "maximum": 10**6, "curve": {"shape": "logarithmic", "worst": worst, "best": best}}

        rows: list[tuple[Spec, float, Any]] = [
            (log(2.3, 1340), 0.25, 277.8), (log(0.09, 8.37), 0.10, 38 / 6), ({"kind": "share"}, 0.10, 0.9),
            ({"kind": "yes_no"}, 0.10, True), ({"kind": "yes_no"}, 0.10, "yes"),
            ({"kind": "share"}, 0.15, {"part": 4, "whole": 5}), ({"kind": "yes_no"}, 0.10, "yes"),
            ({"kind": "yes_no", "partly": True}, 0.10, "partly"),
        ]
        form = whole({"children": [question(f"q{i}", a, weight=w) for i, (a, w, _) in enumerate(rows)]})
        found = point(form, {f"q{i}": {"value": v} for i, (_, _, v) in enumerate(rows)})
        self.assertAlmostEqual(found, 0.8421, places=4)

    def test_k1_equity_rows(self) -> None:
        to_half = {"kind": "share", "curve": {"shape": "linear", "worst": 0, "best": 0.5}}
        form = whole({"rule": "sum", "maximum": 1, "children": [
            question("charter", {"kind": "yes_no"}, weight=0.20), question("councillors", to_half, weight=0.20),
            question("key-posts", to_half, weight=0.10), question("water", {"kind": "share"}, weight=0.15),
        ]})
        found = point(form, {"charter": "no", "councillors": 0.12, "key-posts": 0.05, "water": 0.9})
        self.assertAlmostEqual(found, 0 + 0.048 + 0.01 + 0.135)

    def of_points(self, rule: str, weights: list[float], answers: list[int], **fields: Any) -> float | None:
        children = [question(f"q{i}", POINTS_0_TO_3, weight=w) for i, w in enumerate(weights)]
        form = whole({"rule": rule, "maximum": 3, "children": children, **fields})
        return point(form, {f"q{i}": str(a) for i, a in enumerate(answers)})

    def test_k4_averaging_trap(self) -> None:
        for rule, expected in (("weighted_mean", 2), ("minimum", 0), ("geometric_mean", 0), ("harmonic_mean", 0), ("maximum", 3)):
            self.assertEqual(self.of_points(rule, [1, 1, 1], [0, 3, 3]), expected, rule)

    def test_k13_means(self) -> None:
        self.assertAlmostEqual(self.of_points("geometric_mean", [1, 1, 1], [1, 2, 3]), 6 ** (1 / 3))
        self.assertAlmostEqual(self.of_points("geometric_mean", [1, 1, 2], [1, 2, 3]), 18 ** (1 / 4))
        self.assertAlmostEqual(self.of_points("harmonic_mean", [2, 1, 1], [1, 2, 3]), 1.411765, places=6)
        self.assertEqual(self.of_points("power_mean", [1, 1, 1], [1, 2, 3], exponent=1), 2)
        harmonic = self.of_points("harmonic_mean", [2, 1, 1], [1, 2, 3])
        self.assertAlmostEqual(self.of_points("power_mean", [2, 1, 1], [1, 2, 3], exponent=-1), harmonic)
        self.assertAlmostEqual(self.of_points("power_mean", [1, 1, 1], [1, 2, 3], exponent=2), (14 / 3) ** 0.5)

    def test_k16_unknown_bounds(self) -> None:
        form = whole({"children": [question(f"q{i}", **(ALLOWED if i == 5 else {})) for i in range(6)]})
        found = scored(form, {"q0": "yes", "q1": "partly", "q2": "no", "q3": "yes", "q4": UNKNOWN, "q5": NA})
        self.assertEqual(found["score"], {"point": 0.625, "low": 0.5, "high": 0.7, "maximum": 1})
        self.assertEqual(found["completeness"], 0.8)

    def test_k18_bands_of_levels(self) -> None:
        item = {"kind": "number", "integer": True, "minimum": 0, "maximum": 86, "curve": {"shape": "linear", "worst": 0, "best": 86}}
        for edge, at_half in (("included", "high"), ("excluded", "middle")):
            levels = {"measure": "share", "edge": edge, "levels": [{"id": "low"}, {"id": "middle", "from": 0.25}, {"id": "high", "from": 0.5}]}
            form = whole({"levels": "losi", "children": [question("n", item, maximum=86)], "maximum": 86}, level_sets={"losi": levels})
            self.assertEqual(scored(form, {"n": 60})["score"]["point"], 60)
            self.assertEqual(scored(form, {"n": 60})["level"], "high")
            self.assertEqual(scored(form, {"n": 43})["level"], at_half, edge)

    def test_k19_rounding_at_ties(self) -> None:
        expected = {
            "half_up": [65, 3, -2], "half_even": [64, 2, -2], "half_away": [65, 3, -3], "down": [64, 2, -3],
        }
        options = [{"id": str(p), "points": p} for p in (64.5, 2.5, -2.5, 100, -100)]
        for rule, results in expected.items():
            form = whole({
                "rule": "sum", "maximum": 100, "adjustments": [{"round": {"rule": rule}}],
                "children": [question("q", {"kind": "choice", "options": options})],
            })
            found = [point(form, {"q": q}) for q in ("64.5", "2.5", "-2.5")]
            self.assertEqual(found, results, rule)

    def test_rounding_to_digits_is_not_decided_by_binary_fractions(self) -> None:
        options = [{"id": "low", "value": 0}, {"id": "tie", "value": 0.285}, {"id": "step", "value": 0.29}]
        for rule, tie, step in (("half_up", 0.29, 0.29), ("half_even", 0.28, 0.29), ("down", 0.28, 0.29)):
            form = whole({
                "adjustments": [{"round": {"rule": rule, "digits": 2}}],
                "children": [question("q", {"kind": "choice", "options": options})],
            })
            self.assertEqual(point(form, {"q": "tie"}), tie, rule)
            self.assertEqual(point(form, {"q": "step"}), step, rule)


class Rules(unittest.TestCase):
    def test_skip_rule(self) -> None:
        form = whole({"children": [
            question("a", {"kind": "yes_no"}), question("b", show_when={"question": "a", "is": "yes"}),
        ]})
        self.assertEqual(point(form, {"a": "no", "b": "yes"}), 0)
        self.assertEqual(point(form, {"a": "yes", "b": "partly"}), 0.75)
        self.assertEqual(scored(form, {"a": "no", "b": "yes"})["completeness"], 1)
        opened = scored(form, {"a": UNKNOWN, "b": "yes"})
        self.assertIsNone(opened["score"])
        self.assertEqual(opened["bounds"], {"low": 0, "high": 1})

    def test_ladder_by_gates(self) -> None:
        rungs = ["a", "b", "c"]
        levels = {"levels": [{"id": r, "requires": [{"question": r, "is": "yes"}]} for r in rungs]}
        form = whole(
            {"levels": "ladder", "children": [question(r, {"kind": "yes_no"}) for r in rungs]}, level_sets={"ladder": levels}
        )
        for answers, level in (("yyy", "c"), ("yny", "a"), ("nyy", None), ("yyn", "b")):
            given = {r: a == "y" for r, a in zip(rungs, answers)}
            self.assertEqual(scored(form, given)["level"], level, answers)
        found = scored(form, {"a": "yes", "c": "yes"})
        self.assertEqual((found["level"], found["level_low"], found["level_high"]), ("a", "a", "c"))

    def test_gate_on_essential_questions(self) -> None:
        levels = {"levels": [{"id": "one"}, {"id": "two", "from": 0.5, "requires": [{"every": "essential", "share": {"at_least": 0.5}}]}]}
        form = whole({"levels": "set", "children": [question("a", essential=True), question("b")]}, level_sets={"set": levels})
        self.assertEqual(scored(form, {"a": "no", "b": "yes"})["level"], "one")
        self.assertEqual(scored(form, {"a": "partly", "b": "yes"})["level"], "two")

    def test_each_blank_policy(self) -> None:
        expected = {"leave_out": (1, None), "zero": (0.5, 0), "zero_unless_all": (0.5, None), "no_score": (None, None)}
        for policy, (one_blank, all_blank) in expected.items():
            form = whole({"policies": {"unanswered": policy}, "children": [question("a"), question("b")]})
            self.assertEqual(point(form, {"a": "yes"}), one_blank, policy)
            self.assertEqual(point(form, {}), all_blank, policy)

    def test_each_policy_for_dont_know(self) -> None:
        expected = {"leave_out": 1, "zero": 0.5, "as_unanswered": None}
        for policy, result in expected.items():
            form = whole({"children": [question("a"), question("b")]}, policies={"dont_know": policy, "unanswered": "no_score"})
            self.assertEqual(point(form, {"a": "yes", "b": UNKNOWN}), result, policy)

    def test_policy_for_not_applicable(self) -> None:
        for policy, result in (("leave_out", 1), ("zero", 0.5)):
            form = whole({"children": [question("a"), question("b", **ALLOWED)]}, policies={"not_applicable": policy})
            self.assertEqual(point(form, {"a": "yes", "b": NA}), result, policy)

    def test_not_applicable_everywhere(self) -> None:
        inner = {"id": "inner", "children": [question("a", **ALLOWED), question("b", **ALLOWED)]}
        form = whole({"children": [inner, question("c")]}, policies={"unanswered": "zero"})
        answers = {"a": NA, "b": NA, "c": "yes"}
        found = scored(form, answers, "inner")
        self.assertEqual((found["state"], found["score"], found["completeness"]), ("not_applicable", None, 1))
        self.assertEqual(point(form, answers), 1)

    def test_minimum_availability(self) -> None:
        form = whole({"minimum_availability": 0.6, "children": [question(f"q{i}") for i in range(5)]})
        self.assertIsNone(point(form, {"q0": "yes", "q1": "yes"}))
        self.assertEqual(point(form, {"q0": "yes", "q1": "yes", "q2": "yes"}), 1)

    def test_over_leaves_and_over_a_kind(self) -> None:
        def mechanism(id: str, *questions: str) -> Spec:
            return {"id": id, "kind": "mechanism", "children": [question(q) for q in questions]}

        children = [{"id": "d", "children": [mechanism("m1", "a", "b", "c")]}, mechanism("m2", "e")]
        answers = {"a": "yes", "b": "no", "c": "no", "e": "yes"}
        self.assertEqual(point(whole({"children": children, "over": "leaves"}), answers), 0.5)
        self.assertAlmostEqual(point(whole({"children": children, "over": "mechanism"}), answers), 2 / 3)

    def test_several_choices(self) -> None:
        options = [{"id": "a", "points": 1}, {"id": "b", "points": 2}, {"id": "none", "exclusive": True}]
        form = whole({"rule": "sum", "maximum": 3, "children": [question("q", {"kind": "several", "options": options, "cap": 2.5})]})
        self.assertEqual([point(form, {"q": v}) for v in (["a"], ["a", "b"], [], ["none"])], [1, 2.5, 0, 0])

    def test_edges_of_bands(self) -> None:
        for edge, result in (("included", 1), ("excluded", 0)):
            bands = {"kind": "number", "bands": [{"value": 0}, {"from": 10, "value": 1}], "edge": edge}
            self.assertEqual(point(whole({"children": [question("q", bands)]}), {"q": 10}), result, edge)

    def test_log_normal_passes_through_its_points(self) -> None:
        curve = {"shape": "log_normal", "points": [{"at": 1200, "value": 0.9}, {"at": 2500, "value": 0.5}]}
        form = whole({"children": [question("q", {"kind": "number", "minimum": 0, "maximum": 10**5, "curve": curve})]})
        self.assertAlmostEqual(point(form, {"q": 1200}), 0.9)
        self.assertAlmostEqual(point(form, {"q": 2500}), 0.5)
        self.assertEqual(point(form, {"q": 0}), 1)

    def test_lens_and_profile(self) -> None:
        form = whole(
            {"children": [question("a", profiles=["quick"]), question("b", weight=3)]}, profiles=[{"id": "quick"}],
            lenses=[{"id": "L", "members": [{"id": "P", "weights": {"a": 1, "b": 1}}]}],
        )
        answers = {"answers": {"a": "yes", "b": "no"}}
        self.assertEqual(score(form, answers)["lenses"]["L"]["P"]["point"], 0.5)
        quick = score(form, {**answers, "profile": "quick"})
        self.assertEqual(quick["nodes"]["whole"]["score"]["point"], 1)
        self.assertEqual(quick["lenses"]["L"]["P"]["point"], 1)

    def test_conditions_with_three_outcomes(self) -> None:
        def shown(when: Spec, answers: Spec) -> bool:
            form = whole({"children": [question("a"), question("b", **ALLOWED), question("x", show_when=when)]})
            instrument = Instrument(form, None, EXACT)
            return Scoring(instrument, read_answers({"answers": answers})).is_shown(instrument.parts["x"])

        a_yes, b_yes = {"question": "a", "is": "yes"}, {"question": "b", "is": "yes"}
        self.assertFalse(shown({"not": a_yes}, {}))
        self.assertTrue(shown({"any": [a_yes, b_yes]}, {"a": "yes"}))
        self.assertTrue(shown({"not": {"all": [a_yes, b_yes]}}, {"a": "no"}))
        self.assertTrue(shown({"not": b_yes}, {"b": NA}))
        self.assertTrue(shown({"question": "b", "state": "not_applicable"}, {"b": NA}))
        self.assertTrue(shown({"at_least_of": {"count": 1, "of": [a_yes, b_yes]}}, {"b": "yes"}))
        self.assertTrue(shown({"question": "a", "at_least": "partly", "share": {"below": 1}}, {"a": "partly"}))


class Laws(unittest.TestCase):
    CASES = 300

    @classmethod
    def setUpClass(cls) -> None:
        cls.cases = [make_case(11, i) for i in range(cls.CASES)]

    def test_same_seed_same_case(self) -> None:
        self.assertEqual(self.cases[17], make_case(11, 17))

    def test_point_lies_within_bounds(self) -> None:
        for case in self.cases:
            results = [r["score"] for r in case["expected"]["nodes"].values()]
            results += [m for lens in case["expected"]["lenses"].values() for m in lens.values()]
            for found in results:
                if found is not None and "low" in found:
                    self.assertLessEqual(found["low"], found["point"], case["seed"])
                    self.assertLessEqual(found["point"], found["high"], case["seed"])
                    self.assertLessEqual(found["high"], found.get("maximum", 1) + 1e-9, case["seed"])

    def test_exact_and_float_agree(self) -> None:
        for case in self.cases:
            for node, floated in case["expected_float"]["nodes"].items():
                exact = case["expected"]["nodes"][node]["score"]
                self.assertEqual(floated is None, exact is None, (case["seed"], node))
                if exact is not None:
                    self.assertAlmostEqual(floated, exact["point"], places=9, msg=(case["seed"], node))

    def test_an_answer_keeps_the_point_inside_the_old_bounds(self) -> None:
        tried = 0
        for number, case in enumerate(self.cases):
            if case["bounds"] == "skip":
                continue
            rng = Random(number)
            instrument = Instrument(case["questionnaire"], case["profile"], EXACT)
            answers = read_answers(case["answers"])
            for question in completions.open_questions(instrument, answers):
                value = self.new_value(rng, case["bounds"], question, instrument)
                changed = {**answers, question.id: read_answers({"answers": {"": {"value": value}}})[""]}
                self.check_inside(case, Scoring(instrument, changed))
                tried += 1
        self.assertGreater(tried, 100)

    def new_value(self, rng: Random, bounds: str, question: Any, instrument: Instrument) -> Any:
        """Any valid value where bounds are exact; else one that brute force has seen."""
        if bounds == "exact":
            return gen_answers.make_value(rng, question.spec, instrument)
        return rng.choice(completions.possible_values(instrument, question))

    def check_inside(self, case: Spec, scoring: Scoring) -> None:
        for node in scoring.instrument.nodes:
            now = scoring.outcome(node).score
            was = case["expected"]["nodes"][node.id]
            old = was["score"] or was.get("bounds")
            if now is not None:
                self.assertIsNotNone(old, (case["seed"], node.id))
                self.assertGreaterEqual(float(now), old["low"] - 1e-9, (case["seed"], node.id))
                self.assertLessEqual(float(now), old["high"] + 1e-9, (case["seed"], node.id))

    def test_questionnaires_are_valid(self) -> None:
        for case in self.cases:
            instrument = Instrument(case["questionnaire"], None, FLOAT)
            every = list(instrument.root.below())
            self.assertEqual(len(every) + 1, len(instrument.parts), case["seed"])
            for node in instrument.nodes:
                inputs = instrument.inputs(node)
                self.assertTrue(inputs, (case["seed"], node.id))
                self.check_maximum(case, instrument, node, inputs)
                if node.spec.get("rule", "weighted_mean") != "sum":
                    for part, _ in inputs:
                        self.assertEqual(instrument.lowest(part), 0, (case["seed"], part.id))
            for question in instrument.scored:
                self.assertGreater(instrument.maximum(instrument.parts[question]), 0, (case["seed"], question))

    def check_maximum(self, case: Spec, instrument: Instrument, node: Any, inputs: list[Any]) -> None:
        if node.spec.get("rule") == "sum":
            most = sum(w * instrument.maximum(p) for p, w in inputs)
            caps = [a["cap"] for a in node.spec.get("adjustments", []) if "cap" in a and "when" not in a]
            self.assertLessEqual(min([most, *caps]), node.spec["maximum"] + 1e-12, (case["seed"], node.id))

    def test_every_band_can_be_reached(self) -> None:
        for case in self.cases:
            instrument = Instrument(case["questionnaire"], None, EXACT)
            for question in (instrument.parts[q] for q in sorted(instrument.scored)):
                answer = question.spec["answer"]
                if "bands" in answer and answer["kind"] != "several":
                    read = str if answer["kind"] == "date" else EXACT.number
                    values = completions.possible_values(instrument, question)
                    found = {id(find_band(answer["bands"], answer.get("edge", "included"), read(v), read)) for v in values}
                    self.assertEqual(len(found), len(answer["bands"]), (case["seed"], question.id))

    def test_values_of_bands_and_options_are_valid(self) -> None:
        for case in self.cases:
            instrument = Instrument(case["questionnaire"], None, EXACT)
            for question in (instrument.parts[q] for q in sorted(instrument.scored)):
                scores = set()
                for value in completions.possible_values(instrument, question):
                    found = instrument.worth(question, value)
                    if not isinstance(found, str):
                        scores.add(found)
                        self.assertLessEqual(found, instrument.maximum(question), (case["seed"], question.id))
                self.assertGreater(len(scores), 1, (case["seed"], question.id))


if __name__ == "__main__":
    unittest.main()
