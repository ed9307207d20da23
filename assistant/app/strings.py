"""Every word of the page in three languages, from ``words/*.yaml``: a file a tab, a key a text."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from functools import cache
from importlib.resources import files
from typing import Any, TypeAlias

import gradio as gr
import yaml
from babel import Locale, UnknownLocaleError
from babel.dates import format_timedelta
from babel.numbers import format_decimal

from assistant.app.language_choice import chosen
from assistant.types import Language

Forms: TypeAlias = str | Mapping[str, str]
"""A text, or one for each plural category that the language has."""
LANGUAGES: tuple[Language, ...] = ("en", "de", "ja")


@cache
def words() -> Mapping[str, Mapping[Language, Forms]]:
    """Returns every text by ``file.key`` and language."""
    found: dict[str, Mapping[Language, Forms]] = {}
    for file in sorted(files("assistant.app").joinpath("words").iterdir(), key=lambda f: f.name):
        held: Mapping[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
        tab = file.name.removesuffix(".yaml")
        found |= {f"{tab}.{key}": forms for key, forms in held.items()}
    return found


def say(language: Language, key: str, **values: object) -> str:
    """Returns a text in a language.

    Args:
        values: what stands in its ``{places}``; numbers are written as the language writes them.
            ``n`` chooses among plural forms.
    """
    forms = words()[key][language]
    if not isinstance(forms, str):
        n = values["n"]
        assert isinstance(n, int)
        forms = forms[Locale.parse(language).plural_form(n)]
    written = {
        name: format_decimal(value, locale=language) if isinstance(value, int | float) else value
        for name, value in values.items()
    }
    return forms.format(**written)


def number(value: int, language: Language) -> str:
    """Returns a whole number as a language writes it."""
    return str(format_decimal(value, locale=language))


def language_name(code: str, language: Language) -> str:
    """Returns what a language is called in another; the code where nobody knows it."""
    try:
        return Locale.parse(code).get_display_name(language) or code
    except (UnknownLocaleError, ValueError):
        return code


def seconds_words(seconds: float, language: Language) -> str:
    """Returns a duration: ``0.2 s``, ``0,2 s``, or minutes and more in words."""
    if seconds >= 60:
        return str(format_timedelta(timedelta(seconds=seconds), locale=language))
    return f"{format_decimal(round(seconds, 1), locale=language)}\u00a0s"


@cache
def interface() -> gr.I18n:
    """Returns the texts that the browser puts in place, in its own language."""
    return gr.I18n(
        **{
            language: {
                key: forms[language]
                for key, forms in words().items()
                if isinstance(forms["en"], str)
            }
            for language in LANGUAGES
        }  # type: ignore[arg-type]
    )


def label(key: str) -> Any:
    """Returns what a component takes for a text in the language of the browser.

    Raises:
        KeyError: there is no such text.
    """
    assert isinstance(words()[key]["en"], str)
    return interface()(key)


def spoken_in(request: gr.Request | None) -> Language:
    """Returns the language that a visitor chose, else that of the browser; English by default."""
    headers: Mapping[str, str] = request.headers if request else {}
    accepted = str(headers.get("accept-language", "")).split(",")[0].strip().lower()[:2]
    wanted = chosen(str(headers.get("cookie", ""))) or accepted
    return next((language for language in LANGUAGES if language == wanted), "en")
