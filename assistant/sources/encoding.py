"""Bytes to text without being told the encoding.

A BOM decides; then strict UTF-8; then UTF-16, which betrays itself by zero bytes. What is left is
Windows-1252, Shift JIS or EUC-JP: each is decoded strictly and judged by how many of its characters
outside ASCII look as they do in print. Western letters stand beside ASCII ones, Japanese characters
stand together, and half-width kana are what a wrong decoder makes of the other's bytes.
"""

from __future__ import annotations

import codecs
import re

from assistant.errors import SourceEncodingError
from assistant.sources.extraction import printable

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
BOMS = tuple(bom for bom, _ in _BOMS)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")
_CONTROL_SHARE = 0.01
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")

_ACCENTED = "[À-ÖØ-öø-ÿŒœŠšŽžŸ]"
_WESTERN = re.compile(
    rf"(?<=[A-Za-z]){_ACCENTED}(?!{_ACCENTED})|(?<!{_ACCENTED}){_ACCENTED}(?=[A-Za-z])"
    r"|(?<= )[àÀéÉ](?= )|[\xa0¡£§©«®°±²³´·¹º»¼½¾¿×€‘’“”„–…•™—]"
)
_WIDE = r"[\u3000-\u30ff\u4e00-\u9fff\uff01-\uff5e\uffe5]"
_JAPANESE = re.compile(
    r"[\u3001\u3002\u300c\u300d\u3041-\u3096\u30a1-\u30fc]"
    rf"|(?<={_WIDE}){_WIDE}|{_WIDE}(?={_WIDE})"
    r"|[①-⑳Ⅰ-Ⅹ→←↑↓○●◎□■△▲▽▼☆★※〒℃№±×÷‐―…‥′″“”‘’]"
)
_LEGACY = (("cp932", _JAPANESE), ("euc_jp", _JAPANESE), ("cp1252", _WESTERN))
_PLAUSIBLE_SHARE = 0.6


def decode(data: bytes) -> str:
    r"""Decode the bytes of a text file, with every line end as ``\n``.

    Raises:
        SourceEncodingError: they are binary data or in none of the encodings above.
    """
    text = _decoded(data).replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text or len(_CONTROL.findall(text)) > _CONTROL_SHARE * len(text):
        raise _unknown("It holds binary data")
    return printable(text)


def _decoded(data: bytes) -> str:
    for bom, name in _BOMS:
        if data.startswith(bom):
            return _strict(data.removeprefix(bom), name)
    if b"\0" in data:
        return _utf_16(data)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _legacy(data)


def _strict(data: bytes, name: str) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        raise _unknown(f"It begins like {name.upper()} but does not go on so") from error


def _utf_16(data: bytes) -> str:
    """Zero bytes are the high halves of ASCII characters, so they tell which half comes first."""
    if data.isascii() and data.count(0) * 3 < len(data):
        raise _unknown("It holds binary data")
    high_second = data[1::2].count(0) > data[::2].count(0)
    text = _strict(data, "utf-16-le" if high_second else "utf-16-be")
    readable = sum(1 for _ in re.finditer(r"[\t\n\r -~]", text)) + len(_JAPANESE.findall(text))
    if readable + len(_WESTERN.findall(text)) < _PLAUSIBLE_SHARE * len(text):
        raise _unknown("It holds binary data")
    return text


def _legacy(data: bytes) -> str:
    best, best_share = "", 0.0
    for name, plausible in _LEGACY:
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        share = len(plausible.findall(text)) / len(_BEYOND_ASCII.findall(text))
        if share > best_share:
            best, best_share = text, share
    if best_share < _PLAUSIBLE_SHARE:
        raise _unknown("Its encoding is unknown")
    return best


def _unknown(problem: str) -> SourceEncodingError:
    return SourceEncodingError(problem, "Save it as UTF-8 text")
