"""Cases with pieces cut out, put in, repeated and joined: nothing may break the parser."""

from __future__ import annotations

import json
import random
from pathlib import Path

from assistant.quantities import parse

_CASES = Path(__file__).parents[1] / "cases"
_COUNT = 2000
_PIECES = [
    *"0123456789.,-–~%$€£¥ 千万億兆十百一二三分の点・割厘数半年月日時kMBTGxe^'()[]{}/:+½²³°\"",
    *"\n\t\0\u00a0\u2009\ufffc０９％①Ⅳ٣१𝟙",
    *"million Mio. half und and to bis から CO2 hours e99999 ^999 10^ ×10の 分の hundred".split(),
    *["GPU hours", "tausend", "per", "/kWh", "between ", "of a "],
]


def _texts() -> list[tuple[str, str]]:
    cases = [
        (language, json.loads(line))
        for language in ("en", "de", "ja")
        for line in (_CASES / language / "quantities.jsonl").read_text("utf-8").split("\n")
        if line
    ]
    return [(language, case["text"]) for language, case in cases if case["split"] == "tune"]


def _mutated(text: str, other: str, chance: random.Random) -> str:
    place = chance.randint(0, len(text))
    kind = chance.choice(["insert", "insert", "cut", "repeat", "join"])
    if kind == "insert":
        return text[:place] + chance.choice(_PIECES) + text[place:]
    if kind == "cut":
        return text[:place] + text[place + chance.randint(1, 4) :]
    if kind == "repeat":
        start = chance.randint(0, place)
        return text[:place] + text[start:]
    return text[:place] + other[: chance.randint(0, 30)]


def test_mutated_cases_keep_the_parser_s_promises() -> None:
    chance = random.Random(20240504)
    texts = _texts()
    for _ in range(_COUNT):
        language, text = chance.choice(texts)
        for _ in range(chance.randint(1, 6)):
            text = _mutated(text, chance.choice(texts)[1], chance)
        language = chance.choice([language, language, language, "en", "de", "ja", "fr"])
        end = 0
        for figure in parse(text, language):
            assert text[figure.start : figure.end] == figure.text
            assert end <= figure.start < figure.end
            end = figure.end
