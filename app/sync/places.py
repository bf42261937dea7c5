"""Places: how far this device has read each scope, forwards to its cursor and backwards to its window.

The note `cursors` has the last seq of each scope, the note `windows` the lowest `pos` of content of those
not read to their beginning, and the note `start_over` the scopes whose rows are to be forgotten as soon
as the server tells them anew; until then they are better than nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from app.domain.arranging import PIN
from app.store.memory import Memory
from app.sync.protocol import CONTENT, Page, Row
from app.sync.rows import fold, keep, without_base

CURSORS, WINDOWS, START_OVER = "cursors", "windows", "start_over"


@dataclass(slots=True)
class Places:
    """Cursors and windows, as they are and as they become; `write` keeps them."""

    cursors: dict[str, int]
    windows: dict[str, int]

    @classmethod
    def read(cls, memory: Memory) -> Self:
        """As they are now."""
        return cls(dict(memory.note(CURSORS, {})), dict(memory.note(WINDOWS, {})))

    def write(self, memory: Memory) -> None:
        """Keep them, in the commit of the rows they speak of."""
        for name, places in ((CURSORS, self.cursors), (WINDOWS, self.windows)):
            if memory.note(name, {}) != places:
                memory.set_note(name, places)

    def reach(self, page: Page) -> None:
        """The rows of this page are here."""
        self.cursors[page.scope] = max(page.to, self.cursors.get(page.scope, 0))
        self.open(page.scope, page.start)

    def open(self, scope: str, start: int) -> None:
        """Content is here from this `pos` on."""
        if start > 0:
            self.windows[scope] = start
        else:
            self.windows.pop(scope, None)

    def restart(self, scope: str) -> None:
        """Nothing is known of how far this was read, only that it is one's own."""
        self.cursors[scope] = 0
        self.windows.pop(scope, None)

    def drop(self, scope: str) -> None:
        """This is no longer one's own."""
        self.cursors.pop(scope, None)
        self.windows.pop(scope, None)


def ask_about(memory: Memory, scope: str) -> None:
    """Let the next pull ask about this scope, and so be told if it is no longer one's own."""
    places = memory.note(CURSORS, {})
    if scope not in places:
        memory.set_note(CURSORS, {**places, scope: 0})


def start_over(memory: Memory, scopes: Iterable[str]) -> None:
    """Read these scopes from the beginning; what is here is forgotten when the first of it comes."""
    with memory.transaction():
        places, pending = Places.read(memory), list(memory.note(START_OVER, []))
        for scope in scopes:
            places.restart(scope)
            if scope not in pending:
                pending.append(scope)
        places.write(memory)
        memory.set_note(START_OVER, pending or None)


def to_start_over(memory: Memory) -> set[str]:
    """The scopes whose rows wait to be told anew."""
    return set(memory.note(START_OVER, []))


def forget_rows(memory: Memory, scope: str) -> None:
    """Forget what the server said of this scope; what waits and what was refused stays."""
    with memory.transaction():
        memory.forget_scope(scope)
        for record in memory.in_scope(scope):
            if record.base is not None or record.seq:
                keep(memory, without_base(record))


def take_answer(memory: Memory, scope: str, row: Row) -> None:
    """Take in the row of an answer, unless it is for the history to bring.

    Of content from before the window no pull tells that it was withdrawn.
    """
    if row.k not in CONTENT or row.x or row.pos >= memory.note(WINDOWS, {}).get(scope, 0):
        fold(memory, scope, row)


def _forget_answers(memory: Memory, page: Page) -> None:
    """Forget what came beside the pulls before this first page: it tells of all that is still so.

    What was withdrawn so long ago that this itself is forgotten no page tells of.
    """
    for record in memory.in_scope(page.scope):
        outside = record.kind in CONTENT and 0 < record.pos < page.start
        if outside or 0 < record.seq <= page.to:
            keep(memory, without_base(record))


def _forget_content(memory: Memory, scope: str, since: int) -> None:
    """Forget what was written up to this `pos`, by a person who left and came back while nobody looked, and
    what of it was pinned.

    Every other device of theirs would not be shown it either.
    """
    for record in memory.in_scope(scope):
        if record.kind in {*CONTENT, PIN} and 0 < record.pos <= since:
            keep(memory, without_base(record))


def take_page(memory: Memory, places: Places, page: Page) -> None:
    """Take in the rows of a page, under what waits here, and how far they reach.

    A row the cursor has passed is known, or was withdrawn while this page was on its way: it stays so.
    What answers brought before a first page is told again, there or by the history, or is there no more.
    """
    cursor = places.cursors.get(page.scope, 0)
    if not cursor:
        _forget_answers(memory, page)
    if cursor < page.since:
        _forget_content(memory, page.scope, page.since)
    for row in page.rows:
        if row.seq > cursor:
            fold(memory, page.scope, row)
    places.reach(page)
