"""Opposites: a claim that costs fall beside a sentence in which they rise."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from assistant.claims.wording import load, words
from assistant.language import fold

_SAME_CLAUSE = {
    "en": (
        r"(?:(?<=that) (?!(?:it|they|he|she|this)\b)(?:the )?[\w-]+ and (?:the )?[\w-]+"
        r" (?:will |would |could |may |might )?|(?:(?<=that)(?: [\w-]+){0,2}, [^.,;]{1,40},)?"
        r"(?:(?! (?:but|while|whereas|although|though|yet)\b| and (?!(?:of|that|any)\b"
        r"|(?:(?:an?|the|to|in|also|will|would|could|may|might|be|is|are|was|were|has|have|had|even"
        r"|still|more|\w+ly) )*$))[^.,;:])*)$"
    ),
    "de": (
        r"(?: (?:[\w-]+ ){0,2}[\w-]+, (?:der|die|das|den|wie) [^.,;:]*,)?"
        r"(?:(?! (?:aber|doch|während)\b)[^.,;:])*$"
    ),
}
"""From the word that opens a clause to a place in it, with no other clause begun in between."""
_DENIAL = {
    "en": re.compile(
        r"(?:\b(?:not?|never|neither|nor|nobody|nothing|none|hardly|barely|without|cannot|far from"
        r"|anything but|(?:fail|refus|declin)\w* to|unable to|stop(?:s|ped)?|dispel\w*|allay\w*"
        r"|quell\w*|eased?)|n['’]t)"
        r"(?: (?!(?:but|instead|deny|denie[ds]|ruled?|rules|(?:suggests|indicates) that)\b|disput"
        r"|dismiss|reject)\w+){0,2} $"
        r"|(?:^|[,;:.] )no (?:[\w'’-]+ ){1,4}(?:is|are|was|were) $"
        r"|\bno (?:\w+ )?(?:signs?|indications?|evidence|hints?|traces?) (?:of|that)\b"
        rf"{_SAME_CLAUSE['en']}"
    ),
    "de": re.compile(
        r"\b(?:nicht|kein\w*|nie|niemals|kaum|weder|noch nicht|ohne|alles andere als|mitnichten)"
        r"(?: (?!sondern\b|und\b)\w+(?: (?!sondern\b)\w+)?)? $"
        r"|\bkeine(?:rlei)? (?:\w+ )?(?:anzeichen|hinweise|indizien)\b"
        r"(?:(?! (?:aber|doch|während)\b| und (?!(?:belege|beweise|hinweise|indizien|anzeichen)\b"
        r"|(?:(?:für|auf|eine[nrms]?|stark|immer|weiter) )?$))[^.,;:])*"
        rf"(?:, (?:dass|ob|wonach)\b{_SAME_CLAUSE['de']})?$"
    ),
    "ja": re.compile(r"(?!)"),
}
_DENIAL_BEHIND = {
    "en": re.compile(r"^ (?:no|not|nothing)\b(?! (?:only|just|merely|doubt|less|fewer|more)\b)"),
    "de": re.compile(
        r"^(?: (?!und\b|aber\b|oder\b|sondern\b)\w+){0,2} (?:nicht|nie|kaum|keineswegs)\b"
        r"(?! (?:\w+ )?(?!sein\b|werden\b)\w{2,}(?:en|ern|eln) (?:lässt|lassen|liess|liessen|kann"
        r"|können)\b)"
        r"(?! (?:genau |klar |mehr )?(?:bekannt|zu \w+n|\w{2,}zu\w{3,}n|bestimmen|beziffern"
        r"|abschätzen|einschätzen|vorhersagen|messen|(?:abseh|bestimm|beziffer|berechen|ermittel"
        r"|kalkulier|plan|prognostizier|(?:ab|ein)?schätz|vorher(?:seh|sag)|vermeid|abwend|aufhalt)bar)\b)"
        r"|^ kein\w*"
        r"|^[^.,;]{0,20}, (?:gab|gibt|gebe) es (?:[^.,;]{0,40} )?keine?(?=[.,;]|$)"
    ),
    "ja": re.compile(
        r"^[ぁ-ん]{0,12}?(?:な(?:い|く|かっ)|ません|ず[、に])|^(?:を|は|が)?(?:して|され)?(?:いな|おら)"
        r"|^[ぁ-ん]{0,3}とは(?:言え|いえ|限ら|考えられ|思え)な|^は見られな"
        r"|^[ぁ-ん]{0,2}(?:とは|には)(?:程|ほど)遠"
        r"|^[^、。]{0,12}(?:兆し|兆候|徴候|気配|形跡|痕跡|証拠)[^、。]{0,12}"
        r"(?:見(?:られ|え|当たら|つから)(?:な|ませ)|な[いか]|ありませ)"
        r"|^[^、。]{0,20}(?:可能性を(?:排除|否定)(?!は?(?:し|せ|され|でき|しきれ|し得|しえ)(?:ては?)?(?:い|おり?)?"
        r"(?:な|ませ|ら?ず|がた|難|にく|づら)|(?:する|した|している|できる)(?:もの|わけ|訳)では|することは?でき[なまず])"
        r"|^[^、。]{0,20}ことは(?:あり得|ありえ)な)"
    ),
}
_DENIED_AS_A_WHOLE = {
    "en": re.compile(
        r"\b(?:rul(?:e|es|ed|ing) out|den(?:y|ies|ied)|disput(?:e|es|ed)|dismiss(?:es|ed)?"
        rf"|reject(?:s|ed)?|nothing (?:suggests|indicates))(?: the \w+)? that\b{_SAME_CLAUSE['en']}"
    ),
    "de": re.compile(
        r"\b(?:schl(?:iesst|iessen|oss|ossen) (?:(?!nicht\b|nie|kaum\b|kein)[^.,;])*?aus"
        r"|ausgeschlossen(?: werden)?|bestreite\w*|bestritt\w*|dementier\w*"
        r"|(?:ist|sei|hält es für) (?:undenkbar|unmöglich)|nichts deutet darauf(?: hin)?"
        rf"|deutet nichts darauf(?: hin)?), dass\b{_SAME_CLAUSE['de']}"
    ),
    "ja": re.compile(r"(?!)"),
}
"""Who denies a clause, before a word of that clause."""
_UNDENIED = {
    "en": re.compile(
        r"\b(?:nobody|no one|none|neither|nothing|hardly|barely|scarcely|rarely|seldom|only a few"
        r"|(?<!\ba )few)\b(?:, [^.,;]{1,40},)?(?:(?! (?:and|but)\b)[^.,;:])*$"
        r"|(?:\b(?:not|never|cannot)|n['’]t)(?: \w+){0,4} $|(?:^|[.,;:] |\b(?:that|and|but) )no"
        r" (?:[\w'’-]+ ){1,5}$|\b(?:hard|difficult|impossible|wrong|unable|fail\w*|refus\w*"
        r"|declin\w*)(?: \w+){0,3} to $"
    ),
    "de": re.compile(
        r"\b(?:niemand\w*|kein\w*|kaum|nichts|weder|selten|(?<!einige )wenige)\b"
        r"(?:(?! (?:und|aber|sondern)\b)[^.,;:])*$|\b(?:nicht|nie|niemals)"
        r"(?: (?!\w+e[nrms]? )\w+){0,2} $|\b(?:schwer(?:lich)?|ohne|unmöglich) (?:zu )?$"
    ),
    "ja": re.compile(r"(?!)"),
}
"""A negation of that denial, before it: what nobody denies is said."""
_WHOLE = 200
_FAR, _NEAR = 48, 60


def ends(text: str, language: str, pairs: str = "opposites") -> dict[str, int]:
    """Returns the end of each pair of opposites that a text has, 1 or -1, by the pair's name.

    A denied word counts as its opposite; a pair of which a text has both ends is left out.

    Args:
        pairs: the file of the room that holds them.

    >>> ends("The costs will not fall.", "en")
    {'direction': 1}
    """
    found = _found(text, language, pairs)
    return {name: signs.pop() for name, signs in found.items() if len(signs) == 1}


def is_reworded(claim: str, language: str, sentence: str, read: str) -> bool:
    """Whether a text says by a denied word what the other says by its opposite.

    Args:
        read: the sentence's language.

    >>> is_reworded("Costs are kept secret.", "en", "Costs are not disclosed.", "en")
    True
    """
    claimed, stated = ends(claim, language), ends(sentence, read)
    turned = _turned(claim, language, claimed) ^ _turned(sentence, read, stated)
    return any(claimed.get(name) == stated.get(name) for name in turned)


def is_restated(text: str, language: str) -> bool:
    """Whether a text denies a word only to say its opposite.

    >>> is_restated("It does not come overnight, it is a gradual process.", "en")
    True
    """
    bare = _found(text, language, "opposites", denials=False)
    return any(len(bare[name]) > 1 for name in ends(text, language))


def _turned(text: str, language: str, found: Mapping[str, int]) -> frozenset[str]:
    """The pairs of which a text has the end that it has by a denial."""
    bare = _found(text, language, "opposites", denials=False)
    return frozenset(name for name in found if bare.get(name) == {-found[name]})


def _found(text: str, language: str, pairs: str, *, denials: bool = True) -> dict[str, set[int]]:
    """Every end that a text has of each pair; with its denials left unread where not asked."""
    folded = fold(text)
    denying = words("no_negation", language).sub(lambda match: "_" * len(match[0]), folded)
    found: dict[str, set[int]] = {}
    for name, sign, pattern in _patterns(pairs, language):
        for match in pattern.finditer(folded):
            turned = denials and _is_denied(denying, match.span(), language)
            found.setdefault(name, set()).add(-sign if turned else sign)
    return found


def leaning(claimed: Mapping[str, int], stated: Mapping[str, int]) -> float:
    """Returns 1 where all pairs that both have are the same way round, -1 where none is."""
    shared = claimed.keys() & stated.keys()
    return sum(claimed[name] * stated[name] for name in shared) / max(len(shared), 1)


def _is_denied(text: str, span: tuple[int, int], language: str) -> bool:
    known = language if language in _DENIAL else "en"
    before, behind = text[max(0, span[0] - _FAR) : span[0]], text[span[1] : span[1] + _NEAR]
    near = bool(_DENIAL[known].search(before)) != bool(_DENIAL_BEHIND[known].search(behind))
    return near != _is_denied_as_a_whole(text[max(0, span[0] - _WHOLE) : span[0]], known)


def _is_denied_as_a_whole(before: str, language: str) -> bool:
    denial = _DENIED_AS_A_WHOLE[language].search(before)
    return denial is not None and not _UNDENIED[language].search(before[: denial.start()])


@cache
def _patterns(pairs: str, language: str) -> tuple[tuple[str, int, re.Pattern[str]], ...]:
    data: dict[str, dict[str, dict[str, str]]] = load(pairs)
    return tuple(
        (name, sign, _compiled(pair[end].get(language, pair[end]["en"]), language))
        for name, pair in data.items()
        for end, sign in (("high", 1), ("low", -1))
    )


def _compiled(pattern: str, language: str) -> re.Pattern[str]:
    return re.compile(pattern if language == "ja" else rf"\b(?:{pattern})\b")
