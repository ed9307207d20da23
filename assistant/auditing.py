"""The audit bundle: verdicts with everything needed to follow them without this program."""

from __future__ import annotations

import json
import re
from collections.abc import Container, Mapping, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from assistant.chain import Assistant
from assistant.errors import OutputError
from assistant.forms import verdict_form
from assistant.tables import escaped
from assistant.types import Document, Verdict, WeighedCitation

_NAME = "verdicts"
_MARKS = re.compile(
    r"^(?:#|[-+](?=\s)|(?:-{3,}|={3,})$)|(?<=^\d)[.)](?=\s)|(?<=^\d\d)[.)](?=\s)|[~&!]"
)
"""What begins a heading or a list, and what stays markup within a line."""
_DIRECTIONS = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Marks that turn the direction of the text after them."""


def verdict_bundle(verdicts: Sequence[Verdict], assistant: Assistant) -> dict[str, str]:
    """Returns ``verdicts.json`` and ``verdicts.md`` by name."""
    cited = {held.document for verdict in verdicts for held in _quotes(verdict)}
    rows = [verdict_form(verdict, placed=True) for verdict in verdicts]
    content = {"checked_at": moment(), **provenance(assistant, cited), "verdicts": rows}
    return {
        f"{_NAME}.json": json_text(content),
        f"{_NAME}.md": "\n".join(_report(verdicts, content)),
    }


def write_bundle(folder: Path, verdicts: Sequence[Verdict], assistant: Assistant) -> None:
    """Writes the bundle to a folder, which is made if it is missing.

    Raises:
        OutputError: it cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in verdict_bundle(verdicts, assistant).items():
            (folder / name).write_text(text, encoding="utf-8")
    except OSError as error:
        raise OutputError(
            f"The bundle cannot be written to {folder}: {error.strerror}",
            "Name a folder that may be written to",
        ) from error


def provenance(assistant: Assistant, cited: Container[str]) -> dict[str, Any]:
    """Returns what produced a result: program, settings, index, and the sources cited."""
    manifest, settings = assistant.opened.manifest, assistant.settings
    return {
        "program": {"name": "assistant", "version": version("assistant")},
        "settings": {"digest": settings.digest(), **settings.row()},
        "index": {
            "generation": manifest.generation,
            "embedder": manifest.recipe.embedder,
            "chunker": manifest.recipe.chunker,
            "corpus_digest": manifest.corpus_digest,
        },
        "sources": [
            _source(document) for document in assistant.documents() if document.path in cited
        ],
    }


def _source(document: Document) -> dict[str, Any]:
    return {
        "document": document.path,
        "sha256": document.sha256,
        "title": document.title,
        "publisher": document.info.publisher,
        "published": document.info.published,
        "url": document.info.url,
    }


def json_text(content: Mapping[str, Any]) -> str:
    """Returns JSON that people can read."""
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def moment() -> str:
    """Returns the time in ISO 8601, in seconds."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def heading_lines(title: str, at: str, content: Mapping[str, Any]) -> list[str]:
    """The first lines of a Markdown report: what it is, and what produced it."""
    index, settings = content["index"], content["settings"]
    return [
        f"# {title}",
        "",
        f"{at}, assistant {content['program']['version']}, settings"
        f" {settings['digest']}, index generation {index['generation']} ({index['embedder']},"
        f" corpus {index['corpus_digest']}).",
        "Offsets count code points of the document's text, from 0, end exclusive.",
    ]


def source_lines(content: Mapping[str, Any]) -> list[str]:
    """The last lines of a Markdown report: the sources cited, each with its hash."""
    lines = ["", "## Sources", ""]
    for source in content["sources"]:
        known = [source[key] for key in ("title", "publisher", "published", "url")]
        words = ", ".join(plain(word) for word in known if word)
        lines.append(f"- {plain(source['document'])}: {words}; SHA-256 `{source['sha256']}`")
    return [*lines, ""]


def _report(verdicts: Sequence[Verdict], content: Mapping[str, Any]) -> list[str]:
    """The lines of the Markdown report; what comes from sources is escaped."""
    lines = heading_lines("Claims checked against sources", content["checked_at"], content)
    for number, verdict in enumerate(verdicts, start=1):
        lines += ["", f"## {number}. {verdict.verdict} ({verdict.confidence:.2f})", ""]
        lines += _claim_lines(verdict)
    return [*lines, *source_lines(content)]


def _quotes(verdict: Verdict) -> list[WeighedCitation]:
    return [held for one in (verdict, *verdict.parts) for held in one.evidence]


def _claim_lines(verdict: Verdict) -> list[str]:
    """Claim, explanation and quotes; of several facts those of each."""
    lines = [f"> {plain(verdict.claim)}", "", plain(verdict.explanation)]
    for part in verdict.parts:
        lines += ["", f"### {part.verdict} ({part.confidence:.2f})", "", *_claim_lines(part)]
    for held in verdict.evidence if not verdict.parts else ():
        lines += ["", *_quote_lines(held)]
    return lines


def _quote_lines(held: WeighedCitation) -> list[str]:
    place = f"{plain(held.document)}, page {held.page}, {held.start}-{held.end}"
    relation = f" ({plain(held.relation)})" if held.relation else ""
    return [
        f"- **{held.stance}**{relation}, {held.score:.2f}: {place}",
        "",
        f"  > {plain(held.quote)}",
    ]


def plain(words: str) -> str:
    """Returns one line that no reader of Markdown takes for markup; wrapped lines are joined."""
    line = escaped(" ".join(words.split()))
    return _MARKS.sub(r"\\\g<0>", _DIRECTIONS.sub("\ufffd", line))
