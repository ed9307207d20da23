"""Rank 1 on paragraphs of public question sets, by `search` on an index of one file a paragraph.

Needs shared data (ASSISTANT_SHARED): XQuAD in English and German (same questions in both) and
JSQuAD. Baseline: chunk vectors alone, on the same index. The judge has a say in the order unless
ASSISTANT_JUDGE=false; it was trained on most of these paragraphs ("untrained" are the others), and
the order of hits was fitted on XQuAD. Under "unseen" are questions of other sets, and own ones on
their paragraphs, that nothing was trained on or fitted to, among all such paragraphs of a language.
"""

from __future__ import annotations

import json
import os
import random
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import fmean
from typing import Any

from fit_judged import chosen_questions
from pools import indexed

from assistant.chain import Assistant
from assistant.index.opening import open_builder
from assistant.reading.training import own, public
from assistant.settings import load_settings

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("ASSISTANT_SHARED", ROOT.parent / "shared"))
JAPANESE_PARAGRAPHS = 300
FEWEST = 20
"""Questions of a pair that a figure is given for."""


@dataclass(frozen=True, slots=True)
class Questions:
    """Questions, each with the file that holds its paragraph."""

    texts: Sequence[str]
    files: Sequence[str]
    untrained: Sequence[bool]
    """Whether the judge was trained neither on them nor on their paragraphs."""


def main() -> None:
    """Measures the five pairs, prints and keeps the figures."""
    english, german = _rows("xquad.en"), _rows("xquad.de")
    other = {
        "en": {row["id"]: row["question"] for row in german},
        "de": {row["id"]: row["question"] for row in english},
    }
    figures: dict[str, dict[str, float | int]] = {}
    for language, rows in (("en", english), ("de", german), ("ja", _sample(_rows("jsquad.ja")))):
        with tempfile.TemporaryDirectory() as folder:
            assistant, asked = _indexed(Path(folder), rows)
            figures[f"{language}-{language}"] = _measured(assistant, asked)
            if language in other:
                texts = [other[language][row["id"]] for row in rows]
                crossed = replace(asked, texts=texts)
                pair = f"{'de' if language == 'en' else 'en'}-{language}"
                figures[pair] = _measured(assistant, crossed)
    unseen = _unseen()
    for pair, measured in [*figures.items(), *unseen.items()]:
        print(pair, measured)
    path = ROOT / "eval/results/retrieval.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    content = {"settings_digest": load_settings().digest(), "rank 1": figures, "unseen": unseen}
    path.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


def _unseen() -> dict[str, dict[str, float | int]]:
    """The same for paragraphs the judge was not trained on and questions nothing was fitted to."""
    data = SHARED / "data"
    paragraphs = {row["context"] for row in [*_rows("xquad.en"), *_rows("xquad.de")]}
    paragraphs |= {row["context"] for row in _sample(_rows("jsquad.ja"))}
    fitted = {one.query for _, questions in chosen_questions(data) for one in questions}
    asked: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for one in [*public.questions(data), *own.questions(data)]:
        elsewhere = one.source.startswith("written.") or one.passage in paragraphs
        if one.is_held and one.answerable and not elsewhere and one.query not in fitted:
            asked[one.languages[1]].append((one.languages[0], one.query, one.passage))
    figures: dict[str, dict[str, float | int]] = {}
    for read, questions in sorted(asked.items()):
        with indexed([passage for _, _, passage in questions]) as (assistant, files):
            for said in ("en", "de", "ja"):
                here = [(text, files[passage]) for lang, text, passage in questions if lang == said]
                if len(here) >= FEWEST:
                    texts, names = zip(*here, strict=True)
                    every = Questions(texts, names, [True] * len(names))
                    figures[f"{said}-{read}"] = _measured(assistant, every)
    return figures


def _rows(name: str) -> list[dict[str, Any]]:
    lines = (SHARED / "data/qa" / f"{name}.jsonl").read_text(encoding="utf-8").split("\n")
    return [json.loads(line) for line in lines if line]


def _sample(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    contexts = sorted({row["context"] for row in rows})
    kept = set(random.Random(0).sample(contexts, JAPANESE_PARAGRAPHS))
    return [row for row in rows if row["context"] in kept]


def _indexed(folder: Path, rows: list[dict[str, Any]]) -> tuple[Assistant, Questions]:
    names = {context: f"p{n:04}.txt" for n, context in enumerate({r["context"]: 0 for r in rows})}
    (folder / "sources").mkdir()
    for context, name in names.items():
        (folder / "sources" / name).write_text(context, encoding="utf-8")
    open_builder(folder / "index", load_settings()).build([folder / "sources"])
    held = {one.passage for one in public.questions(SHARED / "data") if one.is_held}
    asked = Questions(
        [row["question"] for row in rows],
        [names[row["context"]] for row in rows],
        [row["context"] in held for row in rows],
    )
    return Assistant.open(folder / "index"), asked


def _measured(assistant: Assistant, asked: Questions) -> dict[str, float | int]:
    pairs = list(zip(asked.texts, asked.files, strict=True))
    found = [assistant.search(text, 1).hits[0].document == name for text, name in pairs]
    dense = [_by_chunk(assistant, text) == name for text, name in pairs]
    untrained = [right for right, new in zip(found, asked.untrained, strict=True) if new]
    return {
        "questions": len(pairs),
        "hybrid": round(fmean(found), 4),
        "chunk vectors alone": round(fmean(dense), 4),
        "untrained": len(untrained),
        "hybrid, untrained": round(fmean(untrained), 4),
    }


def _by_chunk(assistant: Assistant, text: str) -> str:
    nearest = assistant.collection.chunk_store.similarity_search(text, 1)
    return str(nearest[0].metadata["document"])


if __name__ == "__main__":
    main()
