"""The reading model, loaded once, and sentences with their citations."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.quantities import parse
from assistant.reading.judge import Judge
from assistant.types import Citation, Evidence, Span


@pytest.fixture(scope="session")
def judge() -> Judge:
    """The model that ships."""
    return Judge()


@pytest.fixture
def quoted() -> Callable[..., tuple[Evidence, Citation]]:
    """``quoted(text, language)`` is a sentence that is a whole document, with its citation."""

    def make(
        text: str, language: str, *, above: str = "", answer: str = ""
    ) -> tuple[Evidence, Citation]:
        start = text.index(answer)
        evidence = Evidence(
            document="a.txt",
            start=0,
            end=len(text),
            text=text,
            page=1,
            language=language,
            context=above + text,
            score=0.5,
            answer=Span(start, start + len(answer)) if answer else None,
            quantities=tuple(parse(text, language)),
            above=above,
        )
        name = "0" * 12
        return evidence, Citation(
            name, "a.txt", "A", language, None, None, None, 1, 0, len(text), text
        )

    return make
