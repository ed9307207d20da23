"""Two runs side by side -> HTML: what got better or worse, and which items flipped."""

from __future__ import annotations

import html
from collections.abc import Sequence
from typing import TypeAlias

from assistant.app.evaluate.tables import folded, scrolled, table_html
from assistant.app.evaluate.wording import meaning, metric_name, p_value, percent, points
from assistant.app.markup import shown
from assistant.app.strings import number, say, seconds_words
from assistant.evaluation.comparing import Beside, Compared, Comparison
from assistant.evaluation.outcomes import Outcome
from assistant.evaluation.scoring import METRICS
from assistant.evaluation.wording import failure_of
from assistant.types import Language

Flip: TypeAlias = tuple[Outcome, Outcome]
_SHOWN = 50
"""Items of a kind that are shown."""
_SIGNS = {"better": "▲", "worse": "▼", "same": "="}


def comparison_html(found: Comparison, language: Language) -> str:
    """Returns a table of the metrics, the items that flipped, and what the runs differ in."""
    heads = [
        say(language, f"evaluate.head_{name}")
        for name in ("metric", "change", "other", "this", "difference", "chance", "items")
    ]
    rows = [_row(one, language) for one in found.metrics]
    rows += [_beside(one, language) for one in (*found.only, *found.spent)]
    title = say(language, "evaluate.comparison")
    return (
        f'<section class="comparison"><p class="note">{_note(found, language)}</p>'
        f"{scrolled(table_html(title, heads, rows), title)}"
        f"{_flips('broken', found.broken, language)}{_flips('mended', found.mended, language)}"
        f"{_changed(found.changed, language)}</section>"
    )


def _row(one: Compared, language: Language) -> tuple[str, list[str]]:
    head = (
        f"<code>{metric_name(one.metric)}</code>"
        f"<small>{shown(meaning(one.metric, language))}</small>"
    )
    return head, [
        _change(one, language),
        percent(one.before, language),
        percent(one.after, language),
        points(one.difference, language),
        p_value(one.difference.chance, language),
        number(one.difference.estimate.items, language),
    ]


def _beside(one: Beside, language: Language) -> tuple[str, list[str]]:
    """What is no score of both runs: it is shown, not compared."""
    head = (
        f"<code>{metric_name(one.name)}</code><small>{shown(meaning(one.name, language))}</small>"
    )
    amounts = [_amount(one.name, value, language) for value in (one.before, one.after)]
    return head, ["–", *amounts, "–", "–", number(one.items, language)]


def _amount(name: str, value: float | None, language: Language) -> str:
    if value is None:
        return "–"
    if name in METRICS:
        return percent(value, language)
    return seconds_words(value, language) if "seconds" in name else number(round(value), language)


def _change(one: Compared, language: Language) -> str:
    name = one.verdict if one.verdict in ("better", "worse") else "same"
    return (
        f'<span class="change {name}"><span aria-hidden="true">{_SIGNS[name]}</span>'
        f" {say(language, f'evaluate.change_{name}')}</span>"
    )


def _note(found: Comparison, language: Language) -> str:
    words = [say(language, "evaluate.comparison_note")]
    if found.alone:
        words.append(say(language, "evaluate.alone", n=found.alone))
    return shown(" ".join(words))


def _flips(kind: str, flips: Sequence[Flip], language: Language) -> str:
    title = say(language, f"evaluate.{kind}", number=len(flips))
    if not flips:
        return f'<p class="none">{shown(title)}</p>'
    more = (
        f'<p class="note">{shown(say(language, "evaluate.first_shown", number=_SHOWN))}</p>'
        if len(flips) > _SHOWN
        else ""
    )
    return folded(title, more + "".join(_flip(*flip, language) for flip in flips[:_SHOWN]))


def _flip(before: Outcome, after: Outcome, language: Language) -> str:
    old, new = failure_of(before), failure_of(after)
    origin = " · ".join(filter(None, (new.set, new.id, new.kind)))
    parts = (
        ("expected", new.expected or "–"), ("said_other", old.said), ("said_this", new.said),
    )  # fmt: skip
    lines = "".join(
        f"<dt>{say(language, f'evaluate.{name}')}</dt><dd>{shown(words)}</dd>"
        for name, words in parts
    )
    return (
        f'<article><h2 lang="{html.escape(new.language)}">{shown(new.text)}</h2>'
        f'<p class="note">{shown(origin)}</p><dl>{lines}</dl></article>'
    )


def _changed(changed: Sequence[str], language: Language) -> str:
    if not changed:
        return f'<p class="none">{shown(say(language, "evaluate.unchanged"))}</p>'
    lines = "".join(f"<li><code>{shown(line)}</code></li>" for line in changed)
    return folded(say(language, "evaluate.changed", number=len(changed)), f"<ul>{lines}</ul>")
