"""German words around digits that are no figures: labels, names, times of day."""

from __future__ import annotations

import re

from assistant.quantities.exclusions import CODES, SHARED_EXCLUSIONS, sized_names
from assistant.quantities.patterns import either, lookbehinds, words

MONTHS = {
    name: number
    for number, names in enumerate(
        "januar/jan/jänner februar/feb märz/mär/maerz april/apr mai juni/jun juli/jul august/aug "
        "september/sept/sep oktober/okt november/nov dezember/dez".split(),
        start=1,
    )
    for name in names.split("/")
}
_LABELS = words(
    r"""
    abbildung abb\. tabelle tab\. formel zeile spalte seiten? s\. fußnote
    kapitel kap\. abschnitt absatz abs\. artikel art\. satz ziffer buchstabe paragra(?:ph|f)
    anhang anlage grundgesetz punkt teil band bd\. folge staffel
    schritt phase stufe level ebene version variante klasse kategorie gruppe typ rang runde platz
    nr\. nummern? zahl_nummer raum zimmer halle tor linie gleis straße autobahn kanal block reaktor
    frage aufgabe übung kurs lektion tag woche
    """
)
"""A number behind one of these numbers it."""
_OPENERS = words(
    """
    Das Dem Den Der Des Die Diese Dieser Dieses Ein Eine Einem Einen Einer
    Er Es Ich Ihr Jede Jeder Man Sie Unser Was Wer Wir
    Ab Am An Auf Aus Bei Bis Durch Für Gegen Im In Laut Mit Nach
    Pro Seit Statt Um Unter Über Von Vor
    Zu Zum Zur Zwischen
    Aber Allein Als Also Auch Bereits Bisher Ca Circa Da Dabei Damit Dann Dass Denn Dort Etwa Fast
    Genau Gut Hier Höchstens Immerhin Insgesamt Je Knapp Maximal Mehr Mindestens Minus Noch Nun Nur
    Ob Oder So Sogar Rund Und Ungefähr Weil Weitere Weniger Wenn Wie Wo Zusätzlich Mehrere
    Bitte Gibt Habe Haben Hat Ist Kaufe Kauft Kosten Kostet Könnte Nehmen Nimm Sind War Waren
    Alter Anfang Antwort Ende Ergebnis Faktor Jahr Jahre Jahren Mitte Punkte Summe Wert
    Minute Minuten Sekunden Stunden Euro Dollar Prozent Drittel Viertel
    Drei Vier Fünf Zehn Zwei Tausend Million Millionen Milliarde Milliarden
    """
)
"""Capitals before a number that is no part of a name."""
_NO_NAME = rf"(?!(?:{_OPENERS}|{CODES})\s)"
_NOUNS = words(
    """
    Mio Mrd Million Milliarde Billion Tausend Tsd Dutzend Stück Mal Prozent Punkt
    Euro Dollar Franken Pfund Yen Jahr Monat Woche Tag Stunde Minute Uhr
    Kilo Gramm Tonne Liter Meter Grad
    Zeichen Wörter Seiten Personen Menschen Leute Kinder Mitarbeiter Einwohner
    """
)
"""What is counted and does not go on a name."""
_AFTER_NAMES = words(
    """
    ist sei sind war waren wird wurde hat hatte kann könnte soll sollte dürfte gilt galt liegt lag
    kostet kostete kosteten braucht brauchte benötigt benötigte verbraucht verbrauchte verursachte
    schlug und oder auch nicht wie als an am auf aus bei für im in laut mit nach von vor zu
    bereits deutlich etwa rund Pro Ultra
    """
)
"""What follows a name that ends in a number."""
_BEFORE_ORDINALS = lookbehinds("[Aa]m [Ii]m [Zz]um [Dd]er [Dd]em [Dd]en [Dd]ie [Dd]as")
_MONTH_NAMES = either(*(name.title() for name in MONTHS))
_SPELLED = "Null Eins Zwei Drei Vier Fünf Sechs Sieben Acht Neun Zehn Elf Zwölf".split()
_YEAR = r"(?:19|20)\d\d(?![\d.,])"
_COUNTED = words("% Prozent Mio Mrd Millio Milli Jahre Stunden Tage Euro Dollar")

EXCLUDED = re.compile(
    either(
        sized_names(_NO_NAME, "Param|Token|US|Dollar|Euro"),
        SHARED_EXCLUSIONS,
        r"(?<![\w.,])\d{1,2}(?:[:.]\d\d)?\s?(?:Uhr|h)(?!\w)(?:\s\d\d(?!\d))?",
        rf"(?<!\w)(?i:{_LABELS})\s+(?!{_YEAR})\d+(?:\.\d+)*"
        r"(?:(?:\s?[-–]\s?|,\s|\s+(?:und|bis|oder)\s+)\d+(?:\.\d+)*)*"
        rf"(?!\w|[.,]\d|\s*(?:{_COUNTED}))",
        # Days without a year, and other ordinals.
        r"(?<![\w.,])\d{1,2}\.(?:\s?/\s?\d{1,2}\.)?\s*"
        rf"(?:{_MONTH_NAMES}|Jahrhunderts?|Quartals?|Platz|Rang|Klasse|Mal|Jh\.)(?!\w)",
        r"(?<![\w.,])(?:[0-3]?\d)\.\s?(?:0?[1-9]|1[0-2])\.(?!\d)",
        rf"(?=\d{{1,2}}\.\s){_BEFORE_ORDINALS}\d{{1,2}}\.",
        # Names: Gemini Ultra 1.0.
        rf"(?<![\w$€£]){_NO_NAME}[A-ZÄÖÜ][A-Za-zäöüß]*(?:\s[A-ZÄÖÜ][A-Za-zäöüß]*){{0,5}}"
        r"[ -]\d{1,2}(?:\.\d{1,2})?"
        r"(?=\s*$|\s*[.,;:!?)'\"](?!\d)"
        rf"|\s+(?!{_NOUNS})[A-Z][a-z]+\s+[a-zäöü]|\s+(?:{_AFTER_NAMES})\b)",
        # Words that sound like numbers: die Elf, Viertel vor acht, in Acht nehmen.
        rf"(?<=[a-zäöüß] )(?:{'|'.join(_SPELLED)})\b",
        r"\bnull und nichtig\b|\b[Dd]ie(?:se)? (?:deutsche )?Elf\b",
        r"(?i:\b(?:viertel|fünf|zehn|zwanzig) (?:vor|nach) (?:halb )?[a-zäöü]+\b)",
        r"(?<!\w)(?i:(?:ein|zwei|drei|vier|fünf|sechs|sieben|mehr)stellige[nmrs]?\s+milli(?:on|ard)en\b)",
        r"einmal(?:(?<=nicht einmal)|(?<=noch einmal)|(?<=auf einmal)|(?<=erst einmal)"
        r"|(?<=schon einmal)|(?<=wieder einmal))",
        r"eines (?<!halb eines )(?<!binnen eines )(?<!Laufe eines )(?<!Dauer eines )"
        r"(?<!\w.{6})(?:Tages|Morgens|Abends|Nachts)\b",
        rf"(?i:\bhalb (?:{'|'.join(_SPELLED[1:])})\b)",
        r"\b(?:gibt?|geben|gab|hab|nimm|nehmt|nehmen|nahm|außer) (?:\w+ )?(?:in )?[Aa]cht\b",
    ),
    re.MULTILINE,
)
