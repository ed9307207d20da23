"""English words around digits that are no figures: labels, names, times of day."""

from __future__ import annotations

import re

from assistant.quantities.exclusions import CODES, SHARED_EXCLUSIONS, sized_names
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
_HOURS = words("one two three four five six seven eight nine ten eleven twelve noon midnight")
_DIGITS = words("two three four five six seven eight nine ten")
_TIME = r"\d{1,2}(?:[:.]\d\d)?\s?(?:[ap]m|[ap]\.\s?m\.)(?!\w)"

_NUMBERED = either(
    rf"(?<![\w.]){_ORDINALS}",
    r"\d0s(?<=\d\d0s and \d0s)\b",
    rf"\b\d{{1,2}}\s?o'clock|\b{_TIME}",
    # Money of a year: "in 2023 dollars".
    r"(?:19|20)\d\d(?:(?<=\bin\s....)|(?<=\(....)|(?<=\bconstant\s....)|(?<=\breal\s....))"
    r"(?=\s(?:(?:US\s)?(?:dollars|euros)\b|USD\b|EUR\b|GBP\b|US\$(?!\s?\d)))",
    rf"(?<![\w.,])\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?(?!Mar\b)(?:{_MONTH_NAMES})(?!\w)",
)
"""Those that begin with a digit."""
_WORDED = either(
    rf"(?:{_TENS})-(?:{_SPELLED})\b",
    r"(?:quarter|half|ten|five|twenty)\s+past\s+[a-z]+",
    rf"(?:quarter|ten|five|twenty)(?<!from\sten)(?<!from\sfive)(?<!from\stwenty)\s+to\s+(?:{_HOURS})"
    r"(?=\s*(?:$|[.,;:!?)])|\s+(?:in|on|at|when|and|but)\b)",
    # Digits and no amounts: double-digit millions, a nine-figure sum.
    rf"(?:single|double|triple|\d|{_DIGITS})[- ](?:digit|figure(?!s))\b(?:\s+[mb]illions?\b)?",
    r"(?:five|six|seven|eight|nine)\s+figures\b",
    r"no one\b",
    rf"number[ -](?:{_HOURS})\b(?!\s+(?:hundred|thousand|[mb]illion|point))",
)
"""Those of words, whatever their case."""

EXCLUDED = re.compile(
    either(
        sized_names(_NO_NAME, "param|token|US|dollar|people|users"),
        SHARED_EXCLUSIONS,
        rf"(?=\d)(?:{_NUMBERED})|\b(?=[a-zA-Z\d])(?i:{_WORDED})",
        rf"(?<!\w)(?i:{_LABELS})\s+(?!{_YEAR})\d+(?:\.\d+)*"
        r"(?:(?:\s?[-–,]\s?|\s+(?:and|to|or)\s+)\d+(?:\.\d+)*)*"
        rf"(?!\w|%|[.,]\d|\s*(?:{_COUNTED}|years?\b|hours?\b|days?\b))",
        # Days without a year.
        rf"(?<!\w)(?:{_MONTH_NAMES})\.?\s+\d{{1,2}}(?:st|nd|rd|th)?"
        rf"(?!\w|[.,:]\d|\s*{_COUNTED})",
        # Names: Gemini Ultra 1.0.
        rf"(?<![\w$€£]){_NO_NAME}[A-Z][A-Za-z]*(?:\s[A-Z][A-Za-z]*){{0,5}}\s\d{{1,2}}(?:\.\d{{1,2}})?"
        rf"(?![\w%°$€£]|[.,:]\d|-(?!based)|\s?(?:{_UNITS}))",
        # Names that begin with a number: Three Mile Island, Seven Sisters Road.
        r"\b(?:One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Twelve)"
        r"\s(?!Hundred|Thousand|Million|Billion|Trillion|Dozen)[A-Z][a-z]+(?=\s[A-Z][a-z])",
    ),
    re.MULTILINE,
)
