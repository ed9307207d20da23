"""What a question takes for granted in words and a source denies: who made or leads what, where it
stands, which way it goes.

Each needs a sentence that names the same thing and says the contrary, and none that was read that
bears the question out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.claims.connecting import connection, in_full
from assistant.claims.modality import hedges
from assistant.claims.opposites import ends
from assistant.facts.concepts import mentioned
from assistant.facts.relations import relations, same_name
from assistant.language import country, fold, mentions, names
from assistant.language.entities import entities
from assistant.reading.features import codes, codes_missing
from assistant.reading.kinds import asks
from assistant.reading.weights import ANSWERED
from assistant.types import Citation, Evidence, Language, Span

_FIRM = r"(?P<firm>[A-Z][\w&-]{1,24}(?: (?:DeepMind|AI|Cloud))?)"
_THING = r"(?P<thing>[A-Z]{3,20}(?![a-z])|[A-Z][A-Za-z0-9-]*\d[A-Za-z0-9.]*)"
_CLASS = (
    r"(?:method|technique|approach|procedure|algorithm|architecture|framework|(?:language )?model"
    r"|system|chip|accelerator|processor|GPU)s?"
)
_EN_ENDS = (
    rf"(?![\w-])(?=[,;.?!]|$| {_CLASS}\b| (?:and|to|for|in|with|at|on|as|so|when|before|after|since"
    r"|because|instead|first)\b)"
)
"""Behind the thing no other noun: "H100 clusters" are not the H100."""
_DE_ENDS = (
    r"(?:-(?:Verfahren|Methode|Technik|Ansatz|Algorithmus|Architektur|Modelle?|System|Chips?|GPUs?)"
    r"(?:s|n|en)?)?(?![\w-])(?! [A-ZÄÖÜ])"
)
_JA_CLASS = (
    r"\s?(?:という)?(?:手法|方法|方式|技術|メソッド|アルゴリズム|アーキテクチャ|モデル|システム"
    r"|チップ|GPU)?\s?"
)
_EN_MAKE = r"(?:develop|invent|creat|design)\w*"
_DE_MADE = r"(?:entwickelt|erfunden|entworfen|erschaffen|geschaffen)"
_DE_MAKES = r"(?:entwickel\w*|erf[ai]nde?t?|entw[ai]rft?|erschuf|schuf)"
_DE_BESIDE = r"(?: [a-zäöü][\w-]*(?: [\w-]+){0,2})?"
_JA_FIRM = r"(?P<firm>[A-Z][A-Za-z&]{1,24}(?: (?:DeepMind|AI|Cloud))?|[ァ-ヶー]{2,})"
_JA_MAKE = r"(?:開発|発明|作っ|作り|生み出|設計)"
_MADE = {
    "en": (
        rf"\b(?:did|does|has|had|have) {_FIRM} (?:\w+ ){{0,2}}{_EN_MAKE} (?:the |its )?"
        rf"{_THING}{_EN_ENDS}",
        rf"\b{_THING}(?: {_CLASS})?(?: (?:was|is|been|first|originally|initially|jointly)){{0,3}}"
        rf" (?:developed|invented|created|designed) by {_FIRM}",
    ),
    "de": (
        rf"\b(?:hat|haben|hatte) {_FIRM} (?:das |die |den |sein\w* |ihr\w* )?{_THING}{_DE_ENDS}"
        rf"{_DE_BESIDE} {_DE_MADE}\b",
        rf"\b{_DE_MAKES} {_FIRM} (?:das |die |den |sein\w* )?{_THING}{_DE_ENDS}",
        rf"\b{_THING}{_DE_ENDS}(?: [a-zäöü]\w*){{0,2}} von {_FIRM}(?: \w+)? {_DE_MADE}\b",
    ),
    "ja": (
        rf"{_JA_FIRM}\s?[がは](?:[^、。]{{0,12}}?)?{_THING}{_JA_CLASS}を{_JA_MAKE}",
        rf"{_JA_FIRM}\s?[がの]{_JA_MAKE}[^、。]{{0,6}}?{_THING}{_JA_CLASS}"
        r"(?=[はをがに、。?？]|$|の(?:目的|狙い|仕組|特徴|利点|意図))",
        rf"{_THING}{_JA_CLASS}[をは、]{{1,2}}{_JA_FIRM}\s?が{_JA_MAKE}",
    ),
}
"""Who made what, as questions take it for granted; who uses, launches or adopts it need not."""
_OPEN = {
    "en": r"^(?:did|does|has|is|was|were|are|do|have)\b|\bwhether\b",
    "de": r"^(?:hat|haben|ist|war|wurde|sind|hatte|entwickel\w*|baut\w*|stimmt)\b|\bob\b",
    "ja": r"^(?!.*(?:なぜ|どうして|いつ|ど[のれこうん]|何|いくら|理由|わけ|根拠|誰|動機|目的"
    r"|きっかけ|経緯|背景|教え)).*(?:か[。.?？]*|[たるいの][?？])$|かどうか",
}
"""A question whether it is so takes nothing for granted."""
_DISMISSES = {
    "en": r"\b(?:rul(?:e|es|ed|ing)(?: \w+){0,6} out|(?:dismiss|exclud)\w*|play\w* down"
    r"|(?:see|sees|saw) no (?:risk|danger|threat|bubble)\w*|no (?:risk|danger|fear|concern) of"
    r"|not (?:worried|concerned|afraid)|(?:impossible|unfounded|groundless))\b",
    "de": r"\bausgeschlossen\b|\bausschliess\w*|\bschliesst .{3,60} aus\b|\bbestreitet\b"
    r"|\bkeine(?:rlei)? (?:gefahr|sorge|angst|risik)\w*"
    r"|\b(?:unmöglich|undenkbar|unbegründet|harmlos|haltlos)\b",
    "ja": r"(?:心配|懸念|恐れ|不安|危険|リスク|可能性|バブル)"
    r"(?:(?:は|が|も|など)?(?:な[いく]|ありません|あり得な|ありえな)|を(?:否定|一蹴|退け))",
}
"""That somebody sees no danger."""
_LEVEL = re.compile(r"(?<![A-Za-z])(?!CO)([A-Z]{2,4})-\d(?!\.?\d)")
_RATED = {
    "en": r"\b(?:classif\w+|rat(?:e|es|ed)|assign\w*|categori[sz]\w*|plac(?:e|es|ed)|put)\b",
    "de": r"\b(?:ein(?:ge|zu)?stuf\w*|stuf(?:t|te|en|ten) .* ein\b|klassifizier\w*|zugeordnet)",
    "ja": r"分類|格付け|認定|該当|位置づけ|位置付け|区分|評価",
}
_NOW = {
    "en": r"\b(?:today|current|currently|already|now|present|existing|at the time)\b",
    "de": r"\b(?:heut\w*|derzeit\w*|aktuell\w*|schon|bereits|jetzt|gegenwärtig\w*|zum zeitpunkt)\b",
    "ja": r"今(?![後年回])|現在|すでに|既に|もう|現行|時点",
}
_PER_UNIT = {
    "en": r"\bper (?!cent\b|year\b|annum\b|month\b|day\b)\w+|\b(?:each|every|a single)"
    r" (?!year\b|month\b|day\b|time\b)\w+|/ ?[a-z]",
    "de": r"\b(?:pro|je|per) (?!cent\b|jahr\b|monat\b|tag\b)\w+"
    r"|\bjede[nmrs]? (?:einzelne\w* )?(?!jahr|monat|tag)\w+|/ ?[a-z]",
    "ja": r"(?<!年)(?<!月)(?<!日)(?<!年間)[1一]?(?:当た?り|あたり)|ごと[にの]"
    r"|[1一]回(?:の|分)|/ ?[a-z]",
}
"""What falls for each query or chip may rise for all."""
_PAST = {
    "en": r"\b(?:did|was|were|had|former(?:ly)?|then)\b",
    "de": r"\b(?:hat|haben|hatten?|war|waren|wurden?|damal\w*|ehemal\w*|früher\w*"
    r"|(?!heute\b|könnte|sollte|möchte|dürfte|müsste|wollte|hätte)[a-zäöü]{3,}te"
    r"|trat|gab|ging|kam|sah|hielt|liess|verliess|schrieb|sprach|nahm|rief|warf|wies|fand|schloss"
    r"|entschied|verlor|erwarb|zog|schlug|begann)\b",
    "ja": r"た(?=の|理由|わけ|根拠|背景|きっかけ|経緯|目的|動機|とき|時"
    r"|か[。.?？]*$|ん(?:です|だ)|[?？])"
    r"|当時|[元前](?=ceo|社長|会長|最高経営|大統領|首相)",
}
_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d.,]?\d)")
_STANDS = {
    "en": r"\b(?:located|based|stands?|situated|headquartered|built|housed|hosted|seat)\b",
    "de": r"\b(?:steht|stehen|liegt|befindet|sitz\w*|ansässig\w*|gebaut|untergebracht|zentrale)\b",
    "ja": r"にある|にあり|位置|本社|所在|建[てっ設]|設置",
}
_DIRECTION, _MOOD = "direction", "mood"  # pairs of opposites


@dataclass(frozen=True, slots=True)
class Denial:
    """What a sentence denies: a name with the one in its place, or all that is said."""

    evidence: Evidence
    claimed: str = ""
    stated: str = ""
    """Both are empty where the sentence says the opposite."""
    is_of_names: bool = False
    """Whether who made or leads something, or where it stands, is named otherwise."""

    def is_quoted_by(self, citation: Citation) -> bool:
        """Whether a quote holds the sentence that denies."""
        held = self.evidence
        return citation.holds(held.document, Span(held.start, held.end))


def denial(question: str, language: Language, read: Sequence[Evidence]) -> Denial | None:
    """Returns the sentence that denies what a question takes for granted, if one does.

    Args:
        read: every sentence that was read for it, best first.
    """
    if _has(_OPEN, question, language):
        return None
    found = (
        _other_maker(question, language, read)
        or _other_holder(question, language, read)
        or _other_place(question, language, read)
    )
    if found or not asks("reason", fold(question), language):
        return found
    return (
        _other_level(question, language, read)
        or _other_way(question, language, read)
        or _other_mood(question, language, read)
    )


def _other_maker(question: str, language: Language, read: Sequence[Evidence]) -> Denial | None:
    """A product that somebody else made, where no sentence names the firm beside it."""
    found = (re.search(pattern, question) for pattern in _MADE[language])
    made = next((match for match in found if match), None)
    if made is None or not any(one.kind == "companies" for one in entities(made["firm"], language)):
        return None
    firm, thing = made["firm"], made["thing"]
    about = [held for held in read if mentions(held.text, thing)]
    if any(mentions(held.text, firm) for held in about):
        return None
    for held in about:
        for one in relations(held.text, held.language):
            known = one.kind == "maker" and same_name(one.subject, thing)
            if known and not same_name(one.object, firm) and not mentions(question, one.object):
                return Denial(held, firm, one.object, is_of_names=True)
    return None


def _other_holder(question: str, language: Language, read: Sequence[Evidence]) -> Denial | None:
    """Another firm that somebody leads, or somebody else who leads it."""
    said = [one for one in relations(in_full(question, language), language) if one.kind == "role"]
    found = [(connection(said, held), held) for held in read] if said else []
    if any(one is not None and one.agrees for one, _ in found):
        return None
    for one, held in found:
        if one is not None and one.swap and _is_of_then(question, language, held):
            return Denial(held, one.swap.claimed, one.swap.stated, is_of_names=True)
    return None


def _is_of_then(question: str, language: Language, held: Evidence) -> bool:
    """Whether a sentence may speak of the time of a question: who leads what changes."""
    asked, stated = (set(_YEAR.findall(text)) for text in (question, held.text))
    return asked <= stated and (bool(stated) or not _has(_PAST, question, language))


def _other_place(question: str, language: Language, read: Sequence[Evidence]) -> Denial | None:
    """Another country in which something stands."""
    known = entities(question, language)
    places = [one for one in known if one.kind == "places"]
    if len(places) != 1 or not country(places[0].name) or not _has(_STANDS, question, language):
        return None
    said, others = places[0], [one.text for one in known if one.kind != "places"]
    things = [*others, *(name for name in names(question, language) if name != said.text)]
    about = [held for held in read if any(mentions(held.text, thing) for thing in things)]
    if any(mentions(held.text, said.name) or mentions(held.text, said.text) for held in about):
        return None
    for held in about:
        for one in relations(held.text, held.language):
            of_same = one.kind == "place" and any(same_name(one.subject, it) for it in things)
            if of_same and country(one.object) not in ("", country(said.name)):
                return Denial(held, said.text, one.object, is_of_names=True)
    return None


def _other_level(question: str, language: Language, read: Sequence[Evidence]) -> Denial | None:
    """Another level than the one that something is said to be on now."""
    said = {match[0]: match[1] for match in _LEVEL.finditer(question) if _is_rating(match)}
    if len(said) != 1 or not (_has(_RATED, question, language) and _has(_NOW, question, language)):
        return None
    level, family = next(iter(said.items()))
    for held in read:
        stated = {match[0] for match in _LEVEL.finditer(held.text) if match[1] == family}
        rated = _has(_RATED, held.text, held.language) and _has(_NOW, held.text, held.language)
        of_same = _is_of_rated(question, language, level, held)
        if rated and of_same and len(stated) == 1 and not hedges(held.text, held.language):
            other = stated.pop()
            return None if other == level else Denial(held, level, other)
    return None


def _is_rating(level: re.Match[str]) -> bool:
    """Whether something is rated as it, where "GPT-4" is what is rated."""
    before, behind = level.string[: level.start()], level.string[level.end() :]
    return bool(re.search(r"\b(?:as|als) $", before) or re.match(r"\s?[にと]", behind))


def _is_of_rated(question: str, language: Language, level: str, held: Evidence) -> bool:
    """Whether a sentence, or what is above it, has all that a question names beside the level."""
    rest, near = question.replace(level, ""), f"{held.above}\n{held.text}"
    things = [one.text for one in entities(rest, language) if one.kind != "companies"]  # which rate
    named = all(mentions(near, name) for name in (*names(rest, language), *things))
    return named and not codes_missing(codes(rest), near)


def _other_way(question: str, language: Language, read: Sequence[Evidence]) -> Denial | None:
    """What rises where it is said to fall, of the same year, model or firm."""
    way = ends(question, language).get(_DIRECTION)
    metrics = mentioned("metrics", question, language)
    if not way or not metrics or hedges(question, language):
        return None
    about = [held for held in read if metrics & mentioned("metrics", held.text, held.language)]
    stated = [ends(held.text, held.language).get(_DIRECTION, 0) for held in about]
    if way in stated:
        return None
    denying = (held for one, held in zip(stated, about, strict=True) if one == -way)
    return next((Denial(held) for held in denying if _is_of_same(question, language, held)), None)


def _other_mood(question: str, language: Language, read: Sequence[Evidence]) -> Denial | None:
    """Somebody who warns of what he is said to see no danger in, or the other way round."""
    dismisses = _has(_DISMISSES, question, language)
    mood = -1 if dismisses else ends(question, language).get(_MOOD, 0)
    people = [one for one in entities(question, language) if one.kind == "people"]
    if not mood or len(people) != 1:
        return None
    for held in read:
        named = mentions(held.text, people[0].text) or mentions(held.text, people[0].name)
        told = held.confidence is not None and held.confidence >= ANSWERED.threshold
        if not (named and told) or codes_missing(codes(question), held.text):
            continue
        stated = ends(held.text, held.language).get(_MOOD, 0)
        if _has(_DISMISSES, held.text, held.language) or stated == mood:
            return None
        if stated == -mood:
            return Denial(held)
    return None


def _is_of_same(question: str, language: Language, held: Evidence) -> bool:
    """Whether a sentence names all that a question does, and nothing narrower: one activity."""
    done = mentioned("activities", held.text, held.language)
    per_unit = _has(_PER_UNIT, held.text, held.language) and not _has(_PER_UNIT, question, language)
    if per_unit or done - mentioned("activities", question, language):
        return False
    named = names(question, language)
    missing = codes_missing(codes(question), held.text)
    every = not missing and all(mentions(held.text, name) for name in named)
    return every and bool(named or codes(question))


def _has(patterns: Mapping[str, str], text: str, language: str) -> bool:
    return re.search(patterns.get(language, patterns["en"]), fold(text)) is not None
