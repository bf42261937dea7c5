"""What a commit brings to those who listen, and who of them may have it."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fresh:
    """What is new in a scope, and who may see it: nobody named means everyone.

    `event` is empty where only the head is to be told. `readers` says from which seq on each may see content.
    """

    head: int
    after: int
    event: bytes
    readers: Mapping[str, int] | None
