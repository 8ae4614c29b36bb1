# SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
"""Whatever is given, what comes back is a result or an exception that says what is wrong."""

from __future__ import annotations

import json
import math
import pickle
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

import digirights
from digirights import Answers, AnswersError, Questionnaire, QuestionnaireError, UsageError
from support import ROOT, mini, said

MINI = Questionnaire.from_dict(mini())
MALFORMED = ROOT / "tests" / "malformed"
DEEP = "[" * 100_000


def test_every_problem_is_said_at_once() -> None:
    with pytest.raises(AnswersError) as refused:
        MINI.score(said(q1="partlly", q9="x", q2=2))
    error = refused.value
    assert [problem.code for problem in error.problems] == ["A0502", "A0508", "A0501"]
    first = error.problems[0]
    assert (error.code, error.path, error.found) == (first.code, first.path, first.found) == (
        "A0502", "/answers/q1", "`partlly`",
    )  # fmt: skip
    assert (error.nearest, error.file) == ("partly", None)
    assert "yes" in error.expected
    assert (first.severity, first.line, first.column) == ("problem", None, None)
    assert first.title == "the answer is not on the scale"
    assert first.help
    assert first.to_dict()["nearest"] == "partly"
    assert str(first).startswith("A0502 the answer is not on the scale at /answers/q1: found `partlly`")
    assert repr(first).startswith("<Problem A0502")
    assert str(error).splitlines()[0] == "3 problems in the answers"
    assert len(str(error).splitlines()) == 4
    assert isinstance(error, (digirights.ProblemsError, digirights.DigirightsError))
    assert isinstance(error, ValueError)


def test_one_problem_is_one_line() -> None:
    with pytest.raises(AnswersError) as refused:
        MINI.score(said(q1=7))
    assert len(str(refused.value).splitlines()) == 1
    assert str(refused.value) == str(refused.value.problems[0])


def test_many_problems_are_counted() -> None:
    with pytest.raises(AnswersError) as refused:
        MINI.score(said(**{f"x{number}": 1 for number in range(60)}))
    assert len(refused.value.problems) == 60
    assert "40 more" in str(refused.value)


def test_problems_name_the_file(tmp_path: Path) -> None:
    path = tmp_path / "city.json"
    path.write_text(json.dumps(said(q1="mostly")))
    for answers in (path, Answers.load(path)):
        with pytest.raises(AnswersError) as refused:
            MINI.score(answers)
        assert refused.value.file == str(path)
        assert f"{path}#/answers/q1" in str(refused.value)
    (tmp_path / "broken.json").write_text('{"format": \n 1.0,, }')
    with pytest.raises(AnswersError) as refused:
        Answers.load(tmp_path / "broken.json")
    problem = refused.value.problems[0]
    assert (problem.code, problem.line) == ("J0102", 2)
    folder = tmp_path / "folder"
    (folder / "text").mkdir(parents=True)
    (folder / "questionnaire.json").write_text(json.dumps(mini(languages=["en"])))
    (folder / "text" / "en.json").write_text('{"title": 5}')
    with pytest.raises(QuestionnaireError) as refused:
        Questionnaire.load(folder)
    assert refused.value.file == "text/en.json"


def test_exceptions_cross_processes() -> None:
    with pytest.raises(AnswersError) as refused:
        MINI.score(said(q1="mostly"))
    again = pickle.loads(pickle.dumps(refused.value))
    assert type(again) is AnswersError
    assert again.problems == refused.value.problems
    assert str(again) == str(refused.value)


def test_words_of_the_input_cannot_steer_a_terminal() -> None:
    with pytest.raises(AnswersError) as refused:
        MINI.score(said(q1="\x1b[2J\x07evil"))
    assert "\x1b" not in str(refused.value)
    assert "evil" in str(refused.value)
    assert "\x1b" not in repr(refused.value.problems[0])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "J0102"),
        ("  ", "J0102"),
        ("{", "J0102"),
        ("{}", "S0202"),
        ("[]", "S0201"),
        ('{"format": NaN}', "J0102"),
        ('{"a": 1, "a": 2}', "J0104"),
        ("[1e999]", "J0102"),
        ('["\\ud800"]', "J0102"),
        ("{\ud800", "J0103"),
        (DEEP, "J0105"),
        ("{" + " " * (16 << 20) + "}", "J0101"),
        ("[" + "1," * 400_000 + "1]", "J0106"),
        ('{"' + "k" * 300 + '": 1}', "J0107"),
    ],
    ids=lambda value: value[:12] if len(value) < 200 else f"{value[:3]}…",
)
def test_text_that_is_none(text: str, code: str) -> None:
    for read, error in ((Answers.from_json, AnswersError), (Questionnaire.from_json, QuestionnaireError)):
        with pytest.raises(error) as refused:
            read(text)
        assert refused.value.code == code
    with pytest.raises(AnswersError) as refused:
        MINI.score(text)
    assert refused.value.code == code


def test_bytes_that_are_none() -> None:
    for data in (b"\xff\xfe{}", b'{"a": "\xff"}'):
        with pytest.raises(AnswersError) as refused:
            Answers.from_json(data)
        assert refused.value.code == "J0103"
    with pytest.raises(QuestionnaireError) as refused:
        Questionnaire.from_files({"questionnaire.json": b"\xff"})
    assert (refused.value.code, refused.value.file) == ("J0103", "questionnaire.json")


def test_huge_files_are_not_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "huge.json"
    with path.open("wb") as file:
        file.truncate(1 << 40)
    with pytest.raises(AnswersError) as refused:
        MINI.score(path)
    assert (refused.value.code, refused.value.file) == ("J0101", str(path))
    with pytest.raises(QuestionnaireError):
        Questionnaire.load(path)


@pytest.mark.parametrize("answers", [None, 5, 1.5, True, object(), ["q1"], ("a", "b"), {"q1"}, print])
def test_answers_of_a_wrong_type(answers: Any) -> None:
    with pytest.raises(TypeError, match="expected answers, a dict, JSON text or a path, not"):
        MINI.score(answers)


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_numbers_that_are_none(value: float) -> None:
    with pytest.raises(AnswersError) as refused:
        MINI.score(said(q2={"value": value}))
    assert (refused.value.code, refused.value.path) == ("S0201", "/answers/q2/value")
    assert refused.value.found == repr(value)


def test_values_that_have_no_place_in_json() -> None:
    for value in (object(), 1j, lambda: 1, b"bytes"):
        with pytest.raises(TypeError, match="/answers/q1"):
            MINI.score(said(q1=value))
    with pytest.raises(TypeError, match="keys are text, not 5"):
        MINI.score(said(q1={5: 1}))
    with pytest.raises(AnswersError) as refused:
        MINI.score(said(q2=10**400))
    assert refused.value.code == "S0206"


def test_dicts_that_hold_themselves() -> None:
    endless: dict[str, Any] = {}
    endless["more"] = endless
    with pytest.raises(AnswersError) as refused:
        MINI.score(said(q1=endless))
    assert refused.value.code == "J0105"
    with pytest.raises(AnswersError):
        MINI.score(endless)


def test_files_that_are_not_there(tmp_path: Path) -> None:
    for read in (MINI.score, Answers.load, Questionnaire.load):
        with pytest.raises(FileNotFoundError) as missing:
            read(tmp_path / "nothing.json")
        assert missing.value.filename in (str(tmp_path / "nothing.json"), tmp_path / "nothing.json")
    with pytest.raises(IsADirectoryError):
        Answers.load(tmp_path)
    with pytest.raises(ValueError, match="null"):
        Answers.load("a\0b")


def test_a_questionnaire_that_is_not_there() -> None:
    with pytest.raises(FileNotFoundError, match="did you mean 'digital-rights'"):
        Questionnaire.load("digital-right")
    for name in ("xyz", ""):
        with pytest.raises(FileNotFoundError, match="on board: digital-rights"):
            Questionnaire.load(name)
    with pytest.raises(TypeError):
        Questionnaire.load(5)  # type: ignore[arg-type]


def test_a_folder_that_is_no_questionnaire(tmp_path: Path) -> None:
    with pytest.raises(QuestionnaireError) as refused:
        Questionnaire.load(tmp_path)
    assert refused.value.code == "Q0324"
    (tmp_path / "questionnaire.json").write_text(json.dumps(mini()))
    (tmp_path / "notes.txt").write_text("not of the questionnaire")
    (tmp_path / ".hidden.json").write_text("not of the questionnaire")
    assert Questionnaire.load(tmp_path).id == "mini"
    (tmp_path / "action.json").write_text("[]")
    with pytest.raises(QuestionnaireError) as refused:
        Questionnaire.load(tmp_path)
    assert (refused.value.code, refused.value.nearest) == ("Q0325", "actions.json")
    for number in range(501):
        (tmp_path / f"{number}.json").write_text("{}")
    with pytest.raises(QuestionnaireError, match="at most 500"):
        Questionnaire.load(tmp_path)


def test_what_was_asked_for_is_not_there(samples) -> None:
    for ask, code, near in [
        (lambda: digirights.score(samples["midsized"], profile="quickscan"), "A0509", "quick-scan"),
        (lambda: digirights.score(samples["midsized"], profile="a b"), "A0509", None),
        (lambda: digirights.plan(samples["midsized"], target="Advancing"), "P0901", "advancing"),
        (lambda: digirights.plan(samples["midsized"], target=60), "P0901", None),
        (lambda: digirights.plan(samples["midsized"], target=math.nan), "P0901", None),
        (lambda: digirights.plan(samples["midsized"], budget=-1), "P0902", None),
        (lambda: digirights.plan(samples["midsized"], budget=math.inf), "P0902", None),
        (lambda: digirights.plan(samples["midsized"], capacity=[1, 2, -3]), "P0902", None),
    ]:
        with pytest.raises(UsageError) as refused:
            ask()
        assert (refused.value.code, refused.value.nearest) == (code, near)
    with pytest.raises(UsageError, match="quick-scan"):
        digirights.score(samples["midsized"], profile="quickscan")
    for target in (True, ["advancing"], object()):
        with pytest.raises(TypeError, match="a level or a share"):
            digirights.plan(samples["midsized"], target=target)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="three horizons"):
        digirights.plan(samples["midsized"], capacity=[1, 2])
    with pytest.raises(TypeError):
        digirights.plan(samples["midsized"], budget="much")  # type: ignore[arg-type]


@pytest.mark.parametrize("path", sorted(MALFORMED.glob("questionnaire/*")), ids=lambda path: path.name)
def test_malformed_questionnaires(path: Path) -> None:
    with pytest.raises(QuestionnaireError) as refused:
        Questionnaire.load(path)
    assert path.name.split("-")[0] in [problem.code for problem in refused.value.problems]


@pytest.mark.parametrize("path", sorted(MALFORMED.glob("answers/*")), ids=lambda path: path.name)
def test_malformed_answers(path: Path) -> None:
    with pytest.raises(AnswersError) as refused:
        Questionnaire.load(MALFORMED / "valid-questionnaire.json").score(path)
    assert path.name.split("-")[0] in [problem.code for problem in refused.value.problems]


anything = some.recursive(
    some.none() | some.booleans() | some.floats() | some.integers() | some.text(),
    lambda inner: some.lists(inner, max_size=4) | some.dictionaries(some.text(), inner, max_size=4),
    max_leaves=12,
)


@given(anything)
def test_any_answer_is_scored_or_refused(value: Any) -> None:
    try:
        card = MINI.score(said(q1=value, q2=0.5))
    except AnswersError as error:
        assert error.problems
        assert str(error)
    else:
        assert 0 <= card.low <= card.point <= card.high <= 1


@given(some.dictionaries(some.text(), anything, max_size=5))
def test_any_dict_is_read_or_refused(document: dict[str, Any]) -> None:
    for read in (Answers.from_dict, Questionnaire.from_dict):
        with pytest.raises(digirights.ProblemsError):
            read(document)


@given(some.binary())
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    for read in (Answers.from_json, Questionnaire.from_json):
        with pytest.raises(digirights.ProblemsError):
            read(data)


@given(some.text())
def test_any_text_as_answers(text: str) -> None:
    with pytest.raises((AnswersError, OSError, ValueError)):
        MINI.score(text)
