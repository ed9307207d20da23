"""Which names are units: whatever a set says, the answer is yes or no, and soon."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.quantities.units import is_unit

_PIECES = (
    "USD m kWh * ** ^ / 1 2 - % _ e nan inf per \u00b2 \u2079 \u2082 ½ ٣ µ ° degC dB ( ) '".split()
)


@pytest.mark.parametrize(
    "unit",
    [
        "1", "%", "USD", "kWh", "h", "m2", "m²", "meter ** 2", "USD/kWh", "USD / kWh",
        "USD per kWh", "USD/chip_hour", "TFLOP/s", "g/kWh", "tCO2e", "1/h", "m**-1", "degC", "µs",
        "percentage_point", "nanometer",
    ],
)  # fmt: skip
def test_what_figures_are_measured_in_is_a_unit(unit: str) -> None:
    assert is_unit(unit)


@pytest.mark.parametrize(
    "unit",
    [
        "", " ", "2", "1.0", "0", "-1", "1e400", "nan", "NaN", "inf", "m/nan", "3 USD", "USD 3",
        "5%", "USD/", "/USD", "USD USD", "USD**", "USD^-", "(USD", "USD\n", "1/0", "1/1",
        "9**9**9**9", "m**9**9", "$", "%%", "kwh", "USD/parrot", "½", "²", "m²²", "m**٣",
        "meter ** 'a'", "__import__('os')", "m" * 50_000, "m*" * 50_000 + "m",
    ],
)  # fmt: skip
def test_numbers_and_other_words_are_no_units(unit: str) -> None:
    assert not is_unit(unit)


@given(st.lists(st.sampled_from([*_PIECES, " ", " per "]), max_size=7).map("".join) | st.text())
def test_anything_is_a_unit_or_is_not(unit: str) -> None:
    assert is_unit(unit) in (True, False)
