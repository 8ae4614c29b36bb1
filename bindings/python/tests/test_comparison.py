# SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
from __future__ import annotations

import pytest

import digirights
from support import mini, said

MINI = digirights.Questionnaire.from_dict(mini())


def test_a_year_of_one_city(samples) -> None:
    old, new = digirights.score(samples["midsized-2025"]), digirights.score(samples["midsized"])
    compared = digirights.compare(old, new)
    assert compared == digirights.compare(samples["midsized-2025"], samples["midsized"])
    assert compared == digirights.compare(samples["midsized-2025"], new)
    assert compared.change == new.point - old.point
    assert (compared.direction, compared.certain, compared.same_city) == ("up", True, True)
    assert (compared.old.date, compared.new.date) == (old.date, new.date)
    assert compared.old.completeness == old.completeness
    assert compared.new.city == "Marenpoort"
    assert compared.profile is None
    assert compared.nodes["node"] == new.nodes["node"]
    assert compared.nodes["old"] == old.nodes["point"]
    assert compared.nodes["new_low"] == new.nodes["low"]
    assert compared.nodes["new_level"] == new.nodes["level"]
    assert len(compared.lenses) == len(new.lenses)
    assert compared.lenses["new"] == new.lenses["point"]
    assert repr(compared) == "<Comparison of 'Marenpoort': +24.8 of 100, 91 answers moved>"


def test_answers_that_moved() -> None:
    compared = digirights.compare(
        said(q1="no", q2=0.25), said(q1=True, q2={"state": "dont_know"}), questionnaire=MINI
    )
    assert compared.answers.to_dicts() == [
        {
            "question": "q1", "text": "q1", "old_state": "answered", "new_state": "answered", "old": "no",
            "new": "true", "contribution": 1.0,
        },
        {
            "question": "q2", "text": "q2", "old_state": "answered", "new_state": "dont_know", "old": "0.25",
            "new": None, "contribution": -0.125,
        },
    ]  # fmt: skip
    assert compared.lenses.shape == (0, 12)
    assert compared.change == 0.875


def test_a_side_without_a_score() -> None:
    compared = digirights.compare(said(), said(q1="yes"), questionnaire=MINI)
    assert (compared.change, compared.direction, compared.certain) == (None, "unknown", False)
    assert compared.nodes["old"] == [None]
    assert "unknown" in repr(compared)


def test_two_that_cannot_be_compared(samples) -> None:
    with pytest.raises(digirights.AnswersError) as refused:
        digirights.compare(MINI.score(said(q1="yes")), digirights.score(samples["midsized"]))
    assert refused.value.code == "A0503"
    whole = digirights.score(samples["midsized"])
    with pytest.raises(digirights.AnswersError) as refused:
        digirights.compare(whole, digirights.score(samples["midsized"], profile="quick-scan"))
    assert refused.value.code == "A0509"
    quick = digirights.compare(samples["midsized-2025"], samples["midsized"], profile="quick-scan")
    assert quick.profile == "quick-scan"
