# SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
"""From answers to results."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any, TypeAlias

from digirights import _digirights
from digirights._answers import Answers, AnswersLike, answers_of
from digirights._comparison import Comparison
from digirights._input import JsonLike, is_json, json_text
from digirights._plan import Plan
from digirights._problems import AnswersError, Problem, ResultError
from digirights._questionnaire import Questionnaire, questionnaire_of
from digirights._scorecard import Scorecard

QuestionnaireLike: TypeAlias = "Questionnaire | str | os.PathLike[str]"
"""What is taken as a questionnaire: :class:`Questionnaire`, the id of one on board, or the path of a folder
or of a bundled JSON file."""


def score(
    answers: AnswersLike, questionnaire: QuestionnaireLike | None = None, profile: str | None = None
) -> Scorecard:
    """Scores one city's answers.

    ``questionnaire`` is the one on board that the answers name, unless another is given. ``profile`` names
    a part of it to score, whatever profile the answers name.

    >>> import digirights
    >>> card = digirights.score({
    ...     "format": "1.0", "questionnaire": {"id": "digital-rights", "version": "1.0.0"},
    ...     "answers": {"M01.1": "planned", "M01.2": {"state": "dont_know"}},
    ... })
    >>> card.point, card.level_low, card.level_high
    (0.25, 'emerging', 'progressing')

    Raises :class:`AnswersError` with every answer that cannot be used, :class:`QuestionnaireError` for a
    questionnaire that cannot be, :class:`UsageError` for a profile that there is not, ``ValueError`` where
    the questionnaire is not on board and none is given, ``OSError`` where a file cannot be read.
    """
    given = answers_of(answers)
    return questionnaire_of(questionnaire, given).score(given, profile)


def plan(
    of: AnswersLike | Scorecard,
    target: str | float | None = None,
    budget: float | None = None,
    *,
    capacity: Sequence[float] | None = None,
    questionnaire: QuestionnaireLike | None = None,
    profile: str | None = None,
) -> Plan:
    """Works out what a city should do next, from its answers or its scorecard.

    Without ``target`` and ``budget``, all that is recommended is planned. ``target`` is a level of the
    whole by its id, or a score of the whole as a share of its maximum, from 0 to 1: planned is the least
    effort that reaches it. ``budget`` is in person-days: planned is the greatest gain within it; with a
    target, whether the plan fits is said beside it. ``capacity`` is person-days at hand in each of the
    three horizons; what finds no room moves to a later one, or stays out of the roadmap.

    Raises :class:`UsageError` for a level that the whole does not have, a share outside 0 to 1, or
    person-days below 0, and what :func:`score` raises.
    """
    return _card(of, questionnaire, profile).plan(target, budget, capacity=capacity)


def compare(
    old: AnswersLike | Scorecard,
    new: AnswersLike | Scorecard,
    *,
    questionnaire: QuestionnaireLike | None = None,
    profile: str | None = None,
) -> Comparison:
    """Compares an earlier assessment of one city with a later one, each as answers or as a scorecard.

    Answers to an earlier version of the questionnaire are carried over with a :class:`BridgeWarning`.

    Raises :class:`AnswersError` where the two are not of one questionnaire, version and profile, and what
    :func:`score` raises.
    """
    later = _card(new, questionnaire, profile)
    by_default = later.questionnaire if questionnaire is None else questionnaire
    earlier = old if isinstance(old, Scorecard) else _card(old, by_default, profile)
    return Comparison._of(earlier, later)


def _card(
    given: AnswersLike | Scorecard, questionnaire: QuestionnaireLike | None, profile: str | None
) -> Scorecard:
    if not isinstance(given, Scorecard):
        return score(given, questionnaire, profile)
    if questionnaire is not None or profile is not None:
        raise TypeError("a scorecard has its questionnaire and profile: give answers, or leave these out")
    return given


@dataclass(frozen=True, slots=True)
class Merged:
    """Several parts of one assessment in one."""

    answers: Answers
    """The answers. Questions in conflict stand under ``conflicts`` with every side and have no answer;
    nothing is dropped."""
    conflicts: dict[str, list[dict[str, Any]]]
    """The questions that were answered differently and are not settled, each with every side."""


def merge(
    parts: Mapping[str, AnswersLike] | Iterable[AnswersLike], resolutions: JsonLike | None = None
) -> Merged:
    """Puts the answers of several departments together.

    ``parts`` is a dict by name, or a list; the parts of a list are named after their files, or ``part``,
    and numbered where a name is there already. By their names conflicts say where an answer came from.
    ``resolutions`` settles conflicts: by question, ``{"answer": …, "by": ROLE, "reason": "…"}``, of which
    only ``answer`` is needed; what the sides said is kept in the record.

    >>> import digirights
    >>> samples = digirights.Questionnaire.load("digital-rights").samples()
    >>> names = ["midsized-parts-conflict/cio", "midsized-parts-conflict/legal"]
    >>> merged = digirights.merge({name: samples[name] for name in names})
    >>> len(merged.conflicts)
    2

    Raises :class:`AnswersError` where parts are not of one questionnaire, version, city and profile, for
    resolutions that settle nothing, and for parts that cannot be read.
    """
    if isinstance(parts, (str, bytes, bytearray, Answers, os.PathLike)) or "format" in parts:
        raise TypeError("give several parts: a list of them, or a dict by name")
    if isinstance(parts, Mapping):
        named = {str(name): answers_of(part) for name, part in parts.items()}
    else:
        named = {}
        for part in parts:
            name = stem = _stem(part)
            number = 1
            while name in named:
                number += 1
                name = f"{stem}-{number}"
            named[name] = answers_of(part)
    settled = None if resolutions is None else json_text(resolutions, AnswersError)
    raw = _digirights.merge([(name, part._engine) for name, part in named.items()], settled)
    answers = Answers._of(raw)
    return Merged(answers, answers.conflicts)


def _stem(part: object) -> str:
    """The name of a part that says which file it was and nothing of the machine it lay on."""
    if isinstance(part, Answers) and part._file:
        return PurePath(part._file).stem
    is_path = isinstance(part, os.PathLike) or (isinstance(part, str) and not is_json(part))
    return PurePath(os.fspath(part)).stem if is_path else "part"  # type: ignore[call-overload]


@dataclass(frozen=True, slots=True)
class Verification:
    """Whether a published result is what answers give. True if it is: ``if digirights.verify(…):``."""

    verified: bool
    """Whether it is."""
    differences: list[Problem]
    """What differs, each with its place in the result; only the digests, where they do."""

    def __bool__(self) -> bool:
        return self.verified


def verify(
    result: Scorecard | JsonLike,
    answers: AnswersLike,
    questionnaire: QuestionnaireLike | None = None,
) -> Verification:
    """Recomputes a published result from the answers and compares the two: digests, every score and level.

    A result of another version of the engine is confirmed if it is the same otherwise.

    >>> import digirights
    >>> midsized = digirights.Questionnaire.load("digital-rights").samples()["midsized"]
    >>> published = digirights.score(midsized).to_dict()
    >>> bool(digirights.verify(published, midsized))
    True
    >>> published["nodes"]["digital-rights"]["score"]["point"] = 0.99
    >>> [problem.code for problem in digirights.verify(published, midsized).differences]
    ['V0802']

    Raises :class:`ResultError` for what is no result of the engine, and what :func:`score` raises.
    """
    text = result.to_json() if isinstance(result, Scorecard) else json_text(result, ResultError)
    given = answers_of(answers)
    asked = questionnaire_of(questionnaire, given)
    differences = asked.score(given, _profile(text, asked))._held.verify(text)
    return Verification(not differences, differences)


def _profile(text: str, questionnaire: Questionnaire) -> str | None:
    """The profile that a result says it is of, if there is one of that name."""
    try:
        profile = json.loads(text.lstrip("\ufeff")).get("profile")
    except (ValueError, AttributeError, RecursionError):
        # Not a result: the engine says so.
        return None
    return profile if profile in questionnaire.profiles else None
