"""What came out for one item, as it is recorded and read again: one JSON object a line."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from assistant.evaluation.items import READER, Item, as_row


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage that was found: ``text[start:end]`` of a document."""

    document: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Output:
    """What a system says to one item.

    Args:
        form: in the JSON form of ask, calc or check, without timings.
        passages: those found for a question, best first.
    """

    form: Mapping[str, Any]
    passages: tuple[Passage, ...] = ()


FAILED: Mapping[str, Any] = {
    "status": "failed", "verdict": "failed", "confidence": 0.0, "answer": "", "citations": (),
    "related": (), "quantities": (), "disagreements": (), "calculation": None, "result": None,
    "inputs": (),
}  # fmt: skip
"""The form of an item that failed: an answer, a calculation and a verdict that say nothing."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """An item with what came out for it; one that failed has an error and no output."""

    set: str
    """Name of the item's set: its file without the ending."""
    item: Item
    output: Output | None
    scores: Mapping[str, float] = field(default_factory=dict)
    """By metric; one that does not apply to the item is absent."""
    error: Mapping[str, str] | None = None
    """Type and message of the error, as on the command line."""

    @property
    def form(self) -> Mapping[str, Any]:
        """What came out in its JSON form, of an item that failed an empty one."""
        return self.output.form if self.output else FAILED

    @property
    def key(self) -> tuple[str, str]:
        """Set and id, which tell items of one run apart."""
        return self.set, self.item.id

    def line(self) -> str:
        """Returns the outcome as one line of JSON; equal outcomes give equal lines."""
        output = self.output
        row = {
            "set": self.set,
            "item": as_row(self.item),
            "output": output and output.form,
            "passages": [
                {"document": one.document, "start": one.start, "end": one.end}
                for one in (output.passages if output else ())
            ],
            "scores": dict(sorted(self.scores.items())),
            "error": self.error,
        }
        return json.dumps(row, ensure_ascii=False, default=str)

    @classmethod
    def of_line(cls, line: str) -> Outcome:
        """Reads what ``line`` wrote.

        Raises:
            ValueError: it is something else.
        """
        try:
            row = json.loads(line)
            item = READER.validate_json(json.dumps(row["item"]))
            passages = tuple(Passage(**one) for one in row["passages"])
            output = None if row["output"] is None else Output(row["output"], passages)
            return cls(row["set"], item, output, row["scores"], row["error"])
        except (KeyError, TypeError) as error:
            raise ValueError(f"no outcome: {error}") from error
