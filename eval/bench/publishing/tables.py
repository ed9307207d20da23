"""eval/results/*.json -> the tables of eval/results/README.md and of the README."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

BEGIN, END = "<!-- published figures: begin -->", "<!-- published figures: end -->"
SYSTEMS = ("assistant", "without the judge", "BM25 alone", "dense alone", "plain LangChain")
_QUESTIONS = (
    "answer_contains", "refusal_kept", "refusal_wrong", "premise_caught", "recall@5", "mrr",
    "citation_recall", "citation_precision",
)  # fmt: skip
_CLAIMS = ("verdict_right", "macro_f1", "false_support", "evidence_found")
_PARALLEL = ("consistency", "answer_contains", "quantity_match", "refusal_kept", "refusal_wrong")
_CALCULATIONS = ("calculation_right", "inputs_traced")
_DISAGREEMENTS = ("disagreement_recall", "disagreement_precision")
_PUBLIC = ("answer_contains", "answer_f1", "quantity_match", "recall@5", "mrr", "refusal_kept",
           "refusal_wrong")  # fmt: skip
_PAIRED = ("answer_contains", "refusal_kept")
_PUBLIC_SETS = ("xquad", "jsquad", "nomiracl", "ramdocs", "tatqa")

Row = Mapping[str, Any]


def write_tables(results: Path, readme: Path) -> None:
    """Writes both files from the figures that are kept."""
    published, judged = (_read(results / name) for name in ("published.json", "judge.json"))
    (results / "README.md").write_text(results_page(published, judged), encoding="utf-8")
    text = readme.read_text(encoding="utf-8")
    readme.write_text(with_summary(text, published), encoding="utf-8")


_PAGE = """# Published figures

Made by `make eval-all`. Figures are per cent with 95% intervals over items, Wilson's for shares of
items, else the percentile bootstrap's ([evaluation.md](../../docs/evaluation.md)); only what is
marked *held* was kept out of tuning. An answer may quote five times 400 characters: baselines quote
the nearest five passages (plain LangChain: the first sentences of four) and refuse nothing. Plain
LangChain takes all-MiniLM-L6-v2, an English model, as its tutorials do.

## Questions on the four articles and on corpus/

{questions}

By pair of languages (of question and source), `answer_contains` of the assistant, and
`refusal_kept` where nothing answers:

{question_pairs}

Tuned on:

{tuned}

Citation recall and precision are ALCE's, with our reading model as entailment model. On {sentences}
claims with the quotes that people chose for or against them, it says what they said in {agreement}
(Cohen's kappa {kappa}). A quote bears itself out without it, and extractive answers are quotes.

## Claims

{claims}

By pair of languages (of claim and source), `verdict_right` with the judge:

{claim_pairs}

## One question in three languages

{parallel}

## Calculations

{calculations}

## Disagreements

{disagreements}

## Public sets

Questions that nothing was trained on, over their passages with those of others. RAMDocs wants every
answer of the documents quoted at once; TAT-QA a figure of a table, for `quantity_match` with the
scale that the table names.

{public}

## The reading model alone

On passages given to it; SICK and JSICK trained nothing.

{judged}
"""


def results_page(published: Row, judged: Row) -> str:
    """Returns eval/results/README.md."""
    benchmarks, agreement = published["benchmarks"], published["agreement"]
    tables = {
        "questions": _table(benchmarks, "questions, held", _QUESTIONS, SYSTEMS),
        "question_pairs": _by_pair(benchmarks, "questions, held", *_PAIRED),
        "tuned": _table(benchmarks, "questions, tune", _QUESTIONS, SYSTEMS[:2]),
        "claims": _table(benchmarks, "claims", _CLAIMS, SYSTEMS[:2]),
        "claim_pairs": _by_pair(benchmarks, "claims, held", "verdict_right"),
        "parallel": _table(benchmarks, "three languages", _PARALLEL, SYSTEMS[:2]),
        "calculations": _table(benchmarks, "calculations", _CALCULATIONS, SYSTEMS[:1]),
        "disagreements": _table(benchmarks, "disagreements", _DISAGREEMENTS, SYSTEMS[:2]),
        "public": _table(benchmarks, _PUBLIC_SETS, _PUBLIC, SYSTEMS),
        "judged": _judged(judged["figures"]),
    }
    return _PAGE.format(
        **{name: "\n".join(lines) for name, lines in tables.items()},
        sentences=agreement["sentences"],
        agreement=f"{agreement['agreement']:.1%}",
        kappa=f"{agreement['kappa']:.2f}",
    )


def with_summary(readme: str, published: Row) -> str:
    """Returns the README with its table replaced.

    Raises:
        ValueError: the README has no place for it.
    """
    before, begin, rest = readme.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError("the README has no place for the published figures")
    table = _table(published["benchmarks"], "questions, held", _QUESTIONS[:5], SYSTEMS)
    claims = _table(published["benchmarks"], "claims, held", _CLAIMS, SYSTEMS[:2])
    return "\n".join([before + begin, *table, "", *claims, end + after])


def _table(
    benchmarks: Mapping[str, Row],
    which: str | Sequence[str],
    metrics: Sequence[str],
    systems: Sequence[str],
) -> list[str]:
    names = [name for name in benchmarks if _is_one(name, which)]
    shown = [
        m for m in metrics if any(_figure(benchmarks[n], s, m) for n in names for s in systems)
    ]
    lines = ["| | | " + " | ".join(shown) + " |", "|---|---|" + "---|" * len(shown)]
    for name in names:
        for system in systems:
            if _rows(benchmarks[name], system):
                cells = (_cell(_figure(benchmarks[name], system, metric)) for metric in shown)
                lines.append(f"| {name} | {system} | " + " | ".join(cells) + " |")
    return lines


def _by_pair(benchmarks: Mapping[str, Row], which: str, *metrics: str) -> list[str]:
    names = [name for name in benchmarks if _is_one(name, which)]
    rows = {name: _rows(benchmarks[name], "assistant")[0]["by pair"] for name in names}
    pairs = sorted({pair for row in rows.values() for pair in row})
    lines = ["| | " + " | ".join(pairs) + " |", "|---|" + "---|" * len(pairs)]
    for name, row in rows.items():
        found = (row.get(pair, {}) for pair in pairs)
        cells = [_cell(next((one[m] for m in metrics if m in one), None)) for one in found]
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return lines


def _rows(benchmark: Row, system: str) -> Sequence[Row]:
    found: Sequence[Row] = benchmark["systems"].get(system, ())
    return found


def _is_one(name: str, which: str | Sequence[str]) -> bool:
    return which in name if isinstance(which, str) else name.startswith(tuple(which))


def _figure(benchmark: Row, system: str, metric: str) -> Row | None:
    rows = _rows(benchmark, system)
    found: Row | None = rows[0]["overall"].get(metric) if rows else None
    return found


def _cell(figure: Row | None) -> str:
    if figure is None:
        return "–"
    value, low, high = (100 * figure[name] for name in ("value", "low", "high"))
    return f"{value:.1f} ({low:.0f}–{high:.0f}) of {figure['items']}"


def _judged(figures: Mapping[str, Mapping[str, Row]]) -> list[str]:
    lines = ["| | Set | Figures |", "|---|---|---|"]
    for kind, table in figures.items():
        for name, row in table.items():
            cells = ", ".join(f"{key} {value}" for key, value in row.items())
            lines.append(f"| {kind} | {name} | {cells} |")
    return lines


def _read(path: Path) -> Row:
    found: Row = json.loads(path.read_text(encoding="utf-8"))
    return found
