"""What a commit brings to those who listen, and who of them may have it."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from app.sync.protocol import Row


@dataclass(frozen=True, slots=True)
class Wanted:
    """What these people want of a scope: what is new after this seq.

    `written` is what the commit that is looked at wrote there, in its order.
    """

    after: int
    people: Set[str]
    written: Sequence[Row] = ()


@dataclass(frozen=True, slots=True)
class Fresh:
    """What is new in a scope, and who may see it: nobody named means everyone.

    `event` is empty where only the head is to be told. `readers` says of all who were asked about from which
    seq on they may see content, and None of those who may see nothing.
    """

    head: int
    after: int
    event: bytes
    readers: Mapping[str, int | None] | None
