# SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
from __future__ import annotations

import json
from pathlib import Path

import pytest

import digirights
from support import mini, said

MINI = digirights.Questionnaire.from_dict(mini())


def test_departments_make_the_city(samples) -> None:
    parts = {name: part for name, part in samples.items() if name.startswith("midsized-parts/")}
    merged = digirights.merge(parts)
    assert merged.conflicts == {}
    assert digirights.score(merged.answers).point == digirights.score(samples["midsized"]).point
    assert len(merged.answers) == len(samples["midsized"]["answers"])


def test_contradictions_are_kept_and_settled(tmp_path: Path) -> None:
    parts = {"legal": said(q1="yes", q2=1), "cio": said(q1="no", q2=1.0)}
    merged = digirights.merge(parts)
    assert [side["part"] for side in merged.conflicts["q1"]] == ["legal", "cio"]
    assert merged.answers.conflicts == merged.conflicts
    card = MINI.score(merged.answers)
    assert [problem.code for problem in card.unused] == ["A0513"]
    assert card.unused[0].severity == "warning"
    settlement = {"q1": {"answer": "no", "by": "coordinator", "reason": "the contract has ended"}}
    path = tmp_path / "resolutions.json"
    path.write_text(json.dumps(settlement))
    for given in (settlement, json.dumps(settlement), json.dumps(settlement).encode(), path, str(path)):
        settled = digirights.merge(parts, given)
        assert settled.conflicts == {}
        assert MINI.score(settled.answers).point == 0.5
        assert settled.answers.to_dict()["resolutions"]["q1"][0]["by"] == "coordinator"


def test_parts_are_named_after_their_files(tmp_path: Path) -> None:
    for folder, value in (("a", "yes"), ("b", "no")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "legal.json").write_text(json.dumps(said(q1=value)))
    given = [tmp_path / "a" / "legal.json", str(tmp_path / "b" / "legal.json"), said(q1="partly")]
    sides = digirights.merge(given).conflicts["q1"]
    assert [side["part"] for side in sides] == ["legal", "legal-2", "part"]
    loaded = [digirights.Answers.load(given[0]), digirights.Answers.load(given[1])]
    assert [side["part"] for side in digirights.merge(loaded).conflicts["q1"]] == ["legal", "legal-2"]


def test_what_cannot_be_merged() -> None:
    with pytest.raises(digirights.AnswersError) as refused:
        digirights.merge([])
    assert refused.value.code == "M0601"
    with pytest.raises(digirights.AnswersError) as refused:
        digirights.merge({"one": {**said(), "city": "A"}, "two": {**said(), "city": "B"}})
    assert (refused.value.code, refused.value.path, refused.value.file) == ("M0602", "/city", "two")
    with pytest.raises(digirights.AnswersError) as refused:
        digirights.merge([said(q1="yes")], {"q1": {"answer": "no"}})
    assert refused.value.code == "M0603"
    with pytest.raises(digirights.AnswersError) as refused:
        digirights.merge([said(q1="yes"), said(q1="no")], {"q1": {"anwser": "no"}})
    assert refused.value.code in ("S0202", "S0203")
    for one in (said(), "city.json", b"{}", Path("city.json"), digirights.Answers(MINI)):
        with pytest.raises((TypeError, digirights.AnswersError)):
            digirights.merge(one)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="dict, JSON text or a path, not int"):
        digirights.merge([said()], 5)  # type: ignore[arg-type]
