"""The lines of a journal: what each says, and what proves a transaction whole (docs/store-format.md)."""

import json
import re
import zlib
from collections.abc import Mapping, Sequence
from typing import Any
from unicodedata import is_normalized, normalize

encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode
_decode = json.JSONDecoder().raw_decode
DEEPEST = 100
"""What is nested deeper could not be read again wherever Python has come far into its stack."""

_HALF = re.compile("[\ud800-\udfff]")
# All letters but these are in NFC, if they are not one of the pairs below.
_UNUSUAL = re.compile("[^\\0-\u02ff\u0964\u0965\u0980-\u09db\u09de\u09e0-\u09fd\u2010-\u2027\u200c\u200d]")
# Halves of ো and ৌ, which are one letter each, and a hasanta before the dot that it must follow.
_UNJOINED = ("\u09c7\u09be", "\u09c7\u09d7", "\u09cd\u09bc")
_COMMIT = re.compile(rb"#([0-9]{1,18}) ([0-9]{1,18}) [0-9a-f]{8}\n")


def put_line(table: str, doc_id: str, document: Mapping[str, Any]) -> tuple[bytes, Mapping[str, Any]]:
    """The line that stores a document, and the document as it is stored: every text in it in NFC.

    Raises ValueError or TypeError for what JSON cannot say.
    """
    text = encode([table, doc_id, document])
    if _may_be_decomposed(text) and not is_normalized("NFC", text):
        document = composed(document)
        text = encode([table, doc_id, document])
    if text.count("{") + text.count("[") > DEEPEST and _depth(document) > DEEPEST:
        raise ValueError(f"a document is nested {DEEPEST} deep at most")
    line = _bytes(text)
    if b"\\ud" in line:
        # Two halves of a letter that stand side by side are one letter when they are read again.
        _, known, document = parse_put(line)
        if known != doc_id:
            raise ValueError("an id is not a whole text")
    return line, document


def _depth(value: Any) -> int:
    parts = value.values() if isinstance(value, Mapping) else value if isinstance(value, list | tuple) else ()
    return 1 + max(map(_depth, parts), default=0)


def _may_be_decomposed(text: str) -> bool:
    """Whether asking Unicode, which takes longer than all the rest, could find a text that is not in NFC."""
    return not text.isascii() and (
        _UNUSUAL.search(text) is not None or any(map(text.__contains__, _UNJOINED))
    )


def composed(value: Any) -> Any:
    """This, with every text in it in NFC, as documents are stored; keys stay as they are."""
    if isinstance(value, str):
        return normalize("NFC", value)
    if isinstance(value, Mapping):
        return {key: composed(inner) for key, inner in value.items()}
    return [composed(inner) for inner in value] if isinstance(value, list | tuple) else value


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
    return _bytes(encode(entry))


def _bytes(text: str) -> bytes:
    try:
        return text.encode() + b"\n"
    except UnicodeEncodeError:
        # Half of a surrogate pair, as a careless keyboard may send it, exists in JSON only as an escape.
        return _HALF.sub(lambda half: f"\\u{ord(half[0]):04x}", text).encode() + b"\n"


def parse_lines(lines: Sequence[bytes]) -> list[list[Any]]:
    """What lines say, in their order, parsed in one go. Raises ValueError."""
    text = f"[{b','.join(lines).decode()}]"
    entries: list[list[Any]]
    entries, end = _decode(text)
    if end != len(text) or len(entries) != len(lines):
        raise ValueError("not lines of a journal")
    return entries


def parse_put(line: bytes) -> tuple[str, str, dict[str, Any]]:
    """Table, id and document of a line that `put_line` made. Raises ValueError."""
    (table, doc_id, document), _ = _decode(line.decode())
    return table, doc_id, document


def is_entry(entry: Any) -> bool:
    """Whether this is what a line of a journal may say."""
    match entry:
        case [str(), str(), dict()] | [str()] | [str(), str() | None]:
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
