"""A drafted sentence beside the passages that it cites: may it be shown?

Four questions, the cheap ones first: is it a statement in plain words, does every figure and date
of it stand there, does every name and is every other word one, and do the passages bear it out?
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from assistant.claims.checkable import is_checkable
from assistant.claims.features import Beside, Claimed
from assistant.claims.fitted import stance_weights
from assistant.claims.modality import expects, hedges
from assistant.claims.wording import words as wording
from assistant.drafting.additions import added_words, is_undertaken
from assistant.drafting.crossing import falls_for_rises, is_crossed
from assistant.drafting.months import months_missing
from assistant.drafting.naming import is_held, missing_names
from assistant.drafting.passages import Passage
from assistant.drafting.vocabulary import unknown_words
from assistant.language import detect_language, fold, visible
from assistant.language.ja import plain_style, proper_nouns
from assistant.quantities import compare, parse
from assistant.reading.demands import is_demand
from assistant.reading.reader import Reader
from assistant.types import DraftProblem, Evidence, Language, Quantity

SUPPORTED = 0.7
"""Probability of support from which a sentence may be shown. On the tuned claims, put to the very
passages that decide about them, 3 of 200 unsupported ones get through and 36 of 112 supported
ones; of the held ones 0 of 92 and 7 of 52."""
_CLOSE = 0.1
"""Probability by which support has to outweigh what another sentence says against it."""
_AGAINST = -4.0
"""The judge's score for support at or below which no repeated figure makes up for it."""
_CITED = 1.0
"""How near the sentences of a cited passage are, as the feature ``near`` has it."""
_SIMILAR = 0.0
"""The feature ``similar`` of each of them: none is nearer than the others."""
_MARKUP = re.compile(
    r"https?:|www\.|[<>{}`|\\]|\*\*|^\s*#|!?\[[^\]]*\]\(|\b\w+\.(?:com|org|net|io)\b"
)
_DIGITS = re.compile(r"\d+(?:[.,:]\d+)*")
_FIRST_PERSON = re.compile(
    r"\b(?:I|I'm|me|my|as an ai|ich|mir|mein|als ki)\b|私は|わたしは|AIとして", re.IGNORECASE
)
_SOURCE = r"(?:the|this) (?:source|passage|text|article|document)s?"
_QUELLE = r"(?:der|dieser|dem|diesem) (?:Quelle|Text|Artikel|Dokument|Abschnitt)"
_ATTRIBUTION = re.compile(
    rf"^(?:According to|As stated in) {_SOURCE},\s*"
    rf"|,? (?:according to|as stated in) {_SOURCE}(?=\.?$)"
    rf"|^(?:Laut|Gemäß) {_QUELLE}\s+"
    rf"|,? (?:laut|gemäß) {_QUELLE}(?=\.?$)"
    r"|, so (?:die Quelle|der Text|der Artikel|das Dokument)(?=\.?$)"
    r"|^(?:この)?(?:資料|出典|記事|文書|本文)によ(?:ると|れば)、?"
)
"""What says only that a passage says so."""
_TIMES = re.compile(r"\s*(?:times|fold|mal|倍)\b")
_EACH = re.compile(r"1[台枚個基本つ](?:当たり|あたり|につき)?(?:約|およそ)?(?=\d)")
_BROKEN = re.compile(
    r"\w\s+-(?=[^\W\d])|\w\s+[,;](?=\s)"  # "KI -Modelle", "Modelle ,"
    r"|([^\W\d].+?)\s*\1\s*\1"
)
"""Pieces of words put beside each other, and the same words three times in a row."""
_LONGEST = 600
_ENDING = 12
"""Code points that a sentence of one style has more than the same sentence of the other."""


class Verifier:
    """Decides about drafted sentences.

    Args:
        reader: holds the judge.
    """

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._weights = stance_weights(judging=reader.judging, cited=True)

    def problems(
        self, sentence: str, language: Language, cited: Sequence[Passage]
    ) -> tuple[DraftProblem, ...]:
        """Returns what keeps a sentence from being shown; nothing where it may be.

        Args:
            sentence: without its citation marks.
            language: that the answer has to be in.
        """
        of_form = _of_form(sentence, language)
        if of_form or not cited:
            return of_form or (DraftProblem("uncited"),)
        sentence = _ATTRIBUTION.sub("", sentence)
        if any(_is_copied(sentence, language, passage) for passage in cited):
            return ()
        found = (*_figures(sentence, language, cited), *_names(sentence, language, cited))
        return found or self._unsupported(sentence, language, cited)

    def _unsupported(
        self, sentence: str, language: Language, cited: Sequence[Passage]
    ) -> tuple[DraftProblem, ...]:
        claimed = Claimed.of(sentence, language)
        beside = [_beside(claimed, one) for passage in cited for one in passage.sentences]
        held = [one.evidence for one in beside]
        if _is_joined(sentence, language, cited):
            return (DraftProblem("unsupported"),)
        if _contradicted(beside) or is_crossed(sentence, language, held):
            return (DraftProblem("contradicted"),)
        words = "\n".join(passage.text for passage in cited)
        scores = self._scores(sentence, held)
        features = [
            one.features(judged, _CITED, _SIMILAR)
            for one, judged in zip(beside, scores, strict=True)
        ]
        chances = self._weights.probabilities(features)
        supports, contradicts = float(chances[:, 0].max()), float(chances[:, 1].max())
        if contradicts > supports - _CLOSE:
            return (DraftProblem("contradicted"),)
        borne_out = any(
            chance >= SUPPORTED and score > _AGAINST and _is_whole(one, words)
            for chance, (score, _), one in zip(chances[:, 0], scores, beside, strict=True)
        )
        return () if borne_out else (DraftProblem("unsupported"),)

    def _scores(self, sentence: str, held: Sequence[Evidence]) -> list[tuple[float, float]]:
        texts = [f"{one.above}\n{one.text}".strip() for one in held]
        return self._reader.stances(sentence, texts, cited=True)


def _of_form(sentence: str, language: Language) -> tuple[DraftProblem, ...]:
    """Whether it is a plain statement in the language of the answer."""
    if len(sentence) > _LONGEST or sentence != visible(sentence) or _MARKUP.search(sentence):
        return (DraftProblem("markup"),)
    if not is_checkable(sentence, language) or is_demand(sentence):
        return (DraftProblem("statement"),)
    if _FIRST_PERSON.search(sentence) or _BROKEN.search(sentence):
        return (DraftProblem("statement"),)
    if detect_language(sentence, language) != language:
        return (DraftProblem("language"),)
    return ()


def _is_copied(sentence: str, language: Language, passage: Passage) -> bool:
    """Whether it is a sentence of the passage, word by word; in Japanese polite or plain."""
    own = _plain(sentence)
    others = [_plain(held.text) for held in passage.sentences]
    if own in others or language != "ja":
        return own in others
    near = [one for one in others if abs(len(one) - len(own)) <= _ENDING]
    return bool(near) and plain_style(own) in map(plain_style, near)


def _plain(text: str) -> str:
    return " ".join(fold(text).split()).strip(' .。"“”„「」')


def _figures(
    sentence: str, language: Language, cited: Sequence[Passage]
) -> tuple[DraftProblem, ...]:
    """Figures and dates of the sentence that no passage states."""
    text = unicodedata.normalize("NFKC", sentence)
    said = parse(text, language)
    stated = [held for passage in cited for one in passage.sentences for held in one.quantities]
    found = [
        one.text
        for one in said
        if not _counts_nothing(one, text)
        and not any(_states(held, _as_meant(one, text)) for held in stated)
    ]
    words = "\n".join(passage.text for passage in cited)
    tokens = set(_DIGITS.findall(fold(words)))
    rest = _blanked(text, said)
    # What is no figure to the reader of figures, the 4 of GPT-4 or a number of a house.
    found += [token for token in _DIGITS.findall(rest) if token not in tokens]
    found += months_missing(rest, language, words)
    return tuple(DraftProblem("figure", one) for one in dict.fromkeys(found))


def _states(held: Quantity, said: Quantity) -> bool:
    """Whether a passage's figure says what the sentence's does, no less exactly."""
    relation = compare(said, held).relation
    if relation == "overlapping" and said.kind == held.kind == "date":
        return True  # the year of a day
    return relation == "equal"


def _as_meant(said: Quantity, text: str) -> Quantity:
    """A count that is a factor by the word behind it: "up to 10 times"."""
    is_factor = said.kind == "count" and _TIMES.match(text, said.end)
    return replace(said, kind="factor") if is_factor else said


def _counts_nothing(said: Quantity, text: str) -> bool:
    """Whether a figure is the one of "one study", or of 1台2万5000ドル: a price for each."""
    if said.kind != "count" or said.value != 1:
        return False
    return said.text.isalpha() or _EACH.match(text, said.start) is not None


def _blanked(text: str, figures: Sequence[Quantity], *, units: bool = False) -> str:
    """A text without its figures; with units, the last word of a time stays: every six months."""
    for figure in figures:
        _, gap, unit = figure.text.rpartition(" ")
        end = figure.end - len(unit) if units and gap and figure.kind == "duration" else figure.end
        text = text[: figure.start] + " " * (end - figure.start) + text[end:]
    return text


def _names(sentence: str, language: Language, cited: Sequence[Passage]) -> tuple[DraftProblem, ...]:
    text = unicodedata.normalize("NFKC", sentence)
    languages = {passage.language for passage in cited}
    words = "\n".join(passage.text for passage in cited)
    same = languages.pop() if len(languages) == 1 else ""
    figures = parse(text, language)
    plain = _blanked(text, figures)
    found = missing_names(plain, language, words, same)
    unknown = [word for word in unknown_words(text, language, words) if word not in found]
    timed = _blanked(text, figures, units=True)
    added = added_words(timed, language, [(one.language, one.text) for one in cited])
    return (
        *(DraftProblem("name", name) for name in found),
        *(DraftProblem("word", word) for word in unknown),
        *(DraftProblem("added", word) for word in added if word not in {*found, *unknown}),
    )


def _is_joined(sentence: str, language: Language, cited: Sequence[Passage]) -> bool:
    """Whether a sentence takes its Japanese names from passages of which none has them all."""
    named = proper_nouns(sentence) if language == "ja" else []
    return bool(named) and not any(
        all(is_held(name, passage.text) for name in named) for passage in cited
    )


def _beside(claimed: Claimed, held: Evidence) -> Beside:
    return Beside.of(claimed, held, claimed.matches(held))


def _contradicted(beside: Sequence[Beside]) -> bool:
    """Whether figures, names or a denial speak against the draft, and nothing for it.

    A figure that one sentence bears out is not contradicted by the other figures of another.
    """
    connections = [one.connection.agrees for one in beside if one.connection is not None]
    if connections and not any(connections):
        return True
    for of_one in zip(*(one.matches for one in beside), strict=True):
        outcomes = [match.outcome for match in of_one]
        if "differs" in outcomes and "agrees" not in outcomes:
            return True
    agreeing = [one for one in beside if any(match.outcome == "agrees" for match in one.matches)]
    return bool(agreeing) and all(one.negated != _is_turned(one) for one in agreeing)


def _is_turned(one: Beside) -> bool:
    return falls_for_rises(one.claimed.text, one.claimed.language, one.evidence)


def _is_whole(one: Beside, words: str) -> bool:
    """Whether a sentence, with what stands above it, has all that a draft took from the passages.

    Names that the passages mention elsewhere are of other facts; and what a sentence expects is
    no fact yet.

    Args:
        words: of all the cited passages.
    """
    around = f"{one.evidence.above}\n{one.evidence.text}"
    named = (*one.claimed.figures.names, *one.claimed.codes)
    if any(is_held(name, words) and not is_held(name, around) for name in named):
        return False
    agrees = any(match.outcome == "agrees" for match in one.matches)
    return not agrees or _is_as_sure(one.claimed, one.evidence, around)


def _is_as_sure(claim: Claimed, held: Evidence, around: str) -> bool:
    """Whether what is still to come is told as such, and what is done as done."""
    if expects(claim.text, claim.language):
        return hedges(around, held.language) or is_undertaken(around, held.language)
    if is_undertaken(held.text, held.language):
        return claim.hedges or is_undertaken(claim.text, claim.language)
    reported = wording("reported", claim.language).search(fold(claim.text)) is not None
    return claim.hedges or reported or not expects(held.text, held.language)
