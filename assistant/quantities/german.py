"""German."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.quantities.digits import Marks
from assistant.quantities.exclusions import SHARED_EXCLUSIONS
from assistant.quantities.rules import FactorForm, Modifiers, NumberRules
from assistant.quantities.words import Role, Vocabulary, numerals

_ONES = {
    "null": 0, "eins": 1, "zwei": 2, "zwo": 2, "drei": 3, "vier": 4, "fünf": 5, "fuenf": 5,
    "sechs": 6, "sieben": 7, "acht": 8, "neun": 9, "zehn": 10, "elf": 11, "zwölf": 12,
    "zwoelf": 12, "dreizehn": 13, "vierzehn": 14, "fünfzehn": 15, "fuenfzehn": 15, "sechzehn": 16,
    "siebzehn": 17, "achtzehn": 18, "neunzehn": 19,
}  # fmt: skip
_TENS = {
    "zwanzig": 20, "dreißig": 30, "dreissig": 30, "vierzig": 40, "fünfzig": 50, "fuenfzig": 50,
    "sechzig": 60, "siebzig": 70, "achtzig": 80, "neunzig": 90,
}  # fmt: skip
_SCALES = {
    "tausend": 3, "tsd": 3, "million": 6, "mio": 6, "mill": 6, "milliarde": 9, "mrd": 9, "mia": 9, "billion": 12,
    "bio": 12, "billiarde": 15, "brd": 15, "trillion": 18, "trilliarde": 21,
}  # fmt: skip
_PARTS = {
    "drittel": 3, "viertel": 4, "fünftel": 5, "fuenftel": 5, "sechstel": 6, "siebtel": 7, "achtel": 8,
    "neuntel": 9, "zehntel": 10, "zwölftel": 12, "zwanzigstel": 20, "hundertstel": 100,
    "tausendstel": 1000, "millionstel": 10**6, "milliardstel": 10**9,
}  # fmt: skip
_PLURALS = {"million": "en", "milliarde": "n", "billion": "en", "billiarde": "n", "trillion": "en", "trilliarde": "n"}


def _alternatives(words: object) -> str:
    return "|".join(sorted(words, key=len, reverse=True))  # type: ignore[call-overload]


_ONE_TO_NINE = r"ein|zwei|zwo|drei|vier|f(?:ü|ue)nf|sechs|sieben|acht|neun"
_BELOW_HUNDRED = rf"(?:(?:{_ONE_TO_NINE})und(?:{_alternatives(_TENS)})|{_alternatives(_TENS)}|{_alternatives(_ONES)}|ein)"
_BELOW_THOUSAND = rf"(?:(?:{_ONE_TO_NINE}|{_alternatives(_ONES)})?hundert(?:und)?(?:{_BELOW_HUNDRED})?|{_BELOW_HUNDRED})"
_COMPOUND = re.compile(
    rf"(?:(?P<thousands>{_BELOW_THOUSAND})?(?P<tausend>tausend)(?:und)?)?(?P<rest>{_BELOW_THOUSAND})?"
    r"(?P<half>einhalb)?"
)
_HUNDREDS = re.compile(rf"(?:(?P<many>{_alternatives(_ONES)}|ein)?(?P<hundert>hundert)(?:und)?)?(?P<rest>{_BELOW_HUNDRED})?")
_PAIR = re.compile(rf"(?:(?P<ones>{_ONE_TO_NINE})und)?(?P<tens>{_alternatives(_TENS)})|(?P<small>{_alternatives(_ONES)}|ein)")


def compound(word: str) -> Decimal | None:
    """Reads a number below a million that is written as one word.

    >>> compound("zweihundertsechsundfünfzig")
    Decimal('256')
    """
    if word in ("anderthalb", "einundhalb", "eineinhalb", "anderthalbe"):
        return Decimal("1.5")
    if word == "dreiviertel":
        return Decimal("0.75")
    match = _COMPOUND.fullmatch(word.removesuffix("mal") or word)
    if match is None or word in ("ein", "", "einhalb"):
        return None
    total = 1000 * (_below_thousand(match["thousands"]) or 1) if match["tausend"] else 0
    total += _below_thousand(match["rest"])
    return Decimal(total) + (Decimal("0.5") if match["half"] else 0)


def _below_thousand(word: str | None) -> int:
    match = _HUNDREDS.fullmatch(word or "")
    if match is None:
        return 0
    many = _below_hundred(match["many"]) or 1
    return (100 * many if match["hundert"] else 0) + _below_hundred(match["rest"])


def _below_hundred(word: str | None) -> int:
    match = _PAIR.fullmatch(word or "")
    if match is None:
        return 0
    if match["small"]:
        return _ONES.get(match["small"], 1)
    return _TENS[match["tens"]] + (_ONES.get(match["ones"], 1) if match["ones"] else 0)


def _words() -> dict[str, tuple[Role, Decimal]]:
    words: dict[str, tuple[Role, Decimal]] = {
        "und": ("and", Decimal(0)),
        "komma": ("point", Decimal(0)),
        "von": ("over", Decimal(0)),
        "dutzend": ("dozen", Decimal(12)),
        "dutzende": ("dozen", Decimal(12)),
        "hundert": ("hundred", Decimal(100)),
        "tausend": ("scale", Decimal(1000)),
    }
    words |= {f"ein{end}": ("article", Decimal(1)) for end in ("", "e", "en", "em", "er", "es")}
    words |= {f"halb{end}": ("half", Decimal("0.5")) for end in ("e", "en", "em", "er", "es")}
    words["halb"] = ("half", Decimal("0.5"))
    words["hälfte"] = ("half", Decimal("0.5"))
    for word, power in _SCALES.items():
        forms = {word, f"{word}.", word + _PLURALS.get(word, "")}
        words |= {form: ("scale", Decimal(10) ** power) for form in forms}
    words |= {word: ("part", Decimal(1) / Decimal(value)) for word, value in _PARTS.items()}
    words |= {f"{word}n": ("part", Decimal(1) / Decimal(value)) for word, value in _PARTS.items()}
    return words


_K, _M, _B, _T = (Decimal(10) ** power for power in (3, 6, 9, 12))
_MANY = "mehrere|mehreren|mehrerer|einige|einigen|ein paar|wenige"
_NAMES = {"tausend": _K, "million": _M, "milliarde": _B, "billion": _T}
_FORMS = {"tausend": "tausende?n?", "million": "millionen", "milliarde": "milliarden", "billion": "billionen"}
_BOUNDS = {
    "dutzende": (Decimal(24), Decimal(100)),
    "hunderte": (Decimal(100), Decimal(1000)),
    "several_hundert": (Decimal(200), Decimal(1000)),
    "several_dutzend": (Decimal(24), Decimal(100)),
    **{f"plural_{name}": (scale, scale * 1000) for name, scale in _NAMES.items()},
    **{f"tens_{name}": (scale * 10, scale * 100) for name, scale in _NAMES.items()},
    **{f"hundreds_{name}": (scale * 100, scale * 1000) for name, scale in _NAMES.items()},
    **{f"several_{name}": (scale * 2, scale * 10) for name, scale in _NAMES.items()},
}
_VAGUE = re.compile(
    r"(?<![\w-])(?<![\d.] )(?:"
    + "|".join(
        [
            *(rf"(?P<tens_{n}>zehntausende?n?(?!\w)|zehn(?:er)? {f})(?!\w)" if n == "tausend" else rf"(?P<tens_{n}>(?:dutzende|zehner) (?:von )?{f})(?!\w)" for n, f in _FORMS.items()),
            *(rf"(?P<hundreds_{n}>hunderttausende[nr]?|hunderte[nr]? (?:von )?{f})(?!\w)" if n == "tausend" else rf"(?P<hundreds_{n}>hunderte[nr]? (?:von )?{f})(?!\w)" for n, f in _FORMS.items()),
            *(rf"(?P<several_{n}>(?:{_MANY}) {f})(?!\w)" for n, f in {**_FORMS, "hundert": "hunderte?", "dutzend": "dutzende?"}.items()),
            r"(?P<hunderte>hunderte[nr]?)(?!\w)",
            r"(?P<dutzende>dutzende[nr]?)(?!\w)",
            r"(?P<plural_tausend>tausende[nr]?)(?!\w)",
            *(rf"(?P<plural_{n}>(?:viele )?{f})(?![\wäöü])" for n, f in list(_FORMS.items())[1:]),
        ]
    )
    + ")",
    re.IGNORECASE,
)  # fmt: skip
_ANCHOR = re.compile(
    r"(?<![\wÄÖÜäöüß.'-])(?:"
    r"anderthalb|einundhalb|eineinhalb|dreiviertel(?![\wäöü])"
    rf"|(?:(?:{_BELOW_THOUSAND})?tausend(?:und)?)?(?:{_BELOW_THOUSAND})?(?:einhalb)?(?:mal)?(?=[\s,.;:!?)%-]|$)"
    r"|ein(?:e[nmrs]?)?\s+(?:halbe[nmrs]?|dutzend|hundert|tausend|million|milliarde|billion|billiarde|trillion|"
    + "|".join(_PARTS)
    + r")(?![\wäöü])"
    r"|halbe[rns]?\s+(?:million|milliarde|billion|dutzend)(?![\wäöü])"
    r"|(?:der|die) h(?=ä)(?!)|(?<!zweite )(?<!zweiten )(?<!erste )(?<!ersten )hälfte(?![\wäöü])"
    # An article before a unit: the parser drops it where no unit follows.
    r"|ein(?:e[nmrs]?)?(?=\s+[A-ZÄÖÜa-z$€])"
    r")",
    re.IGNORECASE,
)
_ATTACHED = {"k": 3, "K": 3, "M": 6, "Mio.": 6, "Mio": 6, "Mrd.": 9, "Mrd": 9, "B": 9, "Tsd.": 3, "bn": 9, "T": 12, "G": 9}
_VOCABULARY = Vocabulary(
    words=_words(),
    compound=compound,
    word=re.compile(r"(?:tsd|mio|mill|mrd|mia|bio)\.|[A-Za-zÄÖÜäöüß]+(?![\w])", re.IGNORECASE),
    anchor=_ANCHOR,
    gap=re.compile(r"\s?-\s?(?=[A-Za-z])|[ \u00a0\n]{1,3}"),
    attached=re.compile(
        r"(" + "|".join(re.escape(s) for s in sorted(_ATTACHED, key=len, reverse=True)) + r")(?![\w/²³])"
    ),
    scales={scale: Decimal(10) ** power for scale, power in _ATTACHED.items()},
    vague=_VAGUE,
    bounds=_BOUNDS,
    marks=Marks(".", ",", plain_space=True),
    lone_part=re.compile(r""),
)
_MONTHS = {
    name: number
    for number, names in enumerate(
        "januar/jan/jänner februar/feb märz/mär/maerz april/apr mai juni/jun juli/jul august/aug "
        "september/sept/sep oktober/okt november/nov dezember/dez".split(),
        start=1,
    )
    for name in names.split("/")
}
_MONTH = r"(?P<month>" + _alternatives(_MONTHS) + r")(?!\w)\.?"
_LABELS = (
    r"abbildung|abb\.|tabelle|tab\.|kapitel|kap\.|abschnitt|seiten?|s\.|nr\.|nummer|artikel|art\.|absatz|abs\.|ziffer|schritt|phase|teil|band|bd\."
    r"|stufe|level|version|klasse|gruppe|typ|zeile|spalte|raum|zimmer|linie|gleis|platz|rang|runde|tag|woche|kanal|halle|tor|staffel|folge|frage|aufgabe|punkt|anhang|anlage|fußnote|straße|autobahn|paragraph|paragraf|satz|buchstabe|block|reaktor|formel|grundgesetz|zahl nummer|kurs|lektion|nummern|variante|kategorie|ebene|übung"
)
_NUMBER_LIKE = (
    "Ab|Aber|Allein|Als|Also|Am|An|Auch|Auf|Aus|Bei|Bis|Bisher|Circa|Da|Dabei|Damit|Dann|Das|Dass|Dem|Den|Denn|Der|Des|Die|Diese|Dieser|Dieses|Dort|Drei|Durch|Ein"
    "|Eine|Einem|Einen|Einer|Er|Es|Etwa|Fast|Fünf|Für|Gegen|Genau|Gut|Hier|Ihr|Im|Immerhin|In|Insgesamt|Ist|Jede|Jeder|Knapp|Könnte|Laut|Maximal|Mehr|Mindestens|Minus|Mit|Nach|Nimm|Noch|Nun|Nur|Ob|Oder|Pro"
    "|Rund|Seit|Sie|Sind|So|Sogar|Statt|Über|Um|Und|Unter|Ungefähr|Unser|Vier|Von|Vor|War|Waren|Was|Weitere|Weil|Wenn|Wer|Wie|Wir|Wo|Zehn|Zu|Zum|Zur|Zusätzlich|Zwei|Zwischen|Summe|Ergebnis|Antwort|Punkte|Euro|Dollar"
    "|Tausend|Million|Millionen|Milliarde|Milliarden|Prozent|Je|Bereits|Ca|Höchstens|Weniger|Drittel|Viertel|Faktor|Wert|Alter|Jahren|Mehrere|Hat|Haben|Habe|Gibt|Kosten|Kostet|Ich|Jahr|Jahre|Ende|Anfang|Mitte|Kaufe|Kauft|Man|Nehmen|Bitte|Minute|Minuten|Sekunden|Stunden"
)

RULES = NumberRules(
    code="de",
    marks=_VOCABULARY.marks,
    numerals=lambda text: numerals(text, _VOCABULARY),
    negative=re.compile(r"(?:(?<![\w)\]%°$€£¥.,-])-|\b(?:minus|negativ)\s|(?P<plus>(?<![\w)\]%°$€£¥.,-])\+|\bplus\s))$", re.IGNORECASE),
    before=Modifiers.of(
        {
            "above": r"mehr als|größer als|höher als|länger als|älter als|über|oberhalb von|jenseits von|>|(?:übersteigt|überschreitet|übertrifft|übersteigen|überschreiten)",
            "least": r"mindestens|wenigstens|zumindest|nicht weniger als|nicht unter|ab|> ?=|≥|minimal|ein minimum von",
            "most": r"bis zu|höchstens|maximal|nicht mehr als|nicht über|< ?=|≤|ein maximum von|max\.",
            "below": r"weniger als|kleiner als|niedriger als|geringer als|kürzer als|jünger als|unter|unterhalb von|<",
            "about": r"etwa|rund|ca\.?|circa|zirka|ungefähr|knapp|fast|beinahe|nahezu|gut|schätzungsweise|annähernd|an die|um die"
            r"|in etwa|geschätzte?n?|grob|~|≈|gegen(?=\s(?:\d+\s?(?:%|Prozent|Mio|Mrd)))|gerundet|zirka|an der marke von",
        },
        r"(?:(?<=\W)|^)(?:{})\s?(?:d(?:as|ie) |eine[mnr]? )?$",
    ),
    after=Modifiers.of(
        {
            "least": r"\s(?:oder|und) (?:mehr|darüber|höher|größer)\b|\+(?![\d\w])|\saufwärts\b",
            "most": r"\s(?:oder|und) (?:weniger|darunter|niedriger|kleiner)\b",
        },
        r"(?:{})",
    ),
    between=re.compile(
        r"\s?(?:[-–~]|\.\.\.?|…)\s?|\s+bis\s+(?:zu\s+)?(?:etwa\s+|rund\s+|maximal\s+)?|(?P<needs_opening>\s+und\s+)",
        re.IGNORECASE,
    ),
    opening=re.compile(r"(?<!\w)(?:(?P<and>zwischen)|von|im bereich von)\s+$", re.IGNORECASE),
    closing=re.compile(r"(?!)"),
    change_before=re.compile(r"(?!)"),
    change_after=re.compile(r"(?!)"),
    unit_gap=re.compile(r"\s?-\s?(?=[A-Za-zÄÖÜäöü])|,[-–]{1,2} ?|[ \u00a0]{0,2}(?:[a-zäöü]+ische[nrs]? (?=Yuan|Euro|Yen|Złoty|Zloty|Rubel|Rupien|Won|Real|Rand|Schilling))?|\n"),
    factors=re.compile(
        r"\s?[x×](?![\w^]|\s?\d)|[ -]?fach(?:e[nmrs]?)?\b"
        r"|[ -]?mal(?=\s+(?:so|mehr|höher|größer|teurer|schneller|billiger|weniger|geringer|kleiner|länger|stärker|niedriger|langsamer|effizienter|günstiger|schwerer|besser)\b)",
        re.IGNORECASE,
    ),
    factor_words=(
        FactorForm(
            re.compile(
                rf"(?<!\w)({_BELOW_THOUSAND}|tausend|anderthalb|\w+einhalb)-?fache?[nsmr]?(?!\w)",
                re.IGNORECASE,
            ),
            lambda match: compound(match.group(1).casefold()),
        ),
        FactorForm(
            re.compile(
                rf"(?<!\w)({_BELOW_THOUSAND}|anderthalb|\w+einhalb)mal(?=\s+(?:so|mehr|höher|größer|teurer|schneller|billiger|weniger|geringer|kleiner|länger|stärker|niedriger)\b)",
                re.IGNORECASE,
            ),
            lambda match: compound(match.group(1).casefold()),
        ),
        FactorForm(
            re.compile(
                r"(?<!\w)(?:ver|ge)doppel(?:t|te|ten|tes|ter|n)(?!\w)|(?:(?<=das )|(?<=ums )|(?<=aufs ))doppelte(?!\w)|(?<!\w)doppelt(?=\s+so\s)|(?<!\w)verdopplung(?!\w)|(?<!\w)verdoppelung(?!\w)",
                re.IGNORECASE,
            ),
            lambda match: Decimal(2),
        ),
        FactorForm(re.compile(r"(?<!\w)verdreifach(?:t|te|ten|en|ung)(?!\w)", re.IGNORECASE), lambda match: Decimal(3)),
        FactorForm(re.compile(r"(?<!\w)vervierfach(?:t|te|ten|en|ung)(?!\w)", re.IGNORECASE), lambda match: Decimal(4)),
        FactorForm(re.compile(r"(?<!\w)verfünffach(?:t|te|ten|en|ung)(?!\w)", re.IGNORECASE), lambda match: Decimal(5)),
        FactorForm(re.compile(r"(?<!\w)verzehnfach(?:t|te|ten|en|ung)(?!\w)", re.IGNORECASE), lambda match: Decimal(10)),
        FactorForm(re.compile(r"(?<!\w)verhundertfach(?:t|te|ten|en|ung)(?!\w)", re.IGNORECASE), lambda match: Decimal(100)),
        FactorForm(re.compile(r"(?<!\w)halbier(?:t|te|ten|en|ung)(?!\w)|(?<!\w)halb(?=\s+so\s)", re.IGNORECASE), lambda match: Decimal("0.5")),
    ),
    dates=(
        re.compile(rf"(?<![\w.])(?P<day>\d{{1,2}})\.\s*{_MONTH}\s+(?P<year>\d{{4}})(?![\d.,]\d)", re.IGNORECASE),
        re.compile(rf"(?<!\w){_MONTH}\s+(?P<year>(?:1[5-9]|20)\d\d)(?![\d.,]\d)", re.IGNORECASE),
        re.compile(r"(?<![\w.])(?P<day>[0-3]?\d)\.\s?(?P<month>0?[1-9]|1[0-2])\.\s?(?P<year>(?:19|20)\d\d)(?!\d)"),
        re.compile(r"\b(?P<year>\d{4})-(?P<month>0[1-9]|1[0-2])-(?P<day>[0-3]\d)(?!\d)"),
        re.compile(r"\b(?P<decade>(?:1[5-9]|20)\d0)er(?:[\s-]Jahren?n?)?(?!\w)"),
        re.compile(r"\b(?P<year>(?:19|20)\d\d)[/–-](?P<short>\d\d)(?![\d.,]\d|\d|\s?%|\s?Prozent)"),
    ),
    year_before=re.compile(
        r"(?:(?<!\w)(?:in|im|seit|bis|ab|vor|nach|von|um|jahr|jahre|jahres|jahren|geschäftsjahr|frühjahr|frühling|sommer|herbst|winter|ende|anfang|mitte|stand|schon|bereits|noch|erst|zum jahresende|quartal|halbjahr|gegen|zwischen|spätestens|frühestens|baujahr|jahrgang|wm|em|olympia|q[1-4]|"
        + "|".join(_MONTHS)
        + r")\s|©\s?)$",
        re.IGNORECASE,
    ),
    year_part=re.compile(r"\b(?:Ende|Anfang|Mitte) $", re.IGNORECASE),
    year_after=re.compile(r"(?!)"),
    count_after=re.compile(r"\s+(?:[a-zäöüß]+e[nrs]?\s+)?[A-ZÄÖÜ][a-zäöüß]"),
    excluded=re.compile(
        SHARED_EXCLUSIONS
        + r"|(?<![\w.,])\d{1,2}(?:[:.]\d\d)?\s?(?:Uhr|h)(?!\w)(?:\s\d\d(?!\d))?"
        rf"|(?<!\w)(?:(?i:{_LABELS})\s+\d+(?:\.\d+)*(?:(?:\s?[-–]\s?|,\s|\s+(?:und|bis|oder)\s+)\d+(?:\.\d+)*)*(?!\w|[.,]\d|\s*(?:%|Prozent|Mio|Mrd|Millio|Milli|Jahre|Stunden|Tage|Euro|Dollar)))"
        rf"|(?<![\w.,])\d{{1,2}}\.(?:\s?/\s?\d{{1,2}}\.)?\s*(?:{_alternatives(name.title() for name in _MONTHS)}|Jahrhunderts?|Quartals?|Platz|Rang|Klasse|Mal|Jh\.)(?!\w)"
        r"|(?<![\w.,])(?:[0-3]?\d)\.\s?(?:0?[1-9]|1[0-2])\.(?!\d)"
        r"|(?<=\b[Aa]m )\d{1,2}\.(?=\s)|(?<=\b[Dd]er )\d{1,2}\.(?=\s)|(?<=\b[Dd]em )\d{1,2}\.(?=\s)|(?<=\b[Dd]en )\d{1,2}\.(?=\s)|(?<=\b[Dd]ie )\d{1,2}\.(?=\s)|(?<=\b[Dd]as )\d{1,2}\.(?=\s)|(?<=\b[Ii]m )\d{1,2}\.(?=\s)|(?<=\b[Zz]um )\d{1,2}\.(?=\s)"
        rf"|(?<![\w$€£])(?!(?:{_NUMBER_LIKE})\s)[A-ZÄÖÜ][A-Za-zäöüß]*\s(?:\d\s)?\d{{1,3}}(?:[.,]\d)?[BM](?!\w)(?!\s*-?(?:Param|Token|US|Dollar|Euro))"
        rf"|(?<![\w$€£])(?!(?:{_NUMBER_LIKE})\s)[A-ZÄÖÜ][A-Za-zäöüß]*(?:\s[A-ZÄÖÜ][A-Za-zäöüß]*)*[ -]\d{{1,2}}(?:\.\d{{1,2}})?(?=\s*$|\s*[.,;:!?)'\"](?!\d)|\s+(?!Mio|Mrd|Million|Milliarde|Billion|Tausend|Tsd|Prozent|Euro|Dollar|Franken|Jahr|Tag|Stunde|Minute|Monat|Woche|Kilo|Meter|Gramm|Liter|Tonne|Grad|Pfund|Punkt|Mal|Stück|Dutzend|Yen|Uhr)[A-Z][a-z]+\s+[a-zäöü]|\s+(?:ist|war|wird|wurde|hat|hatte|kostet|kostete|kosteten|und|oder|soll|sollte|kann|könnte|dürfte|in|im|für|auf|mit|von|bei|aus|als|sei|sind|waren|liegt|lag|verursachte|verbrauchte|verbraucht|braucht|brauchte|benötigt|benötigte|schlug|gilt|galt|an|am|zu|nach|vor|laut|wie|nicht|auch|deutlich|rund|etwa|bereits|Pro|Ultra)\b)"
        r"|(?<=[a-zäöüß] )(?:Null|Eins|Zwei|Drei|Vier|Fünf|Sechs|Sieben|Acht|Neun|Zehn|Elf|Zwölf)\b|\bnull und nichtig\b|\b[Dd]ie(?:se)? (?:deutsche )?Elf\b"
        r"|(?i:\b(?:viertel|fünf|zehn|zwanzig) (?:vor|nach) (?:halb )?[a-zäöü]+\b|\bhalb (?:eins|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf)\b)"
        r"|\b(?:gib|gibt|geben|gab|hab|nimm|nehmt|nehmen|nahm|außer) (?:\w+ )?(?:in )?[Aa]cht\b",
        re.MULTILINE,
    ),
    months=_MONTHS,
)  # fmt: skip
