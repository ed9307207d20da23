"""Plain text and Markdown: the document is the decoded file itself, a YAML header included."""

from __future__ import annotations

from assistant.sources.encoding import decode
from assistant.sources.extraction import Extract, Limits
from assistant.sources.metadata import read_header
from assistant.types import Page


def read(data: bytes, limits: Limits) -> Extract:
    """Read a txt or md file; its one page begins after the header.

    Raises:
        SourceEncodingError: the bytes are no text.
        SourceMetadataError: its header holds a value of the wrong type.
    """
    del limits  # the size of the file bounds the text
    text = decode(data)
    info, start = read_header(text)
    return Extract(text, (Page(1, start, len(text)),), info=info)
