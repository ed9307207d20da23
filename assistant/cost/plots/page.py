"""A figure as one HTML file: all is inside it, and no text of it can run or load anything."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.cost.plots.text import safe
from assistant.cost.plots.words import PLOT_WORDS, PlotWords
from assistant.errors import OutputError

if TYPE_CHECKING:
    import plotly.graph_objects as go

_PAGE = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<title>{title}</title>
<style>
{style}</style>
</head>
<body>
<main>
<header>
{head}
</header>
<section class="card chart">
<div id="figure" role="img" aria-label="{title}"></div>
<button id="save" type="button">{save}</button>
</section>
{sections}
</main>
<script type="application/json" id="drawing">{drawing}</script>
<script>{library}</script>
<script>{script}</script>
</body>
</html>
"""


def write_html(figure: go.Figure, path: Path) -> None:
    """Writes a figure of this package as a page that shows itself without a network.

    Raises:
        OutputError: the file cannot be written.
    """
    page = _page(figure)
    try:
        path.write_text(page, encoding="utf-8")
    except OSError as error:
        raise OutputError(
            f"The figure cannot be written to {path}: {error.strerror}",
            "Name a file in a folder that exists and may be written to",
        ) from error


def _page(figure: go.Figure) -> str:
    from plotly.offline import get_plotlyjs

    held: dict[str, Any] = figure.layout.meta
    words, library, script = PLOT_WORDS[held["language"]], get_plotlyjs(), _file("page.js")
    # Only these two scripts run: a page of any text cannot bring one of its own.
    hashes = " ".join(f"'sha256-{_digest(code)}'" for code in (library, script))
    policy = (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline';"
        " img-src data: blob:; base-uri 'none'; form-action 'none'"
    )
    return _PAGE.format(
        language=held["language"],
        policy=policy,
        title=safe(held["title"]),
        style=_file("page.css"),
        head="\n".join(_head(held)),
        save=safe(words.save),
        sections="\n".join(_sections(held, words)),
        drawing=_drawing(figure),
        library=library,
        script=script,
    )


def _file(name: str) -> str:
    return (resources.files("assistant.cost.plots") / name).read_text(encoding="utf-8")


def _digest(code: str) -> str:
    return base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()


def _drawing(figure: go.Figure) -> str:
    """Data and layout as JSON without marks that HTML reads; the title is the page's own."""
    from plotly.io.json import to_json_plotly

    whole = figure.to_plotly_json()
    layout = {key: held for key, held in whole["layout"].items() if key not in ("title", "meta")}
    saved = {"title": whole["layout"]["title"], "margin": layout["margin"]}
    saved["height"] = layout["height"] + layout["margin"]["t"]
    shown = layout | {"margin": layout["margin"] | {"t": 24}}
    return str(
        to_json_plotly({"data": whole["data"], "layout": shown, "saved": saved}, engine="json")
    )


def _head(held: Mapping[str, str]) -> Iterable[str]:
    if held["question"]:
        yield f'<p class="question">{safe(held["question"])}</p>'
    yield f"<h1>{safe(held['title'])}</h1>"
    if held["basis"]:
        yield f"<p>{safe(held['basis'])}</p>"


def _sections(held: Mapping[str, Any], words: PlotWords) -> Iterable[str]:
    if held["notes"]:
        notes = "".join(f"<li>{safe(note)}</li>" for note in held["notes"])
        yield _section(words.notes, f"<ul>{notes}</ul>")
    several = len(held["tables"]) > 1
    tables = (
        _table("numbers", held["columns"], rows, caption if several else "")
        for caption, rows in held["tables"].items()
    )
    yield _section(words.numbers, "".join(tables))
    if held["inputs"]:
        heads = (words.item, words.value, words.origin)
        yield _section(words.inputs, _table("inputs", heads, held["inputs"]))


def _section(heading: str, body: str) -> str:
    return f'<section class="card"><h2>{safe(heading)}</h2>{body}</section>'


def _table(
    kind: str, columns: Sequence[str], rows: Iterable[Sequence[str]], caption: str = ""
) -> str:
    heads = "".join(f'<th scope="col">{safe(column)}</th>' for column in columns)
    lines = (
        f'<tr><th scope="row">{safe(row[0])}</th>'
        + "".join(f"<td>{safe(cell)}</td>" for cell in row[1:])
        + "</tr>"
        for row in rows
    )
    body = f"<thead><tr>{heads}</tr></thead><tbody>{''.join(lines)}</tbody>"
    above = f"<caption>{safe(caption)}</caption>" if caption else ""
    return f'<table class="{kind}">{above}{body}</table>'
