"""``make bench``: the budgets of the design, as ratios to baselines of the same run.

Wall times of a shared machine drift; a ratio to a baseline measured in turn with it does not.
"""

from __future__ import annotations

import json
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from statistics import median

from assistant.chain import Assistant
from assistant.chunking import Chunker
from assistant.cost import calculate
from assistant.embedding import load_embedder
from assistant.evaluation.loading import questions as questions_of
from assistant.index.collection import Entry, texts_to_embed
from assistant.index.opening import open_builder
from assistant.reading.judge import Judge
from assistant.settings import load_settings
from assistant.sources import discover, read

ROOT = Path(__file__).parents[2]
QUESTIONS = ROOT / "eval/sets/articles.jsonl"
CORPUS = ROOT / "corpus"
ROUNDS = 3
_TIMES = 30
_CALCULATED = (
    "How many H100s could a budget of $10 billion buy?",
    "Was würde es kosten, 2.048 H100 60 Tage lang zu mieten?",
    "1億9100万ドルの9%はいくらですか？",
)
_RUN = {"chip": "H100", "chips": "16000", "hours": "1000", "years_since_availability": "1"}
_COLD = """
import os, re, sys, time
from pathlib import Path
os.environ["ASSISTANT_JUDGE"] = sys.argv[3]
started = time.perf_counter()
from assistant.chain import Assistant
Assistant.open(Path(sys.argv[1])).ask(sys.argv[2])
heavy = [name for name in ("torch", "gradio", "sentence_transformers") if name in sys.modules]
# ru_maxrss would begin with the parent's memory; the high-water mark begins anew with exec.
peak = int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text()).group(1)) / 1024
print(time.perf_counter() - started, peak, ",".join(heavy) or "-")
"""
_LOAD = """
import time
started = time.perf_counter()
from assistant.reading.judge import Judge
Judge()
print(time.perf_counter() - started)
"""


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured budget."""

    name: str
    value: float
    unit: str
    budget: str
    within: bool
    baseline: str
    baseline_value: float
    ratio: float


def main() -> None:
    """Measures, prints and keeps the figures."""
    with tempfile.TemporaryDirectory() as folder:
        index = Path(folder) / "index"
        figures = [
            _ingestion(index),
            *_warm(index),
            *_judging(index),
            *_calculations(index),
            *_cold(index),
        ]
    for figure in figures:
        sign = "ok  " if figure.within else "OVER"
        print(
            f"{sign} {figure.name}: {figure.value:.3g} {figure.unit} (budget {figure.budget}); "
            f"{figure.ratio:.2f} x {figure.baseline} ({figure.baseline_value:.3g})"
        )
    _keep(figures)


def _ingestion(index: Path) -> Figure:
    """Texts a second of `index build`, against the embedder alone on the same texts."""
    settings = load_settings()
    embedder = load_embedder("e5-small")
    chunker = Chunker(embedder.count_tokens, settings.chunk_tokens, settings.overlap_sentences)
    documents = [read(file) for file in discover([CORPUS]).files]
    texts = texts_to_embed([Entry(document, "", chunker.split(document)) for document in documents])
    ordered = sorted(texts, key=len)
    alone, built = [], []
    for turn in range(ROUNDS):
        alone.append(_seconds(lambda: embedder.encode_passages(ordered)))
        target = index if turn == ROUNDS - 1 else index.with_name(f"index-{turn}")
        built.append(_seconds(lambda target=target: open_builder(target, settings).build([CORPUS])))
    rate, raw = len(texts) / median(built), len(texts) / median(alone)
    return Figure(
        "ingestion",
        rate,
        "texts/s",
        "85% of the embedder's",
        rate >= 0.85 * raw,
        "the embedder alone",
        raw,
        rate / raw,
    )


def _warm(index: Path) -> list[Figure]:
    """Medians of a warm ask without and with the judge, against embedding the question once."""
    embedder = load_embedder("e5-small")
    figures = []
    for name, judging, budget in (("warm ask, no judge", False, 40), ("warm ask", True, 250)):
        assistant = Assistant.open(index, load_settings().model_copy(update={"judge": judging}))
        questions = [item.question for item in questions_of(QUESTIONS)]
        for question in questions[:20]:
            assistant.ask(question)
        asked, embedded = [], []
        for question in questions[20:]:
            embedded.append(1000 * _seconds(lambda q=question: embedder.encode_query(q)))
            asked.append(1000 * _seconds(lambda q=question, a=assistant: a.ask(q)))
        figures.append(_figure(f"{name}, median", median(asked), budget, median(embedded)))
    return figures


def _judging(index: Path) -> list[Figure]:
    """Eight full passages judged for one question, and the model loaded in a new process."""
    assistant = Assistant.open(index)
    embedder = load_embedder("e5-small")
    longest = sorted(assistant.collection.chunks, key=lambda chunk: -len(chunk.text))
    full = sorted(longest[:40], key=lambda chunk: -embedder.count_tokens(chunk.text))[:8]
    passages = [chunk.text for chunk in full]
    judge = Judge()
    question = "What did the training of Gemini 1 cost?"
    judge.judge(question, passages)
    base = median(1000 * _seconds(lambda: embedder.encode_query(question)) for _ in range(_TIMES))
    judged = median(1000 * _seconds(lambda: judge.judge(question, passages)) for _ in range(_TIMES))
    loaded = 1000 * median(float(_python(_LOAD)) for _ in range(ROUNDS))
    return [
        _figure("a question and 8 full passages judged", judged, 250, base),
        _figure("judge loaded in a new process", loaded, 1500, base),
    ]


def _calculations(index: Path) -> list[Figure]:
    """Medians of warm calculations: formulas without and with draws, questions over sources."""
    assistant = Assistant.open(index)
    embedder = load_embedder("e5-small")
    base = median(
        1000 * _seconds(lambda q=q: embedder.encode_query(q)) for q in _CALCULATED * _TIMES
    )
    rows = [
        ("calc by formula, no draws", 50, lambda: calculate("development", _RUN, draws=0)),
        ("calc by formula, 10,000 draws", 150, lambda: calculate("development", _RUN)),
        *(
            (
                f"calc of a question, {count:,} draws",
                budget,
                partial(assistant.calc, q, draws=count),
            )
            for q in _CALCULATED[:1]
            for count, budget in ((0, 50), (10_000, 150))
        ),
    ]
    return [_calculation(*row, base) for row in rows]


def _calculation(name: str, budget: float, action: Callable[[], object], base: float) -> Figure:
    action()
    return _figure(name, median(1000 * _seconds(action) for _ in range(_TIMES)), budget, base)


def _figure(name: str, value: float, budget: float, base: float) -> Figure:
    """A time in milliseconds against that of embedding one query."""
    return Figure(
        name, value, "ms", f"{budget} ms", value <= budget, "one query embedded", base, value / base
    )


def _cold(index: Path) -> list[Figure]:
    """Seconds and memory of a first answer in a new process, against starting Python."""
    bare = median(_seconds(lambda: _python("import numpy")) for _ in range(ROUNDS))
    return [
        figure
        for name, judging, budget in (("cold ask, no judge", "false", 2.5), ("cold ask", "true", 4))
        for figure in _cold_figures(index, name, judging, budget, bare)
    ]


def _cold_figures(index: Path, name: str, judging: str, budget: float, bare: float) -> list[Figure]:
    runs = [_cold_run(index, judging) for _ in range(ROUNDS)]
    seconds, memory = median(run[0] for run in runs), max(run[1] for run in runs)
    heavy = runs[0][2]
    return [
        Figure(
            name,
            seconds,
            "s",
            f"{budget} s",
            seconds <= budget,
            "starting Python with NumPy",
            bare,
            seconds / bare,
        ),
        Figure(
            f"memory of a {name}",
            memory,
            "MiB",
            f"400 MiB, no torch (found {heavy})",
            memory <= 400 and heavy == "-",
            "400 MiB",
            400,
            memory / 400,
        ),
    ]


def _cold_run(index: Path, judging: str) -> tuple[float, float, str]:
    started = time.perf_counter()
    printed = _python(_COLD, str(index), "Was kostete das Training von Gemini 1?", judging)
    _, peak, heavy = printed.split()
    return time.perf_counter() - started, float(peak), heavy


def _python(code: str, *arguments: str) -> str:
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout


def _seconds(action: Callable[[], object]) -> float:
    started = time.perf_counter()
    action()
    return time.perf_counter() - started


def _keep(figures: list[Figure]) -> None:
    path = ROOT / "eval/results/bench.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    content = {
        "python": platform.python_version(),
        "machine": platform.machine(),
        "settings_digest": load_settings().digest(),
        "figures": [asdict(figure) for figure in figures],
    }
    path.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    print(f"Kept in {path}")


if __name__ == "__main__":
    main()
