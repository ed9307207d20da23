"""What a draft adds to its passages, and what only puts them in other words."""

from __future__ import annotations

import pytest

from assistant.drafting.additions import added_words

_DAM = ("en", "The Tamsin dam holds 3 billion litres. It was built by Orlan in six years.")
_WERK = ("de", "Im Werk Torgau sank die Zahl der Unfälle. Die Schulungskosten stiegen.")
_DAMU = ("ja", "三崎ダムは完成し、周辺の世帯に電気を送っている。トレーニングを行う。")


@pytest.mark.parametrize(
    ("text", "language", "passage", "added"),
    [
        ("The old Tamsin dam was built by Orlan.", "en", _DAM, ["old"]),
        ("The dam holds litres of polluted water.", "en", _DAM, ["polluted"]),
        ("The dam was hastily built by Orlan.", "en", _DAM, ["hastily"]),
        ("Orlan built the dam despite a protest.", "en", _DAM, ["protest"]),
        ("Im maroden Werk Torgau sank die Zahl der Unfälle.", "de", _WERK, ["maroden"]),
        ("Die Zahl der schweren Unfälle sank.", "de", _WERK, ["schweren"]),
        ("Die Zahl der Unfälle sank nach Protesten.", "de", _WERK, ["Protesten"]),
        ("老朽化した三崎ダムは完成した。", "ja", _DAMU, ["老朽"]),
        ("三崎ダムは貧しい世帯に電気を送っている。", "ja", _DAMU, ["貧しい"]),
        ("The controversial plant in Torgau had fewer accidents.", "en", _WERK, ["controversial"]),
        ("Der umstrittene Damm wurde von Orlan gebaut.", "de", _DAM, ["umstritten"]),
        ("人気のダムをオーランが建てた。", "ja", _DAM, ["人気"]),
        ("Orlan alone built the dam.", "en", _DAM, ["alone"]),
        ("Each dam holds 3 billion litres.", "en", _DAM, ["each"]),
        ("All dams were built by Orlan.", "en", _DAM, ["all"]),
        ("Jeder Damm wurde von Orlan gebaut.", "de", _DAM, ["jeder"]),
        ("Nur die Schulungskosten stiegen.", "de", _WERK, ["nur"]),
        ("Die Schulungskosten stiegen immer.", "de", _WERK, ["immer"]),
        ("三崎ダムだけが電気を送っている。", "ja", _DAMU, ["だけ"]),
        ("三崎ダムはすべての世帯に電気を送っている。", "ja", _DAMU, ["すべて"]),
    ],
)
def test_what_is_added_is_named(
    text: str, language: str, passage: tuple[str, str], added: list[str]
) -> None:
    assert set(added) & set(added_words(text, language, [passage]))


@pytest.mark.parametrize(
    ("text", "language", "passage"),
    [
        ("The dam was built by Orlan.", "en", _DAM),
        ("After all, the dam was built by Orlan.", "en", _DAM),
        ("Each dam costs a million.", "en", ("de", "Ein Damm kostet eine Million pro Stück.")),
        ("Die Schulungskosten stiegen immer mehr.", "de", _WERK),
        ("Nicht nur die Schulungskosten stiegen.", "de", _WERK),
        ("Vor allem die Schulungskosten stiegen.", "de", _WERK),
        ("Nur Orlan baute den Damm.", "de", ("en", "The dam was built by Orlan alone.")),
        ("三崎ダムは周辺の世帯だけでなく電気を送っている。", "ja", _DAMU),
        ("できるだけ電気を送っている。", "ja", _DAMU),
        ("The company built the dam in about six years.", "en", _DAM),
        ("The dam is currently named Tamsin.", "en", _DAM),
        ("Die Unfallzahl im Werk Torgau sank.", "de", _WERK),
        ("Die Trainingskosten stiegen.", "de", _WERK),
        ("Das Unternehmen hatte im Werk weniger Unfälle.", "de", _WERK),
        ("三崎ダムは電気を世帯に送っている。", "ja", _DAMU),
        ("学習を行う。", "ja", _DAMU),
        ("In Torgau the number of accidents at the plant fell.", "en", _WERK),
        ("Der Damm fasst 3 Milliarden Liter.", "de", _DAM),
        ("ダムは30億リットルの水をためる。", "ja", _DAM),
    ],
)
def test_other_words_for_the_same_are_not(
    text: str, language: str, passage: tuple[str, str]
) -> None:
    assert added_words(text, language, [passage]) == []
