"""Headings that name what the lines below them are of, so that these need not say it again."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.facts.concepts import mentioned
from assistant.facts.extraction import Fact, metrics_in
from assistant.facts.subjects import Code, named_things
from assistant.language import names
from assistant.quantities.table_rows import is_row

_LONGEST = 120
_SENTENCE = re.compile(r"[.!?。！？][\"”“’»」)）*]*$")
_OTHERS = re.compile(r"\b(?:other|others|peers|ander\w*)\b|ほか|他の|以外|など", re.IGNORECASE)
_WITH = r"(?:and|or|vs\.?|versus|than|beyond|after|since|und|oder|neben|gegen|statt|nach|seit|als)"
_BEFORE = re.compile(rf"(?:\b{_WITH}|[/&,、とや]) ?$", re.IGNORECASE)
_AFTER = re.compile(rf" ?(?:{_WITH}\b|[/&,、とや])", re.IGNORECASE)

_KEY = re.compile(r"[\s*_•-]*(?P<key>[^:：]{1,50})[:：]")
_TOTAL = re.compile(
    r"(?:in |grand )?totals?|(?:ins)?gesamt\w*|summe|(?:合|総|小)?計|alle?", re.IGNORECASE
)
_GOES_ON = {
    "en": re.compile(
        r"\b(?:it|its|the (?:model|chip|run|training(?: run)?|card|release))\b",
        re.IGNORECASE,
    ),
    "de": re.compile(r"\b(?:[Ee]s|[Dd]as (?:Modell|Training)|[Dd]er (?:Chip|Lauf))\b"),
    "ja": re.compile(
        r"(?:^|、)(?:この|同|本)(?:モデル|チップ|学習)|^その"
        r"|^(?:学習|訓練)?の?(?:費用|価格|単価|電力量?|消費電力|排出量|水の?使用量|パラメータ数?)は"
    ),
}
"""Words by which a sentence goes on about the thing of its heading."""
_OF_A_KIND = {
    "en": re.compile(
        r"\b(?:an?|any|every|each|other|another|some|such|most|all|typical|average|compared|than|models|chips)\b",
        re.IGNORECASE,
    ),
    "de": re.compile(
        r"\b(?:[Ee]in(?:e[nmrs]?)?|[Jj]ede[nmrs]?|[Aa]ndere\w*|[Aa]lle\w*|[Ss]olche\w*|[Mm]eist\w*|[Tt]ypisch\w*"
        r"|[Dd]urchschnitt\w*|als|[Vv]ergleich\w*|Modelle|Chips)\b"
    ),
    "ja": re.compile(
        r"他の|ほかの|別の|一般|平均|各|より|比べ|ある(?:モデル|企業|研究)|などの|モデル(?:たち|全般)"
    ),
}
"""Words of sentences about things at large, or of another thing."""


def headings_in(context: str) -> list[str]:
    """Returns the lines of a text that head others, the nearest to its end first."""
    lines = [line.strip().lstrip("# ") for line in context.split("\n")]
    return [
        line
        for line in reversed(lines)
        if line and len(line) <= _LONGEST and not is_row(line) and not _SENTENCE.search(line)
    ]


def heading_subject(context: str) -> Code | None:
    """Returns the one thing that the nearest heading with a name in it names.

    A heading that names several, or one beside others, leaves open which one is meant.
    """
    for line in headings_in(context):
        named = [thing for thing in named_things(line) if thing.coded]
        if named:
            several = len({thing.name for thing in named}) > 1 or _OTHERS.search(line)
            return None if several or _is_listed(line, named[0]) else named[0]
    return None


def measures(words: str, language: str) -> bool:
    """Whether words say what is measured or by which account, and so name no thing."""
    return bool(metrics_in(words, language) or _TOTAL.fullmatch(words.strip())) or any(
        mentioned(group, words, language) for group in ("activities", "bases", "parts")
    )


def names_several(context: str) -> bool:
    """Whether a heading names things and leaves open which one is meant."""
    named = any(thing.coded for line in headings_in(context) for thing in named_things(line))
    return named and heading_subject(context) is None


def _is_listed(line: str, thing: Code) -> bool:
    """Whether a name is one of two that a heading sets side by side, or only bounds what it is
    about."""
    before, after = line[: thing.start], line[thing.end :]
    return bool(_BEFORE.search(before) or _AFTER.match(after))


def under_heading(fact: Fact, language: str, sentence: str, above: str) -> Fact:
    """Returns a fact with the subject of its heading, where its sentence speaks of that alone.

    It does where it goes on about the thing ("the run", "it", or a line that begins with what is
    measured) and names neither another thing nor a thing of its kind.

    Args:
        sentence: of the fact.
        above: what stands above it.
    """
    if fact.codes or fact.products or fact.metric is None or not fact.certain:
        return fact
    known = language if language in _GOES_ON else "en"
    key = _KEY.match(sentence)
    goes_on = _GOES_ON[known].search(sentence) or (key and measures(key["key"], language))
    if not goes_on or _OF_A_KIND[known].search(sentence):
        return fact
    words = sentence.replace(fact.quantity.text, "0")
    if fact.time == "later" or named_things(words) or names(words, language):
        return fact
    thing = heading_subject(above)
    if thing is None:
        return fact
    return replace(fact, codes=frozenset({thing.name}), subjects=(thing.text,))
