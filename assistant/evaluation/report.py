"""A run -> one page that shows where it is weak, as HTML without script and as Markdown."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from assistant.evaluation.diagrams import bars, reliability_diagram
from assistant.evaluation.figures import (
    CONSISTENCY,
    MACRO_F1,
    Figures,
    Table,
    failed,
    figures,
    weakest,
)
from assistant.evaluation.items import ItemType, type_of
from assistant.evaluation.metrics.calibration import Bin, reliability
from assistant.evaluation.outcomes import Outcome
from assistant.evaluation.runs import RunFolder
from assistant.evaluation.scoring import METRICS
from assistant.evaluation.statistics import Estimate, Method, mean_score
from assistant.evaluation.titles import title_of
from assistant.evaluation.wording import Failure, arrowed, failure_of, spelled
from assistant.tables import escaped

LEAST = 5
"""Items that a pair or kind needs to be called the weakest."""
_FIRST = 3
"""Failures of a pair that are shown without being asked for."""
_BINS = 5
_MAIN: Mapping[ItemType, Sequence[str]] = {
    "question": ("answer_contains", "quantity_match", "disagreement_recall", "refusal_kept"),
    "calculation": ("calculation_right",),
    "claim": ("verdict_right",),
}
"""The metric that pairs are ranked by: the first that there is."""
_NAMES: Mapping[ItemType, str] = {
    "question": "Questions", "calculation": "Calculations", "claim": "Claims",
}  # fmt: skip
OTHER_MEANINGS = {
    MACRO_F1: "Mean over the verdicts of each one's F1",
    CONSISTENCY: "Pairs of languages in which a question gets one answer",
}
_METHODS: Mapping[Method, str] = {"wilson": "Wilson", "bootstrap": "bootstrap", "none": "–"}


@dataclass(frozen=True, slots=True)
class Stretch:
    """The verdicts whose confidence lies in one stretch of the scale."""

    low: float
    high: float
    said: float
    """Their mean confidence."""
    right: Estimate
    """The share that is right."""


@dataclass(frozen=True, slots=True)
class Section:
    """All that is shown of the items of one type."""

    name: str
    figures: Figures
    main: str
    weakest_pair: str | None
    weakest_kind: str | None
    failures: Mapping[str, Sequence[Failure]]
    """By pair of languages, the weakest pair first."""
    pair_chart: str
    kind_chart: str
    reliability_chart: str
    stretches: Sequence[Stretch]
    """What the chart of confidence shows, as figures."""
    columns: Sequence[str]
    """Metrics that there are."""
    grouped: Sequence[str]
    """Those of the tables by pair and by kind, the one that ranks them first."""
    rivals: int
    """Pairs, of those with enough items, whose interval reaches into that of the weakest."""


def write_report(folder: RunFolder) -> list[Figures]:
    """Writes figures.json, report.html and report.md of a finished run; returns its figures.

    Raises:
        EvaluationRunError: the folder holds no run, or cannot be written.
    """
    outcomes = folder.outcomes()
    found = figures(outcomes, folder.seconds())
    kept = [{k: v for k, v in one.row().items() if k != "latency"} for one in found]
    folder.write("figures.json", json.dumps(kept, indent=1, ensure_ascii=False) + "\n")
    parts = sections(outcomes, found)
    for name in ("report.html", "report.md"):
        page = _templates().get_template(name)
        shown = {
            "run": folder.description, "title": title_of(folder.description, folder.begun()),
            "sections": parts, "first": _FIRST, "least": LEAST,
        }  # fmt: skip
        folder.write(name, page.render(shown))
    return found


def sections(outcomes: Sequence[Outcome], found: Sequence[Figures]) -> list[Section]:
    """Returns what is to be shown of the items of each type.

    Args:
        found: the figures of the outcomes.
    """
    return [_section(one, [o for o in outcomes if type_of(o.item) == one.type]) for one in found]


def _section(one: Figures, outcomes: Sequence[Outcome]) -> Section:
    main = next((name for name in _MAIN[one.type] if name in one.overall), "quote_exact")
    lowest, lowest_kind = (weakest(table, main, LEAST) for table in (one.by_pair, one.by_kind))
    columns = [name for name in (*METRICS, *OTHER_MEANINGS) if name in one.overall]
    bins = _reliability(outcomes)
    return Section(
        name=_NAMES[one.type],
        figures=one,
        main=main,
        weakest_pair=lowest,
        weakest_kind=lowest_kind,
        failures=_failures(outcomes, one.by_pair, main),
        pair_chart=_chart(one.by_pair, main, lowest),
        kind_chart=_chart(one.by_kind, main, lowest_kind),
        reliability_chart=reliability_diagram(bins, _told_of(bins)) if bins else "",
        stretches=list(map(_stretch, bins)),
        columns=columns,
        # A mean over verdicts says little where some of them are not expected at all.
        grouped=[main, *(name for name in columns if name not in (main, MACRO_F1))],
        rivals=_rivals(one.by_pair, main, lowest),
    )


def _rivals(table: Table, metric: str, lowest: str | None) -> int:
    if lowest is None:
        return 0
    others = [row[metric] for name, row in table.items() if name != lowest and metric in row]
    least = table[lowest][metric].high
    return sum(other.low <= least for other in others if other.items >= LEAST)


def _failures(outcomes: Sequence[Outcome], table: Table, main: str) -> dict[str, list[Failure]]:
    def share(pair: str) -> tuple[bool, float]:
        estimate = table[pair].get(main)
        few = estimate is None or estimate.items < LEAST
        return few, 1.0 if estimate is None else estimate.value

    ranked = sorted(filter(failed, outcomes), key=_sureness, reverse=True)
    return {
        pair: found
        for pair in sorted(table, key=share)
        if (found := [failure_of(o) for o in ranked if o.item.pair == pair])
    }


def _sureness(outcome: Outcome) -> float:
    return float(outcome.form.get("confidence", 0.0))


def _chart(table: Table, metric: str, marked: str | None) -> str:
    known = {name: row[metric] for name, row in table.items() if metric in row}
    ranked = dict(sorted(known.items(), key=lambda pair: pair[1].value))
    named = {arrowed(name): one for name, one in ranked.items()}
    if len(named) < 2:
        return ""
    title = f"{metric} from {_told(named, 0)} to {_told(named, -1)}, lowest first"
    return bars(named, title, marked and arrowed(marked))


def _told(named: Mapping[str, Estimate], place: int) -> str:
    name, one = list(named.items())[place]
    return f"{one.value:.0%} of {one.items} ({name})"


def _reliability(outcomes: Sequence[Outcome]) -> Sequence[Bin]:
    sure = [
        (float(one.form["confidence"]), one.scores["verdict_right"] == 1)
        for one in outcomes
        if "verdict_right" in one.scores
        and one.form["verdict"] not in ("nothing_to_check", "failed")
    ]
    if not sure:
        return ()
    chances, right = (list(column) for column in zip(*sure, strict=True))
    return reliability(chances, right, _BINS)


def _told_of(bins: Sequence[Bin]) -> str:
    items = sum(one.items for one in bins)
    return f"How often verdicts are right, by their confidence: {items} claims"


def _stretch(one: Bin) -> Stretch:
    right = round(one.right * one.items)
    share = mean_score([1.0] * right + [0.0] * (one.items - right))
    return Stretch(one.low, one.high, one.said, share)


@cache
def _templates() -> Any:
    from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
    from markupsafe import Markup

    environment = Environment(
        loader=PackageLoader("assistant.evaluation"),
        autoescape=select_autoescape(("html",)),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {
        "estimate": _estimate, "milliseconds": _milliseconds, "count": _count, "cell": _cell,
        "counted": _counted, "verdict": lambda name: name.replace("_", " "),
        "method": lambda estimate: _METHODS[estimate.method],
        "stretch": lambda one: f"{one.low:.0%} to {one.high:.0%}",
        "svg": Markup, "pair": arrowed, "languages": spelled, "directed": _directed,
    }  # fmt: skip
    environment.globals |= {
        "meanings": {name: metric.meaning for name, metric in METRICS.items()} | OTHER_MEANINGS,
        "falling": [name for name in METRICS if not METRICS[name].higher_is_better],
    }
    return environment


def _cell(words: str) -> str:
    """Words in one line, with nothing that Markdown obeys."""
    return escaped(" ".join(words.split()))


def _directed(metric: str) -> str:
    """A metric's name, with an arrow where less of it is better."""
    known = METRICS.get(metric)
    return metric if known is None or known.higher_is_better else f"{metric} ↓"


def _milliseconds(seconds: Estimate) -> str:
    value, low, high = (1000 * one for one in (seconds.value, seconds.low, seconds.high))
    ends = "" if seconds.method == "none" else f" ({low:,.0f}–{high:,.0f})"
    return f"{value:,.0f} ms{ends}"


def _count(number: Estimate) -> str:
    ends = "" if number.method == "none" else f" ({number.low:,.0f}–{number.high:,.0f})"
    return f"{number.value:,.0f}{ends}"


def _counted(estimate: Estimate | None) -> str:
    """A figure of a group, which has fewer items than the whole."""
    return f"{_estimate(estimate)} of {estimate.items}" if estimate else "–"


def _estimate(estimate: Estimate | None) -> str:
    """A figure with its interval, in per cent; a dash where it does not apply."""
    if estimate is None:
        return "–"
    return f"{estimate.value:.1%} ({estimate.low:.0%}–{estimate.high:.0%})"
