"""What a calculation says about itself: its steps and notes, in three languages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from assistant.cost.defaults import Subjects
from assistant.cost.display import is_rounded, quantity_of
from assistant.cost.expressions import rounded
from assistant.cost.formulas import Formula, Variable, variable, variables
from assistant.cost.magnitudes import is_open
from assistant.cost.solver import Derivation
from assistant.types import Language, Quantity

_NAME = re.compile(r"[A-Za-z_]\w*(?!\w*\()")
_SIGNS = (("**", "^"), ("*", "×"), ("-", "−"), ("/", "÷"))
_WHOLE, _SHOWN = 8, 5
"""Digits up to which an intermediate result is shown whole, and else those that are shown of it;
the result itself is not rounded."""

_CHIP: Mapping[Language, str] = {
    "en": "The chip is taken as {name}.",
    "de": "Angenommen wird der Chip {name}.",
    "ja": "チップは{name}として計算した。",
}
_GRID: Mapping[Language, str] = {
    "en": "No country is named; the grid is that of the United States.",
    "de": "Kein Land ist genannt; gerechnet wird mit dem Stromnetz der USA.",
    "ja": "国の指定がないため、米国の電力網の値を用いた。",
}
_RANGE: Mapping[Language, str] = {
    "en": "The range holds 90% of the draws of the uncertain inputs.",
    "de": "Die Spanne umfasst 90 % der Ziehungen der unsicheren Eingaben.",
    "ja": "範囲は、不確かな入力値を抽出した結果の90%を含む。",
}
_CORNERS: Mapping[Language, str] = {
    "en": "The range follows exactly from the ends of the ranges stated.",
    "de": "Die Spanne folgt genau aus den Enden der angegebenen Spannen.",
    "ja": "範囲は、示された範囲の両端から正確に計算した。",
}
_EXACT: Mapping[Language, str] = {
    "en": "Exact: no input has a spread.",
    "de": "Exakt: Keine Eingabe hat eine Streuung.",
    "ja": "入力値に幅がないため、計算は厳密である。",
}
_ROUNDED: Mapping[Language, str] = {
    "en": "No input has a spread; the result is shown rounded.",
    "de": "Keine Eingabe hat eine Streuung; das Ergebnis ist gerundet angezeigt.",
    "ja": "入力値に幅はない。結果は四捨五入して示す。",
}
_AS_NAMED: Mapping[Language, str] = {
    "en": "Calculated with the numbers named ({figures}); the result is no more exact than they.",
    "de": "Gerechnet mit den genannten Zahlen ({figures}); das Ergebnis ist nicht genauer als sie.",
    "ja": "示された数値（{figures}）そのもので計算した。結果の精度はその数値による。",
}
_HOURS_A_YEAR: Mapping[Language, str] = {
    "en": "A year is taken as 8,766 hours (365.25 days), a month as a twelfth of it.",
    "de": "Ein Jahr zählt 8.766 Stunden (365,25 Tage), ein Monat ein Zwölftel davon.",
    "ja": "1年は8766時間（365.25日）、1か月はその12分の1として計算した。",
}

_UNUSED: Mapping[Language, str] = {
    "en": "Given and not needed: {names}.",
    "de": "Angegeben und nicht gebraucht: {names}.",
    "ja": "指定されたが使わなかった値：{names}。",
}
_SEVERAL: Mapping[Language, str] = {
    "en": "The sources give several values for the input {name}; the result stands for each.",
    "de": "Die Quellen nennen für die Eingabe {name} mehrere Werte; das Ergebnis steht für jeden.",
    "ja": "資料には「{name}」の値が複数あるため、それぞれの結果を示す。",
}


_NO_RATE: Mapping[Language, str] = {
    "en": "Neither the question nor a source states a rate between {base} and {counter}.",
    "de": "Weder die Frage noch eine Quelle nennt einen Kurs zwischen {base} und {counter}.",
    "ja": "質問にも資料にも{base}と{counter}の換算レートの記載がない。",
}


_NEVER: Mapping[Language, str] = {
    "en": "Not calculated: at this rate the amount is not reached.",
    "de": "Nicht gerechnet: Bei dieser Rate wird der Betrag nicht erreicht.",
    "ja": "計算しない：この変化率ではその金額に達しない。",
}


def never_reached(language: Language) -> str:
    """Returns why no time is given in which an amount is reached."""
    return _NEVER[language]


def no_rate(base: str, counter: str, language: Language) -> str:
    """Returns why a result is not in the currency asked for."""
    return _NO_RATE[language].format(base=base, counter=counter)


def several(names: Iterable[str], language: Language) -> tuple[str, ...]:
    """Returns one line for each input of which sources state several values."""
    return tuple(_SEVERAL[language].format(name=label(name, language)) for name in names)


def steps(
    derivation: Derivation, values: Mapping[str, Decimal], currency: str, language: Language
) -> tuple[str, ...]:
    """Returns one line a formula: what it gives, in words, with its number."""
    return tuple(
        _step(applied, values.get(name), currency, language)
        for name, applied in derivation.steps().items()
    )


def _step(applied: Formula, value: Decimal | None, currency: str, language: Language) -> str:
    words = f"{variable(applied.gives).labels[language]} = {in_words(applied, language)}"
    if value is None:
        return words
    return f"{words} = {_rendered(variable(applied.gives), value, currency, language)}"


def in_words(applied: Formula, language: Language) -> str:
    """Returns a formula's right-hand side with the names that people use."""
    return expression_in_words(applied.expression.text, language)


def expression_in_words(text: str, language: Language) -> str:
    """Returns an expression with the signs and names that people use."""
    for sign, shown in _SIGNS:
        text = text.replace(sign, shown)
    return _NAME.sub(lambda name: label(name.group(), language), text)


def label(name: str, language: Language) -> str:
    """Returns what an input is called in a language."""
    if name in variables():
        return variables()[name].labels[language]
    stem, _, number = name.rpartition("_") if name[-1:].isdigit() else (name, "", "")
    return f"{_TERMS[stem][language]} {number}".rstrip() if stem in _TERMS else name


_TERMS: Mapping[str, Mapping[Language, str]] = {
    "percent": {"en": "percentage", "de": "Prozentsatz", "ja": "百分率"},
    "whole": {"en": "base value", "de": "Grundwert", "ja": "元の値"},
    "larger": {"en": "larger value", "de": "größerer Wert", "ja": "大きい値"},
    "smaller": {"en": "smaller value", "de": "kleinerer Wert", "ja": "小さい値"},
    "value": {"en": "value", "de": "Wert", "ja": "値"},
    "number": {"en": "number", "de": "Anzahl", "ja": "数"},
    "total": {"en": "total", "de": "Gesamtbetrag", "ja": "総額"},
    "price": {"en": "price of one", "de": "Preis je Einheit", "ja": "単価"},
    "factor": {"en": "factor", "de": "Faktor", "ja": "倍率"},
    "per": {"en": "per number", "de": "je Anzahl", "ja": "基準の数"},
}
"""What figures of plain arithmetic are called."""


def _rendered(held: Variable, value: Decimal, currency: str, language: Language) -> str:
    unit = held.unit.replace("USD", currency, 1) if held.is_money else held.unit
    exact = rounded(value, _WHOLE)
    shown = exact if exact == value else rounded(value, _SHOWN)
    return quantity_of(shown, unit, language, kind=held.kind).text


def exactness(
    value: Decimal | None, stated: Iterable[Quantity], language: Language
) -> Iterator[str]:
    """Yields what is said of a result none of whose inputs is drawn from a distribution.

    Args:
        value: the result's; of a range nothing.
        stated: the figures of the question and the sources that went into it.
    """
    loose = [held.text for held in stated if held.approximate or is_open(held)]
    if loose:
        yield _AS_NAMED[language].format(figures=_LISTED[language].join(loose))
    if value is None:
        yield _CORNERS[language]
    elif is_rounded(value):
        yield _ROUNDED[language]
    elif not loose:
        yield _EXACT[language]


def without_exactness(held: Iterable[str], language: Language) -> tuple[str, ...]:
    """Returns notes without those on how exact a result is that is calculated with further."""
    return tuple(note for note in held if note not in (_EXACT[language], _ROUNDED[language]))


_LISTED: Mapping[Language, str] = {"en": ", ", "de": ", ", "ja": "、"}


def notes(
    derivation: Derivation, subjects: Subjects, value: Decimal | None, language: Language
) -> tuple[str, ...]:
    """Returns what a reader must know to use the number: what it leaves out, what was assumed."""
    return tuple(dict.fromkeys(_notes(derivation, subjects, value, language)))


def unneeded(names: Iterable[str], language: Language) -> tuple[str, ...]:
    """Returns a line on inputs that were given and that the formula does not read."""
    named = [label(name, language) for name in names]
    return (_UNUSED[language].format(names=_LISTED[language].join(named)),) if named else ()


def _notes(
    derivation: Derivation, subjects: Subjects, value: Decimal | None, language: Language
) -> Iterator[str]:
    leaves = derivation.leaves()
    if derivation.formula and derivation.formula.notes:
        yield derivation.formula.notes[language]
    chip = subjects.chip
    if chip and any(held.origin == "default" for held in leaves.values()):
        yield _CHIP[language].format(name=chip.label)
    intensity = leaves.get("intensity")
    of_run = subjects.run and "grid" in subjects.run.values
    if intensity and intensity.origin == "default" and not (subjects.grid or of_run):
        yield _GRID[language]
    if "hours" in leaves and leaves["hours"].quantity.unit in ("year", "month"):
        yield _HOURS_A_YEAR[language]
    if any(held.distribution for held in leaves.values()):
        yield _RANGE[language]
    elif any(held.is_stated_range for held in leaves.values()):
        yield _CORNERS[language]
    else:
        stated = (held.quantity for held in leaves.values() if held.origin != "default")
        yield from exactness(value, stated, language)
