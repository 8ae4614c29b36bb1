# SPDX-License-Identifier: EUPL-1.2
"""The point: the score of answers as they are (FORMAT.md 1.1 to 1.5)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional

import levels
from adjust import apply
from answers import ANSWERED, NOT_APPLICABLE, NOT_SHOWN, UNANSWERED, Answer
from arithmetic import Number, cut
from conditions import holds
from instrument import Instrument, Part
from rules import combine


@dataclass(frozen=True)
class Outcome:
    """What a part is to the node that takes it as an input; a score only in state "value"."""

    state: str
    score: Optional[Number] = None


DROPPED, SKIPPED, BLANK = Outcome("dropped"), Outcome("skipped"), Outcome("blank")


class Scoring:
    def __init__(self, instrument: Instrument, answers: dict[str, Answer]) -> None:
        self.instrument = instrument
        self.answers = answers
        self.ar = instrument.ar
        self._shown: dict[str, bool] = {}
        self._states: dict[str, str] = {}
        self._outcomes: dict[str, Outcome] = {}

    def is_shown(self, part: Part) -> bool:
        if part.id not in self._shown:
            above = part.parent is None or self.is_shown(part.parent)
            condition = part.spec.get("show_when")
            self._shown[part.id] = above and (condition is None or holds(condition, self) is True)
        return self._shown[part.id]

    def state(self, question: Part) -> str:
        """The state that a question counts as."""
        if question.id not in self._states:
            self._states[question.id] = self._find_state(question)
        return self._states[question.id]

    def _find_state(self, question: Part) -> str:
        if not self.is_shown(question):
            return NOT_SHOWN
        answer = self.answers.get(question.id, Answer(UNANSWERED))
        if answer.state == ANSWERED and question.id in self.instrument.scored:
            worth = self.instrument.worth(question, answer.value)
            if isinstance(worth, str):
                return worth
        return answer.state

    def outcome(self, part: Part) -> Outcome:
        if part.id not in self._outcomes:
            self._outcomes[part.id] = self._node(part) if part.is_node else self._question(part)
        return self._outcomes[part.id]

    def share(self, part: Part) -> Number:
        score = self.outcome(part).score
        assert score is not None
        return score / self.instrument.maximum(part)

    def reaches(self, node: Part, level: str) -> bool:
        level_set = self.instrument.level_set(node)
        assert level_set is not None
        wanted = [one["id"] for one in level_set["levels"]].index(level)
        reached = levels.level_index(node, self)
        return reached is not None and reached >= wanted

    def _question(self, question: Part) -> Outcome:
        state = self.state(question)
        if state == NOT_SHOWN or question.id not in self.instrument.scored:
            return DROPPED
        if state == ANSWERED:
            worth = self.instrument.worth(question, self.answers[question.id].value)
            assert not isinstance(worth, str)
            return Outcome("value", self._adjusted(question, worth))
        if state == UNANSWERED:
            return BLANK
        policy = self.instrument.policy(question, state)
        if policy == "zero":
            return Outcome("value", self.ar.zero)
        if state == NOT_APPLICABLE:
            return DROPPED
        return BLANK if policy == "as_unanswered" else SKIPPED

    def _node(self, node: Part) -> Outcome:
        if not self.is_shown(node):
            return DROPPED
        inputs = [(p, w, self.outcome(p)) for p, w in self.instrument.inputs(node)]
        present = [i for i in inputs if i[2].state != "dropped"]
        if not present:
            return DROPPED
        policy = self.instrument.policy(node, "unanswered")
        blanks = sum(o.state == "blank" for _, _, o in present)
        own = sum(o.state == "value" for _, _, o in present)
        if policy == "no_score" and blanks:
            return BLANK
        zeros = policy == "zero" or (policy == "zero_unless_all" and own > 0)
        used = [i for i in present if i[2].state == "value" or (zeros and i[2].state == "blank")]
        if not used:
            return BLANK if blanks else SKIPPED
        least = self.ar.number(node.spec.get("minimum_availability", 0))
        if own < least * len(present) - self.ar.tolerance:
            return BLANK
        return Outcome("value", self._adjusted(node, self._ruled(node, used)))

    def _ruled(self, node: Part, used: list[tuple[Part, Number, Outcome]]) -> Number:
        rule = node.spec.get("rule", "weighted_mean")
        full = self.instrument.maximum(node)
        alike = all(self.instrument.maximum(p) == full for p, _ in self.instrument.inputs(node))
        scores = [o.score if o.score is not None else self.ar.zero for _, _, o in used]
        weights = [w for _, w, _ in used]
        exponent = node.spec.get("exponent")
        if rule == "sum" or alike:
            return combine(rule, exponent, scores, weights, self.ar)
        shares = [s / self.instrument.maximum(p) for s, (p, _, _) in zip(scores, used)]
        share = combine(rule, exponent, shares, weights, self.ar)
        return share if full == 1 else share * full

    def _adjusted(self, part: Part, score: Number) -> Number:
        adjustments = part.spec.get("adjustments", [])
        for adjustment in adjustments:
            if "when" not in adjustment or holds(adjustment["when"], self) is True:
                score = apply(adjustment, score, self.ar)
        if not adjustments:
            return score
        return cut(score, self.instrument.lowest(part), self.instrument.maximum(part))


def completeness(node: Part, scoring: Scoring) -> tuple[float, float]:
    """Completeness and evidence share of a node (FORMAT.md 1.4)."""
    questions = [q for q in node.questions() if q.id in scoring.instrument.scored]
    asked = [q for q in questions if scoring.state(q) not in (NOT_SHOWN, NOT_APPLICABLE)]
    answered = [q for q in asked if scoring.state(q) == ANSWERED]
    evidenced = sum(scoring.answers[q.id].evidence for q in answered)
    return (
        len(answered) / len(asked) if asked else 1.0,
        evidenced / len(answered) if answered else 0.0,
    )
