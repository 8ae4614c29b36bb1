# SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
"""Answers from the tables of form tools."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, overload

from digirights import _digirights, _table
from digirights._answers import Answers
from digirights._batch import MEASURES, Measure, ScoredTable, names, placed, score_table
from digirights._files import TableLike, texts_of
from digirights._problems import AnswersError, Problem
from digirights._questionnaire import Questionnaire
from digirights._table import Table

_NO_CODE = 2**62
"""A first code that no cell reaches: in a form, the number of an option is no answer."""


class FormAnswers(Sequence[Answers]):
    """The table of a form tool, read: one :class:`Answers` for each row, and what was not understood.

    :meth:`Questionnaire.read_form` makes it. It is a sequence: ``form[0]``, ``len(form)``, ``for answers in
    form``. Rows that hold nothing are left out.

    >>> import digirights
    >>> questionnaire = digirights.Questionnaire.load("digital-rights")
    >>> commitment = "Has the city signed a public commitment to digital rights?"
    >>> form = questionnaire.read_form([
    ...     {"City": "Example Town", commitment: "planned", "M01/M01_2": "nonne"},
    ...     {"City": "Marenpoort", commitment: "in_place", "M01/M01_2": None},
    ... ])
    >>> form[0].city, form[0]["M01.1"]["value"]
    ('Example Town', 'planned')
    >>> form.problems["found"], form.problems["nearest"]
    (['`nonne`'], ['none'])
    >>> questionnaire.score(form[1]).node("M01").point
    0.75
    """

    questionnaire: Questionnaire
    """The questionnaire that is answered."""
    warnings: list[Problem]
    """Headings that look as if they were meant for a question and are not understood (``T1001``), each with
    the question it may have meant; columns without a heading; questions that are no longer asked
    (``A0512``); what is said of the city in another column (``T1012``); other sheets of a workbook
    (``T1010``)."""

    _raw: _digirights.Form
    _texts: _digirights.Texts
    _rows: int
    _profile: str | None
    _columns: dict[str, str]

    def __init__(self) -> None:
        raise TypeError("use `Questionnaire.read_form`")

    @classmethod
    def _read(
        cls,
        questionnaire: Questionnaire,
        source: TableLike,
        profile: str | None,
        columns: Mapping[str, str],
        blanks: Iterable[str],
        reason: str | None,
        **file: str | None,
    ) -> FormAnswers:
        texts, warnings = texts_of(source, **file)
        form = object.__new__(cls)
        form._profile, form._columns = profile, dict(columns)
        try:
            form._raw = _digirights.Form.read(
                questionnaire._instrument,
                texts,
                profile=profile,
                columns=form._columns,
                blanks=names("blanks", blanks),
                reason=reason,
            )
        except AnswersError as error:
            # That another sheet is there may be the very reason.
            raise AnswersError([*error.problems, *warnings]) from None
        form.questionnaire, form._texts, form._rows = questionnaire, texts, len(texts)
        form.warnings = [*form._raw.warnings(), *warnings]
        return form

    def __len__(self) -> int:
        """The number of rows."""
        return self._rows

    @overload
    def __getitem__(self, row: int) -> Answers: ...
    @overload
    def __getitem__(self, row: slice) -> list[Answers]: ...
    def __getitem__(self, row: int | slice) -> Answers | list[Answers]:
        """The answers of a row, counted from 0, or of several. What is not understood is left out of them
        and stands in :attr:`problems`; the rest can be scored as it is.

        Raises ``IndexError`` for a row that there is not.
        """
        if isinstance(row, slice):
            return [self[one] for one in range(*row.indices(self._rows))]
        position = row + self._rows if row < 0 else row
        if not 0 <= position < self._rows:
            raise IndexError(f"there is no row {row}: there are {self._rows}")
        return Answers._of(self._raw.answers(position))

    @functools.cached_property
    def report(self) -> Table:
        """What every column was taken for, in the order of the table: one row each.

        ``heading``; ``holds``: ``answer``, ``percent`` (a share in percent), ``chosen`` (whether one choice
        was made), ``state``, ``reason``, ``note``, ``evidence``, ``confidence``, ``role`` or ``at`` of a
        question, ``city``, ``date``, ``country``, ``population`` or the like of the city,
        ``questionnaire`` (which one the form was made for), or ``other``; ``question`` and ``choice``, where
        it belongs to one; ``used``, false for ``other``.
        """
        columns = {"heading": "text", "holds": "text", "question": "text", "choice": "text", "used": "flag"}
        return _table.of_rows(columns, map(_told, json.loads(self._raw.columns())))

    @functools.cached_property
    def problems(self) -> Table:
        """The cells that are not understood, all of them: one row each. Their questions count as
        unanswered.

        ``row``, counted from 0, as in this sequence; ``line`` of the file (of a text file the line, of a
        workbook the row), from 1; ``heading``; ``question``; ``code``; ``title``; ``found``; ``expected``;
        ``nearest``, the valid name that is near, if one is.
        """
        return Table._of(self._raw.problems())

    @functools.cached_property
    def keys(self) -> Table:
        """The columns that belong to no question, as texts: one row for each row here. A column whose
        heading is missing, or stands there already, has its number in its name."""
        return Table._of(self._raw.keys())

    def score(
        self,
        *,
        measures: Iterable[Measure] = MEASURES,
        nodes: Iterable[str] | None = None,
        lenses: bool = True,
        strict: bool = False,
        keep: Iterable[str] | None = None,
        problems_column: bool = False,
        threads: int | None = None,
        progress: bool | Callable[[int], object] | None = None,
    ) -> ScoredTable:
        """Scores all rows at once, as :func:`score_table` does, which explains the arguments.

        Rows without a problem have the scores of their answers, to the bit. A row with a cell that is no
        answer has none here, and is listed in :attr:`ScoredTable.bad_cells` with its ``line`` and ``heading``
        as in :attr:`problems`; to score it without that
        answer, score ``form[row]``. A batch asks for no reason where a question does not apply.

        Raises :class:`AnswersError` with ``strict`` where there is such a cell, and :class:`UsageError` for
        nodes that cannot be or measures that there are not.
        """
        table, columns = self._table()
        scored = score_table(
            table,
            self.questionnaire,
            profile=self._profile,
            measures=measures,
            nodes=nodes,
            lenses=lenses,
            strict=strict,
            keep=keep,
            problems_column=problems_column,
            first_code=_NO_CODE,
            not_applicable=None,
            dont_know=None,
            threads=threads,
            progress=progress,
            columns=columns,
        )
        scored.bad_cells = placed(scored, self._texts)
        more = [problem for problem in scored.warnings if problem not in self.warnings]
        scored.warnings = [*self.warnings, *more]
        return scored

    def _table(self) -> tuple[Table, dict[str, str]]:
        """All columns as :func:`score_table` takes them, and what it is told of them."""
        raw, new = self._raw.table()
        # A name that a column got here says nothing of what it holds.
        return Table._of(raw), {**self._columns, **dict.fromkeys(new, "")}

    def __repr__(self) -> str:
        used = self.report["used"].count(True)
        rows = f"{len(self):,} row{'s' * (len(self) != 1)}"
        return f"<FormAnswers to {self.questionnaire.id}: {rows}, {used} of {len(self.report)} columns used>"


def _told(column: Mapping[str, Any]) -> tuple[object, ...]:
    heading, holds = column["heading"], column["holds"]
    if isinstance(holds, str):
        return heading, holds, None, None, holds != "other"
    if "about" in holds:
        return heading, holds["about"], None, None, True
    question, what = holds["question"]["id"], holds["question"]["what"]
    if isinstance(what, str):
        return heading, what, question, None, True
    choice = what["chosen"]
    choice = choice if isinstance(choice, str) else choice["option"]
    return heading, "chosen", question, choice, True
