"""Back-filling: older writing comes when nothing else is to be done, a page at a time, from newest to oldest.

How far it is stands in the note `windows`, so it goes on after a restart where it stopped.
"""

import asyncio

from app.domain.errors import SyncTrouble, Unwelcome
from app.sync.backoff import WORTH_OBEYING_S, Backoff
from app.sync.histories import CODE
from app.sync.line import Line
from app.sync.metering import accounted
from app.sync.places import Places
from app.sync.protocol import CONTENT, MAX_PAGE, SCHEMA, Historied, History
from app.sync.pulling import looked_at
from app.sync.rows import fold


class Backfill:
    """Whose turn it is. What the person looks at comes first; else each scope in turn."""

    def __init__(self, backoff: Backoff) -> None:
        self._backoff = backoff
        self._turns: dict[str, int] = {}
        self._stuck: dict[str, int] = {}
        """The scopes a server gives nothing older of, and how far each had come then."""
        self._epoch = ""
        self._not_before = 0.0

    @property
    def rest(self) -> float:
        """Seconds to wait before the next try, also if news came meanwhile."""
        return max(0.0, self._not_before - asyncio.get_running_loop().time())

    def _rest(self, at_least: int = 0) -> None:
        wait = max(self._backoff.next(), min(at_least, WORTH_OBEYING_S))
        self._not_before = asyncio.get_running_loop().time() + wait

    def next(self, line: Line) -> str | None:
        """The scope whose older writing comes next, if there is any to come."""
        if line.epoch != self._epoch:
            self._epoch, self._stuck = line.epoch, {}
        places = Places.read(line.memory)
        looked = set(looked_at(line.memory))
        waiting = [
            scope for scope in places.windows if self._stuck.get(scope) != places.cursors.get(scope, 0)
        ]
        return min(
            waiting, key=lambda scope: (scope not in looked, self._turns.get(scope, 0), scope), default=None
        )

    async def load(self, line: Line, scope: str) -> None:
        """Ask for one page and take it in. A trouble means a rest; raises `Unwelcome` alone."""
        self._turns[scope] = self._turns.get(scope, 0) + 1
        self._stuck.pop(scope, None)
        before = Places.read(line.memory).windows[scope]
        asked = History(
            epoch=line.epoch, req=line.new_id(), scope=scope, before=before, limit=MAX_PAGE, schema=SCHEMA
        )
        try:
            reply = await line.ask(line.client.history(asked), lambda reply: reply.req == asked.req)
        except Unwelcome:
            self._give_up(line, scope)
            raise
        except SyncTrouble as why:
            self._rest(int(why.params.get("retry_after", 0)))
            return
        if not line.holds or reply.req != asked.req or reply.scope != scope:
            self._rest()  # it answers another question, perhaps one of long ago
        elif reply.epoch != asked.epoch:
            self._give_up(line, scope)
            raise Unwelcome(CODE, epoch=reply.epoch)
        else:
            self._take(line, scope, before, reply)

    def _give_up(self, line: Line, scope: str) -> None:
        """Do not ask for this again before there is news of it: one may have left it, and come back."""
        self._stuck[scope] = Places.read(line.memory).cursors.get(scope, 0)

    def _take(self, line: Line, scope: str, before: int, reply: Historied) -> None:
        places = Places.read(line.memory)
        if places.windows.get(scope) != before:
            return
        if reply.at < places.cursors.get(scope, 0):
            # Read before what this device has since been told: it may hold what was withdrawn meanwhile.
            self._rest()
        elif not 0 <= reply.start < before:
            self._give_up(line, scope)  # a server that gives nothing older is not asked for ever
        else:
            with accounted(line):
                for row in reply.rows:
                    if row.k in CONTENT and not row.x:
                        fold(line.memory, scope, row)
                places.open(scope, reply.start)
                places.write(line.memory)
            if reply.rows or not reply.start:
                self._backoff.reset()
            else:
                self._rest()  # a server that gives its nothing in small pieces
        line.progress.see([], places, given_up=self._stuck)
