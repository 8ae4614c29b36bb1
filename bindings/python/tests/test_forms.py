# SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
"""From a questionnaire to a form, to what form tools export, and back to answers with the same scores."""

from __future__ import annotations

import datetime
import doctest
import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy
import openpyxl
import pandas
import polars
import pyarrow
import pytest
from pyxform import xls2xform

import digirights
from formtool import STYLES, Form, sheet, write_csv, write_xlsx
from support import ROOT, mini
from test_conformance import CASES, SCORED

FLAGSHIP = digirights.Questionnaire.load("digital-rights")
MEASURES = ("point", "low", "high", "completeness", "level", "level_low", "level_high")
FORMS = [name for name in SCORED if name.split("/")[0] in ("instruments", "kinds", "conditions")]


@pytest.fixture(scope="module")
def two_languages() -> digirights.Questionnaire:
    """The flagship with a second language: the first one, spelled otherwise."""

    def other(text: Any) -> Any:
        if isinstance(text, dict):
            return {key: other(value) for key, value in text.items()}
        return f"« {text.swapcase()} »" if isinstance(text, str) else text

    folder = ROOT / "questionnaires" / "digital-rights"
    names = ["questionnaire.json", "actions.json", "practices.json"]
    files = {name: (folder / name).read_text(encoding="utf-8") for name in names}
    english = (folder / "text" / "en.json").read_text(encoding="utf-8")
    files["text/en.json"] = english
    files["text/fr.json"] = json.dumps(other(json.loads(english)))
    definition = json.loads(files["questionnaire.json"])
    files["questionnaire.json"] = json.dumps({**definition, "languages": ["en", "fr"]})
    return digirights.Questionnaire.from_files(files)


def cities(number: int) -> list[dict[str, Any]]:
    """Answers of every kind to the flagship, in every state."""
    chance = random.Random(11)  # noqa: S311
    documents = []
    for city in range(number):
        answers = digirights.Answers(FLAGSHIP, city=f"City {city}")
        for question in FLAGSHIP.questions:
            key, options = question["question"], question["options"]
            fate = chance.random()
            if fate < 0.15:
                continue
            if fate < 0.25:
                answers.set(key, state="dont_know")
            elif fate < 0.3 and question["not_applicable"] != "forbidden":
                answers.set(key, state="not_applicable", reason="we have none")
            elif question["kind"] == "choice":
                answers.set(key, chance.choice(options))
            elif question["kind"] == "several":
                answers.set(key, [options[0]] if city % 2 else chance.sample(options[1:-1], 2))
            elif question["kind"] == "share":
                answers.set(key, round(chance.random(), 4))
        documents.append(answers.to_dict())
    return documents


def value(answers: digirights.Answers, question: str) -> Any:
    return answers[question].get("value")


def scores(card: digirights.Scorecard) -> dict[str, list[Any]]:
    return {measure: card.nodes[measure] for measure in MEASURES}


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("language", [0, 1])
@pytest.mark.parametrize("style", STYLES)
def test_what_a_form_collects_scores_to_the_same_bits(
    two_languages: digirights.Questionnaire, style: str, language: int, kind: str, tmp_path: Path
) -> None:
    two_languages.to_xlsform(tmp_path / "form.xlsx")
    form = Form(tmp_path / "form.xlsx", language)
    documents = [*cities(5), *(sample for sample in FLAGSHIP.samples().values() if "answers" in sample)]
    assert [form.fill(document) for document in documents] == documents
    write = write_csv if kind == "csv" else write_xlsx
    path = write(tmp_path / f"export.{kind}", *form.export(style))
    read = two_languages.read_form(path)
    assert read.warnings == []
    assert len(read.problems) == 0
    assert len(read) == len(documents)
    cards = [two_languages.score(document) for document in documents]
    for answers, card in zip(read, cards, strict=True):
        assert scores(two_languages.score(answers)) == scores(card)
    for table in (read.score(), digirights.score_table(path, two_languages)):
        assert len(table.bad_cells) == 0
        result = table.to_dict()
        for node in cards[0].nodes["node"]:
            for measure in MEASURES:
                expected = [getattr(card.node(node), measure) for card in cards]
                assert result[f"{node}.{measure}"] == expected, (node, measure)


@pytest.mark.parametrize("case", FORMS)
def test_every_kind_of_question_comes_back(case: str, tmp_path: Path) -> None:
    given = CASES[case]
    if "questionnaire" not in given:
        pytest.skip("given as files")
    questionnaire = digirights.Questionnaire.from_dict(given["questionnaire"])
    questionnaire.to_xlsform(tmp_path / "form.xlsx")
    form = Form(tmp_path / "form.xlsx")
    said = form.fill(given["answers"])
    for style in STYLES:
        path = write_csv(tmp_path / "export.csv", *form.export(style))
        read = questionnaire.read_form(path, profile=given["answers"].get("profile"))
        assert len(read.problems) == 0
        assert read.warnings == []
        # A person who says nothing leaves no row.
        answers = read[0] if len(read) else digirights.Answers(questionnaire)
        assert scores(questionnaire.score(answers)) == scores(questionnaire.score(said))


@pytest.mark.parametrize("case", ["", *(name for name in FORMS if name.startswith("instruments"))])
def test_forms_are_valid(case: str, tmp_path: Path, two_languages: digirights.Questionnaire) -> None:
    questionnaire = (
        digirights.Questionnaire.from_dict(CASES[case]["questionnaire"]) if case else two_languages
    )
    path = tmp_path / "form.xlsx"
    for wishes in ({}, {"about": False, "descriptions": False, "ids": True, "notes": True, "evidence": True}):
        assert questionnaire.to_xlsform(path, **wishes) == []
        made = xls2xform.convert(path, warnings=(warned := []))
        assert warned == []
        for question in questionnaire.questions["question"]:
            assert f"{question.replace('.', '_')}" in made.xform


def test_the_workbook_is_one_that_people_can_read(tmp_path: Path, two_languages: Any) -> None:
    path = tmp_path / "form.xlsx"
    two_languages.to_xlsform(path)
    first = path.read_bytes()
    two_languages.to_xlsform(path)
    assert path.read_bytes() == first
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["survey", "choices", "settings"]
    for page in book:
        assert page.freeze_panes == "A2"
        assert page["A1"].font.b
        assert page["C2"].alignment.wrap_text
        assert all(5 < column.width < 60 for column in page.column_dimensions.values())
        assert {type(cell.value) for row in page.rows for cell in row} <= {str, type(None)}
    survey = sheet(path, "survey")
    assert {"label::English (en)", "label::Français (fr)"} <= survey[0].keys()
    asked = next(row for row in survey if row["name"] == "M01_3")
    assert asked["relevant"].startswith("${M01_2} = 'partly'")


def test_options_of_a_form(tmp_path: Path) -> None:
    path = tmp_path / "form.xlsx"
    FLAGSHIP.to_xlsform(path, profile="quick-scan", about=False, notes=True, evidence=True)
    names = [row["name"] for row in sheet(path, "survey")]
    assert "city" not in names
    assert sum(name.endswith("_note") for name in names) == 28
    assert any(name.endswith("_evidence") for name in names)
    with pytest.raises(digirights.UsageError) as caught:
        FLAGSHIP.to_xlsform(path, profile="quick-scn")
    assert (caught.value.code, caught.value.nearest) == ("A0509", "quick-scan")


def test_what_a_form_cannot_say_is_told(tmp_path: Path) -> None:
    above = {"node": "first", "score": {"at_least": 0.5}}
    first = {"id": "first", "children": [{"id": "q1", "answer": {"kind": "yes_no"}}]}
    second = {"id": "q2", "answer": {"kind": "yes_no"}, "show_when": above}
    questionnaire = digirights.Questionnaire.from_dict(mini(first, second))
    (warning,) = questionnaire.to_xlsform(tmp_path / "form.xlsx")
    assert (warning.code, warning.severity) == ("T1006", "warning")


def test_a_form_is_never_half_written(tmp_path: Path) -> None:
    path = tmp_path / "form.xlsx"
    path.write_text("what was there")
    long = mini({"id": "q1", "answer": {"kind": "yes_no"}})
    long["languages"] = ["en"]
    text = {"title": "t", "nodes": {"whole": {"title": "w"}}, "questions": {"q1": {"prompt": "long " * 9000}}}
    questionnaire = digirights.Questionnaire.from_dict({**long, "text": {"en": text}})
    with pytest.raises(digirights.QuestionnaireError, match="T1011"):
        questionnaire.to_xlsform(path)
    with pytest.raises(FileNotFoundError):
        FLAGSHIP.to_xlsform(tmp_path / "nowhere" / "form.xlsx")
    assert path.read_text() == "what was there"
    assert [one.name for one in tmp_path.iterdir()] == ["form.xlsx"]


def test_texts_that_look_like_formulas_stay_texts(tmp_path: Path) -> None:
    option = {"id": "one", "value": 1}
    whole = mini({"id": "q1", "answer": {"kind": "choice", "options": [option, {"id": "two", "value": 0}]}})
    labels = {"one": "=1+1", "two": "\x01 _x0041_ <b>&"}
    questions = {"q1": {"prompt": "+SUM(A1)", "options": labels}}
    text = {"title": "@t", "nodes": {"whole": {"title": "-w"}}, "questions": questions}
    questionnaire = digirights.Questionnaire.from_dict({**whole, "languages": ["en"], "text": {"en": text}})
    questionnaire.to_xlsform(tmp_path / "form.xlsx")
    book = openpyxl.load_workbook(tmp_path / "form.xlsx")
    assert all(cell.data_type in "sn" for page in book for row in page.rows for cell in row)
    assert "=1+1" in [row["label::English (en)"] for row in sheet(tmp_path / "form.xlsx", "choices")]


def test_the_report_names_what_was_not_understood() -> None:
    form = FLAGSHIP.read_form(
        [
            {
                "start": "2026-05-31",
                "City": "Example Town",
                "M01.1": "planned",
                "M03_7_percent": "45",
                "M01_3/none": "1",
                "M01.1.note": "soon",
                "Has the city sined a public commitment to digital rights?": "x",
                "M99.1": "planned",
            }
        ]
    )
    told = {row["heading"]: row for row in form.report}
    assert told["M01.1"] == {
        "heading": "M01.1", "holds": "answer", "question": "M01.1", "choice": None, "used": True
    }  # fmt: skip
    assert [told[one]["holds"] for one in ("start", "City", "M03_7_percent", "M01_3/none", "M01.1.note")] == [
        "other", "city", "percent", "chosen", "note",
    ]  # fmt: skip
    assert told["M01_3/none"]["choice"] == "none"
    assert not told["start"]["used"]
    assert {(warning.code, warning.nearest) for warning in form.warnings} == {
        ("T1001", "M01.1"),
        ("T1001", "M09.1"),
    }
    assert form[0]["M01.1"] == {"state": "answered", "value": "planned", "note": "soon"}
    assert form[0].city == "Example Town"
    assert form.keys.columns[:2] == ["start", "City"]
    assert repr(form) == "<FormAnswers to digital-rights: 1 row, 5 of 8 columns used>"


def test_problems_say_row_line_heading_and_what_was_expected(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_text('City;M01.1;M03.7\n"Two\nlines";planned;0,5\n\nB;plannd;45\nC;;\n', encoding="utf-8")
    form = FLAGSHIP.read_form(path)
    assert len(form) == 3
    rows = form.problems.to_dicts()
    assert [(row["row"], row["line"], row["heading"], row["question"], row["code"]) for row in rows] == [
        (1, 5, "M01.1", "M01.1", "A0502"),
        (1, 5, "M03.7", "M03.7", "A0508"),
    ]
    assert rows[0]["nearest"] == "planned"
    assert value(form[0], "M03.7") == 0.5
    assert "M01.1" not in form[1]
    result = form.score(measures=["point"], nodes=["M01"], lenses=False)
    assert result.to_dicts() == [
        {"City": "Two\nlines", "M01.point": 0.25},
        {"City": "B", "M01.point": None},
        {"City": "C", "M01.point": None},
    ]  # fmt: skip
    assert result.bad_cells["row"] == [1, 1]
    with pytest.raises(digirights.AnswersError, match="plannd"):
        form.score(strict=True)


def test_a_batch_finds_what_is_wrong_where_row_by_row_does() -> None:
    chance = random.Random(5)  # noqa: S311
    said = [
        "planned", "in_place", " Planned ", "none", "Don't know", "n/a", "unanswered", "yes", "1", "2", "-1",
        "-2", "0.5", "0,5", "50%", "3/12", "45", "TRUE", "x", "", " ", "NA", "none planned", '["none"]',
        "none;planned", "9" * 400, "2026-05-31", "'=1", "\u200b", "Inf", "nan",
    ]  # fmt: skip
    usual = {
        "M01.1": ["planned", "none", ""],
        "M01.3": ["none", ""],
        "M01_3/none": ["1", ""],
        "M03.7": ["0.5", "", "0"],
        "M03.7.state": [""],
        "M02_1": ["in_place", "Don't know"],
        "M02.1.state": [""],
        "M05.1.note": ["2", ""],
    }
    rows = [
        {"row": str(row)}
        | {one: chance.choice(said if chance.random() < 0.1 else values) for one, values in usual.items()}
        for row in range(2000)
    ]
    form = FLAGSHIP.read_form(rows, blanks=["NA"], reason="said in the table")
    wrong = {row["row"] for row in form.problems if row["code"] != "T1001"}
    result = form.score(lenses=False)
    assert {row["row"] for row in result.bad_cells} == wrong
    assert 0 < len(wrong) < len(form)
    for row, (answers, point) in enumerate(zip(form, result["digital-rights.point"], strict=True)):
        expected = None if row in wrong else FLAGSHIP.score(answers).point
        assert point == expected, rows[row]


def test_the_page_on_forms(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = doctest.testfile(str(ROOT / "docs" / "forms.md"), module_relative=False)
    assert result.attempted > 10
    assert result.failed == 0


def test_it_is_a_sequence() -> None:
    form = FLAGSHIP.read_form([{"M01.1": "planned"}, {"M01.1": None}, {"M01.1": "none"}])
    assert [value(answers, "M01.1") for answers in form] == ["planned", "none"]
    assert form[-1] == form[1] == form[:][1]
    assert form[0] in form
    with pytest.raises(IndexError, match="there are 2"):
        form[2]
    with pytest.raises(TypeError, match="read_form"):
        digirights.FormAnswers()


def test_columns_blanks_reason_and_profile() -> None:
    rows = [{"Question 3": "planned", "M01.2": "NA", "M03.7": "n/a", "M02.1": "planned"}]
    with pytest.raises(digirights.AnswersError) as caught:
        FLAGSHIP.read_form(rows, columns={"Question 4": "M01.1", "M01.2": "M99.99"})
    assert {problem.code for problem in caught.value.problems} >= {"T1004", "A0501"}
    columns = {"Question 3": "M01.1", "M02.1": ""}
    form = FLAGSHIP.read_form(rows, columns=columns, blanks=["NA"], profile="quick-scan")
    assert form[0].profile == "quick-scan"
    assert value(form[0], "M01.1") == "planned"
    assert form.keys.to_dicts() == [{"M02.1": "planned"}]
    assert form.score(measures=["point"])["digital-rights.point"] == [FLAGSHIP.score(form[0]).point]
    forbidden = form.problems["code"]
    assert forbidden in (["A0505"], ["A0506"])
    with_reason = FLAGSHIP.read_form(rows, columns=columns, blanks=["NA"], reason="said in the export")
    assert with_reason.problems["code"] == (["A0505"] if forbidden == ["A0505"] else [])


@pytest.mark.parametrize(
    ("sign", "encoding"),
    [(",", "utf-8"), (";", "utf-8-sig"), ("\t", "utf-16"), ("|", "utf-8"), (",", "utf-16")],
)
def test_delimiters_and_encodings_are_found(sign: str, encoding: str, tmp_path: Path) -> None:
    commas = "Has the city signed a public commitment to digital rights?"
    headings = ["Ville, région, pays", commas, "M01.2"]
    rows = [["Orléans, Loiret", "planned", "none"], ["Zürich, «Ü», CH", "none", "planned"]]
    path = write_csv(tmp_path / "export.csv", headings, rows, sign, encoding)
    form = FLAGSHIP.read_form(path)
    assert form.keys.to_dicts() == [{headings[0]: row[0]} for row in rows]
    assert [value(answers, "M01.1") for answers in form] == ["planned", "none"]


def test_a_comma_in_headings_is_no_delimiter(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_text("Name, first, and last;M01.1\nA;planned\nB, C;none\n", encoding="utf-8")
    assert FLAGSHIP.read_form(path).keys.columns == ["Name, first, and last"]


def test_what_is_named_is_used(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_bytes("Ort~M01.1\nZürich~planned\n".encode("cp1252"))
    with pytest.raises(digirights.AnswersError, match="cp1252") as caught:
        FLAGSHIP.read_form(path, delimiter="~")
    assert caught.value.code == "T1008"
    form = FLAGSHIP.read_form(path, delimiter="~", encoding="cp1252")
    assert form.keys["Ort"] == ["Zürich"]


def test_rows_and_tables_in_memory_read_alike() -> None:
    rows = [
        {"City": "A", "M01.1": "planned", "M03.7": 0.5, "M01_3": ["none"], "day": datetime.date(2026, 5, 31)},
        {"City": "B", "M01.1": None, "M03.7": 1, "M01_3": None, "day": None, "flag": True, "deep": {"a": 1}},
    ]
    form = FLAGSHIP.read_form(rows)
    assert len(form.problems) == 0
    assert value(form[0], "M03.7") == 0.5
    assert value(form[1], "M03.7") == 1
    assert value(form[0], "M01.3") == ["none"]
    assert form.keys.to_dicts()[1] == {"City": "B", "day": None, "flag": "TRUE", "deep/a": "1"}
    frame = polars.DataFrame([{key: row[key] for key in ("City", "M01.1", "M03.7", "day")} for row in rows])
    again = FLAGSHIP.read_form(frame)
    assert value(again[0], "M01.1") == "planned"
    assert again.keys["day"] == ["2026-05-31", None]


def test_cells_of_a_workbook_are_what_a_form_tool_would_write(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.active
    page.append([None])
    page.append([None, "City", "M03.7", "M01.1", "a", "b", "c", "d", "e", "f", None, "g"])
    moment = datetime.datetime(2026, 5, 31, 10, 30)
    page.append(
        [None, "A", 0.57, "planned", 3, 3.0, 2.5, True, datetime.date(2026, 5, 31), moment, None, 1e15]
    )
    page.append([])
    page.append([None, "B", 0.07, "=1/0", -0.0, "#N/A", datetime.time(10, 30), False, "007", " x "])
    for cell in ("C3", "C5"):
        page[cell].number_format = "0.0%"
    page["G3"].number_format = '0.0"%"'
    book.save(tmp_path / "export.xlsx")
    form = FLAGSHIP.read_form(tmp_path / "export.xlsx")
    assert [value(answers, "M03.7") for answers in form] == [0.57, 0.07]
    first, second = form.keys.to_dicts()
    assert list(first.values()) == [
        "A", "3", "3", "2.5", "TRUE", "2026-05-31", "2026-05-31T10:30:00", "1000000000000000"
    ]  # fmt: skip
    assert list(second.values()) == ["B", "0", "#N/A", "10:30:00", "FALSE", "007", " x ", None]
    assert form.problems["line"] == []


def test_sheets_are_chosen_and_those_left_out_are_named(tmp_path: Path) -> None:
    repeat = [["_index", "_parent_index"], [1, 1]]
    more = {"begin_repeat": repeat, "empty": [], "Other": [["M01.1"], ["none"]]}
    path = write_xlsx(tmp_path / "export.xlsx", ["M01.1"], [["planned"]], **more)
    form = FLAGSHIP.read_form(path)
    assert [(warning.code, warning.found) for warning in form.warnings] == [
        ("T1010", "`begin_repeat`, beside `Export`"),
        ("T1010", "`Other`, beside `Export`"),
    ]
    assert [warning.code for warning in digirights.score_table(path).warnings] == ["T1010", "T1010"]
    assert value(FLAGSHIP.read_form(path, sheet="Other")[0], "M01.1") == "none"
    with pytest.raises(digirights.UsageError) as unknown:
        FLAGSHIP.read_form(path, sheet="Othr")
    assert (unknown.value.code, unknown.value.nearest) == ("T1009", "Other")
    assert "begin_repeat" in unknown.value.expected
    with pytest.raises(digirights.AnswersError) as caught:
        FLAGSHIP.read_form(path, sheet="begin_repeat")
    assert caught.value.code == "T1004"
    assert "`Other`, beside `begin_repeat`" in [problem.found for problem in caught.value.problems]


def test_names_that_come_twice_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_text("Name,,M01,M01,Name,M01.1\na,b,c,d,e,planned\n", encoding="utf-8")
    form = FLAGSHIP.read_form(path)
    expected = {"Name": "a", "column (2)": "b", "M01": "c", "M01 (4)": "d", "Name (5)": "e"}
    assert form.keys.to_dicts() == [expected]
    assert [warning.found for warning in form.warnings] == ["a column without a heading"]
    scored = digirights.score_table(path, measures=["point"], nodes=["M01"], lenses=False)
    assert scored.to_polars().to_dicts() == [{**expected, "M01.point": 0.25}]
    assert [warning.found for warning in scored.warnings] == ["a column without a heading"]
    path.write_text("M01.1,M01_1\nplanned,none\n", encoding="utf-8")
    with pytest.raises(digirights.AnswersError) as caught:
        FLAGSHIP.read_form(path)
    assert (caught.value.code, caught.value.file) == ("T1002", str(path))


def test_long_files_are_scored_as_tables(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    path.write_text("city,question,value\nA,M01.1,planned\nA,M03.7,0.5\nB,M01.1,none\n", encoding="utf-8")
    scored = digirights.score_table(path, layout="long", measures=["point"], nodes=["M01"], lenses=False)
    assert scored.to_dicts() == [{"city": "A", "M01.point": 0.25}, {"city": "B", "M01.point": 0.0}]


@pytest.mark.parametrize(
    ("call", "error"),
    [
        (lambda: FLAGSHIP.read_form(7), TypeError),  # type: ignore[arg-type]
        (lambda: FLAGSHIP.read_form({"M01.1": ["planned"]}), TypeError),  # type: ignore[arg-type]
        (lambda: FLAGSHIP.read_form([["M01.1"]]), TypeError),  # type: ignore[list-item]
        (lambda: FLAGSHIP.read_form([{1: "planned"}]), TypeError),  # type: ignore[dict-item]
        (lambda: FLAGSHIP.read_form([{"M01.1": "x"}], sheet="a"), TypeError),
        (lambda: FLAGSHIP.read_form([{"M01.1": "\ud800"}]), digirights.AnswersError),
        (lambda: FLAGSHIP.read_form([]), digirights.AnswersError),
        (lambda: FLAGSHIP.read_form("no/such/file.csv"), FileNotFoundError),
        (lambda: digirights.score_table("no/such/file.csv"), FileNotFoundError),
    ],
)
def test_what_is_no_table_is_said(call: Callable[[], object], error: type[Exception]) -> None:
    with pytest.raises(error):
        call()


def test_a_form_of_nothing_but_questions_has_no_keys() -> None:
    form = FLAGSHIP.read_form([{"M01.1": "planned"}, {"M01.1": "none"}])
    assert form.keys.shape == (2, 0)
    assert form.keys.to_dicts() == [{}, {}]
    assert form.score(measures=["point"], nodes=["M01"], lenses=False)["M01.point"] == [0.25, 0.0]


def test_groups_may_be_rows_inside_rows() -> None:
    rows: list[dict[str, Any]] = [
        {"__id": "uuid:1", "__system": {"submitterName": "A"}, "M01": {"M01_1": "planned", "M01_2": None}},
        {
            "__id": "uuid:2",
            "__system": None,
            "M01": {"M01_1": "none", "M01_2": "none"},
            "M03": {"inner": {"M03_7": 0.5}},
        },
    ]
    arrow = pyarrow.Table.from_pylist(rows, pyarrow.Table.from_pylist(rows[::-1]).schema)
    for source in (rows, polars.from_dicts(rows), pyarrow.Table.from_pylist(rows), arrow):
        form = FLAGSHIP.read_form(source)
        assert form[0]["M01.1"]["value"] == "planned"
        assert form.keys["__system/submitterName"] == ["A", None]
        assert not form.warnings
    form = FLAGSHIP.read_form(rows)
    assert form[1]["M03.7"]["value"] == 0.5
    with pytest.raises(TypeError, match="headings are text, not 1"):
        FLAGSHIP.read_form([{"M01": {1: "planned"}}])  # type: ignore[dict-item]


def test_what_pandas_has_for_nothing_is_nothing() -> None:
    frame = pandas.DataFrame(
        {
            "M01.1": pandas.array(["planned", None], "string"),
            "M03.7": pandas.array([0.5, None], "Float64"),
            "date": pandas.to_datetime(["2026-05-31", None]),
        }
    )
    for missing in (pandas.NA, pandas.NaT, float("nan"), numpy.datetime64("NaT"), numpy.float32("nan")):
        rows = [*frame.to_dict("records")[:1], dict.fromkeys(frame.columns, missing)]
        form = FLAGSHIP.read_form([*rows, {"M01.1": "none"}])
        assert len(form) == 2
        assert not len(form.problems)
        assert str(form[0].date).startswith("2026-05-31")
    form = FLAGSHIP.read_form(frame.to_dict("records"))
    assert not len(form.problems)
    assert len(form) == 1
