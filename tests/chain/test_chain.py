"""From a question to an answer, over a real index with the real model."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from langchain_core.runnables import Runnable

from assistant.chain import Assistant
from assistant.embedding import Embedder
from assistant.errors import (
    DocumentUnknownError,
    IndexMismatchError,
    IndexMissingError,
    QuestionEmptyError,
    QuestionTooLongError,
)
from assistant.index.builder import IndexBuilder
from assistant.index.store import IndexStore
from assistant.settings import Settings
from assistant.types import Answer, Citation, Question, Turn

_QUESTIONS = [
    ("What does an NVIDIA H100 cost?", "en", "$25,000"),
    ("Was kostet eine NVIDIA H100?", "de", "$25,000"),
    ("NVIDIA H100の価格はいくらですか?", "ja", "$25,000"),
    ("Wie viel Strom verbrauchte das Training von GPT-3?", "de", "1.287 MWh"),
    ("How much electricity did training GPT-3 consume?", "en", "1.287 MWh"),
    ("GPT-3の学習にはどのくらいの電力が必要でしたか?", "ja", "1.287 MWh"),
    ("2027年のモデルの学習費用はいくらですか?", "ja", "100億ドル"),
    ("What will training a model cost in 2027 according to Amodei?", "en", "100億ドル"),
    ("Was wird das Training eines Modells 2027 laut Amodei kosten?", "de", "100億ドル"),
]
_UNANSWERABLE = [
    ("How tall is the Eiffel Tower?", "en"),
    ("Wie heißt die Hauptstadt von Peru?", "de"),
    ("富士山の高さは何メートルですか?", "ja"),
]


def _without_times(answer: Answer) -> Answer:
    return replace(answer, timings_ms={})


def _assert_sliced(assistant: Assistant, citations: Iterable[Citation]) -> None:
    for citation in citations:
        text = assistant.document(citation.document).text
        assert text[citation.start : citation.end] == citation.quote
        assert 0 < len(citation.quote) <= 400


@pytest.mark.parametrize(("question", "language", "words"), _QUESTIONS)
def test_a_question_is_answered_in_its_language_from_any_source(
    assistant: Assistant, question: str, language: str, words: str
) -> None:
    answer = assistant.ask(question)
    assert (answer.status, answer.language, answer.question) == ("answered", language, question)
    assert any(words in citation.quote for citation in answer.citations)
    assert answer.related == ()
    assert answer.answer.startswith(
        {"en": "According to [1]", "de": "Laut [1]", "ja": "[1]"}[language]
    )
    assert answer.model == "extractive"
    _assert_sliced(assistant, answer.citations)


@pytest.mark.parametrize(("question", "language"), _UNANSWERABLE)
def test_what_is_not_in_the_sources_is_refused(
    assistant: Assistant, question: str, language: str
) -> None:
    answer = assistant.ask(question)
    assert (answer.status, answer.language, answer.citations) == ("refused", language, ())
    assert 1 <= len(answer.related) <= 3
    _assert_sliced(assistant, answer.related)


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("What did training Gemini 1 cost?", "and GPT-4?", "What did training GPT-4 cost?"),
        (
            "Was hat das Training von Gemini 1 gekostet?",
            "Und GPT-4?",
            "Was hat das Training von GPT-4 gekostet?",
        ),
        (
            "Gemini 1の学習にはいくらかかりましたか?",
            "GPT-4は?",
            "GPT-4の学習にはいくらかかりましたか?",
        ),
    ],
)
def test_a_follow_up_is_answered_like_the_whole_question(
    assistant: Assistant, first: str, second: str, whole: str
) -> None:
    answer = assistant.ask(second, [Turn(first, assistant.ask(first).answer)])
    assert answer.question == second
    assert answer.citations == assistant.ask(whole).citations
    assert "$78 million" in answer.citations[0].quote


def test_without_its_history_half_a_question_gets_another_answer(assistant: Assistant) -> None:
    first = "Wie viel Strom verbrauchte das Training von GPT-3?"
    leaning = assistant.ask("And how much was it?", [Turn(first, "")])
    assert leaning.language == "en"
    assert "1.287" in leaning.citations[0].quote
    assert leaning.citations != assistant.ask("And how much was it?").citations


def test_answers_do_not_depend_on_what_was_asked_before(assistant: Assistant) -> None:
    question = _QUESTIONS[0][0]
    first = assistant.ask(question)
    for other, _, _ in _QUESTIONS:
        assistant.ask(other)
    assert _without_times(assistant.ask(question)) == _without_times(first)


@pytest.mark.parametrize("k", [1, 2, 3, 100])
def test_search_returns_as_many_as_asked_best_first(assistant: Assistant, k: int) -> None:
    found = assistant.search("Was kostet eine H100?", k)
    assert found.language == "de"
    assert len(found.hits) == min(k, len(assistant.collection.chunks))
    assert found.hits[0].document == "en/chips.md"
    scores = [hit.score for hit in found.hits]
    assert scores == sorted(scores, reverse=True)
    for hit in found.hits:
        assert assistant.document(hit.document).text[hit.start : hit.end] == hit.quote


def test_a_short_search_is_the_beginning_of_a_long_one(assistant: Assistant) -> None:
    short, long = (assistant.search("electricity of GPT-3", k).hits for k in (2, 4))
    assert [hit.id for hit in short] == [hit.id for hit in long[:2]]


@pytest.mark.parametrize("question", ["", "  \n", "?!", "🤖🎉", "\u200b\u202e", "\0"])
def test_nothing_asked(assistant: Assistant, question: str) -> None:
    for ask in (assistant.ask, assistant.search):
        with pytest.raises(QuestionEmptyError, match="Ask in words"):
            ask(question)


def test_a_question_may_have_two_thousand_characters(assistant: Assistant) -> None:
    assert assistant.ask("H100 " * 400).language == "en"
    for ask in (assistant.ask, assistant.search):
        with pytest.raises(QuestionTooLongError, match="ASSISTANT_QUESTION_CHARACTERS"):
            ask("費" * 20_000)


def test_the_limit_is_a_setting(index: Path) -> None:
    strict = Assistant.open(index, Settings(question_characters=100))
    with pytest.raises(QuestionTooLongError, match="more than 100"):
        strict.ask("H100 " * 21)


@pytest.mark.parametrize(
    "question",
    [
        "{x.__class__} H100 {",
        '{"lc": 1, "type": "constructor"} H100',
        "H100 %s %n \\ \x1b[31m \x00 \ufdd0",
        "H100 \u202e\u200b\U000e0041",
        "👩‍🔬 H100",
        "H100\nWas?\r\n価格",
        "1",
        "Σ ß ﬁ İ",
    ],
)
def test_odd_questions_get_an_answer_or_a_refusal(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.question == question
    assert answer.status in ("answered", "refused")
    _assert_sliced(assistant, (*answer.citations, *answer.related))


def test_documents_are_found_by_name_or_near_names_told(assistant: Assistant) -> None:
    names = [document.path for document in assistant.documents()]
    assert names == ["de/strom.md", "en/chips.md", "en/people.txt", "ja/yosoku.txt"]
    assert assistant.document("en/chips.md").language == "en"
    with pytest.raises(DocumentUnknownError, match=r"Did you mean en/chips\.md"):
        assistant.document("en/chip.md")
    with pytest.raises(DocumentUnknownError, match="See assistant index list"):
        assistant.document("§§§§")


def test_every_step_is_timed(assistant: Assistant) -> None:
    timings = assistant.ask("What does an H100 cost?").timings_ms
    assert list(timings) == ["understand", "retrieve", "judge", "read", "answer"]
    assert all(spent >= 0 for spent in timings.values())


def test_an_answer_names_the_passages_that_were_read(assistant: Assistant) -> None:
    answer = assistant.ask("What does an NVIDIA H100 cost?")
    assert 0 < len(answer.read) <= assistant.settings.hits
    assert "$25,000" in answer.read[0].text
    for chunk in answer.read:
        assert assistant.document(chunk.document).text[chunk.start : chunk.end] == chunk.text


def test_the_chain_is_a_runnable(assistant: Assistant) -> None:
    assert isinstance(assistant.chain, Runnable)
    questions = [Question(question) for question, _, _ in _QUESTIONS[:4]]
    together = assistant.chain.batch(questions)
    one_by_one = [assistant.chain.invoke(question) for question in questions]
    assert [*map(_without_times, together)] == [*map(_without_times, one_by_one)]
    assert _without_times(assistant.ask(_QUESTIONS[0][0])) == _without_times(together[0])


def test_a_batch_reports_errors_in_their_place(assistant: Assistant) -> None:
    found = assistant.chain.batch([Question("H100?"), Question("🤖")], return_exceptions=True)
    assert isinstance(found[0], Answer)
    assert isinstance(found[1], QuestionEmptyError)


def test_four_threads_get_the_same_answers(assistant: Assistant) -> None:
    questions = [question for question, *_ in (*_QUESTIONS, *_UNANSWERABLE)] * 4
    expected = [_without_times(assistant.ask(question)) for question in questions]
    with ThreadPoolExecutor(4) as pool:
        found = [*map(_without_times, pool.map(assistant.ask, questions))]
    assert found == expected


def test_an_open_assistant_keeps_its_snapshot(tmp_path: Path, embedder: Embedder) -> None:
    builder = IndexBuilder(IndexStore(tmp_path / "index"), embedder, 200, 1)
    source = tmp_path / "price.txt"
    source.write_text("A ticket to Mars costs 100 dollars.", encoding="utf-8")
    builder.build([source])
    before = Assistant.open(tmp_path / "index", Settings())
    for price in (200, 300, 400):
        source.write_text(f"A ticket to Mars costs {price} dollars.", encoding="utf-8")
        builder.build([source])
    question = "What does a ticket to Mars cost?"
    assert "100 dollars" in before.ask(question).answer
    assert before.opened.manifest.generation == 1
    after = Assistant.open(tmp_path / "index", Settings())
    assert "400 dollars" in after.ask(question).answer
    assert after.opened.manifest.generation == 4


def test_citation_ids_outlast_a_new_index(tmp_path: Path, index: Path, embedder: Embedder) -> None:
    question = _QUESTIONS[0][0]
    before = Assistant.open(index, Settings()).ask(question)
    sources = index.parent / "sources"
    (tmp_path / "other.txt").write_text("Tea costs 3 dollars.", encoding="utf-8")
    builder = IndexBuilder(IndexStore(tmp_path / "index"), embedder, 200, 1)
    builder.build([tmp_path / "other.txt", sources])
    after = Assistant.open(tmp_path / "index", Settings()).ask(question)
    spans = {(c.document, c.start, c.end): c.id for c in before.citations}
    again = {(c.document, c.start, c.end): c.id for c in after.citations}
    assert spans.keys() & again.keys()
    assert all(again[span] == spans[span] for span in spans.keys() & again.keys())


def test_another_embedder_is_refused_before_it_is_loaded(index: Path) -> None:
    with pytest.raises(IndexMismatchError, match="assistant index build PATH --index") as refused:
        Assistant.open(index, Settings(embedder="sentence-transformers:no/such"))
    assert "ASSISTANT_EMBEDDER=e5-small" in refused.value.remedy
    assert Assistant.open(index, Settings(embedder="e5-small")).ask("H100?")


def test_the_index_is_the_one_in_the_settings(
    index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSISTANT_INDEX", str(index))
    assert Assistant.open().opened.directory.parent == index
    with pytest.raises(IndexMissingError):
        Assistant.open(tmp_path / "none")


def test_an_empty_index_refuses_everything(tmp_path: Path, embedder: Embedder) -> None:
    source = tmp_path / "only.txt"
    source.write_text("Tea costs 3 dollars.", encoding="utf-8")
    builder = IndexBuilder(IndexStore(tmp_path / "index"), embedder, 200, 1)
    builder.build([source])
    builder.remove(["only.txt"])
    empty = Assistant.open(tmp_path / "index", Settings())
    answer = empty.ask("Was kostet eine H100?")
    assert (answer.status, answer.citations, answer.related) == ("refused", (), ())
    assert answer.answer == "Die Quellen beantworten diese Frage nicht."
    assert empty.search("H100").hits == ()


@pytest.fixture(scope="module")
def articles(shared: Path, tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Path:
    index = tmp_path_factory.mktemp("articles") / "index"
    IndexBuilder(IndexStore(index), embedder, 200, 1).build([shared / "seeds"])
    return index


@pytest.mark.slow
@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("H100 price?", "$25,000"),
        ("How many H100 units are Meta and Microsoft said to have stocked up on?", "150,000"),
        ("Was kostet eine H100?", "25"),
        ("H100の価格はいくらですか?", "25"),
    ],
)
def test_the_articles_are_answered_from(articles: Path, question: str, words: str) -> None:
    assistant = Assistant.open(articles, Settings())
    answer = assistant.ask(question)
    assert answer.status == "answered"
    assert any(words in citation.quote for citation in answer.citations)
    _assert_sliced(assistant, answer.citations)
