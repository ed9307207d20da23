"""English words around digits that are no figures: labels, names, times of day."""

from __future__ import annotations

import re

from assistant.quantities.exclusions import CODES, SHARED_EXCLUSIONS
from assistant.quantities.patterns import either, words

MONTHS = {
    name: number
    for number, names in enumerate(
        "january/jan february/feb march/mar april/apr may june/jun july/jul august/aug "
        "september/sept/sep october/oct november/nov december/dec".split(),
        start=1,
    )
    for name in names.split("/")
}
_LABELS = words(
    r"""
    figures? figs?\. tables? equations? eq\. pages? pp?\. line row footnote note
    chapters? ch\. sections? sec\. parts? volume vol\. appendix issue article item act
    question exercise lesson unit option step steps phase stage tier class type grade version
    level layer number nos?\s?\. room gate platform channel lane highway route exit flight
    episode season round day week
    """
)
"""A number behind one of these numbers it."""
_OPENERS = words(
    """
    A An Another Any Both Each Every Other Some That The These They This Those
    He Her His I It Its My Our She Their We You Your What When Where Which Who
    About Above Add After All Almost Along Also Although And Approximately Around As At Because
    Before Below Between But By Currently During Even Exactly Fewer For From However If In Into Just
    Last Less Maybe More Most Nearly Next No Nor Not Now Of On Only Or Out Over Per Perhaps Plus
    Minus Roughly Since So Than Then There Through To Today Top Total Under Until Up Upon While With
    Within Without Yes
    Chapter Population Result Score Scores Sum Answer TRY ALL
    Are Bake Bought Bring Buy Choose Close Combine Cook Cost Costs Count Cut Divide Do Drink Drive
    Eat Find Get Give Given Had Has Have Is Keep List Lost Make Mix Multiply Need Needs Order Pay
    Pick Pound Pour Raise Read Save Saw Select Sell Send Serves Show Sold Spend Subtract Take Takes
    Try Turn Use Walk Was Were Win Won Write
    """
)
"""Capitals at the beginning of a sentence, before a number that is no part of a name."""
_NO_NAME = rf"(?!(?:{_OPENERS}|{CODES})\s)"
_UNITS = words(
    r"""
    % percent per_cent thousand million billion trillion hundred dozen cents\b points\b
    US dollars? euros? pounds? yen
    [kKMGT]W [kMGT]?B\b [kcm]?m\b k?g\b kilo tons?\b tonnes?\b miles?\b feet\b degrees\b
    (?:GPU_)?hours?\b days?\b weeks?\b months?\b years?\b minutes?\b seconds?\b times\b
    people\b employees\b GPUs\b chips\b to_\d or_more
    """
)
"""What follows a number that is counted and no part of a name."""
_MONTH_NAMES = either(*(name.title() for name in MONTHS))
_YEAR = r"(?:19|20)\d\d(?![\d.,])"
_COUNTED = r"(?:%|percent|million|billion)"
_ORDINALS = r"\d+(?:st|nd|rd|th)s?\b(?:-century)?"
_TENS = words("twenty thirty forty fifty sixty seventy eighty ninety")
_SPELLED = words("first second third fourth fifth sixth seventh eighth ninth")
_TIME = r"\d{1,2}(?:[:.]\d\d)?\s?(?:[ap]m|[ap]\.\s?m\.)(?!\w)"

EXCLUDED = re.compile(
    either(
        SHARED_EXCLUSIONS,
        rf"(?<![\w.]){_ORDINALS}|(?i:\b(?:{_TENS})-(?:{_SPELLED})\b)",
        rf"\b\d{{1,2}}\s?o'clock|\b{_TIME}",
        rf"(?<!\w)(?i:{_LABELS})\s+(?!{_YEAR})\d+(?:\.\d+)*"
        r"(?:(?:\s?[-–,]\s?|\s+(?:and|to|or)\s+)\d+(?:\.\d+)*)*"
        rf"(?!\w|%|[.,]\d|\s*(?:{_COUNTED}|years?\b|hours?\b|days?\b))",
        # Money of a year: "in 2023 dollars".
        r"(?:(?<=\bin\s)|(?<=\()|(?<=\bconstant\s)|(?<=\breal\s))"
        r"(?:19|20)\d\d(?=\s(?:US\s)?(?:dollars|euros)\b)",
        # Days without a year.
        rf"(?<!\w)(?:{_MONTH_NAMES})\.?\s+\d{{1,2}}(?:st|nd|rd|th)?"
        rf"(?!\w|[.,:]\d|\s*{_COUNTED})",
        rf"(?<![\w.,])\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?(?!Mar\b)(?:{_MONTH_NAMES})(?!\w)",
        # Names: Llama 3 70B, Gemini Ultra 1.0.
        rf"(?<![\w$€£]){_NO_NAME}[A-Z][A-Za-z]*\s(?:\d+(?:\.\d+)?\s)?\d{{1,3}}(?:\.\d)?[BM]"
        r"(?!\w|\s*-?(?:param|token|US|dollar|people|users))",
        rf"(?<![\w$€£]){_NO_NAME}[A-Z][A-Za-z]*(?:\s[A-Z][A-Za-z]*){{0,5}}\s\d{{1,2}}(?:\.\d{{1,2}})?"
        rf"(?![\w%°$€£]|[.,:]\d|-(?!based)|\s?(?:{_UNITS}))",
        r"(?i:\b(?:quarter|half|ten|five|twenty)\s+(?:past|to)\s+[a-z]+)",
        # Names that begin with a number: Three Mile Island, Seven Sisters Road.
        r"\b(?:One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Twelve)"
        r"\s(?!Hundred|Thousand|Million|Billion|Trillion|Dozen)[A-Z][a-z]+(?=\s[A-Z][a-z])",
        r"\b[Nn]o one\b",
    ),
    re.MULTILINE,
)
