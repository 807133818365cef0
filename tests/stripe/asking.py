"""A request read by the types of its parameters: what is unknown, missing or of another type is refused as Stripe refuses.

https://docs.stripe.com/error-codes
"""

import re
from typing import Any

from typing_extensions import is_typeddict

from tests.stripe import annotations
from tests.stripe.shop import Refusal

INTEGER = re.compile(r"-?\d+")
DECIMAL = re.compile(r"-?\d+(\.\d+)?")
TRUTHS = {"true": True, "false": False}
DEEPEST = 4  # of what is expanded
LONGEST = 500  # value of metadata


def refused(message: str, param: str, code: str | None) -> Refusal:
    return Refusal(400, "invalid_request_error", message, code=code, param=param)


def read(params: type, said: dict[str, Any]) -> dict[str, Any]:
    """The values, each of its type. Raises Refusal."""
    return _dict(params, said, "")


def _dict(params: type, said: dict[str, Any], at: str) -> dict[str, Any]:
    known = annotations.parameters(params)
    unknown = [_named(at, name) for name in said if name not in known]
    if unknown:
        many = "s" if len(unknown) > 1 else ""
        raise refused(
            f"Received unknown parameter{many}: {', '.join(unknown)}", unknown[0], "parameter_unknown"
        )
    for name in sorted(annotations.required(params)):
        if name not in said:
            param = _named(at, name)
            raise refused(f"Missing required param: {param}.", param, "parameter_missing")
    return {name: _value(known[name], value, _named(at, name)) for name, value in said.items()}


def _value(hint: Any, said: Any, at: str) -> Any:
    refusals = []
    for one in annotations.choices(hint):
        try:
            return _one(one, said, at)
        except Refusal as refusal:
            refusals.append(refusal)
    # An unknown name deep inside says more than that the whole is not a word.
    raise next((one for one in refusals if one.body["error"]["code"] == "parameter_unknown"), refusals[-1])


def _one(hint: Any, said: Any, at: str) -> Any:
    if is_typeddict(hint):
        if not isinstance(said, dict):
            raise refused("Invalid object", at, "parameter_invalid_empty" if said == "" else None)
        return _dict(hint, said, at)
    if annotations.is_words(hint):
        return _words(said, at)
    if annotations.is_list(hint):
        if not isinstance(said, list):
            raise refused("Invalid array", at, "parameter_invalid_empty" if said == "" else None)
        inside = annotations.inside(hint)
        return [_value(inside, one, f"{at}[{rank}]") for rank, one in enumerate(said)]
    if isinstance(said, dict | list):
        raise refused(f"Invalid string: {said}", at, None)
    return _word(hint, said, at)


def _word(hint: Any, said: str, at: str) -> Any:
    if names := annotations.names(hint):
        if said not in names:
            raise refused(f"Invalid {at}: must be one of {', '.join(filter(None, names))}", at, None)
    elif hint is bool:
        if said not in TRUTHS:
            raise refused(f"Invalid boolean: {said}", at, None)
        return TRUTHS[said]
    elif hint is int:
        if not INTEGER.fullmatch(said):
            raise refused(f"Invalid integer: {said}", at, "parameter_invalid_integer")
        return int(said)
    elif annotations.is_number(hint) and not DECIMAL.fullmatch(said):
        raise refused(f"Invalid decimal: {said}", at, None)
    return said


def _words(said: Any, at: str) -> Any:
    if not isinstance(said, dict):
        raise refused("Invalid hash", at, None)
    for name, value in said.items():
        if not isinstance(value, str):
            raise refused(f"Metadata values must be strings: {name}", at, None)
        if len(value) > LONGEST or len(name) > 40:
            raise refused("Metadata values can have up to 500 characters, names 40.", at, None)
    return said


def _named(at: str, name: str) -> str:
    return f"{at}[{name}]" if at else name


def expand(gives: Any, paths: list[str]) -> None:
    """Raises Refusal for what is not there, or is whole already."""
    for path in paths:
        steps = path.split(".")
        if len(steps) > DEEPEST:
            raise refused(f"You cannot expand more than {DEEPEST} levels of a property.", "expand", None)
        if not _can_expand(gives, steps):
            raise refused(f"This property cannot be expanded ({path}).", "expand", None)


def _can_expand(hint: Any, steps: list[str]) -> bool:
    inner = annotations.choices(hint)
    lists = [annotations.inside(one) for one in inner if annotations.is_listed(one)]
    if lists:
        return not steps or (steps[0] == "data" and bool(steps[1:]) and _can_expand(lists[0], steps[1:]))
    if not steps:
        return str in inner and any(annotations.is_object(one) for one in inner)
    plain = [annotations.inside(one) for one in inner if annotations.is_list(one)]
    if plain:
        return _can_expand(plain[0], steps)
    held = [one for one in inner if annotations.is_object(one) and steps[0] in annotations.fields(one)]
    return any(_can_expand(annotations.fields(one)[steps[0]], steps[1:]) for one in held)
