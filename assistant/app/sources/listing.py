"""The index and its documents as HTML: what there is, one row a document."""

from __future__ import annotations

import html
from collections.abc import Collection, Sequence
from pathlib import Path

from assistant.app.citations import title_html
from assistant.app.markup import shown
from assistant.app.strings import language_name, number, say
from assistant.app.workspace import Workspace
from assistant.index.collection import Entry
from assistant.reading.phrases import spelled_date
from assistant.types import Document, Language

_COLUMNS = ("title", "language", "pages", "chunks", "published", "publisher")
_NUMBERS = frozenset({"pages", "chunks"})


def facts_html(workspace: Workspace, language: Language) -> str:
    """Returns how much the index holds, and which version of it is in use."""
    opened = workspace.assistant.opened
    manifest = opened.manifest
    facts = (
        (say(language, "sources.documents"), number(manifest.documents, language)),
        (say(language, "sources.chunks"), number(manifest.chunks, language)),
        (say(language, "sources.generation"), number(manifest.generation, language)),
        (say(language, "sources.embedder"), manifest.recipe.embedder),
    )
    items = "".join(
        f"<div><dt>{shown(name)}</dt><dd>{shown(value)}</dd></div>" for name, value in facts
    )
    notes = [
        say(language, key)
        for key, holds in (("sources.busy", workspace.busy), ("sources.damaged", opened.broken))
        if holds
    ]
    said = "".join(f'<p class="note">{shown(note)}</p>' for note in notes)
    return f'<div lang="{language}"><dl class="facts">{items}</dl>{said}</div>'


def list_html(
    entries: Sequence[Entry],
    uploads: Path,
    language: Language,
    new: Collection[str] = frozenset(),
) -> str:
    """Returns the table of documents, to be filtered, sorted and acted on by the browser.

    Args:
        uploads: the folder whose files are deleted with their documents.
        new: documents that were added just now; they are marked and stand first.
    """
    if not entries:
        return (
            f'<div class="empty" lang="{language}">'
            f"<p><strong>{shown(say(language, 'sources.empty'))}</strong></p>"
            f"<p>{shown(say(language, 'sources.empty_note'))}</p></div>"
        )
    ordered = sorted(entries, key=lambda entry: entry.document.path not in new)
    rows = "".join(
        _row(entry, uploads, language, new=entry.document.path in new) for entry in ordered
    )
    return (
        f'<div lang="{language}">{_filter(len(entries), language)}'
        f'<table role="table"><caption>{shown(say(language, "sources.list"))}</caption>'
        f'<thead role="rowgroup"><tr role="row">{_heads(language)}</tr></thead>'
        f'<tbody role="rowgroup">{rows}</tbody></table>'
        f'<p class="none" hidden>{shown(say(language, "sources.none_found"))}</p>'
        f"{_question(language)}</div>"
    )


def _filter(total: int, language: Language) -> str:
    # The browser puts the count in.
    counted = say(language, "sources.filtered", shown="{shown}", total=total)
    hint = html.escape(say(language, "sources.filter_hint"))
    return (
        f'<div class="filter"><label><span>{shown(say(language, "sources.filter"))}</span>'
        f'<input type="search" placeholder="{hint}" autocomplete="off"></label>'
        f'<span role="status" data-counted="{html.escape(counted)}"></span></div>'
    )


def _heads(language: Language) -> str:
    heads = "".join(_head(name, language) for name in _COLUMNS)
    actions = shown(say(language, "sources.actions"))
    return f'{heads}<th role="columnheader" scope="col"><span class="unseen">{actions}</span></th>'


def _head(name: str, language: Language) -> str:
    words = say(language, f"sources.{name}")
    sort = html.escape(say(language, "sources.sort_by", column=words))
    kind = "number" if name in _NUMBERS else "text"
    return (
        f'<th role="columnheader" scope="col" class="{kind}" aria-sort="none">'
        f'<button type="button" data-sort="{kind}" title="{sort}">{shown(words)}</button></th>'
    )


def _row(entry: Entry, uploads: Path, language: Language, *, new: bool) -> str:
    document = entry.document
    mark = f' <span class="new">{shown(say(language, "sources.new"))}</span>' if new else ""
    cells = "".join(
        _cell(name, key, content, language)
        for name, key, content in (
            _language(document, language),
            _count("pages", len(document.pages), language),
            _count("chunks", len(entry.chunks), language),
            _published(document, language),
            _publisher(document, language),
        )
    )
    return (
        f'<tr role="row" data-document="{html.escape(document.path)}">'
        f'<th role="rowheader" scope="row" data-key="{html.escape(document.title.casefold())}">'
        f"{title_html(document)}{mark}"
        f'<span class="path" dir="ltr">{shown(document.path)}</span></th>'
        f'{cells}<td role="cell" class="actions">{_buttons(document, uploads, language)}</td></tr>'
    )


def _cell(name: str, key: str, content: str, language: Language) -> str:
    kind = "number" if name in _NUMBERS else "text" if key else "unstated"
    return (
        f'<td role="cell" class="{kind} {name}" data-key="{html.escape(key)}">'
        # Seen where the columns are stacked.
        f'<span class="label">{shown(say(language, f"sources.{name}"))}</span> {content}</td>'
    )


def _language(document: Document, language: Language) -> tuple[str, str, str]:
    name = language_name(document.language, language)
    return "language", name, shown(name)


def _count(name: str, value: int, language: Language) -> tuple[str, str, str]:
    return name, str(value), number(value, language)


def _published(document: Document, language: Language) -> tuple[str, str, str]:
    date = document.info.published
    return "published", date or "", shown(spelled_date(date, language)) if date else _unknown()


def _publisher(document: Document, language: Language) -> tuple[str, str, str]:
    name = document.info.publisher or ""
    return "publisher", name.casefold(), f"<bdi>{shown(name)}</bdi>" if name else _unknown()


def _unknown() -> str:
    return '<span class="unknown">–</span>'


def _buttons(document: Document, uploads: Path, language: Language) -> str:
    view = html.escape(say(language, "sources.view_named", title=document.title))
    remove = html.escape(say(language, "sources.remove_named", title=document.title))
    uploaded = is_uploaded(document, uploads)
    note = say(language, "sources.remove_deletes" if uploaded else "sources.remove_keeps")
    return (
        f'<button type="button" data-view aria-label="{view}">'
        f"{shown(say(language, 'sources.view'))}</button>"
        f'<button type="button" data-remove="{html.escape(note)}" aria-label="{remove}">'
        f"{shown(say(language, 'sources.remove'))}</button>"
    )


def is_uploaded(document: Document, uploads: Path) -> bool:
    """Whether a document was read from the folder of uploaded files."""
    return bool(document.origin) and Path(document.origin).parent == uploads.resolve()


def _question(language: Language) -> str:
    """What is asked before a document is removed; the browser fills in which."""
    question, remove, cancel = (
        shown(say(language, key))
        for key in ("sources.remove_question", "sources.remove", "sources.cancel")
    )
    return (
        '<dialog aria-labelledby="sources-remove">'
        f'<h3 id="sources-remove">{question}</h3><p class="what" dir="auto"></p>'
        f'<p class="note"></p><div class="buttons"><button type="button" data-cancel autofocus>'
        f'{cancel}</button><button type="button" data-confirm>{remove}</button></div></dialog>'
    )
