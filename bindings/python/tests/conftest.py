# SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
"""What the tests share."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Any

import hypothesis
import hypothesis.configuration
import pytest

import digirights
from support import ROOT

# The same cases every time, and no files left behind in the checkout.
hypothesis.configuration.set_hypothesis_home_dir(Path(tempfile.gettempdir()) / "digirights-hypothesis")
hypothesis.settings.register_profile("steady", derandomize=True, database=None, deadline=None)
hypothesis.settings.load_profile("steady")


@pytest.fixture(scope="session")
def root() -> Path:
    """The root of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def flagship() -> digirights.Questionnaire:
    return digirights.Questionnaire.load("digital-rights")


@pytest.fixture
def samples(flagship: digirights.Questionnaire) -> dict[str, dict[str, Any]]:
    return flagship.samples()


@pytest.fixture(scope="session")
def command_line() -> str:
    """The binary `digirights`, which `cargo xtask test` names."""
    path = os.environ.get("DIGIRIGHTS_COMMAND_LINE")
    if not path:
        pytest.skip("DIGIRIGHTS_COMMAND_LINE does not name the binary `digirights`")
    return path
