# SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
"""Batches beside what an analyst would write with polars and numpy: the same table, one run, one thread.

    python peers.py [ROWS [ROUNDS]]

15 mechanisms of 7 questions, answered by codes from 0 to 4 in 8-bit columns, a tenth missing. Every engine
computes the weighted mean of each mechanism and of the whole, leaving out what is missing. Rounds go in
turn, so that a busy machine is busy for all; the best round of each counts. Needs pyarrow, polars, numpy.
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

import numpy
import polars
import pyarrow
from pyarrow import parquet

import digirights

MECHANISMS, QUESTIONS = 15, 7
NAMES = [[f"m{m}_q{q}" for q in range(QUESTIONS)] for m in range(MECHANISMS)]
WEIGHTS = [[1 + (m * QUESTIONS + q) % 3 for q in range(QUESTIONS)] for m in range(MECHANISMS)]
OF_WHOLE = [1 + m % 4 for m in range(MECHANISMS)]
FLAT = [name for names in NAMES for name in names]


def questionnaire() -> digirights.Questionnaire:
    def question(name: str, weight: int) -> dict[str, Any]:
        answer = {"kind": "choice", "scale": "steps"}
        return {"id": name, "weight": weight, "not_applicable": "allowed", "answer": answer}

    mechanisms = [
        {
            "id": f"s{m}",
            "weight": OF_WHOLE[m],
            "levels": "three",
            "children": [question(*pair) for pair in zip(NAMES[m], WEIGHTS[m], strict=True)],
        }
        for m in range(MECHANISMS)
    ]
    return digirights.Questionnaire.from_dict(
        {
            "format": "1.0",
            "id": "matrix",
            "version": "1.0.0",
            "scales": {"steps": {"options": [{"id": f"o{code}", "value": code / 4} for code in range(5)]}},
            "level_sets": {
                "three": {"levels": [{"id": "low"}, {"id": "mid", "from": 0.4}, {"id": "top", "from": 0.7}]}
            },
            "root": {"id": "overall", "levels": "three", "children": mechanisms},
        }
    )


def answers(rows: int) -> pyarrow.Table:
    numbers = numpy.random.default_rng(7)
    columns = {}
    for name in FLAT:
        codes = numbers.integers(0, 5, rows, dtype=numpy.int8)
        columns[name] = pyarrow.array(codes, mask=numbers.random(rows) < 0.1)
    return pyarrow.table(columns)


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
    ours, table = questionnaire(), answers(rows)
    frame = polars.from_arrow(table)
    assert isinstance(frame, polars.DataFrame)
    codes = numpy.stack([table[name].fill_null(-1).to_numpy() for name in FLAT])
    folder = tempfile.TemporaryDirectory()
    path = Path(folder.name) / "answers.parquet"
    parquet.write_table(table, path, compression="zstd", row_group_size=100_000)

    def batch(data: Any, *measures: Any) -> digirights.ScoredTable:
        return digirights.score_table(data, ours, measures=measures, lenses=False, keep=[], threads=1)

    points = batch(table, "point").to_polars()
    theirs = in_polars(frame.lazy())
    for name in theirs.columns:
        assert (points[f"{name}.point"] - theirs[name]).abs().max() < 1e-12, name

    work: dict[str, Callable[[], object]] = {
        "read the input, write the output": lambda: touch(table, 16),
        "digirights, points": lambda: batch(table, "point"),
        "digirights, points, bounds, levels": lambda: batch(
            table, "point", "low", "high", "level", "level_low", "level_high"
        ),
        "polars, points": lambda: in_polars(frame.lazy()),
        "numpy, points": lambda: in_numpy(codes),
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
