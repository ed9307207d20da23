"""Text of documents stays text."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.app.markup import answer_html, passage, shown

HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=http://evil.test/a.png onerror=alert(1)>",
    "![x](http://evil.test/a.png) [y](javascript:alert(1)) <http://evil.test>",
    "*not italic* _nor this_ `nor code` # heading\n- item\n1. item",
    "from $100 million to $1 billion, $$x^2$$ and \\(y\\)",
    "</blockquote></li></ol><h1>Answer</h1>",
    '" onmouseover="alert(1)',
    "&lt;b&gt; &amp; &#60;",
)


class Seen(HTMLParser):
    """What a browser would make of HTML: its tags and its text."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""
        self.attributes: list[tuple[str, str | None]] = []
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes.extend(attrs)

    def handle_data(self, data):
        self.text += data


@pytest.mark.parametrize("text", HOSTILE)
def test_text_is_shown_as_written(text):
    assert Seen(shown(text)).tags == []
    assert Seen(shown(text)).text == text


@pytest.mark.parametrize("quote", HOSTILE)
def test_a_quote_in_an_answer_is_shown_as_written(quoting, quote):
    answer = quoting(quote)
    seen = Seen(answer_html(answer, answer.answer, "e1"))
    assert seen.text == answer.answer
    assert set(seen.tags) <= {"span", "a"}
    assert {name for name, _ in seen.attributes} <= {"lang", "href", "class"}


@pytest.mark.parametrize(
    ("text", "receding"),
    [
        ("## Cost\n\nIt **rose** `x`.", ["## ", "**", "**", "`", "`"]),
        ("[twice](https://example.org/a)", ["[", "](https://example.org/a)"]),
        ("| A | B |\n|---|---:|\n| 1 |", ["|", "|", "|", "|---|---:|", "|", "|"]),
        ("5 > 4 # no heading, x[1](y) costs - $5", []),
        ("[go](javascript:alert(2))", []),
    ],
)
def test_signs_of_markdown_recede_and_none_is_left_out(text, receding):
    assert Seen(passage(text)).text == text
    found = re.findall('<span class="syntax">(.*?)</span>', passage(text))
    assert found == receding


@pytest.mark.parametrize("sign", [" ", "|", "-", "[", "`", "](", "](/"])
def test_no_text_takes_long_to_show(sign):
    began = time.perf_counter()
    passage(sign * 60_000 + "x")
    assert time.perf_counter() - began < 5


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(exclude_categories=["Cs", "Cf", "Cc"])))
def test_any_answer_is_shown_as_it_is(answer, text):
    assert Seen(answer_html(answer, text, "e1")).text == text


def test_markers_lead_to_their_citations(answer):
    markup = answer_html(answer, "See [1], [2] and [0].", "e1")
    assert '<a href="#e1-0123456789ab">[1]</a>, [2] and [0].' in markup


def test_a_marker_inside_a_quote_is_the_documents_own(quoting):
    answer = quoting("It rose [1] twice.")
    assert Seen(answer_html(answer, answer.answer, "e1")).tags.count("a") == 1


def test_quotes_carry_the_language_of_their_source(quoting):
    answer = quoting("1台2万5000ドル。", language="ja")
    assert '<span lang="ja">1台2万5000ドル。</span>' in answer_html(answer, answer.answer, "e1")


def test_characters_that_reorder_or_hide_are_spelled_out():
    assert Seen(shown("pay \u202e001$\u200b")).text == "pay U+202E001$U+200B"


@pytest.mark.parametrize(
    "text",
    [
        "👩‍👩‍👧",
        "می‌خواهم",
        "क्‍ष",
        "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
    ],
)
def test_joiners_that_belong_to_the_script_stay(text):
    assert shown(text) == text


def test_no_quote_at_all(answer):
    empty = replace(answer, citations=(replace(answer.citations[0], quote=""),))
    assert (
        answer_html(empty, "a [1]", "e1")
        == '<span lang="en">a <a href="#e1-0123456789ab">[1]</a></span>'
    )
