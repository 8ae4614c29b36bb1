# SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
"""A form tool: makes a form of an XLSForm, has it filled in, and exports what was said."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl

STYLES = ("kobo names", "kobo labels", "kobo split", "odk")


@dataclass
class Row:
    """What a form asks in one row."""

    kind: str
    name: str
    label: str
    groups: list[tuple[str, str]]
    choices: dict[str, str]
    values: list[str] = field(default_factory=list)


def sheet(path: Path, name: str) -> list[dict[str, str]]:
    """A sheet as rows by heading."""
    headings, *rows = openpyxl.load_workbook(path)[name].iter_rows(values_only=True)
    return [{str(key): str(cell or "") for key, cell in zip(headings, row, strict=True)} for row in rows]


def name(text: str) -> str:
    """An id as a form writes it."""
    return re.sub(r"[^A-Za-z0-9_-]", "_", text)


class Form:
    """A form, and what many people said in it."""

    def __init__(self, path: Path, language: int = 0) -> None:
        self.rows: list[Row] = []
        self.count = 0
        groups: list[tuple[str, str]] = []
        lists: dict[str, dict[str, str]] = {}
        for cells in sheet(path, "choices"):
            labels = [cell for key, cell in cells.items() if key.startswith("label")]
            lists.setdefault(cells["list_name"], {})[cells["name"]] = labels[language]
        for cells in sheet(path, "survey"):
            labels = [cell for key, cell in cells.items() if key.startswith("label")]
            kind, _, of = cells["type"].partition(" ")
            if kind == "begin_group":
                groups.append((cells["name"], labels[language]))
            elif kind == "end_group":
                groups.pop()
            elif kind != "note":
                self.rows.append(Row(kind, cells["name"], labels[language], groups.copy(), lists.get(of, {})))

    def fill(self, document: dict[str, Any]) -> dict[str, Any]:
        """One person fills it in. Gives back what could be said: where an option of the question means none,
        the form has no other way to choose nothing."""
        document = {**document, "answers": dict(document["answers"])}
        said: dict[str, str] = {"city": document.get("city", "")}
        by_name = {row.name: row for row in self.rows}
        for question, answer in list(document["answers"].items()):
            whole = answer if isinstance(answer, dict) and not {"part", "whole"} <= answer.keys() else {}
            value, state = (whole.get("value"), whole.get("state")) if whole else (answer, None)
            base = name(question)
            row = by_name.get(base) or by_name[f"{base}_percent"]
            if state in ("not_applicable", "dont_know"):
                if state in row.choices:
                    said[row.name] = state
                else:
                    said[f"{base}_state"] = state
                if f"{base}_reason" in by_name:
                    said[f"{base}_reason"] = whole.get("reason", "")
            elif value == [] and "none_of_these" not in row.choices:
                del document["answers"][question]
            elif value is not None:
                said[row.name] = typed(row, value)
        for row in self.rows:
            row.values.append(said.get(row.name, ""))
        self.count += 1
        return document

    def export(self, style: str) -> tuple[list[str], list[list[str]]]:
        """Headings and cells as a tool writes them."""
        columns: list[tuple[str, list[str]]] = [("start", ["2026-05-31T10:00:00.000+02:00"] * self.count)]
        for row in self.rows:
            columns += list(_columns(row, style))
        columns.append(("_id", [str(1000 + number) for number in range(self.count)]))
        headings = [heading for heading, _ in columns]
        return headings, [list(cells) for cells in zip(*(cells for _, cells in columns), strict=True)]


def typed(row: Row, value: Any) -> str:
    """What a form keeps of an answer."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return " ".join(map(name, value)) if value else "none_of_these"
    if isinstance(value, dict):
        value = value["part"] / value["whole"]
    if row.name.endswith("_percent"):
        return format((Decimal(repr(float(value))) * 100).normalize(), "f")
    if isinstance(value, float):
        return format(Decimal(repr(value)).normalize(), "f")
    return name(value) if row.choices else str(value)


def _columns(row: Row, style: str) -> Any:
    labels = style == "kobo labels"
    sign = "-" if style == "odk" else "/"
    path = [*(group for group, _ in row.groups), row.name]
    heading = sign.join(path) if style in ("kobo names", "odk") else row.name
    if labels:
        heading = row.label or row.name
    shown = [row.choices.get(value, value) if labels else value for value in row.values]
    if row.kind != "select_multiple":
        yield heading, shown
        return
    chosen = [value.split() for value in row.values]
    if style != "kobo split":
        yield heading, [" ".join(row.choices[one] if labels else one for one in ones) for ones in chosen]
    for choice, label in row.choices.items():
        nothing = "0" if style == "odk" else ""
        yield (
            f"{heading}/{label if labels else choice}",
            [str(int(choice in ones)) if ones else nothing for ones in chosen],
        )


def write_csv(
    path: Path, headings: list[str], rows: list[list[str]], sign: str = ",", encoding: str = "utf-8"
) -> Path:
    """As a CSV file with every cell in quotes, as KoboToolbox does."""
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=sign, quoting=csv.QUOTE_ALL).writerows([headings, *rows])
    return path


def write_xlsx(path: Path, headings: list[str], rows: list[list[str]], **more: list[list[Any]]) -> Path:
    """As a workbook: whole numbers as numbers; further sheets by name."""
    book = openpyxl.Workbook()
    book.active.title = "Export"
    book.active.append(headings)
    for row in rows:
        book.active.append([int(cell) if cell.isdigit() else cell or None for cell in row])
    for title, cells in more.items():
        page = book.create_sheet(title)
        for row in cells:
            page.append(row)
    book.save(path)
    return path
