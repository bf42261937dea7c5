"""Where settings come from: the command line over the environment over a file over the defaults."""

import difflib
import os
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any, get_type_hints

from app.server.doors.throttle import Limits
from app.server.settings.settings import About, Settings

FILE = "setu-server.toml"
"""The file of settings that is read when it lies in the data folder."""
ENVIRONMENT = "SETU_"
_LIMIT = About(means="", takes="a number above 0", check=lambda value: 0 < value < 1e12)
_TRUE, _FALSE = ("true", "yes", "on", "1"), ("false", "no", "off", "0")
_KINDS = {int: "a whole number", float: "a number", bool: "true or false", str: "text", Path: "a path"}


class WrongSetting(Exception):
    """A setting that cannot be; the message says which one, where it stands, and what to do."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A setting by name: what type its values are of, and what they must be."""

    type: type
    about: About


@dataclass(frozen=True, slots=True)
class Given:
    """A value someone gave, not yet looked at, and what to call the place where it stands."""

    value: Any
    place: str


@dataclass(frozen=True, slots=True)
class Chosen:
    """The settings, and where each came from."""

    settings: Settings
    places: Mapping[str, str]


def _kinds() -> Iterator[tuple[str, Kind]]:
    for room, prefix in ((Settings, ""), (Limits, "limits.")):
        hints = get_type_hints(room)
        for one in fields(room):
            if one.name != "limits":
                yield prefix + one.name, Kind(hints[one.name], one.metadata.get("about", _LIMIT))


KINDS: Mapping[str, Kind] = dict(_kinds())
"""Every setting by its name in the file; those of the table [limits] begin with `limits.`."""


def variable(name: str) -> str:
    """The environment variable of a setting."""
    return ENVIRONMENT + name.upper().replace(".", "_")


def read_settings(options: Mapping[str, str], environ: Mapping[str, str] = os.environ) -> Chosen:
    """What was chosen; `options` are those of the command line, `config` among them. Raises WrongSetting."""
    asked = {name: Given(value, _option(name)) for name, value in options.items() if name != "config"}
    told = {
        name: Given(environ[variable(name)], variable(name)) for name in KINDS if variable(name) in environ
    }
    given = told | asked
    named = options.get("config") or environ.get(f"{ENVIRONMENT}CONFIG")
    if named:
        given = _from_file(Path(named).expanduser()) | given
    elif (
        (file := _value("data", given["data"]) if "data" in given else Settings().data)
        .joinpath(FILE)
        .is_file()
    ):
        given = _from_the_data_folder(file / FILE) | given
    return _choose(given)


def _choose(given: Mapping[str, Given]) -> Chosen:
    values = {name: _value(name, one) for name, one in given.items()}
    limits = {
        name.removeprefix("limits."): value for name, value in values.items() if name.startswith("limits.")
    }
    plain = {name: value for name, value in values.items() if not name.startswith("limits.")}
    settings = Settings(**plain, limits=replace(Limits(), **limits))
    if settings.db and settings.backups:
        raise WrongSetting(f"{given['backups'].place} is for SQLite. Back up PostgreSQL by its own means.")
    return Chosen(settings, {name: given[name].place if name in given else "default" for name in KINDS})


def _from_the_data_folder(file: Path) -> dict[str, Given]:
    given = _from_file(file)
    if "data" in given:
        raise WrongSetting(
            f"`data` cannot be set in {file}, which was found by the data folder it lies in. "
            f"Take that line out, or name the file with --config."
        )
    return given


def _from_file(file: Path) -> dict[str, Given]:
    try:
        read = tomllib.loads(file.read_text("utf-8"))
    except OSError as why:
        raise WrongSetting(f"The settings in {file} cannot be read: {why.strerror}.") from why
    except ValueError as why:
        raise WrongSetting(f"{file} is not TOML: {why}.") from why
    given = {}
    for name, value in _flat(read):
        place = f"`{name}` in {file}"
        if name not in KINDS:
            raise WrongSetting(f"{place} is no setting.{_meant(name)}")
        given[name] = Given(value, place)
    return given


def _flat(read: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, value in read.items():
        if name == "limits" and isinstance(value, dict):
            yield from ((f"limits.{inner}", number) for inner, number in value.items())
        else:
            yield name, value


def _meant(name: str) -> str:
    close = difflib.get_close_matches(name, KINDS, n=1)
    return f" Did you mean `{close[0]}`?" if close else " `setu server config` lists those there are."


def _option(name: str) -> str:
    if name not in KINDS:
        raise WrongSetting(f"`{name}` is no setting.{_meant(name)}")
    return (
        f"--limit {name.removeprefix('limits.')}"
        if name.startswith("limits.")
        else f"--{name.replace('_', '-')}"
    )


def _value(name: str, given: Given) -> Any:
    kind = KINDS[name]
    if kind.about.read:
        return _read(kind.about.read, given)
    value = _typed(kind.type, given.value)
    if value is None or not kind.about.check(value):
        takes = kind.about.takes if value is not None or kind.type is str else _KINDS[kind.type]
        shown = "" if kind.about.secret else f", and is {given.value!r}"
        raise WrongSetting(f"{given.place} must be {takes}{shown}.")
    return value


def _read(read: Callable[[object], Any], given: Given) -> Any:
    try:
        return read(given.value)
    except ValueError as why:
        raise WrongSetting(f"{given.place} {why}.") from why


def _typed(kind: type, value: Any) -> Any:
    """The value as one of this type; None when it is none."""
    if isinstance(value, str) and kind is not str:
        return _parsed(kind, value)
    if kind is float and type(value) is int:
        return float(value)
    return value if type(value) is kind else None


def _parsed(kind: type, text: str) -> Any:
    if kind is Path:
        return Path(text).expanduser() if text else None
    if kind is bool:
        return {**dict.fromkeys(_TRUE, True), **dict.fromkeys(_FALSE, False)}.get(text.lower())
    try:
        number = kind(text)
    except ValueError:
        return None
    return number if abs(number) < 1e18 else None
