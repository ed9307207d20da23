"""What a chat model had to do with an answer, as HTML: who drafted it, and each sentence's fate."""

from __future__ import annotations

from assistant.app.markup import shown
from assistant.app.strings import say
from assistant.types import Answer, Draft, DraftedSentence, DraftProblem, Language


def notice_html(answer: Answer) -> str:
    """Returns what stands before an answer: why it is not the chat model's; often nothing."""
    draft = answer.draft
    if draft is None or draft.failure is None:
        return ""
    told = say(answer.language, f"drafts.failed_{draft.failure}", model=draft.model)
    return f'<p class="notice" lang="{answer.language}">{shown(told)}</p>'


def drafted_html(answer: Answer) -> str:
    """Returns what stands below an answer: whose words they are; nothing where they are quotes."""
    if answer.draft is None or answer.draft.failure is not None:
        return ""
    told = say(answer.language, "drafts.drafted_by", model=answer.draft.model)
    return f'<p class="drafted" lang="{answer.language}">{shown(told)}</p>'


def trace_html(answer: Answer) -> str:
    """Returns each drafted sentence with what became of it and why."""
    draft, language = answer.draft, answer.language
    if draft is None:
        return ""
    items = "".join(_sentence_html(held, language) for held in draft.sentences)
    listed = f'<ol class="draft">{items}</ol>' if items else ""
    title = shown(say(language, "drafts.trace", model=draft.model))
    return f"<p>{title}</p>{listed}<div>{shown(_spent(draft, language))}</div>"


def _spent(draft: Draft, language: Language) -> str:
    if not draft.tokens_read:
        return say(language, "drafts.calls", n=draft.calls)
    return say(
        language,
        "drafts.spent",
        n=draft.calls,
        read=draft.tokens_read,
        written=draft.tokens_written,
    )


def _sentence_html(held: DraftedSentence, language: Language) -> str:
    outcome = shown(say(language, f"drafts.outcome_{held.outcome}"))
    why = "; ".join(reason(problem, language) for problem in held.problems)
    because = f' <span class="why">({shown(why)})</span>' if why else ""
    return (
        f'<li class="{held.outcome}"><strong>{outcome}:</strong> {shown(held.text)}{because}</li>'
    )


def reason(problem: DraftProblem, language: Language) -> str:
    """Returns why a sentence was not shown."""
    return say(language, f"drafts.problem_{problem.kind}", words=problem.words)
