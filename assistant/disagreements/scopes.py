"""What a figure of hardware covers: one chip, or the machine that holds several of them.

Three languages; looked for in folded words near the figure, in a table also in its column's head.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.facts.cells import Cell
from assistant.facts.clauses import Clauses
from assistant.facts.concepts import dimension, mentioned
from assistant.facts.extraction import Fact, bases_in
from assistant.facts.questions import family
from assistant.language import fold
from assistant.types import Evidence, Quantity

_SEVERAL_EN = r"(?:two|four|eight|sixteen|[2-9]|[1-9]\d{1,2})"
_SEVERAL_DE = r"(?:zwei|vier|acht|sechzehn|[2-9]|[1-9]\d{1,2})"
_SEVERAL_JA = r"(?:[二三四五六七八九十]|[2-9]|[1-9]\d{1,2})(?:基|台|枚|個|gpu|チップ)"
_PARTS_EN = r"(?:gpu|chip|tpu|card|accelerator)s?"
_PARTS_DE = r"(?:gpus?|chips?|tpus?|karten|grafik\w+|beschleuniger\w*)"
_FIGURE = r"(?<![a-z\d])[\d.,]+ ?[a-z]+"
_SYSTEM = {
    "en": re.compile(
        rf"\b(?:for|of|with|holding) (?:all )?(?:of )?(?:the |its )?{_SEVERAL_EN}\b"
        rf"(?=\s*(?:{_PARTS_EN}\b|[),.;|](?!\d)|$))"
        rf"|{_FIGURE} (?:divided by|over) {_SEVERAL_EN}\b"
        rf"|\b{_SEVERAL_EN}[- ]{_PARTS_EN}\b"
        r"|\b(?:whole|entire|full|complete) (?:server|system|node|rack|machine|cluster|pod)\b"
        r"|\b(?:per|a|each|one) (?:server|node|system|rack|cabinet|cluster|pod)\b"
    ),
    "de": re.compile(
        rf"\b(?:für|mit|von|aus) (?:allen? )?{_SEVERAL_DE}\b"
        rf"(?=\s*(?:{_PARTS_DE}\b|[),.;|](?!\d)|$))"
        rf"|{_FIGURE} (?:geteilt )?durch {_SEVERAL_DE}\b"
        rf"|\b{_SEVERAL_DE}(?:[- ]|fach-){_PARTS_DE}\b"
        r"|\b(?:ganze|gesamte|komplette|vollständige)[nrsm]? "
        r"(?:server|system|knoten|rack|rechner|cluster)"
        r"|\b(?:pro|je|ein|jeder) (?:server|knoten|system|rack|schrank|cluster|rechner)\b"
    ),
    "ja": re.compile(
        rf"{_SEVERAL_JA}(?:を?(?:積|搭載|載せ|備え)|で|分|構成|の(?:サーバー|システム))"
        rf"|(?:全体|合計|サーバー)[^、。|]{{0,6}}[(（]{_SEVERAL_JA}"
        r"|(?:サーバー|ノード|ラック|システム|クラスター)(?:全体|(?:1台|一台)?(?:当|あ)たり|1台|一台)"
    ),
}
_SINGLE = {
    "en": re.compile(
        rf"\b(?:per|a single|one|each|for an?) {_PARTS_EN}\b(?![- ]hour)|\bapiece\b"
        r"|\bshares? of (?:a|one|the)\b|[’']s share\b"
    ),
    "de": re.compile(
        rf"\b(?:pro|je|einzelne[nrs]?|(?:auf|für) (?:den|die|eine[nr]?)) {_PARTS_DE}\b(?!-?stunde)"
        r"|\banteil (?:an|eine[srm])\b"
    ),
    "ja": re.compile(
        r"(?:(?<!サーバー)(?<!ノード)(?:1|一)(?:基|枚|個|台)|チップ|gpu)(?:1基|1個)?(?:当|あ)たり"
    ),
}
_SENTENCE_END = re.compile(r"[.!?](?=\s)|。")
SYSTEM = "system"
"""The basis of figures of a whole machine."""


def scoped(sentence: Evidence, fact: Fact) -> frozenset[str]:
    """Returns the bases of a fact: its own, its column's, and whether a whole machine is meant."""
    cell = Cell.at(sentence.text, fact.quantity.start - sentence.start, sentence.context)
    said = (f"{cell.head}: {cell.words}", "") if cell else _beside(sentence, fact.quantity)
    own = bases_in(said[0], sentence.language)
    bases = fact.bases | own if cell else fact.bases
    if fact.metric == "power":
        bases = own or bases
    elif not _is_price(fact, sentence.language):
        return bases
    return bases | {SYSTEM} if _is_of_machine(said, sentence.language) else bases


def _is_price(fact: Fact, language: str) -> bool:
    """Whether money may be paid for a chip or a machine: a training run's bill is for neither."""
    trained = "training" in mentioned("activities", fact.clause, language)
    return family(fact.metric or "") == "cost" and not trained


def _is_of_machine(said: Sequence[str], language: str) -> bool:
    known = language if language in _SYSTEM else "en"
    for words in map(fold, said):
        if _SINGLE[known].search(words):
            return False
        if _SYSTEM[known].search(words):
            return True
    return False


def _beside(sentence: Evidence, quantity: Quantity) -> tuple[str, str]:
    """What is said of one figure of a clause, and what stands before all that are like it."""
    text, own = sentence.text, quantity.start - sentence.start
    clauses = Clauses(text, sentence.language)
    place = clauses.at(own)
    low, high = clauses.starts[place], clauses.ends[place]
    starts = {
        figure.start - sentence.start: figure.end - sentence.start
        for figure in sentence.quantities
        if dimension(figure) == dimension(quantity) and low <= figure.start - sentence.start < high
    }
    begin = max((last for last in starts.values() if last <= own), default=low)
    begin = max(begin, *(text.rfind(mark, begin, own) + 1 for mark in ")）"))
    end = min((first for first in starts if first > own), default=high)
    stop = _SENTENCE_END.search(text, quantity.end - sentence.start, end)
    return text[begin : stop.start() if stop else end], text[low : min(starts)]
