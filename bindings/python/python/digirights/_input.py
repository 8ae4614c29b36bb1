# SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
"""What users give, as JSON text for the engine."""

from __future__ import annotations

import datetime
import json
import math
import os
import stat
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeAlias

from digirights import _digirights
from digirights._problems import ProblemsError, QuestionnaireError

Text: TypeAlias = "str | bytes | bytearray"
PathLike: TypeAlias = "str | os.PathLike[str]"

JsonLike: TypeAlias = "Mapping[str, Any] | str | bytes | bytearray | os.PathLike[str]"
"""What is taken as JSON: a dict, JSON text (as ``str`` or as UTF-8 ``bytes``), or the path of a file. A
``str`` is JSON text if it begins with ``{``, else a path."""

_BYTES, _DEPTH = _digirights.limits()
_MOST_FILES = 500


def is_json(text: str) -> bool:
    """Whether a text is taken as JSON and not as the name of a file."""
    start = text.lstrip("\ufeff \t\r\n")[:1]
    return start in ("", "{", "[")


def decoded(data: Text, error: type[ProblemsError], file: str | None = None) -> str:
    """The text of UTF-8 bytes."""
    try:
        if isinstance(data, str):
            # The engine takes text that can be written as UTF-8; half a surrogate pair cannot.
            data.encode()
            return data
        return bytes(data).decode()
    except UnicodeDecodeError as wrong:
        found = f"a byte that is not UTF-8 after {wrong.start} bytes"
    except UnicodeEncodeError as wrong:
        found = f"half a surrogate pair after {wrong.start} characters"
    raise error([_digirights.problem("J0103", file=file, found=found)]) from None


def read(path: PathLike, error: type[ProblemsError], name: str | None = None) -> str:
    """The text of a file, which is not read further than the engine would."""
    name = os.fspath(path) if name is None else name
    with open(path, "rb") as file:
        data = file.read(_BYTES + 1)
    if len(data) > _BYTES:
        raise error([_digirights.problem("J0101", file=name, expected=f"at most {_BYTES} bytes")])
    return decoded(data, error, name)


def read_folder(folder: Path) -> list[tuple[str, str]]:
    """The JSON files of a questionnaire's folder and of its folder `text`, by their names. What else
    lies there is not of the questionnaire; a JSON file with a wrong name is, and the engine says so."""
    names = _json_files(folder, "")
    if (folder / "text").is_dir():
        names += _json_files(folder / "text", "text/")
    if len(names) > _MOST_FILES:
        found, expected = f"{len(names)} JSON files", f"at most {_MOST_FILES}"
        raise QuestionnaireError(
            [_digirights.problem("Q0325", file=os.fspath(folder), found=found, expected=expected)]
        )
    files = []
    room = 2 * _BYTES
    for name in names:
        text = read(folder / name, QuestionnaireError, name)
        # Each file is within the limit; many such files need not be.
        room -= len(text)
        if room < 0:
            expected = f"at most {2 * _BYTES} bytes in all"
            raise QuestionnaireError(
                [_digirights.problem("J0101", file=os.fspath(folder), expected=expected)]
            )
        files.append((name, text))
    return files


def _json_files(folder: Path, prefix: str) -> list[str]:
    def belongs(path: Path) -> bool:
        return path.suffix == ".json" and not path.name.startswith(".") and path.is_file()

    # The file system's order is nobody's; problems are reported in this one.
    return sorted(prefix + path.name for path in folder.iterdir() if belongs(path))


def written(value: Mapping[Any, Any], error: type[ProblemsError]) -> str:
    """A dict as JSON text."""
    return json.dumps(_plain(value, (), error), allow_nan=False, separators=(",", ":"))


def json_text(given: JsonLike, error: type[ProblemsError]) -> str:
    """The text of what is taken as JSON."""
    if isinstance(given, Mapping):
        return written(given, error)
    if isinstance(given, (bytes, bytearray)) or (isinstance(given, str) and is_json(given)):
        return decoded(given, error)
    if isinstance(given, (str, os.PathLike)):
        path: PathLike = given
        return read(path, error)
    raise TypeError(f"expected a dict, JSON text or a path, not {type(given).__name__}")


def _plain(value: object, place: tuple[object, ...], error: type[ProblemsError]) -> object:
    if value is None or isinstance(value, (str, bool)):
        return value
    if len(place) > _DEPTH:
        raise error([_digirights.problem("J0105", expected=f"at most {_DEPTH} levels")])
    if isinstance(value, int):
        if value.bit_length() > 1024:
            found = f"a whole number of {value.bit_length()} bits"
            raise error([_digirights.problem("S0206", path=_pointer(place), found=found)])
        return value
    if isinstance(value, float):
        if not math.isfinite(value):
            found, expected = repr(value), "a finite number, or `None` for no answer"
            raise error([_digirights.problem("S0201", path=_pointer(place), found=found, expected=expected)])
        return value
    if isinstance(value, Mapping):
        for key in value:
            if not isinstance(key, str):
                raise TypeError(f"keys are text, not {key!r}{_at(place)}")
        return {key: _plain(item, (*place, key), error) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item, (*place, index), error) for index, item in enumerate(value)]
    if isinstance(value, (set, frozenset)):
        return _plain(sorted(value), place, error)
    if isinstance(value, datetime.date):
        return value.isoformat()
    tolist = getattr(value, "tolist", None)
    if callable(tolist):  # numpy's scalars and arrays
        return _plain(tolist(), place, error)
    kind = type(value).__name__
    raise TypeError(f"expected text, a number, a truth value, a list or a dict, not {kind}{_at(place)}")


def _pointer(place: tuple[object, ...]) -> str:
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in place)


def _at(place: tuple[object, ...]) -> str:
    return f" (at {_pointer(place)})" if place else ""


def filed(path: PathLike | None, kind: str | None, made: Callable[[str], bytes]) -> bytes | None:
    """Writes what is made in the format that is asked for or that the end of the name tells; without a path,
    gives it back."""
    if path is None:
        if kind is None:
            raise TypeError("give a path, whose end tells the format, or a format")
        return made(kind)
    write(path, made(Path(path).suffix[1:] if kind is None else kind))
    return None


def write(path: PathLike, content: str | bytes) -> None:
    """Writes a file aside, in the same folder, and puts it in place when it is whole."""
    data = content.encode() if isinstance(content, str) else content
    target = Path(path)
    if target.is_dir():
        raise IsADirectoryError(f"{os.fspath(path)!r} is a folder")
    aside = target.with_name(f".digirights-{os.urandom(8).hex()}")
    # Opened so and not by `tempfile`, so that a new file gets the permissions that others get.
    handle = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0), 0o666)
    try:
        with open(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            aside.chmod(stat.S_IMODE(target.stat().st_mode))
        os.replace(aside, target)
    except BaseException:
        os.unlink(aside)
        raise
