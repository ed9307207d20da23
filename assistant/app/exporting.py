"""A conversation as its audit bundle: JSON, and Markdown to follow without this program."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any

from assistant.app.records import Conversation, Exchange
from assistant.auditing import heading_lines, json_text, moment, plain, source_lines


def bundle(conversation: Conversation) -> tuple[str, bytes]:
    """Returns the name and content of a ZIP file with ``conversation.json`` and ``.md``.

    Every exchange stands beside the index and the sources that it was answered from, which may
    have changed since. Exchanges that ended in an error are left out.
    """
    held = [one for one in conversation.exchanges if one.record]
    rows = [
        {"answered_at": one.answered_at, **made_with(one), **(one.record or {})} for one in held
    ]
    lines = ["# Questions answered from sources"]
    for number, one in enumerate(held, start=1):
        about = heading_lines(f"{number}. {plain(one.question)}", one.answered_at, made_with(one))
        lines += ["", f"#{about[0]}", *about[1:], "", *_exchange_lines(one)]
        lines += source_lines(made_with(one))
    content = {"exported_at": moment(), "exchanges": rows}
    files = {"conversation.json": json_text(content), "conversation.md": "\n".join(lines)}
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
    record: dict[str, Any] = exchange.record or {}
    yield f"*{record['status']}*"
    for paragraph in exchange.answer.split("\n"):
        yield from ("", plain(paragraph)) if paragraph.strip() else ()
    for number, quote in enumerate(record["citations"], start=1):
        place = f"{plain(quote['document'])}, page {quote['page']}, {quote['start']}-{quote['end']}"
        yield from ("", f"- [{number}] {place}", "", f"  > {plain(quote['quote'])}")
