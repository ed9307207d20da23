"""The questions and claims written for this project: well-formed, and nobody else's."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from assistant.errors import JudgeError
from assistant.reading.training import own, public
from assistant.reading.training.examples import CONTRADICTS, NEITHER, SUPPORTS, Example

_ROOT = Path(__file__).parents[2]
_LANGUAGES = ("en", "de", "ja")
_FILES = sorted(own.DATA.glob("*.jsonl"))
_QUESTION = {"passage", "read", "language", "question", "start", "end"}
_SENTENCE_END = re.compile(r"(?<=[.!?。！？])\s*")
_SHORT = 8
"""Letters of a sentence that anyone might write."""


def _files(kind: str) -> list[Path]:
    return [file for file in _FILES if file.name.startswith(kind)]


@pytest.fixture(scope="module")
def known(shared: Path) -> Mapping[str, tuple[str, str, int]]:
    return {key[:12]: passage for key, passage in public.passages(shared / "data").items()}


@pytest.fixture(scope="module")
def claims() -> list[Example]:
    return list(own.claims())


def test_files_are_of_three_kinds() -> None:
    kinds = {file.name.partition("_")[0] for file in _FILES}
    assert {"questions", "claims"} <= kinds <= {"questions", "claims", "passages"}
    assert {file.suffix for file in own.DATA.iterdir()} == {".jsonl"}


@pytest.mark.parametrize("file", _FILES, ids=lambda file: file.stem)
def test_a_file_parses_and_holds_no_empty_text(file: Path) -> None:
    rows = public.read_rows(file)
    assert rows
    for row in rows:
        assert all(text and text == text.strip() for text in _texts(row)), row


@pytest.mark.parametrize("file", _files("questions"), ids=lambda file: file.stem)
def test_a_question_says_what_it_asks_about(file: Path) -> None:
    for row in public.read_rows(file):
        assert row.keys() == _QUESTION
        assert re.fullmatch(r"[0-9a-f]{12}", row["passage"])
        assert {row["language"], row["read"]} <= {*_LANGUAGES}
        assert (row["start"] is None) == (row["end"] is None)
        assert row["start"] is None or 0 <= row["start"] < row["end"]


@pytest.mark.parametrize("file", _files("claims"), ids=lambda file: file.stem)
def test_a_claim_is_written_in_three_languages_under_a_label(file: Path) -> None:
    for row in public.read_rows(file):
        assert row.keys() == {"p", "e", "c", "n"}
        assert row["p"].keys() == {*_LANGUAGES}
        assert all(claim.keys() == {*_LANGUAGES} for label in "ecn" for claim in row[label])
        assert any(row[label] for label in "ecn")


@pytest.mark.parametrize("file", _files("passages"), ids=lambda file: file.stem)
def test_an_own_passage_says_what_is_asked_and_claimed_of_it(file: Path) -> None:
    for row in public.read_rows(file):
        assert row.keys() - {"translations"} == {"read", "passage", "questions", "claims"}
        assert row["read"] in _LANGUAGES
        for one in row["questions"]:
            assert one.keys() == _QUESTION - {"passage", "read"}
            assert one["language"] in _LANGUAGES
            assert (one["start"] is None) == (one["end"] is None)
            assert one["start"] is None or 0 <= one["start"] < one["end"] <= len(row["passage"])
        for one in row["claims"]:
            assert one.keys() == {"language", "claim", "label"}
            assert one["language"] in _LANGUAGES
            assert one["label"] in "ecn"


def test_no_question_is_asked_twice_of_a_passage(own_questions: Sequence[Example]) -> None:
    asked = Counter((one.passage, _letters(one.query)) for one in own_questions)
    assert not [key for key, count in asked.items() if count > 1]


def test_no_claim_has_two_labels(claims: Sequence[Example]) -> None:
    stances = defaultdict(set)
    for one in claims:
        stances[_letters(one.query), _letters(one.passage)].add(one.stances)
    assert not [key for key, seen in stances.items() if len(seen) > 1]


def test_no_premise_stands_twice() -> None:
    premises = Counter(
        _letters(row["p"]["en"]) for file in _files("claims") for row in public.read_rows(file)
    )
    assert not [premise for premise, count in premises.items() if count > 1]


def test_no_claim_is_its_premise(claims: Sequence[Example]) -> None:
    assert not [one.query for one in claims if _letters(one.query) == _letters(one.passage)]


def test_questions_are_of_other_words_than_the_public_ones(
    public_questions: Sequence[Example], own_questions: Sequence[Example]
) -> None:
    asked = {(one.passage, _letters(one.query)) for one in public_questions}
    assert not [one.query for one in own_questions if (one.passage, _letters(one.query)) in asked]


def test_answers_slice_to_whole_texts_of_their_passage(
    known: Mapping[str, tuple[str, str, int]], own_questions: Sequence[Example]
) -> None:
    rows = [row for file in _files("questions") for row in public.read_rows(file)]
    examples = [one for one in own_questions if one.source.startswith("asked")]
    assert len(rows) == len(examples)
    for row, one in zip(rows, examples, strict=True):
        assert one.passage == known[row["passage"]][0]
        assert one.query == row["question"]
        assert one.answers == (((row["start"], row["end"]),) if row["start"] is not None else ())
        assert all(end <= len(one.passage) for _, end in one.answers)


def test_answers_begin_and_end_with_words(own_questions: Sequence[Example]) -> None:
    for one in own_questions:
        for start, end in one.answers:
            answer = one.passage[start:end]
            assert answer == answer.strip()
            assert _letters(answer)


def test_what_has_an_answer_is_answerable(own_questions: Sequence[Example]) -> None:
    assert all(one.answerable == bool(one.answers) for one in own_questions)
    assert {one.answerable for one in own_questions} == {True, False}


def test_questions_keep_the_side_of_their_passage(
    known: Mapping[str, tuple[str, str, int]], own_questions: Sequence[Example]
) -> None:
    groups = {text: (group, share) for text, group, share in known.values()}
    for one in own_questions:
        if one.source.startswith("asked"):
            assert (one.group, one.held_of) == groups[one.passage]


def test_claims_come_in_nine_pairs_of_languages(claims: Sequence[Example]) -> None:
    for kind in ("claimed", "reported"):
        of_kind = [one for one in claims if one.source.startswith(kind)]
        counted = Counter(one.languages for one in of_kind)
        assert counted.keys() == {*product(_LANGUAGES, repeat=2)}
        assert len(set(counted.values())) == 1
        assert {one.source for one in of_kind} == {
            f"{kind}.{said}-{read}" for said, read in product(_LANGUAGES, repeat=2)
        }


def test_a_claim_means_the_same_in_all_pairs_and_stays_on_one_side(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "claims_x.jsonl").write_text(
        '{"p": {"en": "P", "de": "Pd", "ja": "Pj"}, "e": [{"en": "E", "de": "Ed", "ja": "Ej"}],'
        ' "c": [], "n": [{"en": "N", "de": "Nd", "ja": "Nj"}]}\n',
        encoding="utf-8",
    )
    monkeypatch.setattr(own, "DATA", tmp_path)
    found = list(own.claims())
    assert len(found) == 18
    assert {one.stances for one in found if one.query.startswith("E")} == {(SUPPORTS,)}
    assert {one.stances for one in found if one.query.startswith("N")} == {(NEITHER,)}
    assert {one.group for one in found} == {"P"}
    assert [(one.query, one.passage) for one in found if one.languages == ("ja", "de")] == [
        ("Ej", "Pd"),
        ("Nj", "Pd"),
    ]


def test_own_passages_bring_questions_and_claims(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, shared: Path
) -> None:
    (tmp_path / "passages_x.jsonl").write_text(
        '{"passage": "Ann paid 5 euros.", "read": "en", "questions":'
        ' [{"question": "Wer?", "language": "de", "start": 0, "end": 3},'
        ' {"question": "Why?", "language": "en", "start": null, "end": null}],'
        ' "claims": [{"claim": "Ann paid 6 euros.", "language": "en", "label": "c"}]}\n',
        encoding="utf-8",
    )
    monkeypatch.setattr(own, "DATA", tmp_path)
    asked, unanswered = own.questions(shared / "data")
    [claimed] = own.claims()
    assert (asked.source, asked.answers, asked.answerable) == ("written.de-en", ((0, 3),), True)
    assert (unanswered.answers, unanswered.answerable) == ((), False)
    assert (claimed.stances, claimed.answerable) == ((CONTRADICTS,), None)
    assert {one.group for one in (asked, unanswered, claimed)} == {"Ann paid 5 euros."}


def test_claims_are_read_in_translations_too(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "passages_x.jsonl").write_text(
        '{"passage": "Ann paid 5 euros.", "read": "en", "questions": [], "translations":'
        ' {"de": "Ann zahlte 5 Euro."},'
        ' "claims": [{"claim": "Annは6ユーロ払った。", "language": "ja", "label": "c"}]}\n',
        encoding="utf-8",
    )
    monkeypatch.setattr(own, "DATA", tmp_path)
    written, translated = own.claims()
    assert (written.source, translated.source) == ("written.ja-en", "translated.ja-de")
    assert translated.passage == "Ann zahlte 5 Euro."
    assert translated.languages == ("ja", "de")
    assert translated.stances == (CONTRADICTS,)
    assert translated.group == written.group == "Ann paid 5 euros."


def test_pairs_of_tuned_claims_are_never_held_out(tmp_path: Path) -> None:
    file = tmp_path / "pairs0.jsonl"
    file.write_text(
        '{"claim": "Ann zahlte 6 Euro.", "language": "de", "passage": "Ann paid 5 euros.",'
        ' "read": "en", "label": "c"}\n' * 2,
        encoding="utf-8",
    )
    one, other = own.pairs([file])
    assert one == other
    assert (one.query, one.passage) == ("Ann zahlte 6 Euro.", "Ann paid 5 euros.")
    assert (one.languages, one.stances) == (("de", "en"), (CONTRADICTS,))
    assert not one.is_held


def test_translations_are_of_the_two_other_languages() -> None:
    for file in sorted(own.DATA.glob("passages_*.jsonl")):
        for row in public.read_rows(file):
            held = row.get("translations", {})
            assert not held or {row["read"], *held} == {*_LANGUAGES}
            assert all(text.strip() for text in held.values())


def test_labels_of_the_claims_are_about_as_frequent(claims: Sequence[Example]) -> None:
    stances = Counter(one.stances for one in claims)
    assert stances.keys() == {(SUPPORTS,), (CONTRADICTS,), (NEITHER,)}
    assert min(stances.values()) > 0.5 * max(stances.values())


def test_no_sentence_is_one_of_the_sick_sets(shared: Path) -> None:
    sick = {
        _letters(row[part])
        for file in (shared / "data" / "nli").glob("*sick*.jsonl")
        for row in public.read_rows(file)
        for part in ("premise", "hypothesis")
    }
    assert len(sick) > 5000
    assert [where for letters, where in _sentences().items() if letters in sick] == []


def test_no_sentence_is_a_question_of_the_evaluation() -> None:
    asked = {
        _letters(next(row[key] for key in ("question", "claim", "calculation") if key in row))
        for file in (_ROOT / "eval" / "sets").glob("*.jsonl")
        for row in public.read_rows(file)
    }
    assert len(asked) > 500
    written = _sentences().items()
    assert [where for letters, where in written if letters in asked and len(letters) > _SHORT] == []


def test_a_question_about_an_unknown_passage_is_refused_with_a_remedy(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, shared: Path
) -> None:
    (tmp_path / "questions_x.jsonl").write_text(
        '{"passage": "000000000000", "read": "en", "language": "en", "question": "Who?",'
        ' "start": 0, "end": 1}\n',
        encoding="utf-8",
    )
    monkeypatch.setattr(own, "DATA", tmp_path)
    with pytest.raises(JudgeError, match=r"questions_x\.jsonl .* \(000000000000\)") as refused:
        list(own.questions(shared / "data"))
    assert "--data" in refused.value.remedy


def _sentences() -> dict[str, str]:
    """Where each text of the data, and each sentence of it, stands; by its letters."""
    return {
        _letters(part): f"{file.name}: {part}"
        for file in _FILES
        for row in public.read_rows(file)
        for text in _texts(row)
        for part in [text, *_SENTENCE_END.split(text)]
    }


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, dict)):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _texts(part)


def _letters(text: str) -> str:
    """What is left without case, blanks and signs."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text).casefold()))
