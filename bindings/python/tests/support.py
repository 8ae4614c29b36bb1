# SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
"""What the tests are made from."""

from __future__ import annotations

from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[3]
"""The root of the checkout."""


def mini(*questions: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A small questionnaire."""
    default = [
        {"id": "q1", "answer": {"kind": "yes_no", "partly": True}},
        {"id": "q2", "answer": {"kind": "share"}},
    ]
    root = {"id": "whole", "children": list(questions) or default}
    return {"format": "1.0", "id": "mini", "version": "1.0.0", "root": root, **more}


def said(**answers: Any) -> dict[str, Any]:
    """Answers to it."""
    return {"format": "1.0", "questionnaire": {"id": "mini", "version": "1.0.0"}, "answers": answers}
