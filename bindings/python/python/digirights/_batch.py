# SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
"""Many answer sets at once, as the rows of a table."""

from __future__ import annotations

import importlib
import json
import os
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any, Literal, TypeAlias

from digirights import _digirights
from digirights._problems import AnswersError, Problem
from digirights._questionnaire import Questionnaire, questionnaire_named
from digirights._table import ArrowStream, Table

Measure: TypeAlias = Literal["point", "low", "high", "completeness", "level", "level_low", "level_high"]
"""What is told of each node: see :func:`score_table`."""

_MEASURES: tuple[Measure, ...] = (
    "point",
    "low",
    "high",
    "completeness",
    "level",
    "level_low",
    "level_high",
)
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
    ``expected``, ``nearest``. Their rows have no scores."""
    columns_read: list[dict[str, Any]]
    """What every column was taken for: ``heading``, ``holds`` and ``use``."""
    warnings: list[Problem]
    """Columns that look as if they were meant for a question and are not understood, and the like."""


def score_table(
    table: ArrowStream,
    questionnaire: Questionnaire | str | os.PathLike[str] = "digital-rights",
    *,
    profile: str | None = None,
    measures: Iterable[Measure] = _MEASURES,
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
    question: str = "question",
    value: str = "value",
    state: str | None = None,
    threads: int | None = None,
    progress: bool | Callable[[int], object] | None = None,
) -> ScoredTable:
    """Scores every row of a table. The scores are those of :func:`score`, to the bit.

    ``table`` is anything that speaks the Arrow PyCapsule interface: a table of pyarrow, a frame of polars
    or of pandas (2.2 and later), a relation of duckdb, a :class:`Table`. Columns of numbers are not copied.

    **Wide** (the default): one row per answer set, one column per question. A column is found by the id of
    its question, or by what a form tool called it (the question's text in any language, the headings of
    KoboToolbox and ODK); ``columns`` says it for other headings. A choice is given by the id of its option,
    its label in any language, or its position in the scale counted from ``first_code``; numbers as numbers;
    several options as a list, or as a text with the ids separated by spaces. ``not_applicable`` and
    ``dont_know`` are codes for these states (in a column of numbers only where they are no possible
    number); in texts the states have names, ``not_applicable`` and ``dont_know``. ``missing`` is what an
    empty cell means. A batch asks for no reason where a question does not apply.

    **Long**: one row per answer, with columns ``question``, ``value`` and ``state`` (named otherwise by
    these arguments); ``keep`` names the columns that tell answer sets apart (without it, all others).

    ``measures`` are told of every node, or of ``nodes`` alone, in columns such as ``M01.point``: scores
    ``point``, ``low`` and ``high`` in the units of the node; ``completeness`` from 0 to 1; ``level``,
    ``level_low`` and ``level_high``. Members of lenses have ``point``, ``low`` and ``high``, in columns such
    as ``principles/P1.point``, unless ``lenses`` is false. ``keep`` names the columns that stay in the
    result (without it, all that answer no question).

    A row with a cell that is no answer has no scores, and the cell is listed in
    :attr:`ScoredTable.bad_cells`; ``problems_column`` adds a column with the same in words. With ``strict``
    such a cell is an :class:`AnswersError` that lists them all.

    ``threads`` is how many work at the same time (without it, one per processor); the result does not depend
    on it. ``progress`` shows a bar of ``tqdm``, where that is installed (without it: from a million rows on
    and on a terminal), or is called with the number of rows that were done. Ctrl-C stops.

    Raises :class:`AnswersError` where columns cannot be used, :class:`UsageError` for a profile or an id that
    cannot be, ``ValueError`` for a measure that there is not, ``TypeError`` for what is no table.
    """
    asked = questionnaire_named(questionnaire)
    data = Table(table) if not hasattr(table, "__arrow_c_stream__") else table
    options = {
        "profile": profile,
        "measures": list(measures),
        "nodes": None if nodes is None else list(nodes),
        "lenses": lenses,
        "threads": _processors() if threads is None else max(threads, 1),
        "columns": dict(columns or {}),
        "keep": None if keep is None else list(keep),
        "problems_column": problems_column,
        "first_code": first_code,
        "not_applicable": not_applicable,
        "dont_know": dont_know,
        "missing": missing,
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
    scored.columns_read, scored.warnings = json.loads(read), warnings
    if strict and len(bad):
        raise AnswersError([_problem(row) for row in scored.bad_cells])
    return scored


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
    rows = len(data) if hasattr(data, "__len__") else None
    if progress is None:
        progress = rows is not None and rows >= _LONG and sys.stderr is not None and sys.stderr.isatty()
    if not progress:
        return None, None
    try:
        tqdm = importlib.import_module("tqdm.auto").tqdm
    except ImportError:
        return None, None
    bar = tqdm(total=rows, unit=" rows", unit_scale=True, desc="Scoring")
    return bar, bar.update


def _problem(cell: Mapping[str, Any]) -> Problem:
    said = _digirights.problem(
        cell["code"],
        path=f"/{cell['row']}/{cell['question']}",
        found=cell["found"],
        expected=cell["expected"],
    )
    return replace(said, nearest=cell["nearest"])
