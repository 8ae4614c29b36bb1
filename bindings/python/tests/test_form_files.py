# SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
"""Files that are broken, hostile, huge, or no tables at all: said, and never worse."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pyarrow
import pyarrow.parquet
import pytest

import digirights

FLAGSHIP = digirights.Questionnaire.load("digital-rights")
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def workbook(rows: int = 3) -> bytes:
    """A small workbook of answers."""
    book = openpyxl.Workbook()
    book.active.append(["City", "M01.1", "M03.7"])
    for row in range(rows):
        book.active.append([f"City {row}", "planned", row / 10])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def changed(**parts: bytes) -> bytes:
    """A workbook in which parts have another content, or are new."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook())) as old,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            stem = name.rsplit("/")[-1].removesuffix(".xml")
            new.writestr(name, parts.pop(stem, old.read(name)))
        for stem, content in parts.items():
            new.writestr(f"xl/{stem}.xml", content)
    return file.getvalue()


def page(cells: str) -> bytes:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<worksheet xmlns="{space}"><sheetData>{cells}</sheetData></worksheet>'.encode()


def text(cell: str, words: str) -> str:
    return f'<c r="{cell}" t="inlineStr"><is><t>{words}</t></is></c>'


def parquet() -> bytes:
    file = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.table({"M01.1": ["planned"]}), file)
    return file.getvalue()


def zipped(name: str, content: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return file.getvalue()


WRONG: dict[str, tuple[Callable[[], bytes], str, str]] = {
    "nothing": (lambda: b"", "T1008", "a row of headings"),
    "blank lines": (lambda: b"\n\n \n", "T1008", "a row of headings"),
    "only a mark": (lambda: b"\xef\xbb\xbf", "T1008", "a row of headings"),
    "another table": (lambda: b"a,b\n1,2\n", "T1004", "such as `M01.1`"),
    "JSON": (lambda: b'[{"M01.1": "planned"}]', "T1004", "such as `M01.1`"),
    "not UTF-8": (lambda: "Ort,M01.1\nZürich,planned\n".encode("latin-1"), "T1008", "0xFC"),
    "half of UTF-16": (lambda: "M01.1\nplanned\n".encode("utf-16")[:-1], "T1008", "utf-16"),
    "a quote that stays open": (lambda: b'City,M01.1\n"A,planned\nB,none\n', "T1008", "line 3"),
    "a quote within": (lambda: b'City,M01.1\n"A" x,planned\nB,none\n', "T1008", "line 2"),
    "a swallowed row": (lambda: b'City,M01.1\n"A,planned\nB,none\n"C",none\n', "T1008", "line 4"),
    "a huge cell": (lambda: b'City,M01.1\n"' + (b"x" * 999_999 + b"\n") * 5 + b'",none', "T1008", "4194304"),
    "a huge line": (lambda: b"x" * (5 << 20), "T1008", "4194304 characters"),
    "rows that are too long": (lambda: b"City,M01.1\nA,planned\nB, C,none\nD,none,,\n", "T1007", "line 3"),
    "too many columns": (lambda: b"M01.1" + b",x" * 20_000 + b"\n", "T1008", "16384"),
    "too many cells": (lambda: b"M01.1" + b",x" * 16_000 + b"\nx" * 16_000 + b"\n", "T1008", "250000000"),
    "one heading twice": (lambda: b"M01.1,M01.1\nplanned,none\n", "T1002", "one column for `M01.1`"),
    "Parquet": (parquet, "T1008", "polars.read_parquet"),
    "Arrow": (lambda: b"ARROW1\0\0....", "T1008", "polars.read_ipc"),
    "compressed": (lambda: b"\x1f\x8b\x08....", "T1008", "unpack it"),
    "an archive": (lambda: zipped("a.txt", b"hello"), "T1008", "no Excel workbook"),
    "half a workbook": (lambda: workbook()[:-500], "T1008", "cannot be opened"),
    "the old format": (lambda: OLD + bytes(600), "T1008", "old format"),
    "a password": (
        lambda: OLD + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(400),
        "T1008",
        "with a password",
    ),
    "no rows": (lambda: changed(sheet1=page("")), "T1008", "nothing in the sheet"),
    "no sheet": (lambda: changed(sheet1=b"<worksheet/>"), "T1008", "cannot be opened"),
    "XML cut off": (lambda: changed(sheet1=page('<row r="1"><c r="A1">')[:-40]), "T1008", "cannot be opened"),
    "a backward area": (
        lambda: changed(sheet1=b'<worksheet><dimension ref="B5:A1"/><sheetData/></worksheet>'),
        "T1008",
        "damaged",
    ),
    "more texts than it has": (
        lambda: changed(sharedStrings=b'<sst uniqueCount="99999999999999"><si><t>a</t></si></sst>'),
        "T1008",
        "more texts than it can have",
    ),
    "more texts than can be": (
        lambda: changed(sharedStrings=b'<sst uniqueCount="999999999999999999999999"/>'),
        "T1008",
        "list of texts",
    ),
    "much in little": (lambda: changed(theme1=bytes(300 << 20)), "T1008", "268435456 bytes when unpacked"),
    "one text in many cells": (
        lambda: changed(
            sharedStrings=b'<sst uniqueCount="1"><si><t>' + b"x" * (1 << 20) + b"</t></si></sst>",
            sheet1=page("<row>" + '<c t="s"><v>0</v></c>' * 2000 + "</row>"),
        ),
        "T1008",
        "bytes of text",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_with_a_file_is_said(case: str, tmp_path: Path) -> None:
    make, code, said = WRONG[case]
    path = tmp_path / "export"
    path.write_bytes(make())
    with pytest.raises(digirights.AnswersError) as caught:
        FLAGSHIP.read_form(path)
    assert caught.value.code == code
    assert caught.value.file == str(path)
    assert said in str(caught.value)


@pytest.mark.parametrize("case", ["nothing", "another table", "half a workbook", "Parquet"])
def test_a_whole_table_is_as_careful(case: str, tmp_path: Path) -> None:
    make, code, said = WRONG[case]
    path = tmp_path / "export"
    path.write_bytes(make())
    with pytest.raises(digirights.AnswersError, match=said) as caught:
        digirights.score_table(path)
    assert caught.value.code == code


def test_all_long_rows_are_named(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_text("City,M01.1\nA,planned,x\nB,none,,\nC,none,,y\n")
    with pytest.raises(digirights.AnswersError) as caught:
        FLAGSHIP.read_form(path)
    assert [problem.path for problem in caught.value.problems] == ["/2", "/4"]


def test_cells_may_come_in_any_order_and_far_apart(tmp_path: Path) -> None:
    path = tmp_path / "export.xlsx"
    rows = [
        f'<row r="1048576">{text("B1048576", "planned")}{text("XFD1048576", "far")}</row>',
        f'<row r="1">{text("XFD1", "Key")}{text("B1", "M01.1")}{text("B1", "M01.2")}</row>',
    ]
    path.write_bytes(changed(sheet1=page("".join(rows))))
    form = FLAGSHIP.read_form(path)
    assert form[0]["M01.1"]["value"] == "planned"
    assert form.keys.to_dicts() == [{"Key": "far"}]


def test_a_workbook_need_not_be_named_so(tmp_path: Path) -> None:
    path = tmp_path / "export.xls"
    path.write_bytes(workbook())
    assert len(FLAGSHIP.read_form(path)) == 3
    with pytest.raises(TypeError, match="delimiter"):
        FLAGSHIP.read_form(path, delimiter=";")
    path.write_bytes(b"M01.1\nplanned\n")
    with pytest.raises(TypeError, match="sheet"):
        FLAGSHIP.read_form(path, sheet="Sheet")


@pytest.mark.parametrize("seed", range(60))
def test_damage_anywhere_is_read_or_said(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)  # noqa: S311
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook())) as old, zipfile.ZipFile(file, "w") as new:
        names = old.namelist()
        for name in names:
            content = bytearray(old.read(name))
            if name in chance.sample(names, 3):
                for _ in range(chance.randint(1, 8)):
                    at = chance.randrange(len(content))
                    kind = chance.randrange(4)
                    if kind == 0:
                        content[at] = chance.randrange(256)
                    elif kind == 1:
                        del content[at : at + chance.randrange(30)]
                    elif kind == 2:
                        content[at:at] = chance.choice(
                            [b"<", b'"', b"99999999999", b"&", b"-1", b"\0", b"XFE9"]
                        )
                    else:
                        content[at:at] = content[max(0, at - chance.randrange(80)) : at]
            new.writestr(name, bytes(content))
    data = bytearray(file.getvalue())
    if seed % 3 == 0:
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    path = tmp_path / "export.xlsx"
    path.write_bytes(data)
    try:
        form = FLAGSHIP.read_form(path)
    except digirights.AnswersError as error:
        assert error.code[0] in "TA"
    else:
        assert len(list(form)) == len(form) == len(form.keys)
        assert form.problems.columns[0] == "row"


def test_the_line_by_which_spreadsheets_tell_the_delimiter(tmp_path: Path) -> None:
    export = tmp_path / "export.csv"
    for encoding in ("utf-8-sig", "utf-16", "utf-8"):
        export.write_bytes("sep=;\r\nCity;M01.1\r\nA, B;planned\r\nC;plannd\r\n".encode(encoding))
        form = FLAGSHIP.read_form(export)
        assert [answers.city for answers in form] == ["A, B", "C"]
        assert form.problems["line"] == [4]
    export.write_text("SEP=|\nCity|M01.1\nA|planned|more\n")
    with pytest.raises(digirights.AnswersError) as caught:
        FLAGSHIP.read_form(export)
    assert caught.value.path == "/3"
    # Who says it knows better.
    export.write_text("sep=;\nCity,M01.1\nA,planned\n")
    assert FLAGSHIP.read_form(export, delimiter=",")[0].city == "A"
    # A heading is none.
    export.write_text("sep=x,M01.1\nA,planned\n")
    assert FLAGSHIP.read_form(export).keys.columns == ["sep=x"]


def test_bad_cells_of_a_file_have_a_line_and_a_heading(tmp_path: Path) -> None:
    export = tmp_path / "export.csv"
    headings = "digirights_form,City,M01/M01_1,M03_7_percent"
    rows = ["digital-rights,A,planned,45", "", ",,,", ',"B\nb",plannd,450', "other,C,planned,45"]
    export.write_text("\n".join([headings, *rows]))
    expected = [
        (1, 5, "M01/M01_1", "M01.1"),
        (1, 5, "M03_7_percent", "M03.7"),
        (2, 7, "digirights_form", None),
    ]
    for scores in (digirights.score_table(export), FLAGSHIP.read_form(export).score()):
        cells = [(cell["row"], cell["line"], cell["heading"], cell["question"]) for cell in scores.bad_cells]
        assert cells == expected
    with pytest.raises(digirights.AnswersError) as caught:
        digirights.score_table(export, strict=True)
    assert [problem.line for problem in caught.value.problems] == [5, 5, 7]
    book = tmp_path / "book.xlsx"
    book.write_bytes(workbook())
    assert digirights.score_table(book).bad_cells.columns[:3] == ["row", "line", "heading"]
    long = tmp_path / "long.csv"
    long.write_text("question,value\nM01.1,plannd\n")
    assert "line" not in digirights.score_table(long, layout="long").bad_cells.columns


def test_a_cell_may_be_long(tmp_path: Path) -> None:
    export = tmp_path / "export.csv"
    export.write_text(f"City;M01.1;remark\nA;planned;{'x' * 1_000_000}\n")
    form = FLAGSHIP.read_form(export)
    assert form[0]["M01.1"]["value"] == "planned"
    assert len(form.keys["remark"][0]) == 1_000_000
