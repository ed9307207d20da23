"""Batches hold what they may, are the same for the same seed, and never cut an answer."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import fields

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from sentencepiece import SentencePieceProcessor

from assistant.reading.training.batches import Batch, Encoded, collate, encode, epoch
from assistant.reading.training.examples import Example
from assistant.reading.windows import BEGIN, END, PADDING, QUERY_SIZE, SIZE, Tokens

_PASSAGE = (
    "Zürich hat rund 400.000 Einwohner. 費用は７,８４０万ドル（㈱）でした。 Cafe\u0301 GmbH, H100s."
)
_SPANS = st.tuples(st.integers(0, len(_PASSAGE) - 1), st.integers(1, 20))


@st.composite
def _encoded(draw: st.DrawFn) -> Encoded:
    """Passages of up to two windows; an answer fits one."""
    query = _tokens(draw(st.integers(0, QUERY_SIZE)), 5000)
    passage = _tokens(draw(st.one_of(st.integers(0, 400), st.integers(180, 200))), 100)
    room = SIZE - len(query) - 4
    answers = []
    for _ in range(draw(st.integers(0, 3)) if len(passage) else 0):
        first = draw(st.integers(0, len(passage) - 1))
        answers.append((first, min(first + draw(st.integers(0, room - 1)), len(passage) - 1)))
    asked = draw(st.sampled_from([None, True, False]))
    stances = draw(st.sampled_from([(), (0,), (2,), (1, 2)]))
    return Encoded(query, passage, tuple(answers), asked, stances)


def _tokens(count: int, first: int = 100) -> Tokens:
    return Tokens(tuple(range(first, first + count)), tuple((n, n + 1) for n in range(count)))


def _example(passage: str, *answers: tuple[int, int], query: str = "Who?") -> Example:
    return Example("x", "g", query, passage, ("en", "en"), answers, answerable=bool(answers))


@given(st.lists(_encoded(), min_size=1, max_size=6), st.integers(0, 99))
def test_a_cropped_window_holds_its_answer_exactly(examples: list[Encoded], seed: int) -> None:
    batch = collate(examples, random.Random(seed))
    for row, one in enumerate(examples):
        first, last = batch.spans[row].tolist()
        if one.answers:
            found = tuple(batch.ids[row, first : last + 1].tolist())
            assert found in [one.passage.ids[start : end + 1] for start, end in one.answers]
            assert (batch.types[row, first : last + 1] == 1).all()
        else:
            assert (first, last) == (-1, -1)


@given(st.lists(_encoded(), min_size=1, max_size=6), st.integers(0, 99))
def test_a_row_is_query_marks_and_a_stretch_of_the_passage(
    examples: list[Encoded], seed: int
) -> None:
    batch = collate(examples, random.Random(seed))
    for row, one in enumerate(examples):
        ids = batch.ids[row, : one.length].tolist()
        head = [BEGIN, *one.query.ids, END, END]
        stretch = ids[len(head) : -1]
        assert ids == [*head, *stretch, END]
        assert len(stretch) == min(len(one.passage), one.room)
        assert stretch == list(range(stretch[0], stretch[0] + len(stretch))) if stretch else True
        assert set(stretch) <= {*one.passage.ids}
        assert batch.mask[row].tolist() == [1] * len(ids) + [0] * (len(batch.ids[row]) - len(ids))
        assert (batch.ids[row, one.length :] == PADDING).all()
        assert batch.types[row].sum() == len(stretch) + 1


@given(st.lists(_encoded(), min_size=1, max_size=6))
def test_what_is_not_asked_is_marked(examples: list[Encoded]) -> None:
    batch = collate(examples, random.Random(0))
    for row, one in enumerate(examples):
        wanted = -1 if one.answerable is None else int(one.answerable)
        assert batch.answerable[row] == wanted
        assert batch.stances[row].nonzero().flatten().tolist() == list(one.stances)


def test_an_answer_longer_than_the_window_is_cut_to_it() -> None:
    one = Encoded(_tokens(64, 5000), _tokens(400), ((100, 399),), True, ())
    batch = collate([one], random.Random(0))
    first, last = batch.spans[0].tolist()
    assert (batch.types[0, first : last + 1] == 1).all()
    assert last - first < one.room


def test_crops_of_a_long_passage_differ_by_the_draw() -> None:
    one = Encoded(_tokens(5, 5000), _tokens(900), ((500, 502),), True, ())
    rng = random.Random(0)
    starts = {int(collate([one], rng).ids[0, 8]) for _ in range(50)}
    assert len(starts) > 30
    assert max(starts) - min(starts) > 150


@pytest.mark.parametrize("tokens", [256, 700, 3072])
def test_padded_tokens_stay_below_the_limit(tokens: int) -> None:
    examples = _some(500)
    batches = epoch(examples, ["x"] * 500, {}, random.Random(1), tokens)
    for members in batches:
        batch = collate([examples[number] for number in members], random.Random(0))
        assert batch.ids.numel() <= tokens


def test_an_epoch_takes_every_example_once_unless_told_otherwise() -> None:
    examples = _some(300)
    batches = epoch(examples, ["x"] * 300, {}, random.Random(1), 1000)
    assert sorted(number for batch in batches for number in batch) == list(range(300))


def test_shares_say_how_often_a_source_is_taken() -> None:
    examples = _some(1200)
    sources = ["once", "twice", "some", "more"] * 300
    shares = {"twice": 2.0, "some": 0.25, "more": 1.5}
    batches = epoch(examples, sources, shares, random.Random(1), 1000)
    taken = Counter(number for batch in batches for number in batch)
    counts = Counter(sources[number] for number in taken.elements())
    assert (counts["once"], counts["twice"]) == (300, 600)
    assert counts["some"] == pytest.approx(75, abs=25)
    assert counts["more"] == pytest.approx(450, abs=35)
    assert all(taken[number] in (1, 2) for number in range(3, 1200, 4))


def test_batches_hold_windows_of_like_length() -> None:
    examples = _some(2000)
    batches = epoch(examples, ["x"] * 2000, {}, random.Random(1), 3072)
    padded = sum(len(batch) * max(examples[one].length for one in batch) for batch in batches)
    assert padded < 1.15 * sum(one.length for one in examples)


def test_the_same_seed_makes_the_same_batches() -> None:
    examples, sources = _some(300), ["x", "y", "z"] * 100
    shares = {"x": 0.5, "y": 1.5}
    once, again, other = (
        epoch(examples, sources, shares, random.Random(seed), 1000) for seed in (7, 7, 8)
    )
    assert once == again != other
    members = [examples[number] for number in once[0]]
    assert _equal(collate(members, random.Random("a")), collate(members, random.Random("a")))


def test_every_example_is_encoded_in_its_place(tokenizer: SentencePieceProcessor) -> None:
    examples = [_example("Ann did.", (0, 3)), _example("Bob  did.", (3, 5)), _example("Ann did.")]
    first, blank, last = encode(tokenizer, examples)
    assert first.passage is last.passage
    assert first.answers == ((0, 0),)
    assert blank.answers == last.answers == ()
    assert [one.answerable for one in (first, blank, last)] == [True, True, False]


def test_a_long_query_is_cut(tokenizer: SentencePieceProcessor) -> None:
    [one] = encode(tokenizer, [_example("Ann.", query="why " * 100)])
    assert len(one.query) == QUERY_SIZE
    assert one.room == SIZE - QUERY_SIZE - 4
    assert one.length == QUERY_SIZE + 4 + len(one.passage)


@given(span=_SPANS)
def test_an_answer_is_the_tokens_that_touch_it(
    tokenizer: SentencePieceProcessor, span: tuple[int, int]
) -> None:
    start, end = span[0], min(sum(span), len(_PASSAGE))
    [one] = encode(tokenizer, [_example(_PASSAGE, (start, end))])
    if not _PASSAGE[start:end].strip():
        assert one.answers == ()
        return
    [(first, last)] = one.answers
    spans = one.passage.spans
    assert _PASSAGE[start : spans[first][0]].strip() == ""
    assert _PASSAGE[spans[last][1] : end].strip() == ""
    assert spans[first][1] > start
    assert spans[last][0] < end


def test_public_answers_are_found_in_their_tokens(
    public_questions: Sequence[Example], tokenizer: SentencePieceProcessor
) -> None:
    some = [one for one in public_questions if one.answers][::40]
    for example, one in zip(some, encode(tokenizer, some), strict=True):
        assert len(one.answers) == len(example.answers)
        for (start, end), (first, last) in zip(example.answers, one.answers, strict=True):
            sliced = example.passage[one.passage.spans[first][0] : one.passage.spans[last][1]]
            assert example.passage[start:end].strip() in sliced
            assert last - first + 1 <= one.room


def _some(count: int) -> list[Encoded]:
    rng = random.Random(3)
    return [
        Encoded(_tokens(rng.randint(3, 30), 5000), _tokens(rng.randint(5, 300)), (), None, (0,))
        for _ in range(count)
    ]


def _equal(one: Batch, other: Batch) -> bool:
    names = [field.name for field in fields(Batch)]
    return all(torch.equal(getattr(one, name), getattr(other, name)) for name in names)


@given(st.integers(0, 899), st.integers(0, 99))
def test_the_window_of_a_claim_holds_what_decides_about_it(place: int, seed: int) -> None:
    one = Encoded(_tokens(5, 5000), _tokens(900), (), None, (0,), (place, min(place + 3, 899)))
    batch = collate([one], random.Random(seed))
    assert {100 + place, 100 + min(place + 3, 899)} <= {*batch.ids[0].tolist()}
    assert batch.spans[0].tolist() == [-1, -1]
