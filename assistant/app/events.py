"""Options that events of the tabs share; none of them is offered to other programs."""

from __future__ import annotations

from typing import Any

PRIVATE: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
QUICK: dict[str, Any] = PRIVATE | {"queue": False}
"""Of what takes no time, and does not wait for what does."""


def queued(name: str, limit: int | None = None) -> dict[str, Any]:
    """Returns the options of events that wait for one another.

    Args:
        name: of their queue.
        limit: how many run at a time; by default as many as others of the queue.
    """
    limited = {} if limit is None else {"concurrency_limit": limit}
    return PRIVATE | {"concurrency_id": name} | limited
