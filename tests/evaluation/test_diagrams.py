"""Reliability: stretches by hand, and their diagram."""

from __future__ import annotations

from xml.etree import ElementTree as Xml

import pytest

from assistant.evaluation.diagrams import bars, reliability_diagram
from assistant.evaluation.metrics.calibration import Bin, reliability
from assistant.evaluation.statistics import Estimate

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


def test_bars_are_as_long_as_their_values_and_one_is_marked() -> None:
    rows = {"de-ja": Estimate(0.25, 0.1, 0.5, 8), "en & en": Estimate(1.0, 1.0, 1.0, 20)}
    image = Xml.fromstring(bars(rows, "Right <by> pair", "de-ja"))
    assert image.find(f"{_SVG}title").text == "Right <by> pair"  # type: ignore[union-attr]
    short, long = image.findall(f"{_SVG}rect")
    assert float(long.get("width", "")) == pytest.approx(4 * float(short.get("width", "")))
    assert short.get("fill") != long.get("fill")
    words = [text.text for text in image.findall(f"{_SVG}text")]
    assert words == ["de-ja", "25% (10–50), n = 8", "en & en", "100% (100–100), n = 20"]
    whisker, _ = image.findall(f"{_SVG}line")
    reach = float(whisker.get("x2", "")) - float(whisker.get("x1", ""))
    assert reach == pytest.approx(0.4 * float(long.get("width", "")))
