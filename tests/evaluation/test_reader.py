"""Figures of the reading model over small data sets, worked out by hand."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from assistant.errors import JudgeError
from assistant.evaluation.reader import Figures, flat, measure
from assistant.reading.training import own, public
from assistant.reading.training.examples import Example
from assistant.types import Judgement

_QUESTIONS = ("squad2.en", "jsquad.ja", "jaquad.ja", "mlqa.de", "xquad.en", "xquad.de")
_PAIRS = ("jnli.ja", "jsem.ja", "rte3.de", "pawsx.de", "sick.en", "jsick.ja", "sick.en-ja")
_LANGUAGES = ("en", "de", "ja")

Rows = list[dict[str, Any]]


class FakeJudge:
    """Says of a query what it was told, and of any other nothing; remembers what it was asked."""

    def __init__(self, told: Mapping[str, Judgement]) -> None:
        self.told = told
        self.asked: list[tuple[str, tuple[str, ...]]] = []

    def judge(self, query: str, passages: Sequence[str]) -> list[Judgement]:
        self.asked.append((query, tuple(passages)))
        return [self.told.get(f"{query}|{text}", self.told[query]) for text in passages]


def _answer(answer: str, answerable: float) -> Judgement:
    return Judgement(answer, 0, len(answer), answerable, 0.0, 0.0, 1.0)


def _stance(supports: float, contradicts: float, neither: float) -> Judgement:
    return Judgement("", 0, 0, 0.5, supports, contradicts, neither)


def _named(prefix: str, *, held: bool) -> str:
    """A name of that beginning whose group is measured with, or not."""
    examples = (Example("", f"{prefix}{n}", "", "", ("en", "en")) for n in count())
    return next(one.group for one in examples if one.is_held is held)


def _question(
    question: str, context: str, answers: Sequence[str] = (), *, held: bool = True, key: str = ""
) -> dict[str, Any]:
    return {
        "id": key or question,
        "title": _named("title", held=held),
        "question": question,
        "context": context,
        "answers": list(answers),
        "answer_start": [context.index(answer) for answer in answers],
        "answerable": bool(answers),
    }


def _pair(premise: str, hypothesis: str, label: str) -> dict[str, Any]:
    return {"id": hypothesis, "premise": premise, "hypothesis": hypothesis, "label": label}


def _refusals(side: str, number: int, *, answerable: bool) -> Rows:
    """Questions of NoMIRACL that are for one thing."""
    rows = (
        {
            "question": f"{'known' if answerable else 'unknown'} {n}",
            "answerable": answerable,
            "passages": ["a", "b"],
        }
        for n in count()
    )
    chosen = (row for row in rows if public.side_of_refusal(row) == side)
    return [row for row, _ in zip(chosen, range(number), strict=False)]


@pytest.fixture
def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """``written({"squad2.en": [row]})``: a folder of data sets, empty but for these."""
    monkeypatch.setattr(own, "DATA", tmp_path / "own")

    def write(rows: Mapping[str, Iterable[object]]) -> Path:
        refusals = [f"nomiracl.{language}" for language in _LANGUAGES]
        for kind, names in (("qa", _QUESTIONS), ("nli", _PAIRS), ("refusal", refusals)):
            (tmp_path / kind).mkdir(exist_ok=True)
            for name in names:
                plain = _refusals("measure", 1, answerable=True)
                plain += _refusals("measure", 1, answerable=False)
                default = plain if kind == "refusal" else []
                lines = [json.dumps(row) for row in rows.get(name, default)]
                (tmp_path / kind / f"{name}.jsonl").write_text("\n".join(lines), encoding="utf-8")
        return tmp_path

    return write


def _measure(judge: FakeJudge, folder: Path, most: int = 100) -> dict[str, dict[str, Figures]]:
    for row in [row for language in _LANGUAGES for row in public.refusals(folder, language)]:
        judge.told = {row["question"]: _answer("", 0.5), **judge.told}
    return measure(judge, folder, most)  # type: ignore[arg-type]


# --- reading --------------------------------------------------------------------------------------


def test_spans_by_hand(written: Callable[..., Path]) -> None:
    context = "In Berlin the old machine costs 500 dollars."
    rows = [
        _question("price", context, ["500 dollars", "500"]),
        _question("place", context, ["Berlin"]),
        _question("what", context, ["old machine"]),
        _question("who", context),
        _question("when", context),
    ]
    told = {
        "price": _answer("500.", 0.95),
        "place": _answer("in Berlin", 0.75),
        "what": _answer("dollars", 0.25),
        "who": _answer("machine", 0.05),
        "when": _answer("Berlin", 0.65),
    }
    figures = _measure(FakeJudge(told), written({"squad2.en": rows}))["reader"]
    # F1: 1, 2/3 and 0. Refused: what and who, of which who is rightly.
    gaps = 0.05 + 0.25 + 0.75 + 0.05 + 0.65
    assert figures == {
        "squad2.en": {
            "items": 5,
            "exact match": 0.3333,
            "F1": 0.5556,
            "no-answer precision": 0.5,
            "no-answer recall": 0.5,
            "calibration error": pytest.approx(gaps / 5, abs=1e-4),
        }
    }


def test_a_set_without_unanswerable_questions_tells_how_many_are_answered(
    written: Callable[..., Path],
) -> None:
    rows = [_question(f"q{n}", "東京都です。", ["東京都"]) for n in range(4)]
    told = {f"q{n}": _answer("東京", 0.5 if n else 0.49) for n in range(4)}
    figures = _measure(FakeJudge(told), written({"jsquad.ja": rows}))["reader"]
    assert figures == {
        "jsquad.ja": {"items": 4, "exact match": 0.0, "F1": 0.8, "answerable at 0.5": 0.75}
    }


def test_the_language_of_the_passage_decides_about_articles(
    written: Callable[..., Path],
) -> None:
    english = _question("q", "It is the cat.", ["the cat"], key="1")
    german = _question("f", "Es ist die Katze.", ["die Katze"], key="1")
    told = {
        "q|It is the cat.": _answer("cat", 0.9),
        "q|Es ist die Katze.": _answer("Katze", 0.9),
        "f|It is the cat.": _answer("cat", 0.9),
        "f|Es ist die Katze.": _answer("Katze", 0.9),
        "q": _answer("", 0),
        "f": _answer("", 0),
    }
    figures = _measure(FakeJudge(told), written({"xquad.en": [english], "xquad.de": [german]}))
    assert set(figures["reader"]) == {f"xquad.{q}-{p}" for q in ("en", "de") for p in ("en", "de")}
    assert all(row["exact match"] == 1.0 for row in figures["reader"].values())


def test_what_is_trained_on_is_not_measured(written: Callable[..., Path]) -> None:
    rows = [
        _question("measured", "It costs 5.", ["5"]),
        _question("trained", "It costs 5.", ["5"], held=False),
    ]
    judge = FakeJudge({"measured": _answer("5", 0.9)})
    figures = _measure(judge, written({"squad2.en": rows, "mlqa.de": rows}))["reader"]
    assert [row["items"] for row in figures.values()] == [1, 1]
    assert "trained" not in {query for query, _ in judge.asked}


def test_no_more_than_the_most_are_taken_and_always_the_same(written: Callable[..., Path]) -> None:
    rows = [_question(f"q{n}", "It costs 5.", ["5"]) for n in range(30)]
    folder = written({"squad2.en": rows})
    asked = []
    for _ in range(2):
        judge = FakeJudge({row["question"]: _answer("5", 0.9) for row in rows})
        assert _measure(judge, folder, 4)["reader"]["squad2.en"]["items"] == 4
        asked.append([query for query, _ in judge.asked])
    assert asked[0] == asked[1]
    assert sum(query.startswith("q") for query in asked[0]) == 4


def test_missing_data_is_an_error_with_a_remedy(
    written: Callable[..., Path], tmp_path: Path
) -> None:
    written({})
    (tmp_path / "qa" / "mlqa.de.jsonl").unlink()
    with pytest.raises(JudgeError, match=r"mlqa\.de.*--data"):
        _measure(FakeJudge({}), tmp_path)


# --- entailment -----------------------------------------------------------------------------------


def test_stances_by_hand(written: Callable[..., Path]) -> None:
    rows = [
        _pair("p", "h0", "entailment"),
        _pair("p", "h1", "entailment"),
        _pair("p", "h2", "contradiction"),
        _pair("p", "h3", "neutral"),
    ]
    told = {
        "h0": _stance(0.8, 0.1, 0.1),
        "h1": _stance(0.2, 0.3, 0.5),
        "h2": _stance(0.0, 1.0, 0.0),
        "h3": _stance(0.05, 0.05, 0.9),
    }
    figures = _measure(FakeJudge(told), written({"sick.en": rows}))["entailment"]
    # F1: 2/3, 1 and 2/3. Certain: 0.8 and right, 0.5 and wrong, 1 and right with 0.9 and right.
    assert figures == {
        "sick.en": {
            "items": 4,
            "accuracy": 0.75,
            "macro-F1": 0.7778,
            "calibration error": pytest.approx((0.2 + 0.5 + 0.1) / 4, abs=1e-4),
        }
    }


def test_where_a_set_has_two_labels_it_is_supported_or_not(
    written: Callable[..., Path],
) -> None:
    premise = _named("A premise ", held=True)
    rows = [
        _pair(premise, "h0", "entailment"),
        _pair(premise, "h1", "entailment"),
        _pair(premise, "h2", "not_entailment"),
        _pair(premise, "h3", "not_entailment"),
    ]
    told = {
        "h0": _stance(0.9, 0.1, 0.0),
        "h1": _stance(0.45, 0.25, 0.3),
        "h2": _stance(0.1, 0.45, 0.45),
        "h3": _stance(0.3, 0.0, 0.7),
    }
    figures = _measure(FakeJudge(told), written({"pawsx.de": rows}))["entailment"]
    # The second is most of all supported, but less than not. F1: 2/3 and 4/5.
    # Certain: 0.9 twice and right, 0.55 and wrong, 0.7 and right.
    assert figures == {
        "pawsx.de": {
            "items": 4,
            "accuracy": 0.75,
            "macro-F1": 0.7333,
            "calibration error": pytest.approx((0.2 + 0.55 + 0.3) / 4, abs=1e-4),
        }
    }


def test_of_sets_that_train_nothing_all_pairs_are_measured(written: Callable[..., Path]) -> None:
    held, trained = (_named("A premise ", held=held) for held in (True, False))
    rows = [_pair(held, "h0", "neutral"), _pair(trained, "h1", "neutral")]
    told = {"h0": _stance(0.0, 0.0, 1.0), "h1": _stance(0.0, 0.0, 1.0)}
    figures = _measure(FakeJudge(told), written(dict.fromkeys(_PAIRS, rows)))["entailment"]
    assert {name: row["items"] for name, row in figures.items()} == {
        **dict.fromkeys(("jnli.ja", "jsem.ja", "rte3.de", "pawsx.de"), 1),
        **dict.fromkeys(("sick.en", "jsick.ja", "sick.en-ja"), 2),
    }


def test_the_hypothesis_is_the_query_and_the_premise_the_passage(
    written: Callable[..., Path],
) -> None:
    judge = FakeJudge({"hypothesis": _stance(0.0, 0.0, 1.0)})
    _measure(judge, written({"sick.en-ja": [_pair("premise", "hypothesis", "neutral")]}))
    assert judge.asked[0] == ("hypothesis", ("premise",))


# --- refusals -------------------------------------------------------------------------------------


def test_error_rates_of_refusals_by_hand(written: Callable[..., Path]) -> None:
    known = _refusals("measure", 4, answerable=True)
    unknown = _refusals("measure", 5, answerable=False)
    told = {row["question"]: _answer("", 0.2) for row in (*known, *unknown)}
    # The best of a question's passages decides; 0.5 is an answer.
    for row, chance in zip(known, (0.9, 0.5, 0.51), strict=False):
        told[f"{row['question']}|b"] = _answer("", chance)
    told[f"{unknown[0]['question']}|a"] = _answer("", 0.5)
    told[f"{unknown[1]['question']}|a"] = _answer("", 0.49)
    folder = written({"nomiracl.de": [*known, *unknown]})
    assert _measure(FakeJudge(told), folder)["refusal"]["nomiracl.de"] == {
        "items": 9,
        "answers the unanswerable": 0.2,
        "refuses the answerable": 0.25,
    }


def test_refusals_are_measured_on_what_neither_trains_nor_calibrates(
    written: Callable[..., Path],
) -> None:
    rows = [
        row
        for side in ("train", "calibrate", "measure")
        for answerable in (True, False)
        for row in _refusals(side, 3, answerable=answerable)
    ]
    judge = FakeJudge({})
    figures = _measure(judge, written({"nomiracl.ja": rows}))["refusal"]
    assert set(figures) == {"nomiracl.en", "nomiracl.de", "nomiracl.ja"}
    assert figures["nomiracl.ja"]["items"] == 6
    asked = {query for query, _ in judge.asked}
    sides = {public.side_of_refusal(row) for row in rows if row["question"] in asked}
    assert sides == {"measure"}


def test_all_passages_of_a_question_are_judged_together(written: Callable[..., Path]) -> None:
    judge = FakeJudge({})
    _measure(judge, written({}))
    assert {passages for _, passages in judge.asked} == {("a", "b")}


def test_a_sample_may_hold_questions_of_one_kind_only(written: Callable[..., Path]) -> None:
    assert _measure(FakeJudge({}), written({}), 1)["refusal"]["nomiracl.en"]["items"] == 1


# --- for people -----------------------------------------------------------------------------------


def test_there_is_one_line_a_data_set() -> None:
    lines = flat(
        {
            "reader": {"squad2.en": {"items": 5, "F1": 0.5}},
            "refusal": {"nomiracl.en": {"items": 1}, "nomiracl.de": {"items": 2}},
        }
    )
    assert [line.split() for line in lines] == [
        ["reader", "squad2.en", "items", "5", "F1", "0.5"],
        ["refusal", "nomiracl.en", "items", "1"],
        ["refusal", "nomiracl.de", "items", "2"],
    ]
    assert flat({}) == []
