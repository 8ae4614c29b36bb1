# SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
"""The conformance cases, as `tests/conformance/README.md` says how they are compared."""

from __future__ import annotations

import json
import math
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

import digirights
from support import ROOT

FOLDER = ROOT / "tests" / "conformance"
CASES = {
    path.relative_to(FOLDER).as_posix(): json.loads(path.read_bytes()) for path in FOLDER.rglob("*.json")
}
REFUSED = sorted(name for name, case in CASES.items() if "expected_problems" in case)
SCORED = sorted(CASES.keys() - set(REFUSED))
TOLERANCE = 1e-12


def differences(expected: Any, actual: Any, path: str = "") -> Iterator[str]:
    """Every place where two JSON values differ; members that are not expected are passed over."""
    if isinstance(expected, dict) and isinstance(actual, dict):
        for key, value in expected.items():
            if key in actual:
                yield from differences(value, actual[key], f"{path}/{key}")
            else:
                yield f"{path}/{key}: expected {value}, found nothing"
    elif isinstance(expected, list) and isinstance(actual, list) and len(expected) == len(actual):
        for index, (value, other) in enumerate(zip(expected, actual, strict=True)):
            yield from differences(value, other, f"{path}/{index}")
    elif is_number(expected) and is_number(actual):
        if not math.isclose(expected, actual, rel_tol=TOLERANCE, abs_tol=TOLERANCE):
            yield f"{path}: expected {expected!r}, found {actual!r}"
    elif type(expected) is not type(actual) or expected != actual:
        yield f"{path}: expected {expected}, found {actual}"


def is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def places(problems: Iterable[Any]) -> list[tuple[str, str, str | None]]:
    """Code and place of each problem, in no order."""
    found = []
    for problem in problems:
        if isinstance(problem, digirights.Problem):
            found.append((problem.code, problem.path, problem.file))
        else:
            found.append((problem["code"], problem["path"], problem.get("file")))
    return sorted(found, key=str)


def questionnaire(case: dict[str, Any]) -> digirights.Questionnaire:
    if "files" in case:
        files = {name: json.dumps(content) for name, content in case["files"].items()}
        return digirights.Questionnaire.from_files(files)
    return digirights.Questionnaire.from_dict(case["questionnaire"])


def test_there_are_cases() -> None:
    assert len(CASES) >= 60


@pytest.mark.parametrize("name", REFUSED)
def test_what_must_be_refused(name: str) -> None:
    case = CASES[name]
    with pytest.raises(digirights.ProblemsError) as refused:
        questionnaire(case).score(case["answers"])
    assert places(refused.value.problems) == places(case["expected_problems"])


@pytest.mark.parametrize("name", SCORED)
def test_scores(name: str) -> None:
    case = CASES[name]
    read = questionnaire(case)
    card = read.score(case["answers"])
    assert list(differences(case["expected"], card.to_dict())) == []
    if "expected_warnings" in case:
        assert places(read.check()) == places(case["expected_warnings"])


@pytest.mark.parametrize("name", SCORED)
def test_attributes_and_tables_say_the_same(name: str) -> None:
    case = CASES[name]
    card = questionnaire(case).score(case["answers"])
    document = card.to_dict()
    assert sorted(card.nodes["node"]) == sorted(document["nodes"])
    assert card.nodes["node"][0] == document["root"] == card.root.id
    for row in card.nodes:
        written, node = document["nodes"][row["node"]], card.node(row["node"])
        score = written["score"] or {"point": None, **written.get("bounds", {"low": None, "high": None})}
        for name in ("point", "low", "high"):
            assert row[name] == getattr(node, name) == score[name]
        for name in (
            "state",
            "level",
            "level_low",
            "level_high",
            "completeness",
            "evidence",
            "asked",
            "answered",
        ):
            assert row[name] == getattr(node, name) == written[name]
        assert row["maximum"] == node.maximum == score.get("maximum", node.maximum)
        assert node.contributions == written["contributions"]
        if node.point is not None:
            total = math.fsum([*node.contributions.values(), node.adjustment])
            assert math.isclose(total, node.point, rel_tol=1e-9, abs_tol=1e-9)
    for name in (
        "point",
        "low",
        "high",
        "maximum",
        "level",
        "level_low",
        "level_high",
        "completeness",
        "evidence",
    ):
        assert getattr(card, name) == getattr(card.root, name)
    for row in card.questions:
        assert {**row, "text": None} == {
            "question": row["question"],
            "text": None,
            **document["questions"][row["question"]],
        }
    for row in card.lenses:
        score = document["lenses"][row["lens"]][row["member"]] or {"point": None, "low": None, "high": None}
        assert [row[name] for name in ("point", "low", "high")] == [
            score[name] for name in ("point", "low", "high")
        ]
    assert [(one.question, one.narrows) for one in card.narrowing()] == [
        (one["question"], one["narrows"]) for one in document["narrowing"]
    ]


@pytest.mark.parametrize("name", SCORED)
def test_the_command_line_gives_the_same_bits(name: str, command_line: str, tmp_path: Path) -> None:
    case = CASES[name]
    (tmp_path / "answers.json").write_text(json.dumps(case["answers"]))
    folder = tmp_path / "questionnaire"
    if "files" in case:
        for file, content in case["files"].items():
            (folder / file).parent.mkdir(parents=True, exist_ok=True)
            (folder / file).write_text(json.dumps(content))
    else:
        folder = tmp_path / "questionnaire.json"
        folder.write_text(json.dumps(case["questionnaire"]))
    arguments = ["score", "answers.json", "--questionnaire", str(folder), "--format", "json"]
    printed = subprocess.run([command_line, *arguments], cwd=tmp_path, capture_output=True, check=True).stdout
    card = digirights.Questionnaire.load(folder).score(tmp_path / "answers.json")
    assert card.to_json().encode() == printed
