"""From what is given to what is asked: which formulas to apply, and what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from assistant.cost.defaults import Subjects, default
from assistant.cost.formulas import Formula, giving, variable
from assistant.cost.inputs import Input
from assistant.types import Language


@dataclass(frozen=True, slots=True)
class Derivation:
    """How one variable is reached."""

    variable: str
    leaf: Input | None = None
    formula: Formula | None = None
    needs: tuple[Derivation, ...] = ()
    missing: tuple[str, ...] = ()
    """Variables that nobody gave and that have no default."""
    given: int = 0
    """How many of its leaves were given rather than assumed."""

    def leaves(self) -> dict[str, Input]:
        """Returns the inputs it rests on, by name, in the order in which they are read."""
        if self.leaf:
            return {self.variable: self.leaf}
        found: dict[str, Input] = {}
        for need in self.needs:
            found |= {name: held for name, held in need.leaves().items() if name not in found}
        return found

    def steps(self) -> dict[str, Formula]:
        """Returns the formulas to apply, by the variable that each gives, first things first."""
        found: dict[str, Formula] = {}
        for need in self.needs:
            found |= {name: held for name, held in need.steps().items() if name not in found}
        if self.formula:
            found.setdefault(self.variable, self.formula)
        return found


@dataclass(frozen=True, slots=True)
class Solver:
    """Works backwards from a variable, as a person does who looks for what a formula needs.

    A value that was given counts before a formula over such values, that before a default, and a
    formula over defaults alone comes last.
    """

    given: Mapping[str, Input]
    subjects: Subjects
    language: Language
    _known: dict[str, Derivation] = field(default_factory=dict)

    def by(self, formula: Formula, path: tuple[str, ...] = ()) -> Derivation:
        """Returns how a formula's own variable is reached by that formula."""
        inside = (*path, formula.gives)
        needs = tuple(self.of(name, inside) for name in formula.expression.names)
        missing = tuple(dict.fromkeys(name for need in needs for name in need.missing))
        given = sum(need.given for need in needs)
        return Derivation(formula.gives, None, formula, needs, missing, given)

    def of(self, name: str, path: tuple[str, ...] = ()) -> Derivation:
        """Returns how a variable is reached.

        Args:
            path: variables that are being worked out, which it must not rest on.
        """
        if name in self.given:
            return Derivation(name, leaf=self.given[name], given=1)
        if name not in self._known:
            found = self._best(name, path)
            if set(path) & _reachable(name):
                return found  # another path may allow more
            self._known[name] = found
        return self._known[name]

    def _best(self, name: str, path: tuple[str, ...]) -> Derivation:
        ways = [
            self.by(formula, path)
            for formula in giving(name)
            if not {*path, name} & set(formula.expression.names)
        ]
        whole = sorted((way for way in ways if not way.missing), key=lambda way: -way.given)
        if whole and whole[0].given:
            return whole[0]
        assumed = default(name, self.subjects, self.language)
        if assumed:
            return Derivation(name, leaf=assumed)
        if whole:
            return whole[0]
        begun = [way for way in ways if way.given or variable(name).derived]
        if begun:
            return min(begun, key=lambda way: (len(way.missing), -way.given))
        return Derivation(name, missing=(name,))


@cache
def _reachable(name: str) -> frozenset[str]:
    """The variables that a variable may rest on, by any formulas."""
    found: set[str] = set()
    open_names = [name]
    while open_names:
        for formula in giving(open_names.pop()):
            fresh = set(formula.expression.names) - found
            found |= fresh
            open_names += fresh
    return frozenset(found)
