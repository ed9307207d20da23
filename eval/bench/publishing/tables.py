"""eval/results/*.json -> the tables of eval/results/README.md and of the README."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

BEGIN, END = "<!-- published figures: begin -->", "<!-- published figures: end -->"
SYSTEMS = ("assistant", "without the judge", "BM25 alone", "dense alone", "plain LangChain")
_QUESTIONS = (
    "answer_contains", "refusal_kept", "refusal_wrong", "recall@5", "mrr", "citation_recall",
    "citation_precision",
)  # fmt: skip
_CLAIMS = ("verdict_right", "macro_f1", "false_support", "evidence_found")
_DISAGREEMENTS = ("disagreement_recall", "disagreement_precision")
_PUBLIC = ("answer_contains", "answer_f1", "quantity_match", "recall@5", "mrr", "refusal_kept",
           "refusal_wrong")  # fmt: skip

Row = Mapping[str, Any]


def write_tables(results: Path, readme: Path) -> None:
    """Writes both files from the figures that are kept."""
    published, judged = (_read(results / name) for name in ("published.json", "judge.json"))
    (results / "README.md").write_text(results_page(published, judged), encoding="utf-8")
    text = readme.read_text(encoding="utf-8")
    readme.write_text(with_summary(text, published), encoding="utf-8")


def results_page(published: Row, judged: Row) -> str:
    """Returns eval/results/README.md."""
    benchmarks = published["benchmarks"]
    agreement = published["agreement"]
    return "\n".join(
        [
            "# Published figures",
            "",
            "Made by `make eval-all`; settings " + published["settings_digest"] + ". Figures are",
            "per cent with 95% bootstrap intervals over items. Only what is marked *held* was kept",
            "out of tuning. An answer may quote five times 400 characters: baselines quote the",
            "nearest five passages (plain LangChain: the first sentences of four) and refuse",
            "nothing.",
            "",
            "## Questions on the four articles and on corpus/",
            "",
            *_table(benchmarks, "questions, held", _QUESTIONS, SYSTEMS),
            "",
            "Tuned on:",
            "",
            *_table(benchmarks, "questions, tune", _QUESTIONS, SYSTEMS[:2]),
            "",
            "Citation recall and precision are ALCE's, with our reading model as entailment",
            f"model. On {agreement['sentences']} claims with the quotes that people chose for or",
            f"against them, it says what they said in {agreement['agreement']:.1%} (Cohen's kappa",
            f"{agreement['kappa']:.2f}). A quote bears itself out without it, and extractive",
            "answers are quotes.",
            "",
            "## Claims",
            "",
            *_table(benchmarks, "claims", _CLAIMS, SYSTEMS[:2]),
            "",
            "## Disagreements",
            "",
            *_table(benchmarks, "disagreements", _DISAGREEMENTS, SYSTEMS[:2]),
            "",
            "## Public sets",
            "",
            "Questions that nothing was trained on, over their passages with those of others.",
            "RAMDocs wants every answer of the documents quoted at once; TAT-QA a figure of a",
            "table, for `quantity_match` with the scale that the table names.",
            "",
            *_table(benchmarks, ("xquad", "jsquad", "nomiracl", "ramdocs", "tatqa"), _PUBLIC,
                    SYSTEMS),
            "",
            "## The reading model alone",
            "",
            "On passages given to it; SICK and JSICK trained nothing.",
            "",
            *_judged(judged["figures"]),
            "",
        ]
    )  # fmt: skip


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
            if system in benchmarks[name]:
                cells = (_cell(_figure(benchmarks[name], system, metric)) for metric in shown)
                lines.append(f"| {name} | {system} | " + " | ".join(cells) + " |")
    return lines


def _is_one(name: str, which: str | Sequence[str]) -> bool:
    return which in name if isinstance(which, str) else name.startswith(tuple(which))


def _figure(benchmark: Row, system: str, metric: str) -> Row | None:
    rows = benchmark.get(system, ())
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
