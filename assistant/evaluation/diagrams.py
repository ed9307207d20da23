"""Diagrams of figures, as SVG that needs no script and no font of its own.

They fit a phone unscaled, and are light or dark as the reader's system is.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from xml.etree import ElementTree as Xml

from assistant.evaluation.metrics.calibration import Bin
from assistant.evaluation.statistics import Estimate

_SPACE = "http://www.w3.org/2000/svg"
_WIDTH = 340
_SIDE, _LEFT, _TOP, _BOTTOM = 260, 44, 36, 48
"""Of the plot of confidence, and the room around it for words."""
_ROW, _BAR = 42, 12
"""Height of one bar with its words, and of the bar itself."""
_MARGIN, _LENGTH = 8, 316
"""Where bars begin, and how long one of 100% is."""
_FOOT = 44
"""Room for the scale below bars."""
_NAME = 25
"""Of a name above a bar, in letters; a Japanese one counts as two."""
_BIG = 14.0
"""Radius of the dot of all items in points; the area of a dot is its share of them."""
_STYLE = """
.chart { background: #fff; font: 13px system-ui, sans-serif; }
.chart text { fill: #1a1a1a; }
.chart .axis, .chart .whisker { stroke: #1a1a1a; }
.chart .whisker { stroke-width: 2; }
.chart .grid { stroke: #d9d9d9; }
.chart .even { stroke: #6b6b6b; stroke-dasharray: 5 4; }
.chart .bar { fill: #8fbbe6; }
.chart .marked { fill: #f0a35e; }
.chart .dot { fill: #0b5fa5; }
@media (prefers-color-scheme: dark) {
.chart { background: #16181c; }
.chart text { fill: #ececec; }
.chart .axis, .chart .whisker { stroke: #ececec; }
.chart .grid { stroke: #3d4148; }
.chart .even { stroke: #a0a4ab; }
.chart .bar { fill: #2f6ea8; }
.chart .marked { fill: #a85a1a; }
.chart .dot { fill: #7db8f0; }
}
"""


def reliability_diagram(bins: Sequence[Bin], title: str) -> str:
    """Returns how often probabilities are right, a dot for each stretch, as SVG.

    Dots on the diagonal keep what they say. The area of a dot is its share of the items, its
    number stands beside it.

    Args:
        bins: at least one.
        title: what is shown, read out by screen readers.
    """
    told = (
        f"confidence {one.low:.0%} to {one.high:.0%}: {one.right:.0%} of {one.items} right,"
        f" {one.said:.0%} on average said"
        for one in bins
    )
    image = _image(_TOP + _SIDE + _BOTTOM, title, told)
    _square(image)
    everything = sum(one.items for one in bins)
    for one in bins:
        _dot(image, one, everything)
    return _text_of(image)


def bars(estimates: Mapping[str, Estimate], title: str, marked: str | None = None) -> str:
    """Returns shares as bars with their intervals, one below the other, as SVG.

    Args:
        estimates: between 0 and 1, by what stands above the bar.
        title: what is shown, read out by screen readers.
        marked: the one that is set off.
    """
    told = (f"{name}: {_words(one)}" for name, one in estimates.items())
    foot = _ROW * len(estimates)
    image = _image(foot + _FOOT, title, told)
    for quarter in range(5):
        across = _MARGIN + quarter / 4 * _LENGTH
        _line(image, "grid", (across, 0), (across, foot))
        _line(image, "axis", (across, foot), (across, foot + 5))
        anchor = {0: "start", 4: "end"}.get(quarter, "middle")
        _text(image, across, foot + 18, f"{25 * quarter}", anchor)
    _line(image, "axis", (_MARGIN, foot), (_MARGIN + _LENGTH, foot))
    _text(image, _MARGIN + _LENGTH / 2, foot + 36, "mean of the items (%), 95% interval", "middle")
    for row, (name, estimate) in enumerate(estimates.items()):
        _bar(image, row * _ROW, name, estimate, "bar marked" if name == marked else "bar")
    return _text_of(image)


def _bar(image: Xml.Element, top: float, name: str, estimate: Estimate, look: str) -> None:
    shown = _shortened(name)
    text = _text(image, _MARGIN, top + 15, shown, "start")
    if shown != name:
        Xml.SubElement(text, "title").text = name
    _text(image, _MARGIN + _LENGTH, top + 15, _words(estimate), "end")
    place = {"x": _MARGIN, "y": top + 22, "width": estimate.value * _LENGTH, "height": _BAR}
    Xml.SubElement(image, "rect", {key: f"{value:.1f}" for key, value in place.items()} | {
        "class": look
    })  # fmt: skip
    low, high = (_MARGIN + end * _LENGTH for end in (estimate.low, estimate.high))
    middle = top + 22 + _BAR / 2
    _line(image, "whisker", (low, middle), (high, middle))
    for end in (low, high):
        _line(image, "whisker", (end, middle - 4), (end, middle + 4))


def _words(estimate: Estimate) -> str:
    interval = f"{100 * estimate.low:.0f}–{100 * estimate.high:.0f}"
    return f"{estimate.value:.0%} ({interval}) of {estimate.items}"


def _shortened(name: str) -> str:
    room = _NAME
    for place, letter in enumerate(name):
        room -= 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        if room < 0:
            return name[: place - 1] + "…"
    return name


def _square(image: Xml.Element) -> None:
    """The scales of both sides, in per cent, with a line where they are equal."""
    for fifth in range(6):
        share, words = fifth / 5, f"{20 * fifth}"
        (across, foot), (left, down) = _place(share, 0), _place(0, share)
        _line(image, "grid", (across, foot), _place(share, 1))
        _line(image, "grid", (left, down), _place(1, share))
        _line(image, "axis", (across, foot), (across, foot + 5))
        _line(image, "axis", (left - 5, down), (left, down))
        _text(image, across, foot + 20, words, "middle")
        _text(image, left - 9, down + 4, words, "end")
    _line(image, "axis", _place(0, 0), _place(1, 0))
    _line(image, "axis", _place(0, 0), _place(0, 1))
    _line(image, "even", _place(0, 0), _place(1, 1))
    across, foot = _place(0.5, 0)
    _text(image, across, foot + 40, "confidence (%)", "middle")
    _text(image, 4, 16, "share that is right (%)", "start")


def _dot(image: Xml.Element, one: Bin, everything: int) -> None:
    across, down = _place(one.said, one.right)
    radius = max(2.5, _BIG * (one.items / everything) ** 0.5)
    place = {"cx": f"{across:.1f}", "cy": f"{down:.1f}", "r": f"{radius:.1f}", "class": "dot"}
    Xml.SubElement(image, "circle", place)
    is_right = one.said > 0.8
    beside = across - radius - 4 if is_right else across + radius + 4
    _text(image, beside, down + 4, str(one.items), "end" if is_right else "start")


def _image(height: float, title: str, told: Iterator[str]) -> Xml.Element:
    size = {"width": str(_WIDTH), "height": str(height), "viewBox": f"0 0 {_WIDTH} {height}"}
    image = Xml.Element("svg", {"xmlns": _SPACE, "class": "chart", "role": "img", **size})
    Xml.SubElement(image, "title").text = title
    Xml.SubElement(image, "desc").text = "; ".join(told)
    Xml.SubElement(image, "style").text = _STYLE
    return image


def _text_of(image: Xml.Element) -> str:
    Xml.indent(image)
    return Xml.tostring(image, encoding="unicode") + "\n"


def _line(
    image: Xml.Element, look: str, start: tuple[float, float], end: tuple[float, float]
) -> None:
    (left, top), (right, bottom) = start, end
    places = {"x1": left, "y1": top, "x2": right, "y2": bottom}
    Xml.SubElement(
        image, "line", {key: f"{value:.1f}" for key, value in places.items()} | {"class": look}
    )


def _text(image: Xml.Element, across: float, down: float, words: str, anchor: str) -> Xml.Element:
    place = {"x": f"{across:.1f}", "y": f"{down:.1f}", "text-anchor": anchor}
    text = Xml.SubElement(image, "text", place)
    text.text = words
    return text


def _place(across: float, up: float) -> tuple[float, float]:
    return _LEFT + across * _SIDE, _TOP + (1 - up) * _SIDE
