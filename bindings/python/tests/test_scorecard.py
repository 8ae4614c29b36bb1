# SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
from __future__ import annotations

import copy
import json
from pathlib import Path

import pytest

import digirights
from support import mini, said


def test_answers_are_taken_in_every_form(tmp_path: Path) -> None:
    questionnaire = digirights.Questionnaire.from_dict(mini())
    document = said(q1="partly")
    text = json.dumps(document)
    path = tmp_path / "answers.json"
    path.write_text(text)
    answers = digirights.Answers.from_dict(document)
    forms = [
        document,
        text,
        "\ufeff \n" + text,
        text.encode(),
        bytearray(text.encode()),
        path,
        str(path),
        answers,
    ]
    cards = [questionnaire.score(form) for form in forms]
    assert {card.to_json() for card in cards} == {cards[0].to_json()}
    assert (cards[0].point, cards[0].low, cards[0].high) == (0.5, 0.25, 0.75)


def test_the_questionnaire_is_taken_in_every_form(tmp_path: Path, samples) -> None:
    path = tmp_path / "mini.json"
    path.write_text(json.dumps(mini()))
    questionnaire = digirights.Questionnaire.load(path)
    cards = [digirights.score(said(q1="yes"), one) for one in (questionnaire, path, str(path))]
    assert [card.point for card in cards] == [1, 1, 1]
    assert digirights.score(samples["midsized"], "digital-rights") == digirights.score(samples["midsized"])


def test_a_profile_is_scored_and_leaves_the_digest_of_the_answers_alone(samples) -> None:
    whole = digirights.score(samples["midsized"])
    part = digirights.score(samples["midsized"], profile="quick-scan")
    assert (whole.profile, part.profile) == (None, "quick-scan")
    assert part.point != whole.point
    assert part.root.asked < whole.root.asked
    assert part.to_dict()["answers"] == whole.to_dict()["answers"]


def test_an_unscored_node_says_what_it_may_still_get() -> None:
    card = digirights.score(said(), digirights.Questionnaire.from_dict(mini()))
    assert card.point is None
    assert (card.low, card.high, card.root.state) == (0, 1, "unanswered")
    assert (card.level, card.level_low, card.level_high) == (None, None, None)
    assert "no score yet" in repr(card)
    nothing = digirights.score(
        said(q1={"state": "not_applicable"}),
        digirights.Questionnaire.from_dict(
            mini({"id": "q1", "answer": {"kind": "yes_no"}, "not_applicable": "allowed"})
        ),
    )
    assert (nothing.point, nothing.low, nothing.high, nothing.root.state) == (
        None,
        None,
        None,
        "not_applicable",
    )


def test_points_keep_their_units() -> None:
    points = [{"id": "q1", "maximum": 30, "answer": {"kind": "share"}}]
    root = {"id": "whole", "rule": "sum", "maximum": 30, "children": points}
    questionnaire = digirights.Questionnaire.from_dict(mini(root=root))
    card = questionnaire.score(said(q1=0.4))
    assert (card.point, card.maximum) == (12, 30)
    assert "12 of 30" in repr(card)
    assert "12" in card._repr_html_()


def test_the_next_level_says_what_blocks_it(samples) -> None:
    blocked = digirights.score(samples["midsized"]).node("M03").next_level
    assert blocked is not None
    assert blocked.level == "leading"
    assert blocked.cut_point == 0.75
    assert blocked.missing == pytest.approx(0.75 - 0.6277777)
    assert [gate.questions for gate in blocked.gates] == [["M03.1"]]
    assert not blocked.gates[0].open


def test_strengths_and_weaknesses(samples) -> None:
    card = digirights.score(samples["midsized"])
    assert [one.node for one in card.strengths] == [one["node"] for one in card.to_dict()["strengths"]]
    assert all(one.certain for one in card.strengths)
    assert [one.node for one in card.weaknesses] == ["M08", "M13"]
    assert card.weaknesses[0].title == "Independent advice and oversight"


def test_narrowing_names_the_missing_answers(samples) -> None:
    card = digirights.score(samples["smalltown"])
    assert [one.narrows for one in card.narrowing(5)] == sorted(
        (one.narrows for one in card.narrowing(5)), reverse=True
    )
    assert len(card.narrowing(5)) == 5
    assert card.narrowing(0) == []
    with pytest.raises(ValueError, match="below 0"):
        card.narrowing(-1)


def test_answers_that_cannot_be_used_are_left_aside_when_asked() -> None:
    questionnaire = digirights.Questionnaire.from_dict(mini())
    answers = said(q1="mostly", q2=0.5, q9=1)
    with pytest.raises(digirights.AnswersError):
        questionnaire.score(answers)
    card = questionnaire.score(answers, strict=False)
    assert card.point == 0.5
    assert [problem.code for problem in card.unused] == ["A0502", "A0501"]
    assert card.to_dict()["unused"][0]["code"] == "A0502"
    with pytest.raises(digirights.UsageError, match="A0509"):
        questionnaire.score(answers, profile="x", strict=False)


def test_an_answer_that_a_condition_hides_is_kept_and_not_counted() -> None:
    hidden = {"id": "q2", "answer": {"kind": "yes_no"}, "show_when": {"question": "q1", "is": "yes"}}
    questionnaire = digirights.Questionnaire.from_dict(
        mini({"id": "q1", "answer": {"kind": "yes_no"}}, hidden)
    )
    card = questionnaire.score(said(q1="no", q2="yes"))
    assert card.kept_not_counted == ["q2"]
    assert questionnaire.questions["conditional"] == [False, True]


def test_a_scorecard_keeps_the_answers_it_was_made_from(samples) -> None:
    answers = digirights.Answers.from_dict(samples["smalltown"])
    card = digirights.score(answers)
    before = card.answers.digest
    answers.set("M01.1", "evidenced")
    card.answers.set("M01.1", "evidenced")
    assert card.answers.digest == before != answers.digest
    assert card.to_dict()["answers"]["digest"] == before


def test_a_result_handed_out_is_the_users_own(samples) -> None:
    card = digirights.score(samples["midsized"])
    card.to_dict()["nodes"].clear()
    card.root.contributions.clear()
    card.strengths.clear()
    assert card.to_dict()["nodes"]
    assert card.root.contributions
    assert card.strengths


def test_equal_results_are_equal(samples) -> None:
    one, same = digirights.score(samples["midsized"]), digirights.score(samples["midsized"])
    other = digirights.score(samples["largecity"])
    assert one == same
    assert hash(one) == hash(same)
    assert one != other
    assert one != "card"
    assert copy.deepcopy(one) == one


def test_scorecards_are_made_by_scoring() -> None:
    for kind in (digirights.Scorecard, digirights.Plan, digirights.Comparison, digirights.Questionnaire):
        with pytest.raises(TypeError, match="use `"):
            kind()


def test_a_node_that_is_not_there(samples) -> None:
    with pytest.raises(ValueError, match="did you mean 'foundations'"):
        digirights.score(samples["midsized"]).node("foundation")


def test_answers_to_an_earlier_version_are_carried_over_with_a_warning() -> None:
    questionnaire = digirights.Questionnaire.from_dict(
        mini(version="2.0.0", bridges=[{"from": "1.0", "rename": {"old": "q1"}, "dropped": ["gone"]}])
    )
    answers = said(old="yes", gone=1)
    with pytest.warns(
        digirights.BridgeWarning, match=r"mini 1\.0\.0 are carried over to 2\.0\.0.*gone"
    ) as caught:
        card = questionnaire.score(answers)
    assert Path(caught[0].filename) == Path(__file__)
    assert card.point == 1
    assert card.answers.version == "2.0.0"
    bridged = questionnaire.bridge(answers)
    assert (bridged.from_version, bridged.dropped) == ("1.0.0", ["gone"])
    assert questionnaire.score(bridged.answers).point == 1
    same = questionnaire.bridge(bridged.answers)
    assert (same.answers, same.dropped) == (bridged.answers, [])
    with pytest.warns(digirights.BridgeWarning):
        assert digirights.compare(answers, bridged.answers, questionnaire=questionnaire).change == 0


def test_no_bridge_leads_here() -> None:
    questionnaire = digirights.Questionnaire.from_dict(mini(version="2.0.0"))
    with pytest.raises(digirights.AnswersError) as refused:
        questionnaire.score(said())
    assert refused.value.code == "A0504"
    with pytest.raises(digirights.AnswersError) as refused:
        questionnaire.bridge(said())
    assert refused.value.code == "B0701"
