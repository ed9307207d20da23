"""Every disagreement of an index: compared once a generation, shown as tables, exported as CSV."""

from __future__ import annotations

import html
import threading
from collections.abc import Sequence

from assistant.app.citations import copy_button, details_html, title_html
from assistant.app.disagreements import table_html
from assistant.app.markup import passage, place, shown
from assistant.app.strings import say
from assistant.chain import Assistant
from assistant.reporting import table
from assistant.tables import csv_bytes
from assistant.types import Citation, Language, Surveyed

MOST_SHOWN = 100


class Survey:
    """Compares an index when it is asked to; what was found serves until the index changes."""

    def __init__(self) -> None:
        self._comparing = threading.Lock()
        self._generation = -1
        self._found: dict[Language, list[Surveyed]] = {}

    def known(self, assistant: Assistant, language: Language) -> list[Surveyed] | None:
        """Returns what was found in the version in use, if it was compared already."""
        same = self._generation == assistant.opened.manifest.generation
        return self._found.get(language) if same else None

    def found(self, assistant: Assistant, language: Language) -> list[Surveyed]:
        """Returns every disagreement, after comparing where that was not done yet."""
        with self._comparing:
            known = self.known(assistant, language)
            if known is None:
                known = assistant.compare(language)
                self._keep(assistant.opened.manifest.generation, language, known)
            return known

    def _keep(self, generation: int, language: Language, found: list[Surveyed]) -> None:
        others = self._found if generation == self._generation else {}
        self._generation, self._found = generation, {**others, language: found}


def survey_html(found: Sequence[Surveyed], language: Language) -> str:
    """Returns the number of disagreements and a table for each."""
    if not found:
        said = shown(say(language, "sources.no_disagreements"))
        return f'<p class="empty" role="status" lang="{language}">{said}</p>'
    tables = "".join(
        _disagreement(held, f"survey-{place}", language)
        for place, held in enumerate(found[:MOST_SHOWN], start=1)
    )
    return f'<div class="survey" lang="{language}">{_counts(found, language)}{tables}</div>'


def _counts(found: Sequence[Surveyed], language: Language) -> str:
    contradictions = sum(held.disagreement.relation == "contradicts" for held in found)
    others = len(found) - contradictions
    told = [say(language, "sources.contradictions", n=contradictions)]
    if others:
        told.append(say(language, "sources.incomparable", n=others))
    counts = f'<p role="status"><strong>{shown(" · ".join(told))}</strong></p>'
    if len(found) <= MOST_SHOWN:
        return counts
    return (
        f'{counts}<p class="note">{shown(say(language, "sources.first_shown", n=MOST_SHOWN))}</p>'
    )


def _disagreement(held: Surveyed, key: str, language: Language) -> str:
    written = table_html(held.disagreement, held.citations, language, key)
    quotes = "".join(
        _quote(number, citation, key, language)
        for number, citation in enumerate(held.citations, start=1)
    )
    return (
        f'<div class="disagreement"><div class="disagreements">{written}</div><details><summary>'
        f"{shown(say(language, 'sources.quotes'))}</summary><ol>{quotes}</ol></details></div>"
    )


def _quote(number: int, citation: Citation, key: str, language: Language) -> str:
    return (
        f'<li id="{place(citation, key)}" tabindex="-1">'
        f'<p class="source"><span class="number">[{number}]</span> {title_html(citation)}</p>'
        f'<blockquote lang="{html.escape(citation.language)}" dir="auto">'
        f"{passage(citation.quote)}</blockquote>"
        f'<p class="note">{details_html(citation, language)}</p>'
        f"{copy_button(citation, language)}</li>"
    )


def survey_csv(found: Sequence[Surveyed], language: Language) -> tuple[str, bytes]:
    """Returns the name and content of the table as ``assistant compare --csv`` writes it."""
    return "disagreements.csv", csv_bytes(table(found, language))
