"""What goes wrong with a chat model, in one word, whoever's exception it was."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.types import DraftFailure

_BY_STATUS: dict[int, DraftFailure] = {
    401: "refused", 403: "refused", 404: "refused", 408: "timeout", 429: "rate_limit",
    503: "unreachable", 504: "timeout",
}  # fmt: skip
FAILURES: dict[DraftFailure, str] = {
    "unreachable": "cannot be reached",
    "timeout": "did not answer in time",
    "rate_limit": "takes no more requests for now",
    "refused": "refused the key or does not know the model",
    "failed": "failed",
    "nonsense": "wrote nothing that the passages bear out",
    "too_long": "has no room for a passage",
}
"""What to say of a model whose draft was not used."""
_UNREACHABLE = ("ConnectError", "APIConnectionError", "RemoteProtocolError", "ReadError")
"""By name: the packages that define them are optional."""


class ModelFailed(Exception):
    """A chat model gave nothing that can be used."""

    def __init__(self, failure: DraftFailure) -> None:
        self.failure: DraftFailure = failure
        super().__init__(failure)


def failure_of(error: BaseException) -> ModelFailed:
    """Returns a provider's exception as one of ours."""
    for one in _chain(error):
        status = getattr(one, "status_code", None)
        if isinstance(status, int) and status in _BY_STATUS:
            return ModelFailed(_BY_STATUS[status])
        if isinstance(one, TimeoutError) or "Timeout" in type(one).__name__:
            return ModelFailed("timeout")
    for one in _chain(error):
        if isinstance(one, ConnectionError) or type(one).__name__ in _UNREACHABLE:
            return ModelFailed("unreachable")
    return ModelFailed("failed")


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
