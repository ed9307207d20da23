"""Figures of tables: only those under the head that names whom a claim names."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.claims.features import Claimed
from assistant.types import Evidence

_HEAD = "| Item | Nimbus-1 | Nimbus-2 | source |\n|---|---|---|---|\n"
_ROW = "| Rent | $18.2 million | $64.5 million | invoices |"
_BARE = "| Licences | $0.6 million | n/a | invoices |"


@pytest.mark.parametrize(
    ("claim", "row", "outcome"),
    [
        ("The rent of Nimbus-2 was $64.5 million.", _ROW, "agrees"),
        ("The rent of Nimbus-1 was $64.5 million.", _ROW, "differs"),
        ("The rent of Nimbus-1 was $18.2 million.", _ROW, "agrees"),
        ("The licences of Nimbus-1 cost $0.6 million.", _BARE, "agrees"),
        ("The licences of Nimbus-2 cost $0.6 million.", _BARE, "absent"),
        ("The rent was $64.5 million.", _ROW, "agrees"),
    ],
)
def test_a_figure_of_another_column_is_not_the_claims(
    claim: str, row: str, outcome: str, sentence: Callable[..., Evidence]
) -> None:
    claimed = Claimed.of(claim, "en")
    evidence = sentence(row, "en", f"{_HEAD}{row}")
    assert [match.outcome for match in claimed.matches(evidence)] == [outcome]
