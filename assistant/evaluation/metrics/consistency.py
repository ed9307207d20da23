"""Whether one question asked in several languages gets one answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any


def consistency(forms: Sequence[Mapping[str, Any]]) -> float | None:
    """Returns the share of pairs of answers to one question that are the same.

    Two are where both are refused, or both quote one place first or give one figure, in value and
    unit, and neither gives figures that the other lacks.

    Args:
        forms: the answers in their JSON form, one a language.
    """
    pairs = [(one, other) for place, one in enumerate(forms) for other in forms[place + 1 :]]
    return sum(_same(one, other) for one, other in pairs) / len(pairs) if pairs else None


def _same(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    if one["status"] != other["status"]:
        return False
    figures, others = _figures(one), _figures(other)
    if one["status"] == "refused" or (figures and figures == others):
        return True
    return figures == others and _place(one) == _place(other)


def _figures(form: Mapping[str, Any]) -> frozenset[tuple[Any, ...]]:
    result = form["calculation"] and form["calculation"]["result"]
    given = [result] if result else form["quantities"]
    return frozenset(tuple(held[k] for k in ("value", "low", "high", "unit")) for held in given)


def _place(form: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(
        cited[key] for cited in form["citations"][:1] for key in ("document", "start", "end")
    )
