"""What one field of a record may hold: taken as given, and given back clean or refused."""

from collections.abc import Callable, Mapping
from typing import Any

from app.domain import text
from app.domain.errors import Refused
from app.domain.ids import is_uuid7

Check = Callable[[Any], Any]
"""Takes what was given for a field; gives it back clean, or raises `Refused`."""


def string(value: Any) -> str:
    """Words, cleaned or not."""
    if not isinstance(value, str):
        raise Refused("field.wrong")
    return value


def optional(check: Callable[[str], str]) -> Check:
    """A check on words that may also be left empty."""

    def checked(value: Any) -> str:
        return check(value) if text.clean_line(string(value)) else ""

    return checked


def one_from(codes: Mapping[str, object]) -> Check:
    """One of these codes, or none."""

    def checked(value: Any) -> str:
        if string(value) and value not in codes:
            raise Refused("field.wrong")
        return str(value)

    return checked


def some_from(codes: Mapping[str, object]) -> Check:
    """Any of these codes, each once."""

    def checked(value: Any) -> list[str]:
        if not isinstance(value, (list, tuple)) or len(value) > len(codes):
            raise Refused("field.wrong")
        chosen = [one_from(codes)(code) for code in value]
        return list(dict.fromkeys(chosen))

    return checked


def flag(value: Any) -> bool:
    """Yes or no."""
    if not isinstance(value, bool):
        raise Refused("field.wrong")
    return value


def reference(value: Any) -> str:
    """The id of something."""
    if not is_uuid7(string(value)):
        raise Refused("field.wrong")
    return str(value)


def position(value: Any) -> int:
    """A number that is not negative and that JSON can spell."""
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 2**53:
        raise Refused("field.wrong")
    return value


LATEST = 4_102_444_800_000
"""The year 2100: whatever is planned is before it."""


def moment(value: Any) -> int:
    """A time of somebody's choosing, in milliseconds since 1970; 0 for none."""
    if position(value) > LATEST:
        raise Refused("field.wrong")
    return int(value)


def digest(value: Any) -> str:
    """A SHA-256 as it is written."""
    if len(string(value)) != 64 or not set(value) <= set("0123456789abcdef"):
        raise Refused("field.wrong")
    return str(value)


def count_to(most: int) -> Check:
    """A number from one to so many."""

    def checked(value: Any) -> int:
        if not 1 <= position(value) <= most:
            raise Refused("field.wrong")
        return int(value)

    return checked
