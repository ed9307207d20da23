"""A page over a small index, and a Chromium that keeps a record of what it did."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

from assistant.app.serving import start
from assistant.app.workspace import Workspace
from assistant.index.opening import open_builder
from assistant.settings import Settings

expect.set_options(timeout=20_000)  # two cores may be busy with other tests
CHROMIUM = Path("/usr/bin/chromium")
FLAGS = ["--no-sandbox", "--disable-background-networking", "--disable-gpu"]
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# Text that is still fading in has not the contrast it will have.
SETTLED = """() => document.getAnimations().every(one =>
    one.playState !== "running" || one.effect.getComputedTiming().endTime === Infinity)"""

SOURCES = {
    "chips.md": """---
title: What training chips cost
language: en
publisher: Compute Ledger
published: 2024-05-06
url: https://example.org/training-chips
---
# What training chips cost

One H100 accelerator costs about $25,000. A B200 accelerator costs about $40,000.
Energy is the second largest item after the chips.

Renting an H100 in the cloud costs about $2.50 an hour.
""",
    "strom.md": """---
title: Strombedarf großer Sprachmodelle
language: de
publisher: Energieblatt
published: 2023-11-20
---
# Strombedarf großer Sprachmodelle

Das Training von BLOOM verbrauchte 433 Megawattstunden Strom. Der Strom kam vor allem aus
französischen Kernkraftwerken.
""",
    "mizu.txt": """AIと水の消費

データセンターの冷却には大量の水が必要です。GPT-3の学習では約70万リットルの水が蒸発しました。
再生水を使う施設も増えています。
""",
    "vortex.md": """---
title: '<script>alert("title")</script> Vortex <b>notes</b>'
language: en
---
The Vortex rack costs $100 million to $1 billion <img src="http://evil.test/a.png" \
onerror="alert(1)"> *each* _year_ ![i](http://evil.test/b.png) [go](javascript:alert(2)) <b>now</b>.
""",
}


@dataclass
class Site:
    """The served page and the files behind it."""

    url: str
    sources: dict[str, str]
    workspace: Workspace


@dataclass
class Record:
    """What the browser did besides showing the page."""

    requests: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


@dataclass
class Visit:
    """A reader in front of the page."""

    page: Page
    record: Record

    def ask(self, question: str) -> None:
        """Types a question and waits until its evidence is shown."""
        with self.asking(question):
            self.box.fill(question)
            self.box.press("Enter")

    @property
    def box(self) -> Locator:
        """Where questions are typed."""
        return self.page.locator("#question textarea")

    @contextmanager
    def asking(self, question: str) -> Iterator[None]:
        """Waits, after what asks the question, until its own evidence is shown."""
        # The evidence of an earlier answer stays in place until the page has heard of the question.
        self.page.evaluate(
            "document.querySelectorAll('#evidence section').forEach(one => one.dataset.earlier = 1)"
        )
        yield
        expect(self.page.locator("#chat .user.message").last).to_have_text(question)
        expect(self.page.locator("#evidence section:visible:not([data-earlier])")).to_be_visible()
        expect(self.box).to_have_value("")

    @property
    def answer(self) -> str:
        return self.replies.last.inner_text()

    @property
    def replies(self) -> Locator:
        """Answers, without the steps folded above them."""
        return self.page.locator("#chat .bot.message .message-content").filter(
            has_not=self.page.locator(".steps")
        )

    def item(self, number: int) -> Locator:
        """A citation of the pane that is shown."""
        return self.page.locator("#evidence section:visible li").and_(
            self.page.locator(f"section > ol > li:nth-child({number})")
        )

    def violations(self, within: str | None = None) -> list[str]:
        """Broken rules of axe, each with a place: WCAG's on the page, all of them in a part."""
        self.page.wait_for_function(SETTLED)
        options = {} if within else {"runOnly": {"type": "tag", "values": WCAG}}
        broken = Axe().run(self.page, context=within, options=options).response["violations"]
        return [f"{rule['id']}: {node['html']}" for rule in broken for node in rule["nodes"]]

    @property
    def fits(self) -> bool:
        """Whether nothing is wider than the screen."""
        root = "document.documentElement"
        return bool(self.page.evaluate(f"{root}.scrollWidth <= {root}.clientWidth"))

    def in_peace(self) -> bool:
        """Checks that nothing was loaded from elsewhere, asked or complained of."""
        home = urlsplit(self.page.url).netloc
        foreign = [url for url in self.record.requests if urlsplit(url).netloc not in ("", home)]
        assert (foreign, self.record.dialogs, self.record.complaints) == ([], [], [])
        return True

    @property
    def quotes(self) -> list[str]:
        return self.page.locator("#evidence section:visible mark").all_text_contents()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        message = f"{CHROMIUM} is missing; install Debian's chromium"
        pytest.fail(message) if os.environ.get("CI") else pytest.skip(message)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("sources")
    index = tmp_path_factory.mktemp("index") / "new"
    for name, text in SOURCES.items():
        (folder / name).write_text(text, encoding="utf-8")
    kept = tmp_path_factory.mktemp("kept")
    settings = Settings(
        index=index,
        feedback=kept / "feedback.jsonl",
        uploads=kept / "uploads",
        page_key=kept / "page.key",
    )
    open_builder(index, settings).build([folder])
    workspace = Workspace(index, settings)
    page, url = start(workspace, host="127.0.0.1", port=0)
    yield Site(url, SOURCES, workspace)
    page.close()


@pytest.fixture
def visit(chromium: Browser, site: Site, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """A new visitor; parametrize indirectly with options of the browser context."""
    options = {"viewport": {"width": 1280, "height": 800}, "locale": "en-US"}
    context = chromium.new_context(**{**options, **getattr(request, "param", {})})
    page, record = context.new_page(), Record()
    page.on("request", lambda sent: record.requests.append(sent.url))
    page.on("dialog", lambda dialog: (record.dialogs.append(dialog.message), dialog.dismiss()))
    page.on("pageerror", lambda error: record.complaints.append(str(error)))
    page.on(
        "console",
        lambda said: record.complaints.append(said.text) if said.type == "error" else None,
    )
    page.goto(site.url)
    expect(page.locator("#question textarea")).to_be_visible()
    expect(page.locator("#evidence .empty")).to_be_visible()
    yield Visit(page, record)
    context.close()
