"""What a run came to -> HTML: the weakest pair of languages first, bars, tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.app.evaluate.tables import folded, scrolled, table_html
from assistant.app.evaluate.wording import (
    interval,
    meaning,
    metric_name,
    pair_name,
    percent,
    verdict_name,
)
from assistant.app.markup import shown
from assistant.app.strings import number, say, seconds_words
from assistant.evaluation.figures import EVERYTHING, Figures, Table
from assistant.evaluation.report import LEAST, Section
from assistant.evaluation.scoring import METRICS
from assistant.evaluation.statistics import Estimate
from assistant.types import Language


def sections_html(sections: Sequence[Section], language: Language) -> str:
    """Returns the figures of a run, a section for each type of items."""
    return "".join(_section(one, language) for one in sections)


def heading(figures: Figures, language: Language) -> str:
    """Returns how many items of a type there are, such as ``Questions: 12 of 20 right``."""
    name = say(language, f"evaluate.type_{figures.type}")
    right = figures.items - figures.failures
    return say(language, "evaluate.right", name=name, right=right, items=figures.items)


def _section(one: Section, language: Language) -> str:
    found = one.figures
    pairs = {name: pair_name(name, language) for name in found.by_pair}
    kinds = {name: name for name in found.by_kind}
    return (
        f"<section><h2>{shown(heading(found, language))}</h2>"
        f"{_weakest(one, language)}{_notes(found, language)}"
        f"{_chart(found.by_pair, one, pairs, 'pairs', language)}"
        f"{_chart(found.by_kind, one, kinds, 'kinds', language)}"
        f"{_all_figures(one, language)}"
        f"{_groups(found.by_pair, one, pairs, 'pair', language)}"
        f"{_groups(found.by_kind, one, kinds, 'kind', language)}"
        f"{_groups(found.by_set, one, _sets(found, language), 'set', language)}"
        f"{_confusion(found, language)}</section>"
    )


def _sets(found: Figures, language: Language) -> dict[str, str]:
    if len(found.by_set) == 1:
        return {}
    return {
        name: say(language, "evaluate.everything") if name == EVERYTHING else name
        for name in found.by_set
    }


def _weakest(one: Section, language: Language) -> str:
    if one.weakest_pair is None or len(one.figures.by_pair) == 1:
        return ""
    estimate = one.figures.by_pair[one.weakest_pair][one.main]
    if not _imperfect(estimate, one.main):
        return ""
    name = shown(pair_name(one.weakest_pair, language))
    return (
        f'<p class="weakest"><span>{say(language, "evaluate.weakest")}</span> '
        f"<strong>{name}</strong> {_value(estimate, language)}"
        f'<span class="note">{shown(meaning(one.main, language))}</span></p>'
    )


def _notes(found: Figures, language: Language) -> str:
    notes = []
    if found.errors:
        notes.append(say(language, "evaluate.errors", n=found.errors))
    if found.latency:
        half, most = (seconds_words(found.latency[name].value, language) for name in ("p50", "p95"))
        notes.append(say(language, "evaluate.latency", half=half, most=most))
    return "".join(f'<p class="note">{shown(words)}</p>' for words in notes)


def _chart(
    table: Table, one: Section, names: Mapping[str, str], of: str, language: Language
) -> str:
    """Bars of the metric that groups are ranked by, the lowest first."""
    known = {name: row[one.main] for name, row in table.items() if one.main in row}
    if len(known) < 2:
        return ""
    weakest = one.weakest_pair if of == "pairs" else one.weakest_kind
    rows = "".join(
        _bar(
            names[name],
            known[name],
            name == weakest and _imperfect(known[name], one.main),
            language,
        )
        for name in sorted(known, key=lambda name: _rank(known[name]))
    )
    caption = say(language, f"evaluate.bars_{of}", metric=meaning(one.main, language))
    if any(estimate.items < LEAST for estimate in known.values()):
        caption += say(language, "evaluate.few_last", least=LEAST)
    return f'<figure><figcaption>{shown(caption)}</figcaption><ul class="bars">{rows}</ul></figure>'


def _bar(name: str, estimate: Estimate, marked: bool, language: Language) -> str:
    low, high, end = (100 * share for share in (estimate.low, estimate.high, estimate.value))
    look = ' class="lowest"' if marked else ' class="few"' if estimate.items < LEAST else ""
    return (
        f'<li{look}><span class="name">{shown(name)}</span>'
        '<span class="track" aria-hidden="true">'
        f'<span class="bar" style="width:{end:.2f}%"></span>'
        f'<span class="whisker" style="left:{low:.2f}%;width:{high - low:.2f}%"></span></span>'
        f'<span class="figure">{_value(estimate, language)}</span></li>'
    )


def _value(estimate: Estimate, language: Language) -> str:
    return (
        f"<b>{percent(estimate.value, language)}</b> {interval(estimate, language)}"
        f" <small>n&nbsp;=&nbsp;{number(estimate.items, language)}</small>"
    )


def _all_figures(one: Section, language: Language) -> str:
    heads = [say(language, f"evaluate.head_{name}") for name in ("metric", "value", "items")]
    rows = [
        (
            f"<code>{metric_name(metric)}</code><small>{shown(meaning(metric, language))}</small>",
            [_plain(one.figures.overall[metric], language), _items(one, metric, language)],
        )
        for metric in one.columns
    ]
    note = f'<p class="note">{shown(say(language, "evaluate.intervals"))}</p>'
    return table_html(say(language, "evaluate.all_figures"), heads, rows) + note


def _items(one: Section, metric: str, language: Language) -> str:
    return number(one.figures.overall[metric].items, language)


def _groups(
    table: Table, one: Section, names: Mapping[str, str], by: str, language: Language
) -> str:
    """A table of the metrics that decide, a row for each group, folded."""
    if len(names) < 2:
        return ""
    metrics = [name for name in one.columns if name not in METRICS or METRICS[name].decides]
    ranked = sorted(names, key=lambda name: (name != EVERYTHING, _rank(table[name].get(one.main))))
    rows = [
        (shown(names[name]), [_plain(table[name].get(metric), language) for metric in metrics])
        for name in ranked
    ]
    heads = [
        say(language, f"evaluate.head_{by}"),
        *(f"<code>{metric_name(metric)}</code>" for metric in metrics),
    ]
    title = say(language, f"evaluate.by_{by}")
    return folded(title, scrolled(table_html(title, heads, rows), title))


def _rank(estimate: Estimate | None) -> tuple[int, float]:
    """Groups of few items come after the others, those without a figure last."""
    if estimate is None:
        return 2, 0.0
    return int(estimate.items < LEAST), estimate.value


def _imperfect(estimate: Estimate, metric: str) -> bool:
    known = METRICS.get(metric)
    return known is None or not known.is_perfect(estimate.value)


def _plain(estimate: Estimate | None, language: Language) -> str:
    if estimate is None:
        return f'<span aria-label="{shown(say(language, "evaluate.none"))}">–</span>'
    return f"{percent(estimate.value, language)} <small>{interval(estimate, language)}</small>"


def _confusion(found: Figures, language: Language) -> str:
    if not found.confusion:
        return ""
    heads = [
        say(language, "evaluate.head_verdict"),
        *(
            shown(say(language, "evaluate.said", verdict=verdict_name(name, language)))
            for name in found.verdicts
        ),
    ]
    rows = [
        (
            shown(verdict_name(right, language)),
            [number(counts.get(name, 0), language) for name in found.verdicts],
        )
        for right, counts in found.confusion.items()
    ]
    title = say(language, "evaluate.confusion")
    return folded(title, scrolled(table_html(title, heads, rows), title))
