"""What must be so at every moment: looked at after every commit and at every reading for somebody."""

import json
from collections.abc import Callable
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from app.domain.ids import COMMONS, MODERATION, holds_reports, own_scope, pair_scope
from app.domain.reporting import accuses
from app.domain.starters import STARTER_BY_ID
from app.server.accounts.codes import digest
from app.sync.protocol import CONTENT, Historied, Page, Pulled, Row
from app.sync.wire import from_wire

if TYPE_CHECKING:
    from .world import World

CALLER: ContextVar[str] = ContextVar("CALLER", default="")
"""The token of the request that is being answered."""
WRITTEN = "'post', 'reply', 'answer', 'prompt'"
ADDED = f"{WRITTEN}, 'react', 'pin', 'asking', 'helped'"
SINCE_JOINING = "since_join"


class Watch:
    """Knows who is where by looking at the table itself, never by asking the code that is on trial."""

    def __init__(self, world: "World") -> None:
        self._world = world
        self.members: dict[tuple[str, str], int] = {}
        """Who is where, and how far the scope had come before they came."""
        self.left: dict[tuple[str, str], int] = {}
        """Who is no longer where, and how far the scope had come when they went."""
        self.heads: dict[str, int] = {}
        self._removed: dict[tuple[str, str], int] = {}
        self._blocks: set[tuple[str, str]] = set()
        self._archived: dict[str, int] = {}
        self._people: dict[str, str] = {}
        self.delivered = 0
        self.commits = 0

    def restored(self) -> None:
        """Another past: what was known of the old one does not bind it."""
        ask = self._world.server.wire.raw.execute
        self.heads = dict(ask("SELECT id, head FROM scope").fetchall())
        seats = ask("SELECT scope_id, person_id FROM member WHERE state = 'in'").fetchall()
        self.members = dict.fromkeys(seats, 0)
        for known in (self.left, self._removed, self._blocks, self._archived):
            known.clear()
        self.committed()

    def committed(self) -> None:
        """I5 and I7: numbers only grow, and every circle is led by somebody."""
        self.commits += 1
        ask = self._world.server.wire.raw.execute
        seats = ask("SELECT scope_id, person_id, role FROM member WHERE state = 'in'").fetchall()
        before, heads = self.members, dict(ask("SELECT id, head FROM scope").fetchall())
        self.members = {
            (scope, person): self.members.get((scope, person), self.heads.get(scope, 0))
            for scope, person, _ in seats
        }
        for gone in before.keys() - self.members.keys():
            self.left[gone] = heads.get(gone[0], 0)
        led = {scope for scope, _, role in seats if role == "leader"}
        for scope in {scope for scope, _, _ in seats if scope.startswith("c.")} - led:
            if scope[2:] not in STARTER_BY_ID:
                self._world.violate("I7", f"nobody leads {scope}")
        for scope, head in self.heads.items():
            if heads.get(scope, 0) < head:
                self._world.violate("I5", f"{scope} went back from {head} to {heads.get(scope)}")
        self._who_writes(before, heads)
        self._who_comes_back()
        self._what_is_over()
        self._what_the_blocked_say(heads)
        self.heads = heads

    def later(self, seconds: float, what: Callable[[], object]) -> None:
        """Let something happen by itself."""
        self._world.loop.call_later(seconds, what)

    def _who_writes(self, before: dict[tuple[str, str], int], heads: dict[str, int]) -> None:
        """Only who is in a circle writes there."""
        ask = self._world.server.wire.raw.execute
        for scope, head in heads.items():
            if scope.startswith("c.") and head > self.heads.get(scope, 0):
                asked = f"SELECT author FROM item WHERE scope_id = ? AND pos > ? AND kind IN ({WRITTEN})"
                for (author,) in ask(asked, (scope, self.heads.get(scope, 0))).fetchall():
                    seen = (scope, author) in before or (scope, author) in self.members
                    if not seen and not self._has_moved(scope, author):
                        self._world.violate("I4", f"{author} wrote in {scope} without being there")

    def _has_moved(self, scope: str, person: str) -> bool:
        """Whether somebody came and went between two looks."""
        asked = "SELECT seq FROM item WHERE scope_id = ? AND kind = 'member' AND id = ?"
        found = self._world.server.wire.raw.execute(asked, (scope, person)).fetchone()
        return found is not None and found[0] > self.heads.get(scope, 0)

    def _who_comes_back(self) -> None:
        """Who was sent away comes back only by a wish that is younger than that."""
        ask = self._world.server.wire.raw.execute
        for seat in self._removed.keys() & self.members.keys():
            wish = seat[0], self._world.story.letter(seat[1])
            if self._world.deeds.wishes.get(wish, 0) <= self._removed[seat]:
                self._world.violate("I2", f"{seat} was sent away and is in again by an old wish")
        asked = "SELECT scope_id, person_id FROM member WHERE state IN ('removed', 'banned')"
        now = self._world.now_ms()
        self._removed = {(s, p): self._removed.get((s, p), now) for s, p in ask(asked)}

    def _what_is_over(self) -> None:
        """Nothing is added to a circle that was archived at the last look and was not touched since."""
        ask = self._world.server.wire.raw.execute
        asked = "SELECT scope_id, seq FROM item WHERE kind = 'circle' AND body LIKE '%\"archived\":true%'"
        archived = dict(ask(asked).fetchall())
        for scope in (scope for scope, seq in archived.items() if self._archived.get(scope) == seq):
            asked = f"SELECT kind, id FROM item WHERE scope_id = ? AND pos > ? AND kind IN ({ADDED})"
            for kind, identifier in ask(asked, (scope, self.heads.get(scope, 0))).fetchall():
                self._world.violate("I4", f"{kind} {identifier} was written in {scope}, which is archived")
        self._archived = archived

    def _what_the_blocked_say(self, heads: dict[str, int]) -> None:
        """A message to somebody who wanted none before it was sent is not there."""
        ask = self._world.server.wire.raw.execute
        for scope, head in heads.items():
            before = self.heads.get(scope, 0)
            if scope.startswith("d.") and head > before and self._blocks:
                asked = "SELECT author FROM item WHERE scope_id = ? AND pos > ? AND kind IN ('dm', 'mreq')"
                for (author,) in ask(asked, (scope, before)).fetchall():
                    self._must_be_welcome(author, scope)
        self._blocks = set(ask("SELECT person_id, other_id FROM block").fetchall())

    def _must_be_welcome(self, author: str, scope: str) -> None:
        for person, other in self._blocks:
            if other == author and pair_scope(person, author) == scope:
                self._world.violate("I4", f"{author} wrote to {person}, who wants nothing of them")

    def read(self, answer: Any) -> None:
        """I4: no row for somebody who is not in its scope at this very moment."""
        if isinstance(answer, tuple):  # what waits for news looks at where it stands, too
            answer = answer[0]
        if isinstance(answer, Pulled):
            for page in answer.pages:
                self._page(page, self.person(CALLER.get()))
        elif isinstance(answer, Historied):
            self._rows(answer.scope, answer.rows, self.person(CALLER.get()))

    def channel(self, token: str, said: bytes) -> None:
        """I4 for what comes unasked: who was there when it was written may see it, be it told a bit late."""
        for event in said.split(b"\n\n"):
            if b"event: page\ndata: " in event:
                page = from_wire(Page, json.loads(event.partition(b"data: ")[2]))
                person = self.person(token)
                seat = page.scope, person
                if seat in self.members or page.scope in (COMMONS, MODERATION, own_scope(person)):
                    self._page(page, person)
                elif max(row.seq for row in page.rows) > self.left.get(seat, 0):
                    self._world.violate("I4", f"{person} was shown new rows of {page.scope} in the channel")

    def _page(self, page: Page, person: str) -> None:
        seqs = [row.seq for row in page.rows]
        if seqs != sorted(set(seqs)) or any(not page.after < seq <= page.to for seq in seqs):
            self._world.violate(
                "I5", f"a page of {page.scope} is out of order: {page.after}, {seqs}, {page.to}"
            )
        self._rows(page.scope, page.rows, person)

    def _rows(self, scope: str, rows: list[Row], person: str) -> None:
        self.delivered += len(rows)
        if not rows or scope in (COMMONS, own_scope(person)):
            return
        ask = self._world.server.wire.raw.execute
        if scope == MODERATION:
            asked = "SELECT 1 FROM account WHERE person_id = ? AND role <> '' AND state = 'active'"
            if ask(asked, (person,)).fetchone() is None:
                self._world.violate("I4", f"{person} was shown what only moderators see")
        if holds_reports(scope) and any(accuses(row.v, person) for row in rows):
            self._world.violate("I4", f"{person} was shown a report about themselves")
        if scope == MODERATION:
            return
        since = self.members.get((scope, person))
        if since is None:
            self._world.violate("I4", f"{person} was shown rows of {scope}")
            return
        policy = ask("SELECT policy FROM scope WHERE id = ?", (scope,)).fetchone()[0]
        if policy == SINCE_JOINING and any(row.k in CONTENT and row.pos <= since for row in rows):
            self._world.violate("I4", f"{person} was shown what was written in {scope} before they came")

    def person(self, token: str) -> str:
        """Whose token this is."""
        if token not in self._people:
            asked = "SELECT person_id FROM device WHERE token_hash = ? OR next_hash = ?"
            found = self._world.server.wire.raw.execute(asked, (digest(token), digest(token))).fetchone()
            if found is None:
                return ""
            self._people[token] = found[0]
        return self._people[token]
