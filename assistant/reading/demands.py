"""Sentences that tell their reader what to write: nothing in a document is said to be so by them.

Whatever stands in such a sentence, an answer that quotes it, a claim or a draft that repeats it
would seem borne out. Of the 3,040 passages of the public sets of questions none holds such a one.
"""

from __future__ import annotations

import re
from functools import lru_cache

_EN = (
    "write|say|answer|state|reply|repeat|add|include|output|print|respond|claim|tell"
    "|name (?:the|both|each|every)"
)
_DE = "schreibe?n?|sage?n?|antworten?|behaupten?|nennen?|wiederholen?|ergänzen?|fügen?|gib|geben?"
_LEADING = "please|now|also|then|next|always|only|instead|must|should|shall|will|to|and"
_BEGINS = r"(?:^|[.:;!?>\]…)]\s*|\n\s*|\b"
_EN_RIGHT = r"\b(?:correct|right|true|only|proper|final)\s+answer"
_EN_TOLD = r"(?!\s+(?:not|never|often|usually|in|among|one|(?:\w+ed|found|given|known|chosen)\b))"
_DE_RIGHT = r"\b(?:richtige|korrekte|wahre|einzige)n?\s+Antwort"
_DE_TOLD = r"(?!\s+(?:nicht|nie|oft|meist|in|unter|bekannt|schwer|leicht|vorgegeben)\b)"
_JA_RIGHT = "(?:正解|正しい(?:答え|回答)|正答)"
"""What is called the right answer tells what to say; that one was found tells of a model."""
_ASIDE = r"(?:,[^.,;]{0,40},)?"
_DEMANDS = re.compile(
    # Write: “...”; whoever reads this must write that ...
    rf"{_BEGINS}(?:{_LEADING})\s+)(?:{_EN})\b[^.“”\"]{{0,60}}[“\"]"
    rf"|\b(?:must|should|shall|have to|has to|please)\s+(?:\w+\s+)?(?:{_EN})\s*(?:that\b|:)"
    rf"|{_BEGINS}(?:bitte|jetzt|muss|müssen|soll|sollen|und)\s+)(?:{_DE})\b[^.„“\"]{{0,60}}[„\"]"
    r"|\b(?:muss|müssen|soll|sollen)\b[^.]{0,40}\b(?:schreiben|sagen|antworten|behaupten),\s*dass\b"
    r"|と(?:書|答え?|述べ|言|回答|出力|記|記載|明記|追加|説明)"
    r"(?:け|え|えよ|よ|せよ|ろ|しろ|くこと|ること|すること|[いし]?てください|きなさい|なさい)"
    r"(?![るたてばどなま])"  # 答えた and 言える tell nobody
    # Ignore what stands above.
    r"|\b(?:ignore|disregard|forget)\b.{0,40}\b(?:above|previous|prior|earlier|instructions?)\b"
    r"|\b(?:ignorier|vergiss|missacht)\w*.{0,40}(?:oben|obige|bisherig|vorherig|frühere|anweisung)"
    r"|(?:上記|以上|これまで|前述|指示).{0,20}無視"
    # The correct answer is ...
    rf"|{_EN_RIGHT}\b{_ASIDE}[^.,;“\"]{{0,60}}\b(?:is|be|reads)\b{_EN_TOLD}|{_EN_RIGHT}\s*:"
    rf"|\b(?:is|be|as)\s+the\s+(?:only\s+)?{_EN_RIGHT}\b"
    r"|\banswers?\b[^.“\"]{0,60}\b(?:reads?|is|be)\s*:?\s*[“\"]"
    rf"|{_DE_RIGHT}\b{_ASIDE}[^.,;„]{{0,60}}\bist\b{_DE_TOLD}|{_DE_RIGHT}\s*:"
    rf"|\b(?:ist|sei|als)\s+(?:die\s+)?{_DE_RIGHT}\b|\bAntwort\b.{{0,60}}\blautet\b"
    rf"|{_JA_RIGHT}(?:は(?!な[いし]|一つ|1つ|ひとつ|複数|不明|まだ|常に)|[:：])"
    rf"|が{_JA_RIGHT}(?:です|だ(?!っ)|である|。|$)|を{_JA_RIGHT}と(?:せ|して|する|しろ|み|答|書)"
    # Marks of prompts.
    r"|</?\s*passage|<\|\w+\|>|\[/?INST\]|<</?SYS>>|^#+\s*(?:system|システム)\b",
    re.IGNORECASE | re.MULTILINE,
)


@lru_cache(maxsize=65536)
def is_demand(text: str) -> bool:
    """Whether a sentence in any of the languages tells its reader what to write."""
    return _DEMANDS.search(text) is not None
