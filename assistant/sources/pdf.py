"""PDFs, by way of ``pdf_worker``: this process never runs the parser."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

from assistant.errors import (
    SourceDamagedError,
    SourceEncryptedError,
    SourceError,
    SourceNoTextLayerError,
    SourceTooLargeError,
)
from assistant.sources.extraction import Extract, Limits, paginate, printable, too_long
from assistant.sources.pdf_layout import Line, paragraphs, without_running_lines

_WORKER = Path(__file__).with_name("pdf_worker.py")
_TITLE_LENGTH = 200
_SENSELESS_TITLE = re.compile(
    r"untitled|ohne titel|無題|microsoft \w+ - "
    r"|.*\.(docx?|pptx?|xlsx?|indd|qxd|dvi|tex|pdf|rtf|odt)$",
    re.IGNORECASE,
)


def read(data: bytes, limits: Limits) -> Extract:
    """Read the text layer of a PDF, page by page.

    Raises:
        SourceDamagedError: the parser gives up.
        SourceEncryptedError: it needs a password.
        SourceNoTextLayerError: no page has text.
        SourceTooLargeError: it exceeds a limit on pages, characters, time or memory.
    """
    reply = _ask(data, limits)
    if error := reply.get("error"):
        raise _error(error, reply["detail"], limits)
    lines = [
        [
            Line(baseline, height, text)
            for baseline, height, raw in page
            if (text := printable(raw).strip())
        ]
        for page in reply["pages"]
    ]
    if not any(lines):
        raise SourceNoTextLayerError(
            "It has pictures of pages but no text", "Run it through text recognition (OCR) first"
        )
    text, pages = paginate([paragraphs(page) for page in without_running_lines(lines)])
    return Extract(text, pages, title=_title(reply["title"]))


def _ask(data: bytes, limits: Limits) -> dict[str, Any]:
    numbers = (limits.memory_bytes, limits.cpu_seconds, limits.pages, limits.characters)
    # -I also keeps the csv.py and html.py of this folder from hiding the library's own.
    command = [sys.executable, "-I", str(_WORKER), *map(str, numbers)]
    try:
        done = subprocess.run(
            command, input=data, capture_output=True, timeout=limits.wall_seconds, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise _error("resources", "time", limits) from error
    if done.returncode < 0:
        raise _error("resources", f"signal {-done.returncode}", limits)
    if done.returncode:
        raise _error("damaged", done.stderr.decode(errors="replace").strip()[-200:], limits)
    reply: dict[str, Any] = json.loads(done.stdout)
    return reply


def _error(word: str, detail: str, limits: Limits) -> SourceError:
    """The error for the worker's word."""
    if word == "encrypted":
        return SourceEncryptedError("It needs a password", "Save a copy without one")
    if word == "pages":
        return SourceTooLargeError(
            f"It has more than {limits.pages:,} pages",
            "Split it into smaller files",
            "pages",
            most=limits.pages,
        )
    if word == "characters":
        return too_long(limits)
    if word == "resources":
        return SourceTooLargeError(
            f"Reading it exceeds the limits on time and memory ({detail})",
            "Print it to a new PDF or split it",
            "resources",
        )
    return SourceDamagedError(
        f"The PDF cannot be read ({detail})", "Open it in a PDF viewer and print it to a new file"
    )


def _title(title: str | None) -> str | None:
    title = " ".join(printable(title or "").split())
    sensible = re.search(r"[^\W\d_]", title) and not _SENSELESS_TITLE.match(title)
    return title if sensible and len(title) <= _TITLE_LENGTH else None
