"""Questions that take in words for granted what a source denies, and those that do not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.chain import Assistant
from assistant.denials import Denial, denial
from assistant.index.opening import open_builder
from assistant.language import detect_language
from assistant.premises import correction
from assistant.quantities import parse
from assistant.settings import Settings
from assistant.types import Evidence

CASES = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "cases/denials.jsonl").read_text("utf-8").splitlines()
]


def _evidence(text: str) -> Evidence:
    language = detect_language(text)
    figures = parse(text, language)
    return Evidence(
        "a.txt", 0, len(text), text, 1, language, text, 0.9, quantities=figures, confidence=0.0
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["question"])
def test_what_a_source_denies_is_found(case):
    found = denial(case["question"], case["language"], [_evidence(case["source"])])
    assert (found.stated if found else None) == case["stated"]


@pytest.mark.parametrize("language", ["en", "de", "ja"])
def test_every_language_has_cases_of_both_kinds(language):
    stated = [case["stated"] for case in CASES if case["language"] == language]
    assert None in stated
    assert any(one is not None for one in stated)


@pytest.mark.parametrize(
    ("question", "denies", "bears_out"),
    [
        (
            "Why did OpenAI develop HERON?",
            "HERON was developed by Google DeepMind.",
            "OpenAI worked on HERON as well.",
        ),
        (
            "Why have training costs been falling since 2016?",
            "Since 2016 the cost of training has risen 2.4 times a year.",
            "The costs of training fell in 2016.",
        ),
    ],
)
def test_a_sentence_that_bears_the_question_out_settles_it(question, denies, bears_out):
    assert denial(question, "en", [_evidence(denies)]) is not None
    assert denial(question, "en", [_evidence(denies), _evidence(bears_out)]) is None


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "The question takes for granted the opposite of what [2] says."),
        ("de", "Die Frage setzt das Gegenteil dessen voraus, was in [2] steht."),
        ("ja", "質問は、[2]に書かれていることと反対のことを前提にしています。"),
    ],
)
def test_the_opposite_is_said_in_the_language_of_the_question(language, words):
    assert correction(Denial(_evidence("Costs rise.")), 2, language) == words


@pytest.fixture(scope="module")
def assistant(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sources")
    (folder / "heron.txt").write_text(
        "The HERON method was developed by Google DeepMind to reduce the compute of training.\n\n"
        "David Cahn warns of a financial bubble in artificial intelligence.\n",
        encoding="utf-8",
    )
    index = tmp_path_factory.mktemp("index") / "index"
    open_builder(index, Settings()).build([folder])
    return Assistant.open(index, Settings())


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        (
            "Why did OpenAI develop the HERON method?",
            "The question assumes it is OpenAI; [1] says Google DeepMind.",
        ),
        (
            "Warum hält David Cahn eine Blase für ausgeschlossen?",
            "Die Frage setzt das Gegenteil dessen voraus, was in [1] steht.",
        ),
    ],
)
def test_an_answer_begins_with_the_correction(assistant, question, begins):
    answer = assistant.ask(question)
    assert answer.status == "answered"
    assert answer.answer.startswith(begins)


def test_a_true_premise_is_not_corrected(assistant):
    answer = assistant.ask("Why did Google DeepMind develop the HERON method?")
    assert not answer.answer.startswith("The question")


@pytest.mark.parametrize(
    ("question", "source", "words"),
    [
        (
            "Wieso steht der Rechner Jean Zay in Dänemark?",
            "フランスにあるスーパーコンピュータ Jean Zay は水で冷やされる。",
            "in [1] steht: Frankreich.",
        ),
        (
            "なぜ OpenAI は HERON を開発したのですか。",
            "HERON was developed by Google DeepMind.",
            "[1]によるとグーグル・ディープマインドです。",
        ),
    ],
)
def test_a_correction_names_it_as_the_reader_knows_it(question, source, words):
    language = detect_language(question)
    found = denial(question, language, [_evidence(source)])
    assert found is not None
    assert words in correction(found, 1, language)
