"""A conversation as its audit bundle: JSON, and Markdown to follow without this program."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any

from assistant.answering import EXTRACTIVE
from assistant.app.citations import footnote
from assistant.app.records import Conversation, Exchange
from assistant.app.strings import say
from assistant.auditing import json_text, moment, plain
from assistant.types import Citation, Language


def bundle(conversation: Conversation) -> tuple[str, bytes]:
    """Returns the name and content of a ZIP file with ``conversation.json`` and ``.md``.

    Every exchange stands beside the index and the sources that it was answered from, which may
    have changed since. Exchanges that ended in an error are left out.
    """
    held = [one for one in conversation.exchanges if one.record]
    rows = [
        {"answered_at": one.answered_at, **made_with(one), **(one.record or {})} for one in held
    ]
    lines = [f"# {say(held[0].language, 'export.heading')}"]
    for number, one in enumerate(held, start=1):
        lines += ["", f"## {number}. {plain(one.question)}", "", *_exchange_lines(one)]
    content = {"exported_at": moment(), "exchanges": rows}
    files = {"conversation.json": json_text(content), "conversation.md": "\n".join([*lines, ""])}
    return "conversation.zip", zipped(files)


def made_with(exchange: Exchange) -> dict[str, Any]:
    """Returns what an answer was made with."""
    assert exchange.made_with is not None
    return exchange.made_with


def cited_documents(record: Mapping[str, Any]) -> frozenset[str]:
    """Returns the documents that an answer quotes or calls related."""
    return frozenset(quote["document"] for quote in (*record["citations"], *record["related"]))


def zipped(files: Mapping[str, str]) -> bytes:
    """Returns a ZIP file of texts by name."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in files.items():
            file.writestr(name, text)
    return packed.getvalue()


def _exchange_lines(exchange: Exchange) -> Iterator[str]:
    """The report on one exchange, in its language."""
    record: dict[str, Any] = exchange.record or {}
    language = exchange.language
    status = record["status"]
    yield f"*{say(language, f'export.{status}')}*"
    for paragraph in exchange.answer.split("\n"):
        yield from ("", plain(paragraph)) if paragraph.strip() else ()
    quotes = [Citation(**row) for row in record["citations"]]
    hashes = {row["document"]: row["sha256"] for row in made_with(exchange)["sources"]}
    if quotes:
        yield from ("", f"### {say(language, 'evidence.citations')}")
    for number, quote in enumerate(quotes, start=1):
        yield from _quote_lines(number, quote, hashes.get(quote.document, ""), language)
    yield from ("", f"### {say(language, 'export.made_with')}", "", _provenance(exchange))


def _quote_lines(number: int, quote: Citation, sha256: str, language: Language) -> Iterator[str]:
    yield from ("", f"- [{number}] {plain(footnote(quote, language))}")
    place = say(
        language,
        "export.place",
        document=plain(quote.document),
        start=str(quote.start),
        end=str(quote.end),
        sha256=sha256,
    )
    yield from ("", f"  {place}")


def _provenance(exchange: Exchange) -> str:
    """What an answer was made with, in words."""
    content, record = made_with(exchange), exchange.record or {}
    called = record["model"]
    language = exchange.language
    return say(
        language,
        "export.provenance",
        at=exchange.answered_at,
        version=content["program"]["version"],
        model=say(language, "chat.quotes_only") if called == EXTRACTIVE else plain(called),
        settings=content["settings"]["digest"],
        generation=str(content["index"]["generation"]),
        embedder=content["index"]["embedder"],
        corpus=content["index"]["corpus_digest"],
    )
