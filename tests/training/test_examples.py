"""Which examples are held out follows from their group, whatever set they come from."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from typing import TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.reading.training import derived, mixture
from assistant.reading.training.examples import (
    CONTRADICTS,
    HELD,
    LABELS,
    NEITHER,
    NOT_SUPPORTED,
    SUPPORTS,
    Example,
    digest,
)

Sides: TypeAlias = tuple[list[Example], list[Example]]

_EXAMPLE = Example("set.en", "group", "Who?", "Ann did.", ("en", "en"), ((0, 3),), answerable=True)


@pytest.fixture(scope="module")
def sides(shared: Path) -> Sides:
    """All that is trained on, and all that is held, but for misplaced questions."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(derived, "other_passages", lambda questions: {})
        return mixture.training_examples(shared / "data"), mixture.held_examples(shared / "data")


@given(group=st.text(), text=st.text(), answerable=st.booleans())
def test_the_side_follows_from_the_group_alone(group: str, text: str, *, answerable: bool) -> None:
    one = replace(_EXAMPLE, group=group)
    other = Example("other", group, text, text, ("ja", "de"), answerable=answerable, stances=(1,))
    assert one.is_held == other.is_held


@pytest.mark.parametrize("held_of", [HELD, 2])
def test_about_one_group_in_so_many_is_held(held_of: int) -> None:
    held = sum(
        replace(_EXAMPLE, group=str(number), held_of=held_of).is_held for number in range(2000)
    )
    assert held == pytest.approx(2000 / held_of, rel=0.1)


def test_a_digest_is_the_sha256_of_the_text() -> None:
    assert digest("Öl") == hashlib.sha256("Öl".encode()).hexdigest()


def test_the_labels_are_the_three_outputs() -> None:
    assert sorted(LABELS.values()) == [SUPPORTS, CONTRADICTS, NEITHER] == [0, 1, 2]
    assert set(NOT_SUPPORTED) == {CONTRADICTS, NEITHER}


@pytest.mark.slow
def test_what_is_held_shares_no_group_with_training(sides: Sides) -> None:
    trained, held = sides
    assert len(trained) > 4 * len(held) > 0
    assert not {one.group for one in trained} & {one.group for one in held}


@pytest.mark.slow
def test_what_is_held_shares_passages_of_nomiracl_alone_with_training(sides: Sides) -> None:
    trained, held = sides
    passages = {one.passage for one in trained}
    common = defaultdict(set)
    for one in held:
        if one.passage in passages:
            common[one.source.partition(".")[0]].add(one.passage)
    assert common.keys() <= {"nomiracl"}
    assert len(common["nomiracl"]) < 20


@pytest.mark.slow
def test_every_share_is_that_of_a_source(sides: Sides) -> None:
    sources = {one.source for one in sides[0]}
    named = {name for name in mixture.SHARES if not name.startswith("misplaced")}
    assert named - {"weighed"} <= sources  # which are the sources' own sentences, if any
    assert all(share > 0 for share in mixture.SHARES.values())
