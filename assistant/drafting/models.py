"""Chat models by name, behind LangChain's ``BaseChatModel``; each call translated and counted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING, Any

from assistant.answering import EXTRACTIVE
from assistant.drafting.failures import ModelFailed, failure_of
from assistant.drafting.patience import in_time
from assistant.errors import ChatModelError
from assistant.settings import Settings, forbid_telemetry

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import BaseMessage

LOCAL = "local"
_LOADING = Lock()
"""Two first questions at once load a model once."""
_WINDOW = 4_096
"""Tokens of a model that declares none; also what Ollama sets up by default."""
ANSWER_TOKENS = 400
"""Tokens of a draft: whoever goes on has lost the thread."""
MOST_CHARACTERS = 10 * ANSWER_TOKENS
"""Code points of a draft by a server that does not mind how many tokens it was asked for."""


def tokens(text: str) -> int:
    """Returns about how many tokens a text has, rather too many than too few.

    Tokenizers differ; of ASCII text they take four characters a token, of a Japanese character
    those trained on English take up to three tokens.
    """
    ascii_letters = sum(map(str.isascii, text))
    return ascii_letters // 3 + 2 * (len(text) - ascii_letters)


@dataclass
class Usage:
    """What the calls of one answer took."""

    calls: int = 0
    read: int = 0
    written: int = 0

    def add(self, counts: Any) -> None:
        """Adds a message's ``usage_metadata``, where a provider gives one."""
        if counts:
            self.read += int(counts.get("input_tokens") or 0)
            self.written += int(counts.get("output_tokens") or 0)


@dataclass(frozen=True)
class ChatModel:
    """A chat model with what the drafting needs to know of it."""

    name: str
    """As given to ``--llm``, a file without its folder."""
    model: BaseChatModel
    window: int = _WINDOW
    """Tokens of prompt and answer together."""
    calls_tools: bool = False
    timeout: float = 60.0
    """Seconds for the next words, and ten times that for all."""

    def stream(self, messages: Sequence[BaseMessage], usage: Usage) -> Iterator[str]:
        """Yields the words of an answer as they come.

        Raises:
            ModelFailed: no answer, whatever the reason.
        """
        usage.calls += 1
        deadline = monotonic() + 10 * self.timeout
        own, pieces, length, begun = Usage(), 0, 0, False
        try:
            for chunk in in_time(self.model.stream(list(messages)), self.timeout):
                begun = True
                own.add(chunk.usage_metadata)
                pieces += bool(chunk.text)
                length += len(chunk.text)
                if length > MOST_CHARACTERS:
                    raise ModelFailed("nonsense")
                yield chunk.text
                if monotonic() > deadline:
                    raise ModelFailed("timeout")
        except ModelFailed:
            raise
        except Exception as error:  # every provider has a tree of its own
            raise failure_of(error) from error
        finally:
            # Providers count at the end; who stops before estimates what it had sent, and counts
            # pieces, a token each.
            sent = sum(tokens(message.text) for message in messages) if begun else 0
            usage.read += own.read or sent
            usage.written += own.written or pieces


@dataclass
class ChatModels:
    """The chat models that one set of settings can reach, loaded when first asked for."""

    settings: Settings
    given: dict[str, ChatModel] = field(default_factory=dict)
    """Ready ones by name, such as those of tests."""

    def get(self, name: str | None) -> ChatModel | None:
        """Returns a model by name, the one of the settings by default; nothing for extractive.

        Raises:
            ChatModelError: no such provider, package or file.
        """
        name = name or self.settings.llm or EXTRACTIVE
        if name == EXTRACTIVE:
            return None
        with _LOADING:
            if name not in self.given:
                self.given[name] = load_chat_model(name, self.settings)
            return self.given[name]


def load_chat_model(name: str, settings: Settings) -> ChatModel:
    """Sets up a chat model; nothing is sent to it yet.

    Args:
        name: ``PROVIDER:MODEL`` as LangChain's ``init_chat_model`` knows them, or
            ``local:FILE.gguf``, which is run in this process.

    Raises:
        ChatModelError: no such provider, package or file.
    """
    forbid_telemetry()
    provider, _, model = name.partition(":")
    if not provider or not model:
        raise ChatModelError(
            f"{name!r} names no chat model",
            "Write PROVIDER:MODEL, such as ollama:llama3.2, or local:FILE.gguf",
        )
    if provider == LOCAL:
        return _local(Path(model), settings)
    loaded = _provided(name, provider, model, settings)
    profile = loaded.profile or {}
    return ChatModel(
        name=name,
        model=loaded,
        window=settings.llm_window or profile.get("max_input_tokens") or _WINDOW,
        calls_tools=_calls_tools(settings, declared=bool(profile.get("tool_calling"))),
        timeout=settings.llm_timeout,
    )


def _calls_tools(settings: Settings, *, declared: bool) -> bool:
    return declared if settings.llm_tools == "auto" else settings.llm_tools == "always"


def _provided(name: str, provider: str, model: str, settings: Settings) -> BaseChatModel:
    from langchain.chat_models import init_chat_model
    from langchain_core.language_models import BaseChatModel

    try:
        loaded = init_chat_model(model, model_provider=provider, **_options(provider, settings))
    except ImportError as error:
        raise ChatModelError(
            f"The package for {provider} is not installed ({error})",
            f"pip install 'assistant[{provider}]', or langchain-{provider}",
        ) from error
    except Exception as error:  # each provider checks its arguments in its own way
        raise ChatModelError(
            f"The chat model {name} cannot be set up ({_first_line(error)})",
            "Check the name, ASSISTANT_LLM_BASE_URL and ASSISTANT_LLM_API_KEY",
        ) from error
    assert isinstance(loaded, BaseChatModel)
    return loaded


def _options(provider: str, settings: Settings) -> dict[str, Any]:
    """The same draft for the same prompt, as far as the provider allows; no silent retries."""
    options: dict[str, Any] = {"temperature": 0}
    if provider == "openai":
        options["stream_usage"] = True
    if settings.llm_base_url:
        options["base_url"] = settings.llm_base_url
    if provider == "ollama":
        return {
            **options,
            "num_ctx": settings.llm_window or _WINDOW,
            "num_predict": ANSWER_TOKENS,
            "client_kwargs": {"timeout": settings.llm_timeout},
        }
    if settings.llm_api_key:
        options["api_key"] = settings.llm_api_key.get_secret_value()
    elif settings.llm_base_url:
        options["api_key"] = "none"  # a server of one's own asks for no key, its client does
    return {
        **options, "timeout": settings.llm_timeout, "max_retries": 0, "max_tokens": ANSWER_TOKENS,
    }  # fmt: skip


def _first_line(error: Exception) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0]


def _local(file: Path, settings: Settings) -> ChatModel:
    from assistant.drafting.local import serve

    window = settings.llm_window or _WINDOW
    address = _served(file.expanduser().resolve(), window, serve)
    reached = settings.model_copy(
        update={"llm_base_url": f"{address}/v1", "llm_api_key": None, "llm_window": window}
    )
    return ChatModel(
        name=f"{LOCAL}:{file.name}",
        model=_provided(file.name, "openai", file.stem, reached),
        window=window,
        calls_tools=_calls_tools(settings, declared=False),
        timeout=settings.llm_timeout,
    )


@cache
def _served(file: Path, window: int, serve: Any) -> str:
    """One server a file, for as long as the process lives."""
    return str(serve(file, window))
