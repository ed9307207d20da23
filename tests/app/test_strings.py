"""Every word of the page: in three languages, and used."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from babel import Locale

from assistant import types
from assistant.app import strings
from assistant.app.strings import LANGUAGES, interface, label, say, seconds_words, spoken_in, words

_CODE = "\n".join(
    path.read_text(encoding="utf-8")
    for room in (types, strings)
    for path in Path(room.__file__).parent.rglob("*")
    if path.suffix in {".py", ".js"}
)
_PLACES = re.compile(r"\{(\w*)\}")


@pytest.mark.parametrize("key", words())
def test_every_word_is_there_in_every_language(key):
    forms = words()[key]
    assert set(forms) == set(LANGUAGES)
    for language, text in forms.items():
        plural = {text} if isinstance(text, str) else set(text.values())
        assert all(one.strip() for one in plural)
        if not isinstance(text, str):
            rules = Locale.parse(language).plural_form
            assert set(text) == {*rules.tags, "other"}


@pytest.mark.parametrize("key", words())
def test_a_text_has_the_same_places_in_every_language(key):
    def places(text):
        return {tuple(sorted(set(_PLACES.findall(one)))) for one in text}

    found = [
        places([text] if isinstance(text, str) else text.values()) for text in words()[key].values()
    ]
    assert len({frozenset(one) for one in found}) == 1


@pytest.mark.parametrize("key", words())
def test_every_word_is_used(key):
    if f'"{key}"' in _CODE or f"'{key}'" in _CODE:
        return
    tab, _, name = key.partition(".")
    # A part that is put in: f"check.verdict_{name}", f"evidence.{kind}".
    made = set(re.findall(rf"""f["']{tab}\.(\w*)\{{""", _CODE))
    whole = "" in made and re.search(rf"""["']{name}["']""", _CODE)
    begun = any(name.startswith(start) for start in made - {""})
    assert whole or begun, f"{key} is not used"


def test_no_word_is_asked_for_that_is_not_there():
    tabs = {key.partition(".")[0] for key in words()}
    asked = re.findall(r"""(?:label|say)\((?:[^()"']*,\s*)?["']([\w.]+)["']""", _CODE)
    assert [key for key in asked if key.partition(".")[0] in tabs and key not in words()] == []
    assert len(asked) > 20


def test_the_browser_gets_every_text_without_plural_forms():
    held = interface().translations
    assert held.keys() == set(LANGUAGES)
    assert held["de"]["chat.new"] == "Neues Gespräch"
    assert "chat.steps_read" not in held["en"]
    assert "chat.new" in str(label("chat.new"))
    with pytest.raises(KeyError):
        label("chat.nothing")


@pytest.mark.parametrize(
    ("language", "n", "text"),
    [
        ("en", 1, "1 passage read"),
        ("en", 1200, "1,200 passages read"),
        ("de", 1, "1 Textstelle gelesen"),
        ("de", 1200, "1.200 Textstellen gelesen"),
        ("ja", 1, "1か所を読みました"),
    ],
)
def test_numbers_and_plural_forms(language, n, text):
    assert say(language, "chat.steps_read", n=n) == text


def test_what_is_put_in_is_no_template():
    assert "{n}" in say("en", "evidence.differs", what="{n}")


@pytest.mark.parametrize(
    ("language", "text"), [("en", "0.2\u00a0s"), ("de", "0,2\u00a0s"), ("ja", "0.2\u00a0s")]
)
def test_seconds(language, text):
    assert seconds_words(0.213, language) == text
    assert "2" in seconds_words(125, language)


@pytest.mark.parametrize(
    ("accepted", "language"),
    [("de-DE,de;q=0.9", "de"), ("ja", "ja"), ("fr-FR,de", "en"), ("", "en"), ("EN-us", "en")],
)
def test_the_language_of_a_request(accepted, language):
    assert spoken_in(SimpleNamespace(headers={"accept-language": accepted})) == language
    assert spoken_in(None) == "en"


@pytest.mark.parametrize(
    ("cookie", "language"), [("assistant-language=ja", "ja"), ("assistant-language=fr", "de")]
)
def test_a_language_that_was_chosen_goes_before_the_browsers(cookie, language):
    headers = {"accept-language": "de-DE", "cookie": f"a=b; {cookie}; c=d"}
    assert spoken_in(SimpleNamespace(headers=headers)) == language
