"""The words of explanations, in the language of the claim."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.types import Language


@dataclass(frozen=True, slots=True)
class Phrases:
    """Constant templates; what is filled in is never read as a template again."""

    supported: str
    supported_value: str
    contradicted: str
    contradicted_value: str
    factor: str
    compared: str
    compared_otherwise: str
    disputed: str
    disputed_value: str
    without_evidence: str
    without_sources: str
    nothing: str
    parts: str
    part: str
    verdicts: dict[str, str]
    bounds: dict[str, str]
    """How a date is said that is only bounded."""


PHRASES: dict[Language, Phrases] = {
    "en": Phrases(
        supported="This is borne out in {sources}.",
        supported_value="In {sources} it says {stated}, which agrees with the claim.",
        contradicted="In {sources} it says otherwise.",
        contradicted_value="In {sources} it says {stated}, in the claim {claimed}.",
        factor=" The two differ by a factor of {factor}.",
        compared="According to {sources}, it is {first} against {second}, as the claim says.",
        compared_otherwise=(
            "According to {sources}, it is {first} against {second}: the other way round."
        ),
        disputed=(
            "The sources disagree: this is borne out in {supporting}, but not in {contradicting}."
        ),
        disputed_value=(
            "The sources disagree: this is borne out in {supporting}, while in {contradicting} it"
            " says {stated} instead of {claimed}."
        ),
        without_evidence=(
            "The sources neither bear this out nor contradict it; the nearest passages are on"
            " related things."
        ),
        without_sources="Nothing in the sources comes near this.",
        nothing=(
            "This states nothing that sources could bear out: a question, a request, a greeting or"
            " an opinion."
        ),
        parts="The claim holds several facts: {parts}.",
        part="“{claim}” is {verdict}",
        verdicts={
            "supported": "supported",
            "contradicted": "contradicted",
            "disputed": "disputed",
            "not_enough_evidence": "neither supported nor contradicted",
            "nothing_to_check": "nothing to check",
        },
        bounds={
            "until": "by {}",
            "before": "before {}",
            "since": "from {} on",
            "after": "after {}",
        },
    ),
    "de": Phrases(
        supported="Das wird in {sources} bestätigt.",
        supported_value="In {sources} steht {stated}; das stimmt mit der Aussage überein.",
        contradicted="In {sources} steht etwas anderes.",
        contradicted_value="In {sources} steht {stated}, in der Aussage {claimed}.",
        factor=" Die beiden Werte unterscheiden sich um den Faktor {factor}.",
        compared="Nach {sources} sind es {first} gegenüber {second}, wie die Aussage es sagt.",
        compared_otherwise="Nach {sources} sind es {first} gegenüber {second}, also umgekehrt.",
        disputed=(
            "Die Quellen sind uneins: In {supporting} wird das bestätigt, in {contradicting} nicht."
        ),
        disputed_value=(
            "Die Quellen sind uneins: In {supporting} wird das bestätigt, in {contradicting} steht"
            " dagegen {stated} statt {claimed}."
        ),
        without_evidence=(
            "Die Quellen bestätigen das nicht und widersprechen dem auch nicht; die"
            " nächstliegenden Stellen betreffen nur Verwandtes."
        ),
        without_sources="In den Quellen findet sich dazu nichts.",
        nothing=(
            "Das ist keine Aussage, die sich an Quellen prüfen ließe: eine Frage, eine Bitte, ein"
            " Gruß oder eine Meinung."
        ),
        parts="Die Aussage enthält mehrere Angaben: {parts}.",
        part="„{claim}“ ist {verdict}",
        verdicts={
            "supported": "belegt",
            "contradicted": "widerlegt",
            "disputed": "umstritten",
            "not_enough_evidence": "weder belegt noch widerlegt",
            "nothing_to_check": "nicht prüfbar",
        },
        bounds={"until": "bis {}", "before": "vor {}", "since": "ab {}", "after": "nach {}"},
    ),
    "ja": Phrases(
        supported="{sources}の記述と一致します。",
        supported_value="{sources}には{stated}とあり、主張と一致します。",
        contradicted="{sources}の記述と食い違います。",
        contradicted_value="{sources}には{stated}とあり、主張の{claimed}とは異なります。",
        factor="両者には{factor}倍の開きがあります。",
        compared="{sources}によると{first}に対して{second}で、主張と一致します。",
        compared_otherwise="{sources}によると{first}に対して{second}で、主張とは逆です。",
        disputed="資料によって記述が分かれています。{supporting}は主張と一致しますが、{contradicting}は一致しません。",
        disputed_value=(
            "資料によって記述が分かれています。{supporting}は主張と一致しますが、{contradicting}には"
            "{claimed}ではなく{stated}とあります。"
        ),
        without_evidence=(
            "主張を裏づける記述も、否定する記述も資料にはありません。最も近い箇所も、関連はするものの別の内容です。"
        ),
        without_sources="この主張に関する記述は資料にありません。",
        nothing="質問・依頼・あいさつ・意見にあたり、資料で確かめられる内容がありません。",
        parts="この主張には複数の内容が含まれています：{parts}。",
        part="「{claim}」は{verdict}",
        verdicts={
            "supported": "資料と一致",
            "contradicted": "資料と矛盾",
            "disputed": "資料によって相違",
            "not_enough_evidence": "判断材料なし",
            "nothing_to_check": "確認対象外",
        },
        bounds={"until": "{}まで", "before": "{}より前", "since": "{}以降", "after": "{}より後"},
    ),
}
