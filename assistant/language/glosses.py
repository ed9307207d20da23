"""What the names in a quote are called in the reader's language, where the reader needs that."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache

from assistant.language.by_ear import heard
from assistant.language.gazetteer import LANGUAGES, Entry, entries
from assistant.language.normalisation import fold
from assistant.language.registry import rules_for

_SAME_LENGTH = str.maketrans("＝゠=･·‧　\n\t\u00a0\u202f’‐‑", "・・・・・・     '--")
_KATAKANA = "ァ-ヶー"
_WORD = re.compile(r"(?<![^\W_])[^\W\d_]++")
_TITLE = re.compile(r"氏|さん|CEO|会長|社長|最高|大統領|首相|教授|博士|議長|創業者|代表|財団")
_LANGUAGE_WORD = re.compile(r"語(?![らりるれろっ])|酒|文字")
_BEFORE_KANJI = frozenset("年月対訪在駐旧元前現全各親反米英独仏日露韓同")
_DOT_BEFORE = re.compile(rf"[{_KATAKANA}A-Za-z]・$")
_DOT_AFTER = re.compile(rf"・[{_KATAKANA}A-Za-z]")
_CAPITAL_BEFORE = re.compile(r"([A-ZÀ-Þ]\w*)[ -]$")
_CAPITAL_AFTER = re.compile(r"[ -][A-ZÀ-Þ]")
_ALIKE = 0.8
_FALSE_FRIENDS = frozenset({"Island"})


@dataclass(frozen=True, slots=True)
class Gloss:
    """A name in a text, ``text[start:end]``, and what the reader calls it."""

    start: int
    end: int
    text: str
    gloss: str


@dataclass(frozen=True, slots=True)
class _Form:
    """A spelling to look for."""

    text: str
    gloss: str
    unless: tuple[str, ...] = ()
    titled: bool = False
    apart: bool = False
    """Whether it must not be a part of a longer name that is not known."""
    person: bool = False


@dataclass(frozen=True, slots=True)
class _Table:
    """All spellings of one language, found by how they begin."""

    starts: re.Pattern[str]
    width: int | None
    """Characters of a key; None where it is the word that stands at the start."""
    forms: dict[str, tuple[_Form, ...]]


def glosses(text: str, source: str, reader: str, known: Sequence[str] = ()) -> list[Gloss]:
    """Returns the names in a text that its reader may not recognise, in order.

    ``known`` are names in the reader's script, from other documents: full names in the text are
    matched to them by ear.
    """
    if source == reader or source not in LANGUAGES or reader not in LANGUAGES:
        return []
    view = text.translate(_SAME_LENGTH)
    found = [
        (start, start + len(form.text), form.gloss) for start, form in _listed(view, source, reader)
    ]
    if known and "ja" in (source, reader):
        found = _merged(found, heard(view, source, _flat(known)))
    return [Gloss(start, end, text[start:end], gloss) for start, end, gloss in found]


def _flat(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(name.translate(_SAME_LENGTH) for name in names)


def _listed(view: str, source: str, reader: str) -> list[tuple[int, _Form]]:
    """Names of the gazetteer and where they start."""
    matches = list(_matches(view, source, _table(source, reader)))
    return _not_in_longer(matches, view) if source == "ja" else matches


def _matches(view: str, source: str, table: _Table) -> Iterator[tuple[int, _Form]]:
    fits = _fits_japanese if source == "ja" else _fits_latin
    done = 0
    for match in table.starts.finditer(view):
        start = match.start()
        if start < done:
            continue
        for form in _candidates(view, match, table):
            if view.startswith(form.text, start) and fits(form, view, start, source):
                yield start, form
                done = start + len(form.text)
                break


def _candidates(view: str, match: re.Match[str], table: _Table) -> tuple[_Form, ...]:
    if table.width is not None:
        return table.forms.get(view[match.start() : match.start() + table.width], ())
    word = match.group()
    found = table.forms.get(word, ())
    return found if found or word[-1] != "s" else table.forms.get(word[:-1], ())


def _fits_japanese(form: _Form, view: str, start: int, source: str) -> bool:
    end = start + len(form.text)
    before, after = view[start - 1 : start] if start else "", view[end : end + 1]
    if _script(before) & _script(form.text[0]) or _script(after) & _script(form.text[-1]):
        return False
    if len(form.text) == 2 and _in_compound(before, form.text[0]):
        return False
    if form.titled and not _TITLE.match(view, end):
        return False
    if form.unless and view.startswith(form.unless, end):
        return False
    return form.person or not _LANGUAGE_WORD.match(view, end)


def _script(character: str) -> frozenset[str]:
    """Scripts in which a name ends only where the script does."""
    if not character:
        return frozenset()
    if "ァ" <= character <= "ヶ" or character == "ー":
        return frozenset("カ")
    return frozenset("A") if character.isascii() and character.isalnum() else frozenset()


def _in_compound(before: str, first: str) -> bool:
    """Whether a short name in kanji may be the end of another word: 年中国内, 東大阪."""
    if not _is_kanji(before) or not _is_kanji(first):
        return False
    return before not in _BEFORE_KANJI or (first == "中" and before in "年月日")


def _is_kanji(character: str) -> bool:
    return "一" <= character <= "鿿"


def _not_in_longer(matches: list[tuple[int, _Form]], view: str) -> list[tuple[int, _Form]]:
    """Leaves out places and surnames in unknown names: チャド in チャド・スミス."""
    starts = {start for start, _ in matches}
    ends = {start + len(form.text) for start, form in matches}

    def open_left(start: int) -> bool:
        return bool(_DOT_BEFORE.search(view[max(0, start - 2) : start])) and start - 1 not in ends

    def open_right(end: int) -> bool:
        return bool(_DOT_AFTER.match(view, end)) and end + 1 not in starts

    return [
        (start, form)
        for start, form in matches
        if not form.apart or not (open_left(start) or open_right(start + len(form.text)))
    ]


def _fits_latin(form: _Form, view: str, start: int, source: str) -> bool:
    end = start + len(form.text)
    if source == "de" and view[end : end + 1] == "s":
        end += 1
    if view[end : end + 1].isalnum() or (form.unless and view.startswith(form.unless, end)):
        return False
    return not form.apart or not _next_to_name(view, start, end, source)


def _next_to_name(view: str, start: int, end: int, source: str) -> bool:
    if _CAPITAL_AFTER.match(view, end):
        return True
    before = _CAPITAL_BEFORE.search(view[max(0, start - 40) : start])
    return before is not None and fold(before[1]) not in rules_for(source).function_words


@cache
def _table(source: str, reader: str) -> _Table:
    forms: dict[str, _Form] = {}
    for form in (*_full(source, reader), *_surnames(source, reader)):
        forms.setdefault(form.text, form)
    if source != "ja":
        return _Table(_WORD, None, _by_key(forms.values(), _first_word))
    firsts = "".join(sorted({text[0] for text in forms}))
    starts = re.compile(rf"(?<![{_KATAKANA}])[{re.escape(firsts)}]")
    return _Table(starts, 2, _by_key(forms.values(), lambda text: text[:2]))


def _first_word(text: str) -> str:
    match = _WORD.match(text)
    return match.group() if match else ""


def _by_key(forms: Iterable[_Form], key: Callable[[str], str]) -> dict[str, tuple[_Form, ...]]:
    grouped: dict[str, list[_Form]] = {}
    for form in sorted(forms, key=lambda form: -len(form.text)):
        grouped.setdefault(key(form.text), []).append(form)
    return {start: tuple(alike) for start, alike in grouped.items()}


def _full(source: str, reader: str) -> Iterator[_Form]:
    for entry in entries():
        apart = entry.apart or (source == "ja" and not entry.listed)
        for spelling in _recognised(entry, source, reader):
            for text in _spellings(spelling, source):
                if source == "ja" or reader == "ja" or not _readable(text, entry.forms(reader)):
                    gloss = entry.forms(reader)[0]
                    person = bool(entry.surname)
                    yield _Form(text, gloss, entry.unless, apart=apart, person=person)


def _recognised(entry: Entry, source: str, reader: str) -> tuple[str, ...]:
    """German sources use English names too, and the other way round; both are Latin to Japanese."""
    if reader != "ja" or not entry.listed:
        return entry.forms(source)
    other = entry.forms("de" if source == "en" else "en")
    return (*entry.forms(source), *(form for form in other if form not in _FALSE_FRIENDS))


def _spellings(form: str, language: str) -> tuple[str, ...]:
    text = form.translate(_SAME_LENGTH)
    if language == "ja" and "・" in text:
        return text, text.replace("・", "")
    return (text,)


def _readable(text: str, forms: Iterable[str]) -> bool:
    """Whether who reads one of the forms also reads the text: Mexico is Mexiko."""
    if text in _FALSE_FRIENDS:
        return False
    plain = _plain(text)
    return any(_alike(plain, other) for other in map(_plain, forms))


def _alike(plain: str, other: str) -> bool:
    if plain == other or plain[:1] != other[:1]:
        return plain == other
    return SequenceMatcher(None, plain, other, autojunk=False).ratio() >= _ALIKE


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", fold(text)).replace("k", "c")
    return "".join(filter(str.isalnum, letters))


def _surnames(source: str, reader: str) -> Iterator[_Form]:
    """Surnames alone, where all who bear them are written alike."""
    borne: dict[str, list[_Form]] = {}
    for entry in entries():
        for text, gloss in _surname(entry, source, reader):
            form = _Form(text, gloss, titled=entry.titled, apart=source == "ja", person=True)
            borne.setdefault(text, []).append(form)
    for forms in borne.values():
        if len({form.gloss for form in forms}) == 1:
            yield forms[0]


def _surname(entry: Entry, source: str, reader: str) -> Iterator[tuple[str, str]]:
    japanese = [form.rpartition("・")[2] for form in entry.ja if "・" in form]
    if not entry.surname or not japanese:
        return
    if source == "ja":
        latin = entry.surname if reader == "en" else _german_surname(entry)
        yield from ((form, latin) for form in japanese)
    elif reader == "ja" and not entry.titled:
        yield entry.surname if source == "en" else _german_surname(entry), japanese[0]


def _german_surname(entry: Entry) -> str:
    same = entry.de[0].endswith(entry.surname)
    return entry.surname if same else entry.de[0].rpartition(" ")[2]


def _merged(
    found: list[tuple[int, int, str]], others: Iterable[tuple[int, int, str]]
) -> list[tuple[int, int, str]]:
    """Adds what overlaps nothing that stands there already."""
    merged = list(found)
    done = 0
    for start, end, name in others:
        at = bisect_left(found, (start, 0, ""))
        free = (at == 0 or found[at - 1][1] <= start) and (at == len(found) or found[at][0] >= end)
        if free and start >= done:
            merged.append((start, end, name))
            done = end
    return sorted(merged)
