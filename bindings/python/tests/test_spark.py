# SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
"""Scores on a real Spark, in processes of its own: the same as in memory."""

from __future__ import annotations

import datetime
import decimal
import doctest
import importlib
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyarrow
import pytest
from pyspark.errors import PythonException
from pyspark.sql import DataFrame, Row, SparkSession, functions
from pyspark.sql.types import StructType

import digirights
import digirights.spark
from support import ROOT, cities, frame, mini

JAVA = Path(os.environ["JAVA_HOME"], "bin", "java") if "JAVA_HOME" in os.environ else shutil.which("java")
pytestmark = [
    pytest.mark.skipif(
        JAVA is None and "CI" not in os.environ,
        reason="Spark runs on Java, and there is none on this machine",
    ),
    # Said whenever rows are made into a DataFrame; scoring does not use pandas.
    pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas:FutureWarning"),
]


@pytest.fixture(scope="module")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SparkSession]:
    """One session for all tests of this file: it takes tens of seconds to start."""
    with pytest.MonkeyPatch.context() as patch:
        # Spark's own processes need the package, too.
        patch.setenv("PYSPARK_PYTHON", sys.executable)
        yield from session_in(tmp_path_factory.mktemp("spark"))


def session_in(folder: Path) -> Iterator[SparkSession]:
    settings = {
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.memory": "1g",
        "spark.ui.enabled": "false",
        "spark.local.dir": str(folder / "local"),
        "spark.sql.warehouse.dir": str(folder / "warehouse"),
        "spark.sql.shuffle.partitions": "3",
        "spark.sql.session.timeZone": "+02:00",
    }
    builder = SparkSession.builder.master("local[2]").appName("digirights")
    for name, value in settings.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("OFF")
    yield session
    session.stop()


def table_of(spark: SparkSession, table: pyarrow.Table, kinds: str) -> DataFrame:
    return spark.createDataFrame([tuple(row.values()) for row in table.to_pylist()], kinds)


def flagship(spark: SparkSession, number: int) -> tuple[pyarrow.Table, DataFrame]:
    """Invented cities, in memory and in Spark."""
    table = pyarrow.table({"row": list(range(number)), **frame(cities(number))})
    kinds = {"row": "long", "city": "string"}
    named = [
        f"`{name}` {kinds.get(name, 'string' if pyarrow.types.is_string(kind) else 'double')}"
        for name, kind in zip(table.column_names, table.schema.types, strict=True)
    ]
    return table, table_of(spark, table, ", ".join(named))


def bits(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows with every double as its bits."""
    return [
        {name: value.hex() if isinstance(value, float) else value for name, value in row.items()}
        for row in rows
    ]


def collected(result: DataFrame) -> list[dict[str, Any]]:
    rows: list[Row] = result.collect()
    return sorted(({name: row[name] for name in result.columns} for row in rows), key=lambda row: row["row"])


def jobs(spark: SparkSession, work: Callable[[], object]) -> int:
    """The number of jobs that this starts."""
    group = f"group {os.urandom(8).hex()}"
    spark.sparkContext.setJobGroup(group, "")
    try:
        work()
    finally:
        spark.sparkContext.setJobGroup("", "")
    return len(spark.sparkContext.statusTracker().getJobIdsForGroup(group))


def test_the_bits_of_scoring_in_memory(spark: SparkSession) -> None:
    table, df = flagship(spark, 150)
    expected = bits(digirights.score_table(table).to_dicts())
    for parts in (1, 7):
        result = digirights.spark.score(df.repartition(parts), problems_column=False)
        assert result.columns == list(expected[0])
        assert bits(collected(result)) == expected


def test_partitions_without_rows_and_small_batches(spark: SparkSession) -> None:
    table, df = flagship(spark, 40)
    expected = bits(digirights.score_table(table.slice(30), measures=["point", "level"]).to_dicts())
    some = spark.createDataFrame(spark.sparkContext.parallelize(df.collect(), 4), df.schema).where(
        "row >= 30"
    )
    settings = {"maxRecordsPerBatch": "3", "useLargeVarTypes": "true"}
    for name, value in settings.items():
        spark.conf.set(f"spark.sql.execution.arrow.{name}", value)
    try:
        assert some.rdd.glom().map(len).collect() == [0, 0, 0, 10]
        result = digirights.spark.score(some, measures=["point", "level"], problems_column=False)
        assert bits(collected(result)) == expected
        empty = digirights.spark.score(df.where("row < 0"), measures=["point"])
        assert empty.collect() == []
        assert "M01.point" in empty.columns
    finally:
        for name in settings:
            spark.conf.unset(f"spark.sql.execution.arrow.{name}")


def test_the_schema_is_declared_before_a_job_runs(spark: SparkSession) -> None:
    _, df = flagship(spark, 2)
    schemas: list[StructType] = []

    def ask() -> None:
        result = digirights.spark.score(df, measures=["point", "level"], nodes=["M01"], lenses=False)
        schemas.append(result.schema)

    assert jobs(spark, ask) == 0
    assert jobs(spark, df.collect) > 0
    said = [f"{name}: string" for name in ("question", "code", "title", "found", "expected", "nearest")]
    assert [(field.name, field.dataType.simpleString()) for field in schemas[0]] == [
        ("row", "bigint"),
        ("city", "string"),
        ("M01.point", "double"),
        ("M01.level", "string"),
        ("problems", f"array<struct<{','.join(said).replace(': ', ':')}>>"),
    ]


def test_bad_rows_stay_with_their_problems(spark: SparkSession) -> None:
    rows = [
        (0, "planned", 0.5),
        (1, "plannned", 7.0),
        (2, None, None),
        (3, "in_place", -1.5),
        (4, "none", 1.0),
    ]
    df = spark.createDataFrame(rows, "row int, `M01.1` string, `M03.7` double").repartition(2)
    result = digirights.spark.score(df, measures=["point", "level"], nodes=["M01"], lenses=False)
    got = collected(result)
    assert [row["M01.point"] for row in got] == [0.25, None, None, None, 0.0]
    assert [row["M01.level"] for row in got] == ["progressing", None, None, None, "emerging"]
    assert [row["problems"] is None for row in got] == [True, False, True, False, True]
    assert [(said.question, said.code) for said in got[1]["problems"]] == [
        ("M01.1", "A0502"),
        ("M03.7", "A0508"),
    ]
    listed = result.where("problems is not null").select("row", functions.inline("problems")).orderBy("row")
    table = pyarrow.table({"M01.1": [row[1] for row in rows], "M03.7": [row[2] for row in rows]})
    assert [row.asDict() for row in listed.collect()] == digirights.score_table(table).bad_cells.to_dicts()


def test_scores_may_be_scored_again(spark: SparkSession) -> None:
    df = spark.createDataFrame([(0, "planned"), (1, "blue")], "row int, `M01.1` string")
    first = digirights.spark.score(df, keep=["row", "M01.1"], nodes=["M01"], lenses=False)
    again = digirights.spark.score(first, keep=["row", "M01.1"], nodes=["M01"], lenses=False)
    assert again.columns == first.columns
    assert collected(again) == collected(first)


def test_strict_ends_the_job_with_the_problems(spark: SparkSession) -> None:
    rows = [(0, "planned"), (1, "plannned"), (2, "blue")]
    df = spark.createDataFrame(rows, "row int, `M01.1` string").coalesce(1)
    result = digirights.spark.score(df, strict=True, measures=["point"])
    with pytest.raises(PythonException) as caught:
        result.collect()
    said = str(caught.value)
    assert "digirights._problems.AnswersError: 2 problems in the answers" in said
    assert "partition 0, A0502" in said
    assert "/1/M01.1: found `plannned`" in said
    assert "/2/M01.1: found `blue`" in said
    fine = digirights.spark.score(df.where("row = 0"), strict=True, measures=["point"])
    assert fine.first()["M01.point"] == 0.25


# A questionnaire that is on board nowhere: it travels with the job.
OWN = mini(
    {"id": "yes", "answer": {"kind": "yes_no", "partly": True}},
    {"id": "steps", "answer": {"kind": "choice", "scale": "steps"}},
    {"id": "share", "answer": {"kind": "share"}},
    {"id": "count", "answer": {"kind": "number", "curve": {"shape": "linear", "worst": 0, "best": 100}}},
    {"id": "any", "answer": {"kind": "several", "scale": "steps", "combine": "share"}},
    scales={"steps": {"options": [{"id": f"o{at}", "value": at / 4} for at in range(5)]}},
)


def test_every_type_that_spark_has(spark: SparkSession) -> None:
    own = digirights.Questionnaire.from_dict(OWN)
    day = datetime.date(2026, 5, 31)
    noon = datetime.datetime(2026, 5, 31, 12)
    price = decimal.Decimal("12.50")
    df = spark.createDataFrame(
        [
            (0, True, 4, 0.5, 50, ["o1", "o2"], day, noon, price, {"a": 1}, b"x", (1, None)),
            (1, None, -2, None, None, [], None, None, None, None, None, None),
            (2, False, None, 0.25, 7, None, day, noon, price, {}, b"", (2, "b")),
        ],
        "row int, yes boolean, steps byte, share float, count long, any array<string>, day date, "
        "noon timestamp, price decimal(10, 2), map map<string, int>, binary binary, "
        "struct struct<a: int, b: string>",
    )
    table = pyarrow.table({
        "yes": [True, None, False],
        "steps": pyarrow.array([4, -2, None], "int8"),
        "share": pyarrow.array([0.5, None, 0.25], "float32"),
        "count": [50, None, 7],
        "any": [["o1", "o2"], [], None],
    })  # fmt: skip
    expected = bits(digirights.score_table(table, own).to_dicts())
    kinds = {
        "steps": ["byte", "short", "int", "long", "float", "double", "decimal(10, 2)"],
        "count": ["short", "int", "long", "float", "double", "decimal(20, 3)", "string"],
        "share": ["float", "double", "decimal(3, 2)", "string"],
    }
    for at in range(7):
        cast = {name: functions.col(name).cast(of[at % len(of)]) for name, of in kinds.items()}
        given = df.withColumns(cast).repartition(2, "row")
        got = collected(digirights.spark.score(given, own, problems_column=False))
        kept = [row.asDict() for row in df.drop(*table.column_names).orderBy("row").collect()]
        names = list(kept[0])
        assert [{name: row[name] for name in names} for row in got] == kept
        assert bits([{name: row[name] for name in row if name not in names} for row in got]) == expected


def test_times_answer_questions_about_days(spark: SparkSession) -> None:
    bands = [{"value": 0}, {"from": "2026-01-01", "value": 1}]
    own = digirights.Questionnaire.from_dict(mini({"id": "q", "answer": {"kind": "date", "bands": bands}}))
    df = spark.sql(
        "select * from values (0, timestamp'2026-01-01 00:30'), (1, timestamp'2025-12-31 23:30') t(row, q)"
    )
    assert [row["whole.point"] for row in collected(digirights.spark.score(df, own))] == [1.0, 0.0]


def test_names_of_every_sort(spark: SparkSession) -> None:
    names = ["row", "my city.x", "a`b", "ID", "id", "Is there a register?", "q2"]
    rows = [(0, "A", "x", 1, 2, "yes", 0.5), (1, "B", "y", 3, 4, "partly", 0.25)]
    df = spark.createDataFrame(rows).toDF(*names)
    own = digirights.Questionnaire.from_dict(mini())
    for columns in ({"Is there a register?": "q1"}, {"Is there a register?": "q1", "a`b": "", "id": ""}):
        result = digirights.spark.score(df, own, columns=columns, measures=["point"])
        assert result.columns == [*names[:5], "whole.point", "problems"]
        got = [tuple(row) for row in result.orderBy("row").collect()]
        assert got == [(*rows[0][:5], 0.75, None), (*rows[1][:5], 0.375, None)]
    result = digirights.spark.score(
        df,
        own,
        columns={"Is there a register?": "q1", "a`b": ""},
        keep=["my city.x", "row"],
        measures=["point"],
    )
    assert result.columns == ["my city.x", "row", "whole.point", "problems"]
    assert result.where("`whole.point` > 0.5").first()["my city.x"] == "A"
    twice = df.select("row", "row", "q2")
    assert digirights.spark.score(twice, own, measures=["point"]).columns[:2] == ["row", "row"]


def test_only_what_is_needed_is_read(spark: SparkSession, tmp_path: Path) -> None:
    df = spark.createDataFrame([(0, "planned", "long text")], "row int, `M01.1` string, diary string")
    path = str(tmp_path / "answers.parquet")
    df.write.parquet(path)
    stored = spark.read.parquet(path)
    plans = [
        result._jdf.queryExecution().executedPlan().toString()
        for result in (digirights.spark.score(stored, keep=["row"]), digirights.spark.score(stored))
    ]
    assert ["diary" in plan[plan.index("ReadSchema") :] for plan in plans] == [False, True]


@pytest.mark.parametrize(
    ("arguments", "error", "said"),
    [
        ({"questionnaire": "digital-right"}, FileNotFoundError, "did you mean 'digital-rights'"),
        ({"profile": "quick"}, digirights.ProblemsError, "quick-scan"),
        ({"measures": ["pont"]}, ValueError, "pont"),
        ({"nodes": ["M99"]}, digirights.AnswersError, "M99"),
        ({"columns": {"row": "nowhere"}}, digirights.AnswersError, "A0501"),
        ({"keep": ["town"]}, digirights.AnswersError, "T1004"),
        ({"missing": "gone"}, ValueError, "gone"),
    ],
)
def test_what_cannot_be_used_is_said_before_a_job_starts(
    spark: SparkSession, arguments: dict[str, Any], error: type[Exception], said: str
) -> None:
    df = spark.createDataFrame([(0, "planned")], "row int, `M01.1` string")

    def ask() -> None:
        with pytest.raises(error, match=said):
            digirights.spark.score(df, **arguments)

    assert jobs(spark, ask) == 0


def test_columns_that_cannot_answer(spark: SparkSession) -> None:
    with pytest.raises(digirights.AnswersError, match="T1003"):
        digirights.spark.score(spark.createDataFrame([({"a": 1},)], "`M01.1` map<string, int>"))
    with pytest.raises(digirights.AnswersError, match="T1004"):
        digirights.spark.score(spark.range(3))
    with pytest.raises(TypeError, match="DataFrame of Spark"):
        digirights.spark.score(pyarrow.table({"M01.1": ["planned"]}))  # type: ignore[arg-type]


def test_columns_that_look_meant_are_told_of(spark: SparkSession) -> None:
    df = spark.createDataFrame([("planned", "planned")], "`M01.1` string, `M01.99` string")
    with pytest.warns(digirights.spark.ColumnWarning, match=r"T1001.*M01\.99") as caught:
        digirights.spark.score(df)
    assert caught[0].filename == __file__


def test_a_task_holds_one_batch_at_a_time() -> None:
    own = digirights.Questionnaire.from_dict(mini())
    options = {
        "profile": None, "measures": ["point"], "nodes": None, "lenses": False, "threads": 1, "columns": {},
        "keep": None, "problems_column": True, "first_code": 0, "not_applicable": -1, "dont_know": -2,
        "missing": "unanswered", "blanks": ["NA"], "long": None,
    }  # fmt: skip
    job = digirights.spark._Job(own, options, ["q1"], strict=False, engine=digirights.__version__)
    taken: list[int] = []

    def batches() -> Iterator[pyarrow.RecordBatch]:
        for at in range(3):
            taken.append(at)
            yield pyarrow.RecordBatch.from_pydict({"": ["yes", "blue", "NA"]})

    results = job(batches())
    for at in range(3):
        part = next(results)
        assert taken == list(range(at + 1))
        assert part["whole.point"].to_pylist() == [1.0, None, None]
        assert [said and said[0]["found"] for said in part["problems"].to_pylist()] == [None, "`blue`", None]
    assert next(results, None) is None


def test_workers_with_another_version_are_told_of() -> None:
    job = digirights.spark._Job(digirights.Questionnaire.from_dict(mini()), {}, [], False, "0.0.1")
    with pytest.raises(digirights.DigirightsError, match=r"0\.0\.1 on the driver.*same version"):
        next(job([]))


def test_without_spark_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyspark", None)
    monkeypatch.delitem(sys.modules, "digirights.spark")
    with pytest.raises(ModuleNotFoundError, match=r"needs pyspark: pip install 'digirights\[spark\]'"):
        importlib.import_module("digirights.spark")


def test_the_page_on_spark(spark: SparkSession, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = doctest.testfile(
        str(ROOT / "docs" / "spark.md"),
        module_relative=False,
        globs={"spark": spark},
        optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE,
    )
    assert done.attempted > 8
    assert done.failed == 0
