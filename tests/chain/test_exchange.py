"""Money in the currency a question wants, at a rate that a source states."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from assistant.chain import Assistant
from assistant.embedding import Embedder
from assistant.index.opening import open_builder
from assistant.quantities import converted, parse, stated_rates
from assistant.settings import Settings


def test_two_amounts_side_by_side_state_a_rate() -> None:
    text = "It sold for $25,000 (about 3.8 million yen) in May."
    (rate,) = stated_rates(text, 0, parse(text, "en"))
    assert (rate.base, rate.counter, rate.value) == ("USD", "JPY", Decimal(152))


@pytest.mark.parametrize(
    "text",
    [
        "It costs $500 (plus €40 for shipping).",
        "It costs $500. The other one costs €40.",
        "It costs $500 (in 2024).",
        "It costs $2 per kWh (0.3 EUR).",
    ],
)
def test_other_amounts_state_none(text: str) -> None:
    assert stated_rates(text, 0, parse(text, "en")) == []


def test_amounts_are_converted_both_ways_and_are_approximate_then() -> None:
    text = "1 US-Dollar entspricht 150 Yen"
    (rate,) = stated_rates(text, 0, parse(text, "de"))
    to_yen = converted(parse("2 US-Dollar", "de")[0], rate)
    back = converted(parse("300 Yen", "de")[0], rate)
    assert to_yen is not None
    assert (to_yen.value, to_yen.unit, to_yen.approximate) == (Decimal(300), "JPY", True)
    assert back is not None
    assert (back.value, back.unit) == (Decimal(2), "USD")
    assert converted(parse("5 Euro", "de")[0], rate) is None


@pytest.fixture
def asked(tmp_path: Path, embedder: Embedder) -> Callable[[str, str], str]:
    def ask(question: str, rate: str) -> str:
        (tmp_path / "cost.txt").write_text("Training the model Zephyr 2 cost $20 million.\n")
        (tmp_path / "rate.txt").write_text(f"A chip of that kind is sold for {rate}.\n")
        index = tmp_path / "index"
        open_builder(index, Settings()).build([tmp_path / "cost.txt", tmp_path / "rate.txt"])
        return Assistant.open(index).ask(question).answer

    return ask


def test_an_answer_names_the_rate_and_cites_it(asked: Callable[[str, str], str]) -> None:
    answer = asked("How much did training Zephyr 2 cost in yen?", "$100 (15,000 yen)")
    assert "about 3 billion yen, at 150 yen for 1 US dollar, the rate that [2] states" in answer


def test_without_a_stated_rate_nothing_is_converted(asked: Callable[[str, str], str]) -> None:
    answer = asked("How much did training Zephyr 2 cost in yen?", "$100")
    assert "billion yen" not in answer
