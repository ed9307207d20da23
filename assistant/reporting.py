"""Conflicts -> what an answer and a table say about them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.disagreements import Conflict, Stated
from assistant.facts.concepts import concepts, label
from assistant.quantities import render
from assistant.reading.cite import Citer
from assistant.reading.phrases import PHRASES, listed
from assistant.types import (
    Citation,
    Disagreement,
    Evidence,
    Language,
    Position,
    Span,
    Surveyed,
)

_ROLES: Mapping[Language, Mapping[str, str]] = {
    "en": {"ceo": "CEO", "founder": "founder", "president": "president", "maker": "maker",
           "founded": "founded", "place": "place"},
    "de": {"ceo": "CEO", "founder": "Gründer", "president": "Präsident", "maker": "Hersteller",
           "founded": "Gründung", "place": "Ort"},
    "ja": {"ceo": "CEO", "founder": "創業者", "president": "大統領", "maker": "開発元",
           "founded": "設立", "place": "場所"},
}  # fmt: skip
COLUMNS = "topic relation differs value document title language published quote".split()
"""Of a table of disagreements."""
_MOST_NEEDED = 5


def needed(
    conflicts: Sequence[Conflict], most: int | None = _MOST_NEEDED
) -> list[tuple[Evidence, Span]]:
    """Returns the sentences that must be quoted, each position's best ones first."""
    found: dict[tuple[str, int], tuple[Evidence, Span]] = {}
    depth = max((len(p) for c in conflicts for p in c.positions), default=0)
    for rank in range(depth):
        for conflict in conflicts:
            for position in conflict.positions:
                for held in position[rank : rank + 1]:
                    place = (held.evidence.document, held.evidence.start)
                    found.setdefault(place, (held.evidence, _span(held)))
    return list(found.values())[:most]


def _span(held: Stated) -> Span:
    """Where the value or name stands, in document offsets."""
    if held.fact:
        return held.fact.quantity
    assert held.relation is not None
    start = held.evidence.start
    return Span(start + held.relation.start, start + held.relation.end)


def disagreements(
    conflicts: Sequence[Conflict],
    cited: Sequence[tuple[Evidence, Citation]],
    language: Language,
) -> tuple[Disagreement, ...]:
    """Returns the conflicts of which at least two positions are quoted."""
    found = []
    for conflict in conflicts:
        positions = [_position(group, cited) for group in conflict.positions]
        kept = tuple(position for position in positions if position.citations)
        if len(kept) > 1:
            topic = topic_words(conflict, language)
            found.append(Disagreement(topic, conflict.relation, conflict.differs, kept))
    return tuple(found)


def _position(group: Sequence[Stated], cited: Sequence[tuple[Evidence, Citation]]) -> Position:
    ids = [
        citation.id
        for held in group
        for evidence, citation in cited
        if evidence.document == held.evidence.document and _holds(citation, held)
    ]
    quoted = [held for held in group if any(_holds(c, held) for _, c in cited)]
    # An adjective ("anthropisch") stands for the name only where nothing better does.
    named = [held for held in quoted if held.fact or not held.text.islower()]
    shown = (*named, *quoted, *group)[0]
    return Position(shown.text, shown.quantity, tuple(dict.fromkeys(ids)))


def _holds(citation: Citation, held: Stated) -> bool:
    return citation.holds(held.evidence.document, _span(held))


def surveyed(conflicts: Sequence[Conflict], citer: Citer, language: Language) -> list[Surveyed]:
    """Returns conflicts with a citation for each statement of theirs."""
    found = []
    for conflict in conflicts:
        spans = needed([conflict], most=None)
        cited = [(e, citer.evidence(e, "", e.language, span)) for e, span in spans]
        citations = tuple(citation for _, citation in cited)
        found += [Surveyed(held, citations) for held in disagreements([conflict], cited, language)]
    return found


def topic_words(conflict: Conflict, language: Language) -> str:
    """Returns the topic in a language: metric, activity, subject."""
    words = []
    for part in conflict.topic:
        groups = ("metrics", "activities", "things")
        group = next((group for group in groups if part in concepts(group)), None)
        if group:
            words.append(label(group, part, language))
        else:
            words.append(_ROLES[language].get(part, part))
    return " · ".join(words)


def paragraphs(
    found: Sequence[Disagreement],
    cited: Sequence[tuple[Evidence, Citation]],
    language: Language,
) -> list[str]:
    """Returns what follows the quotes: a sentence a disagreement, and that none is translated."""
    numbers = {citation.id: place for place, (_, citation) in enumerate(cited, start=1)}
    lines = [_sentence(disagreement, numbers, language) for disagreement in found]
    if any(evidence.language != language for evidence, _ in cited):
        lines.append(PHRASES[language].untranslated)
    return lines


def _sentence(disagreement: Disagreement, numbers: Mapping[str, int], language: Language) -> str:
    phrases = PHRASES[language]
    positions = "; ".join(_shown(p, numbers, language) for p in disagreement.positions)
    if disagreement.relation == "contradicts":
        return phrases.contradicts.format(topic=disagreement.topic, positions=positions)
    differs = listed([phrases.differs[word] for word in disagreement.differs], language)
    return phrases.not_comparable.format(
        topic=disagreement.topic, differs=differs, positions=positions
    )


def _shown(position: Position, numbers: Mapping[str, int], language: Language) -> str:
    markers = "".join(f"[{numbers[name]}]" for name in position.citations if name in numbers)
    return f"{_value(position, language)} {markers}"


def table(found: Sequence[Surveyed], language: Language) -> list[list[str]]:
    """Returns the cells under ``COLUMNS``: one row a position and source."""
    rows = []
    for surveyed in found:
        by_id = {citation.id: citation for citation in surveyed.citations}
        for position in surveyed.disagreement.positions:
            for name in position.citations:
                rows.append(_row(surveyed.disagreement, position, by_id[name], language))
    return rows


def _row(
    held: Disagreement, position: Position, citation: Citation, language: Language
) -> list[str]:
    return [
        held.topic,
        held.relation,
        " ".join(held.differs),
        _value(position, language),
        citation.document,
        citation.title,
        citation.language,
        citation.published or "",
        citation.quote,
    ]


def _value(position: Position, language: Language) -> str:
    return render(position.quantity, language) if position.quantity else position.text
