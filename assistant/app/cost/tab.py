"""The cost tab: a form over the cost model, its result beside it while it is filled in."""

from __future__ import annotations

import html
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import gradio as gr

from assistant.app.assets import script
from assistant.app.chat import ChatTab
from assistant.app.components import area, quotes_area
from assistant.app.cost.form import form_html, marks
from assistant.app.cost.question import Asked, filled_in, in_question
from assistant.app.cost.rows import row_names, typed_in
from assistant.app.cost.scenario import (
    Read,
    Scenario,
    all_bases,
    from_form,
    from_query,
    given_inputs,
)
from assistant.app.cost.shown import Shown, shown_calculation, shown_scenario
from assistant.app.events import PRIVATE, QUICK, queued
from assistant.app.problems import problem_html
from assistant.app.strings import label, say, spoken_in
from assistant.app.workspace import Workspace
from assistant.types import Calculation, CalculationInput, Language

_CONCURRENT = 2
_Cited = Mapping[str, CalculationInput]


class CostTab:
    """The components of the tab, made inside the page, and what happens to them.

    Args:
        chat: where questions about a scenario go.
        tabs: of the page; ``chat`` and ``cost`` are the ids of its two tabs.
    """

    def __init__(self, workspace: Workspace, chat: ChatTab, tabs: gr.Tabs) -> None:
        self._workspace, self._chat, self._tabs = workspace, chat, tabs
        self._cited = gr.State({})
        with gr.Column(elem_id="cost"):
            self._question = gr.Textbox(
                label=label("cost.question"),
                placeholder=str(label("cost.hint")),
                submit_btn=True,
                max_lines=3,
                elem_id="cost-question",
            )
            with gr.Row(elem_id="cost-columns"):
                with gr.Column(scale=5, min_width=320):
                    self._form = _empty_form()
                with gr.Column(scale=6, min_width=320, elem_id="cost-beside"):
                    self._beside()
        self._wire()

    def _beside(self) -> None:
        self._result = area(elem_id="cost-result")
        with gr.Row(elem_id="cost-buttons"):
            self._ask = gr.Button(label("cost.ask"), size="sm", variant="primary")
            self._copy = gr.Button(label("cost.copy"), size="sm")
            self._reset = gr.Button(label("cost.reset"), size="sm")
        self._said = area(elem_id="cost-said")
        self._bases = area(elem_id="cost-bases")
        with gr.Column(visible=False, elem_id="cost-figure") as self._figure:
            self._plot_title = area()
            self._plot = gr.Plot(
                label=label("cost.plot"), show_label=False, container=False, elem_id="cost-plot"
            )
            self._plot_table = area()
        self.evidence = quotes_area(elem_id="cost-details")

    @property
    def _outputs(self) -> list[Any]:
        return [
            self._form, self._result, self._bases, self.evidence, self._figure,
            self._plot_title, self._plot, self._plot_table, self._cited,
        ]  # fmt: skip

    def _wire(self) -> None:
        held: list[Any] = [self._form, self._cited]
        latest = QUICK | {"trigger_mode": "always_last"}
        self._form.input(self._typed, held, self._outputs, **latest)
        self._form.select(self._chosen, held, self._outputs, **latest)
        self._reset.click(self._fresh, None, self._outputs, **QUICK)
        self._copy.click(None, None, None, js=script("cost_copy"), **PRIVATE)
        self._ask.click(self._to_chat, self._form, [self._chat.question, self._tabs], **QUICK)
        self._question.submit(
            self._asked,
            [self._question, *held],
            self._outputs,
            show_progress_on=self._result,
            **queued("cost-questions", _CONCURRENT) | {"show_progress": "full"},
        )

    def on_load(self, page: gr.Blocks) -> None:
        """Fills the form in: from the address, where that holds a scenario."""
        page.load(self._opened, None, [self._tabs, self._said, *self._outputs], **QUICK)

    def _opened(self, request: gr.Request) -> tuple[Any, ...]:
        language = spoken_in(request)
        parameters = dict(request.query_params)
        linked = parameters.get("tab") == "cost"
        held = from_query(parameters) if linked else Read(Scenario())
        tab = gr.Tabs(selected="cost") if linked else gr.skip()
        found = shown_scenario(held, language, {}, self._document, of_link=linked)
        return tab, _status(language), *_filled(held.scenario, found, language, {})

    def _typed(self, sent: Any, cited: _Cited, request: gr.Request) -> tuple[Any, ...]:
        language = spoken_in(request)
        held = from_form(sent, language)
        found = shown_scenario(held, language, cited, self._document)
        return gr.HTML(marks=dict(found.marks)), *_beside(found), cited

    def _chosen(self, sent: Any, cited: _Cited, request: gr.Request) -> tuple[Any, ...]:
        """Makes the form anew for another formula or preset; figures that fit stay."""
        language = spoken_in(request)
        held = from_form(sent, language)
        names = set(row_names(held.scenario))
        given = {name: text for name, text in held.scenario.given.items() if name in names}
        held = Read(replace(held.scenario, given=given))
        found = shown_scenario(held, language, cited, self._document)
        return _filled(held.scenario, found, language, cited)

    def _fresh(self, request: gr.Request) -> tuple[Any, ...]:
        language = spoken_in(request)
        found = shown_scenario(Read(Scenario()), language, {}, self._document)
        return _filled(Scenario(), found, language, {})

    def _asked(
        self, question: str, sent: Any, cited: _Cited, request: gr.Request
    ) -> tuple[Any, ...]:
        language = spoken_in(request)
        try:
            found = self._workspace.assistant.calc(question)
        except Exception as error:
            return gr.skip(), *_beside(Shown(problem_html(error, language))), cited
        asked = filled_in(found)
        if asked is None:
            scenario = from_form(sent, language).scenario
            held = shown_calculation(found, [], scenario, self._document, placed={})
            return gr.skip(), *_beside(held), cited
        return self._worked_out(found, asked, language)

    def _worked_out(self, found: Calculation, asked: Asked, language: Language) -> tuple[Any, ...]:
        scenario = asked.scenario
        used = given_inputs(scenario, language, asked.cited)
        held = shown_calculation(
            found,
            all_bases(scenario, found.language, asked.cited),
            scenario,
            self._document,
            placed=marks(scenario, used, {}),
        )
        return _filled(scenario, held, language, asked.cited)

    def _to_chat(self, sent: Any, request: gr.Request) -> tuple[Any, Any]:
        language = spoken_in(request)
        return in_question(from_form(sent, language).scenario, language), gr.Tabs(selected="chat")

    @property
    def _document(self) -> Any:
        return self._workspace.assistant.document


def _empty_form() -> gr.HTML:
    return area(
        {},
        html_template="${form}",
        js_on_load=script("cost"),
        elem_id="cost-form",
        form="",
        marks={},
    )


def _filled(scenario: Scenario, found: Shown, language: Language, cited: _Cited) -> tuple[Any, ...]:
    form = gr.HTML(
        value=form_value(scenario, language),
        form=form_html(scenario, language),
        marks=dict(found.marks),
    )
    return form, *_beside(found), cited


def _beside(found: Shown) -> tuple[Any, ...]:
    return (
        found.result,
        found.bases,
        found.details,
        gr.Column(visible=found.plot is not None),
        found.plot_title,
        found.plot,
        found.plot_table,
    )


def form_value(scenario: Scenario, language: Language) -> dict[str, Any]:
    """Returns what the form would send if nobody touched it."""
    typed = {name: typed_in(name, text, language) for name, text in scenario.given.items()}
    return {"formula": scenario.formula, **scenario.subjects, "given": typed}


def _status(language: Language) -> str:
    words = {"copied": say(language, "cost.copied"), "failed": say(language, "cost.copy_failed")}
    data = "".join(f' data-{name}="{html.escape(text)}"' for name, text in words.items())
    return f'<p role="status" lang="{language}"{data}></p>'
