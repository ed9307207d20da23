"""What sources disagree on, in a model's words, if these say what the rules' own do and no more."""

from __future__ import annotations

import re
from dataclasses import replace

from langchain_core.messages import HumanMessage

from assistant.answering import Written
from assistant.claims.modality import denies
from assistant.claims.wording import words
from assistant.drafting import prompts
from assistant.drafting.failures import ModelFailed
from assistant.drafting.models import ChatModel, Usage
from assistant.facts.concepts import mentioned
from assistant.facts.questions import family
from assistant.facts.subjects import named_things
from assistant.language import fold, names, visible
from assistant.quantities import parse
from assistant.reading.extractive import one_line
from assistant.types import Citation, Disagreement, Language

_LONGEST = 70
_MARKUP = re.compile(r"https?:|www\.|[<>{}`|\\*#\[\]()（）]")
_SAYING = re.compile(r"[.!?:;。！？：；]|(?:です|ます|ました|である|だ|した|する)$")
"""What a name does not have: a sentence ends, or goes on."""
_NOUNS = re.compile(r"\b(?:costs?|uses?|needs?|runs?)\b|\w*kosten\b")
"""Words that would be verbs elsewhere."""
_JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
_FRAMES = ("({})", "（{}）")
"""How remarks set off a topic."""


def with_topics(chat: ChatModel, written: Written, language: Language, usage: Usage) -> Written:
    """Returns an extractive answer whose disagreements are named by a model, where it can be
    trusted; the others keep their names.

    Args:
        usage: counts the calls.
    """
    answer, remarks = written.answer, list(written.remarks)
    if not answer.disagreements:
        return written
    renamed, places = [], iter(range(len(remarks)))
    for found in answer.disagreements:
        topic = _named(chat, found, answer.citations, language, usage)
        renamed.append(replace(found, topic=topic))
        # Remarks stand in the order of the disagreements, of which two may have one topic.
        for place in places:
            if (remark := _with_topic(remarks[place], found.topic, topic)) is not None:
                remarks[place] = remark
                break
    text = "\n\n".join((*answer.corrections, *written.statements, *remarks))
    answer = replace(answer, answer=text, disagreements=tuple(renamed))
    return replace(written, answer=answer, remarks=tuple(remarks))


def _with_topic(remark: str, own: str, topic: str) -> str | None:
    """A remark with another topic, or nothing where it is not on its own one."""
    for frame in _FRAMES:
        if frame.format(own) in remark:
            return remark.replace(frame.format(own), frame.format(topic), 1)
    return None


def _named(
    chat: ChatModel,
    found: Disagreement,
    citations: tuple[Citation, ...],
    language: Language,
    usage: Usage,
) -> str:
    held = {citation.id: citation.quote for citation in citations}
    quotes = [held[one] for position in found.positions for one in position.citations]
    prompt = prompts.filled(
        "topic",
        language=prompts.LANGUAGES[language],
        topic=found.topic,
        quotes=prompts.delimited([*enumerate(quotes, start=1)]),
    )
    try:
        said = one_line("".join(chat.stream([HumanMessage(prompt)], usage))).strip(" \"'“”„「」")
    except ModelFailed:
        return found.topic
    return said if says_the_same(said, found.topic, language) else found.topic


def says_the_same(said: str, own: str, language: Language) -> bool:
    """Whether a name is one, of the same figure of the same thing.

    Args:
        said: by a model.
        own: made of the concepts that a disagreement is on.
    """
    return (
        _is_name(said, language)
        and _metrics(said, language) == _metrics(own, language) != frozenset()
        and {one.name for one in named_things(said)} == {one.name for one in named_things(own)}
        and all(fold(name) in fold(own) for name in names(said, language))
        and all(
            mentioned(group, said, language) <= mentioned(group, own, language)
            for group in ("activities", "things", "times", "bases")
        )
    )


def _is_name(said: str, language: Language) -> bool:
    plain = said == visible(said) and not _MARKUP.search(said) and not _SAYING.search(said)
    states = language != "ja" and words("verb", language).search(_NOUNS.sub("", fold(said)))
    return (
        plain
        and 0 < len(said) <= _LONGEST
        and not states
        and not parse(said, language)
        and not denies(said, language)
        and bool(_JAPANESE.search(said)) == (language == "ja")
    )


def _metrics(topic: str, language: Language) -> frozenset[str]:
    return frozenset(map(family, mentioned("metrics", topic, language)))
