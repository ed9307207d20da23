"""What a draft adds to its passages, and what only puts them in other words."""

from __future__ import annotations

import pytest

from assistant.drafting.additions import added_words, is_undertaken

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
        ("Every year the dam holds litres.", "en", _DAM, ["every"]),
        ("Every plant was closed.", "en", ("en", "The plants were closed annually."), ["every"]),
        ("Jedes Werk schloss.", "de", ("de", "Die Werke schlossen zuletzt."), ["jedes"]),
        ("Jedes Jahr stiegen die Schulungskosten.", "de", _WERK, ["jedes"]),
        ("Alle Monate stiegen die Schulungskosten.", "de", _WERK, ["alle"]),
        ("Alle Werke schlossen.", "de", ("ja", "工場は6か月ごとに閉まった。"), ["alle"]),
        ("Orlan alone reopened it.", "en", ("de", "Orlan öffnete ihn erst 2024."), ["alone"]),
        ("Only Orlan reopened it.", "en", ("de", "Orlan öffnete ihn erst 2024."), ["only"]),
        ("It only reopened in May.", "en", ("de", "Er wurde im Mai wieder geöffnet."), ["only"]),
        ("Orlan only worked in Norway.", "en", ("en", "Orlan worked in Norway."), ["only"]),
        ("三崎ダムは必ず電気を送っている。", "ja", _DAMU, ["必ず"]),
        ("ダムは必ず安い。", "ja", ("en", "A dam is not necessarily cheap."), ["必ず"]),
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
        ("Every year the dam holds litres.", "en", ("en", "The dam holds litres annually.")),
        ("Every other year it closed.", "en", ("en", "It closed biennially.")),
        ("Jedes Jahr sank die Zahl.", "de", ("de", "Die Zahl sank jährlich.")),
        ("Jedes dritte Jahr sank die Zahl.", "de", ("ja", "数は3年ごとに減った。")),
        ("Alle sechs Monate sank die Zahl.", "de", ("ja", "数は6か月ごとに減った。")),
        ("Alle sechs Monate sank die Zahl.", "de", ("de", "Die Zahl sank halbjährlich.")),
        ("The dam only reopened in May.", "en", ("de", "Der Damm öffnete erst im Mai wieder.")),
        ("The dam only opened in May.", "en", ("de", "Der Damm öffnete nicht vor Mai.")),
        ("The dam only opened in May.", "en", ("ja", "ダムは5月になって開いた。")),
        ("Orlan only worked in Norway.", "en", ("de", "Orlan arbeitete nur in Norwegen.")),
        ("ダムは必ずしも安くない。", "ja", ("en", "A dam is not necessarily cheap.")),
        ("In Torgau the number of accidents at the plant fell.", "en", _WERK),
        ("Der Damm fasst 3 Milliarden Liter.", "de", _DAM),
        ("ダムは30億リットルの水をためる。", "ja", _DAM),
    ],
)
def test_other_words_for_the_same_are_not(
    text: str, language: str, passage: tuple[str, str]
) -> None:
    assert added_words(text, language, [passage]) == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("In 2021 Siemens signed a contract to restart the plant.", "en"),
        ("The firms plan a bridge and have plans to access the river.", "en"),
        ("Orlan and the city agreed to focus on the dam.", "en"),
        ("Orlan schloss einen Vertrag, das Werk wieder in Betrieb zu nehmen.", "de"),
        ("Der Plan, Strom zu liefern und Netze zu bauen, ist alt.", "de"),
        ("Das Werk soll 2027 öffnen.", "de"),
        ("Orlanはダムを再開する契約を結んだ。", "ja"),
    ],
)
def test_what_is_undertaken_is_not_done(text: str, language: str) -> None:
    assert is_undertaken(text, language)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The plans to date cost 5 million.", "en"),
        ("Contracts to suppliers cost 5 million.", "en"),
        ("Contracts to Siemens cost 5 million.", "en"),
        ("The weather is to blame.", "en"),
        ("Die Vereinbarung führte zu Kosten von 5 Mio. Euro.", "de"),
        ("Der Beschluss führte zu Protesten.", "de"),
        ("Der Vertrag führte zu neuen Kosten.", "de"),
        ("Der Vertrag kam zu den alten Bedingungen.", "de"),
        ("Orlanはダムを再開した。", "ja"),
    ],
)
def test_a_contract_that_is_carried_out_is_done(text: str, language: str) -> None:
    assert not is_undertaken(text, language)
