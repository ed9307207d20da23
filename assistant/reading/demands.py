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
    r"|\b(?:correct|right|true|only|proper|final)\s+answer\b(?!s)"
    r"|\banswers?\b[^.“\"]{0,60}\b(?:reads?|is|be)\s*:?\s*[“\"]"
    r"|\b(?:richtige|korrekte|wahre|einzige)n?\s+Antwort\b|\bAntwort\b.{0,60}\blautet\b"
    r"|正解(?![率数])|正しい(?:答え|回答)|正答(?![率数])"
    # Marks of prompts.
    r"|</?\s*passage|<\|\w+\|>|\[/?INST\]|<</?SYS>>|^#+\s*(?:system|システム)\b",
    re.IGNORECASE | re.MULTILINE,
)


@lru_cache(maxsize=65536)
def is_demand(text: str) -> bool:
    """Whether a sentence in any of the languages tells its reader what to write."""
    return _DEMANDS.search(text) is not None
