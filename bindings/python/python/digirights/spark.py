# SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
"""Many answer sets on a Spark cluster. Needs ``digirights[spark]``.

How to bring it to the workers stands in ``docs/spark.md`` of the project.
"""

from __future__ import annotations

import json
import os
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from digirights import _digirights
from digirights._batch import MEASURES, Measure, bad_cell, names
from digirights._problems import AnswersError, DigirightsError, printable, warn
from digirights._questionnaire import Questionnaire, questionnaire_named

try:
    import pyarrow
    from pyspark import TaskContext
    from pyspark.sql import DataFrame
    from pyspark.sql.types import (
        ArrayType,
        DataType,
        DecimalType,
        DoubleType,
        StringType,
        StructField,
        StructType,
    )
except ModuleNotFoundError as _missing:
    _hint = f"digirights.spark needs {_missing.name}: pip install 'digirights[spark]'"
    raise ModuleNotFoundError(_hint, name=_missing.name) from None

__all__ = ["ColumnWarning", "score"]

_SAID = ("question", "code", "title", "found", "expected", "nearest")
"""What is said of each cell that is no answer."""

_OPTIONAL = ("question", "nearest")
"""A row as a whole has no question, and not everything has a name near it."""

_PROBLEMS = ArrayType(
    StructType([StructField(name, StringType(), nullable=name in _OPTIONAL) for name in _SAID]),
    containsNull=False,
)


class ColumnWarning(UserWarning):
    """A column seems to be meant for a question and is not understood, its question is no longer asked, or
    the result has a column of its name."""


def score(
    df: DataFrame,
    questionnaire: Questionnaire | str | os.PathLike[str] = "digital-rights",
    *,
    profile: str | None = None,
    measures: Iterable[Measure] = MEASURES,
    nodes: Iterable[str] | None = None,
    lenses: bool = True,
    strict: bool = False,
    columns: Mapping[str, str] | None = None,
    keep: Iterable[str] | None = None,
    problems_column: bool = True,
    first_code: int = 0,
    not_applicable: int | None = -1,
    dont_know: int | None = -2,
    missing: Literal["unanswered", "not_applicable", "dont_know"] = "unanswered",
    blanks: Iterable[str] = (),
) -> DataFrame:
    """Scores every row of a Spark DataFrame. The scores are those of :func:`digirights.score_table`, to the
    bit, and the arguments mean the same.

    ``df`` has one row per answer set and one column per question. The result has one row for each of its
    rows: the columns that are kept, with their names and types; then the scores, as ``double``, and the
    levels, as ``string``, with names such as ``M01.point`` (a name with a dot stands in backticks in
    expressions of Spark: ``result["`M01.point`"]``); and last a column ``problems``.

    A row with a cell that is no answer has no scores. Its ``problems`` are an array with a struct for each
    such cell: ``question``, ``code``, ``title``, ``found``, ``expected``, ``nearest``; in all other rows
    they are null. ``problems_column=False`` leaves the column out. With ``strict``, such a cell ends the job
    with an :class:`digirights.AnswersError`, which Spark shows inside its own exception.

    Like every transformation, this starts no job: what is wrong with the columns or with what was asked for
    is raised at once, and cells are looked at when the result is used. Each task works with one thread and
    holds one Arrow batch at a time (``spark.sql.execution.arrow.maxRecordsPerBatch`` rows).

    A column that seems to be meant for a question and is not understood gives a :class:`ColumnWarning`, and
    so does one that is not kept, because the result has a column of its name: a score, or ``problems``.

    Raises :class:`digirights.AnswersError` where columns cannot be used, ``FileNotFoundError`` for a
    questionnaire that there is not, :class:`digirights.UsageError` for a profile, an id that cannot be or a
    measure that there is not, ``TypeError`` for what is no DataFrame, and for one name where several can be
    given.
    """
    if not hasattr(df, "mapInArrow"):
        raise TypeError(f"expected a DataFrame of Spark, not {type(df).__name__}")
    asked = questionnaire_named(questionnaire)
    options = {
        "profile": profile,
        "measures": names("measures", measures),
        "nodes": None if nodes is None else names("nodes", nodes),
        "lenses": lenses,
        # Spark runs as many tasks at the same time as it has processors.
        "threads": 1,
        "columns": dict(columns or {}),
        "keep": None if keep is None else names("keep", keep),
        "problems_column": problems_column,
        "first_code": first_code,
        "not_applicable": not_applicable,
        "dont_know": dont_know,
        "missing": missing,
        "blanks": names("blanks", blanks),
        "long": None,
    }
    scorer = _digirights.TableScorer.of(asked._instrument, _arrow_schema(df), options)
    read, warnings = scorer.report()
    for problem in warnings:
        warn(printable(problem.message), ColumnWarning)
    fields = list(pyarrow.schema(scorer.columns()))
    kept = [int(field.metadata[b"at"]) for field in fields if field.metadata]
    declared = [df.schema[at] for at in kept]
    for field in fields[len(kept) :]:
        kind = StringType() if pyarrow.types.is_dictionary(field.type) else DoubleType()
        declared.append(StructField(field.name, kind))
    if problems_column:
        declared[-1] = StructField("problems", _PROBLEMS)

    used = [at for at, column in enumerate(json.loads(read)) if at in kept or column["use"] == "answers"]
    headings = [df.schema[at].name for at in used]
    options["columns"] = {name: meant for name, meant in (columns or {}).items() if name in headings}
    job = _Job(asked, options, headings, strict, _digirights.ENGINE)
    # By position: names may hold dots, or differ by nothing but case.
    numbered = df.toDF(*map(str, range(len(df.columns)))).select(*[f"`{at}`" for at in used])
    return numbered.mapInArrow(job, StructType(declared))


@dataclass(frozen=True)
class _Job:
    """What a task does. It travels to the workers by pickling."""

    questionnaire: Questionnaire
    options: Mapping[str, Any]
    headings: list[str]
    strict: bool
    engine: str

    def __call__(self, batches: Iterable[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        if self.engine != _digirights.ENGINE:
            raise DigirightsError(
                f"digirights is {self.engine} on the driver and {_digirights.ENGINE} on a worker: "
                "use the same version on both sides"
            )
        scorer, row = None, 0
        for batch in batches:
            table = pyarrow.RecordBatch.from_arrays(batch.columns, names=self.headings)
            if scorer is None:
                instrument = self.questionnaire._instrument
                scorer = _digirights.TableScorer.of(instrument, table.schema, self.options)
            raw, bad = scorer.score(table, row)
            cells = pyarrow.table(bad)
            if self.strict and cells.num_rows:
                raise AnswersError(_here(bad_cell(cell)) for cell in cells.to_pylist())
            yield from self._results(pyarrow.table(raw), cells, row)
            row += batch.num_rows

    def _results(
        self, scores: pyarrow.Table, cells: pyarrow.Table, row: int
    ) -> Iterator[pyarrow.RecordBatch]:
        for part in scores.to_batches():
            arrays = [
                # Spark reads no dictionaries.
                array.dictionary_decode() if pyarrow.types.is_dictionary(array.type) else array
                for array in part.columns
            ]
            if self.options["problems_column"]:
                arrays[-1] = _by_row(cells, row, part.num_rows)
            yield pyarrow.RecordBatch.from_arrays(arrays, names=part.schema.names)


def _by_row(cells: pyarrow.Table, first: int, rows: int) -> pyarrow.Array:
    """The bad cells of each row as a list, null where there are none."""
    of = cells["row"].to_pylist()
    starts = [bisect_left(of, first + row) for row in range(rows + 1)] if of else [0] * (rows + 1)
    offsets = [
        None if at < rows and starts[at] == starts[at + 1] else start for at, start in enumerate(starts)
    ]
    said = [cells[name].combine_chunks() for name in _SAID]
    fields = [pyarrow.field(name, pyarrow.string(), nullable=name in _OPTIONAL) for name in _SAID]
    structs = pyarrow.StructArray.from_arrays(said, fields=fields)
    lists = pyarrow.list_(pyarrow.field("element", structs.type, nullable=False))
    return pyarrow.ListArray.from_arrays(pyarrow.array(offsets, pyarrow.int32()), structs, type=lists)


def _here(problem: Any) -> Any:
    """The problem with the number of the partition: its row is counted from the first there."""
    context = TaskContext.get()
    number = context.partitionId() if context else 0
    where = f"partition {number}"
    return replace(problem, file=where, message=f"{where}, {problem.message}")


_ARROW = {
    "boolean": "bool", "byte": "int8", "short": "int16", "integer": "int32", "long": "int64",
    "float": "float32", "double": "float64", "string": "string", "date": "date32", "void": "null",
    "timestamp_ntz": "timestamp[us]",
}  # fmt: skip
"""The types that can answer a question, by their names in Spark."""


def _arrow_schema(df: DataFrame) -> pyarrow.Schema:
    """The columns as a task will see them, each with its position."""
    zone = df.sparkSession.conf.get("spark.sql.session.timeZone")
    return pyarrow.schema(
        pyarrow.field(field.name, _arrow_type(field.dataType, zone), metadata={"at": str(at)})
        for at, field in enumerate(df.schema)
    )


def _arrow_type(kind: DataType, zone: str | None) -> pyarrow.DataType:
    name = kind.typeName()
    if name == "timestamp":
        return pyarrow.timestamp("us", zone)
    if isinstance(kind, DecimalType):
        return pyarrow.decimal128(kind.precision, kind.scale)
    if isinstance(kind, ArrayType):
        return pyarrow.list_(_arrow_type(kind.elementType, zone))
    # What answers no question may be kept, whatever its type.
    return pyarrow.type_for_alias(_ARROW[name]) if name in _ARROW else pyarrow.struct([])
