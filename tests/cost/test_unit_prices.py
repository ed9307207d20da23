"""What sources say one chip costs to buy, told from what it costs for a time and what many cost."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from assistant.cost.planner import plan
from assistant.cost.sourcing import Library
from assistant.cost.unit_prices import is_price_of_one
from assistant.disagreements.statements import Stated, stated_facts
from assistant.quantities import parse
from assistant.types import Citation, Evidence, Language, Span


def stated(text: str, language: str, above: str = "") -> list[Stated]:
    """The amounts of money of one sentence, or of one row of a table."""
    evidence = Evidence(
        document=text,
        start=0,
        end=len(text),
        text=text,
        page=1,
        language=language,
        context=f"{above}\n{text}",
        score=0.0,
        answer=None,
        following=None,
        above=above,
        quantities=tuple(parse(text, language)),
    )
    return [
        held
        for held in stated_facts([evidence])
        if held.quantity is not None and held.quantity.kind == "money"
    ]


def accepted(text: str, language: str, above: str = "") -> list[bool]:
    return [is_price_of_one(held, ("H100",)) for held in stated(text, language, above)]


@pytest.mark.parametrize(
    ("language", "text", "above"),
    [
        ("en", "One H100 accelerator costs about $25,000.", ""),
        ("en", "The H100 is reported to cost $25,000 per unit.", ""),
        ("en", "H100 GPUs cost $25,000 to $40,000 each.", ""),
        ("en", "The price of an H100 is $25,000.", ""),
        ("en", "A GPU costs between $30,000 and $40,000.", ""),
        ("en", "- $31,250, per chip inside a server.", "Rental rates\nThe H100: several prices"),
        ("en", "| H100 | $30,000 |", "Chips\n| Chip | Unit price |"),
        ("de", "Ein H100 kostet etwa 25.000 US-Dollar.", ""),
        ("de", "Der Preis eines H100 liegt bei 25.000 US-Dollar.", ""),
        ("de", "Die Grafikkarten kosten 30.000 US-Dollar pro Stück.", ""),
        ("ja", "H100の価格は約2万5000ドルです。", ""),
        ("ja", "H100は1基あたり約2万5000ドルかかります。", ""),
        ("ja", "単価が3万ドルから4万ドルのGPUの取得や、クラウドの費用が含まれる。", ""),
        ("ja", "| H100 | 700W | 3万1250ドル |", "題\n| チップ | TDP | 価格（1基） |"),
    ],
)
def test_a_price_of_one_is_one(language: str, text: str, above: str) -> None:
    assert accepted(text, language, above) == [True]


@pytest.mark.parametrize(
    ("language", "text", "above"),
    [
        ("en", "Renting an H100 in the cloud costs about $2.50 an hour.", ""),
        ("en", "The H100 price is $2.50 per hour.", ""),
        ("en", "- $2.50 per chip", "Chips\nRental prices"),
        ("en", "| H100 | $2.99 |", "Chips\n| Chip | Price per hour |"),
        ("en", "Training on the H100 cost $5 million.", ""),
        ("en", "A cluster of 10,000 H100 chips has a price of $400 million.", ""),
        ("en", "The price of 16,384 H100 GPUs is $500 million.", ""),
        ("en", "A DGX H100 server costs $300,000.", ""),
        ("en", "The H100 price ranges from $100 million to $1 billion.", ""),
        ("en", "Each step, to $10 billion, is a factor of ten.", "H100\nOther GPU prices differ."),
        ("en", "The A100 is dear; a chip has a price of $15,000.", ""),
        ("de", "Die Miete eines H100 kostet 2,50 US-Dollar je Stunde.", ""),
        ("de", "Ein Cluster mit H100 kostet 400 Mio. US-Dollar.", ""),
        ("de", "Der Gesamtpreis der 1.000 H100 beträgt 30 Mio. US-Dollar.", ""),
        ("ja", "H100のレンタル料金は1時間2.99ドルが代表値です。", ""),
        ("ja", "H100の学習には500万ドルかかります。", ""),
        ("ja", "H100を1000基そろえる価格は3000万ドルです。", ""),
    ],
)
def test_a_price_for_a_time_or_of_many_is_none(language: str, text: str, above: str) -> None:
    found = accepted(text, language, above)
    assert found
    assert not any(found)


def library(rows: Sequence[tuple[str, Language]]) -> Library:
    facts = [held for text, language in rows for held in stated(text, language)]

    def cite(evidence: Evidence, span: Span) -> Citation:
        return Citation(
            evidence.document, "prices.md", "Prices", "en", None, None, None, 1,
            evidence.start, evidence.end, evidence.text,
        )  # fmt: skip

    return Library(lambda: facts, list, cite)


SOURCES: list[tuple[str, Language]] = [
    ("One H100 accelerator costs about $25,000.", "en"),
    ("Ein H100 kostet etwa 25.000 US-Dollar.", "de"),
    ("An H100 is priced at $31,250.", "en"),
    ("A GPU costs between $30,000 and $40,000.", "en"),
    ("An A100 is priced at $15,000.", "en"),
    ("An H100 rents at a price of $1.98 an hour.", "en"),
    ("The cost of training on the H100 is $5,520,240.", "en"),
    ("The H100 price ranges from $100 million to $1 billion.", "en"),
]


@pytest.mark.parametrize(
    ("question", "language", "results"),
    [
        ("How many H100s can I buy for $10 million?", "en", ["400", "320", "250 to 333"]),
        ("Wie viele H100 bekommt man für 10 Mio. Dollar?", "de", ["400", "320", "250 bis 333"]),
        ("1000万ドルでH100は何基買えますか。", "ja", ["400", "320", "250から333"]),
    ],
)
def test_only_prices_of_one_are_bought_at(
    question: str, language: Language, results: list[str]
) -> None:
    found = plan(question, language, library(SOURCES), draws=0)
    every = (found, *found.alternatives)
    assert [one.result.text for one in every if one.result] == results


def test_a_chip_without_a_price_in_sources_has_that_of_the_model() -> None:
    found = plan("How many B200s can I buy for $10 million?", "en", library(SOURCES), draws=0)
    assert [held.origin for held in found.inputs] == ["question", "default"]
    assert not found.alternatives
