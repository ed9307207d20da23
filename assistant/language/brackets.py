"""Which stretches of a text stand in brackets."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import accumulate


def bracketed(text: str, pairs: Mapping[str, str]) -> list[bool]:
    """Returns, for each offset, whether a bracket opened before it closes at or after it.

    Args:
        pairs: from an opening bracket to the characters that may close it.
    """
    steps = [0] * (len(text) + 1)
    opened: list[int] = []
    for position, character in enumerate(text):
        if character in pairs:
            opened.append(position)
        elif opened and character in pairs[text[opened[-1]]]:
            steps[opened.pop() + 1] += 1
            steps[position + 1] -= 1
    return [depth > 0 for depth in accumulate(steps)]
