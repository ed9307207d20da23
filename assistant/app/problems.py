"""What went wrong, in the visitor's language and without the server's folders."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import NamedTuple

import gradio as gr

from assistant.app.markup import shown
from assistant.app.strings import say
from assistant.errors import (
    AssistantError,
    ChatModelError,
    DocumentUnknownError,
    EvaluationRunError,
    EvaluationSetError,
    IndexLockedError,
    IndexWriteError,
    OutputError,
    QuestionEmptyError,
    QuestionTooLongError,
    SetupError,
    SourceDamagedError,
    SourceDuplicateError,
    SourceEmptyError,
    SourceEncodingError,
    SourceEncryptedError,
    SourceMissingError,
    SourceNoTextLayerError,
    SourceTooLargeError,
    SourceUnsupportedError,
)
from assistant.types import Language

_LOG = logging.getLogger(__name__)
_KEYS: Mapping[tuple[type[AssistantError], str], str] = {
    (SourceUnsupportedError, "suffix"): "problems.suffix",
    (SourceUnsupportedError, "no_suffix"): "problems.no_suffix",
    (SourceMissingError, ""): "problems.missing",
    (SourceEmptyError, ""): "problems.no_text",
    (SourceEncodingError, ""): "problems.encoding",
    (SourceEncryptedError, ""): "problems.encrypted",
    (SourceNoTextLayerError, ""): "problems.no_text_layer",
    (SourceDamagedError, ""): "problems.damaged",
    (SourceDamagedError, "closed"): "problems.closed",
    (SourceDuplicateError, "twice"): "problems.uploaded_twice",
    (SourceDuplicateError, "indexed"): "problems.indexed",
    (SourceTooLargeError, "bytes"): "problems.too_many_bytes",
    (SourceTooLargeError, "pages"): "problems.too_many_pages",
    (SourceTooLargeError, "characters"): "problems.too_many_characters",
    (SourceTooLargeError, "tags"): "problems.too_many_tags",
    (SourceTooLargeError, "unpacked"): "problems.unpacked",
    (SourceTooLargeError, "resources"): "problems.resources",
    (DocumentUnknownError, ""): "problems.no_document",
    (OutputError, ""): "problems.output",
    (OutputError, "undeleted"): "problems.undeleted",
    (IndexLockedError, ""): "problems.index_locked",
    (IndexWriteError, ""): "problems.index_unwritten",
    (ChatModelError, ""): "problems.chat_model",
    (SetupError, ""): "problems.setup",
    (EvaluationSetError, "line"): "problems.set_line",
    (EvaluationSetError, "unreadable"): "problems.set_unreadable",
    (EvaluationSetError, "reserved"): "problems.set_reserved",
    (EvaluationSetError, "twice"): "problems.set_twice",
    (EvaluationSetError, "nothing"): "problems.set_nothing",
    (EvaluationRunError, "gone"): "evaluate.gone",
    (EvaluationRunError, "damaged"): "problems.run_damaged",
    (EvaluationRunError, "unreadable"): "problems.run_unreadable",
    (EvaluationRunError, "unwritable"): "problems.run_unwritable",
    (EvaluationRunError, "apart"): "problems.runs_apart",
    (QuestionEmptyError, ""): "chat.question_empty",
    (QuestionTooLongError, ""): "chat.question_too_long",
}
"""By class and case; errors of other classes are shown as their own message."""
_FOLDERS = re.compile(r"(?<![\w:/.$€£¥])~?(?:/[^\s/'\"(),;:]+)+/(?=[^\s/])")


class Told(NamedTuple):
    """A sentence and the language that it is in."""

    words: str
    language: Language


def told_of(error: Exception, language: Language) -> Told:
    """Returns what a visitor reads of an error; what is kept from visitors goes to the log."""
    if not isinstance(error, AssistantError):
        _LOG.error("Something could not be shown", exc_info=error)
        return Told(say(language, "page.failed"), language)
    if isinstance(error, SetupError | OutputError):
        _LOG.warning("A visitor's wish failed: %s", error)
    if key := _key(error):
        return Told(say(language, key, **error.details), language)
    return Told(_FOLDERS.sub("", str(error)), "en")


def _key(error: AssistantError) -> str | None:
    pairs = [(kind, case) for kind in type(error).__mro__ for case in (error.case, "")]
    return next((key for pair in pairs if (key := _KEYS.get(pair))), None)


def error_html(words: str, language: Language) -> str:
    """Returns why there is nothing to show.

    Args:
        language: of the words.
    """
    return f'<p class="error" role="alert" lang="{language}">{shown(words)}</p>'


def problem_html(error: Exception, language: Language) -> str:
    """Returns an error that takes the place of what was asked for."""
    return error_html(*told_of(error, language))


def made(work: Callable[[], str], language: Language) -> str:
    """Returns HTML that is made, or the error in its place."""
    try:
        return work()
    except Exception as error:
        return problem_html(error, language)


@contextmanager
def explained(language: Language) -> Iterator[None]:
    """Turns errors of an event without a place for them into a message over the page.

    Raises:
        gr.Error: something went wrong inside.
    """
    try:
        yield
    except gr.Error:
        raise
    except Exception as error:
        raise gr.Error(told_of(error, language).words, print_exception=False) from error
