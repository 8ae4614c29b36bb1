# SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
"""Reports as PDF, pages as files, kits for campaigns."""

from __future__ import annotations

import io
import itertools
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pypdf
import pytest

import digirights
from digirights import FontWarning, UsageError
from support import elements, mini, said

HOSTILE = '#panic("x") *b* $x$ <b>&amp; =SUM(A1) \x1b[2J\u202e'


def opened(data: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(data), strict=True)


def letters(pdf: pypdf.PdfReader) -> str:
    """All text, without what lines and hyphens do to it."""
    text = "".join("".join(page.extract_text().split()) for page in pdf.pages)
    return text.replace("-", "").replace("\xad", "")


def structure(pdf: pypdf.PdfReader) -> list[tuple[str, str | None]]:
    """What is read aloud: tags with their alternative texts, in order."""
    root: Any = pdf.trailer["/Root"]
    assert bool(root["/MarkInfo"]["/Marked"])
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    found: list[tuple[str, str | None]] = []

    def below(kid: Any) -> None:
        kid = kid.get_object()
        if isinstance(kid, list):
            for one in kid:
                below(one)
        elif isinstance(kid, dict) and "/S" in kid:
            found.append((kid["/S"][1:], kid.get("/Alt")))
            below(kid.get("/K", pypdf.generic.NullObject()))

    below(root["/StructTreeRoot"]["/K"])
    return found


@pytest.mark.parametrize("audience", ["technical", "political"])
def test_a_report_as_pdf(samples, tmp_path: Path, audience: str) -> None:
    card = digirights.score(samples["midsized"])
    given = {"audience": audience, "target": "advancing", "since": samples["midsized-2025"]}
    assert card.report(tmp_path / "city.pdf", **given) is None
    data = (tmp_path / "city.pdf").read_bytes()
    assert data == card.report(format="PDF", **given)
    pdf = opened(data)
    assert pdf.trailer["/Root"]["/Lang"] == "en"
    assert "Digital rights" in pdf.metadata.title
    assert pdf.metadata.creation_date is None
    metadata: Any = pdf.trailer["/Root"]["/Metadata"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in metadata.get_data()
    tags = structure(pdf)
    levels = [int(tag[1]) for tag, _ in tags if tag in ("H1", "H2", "H3", "H4")]
    assert levels[0] == 1
    assert all(later <= level + 1 for level, later in itertools.pairwise(levels))
    assert any(tag == "TH" for tag, _ in tags)
    figures = [alternative for tag, alternative in tags if tag == "Figure"]
    assert all(figures)
    assert bool(figures) == (audience == "technical")
    assert "Marenpoort" in letters(pdf)
    fonts = {str(font["/BaseFont"]) for page in pdf.pages for font in _fonts(page)}
    assert fonts
    assert all("+NotoSans" in font for font in fonts)


def _fonts(page: Any) -> list[Any]:
    return [font.get_object() for font in page["/Resources"].get("/Font", {}).values()]


def test_a_comparison_as_pdf(samples, tmp_path: Path) -> None:
    changed = digirights.compare(samples["midsized-2025"], samples["midsized"])
    changed.report(tmp_path / "changed.pdf")
    pdf = opened((tmp_path / "changed.pdf").read_bytes())
    assert "30.6" in letters(pdf)
    assert structure(pdf)


def test_those_who_decide_get_two_pages(samples) -> None:
    card = digirights.score(samples["midsized"])
    pdf = opened(card.report(format="pdf", audience="political"))
    assert pdf.metadata.creator.startswith("Typst 0.15")
    assert len(pdf.pages) == 2


def test_texts_show_as_they_were_typed() -> None:
    questionnaire = digirights.Questionnaire.from_dict(
        mini(languages=["en"], text={"en": {
            "title": HOSTILE, "nodes": {"whole": {"title": HOSTILE}},
            "questions": {"q1": {"prompt": HOSTILE}, "q2": {"prompt": HOSTILE}},
        }})
    )  # fmt: skip
    note = {"state": "answered", "value": "yes", "note": HOSTILE}
    card = questionnaire.score({**said(q1=note), "city": "Llanfair" * 60})
    pdf = opened(card.report(format="pdf"))
    assert "".join(HOSTILE.split("\x1b")[0].split()) in letters(pdf)
    assert "Llanfair" * 60 in letters(pdf)
    assert "\x1b" not in letters(pdf)


def test_nothing_answered_has_a_pdf(flagship) -> None:
    assert structure(opened(flagship.score({
        "format": "1.0", "questionnaire": {"id": flagship.id, "version": flagship.version}, "answers": {},
    }).report(format="pdf")))  # fmt: skip


def test_letters_that_no_font_has(samples) -> None:
    card = digirights.score({**samples["midsized"], "city": "東京"})
    with pytest.warns(FontWarning, match=r"京 \(U\+4EAC\), 東 \(U\+6771\)"):
        data = card.report(format="pdf", audience="political")
    assert "\ufffd\ufffd" in letters(opened(data))


def test_from_right_to_left() -> None:
    nodes = {"whole": {"title": "الحقوق الرقمية"}}
    text = {
        "ar": {
            "title": "التقييم الذاتي",
            "nodes": nodes,
            "questions": {"q1": {"prompt": "هل؟"}, "q2": {"prompt": "كم؟"}},
        }
    }
    card = digirights.Questionnaire.from_dict(mini(languages=["ar"], text=text)).score(
        {**said(q1="yes"), "city": "مارينبورت"}
    )
    pdf = opened(card.report(format="pdf"))
    assert pdf.trailer["/Root"]["/Lang"] == "ar"
    assert pdf.trailer["/Root"]["/ViewerPreferences"]["/Direction"] == "/R2L"


def test_without_the_library(samples, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    card = digirights.score(samples["midsized"])
    for write in (card.report, card.infographic, digirights.compare(card, card).report):
        with pytest.raises(ModuleNotFoundError, match=r"pip install 'digirights\[pdf\]'"):
            write(tmp_path / "city.pdf")
    assert list(tmp_path.iterdir()) == []
    # What is wrong with the call comes first.
    with pytest.raises(UsageError):
        card.report(tmp_path / "city.pdf", audience="nobody")


def test_a_page_for_everybody(samples, tmp_path: Path) -> None:
    card = digirights.score(samples["midsized"])
    page = card.infographic()
    assert {"svg", "title", "desc"} <= elements(page.svg)
    assert page._repr_svg_() == page.svg
    for name in ("page.svg", "page.PNG", "page.pdf"):
        assert card.infographic(tmp_path / name) is None
    assert (tmp_path / "page.svg").read_text("utf-8") == page.svg
    assert (tmp_path / "page.PNG").read_bytes().startswith(b"\x89PNG")
    pdf = opened((tmp_path / "page.pdf").read_bytes())
    assert len(pdf.pages) == 1
    assert pdf.metadata.title == page.title
    assert structure(pdf) == [("Document", None), ("Figure", page.description)]
    assert "Marenpoort" in letters(pdf)
    assert card.infographic(target="advancing") != page
    with pytest.raises(UsageError) as refused:
        card.infographic(tmp_path / "page.docx")
    assert (refused.value.code, refused.value.found) == ("D0002", "docx")
    nothing = digirights.Questionnaire.from_dict(mini()).score(said())
    for write in (nothing.infographic, nothing.campaign):
        with pytest.raises(UsageError) as refused:
            write()
        assert refused.value.code == "D0003"


def test_a_kit_for_a_campaign(samples, tmp_path: Path) -> None:
    card = digirights.score(samples["midsized"])
    assert card.campaign(tmp_path / "kit.zip") is None
    data = (tmp_path / "kit.zip").read_bytes()
    assert data == card.campaign()
    with zipfile.ZipFile(io.BytesIO(data)) as kit:
        assert kit.testzip() is None
        names = kit.namelist()
        assert "messages.html" in names
        assert [name for name in names if name.endswith(".png")]


def test_pages_and_kits_are_those_of_the_command_line(command_line: str, root: Path, tmp_path: Path) -> None:
    answers = root / "questionnaires/digital-rights/samples/midsized.json"
    card = digirights.score(answers)
    for name, write in {"a.svg": card.infographic, "a.png": card.infographic, "a.zip": card.campaign}.items():
        given = ["--audience", "public", "--output", tmp_path / name]
        subprocess.run([command_line, "report", answers, *given], check=True)
        write(tmp_path / f"here-{name}")
        assert (tmp_path / f"here-{name}").read_bytes() == (tmp_path / name).read_bytes()


def test_a_chart_as_pixels(samples, tmp_path: Path) -> None:
    chart = digirights.score(samples["midsized"]).chart("radar", width=400)
    chart.save(tmp_path / "a.png")
    chart.save(tmp_path / "b.png", scale=1)
    width = [int.from_bytes((tmp_path / name).read_bytes()[16:20], "big") for name in ("a.png", "b.png")]
    assert width == [800, 400]
    for name, found, near in [("a.pdf", "pdf", None), ("a", "", None), ("a.pngg", "pngg", "png")]:
        with pytest.raises(UsageError) as refused:
            chart.save(tmp_path / name)
        assert (refused.value.code, refused.value.found, refused.value.nearest) == ("D0002", found, near)
    for scale in (0.0, -1.0, float("nan"), float("inf"), 1e9):
        with pytest.raises(UsageError) as refused:
            chart.save(tmp_path / "c.png", scale=scale)
        assert refused.value.code == "D0204"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.png", "b.png"]
