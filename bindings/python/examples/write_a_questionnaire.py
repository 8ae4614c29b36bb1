# SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
"""Writes a small questionnaire as data, checks it, and reads what is wrong with a draft."""

import copy

import digirights

draft = {
    "format": "1.0",
    "id": "open-data",
    "version": "1.0.0",
    "level_sets": {"steps": {"levels": [{"id": "begun"}, {"id": "open", "from": 0.6}]}},
    "root": {
        "id": "whole",
        "levels": "steps",
        "children": [
            {"id": "portal", "answer": {"kind": "yes_no", "partly": True}, "weight": 2},
            {"id": "published", "answer": {"kind": "share"}, "not_applicable": "allowed"},
        ],
    },
}
questionnaire = digirights.Questionnaire.from_dict(draft)
print(questionnaire.questions)

answers = digirights.Answers(questionnaire, city="Example Town")
answers.set("portal", "yes")
answers.set("published", {"part": 30, "whole": 120})
print(questionnaire.score(answers))

broken = copy.deepcopy(draft)
broken["root"]["children"][0]["wieght"] = 3  # type: ignore[index]
try:
    digirights.Questionnaire.from_dict(broken)
except digirights.QuestionnaireError as error:
    print(f"{error.code} at {error.path}: did you mean {error.nearest}?")
