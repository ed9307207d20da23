"""Tables of what sources disagree on."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from html.parser import HTMLParser

import pytest

from assistant.app.conversation import reply
from assistant.app.disagreements import tables_html
from assistant.app.records import Conversation
from assistant.app.strings import LANGUAGES, say
from assistant.app.waiting import Line
from assistant.types import Disagreement, Position, Quantity

HOSTILE = "</td></table><script>alert(1)</script><img src=//evil.test/x onerror=alert(1)>\"'"


class Seen(HTMLParser):
    """The tags, attributes and rows that a browser would see."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.rows: list[list[str]] = []
        self.text = ""
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes.extend(attrs)
        if tag == "tr":
            self.rows.append([])
        if tag in {"th", "td"}:
            self.rows[-1].append("")

    def handle_data(self, data):
        self.text += data
        if self.rows:
            self.rows[-1][-1] += data


def money(text: str, value: int) -> Quantity:
    return Quantity(
        start=0, end=len(text), text=text, kind="money", value=Decimal(value), unit="USD"
    )


@pytest.fixture
def disputed(answer):
    """An answer from three sources, two of which say the same."""
    english = answer.citations[0]
    japanese = replace(
        english, id="1" * 12, title="費用", language="ja", published=None, quote="1億ドルです。"
    )
    german = replace(
        english, id="2" * 12, title="Kosten", language="de", published="2024-07", quote="1 Mrd. $"
    )
    hundred = Position("1億ドル", money("1億ドル", 10**8), (english.id, japanese.id))
    thousand = Position("1 Mrd. $", money("1 Mrd. $", 10**9), (german.id,))
    disagreement = Disagreement("Cost of training", "contradicts", (), (hundred, thousand))
    return replace(answer, citations=(english, japanese, german), disagreements=(disagreement,))


def changed(answer, **changes):
    return replace(answer, disagreements=(replace(answer.disagreements[0], **changes),))


def caption(answer) -> str:
    found = re.search("<caption>(.*?)</caption>", tables_html(answer, "e1"))
    assert found
    return re.sub("<[^>]*>", "", found[1])


def test_each_source_has_a_row_below_its_value(disputed):
    assert Seen(tables_html(disputed, "e1")).rows == [
        ["Value", "Source", "Language", "Published"],
        [
            "100 million US dollars 「1億ドル」",
            "Source [1] Chip prices", "Language English", "Published May 6, 2024",
        ],
        ["Source [2] 費用", "Language Japanese", "Published not stated"],
        ["1 billion US dollars „1 Mrd. $“", "Source [3] Kosten", "Language German",
         "Published July 2024"],
    ]  # fmt: skip


def test_the_table_tells_what_heads_what(disputed):
    markup = tables_html(disputed, "e1")
    assert markup.count("<table") == markup.count("<caption>") == 1
    assert markup.count('scope="col"') == 4
    assert re.findall(r'scope="rowgroup" rowspan="(\d)"', markup) == ["2", "1"]
    # The phone's layout takes the table's own roles away in some browsers.
    roles = [value for name, value in Seen(markup).attributes if name == "role"]
    assert (roles.count("row"), roles.count("rowheader"), roles.count("cell")) == (4, 2, 9)


def test_markers_lead_to_their_citations(disputed):
    assert re.findall(r'<a href="#e1-(\w+)">(.*?)</a>', tables_html(disputed, "e1")) == [
        ("0123456789ab", "[1]"),
        ("1" * 12, "[2]"),
        ("2" * 12, "[3]"),
    ]


@pytest.mark.parametrize(
    ("language", "contradicts", "not_comparable"),
    [
        (
            "en",
            "The sources contradict each other.",
            "These statements are not comparable. What differs: subject, year and basis.",
        ),
        (
            "de",
            "Die Quellen widersprechen einander.",
            "Diese Angaben sind nicht vergleichbar. "
            "Unterschied: Gegenstand, Jahr und Berechnungsgrundlage.",
        ),
        (
            "ja",
            "資料の記述が互いに矛盾しています。",
            "これらの記載は比較できません。相違点：対象、年と算定基準。",
        ),
    ],
)
def test_the_caption_says_how_they_disagree(disputed, language, contradicts, not_comparable):
    disputed = replace(disputed, language=language)
    assert caption(disputed) == f"Cost of training {contradicts}"
    apart = changed(disputed, relation="not_comparable", differs=("entity", "year", "basis"))
    assert caption(apart) == f"Cost of training {not_comparable}"


def test_every_difference_has_a_word_in_every_language():
    known = ("entity", "year", "basis", "bound", "unit", "currency", "metric", "name")
    for word in known:
        assert len({say(language, f"evidence.differs_{word}") for language in LANGUAGES}) >= 2


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("de", ["Angabe", "Quelle", "Sprache", "Veröffentlicht", "Japanisch", "6. Mai 2024",
                "100 Mio. US-Dollar", "keine Angabe"]),
        ("ja", ["記載内容", "資料", "言語", "公開日", "ドイツ語", "2024年5月6日",
                "1億米ドル", "記載なし"]),
    ],
)  # fmt: skip
def test_the_table_is_in_the_language_of_the_answer(disputed, language, words):
    text = Seen(tables_html(replace(disputed, language=language), "e1")).text
    assert [word for word in words if word not in text] == []


def test_each_disagreement_has_a_table_of_its_own(disputed):
    twice = replace(disputed, disagreements=disputed.disagreements * 2)
    assert tables_html(twice, "e1").count("<table") == 2


def test_a_name_is_shown_as_the_source_writes_it(disputed):
    names = (Position("1億ドル", None, ("1" * 12,)),)
    markup = tables_html(changed(disputed, positions=names, differs=("name",)), "e1")
    assert '<span class="rendered" lang="ja" dir="auto">1億ドル</span></th>' in markup


def test_a_position_without_a_known_source_says_so(disputed):
    markup = tables_html(
        changed(disputed, positions=(Position("Cohere", None, ("unknown",)),)), "e1"
    )
    assert Seen(markup).rows[1:] == [["Cohere", "not stated"]]


def test_words_of_a_document_do_nothing_in_a_table(disputed):
    citation = replace(
        disputed.citations[0],
        id='"><b>', title=HOSTILE, language=HOSTILE, published=HOSTILE, quote=HOSTILE,
    )  # fmt: skip
    positions = (
        Position(HOSTILE, None, (citation.id,)),
        Position(HOSTILE, money(HOSTILE, 1), (citation.id,)),
    )
    hostile = changed(disputed, topic=HOSTILE, differs=(HOSTILE, "{what}"), positions=positions)
    seen = Seen(tables_html(replace(hostile, citations=(citation,)), "e1"))
    assert set(seen.tags) == {
        "div", "table", "caption", "span", "strong", "thead", "tbody", "tr", "th", "td",
        "a", "cite",
    }  # fmt: skip
    assert {name for name, _ in seen.attributes} == {
        "class", "lang", "dir", "role", "scope", "rowspan", "href",
    }  # fmt: skip
    # Topic, difference; for each position its words, source, language and date.
    assert seen.text.count(HOSTILE) == 2 + 2 * 4


def test_agreement_has_no_table(answer):
    assert tables_html(answer, "e1") == ""


def test_the_tables_come_with_the_last_statement(fake, disputed):
    disputed = replace(disputed, answer="First [1].\n\nSecond [3].")
    steps = list(reply(fake(disputed), "What?", Conversation(), Line()))
    texts = [exchange.messages[-1]["content"] for exchange in steps]
    assert ["<table" in text for text in texts] == [False, False, True, True]
    assert "<table" not in steps[-1].answer
