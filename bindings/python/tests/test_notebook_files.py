# SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
"""The notebooks that analysts begin with run from top to bottom, and are stored without results."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

NOTEBOOKS = Path(__file__).resolve().parent.parent / "notebooks"
PATHS = sorted(NOTEBOOKS.glob("*.ipynb"))


def test_there_are_some() -> None:
    assert [path.stem for path in PATHS] == ["city", "cohort"]


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_results_are_not_stored(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    for cell in notebook.cells:
        assert cell.metadata == {}
        if cell.cell_type == "code":
            assert (cell.outputs, cell.execution_count) == ([], None)
            assert cell.source.strip()
    stored = json.loads(path.read_text(encoding="utf-8"))
    assert sorted(stored["metadata"]) == ["kernelspec", "language_info"]


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_it_runs_from_top_to_bottom(path: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(NOTEBOOKS, tmp_path / "notebooks")
    # Nothing of this user's; and what the notebook's own lines are warned of is an error.
    own = {name: str(tmp_path / "own") for name in ("IPYTHONDIR", "JUPYTER_CONFIG_DIR", "MPLCONFIGDIR")}
    execute = "from nbclient.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", execute, "--inplace", "--timeout=300", folder / path.name],
        env={**os.environ, **own, "PYTHONWARNINGS": "error:::__main__"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    notebook = nbformat.read(folder / path.name, as_version=4)
    outputs = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    assert [output.text for output in outputs if output.get("name") == "stderr"] == []
    assert any("image/png" in output.get("data", {}) for output in outputs)
    shown = "".join(output.get("data", {}).get("text/plain", "") for output in outputs)
    assert {"city": "54.9 of 100", "cohort": "(500, 117)"}[path.stem] in shown
    left = {made.name for made in folder.iterdir()} - {given.name for given in NOTEBOOKS.iterdir()}
    assert left <= {"result.json"}
