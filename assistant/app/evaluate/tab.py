"""The evaluate tab: sets are chosen, run and stopped; what came out stands beside them."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import gradio as gr

from assistant.app.evaluate.cards import (
    choice_words,
    field_choices,
    progress_html,
    sets_html,
)
from assistant.app.evaluate.desk import Desk, State
from assistant.app.evaluate.pane import ResultsPane
from assistant.app.evaluate.sets import (
    FIELDS,
    OfferedSet,
    keep_upload,
    offered,
    select,
)
from assistant.app.events import QUICK, queued
from assistant.app.markup import shown
from assistant.app.problems import error_html, made, problem_html, told_of
from assistant.app.strings import label, say, spoken_in
from assistant.app.workspace import Workspace
from assistant.errors import EvaluationSetError
from assistant.evaluation.running import Selection, default_folder
from assistant.evaluation.runs import RunFolder
from assistant.types import Language

_LIMITS = (10, 25, 50, 100, 200)
"""Items at most."""
_WAITING = 4
"""Visitors whose runs may wait; others wait in the page's queue."""
_BAR = {"show_progress": "minimal"}


class Wish(NamedTuple):
    """What a visitor wants to be run."""

    names: tuple[str, ...]
    where: tuple[str, ...]
    most: int
    """Items at most; 0 for no limit."""

    @classmethod
    def of(cls, names: Sequence[str], most: int, where: Sequence[str | None]) -> Wish:
        """Takes what the form holds."""
        return cls(tuple(names), tuple(filter(None, where)), most)


class EvaluateTab:
    """The components of the tab, made inside the page, and what happens to them."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._desk = Desk()
        self._uploads = gr.State(None, delete_callback=_remove)
        self._wish = gr.State(None)
        self._finished = gr.State(None)
        with gr.Row(elem_id="evaluate"):
            with gr.Column(scale=2, min_width=320, elem_id="evaluate-form"):
                gr.HTML(f"<p>{label('evaluate.lead')}</p>", apply_default_css=False)
                self._choosing()
                self._narrowing()
                self._starting()
            with gr.Column(scale=3, min_width=320, elem_id="evaluate-results"):
                self._pane = ResultsPane()
        self._wire()

    def _choosing(self) -> None:
        self._chosen = gr.CheckboxGroup([], label=label("evaluate.sets"), elem_id="evaluate-sets")
        self._none = gr.HTML("", apply_default_css=False, visible=False)
        self._upload = gr.UploadButton(
            label("evaluate.upload"), file_count="multiple", file_types=[".jsonl"], size="sm"
        )
        note = label("evaluate.upload_note")
        gr.HTML(f'<p class="note">{note}</p>', apply_default_css=False)
        self._report = gr.HTML("", apply_default_css=False)

    def _narrowing(self) -> None:
        self._which = gr.Accordion(label("evaluate.conditions"), visible=False)
        with self._which, gr.Row(elem_id="evaluate-fields"):
            self._fields = [
                gr.Dropdown([], value=None, label=label(f"evaluate.field_{field}"),
                            min_width=120, visible=False)
                for field in FIELDS
            ]  # fmt: skip
            limits = [
                (str(label("evaluate.no_limit")), 0),
                *((str(most), most) for most in _LIMITS),
            ]
            self._most = gr.Dropdown(limits, value=0, label=label("evaluate.most"), min_width=120)

    def _starting(self) -> None:
        self._count = gr.HTML("", apply_default_css=False)
        with gr.Row():
            self._run = gr.Button(label("evaluate.run"), variant="primary", interactive=False)
            self._stop = gr.Button(label("evaluate.stop"), variant="stop", visible=False)
            self._go_on = gr.Button(label("evaluate.go_on"), visible=False)
        self._progress = gr.HTML("", apply_default_css=False, elem_id="evaluate-progress")

    def _wire(self) -> None:
        form = [self._uploads, self._chosen, self._most, *self._fields]
        narrowed = [self._which, *self._fields]
        counted = [self._count, self._run]
        added = self._upload.upload(
            self._add, [self._upload, self._uploads, self._chosen],
            [self._uploads, self._chosen, self._none],
            **queued("evaluation-uploads", 2) | _BAR,
        )  # fmt: skip
        given = [self._chosen, self._uploads, *self._fields]
        changed = (
            self._chosen.input(self._narrow, given, narrowed, trigger_mode="always_last", **QUICK),
            added.then(self._narrow, given, narrowed, **QUICK),
        )
        for event in changed:
            event.then(self._counted, form, counted, **QUICK).then(
                self._checked, [self._uploads, self._chosen], self._report,
                **queued("evaluation-checks", 1) | _BAR,
            )  # fmt: skip
        gr.on(
            [self._most.input, *(field.input for field in self._fields)],
            self._counted, form, counted, trigger_mode="always_last", **QUICK,
        )  # fmt: skip
        self._wire_runs(form)

    def _wire_runs(self, form: Sequence[Any]) -> None:
        shown = [
            self._progress, self._run, self._stop, self._go_on, self._wish, self._finished,
        ]  # fmt: skip
        options = queued("evaluation-runs", _WAITING)
        started = (
            self._run.click(self._start, form, shown, **options),
            self._go_on.click(self._resume, [self._uploads, self._wish], shown, **options),
        )
        for event in started:
            self._pane.open_after(event, self._finished)
        self._stop.click(self._halt, None, self._stop, **QUICK)

    def on_open(self, tab: gr.Tab) -> None:
        """Lists sets and runs in the language of the browser, whenever the tab is opened."""
        listed = [self._chosen, self._none]
        tab.select(self._listed, [self._uploads, self._chosen], listed, **QUICK)
        self._pane.on_open(tab)

    def _sets(self, uploads: Path | None) -> dict[str, OfferedSet]:
        return offered(self._workspace.settings.feedback, uploads)

    def _picked(self, names: Sequence[str], uploads: Path | None) -> list[OfferedSet]:
        sets = self._sets(uploads)
        return [sets[name] for name in names if name in sets]

    def _listed(
        self, request: gr.Request, uploads: Path | None, chosen: Sequence[str]
    ) -> tuple[Any, Any]:
        language = spoken_in(request)
        sets = self._sets(uploads)
        choices = [(choice_words(one, language), name) for name, one in sets.items()]
        empty = f'<p class="empty">{say(language, "evaluate.no_sets")}</p>'
        return (
            gr.CheckboxGroup(
                choices=choices, value=[name for name in chosen if name in sets], visible=bool(sets)
            ),
            gr.HTML(empty, visible=not sets),
        )

    def _add(
        self, request: gr.Request, files: list[str], uploads: Path | None, chosen: list[str]
    ) -> tuple[Any, ...]:
        folder = uploads or Path(tempfile.mkdtemp(prefix="evaluation-sets-"))
        added: list[str] = []
        for file in files:
            added.append(keep_upload(Path(file), folder, list(self._sets(folder))))
        return folder, *self._listed(request, folder, [*chosen, *added])

    def _narrow(
        self, request: gr.Request, names: list[str], uploads: Path | None, *held: str | None
    ) -> list[Any]:
        language = spoken_in(request)
        sets = self._picked(names, uploads)
        fields = [
            _field(sets, field, value, language) for field, value in zip(FIELDS, held, strict=True)
        ]
        return [gr.Accordion(visible=bool(sets)), *fields]

    def _counted(
        self,
        request: gr.Request,
        uploads: Path | None,
        names: list[str],
        most: int,
        *where: str | None,
    ) -> tuple[str, Any]:
        if not names:
            return "", gr.Button(interactive=False)
        language = spoken_in(request)
        found = self._selection(Wish.of(names, most, where), uploads, language)
        if isinstance(found, str):
            return error_html(found, language), gr.Button(interactive=False)
        words = say(language, "evaluate.chosen", n=len(found.items))
        return f'<p role="status">{shown(words)}</p>', gr.Button(interactive=True)

    def _checked(self, request: gr.Request, uploads: Path | None, names: list[str]) -> str:
        language = spoken_in(request)
        sets = self._picked(names, uploads)
        return made(lambda: sets_html(sets, self._workspace.assistant, language), language)

    def _selection(self, wish: Wish, uploads: Path | None, language: Language) -> Selection | str:
        """What is to be run, or why nothing can be."""
        sets = self._picked(wish.names, uploads)
        if not sets:
            return say(language, "evaluate.choose")
        if broken := next((one.name for one in sets if one.error), ""):
            return say(language, "evaluate.broken_set", name=broken)
        try:
            return select(sets, wish.where, wish.most)
        except EvaluationSetError as error:
            return told_of(error, language).words

    def _start(
        self,
        request: gr.Request,
        uploads: Path | None,
        names: list[str],
        most: int,
        *where: str | None,
    ) -> Iterator[tuple[Any, ...]]:
        yield from self._resume(request, uploads, Wish.of(names, most, where))

    def _resume(
        self, request: gr.Request, uploads: Path | None, wish: Wish
    ) -> Iterator[tuple[Any, ...]]:
        """Runs a wish, or goes on with it, and yields what the form shows."""
        language = spoken_in(request)
        try:
            yield from self._running(request, uploads, wish, language)
        except Exception as error:
            yield _form(problem_html(error, language), wish)

    def _running(
        self, request: gr.Request, uploads: Path | None, wish: Wish, language: Language
    ) -> Iterator[tuple[Any, ...]]:
        selection = self._selection(wish, uploads, language)
        if isinstance(selection, str):
            yield _form(error_html(selection, language), wish)
            return
        assistant = self._workspace.assistant
        folder = RunFolder(default_folder(assistant, selection))
        order = assistant, selection, folder
        for moment in self._desk.run(str(request.session_hash), order):
            begun = folder.path.name if moment.done else None
            yield _form(progress_html(moment, language), wish, moment.state, begun)

    def _halt(self, request: gr.Request) -> Any:
        self._desk.stop(str(request.session_hash))
        return gr.Button(interactive=False)


def _form(
    said: str, wish: Wish, state: State = "done", begun: str | None = None
) -> tuple[Any, ...]:
    """What the form shows of a run: words, buttons, the wish, and the folder once it has ended."""
    ended = state in ("stopped", "done")
    return (
        said,
        gr.Button(interactive=ended),
        gr.Button(visible=not ended, interactive=state != "stopping"),
        gr.Button(visible=state == "stopped"),
        wish,
        begun if ended else None,
    )


def _field(sets: Sequence[OfferedSet], field: str, held: str | None, language: Language) -> Any:
    """A dropdown of the values that the items of sets have in a field."""
    choices, narrows = field_choices(sets, field, language)
    value = held if held in [value for _, value in choices] else ""
    return gr.Dropdown(choices=choices, value=value, visible=narrows)


def _remove(uploads: Path | None) -> None:
    if uploads is not None:
        shutil.rmtree(uploads, ignore_errors=True)
