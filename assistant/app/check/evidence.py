"""A verdict -> what the pane beside the text shows of it, as HTML."""

from __future__ import annotations

from babel.numbers import format_percent

from assistant.app.check.relation import relation_words
from assistant.app.check.run import PENDING, SYMBOLS, Check
from assistant.app.citations import (
    Documents,
    buttons_html,
    details_html,
    linked_title,
    quotation_html,
)
from assistant.app.markup import passage, shown
from assistant.app.strings import say
from assistant.types import Language, StanceName, Verdict, WeighedCitation

_STANCES: tuple[StanceName, ...] = ("supports", "contradicts", "unclear")


def evidence_html(check: Check, number: int, language: Language) -> str:
    """Returns the evidence on a piece of the text.

    Args:
        number: of the piece.
        language: of headings and labels; what is found is explained in the claim's own.
    """
    piece = check.pieces[number]
    words = check.document.text[piece.start : piece.end]
    if piece.kind != "sentence":
        return _unchecked(words, say(language, "check.heading"), language)
    verdict = check.verdict(number)
    if verdict is None:
        pending = f"{PENDING} {say(language, 'check.pending')}"
        return _unchecked(words, pending, language)
    return verdict_html(verdict, check.assistant.document, language)


def _unchecked(words: str, why: str, language: Language) -> str:
    return (
        f'<section lang="{language}"><h2>{shown(why)}</h2>'
        f'<p class="claim" dir="auto">{shown(words)}</p></section>'
    )


def verdict_html(verdict: Verdict, document: Documents, language: Language) -> str:
    """Returns a verdict with its evidence; of a claim with several facts that of each fact."""
    head = f'<section lang="{language}">{_head(verdict, 2, language)}'
    if not verdict.parts:
        return f"{head}{_evidence(verdict, 3, document, language)}</section>"
    parts = "".join(
        f'<li class="part">{_head(part, 3, language)}{_evidence(part, 4, document, language)}</li>'
        for part in verdict.parts
    )
    return f'{head}<ol class="parts" role="list">{parts}</ol></section>'


def _head(verdict: Verdict, level: int, language: Language) -> str:
    """Verdict, confidence, claim and explanation."""
    own = f'lang="{verdict.language}" dir="auto"'
    return (
        f'<h{level} class="verdict {verdict.verdict}">{verdict_name(verdict, language)}</h{level}>'
        f"{_confidence(verdict, language)}"
        f'<p class="claim" {own}>{shown(verdict.claim)}</p>'
        f'<p class="explanation" {own}>{shown(verdict.explanation)}</p>'
    )


def verdict_name(verdict: Verdict, language: Language) -> str:
    """Returns a verdict's symbol and name."""
    symbol = f'<span aria-hidden="true">{SYMBOLS[verdict.verdict]}</span>'
    return f"{symbol} {shown(say(language, f'check.verdict_{verdict.verdict}'))}"


def _confidence(verdict: Verdict, language: Language) -> str:
    if verdict.verdict == "nothing_to_check":
        return ""
    share = format_percent(round(verdict.confidence, 2), locale=language)
    return f'<p class="confidence">{shown(say(language, "check.confidence", share=share))}</p>'


def _evidence(verdict: Verdict, level: int, document: Documents, language: Language) -> str:
    groups = (
        _group(stance, verdict, level, document, language)
        for stance in _STANCES
        if any(held.stance == stance for held in verdict.evidence)
    )
    return "".join(groups)


def _group(
    stance: StanceName, verdict: Verdict, level: int, document: Documents, language: Language
) -> str:
    held = [one for one in verdict.evidence if one.stance == stance]
    heading = shown(say(language, f"check.stance_{stance}"))
    items = "".join(_item(one, verdict, document, language) for one in held)
    return (
        f'<h{level} class="stance">{heading} <span class="count">({len(held)})</span></h{level}>'
        f'<ol class="quotes {stance}" role="list">{items}</ol>'
    )


def _item(held: WeighedCitation, verdict: Verdict, document: Documents, language: Language) -> str:
    relation = relation_words(held, verdict, language)
    difference = f'<p class="relation">{shown(relation)}</p>' if relation else ""
    return (
        f'<li><p class="source">{linked_title(held)}</p>'
        f"{quotation_html(held, document, passage(held.quote))}{difference}"
        f'<p class="details">{details_html(held, language)}</p>'
        f"{buttons_html(held, language)}</li>"
    )
