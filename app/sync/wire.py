"""The messages of the protocol as plain JSON and back, for ends without a compiled library."""

import dataclasses
from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")
Reader = Callable[[Any], Any]
"""Takes what JSON spelt and gives what it stands for, or raises ValueError."""
Speller = Callable[[Any], Any]
"""Takes what a message holds and gives what JSON spells."""


def to_wire(message: Any) -> dict[str, Any]:
    """A message as plain dictionaries and lists, ready for JSON. What it holds is shared, not copied."""
    return cast(dict[str, Any], _speller(cast(Any, type(message)))(message))


def from_wire(kind: type[T], data: Any) -> T:
    """The message that these dictionaries and lists spell. Unknown fields are passed over.

    Raises ValueError when something that must be there is not, or is of another type.
    """
    reader: Reader = _message(cast(Any, kind))
    return cast(T, reader(data))


@cache
def _speller(kind: type[Any]) -> Speller:
    """What spells this class; looking up what its fields are takes longer than spelling them."""
    fields = [(name, _spelling(hint)) for name, hint in get_type_hints(kind).items()]

    def spell(message: Any) -> dict[str, Any]:
        held = [(name, speller, getattr(message, name)) for name, speller in fields]
        return {name: speller(value) if speller else value for name, speller, value in held}

    return spell


def _spelling(hint: Any) -> Speller | None:
    """What spells a field of this type; None for what JSON knows as it is."""
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return _speller(hint)
    spellers = [speller for argument in get_args(hint) if (speller := _spelling(argument))]
    if not spellers:
        return None
    (speller,) = spellers
    if get_origin(hint) is list:
        return lambda values: [speller(value) for value in values]
    return lambda value: None if value is None else speller(value)


@cache
def _message(kind: type[Any]) -> Reader:
    """What reads this class; looking up what its fields are takes longer than reading them."""
    fields = [(name, _reader(hint)) for name, hint in get_type_hints(kind).items()]

    def read(data: Any) -> Any:
        if not isinstance(data, dict):
            raise ValueError(f"{kind.__name__} is not an object")
        given = {name: reader(data[name]) for name, reader in fields if name in data}
        try:
            return kind(**given)
        except TypeError as why:
            raise ValueError(str(why)) from why

    return read


def _reader(hint: Any) -> Reader:
    origin, arguments = get_origin(hint), get_args(hint)
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return _message(hint)
    if hint is Any:
        return lambda value: value
    parts = [_reader(argument) for argument in arguments if argument is not type(None)]
    if origin is list:
        return lambda value: [parts[0](item) for item in _expect(list, value)]
    if origin is dict:
        return lambda value: {
            _expect(str, name): parts[1](item) for name, item in _expect(dict, value).items()
        }
    if origin is tuple:
        return lambda value: _tuple(parts, _expect(list, value))
    if type(None) in arguments:
        return lambda value: None if value is None else parts[0](value)
    return lambda value: _expect(hint, value)


def _tuple(parts: list[Reader], value: list[Any]) -> tuple[Any, ...]:
    if len(value) != len(parts):
        raise ValueError("a stamp has three parts")
    return tuple(part(item) for part, item in zip(parts, value, strict=True))


def _expect(kind: Any, value: Any) -> Any:
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise ValueError(f"expected {kind.__name__}")
    return value
