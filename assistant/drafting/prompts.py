"""The prompts: constant texts in files of their own, filled in once, named by a digest."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from string import Template

from assistant.language import visible
from assistant.types import DraftProblem, DraftProblemKind, Language

_FOLDER = Path(__file__).with_name("prompts")
LANGUAGES: Mapping[Language, str] = {"en": "English", "de": "German", "ja": "Japanese"}
"""As the prompts call them."""
_TOLD: Mapping[DraftProblemKind, str] = {
    "statement": "not a plain statement",
    "markup": "holds links, markup or hidden characters, or is too long",
    "language": "not in the language of the answer",
    "uncited": "no passage is named that exists",
    "figure": "{words} does not stand in the passage",
    "name": "{words} is not named in the passage",
    "word": "{words} is no word that the passage or a dictionary has",
    "added": "{words} is added to what the passage says",
    "contradicted": "the passage says otherwise",
    "unsupported": "the passage does not say this",
}
_MARK = re.compile(r"<(?=/?\s*passage)", re.IGNORECASE)


def filled(name: str, **values: str) -> str:
    """Returns a prompt with its places filled in; what is filled in is not read for places."""
    return Template(_text(name)).substitute(values)


@cache
def _text(name: str) -> str:
    return (_FOLDER / f"{name}.txt").read_text(encoding="utf-8").strip()


@cache
def digest() -> str:
    """Returns twelve hexadecimal digits that change when a prompt does."""
    texts = [f"{file.name}\n{file.read_text(encoding='utf-8')}" for file in _files()]
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()[:12]


def _files() -> list[Path]:
    return sorted(_FOLDER.glob("*.txt"))


def delimited(passages: Sequence[tuple[int, str]]) -> str:
    """Returns numbered passages as data: hidden characters gone, no mark of ours within."""
    return "\n".join(
        f'<passage n="{number}">{_MARK.sub("‹", visible(text)).strip()}</passage>'
        for number, text in passages
    )


def told(problem: DraftProblem) -> str:
    """Returns to a model why a sentence of its draft may not be shown."""
    return _TOLD[problem.kind].format(words=problem.words)
