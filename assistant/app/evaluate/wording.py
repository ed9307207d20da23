"""Figures, languages and moments of evaluation runs as the reader's language writes them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from babel import Locale
from babel.dates import format_date, format_time
from babel.numbers import format_decimal, format_percent

from assistant.app.strings import language_name, say
from assistant.claims.phrases import PHRASES
from assistant.evaluation.items import ItemType
from assistant.evaluation.scoring import METRICS
from assistant.evaluation.statistics import Difference, Estimate
from assistant.types import Language

_SIGNED = "+0.0;−0.0"
_SURE = 0.001
"""p-values below this are called so."""


def percent(share: float, language: Language) -> str:
    """Returns a share with one decimal place, such as ``45.3%`` or ``45,3 %``."""
    pattern = Locale.parse(language).percent_formats[None].pattern.replace("0", "0.0")
    return str(format_percent(share, format=pattern, locale=language))


def interval(estimate: Estimate, language: Language) -> str:
    """Returns the ends of an interval of shares, such as ``(30–60%)``."""
    low = format_decimal(round(100 * estimate.low), locale=language)
    return f"({low}–{format_percent(estimate.high, locale=language)})"


def points(difference: Difference, language: Language) -> str:
    """Returns a difference of shares in percentage points, with its interval."""
    found = difference.estimate
    value, low, high = (
        _signed(100 * end, language) for end in (found.value, found.low, found.high)
    )
    return f"{value} ({low} … {high})"


def _signed(number: float, language: Language) -> str:
    shape = _SIGNED if round(number, 1) else "0.0"
    return str(format_decimal(round(number, 1) or 0.0, format=shape, locale=language))


def p_value(chance: float, language: Language) -> str:
    """Returns a p-value with three places, or that it is below the least that is told apart."""
    if chance < _SURE:
        return f"< {format_decimal(_SURE, locale=language)}"
    return str(format_decimal(chance, format="0.000", locale=language))


def when(moment: datetime, language: Language) -> str:
    """Returns the date and time of a run."""
    day = format_date(moment, "medium", locale=language)
    time = format_time(moment, "short", locale=language)
    return str(Locale.parse(language).datetime_formats["medium"].format(time, day))


def pair_name(pair: str, language: Language) -> str:
    """Returns a pair of languages, such as ``German → Japanese`` or ``German → no source``."""
    asked, _, source = pair.rpartition("-")
    where = (
        say(language, "evaluate.no_source") if source == "none" else language_name(source, language)
    )
    return f"{language_name(asked, language)} → {where}"


def metric_name(metric: str) -> str:
    """Returns a metric's identifier, with an arrow where less of it is better."""
    known = METRICS.get(metric)
    return metric if known is None or known.higher_is_better else f"{metric}\u00a0↓"


def meaning(metric: str, language: Language) -> str:
    """Returns what a metric says."""
    words = say(language, f"evaluate.metric_{metric}")
    known = METRICS.get(metric)
    if known is None or known.higher_is_better:
        return words
    return say(language, "evaluate.lower_is_better", meaning=words)


def verdict_name(verdict: str, language: Language) -> str:
    """Returns what a verdict is called; another word stays as it is."""
    known: Mapping[str, str] = PHRASES[language].verdicts
    return known.get(verdict, verdict)


def types_words(types: Mapping[ItemType, int], language: Language) -> str:
    """Returns how many items there are of each type, such as ``12 questions, 1 claim``."""
    found = [say(language, f"evaluate.count_{name}", n=number) for name, number in types.items()]
    return say(language, "evaluate.comma").join(found)


def languages_words(codes: Sequence[str], language: Language) -> str:
    """Returns the names of languages, one after the other."""
    return say(language, "evaluate.comma").join(language_name(code, language) for code in codes)
