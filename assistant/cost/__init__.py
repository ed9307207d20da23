"""The cost model: published formulas over published numbers, every input with its origin.

docs/cost-model.md lists formulas, variables and defaults; it is built from this room.
"""

from assistant.cost.model import BASES, calculate, compare_bases

__all__ = ["BASES", "calculate", "compare_bases"]
