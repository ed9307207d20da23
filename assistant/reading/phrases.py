"""The program's own words around quotes, in the language of the question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.types import Language


@dataclass(frozen=True, slots=True)
class Phrases:
    """Constant templates; what is filled in is never read as a template again."""

    according_to: str
    as_of: str
    quote: str
    conjunction: str
    separator: str
    gloss: str
    """Figures, dates and names of a quote in the reader's language."""
    name_gloss: str
    untranslated: str
    correction: str
    """Before the quotes, where the question takes for granted a figure that a source denies."""
    correction_of_name: str
    reversal: str
    """The same, where the source says the opposite."""
    original: str
    """Beside what renders a source of another language."""
    contradicts: str
    not_comparable: str
    differs: Mapping[str, str]
    exchanged: str
    refusal: str
    refusal_related: str


PHRASES: dict[Language, Phrases] = {
    "en": Phrases(
        according_to="According to {sources}{as_of}: {quotes}",
        as_of=" (as of {date})",
        quote="“{words}”",
        conjunction=" and ",
        separator=", ",
        gloss=" ({parts})",
        name_gloss="{name}: {gloss}",
        untranslated=(
            "Quotes are in the language of their source; figures, dates and known names are"
            " rendered beside them, the sentences are not translated."
        ),
        correction="The question takes {claimed} for granted; {marker} says {stated}.",
        correction_of_name="The question assumes it is {claimed}; {marker} says {stated}.",
        reversal="The question takes for granted the opposite of what {marker} says.",
        original="Original of {marker}: {quote}",
        contradicts="The sources contradict each other ({topic}): {positions}.",
        not_comparable="Not directly comparable ({topic}), because {differs}: {positions}.",
        differs={
            "entity": "they speak of different things",
            "year": "they speak of different years",
            "basis": "they count different things",
            "bound": "they give different bounds, not one value",
        },
        exchanged="{amount}: {other}, at {rate} for {one}, the rate that {marker} states.",
        refusal="The sources do not answer this question.",
        refusal_related="The nearest passages are listed as related; they are not an answer.",
    ),
    "de": Phrases(
        according_to="Laut {sources}{as_of}: {quotes}",
        as_of=" (Stand: {date})",
        quote="„{words}“",
        conjunction=" und ",
        separator=", ",
        gloss=" ({parts})",
        name_gloss="{name}: {gloss}",
        untranslated=(
            "Die Zitate stehen in der Sprache ihrer Quelle; Zahlen, Daten und bekannte Namen sind"
            " daneben wiedergegeben, die Sätze sind nicht übersetzt."
        ),
        correction="Die Frage geht von {claimed} aus; in {marker} steht: {stated}.",
        correction_of_name="Die Frage nennt {claimed}; in {marker} steht: {stated}.",
        reversal="Die Frage setzt das Gegenteil dessen voraus, was in {marker} steht.",
        original="Original zu {marker}: {quote}",
        contradicts="Die Quellen widersprechen einander ({topic}): {positions}.",
        not_comparable="Nicht direkt vergleichbar ({topic}), denn {differs}: {positions}.",
        differs={
            "entity": "es geht um verschiedene Dinge",
            "year": "es geht um verschiedene Jahre",
            "basis": "es ist Verschiedenes eingerechnet",
            "bound": "genannt sind verschiedene Grenzen, kein einzelner Wert",
        },
        exchanged="{amount}: {other}, gerechnet mit {rate} für {one}, dem Kurs aus {marker}.",
        refusal="Die Quellen beantworten diese Frage nicht.",
        refusal_related=(
            "Die nächstliegenden Stellen sind als verwandt aufgeführt; sie sind keine Antwort."
        ),
    ),
    "ja": Phrases(
        according_to="{sources}によると{as_of}：{quotes}",
        as_of="（{date}時点）",
        quote="「{words}」",
        conjunction="と",
        separator="、",
        gloss="（{parts}）",
        name_gloss="{name}：{gloss}",
        untranslated=(
            "引用は資料の言語のままです。数値・日付・既知の名前だけを添えており、文は翻訳していません。"
        ),
        correction="質問は{claimed}を前提にしていますが、{marker}には{stated}とあります。",
        correction_of_name="質問では{claimed}とされていますが、{marker}によると{stated}です。",
        reversal="質問は、{marker}に書かれていることと反対のことを前提にしています。",
        original="{marker}の原文：{quote}",
        contradicts="資料の間で食い違いがあります（{topic}）：{positions}。",
        not_comparable="そのままでは比較できません（{topic}）。{differs}ためです：{positions}。",
        differs={
            "entity": "対象が異なる",
            "year": "対象の年が異なる",
            "basis": "算入しているものが異なる",
            "bound": "一つの値ではなく、異なる範囲を示している",
        },
        exchanged="{amount}：{other}（{marker}にある{one}＝{rate}のレートで換算）。",
        refusal="この質問の答えは、資料の中に見つかりませんでした。",
        refusal_related="近い内容の箇所を関連として示しますが、答えではありません。",
    ),
}


_SHORT_DATES = {4: ("y", "-01-01"), 7: ("yMMMM", "-01")}
"""By length of a date: the parts it has, as Babel's skeleton, and what completes it."""


def listed(items: Sequence[str], language: Language) -> str:
    """Returns "a, b and c" in a language."""
    phrases = PHRASES[language]
    if len(items) < 2:
        return "".join(items)
    return phrases.separator.join(items[:-1]) + phrases.conjunction + items[-1]


def spelled_date(published: str, language: Language) -> str:
    """Returns an ISO date, month or year as people write it; anything else stays as it is."""
    from datetime import date

    from babel.dates import format_date, format_skeleton

    try:
        if len(published) in _SHORT_DATES:
            shape, rest = _SHORT_DATES[len(published)]
            return format_skeleton(shape, date.fromisoformat(published + rest), locale=language)
        return format_date(date.fromisoformat(published), "long", locale=language)
    except ValueError:
        return published
