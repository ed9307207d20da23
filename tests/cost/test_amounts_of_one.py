"""Whether an amount is for one or for all, by its words, its size and its currency."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.cost.magnitudes import can_be_a_rate, can_be_of_a_chip, is_open, largest
from assistant.cost.planner import plan
from assistant.types import Language, Quantity


def _money(value: str, unit: str) -> Quantity:
    return Quantity(0, 0, value, "money", Decimal(value), unit)


@pytest.mark.parametrize(
    ("value", "unit", "role", "rate"),
    [
        ("2", "USD", "hours", True),
        ("300", "JPY", "chip_hours", True),
        ("20", "JPY", "energy", True),
        ("20", "EUR", "energy", False),
        ("5000", "USD", "hours", False),
        ("5000000", "JPY", "hours", False),
        ("2", "USD", "chips", False),
        ("2", "KRW", "hours", False),
    ],
)
def test_a_rate_is_small_for_its_currency(value: str, unit: str, role: str, rate: bool) -> None:
    assert can_be_a_rate(_money(value, unit), role) is rate


def test_no_chip_costs_as_much_as_a_cluster() -> None:
    assert can_be_of_a_chip(_money("30000", "USD"))
    assert can_be_of_a_chip(_money("50000000", "JPY"))
    assert not can_be_of_a_chip(_money("50000000", "USD"))
    assert can_be_of_a_chip(_money("50000000", "KRW")), "of the won nothing is concluded"


def test_a_range_counts_by_its_upper_end() -> None:
    held = Quantity(0, 0, "1-2", "money", None, "USD", Decimal(1), Decimal(2))
    assert largest(held) == 2
    assert not is_open(held)
    assert is_open(Quantity(0, 0, "up to 2", "count", Decimal(2), "1", None, Decimal(2)))


@pytest.mark.parametrize(
    ("language", "question", "value"),
    [
        ("ja", "100万GPU時間の料金が300円から250円に下がると、いくら節約できますか?", 50_000_000),
        ("ja", "1基500万円のH100を20基買うといくらですか?", 100_000_000),
        ("en", "What do 20 H100s cost at 5,000,000 yen each?", 100_000_000),
        ("de", "Was kosten 20 H100 zu je 5 Mio. Yen?", 100_000_000),
    ],
)
def test_prices_in_yen_are_prices_of_one(language: Language, question: str, value: int) -> None:
    found = plan(question, language, None, draws=0)
    assert found.result
    assert (found.result.value, found.result.unit) == (value, "JPY")
