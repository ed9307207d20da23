"""Hits as the judge reads them: places in the document, and an order by hand-made numbers."""

from __future__ import annotations

import math
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.errors import JudgeError
from assistant.reading import reader as reader_module
from assistant.reading.examination import Examined, examine, reranked
from assistant.reading.judge import ANSWERS, Judge, Reading
from assistant.reading.reader import Reader
from assistant.reading.weights import ANSWERED, FITTED, JUDGED, Answered, Seen
from assistant.reading.windows import Tokens
from assistant.types import Chunk, Evidence, Hit, Sentence, Span

_CONTEXT = 200
"""Characters of what stands above a chunk that are read with it."""


class FakeJudge:
    """One reading a passage, of words; the chance that it answers by a word in it."""

    def __init__(self, **chances: float) -> None:
        self.chances = chances
        self.asked: list[tuple[str, tuple[str, ...]]] = []
        self.stances = np.zeros(3, np.float32)

    def read(self, query: str, passages: Sequence[str]) -> list[list[Reading]]:
        self.asked.append((query, tuple(passages)))
        return [[self._reading(passage)] for passage in passages]

    def answerable(self, reading: Reading) -> float:
        return reading.answerable

    def _reading(self, passage: str) -> Reading:
        chance = next((self.chances[word] for word in passage.split() if word in self.chances), 0.5)
        return replace(_reading(passage, chance), stances=self.stances)


def _reading(passage: str, answerable: float, best: str = "", offset: int = 0) -> Reading:
    """The words of a passage, one of which may be the best answer.

    Args:
        offset: where in the whole passage it starts.
    """
    spans, end = [], 0
    for word in passage.split():
        start = passage.index(word, end)
        end = start + len(word)
        spans.append((start + offset, end + offset))
    scores = np.array([-1.0 if word == best else -9.0 for word in passage.split()], np.float32)
    tokens = Tokens(tuple(range(len(spans))), tuple(spans))
    return Reading(tokens, "en", scores, scores, answerable, np.zeros(3, np.float32))


def _hit(
    document: str, start: int, end: int, context: str = "", *, score: float = 1.0, name: str = ""
) -> Hit:
    chunk = Chunk(
        id=name or f"{start}-{end}",
        document="a.txt",
        start=start,
        end=end,
        text=document[start:end],
        context=context,
        page=1,
        language="en",
        sentences=(Sentence(start, end),),
    )
    return Hit(chunk, score, 0.9)


def _examine(judge: object, question: str, hits: Sequence[Hit]) -> list[Examined]:
    return examine(judge, question, hits)  # type: ignore[arg-type]


# --- what is read ---------------------------------------------------------------------------------


def test_each_hit_is_read_with_what_stands_above_it() -> None:
    judge, text = FakeJudge(), "It costs 5. It is old."
    hits = [_hit(text, 0, 11, "Prices\nH100"), _hit(text, 12, 22)]
    examined = _examine(judge, "What?", hits)
    assert judge.asked == [("What?", ("Prices\nH100\nIt costs 5.", "It is old."))]
    assert [one.hit for one in examined] == hits


@pytest.mark.parametrize("context", ["", " ", "\n\t\u3000"])
def test_a_blank_context_is_none(context: str) -> None:
    judge = FakeJudge()
    _examine(judge, "What?", [_hit("It costs 5.", 0, 11, context)])
    assert judge.asked[0][1] == ("It costs 5.",)


def test_of_a_long_context_the_nearest_characters_are_read() -> None:
    judge, context = FakeJudge(), "far " * 100 + "x" * (_CONTEXT - 5) + " near"
    _examine(judge, "What?", [_hit("It costs 5.", 0, 11, context)])
    assert judge.asked[0][1] == ("x" * (_CONTEXT - 5) + " near\nIt costs 5.",)


def test_of_a_japanese_context_fewer_characters_are_read() -> None:
    judge = FakeJudge()
    hit = _hit("費用は5です。", 0, 8, "遠" * 300 + "近" * 80)
    japanese = replace(hit, chunk=replace(hit.chunk, language="ja"))
    _examine(judge, "いくら?", [japanese])
    assert judge.asked[0][1] == ("近" * 80 + "\n費用は5です。",)


def test_no_hits_are_nothing_examined(judge: Judge) -> None:
    assert examine(judge, "What?", []) == []
    assert reranked([]) == []


# --- places ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("context", ["", "Title", "Title\nHeading ", "far " * 100, "🤖 価格\u0301"])
def test_an_answer_has_the_places_of_the_document(context: str) -> None:
    document = "Before it 7 things stand. The machine costs 500 dollars. It is old."
    start, end = document.index("The"), document.index(" It is")
    (one,) = _examine(FakeJudge(), "What?", [_hit(document, start, end, context)])
    (span, _) = one.span_within(start, end)
    assert start <= span.start < span.end <= end
    place = document.index("500")
    (span, _) = one.span_within(place, place + 3)
    assert span == Span(place, place + 3)
    assert document[span.start : span.end] == "500"


def test_the_best_answer_of_the_stretch_is_taken_from_all_windows() -> None:
    document = "Here it costs 500 dollars and there it costs 700 dollars."
    border = document.index("and")
    hit = _hit(document, 0, len(document))
    readings = (
        _reading(document[:border], 0.1, "500"),
        _reading(document[border:], 0.9, "700", offset=border),
    )
    one = Examined(hit, readings, (0.1, 0.9), 0.0, 0)
    for price, (start, end), expected in (
        ("500", (0, border), -2.0 + math.log(0.1 / 0.9)),
        ("700", (border, len(document)), -2.0),
        ("700", (0, len(document)), -2.0),
    ):
        (span, chance) = one.span_within(start, end)
        assert document[span.start : span.end] == price
        assert chance == pytest.approx(expected)
    (span, chance) = one.span_within(*(document.index("there") + place for place in (0, 5)))
    assert (document[span.start : span.end], chance) == ("there", -18.0)


def test_what_stands_above_is_no_answer() -> None:
    document = "It costs five."
    hit = _hit(document, 0, len(document), "Price 500")
    readings = (_reading("Price 500\nIt costs five.", 0.9, "500"),)
    one = Examined(hit, readings, (0.9,), 0.0, -len("Price 500\n"))
    (span, chance) = one.span_within(0, len(document))
    assert 0 <= span.start < span.end <= len(document)
    assert chance == -18.0


def test_a_stretch_that_no_window_holds_has_an_empty_answer() -> None:
    document = "It costs five. And more."
    one = Examined(_hit(document, 0, 24), (_reading("It costs five.", 0.9),), (0.9,), 0.0, 0)
    (span, chance) = one.span_within(15, 24)
    assert (span, chance <= -60) == (Span(15, 15), True)


_TEXT = st.lists(
    st.one_of(
        st.text(max_size=15),
        st.sampled_from(
            ["It costs 500. ", "価格は５００円です。", "🤖👩‍🔬", "e\u0301", "\n", " ", "10㎡"]
        ),
    ),
    max_size=8,
).map("".join)


@given(document=_TEXT, context=_TEXT, data=st.data())
@settings(max_examples=60)
def test_any_answer_lies_within_its_sentence(
    judge: Judge, document: str, context: str, data: st.DataObject
) -> None:
    places = st.integers(0, len(document))
    start, end = sorted((data.draw(places), data.draw(places)))
    inside = st.integers(start, end)
    first, last = sorted((data.draw(inside), data.draw(inside)))
    (one,) = examine(judge, "What does it cost?", [_hit(document, start, end, context)])
    (span, chance) = one.span_within(first, last)
    assert first <= span.start <= span.end <= last
    assert chance <= 0
    read = (f"{context[-_CONTEXT:].strip()}\n".lstrip("\n")) + document[start:end]
    place = span.start - one.offset
    assert read[place : place + span.end - span.start] == document[span.start : span.end]


@given(document=_TEXT.filter(lambda text: any(map(str.isalnum, text))), context=_TEXT)
@settings(max_examples=30)
def test_the_whole_chunk_as_stretch_is_sliced_by_its_answer(
    judge: Judge, document: str, context: str
) -> None:
    text = f"Before. {document} After."
    start, end = 8, 8 + len(document)
    (one,) = examine(judge, "What?", [_hit(text, start, end, context)])
    (span, _) = one.span_within(start, end)
    assert text[span.start : span.end] in document


def test_a_long_chunk_is_examined_to_its_end(judge: Judge) -> None:
    document = "It costs 500 dollars. " * 120 + "It is old."
    (one,) = examine(judge, "What?", [_hit(document, 0, len(document), "Prices")])
    assert len(one.readings) > 1
    place = document.index("old")
    (span, _) = one.span_within(place, place + 3)
    assert document[span.start : span.end] == "old"


# --- order ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("chance", "odds"),
    [
        (0.5, 0.0),
        (0.9, math.log(9)),
        (0.1, -math.log(9)),
        (0.75, math.log(3)),
        (0.9999, math.log(999)),
        (1.0, math.log(999)),
        (0.0, -math.log(999)),
    ],
)
def test_log_odds_by_hand(chance: float, odds: float) -> None:
    text = "It costs five."
    (one,) = _examine(FakeJudge(five=chance, It=chance), "What?", [_hit(text, 0, len(text))])
    assert one.answerable == pytest.approx(odds)


def test_a_hit_answers_as_well_as_its_best_window(judge: Judge) -> None:
    text = "It costs 500 dollars. " * 100
    (one,) = examine(judge, "What does it cost?", [_hit(text, 0, len(text))])
    best = min(max(judge.answerable(reading) for reading in one.readings), 0.999)
    assert len(one.readings) > 1
    assert one.answerable == pytest.approx(math.log(best / (1 - best)))


@pytest.mark.parametrize(
    ("question", "lost"),
    [
        ("What does it cost?", 0.0),
        ("What does the H100 cost?", 0.0),
        ("What does the h-100 cost?", 0.0),
        ("Was kostet der A100?", 2.0),
        ("H100とA100の価格は？", 1.0),
        ("What did the H100 cost in 2027?", 1.0),
        ("What did it cost in 2023?", 0.0),
    ],
)
def test_a_passage_loses_where_it_lacks_a_code_that_is_asked_for(
    question: str, lost: float
) -> None:
    (one,) = _examine(FakeJudge(), question, [_hit("The H100 costs 5.", 0, 17, "In 2023")])
    assert one.answerable == pytest.approx(-lost)


def _order(*numbers: tuple[float, float]) -> list[tuple[str, float]]:
    """Names and new scores of hits, by (score, chance that it answers)."""
    words = {f"w{place}": chance for place, (_, chance) in enumerate(numbers)}
    hits = [
        _hit(word, 0, len(word), score=score, name=word)
        for word, (score, _) in zip(words, numbers, strict=True)
    ]
    return [(hit.chunk.id, hit.score) for hit in reranked(_examine(FakeJudge(**words), "?", hits))]


def test_the_order_by_hand() -> None:
    # 0.006 * ln 9 is 0.0132: enough to pass what is 0.012 ahead, not what is 0.014 ahead.
    found = _order((0.5, 0.5), (0.488, 0.9), (0.486, 0.9), (0.501, 0.1))
    assert [name for name, _ in found] == ["w1", "w0", "w2", "w3"]
    scores = [0.488 + 0.01318335, 0.5, 0.486 + 0.01318335, 0.501 - 0.01318335]
    assert [score for _, score in found] == pytest.approx(scores, abs=1e-6)


def test_hits_of_equal_scores_keep_their_order() -> None:
    assert [name for name, _ in _order((0.5, 0.7), (0.5, 0.7), (0.5, 0.7))] == ["w0", "w1", "w2"]


def test_the_judge_cannot_lift_a_hit_from_far_below() -> None:
    # At most 0.006 * ln 999 = 0.0414 up or down.
    assert [name for name, _ in _order((0.8, 0.0), (0.71, 1.0))] == ["w0", "w1"]
    assert [name for name, _ in _order((0.8, 0.0), (0.72, 1.0))] == ["w1", "w0"]


def test_only_the_score_of_a_hit_changes() -> None:
    text = "It costs five."
    hit = _hit(text, 0, len(text), "Prices", score=0.25)
    (one,) = _examine(FakeJudge(five=0.75, It=0.75), "?", [hit])
    (found,) = reranked([one])
    assert (found.chunk, found.similarity) == (hit.chunk, hit.similarity)
    assert found.score == pytest.approx(0.25 + 0.006 * math.log(3))
    assert one.hit == hit


# --- with a judge and without ---------------------------------------------------------------------


def _reader(*, judging: bool) -> Reader:
    return Reader(None, judging=judging)  # type: ignore[arg-type]


def _evidence(score: float) -> Evidence:
    return Evidence("a.txt", 0, 1, "x", 1, "en", "", score)


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[FakeJudge]:
    """The judges that were loaded."""
    judges: list[FakeJudge] = []

    def make(name: str) -> FakeJudge:
        assert name == ANSWERS
        judges.append(FakeJudge())
        return judges[-1]

    monkeypatch.setattr(reader_module, "Judge", make)
    return judges


def test_a_judge_without_a_say_is_not_loaded(made: list[FakeJudge]) -> None:
    reader, hits = _reader(judging=False), [_hit("a", 0, 1, score=0.1), _hit("b", 0, 1)]
    assert reader.examined("What?", hits) == []
    assert reader.ordered(hits, []) == hits
    assert made == []


def test_a_judge_is_loaded_once_when_first_needed(made: list[FakeJudge]) -> None:
    reader, hits = _reader(judging=True), [_hit("a", 0, 1, score=0.1), _hit("b", 0, 1)]
    assert made == []
    examined = [reader.examined(question, hits) for question in ("What?", "Who?")]
    assert [question for question, _ in made[0].asked] == ["What?", "Who?"]
    assert len(made) == 1
    assert reader.ordered(hits, examined[0]) == hits[::-1]


def test_two_first_questions_at_once_load_one_judge(made: list[FakeJudge]) -> None:
    reader, hits = _reader(judging=True), [_hit("a", 0, 1)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: reader.examined("What?", hits), range(32)))
    assert len(made) == 1
    assert len(made[0].asked) == 32


def test_a_model_that_does_not_load_is_an_error_only_where_it_has_a_say(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(name: str) -> Judge:
        raise JudgeError("It is broken", "Mend it")

    monkeypatch.setattr(reader_module, "Judge", broken)
    assert _reader(judging=False).examined("What?", [_hit("a", 0, 1)]) == []
    with pytest.raises(JudgeError, match=r"Mend it\."):
        _reader(judging=True).examined("What?", [_hit("a", 0, 1)])


def test_without_a_judge_the_best_sentence_decides_whether_there_is_an_answer() -> None:
    reader, threshold = _reader(judging=False), FITTED.threshold
    assert not reader.answers([])
    assert reader.answers([_evidence(threshold)])
    assert not reader.answers([_evidence(threshold - 1e-9), _evidence(threshold - 0.01)])


@pytest.mark.parametrize("score", [0.0, 1.0])
def test_with_a_judge_the_most_convincing_sentence_decides(score: float) -> None:
    reader, threshold = _reader(judging=True), ANSWERED.threshold
    held = [replace(_evidence(score), confidence=threshold - far) for far in (5, 0, 3)]
    assert reader.answers(held)
    assert not reader.answers([held[0], held[2]])


def _seen(**columns: list[float]) -> Seen:
    """Two sentences of which nothing is seen but what is given."""
    names = "features answerable bearing span lacking stated signed".split()
    return Seen(**{name: np.array(columns.get(name, [0.0, 0.0])) for name in names})


def test_features_and_judge_add_up_by_hand() -> None:
    weights = Answered(features=0.3, lacking=-3.5, stated=2.0, threshold=-2.8)
    seen = _seen(features=[-2.0, 0.0], answerable=[1.0, -3.0], lacking=[0.0, 2.0], stated=[1, 0])
    assert weights.confidences(seen).tolist() == pytest.approx([2.4, -10.0])


@pytest.mark.parametrize(
    ("name", "better"),
    [
        *((name, 1.0) for name in "features answerable bearing span stated signed".split()),
        ("lacking", -1.0),
    ],
)
def test_each_thing_seen_moves_a_sentence_its_way(name: str, better: float) -> None:
    scores = JUDGED.scores(_seen(**{name: [0.0, better]}))
    assert scores[1] > scores[0]


@pytest.mark.parametrize(
    ("stances", "bearing"),
    [
        ((0.0, 0.0, 0.0), math.log(2)),
        ((2.0, -9.0, 0.0), math.log(math.exp(2) + math.exp(-9))),
        ((-9.0, 2.0, 0.0), math.log(math.exp(2) + math.exp(-9))),
        ((-9.0, -9.0, 9.0), -8.0),
        ((30.0, 0.0, -30.0), 8.0),
    ],
)
def test_a_passage_bears_on_a_question_that_it_speaks_for_or_against(
    stances: tuple[float, float, float], bearing: float
) -> None:
    judge, text = FakeJudge(), "It costs five."
    judge.stances = np.array(stances, np.float32)
    (one,) = _examine(judge, "What?", [_hit(text, 0, len(text))])
    assert one.bearing == pytest.approx(bearing, rel=1e-5)
