"""Which of the sentences found for a claim are read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from types import SimpleNamespace
from typing import Any, cast

import pytest

from assistant.claims.weighing import Weigher
from assistant.types import Evidence

Sentence = Callable[..., Evidence]


def _read(monkeypatch: pytest.MonkeyPatch, claim: str, found: Sequence[Any]) -> list[str]:
    """The sentences that are read; what is near in meaning is far in words and the reverse."""
    asked: list[str] = []

    def stances(_: str, passages: Sequence[str]) -> list[tuple[float, float]]:
        asked.extend(passages)
        return [(0.0, 0.0)] * len(passages)

    monkeypatch.setattr(Weigher, "_near", lambda *_: list(found))
    reader = cast(Any, SimpleNamespace(stances=stances))
    Weigher(cast(Any, None), cast(Any, None), reader).weighed(claim, "en")
    return asked


@pytest.mark.parametrize(
    ("claim", "reached"),
    [("Staff and data are dear.", True), ("Meta paid 40 million dollars.", False)],
)
def test_a_claim_without_figures_and_names_reaches_what_is_near_in_meaning(
    claim: str, reached: bool, sentence: Sentence, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = [
        SimpleNamespace(
            evidence=sentence(f"Line {'x' * place}.", language), near=-place / 10, similar=place
        )
        for place, language in enumerate(["en"] * 38 + ["de", "ja"])
    ]
    read = _read(monkeypatch, claim, found)
    assert len(read) == 20
    assert read[:10] == [one.evidence.text for one in found[:10]]
    assert {one.evidence.text for one in found[38:]} <= set(read) or not reached
    assert (found[39].evidence.text in read) == reached
