"""A conversation as its audit bundle: JSON, and Markdown to follow without this program."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any

from assistant.app.records import Conversation, Exchange
from assistant.auditing import heading_lines, json_text, moment, plain, provenance, source_lines
from assistant.chain import Assistant


def bundle(conversation: Conversation, assistant: Assistant) -> tuple[str, bytes]:
    """Returns the name and content of a ZIP file with ``conversation.json`` and ``.md``.

    Exchanges that ended in an error are left out.
    """
    held = [one for one in conversation.exchanges if one.record]
    cited = {quote["document"] for one in held for quote in (one.record or {})["citations"]}
    rows = [{"answered_at": one.answered_at, **(one.record or {})} for one in held]
    content = {"exported_at": moment(), **provenance(assistant, cited), "exchanges": rows}
    lines = heading_lines("Questions answered from sources", content["exported_at"], content)
    for number, one in enumerate(held, start=1):
        lines += ["", f"## {number}. {plain(one.question)}", "", *_exchange_lines(one)]
    report = "\n".join([*lines, *source_lines(content)])
    files = {"conversation.json": json_text(content), "conversation.md": report}
    return "conversation.zip", zipped(files)


def zipped(files: Mapping[str, str]) -> bytes:
    """Returns a ZIP file of texts by name."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in files.items():
            file.writestr(name, text)
    return packed.getvalue()


def _exchange_lines(exchange: Exchange) -> Iterator[str]:
    record: dict[str, Any] = exchange.record or {}
    yield f"*{record['status']}, {exchange.answered_at}*"
    for paragraph in exchange.answer.split("\n"):
        yield from ("", plain(paragraph)) if paragraph.strip() else ()
    for number, quote in enumerate(record["citations"], start=1):
        place = f"{plain(quote['document'])}, page {quote['page']}, {quote['start']}-{quote['end']}"
        yield from ("", f"- [{number}] {place}", "", f"  > {plain(quote['quote'])}")
