"""What may be asked: something with words or numbers in it, and not too long."""

from __future__ import annotations

import unicodedata

from assistant.errors import QuestionEmptyError, QuestionTooLongError


def check_asked(text: str, longest: int, kind: str = "question") -> None:
    """Refuses a text that nothing can be said of.

    Args:
        longest: how many code points it may have.
        kind: what the message calls it.

    Raises:
        QuestionEmptyError: it holds no word and no number.
        QuestionTooLongError: it is too long.
    """
    if len(text) > longest:
        raise QuestionTooLongError(
            f"The {kind} has {len(text)} characters, more than {longest}",
            "Ask something shorter, or raise ASSISTANT_QUESTION_CHARACTERS",
        )
    if not any(unicodedata.category(character)[0] in "LN" for character in text):
        raise QuestionEmptyError(
            f"The {kind} holds no word and no number", "Ask in words, in en, de or ja"
        )
