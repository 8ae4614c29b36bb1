# SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
"""Tables of answers: every way in, every way out, and the same bits as single scoring."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas
import polars
import pyarrow
import pytest

import digirights
from support import cities, frame

FLAGSHIP = digirights.Questionnaire.load("digital-rights")


def single(row: dict[str, Any]) -> digirights.Scorecard:
    answers = digirights.Answers("digital-rights")
    for question, value in row["answers"].items():
        answers.set(question, value)
    return FLAGSHIP.score(answers)


def test_every_library_gives_the_bits_of_single_scoring() -> None:
    rows = cities(40)
    columns = frame(rows)
    tables: list[Any] = [
        pyarrow.table(columns),
        polars.DataFrame(columns),
        pandas.DataFrame(columns),
        digirights.Table(pyarrow.table(columns)),
        pyarrow.table(columns).to_batches()[0],
    ]
    cards = [single(row) for row in rows]
    for table in tables:
        scores = digirights.score_table(table)
        assert len(scores.bad_cells) == 0
        result = scores.to_dict()
        assert result["city"] == columns["city"]
        for node in cards[0].nodes["node"]:
            of = [card.node(node) for card in cards]
            for measure in ("point", "low", "high", "completeness", "level", "level_low", "level_high"):
                assert result[f"{node}.{measure}"] == [getattr(one, measure) for one in of], (node, measure)


def test_codes_of_every_type_mean_positions() -> None:
    codes = [0, 4, None, -2, 2]
    expected = [0.0, 1.0, None, None, 0.5]
    for kind in ("int8", "int16", "int32", "int64", "float32", "float64"):
        table = pyarrow.table({"M01.1": pyarrow.array(codes, kind)})
        scores = digirights.score_table(table, measures=["point"], nodes=["M01"], lenses=False)
        assert scores["M01.point"] == expected, kind


def test_pandas_keeps_codes_as_doubles_where_some_are_missing() -> None:
    table = pandas.DataFrame({"M01.1": [4, None, 0]})
    assert str(table["M01.1"].dtype) == "float64"
    assert digirights.score_table(table)["M01.point"] == [1.0, None, 0.0]


def test_bad_cells_are_reported_and_take_only_their_rows_scores() -> None:
    table = {"id": [10, 11, 12], "M01.1": ["planned", "plannned", "none"], "M03.7": [0.5, 0.5, 7.0]}
    scores = digirights.score_table(polars.DataFrame(table), problems_column=True)
    assert scores["M01.point"] == [0.25, None, None]
    cells = scores.bad_cells.to_dicts()
    assert [(cell["row"], cell["question"], cell["code"]) for cell in cells] == [
        (1, "M01.1", "A0502"),
        (2, "M03.7", "A0508"),
    ]
    assert cells[0]["nearest"] == "planned"
    said = scores["problems"]
    assert said[0] is None
    assert "M01.1" in said[1]
    assert "M03.7" in said[2]
    with pytest.raises(digirights.AnswersError) as caught:
        digirights.score_table(polars.DataFrame(table), strict=True)
    assert [problem.path for problem in caught.value.problems] == ["/1/M01.1", "/2/M03.7"]


def test_rows_of_forms_for_another_questionnaire_are_told(tmp_path) -> None:
    version = FLAGSHIP.version
    made_for = [f"digital-rights {version}", "digital-rights 0.1.0", f"something {version}"]
    table = pyarrow.table({"digirights_form": made_for, "M01.1": ["planned", "planned", "blue"]})
    export = tmp_path / "export.csv"
    pandas.DataFrame(table.to_pydict()).to_csv(export, index=False)
    long = pyarrow.table(
        {"digirights_form": made_for, "question": ["M01.1"] * 3, "value": ["planned", "planned", "blue"]}
    )
    for scores in (
        digirights.score_table(table),
        digirights.score_table(export),
        FLAGSHIP.read_form(export).score(),
        digirights.score_table(long, layout="long"),
    ):
        assert scores["M01.point"] == [0.25, None, None]
        cells = [(cell["row"], cell["question"], cell["code"]) for cell in scores.bad_cells]
        assert cells == [(1, None, "A0504"), (2, None, "A0503")]
    with pytest.raises(digirights.AnswersError) as caught:
        digirights.score_table(table, strict=True)
    assert [problem.path for problem in caught.value.problems] == ["/1", "/2"]


def test_columns_that_the_result_replaces_are_named() -> None:
    table = pyarrow.table({"problems": ["a"], "M01.point": [0.9], "M01.1": ["planned"], "city": ["A"]})
    scores = digirights.score_table(
        table, measures=["point"], nodes=["M01"], lenses=False, problems_column=True
    )
    assert scores.to_dicts() == [{"city": "A", "M01.point": 0.25, "problems": None}]
    told = [(problem.code, problem.path, problem.severity) for problem in scores.warnings]
    assert told == [("T1012", "/problems", "warning"), ("T1012", "/M01.point", "warning")]
    scores = digirights.score_table(table, measures=["low"], nodes=["M01"], lenses=False, strict=True)
    assert scores.columns == ["problems", "M01.point", "city", "M01.low"]
    assert scores.warnings == []
    form = FLAGSHIP.read_form(table).score(measures=["point"], nodes=["M01"], lenses=False)
    assert [problem.path for problem in form.warnings] == ["/M01.point"]


def test_texts_that_say_as_little_as_an_empty_cell(tmp_path) -> None:
    columns = {"city": ["A", "NA"], "M01.1": ["planned", "NA"], "M01.2": ["NA", "n/a"]}
    export = tmp_path / "export.csv"
    export.write_text("\n".join(["city,M01.1,M01.2", "A,planned,NA", "NA,NA,n/a"]))
    wanted: dict[str, Any] = {"measures": ["point"], "nodes": ["M01"], "lenses": False}
    for table in (pyarrow.table(columns), export):
        scores = digirights.score_table(table, blanks=["NA", "n/a"], **wanted)
        assert len(scores.bad_cells) == 0
        # What is kept stays as it is.
        expected = [{"city": "A", "M01.point": 0.25}, {"city": "NA", "M01.point": None}]
        assert scores.to_dicts() == expected
        assert len(digirights.score_table(table, **wanted).bad_cells) > 0
    long = pyarrow.table({"city": ["A"] * 2, "question": ["M01.1", "M01.2"], "value": ["planned", "NA"]})
    assert digirights.score_table(long, layout="long", blanks=["NA"], **wanted)["M01.point"] == [0.25]


def test_long_tables_are_wide_ones_in_another_order() -> None:
    rows = cities(12)
    wide = digirights.score_table(pyarrow.table(frame(rows)), keep=["city"])
    long = [
        {"city": row["city"], "question": question, "value": str(value)}
        for row in rows
        for question, value in row["answers"].items()
    ]
    scores = digirights.score_table(polars.DataFrame(long), layout="long", keep=["city"])
    assert scores.to_dicts() == wide.to_dicts()


def test_a_strict_long_table_has_no_name_of_no_question() -> None:
    table = polars.DataFrame(
        {
            "city": ["A", "A", "B", "B"],
            "question": ["Q7", "M01.22", "M03_7_percent", None],
            "value": ["planned", "none", "45", "yes"],
        }
    )
    columns = {"Q7": "M01.1"}
    wanted: dict[str, Any] = {"measures": ["point"], "lenses": False, "keep": ["city"], "layout": "long"}
    scores = digirights.score_table(table, columns=columns, **wanted)
    assert scores["M01.point"] == [0.25, None]
    assert scores["M03.point"] == [None, 0.45]
    told = [("A0501", "problem", "/3/question"), ("A0501", "problem", "/1/question")]
    assert [(problem.code, problem.severity, problem.path) for problem in scores.warnings] == told
    with pytest.raises(digirights.AnswersError) as caught:
        digirights.score_table(table, columns=columns, strict=True, **wanted)
    assert [problem.path for problem in caught.value.problems] == ["/3/question", "/1/question"]
    assert digirights.score_table(table[::2], columns=columns, strict=True, **wanted).warnings == []


def test_results_turn_into_frames_in_one_call() -> None:
    scores = digirights.score_table(
        pyarrow.table(frame(cities(5))), measures=["point", "level"], lenses=False
    )
    assert scores.to_pandas()["digital-rights.point"].notna().all()
    assert scores.to_polars().shape == (5, 1 + 2 * len(FLAGSHIP.nodes))
    assert scores.to_pyarrow().num_rows == 5
    levels = scores.to_pandas()["M01.level"]
    assert str(levels.dtype) == "category"
    assert scores.to_pyarrow().schema.field("M01.level").type.ordered
    order = FLAGSHIP.levels["level"]
    for level in ("emerging", "advancing"):
        beyond = [name is not None and order.index(name) > order.index(level) for name in levels]
        assert (levels > level).tolist() == beyond
    assert scores.to_polars()["M01.level"].cast(polars.String).to_list() == scores["M01.level"]


def test_scores_meet_the_rows_of_the_frame_they_came_from() -> None:
    given = pandas.DataFrame(
        {"city": list("ABCD"), "x": [1, 2, 3, 5], "M01.1": ["planned", "in_place", "none", "planned"]}
    )
    odd = given[given.x % 2 == 1][1:]
    for cities_of in (
        given,
        given[given.x > 1],
        given[given.x != 3],
        odd,
        given.set_index("city"),
        given.set_index(["city", "x"]),
    ):
        scored = digirights.score_table(cities_of, measures=["point"], nodes=["M01"], lenses=False)
        scores = scored.to_pandas()
        assert list(scores.columns) == [*(name for name in cities_of.columns if name != "M01.1"), "M01.point"]
        assert scores.index.equals(cities_of.index)
        assert list(scores.index.names) == list(cities_of.index.names)
        beside = cities_of.assign(score=scores["M01.point"])
        worth = beside["M01.1"].map({"planned": 0.25, "in_place": 0.75, "none": 0.0})
        assert beside["score"].tolist() == worth.tolist()
    # What is not kept cannot come back.
    bare = digirights.score_table(
        given[given.x != 3], keep=["city"], measures=["point"], nodes=["M01"], lenses=False
    )
    assert list(bare.to_pandas().index) == [0, 1, 2]
    assert list(scored.head(1).to_pandas().index.names) == ["city", "x"]


def test_threads_and_parts_change_nothing() -> None:
    table = pyarrow.table(frame(cities(300)))
    one = digirights.score_table(table, threads=1).to_dict()
    assert one == digirights.score_table(table, threads=2).to_dict()
    parts = pyarrow.Table.from_batches(table.to_batches(max_chunksize=70))
    assert one == digirights.score_table(parts).to_dict()
    assert one == digirights.score_table(table.slice(0)).to_dict()
    assert one["M01.point"][133:] == digirights.score_table(table.slice(133))["M01.point"]


def test_progress_is_told() -> None:
    done: list[int] = []
    digirights.score_table(pyarrow.table(frame(cities(25))), progress=done.append)
    assert sum(done) == 25


def test_stopping_a_batch_stops_it() -> None:
    def stop(_: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        digirights.score_table(pyarrow.table(frame(cities(3))), progress=stop)


@pytest.mark.parametrize(
    ("call", "error", "said"),
    [
        (lambda: digirights.score_table({"M01.1": [1]}), TypeError, "Arrow"),  # type: ignore[arg-type]
        (lambda: digirights.score_table(pyarrow.table({"x": [1]})), digirights.AnswersError, "T1004"),
        (
            lambda: digirights.score_table(pyarrow.table({"M01.1": [{"a": 1}]})),
            digirights.AnswersError,
            "T1003",
        ),
        (
            lambda: digirights.score_table(pyarrow.table({"M01.1": [1]}), measures=["pont"]),  # type: ignore[list-item]
            digirights.UsageError,
            "S0204.*`pont`.*point",
        ),
        (
            lambda: digirights.score_table(pyarrow.table({"M01.1": [1]}), missing="gone"),  # type: ignore[arg-type]
            digirights.UsageError,
            "S0204.*`gone`",
        ),
        (
            lambda: digirights.score_table(pyarrow.table({"M01.1": [1]}), layout="tall"),  # type: ignore[arg-type]
            digirights.UsageError,
            "S0204.*`tall`.*one of wide, long",
        ),
        (
            lambda: digirights.score_table(pyarrow.table({"M01.1": [1]}), profile="quick"),
            digirights.ProblemsError,
            "quick-scan",
        ),
    ],
)
def test_what_cannot_be_used_is_said(call: Callable[[], object], error: type[Exception], said: str) -> None:
    with pytest.raises(error, match=said):
        call()


def test_an_empty_table_gives_an_empty_result() -> None:
    scores = digirights.score_table(pyarrow.table({"M01.1": pyarrow.array([], pyarrow.int8())}))
    assert len(scores) == 0
    assert "M01.point" in scores.columns


def test_a_profile_is_scored_like_one_by_one() -> None:
    rows = cities(3)
    scores = digirights.score_table(pyarrow.table(frame(rows)), profile="quick-scan", measures=["point"])
    for row, point in zip(rows, scores["digital-rights.point"], strict=True):
        answers = digirights.Answers("digital-rights")
        for question, value in row["answers"].items():
            answers.set(question, value)
        assert point == FLAGSHIP.score(answers, profile="quick-scan").point


def test_long_tables_of_any_length_tell_their_bad_rows() -> None:
    # More answer sets than are scored at once.
    cells = {5: "blue", 4095: "green", 4096: "yes", 5999: "no"}
    answers = [cells.get(row, "planned") for row in range(6000)]
    wide = polars.DataFrame({"row": range(6000), "M01.1": answers})
    twice = {"row": [7, 4500], "question": ["M01.1"] * 2, "value": ["none"] * 2}
    long = polars.DataFrame({"row": range(6000), "question": ["M01.1"] * 6000, "value": answers})
    options: dict[str, Any] = {"measures": ["point"], "nodes": ["M01"], "lenses": False}
    scores = digirights.score_table(
        polars.concat([long, polars.DataFrame(twice)]), layout="long", problems_column=True, **options
    )
    assert scores.bad_cells["row"] == [5, 7, 4095, 4096, 4500, 5999]
    assert scores.bad_cells["code"] == ["A0502", "T1005", "A0502", "A0502", "T1005", "A0502"]
    assert [row for row in range(6000) if scores["problems"][row] is not None] == [
        5,
        7,
        4095,
        4096,
        4500,
        5999,
    ]
    expected = digirights.score_table(wide, **options)["M01.point"]
    expected[7] = expected[4500] = None
    assert scores["M01.point"] == expected


@pytest.mark.parametrize("argument", ["measures", "nodes", "keep", "blanks"])
def test_one_name_is_not_taken_for_its_letters(argument: str) -> None:
    table = pyarrow.table({"city": ["A"], "M01.1": [1]})
    with pytest.raises(TypeError, match=rf"'{argument}' takes several names: \['point'\]"):
        digirights.score_table(table, **{argument: "point"})  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="'blanks' takes several names"):
        FLAGSHIP.read_form(table, blanks="NA")
