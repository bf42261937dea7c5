"""Reading a file line by line, and what its end says: a write that was cut short, or damage."""

import zlib
from collections.abc import Iterator

from app.store.disk import LogFile
from app.store.format import claim, commit_line

CHUNK = 1 << 18


def lines_of(file: LogFile, start: int, size: int) -> Iterator[tuple[int, bytes]]:
    """Every whole line from `start` on with its place, holding no more than one chunk and one line."""
    rest: list[bytes] = []
    for offset in range(start, size, CHUNK):
        first, *others = file.read_at(offset, min(CHUNK, size - offset)).split(b"\n")
        rest.append(first)
        for following in others:
            line = b"".join(rest) + b"\n"
            yield start, line
            start += len(line)
            rest = [following]


def is_torn(file: LogFile, start: int, size: int) -> bool:
    """Whether what lies from here to the end may be one unfinished write, and so was never acknowledged."""
    for at, line in lines_of(file, start, size):
        claimed = claim(line) if line.startswith(b"#") else None
        if claimed is None:
            continue
        # A write has one commit line, its last: of what more than one write left, the first was acknowledged.
        if at + len(line) < size:
            return False
        seq, length = claimed
        if 0 < length <= at - start:
            return line != commit_line(seq, length, zlib.crc32(file.read_at(at - length, length)))
    return True
