# SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
from __future__ import annotations

import copy
import datetime
import json
import os
import stat
import sys
from pathlib import Path

import numpy
import pytest

import digirights
from digirights import Answers
from support import mini, said

MINI = digirights.Questionnaire.from_dict(mini())


def test_a_new_answers_file() -> None:
    answers = Answers(
        MINI, city="Aarhus", date=datetime.date(2026, 5, 31), role="legal", context={"population": 350_000}
    )
    answers.set(
        "q1", "partly", note="so far", evidence=["https://example.org"], confidence="high", at="2026-05-02"
    )
    answers.set("q2", {"part": 3, "whole": 12})
    assert answers.to_dict() == {
        "format": "1.0",
        "questionnaire": {"id": "mini", "version": "1.0.0"},
        "city": "Aarhus",
        "date": "2026-05-31",
        "role": "legal",
        "context": {"population": 350_000},
        "answers": {
            "q1": {
                "value": "partly",
                "note": "so far",
                "evidence": ["https://example.org"],
                "confidence": "high",
                "at": "2026-05-02",
            },
            "q2": {"value": {"part": 3, "whole": 12}},
        },
    }
    assert MINI.score(answers).point == 0.375
    assert (answers.questionnaire, answers.version) == ("mini", "1.0.0")
    assert (answers.city, answers.date, answers.role, answers.profile) == (
        "Aarhus",
        "2026-05-31",
        "legal",
        None,
    )
    assert answers.context == {"population": 350_000}
    assert list(answers) == ["q1", "q2"]
    assert "q1" in answers
    assert "q9" not in answers
    assert repr(answers) == "<Answers of 'Aarhus' to mini 1.0.0: 2 questions>"


def test_the_four_states() -> None:
    answers = Answers(MINI)
    answers.set("q1", state="dont_know")
    assert answers["q1"] == {"state": "dont_know"}
    answers.set("q1", state="not_applicable", reason="no such service")
    assert answers["q1"] == {"state": "not_applicable", "reason": "no such service"}
    answers.set("q1")
    assert answers["q1"] == {"state": "unanswered"}
    answers.set("q1", True)
    assert answers["q1"] == {"value": True}
    answers.remove("q1")
    assert len(answers) == 0
    with pytest.raises(KeyError):
        answers.remove("q1")
    with pytest.raises(KeyError):
        answers["q1"]


def test_a_wrong_answer_leaves_what_was_there() -> None:
    answers = Answers(MINI)
    answers.set("q1", "yes")
    before = answers.to_dict()
    wrong = [
        ({"value": "yes", "state": "dont_know"}, "A0510"),
        ({"state": "maybe"}, "S0204"),
        ({"value": 1, "at": "yesterday"}, "S0207"),
        ({"value": 1, "confidence": "total"}, "S0204"),
        ({"value": float("nan")}, "S0201"),
    ]
    for given, code in wrong:
        with pytest.raises(digirights.AnswersError) as refused:
            answers.set("q1", **given)
        assert refused.value.code == code
        assert refused.value.path.startswith("/answers/q1")
        assert answers.to_dict() == before
    with pytest.raises(TypeError, match="not one text"):
        answers.set("q1", 1, evidence="https://example.org")
    with pytest.raises(digirights.AnswersError):
        Answers(MINI, date="soon")
    with pytest.raises(digirights.AnswersError):
        Answers(MINI, context={"people": 1})


def test_a_document_comes_back_as_it_was_given() -> None:
    document = said(q1=True, q2={"value": 0.1, "note": "é"})
    answers = Answers.from_dict(document)
    assert answers.to_dict() == document
    assert json.loads(answers.to_json()) == document
    assert Answers.from_json(answers.to_json()).digest == answers.digest
    answers.to_dict()["answers"].clear()
    answers["q2"].clear()
    assert answers.to_dict() == document


def test_plain_values_stand_for_what_other_libraries_hold() -> None:
    several = {
        "id": "q3",
        "answer": {"kind": "several", "options": [{"id": "a", "value": 0.5}, {"id": "b", "value": 0.5}]},
    }
    date = {"id": "q4", "answer": {"kind": "date"}}
    number = {"id": "q5", "answer": {"kind": "number", "curve": {"shape": "linear", "worst": 0, "best": 10}}}
    questionnaire = digirights.Questionnaire.from_dict(mini(several, date, number))
    answers = said(q3={"b", "a"}, q4=datetime.date(2026, 1, 2), q5=numpy.int64(10))
    assert Answers.from_dict(answers).to_dict()["answers"] == {"q3": ["a", "b"], "q4": "2026-01-02", "q5": 10}
    assert questionnaire.score(answers).point == 1
    answers = said(q3=numpy.array(["a"]), q5=numpy.float32(5))
    assert questionnaire.score(answers).point == 0.5


def test_files_are_written_whole(tmp_path: Path) -> None:
    path = tmp_path / "city.json"
    answers = Answers.from_dict(said(q1="yes", q2={"value": 0.5, "note": "größer"}))
    answers.save(path)
    assert path.read_text(encoding="utf-8") == answers.to_json()
    assert Answers.load(path) == answers
    assert [entry.name for entry in tmp_path.iterdir()] == ["city.json"]
    answers.set("q2", 1)
    answers.save(str(path))
    assert Answers.load(path)["q2"] == {"value": 1}


@pytest.mark.skipif(sys.platform == "win32", reason="permissions are those of Unix")
def test_files_keep_their_permissions(tmp_path: Path) -> None:
    path = tmp_path / "city.json"
    Answers(MINI).save(path)
    mask = os.umask(0)
    os.umask(mask)
    assert stat.S_IMODE(path.stat().st_mode) == 0o666 & ~mask
    path.chmod(0o640)
    Answers(MINI).save(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_what_cannot_be_written_leaves_nothing_behind(tmp_path: Path, monkeypatch) -> None:
    path = tmp_path / "city.json"
    path.write_text("before")
    monkeypatch.setattr(os, "replace", lambda *_: (_ for _ in ()).throw(OSError("full")))
    with pytest.raises(OSError, match="full"):
        Answers(MINI).save(path)
    assert path.read_text() == "before"
    assert [entry.name for entry in tmp_path.iterdir()] == ["city.json"]
    with pytest.raises(IsADirectoryError):
        Answers(MINI).save(tmp_path)
    with pytest.raises(FileNotFoundError):
        Answers(MINI).save(tmp_path / "nowhere" / "city.json")


def test_copies_are_apart() -> None:
    answers = Answers.from_dict(said(q1="yes"))
    for other in (copy.copy(answers), copy.deepcopy(answers)):
        other.set("q1", "no")
        other.set("q2", 1)
        assert answers.to_dict() == said(q1="yes")
        assert other != answers
    assert answers == Answers.from_dict(said(q1="yes"))
    assert answers != said(q1="yes")
    with pytest.raises(TypeError, match="unhashable"):
        hash(answers)


def test_many_answers_are_set_in_reasonable_time() -> None:
    answers = Answers(MINI)
    for number in range(2000):
        answers.set(f"q{number}", number)
    assert len(answers) == 2000


def test_answers_to_what_is_not_on_board() -> None:
    with pytest.raises(ValueError, match=r"'mini', which is not on board.*digital-rights"):
        digirights.score(said())
    with pytest.raises(FileNotFoundError):
        Answers("mini")
