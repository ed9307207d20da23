"""The reading model, loaded once."""

from __future__ import annotations

import pytest

from assistant.reading.judge import Judge


@pytest.fixture(scope="session")
def judge() -> Judge:
    """The model that ships."""
    return Judge()
