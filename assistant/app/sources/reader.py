"""Where one document of the index is read, in place of the list: its text, and its facts' form."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import gradio as gr

from assistant.app.components import area
from assistant.app.events import QUICK, queued
from assistant.app.markup import shown
from assistant.app.problems import error_html, explained, problem_html
from assistant.app.sources.changes import Step, described, followed
from assistant.app.sources.facts import FACTS, wrong
from assistant.app.sources.listing import facts_html, is_uploaded, list_html
from assistant.app.sources.told import step_html
from assistant.app.sources.view import parts_up_to, view
from assistant.app.strings import label, say, spoken_in
from assistant.app.workspace import Workspace
from assistant.index.collection import Entry
from assistant.reading.cite import citation_id
from assistant.types import Language, Span

_TO_HEADING = """() => requestAnimationFrame(() =>
  document.querySelector("#sources article h2")?.focus())"""
_TO_ROW = """() => requestAnimationFrame(() =>
  document.querySelector("#sources tr[data-opened] [data-view]")?.focus())"""
_TO_PASSAGE = """() => {
  let tries = 40;
  const seek = () => {
    const text = document.querySelector("#sources article");
    const place = text?.querySelector(".passage") ?? text?.querySelector("h2");
    if (!place?.offsetParent) return tries-- > 0 && setTimeout(seek, 50);
    place.scrollIntoView({ block: "center" });
    place.focus({ preventScroll: true });
  };
  seek();
}"""
_TO_QUOTE = """() => {
  let tries = 40;
  const seek = () => {
    const button = document.querySelector("[data-opened-source]");
    if (!button?.offsetParent) return tries-- > 0 && setTimeout(seek, 50);
    button.scrollIntoView({ block: "center" });
    button.focus({ preventScroll: true });
  };
  seek();
}"""


class _Quote(NamedTuple):
    """A quote whose source is wanted."""

    tab: str
    document: str
    span: Span
    id: str


class SourceReader:
    """The components of the place, and what happens to them."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._reading = gr.State(None)
        self._quote = gr.State(None)
        with gr.Column(visible=False, elem_classes="viewer") as self._column:
            with gr.Row(elem_classes="back-row"):
                self._back = gr.Button(label("sources.back"), size="sm", elem_classes="back")
                self._to_quote = gr.Button(
                    label("sources.to_quote"), size="sm", visible=False, elem_classes="to-quote"
                )
            self._facts_form()
            self._document = area(elem_classes="document")
            with gr.Row(visible=False, elem_classes="more") as self._rest:
                self._rest_note = area()
                self._more = gr.Button(label("sources.more"), size="sm")

    def _facts_form(self) -> None:
        with gr.Accordion(
            label("sources.facts"), open=False, visible=False, elem_classes="facts-form"
        ) as self._form:
            gr.HTML(f"<p>{label('sources.facts_note')}</p>", elem_classes="hint")
            self._facts = [
                gr.Textbox(label=label(f"sources.facts_{name}"), max_lines=1, max_length=500)
                for name in FACTS
            ]
            self._save = gr.Button(label("sources.facts_save"), size="sm", variant="primary")
            self._said = area(elem_classes="told")

    @property
    def _shown(self) -> list[Any]:
        document: list[Any] = [self._document, self._rest, self._rest_note, self._reading]
        return [*document, self._form, *self._facts, self._said]

    def wire(
        self, documents: gr.HTML, overview: gr.Column, told: gr.HTML, listed: Sequence[gr.HTML]
    ) -> None:
        """Opens the document of a row, and goes back to the list.

        Args:
            overview: what the document takes the place of.
            told: where it is said that a document cannot be shown.
            listed: the index's facts and its list, which a changed fact changes.
        """
        columns: list[Any] = [overview, self._column]
        shown: list[Any] = [*columns, told, self._to_quote, *self._shown]
        documents.click(self._opened, None, shown, **QUICK).success(
            None, None, None, js=_TO_HEADING, **QUICK
        )
        self._more.click(self._continued, self._reading, self._shown[:4], **QUICK)
        self._back.click(_closed, None, columns, **QUICK).then(
            None, None, None, js=_TO_ROW, **QUICK
        )
        saved: list[Any] = [self._said, self._document, *listed]
        self._save.click(self._stated, {self._reading, *self._facts}, saved, **queued("writes"))

    def shows_quotes(
        self, panes: Mapping[str, gr.HTML], tabs: gr.Tabs, overview: gr.Column
    ) -> None:
        """Opens the source of a quote at its place, and leads back to the quote.

        Args:
            panes: where quotes stand, by the id of their tab.
            overview: what the document takes the place of.
        """
        columns: list[Any] = [overview, self._column]
        opened: list[Any] = [*columns, self._to_quote, *self._shown]
        for tab, pane in panes.items():
            # What is not on the page yet takes no changes: first the tab, then the document.
            pane.click(_wanting(tab), None, [tabs, self._quote], **QUICK).success(
                self._quoted, self._quote, opened, **QUICK
            ).success(None, None, None, js=_TO_PASSAGE, **QUICK)
        self._to_quote.click(
            lambda quote: (gr.Tabs(selected=quote.tab), *_closed()),
            self._quote,
            [tabs, *columns],
            **QUICK,
        ).then(None, None, None, js=_TO_QUOTE, **QUICK)

    def _opened(self, event: gr.EventData, request: gr.Request) -> tuple[Any, ...]:
        """Shows a document in place of the list, or there that it is gone."""
        language = spoken_in(request)
        try:
            page = self._page(self._entry(str(event.document)), 1, language)
        except Exception as error:
            said = problem_html(error, language)
            return *_closed(), said, gr.skip(), *[gr.skip()] * len(self._shown)
        return *_open(), "", gr.Button(visible=False), *page

    def _quoted(self, quote: _Quote, request: gr.Request) -> tuple[Any, ...]:
        """Shows a quote where it stands in its source, or an error over the page."""
        language, span = spoken_in(request), quote.span
        with explained(language):
            entry = self._entry(quote.document)
            if citation_id(entry.document, span) != quote.id:
                gr.Info(say(language, "sources.quote_changed"))
                span = Span(entry.document.body.start, entry.document.body.start)
            page = self._page(entry, parts_up_to(entry.document, span.end), language, span)
        return *_open(), gr.Button(visible=True), *page

    def _continued(
        self, reading: tuple[str, int, Span | None], request: gr.Request
    ) -> tuple[Any, ...]:
        name, parts, span = reading
        with explained(spoken_in(request)):
            return self._page(self._entry(name), parts + 1, spoken_in(request), span)[:4]

    def _entry(self, name: str) -> Entry:
        assistant = self._workspace.assistant
        return assistant.collection.entries[assistant.document(name).path]

    def _page(
        self, entry: Entry, parts: int, language: Language, span: Span | None = None
    ) -> tuple[Any, ...]:
        held, document = view(entry, parts, language, span), entry.document
        rest = f'<p lang="{language}">{shown(say(language, "sources.rest", n=held.rest))}</p>'
        known = [getattr(document.info, name) or "" for name in FACTS]
        return (
            held.html,
            gr.Row(visible=held.rest > 0),
            rest,
            (document.path, parts, span),
            gr.Accordion(visible=is_uploaded(document, self._workspace.settings.uploads)),
            *known,
            "",
        )

    def _stated(self, held: dict[Any, Any], request: gr.Request) -> Iterator[tuple[Any, ...]]:
        """Writes the facts of an uploaded file, and shows it and the list anew."""
        language, (name, parts, span) = spoken_in(request), held[self._reading]
        unchanged = (gr.skip(),) * 3
        facts = {fact: held[box] for fact, box in zip(FACTS, self._facts, strict=True)}
        if problem := wrong(facts):
            yield error_html(say(language, f"sources.wrong_{problem}"), language), *unchanged
            return
        try:
            if not is_uploaded(self._entry(name).document, self._workspace.settings.uploads):
                raise PermissionError(name)
            change = described(name, self._workspace.settings.uploads, facts)
            for step in followed(self._workspace, change):
                if isinstance(step, Step):
                    yield step_html(step, language), *unchanged
        except Exception as error:
            yield problem_html(error, language), *unchanged
            return
        yield self._restated(name, parts, span, language)

    def _restated(
        self, name: str, parts: int, span: Span | None, language: Language
    ) -> tuple[Any, ...]:
        said = f'<p role="status">{shown(say(language, "sources.facts_saved"))}</p>'
        entries = list(self._workspace.assistant.collection.entries.values())
        return (
            said,
            view(self._entry(name), parts, language, span).html,
            facts_html(self._workspace, language),
            list_html(entries, self._workspace.settings.uploads, language),
        )


def _wanting(tab: str) -> Callable[[gr.EventData], tuple[gr.Tabs, _Quote]]:
    def wanted(event: gr.EventData) -> tuple[gr.Tabs, _Quote]:
        place = Span(int(event.start), int(event.end))
        return gr.Tabs(selected="sources"), _Quote(tab, str(event.document), place, str(event.id))

    return wanted


def _open() -> tuple[Any, ...]:
    return gr.Column(visible="hidden"), gr.Column(visible=True)


def _closed() -> tuple[Any, ...]:
    return gr.Column(visible=True), gr.Column(visible=False)
