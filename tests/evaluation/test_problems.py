"""Broken sets are reported item by item, and what is proposed is not broken."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from assistant.chain import Assistant
from assistant.embedding import Embedder
from assistant.errors import EvaluationSetError
from assistant.evaluation.items import as_row
from assistant.evaluation.loading import load_set
from assistant.evaluation.problems import problems
from assistant.evaluation.proposing import proposals
from assistant.evaluation.wordings import like
from assistant.index.opening import open_builder
from assistant.settings import load_settings

_SETS = Path(__file__).parents[2] / "eval/sets"
_SOURCES = {
    "en.txt": "Training Gemini 1 cost $191 million. An H100 costs $25,000.\n",
    "de.txt": "Das Training von GPT-3 verbrauchte 1.287 MWh Strom.\n",
    "ja.txt": "GPT-4の学習費用は1億ドルを超える。\n",
}
_QUESTION = {
    "question": "What did the training of Gemini 1 cost?", "language": "en", "answerable": True,
    "sources": ["en.txt"], "expected": [["$191 million"]],
}  # fmt: skip
_CLAIM = {
    "claim": "Das Training von Gemini 1 kostete 191 Mio. Dollar.", "language": "de",
    "verdict": "supported",
    "sources": [{"document": "en.txt", "quote": "cost $191 million", "stance": "supports"}],
}  # fmt: skip


@pytest.fixture(scope="module")
def assistant(embedder: Embedder, tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("problems")
    for name, text in _SOURCES.items():
        (folder / name).write_text(text, encoding="utf-8")
    open_builder(folder / "index", load_settings()).build([folder])
    return Assistant.open(folder / "index")


def _written(path: Path, rows: list[Any]) -> Path:
    lines = [row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


_BROKEN: list[tuple[dict[str, Any] | str, str]] = [
    ("{", "Invalid JSON"),
    ("[]", "the line must be an object"),
    ({**_QUESTION, "colour": "red"}, "colour is no known field"),
    ({**_QUESTION, "language": "fr"}, "language must be 'en', 'de' or 'ja'"),
    ({**_QUESTION, "expected": [], "sources": []}, "nothing is expected"),
    ({**_QUESTION, "answerable": False}, "unanswerable, but something is expected"),
    ({**_QUESTION, "expected": [["$192 million"]]}, "its sources do not hold: $192 million"),
    ({**_QUESTION, "sources": ["fr.txt"]}, "no document fr.txt"),
    ({**_QUESTION, "sources": []}, "no source is named"),
    ({**_QUESTION, "sources": ["en.txt", "en.txt"]}, "a source is named twice"),
    ({**_QUESTION, "quantities": [{"value": 5, "unit": "$"}]}, "the unit '$' is not known"),
    ({**_QUESTION, "expected": [[]]}, "expected.0 must list at least 1"),
    ({"question": " ", "language": "en"}, "question is blank"),
    ({**_QUESTION, "language": "de"}, "seems to be en, not de"),
    ({**_CLAIM, "verdict": "true"}, "verdict"),
    ({**_CLAIM, "verdict": "contradicted"}, "contradicted, but its quotes"),
    ({**_CLAIM, "language": "ja"}, "seems to be de, not ja"),
    (
        {**_CLAIM, "sources": [{"document": "en.txt", "quote": "free", "stance": "supports"}]},
        "en.txt does not hold the quote: free",
    ),
    (
        {**_CLAIM, "sources": [{"document": "x", "quote": "free", "stance": "supports"}]},
        "no document x",
    ),
]


def test_a_hundred_broken_items_are_each_reported(assistant: Assistant, tmp_path: Path) -> None:
    rows: list[Any] = []
    for number in range(100):
        row, _ = _BROKEN[number % len(_BROKEN)]
        text = {} if isinstance(row, str) else {"id": f"n{number}"}
        key = "claim" if "claim" in row else "question"
        if isinstance(row, dict) and row[key].strip():
            text[key] = f"{row[key]} ({number})"
        rows.append(row if isinstance(row, str) else row | text)
    found = problems(_written(tmp_path / "broken.jsonl", rows), assistant)
    assert {one.line for one in found} == set(range(1, 101))
    for line in range(1, 101):
        row, words = _BROKEN[(line - 1) % len(_BROKEN)]
        own = [one for one in found if one.line == line]
        assert any(words in one.what for one in own), words
        assert all(one.id == ("" if isinstance(row, str) else f"n{line - 1}") for one in own)


def _whats(path: Path, rows: list[Any], assistant: Assistant | None = None) -> list[str]:
    return [one.what for one in problems(_written(path / "set.jsonl", rows), assistant)]


def test_what_comes_twice_is_reported(assistant: Assistant, tmp_path: Path) -> None:
    rows = [_QUESTION | {"id": "a"}, _QUESTION | {"id": "b"}, _CLAIM | {"id": "a"}]
    found = problems(_written(tmp_path / "twice.jsonl", rows), assistant)
    assert [(one.line, one.what) for one in found] == [
        (2, "the text stands in line 1 too"),
        (3, "the id stands in line 1 too"),
    ]


@pytest.mark.parametrize("broken", [{"colour": "red"}, {"language": "fr"}, {"question": 5}])
@pytest.mark.parametrize("name", ["a", " a ", "a\u3000"])
def test_an_id_is_taken_by_a_broken_item_too(
    broken: dict[str, Any], name: str, tmp_path: Path
) -> None:
    rows = [_QUESTION | {"id": "a"} | broken, _CLAIM | {"id": name}]
    found = problems(_written(tmp_path / "twice.jsonl", rows), None)
    assert [(one.line, one.id) for one in found] == [(1, "a"), (2, "a")]
    assert found[1].what == "the id stands in line 1 too"


@pytest.mark.parametrize(
    ("language", "text", "again"),
    [
        ("de", "Wie teuer ist ein H100?", "Wie teuer ist  ein H100?"),
        ("de", "Wie teuer ist ein H100?", " Wie teuer\u00a0ist ein\u200b H100? "),
        ("de", "Wie teuer ist ein H100?", "WIE TEUER IST EIN H100"),
        ("de", "Wie groß ist das?", "Wie GROSS ist das ?"),
        ("de", "Wie kühlt man das?", "Wie ku\u0308hlt man das?"),
        ("ja", "コストはいくらですか。", "ｺｽﾄは いくらですか｡"),
    ],
)
def test_a_text_is_the_same_in_any_blanks_case_and_width(
    language: str, text: str, again: str, tmp_path: Path
) -> None:
    rows = [
        {"id": str(number), "language": language, "question": words}
        for number, words in enumerate((text, again))
    ]
    assert _whats(tmp_path, rows) == ["the text stands in line 1 too"]


@pytest.mark.parametrize(
    "other",
    [
        {"language": "de", "question": "NVIDIA H100?"},
        {"language": "en", "question": "NVIDIA H100?", "index": "corpus"},
        {"language": "en", "question": "NVIDIA H 100?"},
        {"language": "en", "claim": "NVIDIA H100?", "verdict": "nothing_to_check"},
        {"language": "en", "calculation": "NVIDIA H100?", "value": 1, "unit": "1"},
    ],
)
def test_the_same_words_may_stand_in_another_language_index_or_kind_of_item(
    other: dict[str, Any], tmp_path: Path
) -> None:
    first = {"id": "a", "language": "en", "question": "NVIDIA H100?"}
    assert _whats(tmp_path, [first, other | {"id": "b"}]) == []


_NESTED = "[" * 5000 + "]" * 5000


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ('{"id": "x",', "Invalid JSON at column 11: the line ends within a value"),
        ('{"id": "冷却", "note" "x"}', "Invalid JSON at column 21: expected `:`"),
        ('{"id": "x"} {}', "Invalid JSON at column 13: something follows the object"),
        ("[" * 3000, "Invalid JSON at column 202: it is nested too deeply"),
        (f'{{"id": "x", "note": {_NESTED}}}', "it is nested too deeply"),
        ('{"id": "\\ud800"}', "half a pair of \\u escapes is missing"),
        ('{"id": "a\x00"}', "a control character stands in a string"),
        ("17", "the line must be an object"),
        ("{}", "the line has neither question nor calculation nor claim"),
    ],
)
def test_a_line_that_is_no_item_is_told_why(line: str, what: str, tmp_path: Path) -> None:
    assert what in _whats(tmp_path, [line])[0]


@pytest.mark.parametrize(
    ("line", "keys"),
    [
        ('{"id": "a", "question": "A?", "question": "B?", "language": "en"}', ["question"]),
        (
            '{"id": "a", "question": "A?", "language": "en", "answerable": true,'
            ' "quantities": [{"value": 5, "value": 6, "unit": "USD"}, {"value": 5, "unit": "1"}]}',
            ["value"],
        ),
    ],
)
def test_a_key_that_comes_twice_is_reported(line: str, keys: list[str], tmp_path: Path) -> None:
    assert _whats(tmp_path, [line]) == [f"the key {key!r} comes twice" for key in keys]


_SUM = {"calculation": "What is 2 times 5 dollars?", "language": "en", "value": 10, "unit": "USD"}
_REFUSED: list[tuple[dict[str, Any], str]] = [
    (_QUESTION | {"id": " "}, "id is blank"),
    (_QUESTION | {"id": ""}, "id is empty"),
    (_QUESTION | {"id": 17}, "id must be text"),
    (_QUESTION | {"question": ""}, "question is empty"),
    (_QUESTION | {"question": None}, "question must be text"),
    (_QUESTION | {"answerable": 1}, "answerable must be true or false"),
    (_QUESTION | {"sources": "en.txt"}, "sources must be a list"),
    (_QUESTION | {"expected": ["$191 million"]}, "expected.0 must be a list"),
    (_QUESTION | {"expected": [["$191 million"], [""]]}, "expected.1.0 is empty"),
    (_QUESTION | {"quantities": [{"value": 5}]}, "quantities.0.unit is missing"),
    (
        _QUESTION | {"quantities": [{"value": "much", "unit": "USD"}]},
        "quantities.0.value must be a number",
    ),
    (_CLAIM | {"verdict": "true"}, "verdict must be 'supported', 'contradicted', 'disputed',"),
    (_CLAIM | {"sources": ["en.txt"]}, "sources.0 must be an object"),
    (_SUM | {"value": True}, "value must be a number"),
    (_SUM | {"value": float("nan")}, "value must be a finite number"),
    (_SUM | {"tolerance": -1}, "tolerance must be 0 or more"),
    (_QUESTION | {"answerable": False}, "unanswerable, but something is expected"),
    (_CLAIM | {"question": "Why?"}, "the line has question and claim: only one of them may"),
    (_QUESTION | _SUM, "the line has question and calculation: only one of them may"),
    ({"language": "en"}, "the line has neither question nor calculation nor claim"),
    ({"language": "en", "verdict": "supported"}, "the line has neither question nor"),
]


@pytest.mark.parametrize(("row", "what"), _REFUSED)
def test_an_item_that_does_not_fit_has_one_problem_in_plain_words(
    row: dict[str, Any], what: str, tmp_path: Path
) -> None:
    (found,) = _whats(tmp_path, [{"id": "a"} | row])
    assert found.startswith(what)


def test_every_cause_has_a_problem_of_its_own(tmp_path: Path) -> None:
    row = {"id": "", "language": "fr", "question": "Why?", "claim": "So.", "colour": "red"}
    assert _whats(tmp_path, [row]) == [
        "the line has question and claim: only one of them may stand in a line",
        "id is empty",
        "language must be 'en', 'de' or 'ja'",
    ]


def _positions(*positions: tuple[str, str | None], **more: Any) -> dict[str, Any]:
    held = [
        {"source": source, "value": value} | ({"unit": unit} if unit is not None else {})
        for source, (value, unit) in zip(_SOURCES, positions, strict=False)
    ]
    question = {"id": "a", "question": "Do the sources agree?", "language": "en"}
    return question | {"disagreements": [{"positions": held}]} | more


_DISAGREEMENTS: list[tuple[dict[str, Any], list[str]]] = [
    (_positions(("30000-40000", "USD"), ("5.5", "USD")), []),
    (_positions(("-5", "%"), ("5", "%"), ("5", "%")), []),
    (_positions(("Cohere", None), ("Anthropic", None)), []),
    (_positions(("5", None), ("6", None), answerable=True), []),
    (
        _positions(("5", "Zorkmid"), ("6", "Zorkmid")),
        ["the unit 'Zorkmid' is not known"],
    ),
    (_positions(("5", ""), ("6", "USD")), ["the unit '' is not known"]),
    (
        _positions(("abc", "USD"), ("6", "USD")),
        ["the value 'abc' is no number, but has a unit"],
    ),
    (
        _positions(("5", "USD"), ("5.0", "USD")),
        ["the positions of a disagreement all have the same value"],
    ),
    (
        _positions(("Cohere", None), (" cohere", None)),
        ["the positions of a disagreement all have the same value"],
    ),
    (_positions(("5", "USD"), ("5", "EUR")), []),
    (_positions(("5", "USD")), ["disagreements.0.positions must list at least 2"]),
    (_positions(), ["disagreements.0.positions must list at least 2"]),
    (
        _positions(("5", "USD"), ("6", "USD"), answerable=False),
        ["unanswerable, but something is expected"],
    ),
    (_positions(disagreements=[], answerable=False), []),
]


@pytest.mark.parametrize(("row", "whats"), _DISAGREEMENTS)
def test_a_disagreement_has_two_values_of_known_units(
    row: dict[str, Any], whats: list[str], tmp_path: Path
) -> None:
    assert _whats(tmp_path, [row]) == whats


@pytest.mark.parametrize(
    ("expected", "sound"),
    [
        ({}, False),
        ({"sources": ["en.txt"]}, True),
        ({"quantities": [{"value": 5, "unit": "USD"}]}, True),
        ({"disagreements": []}, True),
        ({"sources": ["en.txt"], "expected": [["$191 million"]]}, True),
    ],
)
def test_of_an_answerable_question_something_is_expected(
    expected: dict[str, Any], sound: bool, tmp_path: Path
) -> None:
    row = {"id": "a", "question": "Why?", "language": "en", "answerable": True} | expected
    assert _whats(tmp_path, [row]) == ([] if sound else ["answerable, but nothing is expected"])


def _quoted(*quotes: tuple[str, str, str], **more: Any) -> dict[str, Any]:
    held = [
        {"document": document, "quote": quote, "stance": stance}
        for document, quote, stance in quotes
    ]
    return _CLAIM | {"id": "a", "verdict": "disputed", "sources": held} | more


def test_one_quote_cannot_support_and_contradict(assistant: Assistant, tmp_path: Path) -> None:
    cost = "cost $191 million"
    both = _quoted(("en.txt", cost, "supports"), ("en.txt", cost, "contradicts"))
    assert _whats(tmp_path, [both], assistant) == [
        "one quote of en.txt both supports and contradicts: cost $191 million"
    ]
    apart = _quoted(("en.txt", cost, "supports"), ("en.txt", "$25,000", "contradicts"))
    assert _whats(tmp_path, [apart], assistant) == []
    documents = _quoted(("en.txt", "1", "supports"), ("de.txt", "1", "contradicts"))
    assert _whats(tmp_path, [documents], assistant) == []


@pytest.mark.parametrize(
    ("row", "held"),
    [
        (_QUESTION | {"source_language": "ja"}, "en"),
        (_CLAIM | {"source_language": "de"}, "en"),
        (_positions(("25000", "USD"), ("1287", "MWh"), source_language="ja"), "de, en"),
        (_QUESTION | {"source_language": "en"}, None),
        (_QUESTION | {"sources": ["en.txt", "de.txt"], "source_language": "de"}, None),
        (_CLAIM | {"sources": [], "source_language": "ja"}, None),
    ],
)
def test_a_source_is_in_the_language_that_its_item_says(
    row: dict[str, Any], held: str | None, assistant: Assistant, tmp_path: Path
) -> None:
    said = f"source_language is {row['source_language']}, but its sources are in: {held}"
    assert _whats(tmp_path, [{"id": "a"} | row], assistant) == ([said] if held else [])


_LANGUAGES: list[tuple[str, str, str | None]] = [
    ("en", "Who is 'ダリオ・アモディ'?", None),
    ("en", "Who is もののけ姫?", None),
    ("en", "What does the article mean by 'Haupttreiber der Schulungskosten'?", None),
    ("en", "What does the article call it, 「トレーニングコストの指数関数的な増加」?", None),
    ("de", "Wer ist デビッド・カーン?", None),
    ("de", "Was bedeutet 水冷システム?", None),
    ("de", "Dario Amodei interview New York Times", None),
    ("de", "In welchem Artikel steht „Why It Takes AI Models Billions to Train“?", None),
    ("de", "Paul Gravina Billions", None),
    ("de", "Gopher Training CO2-Emissionen", None),
    ("de", "H100-Preis", None),
    ("de", "?", None),
    ("ja", "Microsoft Three Mile Island", None),
    ("ja", "NVIDIA H100 A100 TPU?", None),
    ("ja", "「Why It Takes AI Models」は誰の記事ですか。", None),
    ("ja", "1億9100万ドル?", None),
    ("en", "費用", "ja"),
    ("de", "H100の値段", "ja"),
    ("en", "CEO は誰", "ja"),
    ("en", "データセンターのefficiencyはどれくらいですか", "ja"),
    ("ja", "how much", "en"),
    ("ja", "Wie teuer", "de"),
    ("ja", "How much does a 水冷 system cost per year?", "en"),
    ("en", "Das Unternehmen besitzt eine Million Chips.", "de"),
    ("en", "Was macht 21 mal 3 Dollar?", "de"),
    ("de", "Which firm did Dario Amodei leave before 2021?", "en"),
    ("de", "Who's paid for it? " * 100_000, "en"),
]


@pytest.mark.parametrize(("language", "text", "found"), _LANGUAGES)
def test_names_and_quotes_in_a_text_may_be_in_any_language(
    language: str, text: str, found: str | None, tmp_path: Path
) -> None:
    row = {"id": "a", "question": text, "language": language}
    wanted = [] if found is None else [f"the text seems to be {found}, not {language}"]
    told = _whats(tmp_path, [row])
    assert [what for what in told if "characters of at most" not in what] == wanted


_WRITTEN = {
    "a.txt": "He calls it ‘Billions of Dollars’ to Train.\nIt costs $25,000 today.\n",
    "b.txt": "年に 2.4倍 の割合で、約1億9100万ドル。\nKosten für die Kühlung.\n",
}
_INSTEAD = [
    ("a.txt", "'Billions of Dollars' to Train", "‘Billions of Dollars’ to Train"),
    ("a.txt", " it\u00a0costs ", None),
    ("a.txt", "It costs  $25,000 ", "It costs $25,000"),
    ("a.txt", "to Train. It costs", "to Train.\nIt costs"),
    ("a.txt", "＄２５,０００", "$25,000"),
    ("a.txt", "$26,000", None),
    ("b.txt", "年に2.4倍の割合", "年に 2.4倍 の割合"),
    ("b.txt", "約１億９１００万ﾄﾞﾙ", "約1億9100万ドル"),
    ("b.txt", "fu\u0308r die Ku\u0308hlung", "für die Kühlung"),
    ("b.txt", "\u200b", None),
]


@pytest.mark.parametrize(("name", "words", "held"), _INSTEAD)
def test_words_that_are_written_otherwise_are_found(
    name: str, words: str, held: str | None
) -> None:
    text = _WRITTEN[name]
    assert like(words, text) == held
    assert words not in text
    assert held is None or held in text


@pytest.mark.parametrize(
    ("row", "what"),
    [
        (
            _quoted(("en.txt", "cost ＄191 million", "supports"), verdict="supported"),
            'en.txt does not hold the quote: cost ＄191 million; it holds "cost $191 million"'
            " instead",
        ),
        (
            _quoted(("de.txt", "cost $191 million", "supports"), verdict="supported"),
            "de.txt does not hold the quote: cost $191 million; en.txt holds it",
        ),
        (
            _QUESTION | {"expected": [["million. An\nH100"]]},
            'its sources do not hold: million. An\nH100; it holds "million. An H100" instead',
        ),
        (
            _QUESTION | {"sources": ["en.txt", "de.txt"], "expected": [["GPT -3"]]},
            'its sources do not hold: GPT -3; de.txt holds "GPT-3" instead',
        ),
        (
            _QUESTION | {"expected": [["1億ドル"]]},
            "its sources do not hold: 1億ドル; ja.txt holds it",
        ),
        (_QUESTION | {"expected": [["free"]]}, "its sources do not hold: free"),
    ],
)
def test_words_that_stand_elsewhere_are_told_where(
    row: dict[str, Any], what: str, assistant: Assistant, tmp_path: Path
) -> None:
    assert _whats(tmp_path, [{"id": "a"} | row], assistant) == [what]


@pytest.mark.parametrize("content", ["", "\n", " \n\t\n", "\ufeff"])
def test_a_set_without_items_has_a_problem(content: str, tmp_path: Path) -> None:
    (tmp_path / "set.jsonl").write_text(content, encoding="utf-8")
    (found,) = problems(tmp_path / "set.jsonl", None)
    assert found.what == "the set has no items"


def test_a_byte_order_mark_is_no_problem(tmp_path: Path) -> None:
    line = "\ufeff" + json.dumps({"id": "a", "question": "Why?", "language": "en"})
    assert _whats(tmp_path, [line]) == []


def test_a_whole_set_has_no_problem(assistant: Assistant, tmp_path: Path) -> None:
    path = _written(tmp_path / "whole.jsonl", [_QUESTION | {"id": "a"}, _CLAIM | {"id": "b"}])
    assert problems(path, assistant) == []


def test_a_missing_document_is_told_with_where_names_are_listed(
    assistant: Assistant, tmp_path: Path
) -> None:
    path = _written(tmp_path / "set.jsonl", [{"id": "a", **_QUESTION, "sources": ["fr.txt"]}])
    told = [one for one in problems(path, assistant) if "no document fr.txt" in one.what]
    assert [one.remedy for one in told] == ["write a name of `assistant index list`"]


def test_without_an_index_sources_are_not_looked_at(tmp_path: Path) -> None:
    row = _QUESTION | {"id": "a", "sources": ["elsewhere.txt"]}
    assert problems(_written(tmp_path / "s.jsonl", [row]), None) == []


def test_a_file_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(EvaluationSetError, match="cannot be read"):
        problems(tmp_path / "none.jsonl", None)


@pytest.mark.parametrize("path", sorted(_SETS.glob("*.jsonl")), ids=lambda path: path.stem)
def test_the_projects_own_sets_have_no_problem(path: Path) -> None:
    assert problems(path, None) == []


def test_what_is_proposed_is_a_set_without_problems(assistant: Assistant, tmp_path: Path) -> None:
    items = proposals(assistant, 10)
    path = _written(tmp_path / "new.jsonl", [as_row(item) for item in items])
    assert load_set(path) == items
    assert problems(path, assistant) == []
    assert {item.language for item in items} == {"en", "de", "ja"}
    assert all(item.note for item in items)


def test_what_is_in_another_language_than_its_document_is_not_proposed(tmp_path: Path) -> None:
    text = (
        "Das Training von GPT-3 verbrauchte 1.287 MWh Strom, und das ist nicht wenig. "
        "The training of the model BLOOM used 433 MWh of electricity in all.\n\n"
        "Ein Rechenzentrum braucht mehr als das, weil auch die Kühlung dazugehört.\n"
    )
    (tmp_path / "de.txt").write_text(text, encoding="utf-8")
    open_builder(tmp_path / "index", load_settings()).build([tmp_path / "de.txt"])
    assistant = Assistant.open(tmp_path / "index")
    items = proposals(assistant, 10)
    assert {item.language for item in items} == {"de"}
    path = _written(tmp_path / "new.jsonl", [as_row(item) for item in items])
    assert problems(path, assistant) == []


def test_no_more_is_proposed_than_asked_for(assistant: Assistant) -> None:
    assert len(proposals(assistant, 2)) == 2
