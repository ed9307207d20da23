"""Figures and disagreements of an answer, as a reader meets them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from types import SimpleNamespace

import pytest
from playwright.sync_api import expect

from assistant.app.serving import start
from assistant.app.sources.survey import Survey
from assistant.app.waiting import Line
from assistant.drafting.models import ChatModels
from assistant.language import detect_language
from assistant.settings import Settings
from assistant.types import (
    Answer,
    Citation,
    CitedQuantity,
    Disagreement,
    Document,
    Page,
    Position,
    Quantity,
    SourceInfo,
    Turn,
)
from tests.browser.screens import PHONE

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LONG = "Donaudampfschifffahrtsgesellschaftskapitänswitwenrentenauszahlungsstelle" * 2
ENGLISH = Citation(
    id="0" * 12, document="en.md", title="What training costs <b>now</b>", language="en",
    publisher="The Ledger", published="2024-05-06", url=None, page=1, start=0, end=44,
    quote="Training a model costs $100 million <b>now</b>.",
)  # fmt: skip
GERMAN = replace(
    ENGLISH, id="1" * 12, document="de.md", title=LONG, language="de", published=None,
    quote="Das Training kostet 1 Milliarde US-Dollar.",
)  # fmt: skip
JAPANESE = replace(
    ENGLISH, id="2" * 12, document="ja.md", title="学習費用のまとめ", language="ja",
    published="2024-07", quote="学習費用は1億9100万ドルです。" * 20,
)  # fmt: skip


def _dollars(text: str, value: int, citation: Citation) -> CitedQuantity:
    start = citation.quote.index(text)
    return CitedQuantity(
        start=start, end=start + len(text), text=text, kind="money", value=Decimal(value),
        unit="USD", citation=citation.id,
    )  # fmt: skip


FIGURES = (
    _dollars("$100 million", 10**8, ENGLISH),
    _dollars("1 Milliarde US-Dollar", 10**9, GERMAN),
    _dollars("1億9100万ドル", 191 * 10**6, JAPANESE),
)


def _position(figure: Quantity, *citations: Citation) -> Position:
    return Position(figure.text, figure, tuple(citation.id for citation in citations))


DISAGREEMENTS = (
    Disagreement(
        "Cost of training <script>alert(1)</script>",
        "contradicts",
        (),
        (_position(FIGURES[0], ENGLISH), _position(FIGURES[1], GERMAN, JAPANESE)),
    ),
    Disagreement(
        "Forecasts",
        "not_comparable",
        ("year", "basis"),
        (_position(FIGURES[0], ENGLISH), _position(FIGURES[2], JAPANESE)),
    ),
)


class Disputed:
    """Answers every question, in its language, from sources that disagree."""

    def __init__(self) -> None:
        self.turns: list[tuple[Turn, ...]] = []

    settings = Settings()
    opened = SimpleNamespace(
        manifest=SimpleNamespace(
            generation=1, corpus_digest="", recipe=SimpleNamespace(embedder="", chunker="")
        )
    )
    collection = SimpleNamespace(chunks=[])
    """Without passages, there is nothing to suggest."""

    def documents(self) -> list[Document]:
        return []

    def document(self, name: str) -> Document:
        quote = next(one.quote for one in (ENGLISH, GERMAN, JAPANESE) if one.document == name)
        page = Page(1, 0, len(quote))
        return Document(name, "0" * 64, "md", quote, (page,), name, "en", SourceInfo())

    def stream(
        self, question: str, history: Sequence[Turn] = (), model: str | None = None
    ) -> Iterator[Answer]:
        self.turns.append(tuple(history))
        yield Answer(
            question=question,
            language=detect_language(question),
            status="answered",
            answer=f"[1]: “{ENGLISH.quote}”",
            citations=(ENGLISH, GERMAN, JAPANESE),
            related=(),
            model="extractive",
            quantities=FIGURES,
            disagreements=DISAGREEMENTS,
        )


@pytest.fixture(scope="module")
def disputed() -> Disputed:
    return Disputed()


@pytest.fixture(scope="module")
def site(disputed, tmp_path_factory) -> Iterator[SimpleNamespace]:
    settings = Settings(page_key=tmp_path_factory.mktemp("kept") / "page.key")
    workspace = SimpleNamespace(
        assistant=disputed,
        settings=settings,
        chats=ChatModels(settings),
        line=Line(),
        survey=Survey(),
    )
    page, url = start(workspace, host="127.0.0.1", port=0)
    yield SimpleNamespace(url=url)
    page.close()


@pytest.mark.parametrize(
    ("question", "figures"),
    [
        (
            "What does training cost?",
            ["100 million US dollars “$100 million”",
             "1 billion US dollars „1 Milliarde US-Dollar“",
             "191 million US dollars 「1億9100万ドル」"],
        ),
        (
            "Was kostet das Training?",
            ["100 Mio. US-Dollar “$100 million”", "1 Mrd. US-Dollar „1 Milliarde US-Dollar“",
             "191 Mio. US-Dollar 「1億9100万ドル」"],
        ),
        (
            "学習にはいくらかかりますか？",
            ["1億米ドル “$100 million”", "10億米ドル „1 Milliarde US-Dollar“",
             "1億9100万米ドル 「1億9100万ドル」"],
        ),
    ],
)  # fmt: skip
def test_figures_stand_with_their_citations(visit, question, figures):
    visit.ask(question)
    for number, figure in enumerate(figures, 1):
        assert visit.item(number).locator(".figures li").all_inner_texts() == [figure]


@pytest.mark.parametrize("visit", [{}, PHONE], indirect=True, ids=["desk", "phone"])
def test_a_disagreement_is_a_table_to_a_screen_reader(visit):
    visit.ask("Was kostet das Training?")
    expect(visit.page.locator("#chat").get_by_role("table")).to_have_count(2)
    table = visit.page.get_by_role("table", name="nicht vergleichbar")
    expect(table.locator("caption")).to_have_text(
        "Forecasts Diese Angaben sind nicht vergleichbar. "
        "Unterschied: Jahr und Berechnungsgrundlage."
    )
    expect(table.get_by_role("rowheader")).to_have_text(
        ["100 Mio. US-Dollar “$100 million”", "191 Mio. US-Dollar 「1億9100万ドル」"]
    )
    expect(table.get_by_role("cell")).to_have_count(6)
    assert visit.in_peace()


def test_the_columns_of_a_desk_have_headers(visit):
    visit.ask("What does training cost?")
    table = visit.page.get_by_role("table").first
    names = ["Value", "Source", "Language", "Published"]
    assert table.get_by_role("columnheader").all_inner_texts() == names
    cells = table.get_by_role("row").nth(1).get_by_role("cell").all_inner_texts()
    assert cells == ["[1] What training costs <b>now</b>", "English", "May 6, 2024"]


@pytest.mark.parametrize("visit", [PHONE], indirect=True)
def test_a_phone_names_each_cell(visit):
    visit.ask("What does training cost?")
    table = visit.page.get_by_role("table").first
    expect(table.get_by_role("columnheader")).to_have_count(0)
    cells = table.get_by_role("row").first.get_by_role("cell").all_inner_texts()
    assert [cell.split()[0] for cell in cells] == ["Source", "Language", "Published"]


@pytest.mark.parametrize("width", [390, 760, 1101, 1280])
def test_nothing_is_cut_off(visit, width):
    visit.page.set_viewport_size({"width": width, "height": 844})
    visit.ask("What does training cost?")
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= width
    for table in visit.page.get_by_role("table").all():
        inside = table.evaluate("e => [e.scrollWidth - e.clientWidth, e.offsetWidth]")
        bubble = visit.replies.last.bounding_box()
        assert inside[0] <= 0
        assert inside[1] <= bubble["width"] + 1


def test_a_marker_of_a_table_leads_to_its_citation(visit):
    visit.ask("What does training cost?")
    marker = visit.page.get_by_role("table").first.get_by_role("link", name="[3]")
    marker.focus()
    visit.page.keyboard.press("Enter")
    expect(visit.item(3)).to_be_focused()
    expect(visit.item(3)).to_be_in_viewport()
    assert "#" not in visit.page.url


def test_the_next_question_takes_the_answer_along_without_its_tables(visit, disputed):
    visit.ask("What does training cost?")
    visit.ask("And in Germany?")
    turn = Turn("What does training cost?", f"[1]: “{ENGLISH.quote}”")
    assert disputed.turns[-1] == (turn,)
