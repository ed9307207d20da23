"""Diagrams of figures, as SVG that needs no script and no font of its own."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree import ElementTree as Xml

from assistant.evaluation.metrics.calibration import Bin

_SIDE = 320
_EDGE = 56
_SPACE = "http://www.w3.org/2000/svg"
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
