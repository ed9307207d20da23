"""Verified sentences put together: marks, citations, originals, and what is kept of the quotes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from assistant.answering import Written
from assistant.drafting.composing import Numbering, Shown, composed
from assistant.drafting.passages import Passage
from assistant.types import (
    Answer,
    Citation,
    CitedQuantity,
    Disagreement,
    Evidence,
    Language,
    Position,
    Quantity,
)
from tests.drafting.conftest import MakePassage

GEMINI = "Training Gemini 1 cost $191 million."
GPT = "Training GPT-4 cost $78 million."


def _written(
    cited: Sequence[Passage],
    remarks: Sequence[str] = (),
    language: Language = "en",
    quantities: Sequence[Quantity] = (),
    disagreements: Sequence[Disagreement] = (),
) -> Written:
    """An extractive answer that quotes passages, one line each."""
    pairs: list[tuple[Evidence, Citation]] = [(held.seed, held.citation) for held in cited]
    lines = tuple(f"According to [{n}]: “{p.text}”" for n, p in enumerate(cited, start=1))
    answer = Answer(
        question="?",
        language=language,
        status="answered",
        answer="\n\n".join((*lines, *remarks)),
        citations=tuple(citation for _, citation in pairs),
        related=(),
        model="extractive",
        quantities=tuple(
            CitedQuantity(
                **{name: getattr(one, name) for name in Quantity.__dataclass_fields__},
                citation=cited[0].citation.id,
            )
            for one in quantities
        ),
        disagreements=tuple(disagreements),
    )
    return Written(answer, cited=tuple(pairs), statements=lines, remarks=tuple(remarks))


def test_marks_stand_before_the_full_stop(passage: MakePassage) -> None:
    gemini, gpt = passage(GEMINI, document="a"), passage(GPT, document="b")
    shown = [Shown(GEMINI, (gemini,)), Shown("GPT-4 cost $78 million", (gpt, gemini))]
    found = composed(_written([gemini, gpt]), shown, "en")
    assert found.answer == (
        "Training Gemini 1 cost $191 million [1]. GPT-4 cost $78 million [2][1]."
    )
    assert found.citations == (gemini.citation, gpt.citation)


def test_citations_are_numbered_as_they_are_read(passage: MakePassage) -> None:
    gemini, gpt = passage(GEMINI, document="a"), passage(GPT, document="b")
    shown = [Shown(GPT, (gpt,)), Shown(GEMINI, (gemini,))]
    found = composed(_written([gemini, gpt]), shown, "en")
    assert found.answer.startswith("Training GPT-4 cost $78 million [1].")
    assert [held.document for held in found.citations] == ["b", "a"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("価格は2万5000ドルです。", "価格は2万5000ドルです[1]。"),
        ("価格は2万5000ドルです", "価格は2万5000ドルです[1]。"),
        ("価格は$25,000", "価格は$25,000 [1]."),
    ],
)
def test_japanese_has_no_blanks(text: str, expected: str, passage: MakePassage) -> None:
    held = passage("価格は2万5000ドルです。", "ja")
    found = composed(_written([held], language="ja"), [Shown(text, (held,))], "ja")
    assert found.answer.split("\n\n")[0] == expected


def test_japanese_sentences_follow_each_other_without_a_blank(passage: MakePassage) -> None:
    held = passage("価格は2万5000ドルです。値上がりしました。", "ja")
    shown = [Shown("価格は2万5000ドルです。", (held,)), Shown("値上がりしました。", (held,))]
    found = composed(_written([held], language="ja"), shown, "ja")
    assert found.answer == "価格は2万5000ドルです[1]。値上がりしました[1]。"


def test_five_citations_at_most(passage: MakePassage) -> None:
    held = [passage(f"Chip {n} costs ${n}00.", document=f"{n}.txt") for n in range(1, 10)]
    shown = [Shown(one.text, (one,)) for one in held]
    found = composed(_written(held[:1]), shown, "en")
    assert len(found.citations) == 5
    assert "Chip 6" not in found.answer


def test_what_must_be_cited_keeps_its_room(passage: MakePassage) -> None:
    held = [passage(f"Chip {n} costs ${n}00.", document=f"{n}.txt") for n in range(1, 10)]
    remarks = ["The sources contradict each other: $800 [2]; $900 [3]."]
    written = _written([held[0], held[7], held[8]], remarks)
    found = composed(written, [Shown(one.text, (one,)) for one in held[:7]], "en")
    assert len(found.citations) <= 5
    numbers = {cited.document: n for n, cited in enumerate(found.citations, start=1)}
    assert f"$800 [{numbers['8.txt']}]; $900 [{numbers['9.txt']}]" in found.answer


def test_a_disagreement_cites_what_the_answer_does(passage: MakePassage) -> None:
    gemini, gpt = passage(GEMINI, document="a"), passage(GPT, document="b")
    positions = tuple(Position(p.text, None, (p.citation.id,)) for p in (gemini, gpt))
    held = Disagreement("cost", "contradicts", (), positions)
    remarks = ["The sources contradict each other (cost): $191 million [1]; $78 million [2]."]
    written = _written([gemini, gpt], remarks, disagreements=[held])
    wider = passage(f"{GPT} It is old.", document="b")
    found = composed(written, [Shown(GPT, (wider,))], "en")
    ids = {cited.id for cited in found.citations}
    assert found.disagreements
    for one in found.disagreements:
        assert {name for position in one.positions for name in position.citations} <= ids
    assert "$191 million [2]; $78 million [1]" in found.answer


def test_figures_keep_their_citation(passage: MakePassage) -> None:
    gemini = passage(GEMINI, document="a")
    written = _written([gemini], quantities=gemini.sentences[0].quantities)
    wider = passage(f"{GEMINI} {GPT}", document="a")
    found = composed(written, [Shown(GEMINI, (wider,))], "en")
    assert [one.citation for one in found.quantities] == [found.citations[0].id]
    one = found.quantities[0]
    assert found.citations[0].quote[one.start : one.end] == one.text


def test_figures_go_with_their_citation(passage: MakePassage) -> None:
    gemini, gpt = passage(GEMINI, document="a"), passage(GPT, document="b")
    written = _written([gemini, gpt], quantities=gemini.sentences[0].quantities)
    found = composed(written, [Shown(GPT, (gpt,))], "en")
    ids = {cited.id for cited in found.citations}
    assert {one.citation for one in found.quantities} <= ids


def test_the_best_quote_stays_where_no_sentence_says_it(passage: MakePassage) -> None:
    gemini, gpt = passage(GEMINI, document="a"), passage(GPT, document="b")
    written = _written([gemini], quantities=gemini.sentences[0].quantities)
    found = composed(written, [Shown(GPT, (gpt,))], "en")
    assert found.answer.endswith(f"According to [2]: “{GEMINI}”")


def test_brackets_of_a_quote_are_its_own(passage: MakePassage) -> None:
    marked = passage("Training Gemini 1 cost $191 million [1], some say [2].", document="a")
    gpt = passage(GPT, document="b")
    written = _written([marked], quantities=marked.sentences[0].quantities)
    found = composed(written, [Shown(GPT, (gpt,))], "en")
    assert f"According to [2]: “{marked.text}”" in found.answer


def test_a_quote_within_another_is_left_alone(passage: MakePassage) -> None:
    short = passage("It cost $191 million [1].", document="a")
    long = passage("He said: It cost $191 million [1]. Then he left [2].", document="b")
    both = f"“{short.text}” [1]; “{long.text}” [2]."
    written = _written([short, long], [both])
    numbering = Numbering(written, [])
    numbering.number(long.citation)
    assert numbering.renumbered(both) == f"“{short.text}” [2]; “{long.text}” [1]."


def test_a_correction_stands_first_and_is_numbered_first(passage: MakePassage) -> None:
    gemini, gpt = passage(GEMINI, document="a"), passage(GPT, document="b")
    said = "The question says $2 billion; the source says $191 million [1]."
    written = _written([gemini, gpt])
    written = replace(written, answer=replace(written.answer, corrections=(said,)))
    found = composed(written, [Shown(GPT, (gpt,))], "en")
    assert found.answer.startswith(f"{said}\n\nTraining GPT-4 cost $78 million [2].")
    assert found.corrections == (said,)
    assert [held.document for held in found.citations] == ["a", "b"]


def test_a_quote_stands_in_the_place_of_a_sentence(passage: MakePassage) -> None:
    gemini, gpt = passage(GEMINI, document="a"), passage(GPT, document="b")
    published = replace(gpt, citation=replace(gpt.citation, published="2024-04"))
    shown = [Shown(GEMINI, (gemini,)), Shown("", (published,))]
    found = composed(_written([gemini]), shown, "en")
    assert found.answer == (
        f"Training Gemini 1 cost $191 million [1].\n\nAccording to [2] (as of April 2024): “{GPT}”"
    )


@pytest.mark.parametrize(
    ("language", "text", "original"),
    [
        ("en", "Gemini 1 cost $191 million.", "Original of [1]: “Gemini 1は1億9100万ドルでした。”"),
        (
            "de",
            "Gemini 1 kostete 191 Mio. $.",
            "Original zu [1]: „Gemini 1は1億9100万ドルでした。“",
        ),
    ],
)
def test_the_original_stands_beside_a_translation(
    language: Language, text: str, original: str, passage: MakePassage
) -> None:
    held = passage("Gemini 1は1億9100万ドルでした。", "ja")
    found = composed(_written([held], language=language), [Shown(text, (held,))], language)
    assert original in found.answer.split("\n\n")


def test_an_original_stands_once(passage: MakePassage) -> None:
    held = passage("Gemini 1は1億9100万ドルでした。GPT-4は7800万ドルでした。", "ja")
    shown = [Shown(GEMINI, (held,)), Shown(GPT, (held,))]
    found = composed(_written([held]), shown, "en")
    assert found.answer.count("Original of [1]") == 1


def test_a_remark_on_quotes_goes_with_the_quotes(passage: MakePassage) -> None:
    from assistant.reading.phrases import PHRASES

    held = passage(GEMINI)
    written = _written([held], [PHRASES["en"].untranslated])
    found = composed(written, [Shown(GEMINI, (held,))], "en")
    assert PHRASES["en"].untranslated not in found.answer
