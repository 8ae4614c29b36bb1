# SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
"""The package comes quickly and alone."""

from __future__ import annotations

import importlib.metadata
import subprocess
import sys

import digirights


def python(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_it_brings_no_library_along() -> None:
    heavy = "numpy pandas polars pyarrow pyspark tqdm typst IPython asyncio sqlite3 unittest"
    loaded = python(f"import sys, digirights; print(*(set('{heavy}'.split()) & set(sys.modules)))")
    assert loaded == ""


def test_it_comes_in_a_tenth_of_a_second() -> None:
    # In processor time, and once is enough: others at work on the machine make it longer.
    code = "import time; start = time.process_time(); import digirights; print(time.process_time() - start)"
    assert any(float(python(code)) < 0.1 for _ in range(30))


def test_it_needs_nothing() -> None:
    needed = importlib.metadata.requires("digirights") or []
    assert all("extra ==" in one for one in needed)
    extras = importlib.metadata.metadata("digirights").get_all("Provides-Extra")
    assert sorted(extras) == ["notebook", "pandas", "pdf", "polars", "progress", "pyarrow", "spark"]


def test_its_version_is_the_engines() -> None:
    assert digirights.__version__ == importlib.metadata.version("digirights")
    card = digirights.score(digirights.Questionnaire.load("digital-rights").samples()["midsized"])
    assert card.to_dict()["engine"] == digirights.__version__


def test_what_is_public_is_listed() -> None:
    # Another test may have brought the module for Spark along.
    public = {name for name in vars(digirights) if not name.startswith("_")} - {"spark"}
    assert public - {"annotations"} == set(digirights.__all__) - {"__version__"}
    for name in digirights.__all__:
        assert getattr(digirights, name) is not None
