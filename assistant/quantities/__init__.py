"""Figures in three languages: found with their spans, compared, converted and rendered.

docs/quantities.md defines what counts as a figure and what its fields mean.
"""

from assistant.quantities.parser import parse

__all__ = ["parse"]
