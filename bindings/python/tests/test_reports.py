# SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
"""Reports and charts of results, and charts of plain data."""

from __future__ import annotations

import io
import os
import pickle
import re
import subprocess
import threading
import zipfile
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

import digirights
from digirights import AnswersError, ChartError, UsageError
from support import elements, mini, picture, said

CITIES = ["smalltown", "midsized", "largecity"]
HOSTILE = "<script>alert('x')</script>&\"\x1b[2J\u202e ]]> | **x** [a](javascript:x)"


class Names(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.attributes: dict[str, str | None] = {}
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list) -> None:
        self.names.add(tag)
        self.attributes.update(attrs)


def roadmap(**more: Any) -> dict[str, Any]:
    tasks = [{"name": HOSTILE, "from": 0, "to": 0.5}]
    drawing = {"roadmap": {"periods": [{"title": "2027", "months": 12, "tasks": tasks}]}}
    return {"id": "plan", "title": "The year", "description": "One task.", "drawing": drawing, **more}


@pytest.mark.parametrize("audience", ["technical", "political"])
@pytest.mark.parametrize("city", CITIES)
def test_reports_are_those_of_the_command_line(
    command_line: str, root: Path, tmp_path: Path, city: str, audience: str
) -> None:
    answers = root / "questionnaires/digital-rights/samples" / f"{city}.json"
    for name in ("there.html", "there.docx", "there.md", "there.xlsx", "there.csv"):
        given = ["--audience", audience, "--target", "advancing", "--output", str(tmp_path / name)]
        done = subprocess.run([command_line, "report", answers, *given], capture_output=True, check=False)
        assert done.returncode == 0, done.stderr.decode()
        here = tmp_path / f"here{Path(name).suffix}"
        digirights.score(answers).report(here, audience=audience, target="advancing")
        assert here.read_bytes() == (tmp_path / name).read_bytes()


def test_charts_and_changes_are_those_of_the_command_line(
    command_line: str, root: Path, tmp_path: Path
) -> None:
    folder = root / "questionnaires/digital-rights/samples"
    old, new = folder / "midsized-2025.json", folder / "midsized.json"

    def made(name: str, *given: object) -> bytes:
        output = tmp_path / name
        done = subprocess.run([command_line, *given, "--output", output], capture_output=True, check=False)
        assert done.returncode == 0, done.stderr.decode()
        return output.read_bytes()

    card = digirights.score(new)
    chart = made("a.svg", "report", new, "--chart", "radar", "--since", old)
    assert card.chart("radar", since=old).svg.encode() == chart
    assert digirights.compare(old, new).report(format="html") == made("a.html", "compare", old, new)
    assert card.report(format="html", since=old) == made("b.html", "report", new, "--since", old)


@pytest.mark.parametrize("city", CITIES)
def test_a_report_says_what_the_result_is(samples, tmp_path: Path, city: str) -> None:
    card = digirights.score(samples[city])
    for name in ("report.html", "report.HTML", "report.md"):
        assert card.report(tmp_path / name) is None
    page = (tmp_path / "report.html").read_text("utf-8")
    assert card.city in page
    assert card.to_dict()["answers"]["digest"] in page
    assert "<svg" in page
    assert "script" not in Names(page).names
    text = (tmp_path / "report.md").read_text("utf-8")
    assert text.startswith("# ")
    assert card.city in text
    # The same again, whatever the format is told by.
    again = digirights.score(samples[city]).report(format="html")
    assert again == (tmp_path / "report.html").read_bytes() == (tmp_path / "report.HTML").read_bytes()
    assert card.report(tmp_path / "no-ending", format="md") is None
    assert (tmp_path / "no-ending").read_text("utf-8") == text
    assert sorted(os.listdir(tmp_path)) == ["no-ending", "report.HTML", "report.html", "report.md"]


def test_reports_for_word_processors_and_tools(samples) -> None:
    card = digirights.score(samples["midsized"])
    for kind in ("docx", "xlsx"):
        made = card.report(format=kind)
        assert made == card.report(format=kind)
        with zipfile.ZipFile(io.BytesIO(made)) as archive:
            assert archive.testzip() is None
            assert "[Content_Types].xml" in archive.namelist()
    numbers = card.report(format="csv").decode("utf-8-sig")
    assert all(node in numbers for node in card.nodes["node"])
    # The numbers are the same for every audience, and no comparison is one.
    assert card.report(format="csv", audience="political").decode("utf-8-sig") == numbers
    compared = digirights.compare(samples["midsized-2025"], card)
    assert compared.report(format="docx").startswith(b"PK")
    with pytest.raises(UsageError) as refused:
        compared.report(format="xlsx")
    assert refused.value.code == "D0002"


def test_a_report_is_for_an_audience_a_goal_and_a_time(samples) -> None:
    card = digirights.score(samples["midsized"])
    whole = card.report(format="md")
    assert card.report(format="md", audience="technical") == whole
    short = card.report(format="md", audience="political")
    assert len(short) < len(whole) / 3
    others = [
        card.report(format="md", target="advancing"),
        card.report(format="md", target=0.6),
        card.report(format="md", budget=60),
        card.report(format="md", since=samples["midsized-2025"]),
    ]
    assert len({whole, *others}) == 5
    earlier = digirights.score(samples["midsized-2025"])
    assert card.report(format="md", since=earlier) == others[3]
    # An earlier result is scored for the profile of this one.
    quick = digirights.score(samples["midsized"], profile="quick-scan")
    assert quick.report(format="md", since=samples["midsized-2025"]) != quick.report(format="md")


def test_a_comparison_has_a_report(samples, tmp_path: Path) -> None:
    compared = digirights.compare(samples["midsized-2025"], samples["midsized"])
    compared.report(tmp_path / "changed.html")
    page = (tmp_path / "changed.html").read_bytes()
    assert (
        page == compared.report(format="html") == pickle.loads(pickle.dumps(compared)).report(format="html")
    )
    assert "30.6" in page.decode()
    assert "55.4" in page.decode()
    with pytest.raises(UsageError) as refused:
        compared.report(tmp_path / "changed.mdd")
    assert refused.value.nearest == "md"


def test_names_that_there_are_not(samples, tmp_path: Path) -> None:
    card = digirights.score(samples["midsized"])
    refusals = [
        ("D0002", "htm", "html", lambda: card.report(tmp_path / "report.htm")),
        ("D0002", "mdd", "md", lambda: card.report(format="mdd")),
        ("D0002", "", None, lambda: card.report(tmp_path / "report")),
        ("D0002", "politcal", "political", lambda: card.report(format="md", audience="politcal")),
        ("D0002", "radr", "radar", lambda: card.chart("radr")),
        ("D0001", "xx-XX", None, lambda: card.chart("radar", language="xx-XX")),
        ("D0001", "xx-XX", None, lambda: card.report(format="md", language="xx-XX")),
    ]
    for code, found, near, made in refusals:
        with pytest.raises(UsageError) as refused:
            made()
        error = refused.value
        assert (error.code, error.found, error.nearest) == (code, found, near)
        assert near is None or f"`{near}`" in error.expected
        assert error.expected
        assert error.problems[0].title
        assert error.problems[0].help
        assert str(error).startswith(code)
    assert os.listdir(tmp_path) == []
    with pytest.raises(UsageError) as refused:
        card.report(format="md", target="advancd")
    assert refused.value.code == "P0901"
    with pytest.raises(TypeError, match="a path"):
        card.report()  # type: ignore[call-overload]
    with pytest.raises(ValueError, match="240 to 4000"):
        card.chart("radar", width=-1)


def test_nothing_is_half_written(samples, tmp_path: Path) -> None:
    card = digirights.score(samples["midsized"])
    chart = card.chart("radar")
    for write in (card.report, lambda path: chart.save(path.with_suffix(".svg"))):
        with pytest.raises(FileNotFoundError):
            write(tmp_path / "missing" / "report.md")
    (tmp_path / "folder.md").mkdir()
    with pytest.raises(IsADirectoryError):
        card.report(tmp_path / "folder.md")
    kept = tmp_path / "report.md"
    kept.write_text("what was there")
    with pytest.raises(UsageError):
        card.report(kept, audience="nobody")
    assert kept.read_text() == "what was there"
    card.report(kept)
    assert kept.read_text("utf-8").startswith("# ")
    assert sorted(os.listdir(tmp_path)) == ["folder.md", "report.md"]


def test_hostile_names_do_nothing(tmp_path: Path) -> None:
    questionnaire = digirights.Questionnaire.from_dict(
        mini(languages=["en"], text={"en": {
            "title": HOSTILE, "nodes": {"whole": {"title": HOSTILE}},
            "questions": {"q1": {"prompt": HOSTILE}, "q2": {"prompt": HOSTILE}},
        }})
    )  # fmt: skip
    note = {"state": "answered", "value": "yes", "note": HOSTILE, "evidence": ["javascript:x"]}
    card = questionnaire.score({**said(q1=note), "city": HOSTILE})
    changed = digirights.compare(card, card)
    for page in (card.report(format="html"), changed.report(format="html")):
        found = Names(page.decode())
        assert "script" not in found.names
        assert not {name for name in found.attributes if name.startswith("on")}
        assert not str(found.attributes.get("href")).startswith("javascript:")
        assert "&lt;script&gt;" in page.decode()
        assert b"\x1b" not in page
    # In Markdown, a backslash takes the meaning from what follows.
    assert not re.search(rb"(?<!\\)<script", card.report(format="md"))
    for kind in card.charts():
        assert "script" not in elements(card.chart(kind).svg)
    # A name on disk is a name.
    named = tmp_path / "<i>&'; --help.html"
    card.report(named)
    assert named.read_bytes() == card.report(format="html")


def test_charts(samples, tmp_path: Path) -> None:
    card = digirights.score(samples["midsized"])
    kinds = card.charts(since=samples["midsized-2025"])
    assert {"radar", "bars", "heat_map", "gaps", "effort_gain", "roadmap", "change"} <= set(kinds)
    for kind in kinds:
        chart = card.chart(kind, width=600, since=samples["midsized-2025"])
        assert chart == card.chart(kind, width=600, since=samples["midsized-2025"])
        assert {"svg", "title", "desc"} <= elements(chart.svg)
        assert picture(chart.svg).get("width") == "600"
        assert chart.title
        assert chart.description
        assert repr(chart) == f"<Chart {chart.title!r}>"
        chart.save(tmp_path / f"{kind}.svg")
        assert (tmp_path / f"{kind}.svg").read_text("utf-8") == chart.svg
        assert pickle.loads(pickle.dumps(chart)) == chart
    assert card.chart("radar", since=samples["midsized-2025"]) != card.chart("radar")
    assert card.chart("roadmap", budget=60) != card.chart("roadmap")


def test_a_chart_that_there_is_too_little_for() -> None:
    card = digirights.Questionnaire.from_dict(mini()).score(said(q1="yes"))
    assert "radar" not in card.charts()
    with pytest.raises(UsageError) as refused:
        card.chart("radar")
    error = refused.value
    assert (error.code, error.expected) == ("D0003", "three parts with scores")
    with pytest.raises(AnswersError) as incomparable:
        card.chart(
            "change",
            since=digirights.score(digirights.Questionnaire.load("digital-rights").samples()["midsized"]),
        )
    assert incomparable.value.code == "A0503"


def test_charts_of_plain_data(tmp_path: Path) -> None:
    chart = digirights.draw(roadmap())
    assert (chart.title, chart.description, chart.caption) == ("The year", "One task.", "")
    assert "script" not in elements(chart.svg)
    assert "alert('x')" in "".join(picture(chart.svg).itertext())
    (tmp_path / "chart.json").write_text(
        '{"id": "plan", "title": "The year", "description": "", "drawing": {"roadmap": {"periods": []}}}'
    )
    drawn = digirights.draw(tmp_path / "chart.json")
    assert drawn == digirights.draw((tmp_path / "chart.json").read_text())
    assert picture(drawn.svg).get("width") == "720"


@pytest.mark.parametrize(
    ("given", "code", "path"),
    [
        ("{", "D0101", ""),
        (b"{\xff", "J0103", ""),
        (roadmap(width="wide"), "D0102", "/width"),
        (roadmap(width=3), "D0103", "/width"),
        (roadmap(id="a b"), "D0103", "/id"),
        (roadmap(colour="red"), "D0102", ""),
        (roadmap(width=float("nan")), "S0201", "/width"),
        ({}, "D0102", ""),
        ("[" * 100_000, "D0102", ""),
    ],
)
def test_chart_data_that_cannot_be_used(given: Any, code: str, path: str) -> None:
    with pytest.raises(ChartError) as refused:
        digirights.draw(given)
    error = refused.value
    assert error.code == code
    assert error.path.startswith(path)
    assert error.found or error.expected
    assert isinstance(error, (digirights.ProblemsError, ValueError))
    if code == "D0101":
        assert error.problems[0].line == 1
    with pytest.raises(TypeError):
        digirights.draw(7)  # type: ignore[arg-type]


def test_reports_from_several_threads(samples) -> None:
    card = digirights.score(samples["midsized"])
    alone = card.report(format="html")
    made: list[bytes] = []
    threads = [threading.Thread(target=lambda: made.append(card.report(format="html"))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert made == [alone] * 4
