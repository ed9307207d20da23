"""What is said of the chosen sets, and of a run that is under way, as HTML."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.app.evaluate.desk import Moment
from assistant.app.evaluate.runs import StoredRun
from assistant.app.evaluate.sets import OfferedSet, found_problems, values
from assistant.app.evaluate.tables import folded
from assistant.app.evaluate.wording import languages_words, types_words, when
from assistant.app.markup import shown
from assistant.app.problems import problem_html
from assistant.app.strings import language_name, say, seconds_words
from assistant.chain import Assistant
from assistant.errors import AssistantError
from assistant.evaluation.problems import Problem
from assistant.types import Language

_SHOWN = 100
"""Problems of a set that are listed."""


def choice_words(one: OfferedSet, language: Language) -> str:
    """Returns what stands beside the box of a set: its name, items and languages."""
    name = one.name if one.origin == "server" else _origin(one, language)
    if one.error:
        return say(language, "evaluate.choice_broken", name=name)
    types, languages = types_words(one.types, language), languages_words(one.languages, language)
    return say(language, "evaluate.choice", name=name, types=types, languages=languages)


def _origin(one: OfferedSet, language: Language) -> str:
    return say(language, f"evaluate.origin_{one.origin}", name=one.name)


def field_choices(
    sets: Sequence[OfferedSet], field: str, language: Language
) -> tuple[list[tuple[str, str]], bool]:
    """Returns the conditions on a field, with their words, and whether any leaves items out."""
    found = values(sets, field)
    choices = [(say(language, "evaluate.all"), "")]
    for value, number in found.items():
        name = language_name(value, language) if field.endswith("language") else value
        words = say(language, "evaluate.value", name=name, number=number)
        choices.append((words, f"{field}={value}"))
    items = sum(len(one.items) for one in sets)
    return choices, any(number < items for number in found.values())


def sets_html(sets: Sequence[OfferedSet], assistant: Assistant, language: Language) -> str:
    """Returns what is wrong with each set, folded where it is much."""
    cards = "".join(_set(one, assistant, language) for one in sets)
    return f'<div class="sets">{cards}</div>' if cards else ""


def _set(one: OfferedSet, assistant: Assistant, language: Language) -> str:
    try:
        found = found_problems(one, assistant)
    except AssistantError as error:
        return problem_html(error, language)
    if not found and one.error:
        return problem_html(one.error, language)
    if not found:
        words = say(language, "evaluate.no_problems", name=one.name)
        return f'<p class="fine">{shown(words)}</p>'
    items = "".join(_problem(problem, language) for problem in found[:_SHOWN])
    rest = len(found) - _SHOWN
    more = f"<li>{shown(say(language, 'evaluate.more_problems', n=rest))}</li>" if rest > 0 else ""
    title = say(language, "evaluate.problems", name=one.name, n=len(found))
    return f'<div class="faulty">{folded(title, f"<ul>{items}{more}</ul>")}</div>'


def _problem(one: Problem, language: Language) -> str:
    place = say(language, "evaluate.line", number=one.line)
    what = f"{shown(one.what)} <small>– {shown(one.remedy)}</small>"
    return f"<li><b>{shown(f'{place} {one.id}'.strip())}</b> {what}</li>"


def run_words(run: StoredRun, language: Language) -> str:
    """Returns what a run is chosen by: its sets, conditions, items and time."""
    comma = say(language, "evaluate.comma")
    name = comma.join((*run.sets, *run.where))
    moment = when(run.moment, language)
    key = "evaluate.run_choice" if run.done == run.total else "evaluate.run_choice_part"
    return say(language, key, name=name, done=run.done, total=run.total, moment=moment)


def progress_html(moment: Moment, language: Language) -> str:
    """Returns how far a run is, as a bar with words."""
    words = _progress_words(moment, language)
    if moment.state == "waiting":
        return f'<p class="note" role="status">{shown(words)}</p>'
    share = 100 * moment.done / moment.total
    status = "" if moment.state in ("running", "stopping") else ' role="status"'
    return (
        f'<div class="progress {moment.state}">'
        f'<div role="progressbar" aria-label="{shown(say(language, "evaluate.progress"))}"'
        f' aria-valuemin="0" aria-valuemax="{moment.total}" aria-valuenow="{moment.done}"'
        f' aria-valuetext="{shown(words)}"><span style="width:{share:.2f}%"></span></div>'
        f"<p{status}>{shown(words)}</p></div>"
    )


def _progress_words(moment: Moment, language: Language) -> str:
    if moment.state == "waiting":
        return say(language, "evaluate.waiting", n=moment.ahead)
    words = say(language, f"evaluate.state_{moment.state}", done=moment.done, total=moment.total)
    if moment.state == "running" and moment.left is not None:
        left = seconds_words(max(moment.left, 1), language)
        words += say(language, "evaluate.left", time=left)
    return words
