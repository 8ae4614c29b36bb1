# SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
"""Forms of questionnaires, held against pyxform and JavaRosa, which ODK Collect is built on.

Standard input: one JSON object a line, each a form with its sheets and with cases: what rows hold, and
which rows the engine shows and hides. Each form is written as XLSX, converted, validated by ODK Validate
where it says so, and filled in case by case. Prints what is wrong, and a line with counts at the end; the
exit status is 1 if anything is wrong.
"""

import argparse
import json
import pathlib
import subprocess
import sys
import tempfile
import urllib.parse

import openpyxl
import pyxform
from pyxform.xls2xform import convert

JAR = pathlib.Path(pyxform.__file__).parent / "validators/odk_validate/bin/ODK_Validate.jar"


def write(sheets, path):
    """One XLSX file with the sheets; every cell is a text, also one that looks like a formula."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for sheet in sheets:
        page = book.create_sheet(sheet["name"])
        for number, row in enumerate([sheet["columns"], *sheet["rows"]], start=1):
            for column, text in enumerate(row, start=1):
                if text != "":
                    page.cell(number, column, text).data_type = "s"
    book.save(path)


class Forms:
    """JavaRosa in a process of its own."""

    def __init__(self):
        program = pathlib.Path(__file__).parent / "Visible.java"
        self.process = subprocess.Popen(
            ["java", "-cp", str(JAR), str(program)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
        )

    def tell(self, line):
        self.process.stdin.write(line + "\n")

    def ask(self):
        self.tell("ask")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit("JavaRosa stopped")
        return set(line.split())


def problems(form, folder, forms):
    """Everything that is wrong with one form."""
    found = []
    path = folder / "form.xlsx"
    write([form["survey"], form["choices"], form["settings"]], path)
    try:
        validate = forms is not None and form["validate"]
        result = convert(xlsform=str(path), validate=validate, pretty_print=False)
    except Exception as error:  # pyxform has one type for what the author did wrong and others for the rest
        return [f"{type(error).__name__}: {error}"]
    found.extend(f"warning: {warning}" for warning in result.warnings)
    if forms is None:
        return found
    xml = folder / "form.xml"
    xml.write_text(result.xform, encoding="utf-8")
    forms.tell(f"form {xml}")
    columns = form["survey"]["columns"]
    kinds = {
        row[columns.index("name")]: row[columns.index("type")].split(" ")[0]
        for row in form["survey"]["rows"]
    }
    for case in form["cases"]:
        forms.tell("clear")
        for name, value in case["values"].items():
            forms.tell(f"set {name} {kinds[name]} {urllib.parse.quote_plus(value)}")
        shown = forms.ask()
        for name in case["shown"]:
            if name not in shown:
                found.append(f"{name} is hidden: {case['values']}")
        for name in case["hidden"]:
            if name in shown:
                found.append(f"{name} is shown: {case['values']}")
    return found


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--without-java", action="store_true", help="convert only")
    arguments = parser.parse_args()
    forms = None if arguments.without_java else Forms()
    wrong = cases = count = rows = hidden = 0
    with tempfile.TemporaryDirectory() as folder:
        for line in sys.stdin:
            form = json.loads(line)
            found = problems(form, pathlib.Path(folder), forms)
            count += 1
            cases += len(form["cases"])
            rows += sum(len(case["shown"]) + len(case["hidden"]) for case in form["cases"])
            hidden += sum(len(case["hidden"]) for case in form["cases"])
            wrong += bool(found)
            for problem in found[:5]:
                print(f"{form['name']}: {problem}")
    print(f"{count} forms, {cases} cases, {rows} rows of which {hidden} hidden, {wrong} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
