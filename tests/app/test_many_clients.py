"""Many clients ask at once through the page's own queue; nobody gets another's words."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import uuid4

import httpx
import pytest
from gradio_client.utils import apply_diff

from assistant.app.serving import start
from assistant.app.workspace import Workspace
from assistant.index.opening import open_builder
from assistant.settings import Settings

pytestmark = pytest.mark.slow

_TAG = re.compile("<[^>]*>")
_NAMES = """
    Abalone Bergamot Cormorant Dandelion Eglantine Fennimore Gargoyle Heliotrope Isengrim Jacaranda
    Kestrel Lodestar Marigold Nightjar Obsidian Pimpernel Quicksilver Rosewood Saffron Tamarind
""".split()
_WORDS = {
    "en": (
        "# The {0} model\n\nTraining {0} cost {1} million dollars in 2023.\n\n"
        "Training {0} cost {2} million dollars in 2024.\n",
        "How much did training {0} cost in 2023?",
        "And in 2024?",
    ),
    "de": (
        "# Das Modell {0}\n\nDas Training von {0} kostete 2023 {1} Millionen Dollar.\n\n"
        "Das Training von {0} kostete 2024 {2} Millionen Dollar.\n",
        "Wie viel kostete das Training von {0} im Jahr 2023?",
        "Und 2024?",
    ),
    "ja": (
        "# {0}というモデル\n\n2023年の{0}の学習には{1}万ドルかかりました。\n\n"
        "2024年の{0}の学習には{2}万ドルかかりました。\n",
        "2023年の{0}の学習にはいくらかかりましたか？",
        "2024年は？",
    ),
}
"""A source, a question about it, and one that leans on that: alone it names nothing."""


class Topic(NamedTuple):
    """What one client asks about, and nobody else does."""

    name: str
    language: str
    figures: tuple[str, str]
    """What answers its first question, and its second."""

    @property
    def source(self) -> str:
        return _WORDS[self.language][0].format(self.name, *self.figures)

    @property
    def questions(self) -> list[str]:
        return [words.format(self.name) for words in _WORDS[self.language][1:]]


TOPICS = [
    Topic(f"{name}-{n}", ("en", "de", "ja")[n % 3], (str(200 + 17 * n), str(600 + 13 * n)))
    for n, name in enumerate(_NAMES, start=3)
]


@dataclass(frozen=True)
class Shown:
    """What one client's page shows at one moment."""

    chat: list[dict[str, Any]]
    pane: str

    @property
    def asked(self) -> list[str]:
        return [_text(one) for one in self.chat if one["role"] == "user"]

    @property
    def answer(self) -> str:
        return _text(self.chat[-1])

    @property
    def quotes(self) -> list[str]:
        """Of the answer that the pane shows."""
        last = self.pane.rpartition("<div>")[2]
        return [_TAG.sub("", found) for found in re.findall("<mark>(.*?)</mark>", last, re.S)]

    @property
    def words(self) -> str:
        """All but the steps, which name what was read beside the source."""
        said = [_text(one) for one in self.chat if not (one.get("metadata") or {}).get("title")]
        return "\n".join([*said, self.pane])


def _text(message: dict[str, Any]) -> str:
    return str([part["text"] for part in message["content"]])


class Visitor:
    """A page without a browser: one session that asks through the queue as pages do."""

    def __init__(self, url: str, asking: dict[str, Any]) -> None:
        self._event = {"fn_index": asking["id"], "trigger_id": asking["targets"][0][0]}
        self._session = {"session_hash": uuid4().hex[:11]}
        self._client = httpx.Client(base_url=url, trust_env=False, timeout=120)

    def ask(self, question: str) -> list[Shown]:
        """Returns all that was shown, the answer last."""
        sent = {"data": [question, "extractive", None], **self._event, **self._session}
        self._client.post("gradio_api/queue/join", json=sent).raise_for_status()
        held: list[Any] = []
        seen: list[Shown] = []
        for message in self._messages():
            if message["msg"] == "process_generating":
                news = message["output"]["data"]
                held = [*map(apply_diff, held, news)] or news
                seen.append(Shown(held[0], held[1]))
            elif message["msg"] == "process_completed":
                assert message["success"], message
                break
        return seen

    def _messages(self) -> Iterator[dict[str, Any]]:
        with self._client.stream("GET", "gradio_api/queue/data", params=self._session) as stream:
            for line in stream.iter_lines():
                if line.startswith("data:"):
                    yield json.loads(line.removeprefix("data:"))


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    folder, index = tmp_path_factory.mktemp("sources"), tmp_path_factory.mktemp("index") / "new"
    for topic in TOPICS:
        (folder / f"{topic.name}.md").write_text(topic.source, encoding="utf-8")
    settings = Settings(index=index, page_key=tmp_path_factory.mktemp("kept") / "page.key")
    open_builder(index, settings).build([folder])
    return Workspace(index, settings)


@pytest.fixture
def visitors(workspace):
    page, url = start(workspace, host="127.0.0.1", port=0)
    wiring = httpx.get(f"{url}config", trust_env=False).json()["dependencies"]
    asking = next(one for one in wiring if any(event == "submit" for _, event in one["targets"]))
    yield [Visitor(url, asking) for _ in TOPICS]
    page.close()


def at_once(visitors: list[Visitor], place: int) -> list[list[Shown]]:
    """Everybody's question at the same moment."""
    together = threading.Barrier(len(visitors))

    def ask(visitor: Visitor, topic: Topic) -> list[Shown]:
        together.wait(30)
        return visitor.ask(topic.questions[place])

    with ThreadPoolExecutor(len(visitors)) as pool:
        return list(pool.map(ask, visitors, TOPICS))


def strangers(topic: Topic, seen: list[Shown]) -> list[str]:
    """The topics of others in what a client was shown."""
    words = "\n".join(one.words for one in seen)
    return [other.name for other in TOPICS if other is not topic and other.name in words]


def test_everybody_gets_their_own_answer_and_goes_on_from_it(visitors):
    for place in (0, 1):
        for topic, seen in zip(TOPICS, at_once(visitors, place), strict=True):
            last = seen[-1]
            assert strangers(topic, seen) == []
            assert len(last.asked) == place + 1
            assert topic.questions[place] in last.asked[-1]
            assert topic.figures[place] in last.answer
            assert any(topic.figures[place] in quote for quote in last.quotes)
            assert [quote for quote in last.quotes if quote not in topic.source] == []
            assert last.pane.count("<section") == place + 1
