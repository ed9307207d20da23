"""The public sets as examples: answers are where they say, and the split keeps texts apart."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from itertools import product
from pathlib import Path

import pytest

from assistant.errors import JudgeError
from assistant.reading.training import public
from assistant.reading.training.examples import (
    CONTRADICTS,
    NEITHER,
    NOT_SUPPORTED,
    SUPPORTS,
    Example,
)

_LANGUAGES = ("en", "de", "ja")


@pytest.fixture(scope="module")
def claims(shared: Path) -> list[Example]:
    return list(public.claims(shared / "data"))


@pytest.fixture(scope="module")
def unanswerable(shared: Path) -> list[Example]:
    return list(public.unanswerable(shared / "data"))


def test_answers_slice_to_a_text_that_the_data_name(
    shared: Path, public_questions: Sequence[Example]
) -> None:
    named = defaultdict(set)
    for file in (shared / "data" / "qa").glob("*.jsonl"):
        for row in public.read_rows(file):
            named[row["context"]].update(row["answers"])
    for one in public_questions:
        for start, end in one.answers:
            assert one.passage[start:end] in named[one.passage]
            assert start < end


def test_what_is_answerable_has_an_answer(
    public_questions: Sequence[Example],
) -> None:
    assert not [one for one in public_questions if one.answerable and not one.answers]
    assert not [one for one in public_questions if one.answers and not one.answerable]


def test_answers_that_the_data_misplace_are_left_out(tmp_path: Path) -> None:
    row = {
        **{"id": "1", "title": "Ann", "question": "Who?", "context": "Ann and Bob"},
        **{"answers": ["Ann", "Bob", "Cy"], "answer_start": [0, 7, -1], "answerable": True},
    }
    _write_sets(tmp_path, "squad2.en", row)
    [one] = public.questions(tmp_path)
    assert one.answers == ((0, 3),)
    assert one.answerable
    assert (one.source, one.group, one.languages) == ("squad2.en", "Ann", ("en", "en"))


def test_a_passage_without_a_title_is_its_own_group(tmp_path: Path) -> None:
    row = {"id": "1", "title": "", "question": "Wer?", "context": "Ann", "answerable": False}
    _write_sets(tmp_path, "mlqa.de", row | {"answers": [], "answer_start": []})
    [one] = public.questions(tmp_path)
    assert (one.group, one.answers, one.answerable) == ("Ann", (), False)


def test_parallel_questions_fall_on_one_side(
    shared: Path, public_questions: Sequence[Example]
) -> None:
    rows = [
        {row["id"]: row for row in public.read_rows(shared / "data" / "qa" / f"{name}.jsonl")}
        for name in ("xquad.en", "xquad.de")
    ]
    sides = {(one.query, one.passage): one.is_held for one in public_questions}
    for key, english in rows[0].items():
        german = rows[1][key]
        seen = {
            sides[asked["question"], read["context"]]
            for asked, read in product((english, german), repeat=2)
        }
        assert len(seen) == 1


def test_questions_are_asked_across_languages(public_questions: Sequence[Example]) -> None:
    asked = {one.languages for one in public_questions if one.source.startswith("xquad")}
    assert asked == {("en", "en"), ("en", "de"), ("de", "en"), ("de", "de")}


def test_articles_of_one_title_fall_on_one_side(
    shared: Path, public_questions: Sequence[Example]
) -> None:
    titles = {
        row["context"]: row["title"]
        for name in ("squad2.en", "xquad.en", "xquad.de")
        for row in public.read_rows(shared / "data" / "qa" / f"{name}.jsonl")
    }
    sides = defaultdict(set)
    sources = defaultdict(set)
    for one in public_questions:
        if one.source.startswith(("squad2", "xquad")):
            sides[titles[one.passage]].add(one.is_held)
            sources[titles[one.passage]].add(one.source.partition(".")[0])
    assert all(len(seen) == 1 for seen in sides.values())
    assert {True, False} == set.union(*sides.values())
    assert {"squad2", "xquad"} in sources.values()


def test_no_group_is_on_both_sides(
    public_questions: Sequence[Example],
    own_questions: Sequence[Example],
    claims: Sequence[Example],
    unanswerable: Sequence[Example],
) -> None:
    sides = defaultdict(set)
    for one in [*public_questions, *own_questions, *claims, *unanswerable]:
        sides[one.group].add(one.is_held)
    assert not [group for group, seen in sides.items() if len(seen) > 1]


def test_no_passage_of_the_reading_sets_is_on_both_sides(
    public_questions: Sequence[Example], own_questions: Sequence[Example]
) -> None:
    sides = defaultdict(set)
    for one in [*public_questions, *own_questions]:
        sides[one.passage].add(one.is_held)
    assert not [passage for passage, seen in sides.items() if len(seen) > 1]


def test_no_sentence_of_the_claims_is_on_both_sides(claims: Sequence[Example]) -> None:
    sides = defaultdict(set)
    for one in claims:
        sides[one.source, one.query].add(one.is_held)
        sides[one.source, one.passage].add(one.is_held)
    assert not [sentence for sentence, seen in sides.items() if len(seen) > 1]


@pytest.mark.parametrize("language", _LANGUAGES)
def test_every_question_of_nomiracl_has_one_side(
    shared: Path, unanswerable: Sequence[Example], language: str
) -> None:
    sides = {
        row["question"]: public.side_of_refusal(row)
        for row in public.refusals(shared / "data", language)
    }
    assert len(sides) == len(public.refusals(shared / "data", language))
    assert set(sides.values()) == {"train", "calibrate", "measure"}
    trained = {one.query for one in unanswerable if not one.is_held}
    held = {one.query for one in unanswerable if one.is_held}
    assert not trained & held
    assert all(sides[query] == "train" for query in trained & sides.keys())
    assert all(sides[query] != "train" for query in held & sides.keys())


def test_own_questions_about_nomiracl_stay_on_the_side_of_its_question(
    shared: Path, own_questions: Sequence[Example]
) -> None:
    sides = defaultdict(set)
    for language in _LANGUAGES:
        for row in public.refusals(shared / "data", language):
            for passage in row["passages"]:
                sides[passage].add(public.side_of_refusal(row) != "train")
    about = [one for one in own_questions if one.passage in sides]
    assert about
    assert all(sides[one.passage] == {one.is_held} for one in about)


def test_unanswered_questions_come_with_each_of_their_passages(
    shared: Path, unanswerable: Sequence[Example]
) -> None:
    rows = [
        row
        for language in _LANGUAGES
        for row in public.refusals(shared / "data", language)
        if not row["answerable"]
    ]
    assert [(one.query, one.passage) for one in unanswerable] == [
        (row["question"], passage) for row in rows for passage in row["passages"]
    ]
    assert not any(one.answerable or one.answers for one in unanswerable)


def test_passages_are_found_by_their_digest(
    shared: Path, public_questions: Sequence[Example]
) -> None:
    found = public.passages(shared / "data")
    assert {one.passage for one in public_questions} <= {text for text, _, _ in found.values()}
    assert len({key[:12] for key in found}) == len(found)


def test_pairs_that_share_a_sentence_share_a_group(tmp_path: Path) -> None:
    rows = [("a", "b"), ("c", "d"), ("e", "d"), ("b", "e"), ("x", "y"), ("z", "z")]
    _write(
        tmp_path / "nli" / "some.en.jsonl",
        *({"premise": one, "hypothesis": two, "label": "neutral"} for one, two in rows),
    )
    groups = [one.group for one in public.pairs(tmp_path, "some.en", ("en", "en"))]
    assert len(set(groups[:4])) == 1
    assert len(set(groups)) == 3


def test_labels_of_two_kinds_allow_what_they_leave_open(tmp_path: Path) -> None:
    labels = ["entailment", "contradiction", "neutral", "not_entailment"]
    _write(
        tmp_path / "nli" / "some.de.jsonl",
        *({"premise": "p", "hypothesis": "h", "label": label} for label in labels),
    )
    pairs = public.pairs(tmp_path, "some.de", ("en", "de"))
    assert [one.stances for one in pairs] == [
        (SUPPORTS,),
        (CONTRADICTS,),
        (NEITHER,),
        NOT_SUPPORTED,
    ]
    assert {(one.query, one.passage, one.languages) for one in pairs} == {("h", "p", ("en", "de"))}


def test_labels_of_the_sets_are_known(shared: Path) -> None:
    known = {"entailment", "contradiction", "neutral", "not_entailment"}
    for name in ("jnli.ja", "jsem.ja", "rte3.de", "pawsx.de"):
        rows = public.read_rows(shared / "data" / "nli" / f"{name}.jsonl")
        assert {row["label"] for row in rows} <= known


def test_sets_that_may_only_be_measured_with_are_not_trained_on(
    shared: Path, claims: Sequence[Example]
) -> None:
    texts = {text for one in claims for text in (one.query, one.passage)}
    for file in (shared / "data" / "nli").glob("*sick*.jsonl"):
        for row in public.read_rows(file):
            assert not {row["premise"], row["hypothesis"]} & texts


def test_missing_data_are_refused_with_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(JudgeError, match=r"squad2\.en\.jsonl cannot be read") as refused:
        list(public.questions(tmp_path))
    assert "--data" in refused.value.remedy


def test_broken_data_are_refused_by_name(tmp_path: Path) -> None:
    broken = tmp_path / "broken.jsonl"
    broken.write_text('{"a": 1}\n{"a":\n', encoding="utf-8")
    with pytest.raises(JudgeError, match=r"broken\.jsonl"):
        public.read_rows(broken)


def _write_sets(folder: Path, name: str, row: dict[str, object]) -> None:
    """All reading sets, empty but for one."""
    for other in ("squad2.en", "jsquad.ja", "jaquad.ja", "mlqa.de", "xquad.en", "xquad.de"):
        _write(folder / "qa" / f"{other}.jsonl", *([row] if other == name else []))


def _write(file: Path, *rows: dict[str, object]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def test_translations_support_each_other_both_ways(shared: Path) -> None:
    found = list(public.translations(shared / "data"))
    pairs = {(one.query, one.passage) for one in found}
    assert {one.languages for one in found} == {
        ("de", "en"),
        ("en", "de"),
        ("ja", "en"),
        ("en", "ja"),
    }
    assert all((one.passage, one.query) in pairs for one in found)
    assert all(one.stances == (SUPPORTS,) for one in found)
