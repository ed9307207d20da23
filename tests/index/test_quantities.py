"""Figures of chunks come back from disk as they were: every digit, every flag."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, replace
from decimal import Decimal
from typing import Any

import pytest

from assistant.index.codec import _chunk, _chunk_row
from assistant.quantities import parse
from assistant.types import Chunk, Quantity, Sentence

_TEXTS = {
    "en": "0 dollars and 0% and 0.00 kg. About 1.10 m, more than $100 million, 20 to 30 %.\n"
    "Billions were spent in 2024. It was 123456789012345678901234.5678 kWh, at most -0.5 °C.\n",
    "de": "Rund 1.287 MWh, mindestens 0 Euro, 0,10 % und weniger als 5 Mio. US-Dollar.\n",
    "ja": "0円、約1億9100万ドル、20から30%、数億円、100億円未満。\n",
}


@pytest.mark.parametrize("language", ["en", "de", "ja"])
def test_an_index_keeps_figures_as_they_are(
    make_workshop: Callable[[str], Any], language: str
) -> None:
    workshop = make_workshop(language)
    workshop.write(figures=_TEXTS[language])
    workshop.build()
    _, collection = workshop.open()
    entry = collection.entries["figures.txt"]
    text = entry.document.text
    found = [held for chunk in entry.chunks for held in chunk.quantities]
    wanted = list(parse(text, entry.document.language))
    assert {*map(_exactly, found)} == {*map(_exactly, wanted)}
    assert any(held.value == 0 for held in found)
    assert all(text[held.start : held.end] == held.text for held in found)


def _exactly(quantity: Quantity) -> tuple[Any, ...]:
    """With every digit: Decimal("1.10") equals Decimal("1.1")."""
    return tuple(str(value) for value in asdict(quantity).values())


@pytest.mark.parametrize(
    "numbers",
    [
        {"value": Decimal(0)},
        {"value": Decimal("0.00")},
        {"value": Decimal("1E+30")},
        {"value": Decimal("0.1000000000000000000000000000001")},
        {"low": Decimal(0), "high": Decimal(5)},
        {"value": Decimal(0), "low": Decimal(0)},
        {"value": Decimal(5), "high": Decimal(5), "exclusive": True},
        {"low": Decimal("1E+9"), "high": Decimal("1E+12"), "approximate": True, "assumed": True},
    ],
)
def test_a_row_holds_all_of_a_figure(numbers: dict[str, Any]) -> None:
    figure = replace(Quantity(2, 5, "abc", "money", None, "USD"), **numbers)
    chunk = Chunk("id", "a.txt", 0, 7, "--abc--", "", 1, "en", (Sentence(0, 7),), (figure,))
    row = json.loads(json.dumps(_chunk_row(chunk)))
    read = _chunk(row, "--abc--")
    assert read == chunk
    assert _exactly(read.quantities[0]) == _exactly(figure)
