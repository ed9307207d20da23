"""Tables and folds of the evaluate tab as HTML."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.app.markup import shown


def table_html(
    caption: str, heads: Sequence[str], rows: Iterable[tuple[str, Sequence[str]]]
) -> str:
    """Returns a table whose cells name their columns, to be stacked where there is no room.

    Args:
        caption: plain text.
        heads: of the columns, as HTML.
        rows: each with its head and its cells, as HTML.
    """
    columns = "".join(f'<th role="columnheader" scope="col">{head}</th>' for head in heads)
    body = "".join(
        f'<tr role="row"><th role="rowheader" scope="row">{head}</th>'
        + "".join(
            f'<td role="cell"><span class="head" aria-hidden="true">{column}</span>'
            f" <span>{cell}</span></td>"
            for column, cell in zip(heads[1:], cells, strict=True)
        )
        + "</tr>"
        for head, cells in rows
    )
    return (
        f'<table role="table"><caption>{shown(caption)}</caption>'
        f'<thead role="rowgroup"><tr role="row">{columns}</tr></thead>'
        f'<tbody role="rowgroup">{body}</tbody></table>'
    )


def folded(title: str, content: str) -> str:
    """Returns content that is shown once its title is clicked."""
    return f"<details><summary>{shown(title)}</summary>{content}</details>"


def scrolled(content: str, title: str) -> str:
    """Returns content that scrolls sideways, with the keyboard as well."""
    name = shown(title)
    return f'<div class="scroll" role="region" tabindex="0" aria-label="{name}">{content}</div>'
