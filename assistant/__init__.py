"""Answers with citations down to the character, over sources in English, German and Japanese."""

__version__ = "0.1.0"
