"""Thumbs with their reasons -> candidates for an evaluation set, in a file of this machine."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import uuid4

from assistant.app.records import Exchange
from assistant.auditing import moment
from assistant.errors import OutputError

REASONS = ("figure", "source", "missing", "refuse", "other")
"""What may be wrong with an answer."""


def candidate(
    exchange: Exchange, *, good: bool, reason: str | None, comment: str
) -> dict[str, Any]:
    """Returns an exchange as a line of an evaluation set, to be edited by people.

    A good answer says what is expected; of a bad one only the question is known.

    Args:
        reason: one of ``REASONS``, of a bad answer.
    """
    said = ", ".join(filter(None, ("good" if good else "bad", reason, " ".join(comment.split()))))
    row: dict[str, Any] = {
        "id": f"f-{uuid4().hex[:12]}",
        "question": exchange.question,
        "language": exchange.language,
        "note": f"{said}; {moment()}",
    }
    return row | (_expectations(exchange) if good else {})


def _expectations(exchange: Exchange) -> dict[str, Any]:
    record = exchange.record or {}
    if record.get("status") == "refused":
        return {"answerable": False}
    quotes = record.get("citations", [])
    if not quotes:
        return {}
    return {
        "answerable": True,
        "sources": list(dict.fromkeys(quote["document"] for quote in quotes)),
        "expected": [[quotes[0]["quote"]]],
    }


def keep(row: Mapping[str, Any], path: Path) -> None:
    """Adds a line to the file.

    Raises:
        OutputError: it cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    except OSError as error:
        raise OutputError(
            f"Feedback cannot be written to {path}: {error.strerror}",
            "Set ASSISTANT_FEEDBACK to a file that may be written to",
        ) from error
