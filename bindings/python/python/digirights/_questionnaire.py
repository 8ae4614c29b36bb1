# SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
"""Questionnaires, checked and ready to score."""

from __future__ import annotations

import errno
import functools
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from digirights import _content, _digirights, _table
from digirights._answers import Answers, AnswersLike, answers_of
from digirights._input import PathLike, Text, decoded, read, read_folder, write, written
from digirights._problems import (
    AnswersError,
    BridgeWarning,
    DigirightsError,
    Problem,
    QuestionnaireError,
    nearest,
    unknown,
    warn,
)
from digirights._scorecard import Scorecard
from digirights._table import Table
from digirights._words import Words

if TYPE_CHECKING:
    from digirights._files import TableLike
    from digirights._forms import FormAnswers


@dataclass(frozen=True, slots=True)
class Bridged:
    """Answers carried over from an earlier version of their questionnaire."""

    answers: Answers
    """The answers, now to the questionnaire's own version."""
    from_version: str
    """The version they were given to."""
    dropped: list[str]
    """Questions that have no successor, whose answers are left behind."""


class Questionnaire:
    """A questionnaire, checked: what can score answers.

    It never changes, and may be used by several threads at once.

    >>> import digirights
    >>> questionnaire = digirights.Questionnaire.load("digital-rights")
    >>> questionnaire.title()
    'Digital rights self-assessment for cities'
    >>> questionnaire.score(questionnaire.samples()["midsized"]).level
    'progressing'
    """

    _instrument: _digirights.Instrument
    _source: _Source

    def __init__(self) -> None:
        raise TypeError("use `Questionnaire.load`, `from_json` or `from_files`")

    @classmethod
    def _of(cls, instrument: _digirights.Instrument, source: _Source) -> Questionnaire:
        questionnaire = object.__new__(cls)
        questionnaire._instrument, questionnaire._source = instrument, source
        return questionnaire

    @classmethod
    def load(cls, id_or_path: PathLike) -> Questionnaire:
        """A questionnaire on board by its id, one from a folder, or one from a bundled JSON file.

        An id comes before a file of that name: write ``./digital-rights``, or give a ``pathlib.Path``, for
        the file. A folder holds ``questionnaire.json``, and may hold ``actions.json``, ``practices.json``
        and ``text/LANGUAGE.json``.

        Raises :class:`QuestionnaireError` with every problem at once, ``FileNotFoundError`` where there is
        neither such an id nor such a file, another ``OSError`` where a file cannot be read.
        """
        if isinstance(id_or_path, str) and id_or_path in _digirights.ids():
            return _on_board(id_or_path)
        name = os.fspath(id_or_path)
        path = Path(name)
        if name and path.is_dir():
            return cls.from_files(dict(read_folder(path)))
        try:
            text = read(name, QuestionnaireError)
        except FileNotFoundError:
            known = _digirights.ids()
            near = nearest(name, known)
            hint = f"did you mean {near!r}?" if near else f"on board: {', '.join(known)}"
            said = f"No such file or folder, and no questionnaire on board has this id ({hint})"
            raise FileNotFoundError(errno.ENOENT, said, name) from None
        return cls._of(_digirights.Instrument.from_json(text, name), ("json", text))

    @classmethod
    def from_json(cls, text: Text) -> Questionnaire:
        """From one bundled JSON text, or its bytes in UTF-8.

        Raises :class:`QuestionnaireError` with every problem at once.
        """
        text = decoded(text, QuestionnaireError)
        return cls._of(_digirights.Instrument.from_json(text), ("json", text))

    @classmethod
    def from_dict(cls, bundle: Mapping[str, Any]) -> Questionnaire:
        """From a dict as in a bundled JSON file.

        Raises :class:`QuestionnaireError` with every problem at once, ``TypeError`` for what has no place
        in JSON.
        """
        return cls.from_json(written(bundle, QuestionnaireError))

    @classmethod
    def from_files(cls, files: Mapping[str, Text]) -> Questionnaire:
        """From the files of a folder: their texts by their names, relative to it and with ``/``.

        Raises :class:`QuestionnaireError` with every problem at once, each with its file.
        """
        texts = [(name, decoded(text, QuestionnaireError, name)) for name, text in files.items()]
        return cls._of(_digirights.Instrument.from_files(texts), ("files", texts))

    @staticmethod
    def available() -> list[str]:
        """The ids of the questionnaires on board.

        >>> Questionnaire.available()
        ['digital-rights']
        """
        return _digirights.ids()

    def check(self) -> list[Problem]:
        """The warnings: what is worth a look, though it does not stop the questionnaire from scoring.

        What does stop it was raised when the questionnaire was read, warnings beside it.
        """
        return self._instrument.warnings()

    @property
    def id(self) -> str:
        """Its id."""
        return self._instrument.id

    @property
    def version(self) -> str:
        """Its version, ``major.minor.patch``."""
        return self._instrument.version

    @property
    def digest(self) -> str:
        """``sha256:`` and the SHA-256, in hexadecimal, of the canonical JSON (RFC 8785) of all that can
        change a result: structure and actions, not texts and practices."""
        return self._instrument.digest

    @functools.cached_property
    def _definition(self) -> dict[str, Any]:
        return json.loads(self._instrument.definition())

    @functools.cached_property
    def _words(self) -> Words:
        return Words(self._definition, next(iter(self.languages), None))

    @property
    def languages(self) -> list[str]:
        """The languages that have all texts; the first is the source language."""
        return list(self._definition.get("languages", []))

    @property
    def profiles(self) -> list[str]:
        """The ids of the parts that can be scored alone."""
        return [profile["id"] for profile in self._definition.get("profiles", [])]

    def title(self, language: str | None = None) -> str:
        """Its title in a language (a BCP 47 tag), or in the first one; its id where it has no texts.

        Raises ``ValueError`` for a language without texts.
        """
        if language is None:
            return self._words.title()
        texts = self._definition.get("text", {})
        if language not in texts:
            raise ValueError(unknown("language", language, list(texts)))
        return Words(self._definition, language).title()

    def score(self, answers: AnswersLike, profile: str | None = None, strict: bool = True) -> Scorecard:
        """Scores answers.

        ``profile`` names a part of the questionnaire to score, whatever profile the answers name. With
        ``strict=False``, answers that cannot be used are left aside and listed in :attr:`Scorecard.unused`,
        and their questions count as unanswered.

        Answers to an earlier version of the questionnaire are carried over with a :class:`BridgeWarning`;
        to see what is left behind, call :meth:`bridge` first.

        Raises :class:`AnswersError` with every answer that cannot be used, :class:`UsageError` for a
        profile that there is not, ``OSError`` where a file cannot be read.
        """
        given = answers_of(answers)
        try:
            bridged = self._bridge(given)
        except AnswersError as error:
            if error.code != "B0701":
                raise
            # No bridge: then these are answers for another version, which is said below.
            bridged = None
        if bridged is not None:
            said = f"answers to {self.id} {bridged.from_version} are carried over to {self.version}"
            if bridged.dropped:
                said += f"; no longer asked, left behind: {', '.join(bridged.dropped)}"
            warn(said, BridgeWarning)
            given = bridged.answers
        held = self._instrument.assess(given._engine, profile, strict)
        return Scorecard._of(self, given, held, strict)

    def bridge(self, answers: AnswersLike) -> Bridged:
        """Carries answers over from an earlier version, by the bridge that the questionnaire declares.
        Answers to this version come back as they are.

        Raises :class:`AnswersError` for answers to another questionnaire, where no bridge leads here, and
        for each answer that the bridge cannot carry.
        """
        given = answers_of(answers)
        return self._bridge(given) or Bridged(given, given.version, [])

    def _bridge(self, answers: Answers) -> Bridged | None:
        if answers.questionnaire != self.id:
            # The engine says so when the answers are held against the questionnaire.
            return None
        carried = self._instrument.bridge(answers._engine)
        if carried is None:
            return None
        raw, version, dropped = carried
        return Bridged(Answers._of(raw), version, dropped)

    def to_xlsform(
        self,
        path: PathLike,
        *,
        profile: str | None = None,
        about: bool = True,
        descriptions: bool = True,
        ids: bool = False,
        notes: bool = False,
        evidence: bool = False,
    ) -> list[Problem]:
        """Writes the questionnaire as an XLSForm, an Excel workbook from which KoboToolbox, ODK and their kin
        make a form, in all its languages and with its conditions. :meth:`read_form` reads what comes back.

        ``profile`` asks a part of the questionnaire alone. ``about`` asks for the city's name, day, country
        and the like; ``descriptions`` shows those of groups; ``ids`` shows the id before the text of each
        question; ``notes`` and ``evidence`` add a field for them below each question.

        The file is written whole, or not at all; the same questionnaire gives the same bytes. Gives back
        warnings (``T1006``): conditions that a form cannot say, because they are about scores. What depends
        on them is asked more often than it counts.

        Raises :class:`UsageError` for a profile that there is not, :class:`QuestionnaireError` for a text
        that is too long for a cell (``T1011``), ``OSError`` where the file cannot be written.
        """
        wishes = {
            "profile": profile,
            "about": about,
            "descriptions": descriptions,
            "ids": ids,
            "notes": notes,
            "evidence": evidence,
        }
        workbook, warnings = _digirights.xlsform(self._instrument, wishes)
        write(path, workbook)
        return warnings

    def read_form(
        self,
        table: TableLike,
        *,
        profile: str | None = None,
        columns: Mapping[str, str] | None = None,
        blanks: Iterable[str] = (),
        reason: str | None = None,
        sheet: str | None = None,
        delimiter: str | None = None,
        encoding: str | None = None,
    ) -> FormAnswers:
        """Reads the table of a form tool: one row for each city, one column or several for each question.

        ``table`` is the path of a CSV file or of an Excel workbook (``.xlsx``), as KoboToolbox, ODK, Google
        Forms, Microsoft Forms and spreadsheets write them; a table of an Arrow library; or rows as dicts,
        such as KoboToolbox's interface gives. Headings may be ids, names of an XLSForm with or without
        groups, or the questions' texts in any language of the questionnaire; cells may hold ids or labels.
        Nothing is guessed: what is not understood is told by :attr:`FormAnswers.warnings` (headings) and
        :attr:`FormAnswers.problems` (cells).

        ``profile`` is what was answered, if not the whole. ``columns`` says what columns hold whose heading
        does not: ``{"Question 3": "M01.1"}``, or ``""`` to leave one out. ``blanks`` are texts that say as
        little as an empty cell, such as ``NA``. ``reason`` is written down for "not applicable" where the
        questionnaire demands a reason and the row has none; without it such answers are problems.
        ``sheet`` names one of a workbook's, instead of the first. ``delimiter`` and ``encoding`` are those of
        a CSV file; without them, the delimiter is ``,``, ``;``, a tab or ``|``, whichever fits the first
        rows, and the text is UTF-8, or UTF-16 with a byte order mark.

        Raises :class:`AnswersError` where the file is no such table (``T1008``), where a row has more cells
        than there are headings (``T1007``), where no column answers a question (``T1004``), where two say
        the same (``T1002``); :class:`UsageError` for a profile or a sheet that there is not; ``OSError``
        where the file cannot be read. At most 16,384 columns, 250 million cells and a gigabyte of text are
        read; for larger files, give :func:`score_table` what polars or pyarrow reads.
        """
        from digirights._forms import FormAnswers

        return FormAnswers._read(
            self,
            table,
            profile,
            columns or {},
            blanks,
            reason,
            sheet=sheet,
            delimiter=delimiter,
            encoding=encoding,
        )

    def samples(self) -> dict[str, dict[str, Any]]:
        """Answers of invented cities, by their names: for the questionnaires on board, else none.

        Names with a ``/`` are the parts of one city's departments, to be merged.
        """
        kind, content = self._source
        texts = _digirights.samples(str(content)) if kind == "on board" else None
        return {name.removesuffix(".json"): json.loads(text) for name, text in texts or []}

    @functools.cached_property
    def questions(self) -> Table:
        """Every question, in order, deprecated ones included: one row each.

        ``question`` its id; ``node`` the node it stands in; ``path`` the nodes above it, the root first;
        ``kind`` of answer: ``choice``, ``yes_no``, ``several``, ``number``, ``share``, ``date`` or
        ``text``; ``scale`` and ``options`` where it has them; ``unit`` of a number; ``text`` in the first
        language; ``weight`` in its node, 0 or more; ``essential``; ``owner``, a role; ``not_applicable``:
        ``forbidden``, ``allowed`` or ``with_reason``; ``conditional``, whether it or a node above is shown
        under a condition only; ``profiles`` it belongs to; ``deprecated``, the first version that no longer
        asks it.
        """
        return _content.questions(self._definition, self._words)

    @functools.cached_property
    def nodes(self) -> Table:
        """Every node, in order, the root first: one row each.

        ``node`` its id; ``parent`` the node above it; ``kind``, the author's word for its sort; ``title``
        in the first language; ``weight`` in its parent, 0 or more; ``rule`` by which its score is made;
        ``maximum``, the greatest score it can have; ``conditional``, whether it or a node above is shown
        under a condition only; ``questions``, the number of questions below it at any depth.
        """
        return _content.nodes(self._definition, self._words)

    @functools.cached_property
    def actions(self) -> Table:
        """Every action: one row each.

        ``action`` its id; ``node`` it belongs to; ``title`` in the first language; ``questions`` it moves;
        ``effort_low`` and ``effort_high`` in person-days; ``horizon``: ``short`` (0 to 6 months),
        ``medium`` (6 to 18) or ``long`` (18 to 36); ``owner``, a role; ``requires``, the actions before it;
        ``same_as``, an action that says the same; ``practices`` that show it; ``importance``, by which its
        priority is multiplied; ``conditional``, whether it fires under a further condition only;
        ``deprecated``.
        """
        return _content.actions(self._definition, self._words)

    @functools.cached_property
    def practices(self) -> Table:
        """Every practice, something that a named city really did: one row each.

        ``practice`` its id; ``title`` in the first language; ``city``; ``country`` (ISO 3166-1 alpha-2);
        ``year``; ``nodes`` it belongs to; ``state``: ``running``, ``ended`` or ``unknown``; ``source``, an
        address; ``last_checked``, the day the source was last opened.
        """
        return _content.practices(self._definition, self._words)

    @functools.cached_property
    def levels(self) -> Table:
        """Every level of every level set, the lowest first: one row each.

        ``level_set``; ``level`` its id; ``title`` in the first language; ``cut_point`` from which it is
        reached, in the measure of its level set, where it has one.
        """
        return _content.levels(self._definition, self._words)

    @functools.cached_property
    def lenses(self) -> Table:
        """Every member of every lens: one row each, with the ids and titles of both."""
        return _content.lenses(self._definition, self._words)

    def __eq__(self, other: object) -> bool:
        """Whether both give the same results, whatever their texts."""
        if not isinstance(other, Questionnaire):
            return NotImplemented
        return (self.id, self.version, self.digest) == (other.id, other.version, other.digest)

    def __hash__(self) -> int:
        return hash((self.id, self.version, self.digest))

    def __copy__(self) -> Questionnaire:
        return self

    def __deepcopy__(self, memo: object) -> Questionnaire:
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        return _restored, (*self._source, self.digest)

    def __repr__(self) -> str:
        questions = len(self.questions)
        return f"<Questionnaire {self.id} {self.version}: {questions} question{'s' * (questions != 1)}>"


# How it can be had again: by its id on board, its text, or its files.
_Source = tuple[str, "str | list[tuple[str, str]]"]


@functools.cache
def _on_board(questionnaire: str) -> Questionnaire:
    """One on board, read once."""
    instrument = _digirights.Instrument.from_files(_digirights.files(questionnaire) or [])
    return Questionnaire._of(instrument, ("on board", questionnaire))


def _restored(kind: str, content: Any, digest: str) -> Questionnaire:
    if kind == "files":
        return Questionnaire.from_files(dict(content))
    if kind == "json":
        return Questionnaire.from_json(content)
    questionnaire = Questionnaire.load(content)
    if questionnaire.digest != digest:
        raise DigirightsError(
            f"the questionnaire {content} on board here is not the one that was pickled: "
            "use the same version of digirights on both sides"
        )
    return questionnaire


def questionnaire_of(given: Questionnaire | PathLike | None, answers: Answers) -> Questionnaire:
    """The questionnaire that a user names, or the one on board that answers name."""
    if given is not None:
        return questionnaire_named(given)
    named = answers.questionnaire
    if named not in _digirights.ids():
        raise ValueError(
            f"the answers are to {named!r}, which is not on board: give the questionnaire "
            f"(on board: {', '.join(_digirights.ids())})"
        )
    return _on_board(named)


def questionnaire_named(given: Questionnaire | PathLike) -> Questionnaire:
    """The questionnaire that a user names."""
    return given if isinstance(given, Questionnaire) else Questionnaire.load(given)


def questionnaires() -> Table:
    """The questionnaires on board: one row each.

    ``questionnaire`` its id; ``version``; ``title`` in the first language; ``languages`` that have all
    texts; the numbers of ``nodes``, ``questions`` that are asked, ``actions``, ``practices`` and
    ``profiles``.

    >>> questionnaires().to_dicts()[0]["questions"]
    115
    """
    columns = {
        "questionnaire": "text", "version": "text", "title": "text", "languages": "texts", "nodes": "count",
        "questions": "count", "actions": "count", "practices": "count", "profiles": "count",
    }  # fmt: skip
    rows = []
    for one in map(Questionnaire.load, Questionnaire.available()):
        asked = one.questions["deprecated"].count(None)
        rows.append((
            one.id, one.version, one.title(), one.languages, len(one.nodes), asked, len(one.actions),
            len(one.practices), len(one.profiles),
        ))  # fmt: skip
    return _table.of_rows(columns, rows)
