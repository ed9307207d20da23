"""Bad input to the calculator: a clear error or "no calculation", never a traceback or a guess."""

from __future__ import annotations

import io
import json
import sys
import time
from collections.abc import Callable
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant import cli
from assistant.cost.planner import plan
from assistant.errors import CostError
from assistant.language import detect_language
from assistant.types import Calculation, Language

_MOST_SECONDS = 20.0
"""A warm question takes milliseconds; whatever blows up takes longer than any busy machine."""

Command = Callable[..., tuple[int, str]]


def _plan(question: str, language: Language | None = None) -> Calculation:
    return plan(question, language or detect_language(question), None, draws=0)


def _error(question: str) -> str:
    with pytest.raises(CostError) as caught:
        _plan(question)
    assert caught.value.problem
    assert caught.value.remedy
    return f"{caught.value.kind}: {caught.value}"


def _value(question: str) -> tuple[Decimal, str]:
    found = _plan(question)
    assert found.status == "calculated"
    assert found.result
    assert found.result.value is not None
    return found.result.value, found.result.unit


@pytest.mark.parametrize(
    ("question", "nearest"),
    [
        ("What would it cost to rent 512 H900 GPUs for 30 days?", "H800, H200 or H100"),
        ("Was kostet es, 512 H900-GPUs 30 Tage zu mieten?", "H800, H200 or H100"),
        ("H900のGPUを512基、30日間借りるといくら?", "H800, H200 or H100"),
        ("How many B300 chips can I buy for $1 billion?", "B200"),
        ("What do 100 X100 GPUs cost for 10 days?", "H100"),
        ("What would 100 TPU v9 cost to rent for 10 days?", "TPU v4"),
        ("What would 100 TPUv9 cost to rent for 10 days?", "TPU v4"),
        ("X900チップを10基買うといくら", "H800"),
    ],
)
def test_an_unknown_chip_is_answered_with_its_neighbours(question: str, nearest: str) -> None:
    error = _error(question)
    assert error.startswith("ChipUnknown: There are no facts about a chip ")
    assert nearest in error


def test_a_name_with_digits_is_a_chip_only_beside_words_for_chips() -> None:
    assert _plan("What is 9% of the A380's $445 million?").status == "calculated"


@pytest.mark.parametrize(
    "size",
    ["-5", "minus five", "0", "zero", "a trillion trillion", "10^40"],
)
def test_impossible_sizes_in_words(size: str) -> None:
    error = _error(f"What would it cost to rent {size} H100s for 30 days?")
    assert error.startswith(f"InputRange: chips cannot be {size}. ")


@pytest.mark.parametrize(
    "question",
    [
        "What would it cost to rent 512 H100s for 0 days?",
        "What would it cost to rent 512 H100s for -3 days?",
        "What would it cost to rent 512 H100s for a million years?",
        "Was kostet es, null H100 30 Tage zu mieten?",
        "Was kostet es, eine Trilliarde H100 30 Tage zu mieten?",
        "H100を0基、30日間借りるといくら?",
        "H100を1兆基、30日間借りるといくら?",
        "What does 50 GW of electricity cost?",
        "Doubling time at 0x a year?",
        "What is $5 million in yen at 0 yen to the dollar?",
        "What is $5 million in yen at -154 yen to the dollar?",
    ],
)
def test_impossible_sizes_are_out_of_range(question: str) -> None:
    assert _error(question).startswith("InputRange: ")


@pytest.mark.parametrize(
    "question",
    [
        "How much is $5 million plus 3 million euros?",
        "Was sind 5 Millionen Dollar plus 3 Millionen Euro?",
        "500万ドルと300万ユーロの合計は?",
        "$5 + €3",
        "How many GPUs at €25,000 can I buy for $1 billion?",
        "What is €5 plus £3 in yen?",
        "What are 5 million euros in yen at 154 yen to the dollar?",
        "Convert $5 million to yen at 154 euros",
        "How much is $5 million in yen at 154 euros to the yen?",
        "1 USD = 154 JPY = 0.9 EUR, $5 million in euros?",
    ],
)
def test_currencies_are_not_mixed_and_rates_not_misused(question: str) -> None:
    assert _error(question).startswith("CurrencyMixed: ")


@pytest.mark.parametrize(
    "question",
    [
        "What is 5 kWh plus 3 litres?",
        "How many times larger is 5 kWh than 3 litres?",
        "5 kWh + 3 L",
        "Wie viel sind 5 kWh plus 3 Liter?",
        "5kWhと3リットルの合計は?",
    ],
)
def test_measures_of_different_things_are_not_added(question: str) -> None:
    assert _error(question).startswith("UnitMismatch: 5")


@pytest.mark.parametrize(
    "question",
    [
        "How many liters is 5 kilograms?",
        "What does 5 kilograms of electricity cost?",
        "How many tonnes of CO2 from 500 litres of electricity?",
        "How many chip-hours are 5 litres of H100?",
        "How many dollars are 5 XYZ?",
        "How many days is $5 million at 3x a year?",
    ],
)
def test_impossible_units_are_no_calculation(question: str) -> None:
    assert _plan(question).status in ("not_numeric", "needs_input")


@pytest.mark.parametrize(
    "question",
    [
        "5/0",
        "10 / (5-5)",
        "0/0",
        "What is 5 divided by 0?",
        "What is $5 million divided by zero?",
        "Wie viel ist 5 geteilt durch 0?",
        "5を0で割ると?",
        "How many times larger is $5 than $0?",
        "By what percent is $5 more than $0?",
        "0ドルは5ドルの何倍?",
        "How many GPUs at $0 each can I buy for $1 billion?",
        "How long until $0 becomes $1 billion at 2.4x a year?",
        "At 1x a year, how long to double?",
        "Doubling time at 0% a year?",
        "Doubling time at -50% a year?",
        "What growth per year takes $1 billion to $5 billion in 0 years?",
        "0**-1",
        "2 ÷ 0",
    ],
)
def test_division_by_zero_is_named(question: str) -> None:
    assert _error(question).startswith("ArithmeticRange: ")


def test_a_growth_out_of_range_is_named() -> None:
    error = _error("$5 million grows 99999999x every 2 seconds; cost in 3 years?")
    assert error.startswith("ArithmeticRange: The growth a year is out of range.")


def test_a_price_that_cannot_be_read_is_not_replaced_by_a_default() -> None:
    assert _plan("At 12 zorkmids/kWh, what do 500 MWh cost?").status == "not_numeric"
    assert _plan("What do 500 MWh cost?").status == "calculated"


_BOMBS = [
    "9**9**9",
    "10**10**10",
    "10^10^10",
    "What is 9**9**9**9**9?",
    "(1+1)**(9**9)",
    "2**401",
    "1e999999",
    "1e999999 * 2",
    "What is 1e999999 times 2?",
    "What is 1e999999% of $5?",
    "What is 5% of $1e999?",
    "1e400*1e400",
    "rent 1e999999 H100s for 30 days: cost?",
    "rent 9**9**9 H100s for 30 days: cost?",
    "How many H100s does $10**10**10 buy?",
    "How many H100s does $1e999999 buy?",
    "What is $9**9**9 in yen?",
    "(" * 900 + "1" + ")" * 900,
    "1*(1+" * 100 + "1" + ")" * 100,
    "-" * 999 + "1",
    "*" * 999,
    "1+" * 900 + "1",
    "1 + " * 240 + "1",
    "9" * 5000,
    "9" * 990,
    "9" * 4000 + " + 1",
    "9," * 600,
    "1 " * 1000,
    "1e" * 400,
    ".," * 499,
    "five hundred " * 150,
    "five hundred " * 75,
    "one " * 249,
    "百億" * 500,
    "H100 " * 190,
    "1ドル=" * 190,
    "1ドル=" * 39 + "1円",
    "5 kWh " * 330,
    "GPU " * 249,
    "Why " * 2000,
]


@pytest.mark.parametrize("question", _BOMBS, ids=lambda question: question[:30])
@pytest.mark.parametrize("language", ["en", "de", "ja"])
def test_a_bomb_is_refused_at_once(question: str, language: Language) -> None:
    _shielded(question, language)
    started = time.perf_counter()
    found = _shielded(question, language)
    assert time.perf_counter() - started < _MOST_SECONDS
    assert found is None or found.status in ("not_numeric", "needs_input")


def _shielded(question: str, language: Language) -> Calculation | None:
    try:
        return _plan(question, language)
    except CostError:
        return None


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("5 + 3", 8),
        ("-5 + 3", -2),
        ("What is 5 + 3 in total?", 8),
        ("(1+2)*3", 9),
        ("2**-2", Decimal("0.25")),
        ("2^10", 1024),
        ("sqrt(16) + 1", 5),
        ("1,500 * 3", 4500),
        ("3 * 191 million", 573_000_000),
        ("What is 3 * 191 million?", 573_000_000),
        ("5 * 3億", 1_500_000_000),
        ("5,5 + 3,2 ergibt wie viel?", Decimal("8.7")),
        ("Was ergibt 1.500 * 3?", 4500),
        ("What is 5 plus 3?", 8),
        ("½ + ½", 1),
        ("<script>alert(5+5)</script>", 10),
        ("5 * 3; import os", 15),
    ],
)
def test_an_expression_is_read_whole(question: str, value: int | Decimal) -> None:
    assert _value(question) == (value, "1")


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("$5 million minus $3 million", 2_000_000),
        ("$5 million - $3 million", 2_000_000),
        ("Was ist 5 Mio. Dollar minus 3 Mio. Dollar?", 2_000_000),
        ("5億ドル マイナス 3億ドルは?", 200_000_000),
        ("$191 million + $100 million - $5 million", 286_000_000),
        ("1億ドル + 5000万ドル", 150_000_000),
        ("3 × $5 million", 15_000_000),
        ("$10 billion / 4", 2_500_000_000),
        ("two thirds of $9 million", 6_000_000),
        ("9億ドルの3分の1は?", 300_000_000),
    ],
)
def test_a_sign_between_amounts_belongs_to_the_sum(question: str, value: int) -> None:
    assert _value(question) == (value, "USD")


def test_ranges_are_subtracted_over_all_their_ends() -> None:
    result = _plan("What is $5-10 million minus $1-2 million?").result
    assert result
    assert (result.value, result.low, result.high) == (None, 3_000_000, 9_000_000)


@pytest.mark.parametrize(
    "question",
    [
        "__import__('os').system('id')",
        "What is __import__('os').system('id') times 5?",
        "[5*3 for x in (1,)]",
        "5 * 'a'*99",
        "5 * True",
        "5 // 3",
        "5 << 3",
        "5 % 3",
        "5j * 3",
        "0x10 + 5",
        "1__0 * 2",
        "log(5) * 3",
        "factorial(9999)",
        "exp(1e9)",
        "x.__class__ * 5",
        "{x.__class__}",
        "%s %d %n",
        "${jndi:ldap://x}",
        "'; DROP TABLE facts; --",
        "\x00",
        "\ud800",
        "5\x00+\x005",
        "\x1b[31m5 + 5\x1b[0m",
        "5\u202e+5",
        "",
        "   ",
        "!!!",
    ],
)
def test_what_is_code_or_no_text_is_no_calculation(question: str) -> None:
    assert _plan(question).status == "not_numeric"


@pytest.mark.parametrize(
    "question",
    [
        "What is ٩٪ of $١٩١ million?",
        "९% of $191 million",
        "१९१ * २",
        "Ⅸ + Ⅲ",
        "九の九の九乗は?",
        "Combien coûte la location de 512 H100 pendant 30 jours ?",
        "¿Cuánto cuesta alquilar 512 H100 durante 30 días?",
        "512个H100租30天要多少钱？",
        "Сколько стоит аренда 512 H100 на 30 дней?",
        "كم تكلفة استئجار 512 H100 لمدة 30 يوما؟",
        "H100 512대를 30일간 빌리면 얼마입니까?",
        "Quanto fa 9% di 191 milioni di dollari?",
    ],
)
def test_what_is_in_another_script_or_language_is_not_guessed_at(question: str) -> None:
    assert _plan(question).status == "not_numeric"


def test_full_width_digits_are_digits() -> None:
    assert _value("９％ of ＄１９１ million?") == (17_190_000, "USD")


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("$191 million in yen, at 160 to the dollar?", 30_560_000_000),
        ("191 million dollars in yen at an exchange rate of 160?", 30_560_000_000),
        ("Wie viel Yen sind 191 Millionen Dollar bei 160 je Dollar?", 30_560_000_000),
        ("Was sind 191 Mio. Dollar in Yen zum Kurs von 160?", 30_560_000_000),
        ("為替レート160円で1億9100万ドルはいくら?", 30_560_000_000),
        ("1億9100万ドルは1ドル160円で何円?", 30_560_000_000),
        ("1ドル=154.32円で1億9100万ドルは何円?", 29_475_120_000),
        ("What is $5 million plus $3 million in yen at 154 yen to the dollar?", 1_232_000_000),
    ],
)
def test_a_rate_that_the_question_states_is_the_one_taken(question: str, value: int) -> None:
    assert _value(question) == (value, "JPY")


def test_two_rates_give_a_result_each() -> None:
    found = _plan("How many yen is $5 million at 154 yen to the dollar or 160 yen to the dollar?")
    found = found if found.status == "calculated" else _plan(
        "How many yen is $5 million at 154 yen to the dollar and 160 yen to the dollar?"
    )  # fmt: skip
    values = [held.result and held.result.value for held in (found, *found.alternatives)]
    assert values == [770_000_000, 800_000_000]


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("From 2020 to 2024, costs rose from $1 billion to $16 billion: growth per year?", 2),
        ("Costs rose from $1 billion to $16 billion between 2020 and 2024. Annual growth?", 2),
        ("What growth per year takes $1 billion to $4 billion in 2 years?", 2),
        ("2020年から2024年に10億ドルから160億ドルに増えた。年間の成長倍率は?", 2),
        ("10億ドルから40億ドルまで2年で増えると年間何倍?", 2),
    ],
)
def test_from_one_amount_to_another_are_two_figures(question: str, value: int) -> None:
    assert _value(question) == (value, "1")


@given(st.text(max_size=80), st.sampled_from(["en", "de", "ja"]))
def test_no_text_is_a_traceback(question: str, language: Language) -> None:
    _shielded(question, language)


@given(
    st.lists(
        st.sampled_from(
            "5 -3 0 $5 €3 10億ドル 154円 9% 2.4x 1e9 ( ) ** ^ / * + - = H100 H900 GPUs for days "
            "2024 kWh rent cost in yen from to 年 何倍 GPT-4 Germany per hour minus 基".split()
        ),
        max_size=14,
    ),
    st.sampled_from(["en", "de", "ja"]),
)
def test_no_order_of_words_is_a_traceback(words: list[str], language: Language) -> None:
    found = _shielded(" ".join(words), language)
    if found is not None and found.result is not None:
        assert found.result.text
        numbers = (found.result.value, found.result.low, found.result.high)
        assert all(number is None or number.is_finite() for number in numbers)


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Command:
    """``command("calc", ...)`` gives the exit status and everything printed."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> tuple[int, str]:
        output = io.StringIO()
        monkeypatch.setattr(sys, "argv", ["assistant", *arguments])
        monkeypatch.setattr(sys, "stdout", output)
        monkeypatch.setattr(sys, "stderr", output)
        started = time.perf_counter()
        with pytest.raises(SystemExit) as left:
            cli.main()
        assert time.perf_counter() - started < _MOST_SECONDS
        assert "Traceback" not in output.getvalue()
        return int(left.value.code or 0), output.getvalue()

    run("calc", "--formula", "rental", "--set", "price=$2", "--draws", "0")  # warm
    return run


def _aliases(levels: int) -> str:
    names = "abcdefghij"[:levels]
    lines = ["a: &a {x: 1}"]
    for before, name in pairwise(names):
        held = ", ".join(f"k{place}: *{before}" for place in range(9))
        lines.append(f"{name}: &{name} {{{held}}}")
    return "\n".join([*lines, "formula: rental", f"set: {{chips: *{names[-1]}}}"])


_SCENARIOS: list[tuple[str, bytes]] = [
    ("aliases", _aliases(9).encode()),
    ("an alias of itself", b"formula: rental\nset: &b {chips: *b}\n"),
    ("deep lists", b"formula: rental\nset: " + b"[" * 3000 + b"]" * 3000),
    ("deep mappings", b"{a: " * 2000 + b"1" + b"}" * 2000),
    ("a nested value", b"formula: rental\nset: {chips: {a: 5}}\n"),
    ("a Python tag", b'formula: !!python/object/apply:os.system ["id"]\nset: {}\n'),
    ("a list", b"- rental\n- chips\n"),
    ("a word", b"rental"),
    ("nothing", b""),
    ("no formula", b"set: {chips: 5}\n"),
    ("an empty formula", b"formula:\nset:\n"),
    ("a formula that is a list", b"formula: [rental]\n"),
    ("set as a list", b"formula: rental\nset: [chips]\n"),
    ("set as a text", b"formula: rental\nset: chips=5\n"),
    ("an unknown key", b"formula: rental\ncolour: red\n"),
    ("two documents", b"formula: rental\n---\nformula: energy\n"),
    ("no YAML", b"formula: [\n"),
    ("tabs", b"formula:\trental\n\tset: x\n"),
    ("a NUL", b"formula: rental\x00\n"),
    ("binary", bytes(range(256)) * 10),
    ("UTF-16", "formula: rental".encode("utf-16")),
    ("megabytes", b"formula: rental\n#" + b"x" * 2_000_000),
]


@pytest.mark.parametrize(("name", "data"), _SCENARIOS, ids=[name for name, _ in _SCENARIOS])
def test_what_is_no_scenario_is_refused(
    command: Command, tmp_path: Path, name: str, data: bytes
) -> None:
    (tmp_path / "scenario.yaml").write_bytes(data)
    status, output = command("calc", "--scenario", "scenario.yaml", "--json")
    assert status == 2
    error = json.loads(output)["error"]
    assert (error["type"], error["message"]) == (
        "Settings",
        "scenario.yaml is no scenario. Write formula: NAME, set: {INPUT: VALUE} and language: en "
        "in YAML or JSON.",
    )


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"formula: rental\nlanguage: fr\n", "asks for the language 'fr'"),
        (b"formula: rentel\n", "There is no formula 'rentel'"),
        (b'{"formula":"rental","set":{"chips":NaN}}', "'NaN' is no value of chips"),
        (b'{"formula":"rental","set":{"chips":1e999999}}', "'1e999999' is no value of chips"),
        (b'{"formula":"rental","set":{"chips":true}}', "'true' is no value of chips"),
        (b"formula: rental\nset: {chips: 0x10}\n", "'0x10' is no value of chips"),
        (b"formula: rental\nset: {__class__: 5}\n", "No formula has an input '__class__'"),
    ],
)
def test_a_scenario_that_is_wrong_says_where(
    command: Command, tmp_path: Path, data: bytes, words: str
) -> None:
    (tmp_path / "scenario.json").write_bytes(data)
    status, output = command("calc", "--scenario", "scenario.json")
    assert status in (1, 2)
    assert output.startswith("Error: ")
    assert words in output


@pytest.mark.parametrize("path", [".", "none.yaml"])
def test_a_scenario_that_cannot_be_read_is_refused(command: Command, path: str) -> None:
    status, output = command("calc", "--scenario", path)
    assert status == 2
    assert output.startswith(f"Error: {path} cannot be read: ")


@pytest.mark.parametrize(
    ("assignment", "words"),
    [
        ("chips", "sets nothing"),
        ("=5", "sets nothing"),
        ("chips=", "sets nothing"),
        ("chips==5", "is no value of chips"),
        ("colour=5", "No formula has an input 'colour'"),
        ("__class__=5", "No formula has an input '__class__'"),
        ("chip=H900", "Name H800, H200 or H100"),
        ("run=GPT-9", "no facts about the run 'GPT-9'"),
        ("grid=Atlantis", "no facts about the grid 'Atlantis'"),
        ("chips=9**9**9", "is no value of chips"),
        ("chips=5 9**9**9**9", "is no value of chips"),
        ("chips=1e999999", "is no value of chips"),
        ("chips=" + "9" * 300, "The value of chips is too long"),
        ("chips=-5", "chips cannot be -5"),
        ("chips=5 kg", "is not a measure of it"),
        ("chips=5\x1b[31m", "is no value of chips"),
        ("chips=__import__('os')", "is no value of chips"),
        ("chips={x.__class__}", "is no value of chips"),
        ("price=1 USD/((((", "is no value of price"),
        ("price=5 EUR", ""),
    ],
)
def test_what_cannot_be_set_is_refused(command: Command, assignment: str, words: str) -> None:
    status, output = command("calc", "--formula", "amortised", "--set", assignment)
    assert "\x1b" not in output
    if words:
        assert status in (1, 2)
        assert output.startswith("Error: ")
        assert words in output


def test_control_characters_of_a_question_do_not_reach_the_terminal(command: Command) -> None:
    status, output = command("calc", "What is 9% of\x1b[31m $5 million\x07?")
    assert status == 0
    assert not {"\x1b", "\x07"} & {*output}
