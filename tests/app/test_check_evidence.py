"""The pane beside a checked text."""

from __future__ import annotations

import re
from types import SimpleNamespace

import pytest

from assistant.app.check.evidence import evidence_html, verdict_html
from assistant.app.check.relation import relation_words
from assistant.app.check.run import Check, text_document
from assistant.types import Document, Page, SourceInfo, Verdict, WeighedCitation

BEFORE, QUOTE = "Prices. ", "An H100 costs $25,000 per unit."
SOURCE = f"{BEFORE}{QUOTE} It was more a year before."
HOSTILE = "</p><script>alert(1)</script><img src=//evil.test/x onerror=alert(1)>\"'"


def document(name):
    page = Page(1, 0, len(SOURCE))
    return Document(name, "0" * 64, "md", SOURCE, (page,), "Chips", "en", SourceInfo())


def quote(stance="contradicts", relation="", words=QUOTE, **changes):
    return WeighedCitation(
        **{
            "id": "0" * 12, "document": "chips.md", "title": "Chips", "language": "en",
            "publisher": "The Ledger", "published": "2024-05-06", "url": None, "page": 1,
            "start": len(BEFORE), "end": len(BEFORE) + len(QUOTE), "quote": words,
            "stance": stance, "score": 0.7, "relation": relation, **changes,
        }
    )  # fmt: skip


def verdict(claim, *evidence, language="en", name="contradicted", parts=()):
    return Verdict(claim, language, name, 0.724, tuple(evidence), parts, "Because.")


def test_a_verdict_with_evidence_for_and_against():
    found = verdict("An H100 costs $30,000.", quote(), quote("supports"), quote("unclear"))
    markup = verdict_html(found, document, "en")
    headings = re.findall(r'class="stance">(.*?) <', markup)
    assert headings == ["Bears it out", "Speaks against it", "Nearby, but decides nothing"]
    assert f'<span class="around">{BEFORE}</span><mark>{QUOTE}</mark>' in markup
    assert "It was more a year before." in markup
    assert "Confidence: 72%" in markup
    assert "May 6, 2024" in markup
    assert 'data-footnote="The Ledger, “Chips,” May 6, 2024, p. 1:' in markup


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("de", ["Widerlegt", "Sicherheit: 72\u00a0%", "Dagegen spricht", "Als Fußnote kopieren"]),
        ("ja", ["資料と矛盾", "確信度：72%", "食い違う記述", "脚注としてコピー"]),
    ],
)
def test_labels_are_in_the_language_of_the_reader(language, words):
    markup = verdict_html(verdict("An H100 costs $30,000.", quote()), document, language)
    for word in words:
        assert word in markup
    assert '<p class="explanation" lang="en" dir="auto">Because.</p>' in markup


def test_each_fact_of_a_claim_has_its_own_evidence():
    facts = (
        verdict("An H100 costs $25,000", quote("supports"), name="supported"),
        verdict("and a B200 costs $1.", quote()),
    )
    whole = verdict("An H100 costs $25,000 and a B200 costs $1.", quote(), parts=facts)
    markup = verdict_html(whole, document, "en")
    parts = markup.split('<li class="part">')[1:]
    assert ["Bears it out" in part for part in parts] == [True, False]
    assert ["Speaks against it" in part for part in parts] == [False, True]
    assert markup.count("<blockquote") == 2


def test_nothing_to_check_has_no_confidence():
    markup = verdict_html(verdict("Why?", name="nothing_to_check"), document, "en")
    assert "Confidence" not in markup
    assert "Nothing to check" in markup


def test_what_was_not_checked_says_so():
    assistant = SimpleNamespace(document=document)
    held = Check(text_document("Chips <b>\n\nAn H100 costs $25,000. Why?"), assistant)
    assert "A heading" in evidence_html(held, 0, "en")
    assert "Chips &lt;b&gt;" in evidence_html(held, 0, "en")
    assert "Noch nicht geprüft" in evidence_html(held, 2, "de")


@pytest.mark.parametrize("field", ["words", "title", "publisher", "language", "relation", "url"])
def test_no_field_of_a_source_or_text_becomes_markup(field):
    markup = verdict_html(verdict(HOSTILE, quote(**{field: HOSTILE})), document, "en")
    assert "<script" not in markup
    assert "<img" not in markup


@pytest.mark.parametrize(
    ("relation", "claim", "words", "language", "expected"),
    [
        ("", "An H100 costs $30,000.", QUOTE, "de", ""),
        (
            "250,000 US dollars against 25,000 US dollars, differs by a factor of 10",
            "An H100 costs $250,000.",
            QUOTE,
            "de",
            "Text: 250.000 US-Dollar. Quelle: 25.000 US-Dollar."
            " Die Werte unterscheiden sich um den Faktor 10.",
        ),
        (
            "2 billion US dollars against 200 million US dollars, differs by a factor of 10",
            "It cost $2 billion.",
            "It cost $200 million.",
            "ja",
            "文章：20億米ドル／資料：2億米ドル。10倍の開きがあります。",
        ),
        (
            "ASL-3 against ASL-2",
            "It is ASL-3.",
            "It is ASL-2.",
            "de",
            "Text: ASL-3. Quelle: ASL-2.",
        ),
        (
            "Japanese Yen against US Dollar",
            "It cost 3 yen.",
            "It cost 3 dollars.",
            "de",
            "Text: Japanischer Yen. Quelle: US-Dollar.",
        ),
        (
            "before 2030 against 2032",
            "It comes before 2030.",
            "It comes in 2032.",
            "de",
            "Text: vor 2030. Quelle: 2032.",
        ),
        (
            "1,287 MWh beside 433 MWh",
            "GPT-3 used more electricity than BLOOM.",
            "GPT-3 used 1,287 MWh, BLOOM 433 MWh.",
            "de",
            "Verglichen: 1.287 MWh und 433 MWh.",
        ),
        (
            "1,287 MWh beside 433 MWh",
            "GPT-3 used more electricity than BLOOM.",
            "GPT-3 used 1,287 MWh, BLOOM 433 MWh.",
            "ja",
            "比較：1287MWhと433MWh。",
        ),
        ("something else", "It is.", "It is not.", "de", "something else"),
    ],
)
def test_the_difference_in_the_words_of_the_reader(relation, claim, words, language, expected):
    held = quote(relation=relation, words=words)
    assert relation_words(held, verdict(claim), language) == expected
