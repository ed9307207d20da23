"""The prompts: constant texts in files of their own, filled in once, named by a digest."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from string import Template

from assistant.language import visible
from assistant.types import Language

_FOLDER = Path(__file__).with_name("prompts")
LANGUAGES: Mapping[Language, str] = {"en": "English", "de": "German", "ja": "Japanese"}
"""As the prompts call them."""
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
