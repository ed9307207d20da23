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
    ),
}
"""What is written in answer to a question, in the language of the question."""
