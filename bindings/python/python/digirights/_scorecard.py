# SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
"""The result of scoring."""

from __future__ import annotations

import functools
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, overload

from digirights import _digirights, _html, _table
from digirights._chart import Chart
from digirights._input import PathLike, filed, write
from digirights._node_score import Highlight, Narrowing, NodeScore, node_score
from digirights._pdf import is_pdf, pdf
from digirights._plan import Plan
from digirights._problems import Problem, UsageError, unknown
from digirights._words import full, percent, shown, span

if TYPE_CHECKING:
    from digirights._answers import Answers, AnswersLike
    from digirights._questionnaire import Questionnaire
    from digirights._table import Table

# How wide the chart is that notebooks show beside the table.
_RADAR = 480


class Scorecard:
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

    _questionnaire: Questionnaire
    _answers: Answers
    _held: _digirights.Assessment
    _raw: _digirights.Scorecard
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
        return Plan._of(self._questionnaire, self._planned(target, budget, capacity).to_json())

    def _planned(
        self, target: str | float | None, budget: float | None, capacity: Sequence[float] | None = None
    ) -> _digirights.Plan:
        if isinstance(target, bool) or not isinstance(target, (str, int, float, type(None))):
            kind = type(target).__name__
            raise TypeError(f"the target is a level or a share of the maximum, not {kind}")
        level = target if isinstance(target, str) else None
        share = None if target is None or isinstance(target, str) else float(target)
        rooms = None if capacity is None else [float(days) for days in capacity]
        if rooms is not None and len(rooms) != 3:
            raise ValueError(f"capacity is given for three horizons: short, medium, long; not {len(rooms)}")
        return self._held.plan(level, share, budget, rooms)

    @overload
    def report(
        self,
        path: PathLike,
        *,
        audience: str = "technical",
        format: str | None = None,
        language: str | None = None,
        target: str | float | None = None,
        budget: float | None = None,
        since: Scorecard | AnswersLike | None = None,
    ) -> None: ...

    @overload
    def report(
        self,
        path: None = None,
        *,
        audience: str = "technical",
        format: str,
        language: str | None = None,
        target: str | float | None = None,
        budget: float | None = None,
        since: Scorecard | AnswersLike | None = None,
    ) -> bytes: ...

    def report(
        self,
        path: PathLike | None = None,
        *,
        audience: str = "technical",
        format: str | None = None,  # noqa: A002
        language: str | None = None,
        target: str | float | None = None,
        budget: float | None = None,
        since: Scorecard | AnswersLike | None = None,
    ) -> bytes | None:
        """Writes a report: the file that ``digirights report`` writes.

        ``audience`` is ``technical``, for those who do the work, or ``political``, two pages for those who
        decide. The end of the name tells the format, unless ``format`` does: ``.html``, ``.docx``, ``.pdf``
        (``pip install 'digirights[pdf]'``) or ``.md``, or the numbers alone, for every audience, as ``.xlsx``
        or ``.csv``. Without a path, the bytes of the file are given back. ``language`` is one of the
        questionnaire's (BCP 47), without it its first. The plan in it is :meth:`plan` for this ``target`` and
        ``budget``. ``since`` is an earlier result of the city, as a scorecard or as answers.

        >>> import digirights
        >>> midsized = digirights.Questionnaire.load("digital-rights").samples()["midsized"]
        >>> page = digirights.score(midsized).report(format="html", audience="political")
        >>> "Where we stand" in page.decode()
        True

        Raises :class:`UsageError` for a format, an audience or a language that there is not, and what
        :meth:`plan` raises; :class:`AnswersError` where the earlier result cannot be compared with this one;
        ``ImportError`` for PDF without its library; ``OSError`` where the file cannot be written. PDF
        that has letters of other scripts than Latin, Greek, Cyrillic and Arabic comes with a
        :class:`FontWarning`. A file is there when it is whole; one that was there
        before stays until then.
        """
        subject = self._subject(since, self._planned(target, budget))

        def made(kind: str) -> bytes:
            if is_pdf(kind):
                return pdf(*subject.report_typeset(audience, language))
            return subject.report(audience, kind, language)

        return filed(path, format, made)

    @overload
    def infographic(
        self,
        path: PathLike,
        *,
        language: str | None = None,
        target: str | float | None = None,
        budget: float | None = None,
    ) -> None: ...

    @overload
    def infographic(
        self,
        path: None = None,
        *,
        language: str | None = None,
        target: str | float | None = None,
        budget: float | None = None,
    ) -> Chart: ...

    def infographic(
        self,
        path: PathLike | None = None,
        *,
        language: str | None = None,
        target: str | float | None = None,
        budget: float | None = None,
    ) -> Chart | None:
        """The result on one page, for everybody: what ``digirights report --audience public`` writes.

        The end of the name tells the format: ``.svg``, ``.png`` or ``.pdf``. Without a path, the page is
        given back as a picture, which notebooks draw and whose ``svg`` is its text. The other arguments are
        those of :meth:`report`.

        >>> import digirights
        >>> midsized = digirights.Questionnaire.load("digital-rights").samples()["midsized"]
        >>> digirights.score(midsized).infographic().svg.startswith("<svg")
        True

        Raises :class:`UsageError` where fewer than three parts have scores, and what :meth:`report` raises.
        """
        subject = self._subject(None, self._planned(target, budget))
        if path is not None and is_pdf(Path(path).suffix[1:]):
            write(path, pdf(*subject.infographic_typeset(language)))
            return None
        page = Chart(*subject.infographic(language))
        if path is None:
            return page
        page.save(path)
        return None

    @overload
    def campaign(
        self,
        path: PathLike,
        *,
        language: str | None = None,
        target: str | float | None = None,
        budget: float | None = None,
    ) -> None: ...

    @overload
    def campaign(
        self,
        path: None = None,
        *,
        language: str | None = None,
        target: str | float | None = None,
        budget: float | None = None,
    ) -> bytes: ...

    def campaign(
        self,
        path: PathLike | None = None,
        *,
        language: str | None = None,
        target: str | float | None = None,
        budget: float | None = None,
    ) -> bytes | None:
        """Writes messages for local stakeholders with their cards, in three sizes as SVG and PNG, as one ZIP
        archive; without a path, gives back its bytes. The other arguments are those of :meth:`report`.

        >>> import digirights
        >>> midsized = digirights.Questionnaire.load("digital-rights").samples()["midsized"]
        >>> digirights.score(midsized).campaign()[:2]
        b'PK'
        """
        subject = self._subject(None, self._planned(target, budget))
        kit = subject.campaign(language)
        if path is None:
            return kit
        write(path, kit)
        return None

    def chart(
        self,
        kind: str,
        *,
        width: int = 720,
        language: str | None = None,
        target: str | float | None = None,
        budget: float | None = None,
        since: Scorecard | AnswersLike | None = None,
    ) -> Chart:
        """A chart of the result, so many pixels wide, from 240 to 4000.

        :meth:`charts` lists the kinds; the other arguments are those of :meth:`report`.

        >>> import digirights
        >>> midsized = digirights.Questionnaire.load("digital-rights").samples()["midsized"]
        >>> digirights.score(midsized).chart("gaps").title
        'Where points are missing'

        Raises :class:`UsageError` for a chart that there is not or that this result has too little for, and
        what :meth:`report` raises.
        """
        if not 240 <= width <= 4000:
            raise ValueError(f"a chart is 240 to 4000 pixels wide, not {width}")
        subject = self._subject(since, self._planned(target, budget))
        return Chart(*subject.figure(kind, width, language))

    def charts(self, *, since: Scorecard | AnswersLike | None = None) -> list[str]:
        """The kinds of charts that can be made of the result, with an earlier one where it is given.

        >>> import digirights
        >>> midsized = digirights.Questionnaire.load("digital-rights").samples()["midsized"]
        >>> digirights.score(midsized).charts()
        ['radar', 'bars', 'heat_map', 'gaps', 'effort_gain', 'roadmap', 'change']
        """
        return self._subject(since, self._planned(None, None)).figures()

    def _subject(
        self, since: Scorecard | AnswersLike | None = None, plan: _digirights.Plan | None = None
    ) -> _digirights.Subject:
        """What reports and charts are about."""
        if since is not None and not isinstance(since, Scorecard):
            since = self._questionnaire.score(since, self.profile)
        earlier = None if since is None else since._raw
        return _digirights.Subject.of(self._questionnaire._instrument, self._raw, plan=plan, earlier=earlier)

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
        words, document = self._questionnaire._words, self._document
        root = self.root
        depth: dict[str, int] = {}
        rows: list[list[str]] = []
        for node in map(self.node, self._order):
            depth[node.id] = depth.get(node.parent or "", -1) + 1
            if len(rows) == _html.MOST_ROWS:
                continue
            name = _html.element(
                "div", node.title, f"padding-left:{depth[node.id] * 1.2:.1f}em;{_html.PROSE}"
            )
            levels = [words.level(node.id, level) for level in (node.level_low, node.level_high)]
            reach = f" ({levels[0] or 'below the first'} to {levels[1]})" if levels[0] != levels[1] else ""
            rows.append([
                name,
                _html.number("–" if node.point is None else shown(node.point, node.maximum)),
                _html.number(span(node.low, node.high, node.maximum)),
                _html.bar(node.low, node.point, node.high, node.maximum),
                words.level(node.id, node.level) + reach,
                _html.number(f"{node.answered}/{node.asked}"),
            ])  # fmt: skip
        rest = len(self._order) - len(rows)
        facts = [
            self.city or "",
            self.date or "",
            words.profile(self.profile) if self.profile else "",
            self._standing(),
            words.level(root.id, root.level),
            f"{root.answered} of {root.asked} questions answered ({percent(root.completeness)})",
        ]
        digests = (document["questionnaire"]["digest"], document["answers"]["digest"])
        note = [f"… {rest} more nodes"] if rest else []
        note.append("{} {} · {} · answers {} · engine {}".format(
            self._questionnaire.id, self._questionnaire.version, digests[0][:15], digests[1][:15],
            document["engine"],
        ))  # fmt: skip
        names = ["", f"Score of {full(root.maximum)}", "Range", "", "Level", "Answered"]
        shown_there = [_html.table(names, rows, " · ".join(note)), *self._radar()]
        return _html.box([_html.heading(words.title(), facts), _html.beside(shown_there)])

    def _radar(self) -> list[_html.Markup]:
        """The chart that goes with the table; none where there are too few parts for one."""
        try:
            svg, _, described, _ = self._subject().figure("radar", _RADAR, None)
        except UsageError as error:
            if error.code != "D0003":
                raise
            return []
        return [_html.picture(svg, described)]


def _restored(questionnaire: Questionnaire, answers: Answers, profile: str | None, strict: bool) -> Scorecard:
    held = questionnaire._instrument.assess(answers._engine, profile, strict)
    return Scorecard._of(questionnaire, answers, held, strict)
