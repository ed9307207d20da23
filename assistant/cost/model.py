"""The cost model: a formula and some inputs in, a number with basis, range and origins out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from assistant.cost.currencies import money_unit
from assistant.cost.defaults import Subjects
from assistant.cost.display import quantity_of
from assistant.cost.facts import chip, grid, run
from assistant.cost.formulas import Formula, formula, variable
from assistant.cost.inputs import Input, written
from assistant.cost.propagation import Solved, worked_out
from assistant.cost.sampling import DRAWS
from assistant.cost.solver import Solver
from assistant.cost.wording import notes, steps, unneeded
from assistant.errors import InputError
from assistant.quantities.units import convert
from assistant.types import Calculation, CalculationInput, Language, Quantity

BASES = ("rental", "amortised", "acquisition", "development")
"""The accounts by which one run can be priced."""
_SUBJECTS = ("chip", "run", "grid")
_LARGER = {"kWh": ("MWh", Decimal(1000)), "kgCO2e": ("tCO2e", Decimal(1000))}
"""Units that people take for large numbers, and from when on."""


def calculate(
    name: str,
    given: Mapping[str, str],
    language: Language = "en",
    *,
    question: str = "",
    draws: int = DRAWS,
) -> Calculation:
    """Applies a formula to values as scripts write them.

    Args:
        name: of the formula.
        given: inputs by name ("1.36 USD/chip_hour"), and names of things with facts of their own:
            chip, run, grid.
        draws: of the uncertain inputs; 0 leaves the range out.

    Raises:
        CostError: an unknown name, an impossible value, amounts that do not go together.

    >>> calculate("rental", {"chip_hours": "57e6", "price": "1.36", "price_index": "1.0107"})
    """
    inputs = {key: written(key, text) for key, text in given.items() if key not in _SUBJECTS}
    subjects = subjects_of({key: given[key] for key in _SUBJECTS if key in given})
    found = solve(formula(name), inputs, subjects, language, question=question, draws=draws)
    read = {held.name for held in found.inputs}
    spare = unneeded((key for key in inputs if key not in read), language)
    return replace(found, notes=(*found.notes, *spare))


def compare_bases(
    given: Mapping[str, str], language: Language = "en", *, draws: int = DRAWS
) -> list[Calculation]:
    """Prices one run by every account: rental, amortised, acquisition, development."""
    return [calculate(name, given, language, draws=draws) for name in BASES]


def subjects_of(names: Mapping[str, str]) -> Subjects:
    """Returns the chip, run and grid of the given names.

    Raises:
        ChipUnknownError: there are no facts about the chip.
        InputError: nor about the run or the grid.
    """
    found = Subjects(
        chip(names["chip"]) if "chip" in names else None,
        run(names["run"]) if "run" in names else None,
        grid(names["grid"]) if "grid" in names else None,
    )
    for key in ("run", "grid"):
        if key in names and getattr(found, key) is None:
            raise InputError(
                f"There are no facts about the {key} {names[key]!r}",
                "Set its numbers instead; docs/cost-model.md lists what is known",
            )
    return found


def solve(
    chosen: Formula,
    given: Mapping[str, Input],
    subjects: Subjects,
    language: Language,
    *,
    question: str = "",
    draws: int = DRAWS,
) -> Calculation:
    """Applies a formula to inputs; one that is missing is named.

    Raises:
        CostError: the inputs do not go together, or give no number.
    """
    derivation = Solver(given, subjects, language).by(chosen)
    found = Calculation(
        question=question,
        language=language,
        status="needs_input",
        formula=chosen.name,
        basis=chosen.bases[language],
        inputs=_listed(derivation.leaves()),
        missing=derivation.missing,
    )
    if found.missing:
        return found
    solved = worked_out(derivation, draws)
    result = _result(solved, language)
    return replace(
        found,
        status="calculated",
        result=result,
        steps=steps(derivation, solved.values, solved.currency, language),
        notes=notes(derivation, subjects, result.value, language),
    )


def _result(solved: Solved, language: Language) -> Quantity:
    """The result in the unit that people read it in."""
    held = variable(solved.derivation.variable)
    unit = money_unit(held, solved.currency)
    value = solved.value
    ends: tuple[Decimal | None, Decimal | None] = solved.ends or (None, None)
    larger = _LARGER.get(unit)
    most = value if value is not None else ends[1]
    if larger and most is not None and abs(most) >= larger[1]:
        unit = larger[0]
        scaled = [None if n is None else convert(n, held.unit, unit) for n in (value, *ends)]
        value, ends = scaled[0], (scaled[1], scaled[2])
    return quantity_of(value, unit, language, ends, held.kind)


def _listed(leaves: Mapping[str, Input]) -> tuple[CalculationInput, ...]:
    return tuple(
        CalculationInput(name, held.quantity, held.origin, held.citation, held.reference)
        for name, held in leaves.items()
    )
