# SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
"""Everything public is explained, and every example runs."""

from __future__ import annotations

import doctest
import importlib
import inspect
import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest

import digirights
import digirights.spark
from support import ROOT

HERE = Path(__file__).resolve().parent.parent
MODULES = [digirights] + [
    importlib.import_module(f"digirights.{module.name}")
    for module in pkgutil.iter_modules(digirights.__path__)
]
EXAMPLES = [
    test
    for module in MODULES
    for test in doctest.DocTestFinder().find(module, module.__name__)
    if test.examples
]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_docstrings(example: doctest.DocTest) -> None:
    assert doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(example).failed == 0


def test_there_are_examples() -> None:
    assert len(EXAMPLES) >= 12


def test_readme(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = doctest.testfile(str(HERE / "README.md"), module_relative=False, optionflags=doctest.ELLIPSIS)
    assert result.attempted > 10
    assert result.failed == 0


def test_the_page_on_tables(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    page = str(ROOT / "docs" / "dataframes.md")
    result = doctest.testfile(page, module_relative=False, optionflags=doctest.ELLIPSIS)
    assert result.attempted > 25
    assert result.failed == 0


@pytest.mark.parametrize("path", sorted((HERE / "examples").glob("*.py")), ids=lambda path: path.name)
def test_examples(path: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", path], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout


def public(thing: object) -> list[tuple[str, object]]:
    names = [name for name in vars(thing) if not name.startswith("_")]
    return [(name, inspect.getattr_static(thing, name)) for name in names]


def is_explained(name: str) -> bool:
    thing = getattr(digirights, name)
    return inspect.isclass(thing) or inspect.isfunction(thing)


@pytest.mark.parametrize("name", list(filter(is_explained, digirights.__all__)))
def test_everything_public_has_words(name: str) -> None:
    thing = getattr(digirights, name)
    assert inspect.getdoc(thing)
    assert "alias of" not in thing.__doc__.lower()
    if inspect.isclass(thing):
        for member, value in public(thing):
            explained = inspect.isfunction(value) or isinstance(value, (property, classmethod, staticmethod))
            if explained or type(value).__name__ == "cached_property":
                assert inspect.getdoc(value), f"{name}.{member}"


def test_what_spark_has_has_words() -> None:
    for name in digirights.spark.__all__:
        assert inspect.getdoc(getattr(digirights.spark, name))
