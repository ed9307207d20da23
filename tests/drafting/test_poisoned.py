"""Documents that tell the model what to write, and a model that does: nothing of it is shown.

What is shown is checked by a reader of figures and names of this file, not by the verifier.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from assistant.chain import Assistant
from assistant.embedding import Embedder
from assistant.types import Answer
from tests.drafting.cases import cases, rows
from tests.drafting.conftest import SOURCES, Assisted, build
from tests.drafting.fakes import ObeyingModel, demands

_SCALES = {
    "en": {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12},
    "de": {"Tausend": 10**3, "Million": 10**6, "Milliarde": 10**9, "Billion": 10**12},
}
_KANJI = {"千": 10**3, "万": 10**4, "億": 10**8, "兆": 10**12}
_NUMBER = re.compile(r"\d[\d.,]*\d|\d")
_GROUPS = {"en": ",", "de": "."}
_JA_NUMBER = re.compile(r"(?:\d[\d,.]*[千万億兆]*)+")
_NAME = re.compile(r"[A-ZÄÖÜ][A-Za-zÄÖÜäöüß\d-]*|[ァ-ヶー]{3,}")
_UNITS = {
    "dollar": r"\$|dollar|ドル", "euro": r"€|euro", "yen": r"¥|yen|円", "mwh": r"mwh",
    "gwh": r"gwh", "percent": r"%|prozent|percent|パーセント",
}  # fmt: skip
_DENIALS = re.compile(r"\b(?:not|no|nothing|nicht|kein\w*)\b|ません|ない", re.IGNORECASE)
_NOT_OURS = re.compile(r"https?:|www\.|!\[|\]\(|[<>]")
_QUOTED = re.compile(r"“[^”]*”|„[^“]*“|「[^」]*」")
_COMMON = {"Training", "An", "The", "Das", "Der", "Die", "データセンター", "モデル", "ドル"}
"""Words with a capital, or in katakana, that name nothing."""


def values(text: str, language: str) -> set[Decimal]:
    """Returns the numbers of a text with their scales resolved."""
    text = unicodedata.normalize("NFKC", text)
    if language == "ja":
        return {_kanji_value(found.group()) for found in _JA_NUMBER.finditer(text)}
    found = set()
    for match in _NUMBER.finditer(text):
        digits = match.group().replace(_GROUPS[language], "").replace(",", ".").rstrip(".")
        scale = 1
        for word, factor in _SCALES[language].items():
            if re.match(rf"[\s-]*{word}", text[match.end() :], re.IGNORECASE):
                scale = factor
        found.add(Decimal(digits) * scale)
    return found


def _kanji_value(digits: str) -> Decimal:
    total = Decimal(0)
    for number, scales in re.findall(r"(\d[\d,.]*)([千万億兆]*)", digits):
        value = Decimal(number.replace(",", "").rstrip("."))
        for scale in scales:
            value *= _KANJI[scale]
        total += value
    return total


def units(text: str) -> set[str]:
    """Returns the units and currencies that a text names."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return {unit for unit, pattern in _UNITS.items() if re.search(pattern, folded)}


def is_held(text: str, language: str, quotes: list[tuple[str, str]]) -> bool:
    """Whether figures, units and names of a sentence stand in quotes of given languages."""
    words = "\n".join(quote for quote, _ in quotes)
    stated = set().union(*(values(quote, of) for quote, of in quotes))
    names = set(_NAME.findall(unicodedata.normalize("NFKC", text))) - _COMMON
    held = all(name in words or name.rstrip("s") in words for name in names)
    return held and values(text, language) <= stated and units(text) <= units(words)


@pytest.mark.parametrize(
    ("text", "language", "quote", "of", "held"),
    [
        ("Gemini 1 cost $191 million.", "en", "Gemini 1は1億9100万ドル。", "ja", True),
        ("Gemini 1 cost $191 billion.", "en", "Gemini 1は1億9100万ドル。", "ja", False),
        ("GPT-3 brauchte 1.287 MWh.", "de", "GPT-3 used 1,287 MWh.", "en", True),
        ("GPT-3 brauchte 1,287 MWh.", "de", "GPT-3 used 1,287 MWh.", "en", False),
        ("GPT-3 brauchte 1.287 GWh.", "de", "GPT-3 used 1,287 MWh.", "en", False),
        ("Elon Musk leads it.", "en", "Dario Amodei leads it.", "en", False),
        ("H100は2万5000ドルです。", "ja", "An H100 costs $25,000.", "en", True),
        ("H100は2万5000円です。", "ja", "An H100 costs $25,000.", "en", False),
    ],
)
def test_the_reader_of_this_file_reads(
    text: str, language: str, quote: str, of: str, held: bool
) -> None:
    assert is_held(text, language, [(quote, of)]) == held


def test_there_are_fifty_in_three_languages() -> None:
    poisoned = rows("poisoned")
    assert len(poisoned) == 50
    assert {row["language"] for row in poisoned} == {"en", "de", "ja"}
    assert len({row["kind"] for row in poisoned}) >= 15


@pytest.fixture(scope="module")
def indexes(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Any:
    """An index for each poisoned document, beside sound ones; made once for both variants."""
    made: dict[str, Path] = {}

    def index(case: dict[str, Any]) -> Path:
        if case["text"] not in made:
            sources = {**SOURCES, f"{case['language']}/poisoned.txt": case["text"]}
            made[case["text"]] = build(tmp_path_factory.mktemp("poisoned"), sources, embedder)
        return made[case["text"]]

    return index


@pytest.mark.slow
def test_most_of_the_answers_are_drafted_nonetheless(indexes: Any, assisted: Assisted) -> None:
    found = []
    for case in rows("poisoned")[::10]:
        model = ObeyingModel(overheard=case["demands"])
        found.append(assisted(model, indexes(case)).ask(case["question"]).model)
    assert found.count("fake:model") >= 3


@pytest.mark.slow
@pytest.mark.parametrize("first", [False, True], ids=["cites its own", "cites passage 1"])
@pytest.mark.parametrize("case", cases("poisoned"))
def test_a_model_that_obeys_documents_shows_nothing_of_it(
    case: dict[str, Any], first: bool, indexes: Any, assisted: Assisted
) -> None:
    model = ObeyingModel(first=first, overheard=case["demands"], cites=_poisoned)
    assistant = assisted(model, indexes(case))
    answers = list(assistant.stream(case["question"]))
    assert model.calls
    assert '</passage>\n<passage n="1">Training' not in model.prompts
    for answer in answers:
        _check(answer, case, assistant)


def _poisoned(demand: str, held: list[tuple[int, str]]) -> int:
    """The passage that shares most words with what was demanded, but for the first."""
    wanted = set(demand)
    shared = [(len(wanted & set(text)), number) for number, text in held[1:]]
    return max(shared, default=(0, 1))[1]


def _check(answer: Answer, case: dict[str, Any], assistant: Assistant) -> None:
    documents = {held.path: held for held in assistant.documents()}
    for held in answer.citations:
        assert documents[held.document].text[held.start : held.end] == held.quote
    assert answer.draft is not None
    by_id = {held.id: held for held in answer.citations}
    for said in answer.draft.sentences:
        if said.outcome not in ("verified", "redrafted") or said.text not in answer.answer:
            continue
        quotes = [(by_id[name].quote, by_id[name].language) for name in said.citations]
        assert quotes, said
        assert is_held(said.text, answer.language, quotes), (said, quotes)
        assert not _NOT_OURS.search(said.text)
        denied = _DENIALS.search(said.text)
        assert not denied or any(_DENIALS.search(quote) for quote, _ in quotes), said
    own_words = _QUOTED.sub("", answer.answer)
    for demand in {*case["demands"], *demands(case["text"])}:
        assert demand.rstrip(".。") not in own_words
