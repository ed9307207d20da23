"""What holds for the figures of any text in any language."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.quantities import parse
from assistant.quantities.units import registry
from assistant.types import Quantity

_CASES = Path(__file__).parents[1] / "cases"
_PIECES = st.sampled_from(
    [
        *"""
    1 3 10 12,5 1.000 4,565 3/4 2½ ½ .5 1e9 10^9 × 20% $5 €3 £ ¥ -7 +4 2024 2024-05-04 -3 °C m² 10
    - – ~ . , 、 。 ( ) / : " ' ^ ５ ０ ％ ① Ⅳ ٣ ²
    ten twenty third hundred million billions half a an and point dozen tens of several -odd x
    more than about over up to between from minus USD per hour kg GPU hours feet inches percent
    points fold times
    zwei dreißig hundert Millionen Mrd. halbe Viertel ein und Komma Dutzend mehr als rund
    zwischen bis Euro pro Stunde Prozent fach mal
    三 十 百 千 万 億 兆 〇 点 ・ 分の 割 分 厘 半 数 余 乗 約 以上 未満 から まで の間 当たり
    円 ドル 倍 年 月 日 人 ▲ △ 、 壱 参 拾 令和 元 年代 ないし 数億 bps pt
    NLG CAD FY24 4Q24 8xH100 530B '90s 10+ 0,4 0.385 or the one basis tens fold bis eine tausend
    """.split(),
        *[" ", "\n", "\n\n", "\t", "\u00a0", "\u3000", "\0", "\ufffc"],
    ]
)
_TEXTS = st.one_of(
    st.text(),
    st.lists(_PIECES).map("".join),
    st.lists(_PIECES).map(" ".join),
    st.lists(st.one_of(_PIECES, st.text(max_size=4))).map("".join),
)
_LANGUAGES = st.sampled_from(["en", "de", "ja", "fr", "", "xx"])


def _texts_of_cases() -> list[tuple[str, str]]:
    rows = [
        (language, json.loads(line))
        for language in ("en", "de", "ja")
        for line in (_CASES / language / "quantities.jsonl").read_text("utf-8").split("\n")
        if line
    ]
    return [(language, row["text"]) for language, row in rows if row["split"] == "tune"]


_OF_CASES = st.sampled_from(_texts_of_cases())


@given(_TEXTS, _LANGUAGES)
def test_spans_slice_back_in_order_without_overlap(text: str, language: str) -> None:
    figures = parse(text, language)

    assert all(text[figure.start : figure.end] == figure.text for figure in figures)
    assert all(figure.text.strip() for figure in figures)
    assert all(first.end <= second.start for first, second in pairwise(figures))


@given(_TEXTS, _LANGUAGES)
def test_every_figure_says_how_much(text: str, language: str) -> None:
    for figure in parse(text, language):
        numbers = (figure.value, figure.low, figure.high)
        assert numbers != (None, None, None)
        assert all(number is None or number.is_finite() for number in numbers)
        if figure.low is not None and figure.high is not None:
            assert figure.low < figure.high
            assert figure.value is None


@given(_TEXTS, _LANGUAGES)
def test_every_unit_is_one_of_the_registry(text: str, language: str) -> None:
    units = {figure.unit for figure in parse(text, language)}

    assert all(registry().parse_units(unit) is not None for unit in units)


@given(_TEXTS, _LANGUAGES)
def test_the_same_text_has_the_same_figures(text: str, language: str) -> None:
    assert parse(text, language) == parse(text, language)


@pytest.mark.parametrize(
    ("language", "piece"),
    [
        *[("en", piece) for piece in ("1Q2", "70B", "1 ", "A100AA", "| 1 ", "| $ | 1 ", "one ")],
        *[("de", piece) for piece in ("e9", "eine ", "5 A100AA", "| 1,5 ", "einmal ")],
        *[("ja", piece) for piece in ("何0基", "台/5", "二元年", "回零", "5 A100AA", "| 1 ")],
    ],
)
@pytest.mark.parametrize("opening", ["5 ", "| "])
def test_long_repetitions_are_read_in_linear_time(language: str, piece: str, opening: str) -> None:
    def seconds(size: int) -> float:
        start = process_time()
        parse(opening + piece * (size // len(piece)), language)
        return process_time() - start

    seconds(100)
    # Four times as long: quadratic work would take sixteen times as long.
    assert seconds(12_000) < 10 * max(seconds(3_000), 0.02)


@given(_OF_CASES, _OF_CASES)
def test_paragraphs_are_read_apart(first: tuple[str, str], second: tuple[str, str]) -> None:
    language, text = first
    other = second[1]
    offset = len(text) + 2

    figures = parse(f"{text}\n\n{other}", language)

    moved = tuple(_moved(figure, offset) for figure in parse(other, language))
    assert figures == parse(text, language) + moved


def _moved(figure: Quantity, offset: int) -> Quantity:
    return replace(figure, start=figure.start + offset, end=figure.end + offset)
