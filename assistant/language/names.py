"""Names in questions, and whether a text in any script mentions them."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from assistant.language.gazetteer import alternatives
from assistant.language.normalisation import fold, visible
from assistant.language.registry import rules_for

_LETTER = "A-Za-zÀ-ɏ"
_NAME = re.compile(
    rf"(?<![{_LETTER}])(?:[A-ZÀ-Þ][{_LETTER}]+-)?[{_LETTER}]+-?\d[\d.{_LETTER}-]*(?<![.-])"
    # GPT-4, H100, DeepSeek-V3
    rf"|[A-Z]{{2,}}(?=-[A-ZÀ-Þ][a-zß-ɏ])"  # JEST of JEST-Verfahren
    rf"|(?<![{_LETTER}\d])(?:[A-ZÀ-Þ][{_LETTER}&-]*\s+)*[A-ZÀ-Þ][{_LETTER}&-]*(?:\s+\d{{1,2}}(?:\.\d)?(?![.,]?\d))?(?![{_LETTER}\d-])"
    r"|(?<![ァ-ヶー])[ァ-ヶー]{2,}(?:・[ァ-ヶー]+)+"
)
_ROLE = re.compile(r"(?:[A-Z]{2,3}s?|CO2)(?!\w|-\d)|CO2|KI-")
_BEFORE_NOUN = re.compile(
    r"(?:\d|\b(?:der|die|das|dem|den|des|eine?[mnrs]?)|e[nrs]?)\s+$", re.IGNORECASE
)
_MEASURE = re.compile(r"(?:[kMGT]?Wh?|Mio|Mrd|Millionen|Milliarden|Billionen)(?![\w-])")
_VARIETY = re.compile(r"_[A-Z]{2}$")
_OPENING = re.compile(r"[.:!?]\s+$")
_PLURAL = re.compile(r"(?<=\d)S$")
_COUNTS = re.compile(r"\s?(?:%|per ?cent|Prozent|(?:to|bis|[-–])\s?\d)")
_WORD = re.compile(rf"[{_LETTER}\d]+(?:\.\d+)*|[ァ-ヶー]+")
_KATAKANA = re.compile(r"[ァ-ヶー]{2,}")

_KANA_ROWS = {
    "": "アイウエオヤユヨワヲーァィゥェォャュョッハヒヘホ",
    "k": "カキクケコガギグゲゴ",
    "s": "サシスセソザジズゼゾチヂツヅ",
    "t": "タテトダデド",
    "n": "ナニヌネノンマミムメモ",
    "p": "バビブベボパピプペポフヴ",
    "r": "ラリルレロ",
}
_LARGE_KANA = str.maketrans("ァィゥェォャュョヮ", "アイウエオヤユヨワ", "ー")
_KANA = {kana: sound for sound, row in _KANA_ROWS.items() for kana in row}
_SPELLINGS = (("th", "s"), ("ch", "s"), ("ph", "p"), ("ti", "s"), ("x", "ks"))
_SOUNDS = {
    **dict.fromkeys("ckqg", "k"),
    **dict.fromkeys("szj", "s"),
    **dict.fromkeys("td", "t"),
    **dict.fromkeys("nm", "n"),
    **dict.fromkeys("bpfv", "p"),
    **dict.fromkeys("rl", "r"),
}


def names(question: str, language: str) -> list[str]:
    """Returns what a question names, in order: models, companies, people, places."""
    text = unicodedata.normalize("NFKC", visible(question))
    found: list[str] = []
    for match in _NAME.finditer(text):
        words = match.group()
        before = text[: match.start()]
        if match.start() == 0 and language != "ja":
            words = _without_first_word(words, language, text[match.end() :])
        elif _OPENING.search(before):
            words = _without_function_word(words, language)
        if words and _is_name(words, before, language):
            found.append(words)
    return found


def mentions(text: str, name: str) -> bool:
    """Whether a text mentions a name, as written or, between scripts, by its consonants.

    Of several words half must be found: マイル島 is Mile Island without its last word. Numbers
    must all be found: GPT-4 is not GPT-3.
    """
    written, sounds = _traces(text)
    if any(_is_written(other, written, text) for other in _called(fold(name))):
        return True
    words = [_PLURAL.sub("", word) for word in _WORD.findall(fold(name).upper())]
    found = [word for word in words if _stands_in(word, written) or _sounds_like(word, sounds)]
    numbers = {word for word in words if any(map(str.isdigit, word))}
    bare = {word for word in numbers if word[0].isdigit()}
    if numbers < set(words) and bare and set(found) <= bare:
        return False  # the 2 of GPT-2 is not Gemini 2
    return 2 * len(found) >= len(words) and numbers <= set(found)


def _called(folded: str) -> frozenset[str]:
    """What a name is called, and the words at its end: "Atomkraftwerk Three Mile Island"."""
    words = folded.split(" ")
    ends = (" ".join(words[begin:]) for begin in range(max(1, len(words) - 1)))
    return frozenset[str]().union(*map(alternatives, ends))


def _stands_in(word: str, written: str) -> bool:
    """Whether a word stands in a text, also inflected, but not as a part of another."""
    if word not in written:
        return False
    before = r"(?<!\d)(?<!\d[.,])" if word[0].isdigit() else rf"(?<![{_LETTER}])"
    after = r"(?![.,]?\d)" if word[-1].isdigit() else rf"(?:'?S|E[NS])?(?![{_LETTER}])"
    return _KATAKANA.match(word) is not None or bool(
        re.search(before + re.escape(word) + after, written)
    )


def _is_written(name: str, written: str, text: str) -> bool:
    """Whether a name's known form stands in a text, also as an adjective: Japanese, japanisch."""
    if name.isascii() and name.isupper() and len(name) < 5:
        # "US" is not "us".
        return name in text and re.search(rf"(?<![\w]){name}(?![A-Za-z\d])", text) is not None
    form = fold(name).upper()
    if form not in written:
        return False
    edge = "ァ-ヶー" if _KATAKANA.match(form) else _LETTER
    ending = rf"(?:'?S|E[NS]|ESE|N|ISCH[{_LETTER}]*)?(?![{_LETTER}])"
    starts = rf"(?<![{edge}]){re.escape(form)}"
    ends = r"(?![ァ-ヶー])" if _KATAKANA.match(form[-2:]) else ending
    return re.search(starts + ends, written) is not None


@cache
def _languages() -> frozenset[str]:
    """The English names of languages, which are adjectives: "the German article", "American"."""
    from babel import Locale

    called = Locale("en").languages
    varieties = {
        name.split(" ")[0] for code, name in called.items() if re.search(r"_[A-Z]{2}$", code)
    }
    return frozenset(map(fold, {*called.values(), *varieties}))


@lru_cache(maxsize=4096)
def _traces(text: str) -> tuple[str, frozenset[str]]:
    upper = fold(text).upper()
    runs = _KATAKANA.findall(upper)
    katakana = {consonants(run) for run in runs} | {_plain_kana(run) for run in runs}
    latin = {consonants(word) for word in re.findall(r"[A-Z]{3,}", upper)}
    return upper, frozenset(katakana | {f"{sound}~" for sound in latin})


def _sounds_like(word: str, sounds: frozenset[str]) -> bool:
    if _KATAKANA.fullmatch(word) and len(word) > 2 and _plain_kana(word) in sounds:
        return True
    sound = consonants(word)
    if len(sound) < 2 or any(character.isdigit() for character in word):
        return False
    # Katakana in a text answers to Latin letters in a name, and the other way round.
    return (f"{sound}~" if _KATAKANA.match(word) else sound) in sounds


def _plain_kana(word: str) -> str:
    """アモディ and アモデイ, ユーザー and ユーザ: spellings of one name."""
    return word.translate(_LARGE_KANA)


def consonants(word: str) -> str:
    """Returns a word's consonants as Japanese ears sort them: "Amodei" and アモディ are "nt"."""
    folded = unicodedata.normalize("NFKD", word.lower())
    for spelling, sound in _SPELLINGS:
        folded = folded.replace(spelling, sound)
    katakana = unicodedata.normalize("NFKC", word)
    source = katakana if _KATAKANA.match(katakana) else folded
    raw = "".join(_KANA.get(letter, _SOUNDS.get(letter, "")) for letter in source)
    return re.sub(r"(.)\1+", r"\1", raw)


def _without_first_word(words: str, language: str, after: str) -> str:
    """A capital at the beginning of a question is no sign of a name: "Fast 96 Prozent"."""
    head, _, rest = words.partition(" ")
    if rest.isdigit() and _COUNTS.match(after):
        return ""
    if re.search(r"\w[A-Z]|\d", head) or rest.isdigit():
        return words
    known = fold(head) in rules_for(language).function_words
    return rest if known or rest else ""


def _without_function_word(words: str, language: str) -> str:
    """Behind a colon or full stop, too, a function word has a capital: "Auch Personal"."""
    head, _, rest = words.partition(" ")
    return rest if rest and fold(head) in rules_for(language).function_words else words


def _is_name(words: str, before: str, language: str) -> bool:
    if (
        _ROLE.match(words)
        or _MEASURE.match(words)
        or fold(words) in rules_for(language).function_words
    ):
        return False
    if fold(words) in _languages():
        return False
    if language != "de" or re.search(r"\w[A-Z]|\d|・", re.sub(r"\bKI\b-?", "", words)):
        return True
    # German nouns have capitals too; names of several words have no article or number before.
    return " " in words and "-" not in words and _BEFORE_NOUN.search(before) is None
