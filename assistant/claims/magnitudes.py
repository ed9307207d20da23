"""Amounts told by their unit alone: "terabytes of data", "nur wenige Tage", 数週間."""

from __future__ import annotations

import re
from functools import cache

from assistant.language import fold

_SIZES = {
    "en": r"(?<![\d.,] )(?<![\d-])(?<!hundreds of )(?<!thousands of )\b({})bytes?\b",
    "de": r"(?<![\d.,] )(?<![\d-])\b({})bytes?(?:-|\b)",
    "ja": r"(?<![\d十百千万億兆])({})バイト",
}
_PREFIXES = {
    "kilo": "キロ", "mega": "メガ", "giga": "ギガ", "tera": "テラ", "peta": "ペタ", "exa": "エクサ",
}  # fmt: skip
_FEW = {
    "en": (
        r"\b(?:a few|several|some|(?:a )?couple of|many|mere|countless|for)"
        r"(?: (?!\d|(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve)\b)\w+)? ({})s\b"
        r"|(?<!\d )(?<!early )(?<!last )(?<!first )\b({})s of\b"
    ),
    "de": (
        r"\b(?:ein paar|wenige[nr]?|einige[nr]?|mehrere[nr]?|viele[nr]?) (?:({})e?n?\b)"
        r"|\b({})e?n?lang"
    ),
    "ja": r"(?:数|何)[十百千]?({})|(?<![\d部])({})(?:にわたる|がかり)",
}
_SPANS = {
    "minutes": ("minute", "minute", "分(?!の)"),
    "hours": ("hour", "stunde", "時間"),
    "days": ("day", "tag", "日"),
    "weeks": ("week", "woche", "週間"),
    "months": ("month", "monat", "[かヶカヵケ箇]月"),
    "years": ("year", "jahr", "年"),
    "decades": ("decade", "jahrzehnt", "十年"),
}


def magnitudes(text: str, language: str) -> dict[str, dict[str, str]]:
    """Returns, for data and for spans of time, the magnitudes that a text names without number.

    >>> magnitudes("It often takes terabytes of text and years of work.", "en")
    {'data': {'tera': 'terabytes'}, 'time': {'years': 'years of'}}
    """
    folded = fold(text)
    found: dict[str, dict[str, str]] = {}
    for family, name, pattern in _patterns(language):
        if match := pattern.search(folded):
            found.setdefault(family, {})[name] = match.group()
    return found


@cache
def _patterns(language: str) -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    known = language if language in _SIZES else "en"
    column = ("en", "de", "ja").index(known)
    sizes = [
        ("data", name, _SIZES[known].format(kana if known == "ja" else name))
        for name, kana in _PREFIXES.items()
    ]
    spans = [
        ("time", name, _FEW[known].format(words[column], words[column]))
        for name, words in _SPANS.items()
    ]
    return tuple((family, name, re.compile(text)) for family, name, text in [*sizes, *spans])
