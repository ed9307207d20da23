"""The sentences of a document that are checked, and what of it claims nothing by itself."""

from __future__ import annotations

import pytest

from assistant.claims.splitting import claims_of
from assistant.types import Document, Page, SourceInfo


def _document(text: str, language: str) -> Document:
    page = Page(1, 0, len(text))
    return Document("t.md", "0" * 64, "md", text, (page,), "", language, SourceInfo())


def _checked(text: str, language: str) -> list[str]:
    found = claims_of(_document(text, language))
    return [text[one.start : one.end] for one in found if not one.heading]


@pytest.mark.parametrize(
    ("language", "text", "rows"),
    [
        ("en", "| Model | Cost |\n|---|---|\n| GPT-4 | $5 |\n", ["| GPT-4 | $5 |"]),
        ("de", "Modell | Kosten\n--- | ---:\nGPT-4 | 5 Mio. $\n", ["GPT-4 | 5 Mio. $"]),
        ("ja", "| モデル | 費用 |\n| :-- | --: |\n| GPT-4 | 5ドル |\n", ["| GPT-4 | 5ドル |"]),
    ],
)
def test_the_head_of_a_table_claims_nothing(language: str, text: str, rows: list[str]) -> None:
    assert _checked(text, language) == rows


def test_a_row_without_a_rule_below_is_a_claim() -> None:
    text = "| GPT-4 | $5 |\n| GPT-3 | $4 |\n"
    assert _checked(text, "en") == text.splitlines()


@pytest.mark.parametrize("drawn", ["***", "* * *", "|---|---|", "———", "→"])
def test_a_line_that_is_drawn_claims_nothing(drawn: str) -> None:
    text = f"It cost $5.\n\n{drawn}\n\nIt cost $6."
    assert _checked(text, "en") == ["It cost $5.", "It cost $6."]


def test_a_sentence_before_a_rule_is_a_claim() -> None:
    assert _checked("It cost $5.\n---\nIt fell.", "en")[0] == "It cost $5."


def test_a_paragraph_of_no_language_is_cut_as_its_document_is() -> None:
    text = "GPT-4, 3. GPT-5."
    assert _checked(text, "de") == [text]
    assert _checked(text, "en") == ["GPT-4, 3.", "GPT-5."]


def test_a_paragraph_is_cut_as_its_own_language_wants_it() -> None:
    text = "Es war am 10. Januar.\n\n学習費用は5ドルだ。高い。"
    assert _checked(text, "en") == ["Es war am 10. Januar.", "学習費用は5ドルだ。", "高い。"]


def test_a_language_that_is_none_of_the_three_is_no_trouble() -> None:
    assert _checked("GPT-4: 5 $.", "fr") == ["GPT-4: 5 $."]
