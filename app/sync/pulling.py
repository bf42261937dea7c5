"""Pulling: what is new in one's scopes comes in, page by page, each saved together with its place."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from functools import partial

from app.domain.errors import Misunderstood
from app.domain.ids import scope_type
from app.store.memory import Memory
from app.sync import reoffering
from app.sync.checking import WRONG, compare
from app.sync.histories import check_epoch, follow, unsee
from app.sync.line import Line
from app.sync.metering import accounted
from app.sync.parting import come_back, part
from app.sync.places import START_OVER, Places, forget_rows, start_over, take_page, to_start_over
from app.sync.protocol import TAIL, Page, Pull, Pulled

TRIES = 3
MOST_BARREN = 3
"""So many replies in a row may promise more and bring no row."""
LAST_SYNC = "last_sync"
LAST_SYNC_MS = 60_000
"""A pull that brought nothing is written down this often: hanging polls would wear out the disk."""
MAX_FIRST = 20
LOOK = "look"
"""The sign with the scopes on screen."""


async def pull_all(line: Line, *, wait: int = 0, digest: Iterable[str] = ()) -> None:
    """Pull until there is no more; `wait` so many seconds for news, and compare the sums of these scopes."""
    asks = Pull(epoch="", req="", cur={}, tail=TAIL, wait=wait, digest=list(digest))
    barren = 0
    while True:
        asked, reply = await _ask(line, asks)
        if not line.holds:
            return
        before = Places.read(line.memory)
        anew = _save(line, asked, reply)
        await compare(line, asked.digest, reply)
        if not (_has_more(reply) or anew):
            return
        barren = 0 if any(page.rows for page in reply.pages) else barren + 1
        if barren > MOST_BARREN or Places.read(line.memory) == before:
            raise Misunderstood("server.not_setu")  # a server that promises more and gives nothing
        asks = Pull(epoch="", req="", cur={}, tail=TAIL)


async def _ask(line: Line, asks: Pull) -> tuple[Pull, Pulled]:
    """The reply to this very question; one that answers another does not count."""
    for _ in range(TRIES):
        asked = question(line, asks)
        reply = await line.ask(line.client.pull(asked), partial(_answers, asked))
        if _answers(asked, reply):
            return asked, reply
    raise Misunderstood("server.not_setu")


def question(line: Line, asks: Pull) -> Pull:
    """What is asked now: with the places as they are at this moment, under an id of its own."""
    places = Places.read(line.memory)
    return replace(
        asks,
        epoch=line.epoch,
        req=line.new_id(),
        cur=places.cursors,
        window=places.windows,
        first=looked_at(line.memory),
        wrong=int(line.memory.note(WRONG, 0)),
    )


def _answers(asked: Pull, reply: Pulled) -> bool:
    return reply.req == asked.req


def looked_at(memory: Memory) -> list[str]:
    """The scopes the person looks at just now."""
    shown = memory.sign(LOOK) or ()
    return ([shown] if isinstance(shown, str) else list(shown))[:MAX_FIRST]


def take_news(line: Line, page: Page) -> bool:
    """Take in a page nobody asked for, as a pull would have; whether it follows on what is here.

    One that does not, or of a scope this device knows nothing of, is for a pull to bring. So is one of the
    person's own scope: it says that other scopes have come or gone, and only a pull tells of those.
    """
    places, pending = Places.read(line.memory), to_start_over(line.memory)
    known = places.cursors.get(page.scope)
    own = scope_type(page.scope) == "u"
    fits = not own and known is not None and page.after == known and page.to > known and not page.more
    if not fits or page.scope in pending or page.start > places.windows.get(page.scope, 0):
        return False
    with accounted(line, unasked=True):
        window = places.windows.get(page.scope, 0)
        take_page(line.memory, places, page)
        places.open(page.scope, window)
        places.write(line.memory)
    return True


def _save(line: Line, asked: Pull, reply: Pulled) -> bool:
    """Rows and places in one commit: a crash can lose both, and then both come again, or neither.

    Gives whether something has to be read anew at once.
    """
    memory = line.memory
    if not _says_something(line, asked, reply):
        return False
    restored = bool(asked.epoch) and reply.epoch != asked.epoch
    with accounted(line):
        if restored:
            follow(memory, reply.epoch)
        else:
            check_epoch(line, asked.epoch, reply.epoch)
        places = Places.read(memory)
        strayed = _strayed(asked, places) if restored else []
        for scope in reply.resync:
            forget_rows(memory, scope)
            places.restart(scope)
        if restored:
            places.write(memory)
            unsee(memory, reply.gone)
        # What a restored server lost is not gone before it was offered again, but its numbering is.
        lost = reply.gone if reoffering.is_pending(memory) else []
        _forget_told_anew(memory, reply, lost)
        for page in reply.pages:
            take_page(memory, places, page)
            come_back(memory, page.scope, page.to)
            reoffering.resume(memory, page.scope)
        for scope in reply.gone:
            if scope not in lost:
                part(memory, scope)
                places.drop(scope)
        places.write(memory)
        start_over(memory, [*lost, *strayed])
        if asked.wrong:
            memory.set_note(WRONG, None)
        if not _has_more(reply):
            memory.set_note(LAST_SYNC, line.clock())
    line.progress.see(reply.pages, Places.read(memory))
    return bool(strayed)


def _strayed(asked: Pull, places: Places) -> list[str]:
    """The scopes in which the live channel brought news of the lost time while the server was asked.

    Its answer is about the cursors it was told, and says nothing of what lies beyond them.
    """
    return [scope for scope, cursor in places.cursors.items() if cursor != asked.cur.get(scope, 0)]


def _forget_told_anew(memory: Memory, reply: Pulled, lost: Collection[str]) -> None:
    """Of the scopes that are read from the beginning again, forget the rows of those that begin here."""
    pending = memory.note(START_OVER, [])
    told = {page.scope for page in reply.pages} | set(reply.gone) | set(reply.resync)
    now = [scope for scope in pending if scope not in lost and (scope in told or not _has_more(reply))]
    for scope in now:
        forget_rows(memory, scope)
    if now:
        memory.set_note(START_OVER, [scope for scope in pending if scope not in now] or None)


def _has_more(reply: Pulled) -> bool:
    return reply.more or any(page.more for page in reply.pages)


def _says_something(line: Line, asked: Pull, reply: Pulled) -> bool:
    told = reply.pages or reply.gone or reply.resync or line.memory.note(START_OVER) or asked.wrong
    late = line.clock() - int(line.memory.note(LAST_SYNC, 0)) >= LAST_SYNC_MS
    return bool(told) or late or reply.epoch != asked.epoch
