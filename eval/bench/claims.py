"""Claims of eval/sets/claims.jsonl checked against the articles and against corpus/.

Keeps in eval/results/claims.json, for what was tuned on and what was not, with the judge and
without: accuracy, macro-F1 and false support over all, by kind and by pair of languages, the
confusion of verdicts, and how often verdicts of a given confidence are right; the last for what
was not tuned on also as a diagram, eval/results/claims-calibration.svg. Needs shared data
(ASSISTANT_SHARED).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from claim_sets import ROOT, ClaimSets

from assistant.evaluation.claims import Checked, confusion, summary
from assistant.evaluation.diagrams import reliability_diagram
from assistant.evaluation.metrics.calibration import (
    Bin,
    expected_calibration_error,
    reliability,
)
from assistant.settings import load_settings

BINS = 5
RESULTS = ROOT / "eval/results"


def main() -> None:
    """Checks, prints and keeps the figures."""
    kept: dict[str, object] = {}
    for how, judging in (("without the judge", False), ("with the judge", True)):
        sets = ClaimSets(judging=judging)
        for split in ("tune", "held"):
            checked = [
                Checked(item, sets.assistant(item).check(item.claim)) for item in sets.of(split)
            ]
            if (how, split) == ("with the judge", "held"):
                title = "Confidence of verdicts on claims held out"
                diagram = reliability_diagram(_bins(checked), title)
                (RESULTS / "claims-calibration.svg").write_text(diagram, encoding="utf-8")
            kept[f"{split}, {how}"] = _figures(checked)
            _print(f"{split}, {how}", kept[f"{split}, {how}"])
    content = {"settings": load_settings().digest(), "figures": kept}
    text = json.dumps(content, indent=1, ensure_ascii=False) + "\n"
    (RESULTS / "claims.json").write_text(text, encoding="utf-8")


def _print(name: str, figures: Any) -> None:
    print(f"\n{name}")
    for group, means in figures["means"].items():
        print(f"{group:24}", "  ".join(f"{key} {value:.3f}" for key, value in means.items()))
    print(json.dumps(figures["confusion"], indent=1))


def _figures(checked: Sequence[Checked]) -> dict[str, Any]:
    return {
        "means": {
            group: {key: round(value, 4) for key, value in means.items()}
            for group, means in summary(checked).items()
        },
        "confusion": {name: dict(counts) for name, counts in confusion(checked).items()},
        "calibration": {
            "bins": [
                {key: round(value, 4) for key, value in asdict(one).items()}
                for one in _bins(checked)
            ],
            "error": round(expected_calibration_error(*_confidences(checked), BINS), 4),
        },
    }


def _bins(checked: Sequence[Checked]) -> tuple[Bin, ...]:
    return reliability(*_confidences(checked), BINS)


def _confidences(checked: Sequence[Checked]) -> tuple[list[float], list[bool]]:
    sure = [one for one in checked if one.verdict.verdict != "nothing_to_check"]
    chances = [one.verdict.confidence for one in sure]
    return chances, [one.verdict.verdict == one.item.verdict for one in sure]


if __name__ == "__main__":
    main()
