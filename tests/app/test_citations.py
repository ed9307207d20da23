"""The pane."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from assistant.app.citations import footnote, pane, surroundings

HOSTILE = "</p><script>alert(1)</script><img src=//evil.test/x onerror=alert(1)>\"'"


@pytest.fixture
def pane_of(document):
    return lambda answer: pane(answer, "e1", document)


def test_a_citation_shows_where_it_comes_from(answer, pane_of):
    markup = pane_of(answer)
    assert '<li id="e1-0123456789ab"' in markup
    assert (
        '<blockquote lang="en" dir="auto"><span class="around">Prices. — </span>'
        "<mark>An H100 costs $25,000 per unit.</mark>"
        '<span class="around"> It was more a year before.</span></blockquote>'
    ) in markup
    details = re.search(r'<p class="details">(.*?)</p>', markup)
    assert details
    assert re.findall("<bdi>(.*?)</bdi>", details[1]) == [
        "The Ledger", "May 6, 2024", "p. 3", "English",
    ]  # fmt: skip
    assert (
        '<a href="https://example.org/chips?a=1&amp;b=2" target="_blank" '
        'rel="noopener noreferrer nofollow"><cite lang="en" dir="auto">Chip prices</cite></a>'
    ) in markup


def test_words_of_the_pane_are_in_the_language_of_the_question(answer, pane_of):
    german, japanese = (pane_of(replace(answer, language=language)) for language in ("de", "ja"))
    for words in ("Zitate", "6. Mai 2024", "S. 3", "Englisch"):
        assert words in german
    for words in ("引用", "2024年5月6日", "3ページ", "英語"):
        assert words in japanese


def test_citations_are_numbered_like_the_markers(answer, pane_of):
    second = replace(answer.citations[0], id="ba9876543210")
    markup = pane_of(replace(answer, citations=(answer.citations[0], second)))
    assert re.findall(r'<li id="(.*?)"', markup) == ["e1-0123456789ab", "e1-ba9876543210"]
    assert re.findall(r'<span class="number">(.*?)</span>', markup) == ["[1]", "[2]"]


def test_what_is_unknown_is_left_out(answer, pane_of):
    bare = replace(answer.citations[0], publisher=None, published=None, url=None)
    markup = pane_of(replace(answer, citations=(bare,)))
    assert "<a " not in markup
    assert re.findall("<bdi>(.*?)</bdi>", markup) == ["p. 3", "English"]


@pytest.mark.parametrize(
    "field", ["quote", "title", "publisher", "published", "url", "language", "id"]
)
def test_no_field_of_a_document_becomes_markup(answer, pane_of, field):
    hostile = replace(answer.citations[0], **{field: HOSTILE})
    for outcome in (
        replace(answer, citations=(hostile,)),
        replace(answer, citations=(), related=(hostile,), status="refused"),
    ):
        markup = pane_of(outcome)
        assert "<script" not in markup
        assert "<img" not in markup
        assert not re.search(r'"\s*onerror', markup)


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\nscript:alert(1)", "data:text/html,x",
        "file:///etc/passwd", "//evil.test", "http:", "https://", "http://[", "ftp://example.org/",
        " https://example.org", "https://example.org/\u202egpj.exe", "vbscript:x", "blob:https://a/b",
    ],
)  # fmt: skip
def test_only_web_addresses_become_links(answer, pane_of, url):
    odd = replace(answer.citations[0], url=url)
    assert "href" not in pane_of(replace(answer, citations=(odd,)))


def test_related_passages_are_told_apart_from_citations(answer, pane_of):
    refused = replace(answer, status="refused", citations=(), related=answer.citations)
    markup = pane_of(refused)
    assert '<section class="related"' in markup
    assert "Related passages" in markup
    assert "not an answer" in markup
    assert "[1]" not in markup


def test_nothing_to_show(answer, pane_of):
    assert pane_of(replace(answer, citations=())) == ""


@pytest.mark.parametrize(
    ("start", "end", "before", "after"),
    [
        (0, 5, "", " two three…"),
        (400, 405, "…eight nine ", " ten eleven…"),
    ],
)
def test_what_stands_around_a_quote_is_cut_at_words(answer, document, start, end, before, after):
    held = document("a.md")
    text = "first two three " + "four " * 60 + "eight nine tenth ten eleven " + "more " * 60
    start = text.index("first" if start == 0 else "tenth")
    page = replace(held.pages[0], start=0, end=len(text))
    quote = replace(answer.citations[0], start=start, end=start + 5, quote=text[start : start + 5])
    around = surroundings(replace(held, text=text, pages=(page,)), quote)
    assert around[0].startswith("…" if before else "")
    assert around[0].endswith(before.removeprefix("…"))
    assert around[1].startswith(after.removesuffix("…"))
    assert around[1].endswith("…")
    assert len(around[0]) + len(around[1]) <= 2 * 161


def test_japanese_surroundings_begin_after_a_sentence(answer, document):
    text = "あ" * 200 + "。次の文です。引用です。続きます。" + "い" * 300
    start = text.index("引用")
    held = document("a.md")
    page = replace(held.pages[0], start=0, end=len(text))
    quote = replace(answer.citations[0], start=start, end=start + 5, quote=text[start : start + 5])
    before, after = surroundings(replace(held, text=text, pages=(page,)), quote)
    assert before == "…次の文です。"
    assert after == "続きます。…"


def test_a_footnote_in_each_language(answer):
    held = answer.citations[0]
    url = "https://example.org/chips?a=1&b=2"
    quote = "An H100 costs $25,000 per unit."
    assert footnote(held, "en") == f"The Ledger, “Chip prices,” May 6, 2024, p. 3: “{quote}” {url}"
    assert footnote(held, "de") == f"The Ledger, „Chip prices“, 6. Mai 2024, S. 3: „{quote}“ {url}"
    assert (
        footnote(held, "ja") == f"The Ledger「Chip prices」2024年5月6日、3ページ：「{quote}」 {url}"
    )
    bare = replace(held, publisher=None, published=None, url=None)
    assert footnote(bare, "en") == f"“Chip prices,” p. 3: “{quote}”"


def test_nothing_stands_around_a_quote_of_a_document_that_changed(answer, document):
    changed = replace(document("a.md"), text="Something else altogether. " * 9)
    assert surroundings(changed, answer.citations[0]) == ("", "")
