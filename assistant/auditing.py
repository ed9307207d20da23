"""The audit bundle: verdicts with everything needed to follow them without this program."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from assistant.chain import Assistant
from assistant.errors import OutputError
from assistant.forms import verdict_form
from assistant.tables import escaped
from assistant.types import Verdict, WeighedCitation

_NAME = "verdicts"
_MARKS = re.compile(r"^(?:#|[-+](?=\s)|\d+(?=[.)]\s))|[~&!]")
"""What begins a heading or a list, and what stays markup within a line."""
_DIRECTIONS = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Marks that turn the direction of the text after them."""


def write_bundle(folder: Path, verdicts: Sequence[Verdict], assistant: Assistant) -> None:
    """Writes ``verdicts.json`` and ``verdicts.md`` to a folder, which is made if it is missing.

    Raises:
        OutputError: they cannot be written.
    """
    content = _content(verdicts, assistant)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        text = json.dumps(content, ensure_ascii=False, indent=1)
        (folder / f"{_NAME}.json").write_text(text + "\n", encoding="utf-8")
        report = "\n".join(_report(verdicts, content))
        (folder / f"{_NAME}.md").write_text(report, encoding="utf-8")
    except OSError as error:
        raise OutputError(
            f"The bundle cannot be written to {folder}: {error.strerror}",
            "Name a folder that may be written to",
        ) from error


def _content(verdicts: Sequence[Verdict], assistant: Assistant) -> dict[str, Any]:
    manifest = assistant.opened.manifest
    cited = {held.document for verdict in verdicts for held in _quotes(verdict)}
    settings = assistant.settings
    return {
        "program": {"name": "assistant", "version": version("assistant")},
        "checked_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "settings": {"digest": settings.digest(), **json.loads(settings.model_dump_json())},
        "index": {
            "generation": manifest.generation,
            "embedder": manifest.recipe.embedder,
            "chunker": manifest.recipe.chunker,
            "corpus_digest": manifest.corpus_digest,
        },
        "sources": [
            {
                "document": document.path,
                "sha256": document.sha256,
                "title": document.title,
                "publisher": document.info.publisher,
                "published": document.info.published,
                "url": document.info.url,
            }
            for document in assistant.documents()
            if document.path in cited
        ],
        "verdicts": [verdict_form(verdict, placed=True) for verdict in verdicts],
    }


def _report(verdicts: Sequence[Verdict], content: dict[str, Any]) -> list[str]:
    """The lines of the Markdown report; what comes from sources is escaped."""
    index, settings = content["index"], content["settings"]
    lines = [
        "# Claims checked against sources",
        "",
        f"{content['checked_at']}, assistant {content['program']['version']}, settings"
        f" {settings['digest']}, index generation {index['generation']} ({index['embedder']},"
        f" corpus {index['corpus_digest']}).",
        "Offsets count code points of the document's text, from 0, end exclusive.",
    ]
    for number, verdict in enumerate(verdicts, start=1):
        lines += ["", f"## {number}. {verdict.verdict} ({verdict.confidence:.2f})", ""]
        lines += _claim_lines(verdict)
    lines += ["", "## Sources", ""]
    for source in content["sources"]:
        known = [source[key] for key in ("title", "publisher", "published", "url")]
        words = ", ".join(_plain(word) for word in known if word)
        lines.append(f"- {_plain(source['document'])}: {words}; SHA-256 `{source['sha256']}`")
    return [*lines, ""]


def _quotes(verdict: Verdict) -> list[WeighedCitation]:
    return [held for one in (verdict, *verdict.parts) for held in one.evidence]


def _claim_lines(verdict: Verdict) -> list[str]:
    """Claim, explanation and quotes; of several facts those of each."""
    lines = [f"> {_plain(verdict.claim)}", "", _plain(verdict.explanation)]
    for part in verdict.parts:
        lines += ["", f"### {part.verdict} ({part.confidence:.2f})", "", *_claim_lines(part)]
    for held in verdict.evidence if not verdict.parts else ():
        lines += ["", *_quote_lines(held)]
    return lines


def _quote_lines(held: WeighedCitation) -> list[str]:
    place = f"{_plain(held.document)}, page {held.page}, {held.start}-{held.end}"
    relation = f" ({_plain(held.relation)})" if held.relation else ""
    return [
        f"- **{held.stance}**{relation}, {held.score:.2f}: {place}",
        "",
        f"  > {_plain(held.quote)}",
    ]


def _plain(words: str) -> str:
    """One line that no reader of Markdown takes for markup; wrapped lines are joined."""
    line = escaped(" ".join(words.split()))
    return _MARKS.sub(r"\\\g<0>", _DIRECTIONS.sub("\ufffd", line))
