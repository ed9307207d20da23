"""docs/cost-model.md, built from formulas.yaml and facts.yaml by ``make docs``."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from assistant.cost.display import quantity_of
from assistant.cost.expressions import rounded
from assistant.cost.facts import chips, grids, parameters, references, runs, variants
from assistant.cost.formulas import Formula, Variable, formulas, giving, variables
from assistant.cost.model import BASES, compare_bases
from assistant.cost.prose import CONVENTIONS, INTRODUCTION, QUESTIONS, RANGES
from assistant.cost.records import Parameter
from assistant.cost.wording import in_words
from assistant.types import Calculation

PAGE = Path(__file__).parents[2] / "docs" / "cost-model.md"
_GROUPED, _LONG = 4, 6
"""Powers of ten: digits are grouped from 10,000 on; a million is a limit's 10^6."""
_COMPARED = ("GPT-4", "Gemini 1.0 Ultra")


def document() -> str:
    """Returns the page as Markdown."""
    return "".join(
        (
            INTRODUCTION,
            _accounts(),
            CONVENTIONS,
            RANGES,
            QUESTIONS,
            _section("Formulas", _formulas()),
            _section("Inputs and results", _variables()),
            _section("Other numbers", _parameters()),
            _section("Chips", _chips()),
            _section("Electricity grids", _grids()),
            _section("Published runs", _runs()),
            _section("Publications", _publications()),
        )
    )


def main() -> None:
    """Writes the page to the path given, or to docs/."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else PAGE
    path.write_text(document(), encoding="utf-8")


def _section(title: str, body: Iterable[str]) -> str:
    return f"\n## {title}\n\n" + "".join(body)


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    for row in (header, ["---"] * len(header), *rows):
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |\n"


def _accounts() -> str:
    compared = [compare_bases({"run": name}, draws=0) for name in _COMPARED]
    rows = [
        [f"`{name}`", formulas()[name].bases["en"], *(_amount(held[place]) for held in compared)]
        for place, name in enumerate(BASES)
    ]
    notes = [
        f"- `{name}`: {formulas()[name].notes['en']}\n" for name in BASES if formulas()[name].notes
    ]
    return "".join((*_table(["Formula", "Basis", *_COMPARED], rows), "\n", *notes))


def _amount(found: Calculation) -> str:
    if found.result is None or found.result.value is None:
        return f"needs {', '.join(f'`{name}`' for name in found.missing)}"
    return quantity_of(rounded(found.result.value, 3), found.result.unit, "en").text


def _formulas() -> Iterator[str]:
    ordered = sorted(formulas().values(), key=lambda held: int(held.number[1:].partition("+")[0]))
    header = ["No.", "Name", "Formula", "Basis", "Source"]
    yield from _table(header, map(_formula, ordered))


def _formula(held: Formula) -> list[str]:
    words = f"{variables()[held.gives].labels['en']} = {in_words(held, 'en')}"
    written = f"`{held.gives} = {held.expression.text}`"
    basis = " ".join([f"{held.bases['en']}.", *([held.notes["en"]] if held.notes else [])])
    source = held.reference or "arithmetic"
    return [held.number, f"`{held.name}`", f"{words}<br>{written}", basis, source]


def _variables() -> Iterator[str]:
    yield (
        "The default is the first of those listed that is known; *Possible* is what the\n"
        "calculator takes, else any number from 0. The unit is that of a number without one.\n\n"
    )
    header = ["Name", "Meaning", "Unit", "Possible", "Default", "90% range", "Source", "Includes"]
    yield from _table(header, map(_variable, variables().values()))


def _variable(held: Variable) -> list[str]:
    default = _own_default(held)
    possible = " to ".join(map(_number, held.within)) if held.within else ""
    meaning = held.labels["en"]
    return [f"`{held.name}`", meaning, _unit(held.unit), possible, *_default(held, default)]


def _own_default(held: Variable) -> Parameter | None:
    """The model's own value, where it has one that does not depend on the chip."""
    if "grid" in held.defaults:
        return grids()["USA"]
    return next((parameters()[name] for name in held.defaults if name in parameters()), None)


def _default(held: Variable, own: Parameter | None) -> list[str]:
    places = [
        _PLACES[group]
        for group, dot, _ in (place.partition(".") for place in held.defaults)
        if dot and group in _PLACES
    ]
    if held.constant is not None:
        places.append(f"{_number(held.constant)} by definition")
    if own:
        places.append(_figure(own))
    if "power_ratio" in held.defaults:
        places.append(" or ".join(f"{_figure(one)} ({one.name[-3:].upper()})" for one in _RATIOS))
    if giving(held.name):
        places.append("worked out")
    return [", else ".join(places) or "must be given", *(_provenance(own) if own else [""] * 3)]


_PLACES: Mapping[str, str] = {"run": "the run's", "chip": "the chip's"}
_RATIOS = (parameters()["power_ratio_gpu"], parameters()["power_ratio_tpu"])


def _parameters() -> Iterator[str]:
    yield "Variants of the defaults above, and numbers to compare results with.\n\n"
    used = {name for held in variables().values() for name in held.defaults}
    rows = [
        [name + (f", {of}" if of else ""), one.labels["en"], *_fact(one)]
        for name, usual in parameters().items()
        for of, one in (variants(name) or ({} if name in used else {"": usual})).items()
    ]
    yield from _table(["Name", "Meaning", *_FACT], rows)


_FACT = ("Value", "Unit", "90% range", "Source", "Includes")


def _fact(held: Parameter) -> list[str]:
    value = _figure(held, bare=True) if held.value is not None else "none"
    return [value, _unit(held.unit), *_provenance(held)]


def _provenance(held: Parameter) -> list[str]:
    citation = "; ".join(text for text in (held.citation, held.bounds_citation) if text)
    return [_range(held), citation, held.includes]


def _range(held: Parameter) -> str:
    if held.low is None or held.high is None:
        return ""
    kind = f", {held.distribution.replace('_', '-')}" if held.distribution else ""
    return f"{_number(held.low)} to {_number(held.high)}{kind}"


def _things(things: Mapping[str, tuple[str, Mapping[str, Parameter]]]) -> Iterator[str]:
    for title, (about, values) in things.items():
        yield f"\n### {title}\n\n{about}\n\n"
        rows = [[one.labels["en"], *_fact(one)] for one in values.values()]
        yield from _table(["Value of", *_FACT], rows)


def _chips() -> Iterator[str]:
    yield "What is not listed is not known.\n"
    yield from _things(
        {
            name: (f"{held.label}. Names: {', '.join(held.aliases)}.", held.values)
            for name, held in chips().items()
        }
    )


def _grids() -> Iterator[str]:
    rows = [[of, ", ".join(one.aliases), *_fact(one)] for of, one in grids().items()]
    yield from _table(["Grid", "Names", *_FACT], rows)


def _runs() -> Iterator[str]:
    yield (
        "Figures are those of the final run. Where another chip is named than its own, those that\n"
        "rest on its hardware do not count.\n"
    )
    yield from _things(
        {
            name: (f"On {held.chip.label}. Names: {', '.join(held.aliases)}.", held.values)
            for name, held in runs().items()
        }
    )


def _publications() -> Iterator[str]:
    for held in references().values():
        year = f" {held.published}" if held.published else ""
        link = f", <{held.url}>" if held.url else ""
        yield f"- {held.authors}{year}: {held.title}. {held.locator_base}{link}\n"


def _figure(held: Parameter, *, bare: bool = False) -> str:
    assert held.value is not None
    if held.unit == "month":
        return f"{held.value:f}"[:4] + "-" + f"{held.value:f}"[4:]
    unit = "" if bare or held.unit == "1" else f" {_unit(held.unit)}"
    return f"{_number(held.value)}{unit}"


def _unit(unit: str) -> str:
    return {"1": "", "1/year": "a year"}.get(unit, unit.replace("_", "-"))


def _number(value: Decimal) -> str:
    exponent = value.adjusted()
    mantissa = value.scaleb(-exponent).normalize()
    if mantissa == 1 and exponent >= _LONG:
        return f"10^{exponent}"
    if exponent > 2 * _LONG:
        return f"{mantissa:f} × 10^{exponent}"
    return f"{value:,f}" if exponent >= _GROUPED else f"{value:f}"


if __name__ == "__main__":
    main()
