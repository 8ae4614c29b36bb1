# SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
"""Answers of one city, or of one department of it."""

from __future__ import annotations

import copy
import datetime
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from digirights import _digirights
from digirights._input import PathLike, Text, decoded, is_json, read, write, written
from digirights._problems import AnswersError

if TYPE_CHECKING:
    from digirights._questionnaire import Questionnaire

State: TypeAlias = Literal["answered", "not_applicable", "dont_know", "unanswered"]
"""The four states of an answer, which are never merged."""

Confidence: TypeAlias = Literal["low", "medium", "high"]
"""How sure the respondent is."""

AnswersLike: TypeAlias = "Answers | Mapping[str, Any] | str | bytes | bytearray | os.PathLike[str]"
"""What is taken as answers: :class:`Answers`, a dict as in an answers file, JSON text (as ``str`` or as
UTF-8 ``bytes``), or the path of a file. A ``str`` is JSON text if it begins with ``{``, else a path."""


class Answers:
    """What one city, or one department of it, said.

    >>> import digirights
    >>> answers = digirights.Answers("digital-rights", city="Example Town", date="2026-05-31")
    >>> answers.set("M01.1", "planned", note="Council decides in June", evidence=["https://example.org/7"])
    >>> answers.set("M01.2", state="dont_know")
    >>> len(answers), answers["M01.2"]
    (2, {'state': 'dont_know'})
    >>> digirights.score(answers).root.answered
    1

    Reading checks the form; :meth:`Questionnaire.score` holds answers against the questionnaire.
    """

    __slots__ = ("_document", "_file", "_raw")

    _document: dict[str, Any]
    _file: str | None
    _raw: _digirights.Answers | None

    def __init__(
        self,
        questionnaire: Questionnaire | PathLike,
        *,
        city: str | None = None,
        date: str | datetime.date | None = None,
        profile: str | None = None,
        role: str | None = None,
        context: Mapping[str, Any] | None = None,
    ) -> None:
        """No answers yet to a questionnaire, given as itself, as the id of one on board, or as a path.

        ``role`` is who answers this part: a role, not a person. ``context`` holds what is known of the city
        besides its answers: any of ``population``, ``country`` (ISO 3166-1 alpha-2), ``region``,
        ``income_class``, ``languages``, ``membership``.

        Raises :class:`AnswersError` for a date or a context that is none, ``FileNotFoundError`` where there
        is no such questionnaire.
        """
        from digirights._questionnaire import Questionnaire

        if not isinstance(questionnaire, Questionnaire):
            questionnaire = Questionnaire.load(questionnaire)
        major, minor = _digirights.FORMAT
        given = {"city": city, "date": date, "profile": profile, "role": role, "context": context}
        self._read(
            {
                "format": f"{major}.{minor}",
                "questionnaire": {"id": questionnaire.id, "version": questionnaire.version},
                **{key: value for key, value in given.items() if value is not None},
                "answers": {},
            }
        )

    def _read(self, document: Mapping[str, Any]) -> None:
        text = written(document, AnswersError)
        self._raw, self._file = _digirights.Answers.from_json(text), None
        # A copy of one's own, in plain types.
        self._document = json.loads(text)

    @classmethod
    def _of(cls, raw: _digirights.Answers, text: str | None = None, file: str | None = None) -> Answers:
        answers = object.__new__(cls)
        # The engine skips a byte order mark; Python's reader of JSON does not.
        answers._document = json.loads((raw.to_json() if text is None else text).lstrip("\ufeff"))
        answers._raw, answers._file = raw, file
        return answers

    @classmethod
    def from_dict(cls, document: Mapping[str, Any]) -> Answers:
        """From a dict as in an answers file, with ``format``, ``questionnaire`` and ``answers``.

        Tuples, sets, dates and numpy's numbers are taken for the lists, texts and numbers they stand for.
        Raises :class:`AnswersError` with every problem of form, ``TypeError`` for what has no place in JSON.
        """
        answers = object.__new__(cls)
        answers._read(document)
        return answers

    @classmethod
    def from_json(cls, text: Text) -> Answers:
        """From the text of an answers file, or its bytes in UTF-8.

        Raises :class:`AnswersError` with every problem of form.
        """
        text = decoded(text, AnswersError)
        return cls._of(_digirights.Answers.from_json(text), text)

    @classmethod
    def load(cls, path: PathLike) -> Answers:
        """From an answers file.

        Raises :class:`AnswersError` with every problem of form, ``OSError`` where it cannot be read.
        """
        text, file = read(path, AnswersError), os.fspath(path)
        return cls._of(_digirights.Answers.from_json(text, file), text, file)

    def to_dict(self) -> dict[str, Any]:
        """The document as it was given, and what was set since."""
        return copy.deepcopy(self._document)

    def to_json(self) -> str:
        """The document as JSON text, indented, with a line feed at the end."""
        return json.dumps(self._document, indent=2, ensure_ascii=False) + "\n"

    def save(self, path: PathLike) -> None:
        """Writes an answers file: whole, or not at all. A file of that name is replaced.

        Raises ``OSError`` where it cannot be written.
        """
        write(path, self.to_json())

    @property
    def questionnaire(self) -> str:
        """The id of the questionnaire."""
        return self._document["questionnaire"]["id"]

    @property
    def version(self) -> str:
        """The version of the questionnaire."""
        return self._document["questionnaire"]["version"]

    @property
    def city(self) -> str | None:
        """The city's name."""
        return self._document.get("city")

    @property
    def date(self) -> str | None:
        """When the assessment was made: a date or a date with a time, as given."""
        return self._document.get("date")

    @property
    def profile(self) -> str | None:
        """The profile that was answered; without it, the whole questionnaire."""
        return self._document.get("profile")

    @property
    def role(self) -> str | None:
        """Who answered this part: a role, not a person."""
        return self._document.get("role")

    @property
    def context(self) -> dict[str, Any]:
        """What is known of the city besides its answers."""
        return copy.deepcopy(self._document.get("context", {}))

    @property
    def conflicts(self) -> dict[str, list[dict[str, Any]]]:
        """Questions that departments answered differently, each with every side."""
        return copy.deepcopy(self._document.get("conflicts", {}))

    @property
    def digest(self) -> str:
        """``sha256:`` and the SHA-256, in hexadecimal, of the canonical JSON (RFC 8785) of the document."""
        return self._engine.digest

    @property
    def _engine(self) -> _digirights.Answers:
        if self._raw is None:
            self._raw = _digirights.Answers.from_json(written(self._document, AnswersError), self._file)
        return self._raw

    def set(
        self,
        question: str,
        value: object = None,
        *,
        state: State | None = None,
        reason: str | None = None,
        note: str | None = None,
        evidence: Iterable[str] = (),
        confidence: Confidence | None = None,
        role: str | None = None,
        at: str | datetime.date | None = None,
    ) -> None:
        """Sets the answer to one question, in place of an earlier one.

        ``value`` is the id of an option, a list of such ids, a number, a share as a number from 0 to 1 or as
        ``{"part": 3, "whole": 12}``, a date, a text, or a truth value for yes and no. Without a value, say
        which ``state`` it is in: ``not_applicable`` (mostly with a ``reason``), ``dont_know`` or
        ``unanswered``; neither value nor state is ``unanswered``. ``evidence`` holds addresses or document
        numbers, ``at`` when it was answered.

        Raises :class:`AnswersError` where value and state contradict each other or a field has a wrong form.
        Whether the answer is one that the question has shows when the answers are scored.
        """
        if isinstance(evidence, str):
            raise TypeError("evidence is a list of texts, not one text")
        given = {
            "state": state,
            "value": value,
            "reason": reason,
            "note": note,
            "evidence": list(evidence) or None,
            "confidence": confidence,
            "role": role,
            "at": at,
        }
        answer = {key: item for key, item in given.items() if item is not None} or {"state": "unanswered"}
        # Checked alone, so that a wrong answer leaves what was there, and filling in stays quick.
        alone = written({**self._document, **_EMPTY, "answers": {question: answer}}, AnswersError)
        _digirights.Answers.from_json(alone)
        self._put({**self._document["answers"], question: json.loads(alone)["answers"][question]})

    def remove(self, question: str) -> None:
        """Takes an answer out, as if it had never been given. Raises ``KeyError`` where there is none."""
        answers = dict(self._document["answers"])
        del answers[question]
        self._put(answers)

    def _put(self, answers: dict[str, Any]) -> None:
        # A new document, and the old one left alone: copies of these answers may share it.
        self._document, self._raw = {**self._document, "answers": answers}, None

    def __getitem__(self, question: str) -> Any:
        """What was said to a question, as it was given: a bare value, or a dict."""
        return copy.deepcopy(self._document["answers"][question])

    def __contains__(self, question: object) -> bool:
        """Whether something was said to a question."""
        return question in self._document["answers"]

    def __iter__(self) -> Iterator[str]:
        """The questions to which something was said."""
        return iter(self._document["answers"])

    def __len__(self) -> int:
        """The number of questions to which something was said."""
        return len(self._document["answers"])

    def __copy__(self) -> Answers:
        other = object.__new__(type(self))
        other._document, other._raw, other._file = self._document, self._raw, self._file
        return other

    def __deepcopy__(self, memo: object) -> Answers:
        return self.__copy__()

    def __eq__(self, other: object) -> bool:
        """Whether both are the same document."""
        return self.digest == other.digest if isinstance(other, Answers) else NotImplemented

    def __reduce__(self) -> tuple[Any, ...]:
        return _restored, (written(self._document, AnswersError), self._file)

    def __repr__(self) -> str:
        of = f"of {self.city!r} " if self.city else ""
        return f"<Answers {of}to {self.questionnaire} {self.version}: {len(self)} questions>"


_EMPTY: dict[str, Any] = {"conflicts": {}, "resolutions": {}}


def _restored(text: str, file: str | None) -> Answers:
    return Answers._of(_digirights.Answers.from_json(text, file), text, file)


def answers_of(given: AnswersLike) -> Answers:
    """What a user gave as answers."""
    if isinstance(given, Answers):
        return given
    if isinstance(given, Mapping):
        return Answers.from_dict(given)
    if isinstance(given, (bytes, bytearray)) or (isinstance(given, str) and is_json(given)):
        return Answers.from_json(given)
    if isinstance(given, (str, os.PathLike)):
        return Answers.load(given)
    kind = type(given).__name__
    raise TypeError(f"expected answers, a dict, JSON text or a path, not {kind}")
