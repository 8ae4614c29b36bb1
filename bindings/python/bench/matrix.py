# SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
"""What is measured: 15 mechanisms of 7 questions, answered by codes from 0 to 4 in 8-bit columns, a tenth
missing."""

from __future__ import annotations

from typing import Any

import numpy
import pyarrow

MECHANISMS, QUESTIONS = 15, 7
NAMES = [[f"m{m}_q{q}" for q in range(QUESTIONS)] for m in range(MECHANISMS)]
WEIGHTS = [[1 + (m * QUESTIONS + q) % 3 for q in range(QUESTIONS)] for m in range(MECHANISMS)]
OF_WHOLE = [1 + m % 4 for m in range(MECHANISMS)]
FLAT = [name for names in NAMES for name in names]


def definition() -> dict[str, Any]:
    """Weighted means with three levels, as a questionnaire."""

    def question(name: str, weight: int) -> dict[str, Any]:
        answer = {"kind": "choice", "scale": "steps"}
        return {"id": name, "weight": weight, "not_applicable": "allowed", "answer": answer}

    mechanisms = [
        {
            "id": f"s{m}",
            "weight": OF_WHOLE[m],
            "levels": "three",
            "children": [question(*pair) for pair in zip(NAMES[m], WEIGHTS[m], strict=True)],
        }
        for m in range(MECHANISMS)
    ]
    return {
        "format": "1.0",
        "id": "matrix",
        "version": "1.0.0",
        "scales": {"steps": {"options": [{"id": f"o{code}", "value": code / 4} for code in range(5)]}},
        "level_sets": {
            "three": {"levels": [{"id": "low"}, {"id": "mid", "from": 0.4}, {"id": "top", "from": 0.7}]}
        },
        "root": {"id": "overall", "levels": "three", "children": mechanisms},
    }


def answers(rows: int, seed: int = 7) -> pyarrow.Table:
    """So many invented answer sets."""
    numbers = numpy.random.default_rng(seed)
    columns = {}
    for name in FLAT:
        codes = numbers.integers(0, 5, rows, dtype=numpy.int8)
        columns[name] = pyarrow.array(codes, mask=numbers.random(rows) < 0.1)
    return pyarrow.table(columns)
