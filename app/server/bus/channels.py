"""Who is listening to which scope, inside this one process. It may lose a poke, never a row."""

import secrets
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from app.domain.ids import holds_reports
from app.server.bus.listeners import Listener
from app.server.database.engine import Connection
from app.server.database.fresh import Fresh, Wanted
from app.server.database.news import Move, News
from app.server.troubles import Rejected

CHANNELS_PER_DEVICE = 2
CHANNELS_PER_PERSON = 8
"""Open channels of one device and of one person; the oldest makes room for the newest."""
CHANNELS = 5_000
"""Open channels of this process. Who comes then is told to come again: were the oldest closed instead,
it would be back at once and close the next, and a full server would do nothing else."""
REMEMBERED = 256
"""Publications after which one who was away can still be told just what they missed."""
_COME_AGAIN_S = 30


class Pager(Protocol):
    """Brings what is new in a scope to the listeners who want it whole."""

    @property
    def covered(self) -> int:
        """The newest publication of which, and before which, nothing is still on its way."""

    def fetch(self, scope: str, after: int) -> None:
        """Something is new in this scope after this seq."""

    def look(self, connection: Connection, scopes: Mapping[str, Wanted]) -> Mapping[str, Fresh]:
        """What is to be shown of these scopes. In the writing thread."""

    def show(self, scope: str, fresh: Fresh) -> None:
        """This is what is new in this scope."""


@dataclass(slots=True)
class Watch:
    """A scope that someone here listens to, and how far it has come by all that is known here."""

    head: int = 0
    listeners: set[Listener] = field(default_factory=set)
    eager: int = 0
    """How many of them want pages."""

    def eager_people(self) -> set[str]:
        """Who wants pages. Any thread may ask."""
        now = self.listeners.copy()  # in one go, while others come and go
        return {listener.person for listener in now if listener.wants_pages}


class Bus:
    """Carries the news of each commit to the channels it concerns.

    `hub` names this process's bus and `count` its newest publication: together they say up to where
    someone was told. `lossy` means that there are other processes, whose news may get lost on the way.
    """

    def __init__(self, *, lossy: bool = False) -> None:
        self.hub = secrets.token_hex(8)
        self.count = 0
        self.lossy = lossy
        self.closed = False
        self.pager: Pager | None = None
        self._people: dict[str, list[Listener]] = defaultdict(list)
        self._open = 0
        self._watched: dict[str, Watch] = {}
        self._recent: deque[Mapping[str, int]] = deque(maxlen=REMEMBERED)
        self._followers: list[Callable[[News], None]] = []
        self._carriers: list[Callable[[News], None]] = []

    # For those who hear of everything

    def follow(self, hear: Callable[[News], None]) -> None:
        """Be told of all news, from wherever it came."""
        self._followers.append(hear)

    def carry(self, take: Callable[[News], None]) -> None:
        """Be told of what was committed by this process, to carry it to the others."""
        self._carriers.append(take)

    def publish(self, news: News) -> None:
        """Tell of a commit of this process, here and elsewhere."""
        for take in self._carriers:
            take(news)
        self.hear(news)

    def hear(self, news: News) -> None:
        """Tell everyone here who may know. Who was let in hears of it; who was sent away hears no more."""
        if news.heads:
            self.count += 1
            self._recent.append(news.heads)
        for hear in self._followers:
            hear(news)
        for move in news.moves:
            self._move(move)
        for scope, head in news.heads.items():
            self._advance(scope, head, news.fresh.get(scope))

    def look(self, connection: Connection, news: News) -> Mapping[str, Fresh]:
        """What those who listen to these scopes are to be shown; nothing where nobody wants to be shown.

        The writing thread asks this, so nothing here may be changed, and all is looked at only once.
        """
        wanted: dict[str, Wanted] = {}
        # Of reports one is only told that there are: who reads them is noted, and a pull does that.
        for scope in (each for each in news.heads if not holds_reports(each)):
            watch = self._watched.get(scope)
            if watch and watch.eager and watch.head:
                written = [row for place, row in news.written if place == scope]
                wanted[scope] = Wanted(watch.head, watch.eager_people(), written)
        return self.pager.look(connection, wanted) if self.pager and wanted else {}

    # Channels

    def join(self, person: str, device: str = "", *, wants_pages: bool = False) -> Listener:
        """A new channel for this person, which hears of their own scope and the commons at once.

        Raises 503 `server.busy` when there are too many already.
        """
        if self._open >= CHANNELS:
            raise Rejected(503, "server.busy", retry_after=_COME_AGAIN_S)
        listener = Listener(person, device, wants_pages=wants_pages)
        channels = self._people[person]
        channels.append(listener)
        self._open += 1
        for scope in listener.scopes:
            self._watch(scope, listener)
        same = [one for one in channels if one.device == device != ""]
        if len(same) > CHANNELS_PER_DEVICE:
            self._end(same[0], "crowded")
        if len(channels) > CHANNELS_PER_PERSON:
            self._end(channels[0], "crowded")
        if self.closed:
            listener.close()
        return listener

    def begin(self, listener: Listener, heads: Mapping[str, int], *, since: int) -> None:
        """Listen to these scopes, which stand there; be told at once what was published after `since`."""
        before = listener.scopes
        listener.begin(heads)
        self._rewatch(listener, before)
        for scope, head in heads.items():
            self._advance(scope, head, but=listener)
        for scope, head in self.missed(since).items():
            if scope in listener.scopes:
                listener.tell(scope, head)

    def leave(self, listener: Listener) -> None:
        """This channel is no more. Twice is once."""
        channels = self._people.get(listener.person, [])
        if listener not in channels:
            return
        channels.remove(listener)
        self._open -= 1
        if not channels:
            del self._people[listener.person]
        for scope in listener.scopes:
            self._unwatch(scope, listener)

    def correct(self, listener: Listener, scopes: Iterable[str], heads: Mapping[str, int]) -> None:
        """The database says that these are the person's scopes, and that they stood there before."""
        there = set(scopes)
        for scope in listener.scopes ^ there:
            if scope in heads:
                self._move_one(listener, Move(listener.person, scope, scope in there, heads[scope]))

    def shut_out(self, device: str) -> None:
        """Close the channels of a device that is signed out. Not all that are in the news are: some were
        only given another token."""
        for listener in [one for one in self.listeners() if one.device == device]:
            self._end(listener, "revoked")

    def close(self) -> None:
        """End every channel, so that the server can stop."""
        self.closed = True
        for listener in list(self.listeners()):
            listener.close()

    # What is known

    def told_up_to(self, listener: Listener) -> str:
        """The name of the newest publication that this listener has been told of, with all before it."""
        late = listener.wants_pages and self.pager
        return f"{self.hub}.{self.pager.covered if late and self.pager else self.count}"

    @property
    def open(self) -> int:
        """How many channels there are."""
        return self._open

    def listeners(self) -> Iterator[Listener]:
        """All channels, the oldest of each person first."""
        return (listener for channels in self._people.values() for listener in channels)

    def of(self, person: str) -> list[Listener]:
        """This person's channels, the oldest first."""
        return list(self._people.get(person, ()))

    def watched(self) -> dict[str, int]:
        """The scopes that someone here listens to, and where they stand as far as is known here."""
        return {scope: watch.head for scope, watch in self._watched.items()}

    def eager_for(self, scope: str) -> set[str]:
        """Who listens to this scope and wants pages of it."""
        watch = self._watched.get(scope)
        return watch.eager_people() if watch else set()

    def listening_to(self, scope: str) -> list[Listener]:
        """Who listens to this scope."""
        watch = self._watched.get(scope)
        return list(watch.listeners) if watch else []

    def head(self, scope: str) -> int:
        """Where this scope stands as far as is known here."""
        watch = self._watched.get(scope)
        return watch.head if watch else 0

    def remembers(self, hub: str, count: int) -> bool:
        """Whether all that came after this publication is still known."""
        return hub == self.hub and 0 <= self.count - count <= len(self._recent)

    def missed(self, since: int) -> dict[str, int]:
        """Where the scopes stand that anything was published of after this."""
        found: dict[str, int] = {}
        for heads in list(self._recent)[max(0, len(self._recent) - (self.count - since)) :]:
            for scope, head in heads.items():
                found[scope] = max(head, found.get(scope, 0))
        return found

    # Inside

    def _advance(
        self, scope: str, head: int, fresh: Fresh | None = None, *, but: Listener | None = None
    ) -> None:
        watch = self._watched.get(scope)
        if watch is None or head <= watch.head:
            return
        before, watch.head = watch.head, head
        paged = False
        for listener in watch.listeners:
            if listener is but:
                continue
            if listener.wants_pages and self.pager and before and not holds_reports(scope):
                paged = True
            else:
                listener.tell(scope, head)
        if paged and self.pager:
            if fresh and (fresh.after, fresh.head) == (before, head):
                self.pager.show(scope, fresh)
            else:
                self.pager.fetch(scope, before)

    def _end(self, listener: Listener, why: str) -> None:
        self.leave(listener)
        listener.close(why)

    def _move(self, move: Move) -> None:
        for listener in self._people.get(move.person, ()):
            self._move_one(listener, move)

    def _move_one(self, listener: Listener, move: Move) -> None:
        before = set(listener.scopes)
        listener.move(move.scope, move.there, move.head)
        self._rewatch(listener, before)
        if (
            move.scope in listener.scopes - before
        ):  # others may have been told already of what it did not hear
            listener.tell(move.scope, max(move.head, self._watched[move.scope].head))

    def _rewatch(self, listener: Listener, before: set[str]) -> None:
        for scope in before - listener.scopes:
            self._unwatch(scope, listener)
        for scope in listener.scopes - before:
            self._watch(scope, listener)

    def _watch(self, scope: str, listener: Listener) -> None:
        watch = self._watched.setdefault(scope, Watch())
        watch.listeners.add(listener)
        watch.eager += listener.wants_pages

    def _unwatch(self, scope: str, listener: Listener) -> None:
        watch = self._watched.get(scope)
        if watch:
            watch.listeners.remove(listener)
            watch.eager -= listener.wants_pages
            if not watch.listeners:
                del self._watched[scope]
