"""Questions and claims written for this project, in ``data/``; texts of others by digest only.

``questions_*`` ask about passages of the public sets, ``claims_*`` are premises with claims, and
``passages_*`` are passages of our own with both, most of them translated into the two other
languages as well; their facts are made up.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from pathlib import Path

from assistant.errors import JudgeError
from assistant.reading.training.examples import CONTRADICTS, NEITHER, SUPPORTS, Example
from assistant.reading.training.public import Row, passages, read_rows

DATA = Path(__file__).with_name("data")
_REPORTS = "claims_reports"
"""Files whose premises are written like sources, not like scenes."""
_STANCES = {"e": SUPPORTS, "c": CONTRADICTS, "n": NEITHER}


def questions(folder: Path) -> Iterator[Example]:
    """Yields the own questions over passages of the public sets in ``folder``.

    Raises:
        JudgeError: a passage that a question points to is not there.
    """
    known = {key[:12]: passage for key, passage in passages(folder).items()}
    for file in sorted(DATA.glob("questions_*.jsonl")):
        for row in read_rows(file):
            if row["passage"] not in known:
                raise JudgeError(
                    f"{file.name} asks about a passage that is not there ({row['passage']})",
                    "Give the folder of the public data sets with --data",
                )
            yield _question(row, known[row["passage"]])
    yield from _written_questions()


def claims() -> Iterator[Example]:
    """Yields the own claims: pairs in all nine pairs of languages, and those on own passages."""
    for file in sorted(DATA.glob("claims_*.jsonl")):
        kind = "reported" if file.stem.startswith(_REPORTS) else "claimed"
        for row in read_rows(file):
            yield from _claims(row, kind)
    yield from _written_claims()


def pairs(files: Sequence[Path]) -> Iterator[Example]:
    """Yields claims with sentences that are weighed for them, none of them held out.

    Those held out of eval/sets/claims.jsonl are not in the files.
    """
    for file in files:
        for row in read_rows(file):
            yield Example(
                "weighed",
                row["claim"],
                row["claim"],
                row["passage"],
                (row["language"], row["read"]),
                stances=(_STANCES[row["label"]],),
                held_of=sys.maxsize,
            )


def _question(row: Row, passage: tuple[str, str, int]) -> Example:
    text, group, held_of = passage
    read = row["read"]
    span = (row["start"], row["end"]) if row["start"] is not None else None
    return Example(
        f"asked.{row['language']}-{read}",
        group,
        row["question"],
        text,
        (row["language"], read),
        (span,) if span else (),
        answerable=span is not None,
        held_of=held_of,
    )


def _written_questions() -> Iterator[Example]:
    for row in _written():
        for one in row["questions"]:
            span = (one["start"], one["end"]) if one["start"] is not None else None
            yield Example(
                f"written.{one['language']}-{row['read']}",
                row["passage"],
                one["question"],
                row["passage"],
                (one["language"], row["read"]),
                (span,) if span else (),
                answerable=span is not None,
            )


def _written_claims() -> Iterator[Example]:
    for row in _written():
        for kind, read, passage in _readings(row):
            for one in row["claims"]:
                yield Example(
                    f"{kind}.{one['language']}-{read}",
                    row["passage"],
                    one["claim"],
                    passage,
                    (one["language"], read),
                    stances=(_STANCES[one["label"]],),
                )


def _readings(row: Row) -> Iterator[tuple[str, str, str]]:
    """Yields a passage as it was written, then its translations: kind, language, text."""
    yield "written", row["read"], row["passage"]
    for language, translation in row.get("translations", {}).items():
        yield "translated", language, translation


def _written() -> Iterator[Row]:
    for file in sorted(DATA.glob("passages_*.jsonl")):
        yield from read_rows(file)


def _claims(row: Mapping[str, object], kind: str) -> Iterator[Example]:
    premise = row["p"]
    assert isinstance(premise, dict)
    for key, stance in _STANCES.items():
        group = row.get(key, [])
        assert isinstance(group, list)
        for claim in group:
            for said, read in product(("en", "de", "ja"), repeat=2):
                yield Example(
                    f"{kind}.{said}-{read}",
                    premise["en"],
                    claim[said],
                    premise[read],
                    (said, read),
                    stances=(stance,),
                )
