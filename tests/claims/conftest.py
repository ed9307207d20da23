"""What tests of claims share: sentences as evidence."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.quantities import parse
from assistant.types import Evidence

Sentence = Callable[..., Evidence]


@pytest.fixture(scope="session")
def sentence() -> Sentence:
    """Makes evidence of a sentence, with its figures."""

    def made(text: str, language: str = "en", above: str = "", document: str = "d.txt") -> Evidence:
        return Evidence(
            document=document,
            start=0,
            end=len(text),
            text=text,
            page=1,
            language=language,
            context=above,
            score=0.0,
            quantities=tuple(parse(text, language)),
            above=above,
        )

    return made
