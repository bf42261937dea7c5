"""Reading a file line by line, and what its end says: a write that was cut short, or damage."""

import zlib
from collections.abc import Iterator

from app.store.disk import LogFile
from app.store.format import claim, commit_line

CHUNK = 1 << 18
SLICE = 1 << 10


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


def intact_so_far(file: LogFile, start: int, end: int) -> Iterator[bool]:
    """Whether the first transactions of a log, from here to there, are what they were, told in slices."""
    size, crc, seq = 0, 0, 0
    for number, (_, line) in enumerate(lines_of(file, start, end)):
        if not line.startswith(b"#"):
            size, crc = size + len(line), zlib.crc32(line, crc)
        else:
            seq += 1
            if line != commit_line(seq, size, crc):
                yield False
                return
            size, crc = 0, 0
        if number % SLICE == 0:
            yield True
    yield not size


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
