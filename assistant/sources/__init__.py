"""From files to documents: find them, know where they come from, read their text.

``discover`` lists what can be indexed below some paths, ``rediscover`` finds indexed files again,
``read`` turns one of these files into a ``Document``, ``read_single`` any that is named alone.
Whatever is wrong with a file becomes a ``SourceError``, so that the others go in.
"""

from assistant.sources.discovery import (
    Discovery,
    SourceFailure,
    SourceFile,
    discover,
    rediscover,
)
from assistant.sources.extraction import Limits
from assistant.sources.reader import read, read_single

__all__ = [
    "Discovery",
    "Limits",
    "SourceFailure",
    "SourceFile",
    "discover",
    "read",
    "read_single",
    "rediscover",
]
