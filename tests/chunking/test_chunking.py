"""Chunks: slices that miss no sentence, fit the embedder and keep their headings."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeAlias

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.chunking import Chunker, is_heading
from assistant.embedding import Embedder
from assistant.language import split_sentences
from assistant.types import Chunk, Document, Span

MakeDocument: TypeAlias = Callable[..., Document]

_WORDS = {
    "en": "Training costs rose again because chips and power were scarce in 2024 ".split(" "),
    "de": "Die Trainingskosten stiegen erneut, z. B. um 1,5 Mrd. Euro ".split(" "),
    "ja": ["訓練費用は", "また", "増えました", "約１億ドルと", "いう", "価格", "GPT-4の"],
}
_ENDS = {
    "en": [". ", "! ", "\n\n", "\n"],
    "de": [". ", "? ", "\n\n", "\n"],
    "ja": ["。", "！", "\n"],
}
_LINES = ["# Heading\n", "\n## Below\n\n", "- item\n", "| a | b |\n", "\n\n", "1. one\n", "\u3000"]


def words(text: str) -> int:
    """As a tokenizer would: two marks of its own, and one token for each word or kanji."""
    return 2 + len(re.findall(r"[\u3041-\u9fff]|[^\s\u3041-\u9fff]+", text))


@st.composite
def texts(draw: st.DrawFn, language: str) -> str:
    sentence = st.tuples(
        st.lists(st.sampled_from(_WORDS[language]), min_size=1, max_size=30),
        st.sampled_from(_ENDS[language]),
    ).map(lambda parts: ("" if language == "ja" else " ").join(parts[0]) + parts[1])
    piece = st.one_of(sentence, st.sampled_from(_LINES), st.text(max_size=8))
    return "".join(draw(st.lists(piece, max_size=25)))


def check(document: Document, chunks: Sequence[Chunk]) -> None:
    """What holds for the chunks of every document."""
    text, body = document.text, document.body
    for chunk in chunks:
        assert text[chunk.start : chunk.end] == chunk.text == chunk.text.strip() != ""
        assert body.start <= chunk.start < chunk.end <= body.end
        assert (chunk.document, chunk.language) == (document.path, document.language)
        assert (chunk.start, chunk.end) == (chunk.sentences[0].start, chunk.sentences[-1].end)
        position = chunk.start
        for sentence in chunk.sentences:
            assert position <= sentence.start < sentence.end
            assert not text[position : sentence.start].strip()
            position = sentence.end
    covered = [offset for chunk in chunks for offset in range(chunk.start, chunk.end)]
    missed = set(range(body.start, body.end)) - set(covered)
    assert not any(text[offset].strip() for offset in missed)
    assert [chunk.end for chunk in chunks] == sorted({chunk.end for chunk in chunks})
    assert len({chunk.id for chunk in chunks}) == len(chunks)


@pytest.mark.parametrize("language", ["en", "de", "ja"])
@given(data=st.data(), max_tokens=st.integers(12, 60), overlap=st.integers(0, 3))
def test_any_text(
    make_document: MakeDocument, language: str, data: st.DataObject, max_tokens: int, overlap: int
) -> None:
    document = make_document(data.draw(texts(language)), language)
    chunks = Chunker(words, max_tokens, overlap).split(document)
    check(document, chunks)
    assert Chunker(words, max_tokens, overlap).split(document) == chunks
    for sentence in split_sentences(document.text, language):
        inside = [c for c in chunks if c.start <= sentence.start and sentence.end <= c.end]
        fits = words(document.text[sentence.start : sentence.end]) <= max_tokens
        assert inside or not fits


@pytest.mark.parametrize("language", ["en", "de", "ja"])
@settings(max_examples=40)
@given(data=st.data(), max_tokens=st.integers(40, 120))
def test_no_chunk_exceeds_the_limit_of_the_real_model(
    make_document: MakeDocument,
    embedder: Embedder,
    language: str,
    data: st.DataObject,
    max_tokens: int,
) -> None:
    document = make_document(data.draw(texts(language)), language)
    for chunk in Chunker(embedder.count_tokens, max_tokens).split(document):
        assert embedder.count_tokens(chunk.text) <= max_tokens or " " not in chunk.text


@pytest.mark.parametrize("name", ["xquad.en", "xquad.de", "jsquad.ja"])
def test_real_articles(
    make_document: MakeDocument, embedder: Embedder, shared: Path, name: str
) -> None:
    lines = (shared / "data" / "qa" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    paragraphs = sorted({json.loads(line)["context"] for line in lines})[:60]
    document = make_document("\n\n".join(paragraphs), name.rpartition(".")[2])
    chunks = Chunker(embedder.count_tokens).split(document)
    check(document, chunks)
    sizes = [embedder.count_tokens(chunk.text) for chunk in chunks]
    assert max(sizes) <= 200
    assert sum(sizes) / len(sizes) > 100


def test_a_long_sentence_is_cut_between_words_best_after_a_comma(
    make_document: MakeDocument,
) -> None:
    text = " ".join(f"word{n}" for n in range(50)) + ", " + " ".join(["more"] * 45) + "."
    chunks = Chunker(words, 60, 0).split(make_document(text))
    assert [chunk.text[-6:] for chunk in chunks] == ["ord49,", " more."]


@pytest.mark.parametrize("text", ["x" * 100_000, "訓" * 20_000, "🎉" * 5_000])
def test_a_text_without_a_space_is_cut_all_the_same(
    make_document: MakeDocument, embedder: Embedder, text: str
) -> None:
    document = make_document(text, "ja" if text[0] == "訓" else "en")
    chunks = Chunker(embedder.count_tokens, 100).split(document)
    check(document, chunks)
    assert all(embedder.count_tokens(chunk.text) <= 100 for chunk in chunks)


def test_a_sentence_is_repeated_from_the_chunk_before(make_document: MakeDocument) -> None:
    sentences = [f"Sentence number {n} says a little more." for n in range(12)]
    document = make_document(" ".join(sentences))
    chunks = Chunker(words, 40, 1).split(document)
    assert len(chunks) > 2
    for before, after in itertools.pairwise(chunks):
        assert after.sentences[0] == before.sentences[-1]
        assert after.sentences[1] not in before.sentences


def test_nothing_is_repeated_without_overlap(make_document: MakeDocument) -> None:
    document = make_document(" ".join(f"Sentence number {n} says more." for n in range(12)))
    chunks = Chunker(words, 30, 0).split(document)
    assert all(a.end <= b.start for a, b in itertools.pairwise(chunks))


def test_nothing_is_repeated_across_a_heading(make_document: MakeDocument) -> None:
    text = "One sentence of eight words stands right here. " * 4 + "\n\n# Next\n\nText below it."
    first, second = Chunker(words, 45, 1).split(make_document(text))
    assert first.end < second.start
    assert second.text == "# Next\n\nText below it."


def test_a_heading_stays_with_the_text_that_follows(make_document: MakeDocument) -> None:
    filler = "This sentence has exactly seven words. " * 5
    document = make_document(f"{filler}\n\n## Costs in 2024\n\nChips cost a lot. {filler}")
    for chunk in Chunker(words, 55, 1).split(document):
        assert not chunk.sentences[-1].heading
        if "Costs in 2024" in chunk.text:
            assert "Chips cost a lot." in chunk.text


def test_a_heading_that_does_not_fit_with_its_text_does_not_burst_the_chunk(
    make_document: MakeDocument,
) -> None:
    text = "A first line of text.\n\n## A heading of five words\n\n" + "word " * 35 + "end."
    chunks = Chunker(words, 40, 1).split(make_document(text))
    assert all(words(chunk.text) <= 40 for chunk in chunks)
    assert chunks[-1].context == "A heading of five words"


def test_context_names_the_title_and_the_headings_above(make_document: MakeDocument) -> None:
    body = "This sentence has exactly seven words. " * 6
    text = f"# Book\n\n{body}\n\n## Part\n\n{body}\n\n# Other\n\n{body}"
    contexts = {
        chunk.text.partition("\n")[0]: chunk.context
        for chunk in Chunker(words, 70, 1).split(make_document(text, title="Title"))
    }
    assert contexts["# Book"] == "Title"
    assert contexts["## Part"] == "Title\nBook"
    assert contexts["# Other"] == "Title"


def test_context_repeats_nothing_that_the_text_says(make_document: MakeDocument) -> None:
    (chunk,) = Chunker(words).split(make_document("# Costs\n\nThey rose.", title="Costs"))
    assert chunk.context == ""


def test_rows_of_a_table_carry_its_header_in_their_context(make_document: MakeDocument) -> None:
    rows = "".join(f"| Model {n} | ${n} million |\n" for n in range(40))
    text = f"| Model | Cost |\n|---|---|\n{rows}\nText after the table is no part of it."
    chunks = Chunker(words, 60, 0).split(make_document(text))
    assert len(chunks) > 2
    for chunk in chunks[1:]:
        assert ("| Model | Cost |" in chunk.context) == chunk.text.startswith("|")
        assert "| Model | Cost |" not in chunk.text


def test_a_header_before_the_body_is_not_chunked(make_document: MakeDocument) -> None:
    header = "---\ntitle: Costs\n---\n"
    text = f"{header}Training is expensive."
    document = make_document(text, pages=[(len(header), len(text))])
    chunks = Chunker(words).split(document)
    assert [chunk.text for chunk in chunks] == ["Training is expensive."]


def test_chunks_know_the_page_they_begin_on(make_document: MakeDocument) -> None:
    pages = [f"Page {n} has a sentence of nine words here. " * 3 for n in (1, 2, 3)]
    borders = [0, len(pages[0]), len(pages[0]) + len(pages[1]), sum(map(len, pages))]
    document = make_document("".join(pages), pages=list(itertools.pairwise(borders)))
    chunks = Chunker(words, 33, 0).split(document)
    assert [(chunk.page, chunk.text[5]) for chunk in chunks] == [(1, "1"), (2, "2"), (3, "3")]


def test_ids_depend_on_the_name_the_content_and_the_span(make_document: MakeDocument) -> None:
    def ids(text: str, path: str) -> list[str]:
        return [chunk.id for chunk in Chunker(words).split(make_document(text, path=path))]

    assert ids("A text.", "a.txt") == ids("A text.", "a.txt")
    assert len({*ids("A text.", "a.txt"), *ids("A text.", "b.txt"), *ids("A test.", "a.txt")}) == 3
    assert re.fullmatch("[0-9a-f]{16}", ids("A text.", "a.txt")[0])


@pytest.mark.parametrize("text", ["", " \n\n "])
def test_a_body_without_words_gives_no_chunk(make_document: MakeDocument, text: str) -> None:
    assert Chunker(words).split(make_document(text)) == ()


@pytest.mark.parametrize(
    ("text", "line", "expected"),
    [
        ("# Costs\nThey rose.", "# Costs", True),
        ("Costs\n\nThey rose.", "Costs", True),
        ("費用\n\n増えた。", "費用", True),
        ("What did it cost?\n\nA lot.", "What did it cost?", True),
        ("They rose.\n\nThey fell.", "They rose.", False),
        ("増えた。\n\n減った。", "増えた。", False),
        ("- item\nText.", "- item", False),
        ("a | b\nText.", "a | b", False),
        ("| a | b |\nText.", "| a | b |", False),
        ("Costs", "Costs", False),
        ("They rose. Costs\n\nText.", "Costs", False),
        ("x" * 91 + "\n\nText.", "x" * 91, False),
    ],
)
def test_what_counts_as_a_heading(text: str, line: str, expected: bool) -> None:
    start = text.index(line)
    assert is_heading(text, Span(start, start + len(line))) is expected
