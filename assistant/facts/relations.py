"""Relations that a sentence states in words: who leads what, who made what, where and when."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal, TypeAlias

from assistant.language import fold, mentions
from assistant.quantities.view import flat

Kind: TypeAlias = Literal["role", "maker", "founded", "place"]

_LATIN = r"[A-Z][\w'-]*"
_PERSON = rf"{_LATIN}(?: {_LATIN}){{1,3}}"
_ORG = r"[A-Z][\w&-]*(?: [A-Z][\w&-]*){0,2}"
_QUOTE = r"['\"„»「『]?"
_KATAKANA = r"[ァ-ヶー]{2,}(?:・[ァ-ヶー]+)*"
_JA_PERSON = rf"(?P<subject>{_KATAKANA}|{_PERSON})"
_JA_ORG = rf"(?P<object>[A-Z][A-Za-z&-]*(?: [A-Z][A-Za-z]*){{0,2}}|{_KATAKANA})"
_ROLES = {
    "ceo": {
        "en": r"CEO|[Cc]hief [Ee]xecutive(?: [Oo]fficer)?|boss|head",
        "de": r"CEO|Chef|Geschäftsführer|Vorstandschef|Vorstandsvorsitzende[rn]?|Leiter",
        "ja": r"CEO|最高経営責任者|社長|代表",
    },
    "founder": {
        "en": r"(?:co-?)?founder",
        "de": r"(?:Mitb|B)egründer|(?:Mitg|G)ründer",
        "ja": r"(?:共同)?創業者|創設者",
    },
    "president": {"en": r"[Pp]resident", "de": r"[Pp]räsident(?:en)?", "ja": r"大統領"},
}


@dataclass(frozen=True, slots=True)
class Relation:
    """A statement that connects two names."""

    kind: Kind
    role: str
    """ceo, founder ... of a role; empty otherwise."""
    subject: str
    object: str
    start: int
    """Span of the object in the text that was read."""
    end: int


def relations(text: str, language: str) -> list[Relation]:
    """Returns what a sentence states in words of the kinds that can be compared."""
    view = flat(text)
    found: dict[tuple[str, str, int], Relation] = {}
    for kind, role, pattern in _patterns(language):
        for match in pattern.finditer(view):
            relation = Relation(
                kind, role, match["subject"], match["object"], *match.span("object")
            )
            found.setdefault((kind, role, relation.start), relation)
    return list(found.values())


def same_name(first: str, second: str) -> bool:
    """Whether two names may mean one: across scripts, in part, or as an adjective of the other."""
    if mentions(first, second) or mentions(second, first):
        return True
    one, other = fold(first), fold(second)
    stem = re.sub(r"(?:isch|ic)(?:e[nmrs]?)?$", "", one)
    other_stem = re.sub(r"(?:isch|ic)(?:e[nmrs]?)?$", "", other)
    return len(stem) >= 5 and stem == other_stem


@cache
def _patterns(language: str) -> tuple[tuple[Kind, str, re.Pattern[str]], ...]:
    make = {"de": _german, "ja": _japanese}.get(language, _english)
    found: list[tuple[Kind, str, re.Pattern[str]]] = []
    for role, words in _ROLES.items():
        title = words.get(language, words["en"])
        found += [("role", role, re.compile(pattern)) for pattern in make(title)]
    found += [(kind, "", re.compile(pattern)) for kind, pattern in _OTHERS.get(language, ())]
    return tuple(found)


def _english(title: str) -> list[str]:
    company = rf"(?:the |an? )?(?:AI )?(?:company |start-?up |firm |lab )?{_QUOTE}(?P<object>{_ORG})"
    return [
        rf"(?P<object>{_ORG})(?:'s)? (?:{title}),? (?P<subject>{_PERSON})",
        rf"(?P<subject>{_PERSON}),? (?:who is |is |as )?(?:the )?(?:{title}) (?:of|at) {company}",
        rf"(?P<subject>{_PERSON}),? who [^.]*?\bis the (?:{title}) of {company}",
        rf"(?:{title}) of {company}['\"]?,? (?P<subject>{_PERSON})",
        rf"(?P<subject>{_PERSON}) (?:leads|runs|heads) {company}",
    ]


def _german(title: str) -> list[str]:
    firm = rf"(?:de[rsm] )?(?:KI-)?(?:Firma |Unternehmens? |Start-?ups? )?{_QUOTE}(?P<object>{_ORG})"
    return [
        rf"(?P<object>{_ORG})-(?:{title}) (?P<subject>{_PERSON})",
        rf"(?P<object>[a-zäöü]{{5,}}isch)e[nmrs]? (?:{title}) (?P<subject>{_PERSON})",
        rf"(?P<subject>{_PERSON}),? (?:ist |der |dem |den |die )*(?:{title}) (?:von|bei|der|des) {firm}",
        rf"(?:{title}) (?:von|bei|der|des) {firm},? (?P<subject>{_PERSON})",
        rf"(?P<subject>{_PERSON}) (?:leitet|führt) {firm}",
    ]


def _japanese(title: str) -> list[str]:
    return [
        rf"{_JA_ORG} ?(?:社)?の? ?(?:{title}) ?(?:である|を務める|の|、|・)? ?{_JA_PERSON}",
        rf"{_JA_PERSON}(?:氏|さん)?(?:は|が|、)[^。]{{0,20}}?{_JA_ORG} ?(?:社)?の ?(?:{title})",
        rf"{_JA_PERSON}(?:氏)?を{_JA_ORG}の(?:{title})",
    ]


_PRODUCT = r"(?:[A-Z][A-Za-z]*[- ]?\d[\w.]*|[A-Z]{3,}|[A-Z][a-z]+[A-Z]\w*)"
_OTHERS: dict[str, tuple[tuple[Kind, str], ...]] = {
    "en": (
        ("maker", rf"(?P<subject>{_PRODUCT})[^.,]{{0,20}}?,? (?:was |which was )?(?:developed|made|built|created|released|introduced) by (?P<object>{_ORG})"),
        ("founded", rf"(?P<subject>{_ORG}) was (?:founded|established) (?:in |on )(?:\w+ )?(?P<object>\d{{4}})"),
        ("place", rf"(?P<subject>{_ORG}) (?:is located|lies|stands|is based|is headquartered) in (?P<object>{_ORG})"),
    ),
    "de": (
        ("maker", rf"von (?P<object>{_ORG}) (?:entwickelte?|vorgestellte?|eingeführte?|gebaute?)[nrsm]? (?:Modell |Methode |Verfahren )?(?P<subject>{_PRODUCT})"),
        ("founded", rf"(?P<subject>{_ORG}) wurde (?:im Jahre? )?(?P<object>\d{{4}}) (?:[^.]{{0,20}} )?gegründet"),
        ("place", rf"(?P<subject>{_ORG}) (?:liegt|steht|befindet sich|sitzt|hat seinen Sitz) in (?P<object>{_ORG})"),
    ),
    "ja": (
        ("maker", rf"(?P<object>{_ORG}) ?(?:によって|が|により) ?(?:開発|導入|公開|発表|作成)(?:された|した) ?(?P<subject>{_PRODUCT})"),
        ("maker", rf"(?P<object>{_ORG}) ?による ?(?P<subject>{_PRODUCT})"),
        ("founded", rf"(?P<subject>{_ORG}|{_KATAKANA})(?:は|が)(?P<object>\d{{4}})年に?(?:設立|創業|創設)"),
        ("place", rf"(?P<object>[ァ-ヶー一-龥]{{2,10}})にある[ァ-ヶー]* ?(?P<subject>{_ORG})"),
    ),
}  # fmt: skip

_ASKED: dict[Kind, dict[str, str]] = {
    "role": {
        "en": r"\bwho(?:'s| is| was)\b|whose|\bceo\b|chief executive|\bleads?\b|\bruns?\b|\bheads?\b|\bboss\b|(?:which|what) company|\bwork for\b|founder|president",
        "de": r"\bwer ist\b|\bwessen\b|\bceo\b|\bchef\b|leitet|führt|geschäftsführer|(?:welche[sr]?|welchem) (?:unternehmen|firma)|gründer|präsident",
        "ja": r"誰|だれ|どんな人|何者|どの会社|何という会社|どこの会社|どの企業|ceo|最高経営責任者|率い|社長|代表|人物|創業者",
    },
    "maker": {
        "en": r"\bwho (?:made|makes|built|developed|created|introduced)|which company (?:made|makes|developed|built|created)|developer of",
        "de": r"\bwer hat .*(?:entwickelt|gebaut|vorgestellt)|welche[sr]? (?:unternehmen|firma) .*(?:entwickelt|gebaut)|hersteller|entwickler",
        "ja": r"(?:誰|どの会社|どこ|どの企業)が?.*(?:開発|作|導入)|開発元|開発者",
    },
    "founded": {"en": r"found|established", "de": r"gegründet|gründung", "ja": r"設立|創業|創設"},
    "place": {"en": r"\bwhere\b", "de": r"\bwo\b|\bwohin\b", "ja": r"どこ"},
}


def asked_kinds(question: str, language: str) -> frozenset[Kind]:
    """Returns the kinds of relations that a question asks for."""
    folded = fold(question)
    return frozenset(
        kind
        for kind, patterns in _ASKED.items()
        if re.search(patterns.get(language, patterns["en"]), folded)
    )
