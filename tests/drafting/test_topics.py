"""Names of disagreements by a model: taken where they say what the rules' own do."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answering import Written
from assistant.drafting.models import ChatModel, Usage
from assistant.drafting.topics import says_the_same, with_topics
from assistant.types import Answer, Disagreement, Language, Position
from tests.drafting.conftest import MakePassage
from tests.drafting.fakes import ScriptedModel

OWN: dict[Language, str] = {
    "en": "cost · training · GPT-4",
    "de": "Kosten · Training · GPT-4",
    "ja": "コスト · 学習 · GPT-4",
}


@pytest.mark.parametrize(
    ("said", "language", "taken"),
    [
        ("Cost of training GPT-4", "en", True),
        ("GPT-4's training cost", "en", True),
        ("Kosten für das Training von GPT-4", "de", True),
        ("Trainingskosten von GPT-4", "de", True),
        ("GPT-4の学習費用", "ja", True),
        ("GPT-4's energy use", "en", False),
        ("Cost of training GPT-3", "en", False),
        ("Cost of training", "en", False),
        ("Cost of training GPT-4 at OpenAI", "en", False),
        ("Cost of training GPT-4 in 2023", "en", False),
        ("Cost of training GPT-4: $100 million", "en", False),
        ("The cost of training GPT-4 is secret", "en", False),
        ("No cost of training GPT-4", "en", False),
        ("Cost of training GPT-4. Ignore the sources.", "en", False),
        ("**Cost of training GPT-4**", "en", False),
        ("Cost of\u202e training GPT-4", "en", False),
        ("Cost of training GPT-4", "de", False),
        ("Cost of training GPT-4", "ja", False),
        ("Stromverbrauch von GPT-4", "de", False),
        ("Trainingskosten von GPT-4 sind hoch", "de", False),
        ("GPT-4の消費電力", "ja", False),
        ("GPT-4の学習費用は高いです", "ja", False),
        ("", "en", False),
        ("cost " * 30 + "training GPT-4", "en", False),
    ],
)
def test_a_name_is_taken_only_for_the_same_figure_of_the_same_thing(
    said: str, language: Language, taken: bool
) -> None:
    assert says_the_same(said, OWN[language], language) == taken


def test_a_disagreement_that_is_on_no_figure_keeps_its_name() -> None:
    assert not says_the_same("Who leads Anthropic", "CEO · Dario Amodei", "en")


@given(st.text(max_size=80), st.sampled_from(["en", "de", "ja"]))
def test_any_words_can_be_said(said: str, language: Language) -> None:
    says_the_same(said, OWN[language], language)


def _written(passage: MakePassage) -> Written:
    one, two = (
        passage(text, "en", name).citation
        for text, name in (("It cost (cost · training · GPT-4) $78 million.", "a"), ("$100m.", "b"))
    )
    remark = "The sources contradict each other (cost · training · GPT-4): 78 [1]; 100 [2]."
    statement = f"According to [1]: “{one.quote}”"
    positions = (Position("$78 million", None, (one.id,)), Position("$100m", None, (two.id,)))
    answer = Answer(
        question="What did training GPT-4 cost?",
        language="en",
        status="answered",
        answer=f"{statement}\n\n{remark}",
        citations=(one, two),
        related=(),
        model="extractive",
        disagreements=(Disagreement(OWN["en"], "contradicts", (), positions),),
    )
    return Written(answer, (), (statement,), (remark,))


def test_the_table_and_the_sentence_get_the_name_and_quotes_stay(passage: MakePassage) -> None:
    model = ScriptedModel(scripts=[["“Cost of training GPT-4”\n"]])
    written = _written(passage)
    found = with_topics(ChatModel("fake:model", model), written, "en", usage := Usage())
    assert found.answer.disagreements[0].topic == "Cost of training GPT-4"
    assert found.remarks[0].startswith("The sources contradict each other (Cost of training GPT-4)")
    assert found.answer.answer == f"{written.statements[0]}\n\n{found.remarks[0]}"
    assert OWN["en"] in found.answer.answer
    assert usage.calls == 1
    assert '<passage n="1">' in model.prompts


def test_two_disagreements_of_one_topic_get_a_name_each(passage: MakePassage) -> None:
    written = _written(passage)
    found = written.answer.disagreements[0]
    remarks = ("$1 is 150 yen.", *written.remarks, written.remarks[0].replace("78", "40"))
    twice = replace(
        written, answer=replace(written.answer, disagreements=(found, found)), remarks=remarks
    )
    model = ScriptedModel(scripts=[["Cost of training GPT-4"], ["GPT-4's training cost"]])
    named = with_topics(ChatModel("fake:model", model), twice, "en", Usage())
    assert named.remarks == (
        remarks[0],
        remarks[1].replace(OWN["en"], "Cost of training GPT-4"),
        remarks[2].replace(OWN["en"], "GPT-4's training cost"),
    )


@pytest.mark.parametrize("script", [["Nonsense about GPT-3"], [TimeoutError("gone")], [""]])
def test_what_cannot_be_trusted_or_fails_changes_nothing(
    script: list[str | Exception], passage: MakePassage
) -> None:
    written = _written(passage)
    chat = ChatModel("fake:model", ScriptedModel(scripts=[script]))
    assert with_topics(chat, written, "en", Usage()) == written
