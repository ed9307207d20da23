"""Bytes in the encodings of three languages, and bytes that are no text."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import SourceEncodingError
from assistant.sources.encoding import decode

GERMAN = "Die Kosten für das größte Modell lagen bei 78 Mio. US-Dollar – so viel wie „nie“ zuvor."
JAPANESE = "学習費用は約7800万ドルと推定され、その大半は電力とハードウェアに使われた。"
ENGLISH = "Training the model cost about £62 million – more than “expected”."
SHORT_JAPANESE = ("費用は百万円です。", "電力消費量", "モデル,費用\nA社,百万円\n")


@pytest.mark.parametrize("text", [GERMAN, JAPANESE, ENGLISH, *SHORT_JAPANESE])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("text", [GERMAN, ENGLISH, f"{JAPANESE}\n", "電力\n"])
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_bom(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("text", [JAPANESE, JAPANESE[:40], *SHORT_JAPANESE])
@pytest.mark.parametrize("encoding", ["cp932", "euc_jp"])
def test_japanese(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize(
    "text",
    [
        GERMAN,
        ENGLISH,
        "Müller zahlt für zwei.",
        "Über Änderungen",
        "GRÖSSE MÄSSIG",
        "Die Kälte währt.",
        "für",
        "Le coût a été estimé à 78 millions.",
        "Preis: 5 €",
        "Straße",
    ],
)
def test_western(text: str) -> None:
    assert decode(text.encode("cp1252")) == text


def test_line_ends_become_newlines() -> None:
    assert decode(b"a\r\nb\rc\nd") == "a\nb\nc\nd"


def test_stray_control_characters_become_spaces() -> None:
    text = "A page of print.\f" + "Another page of print, and more of it. " * 5
    assert decode(text.encode()) == text.replace("\f", " ")


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0",
        b"text\0with a zero byte in an otherwise plain line of text, which is odd",
        bytes(range(256)),
        b"\x01\x02\x03\x04",
        b"\x81",
        codecs.BOM_UTF8 + b"\xff\xfe",
        codecs.BOM_UTF16_LE + b"\x00\xd8",
        b"\xf3\xf4\xf5\xf6\xf7\xf8" * 20,
    ],
)
def test_binary_data_is_refused(data: bytes) -> None:
    with pytest.raises(SourceEncodingError) as caught:
        decode(data)
    assert caught.value.remedy == "Save it as UTF-8 text"


@given(st.binary(max_size=200))
def test_any_bytes_decode_or_are_refused(data: bytes) -> None:
    try:
        text = decode(data)
    except SourceEncodingError:
        return
    assert "\0" not in text
    assert "\r" not in text
    text.encode("utf-8")


@given(
    st.text(st.characters(exclude_categories=["Cc", "Cs"])).filter(
        lambda text: text[:1] != "\ufeff"
    )
)
def test_utf_8_is_never_taken_for_anything_else(text: str) -> None:
    assert decode(text.encode()) == text
