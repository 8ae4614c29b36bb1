# SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
from __future__ import annotations

import json
from pathlib import Path

import pytest

import digirights
from support import mini, said


def test_a_result_in_every_form(samples, tmp_path: Path) -> None:
    card = digirights.score(samples["midsized"])
    path = tmp_path / "result.json"
    path.write_text(card.to_json(), encoding="utf-8")
    for result in (card, card.to_dict(), card.to_json(), card.to_json().encode(), path, str(path)):
        verification = digirights.verify(result, samples["midsized"])
        assert verification
        assert (verification.verified, verification.differences) == (True, [])


def test_what_was_changed_is_found(samples) -> None:
    result = digirights.score(samples["midsized"]).to_dict()
    result["nodes"]["M01"]["score"]["point"] += 1e-15
    verification = digirights.verify(result, samples["midsized"])
    assert not verification
    (difference,) = verification.differences
    assert (difference.code, difference.path) == ("V0802", "/nodes/M01/score/point")


def test_other_answers_have_another_digest(samples) -> None:
    answers = digirights.Answers.from_dict(samples["midsized"])
    result = digirights.score(answers)
    answers.set("M01.1", "none")
    found = digirights.verify(result, answers).differences
    assert [problem.path for problem in found] == ["/answers/digest"]


def test_answers_verify_after_they_were_saved(samples, tmp_path: Path) -> None:
    answers = digirights.Answers.from_dict(samples["midsized"])
    answers.set("M01.1", "none", note="bare before")
    result = digirights.score(answers)
    answers.save(tmp_path / "city.json")
    assert digirights.verify(result, tmp_path / "city.json")


def test_the_profile_of_the_result_is_scored(samples) -> None:
    result = digirights.score(samples["midsized"], profile="quick-scan")
    assert digirights.verify(result, samples["midsized"])
    assert digirights.verify(result.to_dict(), samples["midsized"])


def test_another_questionnaire() -> None:
    questionnaire = digirights.Questionnaire.from_dict(mini())
    result = questionnaire.score(said(q1="yes"))
    assert digirights.verify(result, said(q1="yes"), questionnaire)
    with pytest.raises(ValueError, match="not on board"):
        digirights.verify(result, said(q1="yes"))


@pytest.mark.parametrize(
    "result", ["{}", "[1]", "{", '{"profile": [1]}', b"\xff{", {}, {"engine": 1}, "[" * 99_999]
)
def test_what_is_no_result(result, samples) -> None:
    with pytest.raises(digirights.ResultError) as refused:
        digirights.verify(result, samples["midsized"])
    assert refused.value.code[0] in "JV"


def test_results_of_a_wrong_type(samples) -> None:
    with pytest.raises(TypeError, match="not NoneType"):
        digirights.verify(None, samples["midsized"])  # type: ignore[arg-type]
    with pytest.raises(FileNotFoundError):
        digirights.verify("nothing.json", samples["midsized"])
    with pytest.raises(digirights.ResultError):
        digirights.verify({"score": float("nan")}, samples["midsized"])


def test_json_text_is_the_whole_result(samples) -> None:
    card = digirights.score(samples["midsized"])
    assert json.loads(card.to_json()) == card.to_dict()
