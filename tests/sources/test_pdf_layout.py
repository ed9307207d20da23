"""Lines of print to paragraphs."""

from __future__ import annotations

import pytest

from assistant.sources.pdf_layout import Line, paragraphs, without_running_lines

FULL = "This line of print is as long as the column allows it to be and goes"


def lines(*texts: str, gap: float = 12, height: float = 10) -> list[Line]:
    return [Line(700 - gap * number, height, text) for number, text in enumerate(texts)]


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        ([FULL, "on here."], f"{FULL} on here."),
        ([f"{FULL} con-", "siderably on."], f"{FULL} considerably on."),
        ([f"{FULL} con\u00ad", "siderably on."], f"{FULL} considerably on."),
        ([f"{FULL} state-of-the-", "art on."], f"{FULL} state-of-the-art on."),
        ([f"{FULL} GPT-", "4 on."], f"{FULL} GPT-4 on."),
        ([f"{FULL} Strom-", "und Wasserkosten."], f"{FULL} Strom- und Wasserkosten."),
        (["学習の費用は約七千八百万", "ドルであった。"], "学習の費用は約七千八百万ドルであった。"),
        ([FULL, "Heading", FULL], f"{FULL} Heading\n\n{FULL}"),
        ([f"{FULL}.", "A | B", "1 | 2", "Text."], f"{FULL}.\n\nA | B\n1 | 2\n\nText."),
        ([f"{FULL}:", "• one", "• two"], f"{FULL}:\n\n• one\n\n• two"),
        ([f"{FULL}.", "1. One", "2. Two"], f"{FULL}.\n\n1. One\n\n2. Two"),
        ([f"{FULL} am", "12. Mai 2024."], f"{FULL} am 12. Mai 2024."),
        ([], ""),
    ],
)
def test_paragraphs(printed: list[str], text: str) -> None:
    assert paragraphs(lines(*printed)) == text


def test_space_and_size_part_paragraphs() -> None:
    page = [
        Line(700, 16, "A heading that is long enough to fill the line by itself, all of it"),
        Line(680, 10, FULL),
        Line(668, 10, FULL),
        Line(656, 10, FULL),
        Line(630, 10, FULL),
    ]
    assert paragraphs(page).split("\n\n") == [page[0].text, f"{FULL} {FULL} {FULL}", FULL]


def test_a_sentence_goes_on_in_the_next_column() -> None:
    page = [*lines(FULL, FULL), Line(700, 10, "on in the next column.")]
    assert paragraphs(page) == f"{FULL} {FULL} on in the next column."


def test_running_lines_go() -> None:
    pages = [
        lines("Annual report 2024", f"The cost was {n * 7} million.", f"Line {n}", f"Page {n} of 9")
        for n in (3, 4, 5, 6)
    ]
    assert [[line.text for line in page] for page in without_running_lines(pages)] == [
        [f"The cost was {n * 7} million."] for n in (3, 4, 5, 6)
    ]


def test_two_pages_cannot_show_what_runs() -> None:
    pages = [lines("Header", "Text."), lines("Header", "More.")]
    assert without_running_lines(pages) == pages
