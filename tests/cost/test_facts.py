"""facts.yaml: every number with its publication, as parameters.csv has it, found by any name."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, get_args

import pytest

from assistant.cost import facts
from assistant.cost.facts import Parameter
from assistant.cost.records import UNITS, read_parameter
from assistant.errors import ChipUnknownError, CostError
from assistant.language import fold
from assistant.quantities.units import registry
from assistant.types import Language

_NAMES = {
    "growth_amortized": "growth",
    "depreciation_r": "depreciation",
    "interconnect_fraction": "interconnect_share",
    "hardware_price_rel_gpu": "price_factor_gpu",
    "chip_hours_rel": "chip_hours_factor",
    "training_flop_rel": "flop_factor",
    "mfu_default": "mfu",
    "power_to_tdp_gpu": "power_ratio_gpu",
    "power_to_tdp_tpu": "power_ratio_tpu",
    "pue_hyperscaler": "pue",
    "staff_share_incl_equity": "staff_share",
    "ci_amortized_gpu": "ci_amortised_gpu",
    "ci_amortized_tpu": "ci_amortised_tpu",
    "cloud_over_amortized": "cloud_over_amortised",
    "jest_compute_factor": "compute_saving_factor",
    "fx_jpy_usd": "exchange_rate_jpy_usd",
    "water_offsite_intensity_usa": "water_intensity",
}
"""What parameters.csv calls otherwise."""
_FOUND_BY: list[tuple[str, Callable[..., Parameter]]] = [
    (r"us_industrial_power_price_(\d+)", lambda year: facts.parameter("electricity_price", year)),
    (r"server_power_per_chip_(\w+)", lambda chip: facts.chip(chip).values["server_power"]),
    (r"grid:(?:US_)?(\w+)", lambda name: facts.grids()[name]),
    (r"peak_bf16_dense:(.+)", lambda chip: facts.chip(chip).values["peak"]),
    (r"(tdp|price|rent):(.+?)(?:_3yr)?", lambda key, chip: facts.chip(chip).values[key]),
    (r"(\w+)", lambda name: facts.parameter(_renamed(name))),
]


def _renamed(name: str) -> str:
    return _NAMES.get(name, name)


def _of_row(name: str) -> Parameter:
    for pattern, find in _FOUND_BY:
        if match := re.fullmatch(pattern, name):
            return find(*match.groups())
    raise KeyError(name)


_ALL = [
    *facts.parameters().values(),
    *(found for name in facts.parameters() for found in facts.variants(name).values()),
    *facts.grids().values(),
    *(found for chip in facts.chips().values() for found in chip.values.values()),
    *(found for run in facts.runs().values() for found in run.values.values()),
]
_IDS = [f"{found.name}-{found.of}" for found in _ALL]


def _rows(shared: Path, name: str) -> list[dict[str, str]]:
    with (shared / "cost" / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_parameters_csv_is_there_with_the_same_numbers(shared: Path) -> None:
    rows = _rows(shared, "parameters.csv")
    assert len(rows) > 70
    for row in rows:
        found = _of_row(row["parameter"])
        held = [found.value, found.low, found.high]
        written = [row[key] for key in ("default", "low", "high")]
        assert held == [Decimal(text) if text else None for text in written], row["parameter"]


def test_parameters_csv_names_the_same_publications(shared: Path) -> None:
    for row in _rows(shared, "parameters.csv"):
        if re.search(r"arXiv:|epoch-research/", row["source"]):
            assert _of_row(row["parameter"]).reference.locator_base in row["source"]


def _rental(run: str) -> Decimal:
    return _product(run, "chip_hours", "rent", "price_index")


def _product(run: str, *keys: str) -> Decimal:
    product = Decimal(1)
    for key in keys:
        value = facts.runs()[run].values[key].value
        assert value is not None
        product *= value
    return product


_PUBLISHED: list[tuple[str, Callable[[], Decimal]]] = [
    ("S01", lambda: _rental("GPT-4")),
    ("S02", lambda: _rental("Gemini 1.0 Ultra")),
    ("S03", lambda: _rental("Megatron-Turing NLG 530B")),
    ("S07", lambda: _product("GPT-4", "chips", "server_price", "price_index") / Decimal("0.81")),
    ("S11", lambda: _product("GPT-3", "chips", "power", "hours", "pue") / 10**6),
    ("S11", lambda: _product("GPT-3", "energy_kwh") / 10**3),
    ("S12a", lambda: _product("GPT-3", "energy_kwh", "grid") / 10**6),
    ("S13", lambda: _product("T5-11B", "chips", "power", "hours", "pue") / 10**6),
    ("S13", lambda: _product("T5-11B", "energy_kwh") / 10**3),
    ("S14", lambda: _product("BLOOM", "chip_hours", "power", "grid") / 10**9),
    ("S14", lambda: _product("BLOOM", "energy_kwh", "grid") / 10**6),
    ("S15", lambda: _product("LLaMA-65B", "chip_hours", "power", "pue", "grid") / 10**9),
    ("S15", lambda: _product("LLaMA-65B", "energy_kwh", "grid") / 10**6),
    ("S16", lambda: _product("Llama 2 70B", "chip_hours", "power", "pue", "grid") / 10**9),
    ("S17", lambda: _product("DeepSeek-V3", "chip_hours", "rent")),
    ("S18", lambda: 6 * _product("GPT-3", "parameters", "tokens")),
    ("S18", lambda: _product("GPT-3", "flop")),
    ("S19", lambda: _product("GPT-4", "chips", "hours")),
    ("S19", lambda: _product("GPT-4", "chip_hours")),
]


@pytest.mark.parametrize(("case", "result"), _PUBLISHED, ids=[case for case, _ in _PUBLISHED])
def test_published_results_follow_from_the_runs(
    case: str, result: Callable[[], Decimal], shared: Path
) -> None:
    (row,) = [row for row in _rows(shared, "cases_shown.csv") if row["id"] == case]
    expected, tolerance = Decimal(row["expected"]), Decimal(row["tolerance_pct"]) / 100
    assert abs(result() / expected - 1) <= tolerance


@pytest.mark.parametrize("name", ["GPT-4", "Llama 2 70B", "Inflection-2"])
def test_energy_follows_from_the_power_of_servers(name: str) -> None:
    power = facts.runs()[name].chip.values["server_power"].value
    share = facts.parameter("power_ratio_gpu").value
    assert power is not None
    assert share is not None
    energy = _product(name, "chip_hours", "pue") * power * share
    assert abs(energy - _product(name, "energy_kwh")) < 1


@pytest.mark.parametrize("name", ["A100 40GB", "A100 80GB", "H100", "TPU v4"])
def test_a_chip_was_there_before_the_runs_on_it(name: str) -> None:
    available = facts.chip(name).values["available"].value
    assert available is not None
    assert date(int(available) // 100, int(available) % 100, 1) < date(2023, 3, 1)


@pytest.mark.parametrize("found", _ALL, ids=_IDS)
def test_a_number_has_its_publication(found: Parameter) -> None:
    assert found.reference == facts.references()[found.reference.id]
    assert found.reference.authors
    assert found.locator
    assert found.citation.endswith(f", {found.locator}")
    assert found.checked >= date(2026, 11, 22)
    assert "\n" not in found.includes
    assert not found.includes.endswith(".")


@pytest.mark.parametrize("found", _ALL, ids=_IDS)
def test_a_number_is_called_something_in_every_language(found: Parameter) -> None:
    assert set(found.labels) == set(get_args(Language))
    assert re.search(r"[ぁ-んァ-ヶ一-龠]|FLOP", found.labels["ja"])
    assert not re.search(r"[ぁ-んァ-ヶ一-龠]", found.labels["en"] + found.labels["de"])
    assert all(label == label.strip(" .。") for label in found.labels.values())


@pytest.mark.parametrize("language", get_args(Language))
def test_no_two_parameters_are_called_the_same(language: Language) -> None:
    labels = [found.labels[language] for found in facts.parameters().values()]
    assert len(set(labels)) == len(labels)


def test_no_publication_is_named_in_vain() -> None:
    cited = {found.reference.id for found in _ALL}
    beside = " ".join(found.bounds_citation for found in _ALL)
    for name, reference in facts.references().items():
        assert name in cited or reference.locator_base in beside


def test_a_citation_reads_as_one() -> None:
    assert facts.parameter("growth").citation == "Cottier et al. 2024, arXiv:2405.21015v2, Table 1"
    price = facts.parameter("electricity_price").citation
    assert price.startswith("Epoch AI, epoch-research/training-cost-trends@263c40a, ")
    assert "EcoLogits" in facts.grids()["USA"].bounds_citation
    assert not facts.parameter("growth").bounds_citation


def test_units_are_those_of_quantities() -> None:
    assert all(unit in registry() for unit in UNITS)
    assert {found.unit for found in _ALL} == UNITS


def test_numbers_are_as_written() -> None:
    assert str(facts.parameter("depreciation").low) == "0.10"
    assert facts.runs()["GPT-4"].values["flop"].value == Decimal("2.1e25")
    assert all(isinstance(found.value, Decimal | None) for found in _ALL)


def test_what_no_publication_states_stays_absent() -> None:
    assert {"price", "server_price"}.isdisjoint(facts.chip("H800").values)
    assert facts.chip("H800").price_basis is None
    assert "server_power" not in facts.chip("TPU v4").values
    assert facts.parameter("share_energy").value is None
    assert facts.runs()["BLOOM"].values["pue"].value == 1  # left out by the paper


def test_a_parameter_has_a_value_for_each_year_or_country() -> None:
    assert list(facts.variants("electricity_price")) == [str(year) for year in range(2020, 2026)]
    assert facts.parameter("electricity_price") == facts.parameter("electricity_price", "2024")
    assert facts.parameter("electricity_price", "2023").value == Decimal("0.0806")
    assert facts.parameter("water_intensity").of == "USA"
    assert not facts.variants("growth")
    with pytest.raises(KeyError):
        facts.parameter("electricity_price", "1999")
    with pytest.raises(KeyError):
        facts.parameter("luck")


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("nvidia h100s", "H100"),
        ("H100 SXM", "H100"),
        ("H100-SXM5-80GB", "H100"),
        ("H100-Karten", "H100"),
        ("ＮＶＩＤＩＡ　Ｈ１００", "H100"),
        ("H100チップ", "H100"),
        ("GPU H100", "H100"),
        ("Tesla V100 GPUs", "V100"),
        ("A100", "A100 40GB"),
        ("A100s", "A100 40GB"),
        ("a100 40 GB", "A100 40GB"),
        ("NVIDIA A100-SXM4-80GB", "A100 80GB"),
        ("80GB A100", "A100 80GB"),
        ("TPUv4", "TPU v4"),
        ("tpu-v4 chips", "TPU v4"),
        ("Google TPU v3", "TPU v3"),
        ("TPU V5e", "TPU v5e"),
    ],
)
def test_a_chip_is_found_as_people_write_it(written: str, name: str) -> None:
    assert facts.chip(written).name == name


@pytest.mark.parametrize(
    ("written", "offered"),
    [("H300", "H100"), ("H100 PCIe", "H100"), ("TPU v2", "TPU v4"), ("A10", "A100 40GB")],
)
def test_an_unknown_chip_is_answered_with_its_neighbours(written: str, offered: str) -> None:
    with pytest.raises(ChipUnknownError) as caught:
        facts.chip(written)
    assert isinstance(caught.value, CostError)
    assert repr(written) in caught.value.problem
    names = re.split(r", | or ", caught.value.remedy.removeprefix("Name "))
    assert offered in names
    assert len(set(names)) == 3
    assert [facts.chip(name).name for name in names] == names


@pytest.mark.parametrize("written", ["", "s", "GPU", "チップ", "💻", "TPU"])
def test_a_word_that_names_no_chip_is_none(written: str) -> None:
    with pytest.raises(ChipUnknownError):
        facts.chip(written)


def test_a_chip_is_of_a_family() -> None:
    kinds = {name: chip.kind for name, chip in facts.chips().items()}
    assert {name for name, kind in kinds.items() if kind == "tpu"} == {
        name for name in kinds if name.startswith("TPU")
    }
    factors = {name: chip.server_factor for name, chip in facts.chips().items()}
    held = {name: factor.value for name, factor in factors.items() if factor}
    assert held == {"TPU v3": Decimal("1.47"), "TPU v4": Decimal("1.56")}


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("GPT4", "GPT-4"),
        ("gpt‑4", "GPT-4"),
        ("ＧＰＴ－４", "GPT-4"),
        ("Gemini Ultra", "Gemini 1.0 Ultra"),
        ("Gemini 1", "Gemini 1.0 Ultra"),
        ("Llama-2-70B", "Llama 2 70B"),
        ("LLaMA 65B", "LLaMA-65B"),
        ("MT-NLG", "Megatron-Turing NLG 530B"),
        ("Bloom", "BLOOM"),
        ("T5 (11B)", "T5-11B"),
        ("DeepSeek V3", "DeepSeek-V3"),
        ("Inflection 2", "Inflection-2"),
    ],
)
def test_a_run_is_found_as_people_write_it(written: str, name: str) -> None:
    run = facts.run(written)
    assert run
    assert run.name == name


@pytest.mark.parametrize("written", ["GPT-4o", "GPT-5", "Gemini 2.5", "Llama 2 7B", "GPT", ""])
def test_another_model_is_no_published_run(written: str) -> None:
    assert facts.run(written) is None


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("USA", "USA"),
        ("U.S.", "USA"),
        ("the United States", "USA"),
        ("Vereinigten Staaten", "USA"),
        ("アメリカ", "USA"),
        ("米国", "USA"),
        ("germany", "DEU"),
        ("Deutschland", "DEU"),
        ("ドイツ", "DEU"),
        ("日本", "JPN"),
        ("Frankreich", "FRA"),
        ("中国", "CHN"),
        ("weltweit", "world"),
        ("世界平均", "world"),
        ("Patterson et al.", "patterson"),
        ("Meta", "meta"),
    ],
)
def test_a_grid_is_found_in_every_language(written: str, name: str) -> None:
    grid = facts.grid(written)
    assert grid
    assert grid.of == name


@pytest.mark.parametrize("written", ["us", "de", "the", "", "Atlantis", "Europe"])
def test_a_word_that_names_no_grid_is_none(written: str) -> None:
    assert facts.grid(written) is None


def test_no_alias_is_taken_twice_and_each_leads_home() -> None:
    for chip in facts.chips().values():
        assert {facts.chip(alias).name for alias in (chip.name, *chip.aliases)} == {chip.name}
    for run in facts.runs().values():
        assert [facts.run(alias) for alias in (run.name, *run.aliases)] == [run] * (
            1 + len(run.aliases)
        )
    for grid in facts.grids().values():
        assert all(facts.grid(alias) == grid for alias in grid.aliases)
    folded = [fold(alias) for chip in facts.chips().values() for alias in chip.aliases]
    assert len(set(folded)) == len(folded)


_RIGHT: dict[str, Any] = {
    "value": "2",
    "low": "1",
    "high": "3",
    "unit": "1",
    "distribution": "lognormal",
    "source": "cottier2024",
    "locator": "Table 1",
    "checked": "2026-11-22",
    "label": {"en": "a", "de": "b", "ja": "ア"},
}


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"source": "hearsay"}, "unknown source"),
        ({"bounds": {"source": "hearsay", "locator": "page 1"}}, "unknown source"),
        ({"source": None}, "lacks"),
        ({"locator": ""}, "nothing in"),
        ({"checked": None}, "lacks"),
        ({"unit": "furlong"}, "unknown unit"),
        ({"label": {"en": "a", "de": "b"}}, "label"),
        ({"colour": "red"}, "unknown keys"),
        ({"value": "4"}, "within its bounds"),
        ({"low": "3", "value": "3"}, "within its bounds"),
        ({"high": None}, "both bounds"),
        ({"value": None, "low": None, "high": None}, "needs a value"),
        ({"value": "many"}, "no number"),
        ({"value": "NaN"}, "no number"),
        ({"distribution": None}, "needs a distribution"),
        ({"distribution": "flat"}, "needs a distribution"),
        ({"value": None}, "needs a distribution"),
        ({"value": "1"}, "one-sided"),
        ({"distribution": "one_sided"}, "one-sided"),
        ({"low": "0"}, "lognormal"),
    ],
)
def test_a_wrong_record_is_refused_by_name(change: dict[str, Any], problem: str) -> None:
    row = {key: held for key, held in (_RIGHT | change).items() if held is not None}
    with pytest.raises(ValueError, match=f"number of the beast .*{problem}"):
        read_parameter("number", row, facts.references(), "the beast")


def test_a_right_record_is_read() -> None:
    found = read_parameter("number", _RIGHT, facts.references())
    assert (found.low, found.value, found.high) == (Decimal(1), Decimal(2), Decimal(3))
