"""Claims of eval/sets/claims.jsonl checked against the articles and against corpus/.

Keeps in eval/results/claims.json, for what was tuned on and what was not, with the judge and
without: accuracy, macro-F1 and false support over all, by kind and by pair of languages, the
confusion of verdicts, and how often verdicts of a given confidence are right. Needs shared data
(ASSISTANT_SHARED).
"""

from __future__ import annotations

import json
import os
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from statistics import fmean

from assistant.chain import Assistant
from assistant.evaluation.claims import Checked, confusion, load_claims, run, summary
from assistant.evaluation.metrics.calibration import expected_calibration_error
from assistant.index.opening import open_builder
from assistant.settings import load_settings

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("ASSISTANT_SHARED", ROOT.parent / "shared"))
SETS = {"ca": ("eval-articles", SHARED / "seeds"), "cc": ("eval-corpus", ROOT / "corpus")}
"""By the beginning of an id: the index, and what it is built of."""
BINS = 5


def main() -> None:
    """Checks, prints and keeps the figures."""
    claims = load_claims(ROOT / "eval/sets/claims.jsonl")
    kept: dict[str, object] = {}
    for how, judging in (("without the judge", False), ("with the judge", True)):
        settings = load_settings().model_copy(update={"judge": judging})
        checked: list[Checked] = []
        for key, (name, folder) in SETS.items():
            index = ROOT / "indexes" / name
            open_builder(index, load_settings()).build([folder])
            chosen = [claim for claim in claims if claim.id.startswith(key)]
            checked += run(Assistant.open(index, settings), chosen)
        for split in ("tune", "held"):
            part = [outcome for outcome in checked if outcome.item.split == split]
            kept[f"{split}, {how}"] = figures = _figures(part)
            print(f"\n{split}, {how}")
            for group, means in figures["means"].items():
                cells = "  ".join(f"{key} {value:.3f}" for key, value in means.items())
                print(f"{group:24} {cells}")
            print(json.dumps(figures["confusion"], indent=1))
    content = {"settings": load_settings().digest(), "figures": kept}
    path = ROOT / "eval/results/claims.json"
    path.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _figures(checked: Sequence[Checked]) -> dict[str, dict[str, dict[str, float | int]]]:
    sure = [outcome for outcome in checked if outcome.verdict.verdict != "nothing_to_check"]
    chances = [outcome.verdict.confidence for outcome in sure]
    right = [outcome.verdict.verdict == outcome.item.verdict for outcome in sure]
    bins: dict[int, list[int]] = defaultdict(list)
    for place, chance in enumerate(chances):
        bins[min(int(chance * BINS), BINS - 1)].append(place)
    calibration: dict[str, dict[str, float | int]] = {
        f"{number / BINS:.1f}-{(number + 1) / BINS:.1f}": {
            "items": len(places),
            "said": round(fmean(chances[place] for place in places), 4),
            "right": round(fmean(right[place] for place in places), 4),
        }
        for number, places in sorted(bins.items())
    }
    calibration["all"] = {"error": round(expected_calibration_error(chances, right), 4)}
    return {
        "means": {
            group: {key: round(value, 4) for key, value in means.items()}
            for group, means in summary(checked).items()
        },
        "confusion": {name: dict(counts) for name, counts in confusion(checked).items()},
        "calibration": calibration,
    }


if __name__ == "__main__":
    main()
