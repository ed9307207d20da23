"""Reliability: stretches by hand, and their diagram."""

from __future__ import annotations

import re
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
    assert {"1", "3", "confidence (%)", "share that is right (%)"} <= set(labels)
    # Both scales are numbered.
    assert [labels.count(str(share)) for share in (20, 40, 60, 80, 100)] == [2] * 5
    told = image.findtext(f"{_SVG}desc") or ""
    assert "confidence 50% to 100%: 100% of 3 right, 75% on average said" in told


def test_bars_are_as_long_as_their_values_and_one_is_marked() -> None:
    rows = {"de-ja": Estimate(0.25, 0.1, 0.5, 8), "en & en": Estimate(1.0, 1.0, 1.0, 20)}
    image = Xml.fromstring(bars(rows, "Right <by> pair", "de-ja"))
    assert image.find(f"{_SVG}title").text == "Right <by> pair"  # type: ignore[union-attr]
    short, long = image.findall(f"{_SVG}rect")
    assert float(long.get("width", "")) == pytest.approx(4 * float(short.get("width", "")))
    assert (short.get("class"), long.get("class")) == ("bar marked", "bar")
    words = [text.text for text in image.findall(f"{_SVG}text")]
    assert words == [
        "0", "25", "50", "75", "100", "mean of the items (%), 95% interval",
        "de-ja", "25% (10–50) of 8", "en & en", "100% (100–100) of 20",
    ]  # fmt: skip
    whisker, *_ = (line for line in image.findall(f"{_SVG}line") if line.get("class") == "whisker")
    reach = float(whisker.get("x2", "")) - float(whisker.get("x1", ""))
    assert reach == pytest.approx(0.4 * float(long.get("width", "")), abs=0.1)
    assert image.findtext(f"{_SVG}desc") == "de-ja: 25% (10–50) of 8; en & en: 100% (100–100) of 20"


_NAMES = ["a kind whose name is so long that it would not fit", "長" * 30, "kind", "x" * 25]


def _ends(image: Xml.Element) -> list[float]:
    """Where texts end, were each letter as wide as the widest usual one."""
    found = []
    for text in image.findall(f"{_SVG}text"):
        wide = sum(13.0 if letter > "\u2fff" else 7.2 for letter in text.text or "")
        before = {"end": 1.0, "middle": 0.5, "start": 0.0}[text.get("text-anchor", "")]
        left = float(text.get("x", "")) - before * wide
        found += [left, left + wide]
    return found


def test_everything_fits_a_phone_unscaled() -> None:
    rows = {name: Estimate(0.5, 0.0, 1.0, 12_345) for name in _NAMES}
    bins = [Bin(0.8, 1.0, 1234, 1.0, 1.0), Bin(0.0, 0.2, 12, 0.0, 0.0)]
    for text in (bars(rows, "Right"), reliability_diagram(bins, "Sure")):
        image = Xml.fromstring(text)
        width = float(image.get("width", ""))
        assert width <= 390 - 2 * 16
        assert min(_ends(image)) >= 0
        assert max(_ends(image)) <= width


def test_a_name_that_is_cut_is_told_whole() -> None:
    image = Xml.fromstring(bars({_NAMES[0]: Estimate(0.5, 0.0, 1.0, 9)}, "Right"))
    (cut,) = (text for text in image.findall(f"{_SVG}text") if (text.text or "").endswith("…"))
    assert _NAMES[0].startswith((cut.text or "")[:-1])
    assert cut.findtext(f"{_SVG}title") == _NAMES[0]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_and_lines_stand_out_in_both_schemes(scheme: str) -> None:
    image = bars({"a": Estimate(0.5, 0.0, 1.0, 9)}, "Right")
    light, _, dark = image.partition("@media (prefers-color-scheme: dark)")
    rules = dark if scheme == "dark" else light
    colours = dict(
        re.findall(r"\.chart ?([.a-z]*)[^{]*\{[^}]*?(?:fill|background|stroke): (#\w+)", rules)
    )
    ground = _brightness(colours[""])
    for name, least in (("text", 7.0), (".axis", 7.0), (".bar", 1.5), (".dot", 3.0)):
        first, second = sorted((_brightness(colours[name]), ground))
        assert (second + 0.05) / (first + 0.05) >= least, name


def _brightness(colour: str) -> float:
    """Relative luminance as WCAG defines it."""
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
