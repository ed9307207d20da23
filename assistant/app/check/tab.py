"""The check tab: a text, its sentences marked by verdict, the evidence on each beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.app.assets import script
from assistant.app.check.evidence import evidence_html
from assistant.app.check.examples import EXAMPLES
from assistant.app.check.run import (
    SYMBOLS,
    Check,
    bundle,
    checking,
    file_text,
    problem,
    text_document,
    tokens,
    too_long,
)
from assistant.app.check.status import Phase, note_html, status_html
from assistant.app.components import area, quotes_area
from assistant.app.downloads import Download
from assistant.app.events import QUICK, queued
from assistant.app.problems import error_html, explained, problem_html
from assistant.app.strings import label, say, spoken_in
from assistant.app.workspace import Workspace
from assistant.types import Language

CONCURRENT_CHECKS = 2
FILES = [".txt", ".md", ".html", ".htm", ".pdf", ".docx"]

_COLOURS = {
    "supported": "#22c55e",
    "contradicted": "#ef4444",
    "disputed": "#f59e0b",
    "not_enough_evidence": "#64a0dc",
    "nothing_to_check": "transparent",
    "pending": "transparent",
    "heading": "transparent",
}
"""Gradio lays them half transparent under the text, so that they do in the dark as well."""

Updates = dict[Any, Any]
"""What an event changes, by component."""


class CheckTab:
    """The components of the tab, made inside the page, and what happens to them."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._held = gr.State(None)
        with gr.Column(elem_id="check"):
            self.text = gr.Textbox(
                label=label("check.text"),
                placeholder=str(label("check.hint")),
                lines=5,
                max_lines=12,
                elem_id="check-input",
            )
            self._buttons()
            self._status = area(
                f'<p class="empty">{label("check.empty")}</p>', elem_id="check-status"
            )
            self._results()
        self._wire()

    def _buttons(self) -> None:
        with gr.Row(elem_id="check-buttons"):
            self._start = gr.Button(
                label("check.start"), variant="primary", size="sm", elem_id="check-start"
            )
            self._stop = gr.Button(
                label("check.stop"), variant="stop", size="sm", visible=False, elem_id="check-stop"
            )
            self._file = gr.UploadButton(label("check.file"), file_types=FILES, size="sm")
        with gr.Row(elem_id="check-examples") as self._examples:
            area(f"<p>{label('check.example')}</p>")
            self._tries = [
                (gr.Button(name, size="sm"), example) for name, example in EXAMPLES.items()
            ]

    def _results(self) -> None:
        with gr.Column(visible=False, elem_id="check-results") as self._shown:
            area(f"<p>{label('check.jump')}</p>", elem_id="check-jump")
            with gr.Row(elem_id="check-counts"):
                self._counts = {
                    name: gr.Button("", size="sm", elem_classes=["count", name]) for name in SYMBOLS
                }
            with gr.Row(elem_id="check-columns"):
                with gr.Column(scale=3, min_width=320):
                    self._text_marked()
                with gr.Column(scale=2, min_width=320, elem_id="check-pane"):
                    self.evidence = quotes_area(elem_id="check-evidence")
                    self._back = gr.Button(label("check.back"), size="sm", elem_id="check-back")

    def _text_marked(self) -> None:
        self._marked = gr.HighlightedText(
            label=label("check.result"),
            color_map=_COLOURS,
            show_inline_category=False,
            elem_id="check-text",
        )
        with gr.Row(elem_id="check-export"):
            self._export = Download(label("check.export"))

    def _wire(self) -> None:
        self._begun(gr.on([self._start.click, self.text.submit], **self._beginning()))
        for button, example in self._tries:
            filled = button.click(lambda example=example: example, None, self.text, **QUICK)
            self._begun(filled.then(**self._beginning()))
        # Gradio's own cancelling now and then leaves "Error" on the page.
        self._stop.click(self._stopped, self._held, self._outputs(), **QUICK).then(
            None, js=_acting("rest"), **QUICK
        )
        self._file.upload(
            self._read,
            self._file,
            [self.text, self._status, self._held, self._shown],
            **queued("check-files", CONCURRENT_CHECKS),
        )
        self._wire_results()

    def _wire_results(self) -> None:
        self._marked.select(None, js=_acting("mark"), **QUICK)
        self._marked.select(self._chosen, self._held, self.evidence, **QUICK).then(
            None, js=_acting("show"), **QUICK
        )
        self._back.click(None, js=_acting("back"), **QUICK)
        for name, button in self._counts.items():
            button.click(None, js=_acting("next", SYMBOLS[name]), **QUICK)
        self._export.wire(self._bundle, [self._held])

    def _beginning(self) -> dict[str, Any]:
        """The quick first step: what is wrong with a text is said at once."""
        inputs = [self.text, self._held]
        return {"fn": self._begin, "inputs": inputs, "outputs": self._outputs(), **QUICK}

    def _begun(self, event: Any) -> None:
        """Adds the slow step, of which few run at a time."""
        event.then(None, js=_acting("begin"), **QUICK)
        checked = event.then(
            self._run, self._held, self._outputs(), **queued("checks", CONCURRENT_CHECKS)
        )
        checked.then(None, js=_acting("rest"), **QUICK)

    def _outputs(self) -> list[Any]:
        return [
            self._held, self._status, self._shown, self._marked, self.evidence, self.text,
            self._start, self._stop, self._file, self._examples, *self._counts.values(),
        ]  # fmt: skip

    def _begin(self, text: str, before: Check | None, request: gr.Request) -> Updates:
        language = spoken_in(request)
        if before:
            before.halt.replaced = True
        if words := problem(text, language, self._workspace.settings.question_characters):
            return {
                self._held: None,
                self._status: error_html(words, language),
                self._shown: gr.Column(visible=False),
            }
        check = Check(text_document(text), self._workspace.assistant)
        return {
            **self._view(check, "waiting", language),
            **self._busy(True),
            self._shown: gr.Column(visible=True),
            self.evidence: f'<p class="empty">{say(language, "check.choose")}</p>',
        }

    def _run(self, check: Check | None, request: gr.Request) -> Iterator[Updates]:
        if check is None or check.halt.stopped:
            yield {self._held: check}
            return
        language = spoken_in(request)
        # The index may have changed while the text waited.
        check = replace(check, assistant=self._workspace.assistant)
        yield self._view(check, "running", language)
        try:
            now = check
            for further, left in checking(check):
                if check.halt.stopped or check.halt.replaced:
                    break
                now = further
                yield self._view(now, "running", language, left)
            if not check.halt.replaced:
                phase: Phase = "stopped" if check.halt.stopped else "done"
                yield {**self._view(now, phase, language), **self._busy(False)}
        except Exception as error:
            yield {self._status: problem_html(error, language), **self._busy(False)}

    def _stopped(self, check: Check | None, request: gr.Request) -> Updates:
        if check is None:
            return self._busy(False)
        check.halt.stopped = True
        return {**self._view(check, "stopped", spoken_in(request)), **self._busy(False)}

    def _view(
        self, check: Check, phase: Phase, language: Language, left: float | None = None
    ) -> Updates:
        """The text and its counts as far as it was checked."""
        counted = {
            button: gr.Button(
                value=say(
                    language,
                    "check.count",
                    symbol=SYMBOLS[name],
                    name=say(language, f"check.verdict_{name}"),
                    count=check.count(name),
                ),
                interactive=check.count(name) > 0,
            )
            for name, button in self._counts.items()
        }
        return {
            self._held: check,
            self._status: status_html(check, phase, language, left),
            self._marked: tokens(check),
            **counted,
        }

    def _busy(self, busy: bool) -> Updates:
        return {
            self._start: gr.Button(visible=not busy),
            self._stop: gr.Button(visible=busy),
            self._examples: gr.Row(visible=not busy),
            self._file: gr.UploadButton(interactive=not busy),
            self.text: gr.Textbox(interactive=not busy),
        }

    def _read(self, path: str | None, request: gr.Request) -> Updates:
        """Puts the text of a file into the box, where it can be looked at before it is checked."""
        language = spoken_in(request)
        try:
            text = file_text(Path(path or ""))
        except Exception as error:
            return {self._status: problem_html(error, language)}
        if words := too_long(text, language):
            return {self._status: error_html(words, language)}
        name = Path(path or "").name
        said = say(language, "check.file_read", name=name, count=len(text))
        return {
            self.text: text,
            self._status: note_html(said),
            self._held: None,
            self._shown: gr.Column(visible=False),
        }

    def _chosen(self, check: Check | None, event: gr.SelectData, request: gr.Request) -> Any:
        if check is None or not isinstance(event.index, int):
            return gr.skip()
        return evidence_html(check, event.index, spoken_in(request))

    def _bundle(self, check: Check | None, request: gr.Request) -> tuple[str, bytes]:
        language = spoken_in(request)
        if check is None or not check.verdicts:
            raise gr.Error(say(language, "check.nothing_to_export"), print_exception=False)
        with explained(language):
            return bundle(check)


def _acting(action: str, symbol: str = "") -> str:
    return f"() => ({script('check')})({action!r}, {symbol!r})"
