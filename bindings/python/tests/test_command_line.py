# SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
"""One result everywhere: what Python gives for the sample cities is what the command line prints."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

import digirights

CITIES = ["smalltown", "midsized", "midsized-2025", "largecity"]
SAMPLES = "questionnaires/digital-rights/samples"


@pytest.fixture
def printed(command_line: str, root: Path):
    def run(*arguments: str) -> str:
        done = subprocess.run(
            [command_line, *arguments], cwd=root / SAMPLES, capture_output=True, check=False
        )
        assert done.returncode in (0, 1), done.stderr.decode()
        return done.stdout.decode()

    return run


@pytest.mark.parametrize("profile", [None, "quick-scan"])
@pytest.mark.parametrize("city", CITIES)
def test_scorecards(printed, root: Path, city: str, profile: str | None) -> None:
    options = ["--profile", profile] if profile else []
    card = digirights.score(root / SAMPLES / f"{city}.json", profile=profile)
    assert card.to_json() == printed("score", f"{city}.json", "--format", "json", *options)


@pytest.mark.parametrize("city", CITIES)
def test_samples_on_board_are_the_files(samples, root: Path, city: str) -> None:
    assert digirights.score(samples[city]) == digirights.score(root / SAMPLES / f"{city}.json")


@pytest.mark.parametrize(
    ("given", "options"),
    [
        ({}, []),
        ({"target": "progressing"}, ["--target", "progressing"]),
        ({"target": 0.6}, ["--target", "60"]),
        ({"budget": 60}, ["--budget", "60"]),
        ({"target": "advancing", "budget": 10.5}, ["--target", "advancing", "--budget", "10.5"]),
    ],
)
@pytest.mark.parametrize("city", CITIES)
def test_plans(printed, samples, city: str, given: dict, options: list[str]) -> None:
    plan = digirights.plan(samples[city], **given)
    assert plan.to_json() == printed("plan", f"{city}.json", "--format", "json", *options)


def test_comparison(printed, samples) -> None:
    compared = digirights.compare(samples["midsized-2025"], samples["midsized"])
    assert compared.to_json() == printed("compare", "midsized-2025.json", "midsized.json", "--format", "json")


@pytest.mark.parametrize("folder", ["midsized-parts", "midsized-parts-conflict"])
def test_merging(printed, root: Path, folder: str) -> None:
    parts = sorted((root / SAMPLES / folder).glob("*.json"))
    merged = digirights.merge(parts)
    assert merged.answers.to_json() == printed("merge", *[f"{folder}/{part.name}" for part in parts])
