"""Japanese."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from assistant.language.rules import LanguageRules, Sought
from assistant.language.words import folded_words

if TYPE_CHECKING:
    from sudachipy import Tokenizer

_OPENING = "「『（(［[【〈《“"
_CLOSING = "」』）)］]】〉》”"
_END = "。！？!?｡"
_QUOTE_GOES_ON = re.compile(r"[とがをはにでのもや、，]")
_GRAMMAR = frozenset({"助詞", "助動詞", "補助記号", "空白", "代名詞"})
_WRITTEN = re.compile(r"[a-z0-9]")
_CJK_RUN = re.compile(r"[\u3041-\u30ff\u3400-\u9fff々ー]{2,}")

_ANAPHORA = re.compile(
    r"^(?:では|じゃあ|それでは|それなら|そして|また|ちなみに)"
    r"|それ|これ|その|この|そこ|ここ|あの|同社|同氏|彼|彼女|前者|後者|そちら"
    r"|は[?？]?$"
)

_ASKS: dict[Sought, re.Pattern[str]] = {
    "number": re.compile(
        r"いくら|いくつ|どのくらい|どれくらい|どれほど|何(?:倍|人|台|トン|年間|件|個|%|パーセント|ドル|円"
        r"|リットル|時間|割|本|回|社)|価格|費用|コスト|値段|単価|金額|割合"
    ),
    "date": re.compile(r"いつ|何年(?!間)|何月|何日|何世紀|時期"),
    "person": re.compile(r"誰|だれ|どなた|何者"),
}


def _sentence_ends(paragraph: str) -> list[int]:
    """Ends at 。！？ outside of brackets; 「…。」 ends one unless a particle goes on."""
    inside = _bracketed(paragraph)
    ends: list[int] = []
    for position, character in enumerate(paragraph):
        following = paragraph[position + 1 : position + 2]
        if inside[position] or following in tuple(_END):
            continue
        closes_quote = character in _CLOSING and paragraph[position - 1 : position] in tuple(_END)
        if character in _END or (closes_quote and not _QUOTE_GOES_ON.match(following)):
            ends.append(position + 1)
    return ends


def _bracketed(paragraph: str) -> list[bool]:
    """For each character, whether a bracket that closes later is open after it."""
    inside = [False] * len(paragraph)
    opened: list[int] = []
    for position, character in enumerate(paragraph):
        if character in _OPENING:
            opened.append(position)
        elif character in _CLOSING and opened:
            start = opened.pop()
            inside[start:position] = [True] * (position - start)
    return inside


def _terms(text: str) -> list[str]:
    """Dictionary words in their normal form, and pairs of characters.

    Pairs find what the dictionary cuts differently in question and text: of 1,000 JSQuAD
    questions over 500 paragraphs words alone find 86.4%, pairs 87.8%, both 89.5%.
    """
    pairs = [
        f"~{run[start : start + 2]}"
        for run in _CJK_RUN.findall(text)
        for start in range(len(run) - 1)
    ]
    return [*_words(text), *pairs]


def _words(text: str) -> list[str]:
    words: list[str] = []
    for morpheme in _tokenizer().tokenize(text):
        if morpheme.part_of_speech()[0] in _GRAMMAR:
            continue
        surface = morpheme.surface()
        if _WRITTEN.search(surface):
            # The dictionary turns "gemini" into katakana; as written it matches other languages.
            words.extend(folded_words(surface))
        else:
            words.append(morpheme.normalized_form())
    return words


@cache
def _tokenizer() -> Tokenizer:
    from sudachipy import Dictionary, SplitMode

    return Dictionary().tokenizer(mode=SplitMode.A)


RULES = LanguageRules("ja", frozenset(), _sentence_ends, _terms, _ANAPHORA, _ASKS, spaced=False)
