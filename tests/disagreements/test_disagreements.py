"""Where sentences of several documents disagree, and where they only look as if they did."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.disagreements import Conflict, find, may_conflict, survey
from assistant.types import Evidence

_COST = "What did training Falcon-40B cost?"
_QUESTIONS = [
    (_COST, "en"),
    ("Was hat das Training von Falcon-40B gekostet?", "de"),
    ("Falcon-40Bの学習費用はいくらでしたか?", "ja"),
]

Say = Callable[..., Evidence]


def _values(conflict: Conflict) -> list[list[str]]:
    return [sorted(held.text for held in position) for position in conflict.positions]


def _documents(conflict: Conflict) -> list[set[str]]:
    return [{held.document for held in position} for position in conflict.positions]


def _one(found: list[Conflict]) -> Conflict:
    (only,) = found
    return only


def _costs(say: Say, *amounts: str) -> list[Evidence]:
    return [
        say(f"{n}.txt", f"Training Falcon-40B cost {amount}.", score=0.9 - n / 100)
        for n, amount in enumerate(amounts)
    ]


@pytest.fixture
def three(say: Say) -> list[Evidence]:
    """Two that agree across languages, one that says ten times as much."""
    return [
        say("en.txt", "Training Falcon-40B cost $100 million.", score=0.9),
        say(
            "de.txt", "Das Training von Falcon-40B kostete 1 Milliarde US-Dollar.", "de", score=0.8
        ),
        say("ja.txt", "Falcon-40Bの学習費用は1億ドルだった。", "ja", score=0.7),
    ]


@pytest.mark.parametrize(("question", "language"), _QUESTIONS)
def test_both_sides_of_a_contradiction_stand_in_one_entry(
    three: list[Evidence], question: str, language: str
) -> None:
    conflict = _one(find(question, language, three))
    assert (conflict.relation, conflict.differs) == ("contradicts", ())
    assert _documents(conflict) == [{"en.txt", "ja.txt"}, {"de.txt"}]
    assert conflict.topic[:2] == ("cost", "training")


def test_the_order_of_sentences_does_not_matter(three: list[Evidence]) -> None:
    assert find(_COST, "en", three[::-1]) == find(_COST, "en", three)


def test_a_survey_finds_the_same(three: list[Evidence]) -> None:
    conflict = _one(survey(three))
    assert conflict.relation == "contradicts"
    assert _documents(conflict) == [{"en.txt", "ja.txt"}, {"de.txt"}]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("$78 million", "$78.4 million"),
        ("about $25,000", "$26,000"),
        ("$1 billion", "$1000 million"),
        ("$100 million", "€100 million"),  # currencies are not compared
        ("$100 million", "more than $90 million"),
    ],
)
def test_what_can_both_be_true_is_no_disagreement(say: Say, first: str, second: str) -> None:
    assert find(_COST, "en", _costs(say, first, second)) == []
    assert survey(_costs(say, first, second)) == []


@pytest.mark.parametrize(
    ("first", "second"),
    [("$78 million", "$90 million"), ("$5 million", "$50 million"), ("$4,000", "$5,000")],
)
def test_what_cannot_both_be_true_is_one(say: Say, first: str, second: str) -> None:
    for found in (
        find(_COST, "en", _costs(say, first, second)),
        survey(_costs(say, first, second)),
    ):
        assert _one(found).relation == "contradicts"
        assert _values(_one(found)) == [[first], [second]]


def test_a_document_does_not_disagree_with_itself(say: Say) -> None:
    own = [
        say("a.txt", "Training Falcon-40B cost $100 million."),
        say("a.txt", "Training Falcon-40B cost $1 billion.", start=400),
    ]
    assert find(_COST, "en", own) == survey(own) == []


@pytest.mark.parametrize(
    ("first", "second", "question", "differs"),
    [
        (
            "In 2020 training Falcon-40B cost $5 million.",
            "In 2023 training Falcon-40B cost $9 million.",
            _COST,
            "year",
        ),
        (
            "Training an AI model will cost $1 billion in 2027.",
            "Training an AI model will cost $9 billion in 2030.",
            "What will training an AI model cost in the future?",
            "year",
        ),
        (
            "Training Falcon-40B cost more than $40 million.",
            "Training Falcon-40B cost more than $100 million.",
            _COST,
            "bound",
        ),
    ],
)
def test_what_keeps_figures_from_being_compared_is_named(
    say: Say, first: str, second: str, question: str, differs: str
) -> None:
    both = [say("a.txt", first), say("b.txt", second)]
    for conflict in (_one(find(question, "en", both)), _one(survey(both))):
        assert (conflict.relation, conflict.differs) == ("not_comparable", (differs,))
        assert sorted(map(sorted, _documents(conflict))) == [["a.txt"], ["b.txt"]]


def test_near_bounds_are_not_worth_naming(say: Say) -> None:
    assert find(_COST, "en", _costs(say, "more than $40 million", "more than $50 million")) == []


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("What does a GPU cost?", "en"),
        ("Was kostet eine GPU?", "de"),
        ("GPUの価格はいくらですか?", "ja"),
    ],
)
def test_a_kind_of_thing_is_not_one_of_its_makes(say: Say, question: str, language: str) -> None:
    both = [
        say("a.txt", "A GPU costs $10,000."),
        say("b.txt", "Eine H100-GPU kostet 30.000 US-Dollar.", "de"),
    ]
    for conflict in (_one(find(question, language, both)), _one(survey(both))):
        assert (conflict.relation, conflict.differs) == ("not_comparable", ("entity",))


def test_a_question_about_one_thing_does_not_drag_in_another(say: Say) -> None:
    both = [
        say("a.txt", "Training Falcon-40B cost $100 million."),
        say("b.txt", "Training Falcon-7B cost $1 million."),
        say("c.txt", "Training Gemini 1 cost $190 million."),
    ]
    assert find(_COST, "en", both) == survey(both) == []


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Why did training Falcon-40B cost so much?", "en"),
        ("Warum war das Training von Falcon-40B so teuer?", "de"),
        ("なぜFalcon-40Bの学習費用は高いのですか?", "ja"),
        ("What colour is the bridge?", "en"),
        ("", "en"),
    ],
)
def test_a_question_for_no_figure_has_no_positions(
    three: list[Evidence], question: str, language: str
) -> None:
    assert not may_conflict(question, language)
    assert find(question, language, three) == []


@pytest.mark.parametrize(("question", "language"), _QUESTIONS)
def test_a_question_for_a_figure_may_have_them(question: str, language: str) -> None:
    assert may_conflict(question, language)


def test_another_metric_is_left_alone(three: list[Evidence]) -> None:
    assert find("How much water did training Falcon-40B use?", "en", three) == []


def test_more_positions_than_six_are_a_spread(say: Say) -> None:
    many = _costs(say, *(f"${n} million" for n in (1, 3, 9, 20, 50, 200, 700)))
    assert len(_one(find(_COST, "en", many[:6])).positions) == 6
    assert find(_COST, "en", many) == survey(many) == []


def test_a_document_of_many_values_tells_things_apart(say: Say) -> None:
    list_of_prices = [
        say("a.txt", f"Training Falcon-40B cost ${n} million.", start=n * 100) for n in (1, 3, 9)
    ]
    assert find(_COST, "en", [*list_of_prices, *_costs(say, "$70 million")]) == []


@pytest.fixture
def leaders(say: Say) -> list[Evidence]:
    return [
        say("en.txt", "Dario Amodei is the CEO of Anthropic."),
        say("ja.txt", "ダリオ・アモディ氏はOpenAIのCEOです。", "ja"),
        say("de.txt", "Dario Amodei ist CEO von Anthropic.", "de"),
    ]


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Who is Dario Amodei?", "en"),
        ("Wer ist Dario Amodei?", "de"),
        ("ダリオ・アモディとは誰ですか?", "ja"),
    ],
)
def test_one_person_leads_two_companies(
    leaders: list[Evidence], question: str, language: str
) -> None:
    conflict = _one(find(question, language, leaders))
    assert conflict.relation == "contradicts"
    assert conflict.topic[0] == "ceo"
    assert sorted(map(sorted, _documents(conflict))) == [["de.txt", "en.txt"], ["ja.txt"]]


def test_a_survey_sees_the_two_companies(leaders: list[Evidence]) -> None:
    assert _documents(_one(survey(leaders))) == [{"en.txt", "de.txt"}, {"ja.txt"}]


def test_two_people_of_one_company_are_asked_about_apart(say: Say) -> None:
    both = [
        say("a.txt", "Ana Ruiz is the CEO of Norvela."),
        say("b.txt", "Tom Weller is the CEO of Brightwood."),
    ]
    assert find("Who is Ana Ruiz?", "en", both) == survey(both) == []


def test_two_years_of_foundation_contradict(say: Say) -> None:
    both = [
        say("a.txt", "Brightwood was founded in 1994."),
        say("b.txt", "Brightwood wurde 1998 gegründet.", "de"),
    ]
    conflict = _one(find("When was Brightwood founded?", "en", both))
    assert (conflict.topic[0], conflict.relation) == ("founded", "contradicts")
    assert sorted(map(str, _values(conflict))) == ["['1994']", "['1998']"]
    assert _one(survey(both)).relation == "contradicts"


@pytest.mark.parametrize("found", [find(_COST, "en", []), survey([])])
def test_nothing_disagrees_with_nothing(found: list[Conflict]) -> None:
    assert found == []


@pytest.mark.parametrize(
    ("question", "language", "first", "second"),
    [
        (
            "How much CO2 did training Falcon-40B emit?",
            "en",
            ("Training Falcon-40B emitted 552 t of CO2.", "en"),
            ("Grids emit 429 g/kWh for Falcon-40B and 369.5 to 383.6 g elsewhere.", "en"),
        ),
        (
            "How much electricity did training Falcon-40B use?",
            "en",
            ("Training Falcon-40B used 449 MWh of electricity.", "en"),
            ("BLOOM und Falcon-40B brauchten ähnlich viel Strom, 433 MWh und 449 MWh.", "de"),
        ),
        (
            _COST,
            "en",
            ("Training Falcon-40B cost $78 million.", "en"),
            ("Falcon-40Bの7800万ドルとGeminiの1億9100万ドルがよく引用される。", "ja"),
        ),
        (
            _COST,
            "en",
            ("Training Falcon-40B cost $78 million.", "en"),
            ("Falcon-40Bの電気代は約350万ドルだった。", "ja"),
        ),
        (
            "Was kostet eine Stunde H100?",
            "de",
            ("An H100 costs $25,000.", "en"),
            ("Eine H100 kostet 31.250 US-Dollar.", "de"),
        ),
        (
            _COST,
            "en",
            ("Training Falcon-40B cost $78 million.", "en"),
            ("Training Falcon-40B cost $2,345.", "en"),
        ),
    ],
)
def test_another_thing_rate_or_part_is_no_rival(
    say: Say, question: str, language: str, first: tuple[str, str], second: tuple[str, str]
) -> None:
    both = [say("a.txt", *first), say("b.txt", *second)]
    assert find(question, language, both) == []


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            ("Training Falcon-40B cost $40 million amortized.", "en"),
            ("Das Training von Falcon-40B kostete zu Mietpreisen 78 Mio. US-Dollar.", "de"),
        ),
        (
            ("Training Falcon-40B cost $78 million at rental prices.", "en"),
            ("Falcon-40Bの学習費用は1億ドルだった。", "ja"),
        ),
    ],
)
def test_a_basis_that_only_one_states_keeps_figures_apart(
    say: Say, first: tuple[str, str], second: tuple[str, str]
) -> None:
    both = [say("a.txt", *first), say("b.txt", *second)]
    conflict = _one(find(_COST, "en", both))
    assert (conflict.relation, conflict.differs) == ("not_comparable", ("basis",))


def test_a_basis_stated_elsewhere_for_the_same_figure_counts(say: Say) -> None:
    said = [
        say("a.txt", "Training Falcon-40B cost $78 million."),
        say("c.txt", "At rental prices training Falcon-40B cost $78 million."),
        say("b.txt", "Training Falcon-40B cost $100 million."),
    ]
    assert _one(find(_COST, "en", said)).differs == ("basis",)


def test_a_slip_of_scale_still_contradicts(say: Say) -> None:
    found = find(_COST, "en", _costs(say, "$78 million", "$78 billion"))
    assert _one(found).relation == "contradicts"


def test_a_topic_keeps_the_name_as_it_is_written(say: Say) -> None:
    both = [
        say("a.txt", "Training BLOOM used 433 MWh of electricity."),
        say("b.txt", "Das Training von BLOOM verbrauchte 500 MWh Strom.", "de"),
    ]
    conflict = _one(find("Wie viel Strom verbrauchte das Training von BLOOM?", "de", both))
    assert conflict.topic[-1] == "BLOOM"
