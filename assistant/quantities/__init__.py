"""Figures in three languages: found with their spans, compared, converted and rendered.

docs/quantities.md defines what counts as a figure and what its fields mean.
"""

from assistant.quantities.comparison import Comparison, Relation, compare, in_unit
from assistant.quantities.conversion import Rate, converted, stated_rates
from assistant.quantities.parser import parse
from assistant.quantities.rendering import render

__all__ = [
    "Comparison",
    "Rate",
    "Relation",
    "compare",
    "converted",
    "in_unit",
    "parse",
    "render",
    "stated_rates",
]
