"""English."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.quantities.english_exclusions import EXCLUDED, MONTHS
from assistant.quantities.english_numerals import NUMBER_WORDS, numerals
from assistant.quantities.patterns import (
    NEVER,
    QUARTERS,
    compiled,
    either,
    longest_first,
    lookbehinds,
    words,
)
from assistant.quantities.rules import (
    Beside,
    BoundRules,
    ChangeRules,
    FactorForm,
    Modifiers,
    NumberRules,
    RangeRules,
    TableRules,
    UnitRules,
    YearRules,
)

_THAN_OR_EQUAL = r"(?:than\s+)?or\s+equal(?:\s+to|\s+than)?"
_BEFORE = Modifiers.of(
    {
        "least": words(
            r"""
            at_least(?:_or_equal_to)? at_a_minimum (?:a_)?minimum_of starting_at >_?= ≥
            no(?:t)?_(?:less|fewer|lower)_than
            equal_to_or_(?:more|greater)(?:_than)? at_least_or_(?:more|greater)(?:_than)?
            """
        )
        + rf"|(?:greater|more|larger|higher) {_THAN_OR_EQUAL}",
        "above": words(
            r"""
            (?:more|greater|larger|bigger|higher|longer|older)_than over above beyond north_of >
            upwards?_of (?:well_)?in_excess_of
            exceed(?:s|ed|ing)? surpass(?:es|ed|ing)?
            """
        ),
        "most": words(
            r"""
            up_to at_most (?:a_)?maximum_of a_max\.?_of not_exceeding <_?= ≤
            no(?:t)?_(?:more|greater|higher)_than as_(?:much|many|high)_as
            equal_to_or_(?:less|fewer|smaller)_than
            """
        )
        + rf"|(?:less|fewer|smaller|lower) {_THAN_OR_EQUAL}",
        "below": words("(?:less|fewer|lower|smaller|shorter|younger)_than under below south_of <"),
        "about": words(
            r"""
            about around roughly approximately approx\.? circa ca\. some nearly almost close_to ~ ≈
            (?:an?_)?estimated(?:_at)? in_the_(?:region|neighbou?rhood)_of
            [io]n_the_order_of to_the_tune_of \baverage_of(?!.)
            """
        ),
    },
    r"(?:(?<=\W)|^)(?:{})\s?$",
)
_AFTER = Modifiers.of(
    {
        "least": r"-plus\b|\s(?:or|and) (?:more|above|greater|higher|up|over|upwards?|larger)\b"
        r"(?! than\s)|\+(?![\d\w])",
        "most": r"\s(?:or|and) (?:less|fewer|below|lower|under|smaller)\b(?! than\s)",
        "equal": r"\sor equal to(?: it)?(?=[.,;]|$)",
        "about": r"\sor so\b|\sor thereabouts\b",
        "odd": r"-odd\b",
    },
    r"(?:{})",
)


_GOES = compiled(r"\b(?:go(?:es|ing|ne)?|went)\s$")
"""What makes "up to" say where something arrives: "costs went up to 10 billion"."""


def _applies(beside: Beside) -> bool:
    """Not "over three years", which only says how long, nor "under two roofs"."""
    if beside.word == "up to" and _GOES.search(beside.before):
        return False
    if beside.word == "over" and beside.lasts:
        return "old" in beside.written or re.match(r"[\s-](?:old|ago)", beside.after) is not None
    if beside.word in ("over", "under"):
        return not (beside.amount.kind == "count" and beside.amount.small_word)
    return not (beside.word == "some" and beside.amount.small_word)


_RISING = words(
    """
    advance[sd]? chang(?:e|es|ed|ing) climb(?:s|ed|ing)? cut cuts cutting declin(?:e|es|ed|ing)
    decreas(?:e|es|ed|ing) double[sd]? down drop(?:s|ped|ping)? expand(?:s|ed|ing)?
    f[ae]ll(?:s|en|ing)? go(?:es|ing)? gone grew grow(?:s|n|ing)? improv(?:e|es|ed|ing)
    increas(?:e|es|ed|ing) jump(?:s|ed|ing)? lower(?:s|ed|ing)? mov(?:e|es|ed|ing) plunge[sd]?
    r[io]se risen rising rais(?:e|es|ed|ing) reduc(?:e|es|ed|ing) scal(?:e|es|ed|ing)
    shr[aiu]nk(?:s|ing)? slip(?:s|ped|ping)? soar(?:s|ed|ing)? surg(?:e|es|ed|ing) up went
    """
)
_CHANGED_FROM = rf"\b(?:{_RISING})(?:\s+\S+){{0,4}}?\s+from\s+$"
_COMPARED = (
    words("as more larger bigger greater higher faster cheaper lower less fewer smaller longer")
    + "|"
    + words("slower better stronger heavier over the what that its their our his her")
)
_OWNED = r"(?=\s+(?:the|what|its|that|their|his|her|in|every|each)\b)"
_ABOUT = r"(?:(?:about|around|roughly|nearly|almost|some)\s+)?"
_BEFORE_VERBS = "will more than can could would might may not"


def _multiplied(stem: str, value: str) -> FactorForm:
    """Doubled, doubling, double the; stem: without its last letter."""
    verb = lookbehinds(_BEFORE_VERBS, f"{stem}e")
    return FactorForm.fixed(compiled(rf"\b{stem}(?:(?:ed|es|ing)\b|e\b(?:{_OWNED}|{verb}))"), value)


_FOLD = NUMBER_WORDS | {"hundred": 100, "thousand": 1000}
_FACTOR_WORDS = (
    FactorForm(
        compiled(rf"\b(?=[a-z]+-?fold)({longest_first(_FOLD)})-?fold\b"),
        lambda match: Decimal(_FOLD[match[1].casefold()]),
    ),
    _multiplied("doubl", "2"),
    FactorForm.fixed(compiled(r"\btwice(?=\s+(?:as|the|that|what|its|their|more))"), "2"),
    _multiplied("tripl", "3"),
    FactorForm.fixed(compiled(r"\bthrice\b"), "3"),
    _multiplied("quadrupl", "4"),
    FactorForm.fixed(compiled(r"\bhalv(?:ed|es|ing)\b"), "0.5"),
)

_MONTH = rf"(?P<month>{longest_first(MONTHS)})\b\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})(?![\d,]\d)"
_DATES = (
    compiled(rf"\b{_MONTH}\s+{_DAY},?\s+{_YEAR}"),
    compiled(rf"\b{_DAY}\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}"),
    compiled(rf"\b{_MONTH},?\s+(?:of\s+)?(?P<year>(?:1[5-9]|20)\d\d)(?![\d,]\d)"),
    re.compile(r"\b(?P<year>\d{4})-(?P<month>0[1-9]|1[0-2])-(?P<day>[0-3]\d)(?!\d)"),
    re.compile(r"\b(?P<month>0?[1-9]|1[0-2])/(?P<day>[0-3]?\d)/(?P<year>(?:19|20)\d\d)(?!\d)"),
    re.compile(r"\b(?:the\s+)?(?P<decade>(?:1[5-9]|20)\d0)'?s\b"),
    re.compile(r"(?P<year>20\d\d)(?<!\w....)(?=[ -]?[QH][1-4]\b)"),
    QUARTERS,
    re.compile(r"[FC]Y(?<!\w..)\s?'?(?P<year>(?:19|20)?\d\d)(?:[/–-](?P<short>\d\d))?\b"),
    re.compile(
        r"(?P<decade>[5-9]0)s\b"
        r"(?:(?<='...)|(?<=[Tt]he ...)|(?<=early ...)|(?<=late ...)|(?<=mid-...)"
        r"|(?<=19\d0s and ...)|(?<=19\d0s or ...)|(?<=19\d0s/...)|(?<=\D\d0s/...))"
    ),
    re.compile(r"\b(?P<year>(?:19|20)\d\d)[/–-](?P<short>\d\d)(?![\d.,]\d|\d|%|\s?percent)"),
)
_BEFORE_YEARS = either(
    words("in since by until till during before after early late mid through of"),
    words("year years fiscal fiscal_year calendar ended circa spring summer autumn fall winter"),
    words("end_of start_of beginning_of Q[1-4] H[12]"),
    *MONTHS,
)
_NO_PLURALS = words(
    r"""
    sales\b earnings\b results\b profits\b figures\b revenues\b levels\b elections\b games\b
    olympics\b costs\b prices\b plans\b was\b is\b has\b does\b this\b as\b us\b its\b
    """
)
"""What may follow a year although it ends in -s."""
_SIGN = r"(?<![\w)\]%°$€£¥.,-])"
_WEIGHING = words(
    """
    weigh heav baby luggage lost_ gain flour butter meat sugar beef potato salmon fish
    """
)

_TABLE_SCALES = {
    **dict.fromkeys(("thousand", "thousands", "000s", "'000", "'000s"), 3),
    **dict.fromkeys(("million", "millions", "mn", "mln"), 6),
    **dict.fromkeys(("billion", "billions", "bn"), 9),
    **dict.fromkeys(("trillion", "trillions", "tn"), 12),
}
_TABLE_SCALE = rf"(?P<scale>{longest_first(_TABLE_SCALES)})"

RULES = NumberRules(
    code="en",
    numerals=numerals,
    negative=compiled(rf"(?:{_SIGN}-|\b(?:minus|negative)\s|(?P<plus>{_SIGN}\+|\bplus\s))$"),
    bounds=BoundRules(
        before=_BEFORE,
        after=_AFTER,
        both=compiled(r",?\s+(?:and|but)\s+(?:also\s+)?"),
        between_numbers=compiled(r"\s+(?:is|was|are)\s+"),
        applies=_applies,
    ),
    ranges=RangeRules(
        between=compiled(
            r"\s?(?:[-–~]|\.\.\.?|…)\s?|(?P<needs_opening>\s+and\s+)"
            r"|(?:-|\s+years?)?\s+(?:to|through|till)\s+(?:(?:about|around|roughly|perhaps)\s+)?"
        ),
        opening=compiled(
            r"(?<!\w)(?:(?P<and>(?:anywhere\s+)?between)|(?:anywhere\s+)?from|in the range of)\s+$"
        ),
        change_before=compiled(rf"{_CHANGED_FROM}|\b(?P<step>by)\s+$"),
        change_after=NEVER,
        listing=compiled(
            rf"(?:(?P<last>,)?\s+(?:(?P<both>and)|or(?:\s+even)?)\s+|(?P<comma>,\s+)){_ABOUT}"
        ),
        echoing=compiled(rf"\s+for\s+[^,;.]{{1,40}}?,?\s+and\s+{_ABOUT}"),
        echoed=compiled(r"\s+for\b"),
    ),
    changes=ChangeRules(
        between=compiled(rf"\s+to\s+{_ABOUT}"),
        before=compiled(_CHANGED_FROM),
        falling=compiled(
            r"\b(?:cut|declin|decreas|down|drop|f[ae]ll|lower|plunge|reduc|shr[aiu]nk|slip)\w*"
        ),
    ),
    years=YearRules(
        before=compiled(
            rf"(?:\b(?:{_BEFORE_YEARS})\s(?:(?:about|around|at least|roughly)\s)?"
            r"|\b(?:mid|pre|post|early|late)-|FY|©\s?)$"
        ),
        counted=re.compile(
            r"\s+(?:[a-z]+(?:-[a-z]+)?\s+)?"
            rf"(?:(?:people|men|women|children|staff)|(?!{_NO_PLURALS})[a-z]{{2,}}[a-rt-z]s"
            r"|[GTC]PUs|(?:(?:NVIDIA|Nvidia|AMD)\s)?(?:[A-Z]\d{2,3}|(?:GB|GH|MI)\d{3}[A-Z]?)s?)\b"
        ),
        doubtful=compiled(r"\b(?:of|for)\s\d{4}$"),
        part=compiled(r"\b(?:(?:early|late|mid)[ -]|(?:the )?(?:end|start|beginning|middle) of )$"),
    ),
    units=UnitRules(
        gap=re.compile(r"\s?-\s?(?=[A-Za-z])|[ \u00a0]{0,2}|\n"),
        loose_gap=re.compile(r"\s+(?:of\s+an?|of|an?)\s+"),
        percent=compiled(
            r"[- \u00a0]{0,2}(?:(?P<points>percentage points?|pp\b|%[- ]?p(?:oints?|p|ts?)?\b)"
            r"|(?P<basis>basis[- ]points?\b|bps\b)|(?P<mille>‰|per mille\b)"
            r"|percent(?:age)?\b|per cent\b|pct\b|%)"
        ),
        factors=re.compile(
            rf"(?:\s?[x×]|X)(?![\w^]|\s?\d)|[ -]?fold\b|(?:\s+|-)times(?=\s+(?:{_COMPARED})\b)"
        ),
        per=compiled(r"\s?/\s?|\s+(?:per|(?P<article>an?))\s+"),
        carbon=compiled(
            r"(?:[ \u00a0]?(?:of\s)?|・)(?:CO2|carbon dioxide|carbon)"
            r"(?:[- ]?(?:e(?:q|quivalents?)?\b|equivalents?))?(?![A-Za-z])"
        ),
        join=re.compile(r"[ \u00a0]*(?:,\s?|and\s)?"),
        cents=re.compile(r"\s*"),
        cents_end=re.compile(r"\s*(?:$|[.,;:!?)]|more\b|each\b)"),
        factor_of=compiled(
            r"\b(?:(?:an? |the )?factor of|multipl(?:y|ied|ying|ies) by)"
            r" (?P<about>(?:about|roughly|around|some|almost|nearly) )?$"
        ),
        weighing=re.compile(_WEIGHING),
        scale_behind=compiled(r" (million|billion|trillion)(?!\w)"),
        scales={"million": 6, "billion": 9, "trillion": 12},
    ),
    tables=TableRules(
        opening=compiled(
            r"^(?:(?:all |tabular )?(?:amounts?|figures|values|prices|costs|numbers|table|data) )?"
            r"(?:are )?(?:expressed |stated |shown |presented )?in (?:the )?"
        ),
        scales=_TABLE_SCALES,
        scale_first=compiled(rf"{_TABLE_SCALE}(?:(?: of)? (?P<unit>.+))?"),
        scale_last=compiled(rf"(?P<unit>.+?)[ -]*(?:\bin )?{_TABLE_SCALE}"),
        caption=compiled(
            r"(?:\((?=[^()]*\)[ :]*$)"
            r"|\b(?=(?:all )?(?:amounts|figures|values|prices) (?:are )?in ))"
            r"(?P<measure>[^().]{1,60})[).]?[ :]*$"
        ),
        unscaled=compiled(
            r"\bper\b|percent|%|\bratios?\b|\brates?$|\b(?:numbers?|count) of\b|^shares\b"
            r"|\bemployees$|\bheadcount\b|^(?:notes?|page|no\.|year)$|\bindex\b"
            r"|\bto (?:EBITDA|equity|sales|revenues?|assets)\b"
        ),
    ),
    factor_words=_FACTOR_WORDS,
    dates=_DATES,
    excluded=EXCLUDED,
    months=MONTHS,
)
