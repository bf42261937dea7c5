"""The settings as they are, for whoever runs the server to read: nothing secret in them."""

import re
from collections.abc import Iterator, Mapping

from app.server.settings.reading import ENVIRONMENT, KINDS, Chosen, variable

MASK = "***"
_PASSWORD = re.compile(r"(://(?:[^/@:]*:)?).*@|([?&](?:password|sslpassword)=)[^&]*")


def shown(chosen: Chosen) -> str:
    """A table: each setting, its value and where it came from."""
    lines = list(_lines(chosen))
    widths = [max(len(line[column]) for line in lines) for column in (0, 1)]
    return "\n".join(f"{name:{widths[0]}}  {value:{widths[1]}}  {place}" for name, value, place in lines)


def strangers(environ: Mapping[str, str]) -> list[str]:
    """Variables that look like settings and are none: perhaps misspelt."""
    known = {f"{ENVIRONMENT}CONFIG", *(variable(name) for name in KINDS)}
    return sorted(name for name in environ if name.startswith(ENVIRONMENT) and name not in known)


def masked(value: str) -> str:
    """A secret as it may be shown: of an address all but its password, of anything else nothing."""
    if "://" not in value:
        return MASK if value else ""
    return _PASSWORD.sub(lambda found: f"{found[1]}{MASK}@" if found[1] else f"{found[2]}{MASK}", value)


def _lines(chosen: Chosen) -> Iterator[tuple[str, str, str]]:
    for name, kind in KINDS.items():
        room, _, inner = name.rpartition(".")
        value = getattr(getattr(chosen.settings, room) if room else chosen.settings, inner)
        text = kind.about.show(value).removesuffix(".0")
        yield name, masked(text) if kind.about.secret else text, chosen.places[name]
