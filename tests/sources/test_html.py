"""Web pages: what is text and what is not, and how its structure is written out."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable
from typing import TypeAlias

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.errors import SourceDamagedError, SourceEmptyError, SourceError, SourceTooLargeError
from assistant.sources import html
from assistant.sources.extraction import DEFAULT_LIMITS
from assistant.types import Document

ReadBytes: TypeAlias = Callable[..., Document]

PAGE = """<!DOCTYPE html><html lang="en"><head><title>The cost of
 training</title><style>p {color: red}</style><script>track("GPT-4")</script></head><body>
<header><a href="/">Logo</a></header><nav><ul><li><a href="/">Home</a></li></ul></nav>
<h1>Costs</h1><p>Training <em>GPT-4</em> cost
$78 million.</p><p>Short.</p><div>Loose text<br>on two lines</div>
<h2>By model</h2><table><caption>Table 1</caption>
<tr><th>Model<th>Cost</tr><tr><td>GPT-4<td>$78 million</tr><tr><td>Gemini<td>$191 million</table>
<ul><li>One<li>Two <b>words</b><ul><li>Nested</ul></ul>
<pre>a  b
c</pre><p hidden>Unseen</p><p style="display: none">Unseen too</p>
<script>alert(1)</script><aside>Related</aside><footer>Imprint</footer></body></html>"""

TEXT = """# Costs

Training GPT-4 cost $78 million.

Short.

Loose text
on two lines

## By model

Table 1

Model: GPT-4 | Cost: $78 million
Model: Gemini | Cost: $191 million

- One
- Two words
- Nested

a  b
c"""


def test_a_small_page_keeps_all_its_text_and_nothing_else(read_bytes: ReadBytes) -> None:
    document = read_bytes("a.html", PAGE)
    assert document.text == TEXT
    assert (document.title, document.language) == ("The cost of training", "en")


def test_a_large_page_loses_what_surrounds_its_text(read_bytes: ReadBytes) -> None:
    menu = (
        "<div>" + "".join(f"<div><a href='/{n}'>Topic {n}</a></div>" for n in range(40)) + "</div>"
    )
    prose = "".join(
        f"<p>In the year {n} the model cost {n} dollars, more than before, as reported.</p>"
        for n in range(1980, 2020)
    )
    page = f"<html><body>{menu}<div><h1>Costs</h1>{prose}</div>{menu}</body></html>"
    text = read_bytes("a.html", page).text
    assert text.startswith("# Costs\n\nIn the year 1980")
    assert text.endswith("as reported.")
    assert text.count("In the year") == 40


def test_japanese_lines_are_joined_without_a_space(read_bytes: ReadBytes) -> None:
    page = (
        "<html lang=ja><p>費用は<b>約7800万</b>ドル\n  であった。</p>"
        "<ruby>電力<rt>でんりょく</rt></ruby>"
    )
    document = read_bytes("a.html", page)
    assert document.text == "費用は約7800万ドルであった。\n\n電力"
    assert document.language == "ja"


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        (
            "<tr><th rowspan=2>Model<th colspan=2>Cost</tr><tr><th>2023<th>2024</tr>"
            "<tr><td>A<td>1<td>2</tr>",
            "Model: A | Cost 2023: 1 | Cost 2024: 2",
        ),
        (
            "<tr><th>Firm<th>Model<th>Cost</tr><tr><td rowspan=2>X<td>A<td>1</tr>"
            "<tr><td>B<td></tr>",
            "Firm: X | Model: A | Cost: 1\nFirm: X | Model: B",
        ),
        (
            "<tr><th>Cost<td>$78 million</tr><tr><th>Year<td>2023</tr>",
            "Cost: $78 million\nYear: 2023",
        ),
        ("<tr><td>1<td>2</tr><tr><td>3<td>4</tr>", "1 | 2\n3 | 4"),
        ("<tr><td>Model<td>Cost</tr><tr><td>A<td>5</tr>", "Model: A | Cost: 5"),
        ("<tr><td>A<td><ul><li>x</ul></tr>", "A | - x"),
        ("<tr><td><p>All of the page.</p><p>In a cell.</p></tr>", "All of the page.\n\nIn a cell."),
        ("<tr><th>A<th colspan=999999999>B</tr><tr><td>1<td rowspan=0>2</tr>", "A: 1 | B: 2"),
    ],
)
def test_tables(read_bytes: ReadBytes, rows: str, text: str) -> None:
    assert read_bytes("a.html", f"<table>{rows}</table>").text == text


def test_raised_digits_stay_raised(read_bytes: ReadBytes) -> None:
    page = "<p>10<sup>12</sup> FLOP on 5 m<sup>2</sup>.<sup><a href='#n1'>[1]</a></sup></p>"
    assert read_bytes("a.html", page).text == "10¹² FLOP on 5 m²."


def test_a_raised_mark_in_brackets_stays_as_it_is(read_bytes: ReadBytes) -> None:
    page = "<p>It cost 5 dollars.<sup>[12]</sup> It fell.<sup>3</sup></p>"
    assert read_bytes("a.html", page).text == "It cost 5 dollars.[12] It fell.³"


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("cp932", "Shift_JIS"),
        ("euc_jp", "EUC-JP"),
        ("iso2022_jp", "ISO-2022-JP"),
        ("utf-8", "Shift_JIS"),
        ("utf-8", "no-such-charset"),
        ("cp932", "utf-8"),
        ("utf-16", "utf-8"),
    ],
)
def test_charset_is_declared_or_detected(
    read_bytes: ReadBytes, encoding: str, declared: str
) -> None:
    text = "学習の費用は毎年増えている。電力も増えている。"
    page = f'<meta charset="{declared}"><p>{text}</p>'
    assert read_bytes("a.html", page.encode(encoding)).text == text


def test_an_xml_declaration_and_entities(read_bytes: ReadBytes) -> None:
    page = (
        '<?xml version="1.0" encoding="utf-8"?>'
        '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        "<html><body><p>A &amp; B &x; &#0;C</p></body></html>"
    )
    text = read_bytes("a.html", page).text
    assert text.endswith("C")
    assert "root:" not in text


def test_nothing_is_loaded(read_bytes: ReadBytes, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    page = "<link rel=stylesheet href='http://example.org/a.css'><base href='http://example.org/'>"
    body = "<p>A sentence that is long enough to be judged as main text.</p>" * 60
    assert "judged" in read_bytes("a.html", page + "<img src='http://example.org/i'>" + body).text


def test_too_many_tags(read_bytes: ReadBytes) -> None:
    with pytest.raises(SourceTooLargeError, match="more than 100 tags"):
        read_bytes("a.html", "<p>x" * 101, tags=100)


@pytest.mark.parametrize("tag", ["div", "b", "ul><li", "table><tr><td"])
def test_deep_nesting_is_refused(read_bytes: ReadBytes, tag: str) -> None:
    started = time.process_time()
    with pytest.raises(SourceDamagedError, match="nested too deeply"):
        read_bytes("a.html", f"<{tag}>" * 100_000 + "Text.")
    assert time.process_time() - started < 5


@pytest.mark.parametrize(
    "page", ["<html></html>", "<p></p>", "<script>x</script>", "<p hidden>x</p>"]
)
def test_no_text(read_bytes: ReadBytes, page: str) -> None:
    with pytest.raises(SourceEmptyError):
        read_bytes("a.html", page)


_TAGS = st.sampled_from(
    [
        "p",
        "div",
        "table",
        "tr",
        "td",
        "th",
        "ul",
        "li",
        "h1",
        "sup",
        "pre",
        "br",
        "a",
        "main",
        "nav",
    ]
)
_PIECES = st.one_of(
    _TAGS.map("<{}>".format),
    _TAGS.map("</{}>".format),
    st.text(max_size=5),
    st.just("<td colspan=3>"),
)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(_PIECES, max_size=40).map("".join))
def test_any_markup_is_read_or_refused(page: str) -> None:
    try:
        extract = html.read(page.encode("utf-8", "replace"), DEFAULT_LIMITS)
    except SourceError:
        return
    assert extract.pages[-1].end == len(extract.text)
