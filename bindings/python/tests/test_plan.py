# SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
from __future__ import annotations

import pytest

import digirights


def test_recommendations_are_the_documents(samples) -> None:
    plan = digirights.plan(samples["smalltown"])
    document = plan.to_dict()
    assert plan.recommendations["action"] == [one["action"] for one in document["recommendations"]]
    assert plan.recommendations["gain"] == [one["gain"] for one in document["recommendations"]]
    assert plan.recommendations["priority"] == sorted(plan.recommendations["priority"], reverse=True)
    first = plan.recommendations[0]
    assert first["title"] != first["action"]
    assert first["questions"]
    assert plan.target is None
    assert (plan.city, plan.level) == ("Ostrelle", "emerging")
    assert plan.point == digirights.score(samples["smalltown"]).point
    assert repr(plan) == f"<Plan for 'Ostrelle': {len(plan.recommendations)} recommendations>"


def test_the_roadmap_is_in_the_order_of_doing(samples) -> None:
    plan = digirights.plan(samples["smalltown"], capacity=[10, 10, 10])
    document = plan.to_dict()["roadmap"]
    listed = [action for stretch in document["stretches"] for action in stretch["actions"]] + document[
        "later"
    ]
    assert plan.roadmap["action"] == listed
    assert plan.roadmap["step"] == list(range(1, len(listed) + 1))
    assert document["later"]
    assert plan.roadmap[-1]["horizon"] is None
    assert plan.stretches["horizon"] == ["short", "medium", "long"]
    assert [(row["from_month"], row["to_month"]) for row in plan.stretches] == [(0, 6), (6, 18), (18, 36)]
    done: set[str] = set()
    requires = {row["action"]: row["requires"] for row in plan.recommendations}
    for action in listed:
        assert set(requires[action]) <= done
        done.add(action)


def test_the_least_effort_to_a_level(samples) -> None:
    target = digirights.plan(samples["midsized"], target="advancing").target
    assert target is not None
    assert (target.kind, target.target) == ("level", "advancing")
    assert (target.reached, target.proved, target.level_after) == (True, True, "advancing")
    assert target.effort == target.bound == 38
    assert target.gap == 0
    assert target.within_budget is None


def test_a_score_is_a_share_of_the_maximum(samples) -> None:
    target = digirights.plan(samples["midsized"], target=0.6).target
    assert target is not None
    assert (target.kind, target.target) == ("score", 0.6)
    assert target.score_after >= 0.6
    whole = digirights.plan(samples["midsized"], target=1).target
    assert whole is not None
    assert whole.target == 1
    assert not whole.reached


def test_the_greatest_gain_within_a_budget(samples) -> None:
    target = digirights.plan(samples["midsized"], budget=60).target
    assert target is not None
    assert (target.kind, target.target) == ("budget", 60)
    assert target.effort <= 60
    both = digirights.plan(samples["midsized"], target="advancing", budget=10).target
    assert both is not None
    assert (both.kind, both.within_budget) == ("level", False)


def test_a_plan_is_made_from_answers_or_a_scorecard(samples) -> None:
    card = digirights.score(samples["midsized"], profile="quick-scan")
    plan = card.plan("advancing")
    assert plan == digirights.plan(card, "advancing")
    assert plan == digirights.plan(samples["midsized"], "advancing", profile="quick-scan")
    assert hash(plan) == hash(card.plan("advancing"))
    assert plan != digirights.plan(samples["midsized"], "advancing")
    for more in ({"profile": "quick-scan"}, {"questionnaire": "digital-rights"}):
        with pytest.raises(TypeError, match="a scorecard has its questionnaire"):
            digirights.plan(card, **more)
