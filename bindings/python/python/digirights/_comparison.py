# SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
"""What changed between two assessments of one city."""

from __future__ import annotations

import functools
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, overload

from digirights import _digirights, _html, _table
from digirights._input import PathLike, filed
from digirights._pdf import is_pdf, pdf
from digirights._words import change, full, shown

if TYPE_CHECKING:
    from digirights._questionnaire import Questionnaire
    from digirights._scorecard import Scorecard
    from digirights._table import Table

Direction: TypeAlias = Literal["up", "down", "same", "unknown"]
"""Where a score went; ``unknown`` where one of the two has no score."""


@dataclass(frozen=True, slots=True)
class ComparedSide:
    """One of two assessments."""

    version: str
    """Version of the questionnaire."""
    answers: str
    """Digest of the answers."""
    completeness: float
    """Completeness of the whole, from 0 to 1."""
    city: str | None = None
    """The city, as the answers give it."""
    date: str | None = None
    """The date, as the answers give it."""


class Comparison:
    """What changed between an earlier and a later assessment of one city.

    >>> import digirights
    >>> samples = digirights.Questionnaire.load("digital-rights").samples()
    >>> changed = digirights.compare(samples["midsized-2025"], samples["midsized"])
    >>> changed.direction, changed.same_city
    ('up', True)
    >>> changed.answers[0]["question"] in changed.answers["question"]
    True
    """

    _questionnaire: Questionnaire
    _earlier: Scorecard
    _later: Scorecard
    _json: str
    # The maximum of every node, in the order of the questionnaire.
    _order: dict[str, float]

    def __init__(self) -> None:
        raise TypeError("use `digirights.compare`")

    @classmethod
    def _of(cls, earlier: Scorecard, later: Scorecard) -> Comparison:
        comparison = object.__new__(cls)
        comparison._questionnaire = later.questionnaire
        comparison._earlier, comparison._later = earlier, later
        comparison._json = _digirights.compare(earlier._raw, later._raw)
        comparison._order = {node: maximum for node, (_, _, maximum) in later._order.items()}
        return comparison

    @functools.cached_property
    def _document(self) -> dict[str, Any]:
        return json.loads(self._json)

    @property
    def questionnaire(self) -> Questionnaire:
        """The questionnaire of both."""
        return self._questionnaire

    @property
    def profile(self) -> str | None:
        """The profile of both; without it, the whole questionnaire."""
        return self._document.get("profile")

    @property
    def old(self) -> ComparedSide:
        """The earlier assessment."""
        return ComparedSide(**self._document["old"])

    @property
    def new(self) -> ComparedSide:
        """The later assessment."""
        return ComparedSide(**self._document["new"])

    @property
    def same_city(self) -> bool:
        """Whether both name the same city, or one of them names none."""
        return self._document["same_city"]

    @property
    def _root(self) -> dict[str, Any]:
        return self._document["nodes"][next(iter(self._order))]

    @property
    def change(self) -> float | None:
        """Later point − earlier point of the whole, in its units; ``None`` where one has no score."""
        return self._root["change"]

    @property
    def direction(self) -> Direction:
        """Where the score of the whole went."""
        return self._root["direction"]

    @property
    def certain(self) -> bool:
        """Whether the bounds of the whole do not meet, so that no missing answer can turn it round."""
        return self._root["certain"]

    @functools.cached_property
    def nodes(self) -> Table:
        """Every node, in the order of the questionnaire, the root first: one row each.

        ``node`` and ``title``; ``old`` and ``new``, the points, each with its ``_low`` and ``_high``;
        ``change``, later − earlier; all in the units of the node. ``direction``: ``up``, ``down``, ``same``
        or ``unknown``; ``certain``, whether the bounds do not meet; ``old_level`` and ``new_level``.
        """
        columns = {
            "node": "text", "title": "text", **_SCORES, "old_level": "text", "new_level": "text",
        }  # fmt: skip
        rows = []
        for node in self._order:
            found = self._document["nodes"][node]
            title = self._questionnaire._words.node(node)
            rows.append((node, title, *_scores(found), found["old_level"], found["new_level"]))
        return _table.of_rows(columns, rows)

    @functools.cached_property
    def lenses(self) -> Table:
        """Every member of every lens, in the order of the questionnaire: one row each.

        ``lens``, ``member`` and ``title``; the other columns are those of :attr:`nodes`, as shares from 0
        to 1.
        """
        columns = {"lens": "text", "member": "text", "title": "text", **_SCORES}
        rows = []
        for lens, _, member, title in map(dict.values, self._questionnaire.lenses):
            found = self._document["lenses"].get(lens, {}).get(member)
            if found:
                rows.append((lens, member, title, *_scores(found)))
        return _table.of_rows(columns, rows)

    @functools.cached_property
    def answers(self) -> Table:
        """The answers that moved, in the order of the questionnaire: one row each.

        ``question`` and its ``text``; ``old_state`` and ``new_state``; ``old`` and ``new``, the values as
        text, or as JSON where they are none; ``contribution``, later − earlier contribution to the score of
        the whole.
        """
        columns = {
            "question": "text", "text": "text", "old_state": "text", "new_state": "text", "old": "text",
            "new": "text", "contribution": "number",
        }  # fmt: skip
        rows = [
            (
                one["question"], self._questionnaire._words.question(one["question"]), one["old_state"],
                one["new_state"], _value(one.get("old")), _value(one.get("new")), one["contribution"],
            )
            for one in self._document["answers"]
        ]  # fmt: skip
        return _table.of_rows(columns, rows)

    @overload
    def report(self, path: PathLike, *, format: str | None = None, language: str | None = None) -> None: ...

    @overload
    def report(self, path: None = None, *, format: str, language: str | None = None) -> bytes: ...

    def report(
        self,
        path: PathLike | None = None,
        *,
        format: str | None = None,  # noqa: A002
        language: str | None = None,
    ) -> bytes | None:
        """Writes a report on what changed: the file that ``digirights compare --output`` writes. The
        arguments, and what it raises, are those of :meth:`Scorecard.report`.

        >>> import digirights
        >>> samples = digirights.Questionnaire.load("digital-rights").samples()
        >>> changed = digirights.compare(samples["midsized-2025"], samples["midsized"])
        >>> changed.report(format="md")[:2]
        b'# '
        """
        subject = self._later._subject(self._earlier)

        def made(kind: str) -> bytes:
            if is_pdf(kind):
                return pdf(*subject.comparison_typeset(language))
            return subject.comparison(kind, language)

        return filed(path, format, made)

    def to_dict(self) -> dict[str, Any]:
        """The whole comparison, as ``digirights compare --format json`` prints it."""
        return json.loads(self._json)

    def to_json(self) -> str:
        """The whole comparison as JSON text, indented, with a line feed at the end."""
        return self._json

    def __eq__(self, other: object) -> bool:
        """Whether both are the same comparison, digests included."""
        return self._json == other._json if isinstance(other, Comparison) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._json)

    def __reduce__(self) -> tuple[Any, ...]:
        return Comparison._of, (self._earlier, self._later)

    def __repr__(self) -> str:
        of = f" of {self.new.city!r}" if self.new.city else ""
        maximum = next(iter(self._order.values()))
        by = f"{change(self.change, maximum)} of {full(maximum)}" if self.change is not None else "unknown"
        moved = len(self._document["answers"])
        return f"<Comparison{of}: {by}, {moved} answer{'s' * (moved != 1)} moved>"

    def _repr_html_(self) -> str:
        words = self._questionnaire._words
        rows = []
        for row in self.nodes[: _html.MOST_ROWS]:
            maximum = self._order[row["node"]]
            points = ["–" if row[side] is None else shown(row[side], maximum) for side in ("old", "new")]
            levels = [words.level(row["node"], row[f"{side}_level"]) for side in ("old", "new")]
            rows.append([
                row["title"], *map(_html.number, points), _html.number(change(row["change"], maximum)),
                "" if row["direction"] == "same" or row["certain"] else "not certain",
                levels[1] if levels[0] == levels[1] else " → ".join(level or "–" for level in levels),
            ])  # fmt: skip
        rest = len(self.nodes) - len(rows)
        facts = [
            self.new.city or "",
            " → ".join(date for date in (self.old.date, self.new.date) if date),
            "" if self.same_city else "these are two cities",
            f"{len(self.answers)} answers moved",
        ]
        names = ["", "Before", "After", "Change", "", "Level"]
        note = f"… {rest} more nodes" if rest else ""
        return _html.box([_html.heading(words.title(), facts), _html.table(names, rows, note)])


_SCORES = {
    "old": "number", "old_low": "number", "old_high": "number", "new": "number", "new_low": "number",
    "new_high": "number", "change": "number", "direction": "text", "certain": "flag",
}  # fmt: skip


def _scores(found: dict[str, Any]) -> list[Any]:
    sides = [found[side] or {} for side in ("old", "new")]
    points = [side.get(name) for side in sides for name in ("point", "low", "high")]
    return [*points, found["change"], found["direction"], found["certain"]]


def _value(value: object) -> str | None:
    return value if value is None or isinstance(value, str) else json.dumps(value, ensure_ascii=False)
