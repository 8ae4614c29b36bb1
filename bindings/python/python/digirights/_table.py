# SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
"""Tables for any library that reads Arrow."""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol, overload

from digirights import _digirights, _html
from digirights._problems import printable, unknown

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

_ROWS = 10
_WIDEST = 28
_LINE = 110


class ArrowStream(Protocol):
    """What speaks the Arrow PyCapsule interface: tables of pyarrow, polars, pandas, duckdb, …"""

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...


class Table:
    """A table of columns, held as Arrow.

    Any library that speaks the Arrow PyCapsule interface reads it without a copy: ``polars.DataFrame(t)``,
    ``pyarrow.table(t)``, ``duckdb.sql("from t")``. The other way round, ``Table(frame)`` takes a frame of
    such a library. No library is needed to look at one:

    >>> import digirights
    >>> levels = digirights.Questionnaire.load("digital-rights").levels
    >>> len(levels), levels.columns
    (12, ['level_set', 'level', 'title', 'cut_point'])
    >>> levels.head(2).to_dicts()[1]["title"]
    'Progressing'
    """

    __slots__ = ("_raw",)

    def __init__(self, data: ArrowStream) -> None:
        """Takes over a table of another library.

        Raises ``TypeError`` for what does not speak the Arrow PyCapsule interface.
        """
        if not hasattr(data, "__arrow_c_stream__") and not hasattr(data, "__arrow_c_array__"):
            kind = type(data).__name__
            raise TypeError(f"expected a table of an Arrow library, such as polars or pyarrow, not {kind}")
        self._raw = _digirights.Table.from_arrow(data)

    @classmethod
    def _of(cls, raw: _digirights.Table) -> Table:
        table = object.__new__(cls)
        table._raw = raw
        return table

    @property
    def columns(self) -> list[str]:
        """The names of the columns, in order."""
        return [name for name, _ in self._raw.schema()]

    @property
    def schema(self) -> dict[str, str]:
        """The type of each column by its name, in Arrow's words: ``string``, ``double``, ``int64``,
        ``bool``, ``list<string>``, …"""
        return dict(self._raw.schema())

    @property
    def shape(self) -> tuple[int, int]:
        """The number of rows and of columns."""
        return len(self._raw), len(self._raw.schema())

    def __len__(self) -> int:
        """The number of rows."""
        return len(self._raw)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        """The rows, one after the other, as dicts."""
        return iter(self.to_dicts())

    @overload
    def __getitem__(self, key: str) -> list[Any]: ...
    @overload
    def __getitem__(self, key: int) -> dict[str, Any]: ...
    @overload
    def __getitem__(self, key: slice) -> Table: ...
    def __getitem__(self, key: str | int | slice) -> list[Any] | dict[str, Any] | Table:
        """A column by its name as a list, a row by its position as a dict, or some rows as a table.

        Raises ``KeyError`` for a column that there is not, ``IndexError`` for a row.
        """
        if isinstance(key, str):
            columns = self.columns
            if key not in columns:
                raise KeyError(unknown("column", key, columns))
            return self._raw.column(columns.index(key))
        if isinstance(key, slice):
            start, stop, step = key.indices(len(self))
            if step != 1:
                raise ValueError("rows can be taken in steps of 1 only")
            return Table._of(self._raw.slice(start, max(stop - start, 0)))
        position = key + len(self) if key < 0 else key
        if not 0 <= position < len(self):
            raise IndexError(f"there is no row {key}: there are {len(self)}")
        return Table._of(self._raw.slice(position, 1)).to_dicts()[0]

    def head(self, rows: int = _ROWS) -> Table:
        """The first rows."""
        return self[: max(rows, 0)]

    def to_dict(self) -> dict[str, list[Any]]:
        """The columns as lists, by name. Of two columns with one name, the last."""
        return {name: self._raw.column(position) for position, name in enumerate(self.columns)}

    def to_dicts(self) -> list[dict[str, Any]]:
        """The rows as dicts."""
        columns = self.to_dict()
        if not columns:
            return [{} for _ in range(len(self))]
        return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]

    def to_pyarrow(self) -> pyarrow.Table:
        """As a table of pyarrow, without a copy. Needs ``digirights[pyarrow]``."""
        return library("pyarrow", "pyarrow").table(self)

    def to_polars(self) -> polars.DataFrame:
        """As a frame of polars. Needs ``digirights[polars]``."""
        return library("polars", "polars").DataFrame(self)

    def to_pandas(self) -> pandas.DataFrame:
        """As a frame of pandas, by way of pyarrow. Needs ``digirights[pandas]``."""
        library("pandas", "pandas")
        return library("pyarrow", "pandas").table(self).to_pandas()

    def __arrow_c_schema__(self) -> object:
        return self._raw.__arrow_c_schema__()

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        return self._raw.__arrow_c_stream__(requested_schema)

    def __reduce__(self) -> tuple[Any, ...]:
        beside = {name: getattr(self, name) for name in self.__slots__ if name != "_raw"}
        return _restored, (type(self), self._raw.to_bytes()), (None, beside)

    def __repr__(self) -> str:
        head = [[_cell(value) for value in row.values()] for row in self.head()]
        names = [printable(name) for name in self.columns]
        widths = [max([len(name), *(len(row[at]) for row in head)]) for at, name in enumerate(names)]
        shown, room = 0, _LINE
        while shown < len(names) and (room := room - widths[shown] - 2) >= 0:
            shown += 1
        shown = max(shown, min(1, len(names)))
        lines = [f"Table of {_count(len(self), 'row')} and {_count(len(names), 'column')}"]
        for row in [names, *head] if names else []:
            cells = (cell.ljust(width) for cell, width in zip(row[:shown], widths, strict=False))
            lines.append("  ".join(cells).rstrip())
        if len(self) > len(head):
            lines.append(f"… {_count(len(self) - len(head), 'more row')}")
        if shown < len(names):
            lines.append(f"… {_count(len(names) - shown, 'more column')}: {', '.join(names[shown:])}")
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        head = self.head(_html.MOST_ROWS)
        rows = [[_html.value(value) for value in row.values()] for row in head]
        rest = len(self) - len(head)
        note = f"… {_count(rest, 'more row')}" if rest else _count(len(self), "row")
        return _html.table(self.columns, rows, note=note)


def _restored(cls: type[Table], data: bytes) -> Table:
    """A table that was pickled."""
    table = object.__new__(cls)
    table._raw = _digirights.Table.of_bytes(data)
    return table


def of_rows(columns: Mapping[str, str], rows: Iterable[Sequence[object]]) -> Table:
    """From rows, with the kind of each column: ``text``, ``number``, ``count``, ``flag`` or ``texts``."""
    values = list(zip(*rows, strict=True)) or [()] * len(columns)
    named = zip(columns.items(), values, strict=True)
    return Table._of(_digirights.Table.of([(name, kind, list(column)) for (name, kind), column in named]))


def _cell(value: object) -> str:
    if isinstance(value, float):
        text = f"{value:.4g}"
    elif isinstance(value, list):
        text = ", ".join(map(str, value))
    else:
        text = "" if value is None else str(value)
    text = printable(text)
    return text if len(text) <= _WIDEST else text[: _WIDEST - 1] + "…"


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"


def library(name: str, extra: str, module: str | None = None) -> Any:
    """A library that users may have, or one of its modules."""
    try:
        return importlib.import_module(module or name)
    except ModuleNotFoundError as missing:
        hint = f"this needs {name}: pip install 'digirights[{extra}]'"
        raise ModuleNotFoundError(hint, name=missing.name) from None
