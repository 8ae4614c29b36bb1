# SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
"""Finds the least effort that takes a city to its next level, and what a budget can do."""

import digirights

midsized = digirights.Questionnaire.load("digital-rights").samples()["midsized"]
card = digirights.score(midsized)

plan = card.plan(target="advancing")
target = plan.target
assert target is not None
proof = "and it is proved that no other choice takes less" if target.proved else "the least that was found"
print(f"{target.effort:g} person-days reach {target.target}, {proof}:")
for step in plan.roadmap:
    print(f"  {step['from_month']}-{step['to_month']} months: {step['title']} ({step['owner']})")

for days in (20, 60, 180):
    best = card.plan(budget=days).target
    assert best is not None
    print(f"{days} person-days: {len(best.actions)} actions, then {best.score_after:.3f}")
