"""Diagrams of figures, as SVG that needs no script and no font of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from xml.etree import ElementTree as Xml

from assistant.evaluation.metrics.calibration import Bin
from assistant.evaluation.statistics import Estimate

_SIDE = 320
_EDGE = 56
_SPACE = "http://www.w3.org/2000/svg"
_ROW = 26
"""Height of one bar with its gap."""
_LENGTH = 190
"""Of a bar that stands for everything: with its words it still fits a phone."""
_LABEL, _VALUE = 112, 150
"""Room for names left of bars, and for figures right of them."""
_LETTERS = 16
"""Of a name left of a bar."""
_BIG = 14.0
"""Radius of the dot of all items in points; the area of a dot is its share of them."""


def reliability_diagram(bins: Sequence[Bin], title: str) -> str:
    """Returns how often probabilities are right, a dot for each stretch, as SVG.

    Dots on the diagonal keep what they say. The area of a dot is its share of the items, its
    number stands beside it.

    Args:
        bins: at least one.
        title: what is shown, read out by screen readers.
    """
    size = _SIDE + 2 * _EDGE
    image = Xml.Element(
        "svg", xmlns=_SPACE, width=str(size), height=str(size), viewBox=f"0 0 {size} {size}",
        role="img", style="background:#fff;font:13px sans-serif",
    )  # fmt: skip
    Xml.SubElement(image, "title").text = title
    _line(image, (0, 0), (1, 1), {"stroke": "#767676", "stroke-dasharray": "5 4"})
    _axes(image)
    everything = sum(one.items for one in bins)
    for one in bins:
        _dot(image, one, everything)
    Xml.indent(image)
    return Xml.tostring(image, encoding="unicode") + "\n"


def bars(estimates: Mapping[str, Estimate], title: str, marked: str | None = None) -> str:
    """Returns shares as bars with their intervals, one below the other, as SVG.

    Args:
        estimates: between 0 and 1, by what stands beside the bar.
        title: what is shown, read out by screen readers.
        marked: the one that is set off.
    """
    height = _ROW * len(estimates) + 8
    width = _LABEL + _LENGTH + _VALUE
    image = Xml.Element(
        "svg", xmlns=_SPACE, width=str(width), height=str(height),
        viewBox=f"0 0 {width} {height}", role="img", style="background:#fff;font:13px sans-serif",
    )  # fmt: skip
    Xml.SubElement(image, "title").text = title
    for row, (name, estimate) in enumerate(estimates.items()):
        _bar(image, row * _ROW + 4, name, estimate, "#f0a35e" if name == marked else "#8fbbe6")
    Xml.indent(image)
    return Xml.tostring(image, encoding="unicode") + "\n"


def _bar(image: Xml.Element, top: float, name: str, estimate: Estimate, colour: str) -> None:
    middle = top + _ROW / 2
    shown = name if len(name) <= _LETTERS else name[: _LETTERS - 1] + "…"
    _text(image, _LABEL - 8, middle + 4, shown, "end")
    size = {"x": _LABEL, "y": top + 4, "width": estimate.value * _LENGTH, "height": _ROW - 8}
    Xml.SubElement(image, "rect", {key: f"{value:.1f}" for key, value in size.items()}, fill=colour)
    low, high = (_LABEL + end * _LENGTH for end in (estimate.low, estimate.high))
    whisker = {"y1": f"{middle:.1f}", "y2": f"{middle:.1f}", "stroke": "#1a1a1a"}
    Xml.SubElement(image, "line", {"x1": f"{low:.1f}", "x2": f"{high:.1f}"} | whisker)
    interval = f"{100 * estimate.low:.0f}–{100 * estimate.high:.0f}"
    words = f"{estimate.value:.0%} ({interval}), n = {estimate.items}"
    _text(image, max(high, _LABEL) + 6, middle + 4, words, "start")


def _axes(image: Xml.Element) -> None:
    for end in ((1, 0), (0, 1)):
        _line(image, (0, 0), end, {"stroke": "#1a1a1a"})
    for fifth in range(6):
        share = fifth / 5
        across, down = _place(share, 0)
        _text(image, across, down + 20, f"{share:.1f}", "middle")
        across, down = _place(0, share)
        _text(image, across - 8, down + 4, f"{share:.1f}", "end")
    across, down = _place(0.5, 0)
    _text(image, across, down + 42, "confidence", "middle")
    across, down = _place(0, 1)
    _text(image, across - 40, down - 16, "share that is right", "start")


def _dot(image: Xml.Element, one: Bin, everything: int) -> None:
    across, down = _place(one.said, one.right)
    radius = max(2.5, _BIG * (one.items / everything) ** 0.5)
    Xml.SubElement(
        image, "circle", cx=f"{across:.1f}", cy=f"{down:.1f}", r=f"{radius:.1f}", fill="#0b5fa5"
    )
    _text(image, across + radius + 3, down + 4, str(one.items), "start")


def _line(
    image: Xml.Element,
    start: tuple[float, float],
    end: tuple[float, float],
    look: dict[str, str],
) -> None:
    (left, top), (right, bottom) = _place(*start), _place(*end)
    places = {"x1": left, "y1": top, "x2": right, "y2": bottom}
    Xml.SubElement(image, "line", {key: f"{value:.1f}" for key, value in places.items()} | look)


def _text(image: Xml.Element, across: float, down: float, words: str, anchor: str) -> None:
    place = {"x": f"{across:.1f}", "y": f"{down:.1f}", "text-anchor": anchor, "fill": "#1a1a1a"}
    Xml.SubElement(image, "text", place).text = words


def _place(across: float, up: float) -> tuple[float, float]:
    return _EDGE + across * _SIDE, _EDGE + (1 - up) * _SIDE
