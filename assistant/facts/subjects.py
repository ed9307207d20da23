"""Which specific thing a clause speaks of: models, chips and products by their names."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.language import country, fold
from assistant.language.gazetteer import entries
from assistant.quantities.view import flat

_NO_START = "|".join(
    """
    In By Of At On For From Over About Since Until The And All Almost Already Another Around
    Barely Between Exactly Fewer Just Less More Nearly Only Other Roughly Some These Those Under
    With Within AI CEO
    Im Am Um Von Bis Seit Ab Nur Rund Alle Allein Andere Circa Der Den Die Etwa Erst Fast Genau
    Gegen Gerade Gut Insgesamt Keine Knapp Kaum Mit Nach Noch Rang Schon Unter Vor Weitere
    Weniger Zusammen Zwischen KI Platz Phase
    """.split()
)
"""Words in capitals, mostly at the beginning of a sentence, before a number that counts."""
_CODE = re.compile(
    r"(?<![A-Za-z0-9.])(?:"
    r"[A-Za-z]+-[A-Z]?\d+(?:\.\d+)?[A-Za-z]*"  # GPT-4, DeepSeek-V3
    r"|[A-Z]\d{1,2}-\d{1,3}(?:\.\d)?B\b"  # T5-11B
    r"|(?!(?:US|AU|CA)?[A-Z]{3} )[A-Z][A-Za-z]*[A-Z][A-Za-z]* \d{1,4}(?:\.\d)?B\b"  # LLaMA 65B
    r"|[A-Z]{1,4}\d{2,4}[A-Za-z]*"  # H100, A100s
    r"|TPU ?v\d[a-z]?"
    rf"|(?!(?:{_NO_START}|Q|FY|US|EU|UN)\b)"
    r"[A-Z][A-Za-z]+ \d{1,2}(?:\.\d{1,2})?"  # Gemini 1
    r"(?![\d%]|[.,]\d|\s?(?:%|[KMGT]B(?![A-Za-z])|million|billion|Mio|Mrd|Milli|ドル|億|万)|\s?(?:bis|to|[-–])\s?\d+(?![\d.]*B))"
    r"(?: (?:Ultra|Pro|Nano|Flash|Sonnet|Opus|Haiku|\d{1,3}(?:\.\d)?B))?"
    r")"
)
_NO_CODE = re.compile(r"^(?:co2|co-2|covid-?19|asl-?\d|[a-z]+-20\d\d|pm\d|ver\d|v\d)$")
_LABELS = re.compile(
    r"^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mär|mai|okt|dez|figure|table|chapter"
    r"|section|tabelle|kapitel|seite|page|abb|nr|no|stufe|level|version)[a-zä]*\.? ?\d|^pue ?\d"
)
_PRODUCT = re.compile(
    r"(?<![A-Za-z])(?:[A-Z][a-z]+[A-Z][A-Za-z]+|[A-Z]{3,}|[A-Z][a-z]*GPT)(?![A-Za-z]|-?\d)"
)
_MEMORY = re.compile(r"(?<!\d)(\d{2,3}) ?GB(?![A-Za-z])")
_WORD = re.compile(r"[A-ZÄÖÜ][a-zäöüß]{3,}|[ァ-ヶー]{3,}|日本|中国|韓国|英国|米国|台湾")
_NO_PRODUCTS = frozenset(
    """
    openai deepmind nvidia youtube tiktok github linkedin asml tsmc amd ibm aws nato usa
    ceo cto cfo gpu gpus cpu tpu tpus usd eur gbp jpy pue llm llms flop flops
    kwh mwh gwh twh agi asl faq pdf api rag
    """.split()
)
"""Organisations, units and kinds of things in capitals."""


@dataclass(frozen=True, slots=True)
class Code:
    """A name that holds a number, where it stands."""

    name: str
    """As it is compared: "gpt4", "gemini1"."""
    start: int
    text: str
    """As it is written."""
    coded: bool = True
    """Whether it holds a number; otherwise it is one of the names of ``products``."""

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + len(self.text)


@lru_cache(maxsize=1)
def _places() -> frozenset[str]:
    listed = (entry for entry in entries() if entry.kind == "places")
    return frozenset(
        fold(form) for entry in listed for code in ("en", "de") for form in entry.forms(code)
    )


def _is_of_place(words: str) -> bool:
    """Whether the number counts what follows: "in Lissabon 40 Ingenieure"."""
    name, _, number = words.partition(" ")
    return bool(number) and name in _places()


def codes(text: str) -> list[Code]:
    """Returns the names with numbers in a text, in order."""
    found = []
    for match in _CODE.finditer(flat(text)):
        words = fold(match.group())
        if not (_NO_CODE.match(words) or _LABELS.match(words) or _is_of_place(words)):
            found.append(Code(squashed(words), match.start(), match.group()))
    return found


def versions(text: str) -> list[Code]:
    """Returns the same names, a single one with its memory where that follows: A100 SXM 40 GB."""
    found = codes(text)
    memory = _MEMORY.search(text)
    if len(found) != 1 or memory is None or memory.start() < found[0].end:
        return found
    (code,) = found
    return [replace(code, name=f"{code.name}-{memory[1]}gb", text=f"{code.text} {memory[1]} GB")]


def squashed(name: str) -> str:
    """Returns a name without spaces, hyphens, plural and ".0"."""
    plain = re.sub(r"[\s-]", "", fold(name))
    plain = re.sub(r"\.0(?!\d)", "", plain)
    return re.sub(r"(?<=\d)s$", "", plain)


@lru_cache(maxsize=1 << 12)  # the figures of a clause ask for the same words
def products(text: str) -> frozenset[str]:
    """Returns names in mixed or full capitals, such as ChatGPT; organisations left out."""
    found = {fold(match.group()) for match in _PRODUCT.finditer(flat(text))}
    return frozenset(found - _NO_PRODUCTS) | territories(text)


def named_things(text: str) -> list[Code]:
    """Returns what a text names with and without numbers, in order: GPT-4, BLOOM."""
    coded = codes(text)
    plain = [
        Code(fold(match.group()), match.start(), match.group(), coded=False)
        for match in _PRODUCT.finditer(flat(text))
        if fold(match.group()) not in _NO_PRODUCTS
    ]
    # DGX A100 is one thing.
    apart = [one for one in plain if not any(_is_part(text, one, other) for other in coded)]
    return sorted([*coded, *apart], key=lambda thing: thing.start)


def _is_part(text: str, plain: Code, coded: Code) -> bool:
    inside = coded.start <= plain.start < coded.end
    return inside or text[plain.end : max(plain.end, coded.start)] == " "


def territories(text: str) -> frozenset[str]:
    """Returns the countries that a text names, under one name for all languages."""
    return frozenset(country(word) for word in _WORD.findall(text)) - {""}


def same_code(first: str, second: str) -> bool:
    """Whether two codes name one thing: "gemini1" and "gemini1ultra", not "gpt3" and "gpt3.5"."""
    shorter, longer = sorted((first, second), key=len)
    rest = longer[len(shorter) :]
    return longer.startswith(shorter) and not re.match(r"[\d.]", rest)
