"""The form of a calculation."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from assistant.app.calculations import calculation_html
from assistant.app.citations import pane
from assistant.app.conversation import reply
from assistant.app.records import Conversation
from assistant.app.results import results_html, spread_words
from assistant.app.waiting import Line
from assistant.cost import calculate
from assistant.cost.answers import answer_of
from assistant.cost.planner import plan
from assistant.types import CalculationInput

RENTAL = {"chip_hours": "720000", "price": "2", "price_index": "1"}


def form(formula, given, language="en"):
    return calculation_html(answer_of(calculate(formula, given, language)), "e1")


def test_an_exact_result_has_its_inputs_and_no_range():
    markup = form("rental", RENTAL)
    assert '<p class="result"><strong>1.44 million US dollars</strong>' in markup
    assert "90% range" not in markup
    assert 'class="ranges"' not in markup
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


def beside(*prices):
    """Results of one formula with other prices."""
    first, *others = (
        calculate("rental", RENTAL | {"price": f"{price} USD/chip_hour"}, "en") for price in prices
    )
    return replace(first, alternatives=tuple(others))


def test_other_results_stand_on_one_scale():
    markup = calculation_html(answer_of(beside("4", "1")), "e1")
    assert 'class="dot" style="left:100.00%"' in markup
    assert 'class="dot" style="left:25.00%"' in markup


def test_results_of_one_account_are_named_by_the_input_that_differs(answer):
    held = beside("4", "1")
    (price,) = (one for one in held.alternatives[0].inputs if one.name == "price")
    rest = [one for one in held.alternatives[0].inputs if one.name != "price"]
    quoted = replace(price, origin="source", citation=answer.citations[0])
    held = replace(held, alternatives=(replace(held.alternatives[0], inputs=(quoted, *rest)),))
    markup = results_html(held, answer_of(held), "e1")
    names = re.findall(r'class="name">(.*?)</span>', markup)
    assert names == [
        "Rental price per chip-hour: 4 US dollars per chip-hour",
        'Rental price per chip-hour: 1 US dollar per chip-hour <a href="#e1-0123456789ab">[1]</a>',
    ]


@pytest.mark.parametrize(
    ("question", "language", "names"),
    [
        (
            "What do 1,000 H100s cost for 30 days?",
            "en",
            ["Rental price (cloud)", "Acquisition (purchase of the cluster)"],
        ),
        (
            "Was kosten 1.000 H100 für 30 Tage?",
            "de",
            ["Mietpreis (Cloud)", "Anschaffung (Kauf des Clusters)"],
        ),
        (
            "H100を1000基、30日間使うといくらかかりますか？",
            "ja",
            ["レンタル料金（クラウド）", "取得（クラスターの購入）"],
        ),
        (
            "How much CO2 would 4,000 MWh emit in France, Germany and Japan?",
            "en",
            [f"Carbon intensity of electricity, {name}" for name in ("France", "Germany", "Japan")],
        ),
        (
            "How many tonnes of CO2 less would 4,000 MWh emit in France than in Germany?",
            "en",
            ["Result", *(f"Carbon intensity of electricity, {n}" for n in ("France", "Germany"))],
        ),
    ],
)
def test_results_are_named_by_the_account_or_country_that_differs(question, language, names):
    markup = calculation_html(answer_of(plan(question, language, None)), "e1")
    assert re.findall(r'class="name">(.*?)</span>', markup) == names


@pytest.mark.parametrize("others", [("2001",), ("0", "4")])
def test_results_too_far_apart_for_a_scale_are_a_list(others):
    markup = calculation_html(answer_of(beside("2", *others)), "e1")
    assert 'class="track"' not in markup
    assert markup.count('class="name"') == len(others) + 1


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (RENTAL, ""),
        (RENTAL | {"price": "2..3"}, "exact, from the ends of the range given"),
        ({"chip_hours": "57e6", "chip": "A100"}, "90% range 77.52 to 129 million US dollars"),
        ({"chip_hours": "50e6..60e6", "chip": "A100"}, "90% range"),
    ],
)
def test_a_range_is_said_to_be_what_it_is(given, words):
    assert spread_words(calculate("rental", given)) == words


def test_words_of_sources_do_nothing():
    held = calculate("rental", RENTAL, "en")
    hostile = replace(held, steps=("<script>",), notes=("<img>",), basis="<b>")
    markup = calculation_html(answer_of(hostile), "e1")
    for tag in ("<script>", "<img>", "<b>"):
        assert tag not in markup


def test_the_chat_shows_the_form(fake):
    worked_out = answer_of(calculate("rental", RENTAL, "en"))
    shown = list(reply(fake(worked_out), "What would it cost?", Conversation(), Line()))[-1]
    assert '<div class="calculation"' in shown.messages[-1]["content"]
    assert shown.messages[1]["metadata"]["title"] == "Worked out with the cost model"


@pytest.mark.parametrize(("language", "words"), [("en", "Value"), ("de", "Wert"), ("ja", "値")])
def test_inputs_stand_under_words_of_their_own(language, words):
    assert f'<th role="columnheader" scope="col">{words}</th>' in form("rental", RENTAL, language)


def test_the_pane_says_that_nothing_is_quoted(document):
    worked_out = answer_of(calculate("rental", RENTAL, "de"))
    markup = pane(worked_out, "e1", document)
    assert "Diese Antwort wurde berechnet und zitiert keine Quelle." in markup
