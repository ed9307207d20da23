"""The reading model: spans that slice the passage, probabilities, windows, a model that is broken.

What it answers is measured elsewhere; here it may be any model of the same form.
"""

from __future__ import annotations

import json
import math
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.errors import JudgeError
from assistant.reading.judge import ANSWERS, CLAIMS, MODEL, Judge, Reading
from assistant.reading.windows import SIZE, Tokens
from assistant.types import Judgement

_ROOT = Path(__file__).parents[2]
_LONGEST = 32
"""Tokens of an answer."""
_READ = 20_000
"""Characters of a passage that are read."""
_CHANCES = ("answerable", "supports", "contradicts", "neither")
_TEXTS = {
    "nothing": "",
    "blanks": " \t\n\u3000\u00a0\u2028 ",
    "one character": "x",
    "english": "The machine costs 500 dollars. It was built in Berlin.",
    "german": "Die Maschine kostet 500 Euro. Sie wurde in Köln gebaut.",
    "japanese": "この機械は500ドルです。ベルリンで作られました。",
    "chinese": "这台机器售价五百美元。它在柏林制造。",
    "korean": "이 기계의 가격은 500달러입니다. 베를린에서 만들었습니다.",
    "russian": "Эта машина стоит 500 долларов. Она построена в Берлине.",
    "arabic": "سعر هذه الآلة ٥٠٠ دولار. صنعت في برلين.",
    "thai": "เครื่องนี้ราคา 500 ดอลลาร์ ผลิตในเบอร์ลิน",
    "emoji": "🤖 costs 🎉500👩‍🔬 dollars 🇩🇪.",
    "combining marks": "Cafe\u0301 Zu\u0308rich n\u0303\u0303\u0303 か\u3099",
    "a mark alone": "\u0301",
    "hangul in parts": "\u1112\u1161\u11ab \u1100\u1173\u11af",
    "full-width": "価格は１２，３４５．６７ドル、ＡＢＣ　ＤＥＦ",
    "half-width kana": "ｶﾞｷﾞｸﾞ ﾊﾟﾋﾟ",
    "one that becomes many": "ﷺ ㌀ ½ ﬁ ㍿ ①",
    "half characters": "\ud800 costs \udfff 500 \ud800",
    "no words": "?!… --- ()",
    "controls": "\x00a\x1b[31m\x7f\ufeffb\u200bc\u202ed",
    "private and unassigned": "\ue000 \U0010ffff \u0378",
    "lines": "# Price\r\n\r\n| a | b |\n|---|---|\n| 5 | 6 |\n",
    "a mark of the vocabulary": "<s> costs </s></s> <unk> <pad> 500",
    "a long word": "Donaudampfschifffahrt" * 12,
}
_QUERIES = ["", " ", "What does it cost?", "価格はいくらですか", "\udfff?", "🤖", "word " * 400]
_TEXT = st.lists(
    st.one_of(
        st.text(alphabet=st.characters(), max_size=20),
        st.sampled_from(sorted(_TEXTS.values())),
        st.sampled_from([" ", "\n", "\u3000", "500 ", "Kosten ", "費用は"]),
    ),
    max_size=6,
).map("".join)
_PAIR = re.compile(r"[\ud800-\udbff][\udc00-\udfff]")
"""Two half characters that would be a whole one."""
Floats = npt.NDArray[np.float32]


def _is_whole(passage: str, judged: Judgement) -> bool:
    """Whether span and probabilities are what they say they are."""
    assert passage[judged.start : judged.end] == judged.answer
    assert 0 <= judged.start <= judged.end <= len(passage)
    assert type(judged.start) is type(judged.end) is int
    chances = [getattr(judged, name) for name in _CHANCES]
    assert all(type(chance) is float and 0 <= chance <= 1 for chance in chances)
    assert math.fsum(chances[1:]) == pytest.approx(1, abs=1e-5)
    return True


# --- any text -------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", _TEXTS)
def test_the_answer_is_a_slice_of_any_passage(judge: Judge, name: str) -> None:
    passage = _TEXTS[name]
    for query in _QUERIES:
        (judged,) = judge.judge(query, [passage])
        assert _is_whole(passage, judged)


@given(query=_TEXT, passage=_TEXT)
@settings(max_examples=60)
def test_the_answer_is_a_slice_of_whatever_is_read(judge: Judge, query: str, passage: str) -> None:
    (judged,) = judge.judge(query, [passage])
    assert _is_whole(passage, judged)


@pytest.mark.parametrize("passage", ["", " ", "\n\t\u3000\u2028"])
def test_a_passage_without_a_word_has_an_empty_answer(judge: Judge, passage: str) -> None:
    (judged,) = judge.judge("What does it cost?", [passage])
    assert (judged.answer, judged.start, judged.end) == ("", 0, 0)


@pytest.mark.parametrize("name", ["english", "german", "japanese", "korean", "russian"])
def test_an_answer_begins_and_ends_with_no_blank(judge: Judge, name: str) -> None:
    for query in _QUERIES:
        (judged,) = judge.judge(query, [_TEXTS[name]])
        assert judged.answer
        assert judged.answer == judged.answer.strip()


@given(passage=_TEXT.filter(lambda text: not _PAIR.search(text)))
@settings(max_examples=60)
def test_tokens_follow_the_text_and_leave_out_no_letter(judge: Judge, passage: str) -> None:
    inside: set[int] = set()
    for one in judge.read("", [passage])[0]:
        spans = one.passage.spans
        assert all(0 <= start <= end <= len(passage) for start, end in spans)
        assert sorted(spans) == list(spans)
        assert sorted(end for _, end in spans) == [end for _, end in spans]
        inside.update(place for start, end in spans for place in range(start, end))
    assert {place for place, letter in enumerate(passage) if letter.isalnum()} <= inside


@pytest.mark.parametrize("passage", ["500\u200b\u3000円", "x \n y"])
def test_a_token_begins_and_ends_with_no_blank(judge: Judge, passage: str) -> None:
    for start, end in judge.read("What?", [passage])[0][0].passage.spans:
        bare = passage[start:end].strip("\u200b\ufeff")
        assert bare == bare.strip()


def test_a_half_character_counts_as_one_like_any_other(judge: Judge) -> None:
    halves, others = "\ud800 costs 500 \udfff", "\ufffd costs 500 \ufffd"
    one, other = (judge.judge("What?", [text])[0] for text in (halves, others))
    assert (one.start, one.end, one.answerable) == (other.start, other.end, other.answerable)


def test_two_half_characters_in_a_row_count_as_two(judge: Judge) -> None:
    passage = "\ud83d\ude00 The price is 500 dollars."
    spans = judge.read("What is the price?", [passage])[0][0].passage.spans
    assert spans[-1] == (len(passage) - 1, len(passage))


@pytest.mark.slow
@pytest.mark.parametrize("piece", ["word ", "費用", "a", "🤖", "เครื่อง", "\udfff", " "])
def test_long_passages_are_read(judge: Judge, piece: str) -> None:
    passage = (piece * _READ)[: _READ + 1]
    (judged,) = judge.judge("What?", [passage])
    assert _is_whole(passage, judged)


@pytest.mark.slow
def test_a_passage_may_be_longer_than_what_is_read(judge: Judge) -> None:
    passage = "word " * 40_000
    (judged,) = judge.judge("What?", [passage])
    assert _is_whole(passage, judged)


# --- the same numbers -----------------------------------------------------------------------------


def test_there_is_one_judgement_a_passage(judge: Judge) -> None:
    assert judge.judge("What?", []) == []
    assert len(judge.judge("What?", ["a", "", "a", "word " * 500])) == 4


def test_a_judgement_does_not_depend_on_the_other_passages(judge: Judge) -> None:
    passages = [*_TEXTS.values(), "word " * 400]
    alone = [judge.judge("What does it cost?", [passage])[0] for passage in passages]
    assert judge.judge("What does it cost?", passages) == alone
    assert judge.judge("What does it cost?", passages[::-1]) == alone[::-1]


@given(passages=st.lists(_TEXT, min_size=1, max_size=3), data=st.data())
@settings(max_examples=15)
def test_nor_on_their_order(judge: Judge, passages: list[str], data: st.DataObject) -> None:
    order = data.draw(st.permutations(range(len(passages))))
    judged = judge.judge("Was?", passages)
    shuffled = judge.judge("Was?", [passages[place] for place in order])
    assert shuffled == [judged[place] for place in order]


def test_the_same_call_twice_gives_the_same_numbers(judge: Judge) -> None:
    passages = [*_TEXTS.values()]
    assert judge.judge("What?", passages) == judge.judge("What?", passages)


def test_calls_at_the_same_time_do_not_meet(judge: Judge) -> None:
    queries = [f"What does {number} cost?" for number in range(5)]
    passages = [_TEXTS["english"], _TEXTS["japanese"], "word " * 300]
    one_by_one = [judge.judge(query, passages) for query in queries]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda query: judge.judge(query, passages), queries)) == one_by_one


@pytest.mark.slow
def test_a_model_loaded_anew_gives_the_same_numbers(judge: Judge) -> None:
    passages = [*_TEXTS.values()]
    assert Judge().judge("What?", passages) == judge.judge("What?", passages)


@pytest.mark.slow
def test_neither_torch_nor_transformers_are_imported() -> None:
    code = (
        "import sys\n"
        "from assistant.reading.judge import Judge\n"
        "(judged,) = Judge().judge('What?', ['It costs 500 dollars.'])\n"
        "assert judged.answer\n"
        "heavy = {'torch', 'transformers', 'sentence_transformers', 'onnx', 'sklearn'}\n"
        "print(sorted(heavy & {name.partition('.')[0] for name in sys.modules}))\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code],
        cwd=_ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (ran.stdout, ran.stderr) == ("[]\n", "")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("question", "passage", "answer"),
    [
        ("What does the machine cost?", "The machine costs 500 dollars.", "500"),
        ("Was kostet die Maschine?", "Die Maschine kostet 500 Euro.", "500"),
        ("この機械はいくらですか。", "この機械の価格は500ドルです。", "500"),
    ],
)
def test_an_easy_question_is_answered(
    judge: Judge, question: str, passage: str, answer: str
) -> None:
    (judged,) = judge.judge(question, [passage])
    assert answer in judged.answer
    assert len(judged.answer) < len(passage)


# --- a model that is not there --------------------------------------------------------------------


def _refused(folder: Path, name: str = ANSWERS) -> JudgeError:
    with pytest.raises(JudgeError) as caught:
        Judge(folder, name)
    assert caught.value.exit_status == 2
    assert "Reinstall" in caught.value.remedy
    assert str(folder) in caught.value.remedy
    return caught.value


def test_a_missing_folder_is_an_error_with_a_remedy(tmp_path: Path) -> None:
    assert _refused(tmp_path / "none").__cause__ is not None
    _refused(tmp_path)


@pytest.mark.parametrize("content", [b"", b"no model", b"\0" * 1000, "start"])
def test_a_broken_network_is_an_error_with_a_remedy(tmp_path: Path, content: bytes | str) -> None:
    if content == "start":
        with (MODEL / "judge.onnx").open("rb") as whole:
            content = whole.read(100_000)
    assert isinstance(content, bytes)
    (tmp_path / "judge.onnx").write_bytes(content)
    _refused(tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("name", [ANSWERS, CLAIMS])
def test_each_file_of_a_network_is_needed(name: str, tmp_path: Path) -> None:
    folder = tmp_path / "model"
    shutil.copytree(MODEL, folder)
    for file in (f"{name}.onnx", "words.bin", "pieces.model"):
        path = folder / file
        path.rename(tmp_path / "away")
        _refused(folder, name)
        (tmp_path / "away").rename(path)
    Judge(folder, name)
    shutil.rmtree(folder)


@pytest.mark.slow
def test_the_network_for_claims_tells_denials_across_languages() -> None:
    judge = Judge(name=CLAIMS)
    (borne,) = judge.judge("The lab is led by Ms Lang.", ["Das Labor wird von Frau Lang geleitet."])
    (denied,) = judge.judge("The factory opened.", ["Das Werk wurde nie eröffnet."])
    assert borne.supports > borne.contradicts
    assert denied.contradicts > denied.supports


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff", b"\0" * 100])
def test_a_broken_tokenizer_is_an_error_with_a_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes
) -> None:
    monkeypatch.setattr("onnxruntime.InferenceSession", lambda *_, **__: _Network({}))
    shutil.copy(MODEL / "judge.json", tmp_path)
    _refused(tmp_path)
    (tmp_path / "pieces.model").write_bytes(content)
    _refused(tmp_path)


@pytest.mark.parametrize(
    "content",
    [
        None,
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff",
        b"{}",
        b'{"calibration": null}',
        b'{"calibration": {"colour": 1}}',
    ],
)
def test_a_broken_calibration_is_an_error_with_a_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes | None
) -> None:
    _pretend(monkeypatch, tmp_path, _Network({}))
    (tmp_path / "judge.json").unlink()
    if content is not None:
        (tmp_path / "judge.json").write_bytes(content)
    _refused(tmp_path)


# --- a network of known numbers -------------------------------------------------------------------


@dataclass(frozen=True)
class _Mark:
    """What the network says where it sees a word; nothing is 0 everywhere."""

    start: float = 0.0
    end: float = 0.0
    answerable: float = 0.0
    stances: tuple[float, float, float] = (0.0, 0.0, 0.0)


class _Words:
    """One token a word, numbered in the order in which they are met."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}

    def number(self, word: str) -> int:
        return self.numbers.setdefault(word, 10 + len(self.numbers))

    def tokenize(self, _: object, texts: Sequence[str]) -> list[Tokens]:
        return [self._tokens(text) for text in texts]

    def _tokens(self, text: str) -> Tokens:
        words = list(re.finditer(r"\S+", text))
        ids = tuple(self.number(word.group()) for word in words)
        return Tokens(ids, tuple(word.span() for word in words))


@dataclass
class _Network:
    """A session that says of a window what its words are marked with; remembers what it read."""

    marks: Mapping[str, _Mark]
    words: _Words = field(default_factory=_Words)
    ids: list[list[int]] = field(default_factory=list)
    types: list[list[int]] = field(default_factory=list)

    def run(self, names: Sequence[str], given: Mapping[str, npt.NDArray[np.int64]]) -> list[Floats]:
        assert list(names) == ["spans", "answerable", "stances"]
        assert set(given) == {"ids", "types"}
        assert given["ids"].dtype == given["types"].dtype == np.int64
        (ids,), (types,) = given["ids"].tolist(), given["types"].tolist()
        self.ids.append(ids)
        self.types.append(types)
        by_number = {self.words.number(word): mark for word, mark in self.marks.items()}
        seen = [by_number.get(number, _Mark()) for number in ids]
        return [
            np.array([[[one.start, one.end] for one in seen]], dtype=np.float32),
            np.array([[sum(one.answerable for one in seen)]], dtype=np.float32),
            np.array([np.sum([one.stances for one in seen], axis=0)], dtype=np.float32),
        ]


def _pretend(
    monkeypatch: pytest.MonkeyPatch, folder: Path, network: _Network, **calibration: float
) -> None:
    """Lets the model of any folder be this network, with whole words for pieces."""
    monkeypatch.setattr("onnxruntime.InferenceSession", lambda *_, **__: network)
    monkeypatch.setattr("sentencepiece.SentencePieceProcessor", lambda **_: None)
    monkeypatch.setattr("assistant.reading.judge.tokenize", network.words.tokenize)
    text = json.dumps({"calibration": calibration})
    (folder / "judge.json").write_text(text, encoding="utf-8")


Pretended = Callable[..., tuple[Judge, _Network]]


@pytest.fixture
def pretended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Pretended:
    """``pretended({"word": _Mark(start=9)}, shift=1.0)``: a judge over such a network."""

    def make(marks: Mapping[str, _Mark], **calibration: float) -> tuple[Judge, _Network]:
        network = _Network(marks)
        _pretend(monkeypatch, tmp_path, network, **calibration)
        return Judge(tmp_path), network

    return make


def test_the_network_reads_query_and_passage_between_marks(pretended: Pretended) -> None:
    judge, network = pretended({})
    judge.judge("how much", ["it costs much"])
    number = network.words.number
    query, passage = ["how", "much"], ["it", "costs", "much"]
    assert network.ids == [[0, *map(number, query), 2, 2, *map(number, passage), 2]]
    assert network.types == [[0] * 5 + [1] * 4]


def test_the_query_is_no_part_of_the_answer(pretended: Pretended) -> None:
    judge, _ = pretended({"price": _Mark(start=9, end=9)})
    (judged,) = judge.judge("the price", ["it costs 500"])
    assert _is_whole("it costs 500", judged)
    assert judge.judge("the price", ["no price"])[0].answer == "price"


@pytest.mark.parametrize("place", [0, 1, 100, 187, 188, 189, 700, 998, 999])
def test_an_answer_is_found_wherever_it_stands(pretended: Pretended, place: int) -> None:
    judge, network = pretended({"500": _Mark(start=9, end=9, answerable=5)}, answerable=1.0)
    words = ["word"] * 1000
    words[place] = "500"
    passage = "  ".join(words)
    (judged,) = judge.judge("what does it cost", [passage])
    assert (judged.answer, judged.start) == ("500", passage.index("500"))
    assert _is_whole(passage, judged)
    assert len(network.ids) >= 5
    assert all(len(ids) <= SIZE for ids in network.ids)


@pytest.mark.parametrize("length", [1, 2, 31, _LONGEST])
@pytest.mark.parametrize("first", [130, 139, 140, 141, 150, 156, 160, 180, 187, 188, 189, 300])
def test_no_border_of_windows_cuts_an_answer(pretended: Pretended, first: int, length: int) -> None:
    marks = {"from": _Mark(start=9, answerable=5), "to": _Mark(end=9, answerable=5)}
    answer = ["from", *["x"] * (length - 2), "to"]
    if length == 1:
        marks, answer = {"from": _Mark(start=9, end=9, answerable=5)}, ["from"]
    judge, _ = pretended(marks)
    passage = " ".join([*["word"] * first, *answer, *["word"] * 300])
    (judged,) = judge.judge("what", [passage])
    assert judged.answer == " ".join(answer)


def test_the_stance_is_that_of_the_least_neutral_window(pretended: Pretended) -> None:
    judge, _ = pretended({"denied": _Mark(stances=(0, 6, 0)), "word": _Mark(stances=(0, 0, 0.01))})
    passage = "word " * 900 + "denied"
    (judged,) = judge.judge("claim", [passage])
    assert judged.contradicts > 0.7
    assert judge.judge("claim", ["word " * 900])[0].contradicts < 0.4


def test_answer_and_stance_may_come_from_different_windows(pretended: Pretended) -> None:
    judge, _ = pretended(
        {"denied": _Mark(stances=(0, 6, 0)), "500": _Mark(start=9, end=9, answerable=5)}
    )
    (judged,) = judge.judge("claim", ["500 " + "word " * 900 + "denied"])
    assert judged.answer == "500"
    assert judged.contradicts > 0.9


def test_no_more_than_the_beginning_of_a_passage_is_read(pretended: Pretended) -> None:
    judge, network = pretended({"500": _Mark(start=9, end=9, answerable=5)})
    start = ("word " * _READ)[:_READ]
    assert judge.judge("what", [start + " 500"]) == judge.judge("what", [start])
    assert network.words.number("500") not in {number for ids in network.ids for number in ids}
    last = start[:-4] + " 500"
    assert len(last) == _READ
    assert judge.judge("what", [last])[0].answer == "500"


# --- calibration ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("calibration", "chance"),
    [
        ({}, 1 / (1 + math.exp(-2))),
        ({"answerable": 0.5}, 1 / (1 + math.exp(-1))),
        ({"answerable": 0.5, "shift": -1.0}, 0.5),
        ({"answerable": 0.0}, 0.5),
        ({"answerable": 0.0, "shift": math.log(3)}, 0.75),
        # Two words of equal scores: each is start or end with probability 1/2, together 1/4.
        ({"answerable": 0.0, "span": 1.0}, 0.2),
        ({"answerable": 0.0, "span": -0.5}, 2 / 3),
        ({"answerable": 0.5, "span": 1.0, "shift": -1.0}, 0.2),
        ({"answerable": 0.0, "shifts": {"en": math.log(3), "de": 9.0}}, 0.75),
        ({"answerable": 0.0, "shift": 1.0, "shifts": {"en": -1.0}}, 0.5),
        ({"answerable": 0.0, "shifts": {"ja": 9.0}}, 0.5),
        ({"answerable": 1e6}, 1.0),
        ({"answerable": -1e6}, 0.0),
    ],
)
def test_the_chance_of_an_answer_by_hand(
    pretended: Pretended, calibration: dict[str, Any], chance: float
) -> None:
    judge, _ = pretended({"head": _Mark(answerable=2)}, **calibration)
    (judged,) = judge.judge("head", ["one two"])
    assert judged.answerable == pytest.approx(chance, abs=1e-6)


@pytest.mark.parametrize(
    ("scores", "temperature", "chances"),
    [
        ((0, 0, 0), 1.0, (1 / 3, 1 / 3, 1 / 3)),
        ((math.log(2), 0, 0), 1.0, (0.5, 0.25, 0.25)),
        ((math.log(4), 0, 0), 2.0, (0.5, 0.25, 0.25)),
        ((0, math.log(6), math.log(3)), 1.0, (0.1, 0.6, 0.3)),
        ((0, math.log(2), 0), 0.5, (1 / 6, 2 / 3, 1 / 6)),
        ((1000, 0, -1000), 1.0, (1.0, 0.0, 0.0)),
        ((1000, 0, -1000), 1e9, (1 / 3, 1 / 3, 1 / 3)),
    ],
)
def test_the_chances_of_stances_by_hand(
    pretended: Pretended,
    scores: tuple[float, float, float],
    temperature: float,
    chances: tuple[float, float, float],
) -> None:
    judge, _ = pretended({"head": _Mark(stances=scores)}, temperature=temperature)
    (judged,) = judge.judge("head", ["one two"])
    found = (judged.supports, judged.contradicts, judged.neither)
    assert found == pytest.approx(chances, abs=1e-5)


def test_the_temperature_leaves_the_answer_and_the_shift_the_stances(pretended: Pretended) -> None:
    marks = {"head": _Mark(answerable=1, stances=(1, 0, 0))}
    plain, warm, moved = (
        pretended(marks, **calibration)[0].judge("head", ["one"])[0]
        for calibration in ({}, {"temperature": 3.0}, {"shift": 2.0})
    )
    assert warm.answerable == plain.answerable < moved.answerable
    assert moved.supports == plain.supports > warm.supports


def test_the_shipped_calibration_is_numbers_with_a_positive_temperature(judge: Judge) -> None:
    calibration = judge.calibration
    assert all(
        math.isfinite(one) for one in (calibration.answerable, calibration.span, calibration.shift)
    )
    assert calibration.answerable >= 0
    assert calibration.temperature > 0


# --- readings by hand -----------------------------------------------------------------------------


def _reading(
    starts: Sequence[float],
    ends: Sequence[float],
    spans: Sequence[tuple[int, int]] | None = None,
) -> Reading:
    """Words of four characters and a blank, unless spans are given."""
    spans = spans or [(5 * place, 5 * place + 4) for place in range(len(starts))]
    return Reading(
        Tokens(tuple(range(len(spans))), tuple(spans)),
        "en",
        np.array(starts, dtype=np.float32),
        np.array(ends, dtype=np.float32),
        0.0,
        np.zeros(3, dtype=np.float32),
    )


def test_the_best_span_is_the_most_probable_pair() -> None:
    reading = _reading([-3, -1, -2], [-1, -5, -2])
    assert reading.best == ((5, 14), -3.0)


def test_an_answer_never_ends_before_it_starts() -> None:
    assert _reading([-9, -9, -1], [-1, -9, -8]).best == ((10, 14), -9.0)


def test_an_answer_is_never_longer_than_the_limit() -> None:
    starts, ends = [-9.0] * 40, [-9.0] * 40
    starts[0] = ends[_LONGEST - 1] = -1.0
    assert _reading(starts, ends).best == ((0, 5 * _LONGEST - 1), -2.0)
    ends[_LONGEST - 1], ends[_LONGEST] = -9.0, -1.0
    reading = _reading(starts, ends)
    ((start, end), chance) = reading.best
    assert chance == -10.0
    assert (end - start + 1) // 5 <= _LONGEST


@pytest.mark.parametrize(
    ("stretch", "span"),
    [
        ((0, 14), (5, 9)),
        ((0, 9), (5, 9)),
        ((0, 8), (0, 4)),
        ((5, 9), (5, 9)),
        ((6, 14), (10, 14)),
        ((10, 14), (10, 14)),
        ((10, 99), (10, 14)),
    ],
)
def test_only_words_that_lie_within_the_stretch_are_answers(
    stretch: tuple[int, int], span: tuple[int, int]
) -> None:
    assert _reading([-5, -1, -5], [-5, -1, -5]).best_within(*stretch)[0] == span


@pytest.mark.parametrize("stretch", [(0, 0), (0, 3), (1, 4), (4, 5), (6, 13), (14, 14), (20, 99)])
def test_a_stretch_without_a_word_has_an_empty_span_that_is_ruled_out(
    stretch: tuple[int, int],
) -> None:
    span, chance = _reading([-1, -1, -1], [-1, -1, -1]).best_within(*stretch)
    assert span == (stretch[0], stretch[0])
    assert chance <= -60


def test_a_reading_of_nothing_is_empty() -> None:
    assert _reading([], [], []).best[0] == (0, 0)
    assert _reading([], [], []).best_within(3, 9)[0] == (3, 3)


@pytest.mark.parametrize(
    "spans",
    [
        [(0, 0), (0, 2), (2, 3)],
        pytest.param([(0, 2), (2, 2), (2, 3)]),
        [(0, 2), (2, 3), (3, 3)],
    ],
)
def test_a_token_without_characters_is_no_answer(spans: list[tuple[int, int]]) -> None:
    scores = [-9.0 if end > start else 0.0 for start, end in spans]
    ((start, end), _) = _reading(scores, scores, spans).best
    assert end > start


def test_tokens_of_one_character_share_its_span() -> None:
    reading = _reading([-5, -1, -5], [-5, -5, -1], [(0, 1), (0, 1), (0, 1)])
    assert reading.best == ((0, 1), -2.0)


_SCORES = st.lists(
    st.tuples(st.floats(-25, 0, width=32), st.floats(-25, 0, width=32)), min_size=1, max_size=50
)


@given(scores=_SCORES, stretch=st.tuples(st.integers(0, 260), st.integers(0, 260)))
def test_the_best_span_within_a_stretch_is_the_best_of_all(
    scores: list[tuple[float, float]], stretch: tuple[int, int]
) -> None:
    low, high = sorted(stretch)
    starts, ends = zip(*scores, strict=True)
    reading = _reading(starts, ends)
    ((start, end), chance) = reading.best_within(low, high)
    words = [
        place
        for place, (first, last) in enumerate(reading.passage.spans)
        if low <= first and last <= high
    ]
    pairs = [(i, j) for i in words for j in words if i <= j < i + _LONGEST]
    if not pairs:
        assert (start, end) == (low, low)
        return
    assert low <= start < end <= high
    assert (end - start + 1) // 5 <= _LONGEST
    best = max(float(reading.starts[i] + reading.ends[j]) for i, j in pairs)
    assert chance == pytest.approx(best)
    assert reading.starts[start // 5] + reading.ends[end // 5] == pytest.approx(best)


@given(scores=_SCORES)
def test_the_best_span_is_the_best_within_everything(scores: list[tuple[float, float]]) -> None:
    reading = _reading(*zip(*scores, strict=True))
    assert reading.best == reading.best_within(0, 5 * len(scores))


@pytest.mark.parametrize("score", [-61.0, -100.0, -1000.0])
def test_an_improbable_answer_still_ends_after_its_start(score: float) -> None:
    ((start, end), _) = _reading([score] * 3, [score] * 3).best
    assert start < end
