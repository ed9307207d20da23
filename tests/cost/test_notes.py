"""What a calculation says of how exact it is and what it assumes; why another is declined."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.cost.planner import plan
from assistant.errors import ArithmeticRangeError
from assistant.types import Calculation, Language

_EXACT = {"en": "Exact", "de": "Exakt", "ja": "厳密"}


def _notes(found: Calculation) -> str:
    return " ".join(found.notes)


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("en", "What do 40 H100s at $28,000 each cost?"),
        ("de", "Was kosten 40 H100 zu je 28.000 Euro?"),
        ("ja", "1基2万8000ドルのH100を40基買うといくらですか?"),
        ("en", "How much is left of $3 million after buying 40 H100s at $28,000 each?"),
    ],
)
def test_a_sum_of_stated_numbers_is_exact(language: Language, question: str) -> None:
    found = plan(question, language, None, draws=0)
    assert found.status == "calculated"
    assert _EXACT[language] in _notes(found)


@pytest.mark.parametrize(
    ("language", "question", "figure"),
    [
        ("en", "What do up to 40 H100s at $28,000 each cost?", "up to 40"),
        ("de", "Was kosten höchstens 40 H100 zu je 28.000 Euro?", "höchstens 40"),
        ("ja", "最大40基のH100を1基2万8000ドルで買うといくらですか?", "最大40"),
        ("en", "What do 40 H100s at about $28,000 each cost?", "about $28,000"),
        ("de", "Was kosten rund 40 H100 zu je 28.000 Euro?", "rund 40"),
        ("ja", "約40基のH100を1基2万8000ドルで買うといくらですか?", "約40"),
        (
            "en",
            "How much is left of about $3 million after buying 40 H100s at $28,000 each?",
            "about",
        ),
    ],
)
def test_a_bound_or_a_rough_number_makes_nothing_exact(
    language: Language, question: str, figure: str
) -> None:
    found = plan(question, language, None, draws=0)
    assert found.status == "calculated"
    assert figure in _notes(found)
    assert _EXACT[language] not in _notes(found)


@pytest.mark.parametrize(
    "question",
    [
        "What is 9% of $100 million to $200 million?",
        "What do 40 H100s at $25,000 to $28,000 each cost?",
        "How much do 20 to 50 questions cost at $0.01 each?",
    ],
)
def test_a_stated_range_is_said_to_be_one(question: str) -> None:
    found = plan(question, "en", None, draws=0)
    assert found.result
    assert None not in (found.result.low, found.result.high)
    assert "ends of the ranges" in _notes(found)
    assert "Exact" not in _notes(found)


@pytest.mark.parametrize(
    "question",
    [
        "What does a GPU-hour cost in euros if 3 million GPU-hours cost $5 million,"
        " at 1.1 dollars per euro?",
        "What does one of 7 H100s cost if all cost $200,000?",
        "What is a third of $100 million in euros at 1.1 dollars per euro?",
    ],
)
def test_a_result_that_is_shown_rounded_is_not_called_exact(question: str) -> None:
    found = plan(question, "en", None, draws=0)
    assert found.status == "calculated"
    assert "rounded" in _notes(found)
    assert "Exact" not in _notes(found)


@pytest.mark.parametrize(
    ("language", "question", "value", "note"),
    [
        ("en", "How much electricity does a 3 kW server use in a year?", "26.298", "8,766 hours"),
        ("de", "Wie viel Strom braucht ein Server mit 3 kW im Jahr?", "26.298", "8.766 Stunden"),
        ("ja", "3kWのサーバーは1年間でどれだけの電力を使いますか?", "26.298", "8766時間"),
        ("en", "What does it cost to rent 10 H100s for 2 years at $2 an hour?", "350640", "8,766"),
    ],
)
def test_the_hours_of_a_year_are_named(
    language: Language, question: str, value: str, note: str
) -> None:
    found = plan(question, language, None, draws=0)
    assert found.result
    assert found.result.value == Decimal(value)
    assert note in _notes(found)


def test_days_need_no_such_note() -> None:
    found = plan("What does it cost to rent 10 H100s for 20 days at $2 an hour?", "en", None, 0)
    assert found.status == "calculated"
    assert "8,766" not in _notes(found)


@pytest.mark.parametrize(
    ("language", "question", "reason"),
    [
        ("en", "What do 40 H100s at $28,000 each cost if 12% of them fail?", "12%"),
        ("de", "Was kosten 40 H100 zu je 28.000 Euro, wenn 12 % ausfallen?", "12 %"),
        ("ja", "1基2万8000ドルのH100を40基買い、12%が故障するといくらですか?", "12%"),
        ("en", "Renting 40 GPUs at $2 an hour for 9 days at 50% utilization costs what?", "50%"),
        (
            "en",
            "How long does it take $5 million to rise to $20 million if costs halve every year?",
            "not reached",
        ),
        (
            "de",
            "Wie lange dauert es, bis 5 Mio. Euro auf 20 Mio. Euro steigen, wenn sich die Kosten"
            " jedes Jahr halbieren?",
            "nicht erreicht",
        ),
        ("ja", "毎年半減すると、500万ドルが2000万ドルに増えるのは何年後ですか?", "達しない"),
    ],
)
def test_a_question_that_is_declined_says_why(
    language: Language, question: str, reason: str
) -> None:
    found = plan(question, language, None, draws=0)
    assert (found.status, found.result) == ("not_numeric", None)
    assert reason in _notes(found)


@pytest.mark.parametrize(
    ("language", "question", "note"),
    [
        (
            "en",
            "What does training a 30B model on 40 H100s for 9 days at $2 an hour cost?",
            "needed",
        ),
        (
            "de",
            "Was kostet ein Modell mit 30 Mrd. Parametern auf 40 H100, 9 Tage zu 2 Euro je Stunde?",
            "nicht gebraucht",
        ),
        (
            "ja",
            "300億パラメータのモデルを40基のH100で9日間、1時間2ドルで学習するといくらですか?",
            "使わなかった",
        ),
    ],
)
def test_the_size_of_a_model_beside_its_chips_and_time_is_said_to_be_unneeded(
    language: Language, question: str, note: str
) -> None:
    found = plan(question, language, None, draws=0)
    assert found.result
    assert found.result.value == 17280
    assert note in _notes(found)


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("en", "What did each parameter of a 30B model cost on 40 H100s for 9 days at $2 an hour?"),
        (
            "ja",
            "300億パラメータを40基のH100で9日間、1時間2ドルで学習すると1パラメータあたりいくら?",
        ),
    ],
)
def test_the_size_of_a_model_is_needed_where_its_price_is_asked_for(
    language: Language, question: str
) -> None:
    assert plan(question, language, None, draws=0).status != "calculated"


def test_a_sum_of_many_ranges_is_right_or_refused() -> None:
    few = plan("What is " + " plus ".join(["$1 to 2 million"] * 7) + "?", "en", None, draws=0)
    assert few.result
    assert (few.result.low, few.result.high) == (7_000_000, 14_000_000)
    with pytest.raises(ArithmeticRangeError, match="12 ranges"):
        plan("What is " + " plus ".join(["$1 to 2 million"] * 12) + "?", "en", None, draws=0)
