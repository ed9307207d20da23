"""The results side of the evaluate tab: a run, its figures, what went wrong, a comparison."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

import gradio as gr

from assistant.app.downloads import Download
from assistant.app.evaluate.cards import run_words
from assistant.app.evaluate.comparison import comparison_html
from assistant.app.evaluate.failures import PAGE, failures_at, failures_html, places
from assistant.app.evaluate.figures import sections_html
from assistant.app.evaluate.runs import (
    StoredRun,
    earlier,
    packed,
    report_page,
    results,
    stored_runs,
)
from assistant.app.events import QUICK, queued
from assistant.app.markup import shown
from assistant.app.problems import explained, made
from assistant.app.strings import label, say, spoken_in
from assistant.errors import EvaluationRunError
from assistant.evaluation.comparing import compare_runs
from assistant.types import Language

_SLOW = queued("evaluation-results", 2) | {"show_progress": "minimal"}


class ResultsPane:
    """The components, made inside the tab, and what happens to them."""

    def __init__(self) -> None:
        self._runs = gr.Dropdown(
            [], value=None, label=label("evaluate.runs"), elem_id="evaluate-runs", visible=False
        )
        empty = f'<p class="empty">{label("evaluate.empty")}</p>'
        self._empty = gr.HTML(empty, apply_default_css=False)
        with gr.Column(visible=False, elem_id="evaluate-run") as self._body:
            with gr.Row(elem_id="evaluate-downloads"):
                self._report = Download(label("evaluate.report"))
                self._folder = Download(label("evaluate.folder"))
            with gr.Tabs(elem_id="evaluate-tabs"):
                with gr.Tab(label("evaluate.tab_figures")):
                    self._figures = gr.HTML("", apply_default_css=False)
                with gr.Tab(label("evaluate.tab_failures")):
                    self._failing()
                with gr.Tab(label("evaluate.tab_compare")):
                    self._comparing()
        self._wire()

    def _failing(self) -> None:
        self._most = gr.State(PAGE)
        self._places = gr.Dropdown([], value=None, label=label("evaluate.places"))
        self._failures = gr.HTML("", apply_default_css=False)
        self._more = gr.Button(label("evaluate.more"), size="sm", visible=False)

    def _comparing(self) -> None:
        self._others = gr.Dropdown([], value=None, label=label("evaluate.compare_with"))
        self._comparison = gr.HTML("", apply_default_css=False)

    def _wire(self) -> None:
        listed = [self._most, self._failures, self._more]
        self._runs.input(self._opened, self._runs, self._shown, **_SLOW)
        self._places.input(_first, [self._runs, self._places], listed, **_SLOW)
        self._more.click(_more, [self._runs, self._places, self._most], listed, **_SLOW)
        self._others.input(_compared, [self._runs, self._others], self._comparison, **_SLOW)
        self._report.wire(_report, [self._runs])
        self._folder.wire(_folder, [self._runs])

    @property
    def _shown(self) -> list[Any]:
        return [
            self._empty, self._body, self._figures, self._places, self._most, self._failures,
            self._more, self._others, self._comparison,
        ]  # fmt: skip

    def on_open(self, tab: gr.Tab) -> None:
        """Lists the runs in the language of the browser."""
        tab.select(_listed, self._runs, self._runs, **QUICK)

    def open_after(self, event: Any, name: gr.State) -> None:
        """Opens a run once an event has ended.

        Args:
            name: of its folder.
        """
        event.then(self._finished, name, [self._runs, *self._shown], **_SLOW)

    def _finished(self, request: gr.Request, name: str | None) -> list[Any]:
        if name is None:
            return [gr.skip()] * (1 + len(self._shown))
        return [_listed(request, name), *self._opened(request, name)]

    def _opened(self, request: gr.Request, name: str | None) -> list[Any]:
        language = spoken_in(request)
        runs = stored_runs()
        run = runs.get(name or "")
        if run is None:
            gone = _hint("evaluate.gone" if name else "evaluate.empty", language)
            rest = [gr.skip()] * (len(self._shown) - 2)
            return [gr.HTML(gone, visible=True), gr.Column(visible=False), *rest]
        figures = made(lambda: sections_html(results(run).sections, language), language)
        return [
            gr.HTML(visible=False), gr.Column(visible=True), figures,
            *_failing(run, language), *_comparable(runs, run, language),
        ]  # fmt: skip


def _listed(request: gr.Request, name: str | None) -> Any:
    language = spoken_in(request)
    runs = stored_runs()
    value = name if name in runs else ""
    return gr.Dropdown(_choices(list(runs.values()), language), value=value, visible=bool(runs))


def _failing(run: StoredRun, language: Language) -> list[Any]:
    """The places of failures, and the first of those at the first place."""
    try:
        choices = places(results(run), language)
    except EvaluationRunError:  # it stands where the figures would
        choices = []
    first = choices[0][1] if choices else None
    dropdown = gr.Dropdown(choices=choices, value=first, visible=bool(choices))
    return [dropdown, *_listed_failures(run, first, PAGE, language)]


def _listed_failures(run: StoredRun, place: str | None, most: int, language: Language) -> list[Any]:
    try:
        found = failures_at(results(run), place)
    except EvaluationRunError:
        return [most, "", gr.Button(visible=False)]
    more = gr.Button(visible=most < len(found))
    return [most, failures_html(found, most, language), more]


def _comparable(runs: Mapping[str, StoredRun], run: StoredRun, language: Language) -> list[Any]:
    found = earlier(runs, run)
    dropdown = gr.Dropdown(_choices(found, language), value="", visible=bool(found))
    return [dropdown, "" if found else _hint("evaluate.nothing_to_compare", language)]


def _choices(runs: Sequence[StoredRun], language: Language) -> list[tuple[str, str]]:
    return [
        (say(language, "evaluate.choose_run"), ""),
        *((run_words(run, language), run.name) for run in runs),
    ]


def _hint(
    key: Literal["evaluate.empty", "evaluate.gone", "evaluate.nothing_to_compare"],
    language: Language,
) -> str:
    return f'<p class="empty">{shown(say(language, key))}</p>'


def _first(request: gr.Request, name: str, place: str) -> list[Any]:
    return _more(request, name, place, 0)


def _more(request: gr.Request, name: str, place: str, most: int) -> list[Any]:
    run = stored_runs().get(name)
    if run is None:
        return [gr.skip()] * 3
    return _listed_failures(run, place, most + PAGE, spoken_in(request))


def _compared(request: gr.Request, name: str, other: str) -> str:
    language = spoken_in(request)
    runs = stored_runs()
    if not other:
        return ""
    if name not in runs or other not in runs:
        return _hint("evaluate.gone", language)
    before, after = runs[other].folder, runs[name].folder
    return made(lambda: comparison_html(compare_runs(before, after), language), language)


def _report(request: gr.Request, name: str | None) -> tuple[str, bytes]:
    with explained(spoken_in(request)):
        run = _run(name)
        return f"{run.name}.html", report_page(run)


def _folder(request: gr.Request, name: str | None) -> tuple[str, bytes]:
    with explained(spoken_in(request)):
        run = _run(name)
        return f"{run.name}.zip", packed(run)


def _run(name: str | None) -> StoredRun:
    run = stored_runs().get(name or "")
    if run is None:
        raise EvaluationRunError(f"There is no run {name!r}", "Choose another one", "gone")
    return run
