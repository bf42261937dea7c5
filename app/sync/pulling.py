"""Pulling: what is new in one's scopes comes in, page by page, each saved together with its place."""

from app.domain.errors import Misunderstood
from app.sync.histories import check_epoch
from app.sync.line import Line
from app.sync.parting import part
from app.sync.protocol import Pull, Pulled
from app.sync.rows import fold

TRIES = 3


async def pull_all(line: Line) -> None:
    """Pull until there is no more."""
    while True:
        before = dict(line.memory.note("cursors", {}))
        reply = await _ask(line, before)
        if not line.holds:
            return
        _save(line, before, reply)
        if not (reply.more or any(page.more for page in reply.pages)):
            break
        if line.memory.note("cursors", {}) == before:
            raise Misunderstood("server.not_setu")  # a server that promises more and gives nothing
    line.memory.set_note("last_sync", line.clock())


async def _ask(line: Line, cursors: dict[str, int]) -> Pulled:
    """The reply to this very question; one that answers another, or tells another history, does not count."""
    for _ in range(TRIES):
        asked = Pull(epoch=line.epoch, req=line.new_id(), cur=cursors)
        reply = await line.ask(line.client.pull(asked))
        if reply.req == asked.req:
            check_epoch(line, asked.epoch, reply.epoch)
            return reply
    raise Misunderstood("server.not_setu")


def _save(line: Line, cursors: dict[str, int], reply: Pulled) -> None:
    """Rows and places in one commit: a crash can lose both, and then both come again, or neither."""
    places = dict(cursors)
    with line.memory.transaction():
        for page in reply.pages:
            for row in page.rows:
                fold(line.memory, page.scope, row)
            places[page.scope] = max(page.to, places.get(page.scope, 0))
        for scope in reply.gone:
            part(line.memory, scope)
            places.pop(scope, None)
        if places != cursors:
            line.memory.set_note("cursors", places)
