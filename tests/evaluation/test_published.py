"""The published tables are those of the published figures."""

from __future__ import annotations

import hashlib
import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

from assistant.evaluation.figures import DECIMALS
from assistant.evaluation.statistics import mean_score
from assistant.settings import load_settings

_ROOT = Path(__file__).parents[2]
_RESULTS = _ROOT / "eval/results"


@pytest.fixture(scope="module")
def tables() -> ModuleType:
    path = _ROOT / "eval/bench/publishing/tables.py"
    spec = importlib.util.spec_from_file_location("tables", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_readmes_tables_are_not_stale(tables: ModuleType) -> None:
    published = json.loads((_RESULTS / "published.json").read_text(encoding="utf-8"))
    judged = json.loads((_RESULTS / "judge.json").read_text(encoding="utf-8"))
    readme = (_ROOT / "README.md").read_text(encoding="utf-8")
    assert tables.with_summary(readme, published) == readme, "run make eval-all"
    page = (_RESULTS / "README.md").read_text(encoding="utf-8")
    assert tables.results_page(published, judged) == page, "run make eval-all"


def test_a_readme_without_a_place_for_the_table_is_refused(tables: ModuleType) -> None:
    with pytest.raises(ValueError, match="no place"):
        tables.with_summary("# Title\n", {"benchmarks": {}})


def test_every_benchmark_has_the_assistant_and_its_baselines() -> None:
    found = json.loads((_RESULTS / "published.json").read_text(encoding="utf-8"))["benchmarks"]
    for name, systems in ((name, one["systems"]) for name, one in found.items()):
        assert {"assistant", "without the judge"} <= systems.keys(), name
        if not name.endswith("tune") and ("questions" in name or "." in name):
            assert {"BM25 alone", "dense alone", "plain LangChain"} <= systems.keys(), name
    public = {name.partition(".")[0] for name in found if "." in name}
    assert public == {"xquad", "jsquad", "nomiracl", "ramdocs", "tatqa"}


@pytest.mark.parametrize(
    ("right", "items", "cell"),
    [(4, 123, "3.3"), (45, 57, "78.9"), (41, 71, "57.7"), (1, 16, "6.2"), (3, 16, "18.8")],
)
def test_a_figure_is_rounded_once_from_what_is_kept(
    tables: ModuleType, right: int, items: int, cell: str
) -> None:
    kept = mean_score([1.0] * right + [0.0] * (items - right))
    row = {"overall": {"mrr": {"value": round(kept.value, DECIMALS), "low": 0, "high": 1}}}
    row["overall"]["mrr"]["items"] = items
    (_, _, line) = tables._table({"a": {"systems": {"s": [row]}}}, "a", ["mrr"], ["s"])
    assert line == f"| a | s | {cell} (0–100) of {items} |"


def test_published_shares_are_whole_numbers_of_items() -> None:
    found = json.loads((_RESULTS / "published.json").read_text(encoding="utf-8"))["benchmarks"]
    shares = [
        figure
        for one in found.values()
        for rows in one["systems"].values()
        for row in rows
        for name, figure in row["overall"].items()
        if figure["method"] == "wilson" and name in ("answer_contains", "refusal_wrong")
    ]
    assert len(shares) > 100
    for one in shares:
        right = round(one["value"] * one["items"])
        assert one["value"] == round(right / one["items"], DECIMALS)


def test_the_figures_are_of_the_sets_as_they_are() -> None:
    found = json.loads((_RESULTS / "published.json").read_text(encoding="utf-8"))["benchmarks"]
    present = {
        hashlib.sha256(path.read_bytes()).hexdigest()
        for path in (_ROOT / "eval/sets").glob("*.jsonl")
    }
    for name, one in found.items():
        assert one["set"] is None or one["set"] in present, f"run make eval-all for {name}"
        assert one["settings"] == load_settings().digest(), f"run make eval-all for {name}"
