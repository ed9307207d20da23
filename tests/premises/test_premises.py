"""Questions that take a wrong figure for granted, and those that do not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.chain import Assistant
from assistant.index.opening import open_builder
from assistant.language import detect_language
from assistant.premises import Premise, _torn, correction, false_premise
from assistant.quantities import parse
from assistant.settings import Settings
from assistant.types import Evidence, Turn

CASES = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "cases/premises.jsonl").read_text("utf-8").splitlines()
]


def _evidence(text: str) -> Evidence:
    language = detect_language(text)
    return Evidence(
        "a.txt", 0, len(text), text, 1, language, text, 0.9, quantities=parse(text, language)
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["question"])
def test_figures_that_a_source_denies_are_found(case):
    found = false_premise(case["question"], case["language"], [_evidence(case["source"])])
    assert (found.stated.text if found else None) == case["stated"]


@pytest.mark.parametrize(
    ("language", "question", "figure"),
    [
        ("de", "Warum kostete das Training von Falcon 2 191 Millionen Dollar?", "191 Millionen D"),
        ("de", "Warum kostete Gemini 1 191 Mio. Dollar?", "191 Mio. D"),
        ("de", "Warum kostete PaLM 2 191 Mrd. Yen?", "191 Mrd. Y"),
        ("en", "Why did Falcon 2 191 million dollars cost?", "191 million d"),
        ("de", "Warum verbrauchten Rechenzentren 42 000 MWh?", "42 000 M"),
        ("de", "Warum zahlte Meta 40 000 Dollar je H100?", "40 000 D"),
        ("de", "Warum gab Microsoft 12 500 Mio. Dollar aus?", "12 500 Mio. D"),
        ("de", "Warum gab Japan 12 500 Mrd. Yen aus?", "12 500 Mrd. Y"),
        ("de", "Warum kosteten die Häuser 12 500 Mio. Euro?", "12 500 Mio. E"),
    ],
)
def test_only_the_number_of_a_model_is_taken_off_a_figure(language, question, figure):
    found = [held.text for held in parse(_torn(question, language), language)]
    assert [text for text in found if text.startswith(figure)]


@pytest.mark.parametrize("question", ["Why pay USD 12 500 million?", "Why did Japan 12 500 bn?"])
def test_a_currency_and_a_country_are_no_models(question):
    assert _torn(question, "en") == question


def test_a_sentence_that_bears_the_figure_out_settles_it():
    denies, bears_out = (
        "Training Falcon-40B cost $191 million.",
        "Falcon-40B's training: $2 billion.",
    )
    read = [_evidence(denies), _evidence(bears_out)]
    assert false_premise("Why did training Falcon-40B cost $2 billion?", "en", read) is None


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "The question takes 2 billion US dollars for granted; [1] says 191 million US"),
        ("de", "Die Frage geht von 2 Mrd. US-Dollar aus; in [1] steht: 191 Mio. US-Dollar."),
        ("ja", "質問は20億米ドルを前提にしていますが、[1]には1億9100万米ドルとあります。"),
    ],
)
def test_the_correction_is_in_the_language_of_the_question(language, words):
    claimed, stated = parse("$2 billion against $191 million", "en")
    premise = Premise(claimed, stated, _evidence("Training Falcon-40B cost $191 million."))
    assert correction(premise, 1, language).startswith(words)


@pytest.fixture(scope="module")
def assistant(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sources")
    (folder / "falcon.txt").write_text(
        "Training Falcon-40B cost $191 million. It took place in Toulouse over two months.\n",
        encoding="utf-8",
    )
    index = tmp_path_factory.mktemp("index") / "index"
    open_builder(index, Settings()).build([folder])
    return Assistant.open(index, Settings())


def test_an_answer_begins_with_the_correction(assistant):
    answer = assistant.ask("Why did training Falcon-40B cost $2 billion?")
    assert answer.status == "answered"
    assert answer.answer.startswith("The question takes 2 billion US dollars for granted; [1] says")
    assert "$191 million" in answer.citations[0].quote


def test_so_does_the_answer_to_a_follow_up(assistant):
    history = [Turn("What did training Falcon-40B cost?", "$191 million [1]")]
    answer = assistant.ask("And why did it cost 2 billion dollars?", history)
    assert "2 billion US dollars for granted" in answer.answer
