"""The sources tab: the documents of the index, added, read, removed and compared."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.app.assets import script
from assistant.app.components import area, quotes_area
from assistant.app.downloads import Download
from assistant.app.events import QUICK, queued
from assistant.app.markup import shown
from assistant.app.problems import explained, made, problem_html
from assistant.app.sources.changes import (
    Change,
    Result,
    Step,
    followed,
    removed,
    results,
    safe_name,
    uploaded,
)
from assistant.app.sources.listing import facts_html, is_uploaded, list_html
from assistant.app.sources.reader import SourceReader
from assistant.app.sources.survey import survey_csv, survey_html
from assistant.app.sources.told import aloud, begun, results_html, step_html
from assistant.app.strings import label, say, spoken_in
from assistant.app.workspace import Workspace
from assistant.index.builder import BuildReport
from assistant.types import Language, Surveyed

_CONCURRENT_WRITES = 4
"""One is made at a time; the others wait where their visitors see it."""
_SAID_ALOUD = "element.setAttribute('role', 'status')"


class SourcesTab:
    """The components of the tab, made inside the page, and what happens to them."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        with gr.Column(elem_id="sources"):
            with gr.Column(elem_classes="overview") as self._overview:
                self._heading()
                self._told = area(elem_id="sources-told", elem_classes="told")
                self._aloud = area(elem_classes="unseen", js_on_load=_SAID_ALOUD)
                self._list = area(
                    f'<p class="empty">{label("sources.loading")}</p>',
                    elem_id="sources-list",
                    elem_classes="list",
                    js_on_load=script("sources"),
                )
                self._disagreements()
            self._reader = SourceReader(workspace)
        self._wire()

    def _heading(self) -> None:
        self._facts = area(elem_id="sources-about", elem_classes="about")
        with gr.Row(elem_classes="buttons"):
            self._reload = gr.Button(label("sources.reload"), size="sm")
            self._reindex = gr.Button(label("sources.reindex"), size="sm")
        self._files = gr.File(
            label=label("sources.files"), file_count="multiple", height=150, elem_classes="files"
        )
        gr.HTML(f"<p>{label('sources.files_note')}</p>", elem_classes="hint")

    def _disagreements(self) -> None:
        with gr.Column(elem_classes="comparison"):
            area(f"<h2>{label('sources.disagreements')}</h2>")
            gr.HTML(f"<p>{label('sources.disagreements_note')}</p>", elem_classes="hint")
            with gr.Row(elem_classes="buttons"):
                self._compare = gr.Button(label("sources.compare"), size="sm", variant="primary")
                self._csv = Download(label("sources.csv"))
            self._found = quotes_area(elem_id="sources-found", elem_classes="found")

    def _wire(self) -> None:
        overview: list[Any] = [self._facts, self._list, self._found]
        changed = [self._told, self._aloud, *overview]
        writing = queued("writes", _CONCURRENT_WRITES)
        self._reload.click(self._overview_html, None, overview, **QUICK)
        self._reindex.click(self._checked, None, changed, **writing)
        self._files.upload(self._added, self._files, [self._files, *changed], **writing)
        self._list.delete(self._removed, None, changed, **writing)
        self._compare.click(self._compared, None, self._found, **queued("survey", 1))
        self._csv.wire(self._table, [])
        self._reader.wire(self._list, self._overview, self._told, [self._facts, self._list])

    def shows_quotes(self, panes: Mapping[str, gr.HTML], tabs: gr.Tabs) -> None:
        """Opens the source of a quote whose button is clicked.

        Args:
            panes: where quotes stand, by the id of their tab.
        """
        self._reader.shows_quotes(panes, tabs, self._overview)

    def on_open(self, tab: gr.Tab) -> None:
        """Shows what the index holds whenever the tab is opened."""
        tab.select(self._overview_html, None, [self._facts, self._list, self._found], **QUICK)

    def _overview_html(self, request: gr.Request) -> tuple[str, str, str]:
        return self._current(spoken_in(request))

    def _current(
        self, language: Language, new: Collection[str] = frozenset()
    ) -> tuple[str, str, str]:
        assistant = self._workspace.assistant
        entries = list(assistant.collection.entries.values())
        known = self._workspace.survey.known(assistant, language)
        return (
            facts_html(self._workspace, language),
            list_html(entries, self._workspace.settings.uploads, language, new),
            "" if known is None else survey_html(known, language),
        )

    def _checked(self, request: gr.Request) -> Iterator[tuple[Any, ...]]:
        yield from self._written(lambda builder: builder.refresh(), results, spoken_in(request))

    def _added(self, files: list[str], request: gr.Request) -> Iterator[tuple[Any, ...]]:
        paths = [Path(file) for file in files]
        names = [safe_name(path.name) for path in paths]
        change = uploaded(paths, self._workspace.settings.uploads)
        for told in self._written(
            change, lambda report: results(report, names), spoken_in(request)
        ):
            yield None, *told

    def _removed(self, event: gr.EventData, request: gr.Request) -> Iterator[tuple[Any, ...]]:
        name, language = str(event.document), spoken_in(request)
        held = self._workspace.assistant.collection.entries.get(name)
        gone = held and is_uploaded(held.document, self._workspace.settings.uploads)
        upload = Path(held.document.origin) if held and gone else None
        yield from self._written(removed(name, upload), results, language)

    def _written(
        self, change: Change, told: Callable[[BuildReport], list[Result]], language: Language
    ) -> Iterator[tuple[Any, ...]]:
        """Shows each step of a change, then what came of it beside the new list."""
        unchanged = gr.skip(), gr.skip(), gr.skip()
        new: tuple[str, ...] = ()
        try:
            first = True
            for step in followed(self._workspace, change):
                if isinstance(step, Step):
                    # Who listens hears that it begins and what came of it, not each step.
                    heard = begun(step, language) if first else gr.skip()
                    yield step_html(step, language), heard, *unchanged
                    first = False
                else:
                    new = step.added
                    outcome = told(step), step.generation, language
                    said = results_html(*outcome), aloud(*outcome)
        except Exception as error:
            said = problem_html(error, language), ""
        yield *said, *self._current(language, new)

    def _compared(self, request: gr.Request) -> Iterator[str]:
        language = spoken_in(request)
        comparing = shown(say(language, "sources.comparing"))
        yield f'<p class="empty" role="status" lang="{language}">{comparing}</p>'
        yield made(lambda: survey_html(self._compared_with(language), language), language)

    def _table(self, request: gr.Request) -> tuple[str, bytes]:
        language = spoken_in(request)
        with explained(language):
            return survey_csv(self._compared_with(language), language)

    def _compared_with(self, language: Language) -> list[Surveyed]:
        return self._workspace.survey.found(self._workspace.assistant, language)
