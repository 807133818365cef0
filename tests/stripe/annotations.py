"""What stripe-python's annotations say: the types of each parameter and of each field, names resolved.

Its classes name one another as strings, imported for type checkers alone.
"""

import ast
import importlib
import inspect
import sys
import types
import typing
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import Any

import typing_extensions
from stripe import ListObject, RequestOptions, StripeObject
from stripe._stripe_object import UntypedStripeObject

LITERALS = (typing.Literal, typing_extensions.Literal)
UNIONS = (typing.Union, types.UnionType)


@cache
def parameters(cls: type) -> dict[str, Any]:
    """Of a request, without the options of the library; `NotRequired` is taken off (`required` knows)."""
    return {name: _bare(hint) for name, hint in _hints(cls).items()}


@cache
def required(cls: type) -> frozenset[str]:
    return frozenset(
        name
        for name, hint in _hints(cls).items()
        if typing.get_origin(hint) is not typing_extensions.NotRequired
    )


@cache
def fields(cls: type) -> dict[str, Any]:
    """Of an object that is answered; `deleted` is said by what is gone alone."""
    names = {
        name
        for base in cls.__mro__
        if base.__module__.startswith("stripe") and base not in (StripeObject, object)
        for name in inspect.get_annotations(base)
    }
    return {
        name: hint
        for name, hint in _hints(cls).items()
        if name in names
        and not name.startswith("_")
        and name != "deleted"
        and typing.get_origin(hint) is not typing.ClassVar
    }


def is_object(hint: Any) -> bool:
    return inspect.isclass(hint) and issubclass(hint, StripeObject) and hint is not UntypedStripeObject


def is_listed(hint: Any) -> bool:
    return typing.get_origin(hint) is ListObject


def is_words(hint: Any) -> bool:
    """Names chosen by whoever asks, words behind them: metadata."""
    origin = typing.get_origin(hint) or hint
    return origin is UntypedStripeObject or origin is dict


def choices(hint: Any) -> tuple[Any, ...]:
    """What a hint takes, of which one must fit. A word beside names is there for names to come: none is invented here."""
    inner = _flat(hint)
    has_names = any(typing.get_origin(one) in LITERALS and typing.get_args(one) != ("",) for one in inner)
    has_objects = any(is_object(one) for one in inner)
    return tuple(one for one in inner if not (one is str and has_names and not has_objects))


def names(hint: Any) -> tuple[Any, ...]:
    return typing.get_args(hint) if typing.get_origin(hint) in LITERALS else ()


def inside(hint: Any) -> Any:
    """Of a list."""
    return typing.get_args(hint)[0]


def is_list(hint: Any) -> bool:
    return typing.get_origin(hint) is list


def is_number(hint: Any) -> bool:
    return hint in (int, float, Decimal)


def _flat(hint: Any) -> Iterator[Any]:
    if typing.get_origin(hint) in UNIONS:
        return tuple(part for one in typing.get_args(hint) for part in _flat(one))
    return (hint,)


def _bare(hint: Any) -> Any:
    return typing.get_args(hint)[0] if typing.get_origin(hint) is typing_extensions.NotRequired else hint


@cache
def _hints(cls: type) -> dict[str, Any]:
    if typing_extensions.is_typeddict(cls):
        return _resolved_in(cls, set(RequestOptions.__annotations__))
    found: dict[str, Any] = {}
    for base in reversed(cls.__mro__):
        if base.__module__.startswith("stripe") and base is not StripeObject:
            found |= _resolved_in(base, set())
    return found


def _resolved_in(cls: type, but: set[str]) -> dict[str, Any]:
    known = vars(typing) | vars(sys.modules[cls.__module__]) | _imported(cls.__module__)
    told = inspect.get_annotations(cls).items()
    return {name: _resolved(hint, known, vars(cls)) for name, hint in told if name not in but}


def _resolved(hint: Any, known: dict[str, Any], own: Any) -> Any:
    holder = types.new_class("Holder")
    holder.__annotations__ = {"one": hint}
    found = typing_extensions.get_type_hints(holder, dict(known), dict(own), include_extras=True)["one"]
    bare = _bare(found)
    return found if bare is found or not isinstance(bare, str) else _resolved(bare, known, own)


@cache
def _imported(module: str) -> dict[str, Any]:
    """What is imported under `if TYPE_CHECKING:`."""
    tree = ast.parse(inspect.getsource(sys.modules[module]))
    return {
        alias.asname or alias.name: getattr(importlib.import_module(node.module), alias.name)
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("stripe.")
        for alias in node.names
    }
