"""formulas.yaml: the units of every formula work out, and each name in it leads somewhere."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, get_args

import pytest

from assistant.cost import facts
from assistant.cost.defaults import Subjects, default
from assistant.cost.display import quantity_of
from assistant.cost.expressions import Domain, parse_expression
from assistant.cost.formulas import (
    Formula,
    Variable,
    formula,
    formulas,
    variable,
    variables,
)
from assistant.cost.solver import Solver
from assistant.cost.wording import in_words
from assistant.errors import FormulaUnknownError, InputUnknownError
from assistant.quantities.units import registry
from assistant.types import Language

_LANGUAGES = get_args(Language)
_KANA = re.compile(r"[ぁ-んァ-ヶ一-龠]")
_ALL = list(formulas().values())
_READ = {name for held in _ALL for name in held.expression.names}
_GIVEN = {held.gives for held in _ALL}
_MAGNITUDES = [Decimal(text) for text in ("7.3", "1.9", "0.83", "2.6", "0.59", "1.3", "3.7")]
_UNITS: Any = registry()


@dataclass(frozen=True)
class _PerYear:
    """A factor of growth: over two years it counts twice, so its logarithm has the unit 1/year."""

    magnitude: Decimal


def _bare(number: Any) -> Decimal:
    """A plain number; anything with a unit has no logarithm and is no exponent."""
    return number if isinstance(number, Decimal) else Decimal(number.m_as("dimensionless"))


def _power(base: Any, exponent: Any) -> Any:
    if isinstance(base, _PerYear):
        return base.magnitude ** exponent.m_as("year")
    if not isinstance(exponent, Decimal) and exponent.dimensionality == {"[time]": -1}:
        return _PerYear(_bare(base) ** exponent.m_as("1/year"))
    return _bare(base) ** _bare(exponent)


def _ln(number: Any) -> Any:
    if isinstance(number, _PerYear):
        return _UNITS.Quantity(number.magnitude.ln(), "1/year")
    return _bare(number).ln()


def _floor(number: Any) -> Decimal:
    return Decimal(math.floor(_bare(number)))


_WITH_UNITS: Domain[Any] = Domain(
    constant=lambda number: number, power=_power, functions={"ln": _ln, "floor": _floor}
)
_PLAIN: Domain[Decimal] = Domain(
    constant=lambda number: number,
    power=lambda base, exponent: base**exponent,
    functions={"ln": Decimal.ln, "floor": _floor},
)


def _magnitudes(held: Formula) -> dict[str, Decimal]:
    return dict(zip(held.expression.names, _MAGNITUDES, strict=False))


def _with_unit(name: str, magnitude: Decimal) -> Any:
    if name == "growth":
        return _PerYear(magnitude)
    return _UNITS.Quantity(magnitude, "" if (unit := variable(name).dimension) == "1" else unit)


@pytest.mark.parametrize("held", _ALL, ids=[held.name for held in _ALL])
def test_units_work_out_without_a_hidden_scale(held: Formula) -> None:
    magnitudes = _magnitudes(held)
    quantities = {name: _with_unit(name, number) for name, number in magnitudes.items()}

    found = held.expression.over(quantities, _WITH_UNITS)
    plain = held.expression.over(magnitudes, _PLAIN)

    if held.gives == "growth":
        assert isinstance(found, _PerYear)
        number = found.magnitude
    else:
        wanted = variable(held.gives).dimension
        number = _bare(found) if wanted == "1" else found.m_as(wanted)
    assert number == pytest.approx(plain, rel=Decimal("1e-20"))


@pytest.mark.parametrize(
    ("expression", "names"),
    [
        ("chips * hours * 2 + hours", ["chips", "hours"]),
        ("cost * growth", ["cost", "growth"]),
        ("cost * 10 ** depreciation", ["cost", "depreciation"]),
        ("10 ** hours", ["hours"]),
        ("ln(hours)", ["hours"]),
    ],
)
def test_the_check_of_units_sees_a_wrong_formula(expression: str, names: list[str]) -> None:
    import pint

    quantities = {name: _with_unit(name, Decimal("1.9")) for name in names}
    with pytest.raises((pint.DimensionalityError, TypeError)):
        parse_expression(expression).over(quantities, _WITH_UNITS)


_LEFT_OUT = ("", "accelerator", "1/accelerator", "1/year", "1/hour")


@pytest.mark.parametrize("held", variables().values(), ids=variables())
def test_a_dimension_is_the_unit_with_what_people_leave_out(held: Variable) -> None:
    bare, whole = (
        _UNITS.Quantity(Decimal(1), "" if written == "1" else written)
        for written in (held.unit, held.dimension)
    )
    left_out = whole / bare
    assert any(left_out.check(_UNITS.Quantity(1, unit).dimensionality) for unit in _LEFT_OUT)


@pytest.mark.parametrize("held", variables().values(), ids=variables())
def test_a_variable_is_read_or_given_and_named_in_every_language(held: Variable) -> None:
    assert held.name in _READ | _GIVEN
    assert set(held.labels) == set(_LANGUAGES)
    assert all(label == label.strip(" .。") and label for label in held.labels.values())
    assert _KANA.search(held.labels["ja"]) or held.labels["ja"] == "PUE"
    assert not _KANA.search(held.labels["en"] + held.labels["de"])


@pytest.mark.parametrize("held", variables().values(), ids=variables())
def test_a_result_reads_as_a_quantity_in_every_language(held: Variable) -> None:
    for language in _LANGUAGES:
        assert quantity_of(Decimal("1.9"), held.unit, language, kind=held.kind).text


@pytest.mark.parametrize("language", _LANGUAGES)
def test_no_two_variables_are_called_the_same(language: Language) -> None:
    labels = [held.labels[language] for held in variables().values()]
    assert len(set(labels)) == len(labels)


def test_every_variable_of_a_formula_exists() -> None:
    assert variables().keys() >= _READ | _GIVEN


def test_what_nobody_is_asked_for_follows_from_something() -> None:
    derived = {name for name, held in variables().items() if held.derived}
    assert derived <= _GIVEN


@pytest.mark.parametrize("held", variables().values(), ids=variables())
def test_the_places_of_defaults_are_known(held: Variable) -> None:
    run_keys = {key for run in facts.runs().values() for key in run.values}
    chip_keys = {key for chip in facts.chips().values() for key in chip.values}
    known = {
        "constant" if held.constant is not None else "",
        "grid",
        "power_ratio",
        *facts.parameters(),
        *(f"run.{key}" for key in run_keys),
        *(f"chip.{key}" for key in chip_keys),
    }
    assert set(held.defaults) <= known
    assert ("constant" in held.defaults) == (held.constant is not None)


def _subjects() -> Mapping[str, Subjects]:
    return {
        "nothing": Subjects(),
        **{name: Subjects(run=run) for name, run in facts.runs().items()},
        **{name: Subjects(chip=chip) for name, chip in facts.chips().items()},
        **{name: Subjects(grid=grid) for name, grid in facts.grids().items()},
    }


@pytest.mark.parametrize("about", _subjects().values(), ids=_subjects())
def test_every_default_is_a_possible_value_with_its_publication(about: Subjects) -> None:
    found = [default(name, about, "en") for name in variables()]
    held = [one for one in found if one is not None]
    assert len(held) > 15
    for one in held:
        assert one.value is not None
        assert one.reference
        assert one.origin == "default"
        assert one.quantity.text


@pytest.mark.parametrize("held", _ALL, ids=[held.name for held in _ALL])
def test_a_formula_says_by_which_account_it_counts(held: Formula) -> None:
    for labels in (held.bases, held.notes) if held.notes else (held.bases,):
        assert set(labels) == set(_LANGUAGES)
        assert all(labels.values())
        assert _KANA.search(labels["ja"])
        assert not _KANA.search(labels["en"] + labels["de"])
    assert re.fullmatch(r"F\d+(\+F\d+)*", held.number)


@pytest.mark.parametrize("language", _LANGUAGES)
def test_accounts_of_one_run_are_told_apart(language: Language) -> None:
    names = ("rental", "amortised", "acquisition", "development")
    assert len({formulas()[name].bases[language] for name in names}) == 4


@pytest.mark.parametrize("held", _ALL, ids=[held.name for held in _ALL])
@pytest.mark.parametrize("language", _LANGUAGES)
def test_a_formula_in_words_names_no_variable(held: Formula, language: Language) -> None:
    words = in_words(held, language)
    assert "_" not in words
    assert "*" not in words
    for name in held.expression.names:
        assert variable(name).labels[language] in words


def test_fifteen_numbers_have_formulas() -> None:
    numbers = {number for held in _ALL for number in held.number.split("+")}
    assert numbers == {f"F{number}" for number in range(1, 16)}


@pytest.mark.parametrize("held", _ALL, ids=[held.name for held in _ALL])
def test_every_formula_can_be_asked_for_what_it_needs(held: Formula) -> None:
    found = Solver({}, Subjects(), "en").by(held)
    assert set(found.missing) <= variables().keys()
    assert not any(variable(name).derived for name in found.missing)


def test_a_formula_has_other_names() -> None:
    assert formula("amortized") is formula("amortised")
    assert formula("co2").name == "emissions"
    assert formula("cloud") is formula("rent")
    assert formula("growth").gives == "growth"


def test_an_unknown_formula_is_answered_with_its_neighbours() -> None:
    with pytest.raises(FormulaUnknownError) as caught:
        formula("rentl")
    assert "'rentl'" in caught.value.problem
    assert "rental" in caught.value.remedy
    assert "assistant calc --list" in caught.value.remedy


def test_an_unknown_variable_is_answered_with_its_neighbours() -> None:
    with pytest.raises(InputUnknownError) as caught:
        variable("chip_hour")
    assert "chip_hours" in caught.value.remedy
