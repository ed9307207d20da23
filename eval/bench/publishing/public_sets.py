"""Public data sets as files to index and questions to ask; none of what is asked was trained on."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from assistant.evaluation.items import ExpectedQuantity, QuestionItem
from assistant.reading.training import public
from assistant.reading.training.examples import Example

MOST = 120
"""Questions of one set."""
_SEED = 5
_SCALES = {"": 1, "thousand": 10**3, "million": 10**6, "billion": 10**9}
_NUMBER = re.compile(r"^\(?\$?\s*\(?([\d,]+(?:\.\d+)?)\)?\s*%?\)?$")


@dataclass(frozen=True, slots=True)
class PublicSet:
    """Documents by file name, and questions on them."""

    name: str
    documents: dict[str, str]
    items: tuple[QuestionItem, ...]


def public_sets(folder: Path) -> Iterator[PublicSet]:
    """Yields the sets, each with at most ``MOST`` questions taken by a fixed seed."""
    asked = list(public.questions(folder))
    for name in ("xquad.en-en", "xquad.de-de", "xquad.de-en", "xquad.en-de", "jsquad.ja"):
        yield _reading(name, [one for one in asked if one.source == name])
    for language in ("en", "de", "ja"):
        yield _refusing(folder, language)
    yield _disagreeing(folder)
    yield _tables(folder)


def _chosen(items: Sequence[Any], most: int = MOST) -> list[Any]:
    return random.Random(_SEED).sample(list(items), min(most, len(items)))


def _reading(name: str, examples: Sequence[Example]) -> PublicSet:
    """Questions held out of training; the passages of others lie beside theirs."""
    held = _chosen([one for one in examples if one.is_held and one.answers])
    others = _chosen(sorted({one.passage for one in examples}), 300)
    names = {
        text: f"p{number:04}.txt"
        for number, text in enumerate(dict.fromkeys([*(one.passage for one in held), *others]))
    }
    items = tuple(
        QuestionItem(
            id=f"{number:04}",
            question=one.query,
            language=one.languages[0],  # type: ignore[arg-type]
            source_language=one.languages[1],  # type: ignore[arg-type]
            answerable=True,
            sources=(names[one.passage],),
            expected=(tuple(one.passage[start:end] for start, end in one.answers),),
        )
        for number, one in enumerate(held)
    )
    return PublicSet(name, {file: text for text, file in names.items()}, items)


def _refusing(folder: Path, language: str) -> PublicSet:
    """NoMIRACL's questions kept out of training, over the passages of all of them together."""
    rows = [
        row for row in public.refusals(folder, language) if public.side_of_refusal(row) == "measure"
    ]
    rows = _chosen(rows, 60)
    documents = {
        f"{number:03}-{place}.txt": text
        for number, row in enumerate(rows)
        for place, text in enumerate(row["passages"])
    }
    unique = {text: file for file, text in reversed(documents.items())}
    items = tuple(
        QuestionItem(
            id=f"{number:04}",
            question=row["question"],
            language=language,  # type: ignore[arg-type]
            source_language=language,  # type: ignore[arg-type]
            answerable=bool(row["answerable"]),
            kind="answerable" if row["answerable"] else "unanswerable",
        )
        for number, row in enumerate(rows)
    )
    return PublicSet(f"nomiracl.{language}", {f: text for text, f in unique.items()}, items)


def _disagreeing(folder: Path) -> PublicSet:
    """RAMDocs: every answer that a document gives has to be quoted, those of misinformation not."""
    rows = _rows(folder / "conflict/ramdocs.en.jsonl")
    documents: dict[str, str] = {}
    items = []
    for number, row in enumerate(rows):
        names = {}
        for place, held in enumerate(row["documents"]):
            names[f"{number:03}-{place}.txt"] = held
            documents[f"{number:03}-{place}.txt"] = held["text"]
        answers = [a for a in row["gold_answers"] if any(a in h["text"] for h in names.values())]
        if answers:
            items.append(
                QuestionItem(
                    id=f"{number:04}",
                    question=row["question"],
                    language="en",
                    source_language="en",
                    answerable=True,
                    sources=tuple(n for n, held in names.items() if held["type"] == "correct"),
                    expected=tuple((answer,) for answer in answers),
                    kind=f"{min(len(answers), 3)} answers",
                )
            )
    unique = {text: file for file, text in reversed(documents.items())}
    kept = {file: text for text, file in unique.items()}
    return PublicSet("ramdocs.en", kept, tuple(_with_kept(one, documents, unique) for one in items))


def _with_kept(
    item: QuestionItem, documents: dict[str, str], unique: dict[str, str]
) -> QuestionItem:
    """A text that stands in several files is indexed once."""
    return replace(item, sources=tuple(dict.fromkeys(unique[documents[n]] for n in item.sources)))


def _tables(folder: Path) -> PublicSet:
    """TAT-QA: questions whose answer is one figure of a table."""
    rows = json.loads((folder / "tables/tatqa.en.json").read_text(encoding="utf-8"))
    asked = [
        (number, question)
        for number, row in enumerate(rows)
        for question in row["questions"]
        if question["answer_type"] == "span"
        and "table" in question["answer_from"]
        and len(question["answer"]) == 1
        and _NUMBER.match(question["answer"][0])
    ]
    chosen = _chosen(asked)
    documents = {f"{number:03}.md": _document(rows[number]) for number in {n for n, _ in chosen}}
    items = tuple(_figure(place, number, held) for place, (number, held) in enumerate(chosen))
    return PublicSet("tatqa.en", documents, items)


def _figure(place: int, number: int, question: dict[str, Any]) -> QuestionItem:
    text = question["answer"][0]
    match = _NUMBER.match(text)
    assert match is not None
    value = Decimal(match[1].replace(",", "")) * _SCALES.get(question["scale"], 1)
    unit = "USD" if "$" in text else "%" if question["scale"] == "percent" or "%" in text else ""
    return QuestionItem(
        id=f"{place:04}",
        question=question["question"],
        language="en",
        source_language="en",
        answerable=True,
        sources=(f"{number:03}.md",),
        expected=((match[1],),),
        quantities=(ExpectedQuantity(value, unit),) if unit else (),
        kind=question["scale"] or "no scale",
    )


def _document(row: dict[str, Any]) -> str:
    cells = row["table"]["table"]
    width = max(len(line) for line in cells)
    lines = ["| " + " | ".join([*line, *[""] * (width - len(line))]) + " |" for line in cells]
    table = "\n".join([lines[0], "|" + "---|" * width, *lines[1:]])
    return "\n\n".join([*(one["text"] for one in row["paragraphs"]), table]) + "\n"


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]
