"""The messages of the protocol as plain JSON and back, for ends without a compiled library."""

import dataclasses
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

T = TypeVar("T")


def to_wire(message: Any) -> dict[str, Any]:
    """A message as plain dictionaries and lists, ready for JSON."""
    return dataclasses.asdict(message)


def from_wire(kind: type[T], data: Any) -> T:
    """The message that these dictionaries and lists spell. Unknown fields are passed over.

    Raises ValueError when something that must be there is not, or is of another type.
    """
    if not isinstance(data, dict):
        raise ValueError(f"{kind.__name__} is not an object")
    hints = get_type_hints(kind)
    given = {name: _read(hint, data[name]) for name, hint in hints.items() if name in data}
    try:
        return kind(**given)
    except TypeError as why:
        raise ValueError(str(why)) from why


def _read(hint: Any, value: Any) -> Any:
    origin, arguments = get_origin(hint), get_args(hint)
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return from_wire(hint, value)
    if hint is Any:
        return value
    if origin is list:
        return [_read(arguments[0], item) for item in _expect(list, value)]
    if origin is dict:
        return {_expect(str, name): _read(arguments[1], item) for name, item in _expect(dict, value).items()}
    if origin is tuple:
        if len(_expect(list, value)) != len(arguments):
            raise ValueError("a stamp has three parts")
        return tuple(_read(part, item) for part, item in zip(arguments, value, strict=True))
    if type(None) in arguments:
        return None if value is None else _read(arguments[0], value)
    return _expect(hint, value)


def _expect(kind: Any, value: Any) -> Any:
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise ValueError(f"expected {kind.__name__}")
    return value
