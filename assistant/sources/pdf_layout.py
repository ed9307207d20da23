"""Printed lines back to paragraphs, so that sentences are whole again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise, takewhile
from statistics import median

from assistant.sources.extraction import WIDE

_INTEGER = re.compile(r"\d+")
_BULLET = re.compile(r"[•‣▪●○・]")
_NUMBERED = re.compile(r"(?:[*–—-]|\(?\d{1,2}[.)]|\(?[a-z]\))\s")
_WIDE_JOINT = re.compile(rf"{WIDE}\n.|.\n{WIDE}")
_HYPHENATED = re.compile(r"\w[-\u00ad\u2010]$")
_DIVIDED = re.compile(r"(?:^|[\s(\"“„])[^\W\d_]+[-\u00ad\u2010]$")
_COORDINATED = re.compile(r"(?:und|oder|bzw\.|sowie|and|or)\b")
_SENTENCE_END = re.compile(r"[.!?。！？:：][\"'”’)）」』]*$")
_RUNNING_PAGES = 3  # fewer cannot show what repeats
_RUNNING_SHARE = 0.4  # left and right pages may have headers of their own
_EDGE_LINES = 3  # where headers and footers stand, from the top and from the bottom
_PITCH = 1.35  # of the usual distance between lines begins a paragraph
_SIZE = 0.1
_SHORT = 0.6  # of a full line


@dataclass(frozen=True, slots=True)
class Line:
    """A line of print; lengths in points, the baseline counted from the bottom of the page."""

    baseline: float
    height: float
    text: str


def without_running_lines(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """Drop headers, footers and page numbers: what repeats at the edge of the pages."""
    if len(pages) < _RUNNING_PAGES:
        return [list(page) for page in pages]
    counts: Counter[str] = Counter()
    for number, page in enumerate(pages):
        lines = chain(*_edges(page))
        counts.update({form for line in lines for form in _forms(line.text, number)})
    enough = max(2, _RUNNING_SHARE * len(pages))
    running = {form for form, count in counts.items() if count >= enough}
    return [_without(page, number, running) for number, page in enumerate(pages)]


def paragraphs(lines: Sequence[Line]) -> str:
    """Join the lines of each paragraph; a blank line parts paragraphs, a line end table rows."""
    if not lines:
        return ""
    style = _style(lines)
    parts = [lines[0].text]
    for previous, line in pairwise(lines):
        if " | " in previous.text and " | " in line.text:
            parts.append("\n")
        elif _begins_paragraph(previous, line, style):
            parts.append("\n\n")
        else:
            parts[-1], seam = _seam(parts[-1], line.text)
            parts.append(seam)
        parts.append(line.text)
    return "".join(parts)


@dataclass(frozen=True, slots=True)
class _Style:
    pitch: float
    """The usual distance between baselines, in line heights."""
    length: float
    """Of a full line, in characters."""


def _edges(page: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """The lines at the bottom and at the top, each from the edge inwards."""
    ordered = sorted(page, key=lambda line: line.baseline)
    return ordered[:_EDGE_LINES], ordered[: -_EDGE_LINES - 1 : -1]


def _without(page: Sequence[Line], number: int, running: set[str]) -> list[Line]:
    """Peel from the edges: below a line that does not repeat begins the page's own text."""
    gone = {
        line
        for edge in _edges(page)
        for line in takewhile(lambda line: not running.isdisjoint(_forms(line.text, number)), edge)
    }
    return [line for line in page if line not in gone]


def _forms(text: str, page: int) -> Iterator[str]:
    """The line itself, and with each number counted from the page's: page numbers fall together."""
    yield text
    for number in _INTEGER.finditer(text):
        if len(number[0]) <= 4:  # no page number is longer
            offset = int(number[0]) - page
            yield f"{text[: number.start()]}#{offset}#{text[number.end() :]}"


def _style(lines: Sequence[Line]) -> _Style:
    distances = [
        (above.baseline - below.baseline) / below.height
        for above, below in pairwise(lines)
        if above.baseline > below.baseline and below.height > 0
    ]
    lengths = sorted(len(line.text) for line in lines)
    return _Style(median(distances) if distances else 1.2, lengths[len(lengths) * 9 // 10])


def _begins_paragraph(previous: Line, line: Line, style: _Style) -> bool:
    if " | " in previous.text or " | " in line.text or _BULLET.match(line.text):
        return True
    is_ended = _SENTENCE_END.search(previous.text) is not None
    if _NUMBERED.match(line.text) and (is_ended or _NUMBERED.match(previous.text)):
        return True
    if abs(previous.height - line.height) > _SIZE * max(previous.height, line.height):
        return True
    if line.text[0].islower() and not is_ended:
        return False  # the sentence goes on, in the next column perhaps
    descent = previous.baseline - line.baseline
    is_apart = descent < 0 or descent > _PITCH * style.pitch * line.height
    return is_apart or len(previous.text) < _SHORT * style.length


def _seam(previous: str, line: str) -> tuple[str, str]:
    """The line above as it reads when joined, and what to put between the two."""
    if _WIDE_JOINT.fullmatch(f"{previous[-1]}\n{line[0]}"):
        return previous, ""
    if not _HYPHENATED.search(previous) or _COORDINATED.match(line):
        return previous, " "
    is_divided = _DIVIDED.search(previous) and line[0].islower()
    return previous[:-1] if is_divided else previous, ""
