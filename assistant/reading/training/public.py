"""The public data sets under ``../shared/data`` as examples; licences in the model card."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from assistant.errors import JudgeError
from assistant.reading.training.examples import LABELS, NOT_SUPPORTED, SUPPORTS, Example, digest
from assistant.reading.windows import Span

Row = Mapping[str, Any]

HELD_REFUSALS = 2
"""Every other question of NoMIRACL stays out of training."""


def read_rows(path: Path) -> list[Row]:
    """Returns the objects of a JSON Lines file.

    Raises:
        JudgeError: the file cannot be read.
    """
    try:
        with path.open(encoding="utf-8") as lines:
            return [json.loads(line) for line in lines if line.strip()]
    except (OSError, ValueError) as error:
        raise JudgeError(
            f"Training data {path.name} cannot be read ({error})",
            "Give the folder of the data sets with --data",
        ) from error


def questions(folder: Path) -> Iterator[Example]:
    """Yields the questions of all reading sets, and XQuAD's asked across languages."""
    for name in ("squad2.en", "jsquad.ja", "jaquad.ja", "mlqa.de"):
        for row in read_rows(folder / "qa" / f"{name}.jsonl"):
            question = _question(name, row, row)
            if question.answers or not question.answerable:  # some are answered by the title alone
                yield question
    yield from _parallel_questions(folder)


def refusals(folder: Path, language: str) -> list[Row]:
    """Returns NoMIRACL's questions in a language, each with ten passages."""
    return read_rows(folder / "refusal" / f"nomiracl.{language}.jsonl")


def side_of_refusal(row: Row) -> str:
    """Returns what a question of NoMIRACL is for: ``train``, ``calibrate`` or ``measure``."""
    return _unanswered("", row, "").side


def unanswerable(folder: Path) -> Iterator[Example]:
    """Yields NoMIRACL's questions that none of their ten passages answers, a passage each."""
    for language in ("en", "de", "ja"):
        for row in refusals(folder, language):
            if not row["answerable"]:
                for passage in row["passages"]:
                    yield _unanswered(language, row, passage)


def passages(folder: Path) -> dict[str, tuple[str, str, int]]:
    """Returns every passage of the reading sets: digest -> text, group, share held out."""
    found = {
        digest(one.passage): (one.passage, one.group, one.held_of) for one in questions(folder)
    }
    for language in ("en", "de", "ja"):
        for row in refusals(folder, language):
            for passage in row["passages"]:
                found[digest(passage)] = (passage, row["question"], HELD_REFUSALS)
    return found


def claims(folder: Path) -> Iterator[Example]:
    """Yields the pairs of all entailment sets that may be trained on."""
    yield from pairs(folder, "jnli.ja", ("ja", "ja"))
    yield from pairs(folder, "jsem.ja", ("ja", "ja"))
    yield from pairs(folder, "rte3.de", ("de", "de"))
    yield from pairs(folder, "pawsx.de", ("de", "de"))


def translations(folder: Path) -> Iterator[Example]:
    """Yields Tatoeba's sentences as claims that their translations support, both ways."""
    read = [
        (language, row["source"], row["en"])
        for name, language in (("tatoeba.de-en", "de"), ("tatoeba.jp-en", "ja"))
        for row in read_rows(folder / "parallel" / f"{name}.jsonl")
    ]
    groups = _connected((english, source) for _, source, english in read)
    for language, source, english in read:
        sides = {language: source, "en": english}
        for said, of in ((language, "en"), ("en", language)):
            yield Example(
                f"tatoeba.{said}-{of}",
                groups[english],
                sides[said],
                sides[of],
                (said, of),
                stances=(SUPPORTS,),
            )


def pairs(folder: Path, name: str, languages: tuple[str, str]) -> list[Example]:
    """Returns one entailment set; pairs that share a sentence share a group.

    Args:
        folder: that of the public data.
        name: of the file, without its ending.
        languages: of the hypothesis and of the premise.
    """
    rows = read_rows(folder / "nli" / f"{name}.jsonl")
    groups = _connected((row["premise"], row["hypothesis"]) for row in rows)
    return [
        Example(
            name,
            groups[row["premise"]],
            row["hypothesis"],
            row["premise"],
            languages,
            stances=(LABELS[row["label"]],) if row["label"] in LABELS else NOT_SUPPORTED,
        )
        for row in rows
    ]


def _unanswered(language: str, row: Row, passage: str) -> Example:
    return Example(
        f"nomiracl.{language}",
        row["question"],
        row["question"],
        passage,
        (language, language),
        answerable=False,
        held_of=HELD_REFUSALS,
    )


def _parallel_questions(folder: Path) -> Iterator[Example]:
    sides = {
        language: {row["id"]: row for row in read_rows(folder / "qa" / f"xquad.{language}.jsonl")}
        for language in ("en", "de")
    }
    for asked, rows in sides.items():
        for read, others in sides.items():
            for key, row in rows.items():
                if key in others:
                    yield _question(f"xquad.{asked}-{read}", row, others[key], (asked, read))


def _question(
    source: str, asked: Row, read: Row, languages: tuple[str, str] | None = None
) -> Example:
    language = source.rpartition(".")[2]
    answers = tuple(_answers(read))
    return Example(
        source,
        read["title"] or read["context"],
        asked["question"],
        read["context"],
        languages or (language, language),
        answers,
        answerable=bool(read["answerable"]),
    )


def _answers(row: Row) -> Iterator[Span]:
    for text, start in zip(row["answers"], row["answer_start"], strict=True):
        if row["context"][start : start + len(text)] == text:
            yield start, start + len(text)


def _connected(pairs_of_texts: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The smallest text of each connected component, by text."""
    parent: dict[str, str] = {}

    def root(text: str) -> str:
        while parent.setdefault(text, text) != text:
            parent[text] = parent[parent[text]]
            text = parent[text]
        return text

    for one, other in pairs_of_texts:
        first, second = sorted((root(one), root(other)))
        parent[second] = first
    return {text: root(text) for text in list(parent)}
