"""The form of a calculation."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from assistant.app.calculations import calculation_html, range_text
from assistant.app.conversation import reply
from assistant.app.records import Conversation
from assistant.app.waiting import Line
from assistant.cost import calculate
from assistant.cost.answers import answer_of
from assistant.types import CalculationInput, Quantity

RENTAL = {"chip_hours": "720000", "price": "2", "price_index": "1"}


def form(formula, given, language="en"):
    return calculation_html(answer_of(calculate(formula, given, language)), "e1")


def test_an_exact_result_has_its_inputs_and_no_range():
    markup = form("rental", RENTAL)
    assert '<p class="result"><strong>1.44 million US dollars</strong>' in markup
    assert "90% range" not in markup
    assert '<ul class="ranges"' not in markup
    assert markup.count("your question") == 3
    assert "<details><summary>Working</summary>" in markup


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "90% range"), ("de", "90-%-Spanne"), ("ja", "90%範囲")],
)
def test_a_range_is_told_and_drawn(language, words):
    markup = form("rental", {"chip_hours": "57e6", "chip": "A100"}, language)
    assert words in markup
    assert markup.count('class="band"') == 1
    assert "left:0.00%;width:0.00%" not in markup


def test_an_assumption_names_its_origin():
    assert "assumption: " in form("rental", {"chip_hours": "57e6", "chip": "A100"})


def test_what_is_missing_is_asked_for():
    markup = form("rental", {"price": "2"})
    assert markup.startswith('<p class="needs">To work this out')


def test_an_input_that_a_source_states_leads_to_it(answer):
    held = calculate("rental", RENTAL, "en")
    stated = CalculationInput("price", held.inputs[0].quantity, "source", answer.citations[0], "")
    cited = answer_of(replace(held, inputs=(stated, *held.inputs[1:])))
    assert '<a href="#e1-0123456789ab">[1]</a>' in calculation_html(cited, "e1")


def test_other_results_stand_on_one_scale():
    low, high = (calculate("rental", RENTAL | {"price": price}, "en") for price in ("1", "4"))
    markup = calculation_html(answer_of(replace(high, alternatives=(low,))), "e1")
    assert 'class="dot" style="left:100.00%"' in markup
    assert 'class="dot" style="left:25.00%"' in markup


def test_words_of_sources_do_nothing():
    held = calculate("rental", RENTAL, "en")
    hostile = replace(held, steps=("<script>",), notes=("<img>",), basis="<b>")
    markup = calculation_html(answer_of(hostile), "e1")
    for tag in ("<script>", "<img>", "<b>"):
        assert tag not in markup


def test_no_range_without_both_ends():
    one = Quantity(0, 0, "5", "count", Decimal(5), "1", low=Decimal(4))
    assert range_text(one, "en") == ""


def test_the_chat_shows_the_form(fake):
    worked_out = answer_of(calculate("rental", RENTAL, "en"))
    shown = list(reply(fake(worked_out), "What would it cost?", Conversation(), Line()))[-1]
    assert '<div class="calculation"' in shown.messages[-1]["content"]
    assert shown.messages[1]["metadata"]["title"] == "Worked out with the cost model"
