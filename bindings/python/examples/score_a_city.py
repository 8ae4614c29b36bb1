# SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
"""Scores one city's answers, and says where it stands and what is not known yet."""

import digirights

questionnaire = digirights.Questionnaire.load("digital-rights")
answers = digirights.Answers.from_dict(questionnaire.samples()["smalltown"])
answers.set("M01.2", "in_place", evidence=["https://example.org/council/2026-14"])

card = questionnaire.score(answers)
print(card)
print(f"Level {card.level}; between {card.level_low} and {card.level_high} whatever is answered later")

for node in card.nodes:
    if node["kind"] == "dimension":
        print(f"{node['title']}: {node['point']:.2f}, from {node['low']:.2f} to {node['high']:.2f}")

print("These answers would tell the most:")
for missing in card.narrowing(3):
    print(f"  {missing.question} narrows the bounds by {missing.narrows:.3f} or more")

blocked = card.root.next_level
if blocked is not None and blocked.missing is not None:
    print(f"To {blocked.level}, {blocked.missing:.3f} is missing")
