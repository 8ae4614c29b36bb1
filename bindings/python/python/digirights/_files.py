# SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
"""Tables of texts, from files and from what is in memory."""

from __future__ import annotations

import csv
import datetime
import decimal
import itertools
import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TextIO, TypeAlias

from digirights import _digirights
from digirights._input import PathLike
from digirights._problems import AnswersError, Problem
from digirights._table import ArrowStream, Table

TableLike: TypeAlias = "str | os.PathLike[str] | ArrowStream | Iterable[Mapping[str, object]]"
"""What is taken as the table of a form: the path of a CSV file or of an Excel workbook, a table of an Arrow
library, or rows as dicts."""

_BOOK = 256 << 20
_LINE = 1 << 22
_PART = 1024
_SAMPLE = 50
_MOST = 1000
_DELIMITERS = ",;\t|"
_SEPARATOR = re.compile(r'(?i:sep)=([^"\w\r\n])\r?\n')
"""The line by which spreadsheets tell each other the delimiter."""

_OTHERS = {
    b"PAR1": ("a Parquet file", "give the table that `polars.read_parquet` or `pyarrow.parquet` reads"),
    b"ARROW1": ("an Arrow file", "give the table that `polars.read_ipc` or `pyarrow.feather` reads"),
    b"\x1f\x8b": ("a compressed file", "unpack it first"),
}


def texts_of(
    source: TableLike,
    sheet: str | None = None,
    delimiter: str | None = None,
    encoding: str | None = None,
) -> tuple[_digirights.Texts, list[Problem]]:
    """A table as texts, and what is to be known of it. What a file holds is seen by its first bytes and not
    by its name."""
    if isinstance(source, (str, os.PathLike)):
        return _of_file(source, sheet, delimiter, encoding)
    if sheet is not None or delimiter is not None or encoding is not None:
        raise TypeError("only a file has a sheet, a delimiter or an encoding")
    return _of_rows(source), []


def _of_file(
    path: PathLike, sheet: str | None, delimiter: str | None, encoding: str | None
) -> tuple[_digirights.Texts, list[Problem]]:
    name = os.fspath(path)
    with open(path, "rb") as file:
        start = file.read(8)
        if start.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
            if delimiter is not None or encoding is not None:
                raise TypeError(f"{name!r} is a workbook, which has no delimiter and no encoding")
            data = start + file.read(_BOOK)
            if len(data) > _BOOK:
                raise _no_table(name, f"more than {_BOOK} bytes", "a smaller workbook, or CSV")
            return _digirights.Texts.of_workbook(data, sheet, name)
    for first, (found, expected) in _OTHERS.items():
        if start.startswith(first):
            raise _no_table(name, found, f"a CSV file or an Excel workbook: {expected}")
    if sheet is not None:
        raise TypeError(f"{name!r} is no workbook: it has no sheets")
    return _of_csv(path, name, delimiter, encoding or _encoding(start)), []


def _encoding(start: bytes) -> str:
    return "utf-16" if start.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"


def _of_csv(path: PathLike, name: str, delimiter: str | None, encoding: str) -> _digirights.Texts:
    # Every sign of a line's end is kept: a cell in quotes may hold some.
    with open(path, encoding=encoding, newline="") as file:
        lines = _lines(file, name)
        reader, before = None, 0
        # A cell may be as long as its line. The limit is that of all readers: it is not taken back.
        csv.field_size_limit(max(csv.field_size_limit(), _LINE))
        try:
            head = list(itertools.islice(lines, _SAMPLE))
            said = _SEPARATOR.fullmatch(head[0]) if head else None
            if said:
                del head[0]
            sign = delimiter or (said[1] if said else _delimiter(head))
            before = 1 if said else 0
            reader = csv.reader(itertools.chain(head, lines), delimiter=sign, strict=True)
            headings = next((cells for cells in reader if any(map(str.strip, cells))), [])
            return _digirights.Texts.of_rows(headings, _records(reader, len(headings), name, before), name)
        except csv.Error as error:
            line = f"line {reader.line_num + before}: " if reader is not None else ""
            expected = "cells in quotes that close, with each quote inside them doubled"
            raise _no_table(name, f"{line}{error}", expected) from None
        except UnicodeDecodeError as error:
            found = f"the byte 0x{error.object[error.start]:02X}, which is not {error.encoding}"
            expected = "UTF-8, or the name of another `encoding`, such as `cp1252`"
            raise _no_table(name, found, expected) from None


def _lines(file: TextIO, name: str) -> Iterator[str]:
    while line := file.readline(_LINE):
        if len(line) == _LINE:
            raise _no_table(name, f"a line of more than {_LINE} characters", "a table")
        yield line


def _delimiter(lines: list[str]) -> str:
    """The sign between cells: the one by which most rows have as many cells as the first, then the one by
    which that has most cells."""

    def fit(sign: str) -> tuple[float, int]:
        try:
            lengths = [len(cells) for cells in csv.reader(lines, delimiter=sign) if cells]
        except csv.Error:
            return 0.0, 0
        if not lengths or lengths[0] == 1:
            return 0.0, 0
        return lengths.count(lengths[0]) / len(lengths), lengths[0]

    return max(_DELIMITERS, key=fit)


def _records(reader: Any, width: int, name: str, before: int) -> Iterator[list[tuple[int, list[str]]]]:
    """The rows with the lines that they begin on, some at a time. ``before``: the lines that the reader has
    not seen."""
    part: list[tuple[int, list[str]]] = []
    wrong: list[Problem] = []
    line = reader.line_num + before + 1
    for cells in reader:
        if any(map(str.strip, cells[width:])) and len(wrong) < _MOST:
            found, expected = f"{len(cells)} cells in line {line}", f"at most {width}"
            wrong.append(
                _digirights.problem("T1007", path=f"/{line}", file=name, found=found, expected=expected)
            )
        part.append((line, cells))
        line = reader.line_num + before + 1
        if len(part) == _PART:
            yield part
            part = []
    # A cell that fell apart moves all that follow into other columns: nothing of such a file is certain.
    if wrong:
        raise AnswersError(wrong)
    yield part


def _of_rows(source: Any) -> _digirights.Texts:
    rows: Iterator[Sequence[object]]
    if hasattr(source, "__arrow_c_stream__") or hasattr(source, "__arrow_c_array__"):
        table = Table(source)
        given = ((name, table._raw.column(index)) for index, name in enumerate(table.columns))
        columns = [column for name, cells in given for column in _columns(name, cells)]
        headings = [name for name, _ in columns]
        rows = zip(*(cells for _, cells in columns), strict=True)
    elif isinstance(source, Iterable) and not isinstance(source, (Mapping, bytes, bytearray)):
        dicts = []
        for row in source:
            if not isinstance(row, Mapping):
                raise TypeError(f"expected rows as dicts, not {type(row).__name__}")
            dicts.append(dict(_cells(row)))
        headings = list(dict.fromkeys(itertools.chain.from_iterable(dicts)))
        rows = (tuple(row.get(heading) for heading in headings) for row in dicts)
    else:
        kind = type(source).__name__
        raise TypeError(
            "expected the path of a CSV file or an Excel workbook, a table of an Arrow library, "
            f"or a list of dicts, not {kind}"
        )
    numbered = ((number, list(map(_text, cells))) for number, cells in enumerate(rows, 1))
    return _digirights.Texts.of_rows(headings, iter(lambda: list(itertools.islice(numbered, _PART)), []))


def _cells(row: Mapping[Any, object], groups: str = "") -> Iterator[tuple[str, object]]:
    """The cells of a row. Those of a row inside it, as ODK gives the groups of a form, have names with
    ``/``."""
    for name, value in row.items():
        if not isinstance(name, str):
            raise TypeError(f"headings are text, not {name!r}")
        if isinstance(value, Mapping):
            yield from _cells(value, f"{groups}{name}/")
        else:
            yield groups + name, value


def _columns(name: str, cells: list[Any]) -> Iterator[tuple[str, list[Any]]]:
    """A column, or the columns that a column of records holds."""
    if not isinstance(next((cell for cell in cells if cell is not None), None), Mapping):
        yield name, cells
        return
    for inner in dict.fromkeys(itertools.chain.from_iterable(cell for cell in cells if cell is not None)):
        within = [None if cell is None else cell.get(inner) for cell in cells]
        yield from _columns(f"{name}/{inner}", within)


def _text(value: Any) -> str | None:
    """What a form tool would write."""
    if value is None or isinstance(value, str):
        return value
    if _is_missing(value):
        return None
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, decimal.Decimal):
        return str(int(value)) if value == value.to_integral_value() else f"{value.normalize():f}"
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, (list, tuple, Mapping)):
        return json.dumps(value, ensure_ascii=False, default=str)
    tolist = getattr(value, "tolist", None)
    return _text(tolist()) if callable(tolist) else str(value)


def _is_missing(value: Any) -> bool:
    """Whether it is one of the signs by which pandas and numpy say that there is nothing: they differ from
    themselves, or do not know whether they do."""
    try:
        return bool(value != value)
    except (TypeError, ValueError):
        return type(value).__name__ == "NAType"


def _no_table(name: str, found: str, expected: str) -> AnswersError:
    return AnswersError([_digirights.problem("T1008", file=name, found=found, expected=expected)])
