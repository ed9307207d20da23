"""What speaks for a sentence: codes that are asked for, kinds of answers, questions."""

from __future__ import annotations

import pytest

from assistant.language import fold
from assistant.reading.features import Wanted, asks_itself, codes, codes_missing
from assistant.reading.figures import _kind


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("What does the H100 cost?", ("h100",)),
        ("How many H100s and A100s?", ("h100", "a100")),
        ("Was kostete GPT-4 im Jahr 2023?", ("gpt4", "2023")),
        ("Gemini 1の学習費用は?", ("gemini1",)),
        ("Ｈ１００はいくら？", ("h100",)),
        ("What is ASL-3?", ("asl3",)),
        ("What did Llama 3.1 cost?", ("llama3.1",)),
        ("2027年の費用は?", ("2027",)),
        ("Over 20 companies?", ()),
        ("What happened on May 12?", ()),
        ("Rund 40 Prozent?", ()),
        ("How much CO2?", ()),
        ("Wie viel CO-2?", ()),
        ("2,000 or 1.500 chips?", ()),
        ("2000億ドル?", ()),
        ("What does it cost?", ()),
    ],
)
def test_names_with_digits_levels_and_years_are_codes(
    question: str, found: tuple[str, ...]
) -> None:
    assert codes(question) == found


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("2024", "May 12, 2024"),
        ("2024", "Q3 2024"),
        ("2024", "am 12.05.2024"),
        ("2024", "2024-05-12"),
        ("2024", "2023-2024"),
        ("2024", "2023, 2024 and 2025"),
        ("2024", "は２０２４年"),
        ("2024", "In 2024."),
        ("h100", "H100 80GB"),
        ("h100", "the h-100s"),
        ("h100", "NVIDIAのH100は"),
        ("gpt4", "GPT-4, 100 million"),
        ("gpt4", "GPT‑4 and"),
        ("gemini1", "Gemini 1 Ultra"),
        ("tpuv4", "TPU v4"),
        ("asl3", "ASL-3."),
        ("llama3.1", "Llama 3.1 405B"),
        ("llama270b", "Für Llama 2 70B"),
        ("t511b", "T5-11B"),
        ("gemini1ultra", "Gemini 1.0 Ultra"),
    ],
)
def test_a_code_is_found_however_it_is_written(code: str, text: str) -> None:
    assert codes_missing([code], text) == 0


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("gpt4", "GPT-4.5"),
        ("gpt4", "GPT-40"),
        ("gemini1", "Gemini 1.5"),
        ("b200", "GB200"),
        ("llama270b", "Llama 3 70B"),
        ("llama270b", "Llama 2 7B"),
        ("asl3", "ASL-2"),
        ("2024", "12024 chips"),
        ("2024", "2024,500 dollars"),
        ("2024", "20240"),
        ("h100", ""),
    ],
)
def test_another_code_is_not_taken_for_it(code: str, text: str) -> None:
    assert codes_missing([code], text) == 1


def test_the_share_of_codes_that_a_text_lacks() -> None:
    assert codes_missing([], "") == 0
    assert codes_missing(["h100", "2024", "gpt4", "2025"], "H100 in 2024") == 0.5


@pytest.mark.parametrize(
    ("sentence", "asks"),
    [
        ("What does it cost?", True),
        ("いくらですか？", True),
        ("いくらですか。", True),
        ("「いくらですか。」", True),
        ("Was kostet es? ", True),
        ("It costs 5.", False),
        ("費用は5ドルです。", False),
        ("どれほどかは不明だ。", False),
    ],
)
def test_questions_ask(sentence: str, asks: bool) -> None:
    assert asks_itself(sentence) == asks


@pytest.mark.parametrize(
    ("sentence", "trace"),
    [
        ("It came out in 2024.", 1.0),
        ("2024年に公開された。", 1.0),
        ("２０２４年に公開された。", 1.0),
        ("公開は2024/5です。", 1.0),
        ("公開は5月です。", 1.0),
        ("It cost 20000 euros.", -1.0),
        ("It came out.", -1.0),
    ],
)
def test_dates_are_seen_in_any_script(sentence: str, trace: float) -> None:
    assert Wanted.of("When did it come out?", "en").trace("date", sentence) == trace
    assert Wanted.of("What came out?", "en").trace("date", sentence) == 0


@pytest.mark.parametrize(
    ("question", "language", "kind"),
    [
        ("How many tonnes of CO2?", "en", "measure"),
        ("How many million dollars?", "en", "money"),
        ("How many people?", "en", "count"),
        ("How many percent?", "en", "percent"),
        ("Wie viele Kilowattstunden?", "de", "measure"),
        ("Wie viele Mitarbeiter?", "de", "count"),
        ("Wie lange?", "de", "duration"),
        ("何台ですか？", "ja", "count"),
        ("Why?", "en", None),
    ],
)
def test_how_many_of_a_unit_asks_for_its_kind(
    question: str, language: str, kind: str | None
) -> None:
    assert _kind(fold(question), language) == kind
