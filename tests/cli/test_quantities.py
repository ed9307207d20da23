"""``assistant quantities``: the figures of a text, with exactly the keys that scripts rely on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

_QUANTITY = "text start end kind value low high unit approximate assumed".split()
_NUMBERS = ("value", "low", "high")

Run = Callable[..., Any]


def test_one_object_for_the_argument(run: Run) -> None:
    text = "They paid about $191 million, between 20 and 30% in 2024."
    ran = run("quantities", text, "--json")
    assert (ran.status, ran.stderr) == (0, "")
    assert list(ran.row) == ["text", "language", "quantities"]
    assert (ran.row["text"], ran.row["language"]) == (text, "en")
    money, share, year = ran.row["quantities"]
    for figure in (money, share, year):
        assert list(figure) == _QUANTITY
        assert text[figure["start"] : figure["end"]] == figure["text"]
        assert all(figure[key] is None or type(figure[key]) in (int, float) for key in _NUMBERS)
        assert all(type(figure[key]) is bool for key in ("approximate", "assumed"))
    assert (money["value"], money["unit"], money["kind"]) == (191_000_000, "USD", "money")
    assert (money["approximate"], money["assumed"]) == (True, True)
    assert [share[key] for key in _NUMBERS] == [None, 20, 30]
    assert (year["value"], year["unit"], year["kind"]) == (2024, "year", "date")


def test_each_line_is_an_item(run: Run) -> None:
    ran = run(
        "quantities", "--json", given="It costs $5.\n\nEs kostet 3,5 Mio. Euro.\n1億円です。\n"
    )
    assert ran.status == 0
    assert [row["language"] for row in ran.rows] == ["en", "de", "ja"]
    values = [[figure["value"] for figure in row["quantities"]] for row in ran.rows]
    assert values == [[5], [3_500_000], [100_000_000]]


@pytest.mark.parametrize(("language", "value"), [("en", 1287), ("de", 1.287), ("ja", 1287)])
def test_the_language_decides_about_marks(run: Run, language: str, value: float) -> None:
    row = run("quantities", "1,287 kWh", "--language", language, "--json").row
    assert (row["language"], row["quantities"][0]["value"]) == (language, value)
    assert type(row["quantities"][0]["value"]) is type(value)


def test_a_text_without_figures_has_none(run: Run) -> None:
    assert run("quantities", "GPT-4 is a name.", "--json").row["quantities"] == []
    ran = run("quantities", "GPT-4 is a name.")
    assert (ran.status, ran.stdout) == (0, "")


def test_nothing_given_is_nothing_done(run: Run) -> None:
    assert (run("quantities", "--json").status, run("quantities", "--json").stdout) == (0, "")


def test_an_unknown_language_is_a_matter_of_usage(run: Run) -> None:
    ran = run("quantities", "5 kg", "--language", "fr")
    assert (ran.status, ran.stdout) == (2, "")


def test_text_for_people(run: Run) -> None:
    ran = run("quantities", "They paid more than $5 million.")
    assert ran.status == 0
    assert "more than $5 million" in ran.stdout
    assert "5000000.." in ran.stdout
    assert "money" in ran.stdout


def test_it_needs_no_index(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_INDEX", "/nonexistent")
    assert run("quantities", "5 kg", "--json").row["quantities"][0]["unit"] == "kg"


@pytest.mark.parametrize("text", ["\udcff 5 kg", "5 kg\u2028 6 kg", "\x1b[31m5 kg", "5 \0 kg"])
def test_odd_characters_do_no_harm(run: Run, text: str) -> None:
    ran = run("quantities", text, "--json")
    assert ran.status == 0
    assert len(ran.stdout.splitlines()) == 1
    for figure in ran.row["quantities"]:
        assert ran.row["text"][figure["start"] : figure["end"]] == figure["text"]
    assert "\x1b" not in ran.stdout
