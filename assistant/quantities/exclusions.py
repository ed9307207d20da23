"""Digits that are no figures in any language: addresses, numbers to call, parts of names."""

from __future__ import annotations

from assistant.quantities.patterns import either, words

CODES = words("USD EUR GBP JPY CNY RMB CHF CAD AUD NZD HKD SEK NOK DKK INR KRW SGD US Rs Fr kr")
"""What stands before amounts of money like a name."""
_LETTER = r"A-Za-zÀ-ÖØ-öø-ɏ"
_ALONE = rf"(?<![{_LETTER}0-9_.,])"
_END = rf"(?![{_LETTER}0-9_])"
_URL = r"[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]"
_FILES = words("pdf txt csv xlsx? docx? html? md json jsonl png jpe?g py zip gguf")
_SERIES = words(
    """
    ISO(?:/IEC)? DIN(?:_EN)?(?:_ISO)? IEC IEEE RFC HTTP TCP USB CUDA
    S&P Nasdaq FTSE Russell Nikkei Stoxx Fortune Boeing Airbus Falcon Apollo
    Windows Android iPhone PlayStation Xbox Nintendo Python Java
    TOP Formula Formel Type Typ Scope Phase Schalke Hannover
    """
)
"""Names that go on with a number."""


def sized_names(no_name: str, counted: str) -> str:
    """Returns what matches names that end in a size: Llama 3 70B, GPT-3 175B.

    Args:
        no_name: a look-ahead for capitals that begin no name.
        counted: what follows a number that is none of a name.
    """
    return (
        rf"(?<![{_LETTER}0-9_$€£¥]){no_name}(?!(?:[FC]Y|[QH])\d)[A-ZÄÖÜ][A-Za-zäöüß]*(?:-?[A-Z]?\d+(?:\.\d+)?[a-z]?)?\s"
        rf"(?:\d+(?:\.\d+)?\s)?\d{{1,3}}(?:[.,]\d)?[BM](?![{_LETTER}0-9_]|\s*-?(?:{counted}))"
    )


_NUMBERED = either(
    # Identifiers and sizes: 10.1000/182, 8x7B.
    r"(?<![\d.])10\.\d{4,}/\S+",
    rf"{_ALONE}\d{{1,2}}x\d{{1,3}}[BM]{_END}",
    # Numbers to call.
    rf"{_ALONE}\d{{1,20}}(?:[-/]\d{{1,20}}){{2,8}}{_END}",
    rf"{_ALONE}(?<!\d )0\d{{1,5}}[/ -]\d{{3,}}(?:[ -]\d{{2,}})*",
    # Times of day, scores, versions.
    rf"{_ALONE}\d{{1,3}}:\d{{1,2}}(?::\d{{2}})?(?!\d)",
    rf"{_ALONE}\d+\.\d{{1,2}}(?:\.\d{{1,2}})+(?![\d,])",
    # Phrases.
    rf"{_ALONE}(?:24/7|50/50)(?![\d/])",
    rf"{_ALONE}[1-9]D{_END}|{_ALONE}[2-6]G{_END}"
    rf"|{_ALONE}[48]K(?=\s)(?!\s(?:USD|EUR|tokens?|context|GPUs?|steps|samples|Token))",
)
"""Those that begin with a digit."""

SHARED_EXCLUSIONS = either(
    # Addresses and files.
    rf"(?:https?|ftp)://{_URL}+|(?<![A-Za-z0-9])www\.{_URL}+",
    r"(?<![A-Za-z0-9_.+-])[A-Za-z0-9_.+-]{1,64}@[A-Za-z0-9.-]{3,128}",
    rf"(?<![A-Za-z0-9_-])[A-Za-z0-9_-]{{1,100}}\.(?:{_FILES}){_END}",
    # Identifiers: arXiv 2401.00001, IBANs.
    r"(?=[adDI])(?<![A-Za-z])(?:arXiv|doi|DOI|ISBN|ISSN)[: ]\s?[A-Za-z0-9_./-]+",
    r"(?<![A-Za-z0-9])[A-Z]{2}\d{2}(?: ?\d{4}){3,}(?: ?\d{1,3})?(?!\d)",
    # Digits that go on a word: GPT-4, H100s, CO2, COVID-19, Llama-3.1-70B, F1, 8xH100, 2024Q3.
    rf"(?<![{_LETTER}0-9_.$€£¥])(?!(?:{CODES})[\d-])"
    rf"[{_LETTER}]{{1,40}}(?:-[{_LETTER}]{{1,40}}){{0,4}}-?\d"
    r"[A-Za-z0-9]{0,40}(?:[.-](?=[A-Za-z0-9])[A-Za-z0-9]{1,40}){0,8}",
    rf"[A-Z]{{1,3}}\d{{1,4}}(?:(?<=\d[xX][A-Z]\d{{3}})|(?<=\d[QH]\d))[A-Za-z]{{0,4}}{_END}",
    r"\+\d{1,3}[ \u00a0/-]?(?:\(?\d{1,12}\)?[ \u00a0/-]?){2,8}",
    rf"(?=\d)(?:{_NUMBERED})",
    # Versions, references, names.
    rf"v(?<![{_LETTER}0-9_.,]v)\.?\s?\d+(?:\.\d+)*{_END}",
    r"\[(?!(?:\d{1,3}[–-])?\d{1,3},\d{3}(?!\d))\d+(?:[,–-]\s?\d+)*\]|§+\s?\d+[A-Za-z]?|#\d+|№\s?\d+",
    rf"(?<![A-Za-z])(?:{_SERIES})[ -]\d{{1,5}}(?:\.\d+)?{_END}(?!\s?(?:million|billion|%|percent))",
    # List numbers.
    r"(?:^|(?<=\n))[ \t]*\(?\d{1,2}[.)](?=\s+[^\d\s])",
)
"""Alternatives of a pattern, to be compiled with a language's own."""
