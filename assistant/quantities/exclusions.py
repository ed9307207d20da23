"""Digits that are no figures in any language: addresses, numbers to call, parts of names."""

from __future__ import annotations

_CODES = "USD|EUR|GBP|JPY|CNY|RMB|CHF|CAD|AUD|NZD|HKD|SEK|NOK|DKK|INR|KRW|SGD|US|Rs|Fr|kr"
_ALONE = r"(?<![A-Za-z0-9_À-ɏ.,])"
_END = r"(?![A-Za-z0-9_À-ɏ])"
_URL = r"[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]"

SHARED_EXCLUSIONS = "|".join(
    (
        rf"(?:https?|ftp)://{_URL}+|(?<![A-Za-z0-9])www\.{_URL}+",
        r"(?<![A-Za-z0-9_.+-])[A-Za-z0-9_.+-]{1,64}@[A-Za-z0-9.-]{3,128}",
        rf"(?<![A-Za-z0-9_-])[A-Za-z0-9_-]{{1,100}}\.(?:pdf|txt|csv|xlsx?|docx?|html?|md|json|jsonl|png|jpe?g|py|zip|gguf){_END}",
        r"(?<![A-Za-z])(?:arXiv|doi|DOI|ISBN|ISSN)[: ]\s?[A-Za-z0-9_./-]+|(?<![\d.])10\.\d{4,}/\S+",
        r"(?<![A-Za-z0-9])[A-Z]{2}\d{2}(?: ?\d{4}){3,}(?: ?\d{1,3})?(?!\d)",
        # Digits that go on a word: GPT-4, H100s, CO2, COVID-19, Llama-3.1-70B, F1.
        rf"(?<![A-Za-z0-9_À-ɏ.$€£¥])(?!(?:{_CODES})[\d-])[A-Za-zÀ-ɏ]{{1,40}}(?:-[A-Za-zÀ-ɏ]{{1,40}}){{0,4}}-?\d"
        r"[A-Za-z0-9]{0,40}(?:[.-](?=[A-Za-z0-9])[A-Za-z0-9]{1,40}){0,8}",
        rf"{_ALONE}\d{{1,2}}x\d{{1,3}}[BM]{_END}",
        r"\+\d{1,3}[ \u00a0/-]?(?:\(?\d{1,12}\)?[ \u00a0/-]?){2,8}",
        rf"{_ALONE}\d{{1,20}}(?:[-/]\d{{1,20}}){{2,8}}{_END}",
        rf"{_ALONE}(?<!\d )0\d{{1,5}}[/ -]\d{{3,}}(?:[ -]\d{{2,}})*",
        rf"{_ALONE}\d{{1,2}}:\d{{2}}(?::\d{{2}})?(?!\d)",
        rf"{_ALONE}v\.?\s?\d+(?:\.\d+)*{_END}",
        rf"{_ALONE}\d+\.\d{{1,2}}(?:\.\d{{1,2}})+(?![\d,])",
        r"\[\d+(?:[,–-]\s?\d+)*\]|§+\s?\d+[A-Za-z]?|#\d+|№\s?\d+",
        rf"{_ALONE}(?:24/7|50/50)(?![\d/])",
        rf"{_ALONE}[1-9]D{_END}|{_ALONE}[2-6]G{_END}|{_ALONE}[48]K(?=\s)(?!\s?(?:USD|EUR))",
        r"(?:^|(?<=\n))[ \t]*\(?\d{1,2}[.)](?=\s+[^\d\s])",
        r"(?<![A-Za-z])(?:S&P|ISO(?:/IEC)?|DIN(?: EN)?(?: ISO)?|IEC|IEEE|RFC|Nasdaq|Fortune|FTSE|Russell|Boeing|Airbus|Nikkei"
        r"|Stoxx|Formula|Formel|Windows|Apollo|Schalke|Hannover|Type|Scope|Phase|Typ|PlayStation|Xbox|iPhone|Android|Falcon"
        rf"|Nintendo|Python|Java|HTTP|TCP|USB|CUDA)[ -]\d{{1,5}}(?:\.\d+)?{_END}(?!\s?(?:million|billion|%|percent))",
    )
)
"""Alternatives of a pattern, to be compiled with a language's own."""
