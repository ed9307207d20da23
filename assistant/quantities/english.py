"""English."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.quantities.digits import Marks
from assistant.quantities.exclusions import SHARED_EXCLUSIONS
from assistant.quantities.rules import FactorForm, Modifiers, NumberRules
from assistant.quantities.words import Role, Vocabulary, numerals

_ONES = {
    word: value
    for value, words in enumerate(
        "zero/nought/naught one two three four five six seven eight nine ten eleven twelve thirteen "
        "fourteen fifteen sixteen seventeen eighteen nineteen".split()
    )
    for word in words.split("/")
}
_TENS = {
    word: 10 * value
    for value, word in enumerate(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2
    )
} | {"fourty": 40}
_SCALES = {
    "thousand": 10**3,
    "million": 10**6,
    "milion": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "quadrillion": 10**15,
    "lakh": 10**5,
    "crore": 10**7,
    "mln": 10**6,
    "mio": 10**6,
    "mil": 10**6,
    "mn": 10**6,
    "bn": 10**9,
    "bln": 10**9,
    "tn": 10**12,
    "trn": 10**12,
}
_ATTACHED = {
    **{"k": 3, "K": 3, "M": 6, "MM": 6, "mil": 6, "mn": 6, "mln": 6, "B": 9, "b": 9},
    **{"bn": 9, "Bn": 9, "BN": 9, "bln": 9, "G": 9, "T": 12, "tn": 12, "Tn": 12, "trn": 12},
}
_ORDINALS = {
    "third": 3, "fourth": 4, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "twentieth": 20, "thirtieth": 30,
    "fortieth": 40, "fiftieth": 50, "hundredth": 100, "thousandth": 1000, "millionth": 10**6,
    "billionth": 10**9, "trillionth": 10**12,
}  # fmt: skip


def _words() -> dict[str, tuple[Role, Decimal]]:
    words: dict[str, tuple[Role, Decimal]] = {
        "a": ("article", Decimal(1)),
        "an": ("article", Decimal(1)),
        "and": ("and", Decimal(0)),
        "of": ("of", Decimal(0)),
        "out of": ("over", Decimal(0)),
        "half": ("half", Decimal("0.5")),
        "halves": ("part", Decimal("0.5")),
        "point": ("point", Decimal(0)),
        "hundred": ("hundred", Decimal(100)),
        "hundreds": ("hundred", Decimal(100)),
        "dozen": ("dozen", Decimal(12)),
        "dozens": ("dozen", Decimal(12)),
        "over": ("over", Decimal(0)),
        "in": ("over", Decimal(0)),
    }
    words |= {word: ("number", Decimal(value)) for word, value in (_ONES | _TENS).items()}
    for word, value in _SCALES.items():
        words |= {form: ("scale", Decimal(value)) for form in (word, f"{word}s")}
    for word, value in _ORDINALS.items():
        share = Decimal(1) / Decimal(value)
        words |= {form: ("part", share) for form in (word, f"{word}s")}
    return words


_PLURAL = "thousand|million|billion|trillion"
_MANY = "a few|several|many|some|a couple of|couple of"
_K, _M, _B, _T = (Decimal(10) ** power for power in (3, 6, 9, 12))
_BOUNDS = {
    "dozens": (Decimal(24), Decimal(100)),
    "hundreds": (Decimal(100), Decimal(1000)),
    "thousands": (_K, _M),
    "millions": (_M, _B),
    "billions": (_B, _T),
    "trillions": (_T, _T * 1000),
    **{
        f"{many}_{name}": (scale * least, scale * most)
        for name, scale in (("thousand", _K), ("million", _M), ("billion", _B), ("trillion", _T))
        for many, least, most in (("tens", 10, 100), ("hundreds", 100, 1000), ("several", 2, 10))
    },
    "several_hundred": (Decimal(200), Decimal(1000)),
    "several_dozen": (Decimal(24), Decimal(100)),
}
_VAGUE = re.compile(
    r"(?<![\w-])(?<!\d )(?:"
    + "|".join(
        [
            *(
                rf"(?P<{many}_{name}>{many}\s+of\s+{name}s)(?!\w)"
                for name in _PLURAL.split("|")
                for many in ("tens", "hundreds")
            ),
            *(
                rf"(?P<several_{name}>(?:{_MANY})\s+{name}s?)(?!\w)"
                for name in (*_PLURAL.split("|"), "hundred", "dozen")
            ),
            *(
                rf"(?P<{name}s>(?:(?:many|multiple)\s+)?{name}s(?!\w)|multi-?\s?{name}(?!\w))"
                for name in (*_PLURAL.split("|"), "hundred", "dozen")
            ),
        ]
    )
    + ")",
    re.IGNORECASE,
)
_NUMBER_WORDS = "|".join(sorted((*_ONES, *_TENS), key=len, reverse=True))
_PARTS = "|".join(_ORDINALS)
_NO_PRONOUN = r"(?<!\bthe )(?<!\bthis )(?<!\bthat )(?<!\bno )(?<!\bany )(?<!\beach )(?<!\bevery )"
_ANCHOR = re.compile(
    r"(?<![\w.'])(?:"
    rf"(?!one\b)(?:{_NUMBER_WORDS})\b"
    rf"|{_NO_PRONOUN}(?<!which )(?<!another )one\b(?!\s+(?:of\s+(?:the|its|his|her|their|our|those|these|them|my|your|us)"
    r"|another|day|can|could|must|may|might|would|should|who|which|that|is|has|thing|side)\b)(?!'s)"
    rf"|an?\s+(?:hundred|{_PLURAL}|dozen|half|quarter|(?:{_PARTS})\b|lakh|crore)(?!\w)"
    r"|half\s+(?:an?\s+)?(?:million|billion|trillion|thousand|hundred|dozen)\b"
    r"|(?<!second )(?<!first )(?<!other )(?<!second-)(?<!first-)(?<!better )(?<!latter )half\b"
    r"(?!-|\s+(?:past|year|time|way|brother|sister)\b)"
    r"|quarter\s+(?:of\s+)?(?:an?\s+)?(?:million|billion|trillion)\b"
    r")",
    re.IGNORECASE,
)
_VOCABULARY = Vocabulary(
    words=_words(),
    compound=lambda word: None,
    word=re.compile(r"(?:out of|[A-Za-z]+)(?!\w)"),
    anchor=_ANCHOR,
    gap=re.compile(r"\s?-\s?(?=[A-Za-z])|[ \u00a0\n]{1,3}"),
    attached=re.compile(
        r"(?:\s(?=[MG](?![\w'.-])))?("
        + "|".join(sorted(_ATTACHED, key=len, reverse=True))
        + r")(?![\w/²³])"
    ),
    scales={scale: Decimal(10) ** power for scale, power in _ATTACHED.items()},
    vague=_VAGUE,
    bounds=_BOUNDS,
    marks=Marks(",", ".", plain_space=False),
    lone_part=re.compile(
        r"(?=\s+(?:of|as|less|more|fewer|lower|higher|larger|smaller|the|to|or|and|than)\b|\s*[.,;:)]|\s*$)"
    ),
)

_MONTHS = {
    name: number
    for number, names in enumerate(
        "january/jan february/feb march/mar april/apr may june/jun july/jul august/aug "
        "september/sept/sep october/oct november/nov december/dec".split(),
        start=1,
    )
    for name in names.split("/")
}
_MONTH = r"(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_ABOUT = (
    r"about|around|roughly|approximately|approx\.?|circa|ca\.|some|nearly|almost|close to"
    r"|(?:an? )?estimated(?: at)?|in the (?:region|neighbou?rhood) of|~|≈|\baverage of(?!.)"
)
_LABELS = (
    r"figures?|figs?\.|tables?|chapters?|ch\.|sections?|sec\.|pages?|pp?\.|nos?\s?\.|appendix|equations?"
    r"|eq\.|steps?|phase|part|volume|vol\.|issue|article|item|question|level|version|act|line|row"
    r"|room|highway|route|exit|flight|type|grade|stage|tier|class|chapter|footnote|note|day|week"
    r"|layer|channel|number|lane|gate|platform|episode|season|round|option|exercise|lesson|unit"
)
_NOT_NAMES = (
    "A|About|Above|Add|After|All|Almost|Along|Also|Although|An|And|Another|Any|Approximately|Around"
    "|As|At|Because|Before|Below|Between|Both|But|Buy|By|Choose|Close|Combine|Cost|Costs|Count|Currently|Do|During|Each|Even"
    "|Every|Exactly|Fewer|Find|For|From|Get|Give|Given|Had|Has|Have|He|Her|His|However|I|If|In|Into|Is|It|Its|Just"
    "|Last|Less|List|Make|Maybe|More|Most|My|Nearly|Need|Needs|Next|No|Nor|Not|Now|Of|On|Only|Or|Order|Our|Out|Over|Pay|Per"
    "|Perhaps|Pick|Plus|Minus|Roughly|Select|Send|Show|She|Since|So|Some|Take|Takes|Than|That|The|Their|Then|There|These|They|This"
    "|Those|Through|To|Today|Top|Total|Under|Until|Up|Upon|Use|Was|We|Were|What|When|Where|Which|While"
    "|Who|With|Within|Without|You|Your|Yes|Another|Other|Over|Population|Score|Scores|Result|Answer|Sum|TRY|ALL|Try|Lost|Won|Win|Spend|Raise|Sell|Cut|Save|Serves|Bake|Cook|Mix|Pour|Drive|Walk|Turn|Only|Just|Divide|Multiply|Subtract|Eat|Drink|Bring|Keep|Read|Write|Saw|Sold|Bought|Chapter"
)

RULES = NumberRules(
    code="en",
    marks=_VOCABULARY.marks,
    numerals=lambda text: numerals(text, _VOCABULARY),
    negative=re.compile(r"(?:(?<![\w)\]%°$€£¥.,-])-|\b(?:minus|negative)\s|(?P<plus>(?<![\w)\]%°$€£¥.,-])\+|\bplus\s))$", re.IGNORECASE),
    before=Modifiers.of(
        {
            "above": r"more than|greater than|larger than|bigger than|higher than|longer than|older than|over"
            r"|above|upwards? of|(?:well )?in excess of|exceed(?:s|ed|ing)?|surpass(?:es|ed|ing)?|north of"
            r"|beyond|>",
            "least": r"at least|at a minimum|no (?:less|fewer|lower) than|not (?:less|fewer) than|(?:a )?minimum of"
            r"|starting at|> ?=|≥|(?:equal to or|at least or) (?:more|greater|equal)(?: than| to)?"
            r"|(?:greater|more|larger) than or equal to",
            "most": r"up to|at most|no (?:more|greater|higher) than|not more than|(?:a )?maximum of|as (?:much|many|high) as"
            r"|< ?=|≤|(?:less|fewer|smaller) than or equal to|equal to or less than|not exceeding|a max(?:imum)?\.? of",
            "below": r"less than|fewer than|lower than|smaller than|shorter than|younger than|under|below|south of|<",
            "about": _ABOUT,
        },
        r"(?:(?<=\W)|^)(?:{})\s?$",
    ),
    after=Modifiers.of(
        {
            "least": r"\s(?:or|and) (?:more|above|greater|higher|up|over|upwards?|larger)(?: than)?\b(?! \d)|\+(?![\d\w])",
            "most": r"\s(?:or|and) (?:less|fewer|below|lower|under|smaller)(?: than)?\b(?! \d)",
            "about": r"\sor so\b|\sor thereabouts\b",
            "odd": r"-odd\b",
        },
        r"(?:{})",
    ),
    between=re.compile(
        r"\s?(?:[-–~]|\.\.\.?|…)\s?|\s+(?:to|through|till)\s+(?:about\s+|around\s+|roughly\s+|perhaps\s+)?"
        r"|(?P<needs_opening>\s+and\s+)|(?:\s+years?)?\s+to\s+",
        re.IGNORECASE,
    ),
    opening=re.compile(r"(?<!\w)(?:(?P<and>between|anywhere between)|from|anywhere from|in the range of)\s+$", re.IGNORECASE),
    closing=re.compile(r"(?!)"),
    change_before=re.compile(
        r"\b(?:r[io]se|risen|rising|grow(?:s|n|ing)?|grew|jump(?:s|ed|ing)?|increas(?:e|es|ed|ing)|climb(?:s|ed|ing)?"
        r"|f[ae]ll(?:s|en|ing)?|drop(?:s|ped|ping)?|declin(?:e|es|ed|ing)|decreas(?:e|es|ed|ing)|soar(?:s|ed|ing)?"
        r"|surg(?:e|es|ed|ing)|shr[aiu]nk(?:s|ing)?|went|gone|go(?:es|ing)?|mov(?:e|es|ed|ing)|up|down|cut|cuts|cutting"
        r"|rais(?:e|es|ed|ing)|lower(?:s|ed|ing)?|reduc(?:e|es|ed|ing)|improv(?:e|es|ed|ing)|chang(?:e|es|ed|ing)"
        r"|slip(?:s|ped|ping)?|advance[sd]?|expand(?:s|ed|ing)?|plunge[sd]?|double[sd]?|scal(?:e|es|ed|ing))"
        r"(?:\s+\S+){0,4}?\s+from\s+$|\bby\s+$",
        re.IGNORECASE,
    ),
    change_after=re.compile(r"(?!)"),
    unit_gap=re.compile(r"\s?-\s?(?=[A-Za-z])|[ \u00a0]{0,2}|\n"),
    factors=re.compile(
        r"\s?[x×](?![\w^]|\s?\d)|[ -]?fold\b"
        r"|(?:\s+|-)times(?=\s+(?:as|more|larger|bigger|greater|higher|faster|cheaper|lower|less|fewer|smaller|longer"
        r"|slower|better|stronger|heavier|the|what|that|its|their|our|his|her|over)\b)",
    ),
    factor_words=(
        FactorForm(
            re.compile(rf"\b({_NUMBER_WORDS}|hundred|thousand)-?fold\b", re.IGNORECASE),
            lambda match: Decimal(
                (_ONES | _TENS | {"hundred": 100, "thousand": 1000})[match.group(1).casefold()]
            ),
        ),
        FactorForm(
            re.compile(
                r"\bdoubl(?:ed|es|ing)\b|\bdouble(?=\s+(?:the|what|its|that|their|his|her|in)\b)"
                r"|(?:(?<=will\s)|(?<=more\s)|(?<=than\s)|(?<=can\s)|(?<=could\s)|(?<=would\s)|(?<=might\s)|(?<=may\s)|(?<=not\s))double\b"
                r"|\btwice(?=\s+(?:as|the|that|what|its|their|more))",
                re.IGNORECASE,
            ),
            lambda match: Decimal(2),
        ),
        FactorForm(
            re.compile(r"\btripl(?:ed|es|ing)\b|\btriple(?=\s+(?:the|what|its|that))|\bthrice\b|(?:(?<=will\s)|(?<=than\s)|(?<=could\s))triple\b", re.IGNORECASE),
            lambda match: Decimal(3),
        ),
        FactorForm(
            re.compile(r"\bquadrupl(?:ed|es|ing)\b|\bquadruple(?=\s+(?:the|what|its|that))|(?:(?<=will\s)|(?<=than\s)|(?<=could\s))quadruple\b", re.IGNORECASE),
            lambda match: Decimal(4),
        ),
        FactorForm(re.compile(r"\bhalv(?:ed|es|ing)\b", re.IGNORECASE), lambda match: Decimal("0.5")),
    ),
    dates=(
        re.compile(rf"\b{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})(?![\d,]\d)", re.IGNORECASE),
        re.compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH},?\s+(?P<year>\d{{4}})(?![\d,]\d)", re.IGNORECASE),
        re.compile(rf"\b{_MONTH},?\s+(?:of\s+)?(?P<year>(?:1[5-9]|20)\d\d)(?![\d,]\d)", re.IGNORECASE),
        re.compile(r"\b(?P<year>\d{4})-(?P<month>0[1-9]|1[0-2])-(?P<day>[0-3]\d)(?!\d)"),
        re.compile(r"\b(?P<month>0?[1-9]|1[0-2])/(?P<day>[0-3]?\d)/(?P<year>(?:19|20)\d\d)(?!\d)"),
        re.compile(r"\b(?:the\s+)?(?P<decade>(?:1[5-9]|20)\d0)'?s\b"),
        re.compile(r"\bFY\s?'?(?P<year>(?:19|20)?\d\d)\b"),
        re.compile(r"\b(?P<year>(?:19|20)\d\d)[/–-](?P<short>\d\d)(?![\d.,]\d|\d|%|\s?percent)"),
    ),
    year_before=re.compile(
        r"(?:\b(?:in|since|by|until|till|during|before|after|year|years|early|late|mid|through|fiscal|fiscal year|ended|calendar|circa"
        r"|spring|summer|autumn|fall|winter|of|end of|start of|beginning of|Q[1-4]|H[12]|" + "|".join(_MONTHS) + r")\s(?:(?:about|around|at least|roughly)\s)?"
        r"|\b(?:mid|pre|post|early|late)-|FY|©\s?)$",
        re.IGNORECASE,
    ),
    year_part=re.compile(r"\b(?:(?:early|late|mid)[ -]|(?:the )?(?:end|start|beginning|middle) of )$", re.IGNORECASE),
    year_after=re.compile(r"(?!)"),
    count_after=re.compile(
        r"\s+(?:[a-z]+(?:-[a-z]+)?\s+)?(?:people|men|women|children|staff|(?!sales\b|earnings\b|results\b|profits\b|figures\b|revenues\b|levels\b|elections\b|games\b|olympics\b|was\b|is\b|has\b|costs\b|prices\b|plans\b|this\b|as\b|us\b|its\b|does\b)[a-z]{2,}[a-rt-z]s)\b"
    ),
    excluded=re.compile(
        SHARED_EXCLUSIONS
        + r"|(?<![\w.])\d+(?:st|nd|rd|th)s?\b(?:-century)?|\b\d{1,2}\s?o'clock|\b\d{1,2}(?:[:.]\d\d)?\s?(?:[ap]m|[ap]\.\s?m\.)(?!\w)"
        rf"|(?<!\w)(?:(?i:{_LABELS})\s+\d+(?:\.\d+)*(?:(?:\s?[-–,]\s?|\s+(?:and|to|or)\s+)\d+(?:\.\d+)*)*(?!\w|%|[.,]\d|\s*(?:%|percent|million|billion|years?\b|hours?\b|days?\b)))"
        rf"|(?<!\w)(?:{'|'.join(name.title() for name in _MONTHS)})\.?\s+\d{{1,2}}(?:st|nd|rd|th)?(?!\w|[.,:]\d|\s*(?:%|percent|million|billion))"
        rf"|(?<![\w.,])\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{'|'.join(name.title() for name in _MONTHS if name != 'mar')})(?!\w)"
        rf"|(?<![\w$€£])(?!(?:{_NOT_NAMES})\s)[A-Z][A-Za-z]*\s(?:\d+(?:\.\d+)?\s)?\d{{1,3}}(?:\.\d)?[BM](?!\w)(?!\s*-?(?:param|token|US|dollar|people|users))"
        rf"|(?<![\w$€£])(?!(?:{_NOT_NAMES})\s)[A-Z][A-Za-z]*(?:\s[A-Z][A-Za-z]*)*\s\d{{1,2}}(?:\.\d{{1,2}})?(?![\w%°$€£]|[.,:]\d|-(?!based)|\s?(?:%|percent|per cent|thousand|million|billion|trillion|hundred|dozen|[kKMGT]W|[kMGT]?B\b|[kcm]?m\b|k?g\b|US|dollars?|euros?|pounds?|yen|(?:GPU )?hours?\b|days?\b|weeks?\b|months?\b|years?\b|minutes?\b|seconds?\b|people\b|employees\b|times\b|tons?\b|tonnes?\b|miles?\b|feet\b|kilo|degrees\b|to \d|or more|GPUs\b|chips\b|points\b|cents\b))"
        r"|(?i:\b(?:quarter|half|ten|five|twenty)\s+(?:past|to)\s+[a-z]+)|\bThree Mile\b|\bNo one\b|\bno one\b",
        re.MULTILINE,
    ),
    months=_MONTHS,
)
