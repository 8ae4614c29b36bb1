# SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
"""Batches beside what an analyst would write with other libraries: the same table, one run, one thread.

    python peers.py [ROWS [ROUNDS]]

The answers are those of `matrix.py`. Every engine computes the weighted mean of each mechanism and of the
whole, leaving out what is missing. Rounds go in turn, so that a busy machine is busy for all; the best round
of each counts. Needs duckdb, numpy, pandas, polars and pyarrow.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

for _name in ("POLARS_MAX_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[_name] = "1"

import duckdb
import numpy
import pandas
import polars
import pyarrow
from matrix import FLAT, NAMES, OF_WHOLE, QUESTIONS, WEIGHTS, answers, definition
from pyarrow import parquet

import digirights


def in_polars(frame: polars.LazyFrame) -> polars.DataFrame:
    """Whole-number sums over the 8-bit columns: the fastest way that polars has."""
    small = polars.Int16

    def mean(names: list[str], weights: list[int]) -> polars.Expr:
        pairs = list(zip(names, weights, strict=True))
        terms = [
            (polars.col(name).cast(small) * polars.lit(weight, small)).fill_null(0) for name, weight in pairs
        ]
        there = [
            polars.col(name).is_not_null().cast(small) * polars.lit(weight, small) for name, weight in pairs
        ]
        total = polars.sum_horizontal(there)
        return polars.when(total > 0).then(polars.sum_horizontal(terms) / total / 4)

    scores = frame.select(
        mean(names, weights).alias(f"s{m}")
        for m, (names, weights) in enumerate(zip(NAMES, WEIGHTS, strict=True))
    )
    each = [(polars.col(f"s{m}"), weight) for m, weight in enumerate(OF_WHOLE)]
    top = polars.sum_horizontal([(score * weight).fill_null(0) for score, weight in each])
    bottom = polars.sum_horizontal(
        [score.is_not_null().cast(polars.Float64) * weight for score, weight in each]
    )
    return scores.with_columns((top / bottom).alias("overall")).collect()


def in_numpy(codes: numpy.ndarray[Any, Any]) -> list[numpy.ndarray[Any, Any]]:
    """Sums over rows of 8-bit codes, -1 where missing."""
    rows = codes.shape[1]
    scores, top, bottom = [], numpy.zeros(rows), numpy.zeros(rows)
    for m, weights in enumerate(WEIGHTS):
        total, there = numpy.zeros(rows, numpy.int16), numpy.zeros(rows, numpy.int16)
        for q, weight in enumerate(weights):
            one = codes[m * QUESTIONS + q]
            known = one >= 0
            total += numpy.where(known, one, 0) * numpy.int16(weight)
            there += known * numpy.int16(weight)
        some = there > 0
        score = numpy.divide(total, there, out=numpy.full(rows, numpy.nan), where=some) / 4
        top += numpy.where(some, score, 0) * OF_WHOLE[m]
        bottom += some * float(OF_WHOLE[m])
        scores.append(score)
    return [*scores, top / bottom]


def in_pandas(frame: pandas.DataFrame) -> pandas.DataFrame:
    """Products and sums over doubles, NaN where missing."""
    scores = {}
    for m, (names, weights) in enumerate(zip(NAMES, WEIGHTS, strict=True)):
        by, of = pandas.Series(weights, index=names, dtype="float64"), frame[names]
        scores[f"s{m}"] = of.mul(by).sum(axis=1) / of.notna().mul(by).sum(axis=1) / 4
    all_scores = pandas.DataFrame(scores)
    by = pandas.Series(OF_WHOLE, index=all_scores.columns, dtype="float64")
    overall = all_scores.mul(by).sum(axis=1) / all_scores.notna().mul(by).sum(axis=1)
    return all_scores.assign(overall=overall)


def in_duckdb() -> str:
    """A query over the table `answers`, in whole numbers."""

    def mean(terms: list[tuple[str, int]], kind: str) -> str:
        top = " + ".join(f"coalesce({term}, 0)::{kind} * {weight}::{kind}" for term, weight in terms)
        bottom = " + ".join(f"CASE WHEN {term} IS NULL THEN 0 ELSE {weight} END" for term, weight in terms)
        return f"({top})::DOUBLE / nullif({bottom}, 0)"

    pairs = [list(zip(names, weights, strict=True)) for names, weights in zip(NAMES, WEIGHTS, strict=True)]
    scores = ", ".join(f"{mean(terms, 'SMALLINT')} / 4 AS s{m}" for m, terms in enumerate(pairs))
    overall = mean([(f"s{m}", weight) for m, weight in enumerate(OF_WHOLE)], "DOUBLE")
    return f"SELECT *, {overall} AS overall FROM (SELECT {scores} FROM answers)"


def touch(table: pyarrow.Table, columns: int) -> list[numpy.ndarray[Any, Any]]:
    """Reads the input and writes an output of this many columns, once."""
    read = 0
    for column in table.columns:
        for part in column.chunks:
            read ^= int(numpy.bitwise_xor.reduce(numpy.frombuffer(part.buffers()[1], numpy.uint64)))
    return [numpy.full(table.num_rows, float(read % 2)) for _ in range(columns)]


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 9
    ours, table = digirights.Questionnaire.from_dict(definition()), answers(rows)
    frame = polars.from_arrow(table)
    assert isinstance(frame, polars.DataFrame)
    doubles = table.to_pandas().astype("float64")
    database = duckdb.connect(config={"threads": 1})
    database.register("given", table)
    database.execute("CREATE TABLE answers AS FROM given")
    codes = numpy.stack([table[name].fill_null(-1).to_numpy() for name in FLAT])
    folder = tempfile.TemporaryDirectory()
    path = Path(folder.name) / "answers.parquet"
    parquet.write_table(table, path, compression="zstd", row_group_size=100_000)

    def batch(data: Any, *measures: Any) -> digirights.ScoredTable:
        return digirights.score_table(data, ours, measures=measures, lenses=False, keep=[], threads=1)

    points = batch(table, "point").to_polars()
    for theirs in (
        in_polars(frame.lazy()),
        polars.DataFrame(in_pandas(doubles)),
        polars.DataFrame(database.sql(in_duckdb()).arrow()),
    ):
        for name in theirs.columns:
            assert (points[f"{name}.point"] - theirs[name]).abs().max() < 1e-12, name

    work: dict[str, Callable[[], object]] = {
        "read the input, write the output": lambda: touch(table, 16),
        "digirights, points": lambda: batch(table, "point"),
        "digirights, points, bounds, level": lambda: batch(table, "point", "low", "high", "level"),
        "digirights, and bounds of levels": lambda: batch(
            table, "point", "low", "high", "level", "level_low", "level_high"
        ),
        "polars, points": lambda: in_polars(frame.lazy()),
        "numpy, points": lambda: in_numpy(codes),
        "pandas, points": lambda: in_pandas(doubles),
        "DuckDB, points": lambda: database.sql(in_duckdb()).arrow().read_all(),
        "polars reads the Parquet file": lambda: polars.read_parquet(path),
        "pyarrow reads the Parquet file": lambda: parquet.read_table(path, use_threads=False),
        "digirights, Parquet read by polars": lambda: batch(polars.read_parquet(path), "point"),
        "digirights, Parquet read by pyarrow": lambda: batch(
            parquet.read_table(path, use_threads=False), "point"
        ),
        "polars, points, from Parquet": lambda: in_polars(polars.scan_parquet(path)),
    }
    best = dict.fromkeys(work, float("inf"))
    for _ in range(rounds):
        for name, run in work.items():
            before = time.perf_counter()
            result = run()
            best[name] = min(best[name], time.perf_counter() - before)
            del result
    base = best["digirights, points"]
    print(f"{rows:,} rows, best of {rounds} rounds, one thread")
    for name, seconds in best.items():
        print(f"{name:36} {seconds * 1000:9.1f} ms  {seconds / base:6.1f} ×")


if __name__ == "__main__":
    main()
