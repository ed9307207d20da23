"""A file of a hundred broken lines, a kind each: every one is told, with what to do."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from assistant.cli.output.evaluation import show_problems
from assistant.errors import EvaluationSetError
from assistant.evaluation.loading import load_set
from assistant.evaluation.problems import Problem, problems

_QUESTION = {"question": "What does it cost?", "language": "en"}
_CLAIM = {"claim": "It costs five dollars.", "language": "en", "verdict": "supported"}
_SUM = {"calculation": "What is 2 times 5 dollars?", "language": "en", "value": 10, "unit": "USD"}
_DEEP = '{"a":' * 4000 + "1" + "}" * 4000


def _row(base: dict[str, Any], **change: Any) -> bytes:
    row = base | change
    return json.dumps({key: value for key, value in row.items() if value != "-"}).encode()


_JSON: list[tuple[bytes, str]] = [
    (b"[]", "the line must be an object"),
    (b'"a text"', "the line must be an object"),
    (b"null", "the line must be an object"),
    (b"{}", "the line has neither question nor calculation nor claim"),
    (b'{"id": "a", "question": "What', "the line ends within a string"),
    (b'{"id": "a", "question":', "the line ends within a value"),
    (b'{"id": "a", "sources": ["b"', "the line ends within a list"),
    (b'{"id": "a" "language": "en"}', "expected"),
    (b'{"id": "a", "language": "en",}', "trailing comma"),
    (b"{'id': 'a'}", "key must be a string"),
    (b'{id: "a"}', "key must be a string"),
    (b"// a comment", "expected value"),
    (b'q1,"What?",en', "expected value"),
    (b'{"id": "a"}, ', "something follows the object"),
    (b'{"id": "a"} {"id": "b"}', "something follows the object"),
    (b'{"id": "a"}\r{"id": "b"}', "something follows the object"),
    (b'{"id": "a", "answerable": True}', "expected value"),
    (b'{"id": "a", "question": "b\tc"}', "a control character stands in a string"),
    (b'{"id": "a", "question": "b\x00c"}', "a control character stands in a string"),
    (b'{"id": "a", "question": "b\\xc"}', "invalid escape"),
    (b'{"id": "a", "question": "\\ud83d"}', "half a pair of \\u escapes is missing"),
    (b'{"id": "a", "note": ' + _DEEP.encode() + b"}", "it is nested too deeply"),
    (b'{"id": "a", "id": "b", "question": "Why?", "language": "en"}', "the key 'id' comes twice"),
]
_LETTERS: list[tuple[bytes, str]] = [
    (b'{"id": "a", "question": "W\xff?", "language": "en"}', "column 27 is not in UTF-8"),
    ('{"id": "ä"}'.encode("latin-1"), "column 9 is not in UTF-8"),
    ('{"id": "a", "note": "価'.encode()[:-1] + b'"}', "column 22 is not in UTF-8"),
    (b'\xef\xbb\xbf{"id": "a", "language": "en"}', "a byte order mark stands before the object"),
    ('{"id": "a"}'.encode("utf-16-le"), "key must be a string"),
]
_FIELDS: list[tuple[bytes, str]] = [
    (_row(_QUESTION, id="-"), "id is missing"),
    (_row(_QUESTION, id=["a"]), "id must be text"),
    (_row(_QUESTION, id="\u200b"), "id is blank"),
    (_row(_QUESTION, language="-"), "language is missing"),
    (_row(_QUESTION, language="EN"), "language must be 'en', 'de' or 'ja'"),
    (_row(_QUESTION, language=None), "language must be 'en', 'de' or 'ja'"),
    (_row(_QUESTION, question="\u3000\u200b\ufeff"), "question is blank"),
    (_row(_QUESTION, question=["Why?"]), "question must be text"),
    (_row(_QUESTION, question="Why is it so? " * 150), "characters of at most 2,000"),
    (_row(_QUESTION, question="Why is it so? " * 10**5), "characters of at most 2,000"),
    (_row(_QUESTION, verdict="supported"), "verdict is no known field"),
    (_row(_QUESTION, answerable="yes"), "answerable must be true or false"),
    (_row(_QUESTION, expected=[[5]]), "expected.0.0 must be text"),
    (_row(_QUESTION, sources=[5]), "sources.0 must be text"),
    (_row(_QUESTION, split="test"), "split must be 'tune' or 'held'"),
    (_row(_QUESTION, kind=5), "kind must be text"),
    (_row(_QUESTION, note=[]), "note must be text"),
    (_row(_QUESTION, group=1), "group must be text"),
    (_row(_QUESTION, quantities={"value": 1, "unit": "USD"}), "quantities must be a list"),
    (_row(_QUESTION, quantities=[{"value": float("inf"), "unit": "1"}]), "must be a finite number"),
    (_row(_QUESTION, quantities=[{"value": 10**4000, "unit": "1"}]), "no source states a number"),
    (_row(_QUESTION, quantities=[{"value": 1, "unit": "USD/(("}]), "'USD/((' is not known"),
    (_row(_QUESTION, disagreements=[{}]), "disagreements.0.positions is missing"),
    (_row(_CLAIM, verdict="-"), "verdict is missing"),
    (_row(_CLAIM, verdict="Supported"), "verdict must be 'supported', 'contradicted', 'disputed'"),
    (_row(_CLAIM, expected=[["5"]]), "expected is no known field"),
    (
        _row(_CLAIM, sources=[{"document": "a", "quote": "b", "stance": "agrees"}]),
        "sources.0.stance must be 'supports', 'contradicts'",
    ),
    (_row(_SUM, unit="-"), "unit is missing"),
    (_row(_SUM, unit="$"), "the unit '$' is not known"),
    (_row(_SUM, value="100,000"), "value must be a number"),
    (_row(_SUM, value="1e999999"), "no source states a number such as 1e+999999"),
    (_row(_SUM, value=[10]), "value must be a number"),
    (_row(_SUM, tolerance=5), "a tolerance of 5 lets almost any result pass"),
    (_row(_SUM, tolerance="much"), "tolerance must be a number"),
    (_row(_SUM, sources=["a.txt"]), "sources is no known field"),
]
_ALL = [*_JSON, *_LETTERS, *_FIELDS]


def _numbered(number: int, line: bytes) -> bytes:
    """A line with an id and a text of its own, where it is an object that lacks none."""
    try:
        row = json.loads(line.decode())
    except (ValueError, RecursionError):
        return line
    if not isinstance(row, dict) or b'"id"' in line or _ALL[number][1] == "id is missing":
        return line
    key = next((name for name in ("claim", "calculation", "question") if name in row), "")
    if isinstance(row.get(key), str) and row[key].strip("\u3000\u200b\ufeff"):
        row[key] = f"{row[key]} ({number})"
    return json.dumps({"id": f"n{number}", **row}).encode()


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A hundred broken lines, as a Windows editor writes them, with blank ones between."""
    lines = [_numbered(number % len(_ALL), _ALL[number % len(_ALL)][0]) for number in range(100)]
    path = tmp_path_factory.mktemp("broken") / "set.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + b"\r\n\r\n".join(lines) + b"\r\n")
    return path


@pytest.fixture(scope="module")
def found(path: Path) -> list[Problem]:
    return problems(path, None)


def test_every_line_is_told_in_its_order(found: list[Problem]) -> None:
    lines = [one.line for one in found]
    assert lines == sorted(lines)
    assert set(lines) == set(range(1, 200, 2))


@pytest.mark.parametrize("place", range(len(_ALL)))
def test_every_cause_is_told_with_what_to_do(place: int, found: list[Problem]) -> None:
    own = [one for one in found if one.line == 2 * place + 1]
    (told,) = (one for one in own if _ALL[place][1] in one.what)
    assert told.remedy
    assert told.remedy not in told.what
    if place >= len(_JSON) + len(_LETTERS):  # one cause has one problem
        assert [one for one in own if not one.what.startswith("the text stands")] == [told]


def test_each_problem_is_printed_in_one_line(
    found: list[Problem], path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    hostile = Problem(7, "a\nb", "the index has no document x\u2028\x1b[31my.txt", "write\ranother")
    show_problems(path, [*found, hostile], json=False)
    lines = capsys.readouterr().out.removesuffix("\n").split("\n")
    assert len(lines) == len(found) + 2
    assert all(line.startswith("line ") and " – " in line for line in lines[:-1])
    assert lines[-2] == (
        "line 7 (a\\x0ab): the index has no document x\\u2028\\x1b[31my.txt – write\\x0danother"
    )


@pytest.mark.parametrize(("line", "what"), [*_JSON, *_LETTERS])
def test_a_run_names_the_line_that_it_stops_at(line: bytes, what: str, tmp_path: Path) -> None:
    (tmp_path / "set.jsonl").write_bytes(b"\n" + line + b"\n")
    with pytest.raises(EvaluationSetError, match="Line 2 of") as caught:
        load_set(tmp_path / "set.jsonl")
    assert what in str(caught.value)


def _whats(path: Path, *lines: bytes) -> list[tuple[int, str]]:
    (path / "set.jsonl").write_bytes(b"\n".join(lines))
    return [(one.line, one.what) for one in problems(path / "set.jsonl", None)]


def test_one_problem_hides_no_other(tmp_path: Path) -> None:
    asked = "How much money does one such chip cost?"
    line = _row(
        _QUESTION, id="a", question=asked, language="de", colour="red", expected=[["5"]],
        quantities=[{"value": 1, "unit": "Zorkmid"}],
    )  # fmt: skip
    again = _row(_QUESTION, id="a", question=asked, language="de", answerable="no")
    assert _whats(tmp_path, line, again) == [
        (1, "colour is no known field"),
        (1, "the text seems to be en, not de"),
        (1, "wordings are expected, but no source is named"),
        (1, "the unit 'Zorkmid' is not known"),
        (2, "answerable must be true or false"),
        (2, "the id stands in line 1 too"),
        (2, "the text stands in line 1 too"),
        (2, "the text seems to be en, not de"),
    ]


def test_of_what_is_left_of_an_item_nothing_is_said_that_the_rest_may_settle(
    tmp_path: Path,
) -> None:
    line = _row(_QUESTION, id="a", answerable=True, sources="a.txt", expected=[["5"]])
    assert _whats(tmp_path, line) == [(1, "sources must be a list")]


@pytest.mark.parametrize(
    ("name", "remedy"),
    [
        ("anwserable", "write answerable"),
        ("source", "write sources"),
        ("Language", "write language"),
        ("colour", "leave it out, or put it into note"),
    ],
)
def test_the_field_that_is_likely_meant_is_named(name: str, remedy: str, tmp_path: Path) -> None:
    (tmp_path / "set.jsonl").write_bytes(_row(_QUESTION, id="a", **{name: "x"}))
    (found,) = problems(tmp_path / "set.jsonl", None)
    assert (found.what, found.remedy) == (f"{name} is no known field", remedy)


def _grouped(number: int, language: str, text: str, **more: Any) -> bytes:
    row = {"id": f"g{number}", "question": text, "language": language, "group": "price"}
    return _row(row | more)


def test_a_group_asks_one_question_once_a_language(tmp_path: Path) -> None:
    english = _grouped(1, "en", "What does it cost to rent a chip?")
    german = _grouped(2, "de", "Was kostet es, einen Chip zu mieten?")
    assert _whats(tmp_path, english, german) == []
    again = _grouped(3, "en", "How high is the rent of a chip?")
    assert _whats(tmp_path, english, german, again) == [
        (3, "line 1 has the group and language en too")
    ]
    elsewhere = _grouped(3, "en", "How high is the rent of a chip?", index="corpus")
    assert _whats(tmp_path, english, german, elsewhere) == []
    unanswerable = _grouped(2, "de", "Was kostet es, einen Chip zu mieten?", answerable=False)
    assert _whats(tmp_path, english, unanswerable) == [
        (2, "line 1 of the same group is not answerable alike")
    ]


def test_lines_of_a_windows_editor_are_sound(tmp_path: Path) -> None:
    lines = [_row(_QUESTION, id="a"), _row(_CLAIM, id="b"), b""]
    (tmp_path / "set.jsonl").write_bytes(b"\xef\xbb\xbf" + b"\r\n".join(lines))
    assert problems(tmp_path / "set.jsonl", None) == []
    assert [item.id for item in load_set(tmp_path / "set.jsonl")] == ["a", "b"]
