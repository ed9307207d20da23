"""The pane."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from assistant.app.citations import pane

HOSTILE = "</p><script>alert(1)</script><img src=//evil.test/x onerror=alert(1)>\"'"


def test_a_citation_shows_where_it_comes_from(answer):
    markup = pane(answer)
    assert '<li id="citation-1" data-citation="0123456789ab"' in markup
    assert '<blockquote lang="en" dir="auto">An H100 costs $25,000 per unit.</blockquote>' in markup
    details = re.search(r'<p class="details">(.*?)</p>', markup)
    assert details
    assert re.findall("<bdi>(.*?)</bdi>", details[1]) == [
        "The Ledger", "May 6, 2024", "p. 3", "English",
    ]  # fmt: skip
    assert (
        '<a href="https://example.org/chips?a=1&amp;b=2" target="_blank" '
        'rel="noopener noreferrer nofollow"><cite lang="en" dir="auto">Chip prices</cite></a>'
    ) in markup


def test_words_of_the_pane_are_in_the_language_of_the_question(answer):
    german, japanese = (pane(replace(answer, language=language)) for language in ("de", "ja"))
    for words in ("Zitate", "6. Mai 2024", "S. 3", "Englisch"):
        assert words in german
    for words in ("引用", "2024年5月6日", "3ページ", "英語"):
        assert words in japanese


def test_citations_are_numbered_like_the_markers(answer):
    second = replace(answer.citations[0], id="ba9876543210")
    markup = pane(replace(answer, citations=(answer.citations[0], second)))
    assert re.findall(r'id="(citation-\d)"', markup) == ["citation-1", "citation-2"]
    assert re.findall(r'<span class="number">(.*?)</span>', markup) == ["[1]", "[2]"]


def test_what_is_unknown_is_left_out(answer):
    bare = replace(answer.citations[0], publisher=None, published=None, url=None)
    markup = pane(replace(answer, citations=(bare,)))
    assert "<a " not in markup
    assert re.findall("<bdi>(.*?)</bdi>", markup) == ["p. 3", "English"]


@pytest.mark.parametrize(
    "field", ["quote", "title", "publisher", "published", "url", "language", "id"]
)
def test_no_field_of_a_document_becomes_markup(answer, field):
    hostile = replace(answer.citations[0], **{field: HOSTILE})
    for outcome in (
        replace(answer, citations=(hostile,)),
        replace(answer, citations=(), related=(hostile,), status="refused"),
    ):
        markup = pane(outcome)
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
def test_only_web_addresses_become_links(answer, url):
    odd = replace(answer.citations[0], url=url)
    assert "href" not in pane(replace(answer, citations=(odd,)))


def test_related_passages_are_told_apart_from_citations(answer):
    refused = replace(answer, status="refused", citations=(), related=answer.citations)
    markup = pane(refused)
    assert '<section class="related"' in markup
    assert "Related passages" in markup
    assert "not an answer" in markup
    assert "citation-1" not in markup
    assert "[1]" not in markup


def test_nothing_to_show(answer):
    assert pane(replace(answer, citations=())) == ""
