"""docs/cost-model.md: built from the code, whole, and not stale."""

from __future__ import annotations

import re
import sys
from itertools import groupby
from pathlib import Path

import pytest

from assistant.cost.documentation import PAGE, document, main
from assistant.cost.facts import chips, grids, parameters, references, runs, variants
from assistant.cost.formulas import formulas, variables


@pytest.fixture(scope="module")
def page() -> str:
    return document()


def test_the_page_is_what_the_code_says(page: str) -> None:
    assert PAGE.read_text(encoding="utf-8") == page, "docs/cost-model.md is stale: run `make docs`"


def test_the_page_is_written_where_it_is_wanted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    path = tmp_path / "page.md"
    monkeypatch.setattr(sys, "argv", ["documentation", str(path)])
    main()
    assert path.read_text(encoding="utf-8") == page


def _rows(page: str, title: str) -> list[list[str]]:
    """Cells of the tables of a section."""
    section = page.partition(f"\n## {title}\n")[2].partition("\n## ")[0]
    assert section
    lines = [line for line in section.splitlines() if line.startswith("|")]
    return [re.split(r" ?(?<!\\)\| ?", line)[1:-1] for line in lines]


def test_every_table_has_as_many_cells_as_its_header(page: str) -> None:
    for of_table, lines in groupby(page.splitlines(), key=lambda line: line.startswith("|")):
        if of_table:
            assert len({len(re.split(r"(?<!\\)\|", line)) for line in lines}) == 1


def test_every_formula_is_there_with_words_basis_and_source(page: str) -> None:
    rows = {row[1].strip("`"): row for row in _rows(page, "Formulas")[2:]}
    assert rows.keys() == formulas().keys()
    for name, held in formulas().items():
        number, _, words, basis, source = rows[name]
        assert number == held.number
        assert held.expression.text in words
        assert held.bases["en"] in basis
        assert source == (held.reference or "arithmetic")


def test_every_variable_is_there_with_its_default_and_range(page: str) -> None:
    rows = {row[0].strip("`"): row for row in _rows(page, "Inputs and results")[2:]}
    assert rows.keys() == variables().keys()
    assert rows["mfu"][4:6] == ["the run's, else 0.375", "0.10 to 0.65, normal"]
    assert rows["depreciation"][4] == "0.14 a year"
    assert rows["power_ratio"][4] == "0.75 (GPU) or 0.43 (TPU)"
    assert rows["price_index"][4] == "the run's, else 1 by definition"
    assert rows["cost"][4] == "must be given"
    for name, held in variables().items():
        own = [parameters()[place] for place in held.defaults if place in parameters()]
        assert [rows[name][6]] == [one.citation for one in own] or not own
        assert [rows[name][7]] == [one.includes for one in own] or not own


def test_every_fact_is_there_with_its_publication(page: str) -> None:
    found = [
        *parameters().values(),
        *(one for name in parameters() for one in variants(name).values()),
        *grids().values(),
        *(one for chip in chips().values() for one in chip.values.values()),
        *(one for run in runs().values() for one in run.values.values()),
    ]
    for one in found:
        assert one.citation in page
        assert one.includes in page
    for name in (*chips(), *runs()):
        assert f"\n### {name}\n" in page
    assert [row[0] for row in _rows(page, "Electricity grids")[2:]] == list(grids())


def test_every_publication_is_listed_once(page: str) -> None:
    section = page.partition("\n## Publications\n")[2]
    for held in references().values():
        assert section.count(held.title) == 1


def test_the_page_says_how_ranges_are_made(page: str) -> None:
    section = page.partition("\n## How ranges are made\n")[2].partition("\n## ")[0]
    for word in ("median", "10,000", "fixed seed", "lognormal", "normal", "one-sided", "exact"):
        assert word in section


def test_no_line_of_prose_is_longer_than_the_others(page: str) -> None:
    prose = page.partition("\n## Formulas\n")[0].splitlines()
    long = [line for line in prose if len(line) > 100 and not line.startswith(("|", "- `"))]
    assert long == []
