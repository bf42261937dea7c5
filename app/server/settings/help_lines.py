"""The setting that lists lines of help: tables in a file, or lines of text in the environment."""

from collections.abc import Mapping, Sequence

from app.domain.errors import Refused
from app.domain.signposts import MOST, HelpLine, check_help_line

_ORDER = ("name_en", "name_bn", "number", "hours_en", "hours_bn", "district")
"""What stands in a line of text, one after the other with `|` between; the district may be left out."""
_WRONG = {
    "number": "must be a telephone number: digits, perhaps with + before them and spaces or hyphens between",
    "district": "must be a district as the app lists them, or be left out",
}


def read_help_lines(given: object) -> tuple[HelpLine, ...]:
    """The lines that were given. Raises ValueError, which says which one is wrong and in what."""
    if isinstance(given, str):
        given = [_split(line) for line in given.replace(";", "\n").splitlines() if line.strip()]
    if not isinstance(given, Sequence) or len(given) > MOST:
        raise ValueError(f"must be at most {MOST} help lines")
    return tuple(_checked(line, number) for number, line in enumerate(given, start=1))


def show_help_lines(lines: tuple[HelpLine, ...]) -> str:
    """The lines as one reads them again: they are for everybody, so nothing is masked."""
    return "; ".join(" | ".join(line.told[name] for name in _ORDER).removesuffix(" | ") for line in lines)


def _split(line: str) -> dict[str, str]:
    parts = line.split("|")
    if not len(_ORDER) - 1 <= len(parts) <= len(_ORDER):
        raise ValueError(f"has a line that is not {' | '.join(_ORDER)}")
    return {name: part.strip() for name, part in zip(_ORDER, parts, strict=False)}


def _checked(given: object, number: int) -> HelpLine:
    if not isinstance(given, Mapping) or not all(isinstance(value, str) for value in given.values()):
        raise ValueError(f"must have a table of texts for each help line, and number {number} is none")
    try:
        return check_help_line(given)
    except Refused as why:
        field = str(why.params.get("field", ""))
        said = "is no field of it" if why.code == "field.unknown" else "must be there, in at most 80 letters"
        raise ValueError(f"is wrong in help line {number}: `{field}` {_WRONG.get(field, said)}") from why
