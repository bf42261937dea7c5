"""The first line of a journal: whose file it is, how to read it, and whether we may."""

import json
import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from app.domain.errors import StoreBroken, StoreForeign
from app.store.format import commit_line, encode

PLAIN, SEALED = 1, 2
"""The versions of the format: lines of JSON, and the same lines each sealed."""

HEAD_LIMIT = 1024
"""No header with its commit line is longer, so this many bytes tell whose file it is."""

_VERSION = re.compile(rb'\{"tinydb-log":([0-9]{1,9})[,}]')
_BIRTH_LINE = re.compile(rb"#0 [0-9]+ [0-9a-f]{8}\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """The first line: the documents' schema, the name of this writing-out of the file, and its lock."""

    schema: int
    gen: str
    lock: Mapping[str, str | int] | None = None

    def birth(self) -> bytes:
        """The first bytes of a file: the header, committed as transaction 0, so that it is guarded too."""
        said = {"tinydb-log": SEALED if self.lock else PLAIN, "schema": self.schema, "gen": self.gen}
        line = encode(said | ({"lock": self.lock} if self.lock else {})).encode() + b"\n"
        return line + commit_line(0, len(line), zlib.crc32(line))


def read_version(head: bytes) -> int | None:
    """The version of the format a file's first bytes claim; None if they are not of this format at all."""
    match = _VERSION.match(head)
    return int(match[1]) if match else None


def read_header(head: bytes) -> Header | None:
    """The header that a file's first bytes hold whole, with its commit line; None if there is none."""
    line, newline, _ = head.partition(b"\n")
    try:
        said = json.loads(line) if newline else {}
        header = Header(schema=int(said["schema"]), gen=said["gen"], lock=said.get("lock"))
        return header if head.startswith(header.birth()) else None
    except (ValueError, TypeError, LookupError, RecursionError):
        return None


def _shape_of_birth() -> str:
    """A pattern of every prefix of a plain header and its commit line."""
    tokens = [re.escape(char) for char in '{"tinydb-log":1,"schema":'] + ["[0-9]{1,9}"]
    tokens += [re.escape(char) for char in ',"gen":"'] + ["[0-9a-f]"] * 16
    tokens += [re.escape(char) for char in '"}\n#0 '] + ["[0-9]{1,3}", " "] + ["[0-9a-f]"] * 8 + ["\n"]
    pattern = ""
    for token in reversed(tokens):
        pattern = f"(?:{token}{pattern})?"
    return pattern


_BIRTH_LIMIT = len(Header(schema=10**9 - 1, gen="0" * 16).birth())
_BIRTH = re.compile(_shape_of_birth().encode())


def torn_at_birth(head: bytes) -> bool:
    """Whether these bytes, a whole file, are a first write of ours that was cut short (or never begun)."""
    # A power cut may leave the length of what was written, and zeros for the rest of it.
    return len(head) <= _BIRTH_LIMIT and _BIRTH.fullmatch(head.rstrip(b"\0")) is not None


def recognise(head: bytes, *, whole: bool, schema: int, path: Path) -> Header | None:
    """The header of a store that we may open; None where nothing is but, at most, a torn first write of ours.

    `head` are the first `HEAD_LIMIT` bytes, or the whole file. Raises `StoreForeign` or `StoreBroken`.
    """
    header = read_header(head)
    if header is not None and header.schema <= schema:
        return header
    if header is None and whole and torn_at_birth(head):
        return None
    line, _, rest = head.partition(b"\n")
    version = read_version(head)
    committed = _BIRTH_LINE.match(rest)
    guarded = rest.startswith(commit_line(0, len(line) + 1, zlib.crc32(line + b"\n")))
    if guarded or (not committed and (version or 0) > SEALED):
        raise StoreForeign("store.newer", path=str(path))
    if version is None and not committed:
        raise StoreForeign("store.foreign", path=str(path))
    raise StoreBroken("store.broken", path=str(path))
