"""Reads one PDF from standard input in a process of its own, which it limits first.

Arguments: bytes of memory, seconds of CPU, pages, characters. Answers with one JSON object: either
``pages`` (each a list of lines ``[baseline, height, text]`` in points) and ``title``, or ``error``
(a word) and ``detail``. It imports nothing of this program, so that it can run isolated.
"""

from __future__ import annotations

import io
import json
import logging
import resource
import sys
from math import hypot
from typing import Any

Line = tuple[float, float, str]

_EOF_SEARCHED = 4096  # bytes at the end; real files have some junk behind the mark
_GLYPH = 0.5  # ems, roughly; a full-width character takes one
_CELL_GAP = 2.0  # ems
_CELL_GAP_SHARE = 0.25  # of the estimated width, for the error of the estimate


class _RefusedError(Exception):
    """Args: the word that tells the parent which of its errors this is, and a detail."""


class _Lines:
    """Collects the text of one page; pypdf calls ``visit`` for each piece that it shows."""

    def __init__(self, budget: int) -> None:
        self.budget = budget
        self.lines: list[Line] = []
        self._pieces: list[str] = []
        self._baseline = self._height = self._right = self._widest = 0.0

    def visit(
        self, text: str, cm: list[float], tm: list[float], _font: object, size: float
    ) -> None:
        """Take a piece of text, its two transformation matrices, its font and its font's size."""
        from pypdf import mult

        self.budget -= len(text)
        if self.budget < 0:
            raise _RefusedError("characters", "")
        _, _, skew, scale, x, y = mult(tm, cm)
        for number, piece in enumerate(text.split("\n")):
            if number:
                self.end_line()
            if piece.strip():
                self._add(piece, x, y, size * hypot(skew, scale))

    def end_line(self) -> None:
        """Put the pieces so far together."""
        if self._pieces:
            self.lines.append((self._baseline, self._height, "".join(self._pieces).strip()))
            self._pieces.clear()

    def _add(self, piece: str, x: float, y: float, height: float) -> None:
        width = sum(_GLYPH if ord(character) < 0x2E80 else 1.0 for character in piece) * height
        if not self._pieces:
            self._widest = 0.0
        elif x - self._right > _CELL_GAP * height:
            self._pieces.append(" | ")
            piece = piece.lstrip()
        if width > self._widest:  # neither a bullet nor a raised mark tells where the line is
            self._widest, self._baseline, self._height = width, y, height
        self._pieces.append(piece)
        self._right = x + width * (1 + _CELL_GAP_SHARE)


def extract(data: bytes, max_pages: int, max_characters: int) -> dict[str, Any]:
    """Read all pages, or raise; a page that fails fails the file, since a gap would not show."""
    from pypdf import PasswordType, PdfReader

    if b"%%EOF" not in data[-_EOF_SEARCHED:]:
        raise _RefusedError("damaged", "its end is missing")
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted and reader.decrypt("") == PasswordType.NOT_DECRYPTED:
        raise _RefusedError("encrypted", "")
    if len(reader.pages) > max_pages:
        raise _RefusedError("pages", "")
    pages: list[list[Line]] = []
    for page in reader.pages:
        collected = _Lines(max_characters)
        page.extract_text(visitor_text=collected.visit)
        collected.end_line()
        max_characters = collected.budget
        pages.append(collected.lines)
    title = reader.metadata.title if reader.metadata else None
    return {"pages": pages, "title": title if isinstance(title, str) else None}


def answer(data: bytes, max_pages: int, max_characters: int) -> dict[str, Any]:
    """As ``extract``, with every failure as an answer."""
    from pypdf.errors import DependencyError, FileNotDecryptedError, LimitReachedError

    try:
        return extract(data, max_pages, max_characters)
    except _RefusedError as error:
        word, detail = error.args
        return {"error": word, "detail": detail}
    except (MemoryError, LimitReachedError) as error:
        return {"error": "resources", "detail": type(error).__name__}
    except (DependencyError, FileNotDecryptedError):  # an encryption that is not installed
        return {"error": "encrypted", "detail": ""}
    except Exception as error:  # pypdf documents that broken files raise anything
        return {"error": "damaged", "detail": type(error).__name__}


def main() -> None:
    """Limit this process, then answer."""
    memory, cpu_seconds, max_pages, max_characters = map(int, sys.argv[1:])
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    logging.disable(logging.CRITICAL)
    json.dump(answer(sys.stdin.buffer.read(), max_pages, max_characters), sys.stdout)


if __name__ == "__main__":
    main()
