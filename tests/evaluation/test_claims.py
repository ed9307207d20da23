"""Sets of claims: the loader, the project's own set, and the figures by hand."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from assistant.errors import EvaluationSetError
from assistant.evaluation.claims import Checked, confusion, load_claims, summary
from assistant.types import Verdict

_ROOT = Path(__file__).parents[2]
_SET = _ROOT / "eval/sets/claims.jsonl"
_ROW: dict[str, Any] = {
    "id": "a",
    "claim": "It cost 5 euros.",
    "language": "en",
    "verdict": "supported",
    "sources": [{"document": "a.txt", "quote": "5 Euro", "stance": "supports"}],
    "kind": "number",
    "relation": None,
    "pair": "en-de",
    "split": "tune",
}


def _load(folder: Path, **change: Any) -> Any:
    (folder / "set.jsonl").write_text(json.dumps(_ROW | change) + "\n", encoding="utf-8")
    (item,) = load_claims(folder / "set.jsonl")
    return item


def test_a_line_is_a_claim(tmp_path: Path) -> None:
    item = _load(tmp_path)
    assert (item.id, item.verdict, item.sources[0].quote) == ("a", "supported", "5 Euro")


@pytest.mark.parametrize(
    "change",
    [
        {"verdict": "true"},
        {"language": "fr"},
        {"split": "test"},
        {"sources": [{"document": "a.txt"}]},
        {"sources": [{"document": "a.txt", "quote": "x", "stance": "neutral"}]},
        {"claim": 5},
        {"colour": "red"},
    ],
)
def test_a_wrong_value_is_refused_by_its_line(tmp_path: Path, change: dict[str, Any]) -> None:
    with pytest.raises(EvaluationSetError, match=r"Line 1 of .*set\.jsonl"):
        _load(tmp_path, **change)


def test_the_set_is_large_and_covers_pairs_kinds_and_verdicts() -> None:
    items = load_claims(_SET)
    assert len(items) >= 240
    assert len({item.id for item in items}) == len({item.claim for item in items}) == len(items)
    pairs = Counter(item.pair for item in items)
    assert {f"{c}-{s}" for c in ("en", "de", "ja") for s in ("en", "de", "ja")} <= pairs.keys()
    kinds = Counter(item.kind for item in items)
    assert kinds.keys() == {
        "number", "unit", "scale", "year", "entity", "negation", "modality", "paraphrase",
    }  # fmt: skip
    assert min(kinds.values()) >= 20
    verdicts = Counter(item.verdict for item in items)
    assert min(verdicts["supported"], verdicts["contradicted"]) >= 80
    assert verdicts["not_enough_evidence"] >= 60
    held = sum(item.split == "held" for item in items)
    assert 0.3 <= held / len(items) <= 0.36


def test_quotes_of_the_set_stand_in_their_sources(shared: Path) -> None:
    from assistant.sources import discover, read

    texts = {
        file.name: read(file).text for file in discover([shared / "seeds", _ROOT / "corpus"]).files
    }
    absent = [
        (item.id, source.quote)
        for item in load_claims(_SET)
        for source in item.sources
        if source.quote not in texts[source.document]
    ]
    assert absent == []


def test_verdicts_and_sources_of_the_set_agree() -> None:
    wanted = {
        "supported": {"supports"},
        "contradicted": {"contradicts"},
        "disputed": {"supports", "contradicts"},
        "not_enough_evidence": set(),
        "nothing_to_check": set(),
    }
    for item in load_claims(_SET):
        assert {source.stance for source in item.sources} == wanted[item.verdict], item.id


def test_figures_by_hand(tmp_path: Path) -> None:
    said = [
        ("supported", "supported", "number"),
        ("contradicted", "supported", "number"),
        ("contradicted", "contradicted", "year"),
        ("not_enough_evidence", "not_enough_evidence", "year"),
    ]
    outcomes = [
        Checked(
            _load(tmp_path, verdict=right, kind=kind, sources=[]),
            Verdict("c", "en", found, 0.5, (), (), ""),  # type: ignore[arg-type]
        )
        for right, found, kind in said
    ]
    figures = summary(outcomes)
    assert figures["all"] == {
        "items": 4,
        "accuracy": 0.75,
        # F1: 2/3 supported, 2/3 contradicted, 1 not enough evidence.
        "macro-F1": pytest.approx((2 / 3 + 2 / 3 + 1) / 3),
        # One of the three that are contradicted or without evidence.
        "false support": pytest.approx(1 / 3),
    }
    assert figures["kind year"]["accuracy"] == 1.0
    assert figures["pair en-de"]["items"] == 4
    assert confusion(outcomes) == {
        "supported": {"supported": 1},
        "contradicted": {"supported": 1, "contradicted": 1},
        "not_enough_evidence": {"not_enough_evidence": 1},
    }
