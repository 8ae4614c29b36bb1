# SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
"""What can be wrong with an input: as data, as exceptions, and as a warning."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

_SHOWN = 20


def printable(text: str) -> str:
    """The text without what could steer a terminal: input may hold anything."""
    if text.isprintable():
        return text
    return "".join(
        letter if letter.isprintable() else letter.encode("unicode_escape").decode() for letter in text
    )


@dataclass(frozen=True, slots=True, repr=False)
class Problem:
    """One thing that is wrong with an input, or worth a look.

    ``str(problem)`` says all of it in one line.
    """

    code: str
    """The stable code, such as ``A0502``. Its letter tells what it is about: ``J`` JSON text, ``S`` shape
    of a file, ``Q`` questionnaire, ``W`` warning about a questionnaire, ``A`` answers, ``M`` merge, ``B``
    bridge, ``V`` verification, ``P`` plan, ``T`` tables and forms, ``D`` reports and charts."""
    title: str
    """What is wrong, in a few words."""
    help: str
    """What to do about it."""
    severity: Literal["problem", "warning"]
    """``problem`` if the input cannot be used so, ``warning`` if it is only worth a look."""
    file: str | None
    """The file it is in, where it is known."""
    path: str
    """The place in the file as a JSON Pointer (RFC 6901); empty for the whole."""
    line: int | None
    """The line, from 1, where the text could not be read as JSON."""
    column: int | None
    """The column in bytes, from 1, beside ``line``."""
    found: str
    """What stands there, shortened to 120 characters; empty if nothing."""
    expected: str
    """What could stand there; empty if that cannot be said."""
    nearest: str | None
    """The valid name nearest to the one found, if one is near."""
    message: str
    """All of it in one line."""

    def to_dict(self) -> dict[str, str | int]:
        """The problem as the command line writes it: what is empty is left out."""
        fields: dict[str, str | int | None] = {
            "code": self.code,
            "file": self.file,
            "path": self.path,
            "line": self.line,
            "column": self.column,
            "found": self.found or None,
            "expected": self.expected or None,
            "nearest": self.nearest,
        }
        return {name: value for name, value in fields.items() if value is not None}

    def __str__(self) -> str:
        return self.message

    def __repr__(self) -> str:
        return f"<{self.severity.capitalize()} {printable(self.message)}>"


class DigirightsError(Exception):
    """Whatever this package raises of its own."""


class ProblemsError(DigirightsError, ValueError):
    """An input cannot be used. Says every problem at once.

    ``code``, ``path``, ``file``, ``found``, ``expected`` and ``nearest`` are those of the first problem.
    """

    what = "the input"

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: list[Problem] = list(problems)
        """All problems, in the order of the input; warnings too, where there are some beside them."""
        super().__init__(self.problems)

    @property
    def _first(self) -> Problem:
        return next((one for one in self.problems if one.severity == "problem"), self.problems[0])

    @property
    def code(self) -> str:
        """The stable code of the first problem."""
        return self._first.code

    @property
    def path(self) -> str:
        """The place of the first problem, a JSON Pointer."""
        return self._first.path

    @property
    def file(self) -> str | None:
        """The file of the first problem."""
        return self._first.file

    @property
    def found(self) -> str:
        """What stands there."""
        return self._first.found

    @property
    def expected(self) -> str:
        """What could stand there."""
        return self._first.expected

    @property
    def nearest(self) -> str | None:
        """The valid name nearest to the one found."""
        return self._first.nearest

    def __str__(self) -> str:
        if len(self.problems) == 1:
            return printable(self.problems[0].message)
        lines = [f"{len(self.problems)} problems in {self.what}"]
        lines += [f"  {printable(problem.message)}" for problem in self.problems[:_SHOWN]]
        if len(self.problems) > _SHOWN:
            lines.append(f"  … and {len(self.problems) - _SHOWN} more, in `.problems`")
        return "\n".join(lines)


class QuestionnaireError(ProblemsError):
    """A questionnaire cannot be used: codes with the letters ``J``, ``S``, ``Q`` (and ``W`` beside them)."""

    what = "the questionnaire"


class AnswersError(ProblemsError):
    """Answers, or a table of them, cannot be used, or not so: codes with the letters ``J``, ``S``, ``A``,
    ``M``, ``B``, ``T``."""

    what = "the answers"


class ResultError(ProblemsError):
    """What should be verified is no result of the engine: codes with the letters ``J`` and ``V``."""

    what = "the result"


class ChartError(ProblemsError):
    """The data of a chart cannot be used: codes with the letters ``J``, ``S`` and ``D``."""

    what = "the chart"


class UsageError(ProblemsError):
    """What was asked for does not exist: a profile, a target, a budget, a sheet (``A0509``, ``P0901``,
    ``P0902``, ``T1009``); a language, an audience, a format or a chart (``D0001`` to ``D0003``), or a
    picture of that size (``D0204``)."""

    what = "what was asked for"


class BridgeWarning(UserWarning):
    """Answers to an earlier version of a questionnaire were carried over to its present one."""


class FontWarning(UserWarning):
    """A PDF has letters that the fonts on board cannot show: Latin, Greek, Cyrillic and Arabic they can."""


def nearest(given: str, known: Sequence[str]) -> str | None:
    """The known name that a mistyped one is near to."""
    # Brought along only where something is mistyped.
    import difflib

    return next(iter(difflib.get_close_matches(given, known, n=1)), None)


def unknown(what: str, given: object, known: Sequence[str]) -> str:
    """Says that a name is not among those there are."""
    near = nearest(str(given), known)
    hint = f"did you mean {near!r}? " if near else ""
    listed = ", ".join(known[:_SHOWN]) + (", …" if len(known) > _SHOWN else "")
    return f"there is no {what} {given!r}; {hint}there are: {listed or 'none'}"


def warn(message: str, category: type[Warning]) -> None:
    """Warns in the line of the user's own code that called this package."""
    level, frame = 2, sys._getframe(1)
    while frame.f_back and str(frame.f_globals.get("__name__", "")).split(".")[0] == __package__:
        level, frame = level + 1, frame.f_back
    warnings.warn(message, category, stacklevel=level)
