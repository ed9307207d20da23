"""The program's own words around quotes, in the language of the question."""

from __future__ import annotations

from collections.abc import Sequence
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
    refusal: str
    refusal_related: str


PHRASES: dict[Language, Phrases] = {
    "en": Phrases(
        according_to="According to {sources}{as_of}: {quotes}",
        as_of=" (as of {date})",
        quote="“{words}”",
        conjunction=" and ",
        separator=", ",
        refusal="The sources do not answer this question.",
        refusal_related="The nearest passages are listed as related; they are not an answer.",
    ),
    "de": Phrases(
        according_to="Laut {sources}{as_of}: {quotes}",
        as_of=" (Stand: {date})",
        quote="„{words}“",
        conjunction=" und ",
        separator=", ",
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
        refusal="この質問の答えは、資料の中に見つかりませんでした。",
        refusal_related="近い内容の箇所を関連として示しますが、答えではありません。",
    ),
}


def listed(items: Sequence[str], language: Language) -> str:
    """Returns "a, b and c" in a language."""
    phrases = PHRASES[language]
    if len(items) < 2:
        return "".join(items)
    return phrases.separator.join(items[:-1]) + phrases.conjunction + items[-1]


def spelled_date(published: str, language: Language) -> str:
    """Returns an ISO date as people write it; a bare year or month stays as it is."""
    from datetime import date

    from babel.dates import format_date

    try:
        return format_date(date.fromisoformat(published), "long", locale=language)
    except ValueError:
        return published
