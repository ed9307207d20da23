"""What a reader who cannot read a quote still gets to see of it: figures, dates, names."""

from __future__ import annotations

from assistant.language import glosses
from assistant.quantities import render
from assistant.reading.cite import quoted_whole
from assistant.reading.phrases import PHRASES
from assistant.types import Citation, Evidence, Language

_MOST = 6


def gloss(evidence: Evidence, citation: Citation, language: Language) -> str:
    """Returns the figures and names of a quote in the reader's language, in brackets.

    Nothing where the quote is in that language.
    """
    if evidence.language == language:
        return ""
    phrases = PHRASES[language]
    figures = [
        render(figure, language)
        for held in quoted_whole(evidence)
        for figure in held.quantities
        if citation.start <= figure.start and figure.end <= citation.end
    ]
    names = [
        phrases.name_gloss.format(name=held.text, gloss=held.gloss)
        for held in glosses(citation.quote, evidence.language, language)
    ]
    parts = [*dict.fromkeys(figures)][:_MOST] + [*dict.fromkeys(names)][:_MOST]
    return phrases.gloss.replace("{parts}", "; ".join(parts)) if parts else ""
