"""A question in three languages -> a calculation, without a chat model.

question -> Reading -> intent, formula -> inputs of question, sources, defaults -> Calculation
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from assistant.cost.arithmetic import arithmetic, comparison, is_comparison
from assistant.cost.assignment import given
from assistant.cost.direction import speaks_against
from assistant.cost.facts import parameters
from assistant.cost.figures import Figure
from assistant.cost.formulas import formula
from assistant.cost.inputs import Input, of_parameter
from assistant.cost.intents import formula_of, named, says
from assistant.cost.loads import is_load
from assistant.cost.model import BASES, solve
from assistant.cost.money import (
    converted_money,
    in_currency_asked,
    in_currency_of_price,
    with_exchange,
)
from assistant.cost.placing import bystanders, described, left_out, unplaced
from assistant.cost.prices import priced
from assistant.cost.questions import Reading, read
from assistant.cost.sampling import DRAWS
from assistant.cost.signs import check_numbers
from assistant.cost.sourcing import Library, Wanted, sourced
from assistant.cost.wording import never_reached, several, unneeded
from assistant.errors import CostError
from assistant.facts.subjects import codes
from assistant.language import fold
from assistant.types import Calculation, Language

_CLOSED = ("yes_no", "other", "choice", "either")
"""Gates of intents.yaml that say of a question that no sum answers it."""
_WHOLE = frozenset({"emissions", "energy", "energy_cost", "water"})
"""Formulas that give all of something."""
_NOTHING: Mapping[Language, str] = {
    "en": "The question asks for no calculation.",
    "de": "Die Frage verlangt keine Rechnung.",
    "ja": "計算を求める質問ではありません。",
}


@dataclass(frozen=True, slots=True)
class _Plan:
    """A formula with the ways to fill it."""

    formula: str
    inputs: Mapping[str, Input]
    choices: Mapping[str, list[Input]]
    """Inputs of which sources state several values, the best first."""


def plan(
    question: str, language: Language, library: Library | None, draws: int = DRAWS
) -> Calculation:
    """Works out what a question asks for.

    Args:
        library: the sources, for inputs that the question does not give.
        draws: of uncertain inputs; 0 leaves ranges out.

    Raises:
        CostError: the question names an unknown chip, impossible sizes, mixed currencies.
    """
    reading = read(question, language)
    if not _asks(reading):
        return not_numeric(question, language)
    check_numbers(reading)
    left: list[Figure] = []
    for way in _ways(reading, library, draws):
        try:
            found = way()
        except CostError:
            if left:
                break  # a figure that has no place says more than what the next way lacks
            raise
        if found is None:
            continue
        found = in_currency_asked(found, reading, library)
        over = unplaced(found, reading) if found.status == "calculated" else []
        if not over and _is_in_the_past(found):
            return not_numeric(question, language, never_reached(language))
        if not over:
            return _with_unneeded(found, reading)
        left = left or over
    return not_numeric(question, language, left_out(left, language) if left else "")


def _is_in_the_past(found: Calculation) -> bool:
    """Whether costs move away from the amount whose time is asked for."""
    value = found.result.value if found.result else None
    return found.formula == "time_to_reach" and value is not None and value < 0


def _ways(
    reading: Reading, library: Library | None, draws: int
) -> tuple[Callable[[], Calculation | None], ...]:
    """The calculations that a question may ask for, the likeliest first."""
    return (
        lambda: priced(reading),
        lambda: arithmetic(reading) if is_comparison(reading) else None,
        lambda: converted_money(reading, library),
        lambda: _by_formula(reading, library, draws),
        lambda: arithmetic(reading),
    )


def _with_unneeded(found: Calculation, reading: Reading) -> Calculation:
    """The calculation with a note on what is stated beside its inputs and changes nothing."""
    read = {held.name for held in found.inputs}
    spare = [f.role for f in described(found, reading) if f.role not in read]
    spare += [figure.quantity.text for figure in bystanders(found, reading)]
    return replace(found, notes=(*found.notes, *unneeded(spare, reading.language)))


def not_numeric(question: str, language: Language, reason: str = "") -> Calculation:
    """Returns what is said of a question that is not calculated."""
    return Calculation(question, language, "not_numeric", notes=(reason or _NOTHING[language],))


def _asks(reading: Reading) -> bool:
    """Whether one number may answer; a yes or no, a reason, a name, two ways do not."""
    return not any(says("gates", gate, reading) for gate in _CLOSED)


def _by_formula(reading: Reading, library: Library | None, draws: int) -> Calculation | None:
    name = _formula(reading)
    if name is None:
        return None
    inputs = given(name, reading)
    choices = _from_sources(name, inputs, reading, library)
    best = {key: held[0] for key, held in choices.items()}
    main = _bought(name, {**best, **inputs}, reading, library, draws)
    if not _is_wanted(main, reading):
        return None
    if len(reading.grids) > 1 and any(held.name == "intensity" for held in main.inputs):
        return _by_grid(main, name, inputs, reading, draws)
    others = [
        _bought(name, {**best, key: other, **inputs}, reading, library, draws)
        for key, held in choices.items()
        for other in held[1:]
    ]
    others += _on_other_bases(name, inputs, reading, draws)
    disputed = several([key for key, held in choices.items() if held[1:]], reading.language)
    return replace(main, alternatives=tuple(others), notes=(*main.notes, *disputed))


def _formula(reading: Reading) -> str | None:
    """The formula that is asked for, unless the question says that it is of something else."""
    asked = formula_of(reading)
    name = asked and _with_value(asked, reading)
    if not name or speaks_against(name, reading):
        return None
    saved = name in _WHOLE and says("compared", "saved", reading)  # is a part of it
    used = reading.subjects.run and says("gates", "use", reading)
    return None if saved or used else name


def _on_other_bases(
    name: str, inputs: Mapping[str, Input], reading: Reading, draws: int
) -> list[Calculation]:
    """What a run costs on the bases that were not asked for, where that can be worked out."""
    if name != "rental" or says("gates", "account", reading):
        return []
    found = [_solved(basis, inputs, reading, draws) for basis in BASES[1:]]
    return [other for other in found if other.status == "calculated"]


def _by_grid(
    main: Calculation, name: str, inputs: Mapping[str, Input], reading: Reading, draws: int
) -> Calculation:
    """The result for each country named, or their difference or ratio where that is asked."""
    others = [
        _solved(
            name, inputs, replace(reading, subjects=replace(reading.subjects, grid=held)), draws
        )
        for held in reading.grids[1:]
    ]
    basis = main.basis
    main, *others = (
        replace(one, basis=f"{one.basis}; {held.labels[reading.language]}")
        for one, held in zip((main, *others), reading.grids, strict=True)
    )
    results = [held.result for held in (main, *others) if held.result]
    compared = comparison(reading, results) if len(results) == 2 else None
    if compared is None:
        return replace(main, alternatives=tuple(others))
    inputs_of_all = {
        (held.name, held.quantity): held for one in (main, *others) for held in one.inputs
    }
    return replace(
        compared,
        basis=basis,
        inputs=tuple(inputs_of_all.values()),
        steps=(*main.steps, *(step for other in others for step in other.steps), *compared.steps),
        alternatives=(main, *others),
    )


def _with_value(name: str, reading: Reading) -> str:
    """The formula that fits the figures: what is left of $30,000 is an amount, no share."""
    if name == "remaining_value" and reading.of("money", "unit_price", "server_price"):
        return "value_at_start"
    if name == "energy" and is_load(reading):
        return "energy_of_load_with_overhead" if reading.of("pue") else "energy_of_load"
    if name == "saving" and not reading.of("factor", "saving_factor", "growth"):
        return "saving_by_share" if reading.of("percent", "saving_share") else name
    return name


def _solved(name: str, inputs: Mapping[str, Input], reading: Reading, draws: int) -> Calculation:
    return solve(
        formula(name), inputs, reading.subjects, reading.language,
        question=reading.question, draws=draws,
    )  # fmt: skip


def _bought(
    name: str, inputs: Mapping[str, Input], reading: Reading, library: Library | None, draws: int
) -> Calculation:
    """As ``_solved``, with a budget in yen brought to a price in dollars at a stated rate."""
    same, exchange = in_currency_of_price(inputs, reading, library)
    return with_exchange(_solved(name, same, reading, draws), exchange)


def _is_wanted(found: Calculation, reading: Reading) -> bool:
    """Whether the result rests on what the question says, rather than on facts it asks for."""
    own = rests_on_question(found)
    if found.status == "calculated" and own:
        return True
    supposed = says("gates", "supposed", reading)
    subjects = reading.subjects
    if found.status == "calculated" and len(reading.figures) > 1:
        return False  # it says more than the formula reads
    known: object = subjects.grid or subjects.run
    known = known or any(held.origin == "source" for held in found.inputs)
    known = known or reading.figures or subjects.chip or says("words", "own", reading)
    return own or (supposed and bool(known))


def rests_on_question(found: Calculation) -> bool:
    """Whether a figure of the question goes into it; "one H100" and a year are none."""
    return any(
        held.origin == "question"
        and held.quantity.kind != "date"
        and not (held.quantity.value == 1 and held.quantity.unit in ("1", "kWh"))
        for held in found.inputs
    )


def _from_sources(
    name: str, inputs: Mapping[str, Input], reading: Reading, library: Library | None
) -> dict[str, list[Input]]:
    """What the formula reads, the question does not give and the sources state."""
    found: dict[str, list[Input]] = {}
    for key in formula(name).expression.names:
        wanted = _wanted(key, reading)
        if key in inputs or wanted is None:
            continue
        held = sourced(key, wanted, library) if library else []
        if library and held and wanted.of_one:
            in_general = replace(wanted, codes=())  # "a GPU" beside the H100
            held += sourced(key, in_general, library, but=held)
        if not held and key in _PARAMETERS and (_PARAMETERS[key][0] in named(reading)):
            held = [of_parameter(key, parameters()[_PARAMETERS[key][1]], reading.language)]
        if held:
            found[key] = held
    return found


_PARAMETERS = {
    "saving_factor": ("jest", "compute_saving_factor"),
    "saving_share": ("liquid", "liquid_cooling_saving"),
}
"""Defaults that count only where the question names their subject."""


def _wanted(key: str, reading: Reading) -> Wanted | None:
    """What a figure in the sources must be said of to be an input."""
    written = tuple(code.text for code in codes(reading.question))
    chip = (reading.chip_words,) if reading.chip_words else ()
    models = tuple(text for text in written if fold(text) != fold(reading.chip_words))
    if key == "unit_price":
        return Wanted("cost", ("money",), chip, of_one=chip)
    if key == "cost" and models:
        return Wanted("cost", ("money",), models, activity="training")
    if key in ("energy", "emissions") and models:
        return Wanted(key, ("measure",), models)
    if key == "saving_factor":
        return Wanted("saving", ("factor",), name="JEST") if "jest" in named(reading) else None
    if key == "saving_share" and "liquid" in named(reading):
        return Wanted("saving", ("percent",), name="")
    return None
