"""What a reader who cannot read a quote still gets to see of it: figures, dates, names."""

from __future__ import annotations

from assistant.language import glosses
from assistant.quantities import render
from assistant.reading.cite import quoted_whole
from assistant.reading.phrases import PHRASES
from assistant.types import Citation, Evidence, Language, Quantity

_MOST = 6
_FEW = 100


def gloss(evidence: Evidence, citation: Citation, language: Language) -> str:
    """Returns the figures and names of a quote in the reader's language, in brackets.

    Nothing where the quote is in that language.
    """
    if evidence.language == language:
        return ""
    phrases = PHRASES[language]
    held = [
        figure
        for sentence in quoted_whole(evidence)
        for figure in sentence.quantities
        if citation.start <= figure.start and figure.end <= citation.end
    ]
    figures = [written for figure in held if (written := _rendered(figure, language))]
    names = [
        phrases.name_gloss.format(name=name.text, gloss=name.gloss)
        for name in glosses(citation.quote, evidence.language, language)
    ]
    parts = [*dict.fromkeys(figures)][:_MOST] + [*dict.fromkeys(names)][:_MOST]
    return phrases.gloss.replace("{parts}", "; ".join(parts)) if parts else ""


def _rendered(figure: Quantity, language: Language) -> str:
    """A figure in the reader's language, or nothing where that is no help."""
    written = render(figure, language)
    alike = _squeezed(written) == _squeezed(figure.text)
    return "" if alike or _only_counts(figure) else written


def _only_counts(figure: Quantity) -> bool:
    """Whether a figure is a small number in words: both houses, zwei Werte, 二つ."""
    spelled = not any(mark.isdigit() for mark in figure.text)
    few = figure.value is not None and abs(figure.value) < _FEW
    return spelled and few and figure.kind == "count" and figure.unit == "1"


def _squeezed(text: str) -> str:
    return "".join(text.split())
