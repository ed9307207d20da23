"""German."""

from __future__ import annotations

import re

from assistant.quantities.german_exclusions import EXCLUDED, MONTHS
from assistant.quantities.german_numerals import BELOW_THOUSAND, compound, numerals
from assistant.quantities.patterns import NEVER, QUARTERS, compiled, either, longest_first, words
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

_BEFORE = Modifiers.of(
    {
        "above": words(
            """
            (?:mehr|größer|höher|länger|älter)_als über oberhalb_von jenseits_von >
            übersteigt übersteigen überschreitet überschreiten übertrifft
            """
        ),
        "least": words(
            """
            mindestens wenigstens zumindest minimal ein_minimum_von ab >_?= ≥
            nicht_weniger_als nicht_unter
            """
        ),
        "most": words(
            r"""
            bis_zu höchstens maximal max\. ein_maximum_von <_?= ≤ nicht_mehr_als nicht_über
            """
        ),
        "below": words(
            """
            (?:weniger|kleiner|niedriger|geringer|kürzer|jünger)_als unter unterhalb_von <
            """
        ),
        "about": words(
            r"""
            etwa in_etwa rund rd\. ca\.? circa zirka ungefähr annähernd schätzungsweise
            geschätzte?n? grob knapp gut (?:ein(?:e[nmrs]?)?_)?(?:gut|knapp)e[nrs]?
            fast beinahe nahezu gerundet
            an_die um_die an_der_marke_von in_der_größenordnung_von größenordnungsmäßig ~ ≈
            """
        ),
    },
    r"(?:(?<=\W)|^)(?:{})\s?(?:d(?:as|ie) |eine[mnr]? )?$",
)
_AFTER = Modifiers.of(
    {
        "least": r"\s(?:oder|und) (?:mehr|darüber|höher|größer)\b(?! als)"
        r"|\+(?![\d\w])|\saufwärts\b",
        "most": r"\s(?:oder|und) (?:weniger|darunter|niedriger|kleiner)\b(?! als)",
    },
    r"(?:{})",
)
_ABOUT_SOMETHING = compiled(
    "(?:"
    + words(
        """
        angebot anleihe artikel auftrag bericht bescheid budget buch bücher darlehen film geschichte
        gutschein kredit quittung rechnung roman scheck überweisung vertrag vortrag
        """
    )
    + r")\s$"
)
"""Eine Rechnung über 100 Euro is one of 100 euros."""
_LASTING = compiled(r"(?:seit|vor|nach|in|ist|sind|war|waren|dauerte?)\s$|(?<!\w\s)$")
"""What stands before "über drei Jahre" where it means more than three."""


def _applies(beside: Beside) -> bool:
    """Not "eine Rechnung über", "über drei Jahre" (how long) nor "unter vier Augen"."""
    small = beside.amount.kind == "count" and beside.amount.small_word
    if beside.word in ("über", "unter") and small:
        return False
    if beside.word.startswith("um d") and beside.amount.numeral.fraction:
        return False
    if beside.word != "über":
        return True
    if beside.lasts and not re.match(r"\s?alt", beside.after):
        return _LASTING.search(beside.before) is not None
    return _ABOUT_SOMETHING.search(beside.before) is None


_COMPARED = words(
    """
    so mehr weniger höher niedriger größer kleiner länger geringer stärker schneller langsamer
    teurer billiger günstiger besser schwerer effizienter
    """
)
_SPELLED = rf"({BELOW_THOUSAND}|tausend|anderthalb|\w+einhalb)"
_FACTOR_WORDS = (
    FactorForm(
        compiled(rf"(?<!\w)(?=[a-zäöüß]+-?fach){_SPELLED}-?fache?[nsmr]?(?!\w)"),
        lambda match: compound(match[1].casefold()),
    ),
    FactorForm(
        compiled(rf"(?<!\w)(?=[a-zäöüß]+mal\s){_SPELLED}mal(?=\s+(?:{_COMPARED})\b)"),
        lambda match: compound(match[1].casefold()),
    ),
    FactorForm(
        compiled(rf"(?<!\w)ver({BELOW_THOUSAND})fach(?:te?[nsr]?|en|ung)(?!\w)"),
        lambda match: compound(match[1].casefold()),
    ),
    FactorForm.fixed(
        compiled(r"(?<!\w)(?:(?:ver|ge)doppel(?:te?[nsr]?|n|ung)|verdopplung)(?!\w)"), "2"
    ),
    FactorForm.fixed(
        compiled(
            r"(?:(?<=das )|(?<=ums )|(?<=aufs ))doppelte(?!\w)|(?<!\w)doppelt(?=\s+so\s)"
            r"|(?:(?<=dem )|(?<=beim )|(?<=vom ))doppelten(?=\s+(?:von|der|des|dessen)\b)"
        ),
        "2",
    ),
    FactorForm.fixed(
        compiled(r"(?<!\w)halbier(?:te?n?|en|ung)(?!\w)|(?<!\w)halb(?=\s+so\s)"), "0.5"
    ),
)

_MONTH = rf"(?P<month>{longest_first(MONTHS)})(?!\w)\.?"
_DATES = (
    compiled(rf"(?<![\w.])(?P<day>\d{{1,2}})\.\s*{_MONTH}\s+(?P<year>\d{{4}})(?![\d.,]\d)"),
    compiled(rf"(?<!\w){_MONTH}\s+(?P<year>(?:1[5-9]|20)\d\d)(?![\d.,]\d)"),
    re.compile(
        r"(?<![\w.])(?P<day>[0-3]?\d)\.\s?(?P<month>0?[1-9]|1[0-2])\.\s?(?P<year>(?:19|20)\d\d)(?!\d)"
    ),
    re.compile(r"\b(?P<year>\d{4})-(?P<month>0[1-9]|1[0-2])-(?P<day>[0-3]\d)(?!\d)"),
    re.compile(r"\b(?P<decade>(?:1[5-9]|20)\d0)er(?:[\s-]Jahren?n?)?(?!\w)"),
    re.compile(
        r"(?P<decade>[5-9]0)er(?:(?<![\w.,]....)[\s-]Jahren?n?(?!\w)"
        r"|(?:(?<=[Dd]ie ....)|(?<=[Dd]e[nr] ....))(?![\w-]|\s[A-ZÄÖÜ]))"
    ),
    re.compile(r"(?P<year>20\d\d)(?<!\w....)(?=[ -]?[QH][1-4]\b)"),
    QUARTERS,
    re.compile(r"(?:FY|GJ|CY)(?<!\w..)\s?'?(?P<year>(?:19|20)?\d\d)(?:[/–-](?P<short>\d\d))?\b"),
    re.compile(r"\b(?P<year>(?:19|20)\d\d)[/–-](?P<short>\d\d)(?![\d.,]\d|\d|\s?%|\s?Prozent)"),
)
_BEFORE_YEARS = either(
    words("in im seit bis ab vor nach von um gegen zwischen spätestens frühestens"),
    words("jahr jahre jahres jahren geschäftsjahr baujahr jahrgang quartal halbjahr q[1-4]"),
    words("ende anfang mitte stand schon bereits noch erst zum_jahresende wm em olympia"),
    words("frühjahr frühling sommer herbst winter"),
    *MONTHS,
)
_UNCOUNTED = "Strom|Energie|Elektrizität|Wasser|Geld|Wärme|Platz|Zugang|Klarheit|Zeit|Vorrang"
"""What is not counted in pieces: "bis 2028 Strom"."""
_NO_ADJECTIVE = words(
    """
    werden wurden würden waren sollen sollten können konnten könnten dürften müssen mussten
    müssten wollen wollten haben hatten hätten stehen kosten unter über gegen neben zwischen
    """
)
"""What stands behind a year as an adjective does behind a number: "2027 werden Kosten fallen"."""
_SIGN = r"(?<![\w)\]%°$€£¥.,-])"
_WEIGHING = words(
    """
    wiegt wog schwer gewicht abgenommen zugenommen tasse hack mehl
    zucker fleisch speck butter kaffee
    kartoffel äpfel
    """
)
_ABOUT = r"(?:(?:etwa|rund|ungefähr|fast|knapp|circa|ca\.)\s+)?"
_ADJECTIVE_GAP = r"[a-zäöü]+ische[nrs]? (?=Yuan|Euro|Yen|Złoty|Zloty|Won)"
"""An adjective before a currency that has but one country."""

_TABLE_SCALES = {
    **dict.fromkeys(("tsd", "tausend"), 3),
    **dict.fromkeys(("mio", "million", "millionen"), 6),
    **dict.fromkeys(("mrd", "milliarde", "milliarden"), 9),
    **dict.fromkeys(("billion", "billionen"), 12),
}
_TABLE_SCALE = rf"(?P<scale>{longest_first(_TABLE_SCALES)})\.?"

RULES = NumberRules(
    code="de",
    numerals=numerals,
    negative=compiled(rf"(?:{_SIGN}-|\b(?:minus|negativ)\s|(?P<plus>{_SIGN}\+|\bplus\s))$"),
    bounds=BoundRules(
        before=_BEFORE,
        after=_AFTER,
        both=compiled(r",?\s+(?:und|aber|jedoch)\s+(?:zugleich\s+)?"),
        between_numbers=compiled(r"\s+(?:ist|war|sind)\s+"),
        applies=_applies,
    ),
    ranges=RangeRules(
        between=compiled(
            r"\s?(?:[-–~]|\.\.\.?|…)\s?|(?P<needs_opening>\s+und\s+)"
            r"|-?\s+bis\s+(?:zu\s+)?(?:(?:etwa|rund|maximal)\s+)?"
        ),
        opening=compiled(r"(?<!\w)(?:(?P<and>zwischen)|von|im bereich von)\s+$"),
        change_before=NEVER,
        change_after=NEVER,
        listing=compiled(
            rf"(?:\s+(?:(?P<both>und)|oder(?:\s+(?:gar|sogar|auch))?|beziehungsweise|bzw\.)\s+|(?P<comma>,\s+)){_ABOUT}"
        ),
        echoing=compiled(rf"\s+(?:für|bei)\s+[^,;]{{1,40}}?,?\s+und\s+{_ABOUT}"),
        echoed=compiled(r"\s+(?:für|bei)\b"),
    ),
    changes=ChangeRules(
        between=compiled(rf"\s+auf\s+{_ABOUT}"),
        before=compiled(rf"\bvon\s+{_ABOUT}$"),
        falling=compiled(
            r"\b(?:fiel|fällt|(?:ge)?fall|gesunken|sank|sink|(?:ge|ab)?senk|(?:ge)?schrumpf|verringer"
            r"|vermindert|reduzier|rückgang|rückgäng|gekürzt|kürz|drück|gedrückt)\w*"
        ),
    ),
    years=YearRules(
        before=compiled(rf"(?:(?<!\w)(?:{_BEFORE_YEARS})\s|©\s?)$"),
        counted=re.compile(
            rf"\s+(?:(?!(?:{_NO_ADJECTIVE})\s)[a-zäöüß]+e[nrs]?\s+)?"
            rf"(?!(?:{_UNCOUNTED})\b)(?:[A-ZÄÖÜ][a-zäöüß]|[GTC]PUs|[A-Z]\d{{2,3}}\b)"
        ),
        doubtful=compiled(
            r"\b(?:(?:um|von|vor|nach|bis|in)\s\d{4}|ab\s(?:\d\d00|2048|(?!19|20)\d{4}))$"
        ),
        part=re.compile(r"\b(?:Ende|Anfang|Mitte) $", re.IGNORECASE),
    ),
    units=UnitRules(
        gap=re.compile(
            rf"\s?-\s?(?=[A-Za-zÄÖÜäöü])|,[-–]{{1,2}} ?|[ \u00a0]{{0,2}}(?:{_ADJECTIVE_GAP})?|\n"
        ),
        loose_gap=re.compile(r"\s+(?:von|einer|eines)\s+"),
        percent=compiled(
            r"[- \u00a0]{0,2}(?:(?P<points>prozentpunkte?n?\b|%-?\s?punkte?n?\b)"
            r"|(?P<basis>basispunkte?n?\b|bps\b)|(?P<mille>‰|promille\b)"
            r"|prozent(?:e[ns]?|ige[nmrs]?)?\b|v\. ?h\.|%)"
        ),
        factors=compiled(
            rf"\s?[x×](?![\w^]|\s?\d)|[ -]?fach(?:e[nmrs]?)?\b|[ -]?mal(?=\s+(?:{_COMPARED})\b)"
        ),
        per=compiled(r"\s?/\s?|\s+(?:per|pro|je)\s+"),
        carbon=compiled(
            r"(?:[ \u00a0]?(?:(?:an|von)\s)?|・)(?:CO2|Kohlen(?:stoff)?dioxid)"
            r"(?:[- ]?(?:e(?:q|quivalente?n?)?\b|Äquivalente?n?))?(?![A-Za-zÄÖÜäöü])"
        ),
        join=re.compile(r"[ \u00a0]*(?:,\s?|und\s)?"),
        cents=re.compile(r"\s*(?:und\s)?"),
        cents_end=re.compile(r"\s*(?:$|[.,;:!?)]|mehr\b)"),
        factor_of=compiled(
            r"\b(?:(?:den|dem|einen?) )?Faktor (?:von )?(?P<about>(?:etwa|rund|fast|knapp) )?$"
        ),
        times=re.compile(r"-?mal\b"),
        pound_of=re.compile(r"\s(?!Sterling)[A-ZÄÖÜ][a-zäöü]"),
        weighing=re.compile(_WEIGHING),
        scale_behind=compiled(r" (Millionen|Milliarden|Mio|Mrd)(?!\w)(?:(?<=Mio|Mrd)\.)?"),
        scales={"millionen": 6, "milliarden": 9, "mio": 6, "mrd": 9},
    ),
    tables=TableRules(
        opening=compiled(
            r"^(?:(?:alle |sämtliche )?(?:angaben|beträge|werte|zahlen|preise|kosten) )?"
            r"(?:jeweils )?in (?:den )?"
        ),
        scales=_TABLE_SCALES,
        scale_first=compiled(rf"{_TABLE_SCALE}(?: ?(?P<unit>.+))?"),
        scale_last=compiled(rf"(?P<unit>.+?)[ -]*(?:\bin )?\b{_TABLE_SCALE}"),
        caption=compiled(
            r"(?:\((?=[^()]*\)[ :]*$)"
            r"|\b(?=(?:alle )?(?:angaben|beträge|werte|preise) (?:jeweils )?in ))"
            r"(?P<measure>[^()]{1,60}?)[).]?[ :]*$"
        ),
        unscaled=compiled(
            r"\b(?:pro|je)\b|prozent|%|quote$|verhältnis|\b(?:an)?zahl\b|^aktien\b|beschäftigten?$"
            r"|mitarbeiter(?:innen)?$|^(?:anhang|seite|nr\.|jahr)$|index\b"
        ),
    ),
    factor_words=_FACTOR_WORDS,
    dates=_DATES,
    excluded=EXCLUDED,
    months=MONTHS,
)
