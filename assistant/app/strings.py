"""Every word of the page in three languages."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.types import Language

INTERFACE: dict[Language, dict[str, str]] = {
    "en": {
        "page_title": "Ask your sources",
        "page_lead": "Every answer quotes the documents it rests on.",
        "chat_empty": "What would you like to know? You can ask in English, German or Japanese.",
        "question_label": "Question",
        "question_hint": "Ask a question …",
        "pane_empty": "The passages that an answer rests on appear here, word for word.",
    },
    "de": {
        "page_title": "Fragen an die Quellen",
        "page_lead": "Jede Antwort zitiert die Dokumente, auf die sie sich stützt.",
        "chat_empty": "Was möchten Sie wissen? Fragen Sie auf Deutsch, Englisch oder Japanisch.",
        "question_label": "Frage",
        "question_hint": "Frage eingeben …",
        "pane_empty": "Hier stehen im Wortlaut die Textstellen, auf die sich eine Antwort stützt.",
    },
    "ja": {
        "page_title": "資料に質問する",
        "page_lead": "回答には、根拠となる資料の原文を必ず添えます。",
        "chat_empty": "知りたいことを入力してください。日本語・英語・ドイツ語で質問できます。",
        "question_label": "質問",
        "question_hint": "質問を入力…",
        "pane_empty": "回答の根拠となる箇所が、原文のままここに表示されます。",
    },
}
"""What stands on the page before any question, in the language of the browser."""

EXAMPLES: tuple[str, ...] = (
    "How much did Gemini 1 cost to train?",
    "Who expects training costs to reach $10 billion?",
    "Was kostet ein H100?",
    "Wie hoch könnten die Trainingskosten 2027 sein?",
    "GPT-3の学習でどれだけのCO2が排出されましたか？",
    "GPT-4の学習にはいくらかかりましたか？",
)


@dataclass(frozen=True, slots=True)
class Words:
    """What is written for one question, in its language."""

    searching: str
    citations: str
    related: str
    related_note: str
    page: str
    """With ``{number}``."""
    question_empty: str
    question_too_long: str
    failed: str
    figures: str
    """Names the list of figures under a quote to screen readers."""
    value: str
    source: str
    source_language: str
    published: str
    unknown: str
    """In place of a date."""
    contradicts: str
    not_comparable: str
    differs: str
    """Follows one of the two; with ``{what}``."""


WORDS: dict[Language, Words] = {
    "en": Words(
        searching="Searching the sources …",
        citations="Citations",
        related="Related passages",
        related_note="Closest in meaning, but not an answer.",
        page="p. {number}",
        question_empty="Please type a question in words.",
        question_too_long="This question is too long. Please shorten it.",
        failed="Something went wrong here, so there is no answer. Please try again.",
        figures="Figures that answer the question",
        value="Value",
        source="Source",
        source_language="Language",
        published="Published",
        unknown="not stated",
        contradicts="The sources contradict each other.",
        not_comparable="These statements are not comparable.",
        differs=" What differs: {what}.",
    ),
    "de": Words(
        searching="Die Quellen werden durchsucht …",
        citations="Zitate",
        related="Verwandte Textstellen",
        related_note="Inhaltlich am nächsten, aber keine Antwort.",
        page="S. {number}",
        question_empty="Bitte formulieren Sie eine Frage in Worten.",
        question_too_long="Die Frage ist zu lang. Bitte kürzen Sie sie.",
        failed="Hier ist etwas schiefgegangen, daher gibt es keine Antwort. "
        "Bitte versuchen Sie es noch einmal.",
        figures="Zahlen, die die Frage beantworten",
        value="Angabe",
        source="Quelle",
        source_language="Sprache",
        published="Veröffentlicht",
        unknown="keine Angabe",
        contradicts="Die Quellen widersprechen einander.",
        not_comparable="Diese Angaben sind nicht vergleichbar.",
        differs=" Unterschied: {what}.",
    ),
    "ja": Words(
        searching="資料を検索しています…",
        citations="引用",
        related="関連する箇所",
        related_note="内容は近いものの、質問への答えではありません。",
        page="{number}ページ",
        question_empty="質問を文章で入力してください。",
        question_too_long="質問が長すぎます。短くしてからもう一度お試しください。",
        failed="エラーが発生したため、回答できませんでした。もう一度お試しください。",
        figures="質問への答えとなる数値",
        value="記載内容",
        source="資料",
        source_language="言語",
        published="公開日",
        unknown="記載なし",
        contradicts="資料の記述が互いに矛盾しています。",
        not_comparable="これらの記載は比較できません。",
        differs="相違点：{what}。",
    ),
}
"""What is written in answer to a question, in the language of the question."""

DIFFERENCES: dict[Language, dict[str, str]] = {
    "en": {
        "entity": "subject",
        "year": "year",
        "basis": "basis",
        "bound": "upper or lower limit",
        "unit": "unit",
        "currency": "currency",
        "metric": "what is measured",
        "name": "name",
    },
    "de": {
        "entity": "Gegenstand",
        "year": "Jahr",
        "basis": "Berechnungsgrundlage",
        "bound": "Ober- oder Untergrenze",
        "unit": "Einheit",
        "currency": "Währung",
        "metric": "Messgröße",
        "name": "Name",
    },
    "ja": {
        "entity": "対象",
        "year": "年",
        "basis": "算出の前提",
        "bound": "上限・下限",
        "unit": "単位",
        "currency": "通貨",
        "metric": "測定の内容",
        "name": "名称",
    },
}
"""What keeps statements from being the same: the words of ``Disagreement.differs``."""
