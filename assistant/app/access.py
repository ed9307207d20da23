"""Who may use the page: names and passwords from the environment or a file."""

from __future__ import annotations

import hmac
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from assistant.errors import SettingsError
from assistant.settings import Settings

Door = Callable[[str, str], bool]
"""Says whether a name goes with a password."""
_LEAST = 8


def door(settings: Settings) -> Door | None:
    """Returns who is let in; nothing where anybody is.

    Raises:
        SettingsError: names and passwords are set twice, cannot be read, or are too weak.
    """
    if settings.auth is not None and settings.auth_file is not None:
        raise SettingsError("Users are set in two places", "Unset ASSISTANT_AUTH or _AUTH_FILE")
    if settings.auth is not None:
        return _door(dict(_users(settings.auth.get_secret_value().split(","), "ASSISTANT_AUTH")))
    if settings.auth_file is not None:
        lines = _read(settings.auth_file).splitlines()
        return _door(dict(_users(lines, str(settings.auth_file))))
    return None


def _door(users: Mapping[str, str]) -> Door:
    def opens(name: str, password: str) -> bool:
        # One comparison for any name: how long it takes does not tell whether there is such a user.
        right = users.get(name, "")
        same = hmac.compare_digest(right.encode(), password.encode())
        return same and name in users

    return opens


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(
            f"The users in {path} cannot be read", "Set ASSISTANT_AUTH_FILE to a text file"
        ) from error


def _users(lines: list[str], where: str) -> Iterator[tuple[str, str]]:
    """Names and passwords of ``name:password``; a password may hold further colons."""
    found = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    if not found:
        raise SettingsError(f"{where} names no user", "Write NAME:PASSWORD, several of them apart")
    seen: set[str] = set()
    for number, line in enumerate(found, start=1):
        name, _, password = line.partition(":")
        if not name.strip() or len(password) < _LEAST:
            # What was written is no word for a log.
            raise SettingsError(
                f"User {number} in {where} has no name or a password under {_LEAST} letters",
                "Write NAME:PASSWORD",
            )
        if name.strip() in seen:
            raise SettingsError(f"User {number} in {where} stands there twice", "Keep one of them")
        seen.add(name.strip())
        yield name.strip(), password
