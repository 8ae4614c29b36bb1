# SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
"""The result of scoring."""

from __future__ import annotations

import functools
import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from digirights import _digirights, _table
from digirights._node_score import Highlight, Narrowing, NodeScore, node_score
from digirights._plan import Plan, planned
from digirights._problems import Problem, unknown
from digirights._reports import Reports
from digirights._scorecard_html import shown_html
from digirights._words import full, shown, span

if TYPE_CHECKING:
    from digirights._answers import Answers
    from digirights._questionnaire import Questionnaire
    from digirights._table import Table


class Scorecard(Reports):
    """The result of scoring one city's answers: a score with its bounds, for the whole and for every part.

    Scores run from 0 to ``maximum``, which is 1 unless the questionnaire says otherwise. The attributes
    here are those of the whole; :meth:`node` gives those of a part, :attr:`nodes` a table of all.

    >>> import digirights
    >>> midsized = digirights.Questionnaire.load("digital-rights").samples()["midsized"]
    >>> card = digirights.score(midsized)
    >>> round(card.point, 3), round(card.low, 3), round(card.high, 3)
    (0.554, 0.55, 0.559)
    >>> card.level, round(card.completeness, 2)
    ('progressing', 0.99)
    >>> card.node("tools").next_level.level
    'advancing'
    """

    _answers: Answers
    _strict: bool

    def __init__(self) -> None:
        raise TypeError("use `digirights.score` or `Questionnaire.score`")

    @classmethod
    def _of(
        cls, questionnaire: Questionnaire, answers: Answers, held: _digirights.Assessment, strict: bool
    ) -> Scorecard:
        card = object.__new__(cls)
        card._questionnaire, card._answers = questionnaire, answers.__copy__()
        card._held, card._raw, card._strict = held, held.score(), strict
        return card

    @functools.cached_property
    def _whole(self) -> _digirights.Whole:
        return self._raw.root()

    @functools.cached_property
    def _json(self) -> str:
        return self._raw.to_json()

    @functools.cached_property
    def _document(self) -> dict[str, Any]:
        return json.loads(self._json)

    @functools.cached_property
    def _order(self) -> dict[str, tuple[str | None, str | None, float]]:
        """Kind, parent and maximum of every node, in the order of the questionnaire."""
        return {node: (kind, parent, maximum) for node, kind, parent, maximum in self._raw.nodes()}

    @property
    def questionnaire(self) -> Questionnaire:
        """The questionnaire that was answered."""
        return self._questionnaire

    @property
    def answers(self) -> Answers:
        """The answers that were scored; carried over, where they were to an earlier version."""
        return self._answers.__copy__()

    @property
    def city(self) -> str | None:
        """The city's name, as the answers give it."""
        return self._answers.city

    @property
    def date(self) -> str | None:
        """The date, as the answers give it."""
        return self._answers.date

    @property
    def profile(self) -> str | None:
        """The profile that was scored; without it, the whole questionnaire."""
        return self._held.profile

    @property
    def point(self) -> float | None:
        """The score of the answers as they are; ``None`` where not enough is answered."""
        return self._whole["point"]

    @property
    def low(self) -> float | None:
        """No later answer makes the score less. Without a score: the least it may still get."""
        return self._whole["low"]

    @property
    def high(self) -> float | None:
        """No later answer makes the score more. Without a score: the most it may still get."""
        return self._whole["high"]

    @property
    def maximum(self) -> float:
        """The greatest score there is: 1, or what the questionnaire says."""
        return self._whole["maximum"]

    @property
    def level(self) -> str | None:
        """The level of the point; ``None`` below the lowest, or without levels."""
        return self._whole["level"]

    @property
    def level_low(self) -> str | None:
        """The lowest level, whatever is answered later."""
        return self._whole["level_low"]

    @property
    def level_high(self) -> str | None:
        """The highest level, whatever is answered later."""
        return self._whole["level_high"]

    @property
    def completeness(self) -> float:
        """Answered questions ÷ questions that are shown and applicable, from 0 to 1."""
        return self._whole["completeness"]

    @property
    def evidence(self) -> float:
        """Share of the answered questions that come with evidence, from 0 to 1."""
        return self._whole["evidence"]

    @property
    def root(self) -> NodeScore:
        """The whole."""
        return self.node(self._document["root"])

    def node(self, node: str) -> NodeScore:
        """A node by its id. Raises ``ValueError`` where there is none, or none in the profile.

        >>> import digirights
        >>> midsized = digirights.Questionnaire.load("digital-rights").samples()["midsized"]
        >>> digirights.score(midsized).node("M01").state
        'scored'
        """
        if node not in self._order:
            raise ValueError(unknown("node", node, list(self._order)))
        kind, parent, maximum = self._order[node]
        title = self._questionnaire._words.node(node)
        return node_score(self._document["nodes"][node], node, title, kind, parent, maximum)

    @functools.cached_property
    def nodes(self) -> Table:
        """Every node, in the order of the questionnaire, the root first: one row each.

        The columns are attributes of :class:`NodeScore`; ``contribution`` is what the node adds to the
        score of the node above it, in its units, where it is an input of it.
        """
        columns = {
            "node": "text", "parent": "text", "kind": "text", "title": "text", "state": "text",
            "point": "number", "low": "number", "high": "number", "maximum": "number", "level": "text",
            "level_low": "text", "level_high": "text", "completeness": "number", "answered": "count",
            "asked": "count", "evidence": "number", "contribution": "number",
        }  # fmt: skip
        rows = []
        for node in map(self.node, self._order):
            above = self._document["nodes"].get(node.parent, {})
            rows.append((
                node.id, node.parent, node.kind, node.title, node.state, node.point, node.low, node.high,
                node.maximum, node.level, node.level_low, node.level_high, node.completeness, node.answered,
                node.asked, node.evidence, above.get("contributions", {}).get(node.id),
            ))  # fmt: skip
        return _table.of_rows(columns, rows)

    @functools.cached_property
    def questions(self) -> Table:
        """Every question, in the order of the questionnaire: one row each.

        ``question`` its id; ``text`` in the first language; ``state``: ``answered``, ``not_applicable``,
        ``dont_know``, ``unanswered`` or ``not_shown``; ``score``, in its units, where it counts;
        ``maximum``, the greatest score it can have, 0 if it is not scored; ``contribution``, what it adds
        to the score of the whole.
        """
        columns = {
            "question": "text", "text": "text", "state": "text", "score": "number", "maximum": "number",
            "contribution": "number",
        }  # fmt: skip
        rows = []
        for question in self._raw.questions():
            found = self._document["questions"][question]
            rows.append((
                question, self._questionnaire._words.question(question), found["state"], found["score"],
                found["maximum"], found["contribution"],
            ))  # fmt: skip
        return _table.of_rows(columns, rows)

    @functools.cached_property
    def lenses(self) -> Table:
        """Every member of every lens, in the order of the questionnaire: one row each.

        ``lens`` and ``member``, their ids; ``title`` of the member; ``point``, ``low`` and ``high``, shares
        from 0 to 1, null without a score.
        """
        columns = {
            "lens": "text", "member": "text", "title": "text", "point": "number", "low": "number",
            "high": "number",
        }  # fmt: skip
        rows = []
        for lens, _, member, title in map(dict.values, self._questionnaire.lenses):
            score = self._document["lenses"].get(lens, {}).get(member) or {}
            rows.append((lens, member, title, score.get("point"), score.get("low"), score.get("high")))
        return _table.of_rows(columns, rows)

    def _highlights(self, name: str) -> list[Highlight]:
        return [
            Highlight(one["node"], self._questionnaire._words.node(one["node"]), one["share"], one["certain"])
            for one in self._document[name]
        ]

    @property
    def strengths(self) -> list[Highlight]:
        """Nodes that are strengths whatever is answered later, the strongest first."""
        return self._highlights("strengths")

    @property
    def weaknesses(self) -> list[Highlight]:
        """Nodes that are weaknesses, the weakest first."""
        return self._highlights("weaknesses")

    @property
    def adjustments(self) -> float:
        """What all adjustments add to the score of the whole; with the contributions of all questions it
        adds up to that score."""
        return self._document["adjustments"]

    def narrowing(self, number: int = 10) -> list[Narrowing]:
        """The missing answers that would narrow the bounds of the whole most: at most so many, the one that
        narrows most first."""
        if number < 0:
            raise ValueError("the number of answers cannot be below 0")
        return [Narrowing(question, narrows) for question, narrows in self._raw.narrowing(number)]

    @property
    def kept_not_counted(self) -> list[str]:
        """Questions with an answer that is kept and does not count, because a condition hides them."""
        return list(self._document["kept_not_counted"])

    @property
    def unused(self) -> list[Problem]:
        """Answers that were given and take no part, each with its place and why."""
        return self._held.unused()

    def plan(
        self,
        target: str | float | None = None,
        budget: float | None = None,
        *,
        capacity: Sequence[float] | None = None,
    ) -> Plan:
        """Works out what to do next: see :func:`digirights.plan`."""
        return Plan._of(self._questionnaire, planned(self._held, target, budget, capacity).to_json())

    def to_dict(self) -> dict[str, Any]:
        """The whole result, as ``digirights score --format json`` prints it."""
        return json.loads(self._json)

    def to_json(self) -> str:
        """The whole result as JSON text, indented, with a line feed at the end: the very text that
        ``digirights score --format json`` prints."""
        return self._json

    def __eq__(self, other: object) -> bool:
        """Whether both are the same result, digests included."""
        return self._json == other._json if isinstance(other, Scorecard) else NotImplemented

    def __hash__(self) -> int:
        return hash((self._questionnaire, self._answers.digest, self.profile))

    def __reduce__(self) -> tuple[Any, ...]:
        return _restored, (self._questionnaire, self._answers, self.profile, self._strict)

    def _standing(self) -> str:
        """The score in words."""
        if self.point is None:
            return "no score yet"
        between = span(self.low, self.high, self.maximum, " and ")
        said = f"{shown(self.point, self.maximum)} of {full(self.maximum)}"
        return f"{said}, between {between} whatever is answered later" if between else said

    def __repr__(self) -> str:
        of = f" of {self.city!r}" if self.city else ""
        level = f", {self.level}" if self.level else ""
        return f"<Scorecard{of} by {self._questionnaire.id}: {self._standing()}{level}>"

    def _repr_html_(self) -> str:
        return shown_html(self)


def _restored(questionnaire: Questionnaire, answers: Answers, profile: str | None, strict: bool) -> Scorecard:
    held = questionnaire._instrument.assess(answers._engine, profile, strict)
    return Scorecard._of(questionnaire, answers, held, strict)
