"""Sums over the rows of a scope, by which two ends find out that they do not have the same."""

import hashlib
from collections.abc import Iterable


def row_hash(kind: str, identifier: str, seq: int) -> int:
    """64 bits that stand for one live row as it is at this seq."""
    name = f"{kind} {identifier} {seq}".encode()
    return int.from_bytes(hashlib.blake2b(name, digest_size=8).digest(), "big")


def digest_of(rows: Iterable[tuple[str, str, int]]) -> str:
    """How many live rows (kind, id, seq) there are, and the exclusive or of their hashes."""
    count = total = 0
    for row in rows:
        count, total = count + 1, total ^ row_hash(*row)
    return f"{count}.{total:016x}"
