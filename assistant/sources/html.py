"""Web pages: the main text, with headings, lists and tables written out as plain text.

trafilatura judges which text is the page's own, but what it returns is mangled: it loses short
paragraphs, line breaks and table structure. So the text is rendered here from the page itself, and
the judgement only decides where it begins and ends; where it would lose sentences, links decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from assistant.errors import SourceDamagedError
from assistant.sources.encoding import BOMS, decode
from assistant.sources.extraction import (
    Extract,
    Limits,
    check_length,
    check_markup,
    damage_reported,
    paginate,
    printable,
)
from assistant.sources.html_blocks import Block, render, squash

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_META_CHARSET = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?([\w.:-]+)""", re.IGNORECASE
)
_CODECS = {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "euc-jp": "euc_jp",
    "iso-2022-jp": "iso2022_jp",
    **dict.fromkeys(("shift_jis", "shift-jis", "sjis", "x-sjis", "windows-31j"), "cp932"),
    **dict.fromkeys(("windows-1252", "iso-8859-1", "latin1", "us-ascii"), "cp1252"),
}
"""The charsets that a page may declare, each read as browsers read it."""

_PRUNED = """
    //script | //style | //template | //noscript | //iframe | //object | //svg | //button | //input
    | //select | //textarea | //rt | //rp | //nav | //footer | //aside | //dialog
    | //header[not(ancestor::article or ancestor::main or .//h1)]
    | //body//*[@hidden or @aria-hidden='true' or @role='navigation' or @role='contentinfo']
    | //body//*[contains(translate(@style, ' ', ''), 'display:none')]
    | //body//*[contains(translate(@style, ' ', ''), 'visibility:hidden')]
"""
_JUDGED_FROM = 2_000  # characters; a judgement on less is a guess
_JUDGED_TO = 500_000  # a longer text is no page with something around it
_LOST_SHARE = 0.1


def read(data: bytes, limits: Limits) -> Extract:
    """Read the main text of an html file. Nothing it refers to is loaded.

    Raises:
        SourceEncodingError: the bytes are no text.
        SourceTooLargeError: it has too many elements, or too long a text.
        SourceDamagedError: there is no markup in it, or elements are nested deeper than 256.
    """
    check_markup(data, limits)
    with damage_reported("HTML"):
        root = _parse(_decode(data))
        title = root.findtext("head/title")
        language = (root.get("lang") or root.get("xml:lang") or "")[:2].lower()
        blocks = list(_blocks(root, limits))
        text, pages = paginate([printable("".join(_parted(_main(blocks, root))))])
    known = language if language in {"en", "de", "ja"} else None
    return Extract(text, pages, title=title and printable(title).strip(), language=known)


def _blocks(root: HtmlElement, limits: Limits) -> Iterator[Block]:
    for element in root.xpath(_PRUNED):
        element.drop_tree()
    declared = root.xpath("//main | //*[@role='main']")
    length = 0
    body = root if root.body is None else root.body
    for block in render(declared[0] if len(declared) == 1 else body):
        length += len(block.text)
        check_length(length, limits)
        yield block


def _decode(data: bytes) -> str:
    if not data.startswith(BOMS) and (declared := _META_CHARSET.search(data[:4096])):
        codec = _CODECS.get(declared[1].decode("ascii", "replace").lower())
        with suppress(UnicodeDecodeError):  # a wrong declaration: look at the bytes
            return data.decode(codec) if codec else decode(data)
    return decode(data)


def _parse(text: str) -> HtmlElement:
    from lxml import html

    parser = html.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True
    )
    root = html.document_fromstring(printable(text).encode(), parser=parser)
    # The parser drops whatever follows the element that is too deep, without an exception.
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise SourceDamagedError("Its elements are nested too deeply", "Save it as plain text")
    return root


def _main(blocks: Sequence[Block], root: HtmlElement) -> Sequence[Block]:
    """The run of blocks from the first to the last that belongs to the main text."""
    size = sum(len(block.text) for block in blocks)
    kept = _judged(blocks, root) if _JUDGED_FROM <= size <= _JUDGED_TO else []
    if _lost(blocks, kept) > _LOST_SHARE:
        kept = [not block.is_link for block in blocks]
    if True not in kept:
        return blocks
    first, end = kept.index(True), len(kept) - kept[::-1].index(True)
    headlines = [index for index, block in enumerate(blocks[:first]) if block.level == 1]
    return blocks[headlines[-1] if headlines else first : end]


def _judged(blocks: Sequence[Block], root: HtmlElement) -> list[bool]:
    import trafilatura

    main = squash(trafilatura.extract(root, favor_recall=True, include_comments=False) or "")
    return [block.squashed in main for block in blocks]


def _lost(blocks: Sequence[Block], kept: Sequence[bool]) -> float:
    """The share of sentences and table rows that the judgement would lose."""
    sizes = [len(block.squashed) if block.is_content else 0 for block in blocks]
    saved = sum(size for size, keep in zip(sizes, kept, strict=False) if keep)
    return 1 - saved / sum(sizes) if any(sizes) else 1


def _parted(blocks: Sequence[Block]) -> Iterator[str]:
    """Items of a list and rows of a table follow each other; all else is parted by a blank line."""
    for index, block in enumerate(blocks):
        if index:
            dense = block.group is not None and block.group is blocks[index - 1].group
            yield "\n" if dense else "\n\n"
        yield block.text
