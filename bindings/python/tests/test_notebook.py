# SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
"""What notebooks show."""

from __future__ import annotations

import base64
from html.parser import HTMLParser

import pytest

import digirights
from support import elements, mini, said

HOSTILE = "<script>alert('x')</script>&\"\x1b[2J"


class Checker(HTMLParser):
    """Checks that what is opened is closed, and collects the text."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text: list[str] = []
        self.names: set[str] = set()
        self.pictures: list[str] = []

    def handle_starttag(self, tag: str, attrs: list) -> None:
        self.open.append(tag)
        self.names.add(tag)
        known = {"style", "scope", "aria-hidden"} | ({"alt", "src"} if tag == "img" else set())
        assert {name for name, _ in attrs} <= known
        if tag == "img":
            given = dict(attrs)
            kind, data = given["src"].split(",")
            assert kind == "data:image/svg+xml;base64"
            self.pictures.append(base64.b64decode(data).decode())
            self.text.append(given["alt"])

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def parsed(html: str) -> Checker:
    checker = Checker()
    checker.feed(html)
    checker.close()
    assert checker.open == []
    assert checker.names <= {"div", "span", "table", "thead", "tbody", "tr", "th", "td", "img"}
    return checker


def checked(html: str) -> str:
    return " ".join(parsed(html).text)


@pytest.mark.parametrize("city", ["smalltown", "midsized", "largecity"])
def test_a_scorecard_shows_bounds_and_levels(samples, city: str) -> None:
    card = digirights.score(samples[city])
    text = checked(card._repr_html_())
    assert card.city in text
    assert "Digital rights" in text
    assert "Skills and awareness of staff and residents" in text
    assert "sha256:" in text
    assert card._repr_html_() == digirights.score(samples[city])._repr_html_()


def test_a_scorecard_in_numbers(samples) -> None:
    text = checked(digirights.score(samples["midsized"], profile="quick-scan")._repr_html_())
    assert "Quick scan" in text
    text = checked(digirights.score(samples["smalltown"])._repr_html_())
    for said_there in ("17.6 of 100", "13.3–44.4", "Emerging (Emerging to Progressing)", "57/88"):
        assert said_there in text


def test_a_scorecard_shows_its_radar_chart_beside_the_table(samples) -> None:
    card = digirights.score(samples["midsized"])
    drawn = parsed(card._repr_html_())
    (picture,) = drawn.pictures
    assert picture == digirights.score(samples["midsized"]).chart("radar", width=480).svg
    # What it shows stands in words for who does not see it, and as numbers in the table.
    assert card.chart("radar").description in drawn.text
    assert drawn.names >= {"img", "table"}
    few = digirights.Questionnaire.from_dict(mini()).score(said(q1="yes"))
    assert parsed(few._repr_html_()).pictures == []


def test_charts(samples) -> None:
    chart = digirights.score(samples["midsized"]).chart("gaps")
    assert chart._repr_svg_() == chart.svg
    drawn = parsed(chart._repr_html_())
    assert drawn.pictures == [chart.svg]
    assert chart.caption
    assert {chart.description, chart.caption} <= set(drawn.text)


def test_the_page_keeps_its_colours(samples) -> None:
    html = digirights.score(samples["midsized"])._repr_html_()
    assert "color:inherit" in html
    assert "background:#" not in html
    assert "background:white" not in html


def test_plans(samples) -> None:
    text = checked(digirights.plan(samples["midsized"], target="advancing")._repr_html_())
    assert "The least effort to reach Advancing: 2 actions, 38 person-days, then 58." in text
    text = checked(digirights.plan(samples["midsized"], budget=60)._repr_html_())
    assert "Within 60 person-days: 6 actions" in text
    text = checked(digirights.plan(samples["midsized"], target=1)._repr_html_())
    assert "All that is recommended does not reach 100" in text
    assert "60" in checked(digirights.plan(samples["midsized"], target=0.6)._repr_html_())


def test_comparisons(samples) -> None:
    text = checked(digirights.compare(samples["midsized-2025"], samples["midsized"])._repr_html_())
    assert "30.6" in text
    assert "+24.8" in text
    assert "Advancing → Leading" in text
    text = checked(digirights.compare(samples["smalltown"], samples["midsized"])._repr_html_())
    assert "these are two cities" in text


def test_hostile_words_are_shown_harmlessly() -> None:
    questionnaire = digirights.Questionnaire.from_dict(
        mini(languages=["en"], text={"en": {
            "title": HOSTILE, "nodes": {"whole": {"title": HOSTILE}},
            "questions": {"q1": {"prompt": HOSTILE}, "q2": {"prompt": HOSTILE}},
        }})
    )  # fmt: skip
    card = questionnaire.score({**said(q1="yes"), "city": HOSTILE})
    drawn = [
        card,
        card.chart("bars"),
        card.plan(),
        digirights.compare(card, card),
        card.nodes,
        card.questions,
        questionnaire.nodes,
    ]
    for one in drawn:
        html = one._repr_html_()
        assert "<script" not in html
        assert "\x1b" not in html
        assert "\x1b" not in repr(one)
        for picture in parsed(html).pictures:
            assert "svg" in elements(picture)
            assert "script" not in elements(picture)


def test_a_city_without_answers() -> None:
    questionnaire = digirights.Questionnaire.from_dict(mini())
    text = checked(questionnaire.score(said())._repr_html_())
    assert "no score yet" in text
    assert "0 of 2 questions answered" in text


def test_large_questionnaires_are_drawn_in_part() -> None:
    nodes = [
        {"id": f"n{at}", "children": [{"id": f"q{at}", "answer": {"kind": "share"}}]} for at in range(500)
    ]
    questionnaire = digirights.Questionnaire.from_dict(mini(*nodes))
    card = questionnaire.score(said(q1=0.5))
    text = checked(card._repr_html_())
    assert "… 441 more nodes" in text
    assert "… 441 more nodes" in checked(digirights.compare(card, card)._repr_html_())
