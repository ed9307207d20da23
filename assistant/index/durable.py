"""Writes that are on the disk when they return."""

from __future__ import annotations

import os
from pathlib import Path


def write(path: Path, content: bytes) -> None:
    """Writes a file and waits until the disk has it.

    Raises:
        OSError: disk full, no permission, or an error of the device.
    """
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def sync(path: Path) -> None:
    """Waits until the disk has a file written by others, or the names in a directory.

    Raises:
        OSError: an error of the device.
    """
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
