"""How a change of the index goes, and what became of each file, as HTML."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from assistant.app.markup import shown
from assistant.app.problems import Told, told_of
from assistant.app.sources.changes import Result, Step
from assistant.app.strings import number, say
from assistant.types import Language

_SIGNS = {
    "added": "+",
    "updated": "↻",
    "unchanged": "=",
    "removed": "−",
    "vanished": "?",
    "failed": "!",
}


def step_html(step: Step, language: Language) -> str:
    """Returns what is going on, with a bar where its length is known."""
    words = shown(say(language, f"sources.step_{step.stage}"))
    if not step.total:
        bar = f'<div class="bar" role="progressbar" aria-label="{words}"><span></span></div>'
        return f'<div class="step" lang="{language}"><p>{words}</p>{bar}</div>'
    of = shown(say(language, "sources.of", done=step.done, total=step.total))
    share = 100 * step.done // step.total
    return (
        f'<div class="step" lang="{language}"><p>{words} <span>{of}</span></p>'
        f'<div class="bar" role="progressbar" aria-label="{words}" aria-valuenow="{share}">'
        f'<span style="width:{share}%"></span></div></div>'
    )


def results_html(results: Sequence[Result], generation: int, language: Language) -> str:
    """Returns the counts and then each file with what became of it."""
    summary = shown(_summary(results, generation, language))
    items = "".join(_result(result, language) for result in results)
    listed = f"<ul>{items}</ul>" if items else ""
    return f'<div class="results" lang="{language}"><p>{summary}</p>{listed}</div>'


def aloud(results: Sequence[Result], generation: int, language: Language) -> str:
    """Returns what is read out of a change that has ended: the counts, and what failed."""
    failed = [_result(result, language) for result in results if result.error]
    summary = shown(_summary(results, generation, language))
    listed = f"<ul>{''.join(failed)}</ul>" if failed else ""
    return f'<div lang="{language}"><p>{summary}</p>{listed}</div>'


def begun(step: Step, language: Language) -> str:
    """Returns what is read out of a change that begins."""
    return f'<p lang="{language}">{shown(say(language, f"sources.step_{step.stage}"))}</p>'


def _summary(results: Sequence[Result], generation: int, language: Language) -> str:
    if not results:
        return say(language, "sources.nothing_changed")
    counts = Counter(result.outcome for result in results)
    told = [
        say(language, "sources.counted", what=say(language, f"sources.result_{outcome}"), n=count)
        for outcome, count in counts.items()
    ]
    joined = ("、" if language == "ja" else ", ").join(told)
    return say(language, "sources.done", counts=joined, generation=number(generation, language))


def _result(result: Result, language: Language) -> str:
    word = shown(say(language, f"sources.result_{result.outcome}"))
    why = _why(result, language)
    error = f'<span class="why" lang="{why.language}">{shown(why.words)}</span>' if why else ""
    return (
        f'<li class="{result.outcome}"><span class="sign" aria-hidden="true">'
        f'{_SIGNS[result.outcome]}</span> <strong>{word}</strong> <span class="name" dir="auto">'
        f"{shown(result.name)}</span> {error}</li>"
    )


def _why(result: Result, language: Language) -> Told | None:
    if result.outcome == "vanished":
        return Told(say(language, "sources.still_held"), language)
    return told_of(result.error, language) if result.error else None
