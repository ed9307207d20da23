"""The line at the head of a text that says who wrote it: "By Jane Doe", "筆者：山田花子"."""

from __future__ import annotations

import re
from itertools import islice

from assistant.language import rules_for

_PART = r"(?:[A-ZÀ-Þ]['’]|Ma?c)?[A-ZÀ-Þ][a-zß-ÿ'’]+(?:-[A-ZÀ-Þ]?[a-zß-ÿ'’]+)*"
_BETWEEN = r"(?: (?:[A-ZÀ-Þ]\.|von(?: de[rm])?|van(?: de[rn])?|de|zu))*"
_NAME = rf"{_PART}{_BETWEEN}(?: {_PART}){{1,2}}"
_NAMES = rf"{_NAME}(?:(?:,| and| und| &) {_NAME})*"
_DATED = r"(?:\s*[,|·•–—/]\s*[^\n]{0,30}\d[^\n]{0,15})?\W*"
_SAYS_SO = re.compile(
    r"\W*(?:(?:[Bb]y|BY|[Vv]on|VON|(?:[Ww]ritten|[Pp]osted) by|[Aa]uthors?|[Aa]utor(?:in|en)?"
    rf"|[Tt]ext|[Ee]in Beitrag von):?\s+{_NAMES}"
    rf"|(?:著者|筆者|執筆者?|文)\s*[:：／/]\s*[ァ-ヶー一-龥々・＝A-Za-z ]{{2,20}}){_DATED}"
)
_BARE = re.compile(rf"\W*(?P<names>{_NAMES}|[ァ-ヶー]{{2,}}・[ァ-ヶー]{{2,}}){_DATED}")
_PARTICLES = frozenset({"von", "van", "de", "der", "dem", "den", "zu"})
_TELLING = 4
"""Letters from which a word of a name is looked for in the text."""
_TOP = 30
"""Words from the beginning of a text within which its byline is."""
_WORD = re.compile(r"[ぁ-ゖァ-ヶー一-龥々]{1,3}|[^\sぁ-ゖァ-ヶー一-龥々]+")
"""Japanese sets no words apart; three characters are about one."""


def is_byline(line: str, before: str, text: str) -> bool:
    """Whether a line names who wrote the text.

    Args:
        before: what comes before it.
        text: what the line stands above; words that it has in small letters are no names.
    """
    if next(islice(_WORD.finditer(before), _TOP, None), None):
        return False
    if _SAYS_SO.fullmatch(line):
        return True
    bare = _BARE.fullmatch(line)
    return bare is not None and not any(_is_common(word, text) for word in bare["names"].split())


def _is_common(word: str, text: str) -> bool:
    """Whether a word is no part of a name: an article, or one that the text has in small
    letters."""
    small = word.lower()
    if any(small in rules_for(language).function_words for language in ("en", "de")):
        return small not in _PARTICLES
    return len(word) >= _TELLING and re.search(rf"(?<!\w){re.escape(small)}", text) is not None
