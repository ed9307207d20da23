"""What the tabs share: the assistant over the newest generation of the index, and its writer."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from assistant.app.sources.survey import Survey
from assistant.app.waiting import Line
from assistant.chain import Assistant
from assistant.drafting.models import ChatModels
from assistant.errors import AssistantError
from assistant.index.builder import BuildReport, IndexBuilder, Progress
from assistant.index.opening import open_builder
from assistant.settings import Settings, load_settings


class Workspace:
    """The one place where the page keeps state that its visitors share.

    Readers take ``assistant`` once for each piece of work: what it opened stays whole while a
    newer generation takes its place.

    Args:
        index: the folder; by default the one in the settings.
        chats: chat models that are loaded already.

    Raises:
        SetupError: there is no usable index, or its embedder cannot be loaded.
    """

    def __init__(
        self,
        index: Path | None = None,
        settings: Settings | None = None,
        chats: ChatModels | None = None,
    ) -> None:
        self.settings = settings or load_settings()
        self.chats = chats or ChatModels(self.settings)
        self.index = index or self.settings.index
        self.line = Line()
        """Where readers and programs wait for their questions to be answered."""
        self.survey = Survey()
        self._writing = threading.Lock()
        self._assistant = Assistant.open(self.index, self.settings, self.chats)

    @property
    def assistant(self) -> Assistant:
        """The newest generation that this program opened."""
        return self._assistant

    @property
    def busy(self) -> bool:
        """Whether a change of the index is going on."""
        return self._writing.locked()

    def write(
        self, change: Callable[[IndexBuilder], BuildReport], progress: Progress
    ) -> BuildReport:
        """Changes the index, one change at a time, and serves what came out.

        Args:
            change: what the writer is to do.

        Raises:
            SourceError, IndexError_: as the writer has them.
        """
        with self._writing:
            builder = open_builder(self.index, self.settings, progress=progress)
            try:
                report = change(builder)
            except Exception:
                # It may have failed after there was a new generation.
                with suppress(AssistantError):
                    self._assistant = Assistant.open(self.index, self.settings, self.chats)
                raise
            self._assistant = Assistant.open(self.index, self.settings, self.chats)
        return report
