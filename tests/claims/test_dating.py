"""Dates that bound, beside dates that are stated."""

from __future__ import annotations

import pytest

from assistant.claims.dating import Dated, bounded
from assistant.quantities import parse


def _dated(text: str, language: str) -> Dated:
    (figure,) = [held for held in parse(text, language) if held.kind == "date"]
    return Dated.of(figure, text, 0, language)


@pytest.mark.parametrize(
    ("text", "language", "side"),
    [
        ("It opens by the end of 2028.", "en", "until"),
        ("It opens in 2028 at the latest.", "en", "until"),
        ("It opened before 2028.", "en", "before"),
        ("It will not open before 2028.", "en", "since"),
        ("It will not open until 2028.", "en", "since"),
        ("It opens after 2028.", "en", "after"),
        ("It has run since March 2028.", "en", "since"),
        ("It won’t open before 2028.", "en", "since"),
        ("It will not be commercially available before 2028.", "en", "since"),
        ("It will open not later than 2028.", "en", "until"),
        ("| Open since | 2028 |", "en", None),
        ("Es öffnet nicht vor 2028.", "de", "since"),
        ("Es öffnet nicht nach 2028.", "de", "until"),
        ("2028年春以降に開業する。", "ja", "since"),
        ("It opened in 2028.", "en", None),
        ("Before 2028 it will not open.", "en", "since"),
        ("Before 2028 it was open.", "en", "before"),
        ("Vor 2028 öffnet es nicht.", "de", "since"),
        ("2028年より前には開業しない。", "ja", "since"),
        ("Es öffnet bis Ende 2028.", "de", "until"),
        ("Es öffnet spätestens im Jahr 2028.", "de", "until"),
        ("Es öffnete vor 2028.", "de", "before"),
        ("Es läuft seit 2028.", "de", "since"),
        ("Es öffnet frühestens 2028.", "de", "since"),
        ("2028 soll das Werk spätestens öffnen.", "de", "until"),
        ("2028 soll das Werk frühestens öffnen.", "de", "since"),
        ("2028 öffnete es. Das andere soll spätestens öffnen.", "de", None),
        ("2028年には遅くとも開業する。", "ja", "until"),
        ("Es öffnet nach 2028.", "de", "after"),
        ("Es öffnete 2028.", "de", None),
        ("2028年までに開業する。", "ja", "until"),
        ("2028年より前に開業した。", "ja", "before"),
        ("2028年以降に開業する。", "ja", "since"),
        ("早くても2028年に開業する。", "ja", "since"),
        ("2028年に開業した。", "ja", None),
    ],
)
def test_words_beside_a_date_make_it_a_bound(text: str, language: str, side: str | None) -> None:
    assert _dated(text, language).side == side


@pytest.mark.parametrize(
    ("claim", "stated", "outcome"),
    [
        ("before 2030", "in 2028", "agrees"),
        ("before 2030", "in 2030", "differs"),
        ("by 2030", "in 2030", "agrees"),
        ("by 2030", "in 2031", "differs"),
        ("since 2021", "in 2020", "differs"),
        ("after 2021", "in March 2022", "agrees"),
        ("after 2021", "in December 2021", "differs"),
        ("in 2026", "by 2028", "incomparable"),
        ("in 2030", "by 2028", "differs"),
        ("no earlier than 2030", "between 2025 and 2028", "differs"),
        ("before 2027", "between 2025 and 2028", "incomparable"),
        ("before 2030", "on 3 May 2028", "agrees"),
        ("in 2025", "from March 2025 to June 2025", "agrees"),
        ("from March 2025 to June 2025", "on 4 May 2025", "agrees"),
        ("between 2025 and 2028", "in 2026", None),
        ("in 2028", "in 2030", None),
        ("by 2028", "by 2030", None),
    ],
)
def test_a_bound_beside_a_date(claim: str, stated: str, outcome: str | None) -> None:
    assert bounded(_dated(claim, "en"), _dated(stated, "en")) == outcome
