"""The page: a tab for each use, put together from the rooms of this folder."""

from __future__ import annotations

import gradio as gr

from assistant.app.api import publish
from assistant.app.chat import ChatTab
from assistant.app.check.tab import CheckTab
from assistant.app.components import area
from assistant.app.cost.tab import CostTab
from assistant.app.evaluate.tab import EvaluateTab
from assistant.app.sources.tab import SourcesTab
from assistant.app.strings import LANGUAGES, label, language_name
from assistant.app.workspace import Workspace

WAITING_QUESTIONS = 64
_UPLOADS_KEPT = (3600, 86_400)
"""Gradio looks every so many seconds for its copies of uploads that are older than so many."""
_AT_ONCE = 8
"""Of events that set no limit of their own."""


def build(workspace: Workspace) -> gr.Blocks:
    """Returns the page, not yet served."""
    page = gr.Blocks(
        title="Assistant", analytics_enabled=False, fill_width=True, delete_cache=_UPLOADS_KEPT
    )
    with page:
        _header()
        _tabs(workspace, page)
        publish(workspace)
    page.queue(
        api_open=False,
        max_size=WAITING_QUESTIONS,
        default_concurrency_limit=_AT_ONCE,
    )
    return page


def _header() -> None:
    with gr.Column(elem_id="header"):
        # Gradio translates one marker a component.
        area(f"<h1>{label('page.title')}</h1>")
        area(f"<p>{label('page.lead')}</p>")
        area(_languages(), elem_id="language")


def _tabs(workspace: Workspace, page: gr.Blocks) -> None:
    with gr.Tabs(elem_id="tabs") as tabs:
        with gr.Tab(label("page.tab_chat"), id="chat"):
            chat = ChatTab(workspace)
        with gr.Tab(label("page.tab_check"), id="check"):
            check = CheckTab(workspace)
        with gr.Tab(label("page.tab_sources"), id="sources") as opened:
            sources = SourcesTab(workspace)
            sources.on_open(opened)
        with gr.Tab(label("page.tab_cost"), id="cost"):
            cost = CostTab(workspace, chat, tabs)
        with gr.Tab(label("page.tab_evaluate"), id="evaluate") as evaluating:
            EvaluateTab(workspace).on_open(evaluating)
    panes = {"chat": chat.evidence, "check": check.evidence, "cost": cost.evidence}
    sources.shows_quotes(panes, tabs)
    chat.on_load(page)
    cost.on_load(page)


def _languages() -> str:
    """The choice of a language; each is called by its own name."""
    choices = "".join(
        f'<button type="button" lang="{language}" data-language="{language}">'
        f"{language_name(language, language)}</button>"
        for language in LANGUAGES
    )
    return f'<nav aria-label="{label("page.language")}">{choices}</nav>'
