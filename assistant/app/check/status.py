"""How far a check has come, in a line above the text."""

from __future__ import annotations

from typing import Literal, TypeAlias

from assistant.app.check.run import Check, nothing_found
from assistant.app.markup import shown
from assistant.app.strings import say, seconds_words
from assistant.types import Language

Phase: TypeAlias = Literal["waiting", "running", "done", "stopped"]
_FEW = 2
"""Sentences before which nobody can tell how long the rest will take."""


def status_html(check: Check, phase: Phase, language: Language, left: float | None = None) -> str:
    """Returns what is going on; only a change of phase is read out, not each sentence.

    Args:
        left: about how many seconds the rest will take.
    """
    done, total = len(check.verdicts), check.sentences
    going = phase in ("waiting", "running")
    words = shown(_phase_words(check, phase, language))
    bar = f'<progress value="{done}" max="{total}" aria-hidden="true"></progress>'
    return (
        f'<div class="progress {phase}" lang="{language}"><p><span role="status">{words}</span>'
        f' <span class="far">{shown(_far(check, left, language)) if going else ""}</span></p>'
        f"{bar if going else ''}</div>"
    )


def _phase_words(check: Check, phase: Phase, language: Language) -> str:
    if phase == "waiting":
        return say(language, "check.waiting")
    if phase == "running":
        return say(language, "check.running")
    if phase == "stopped":
        return say(language, "check.stopped", done=len(check.verdicts), total=check.sentences)
    if nothing_found(check.verdicts):
        return say(language, "check.done_nothing")
    return say(language, "check.done", n=len(check.verdicts))


def _far(check: Check, left: float | None, language: Language) -> str:
    done = say(language, "check.far", done=len(check.verdicts), total=check.sentences)
    if left is None or len(check.verdicts) < _FEW:
        return done
    time = seconds_words(max(1, round(left)), language)
    return f"{done} {say(language, 'check.left', time=time)}"


def note_html(words: str) -> str:
    """Returns a line that says what was done."""
    return f'<p class="note" role="status">{shown(words)}</p>'
