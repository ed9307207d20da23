"""Arithmetic expressions over named numbers: parsed into a whitelisted tree, never executed.

One expression is evaluated over exact Decimals, over arrays of draws and, in tests, over units.
"""

from __future__ import annotations

import ast
import decimal
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any, Generic, TypeVar, cast

from assistant.errors import ExpressionError

T = TypeVar("T")

_LONGEST = 500
_DEEPEST = 40
_LARGEST_POWER = 400
ARITHMETIC = decimal.Context(prec=34, Emin=-999_999, Emax=999_999, traps=[
    decimal.InvalidOperation, decimal.DivisionByZero, decimal.Overflow,
])  # fmt: skip
_SIGNIFICANT = 15
FUNCTIONS = ("ln", "log10", "exp", "sqrt", "floor", "abs", "min", "max")
_OF_TWO = frozenset({"min", "max"})


@dataclass(frozen=True, slots=True)
class Domain(Generic[T]):
    """The numbers an expression runs over."""

    constant: Callable[[Decimal], T]
    power: Callable[[T, T], T]
    functions: Mapping[str, Callable[..., T]]


@dataclass(frozen=True, slots=True)
class Expression:
    """A parsed expression."""

    text: str
    tree: ast.expr
    names: tuple[str, ...]
    """The variables it reads, in order."""

    def over(self, values: Mapping[str, T], domain: Domain[T]) -> T:
        """Returns its value.

        Raises:
            KeyError: a variable has no value.
            ArithmeticError: a division by zero, the logarithm of nothing, a number out of range.
        """
        return _value(self.tree, values, domain)


@lru_cache(maxsize=512)
def parse_expression(text: str) -> Expression:
    """Returns an expression: numbers, names, + - * / **, brackets and ``FUNCTIONS``.

    Raises:
        ExpressionError: it is too long or too deep, or holds anything else.
    """
    if len(text) > _LONGEST:
        raise ExpressionError(
            f"The expression has {len(text)} characters, more than {_LONGEST}",
            "Split it into several",
        )
    try:
        if not text.isascii():  # Python reads full-width letters as plain ones
            raise SyntaxError
        tree = ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise ExpressionError(
            f"{text!r} is no arithmetic expression", "Write it as in 0.09 * 191e6 + 2"
        ) from error
    names: list[str] = []
    _check(tree, names, 0)
    _keep_digits(tree, text.strip())
    return Expression(text.strip(), tree, tuple(dict.fromkeys(names)))


def _keep_digits(tree: ast.expr, text: str) -> None:
    """Turns decimal numbers into what was written, of which a float keeps 17 digits at most."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, float):
            written = ast.get_source_segment(text, node) or ""
            try:
                node.value = cast(Any, Decimal(written.replace("_", "")))
            except decimal.InvalidOperation as error:
                raise _refused(written) from error


def _check(node: ast.expr, names: list[str], depth: int) -> None:
    if depth > _DEEPEST:
        raise ExpressionError("The expression is nested too deeply", "Split it into several")
    match node:
        case ast.Constant(value=value) if isinstance(value, (int, float)) and value is not True:
            if value is False:
                raise _refused("False")
        case ast.Name(id=name) if not name.startswith("_") and name not in FUNCTIONS:
            names.append(name)
        case ast.UnaryOp(op=ast.USub() | ast.UAdd(), operand=operand):
            _check(operand, names, depth + 1)
        case ast.BinOp(left=left, op=ast.Add() | ast.Sub() | ast.Mult() | ast.Div() | ast.Pow()):
            _check(left, names, depth + 1)
            _check(node.right, names, depth + 1)
        case ast.Call(func=ast.Name(id=name), args=args, keywords=[]) if name in FUNCTIONS:
            if len(args) != (2 if name in _OF_TWO else 1):
                raise _refused(f"{name} of {len(args)} numbers")
            for argument in args:
                _check(argument, names, depth + 1)
        case _:
            raise _refused(type(node).__name__)


def _refused(what: str) -> ExpressionError:
    return ExpressionError(
        f"An expression cannot hold {what}",
        f"Use numbers, names, + - * / ** and {', '.join(FUNCTIONS)}",
    )


def _value(node: ast.expr, values: Mapping[str, T], domain: Domain[T]) -> T:
    match node:
        case ast.Constant(value=value):
            return domain.constant(Decimal(str(value)))
        case ast.Name(id=name):
            return values[name]
        case ast.UnaryOp(op=op, operand=operand):
            inner: Any = _value(operand, values, domain)
            negative: T = -inner
            return negative if isinstance(op, ast.USub) else inner
        case ast.BinOp(left=left, op=op, right=right):
            return _combined(
                op, _value(left, values, domain), _value(right, values, domain), domain
            )
        case ast.Call(func=ast.Name(id=name), args=args):
            return domain.functions[name](*(_value(held, values, domain) for held in args))
    raise _refused(type(node).__name__)


def _combined(op: ast.operator, left: Any, right: Any, domain: Domain[T]) -> T:
    combined: T
    match op:
        case ast.Add():
            combined = left + right
        case ast.Sub():
            combined = left - right
        case ast.Mult():
            combined = left * right
        case ast.Div():
            combined = left / right
        case _:
            combined = domain.power(left, right)
    return combined


def _decimal_power(base: Decimal, exponent: Decimal) -> Decimal:
    if abs(exponent) > _LARGEST_POWER:
        raise decimal.Overflow(f"a power of {exponent}")
    return base**exponent


EXACT: Domain[Decimal] = Domain(
    constant=lambda number: number,
    power=_decimal_power,
    functions={
        "ln": Decimal.ln,
        "log10": Decimal.log10,
        "exp": Decimal.exp,
        "sqrt": Decimal.sqrt,
        "floor": lambda x: x.to_integral_value(decimal.ROUND_FLOOR),
        "abs": abs,
        "min": min,
        "max": max,
    },
)


def exact(expression: Expression, values: Mapping[str, Decimal]) -> Decimal:
    """Returns the value over Decimals: exact if it is whole, else to 15 significant digits.

    Raises:
        ArithmeticError: a division by zero, the logarithm of nothing, a number out of range.
    """
    with decimal.localcontext(ARITHMETIC) as context:
        context.clear_flags()
        value = expression.over(values, EXACT)
        if not value.is_finite() or abs(value.adjusted()) > _LARGEST_POWER:
            raise decimal.Overflow("a number out of range")
        whole = value == value.to_integral_value() and not context.flags[decimal.Inexact]
        return value if whole or len(value.as_tuple().digits) <= _SIGNIFICANT else rounded(value)


def rounded(value: Decimal, digits: int = _SIGNIFICANT) -> Decimal:
    """Returns a number to so many significant digits, whole numbers without an exponent."""
    short = Decimal(f"{value:.{digits}g}").normalize() if value else Decimal(0)
    return Decimal(f"{short:f}") if short == short.to_integral_value() else short
