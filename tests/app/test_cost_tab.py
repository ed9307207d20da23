"""The cost tab without a browser: figures as typed, rows, scenarios, links, what is shown."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qsl

import pytest

from assistant.app.cost.form import form_html, formula_title, unit_words, used_subjects
from assistant.app.cost.numbers import shown_number, typed, understood
from assistant.app.cost.plots import plot_of, plot_table
from assistant.app.cost.problems import problem_words
from assistant.app.cost.question import filled_in, in_question
from assistant.app.cost.result import bases_html, details_html, result_html
from assistant.app.cost.rows import SPANS, row_names, rows, span_of
from assistant.app.cost.scenario import (
    Read,
    Scenario,
    all_bases,
    from_form,
    from_query,
    worked_out,
)
from assistant.app.cost.shown import shown_scenario
from assistant.app.cost.tab import CostTab, form_value
from assistant.app.page import build
from assistant.app.strings import LANGUAGES
from assistant.cost import calculate
from assistant.cost.defaults import Subjects, default
from assistant.cost.facts import chips, runs
from assistant.cost.formulas import formulas, variables
from assistant.cost.inputs import written
from assistant.cost.model import BASES
from assistant.cost.planner import plan
from assistant.errors import CostError, InputError, InputRangeError, InputUnknownError
from assistant.types import CalculationInput, Citation

NOTHING: dict[str, Any] = {}


def no_document(name):
    raise AssertionError(name)


def shown_of(scenario, language="en"):
    return shown_scenario(Read(scenario), language, NOTHING, no_document)


@pytest.mark.parametrize(
    ("name", "text", "language", "expected"),
    [
        ("price", "1.36", "en", "1.36"),
        ("price", "1,36", "de", "1.36"),
        ("price", "1.36", "de", "1.36"),
        ("price", "$1.36", "en", "1.36 USD/chip_hour"),
        ("price", "1,36 EUR/chip_hour", "de", "1.36 EUR/chip_hour"),
        ("price", "1.98..12.29", "en", "1.98..12.29"),
        ("mfu", "0,3–0,5", "de", "0.3..0.5"),
        ("mfu", "37,5 %", "de", "0.375"),
        ("chip_hours", "57,000,000", "en", "57000000"),
        ("chip_hours", "57.000.000", "de", "57000000"),
        ("chip_hours", "57 Mio.", "de", "57000000"),
        ("chip_hours", "5700万", "ja", "57000000"),
        ("chip_hours", "５７，０００，０００", "ja", "57000000"),
        ("hours", "30 days", "en", "720"),
        ("hours", "30 Tage", "de", "720"),
        ("flop", "2,1e25", "de", "2.1e25"),
        ("flop", "2.1 × 10^25", "en", "2.1e25"),
        ("chips", "1,000", "en", "1000"),
        ("chips", "1.000", "de", "1000"),
        ("cost", "1億ドル", "ja", "100000000 USD"),
        ("cost", "1 Milliarde Euro", "de", "1000000000 EUR"),
        ("growth", "140 %", "en", "2.4"),
        ("exchange_rate", "154 JPY/USD", "ja", "154 JPY/USD"),
        ("start_year", "2024", "de", "2024"),
    ],
)
def test_figures_are_read_as_a_reader_types_them(name, text, language, expected):
    assert understood(name, text, language) == expected


@pytest.mark.parametrize(
    ("name", "text", "error"),
    [
        ("chips", "many", InputError),
        ("chips", "-5", InputRangeError),
        ("chips", "9" * 300, InputError),
        ("mfu", "2", InputRangeError),
        ("energy", "3 hours", InputError),
        ("bogus", "1", InputUnknownError),
        ("price", "<script>", InputError),
        ("price", "1..2..3", InputError),
        ("price", "1,2,3,4", InputError),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_no_figure_is_refused(name, text, error, language):
    with pytest.raises(error):
        understood(name, text, language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("script", ["57000000", "0.375", "2.1e25", "1.98..12.29", "1.5e-9"])
def test_a_figure_comes_back_as_it_was_written(script, language):
    name = "exchange_rate" if script == "1.5e-9" else "flop" if "e" in script else "cost"
    unit = " JPY/USD" if name == "exchange_rate" else ""
    box = typed(script + unit, language)
    assert understood(name, box, language) == script + unit


def test_numbers_in_boxes_follow_the_language():
    assert shown_number(Decimal("57000000.5"), "en") == "57,000,000.5"
    assert shown_number(Decimal("57000000.5"), "de") == "57.000.000,5"
    assert shown_number(Decimal("2.1e25"), "de") == "2,1e25"


@pytest.mark.parametrize("name", formulas())
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_formula_has_a_form_and_an_outcome(name, language):
    scenario = Scenario(name, {})
    names = row_names(scenario)
    assert names
    assert len(names) == len(set(names))
    form = form_html(scenario, language)
    assert f'value="{name}" selected' in form
    assert shown_of(scenario, language).result


@pytest.mark.parametrize("name", formulas())
def test_what_is_missing_can_be_filled_in(name):
    missing = calculate(name, {}, draws=0).missing
    assert set(missing) <= set(row_names(Scenario(name, {})))


def test_titles_tell_formulas_apart():
    for language in LANGUAGES:
        titles = [formula_title(held, language) for held in formulas().values()]
        assert len(titles) == len(set(titles))


def test_every_unit_has_words():
    for name in {name for formula in formulas() for name in row_names(Scenario(formula, {}))}:
        for language in LANGUAGES:
            assert unit_words(name, language) or variables()[name].unit in ("1", "year")


def test_sliders_reach_over_all_defaults():
    about = [Subjects(), *(Subjects(run=run) for run in runs().values())]
    about += [Subjects(chip=chip) for chip in chips().values()]
    for name, span in SPANS.items():
        for held in (default(name, subjects, "en") for subjects in about):
            if held and held.value is not None:
                assert span.low <= held.value <= span.high, name


def test_a_slider_over_powers_of_ten_is_even_in_them():
    span = span_of("chip_hours")
    assert span is not None
    assert (span.place(1e3), span.place(1e6), span.place(1e9)) == (0, span.places // 2, span.places)
    assert span.place(1e20) == span.places


def test_an_input_of_the_formula_stands_before_those_it_may_be_worked_out_from():
    assert [row.name for row in rows(Scenario("purchase", {}), "en")] == ["number", "unit_price"]
    assert rows(Scenario("amortised"), "en")[0].name == "chip_hours"


def test_defaults_follow_the_run():
    price = next(row for row in rows(Scenario("rental"), "de") if row.name == "price")
    assert (price.typed, price.default) == ("", "1,36")


def test_presets_are_those_that_bring_a_figure():
    assert list(used_subjects(Scenario("rental", {}))) == ["run", "chip"]
    assert list(used_subjects(Scenario("water", {}))) == ["run", "chip", "grid"]
    assert list(used_subjects(Scenario("exchange", {}))) == []


def test_a_link_brings_the_scenario_back():
    scenario = Scenario(
        "emissions", {"run": "GPT-3", "grid": "FRA"}, {"pue": "1.2", "energy": "1000..2000"}
    )
    assert from_query(dict(parse_qsl(scenario.query[1:]))) == Read(scenario)


def test_an_address_without_figures_is_the_first_scenario():
    assert from_query({"tab": "cost", "__theme": "dark"}) == Read(Scenario())


def test_what_a_link_holds_that_cannot_be_is_told():
    read = from_query(
        {"formula": "nope", "run": "GPT-9", "chip": "X1", "chips": "abc", "bogus": "1", "mfu": "9"}
    )
    assert set(read.problems) == {"formula", "run", "chip", "chips", "bogus", "mfu"}
    assert read.scenario == Scenario("rental", {}, {})
    page = shown_scenario(read, "de", NOTHING, no_document, of_link=True).result
    assert "Zahl der Chips: Das ist keine Zahl." in page
    assert "bogus: Eine Eingabe dieses Namens" in page


@pytest.mark.parametrize(
    "sent", [None, [], "x", {"given": 3}, {"given": {"chips": ["a"]}}, {"formula": {"a": 1}}]
)
def test_the_form_is_read_whatever_is_sent(sent):
    assert from_form(sent, "en").scenario.formula == "rental"


def test_markup_in_a_link_stays_text():
    evil = "<img src=x onerror=alert(1)>"
    read = from_query({"formula": evil, "run": evil, evil: evil, "chips": evil})
    held = shown_scenario(read, "en", NOTHING, no_document, of_link=True)
    assert "<img" not in held.result + held.details + form_html(read.scenario, "en")


def test_aliases_of_subjects_and_formulas_are_understood():
    read = from_query({"formula": "co2", "run": "gpt3", "grid": "France"})
    assert read.scenario == Scenario("emissions", {"run": "GPT-3", "grid": "FRA"}, {})


def test_the_result_is_that_of_the_model():
    found = worked_out(Scenario("rental"), "en", NOTHING)
    assert found.result == calculate("rental", {"run": "GPT-4"}).result


def test_figures_that_are_not_needed_are_named():
    found = worked_out(
        Scenario("rental", {}, {"chip_hours": "1e6", "price": "2", "pue": "1.1"}), "en", NOTHING
    )
    assert found.notes[-1] == "Given and not needed: PUE."


def test_bases_stand_beside_a_price_alone():
    held = all_bases(Scenario("amortised"), "en", NOTHING)
    assert [one.formula for one in held] == ["rental", "amortised", "acquisition", "development"]
    assert all_bases(Scenario("energy"), "en", NOTHING) == []
    table = bases_html(held[1], held)
    assert table.count('<tr role="row"') == 5
    assert 'class="own"><th role="rowheader" scope="row">Amortised' in table
    lacking = all_bases(Scenario("rental", {"run": "Gemini 1.0 Ultra"}), "ja", NOTHING)
    assert "不明：チップ数" in bases_html(lacking[0], lacking)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "2 more figures are needed: budget, price of one."),
        ("de", "2 Angaben fehlen noch: Budget, Preis je Stück."),
        ("ja", "あと2つの値が必要です：予算、1つの価格。"),
    ],
)
def test_missing_figures_are_named(language, words):
    assert words in shown_of(Scenario("how_many", {}), language).result


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Must lie between 0.001 and 1."),
        ("de", "Muss zwischen 0,001 und 1 liegen."),
        ("ja", "0.001から1までの値を入力してください。"),
    ],
)
def test_an_impossible_figure_is_told_beside_its_box(language, words):
    read = from_form({"given": {"mfu": "2"}}, language)
    held = shown_scenario(read, language, NOTHING, no_document)
    assert held.marks["problems"] == {"mfu": words}
    assert words in held.result
    assert held.plot is None


def test_errors_of_the_model_are_shown_as_they_are():
    mixed = Scenario("how_many", {}, {"budget": "1 EUR", "unit_price": "1 USD"})
    assert "The amounts are in several currencies" in shown_of(mixed).result
    assert problem_words("chip", CostError("No such chip", "Name another"), "de").startswith("No")


def test_an_amount_without_a_currency_is_in_that_of_the_others():
    scenario = Scenario("purchase", {}, {"number": "2", "unit_price": "100 EUR"})
    assert "200 euros" in shown_of(scenario).result
    mixed = Scenario("how_many", {}, {"budget": "1000 EUR", "unit_price": "100"})
    held = shown_of(mixed)
    assert "100 euros" in held.details
    assert "dollar" not in held.details


def test_an_error_of_the_program_is_a_sentence(monkeypatch):
    def broken(*_):
        raise RuntimeError("secret")

    monkeypatch.setattr("assistant.app.cost.shown.worked_out", broken)
    result = shown_of(Scenario()).result
    assert "secret" not in result
    assert "Something went wrong here." in result


def test_inputs_name_their_origin_and_link_to_the_publication():
    found = worked_out(Scenario("rental", {"run": "GPT-4"}, {"price": "2"}), "en", NOTHING)
    page = details_html(found, no_document)
    assert "your figure" in page
    assert re.search(r'assumption: <a href="https://[^"]+" title="[^"]+"[^>]*>Epoch AI</a>, ', page)
    assert "57 million chip-hours (28.5 to 114 million chip-hours)" in page


CITATION = Citation(
    "c1",
    "gone.md",
    "<b>Prices</b>",
    "en",
    None,
    None,
    "javascript:alert(1)",
    1,
    0,
    8,
    "<i>$25,000</i>",
)


def test_figures_of_sources_keep_their_quotes_until_they_are_changed():
    held = written("unit_price", "25000 USD")
    quoted = CalculationInput("unit_price", held.quantity, "source", CITATION, CITATION.quote)
    scenario = Scenario("how_many", {}, {"budget": "1e6", "unit_price": "25000 USD"})
    cited = {"unit_price": quoted}
    found = worked_out(scenario, "en", cited)
    assert [one.origin for one in found.inputs] == ["question", "source"]
    changed = replace(scenario, given={**scenario.given, "unit_price": "26000 USD"})
    assert {one.origin for one in worked_out(changed, "en", cited).inputs} == {"question"}

    def gone(name):
        raise CostError("There is no such document", "Ask again")

    page = details_html(found, gone)
    assert "&lt;i&gt;$25,000&lt;/i&gt;" in page
    assert "<b>" not in page


@pytest.mark.parametrize(
    ("scenario", "tables"),
    [
        (Scenario("amortised"), 1),
        (Scenario("development"), 1),
        (Scenario("forecast", {}, {"cost": "1e8", "start_year": "2024", "target_year": "2027"}), 1),
        (Scenario("rental"), 0),
        (Scenario("forecast", {}), 0),
    ],
)
def test_sums_and_forecasts_have_a_figure_with_its_numbers(scenario, tables):
    found = worked_out(scenario, "en", NOTHING)
    drawn = plot_of(found)
    assert (drawn is not None) == bool(tables)
    if drawn is not None:
        assert plot_table(drawn, found).count("<table") == tables
        assert drawn.layout.title.text == ""


def test_a_forecast_beyond_all_measure_has_a_result_and_no_figure():
    scenario = Scenario("forecast", {}, {"cost": "1e8", "growth": "1000", "years": "100"})
    held = shown_of(scenario)
    assert held.plot is None
    assert held.result


def test_years_of_the_calendar_are_no_durations():
    scenario = Scenario(
        "forecast", {}, {"cost": "1e8", "start_year": "2024", "target_year": "2027"}
    )
    held = shown_of(scenario)
    assert "2,027" not in held.result + held.details + held.plot_title
    assert "2,027" not in in_question(scenario, "en")


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("What would 1,000 H100s for 30 days cost?", "en"),
        ("Was würden 1.000 H100 für 30 Tage kosten?", "de"),
        ("H100を1000基、30日間使うといくらかかりますか？", "ja"),
    ],
)
def test_a_question_fills_the_form_in(question, language):
    found = plan(question, language, None)
    asked = filled_in(found)
    assert asked is not None
    given = {"chips": "1000", "hours": "720"}
    assert asked.scenario == Scenario("rental", {"chip": "H100"}, given)
    assert worked_out(asked.scenario, language, NOTHING).result == found.result
    assert question in result_html(found)


def test_plain_arithmetic_fills_no_form_in():
    found = plan("What is 20% of 50?", "en", None)
    assert filled_in(found) is None
    assert "<strong>10</strong>" in result_html(found)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", BASES)
@pytest.mark.parametrize(
    ("about", "given"),
    [
        ({"run": "GPT-4"}, {}),
        ({"run": "GPT-4"}, {"chip_hours": "5e6"}),
        (
            {"chip": "H100"},
            {"chips": "1000", "hours": "720", "years_since_availability": "1"},
        ),
    ],
)
def test_a_scenario_becomes_a_question_that_the_model_works_out_alike(language, name, about, given):
    scenario = Scenario(name, about, given)
    question = in_question(scenario, language)
    found = plan(question, language, None)
    assert found.formula == name
    assert found.result == worked_out(scenario, language, NOTHING).result
    assert not set("()（）") & set(question)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_another_account_lacks_has_a_box_in_its_own_form(language):
    scenario = Scenario("rental", {"chip": "H100"}, {"chips": "1000", "hours": "720"})
    beside = all_bases(scenario, language, NOTHING)
    table = bases_html(beside[0], beside)
    for one in beside:
        assert set(one.missing) <= set(row_names(replace(scenario, formula=one.formula)))
        if one.missing:
            assert formula_title(formulas()[one.formula], language) in table


def test_results_with_other_values_stand_in_the_details_named():
    scenario = Scenario("purchase", {}, {"number": "2", "unit_price": "25000 USD"})
    found = worked_out(scenario, "en", NOTHING)
    other = replace(scenario, given={**scenario.given, "unit_price": "31250 USD"})
    found = replace(found, alternatives=(worked_out(other, "en", NOTHING),))
    assert "ranges" not in result_html(found)
    page = details_html(found, no_document)
    assert '<span class="name">Price of one: 31,250 US dollars</span>' in page


def test_form_values_are_what_the_form_sends():
    scenario = Scenario("forecast", {}, {"cost": "1e9", "target_year": "2027"})
    for language in LANGUAGES:
        sent = form_value(scenario, language)
        held = from_form(sent, language).scenario
        assert held == replace(scenario, given={"cost": "1000000000", "target_year": "2027"})


def _tab(workspace) -> CostTab:
    page = build(workspace())
    return next(
        function.fn.__self__
        for function in page.fns.values()
        if isinstance(getattr(function.fn, "__self__", None), CostTab)
    )


def _request(language="en", **query):
    return SimpleNamespace(headers={"accept-language": language}, query_params=query)


def test_a_link_opens_the_tab_and_another_address_does_not(workspace):
    tab = _tab(workspace)
    opened = tab._opened(_request("de-DE,de", tab="cost", formula="energy", run="GPT-3"))
    assert opened[0].selected == "cost"
    assert "Energie" in opened[3]
    other = tab._opened(_request())
    assert "selected" not in other[0]


def test_another_formula_keeps_the_figures_that_fit(workspace):
    tab = _tab(workspace)
    sent = {"formula": "energy", "run": "GPT-3", "given": {"price": "2", "pue": "1.2"}}
    form = tab._chosen(sent, NOTHING, _request())[0]
    assert form.value["given"] == {"pue": "1.2"}
    assert form.value["run"] == "GPT-3"


def test_a_question_that_cannot_be_worked_out_leaves_the_form(workspace):
    tab = _tab(workspace)

    def refuse(question):
        raise CostError("There are no facts", "Name another chip")

    tab._workspace.assistant.calc = refuse
    form, result, *_ = tab._asked("X?", {}, NOTHING, _request())
    assert "There are no facts. Name another chip." in result
    assert getattr(form, "value", None) is None


def test_ask_about_this_goes_to_the_chat(workspace):
    question, tabs = _tab(workspace)._to_chat({"formula": "rental", "run": "GPT-4"}, _request("de"))
    assert "GPT-4" in question
    assert "Mietkosten" in question
    assert tabs.selected == "chat"
