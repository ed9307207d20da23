"""Quotes that can be found again in their source."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language import terms
from assistant.reading.cite import QUOTE_LENGTH, Citer, answer_spans, citation_id, shorten
from assistant.types import (
    Chunk,
    Citation,
    CitedQuantity,
    Document,
    Evidence,
    Hit,
    Page,
    Sentence,
    SourceInfo,
    Span,
)

Quoted = Callable[..., tuple[Evidence, Citation]]
_LANGUAGES = ["en", "de", "ja"]
_PIECES = st.lists(
    st.one_of(
        st.text(max_size=60),
        st.sampled_from(
            ["Kosten, ", "価格は、", "H100 ", "1,287 MWh; ", "𠮷野家", "👩‍🔬", "\u200b"]
        ),
        st.text(alphabet="a", min_size=350, max_size=900),
        st.text(alphabet="電力費用", min_size=350, max_size=900),
    ),
    max_size=12,
).map("".join)


def _document(text: str, language: str = "en", sha256: str = "0" * 64) -> Document:
    return Document(
        path="a.txt",
        sha256=sha256,
        format="txt",
        text=text,
        pages=(Page(1, 0, len(text)),),
        title="A",
        language=language,
        info=SourceInfo(publisher="P", published="2024-05", url="https://example.org/"),
    )


def _evidence(document: Document, start: int, end: int) -> Evidence:
    text = document.text[start:end]
    return Evidence("a.txt", start, end, text, 1, document.language, "", 0.5)


@pytest.mark.parametrize("language", _LANGUAGES)
@given(text=_PIECES, cuts=st.tuples(st.integers(0, 4000), st.integers(0, 4000)), asked=st.text())
def test_a_quote_is_a_slice_of_its_source_and_short_enough(
    language: str, text: str, cuts: tuple[int, int], asked: str
) -> None:
    start, end = sorted(min(cut, len(text)) for cut in cuts)
    document = _document(text, language)
    citation = Citer({"a.txt": document}).evidence(_evidence(document, start, end), asked, "en")
    assert text[citation.start : citation.end] == citation.quote
    assert start <= citation.start <= citation.end <= end
    assert len(citation.quote) <= QUOTE_LENGTH


def test_a_sentence_is_quoted_with_what_follows_if_that_fits() -> None:
    document = _document("It is big. These sets hold 5 TB. " + "x" * QUOTE_LENGTH)
    citer, one = Citer({"a.txt": document}), _evidence(document, 0, 10)
    following = [None, *(_evidence(document, 11, end) for end in (32, len(document.text)))]
    quotes = [citer.evidence(replace(one, following=two), "", "en").quote for two in following]
    assert quotes == ["It is big.", "It is big. These sets hold 5 TB.", "It is big."]


@pytest.mark.parametrize(
    "figure", ["40,5 Mio. Euro", "1,234 Dollar", "12:30", "2，500ドル", "1,234,567 chips"]
)
def test_no_quote_of_a_long_sentence_cuts_a_figure(figure: str) -> None:
    clause = f"es kostete {figure}, "
    text = clause * (3 * QUOTE_LENGTH // len(clause))
    document = _document(text, "de")
    for place in range(0, len(text) - len(clause), len(clause)):
        keep = Span(place, place + len(clause))
        quote = Citer({"a.txt": document}).evidence(
            _evidence(document, 0, len(text)), "", "de", keep
        )
        assert quote.quote.count(figure) == quote.quote.count(figure[:2]), quote.quote
        assert quote.quote.startswith("es kostete")


@given(text=_PIECES.filter(str.strip))
def test_only_a_blank_stretch_is_quoted_as_nothing(text: str) -> None:
    span = shorten(_evidence(_document(text), 0, len(text)), set())
    assert span.end > span.start


@pytest.mark.parametrize(
    "text",
    [
        "x" * 5000,
        "電" * 5000,
        "👩‍🔬" * 1000,
        "a " * 2500,
        ", " * 2500,
        "Donaudampfschifffahrt" * 90,
        "wort " * 79 + "x" * 401 + " wort" * 79,
        ("x" * 400 + ",") * 5,
        ("x" * 399 + ",") * 5,
    ],
)
def test_a_long_sentence_gives_a_quote_that_is_long_but_not_too_long(text: str) -> None:
    span = shorten(_evidence(_document(text), 0, len(text)), set())
    assert QUOTE_LENGTH // 2 <= span.end - span.start <= QUOTE_LENGTH


def test_a_sentence_of_just_the_length_is_quoted_whole() -> None:
    text = "b" * QUOTE_LENGTH
    assert shorten(_evidence(_document(text), 0, len(text)), set()) == Span(0, QUOTE_LENGTH)


_FILLING = {
    "en": "as was said before by nobody in particular and for no reason at all, ",
    "de": "wie es zuvor von niemandem im Besonderen und ohne jeden Grund gesagt wurde, ",
    "ja": "以前から特に誰ということもなく理由もなしに言われてきたとおりであり、",
}


@pytest.mark.parametrize("place", [0, 6, 20, 39])
@pytest.mark.parametrize(
    ("language", "question", "clause"),
    [
        ("en", "What did training Gemini cost?", "training Gemini cost $191 million, "),
        ("de", "Was kostete das Training von Gemini?", "das Training von Gemini kostete 191, "),
        ("ja", "Geminiの学習費用はいくらですか", "Geminiの学習費用は1億9100万ドルで、"),
    ],
)
def test_the_clauses_that_hold_the_question_are_kept(
    language: str, question: str, clause: str, place: int
) -> None:
    clauses = [_FILLING[language]] * 40
    clauses[place] = clause
    text = "".join(clauses)
    span = shorten(
        _evidence(_document(text, language), 0, len(text)), set(terms(question, language))
    )
    assert clause.strip(" ,、") in text[span.start : span.end]


def test_among_equal_clauses_the_one_with_figures_is_kept() -> None:
    text = (
        "the chip was bought by someone or other, " * 20 + "for 25,000 dollars, " + "so on, " * 60
    )
    span = shorten(_evidence(_document(text), 0, len(text)), set())
    assert "25,000" in text[span.start : span.end]


def test_a_quote_does_not_begin_or_end_in_a_word() -> None:
    text = "wording " * 200
    span = shorten(_evidence(_document(text), 80, 1480), {"word"})
    assert set(text[span.start : span.end].split(" ")) == {"wording"}


def test_ids_come_from_content_and_span_and_nothing_else() -> None:
    document, span = _document("Some text."), Span(0, 4)
    kept = citation_id(document, span)
    assert kept == citation_id(replace(document, path="b.txt", title="B"), span)
    assert len(kept) == 12
    assert int(kept, 16) >= 0


@given(
    spans=st.sets(st.tuples(st.integers(0, 10**6), st.integers(0, 10**6)), min_size=2, max_size=50)
)
def test_ids_of_other_spans_and_other_contents_differ(spans: set[tuple[int, int]]) -> None:
    documents = [_document("", sha256=digit * 64) for digit in "01"]
    ids = {citation_id(document, Span(*span)) for document in documents for span in spans}
    assert len(ids) == 2 * len(spans)


def test_the_digits_of_a_span_do_not_run_together() -> None:
    document = _document("")
    assert citation_id(document, Span(1, 23)) != citation_id(document, Span(12, 3))


def _chunk(document: Document, *ends: int) -> Chunk:
    starts = (0, *ends[:-1])
    return Chunk(
        id="c",
        document=document.path,
        start=0,
        end=ends[-1],
        text=document.text[: ends[-1]],
        context="",
        page=1,
        language=document.language,
        sentences=tuple(Sentence(start, end) for start, end in zip(starts, ends, strict=True)),
    )


@pytest.mark.parametrize(
    ("ends", "quoted"), [((100, 300, 500), 300), ((400, 800), 400), ((401,), 400), ((7,), 7)]
)
def test_a_passage_is_cited_from_its_beginning_by_whole_sentences(
    ends: tuple[int, ...], quoted: int
) -> None:
    document = _document("abcdefgh " * 100)
    citation = Citer({"a.txt": document}).passage(_chunk(document, *ends))
    assert (citation.start, citation.end) == (0, quoted)
    assert citation.quote == document.text[:quoted]


def test_a_hit_is_cited_whole_and_with_its_score() -> None:
    document = _document("abcdefgh " * 100)
    citation = Citer({"a.txt": document}).hit(Hit(_chunk(document, 100, 700), 1.25, 0.8))
    assert (citation.start, citation.end, citation.score) == (0, 700, 1.25)
    assert citation.quote == document.text[:700]


def test_what_is_known_of_the_source_travels_along(make_document: Callable[..., Document]) -> None:
    document = _document("Some text.")
    citation = Citer({"a.txt": document}).evidence(_evidence(document, 0, 10), "text", "en")
    assert (citation.publisher, citation.published) == ("P", "2024-05")
    assert (citation.title, citation.url) == ("A", "https://example.org/")
    bare = make_document("Some text.")
    nothing = Citer({"a.txt": bare}).evidence(_evidence(bare, 0, 10), "text", "en")
    assert (nothing.publisher, nothing.published, nothing.url) == (None, None, None)


_TWO = "GPT-4 took more than $100 million, Gemini 1 about $191 million."


@pytest.mark.parametrize(
    ("judged", "answering", "marked"),
    [
        ("about $191 million", ["more than $100 million"], "more than $100 million"),
        ("$100 million", ["more than $100 million"], "$100 million"),
        (
            "more than $100 million, Gemini 1 about $191 million",
            ["more than $100 million"],
            "more than $100 million",
        ),
        (
            "more than $100 million, Gemini 1 about $191 million",
            ["more than $100 million", "about $191 million"],
            "more than $100 million, Gemini 1 about $191 million",
        ),
        ("about $191 million", [], "about $191 million"),
    ],
)
def test_where_a_figure_answers_nothing_else_is_marked(
    judged: str, answering: list[str], marked: str, quoted: Quoted
) -> None:
    evidence, citation = quoted(_TWO, "en", answer=judged)
    figures = [
        CitedQuantity(**asdict(figure), citation=citation.id)
        for figure in evidence.quantities
        if figure.text in answering
    ]
    span = answer_spans([(evidence, citation)], figures)[citation.id]
    assert _TWO[span.start : span.end] == marked


@pytest.mark.parametrize(
    ("text", "judged", "marked"),
    [
        ("費用は、1億ドルである。", "、1億ドル", "1億ドル"),
        ("近くの住宅で熱を使う。", "熱を", "熱"),
        ("取水か消費か：42億立方メートル。", "：42億立方メートル。", "42億立方メートル"),
        ("It ran on A100s, in Texas.", "A100s,", "A100s"),
        ("Es kostete 5 Mio. im Jahr.", "5 Mio.", "5 Mio."),
        ("A sign: .", ": .", ": ."),
        ("It cost $5.", "$5", "$5"),
        ("「青を」と答えた。", "「青を」", "「青を」"),
    ],
)
def test_marks_that_set_an_answer_off_are_not_marked(
    text: str, judged: str, marked: str, quoted: Quoted
) -> None:
    evidence, citation = quoted(text, "en", answer=judged)
    span = answer_spans([(evidence, citation)])[citation.id]
    assert text[span.start : span.end] == marked
