"""Every word of a figure and its page in three languages, except what the model itself says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.types import CalculationOrigin, Language


@dataclass(frozen=True, slots=True)
class PlotWords:
    """What is written on a figure and around it, in one language."""

    stated: str
    """Puts a value to what it is: with ``{what}`` and ``{value}``."""
    detail: str
    """Puts a year or a unit to what has it: with ``{what}`` and ``{detail}``."""
    cost: str
    year: str
    years: str
    run_by_basis: str
    """Title of a run priced by several accounts."""
    by_value: str
    """Title of one formula over several values: with ``{what}``."""
    other: str
    """What a number without a formula is called."""
    drawn: str
    """The range from the 5th to the 95th percentile."""
    range: str
    """One that somebody states."""
    ends: str
    """A range of either kind."""
    exact: str
    parts: Mapping[str, str]
    """Parts of a total that are no variable of the model."""
    item: str
    value: str
    numbers: str
    inputs: str
    notes: str
    missing: str
    """With ``{names}``."""
    origin: str
    origins: Mapping[CalculationOrigin, str]
    save: str


PLOT_WORDS: Mapping[Language, PlotWords] = {
    "en": PlotWords(
        stated="{what}: {value}",
        detail="{what} ({detail})",
        cost="Cost",
        year="Year",
        years="Years from the start",
        run_by_basis="What the run costs, by basis",
        by_value="{what}, by the value assumed",
        other="Result",
        drawn="5–95% range",
        range="stated range",
        ends="range",
        exact="exact",
        parts={
            "servers": "chips and servers",
            "experiments": "experiments before the final run",
            "staff": "staff",
        },
        item="Item",
        value="Value",
        numbers="Numbers of the figure",
        inputs="Calculated from",
        notes="Notes",
        missing="not calculated, for want of {names}",
        origin="Origin",
        origins={"question": "question", "source": "source", "default": "default"},
        save="Save as image",
    ),
    "de": PlotWords(
        stated="{what}: {value}",
        detail="{what} ({detail})",
        cost="Kosten",
        year="Jahr",
        years="Jahre ab Beginn",
        run_by_basis="Was der Lauf kostet, je nach Berechnungsgrundlage",
        by_value="{what}, je nach angesetztem Wert",
        other="Ergebnis",
        drawn="Spanne von 5\u00a0% bis 95\u00a0%",
        range="genannte Spanne",
        ends="Spanne",
        exact="exakt",
        parts={
            "servers": "Chips und Server",
            "experiments": "Versuche vor dem letzten Lauf",
            "staff": "Personal",
        },
        item="Posten",
        value="Wert",
        numbers="Zahlen der Abbildung",
        inputs="Berechnet aus",
        notes="Hinweise",
        missing="nicht berechnet; es fehlt: {names}",
        origin="Herkunft",
        origins={"question": "Frage", "source": "Quelle", "default": "Vorgabe"},
        save="Als Bild speichern",
    ),
    "ja": PlotWords(
        stated="{what}：{value}",
        detail="{what}（{detail}）",
        cost="費用",
        year="年",
        years="起点からの年数",
        run_by_basis="算定基準別に見た学習の費用",
        by_value="前提とする値ごとの{what}",
        other="結果",
        drawn="5～95%の範囲",
        range="記載された範囲",
        ends="範囲",
        exact="厳密値",
        parts={
            "servers": "チップとサーバー",
            "experiments": "最終学習より前の実験",
            "staff": "人件費",
        },
        item="項目",
        value="値",
        numbers="図の数値",
        inputs="計算に用いた値",
        notes="注記",
        missing="計算できない（不足：{names}）",
        origin="出所",
        origins={"question": "質問", "source": "資料", "default": "既定値"},
        save="画像として保存",
    ),
}
