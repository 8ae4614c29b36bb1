# SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
"""Types and style, by the tools that users and editors have."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent


def tool(*arguments: str, folder: Path = HERE) -> subprocess.CompletedProcess[str]:
    # The checkers look for the package where the first Python of the path has it.
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    command = [sys.executable, "-m", *arguments]
    return subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=False, env={**os.environ, "PATH": path}
    )


def test_mypy_on_the_package(tmp_path: Path) -> None:
    done = tool("mypy", "--cache-dir", str(tmp_path), "python/digirights")
    assert done.returncode == 0, done.stdout


def test_mypy_on_the_examples(tmp_path: Path) -> None:
    done = tool("mypy", "--strict", "--cache-dir", str(tmp_path), "examples")
    assert done.returncode == 0, done.stdout


def test_stubs_are_in_step_with_the_module(tmp_path: Path) -> None:
    done = tool("mypy.stubtest", "digirights._digirights", "--ignore-disjoint-bases", folder=tmp_path)
    assert done.returncode == 0, done.stdout


def test_pyright_on_package_and_examples() -> None:
    done = tool("pyright")
    assert done.returncode == 0, done.stdout


def test_every_public_type_is_known(tmp_path: Path) -> None:
    done = tool("pyright", "--verifytypes", "digirights", "--ignoreexternal", "--outputjson", folder=tmp_path)
    report = json.loads(done.stdout)["typeCompleteness"]
    assert [symbol["name"] for symbol in report["symbols"] if not symbol["isTypeKnown"]] == []
    assert report["completenessScore"] == 1


def test_style() -> None:
    for arguments in (["check", "--no-cache", "."], ["format", "--no-cache", "--check", "."]):
        done = tool("ruff", *arguments)
        assert done.returncode == 0, done.stdout
