"""A run with a chat model against one without: paired, side by side, and what flipped."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assistant.cli.output.evaluation import show_comparison
from assistant.evaluation.comparing import Comparison, compare_runs
from assistant.evaluation.items import QuestionItem
from assistant.evaluation.metrics.case import Case
from assistant.evaluation.outcomes import Outcome, Output
from assistant.evaluation.runs import RunFolder
from assistant.evaluation.scoring import scores

_COST = QuestionItem(id="cost", question="What does it cost?", language="en", answerable=True,
                     sources=("a.txt",), expected=(("5 dollars",),))  # fmt: skip
_COLOUR = QuestionItem(id="colour", question="Which colour is it?", language="en", answerable=True,
                       sources=("a.txt",), expected=(("blue",),))  # fmt: skip
_AGE = QuestionItem(id="age", question="How old is it?", language="en", answerable=False)


def _described(llm: str | None) -> dict[str, Any]:
    return {
        "system": "assistant", "version": "0", "settings_digest": str(llm), "where": [],
        "settings": {"judge": True, "llm": llm}, "index": {"name": "mine", "generation": 1},
        "sets": [{"name": "s", "items": 3}],
    }  # fmt: skip


def _drafted(failure: str | None, *outcomes: str, read: int = 0) -> dict[str, Any]:
    sentences = [{"text": "x", "outcome": outcome} for outcome in outcomes]
    return {
        "failure": failure, "sentences": sentences,
        "tokens_read": read, "tokens_written": read // 10,
    }  # fmt: skip


@pytest.fixture
def compared(
    tmp_path: Path, case: Callable[..., Case], quote: Callable[..., dict[str, Any]]
) -> Comparison:
    """Three questions; the chat model loses a quote and answers one that is not answerable."""
    both = [quote("a.txt", 0, 19), quote("a.txt", 20, 31)]
    runs = {
        "plain": [
            (case(_COST, answer="It costs 5 dollars. [1]", citations=both[:1]), 1.0),
            (case(_COLOUR, answer="It is blue. [1]", citations=both[1:]), 1.0),
            (case(_AGE, status="refused"), 2.0),
        ],
        "drafted": [
            (
                case(
                    _COST,
                    answer="The price is 5 dollars. [1] It costs 5 dollars. [1]",
                    citations=both[:1],
                    draft=_drafted(None, "verified", "redrafted", "left_out", read=1000),
                ),
                20.0,
            ),
            (
                case(
                    _COLOUR,
                    answer="It costs 5 dollars. [1]",
                    citations=both[:1],
                    draft=_drafted("unreachable"),
                ),
                30.0,
            ),
            (
                case(
                    _AGE,
                    answer="It is blue. [1]",
                    citations=both[1:],
                    draft=_drafted(None, "verified", read=3000),
                ),
                40.0,
            ),
        ],
    }
    folders = {}
    for name, llm in (("plain", None), ("drafted", "openai:some")):
        folders[name] = RunFolder(tmp_path / name)
        folders[name].begin(_described(llm))
        # The order of a run does not matter to what it is compared with.
        for held, seconds in runs[name] if name == "plain" else reversed(runs[name]):
            output = Output(json.loads(json.dumps(held.output.form)))
            folders[name].record(Outcome("s", held.item, output, scores(held)), seconds)
    return compare_runs(folders["plain"], folders["drafted"])


def test_items_are_paired_and_what_flipped_is_named(compared: Comparison) -> None:
    assert [(one.item.id, two.item.id) for one, two in compared.broken] == [
        ("colour", "colour"),
        ("age", "age"),
    ]
    assert (compared.mended, compared.alone) == ((), 0)
    assert 'settings.llm: null, "openai:some"' in compared.changed


def test_answers_and_citations_are_compared(compared: Comparison) -> None:
    found = {one.metric: one for one in compared.metrics}
    assert (found["answer_contains"].before, found["answer_contains"].after) == (1.0, 0.5)
    assert (found["refusal_kept"].before, found["refusal_kept"].after) == (1.0, 0.0)
    # Of the first draft one of two sentences holds what its quote does not: "The price is".
    assert (found["citation_recall"].before, found["citation_recall"].after) == (1.0, 0.75)
    assert (found["citation_precision"].before, found["citation_precision"].after) == (1.0, 0.75)
    assert found["citation_recall"].difference.estimate.items == 2
    assert {one.verdict for one in compared.metrics} == {"no more than chance"}


def test_what_only_drafts_have_stands_beside_nothing(compared: Comparison) -> None:
    only = {one.name: (one.before, one.after, one.items) for one in compared.only}
    assert only == {
        "draft_used": (None, pytest.approx(2 / 3), 3),
        "sentences_verified": (None, pytest.approx((2 / 3 + 1) / 2), 2),
    }
    assert {one.metric for one in compared.metrics}.isdisjoint(only)


def test_seconds_and_tokens_stand_side_by_side(compared: Comparison) -> None:
    spent = {one.name: (one.before, one.after, one.items) for one in compared.spent}
    assert spent == {
        "seconds_p50": (1.0, 30.0, 3),
        "seconds_p95": (pytest.approx(1.9), pytest.approx(39.0), 3),
        # Of the answers whose model said how many there were.
        "tokens_read": (None, 2000.0, 2),
        "tokens_written": (None, 200.0, 2),
    }


def test_all_of_it_is_printed(compared: Comparison, capsys: pytest.CaptureFixture[str]) -> None:
    show_comparison(compared, json=False)
    lines = [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]
    assert "sentences_verified – -> 83.3% of 2" in lines
    assert "seconds_p50 1.00 -> 30.00 of 3" in lines
    assert "tokens_read – -> 2,000 of 2" in lines
    assert "wrong now: s colour Which colour is it?" in lines
    show_comparison(compared, json=True)
    row = json.loads(capsys.readouterr().out)
    assert [one["name"] for one in row["only"]] == ["draft_used", "sentences_verified"]
    assert row["spent"][2] == {"name": "tokens_read", "before": None, "after": 2000.0, "items": 2}
