"""Runs: recorded as they go, gone on with, the same twice, and recomputed from what is kept."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path
from statistics import fmean
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import EvaluationRunError, EvaluationSetError, QuestionEmptyError
from assistant.evaluation.comparing import compare_runs
from assistant.evaluation.figures import figures
from assistant.evaluation.items import CalculationItem, ClaimItem, Item, QuestionItem
from assistant.evaluation.outcomes import Outcome, Output, Passage
from assistant.evaluation.report import write_report
from assistant.evaluation.runner import Runner
from assistant.evaluation.running import Bound, Selection
from assistant.evaluation.runs import RunFolder

_DESCRIBED = {
    "system": "fake", "version": "0", "settings": {"judge": True}, "settings_digest": "abc",
    "index": {"generation": 1}, "sets": [{"name": "s", "items": 3}], "where": [],
}  # fmt: skip


class _Nothing:
    """No source and no entailment is looked at."""

    def text(self, document: str) -> str:
        raise AssertionError(document)

    def entails(self, premise: str, hypothesis: str) -> bool:
        raise AssertionError(premise)


class _Fake:
    """Says the verdicts that it is told; remembers what it was asked."""

    def __init__(self, **verdicts: str) -> None:
        self.verdicts = verdicts
        self.asked: list[str] = []

    def answer(self, item: Item) -> Output:
        self.asked.append(item.id)
        if item.id not in self.verdicts:
            raise QuestionEmptyError("Nothing is asked", "Ask something")
        verdict = self.verdicts[item.id]
        return Output({"verdict": verdict, "confidence": 0.7, "evidence": []})


def _claim(name: str, right: str = "supported", **others: Any) -> ClaimItem:
    return ClaimItem(id=name, claim=f"Claim {name}.", language="en", verdict=right, **others)  # type: ignore[arg-type]


_ITEMS = [("s", _claim("a")), ("s", _claim("b", "contradicted")), ("s", _claim("c"))]


def _run(path: Path, system: _Fake, items: Sequence[tuple[str, Item]] = _ITEMS) -> RunFolder:
    folder = RunFolder(path)
    folder.begin(_DESCRIBED)
    list(Runner(system, _Nothing(), _Nothing()).run(items, folder))
    return folder


def test_an_item_that_fails_is_recorded_and_the_rest_go_on(tmp_path: Path) -> None:
    folder = _run(tmp_path, _Fake(a="supported", c="contradicted"))
    first, second, third = folder.outcomes()
    assert first.scores["verdict_right"] == 1.0
    assert second.output is None
    # Contradicted is right: what failed is wrong, but no false support.
    assert second.scores == {"verdict_right": 0.0, "false_support": 0.0}
    assert second.error == {"type": "QuestionEmpty", "message": "Nothing is asked. Ask something."}
    assert third.scores["verdict_right"] == 0.0
    (found,) = figures(folder.outcomes(), folder.seconds())
    assert (found.items, found.errors, found.failures) == (3, 1, 2)


@pytest.mark.parametrize("broken", ["answer", "form"])
def test_any_failure_of_one_item_leaves_the_others(tmp_path: Path, broken: str) -> None:
    class Broken(_Fake):
        def answer(self, item: Item) -> Output:
            if item.id != "b":
                return super().answer(item)
            if broken == "form":
                return Output({"evidence": []})  # scoring needs more
            raise RuntimeError("a library gave up")

    folder = _run(tmp_path, Broken(a="supported", c="supported"))
    errors = [one.error for one in folder.outcomes()]
    assert [error is None for error in errors] == [True, False, True]
    assert errors[1]
    assert errors[1]["type"] in ("RuntimeError", "KeyError", "TypeError")


def test_a_failed_question_is_wrong_in_all_that_it_could_be(tmp_path: Path) -> None:
    items = [
        (
            "s",
            QuestionItem(id="a", question="?", language="en", answerable=True, expected=(("5",),)),
        ),
        ("s", QuestionItem(id="b", question="??", language="en", answerable=False)),
        ("s", CalculationItem(id="c", calculation="?", language="en", value=Decimal(1), unit="1")),
    ]
    first, second, third = _run(tmp_path, _Fake(), items).outcomes()
    assert first.scores["answer_contains"] == 0.0
    assert first.scores["refusal_wrong"] == 1.0
    assert second.scores == {"refusal_kept": 0.0}
    assert third.scores == {"calculation_right": 0.0}


def test_a_run_goes_on_where_it_was_stopped(tmp_path: Path) -> None:
    whole = _run(tmp_path / "whole", _Fake(a="supported", b="supported", c="disputed"))
    folder = _run(tmp_path / "torn", _Fake(a="supported"), _ITEMS[:1])
    with (folder.path / "outcomes.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"set": "s", "item": {"id": "b"')  # the program was killed here
    again = _Fake(a="disputed", b="supported", c="disputed")
    _run(tmp_path / "torn", again)
    assert again.asked == ["b", "c"]
    kept = [(path / "outcomes.jsonl").read_bytes() for path in (whole.path, folder.path)]
    assert kept[0] == kept[1]


def test_two_runs_are_the_same_but_for_their_timings(tmp_path: Path) -> None:
    folders = [_run(tmp_path / name, _Fake(a="supported", b="supported")) for name in "xy"]
    for folder in folders:
        write_report(folder)
    for name in ("run.json", "outcomes.jsonl", "figures.json"):
        assert len({(folder.path / name).read_bytes() for folder in folders}) == 1, name


def test_a_folder_with_another_run_is_refused(tmp_path: Path) -> None:
    folder = _run(tmp_path, _Fake(a="supported"))
    with pytest.raises(EvaluationRunError, match=r"holds another run .settings_digest"):
        RunFolder(folder.path).begin(_DESCRIBED | {"settings_digest": "other"})


def test_what_is_no_run_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(EvaluationRunError, match="no evaluation run"):
        _ = RunFolder(tmp_path).description
    folder = _run(tmp_path / "run", _Fake(a="supported"))
    for name, read in (("outcomes.jsonl", folder.outcomes), ("timings.jsonl", folder.seconds)):
        (folder.path / name).write_text("{}\n", encoding="utf-8")
        with pytest.raises(EvaluationRunError, match="damaged"):
            read()
    for text in ("{", "[]", "5"):
        (folder.path / "run.json").write_text(text, encoding="utf-8")
        with pytest.raises(EvaluationRunError, match="damaged"):
            _ = RunFolder(folder.path).description


@pytest.mark.parametrize("line", [b"5", b"{", b"\xff", b'{"set": "s", "id": "z"}', b"null"])
def test_a_damaged_line_is_named(tmp_path: Path, line: bytes) -> None:
    folder = _run(tmp_path, _Fake(a="supported"))
    for name, read in (("outcomes.jsonl", folder.outcomes), ("timings.jsonl", folder.seconds)):
        with (folder.path / name).open("ab") as file:
            file.write(line + b"\n")
        with pytest.raises(EvaluationRunError, match=rf"Line {len(_ITEMS) + 1} of .*{name}"):
            read()


def test_a_time_without_a_zone_is_read_as_well(tmp_path: Path) -> None:
    folder = _run(tmp_path, _Fake(a="supported"))
    whole = folder.begun()
    path = folder.path / "timings.jsonl"
    first, rest = path.read_text(encoding="utf-8").split("\n", 1)
    path.write_text(f"{first.replace('+00:00', '')}\n{rest}", encoding="utf-8")
    begun = folder.begun()
    assert begun is not None
    assert whole is not None
    assert begun.tzinfo is not None


def test_a_file_of_a_run_that_cannot_be_mended_is_an_error(tmp_path: Path) -> None:
    folder = _run(tmp_path, _Fake(a="supported"))
    (folder.path / "outcomes.jsonl").unlink()
    (folder.path / "outcomes.jsonl").mkdir()
    with pytest.raises(EvaluationRunError, match="cannot be written"):
        RunFolder(folder.path).begin(_DESCRIBED)


def test_what_another_run_differs_in_is_told_in_short(tmp_path: Path) -> None:
    folder = _run(tmp_path, _Fake(a="supported"))
    with pytest.raises(EvaluationRunError) as raised:
        RunFolder(folder.path).begin(_DESCRIBED | {"sets": [{"name": "a " * 500}]})
    assert len(raised.value.problem) < 200 + len(str(tmp_path))


def test_outcomes_of_an_unknown_run_are_not_added_to(tmp_path: Path) -> None:
    (tmp_path / "outcomes.jsonl").write_text("", encoding="utf-8")
    with pytest.raises(EvaluationRunError, match="unknown run"):
        RunFolder(tmp_path).begin(_DESCRIBED)


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(EvaluationRunError, match="cannot be written"):
        RunFolder(tmp_path / "file" / "run").begin(_DESCRIBED)


def test_figures_recomputed_from_the_lines_agree(tmp_path: Path) -> None:
    items = [
        (
            "s",
            _claim(
                f"{n}", "supported" if n % 3 else "contradicted", kind="even odd".split()[n % 2]
            ),
        )
        for n in range(40)
    ]
    said = {f"{n}": "supported" if n % 4 else "contradicted" for n in range(40)}
    folder = _run(tmp_path, _Fake(**said), items)
    write_report(folder)
    rows = [
        json.loads(line) for line in (tmp_path / "outcomes.jsonl").read_text("utf-8").splitlines()
    ]
    (kept,) = json.loads((tmp_path / "figures.json").read_text("utf-8"))

    def accuracy(rows: list[dict[str, Any]]) -> float:
        return fmean(row["output"]["verdict"] == row["item"]["verdict"] for row in rows)

    assert kept["by_set"]["all"]["verdict_right"]["value"] == pytest.approx(accuracy(rows), abs=0)
    odd = [row for row in rows if row["item"]["kind"] == "odd"]
    assert kept["by_kind"]["odd"]["verdict_right"] == kept["by_kind"]["odd"]["verdict_right"] | {
        "value": accuracy(odd), "items": 20
    }  # fmt: skip


@given(
    text=st.text(min_size=1),
    scores=st.dictionaries(st.sampled_from(["mrr", "quote_exact"]), st.floats(0, 1)),
)
def test_an_outcome_is_read_as_it_was_written(text: str, scores: dict[str, float]) -> None:
    item = QuestionItem(id="q", question=f"{text}?", language="ja")  # a set holds no blank one
    output = Output({"status": "answered", "answer": text}, (Passage(text, 0, 3),))
    outcome = Outcome("set", item, output, scores)
    assert "\n" not in outcome.line()
    assert Outcome.of_line(outcome.line()) == outcome


@pytest.mark.parametrize("line", ["", "{}", "[]", "5", '{"set": "s", "item": {}}'])
def test_a_line_that_is_no_outcome_is_refused(line: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  # pydantic's and json's are among them
        Outcome.of_line(line)


def test_runs_are_compared_item_by_item(tmp_path: Path) -> None:
    before = _run(tmp_path / "x", _Fake(a="supported", b="supported", c="disputed"))
    after = _run(tmp_path / "y", _Fake(a="disputed", b="contradicted", c="supported"))
    found = compare_runs(before, after)
    assert [one.item.id for _, one in found.mended] == ["b", "c"]
    assert [one.item.id for _, one in found.broken] == ["a"]
    assert (found.alone, found.changed) == (0, ())
    accuracy = {one.metric: one for one in found.metrics}["verdict_right"]
    assert (accuracy.before, accuracy.after) == (pytest.approx(1 / 3), pytest.approx(2 / 3))
    assert accuracy.verdict == "no more than chance"
    assert json.loads(json.dumps(found.row()))["mended"][0]["id"] == "b"


def test_less_of_an_error_is_better(tmp_path: Path) -> None:
    items = [("s", _claim(f"n{n}", "contradicted")) for n in range(20)]
    names = [item.id for _, item in items]
    before = _run(tmp_path / "x", _Fake(**dict.fromkeys(names, "supported")), items)
    after = _run(tmp_path / "y", _Fake(**dict.fromkeys(names, "contradicted")), items)
    verdicts = {one.metric: one.verdict for one in compare_runs(before, after).metrics}
    assert verdicts["false_support"] == verdicts["verdict_right"] == "better"
    back = {one.metric: one.verdict for one in compare_runs(after, before).metrics}
    assert back["false_support"] == back["verdict_right"] == "worse"


def test_runs_without_an_item_in_common_cannot_be_compared(tmp_path: Path) -> None:
    before = _run(tmp_path / "x", _Fake(a="supported"), _ITEMS[:1])
    changed = [("s", _claim("a", "disputed"))]
    after = _run(tmp_path / "y", _Fake(a="supported"), changed)
    with pytest.raises(EvaluationRunError, match="no item in common"):
        compare_runs(before, after)


@pytest.mark.parametrize(
    ("bound", "broken"),
    [
        (Bound("verdict_right", 0.6, at_least=True), False),
        (Bound("verdict_right", 0.7, at_least=True), True),
        (Bound("false_support", 0.0, at_least=False), False),
        (Bound("verdict_right", 0.5, at_least=False), True),
    ],
)
def test_bounds(tmp_path: Path, bound: Bound, broken: bool) -> None:
    folder = _run(tmp_path, _Fake(a="supported", b="contradicted", c="disputed"))
    found = figures(folder.outcomes(), folder.seconds())
    assert bool(bound.broken_by(found)) == broken


def test_a_bound_of_no_figure_is_refused(tmp_path: Path) -> None:
    folder = _run(tmp_path, _Fake(a="supported"))
    with pytest.raises(EvaluationRunError, match="has no figure mrr"):
        Bound.parse("mrr=1", at_least=True).broken_by(figures(folder.outcomes(), {}))
    with pytest.raises(EvaluationRunError, match="No figure is called 'speed'"):
        Bound.parse("speed=1", at_least=True)
    for words in ("verdict_right", "verdict_right=", "verdict_right=high", "mrr=nan", "mrr=inf"):
        with pytest.raises(EvaluationRunError, match="is no bound"):
            Bound.parse(words, at_least=True)


Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a set of claims with the given fields."""

    def written(name: str, *rows: dict[str, Any]) -> Path:
        path = tmp_path / name
        base = {"claim": "So.", "language": "en", "verdict": "supported"}
        lines = [json.dumps(base | {"id": f"{n}"} | row) for n, row in enumerate(rows)]
        path.write_text("\n".join(lines), encoding="utf-8")
        return path

    return written


def test_items_are_chosen_by_their_fields(write: Write) -> None:
    path = write("s.jsonl", {"split": "held"}, {"split": "tune"}, {"split": "held", "kind": "x"})
    chosen = Selection.of([path], ["split=held", "kind=x"])
    assert [item.id for _, item in chosen.items] == ["2"]
    assert (chosen.name, chosen.files[0].items) == ("s-split-held-kind-x", 1)


def test_truth_values_are_written_as_in_the_set(tmp_path: Path) -> None:
    path = tmp_path / "q.jsonl"
    rows = [{"id": "a", "question": "?", "language": "en", "answerable": False}]
    path.write_text(json.dumps(rows[0]), encoding="utf-8")
    assert Selection.of([path], ["answerable=false"]).items
    assert Selection.of([path], ["question=?"]).name == "q-question-"


def test_what_cannot_be_chosen_is_refused(write: Write, tmp_path: Path) -> None:
    path = write("s.jsonl", {})
    for where in ("split", "split=", "colour=red"):
        with pytest.raises(EvaluationSetError, match="is no condition"):
            Selection.of([path], [where])
    with pytest.raises(EvaluationSetError, match="no item to run"):
        Selection.of([path], ["split=held"])
    with pytest.raises(EvaluationSetError, match="Two sets are called s"):
        Selection.of([path, path], [])
