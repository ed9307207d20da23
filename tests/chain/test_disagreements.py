"""Answers and surveys over sources that contradict each other."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.chain import Assistant
from assistant.embedding import Embedder
from assistant.index.builder import IndexBuilder
from assistant.index.store import IndexStore
from assistant.settings import Settings
from assistant.types import Language

_SOURCES = {
    "a.txt": "Training Falcon-40B cost $100 million.\n",
    "b.txt": "Das Training von Falcon-40B kostete 1 Milliarde US-Dollar.\n",
    "c.txt": "Falcon-40Bの学習費用は1億ドルだった。\n",
    "d.txt": "A ferry to the island costs 5 euros.\n",
}


@pytest.fixture(scope="module")
def divided(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Path:
    folder = tmp_path_factory.mktemp("divided")
    (folder / "sources").mkdir()
    for name, text in _SOURCES.items():
        (folder / "sources" / name).write_text(text, encoding="utf-8")
    IndexBuilder(IndexStore(folder / "index"), embedder, 200, 1).build([folder / "sources"])
    return folder / "index"


@pytest.mark.parametrize(
    ("question", "begins", "value"),
    [
        ("What did training Falcon-40B cost?", "The sources contradict each other", "1 billion US"),
        ("Was hat das Training von Falcon-40B gekostet?", "Die Quellen widersprechen", "1 Mrd. US"),
        ("Falcon-40Bの学習費用はいくらでしたか?", "資料の間で食い違い", "10億米ドル"),
    ],
)
def test_an_answer_says_that_sources_contradict_each_other(
    divided: Path, question: str, begins: str, value: str
) -> None:
    answer = Assistant.open(divided, Settings()).ask(question)
    (paragraph,) = [line for line in answer.answer.split("\n\n") if line.startswith(begins)]
    assert value in paragraph
    (held,) = answer.disagreements
    by_id = {citation.id: citation for citation in answer.citations}
    sides = [{by_id[name].document for name in position.citations} for position in held.positions]
    assert sorted(map(sorted, sides)) == [["a.txt", "c.txt"], ["b.txt"]]
    for number, citation in enumerate(answer.citations, start=1):
        cited = any(citation.id in position.citations for position in held.positions)
        assert (f"[{number}]" in paragraph) == cited


@pytest.mark.parametrize("question", ["What does a ferry to the island cost?", "Who is Falcon?"])
def test_another_question_does_not_drag_it_in(divided: Path, question: str) -> None:
    assert Assistant.open(divided, Settings()).ask(question).disagreements == ()


@pytest.mark.parametrize("language", ["en", "de", "ja"])
def test_a_survey_cites_what_it_finds(divided: Path, language: Language) -> None:
    assistant = Assistant.open(divided, Settings())
    (found,) = assistant.compare(language)
    ids = {citation.id for citation in found.citations}
    assert {name for held in found.disagreement.positions for name in held.citations} == ids
    for citation in found.citations:
        text = assistant.document(citation.document).text
        assert text[citation.start : citation.end] == citation.quote
    assert "d.txt" not in {citation.document for citation in found.citations}
