# SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
"""Many answer sets at once, as the rows of a table."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any, Literal, TypeAlias

from digirights import _digirights
from digirights._problems import AnswersError, Problem, UsageError
from digirights._questionnaire import Questionnaire, questionnaire_named
from digirights._table import ArrowStream, Table, library

Measure: TypeAlias = Literal["point", "low", "high", "completeness", "level", "level_low", "level_high"]
"""What is told of each node: see :func:`score_table`."""

MEASURES: tuple[Measure, ...] = (
    "point",
    "low",
    "high",
    "completeness",
    "level",
    "level_low",
    "level_high",
)
"""All of them."""
_LAYOUTS = ("wide", "long")
_LONG = 1_000_000
"""Rows from which on a progress bar is worth its place."""


class ScoredTable(Table):
    """The scores of many answer sets: a :class:`Table` with the columns that were kept and then the scores,
    and beside it what could not be read.

    >>> import digirights, pyarrow
    >>> cities = pyarrow.table({"city": ["A", "B", "C"], "M01.1": ["planned", "in_place", "blue"]})
    >>> scores = digirights.score_table(cities, measures=["point"], nodes=["M01"], lenses=False)
    >>> scores.to_dicts()[:2]
    [{'city': 'A', 'M01.point': 0.25}, {'city': 'B', 'M01.point': 0.75}]
    >>> scores[2]["M01.point"] is None, scores.bad_cells[0]["found"]
    (True, '`blue`')
    """

    __slots__ = ("bad_cells", "columns_read", "warnings")

    bad_cells: Table
    """The cells that are no answers: ``row`` (from 0), ``question``, ``code``, ``title``, ``found``,
    ``expected``, ``nearest``. Of a file or a form, also the ``line`` on which the row begins (of a workbook
    the row), from 1, and the ``heading``. Their rows have no scores. Without a ``question``, the row as a
    whole: a form tells that it was made for another questionnaire or edition."""
    columns_read: list[dict[str, Any]]
    """What every column was taken for: ``heading``, ``holds`` and ``use``."""
    warnings: list[Problem]
    """Columns that look as if they were meant for a question and are not understood, and the like. Of a long
    table, names of questions that there are not, whose answers take no part: problems, by their
    ``severity``."""


def score_table(
    table: ArrowStream | str | os.PathLike[str],
    questionnaire: Questionnaire | str | os.PathLike[str] = "digital-rights",
    *,
    profile: str | None = None,
    measures: Iterable[Measure] = MEASURES,
    nodes: Iterable[str] | None = None,
    lenses: bool = True,
    strict: bool = False,
    layout: Literal["wide", "long"] = "wide",
    columns: Mapping[str, str] | None = None,
    keep: Iterable[str] | None = None,
    problems_column: bool = False,
    first_code: int = 0,
    not_applicable: int | None = -1,
    dont_know: int | None = -2,
    missing: Literal["unanswered", "not_applicable", "dont_know"] = "unanswered",
    blanks: Iterable[str] = (),
    question: str = "question",
    value: str = "value",
    state: str | None = None,
    threads: int | None = None,
    progress: bool | Callable[[int], object] | None = None,
) -> ScoredTable:
    """Scores every row of a table. The scores are those of :func:`score`, to the bit.

    ``table`` is anything that speaks the Arrow PyCapsule interface: a table of pyarrow, a frame of polars
    or of pandas (2.2 and later), a relation of duckdb, a :class:`Table`. Columns of numbers are not copied.
    It may also be the path of a CSV file or an Excel workbook, whose cells are read as texts:
    :meth:`Questionnaire.read_form` says how, and has more to choose.

    **Wide** (the default): one row per answer set, one column per question. A column is found by the id of
    its question, or by what a form tool called it (the question's text in any language, the headings of
    KoboToolbox and ODK); ``columns`` says it for other headings. A choice is given by the id of its option,
    its label in any language, or its position in the scale counted from ``first_code``; numbers as numbers;
    several options as a list, or as a text with the ids separated by spaces. ``not_applicable`` and
    ``dont_know`` are codes for these states (in a column of numbers only where they are no possible
    number); in texts the states have names, ``not_applicable`` and ``dont_know``. ``missing`` is what an
    empty cell means; ``blanks`` are texts that say as little, such as ``NA`` from R, or the ``n/a`` that some
    servers write for what was skipped. A batch asks for no reason where a question does not apply.

    **Long**: one row per answer, with columns ``question``, ``value`` and ``state`` (named otherwise by
    these arguments); ``keep`` names the columns that tell answer sets apart (without it, all others). A
    question is named as a column of a wide table is; ``columns`` says it for other names. A name of no
    question stands in :attr:`ScoredTable.warnings`.

    ``measures`` are told of every node, or of ``nodes`` alone, in columns such as ``M01.point``: scores
    ``point``, ``low`` and ``high`` in the units of the node; ``completeness`` from 0 to 1; ``level``,
    ``level_low`` and ``level_high``. Members of lenses have ``point``, ``low`` and ``high``, in columns such
    as ``principles/P1.point``, unless ``lenses`` is false. ``keep`` names the columns that stay in the
    result (without it, all that answer no question). A column with the name of a score, or of
    ``problems_column``, is not kept: a warning names it.

    A row with a cell that is no answer has no scores, and the cell is listed in
    :attr:`ScoredTable.bad_cells`; ``problems_column`` adds a column with the same in words. With ``strict``
    such a cell, and in a long table a name of no question, is an :class:`AnswersError` that lists them all.

    ``threads`` is how many work at the same time (without it, one per processor); the result does not depend
    on it. ``progress=True`` shows a bar on standard error (needs ``digirights[progress]``), ``False`` shows
    none; without it there is one from a million rows on, on a terminal or in a notebook, where ``tqdm`` is
    installed. A
    function is called with the number of rows that were done since its last call. Ctrl-C stops within a
    second.

    Raises :class:`AnswersError` where columns or a file cannot be used, :class:`UsageError` for a profile,
    an id that cannot be, a measure or a layout that there is not, ``TypeError`` for what is no table, and for
    one name where several can be given, ``OSError`` where a file cannot be read.
    """
    if layout not in _LAYOUTS:
        found, expected = f"`{layout}`", f"one of {', '.join(_LAYOUTS)}"
        raise UsageError([_digirights.problem("S0204", path="/layout", found=found, expected=expected)])
    asked = questionnaire_named(questionnaire)
    beside: list[Problem] = []
    texts = None
    if isinstance(table, (str, os.PathLike)):
        table, columns, beside, texts = _of_file(table, asked, profile, columns or {}, layout)
    data = Table(table) if not hasattr(table, "__arrow_c_stream__") else table
    options = {
        "profile": profile,
        "measures": names("measures", measures),
        "nodes": None if nodes is None else names("nodes", nodes),
        "lenses": lenses,
        "threads": _processors() if threads is None else max(threads, 1),
        "columns": dict(columns or {}),
        "keep": None if keep is None else names("keep", keep),
        "problems_column": problems_column,
        "first_code": first_code,
        "not_applicable": not_applicable,
        "dont_know": dont_know,
        "missing": missing,
        "blanks": names("blanks", blanks),
        "long": (question, value, state) if layout == "long" else None,
    }
    bar, advance = _bar(data, progress)
    try:
        result, bad, read, warnings = _digirights.score_table(asked._instrument, data, options, advance)
    finally:
        if bar is not None:
            bar.close()
    scored = object.__new__(ScoredTable)
    scored._raw, scored.bad_cells = result, Table._of(bad)
    scored.columns_read = json.loads(read)
    if texts is not None:
        scored.bad_cells = placed(scored, texts)
    # What headings say is said twice where they were read in a file first.
    scored.warnings = [*warnings, *(problem for problem in beside if problem not in warnings)]
    # In a long table, answers to what is no question were left out.
    wrong = [problem for problem in scored.warnings if problem.severity == "problem"]
    if strict and (wrong or len(bad)):
        raise AnswersError([*wrong, *(bad_cell(row) for row in scored.bad_cells)])
    return scored


def names(argument: str, given: Iterable[str]) -> list[str]:
    """Several names. One text would be taken for its letters."""
    if isinstance(given, str):
        raise TypeError(f"{argument!r} takes several names: [{given!r}], not {given!r}")
    return list(given)


def _of_file(
    path: str | os.PathLike[str],
    questionnaire: Questionnaire,
    profile: str | None,
    columns: Mapping[str, str],
    layout: str,
) -> tuple[Table, Mapping[str, str], list[Problem], _digirights.Texts | None]:
    """A file as a table of texts, how its columns are to be read, what to say beside that, and the texts in
    whose rows bad cells are."""
    if layout == "long":
        from digirights._files import texts_of

        texts, beside = texts_of(path)
        # The rows that are scored are none of the file.
        return Table._of(texts.table()), columns, beside, None
    form = questionnaire.read_form(path, profile=profile, columns=columns)
    table, columns = form._table()
    return table, columns, form.warnings, form._texts


def placed(scored: ScoredTable, texts: _digirights.Texts) -> Table:
    """The bad cells of a table of texts, with the lines and the headings that they have in its file."""
    headings: dict[str | None, str] = {}
    for column in scored.columns_read:
        holds = column["holds"]
        if column["use"] == "answers":
            headings.setdefault(holds["question"]["id"], column["heading"])
        elif holds == "questionnaire":
            headings.setdefault(None, column["heading"])
    cells = scored.bad_cells.to_dict()
    rows = cells.pop("row")
    columns: list[tuple[str, str, list[Any]]] = [
        ("row", "count", rows),
        ("line", "count", texts.lines(rows)),
        ("heading", "text", [headings.get(question) for question in cells["question"]]),
        *((name, "text", values) for name, values in cells.items()),
    ]
    return Table._of(_digirights.Table.of(columns))


def _processors() -> int:
    """Processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _bar(
    data: Any, progress: bool | Callable[[int], object] | None
) -> tuple[Any, Callable[[int], object] | None]:
    if callable(progress):
        return None, progress
    if progress is False or (progress is None and not _is_watched()):
        return None, None
    rows = len(data) if hasattr(data, "__len__") else None
    if progress is None and (rows is None or rows < _LONG):
        return None, None
    try:
        tqdm = library("tqdm", "progress", "tqdm.auto").tqdm
    except ModuleNotFoundError:
        if progress is None:
            return None, None
        raise
    # Large numbers are shortened: 1.25M.
    scaled = rows is None or rows >= 100_000
    bar = tqdm(total=rows, unit=" rows", unit_scale=scaled, desc="Scoring")
    return bar, bar.update


def _is_watched() -> bool:
    """Whether someone may look: in a notebook, or at standard error on a terminal."""
    return "ipykernel" in sys.modules or (sys.stderr is not None and sys.stderr.isatty())


def bad_cell(cell: Mapping[str, Any]) -> Problem:
    """A row of :attr:`ScoredTable.bad_cells` as a problem."""
    said = _digirights.problem(
        cell["code"],
        path=f"/{cell['row']}/{cell['question']}" if cell["question"] else f"/{cell['row']}",
        found=cell["found"],
        expected=cell["expected"],
    )
    return replace(said, nearest=cell["nearest"], line=cell.get("line"))
