"""``sources.yaml`` and YAML headers."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import SourceMetadataError
from assistant.sources import SourceFile, read
from assistant.sources.metadata import merge, read_catalogue, read_header
from assistant.types import SourceInfo


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    return tmp_path / "sources.yaml"


def test_all_keys(catalogue: Path) -> None:
    catalogue.write_text(
        "sources:\n"
        "- file: en/x.md\n  id: x\n  title: X\n  language: en\n  publisher: P\n  author: A\n"
        "  published: 2024\n  url: https://example.org/x\n  licence: CC0\n  based_on: Y\n"
        "  retrieved_on: 2025-01-31 10:00:00\n"
    )
    assert read_catalogue(catalogue) == {
        PurePosixPath("en/x.md"): SourceInfo(
            "x", "X", "en", "P", "A", "2024", "https://example.org/x", "CC0", "Y", "2025-01-31"
        )
    }


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        ("{file: a.md, colour: red}", "'a.md' has the unknown key 'colour'"),
        ("{file: a.md, title: 3}", "'title' of 'a.md' must be text; put it in quotes"),
        ("{file: a.md, title: [x]}", "'title' of 'a.md' must be text"),
        ("{file: a.md, published: soon}", "'published' of 'a.md' must be a date"),
        ("{file: a.md, published: 2024-13}", "'published' of 'a.md' must be a date"),
        ("{file: a.md, published: true}", "'published' of 'a.md' must be a date"),
        ("{file: a.md, language: English}", "'language' of 'a.md' must be an ISO 639-1 code"),
        ("{file: a.md, url: 'javascript:alert(1)'}", "'url' of 'a.md' must be an address"),
        ("{file: a.md, url: 'file:///etc/passwd'}", "'url' of 'a.md' must be an address"),
        ("{file: a.md, url: 'http://['}", "'url' of 'a.md' must be an address"),
        ("{title: A}", "Entry 1 has no 'file'"),
        ("a.md", "Entry 1 has no 'file'"),
        ("{file: a.md}, {file: ./a.md}", "'a.md' is listed twice"),
        ("{file: a.md, published: 2024-06-31}", "It is not valid YAML"),
        ("{file: a.md", "It is not valid YAML at line 1"),
        ("!!python/object/apply:os.system ['true']", "It is not valid YAML"),
        ("[" * 5000, "It is not valid YAML"),
    ],
)
def test_mistakes_are_named(catalogue: Path, entry: str, problem: str) -> None:
    catalogue.write_text(f"sources: [{entry}]")
    with pytest.raises(SourceMetadataError) as caught:
        read_catalogue(catalogue)
    assert problem in caught.value.problem


@pytest.mark.parametrize("content", [b"", b"- file: a.md", b"sources: 3", b"x: []", b"\xff\xff"])
def test_other_forms_are_refused(catalogue: Path, content: bytes) -> None:
    catalogue.write_bytes(content)
    with pytest.raises(SourceMetadataError):
        read_catalogue(catalogue)


def test_aliases_do_not_explode(catalogue: Path) -> None:
    lines = ["a0: &a0 x"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    catalogue.write_text("\n".join([*lines, "sources: [{file: a.md, title: *a29}]"]))
    with pytest.raises(SourceMetadataError):
        read_catalogue(catalogue)


@pytest.mark.parametrize(
    "text",
    [
        "---\nOnly a rule.\n---\nText",
        "---\n\n---\nText",
        "---\nNote: this is a sentence\n---\nText",
        "---\ntitle: never closed\n",
        "---\n: [\n---\nText",
        "--- title: x ---",
        "text\n---\ntitle: T\n---\n",
    ],
)
def test_what_is_no_header_is_text(text: str) -> None:
    assert read_header(text) == (SourceInfo(), 0)


def test_header_ends_after_its_second_rule() -> None:
    text = "---\ntitle: T\npublished: 2024-05-31\ntags: [a]\n---\nBody"
    info, end = read_header(text)
    assert info == SourceInfo(title="T", published="2024-05-31")
    assert text[end:] == "Body"


def test_header_with_a_wrong_type_is_an_error() -> None:
    with pytest.raises(SourceMetadataError, match="'title' of the header must be text"):
        read_header("---\ntitle: [a]\n---\nBody")


def test_header_wins_field_by_field(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("---\r\ntitle: Mine\r\n---\r\nText of the file.\r\n", newline="")
    info = SourceInfo(title="Theirs", publisher="P", language="de")
    document = read(SourceFile(path, "a.md", info))
    assert document.info == SourceInfo(title="Mine", publisher="P", language="de")
    assert (document.title, document.language) == ("Mine", "de")
    assert document.text == "---\ntitle: Mine\n---\nText of the file.\n"
    body = document.body
    assert document.text[body.start : body.end] == "Text of the file.\n"


def test_values_hold_nothing_unprintable() -> None:
    info, _ = read_header('---\ntitle: "A\\ud800 \\0\\n B"\n---\n')
    assert info.title == "A B"


def test_merge() -> None:
    first, second = SourceInfo(title="a"), SourceInfo(title="b", author="c")
    assert merge(first, second) == SourceInfo(title="a", author="c")


@given(st.text(max_size=80))
def test_any_header_is_read_or_refused(text: str) -> None:
    for block in (f"---\n{text}\n---\n", f"---\ntitle: {text}\n---\n"):
        try:
            _, end = read_header(block)
        except SourceMetadataError:
            continue
        assert 0 <= end <= len(block)
