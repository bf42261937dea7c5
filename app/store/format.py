"""The lines of a journal: what each says, and what proves a transaction whole (docs/store-format.md)."""

import json
import re
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

VERSION = 1
HEAD_LIMIT = 256
"""No header with its commit line is longer, so this many bytes tell whose file it is."""

_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode
_encode_ascii = json.JSONEncoder(allow_nan=False, separators=(",", ":")).encode
_VERSION = re.compile(rb'\{"tinydb-log":([0-9]{1,9})[,}]')
_HEADER = re.compile(rb'\{"tinydb-log":1,"schema":([0-9]{1,9}),"gen":"([0-9a-f]{16})"\}\n')
_COMMIT = re.compile(rb"#([0-9]{1,18}) ([0-9]{1,18}) [0-9a-f]{8}\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """The first line: which schema the documents have, and which writing-out of the file this is."""

    schema: int
    gen: str

    def birth(self) -> bytes:
        """The first bytes of a file: the header, committed as transaction 0, so that it is guarded too."""
        line = f'{{"tinydb-log":{VERSION},"schema":{self.schema},"gen":"{self.gen}"}}\n'.encode()
        return line + commit_line(0, len(line), zlib.crc32(line))


def read_version(head: bytes) -> int | None:
    """The version of the format a file's first bytes claim; None if they are not of this format at all."""
    match = _VERSION.match(head)
    return int(match[1]) if match else None


def read_header(head: bytes) -> Header | None:
    """The header a file's first bytes hold; None if there is no whole one."""
    match = _HEADER.match(head)
    return Header(schema=int(match[1]), gen=match[2].decode()) if match else None


def _shape_of_birth() -> str:
    """A pattern of every prefix of a header and its commit line."""
    tokens = [re.escape(char) for char in '{"tinydb-log":1,"schema":'] + ["[0-9]{1,9}"]
    tokens += [re.escape(char) for char in ',"gen":"'] + ["[0-9a-f]"] * 16
    tokens += [re.escape(char) for char in '"}\n#0 '] + ["[0-9]{1,3}", " "] + ["[0-9a-f]"] * 8 + ["\n"]
    pattern = ""
    for token in reversed(tokens):
        pattern = f"(?:{token}{pattern})?"
    return pattern


_BIRTH = re.compile(_shape_of_birth().encode())


def torn_at_birth(head: bytes) -> bool:
    """Whether these bytes, a whole file, are a first write of ours that was cut short (or never begun)."""
    return _BIRTH.fullmatch(head) is not None


def put_line(table: str, doc_id: str, document: Mapping[str, Any]) -> bytes:
    """The line that stores a document. Raises ValueError or TypeError for what JSON cannot say."""
    return _line([table, doc_id, document])


def remove_line(table: str, doc_id: str) -> bytes:
    """The line that forgets a document."""
    return _line([table, doc_id])


def empty_line(table: str) -> bytes:
    """The line that makes a table, or empties it."""
    return _line([table])


def drop_line(table: str) -> bytes:
    """The line that forgets a table."""
    return _line([table, None])


def _line(entry: list[Any]) -> bytes:
    try:
        return _encode(entry).encode() + b"\n"
    except UnicodeEncodeError:
        # Half of a surrogate pair, as a careless keyboard may send it, exists in JSON only as an escape.
        return _encode_ascii(entry).encode() + b"\n"


def parse_lines(lines: Sequence[bytes]) -> list[list[Any]]:
    """What lines say, in their order, parsed in one go. Raises ValueError."""
    entries = json.loads(b"[" + b",".join(lines) + b"]")
    if len(entries) != len(lines) or not all(_is_entry(entry) for entry in entries):
        raise ValueError("not lines of a journal")
    return list(entries)


def _is_entry(entry: object) -> bool:
    match entry:
        case [str()] | [str(), str() | None] | [str(), str(), dict()]:
            return True
        case _:
            return False


def commit_line(seq: int, size: int, crc: int) -> bytes:
    """The line that makes `size` bytes before it, of this crc32, transaction `seq`; it guards both too."""
    numbers = b"#%d %d " % (seq, size)
    return numbers + b"%08x\n" % zlib.crc32(numbers, crc)


def claim(line: bytes) -> tuple[int, int] | None:
    """The sequence number and size that a line claims to commit; None if it is no commit line."""
    match = _COMMIT.fullmatch(line)
    return (int(match[1]), int(match[2])) if match else None
