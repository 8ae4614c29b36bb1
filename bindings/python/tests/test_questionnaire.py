# SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
from __future__ import annotations

import json
from pathlib import Path

import pytest

import digirights
from digirights import Questionnaire
from support import mini

FLAGSHIP = "questionnaires/digital-rights"


def test_the_flagship(flagship: Questionnaire) -> None:
    assert Questionnaire.available() == ["digital-rights"]
    assert flagship.id == "digital-rights"
    assert flagship.version.count(".") == 2
    assert flagship.digest.startswith("sha256:")
    assert flagship.languages[0] == "en"
    assert flagship.profiles == ["quick-scan"]
    assert flagship.title() == flagship.title("en") == "Digital rights self-assessment for cities"
    assert flagship.check() == []
    assert repr(flagship) == f"<Questionnaire digital-rights {flagship.version}: 115 questions>"
    with pytest.raises(ValueError, match="no language 'xx'; there are: en"):
        flagship.title("xx")


def test_on_board_from_a_folder_and_from_files(flagship: Questionnaire, root: Path) -> None:
    folder = root / FLAGSHIP
    for read in (
        Questionnaire.load(folder),
        Questionnaire.load(str(folder)),
        Questionnaire.from_files(
            {
                "questionnaire.json": (folder / "questionnaire.json").read_bytes(),
                "actions.json": (folder / "actions.json").read_text("utf-8"),
                "practices.json": (folder / "practices.json").read_text("utf-8"),
                "text/en.json": (folder / "text/en.json").read_text("utf-8"),
            }
        ),
    ):
        assert read == flagship
        assert hash(read) == hash(flagship)
        assert read.questions.to_dicts() == flagship.questions.to_dicts()
    assert Questionnaire.load("digital-rights") is flagship
    assert flagship != Questionnaire.from_dict(mini())
    assert flagship != "digital-rights"


def test_an_id_on_board_comes_before_a_file_of_that_name(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("digital-rights").write_text(json.dumps(mini()))
    assert Questionnaire.load("digital-rights").id == "digital-rights"
    assert Questionnaire.load("./digital-rights").id == "mini"
    assert Questionnaire.load(Path("digital-rights")).id == "mini"


def test_questions(flagship: Questionnaire, root: Path) -> None:
    table = flagship.questions
    assert table.shape == (115, 15)
    first = table[0]
    assert first["question"] == "M01.1"
    assert (first["node"], first["path"]) == ("M01", ["digital-rights", "foundations", "M01"])
    assert (first["kind"], first["scale"]) == ("choice", "practice")
    assert first["options"] == ["none", "planned", "partly", "in_place", "evidenced"]
    assert first["text"].endswith("?")
    assert first["weight"] == 1
    assert set(table["not_applicable"]) <= {"forbidden", "allowed", "with_reason"}
    written = json.loads((root / FLAGSHIP / "questionnaire.json").read_bytes())
    essential = json.dumps(written).count('"essential": true')
    assert sum(table["essential"]) == essential
    assert all("quick-scan" in row["profiles"] for row in table if row["essential"])


def test_nodes_actions_practices_levels_lenses(flagship: Questionnaire, root: Path) -> None:
    nodes = flagship.nodes
    assert len(nodes) == 19
    assert nodes[0] == {
        "node": "digital-rights", "parent": None, "kind": "index", "title": "Digital rights", "weight": 1.0,
        "rule": "weighted_mean", "maximum": 1.0, "conditional": False, "questions": 115,
    }  # fmt: skip
    assert sum(row["questions"] for row in nodes if row["kind"] == "mechanism") == 115
    written = json.loads((root / FLAGSHIP / "actions.json").read_bytes())
    assert flagship.actions["action"] == [action["id"] for action in written]
    assert flagship.actions["effort_high"] == [action["effort"]["high"] for action in written]
    practices = json.loads((root / FLAGSHIP / "practices.json").read_bytes())
    assert flagship.practices["city"] == [practice["city"] for practice in practices]
    assert flagship.levels[0] == {
        "level_set": "dimension", "level": "emerging", "title": "Emerging", "cut_point": None,
    }  # fmt: skip
    assert set(flagship.lenses["lens"]) == {"principles", "themes", "rights", "sdg"}


def test_every_kind_of_question() -> None:
    kinds = [
        {"kind": "choice", "options": [{"id": "a", "value": 0}, {"id": "b", "value": 1}]},
        {"kind": "yes_no"},
        {"kind": "yes_no", "partly": True},
        {"kind": "several", "options": [{"id": "a", "value": 1}, {"id": "none", "exclusive": True}]},
        {"kind": "number", "unit": "days"},
        {"kind": "share"},
        {"kind": "date"},
        {"kind": "text"},
    ]
    old = {"id": "old", "answer": {"kind": "yes_no"}, "status": {"since": "0.1.0", "deprecated": "1.0.0"}}
    questions = [{"id": f"q{number}", "answer": kind} for number, kind in enumerate(kinds)]
    table = Questionnaire.from_dict(mini(*questions, old)).questions
    options = [
        ["a", "b"],
        ["yes", "no"],
        ["yes", "partly", "no"],
        ["a", "none"],
        None,
        None,
        None,
        None,
        ["yes", "no"],
    ]
    assert table["options"] == options
    assert table["unit"] == [None, None, None, None, "days", None, None, None, None]
    assert table["deprecated"] == [None] * 8 + ["1.0.0"]
    assert table["text"][0] == "q0"


def test_warnings_are_listed() -> None:
    questionnaire = Questionnaire.from_dict(
        mini(scales={"unused": {"options": [{"id": "a", "value": 0}, {"id": "b", "value": 1}]}})
    )
    (warning,) = questionnaire.check()
    assert (warning.code, warning.severity, warning.path) == ("W0402", "warning", "/scales/unused")
    assert repr(warning).startswith("<Warning W0402")


def test_samples(flagship: Questionnaire) -> None:
    samples = flagship.samples()
    assert {"smalltown", "midsized", "largecity", "midsized-parts/legal"} <= set(samples)
    samples["midsized"].clear()
    assert flagship.samples()["midsized"]
    assert Questionnaire.from_dict(mini()).samples() == {}


def test_the_questionnaires_on_board() -> None:
    (row,) = digirights.questionnaires()
    assert row["questionnaire"] == "digital-rights"
    assert (row["nodes"], row["questions"], row["profiles"]) == (19, 115, 1)
    assert row["languages"] == ["en"]


def test_a_questionnaire_without_texts_goes_by_its_ids() -> None:
    questionnaire = Questionnaire.from_dict(mini())
    assert questionnaire.title() == "mini"
    assert questionnaire.nodes["title"] == ["whole"]
    assert questionnaire.lenses.shape == (0, 4)
    assert questionnaire.actions.schema["effort_low"] == "double"
