"""Pools of paragraphs of public question sets, indexed, for the scripts beside this file."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from assistant.chain import Assistant
from assistant.index.opening import open_builder
from assistant.settings import load_settings


@contextmanager
def indexed(paragraphs: Sequence[str]) -> Iterator[tuple[Assistant, dict[str, str]]]:
    """Yields an assistant over one file a paragraph, and the files' names by paragraph."""
    files = {text: f"p{number:04}.txt" for number, text in enumerate(dict.fromkeys(paragraphs))}
    with tempfile.TemporaryDirectory() as folder:
        sources = Path(folder) / "sources"
        sources.mkdir()
        for text, file in files.items():
            (sources / file).write_text(text, encoding="utf-8")
        open_builder(Path(folder) / "index", load_settings()).build([sources])
        yield Assistant.open(Path(folder) / "index"), files
