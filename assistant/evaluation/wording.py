"""What a failure looks like to people: what was asked, expected and said, and the quote."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from babel import Locale, UnknownLocaleError

from assistant.evaluation.items import CalculationItem, ClaimItem, Item, QuestionItem
from assistant.evaluation.metrics.statements import UNTRANSLATED
from assistant.evaluation.outcomes import Outcome
from assistant.evaluation.scoring import METRICS

_QUOTES = 2
_NONE = "no source"
_LETTERS = 1000
"""Of an answer."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A quote of an answer."""

    title: str
    """Of its document."""
    text: str
    language: str
    stance: str
    """What it does to a claim."""


@dataclass(frozen=True, slots=True)
class Failure:
    """One item that went wrong."""

    set: str
    id: str
    kind: str
    text: str
    language: str
    expected: str
    said: str
    """What came out, a line a paragraph."""
    quotes: tuple[Quote, ...]
    """The first ones that what came out does not hold."""
    sources: tuple[str, ...]
    """Titles of the documents that it cites, in the order of its marks."""
    scores: Mapping[str, float]
    """Those that are not perfect."""


def arrowed(pair: str) -> str:
    """Returns a pair of languages as ``ja → de``; other names of groups as they are.

    >>> arrowed("ja-none")
    'ja → no source'
    """
    found = re.fullmatch(r"([a-z]{2,3})-([a-z]{2,3}|none)", pair)
    return f"{found[1]} → {_NONE if found[2] == 'none' else found[2]}" if found else pair


def spelled(pair: str) -> str:
    """Returns a pair of languages in words.

    >>> spelled("ja-de")
    'asked in Japanese, source in German'
    """
    asked, _, source = pair.partition("-")
    where = _NONE if source == "none" else f"source in {_name(source)}"
    return f"asked in {_name(asked)}, {where}"


def _name(code: str) -> str:
    try:
        return Locale.parse(code).get_display_name("en") or code
    except (UnknownLocaleError, ValueError):
        return code


def failure_of(outcome: Outcome) -> Failure:
    """Returns an item that went wrong, in words."""
    item = outcome.item
    form = outcome.output.form if outcome.output else {}
    return Failure(
        set=outcome.set,
        id=item.id,
        kind=item.kind,
        text=item.text,
        language=item.language,
        expected=_expected(item),
        said=_said(outcome),
        quotes=_quotes(form),
        sources=tuple(map(_title, form.get("citations") or ())),
        scores={n: s for n, s in outcome.scores.items() if not METRICS[n].is_perfect(s)},
    )


def _expected(item: Item) -> str:
    if isinstance(item, ClaimItem):
        quotes = "; ".join(f"{held.document}: {held.quote}" for held in item.sources)
        return f"{_verdict(item.verdict)} ({quotes})" if quotes else _verdict(item.verdict)
    if isinstance(item, CalculationItem):
        return f"{item.value} {item.unit}"
    return _of_question(item)


def _of_question(item: QuestionItem) -> str:
    facts = [" or ".join(group) for group in item.expected]
    facts += [f"{held.value} {held.unit}" for held in item.quantities]
    facts += [
        " against ".join(dict.fromkeys(position.value for position in held.positions))
        for held in item.disagreements or ()
    ]
    if item.disagreements == ():
        facts.append("no disagreement")
    return "; ".join(facts) if facts else "refused" if item.answerable is False else ""


def _said(outcome: Outcome) -> str:
    if outcome.error is not None:
        return f"{outcome.error['type']}: {outcome.error['message']}"
    form = outcome.output.form if outcome.output else {}
    if "verdict" in form:
        return f"{_verdict(form['verdict'])}, confidence {form['confidence']:.2f}"
    if "result" in form:
        result = form["result"]
        return f"{result['text']} {result['unit']}" if result else str(form["status"])
    named = [
        " against ".join(p["text"] for p in held["positions"]) for held in form["disagreements"]
    ]
    paragraphs = form.get("answer", "").split("\n\n")
    words = _cut([" ".join(one.split()) for one in paragraphs if one not in UNTRANSLATED])
    said = f"{form['status']}: {words}" if words else str(form["status"])
    return "; ".join([said, *(f"disagreement: {words}" for words in named)])


def _cut(paragraphs: Sequence[str]) -> str:
    """The first paragraphs, a line each, of the letters that are shown."""
    words = "\n".join(paragraphs)
    return words if len(words) <= _LETTERS else f"{words[:_LETTERS].rstrip()} …"


def _title(cited: Mapping[str, Any]) -> str:
    return cited.get("title") or str(cited["document"])


def _verdict(name: str) -> str:
    return name.replace("_", " ")


def _quotes(form: Mapping[str, Any]) -> tuple[Quote, ...]:
    """The first quotes that do not stand in the answer itself."""
    cited: Sequence[Mapping[str, Any]] = form.get("citations") or form.get("evidence") or ()
    said = " ".join(form.get("answer", "").split())
    cited = [held for held in cited if " ".join(held["quote"].split()) not in said]
    return tuple(
        Quote(
            _title(held),
            held["quote"],
            held["language"],
            held.get("stance", ""),
        )
        for held in cited[:_QUOTES]
    )
