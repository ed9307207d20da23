"""The command line: arguments in, text or JSON Lines out."""

from assistant.cli.commands import app, main

__all__ = ["app", "main"]
