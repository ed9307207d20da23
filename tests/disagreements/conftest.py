"""Sentences of documents that were never files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from assistant.quantities import parse
from assistant.types import Evidence

Say = Callable[..., Evidence]


@pytest.fixture
def say() -> Say:
    """``say("a.txt", "A lamp costs $5.", "en")``: a sentence that begins at offset 40."""

    def make(
        document: str,
        text: str,
        language: str = "en",
        *,
        start: int = 40,
        score: float = 0.5,
        above: str = "",
    ) -> Evidence:
        figures = tuple(
            replace(figure, start=figure.start + start, end=figure.end + start)
            for figure in parse(text, language)
        )
        return Evidence(
            document=document,
            start=start,
            end=start + len(text),
            text=text,
            page=1,
            language=language,
            context=f"{above}\n{text}",
            score=score,
            quantities=figures,
            above=above,
        )

    return make
