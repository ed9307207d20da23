"""Digits that are no figures in any language: addresses, numbers to call, parts of names."""

from __future__ import annotations

_CODES = "USD|EUR|GBP|JPY|CNY|RMB|CHF|CAD|AUD|NZD|HKD|SEK|NOK|DKK|INR|KRW|SGD|US|Rs|Fr|kr"

SHARED_EXCLUSIONS = "|".join(
    (
        r"(?:https?|ftp)://[^\s\u3000-\u9fff]+|\bwww\.[^\s\u3000-\u9fff]+",
        r"[\w.+-]+@[\w-]+\.[\w.-]+",
        r"\b[\w-]+\.(?:pdf|txt|csv|xlsx?|docx?|html?|md|json|jsonl|png|jpe?g|py|zip|gguf)\b",
        r"\b(?:arXiv|doi|DOI|ISBN|ISSN)[:\s]\s?[\w./-]+|\b10\.\d{4,}/\S+",
        # Digits that go on a word: GPT-4, H100s, CO2, COVID-19, Llama-3.1-70B, F1.
        rf"(?<![A-Za-z0-9_À-ɏ.$€£¥])(?!(?:{_CODES})[\d-])[A-Za-zÀ-ɏ]+(?:-[A-Za-zÀ-ɏ]+)*-?\d"
        r"[A-Za-z0-9]*(?:[.-](?=[A-Za-z0-9])[A-Za-z0-9]+)*",
        r"\+\d{1,3}[ \u00a0/-]?(?:\(?\d+\)?[ \u00a0/-]?){2,}",
        r"(?<![\w.,])\d+(?:[-/]\d+){2,}(?![\w])",
        r"(?<![\w.,])0\d{1,5}[/ -]\d{3,}(?:[ -]\d{2,})*",
        r"(?<![\w.,])\d{1,2}:\d{2}(?::\d{2})?(?!\d)",
        r"(?<![\w.,])v\.?\s?\d+(?:\.\d+)*(?!\w)",
        r"(?<![\w.,])\d+\.\d{1,2}(?:\.\d{1,2})+(?![\w,])",
        r"\[\d+(?:[,–-]\s?\d+)*\]|§+\s?\d+\w?|#\d+|№\s?\d+",
        r"(?<![\w.,/])(?:24/7|50/50)(?![\d/])",
        r"(?<![\w.,])[1-9]D(?!\w)|(?<![\w.,])[2-6]G(?!\w)|(?<![\w.,])[48]K(?=\s)(?!\s?(?:USD|EUR))",
        r"(?:^|(?<=\n))[ \t]*\(?\d{1,2}[.)](?=\s+[^\d\s])",
    )
)
"""Alternatives of a pattern, to be compiled with a language's own."""
