# SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
"""Results cross processes."""

from __future__ import annotations

import copy
import json
import multiprocessing
import pickle
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pandas
import pyarrow
import pytest

import digirights
from digirights import _digirights, _questionnaire
from support import mini, said


def again(value):
    return pickle.loads(pickle.dumps(value))


def test_questionnaires(flagship, tmp_path: Path) -> None:
    assert again(flagship) is flagship
    assert len(pickle.dumps(flagship)) < 300
    path = tmp_path / "mini.json"
    path.write_text(json.dumps(mini()))
    folder = tmp_path / "mini"
    folder.mkdir()
    (folder / "questionnaire.json").write_text(json.dumps(mini()))
    for questionnaire in map(digirights.Questionnaire.load, (path, folder)):
        data = pickle.dumps(questionnaire)
        path.unlink(missing_ok=True)
        other = pickle.loads(data)
        assert other == questionnaire
        assert other.digest == questionnaire.digest
        assert other.score(said(q1="yes")) == questionnaire.score(said(q1="yes"))
        assert copy.deepcopy(questionnaire) is questionnaire


def test_a_questionnaire_on_board_that_is_another_there() -> None:
    with pytest.raises(digirights.DigirightsError, match="same version of digirights"):
        _questionnaire._restored("on board", "digital-rights", "sha256:0")


def test_answers_keep_their_digest(samples) -> None:
    answers = digirights.Answers.from_dict(samples["midsized"])
    assert again(answers) == answers
    answers.set("M01.1", "none")
    assert again(answers).digest == answers.digest
    assert again(answers).to_dict() == answers.to_dict()


def test_scorecards_plans_comparisons(samples) -> None:
    card = digirights.score(samples["midsized"])
    # Tables that were looked at do not travel: they are made again.
    assert len(card.nodes) == 19
    assert again(card) == card
    assert again(card).point == card.point
    quick = digirights.score(samples["midsized"], profile="quick-scan")
    assert again(quick) == quick
    loose = digirights.Questionnaire.from_dict(mini()).score(said(q1="mostly", q2=1), strict=False)
    assert again(loose) == loose
    plan = card.plan("advancing")
    assert len(plan.roadmap) == 2
    assert again(plan) == plan
    compared = digirights.compare(samples["midsized-2025"], card)
    assert len(compared.nodes) == 19
    assert again(compared) == compared
    assert again(card.root) == card.root
    assert again(digirights.verify(card, samples["midsized"])).verified
    assert (
        again(digirights.merge([samples["midsized"]])).answers
        == digirights.merge([samples["midsized"]]).answers
    )


def test_tables(samples) -> None:
    nodes = digirights.score(samples["midsized"]).nodes
    assert type(again(nodes)) is digirights.Table
    assert again(nodes).to_dicts() == nodes.to_dicts()
    assert again(nodes[3:5]).to_dicts() == nodes[3:5].to_dicts()
    assert again(nodes[:0]).schema == nodes.schema
    given = pandas.DataFrame({"city": ["A", "B", "C"], "M01.1": ["planned", "blue", "none"], "M01.9": 1})
    scores = digirights.score_table(given.iloc[[2, 1]])
    for other in (again(scores), copy.deepcopy(scores)):
        assert type(other) is digirights.ScoredTable
        assert other.to_pandas().equals(scores.to_pandas())
        assert other.to_pyarrow().schema.equals(scores.to_pyarrow().schema, check_metadata=True)
        assert other.bad_cells.to_dicts() == scores.bad_cells.to_dicts()
        assert other.columns_read == scores.columns_read
        assert other.warnings == scores.warnings
        assert len(other.warnings) == 1


def score_all(table: digirights.Table) -> digirights.ScoredTable:
    return digirights.score_table(table, measures=["point"], nodes=["M01"], lenses=False)


def test_tables_from_other_processes() -> None:
    parts = [digirights.Table(pyarrow.table({"M01.1": [code]})) for code in ("planned", "none")]
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        assert [scores["M01.point"] for scores in pool.map(score_all, parts)] == [[0.25], [0.0]]


def score_one(answers: dict) -> digirights.Scorecard:
    return digirights.score(answers)


@pytest.mark.parametrize("method", multiprocessing.get_all_start_methods())
@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_several_processes(samples, method: str) -> None:
    cities = [samples[name] for name in ("smalltown", "midsized", "largecity")]
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context(method)) as pool:
        assert list(pool.map(score_one, cities)) == list(map(score_one, cities))


def test_the_engines_own_objects_do_not_travel(flagship) -> None:
    for inner in (flagship._instrument, _digirights.Table.of([("a", "text", ["x"])])):
        with pytest.raises(TypeError):
            pickle.dumps(inner)
