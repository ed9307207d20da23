"""A GGUF file run in this process by llama.cpp, on a port of loopback that only we know."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from assistant.errors import ChatModelError

_RUNNING: list[Any] = []
"""Servers live as long as the process: each stops when it is collected."""


def serve(file: Path, window: int) -> str:
    """Loads a model and serves it in OpenAI's protocol; returns its address.

    Args:
        file: a GGUF file.
        window: tokens of prompt and answer.

    Raises:
        ChatModelError: the package or the file is missing or broken.
    """
    if not file.is_file():
        raise ChatModelError(f"There is no file {file}", "Give local: the path of a GGUF file")
    try:
        import xllamacpp
    except ImportError as error:
        raise ChatModelError(
            "Running a GGUF file needs the package xllamacpp", "pip install 'assistant[local]'"
        ) from error
    try:
        server = xllamacpp.Server(_parameters(xllamacpp.CommonParams(), file, window))
    except RuntimeError as error:
        raise ChatModelError(
            f"{file.name} does not load ({error})", "Give local: a GGUF file of a chat model"
        ) from error
    _RUNNING.append(server)
    return str(server.listening_address)


def _parameters(parameters: Any, file: Path, window: int) -> Any:
    parameters.model.path = str(file)
    parameters.hostnames = ["127.0.0.1"]
    parameters.port = 0
    parameters.n_ctx = window
    parameters.n_parallel = 1
    for threads in (parameters.cpuparams, parameters.cpuparams_batch):
        threads.n_threads = os.cpu_count() or 1
        threads.poll = 0  # waiting threads leave the cores to retrieval and judge
    parameters.ui = False
    parameters.endpoint_slots = False
    parameters.endpoint_props = False
    parameters.verbosity = -1
    return parameters
