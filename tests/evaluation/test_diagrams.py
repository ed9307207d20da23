"""Reliability: stretches by hand, and their diagram."""

from __future__ import annotations

from xml.etree import ElementTree as Xml

import pytest

from assistant.evaluation.diagrams import reliability_diagram
from assistant.evaluation.metrics.calibration import Bin, reliability

_SVG = "{http://www.w3.org/2000/svg}"


def test_items_fall_into_stretches() -> None:
    found = reliability([0.1, 0.15, 0.9, 1.0], [False, True, True, True], bins=5)
    assert [(one.low, one.high, one.items, one.right) for one in found] == [
        (0.0, 0.2, 2, 0.5),
        (0.8, 1.0, 2, 1.0),
    ]
    assert [one.said for one in found] == pytest.approx([0.125, 0.95])


def test_of_no_items_there_are_no_stretches() -> None:
    assert reliability([], []) == ()


def test_dots_stand_where_they_say() -> None:
    bins = [Bin(0.0, 0.5, 1, 0.25, 0.0), Bin(0.5, 1.0, 3, 0.75, 1.0)]
    image = Xml.fromstring(reliability_diagram(bins, "How sure & how right"))
    assert image.find(f"{_SVG}title").text == "How sure & how right"  # type: ignore[union-attr]
    dots = image.findall(f"{_SVG}circle")
    left, right = (tuple(float(dot.get(key, "")) for key in ("cx", "cy", "r")) for dot in dots)
    assert left[0] < right[0]
    assert left[1] > right[1]  # the higher share stands higher
    assert (right[2] / left[2]) ** 2 == pytest.approx(3, rel=0.05)
    labels = [text.text for text in image.findall(f"{_SVG}text")]
    assert {"1", "3", "confidence", "share that is right"} <= set(labels)
