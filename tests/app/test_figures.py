"""Figures of an answer, as its reader writes them, beside the words of the source."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

import pytest

from assistant.app.citations import pane
from assistant.app.figures import figure_html
from assistant.types import CitedQuantity, Quantity

MILLIONS = Quantity(
    start=0, end=8, text="約1億9100万ドル", kind="money", value=Decimal(191_000_000), unit="USD",
    approximate=True, assumed=True,
)  # fmt: skip
PRICE = CitedQuantity(
    start=24, end=31, text="$25,000", kind="money", value=Decimal(25_000), unit="USD",
    assumed=True, citation="0123456789ab",
)  # fmt: skip


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "about 191 million US dollars"),
        ("de", "rund 191 Mio. US-Dollar"),
        ("ja", "約1億9100万米ドル"),
    ],
)
def test_a_figure_stands_beside_its_original(language, words):
    assert figure_html(MILLIONS, MILLIONS.text, "ja", language) == (
        f'<span class="rendered">{words}</span> '
        '<span class="original" lang="ja" dir="auto">「約1億9100万ドル」</span>'
    )


def test_words_of_an_unknown_language_get_the_readers_quotation_marks():
    assert "„191 millions“" in figure_html(MILLIONS, "191 millions", "fr", "de")


def test_what_reads_the_same_is_written_once():
    markup = figure_html(PRICE, "25,000 US dollars", "en", "en")
    assert markup == '<span class="rendered">25,000 US dollars</span>'


def test_words_of_a_source_do_nothing_in_a_figure():
    markup = figure_html(MILLIONS, "<script>\u202e{words}", '"><img src=x>', "en")
    assert "<script>" not in markup
    assert "<img" not in markup
    assert "&lt;script&gt;" in markup
    assert "U+202E" in markup
    assert "{words}" in markup


def test_a_figure_is_listed_with_the_citation_that_holds_it(answer, document):
    second = replace(answer.citations[0], id="ba9876543210")
    markup = pane(
        replace(answer, citations=(second, answer.citations[0]), quantities=(PRICE, PRICE)),
        "e1",
        document,
    )
    first_item, second_item = re.findall(r'<li id="e1-.*?</div></li>', markup)
    assert "figures" not in first_item
    assert second_item.count('class="rendered"') == 1
    label = 'aria-label="Figures that answer the question"'
    assert f'<ul class="figures" role="list" {label}><li>' in second_item
    assert "25,000 US dollars" in second_item
    assert "“$25,000”" in second_item
    assert second_item.index("</blockquote>") < second_item.index("25,000 US dollars")


def test_related_passages_have_no_figures(answer, document):
    refused = replace(
        answer, status="refused", citations=(), related=answer.citations, quantities=()
    )
    assert "figures" not in pane(refused, "e1", document)
