# SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
from __future__ import annotations

import datetime
import decimal
import sys

import duckdb
import numpy
import pandas
import polars
import pyarrow
import pytest
from hypothesis import given
from hypothesis import strategies as some

import digirights
from digirights import Table
from digirights._table import of_rows

UTC = datetime.timezone.utc


def test_libraries_take_a_table_as_it_is(flagship) -> None:
    table = flagship.questions
    frame = polars.DataFrame(table)
    assert frame.equals(table.to_polars())
    assert frame.columns == table.columns
    assert frame.to_dicts() == table.to_dicts()
    arrow = pyarrow.table(table)
    assert arrow.equals(table.to_pyarrow())
    assert arrow.to_pylist() == table.to_dicts()
    assert pyarrow.schema(table).names == table.columns
    data = table.to_pandas()
    assert list(data.columns) == table.columns
    assert data["weight"].dtype == "float64"
    assert data["essential"].dtype == "bool"
    assert data["text"].tolist() == table["text"]


def test_types(flagship) -> None:
    schema = flagship.questions.schema
    assert schema["question"] == "string"
    assert schema["path"] == "list<string>"
    assert schema["weight"] == "double"
    assert schema["essential"] == "bool"
    assert flagship.nodes.schema["questions"] == "int64"


def test_tables_of_other_libraries_and_several_chunks() -> None:
    chunks = pyarrow.concat_tables(
        [pyarrow.table({"a": [1, 2], "b": ["x", None]}), pyarrow.table({"a": [3], "b": ["z"]})]
    )
    table = Table(chunks)
    assert table.shape == (3, 2)
    assert table["a"] == [1, 2, 3]
    assert table.to_pyarrow().column("a").num_chunks == 2
    assert table[1:3].to_dicts() == [{"a": 2, "b": None}, {"a": 3, "b": "z"}]
    assert Table(polars.DataFrame({"a": [1.5]})).to_dicts() == [{"a": 1.5}]
    assert Table(pandas.DataFrame({"a": [1, 2]}))["a"] == [1, 2]
    assert Table(table).to_dicts() == table.to_dicts()
    assert Table(chunks.to_batches()[0])["a"] == [1, 2]
    for wrong in ({"a": [1]}, [1], None, numpy.array([1])):
        with pytest.raises(TypeError, match="expected a table of an Arrow library"):
            Table(wrong)  # type: ignore[arg-type]


def test_rows_and_columns() -> None:
    table = of_rows({"name": "text", "size": "number"}, [("a", 1), ("b", None), ("c", 3)])
    assert len(table) == 3
    assert table.columns == ["name", "size"]
    assert table["size"] == [1, None, 3]
    assert table[0] == {"name": "a", "size": 1}
    assert table[-1] == {"name": "c", "size": 3}
    assert list(table)[1] == {"name": "b", "size": None}
    assert table.head(2).to_dict() == {"name": ["a", "b"], "size": [1, None]}
    assert table[5:9].shape == (0, 2)
    assert table[2:1].shape == (0, 2)
    assert table.head(-1).shape == (0, 2)
    with pytest.raises(IndexError, match="no row 3: there are 3"):
        table[3]
    with pytest.raises(IndexError):
        table[-4]
    with pytest.raises(KeyError, match="did you mean 'name'"):
        table["nam"]
    with pytest.raises(ValueError, match="steps of 1"):
        table[::2]
    with pytest.raises(TypeError):
        table[1.5]  # type: ignore[call-overload]


def test_a_table_of_nothing() -> None:
    empty = of_rows({"name": "text", "list": "texts"}, [])
    assert empty.shape == (0, 2)
    assert empty.to_dicts() == []
    assert empty.to_polars().shape == (0, 2)
    assert empty.to_pandas().shape == (0, 2)
    assert repr(empty) == "Table of 0 rows and 2 columns\nname  list"
    assert "0 rows" in empty._repr_html_()
    bare = Table(pyarrow.table({}))
    assert bare.to_dicts() == []
    assert repr(bare) == "Table of 0 rows and 0 columns"
    assert bare._repr_html_()


def test_what_arrow_holds_comes_back_as_python_holds_it() -> None:
    day, moment = datetime.date(2026, 5, 31), datetime.datetime(2026, 5, 31, 12, 30, 1, 250_000)
    arrow = pyarrow.table(
        {
            "nothing": pyarrow.nulls(2),
            "flag": [True, None],
            "int8": pyarrow.array([-1, None], pyarrow.int8()),
            "uint64": pyarrow.array([2**64 - 1, None], pyarrow.uint64()),
            "float": pyarrow.array([0.5, None], pyarrow.float32()),
            "double": [0.1, None],
            "text": ["é", None],
            "large": pyarrow.array(["x", None], pyarrow.large_string()),
            "view": pyarrow.array(["x", None], pyarrow.string_view()),
            "day": [day, None],
            "second": pyarrow.array([moment.replace(microsecond=0), None], pyarrow.timestamp("s")),
            "milli": pyarrow.array([moment, None], pyarrow.timestamp("ms")),
            "micro": pyarrow.array([moment, None], pyarrow.timestamp("us")),
            "nano": pyarrow.array([moment, None], pyarrow.timestamp("ns")),
            "list": [["a", None], None],
            "lists": pyarrow.array([[[1], []], None], pyarrow.list_(pyarrow.large_list(pyarrow.int64()))),
            "record": [{"a": 1, "b": None}, None],
            "coded": pyarrow.array(["x", None]).dictionary_encode(),
            "utc": pyarrow.array([moment.replace(tzinfo=UTC), None], pyarrow.timestamp("us", "UTC")),
            "zoned": pyarrow.array([moment.replace(tzinfo=UTC), None], pyarrow.timestamp("ms", "Asia/Tokyo")),
            "offset": pyarrow.array([moment.replace(tzinfo=UTC), None], pyarrow.timestamp("us", "+02:00")),
            "decimal": pyarrow.array([decimal.Decimal("-12.30"), None], pyarrow.decimal128(38, 2)),
            "wide": pyarrow.array([decimal.Decimal(5), None], pyarrow.decimal256(60, 0)),
            "time": [moment.time(), None],
            "seconds": pyarrow.array([datetime.time(10, 30), None], pyarrow.time32("s")),
            "date64": pyarrow.array([day, None], pyarrow.date64()),
            "length": [datetime.timedelta(hours=3), None],
            "bytes": [b"x\xff", None],
            "fixed": pyarrow.array([b"xy", None], pyarrow.binary(2)),
            "half": pyarrow.array([1.5, None], pyarrow.float16()),
            "pair": pyarrow.array([[1, 2], None], pyarrow.list_(pyarrow.int8(), 2)),
        }
    )
    rows = Table(arrow).to_dicts()
    expected = arrow.to_pylist()
    # pyarrow gives nanoseconds in a type of pandas.
    expected[0]["nano"] = moment
    assert rows == expected
    # Clocks, too, and not the moments alone.
    for zoned in ("zoned", "offset"):
        assert rows[0][zoned].isoformat() == expected[0][zoned].isoformat()
    assert polars.DataFrame(Table(arrow.drop_columns(["nothing", "wide"]))).shape == (2, 29)


def test_what_python_has_no_value_for_is_a_text() -> None:
    table = Table(
        pyarrow.table(
            {
                "map": pyarrow.array([[("a", 1)], None], pyarrow.map_(pyarrow.string(), pyarrow.int8())),
                "far": pyarrow.array([4_000_000, None], pyarrow.date32()),
                "farther": pyarrow.array([2**62, None], pyarrow.timestamp("s", "UTC")),
                "nowhere": pyarrow.array([0, None], pyarrow.timestamp("s", "Mars/Olympus")),
            }
        )
    )
    assert table["map"] == ["{a: 1}", None]
    assert table["far"] == ["+12921-08-18", None]
    assert isinstance(table["farther"][0], str)
    # The same moment, in a zone that is known.
    assert table["nowhere"] == [datetime.datetime(1970, 1, 1, tzinfo=UTC), None]
    assert "12921" in repr(table)
    assert "12921" in table._repr_html_()


def test_scores_with_any_key_column_can_be_looked_at() -> None:
    start = datetime.datetime(2026, 5, 31, 10, tzinfo=UTC)
    given = duckdb.sql(
        "select timestamptz '2026-05-31 10:00+00' as start, sum(3) as total, 'planned' as \"M01.1\""
    )
    for table in (given, polars.DataFrame(given), pyarrow.table(given)):
        scores = digirights.score_table(table, measures=["point"], nodes=["M01"], lenses=False)
        assert scores[0] == {"start": start, "total": 3, "M01.point": 0.25}
        assert [row["start"] for row in scores] == [start]
        assert "2026-05-31" in repr(scores)
        assert "2026-05-31" in scores._repr_html_()
        form = digirights.Questionnaire.load("digital-rights").read_form(table)
        assert form[0]["M01.1"]["value"] == "planned"
        assert form.keys["total"] == ["3"]


@given(
    some.lists(
        some.tuples(some.none() | some.text(), some.none() | some.floats(allow_nan=False), some.booleans())
    )
)
def test_values_come_back_as_they_were(rows: list[tuple[str | None, float | None, bool]]) -> None:
    rows = [(None if text and not text.isprintable() else text, number, flag) for text, number, flag in rows]
    table = of_rows({"text": "text", "number": "number", "flag": "flag"}, rows)
    assert [tuple(row.values()) for row in table] == rows
    assert [tuple(row.values()) for row in Table(table.to_pyarrow())] == rows
    assert [tuple(row.values()) for row in table[1:3]] == rows[1:3]
    assert repr(table)
    assert table._repr_html_()


def test_the_first_rows_are_shown(flagship) -> None:
    lines = repr(flagship.questions).splitlines()
    assert lines[0] == "Table of 115 rows and 15 columns"
    assert lines[1].startswith("question  node  path")
    assert lines[2].startswith("M01.1     M01")
    assert "… 105 more rows" in lines
    assert lines[-1].startswith("… ")
    assert lines[-1].endswith("deprecated")
    assert max(map(len, lines[:-1])) <= 110


def test_hostile_words_are_shown_harmlessly() -> None:
    table = of_rows({"<b>name": "text"}, [("<script>alert(1)</script>\x1b[2J",), ("a" * 500,)])
    assert "\x1b" not in repr(table)
    assert "\x1b" not in table._repr_html_()
    assert "<script" not in table._repr_html_()
    assert "<b>name" not in table._repr_html_()


def test_large_tables_are_drawn_in_part() -> None:
    table = of_rows({"number": "count"}, [(number,) for number in range(5000)])
    assert table._repr_html_().count("<tr>") == 61
    assert "… 4,940 more rows" in table._repr_html_()


@pytest.mark.parametrize(
    ("method", "library", "extra"),
    [("to_pandas", "pandas", "pandas"), ("to_pandas", "pyarrow", "pandas"), ("to_polars", "polars", "polars"),
     ("to_pyarrow", "pyarrow", "pyarrow")],
)  # fmt: skip
def test_a_missing_library_is_named(method: str, library: str, extra: str, monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    table = of_rows({"name": "text"}, [("a",)])
    with pytest.raises(ModuleNotFoundError, match=rf"pip install 'digirights\[{extra}\]'"):
        getattr(table, method)()
