"""``make disagreements``: which disagreements answers name, and which they make up.

A disagreement counts as found when one entry holds two of its positions, or all where it has only
one; false is every question without an expected disagreement whose answer reports one. The four
articles are read from ../shared/seeds (ASSISTANT_SHARED), the corpus from this repository.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from assistant.chain import Assistant
from assistant.index.opening import open_builder
from assistant.settings import load_settings
from assistant.types import Disagreement, Position, Quantity

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("ASSISTANT_SHARED", ROOT.parent / "shared"))
SOURCES = {"articles": SHARED / "seeds", "corpus": ROOT / "corpus"}


def main() -> None:
    """Measures both indexes and both splits, prints and keeps the figures."""
    path = ROOT / "eval/sets/disagreements.jsonl"
    items = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]
    figures: dict[str, dict[str, int]] = {}
    for name, sources in SOURCES.items():
        with tempfile.TemporaryDirectory() as folder:
            index = Path(folder) / "index"
            open_builder(index, load_settings()).build([sources])
            assistant = Assistant.open(index)
            for split in ("tune", "held"):
                chosen = [i for i in items if (i["index"], i["split"]) == (name, split)]
                figures[f"{name}, {split}"] = _measured(assistant, chosen)
                print(f"{name}, {split}: {figures[f'{name}, {split}']}")
    content = {"settings_digest": load_settings().digest(), "disagreements": figures}
    results = ROOT / "eval/results/disagreements.json"
    results.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


def _measured(assistant: Assistant, items: Sequence[dict[str, Any]]) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for item in items:
        reported = assistant.ask(item["question"]).disagreements
        for expected in item["expected"]:
            entries = [entry for entry in reported if _holds(entry, expected)]
            counts["expected"] += 1
            counts["found"] += bool(entries)
            counts["relation right"] += any(e.relation == expected["relation"] for e in entries)
        if not item["expected"]:
            counts["questions without one"] += 1
            counts["false"] += bool(reported)
    return dict(counts)


def _holds(entry: Disagreement, expected: dict[str, Any]) -> bool:
    values = {position["value"] for position in expected["positions"]}
    held = sum(any(_is(position, value) for position in entry.positions) for value in values)
    return held >= min(2, len(values))


def _is(position: Position, value: str) -> bool:
    if position.quantity is None or not value[:1].isdigit():
        return position.text.casefold()[:6] == value.casefold()[:6]
    low, _, high = value.partition("-")
    ends = _ends(position.quantity)
    return all(Decimal(end) in ends for end in (low, high) if end)


def _ends(quantity: Quantity) -> set[Decimal]:
    numbers = (quantity.value, quantity.low, quantity.high)
    return {number for number in numbers if number is not None}


if __name__ == "__main__":
    main()
