"""Whether a text denies, leaves room, or says that something is done."""

from __future__ import annotations

from assistant.claims.elsewhere import condition
from assistant.claims.opposites import is_restated
from assistant.claims.wording import words
from assistant.language import fold


def denies(text: str, language: str) -> bool:
    """Whether what a sentence states holds an odd number of negations, for no opposite's sake."""
    folded = words("left_out", language).sub(" ", main_statement(text, language))
    folded = words("no_negation", language).sub(" ", folded)
    odd = len(words("negation", language).findall(folded)) % 2 == 1
    return odd and not is_restated(main_statement(text, language), language)


def hedges(text: str, language: str) -> bool:
    """Whether a sentence speaks of what may be, will be or is said to be."""
    return words("hedge", language).search(main_statement(text, language)) is not None


def expects(text: str, language: str) -> bool:
    """Whether a sentence speaks of what may or will be; what is only reported may be so."""
    return hedges(words("reported", language).sub(" ", fold(text)), language)


def doubts(text: str, language: str) -> bool:
    """Whether a sentence leaves room for what will be, or has a condition for it."""
    return condition(text, language) is not None or expects(
        _present(fold(text), language), language
    )


def settles(text: str, language: str) -> bool:
    """Whether a claim says that something is done or certain, and leaves no room.

    What will certainly be is certain as well.
    """
    stated = main_statement(text, language)
    certain = words("settled", language).search(stated) is not None
    return certain and not words("hedge", language).search(_present(stated, language))


def _present(folded: str, language: str) -> str:
    return words("future", language).sub(" ", folded)


def main_statement(text: str, language: str) -> str:
    """Returns a sentence, folded, without its conditions and purposes."""
    return words("aside", language).sub(" ", fold(text))
