"""Figures of calculations: the right numbers, in the reader's language, in a file of its own."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import subprocess
import sys
from dataclasses import fields, replace
from decimal import Decimal
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from assistant.cost import calculate, compare_bases, replay
from assistant.cost.defaults import Subjects
from assistant.cost.facts import chips, runs
from assistant.cost.formulas import formula, formulas
from assistant.cost.inputs import written
from assistant.cost.model import solve
from assistant.cost.plots import bases, breakdown, figure, forecast, write_html
from assistant.cost.plots.axes import as_float, linear_marks, log_marks
from assistant.cost.plots.text import safe, said, time_words
from assistant.cost.plots.words import PLOT_WORDS
from assistant.cost.solver import Solver
from assistant.errors import ArithmeticRangeError, CostError, OutputError
from assistant.quantities import parse, render
from assistant.types import Calculation, CalculationInput, Citation, Quantity

LANGUAGES = ("en", "de", "ja")
GROWTH = {"cost": "100e6 USD", "start_year": "2024", "target_year": "2027"}
HOSTILE = (
    '</script><script>alert("q")</script><img src=https://evil.test/a.png onerror=alert(1)> $x$'
)


@pytest.fixture(scope="module")
def amortised():
    return calculate("amortised", {"run": "GPT-4"}, question="GPT-4?")


def growing(language="en", **changes):
    return calculate("forecast", {**GROWTH, **changes}, language, question="2027?")


def lines(drawn):
    return [trace for trace in drawn.data if trace.type == "scatter" and "text" in trace.mode]


def bars(drawn):
    (found,) = [trace for trace in drawn.data if trace.type == "bar"]
    return found


def rows(drawn):
    return [row for table in drawn.layout.meta["tables"].values() for row in table]


# Forecasts


def test_a_forecast_runs_from_start_to_target_on_a_logarithmic_axis():
    drawn = figure(growing())
    (line,) = lines(drawn)
    assert list(line.x) == [2024, 2025, 2026, 2027]
    assert list(line.y) == pytest.approx([1e8, 2.4e8, 5.76e8, 1.3824e9])
    assert drawn.layout.yaxis.type == "log"


def test_its_band_ends_at_the_range_of_the_calculation():
    calculation = growing()
    (band,) = [trace for trace in figure(calculation).data if trace.fill]
    result = calculation.result
    assert (band.y[3], band.y[4]) == (float(result.high), float(result.low))
    assert band.y[0] == band.y[-1] == 1e8
    widths = [high / low for high, low in zip(band.y[:4], band.y[:3:-1], strict=True)]
    assert all(narrow < wide for narrow, wide in pairwise(widths))


def test_exact_growth_has_no_band():
    drawn = figure(growing(growth="2.4"))
    assert len(drawn.data) == 1
    assert rows(drawn)[-1][2] == PLOT_WORDS["en"].exact


def test_a_forecast_without_dates_counts_years_and_falls_where_they_are_negative():
    drawn = figure(calculate("forecast", {"cost": "100 EUR", "growth": "2", "years": "-2"}))
    (line,) = lines(drawn)
    assert list(line.x) == [-2, -1, 0]
    assert list(line.y) == [25, 50, 100]
    assert "euro" in drawn.layout.yaxis.title.text


def test_a_start_within_a_year_has_its_month():
    points = replay.points(growing(start_year="2024.5", growth="2.4"))
    assert [str(point.at) for point in points] == ["2024.5", "2025", "2026", "2027"]
    assert time_words(points[0].at, "de", dated=True) == "Juli 2024"


def test_a_range_without_a_middle_is_a_band_with_its_ends_written():
    calculation = growing(cost="100e6..1000e6 USD")
    drawn = figure(calculation)
    (band,) = drawn.data
    assert (band.y[3], band.y[4]) == (float(calculation.result.high), float(calculation.result.low))
    written = [parse(text.strip("</b>"), "en")[0].value for text in band.text if text]
    assert [float(number) for number in written] == pytest.approx(band.y[3:5], rel=0.005)
    assert rows(drawn)[0][1] == "–"


def test_another_cost_that_sources_state_is_a_line_of_its_own():
    drawn = figure(replace(growing(), alternatives=(growing(cost="1e9 USD"),)))
    first, second = lines(drawn)
    assert second.y[-1] == pytest.approx(1.3824e10)
    assert first.line.dash != second.line.dash
    assert first.marker.symbol != second.marker.symbol
    assert "1 billion" in second.name
    assert "100 million" in first.name


def test_a_result_in_another_currency_is_drawn_in_it():
    calculation = growing(growth="2.4")
    yen = replace(calculation.result, value=Decimal("1.3824e9") * 150, unit="JPY")
    (line,) = lines(forecast(replace(calculation, result=yen)))
    assert list(line.y) == pytest.approx([1.5e10, 3.6e10, 8.64e10, 2.0736e11])


def test_a_forecast_that_the_model_does_not_reach_again_is_one_bar():
    calculation = growing(growth="2.4")
    other = replace(calculation, result=replace(calculation.result, value=Decimal(7)))
    assert list(bars(figure(other)).x) == [7]


def test_no_more_numbers_stand_beside_points_than_can_be_read():
    drawn = figure(growing(target_year="2045"))
    written = [text for text in lines(drawn)[0].text if text]
    assert len(written) == 5
    assert 3 <= len(drawn.layout.xaxis.tickvals) <= 6
    assert drawn.layout.xaxis.ticktext[0] == "2045"


# Parts


def test_the_parts_of_an_amortised_run_add_up_to_it(amortised):
    drawn = figure(amortised)
    found = bars(drawn)
    assert [row[0] for row in rows(drawn)] == [
        "Depreciation of chips and servers",
        "Interconnect",
        "Energy cost",
        "Amortised cost",
    ]
    *parts, whole = found.x
    assert sum(parts) == pytest.approx(whole)
    assert whole == pytest.approx(float(amortised.result.value))
    assert list(found.base[1:3]) == pytest.approx([parts[0], parts[0] + parts[1]])
    hardware = 14164 * 57e6 / 8766 * 0.14 * 2.302585 * 1.0107
    assert parts[0] == pytest.approx(hardware, rel=1e-3)
    assert parts[1] / parts[0] == pytest.approx(0.19 / 0.81)


def test_the_parts_of_a_development_are_the_run_experiments_and_staff():
    calculation = calculate("development", {"run": "GPT-4"})
    run, experiments, staff, whole = bars(figure(calculation)).x
    assert experiments / run == pytest.approx(1.2)
    assert staff / whole == pytest.approx(0.286)
    assert run + experiments + staff == pytest.approx(whole)


def test_the_range_of_the_whole_is_an_error_bar(amortised):
    (error,) = [trace for trace in figure(amortised).data if trace.type == "scatter"]
    result = amortised.result
    assert list(error.x) == [float(result.value)]
    assert list(error.error_x.array) == [float(result.high - result.value)]
    assert list(error.error_x.arrayminus) == [float(result.value - result.low)]


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("emissions", {"energy": "1287 MWh"}),
        ("how_many", {"budget": "1e6 USD", "unit_price": "25000 USD"}),
        ("revenue_gap", {"revenue": "900e9 USD"}),
        ("rental", {"run": "GPT-4"}),
        ("doubling_time", {"growth": "2.4"}),
    ],
)
def test_what_is_no_sum_is_one_bar(name, given):
    calculation = calculate(name, given)
    (length,) = bars(figure(calculation)).x
    assert length == pytest.approx(float(calculation.result.value))


def test_arithmetic_of_words_is_one_bar():
    result = Quantity(0, 0, "", "factor", Decimal("1.5"), "1")
    inputs = (CalculationInput("larger", result, "question", None, "1.5"),)
    plain = Calculation("3 / 2?", "ja", "calculated", "arithmetic", None, result, inputs)
    drawn = figure(plain)
    assert list(bars(drawn).x) == [1.5]
    assert drawn.layout.meta["title"].startswith(PLOT_WORDS["ja"].other)


def test_parts_of_a_range_without_a_middle_are_not_guessed():
    given = {"run": "GPT-4", "price_index": "1..1.1"}
    drawn = breakdown(calculate("amortised", given, draws=0))
    assert len(bars(drawn).x) == 1
    assert rows(drawn)[0][1] == "–"


@pytest.mark.parametrize("name", ["amortised", "acquisition", "development", "compute_cost"])
def test_parts_carry_the_ranges_of_their_inputs_again(name):
    calculation = calculate(name, {"run": "GPT-4"})
    found = replay.parts(calculation)
    assert sum(part.share for part in found) == pytest.approx(Decimal(1))
    assert any(part.quantity.low is not None for part in found)


@pytest.mark.parametrize("name", ["amortised", "acquisition", "development", "rental", "emissions"])
def test_inputs_taken_up_again_are_those_the_model_took(name):
    """Their distributions are told from what a calculation keeps of them."""
    of_runs = [Subjects(run=run) for run in runs().values()]
    of_chips = [Subjects(chip=chip) for chip in chips().values()]
    given = {"chip_hours": written("chip_hours", "1e6"), "start": written("start", "2025")}
    compared = 0
    for inputs, subjects in [({}, of) for of in of_runs] + [(given, of) for of in of_chips]:
        calculation = solve(formula(name), inputs, subjects, "en", draws=50)
        leaves = Solver(inputs, subjects, "en").by(formula(name)).leaves()
        assert replay.given(calculation) == leaves
        if calculation.result:
            again = replay._again(formula(name), leaves, "en")
            assert (again.value, again.unit) == (calculation.result.value, calculation.result.unit)
        compared += len(leaves)
    assert compared > 50


# Side by side


def test_the_accounts_of_a_run_stand_side_by_side_with_their_ranges():
    calculations = compare_bases({"run": "GPT-4", "chip_hours": "57e6"})
    drawn = bases(calculations)
    assert list(bars(drawn).x) == pytest.approx([float(c.result.value) for c in calculations])
    (error,) = [trace for trace in drawn.data if trace.type == "scatter"]
    assert list(error.y) == list(bars(drawn).y[1:])  # the rental is exact
    assert list(error.error_x.array) == pytest.approx(
        [float(c.result.high - c.result.value) for c in calculations[1:]]
    )


def test_bars_are_told_apart_by_pattern_and_label_too():
    drawn = bases(compare_bases({"run": "GPT-4"}))
    marker = bars(drawn).marker
    assert len(set(marker.color)) == len(set(marker.pattern.shape)) == 4
    assert len({note.text for note in drawn.layout.annotations}) == 4


def test_a_rental_with_other_accounts_beside_it_is_compared():
    rental, *others = compare_bases({"run": "GPT-4"})
    drawn = figure(replace(rental, alternatives=tuple(others)))
    assert len(bars(drawn).x) == 4
    assert drawn.layout.title.text == f"<b>{PLOT_WORDS['en'].run_by_basis}</b>"


def test_values_that_sources_disagree_on_are_named_on_their_bars():
    given = {"budget": "1e6 USD", "unit_price": "25000 USD"}
    other = calculate("how_many", {**given, "unit_price": "30000..40000 USD"}, "de")
    drawn = figure(replace(calculate("how_many", given, "de"), alternatives=(other,)))
    found = bars(drawn)
    assert (found.base[1], found.x[1]) == (25, 8)
    labels = [note.text for note in drawn.layout.annotations]
    assert "25.000 US-Dollar" in labels[0]
    assert "30.000 bis 40.000 US-Dollar" in labels[1]


def test_an_account_that_lacks_an_input_is_named_below():
    drawn = bases(compare_bases({"run": "GPT-3"}))
    assert len(bars(drawn).x) < 4
    assert any("not calculated" in note for note in drawn.layout.meta["notes"])


def test_energies_of_several_units_are_drawn_in_one():
    small = calculate("energy_saved", {"energy": "900 kWh", "saving_share": "50 %"})
    large = calculate("energy_saved", {"energy": "9000 kWh", "saving_share": "50 %"})
    assert (small.result.unit, large.result.unit) == ("kWh", "MWh")
    assert list(bars(bases([large, small])).x) == pytest.approx([4.5, 0.45])


def test_currencies_are_not_mixed_on_one_axis():
    found = [calculate("rental", {"chip_hours": "1e6", "price": f"2 {c}"}) for c in ("USD", "EUR")]
    assert len(bars(bases(found)).x) == 1


# Words


@pytest.mark.parametrize("language", LANGUAGES)
def test_numbers_are_written_and_read_in_the_language(language):
    drawn = figure(growing(language))
    result = rows(drawn)[-1]
    assert parse(result[1], language)[0].value == Decimal("1.382e9")
    assert [parse(text.strip("</b>"), language)[0].value for text in lines(drawn)[0].text] == [
        Decimal(number) for number in ("1e8", "2.4e8", "5.76e8", "1.38e9")
    ]


@pytest.mark.parametrize(
    ("language", "axis", "hover"),
    [
        ("en", "Cost (US dollars)", "1.382 billion US dollars"),
        ("de", "Kosten (US-Dollar)", "1,382 Mrd. US-Dollar"),
        ("ja", "費用（米ドル）", "13億8200万米ドル"),
    ],
)
def test_axes_and_hover_texts_are_in_the_language(language, axis, hover):
    drawn = figure(growing(language))
    assert drawn.layout.yaxis.title.text == axis
    assert hover in lines(drawn)[0].hovertext[-1]
    assert PLOT_WORDS[language].drawn.replace("\u00a0", " ").casefold() in {
        trace.name.replace("\u00a0", " ").casefold() for trace in drawn.data
    }


def test_every_word_is_there_in_every_language():
    for field in fields(PLOT_WORDS["en"]):
        held = [getattr(words, field.name) for words in PLOT_WORDS.values()]
        if field.name in ("stated", "detail"):
            continue
        if isinstance(held[0], str):
            assert len(set(held)) == 3, field.name
        else:
            assert held[0].keys() == held[1].keys() == held[2].keys()


def test_every_part_has_a_name():
    known = {*replay.variables(), *PLOT_WORDS["en"].parts}
    assert replay._PARTS.keys() <= formulas().keys()
    assert {part for parts in replay._PARTS.values() for part in parts} <= known


def test_inputs_keep_their_bounds_and_take_their_units():
    given = {"run": "GPT-4", "chip_hours": "57e6"}
    inputs = {held.name: held for held in calculate("amortised", given).inputs}
    assert said(inputs["hours_per_year"], "en") == "8,766 hours (8,760 to 8,766 hours)"
    assert said(inputs["server_price"], "en").startswith("24,875 US dollars")
    hours = Quantity(0, 0, "", "measure", Decimal(57_000_000), "chip_hour")
    assert said(inputs["chip_hours"], "de") == render(hours, "de")
    target = next(held for held in growing().inputs if held.name == "target_year")
    assert said(target, "ja") == "2027年"


# Limits


def test_what_was_not_calculated_cannot_be_drawn():
    missing = calculate("forecast", {"cost": "1 USD"})
    for draw in (figure, forecast, breakdown, lambda one: bases([one])):
        with pytest.raises(CostError, match=r"years|target_year"):
            draw(missing)
    with pytest.raises(CostError):
        bases([])
    with pytest.raises(CostError, match="runs over no years"):
        forecast(calculate("rental", {"run": "GPT-4"}))


def test_numbers_beyond_all_words_cannot_be_drawn():
    with pytest.raises(ArithmeticRangeError):
        as_float(Decimal("1e31"))
    with pytest.raises(ArithmeticRangeError):
        figure(growing(growth="1000", target_year="2040"))


def test_nothing_costs_nothing():
    drawn = figure(growing(cost="0 USD", growth="2.4"))
    assert drawn.layout.yaxis.type is None
    assert list(lines(drawn)[0].y) == [0, 0, 0, 0]


@pytest.mark.parametrize(
    ("low", "high", "count"), [(0, 8, 3), (0, 0.3, 2), (7, 7.001, 2), (-20, 25, 5)]
)
def test_logarithmic_marks_are_few_and_within(low, high, count):
    marks = log_marks(low, high)
    assert count <= len(marks) <= 9
    assert all(10**low * 0.999 <= mark <= 10**high * 1.001 for mark in map(float, marks))


def test_linear_marks_are_round():
    assert linear_marks(Decimal(0), Decimal("826.5e6")) == [250_000_000 * n for n in range(4)]
    assert linear_marks(Decimal(-3), Decimal(0)) == [-3, -2, -1, 0]
    assert linear_marks(Decimal(5), Decimal(5)) == [5]


# Files


class Page(HTMLParser):
    """What a browser would find in a page: tags, scripts and visible text."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.scripts, self.text = [], [], ""
        self._inside = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self._inside = tag
        if tag == "script":
            self.scripts.append("")

    def handle_endtag(self, tag):
        self._inside = ""

    def handle_data(self, data):
        if self._inside == "script":
            self.scripts[-1] += data
        elif self._inside != "style":
            self.text += data


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    quote = Citation("c1", "a.md", HOSTILE, "en", "P", None, "https://evil.test", 1, 0, 9, HOSTILE)
    calculation = growing("de")
    inputs = [replace(held, reference=HOSTILE, citation=quote) for held in calculation.inputs]
    words = CalculationInput(HOSTILE, parse("$5", "en")[0], "source", quote, HOSTILE)
    path = tmp_path_factory.mktemp("page") / "figure.html"
    calculation = replace(
        calculation,
        question=HOSTILE + "\u202e\ud800",
        basis=HOSTILE,
        inputs=(*inputs, words),
        notes=(HOSTILE,),
        alternatives=(replace(growing("de", cost="1e9 USD"), basis=HOSTILE + "2"),),
    )
    write_html(figure(calculation), path)
    return path.read_text(encoding="utf-8")


def test_a_page_loads_nothing(hostile):
    page = Page(hostile)
    loading = {"src", "srcset", "href", "data", "action", "poster", "background"}
    assert [attrs for _, attrs in page.tags if loading & attrs.keys()] == []
    assert {tag for tag, _ in page.tags}.isdisjoint({"link", "img", "iframe", "base", "object"})
    style = hostile[hostile.index("<style>") : hostile.index("</style>")]
    assert not re.search(r"url\(|@import", style)


def test_only_the_two_scripts_of_the_policy_can_run(hostile):
    page = Page(hostile)
    policy = next(attrs["content"] for _, attrs in page.tags if "http-equiv" in attrs)
    assert policy.startswith("default-src 'none';")
    drawing, *code = page.scripts
    digests = [base64.b64encode(hashlib.sha256(c.encode()).digest()).decode() for c in code]
    assert re.findall(r"'sha256-([^']+)'", policy) == digests
    assert len(digests) == 2
    assert "http" not in policy
    assert set(json.loads(drawing)) == {"data", "layout", "saved"}


def test_text_from_outside_is_only_read(hostile):
    page = Page(hostile)
    assert HOSTILE in page.text  # as text
    handlers = [attrs for _, attrs in page.tags if any(name.startswith("on") for name in attrs)]
    assert handlers == []
    assert len(page.scripts) == 3
    assert "alert" not in page.scripts[2]
    assert "\u202e" not in hostile
    drawing = json.loads(page.scripts[0])
    shown = json.dumps(drawing, ensure_ascii=False)
    assert "<script" not in shown  # plotly reads some HTML
    assert "<img" not in shown
    assert '&lt;script&gt;alert(\\"q\\")' in shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_tells_the_figure_in_words_too(language, tmp_path):
    path = tmp_path / "図.html"
    calculation = calculate("amortised", {"run": "GPT-4"}, language, question="GPT-4?")
    write_html(figure(calculation), path)
    text = path.read_text(encoding="utf-8")
    page = Page(text)
    assert page.tags[0] == ("html", {"lang": language})
    assert "GPT-4?" in page.text
    assert calculation.basis in page.text
    assert calculation.result.text in page.text
    assert all(note in page.text for note in calculation.notes)
    assert "arXiv:2405.21015v2, figure 5" in page.text
    assert PLOT_WORDS[language].inputs in page.text
    assert text.count(safe(calculation.question)) == 1


def test_a_page_is_the_same_every_time(tmp_path, amortised):
    written = []
    for name in ("a.html", "b.html"):
        write_html(figure(amortised), tmp_path / name)
        written.append((tmp_path / name).read_bytes())
    assert written[0] == written[1]


def test_a_file_that_cannot_be_written_names_itself(tmp_path, amortised):
    drawn = figure(amortised)
    for path in (tmp_path / "none" / "a.html", tmp_path):
        with pytest.raises(OutputError, match=re.escape(str(path))):
            write_html(drawn, path)


def test_plotly_is_loaded_only_to_draw():
    code = "import sys, assistant.cost.plots; print('plotly' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
