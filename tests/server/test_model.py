"""A small model of circles, blocks and messages beside the real server: they never disagree.

SETU_EXAMPLES=300 pytest tests/server/test_model.py    looks longer, anew each time
"""

import asyncio
import dataclasses
import os
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test
from server.talking import accepting
from server.visitor import House, Visitor, open_house

from app.domain.ids import pair_scope
from app.sync.protocol import Mutation, Result

PEOPLE = st.integers(0, 2)
ROLES = st.sampled_from(["leader", "moderator", "member", "guest"])
LOOK = settings(
    max_examples=int(os.environ.get("SETU_EXAMPLES", "15")),
    stateful_step_count=50,
    derandomize="SETU_EXAMPLES" not in os.environ,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    database=None,
)


class Circles(RuleBasedStateMachine):
    """Three people, one circle, and what they do to each other."""

    loop: asyncio.AbstractEventLoop
    house: House

    def __init__(self) -> None:
        super().__init__()
        self.people: list[Visitor] = []
        self.scope = ""
        self.roles: dict[int, str] = {}
        self.states: dict[int, str] = {}
        self.posts: dict[str, tuple[int, bool]] = {}
        self.blocks: set[tuple[int, int]] = set()
        self.messages: dict[frozenset[int], set[str]] = {}
        self.first: dict[frozenset[int], int] = {}
        self.asked: dict[frozenset[int], int] = {}
        self.walls = 0

    def wait(self, doing: Any) -> Any:
        return self.loop.run_until_complete(doing)

    def tell(self, who: int, mutation: Mutation, code: str = "") -> Result:
        (result,) = self.wait(self.people[who].push(mutation))
        assert result.code == code
        return result

    @initialize()
    def come(self) -> None:
        self.people = [self.wait(self.house.visitor()) for _ in range(3)]
        self.scope = self.wait(self.people[0].do(self.people[0].circle())).scope
        self.wait(self.people[1].do(self.people[1].joining(self.scope)))
        self.roles, self.states = {0: "leader", 1: "member"}, {0: "in", 1: "in"}

    def _not_leading(self, who: int) -> str:
        if who not in self.roles:
            return "circle.not_member"
        return "" if self.roles[who] == "leader" else "circle.not_leader"

    def _not_keeping(self, who: int) -> str:
        """The same for what moderators may, too."""
        if who not in self.roles:
            return "circle.not_member"
        return "" if self.roles[who] in {"leader", "moderator"} else "circle.not_moderator"

    def _last(self, who: int, staying: list[str]) -> bool:
        return self.roles.get(who) == "leader" and bool(staying) and "leader" not in staying

    @rule(who=PEOPLE)
    def join(self, who: int) -> None:
        joining = self.people[who].joining(self.scope)
        if self.states.get(who) == "removed":
            told = self.tell(who, joining, "changed")
            assert told.row
            joining = dataclasses.replace(joining, mid=self.people[who].new_id(), seen=told.row.seq)
        self.tell(who, joining)
        if who not in self.roles:
            self.roles[who] = "member" if "leader" in self.roles.values() else "leader"
            self.states[who] = "in"

    @rule(who=PEOPLE)
    def leave(self, who: int) -> None:
        leaving, staying = (
            self.people[who].leaving(self.scope),
            [r for w, r in self.roles.items() if w != who],
        )
        if who not in self.states:
            self.tell(who, leaving, "circle.not_member")
        elif self._last(who, staying):
            self.tell(who, leaving, "circle.last_leader")
        else:
            self.tell(who, leaving)
            if self.roles.pop(who, ""):
                self.states[who] = "out"

    @rule(who=PEOPLE, other=PEOPLE, role=ROLES)
    def promote(self, who: int, other: int, role: str) -> None:
        code = self._not_leading(who) or ("" if other in self.roles else "ref.missing")
        staying = [*(known for one, known in self.roles.items() if one != other), role]
        if not code and role != "leader" and self._last(other, staying):
            code = "circle.last_leader"
        self.tell(who, self.people[who].promoting(self.scope, self.people[other].person, role), code)
        if not code:
            self.roles[other] = role

    @rule(who=PEOPLE, other=PEOPLE)
    def remove(self, who: int, other: int) -> None:
        code = self._not_keeping(who)
        if not code and who == other:
            code = "circle.not_oneself"
        elif not code and other not in self.states:
            code = "ref.missing"
        elif not code and self.roles[who] == "moderator" and self.roles.get(other) in {"leader", "moderator"}:
            code = "circle.outranked"
        self.tell(who, self.people[who].removing(self.scope, self.people[other].person), code)
        if not code and self.roles.pop(other, ""):
            self.states[other] = "removed"

    @rule(who=PEOPLE)
    def post(self, who: int) -> None:
        post = self.people[who].post(self.scope)
        code = "circle.guests_read" if self.roles.get(who) == "guest" else ""
        self.tell(who, post, code if who in self.roles else "circle.not_member")
        if who in self.roles and not code:
            self.posts[post.id] = (who, True)

    @rule(who=PEOPLE, place=st.integers(0, 9))
    def withdraw(self, who: int, place: int) -> None:
        if not self.posts:
            return
        post = sorted(self.posts)[place % len(self.posts)]
        author, _ = self.posts[post]
        code = "" if author == who else self._not_keeping(who)  # one's own, from wherever one is
        self.tell(who, self.people[who].write(self.scope, "post", "redact", post), code)
        if not code:
            self.posts[post] = (author, False)

    @rule(who=PEOPLE, other=PEOPLE, on=st.booleans())
    def block(self, who: int, other: int, on: bool) -> None:
        self.walls += 1
        blocking = self.people[who].blocking(self.people[other].person, on=on, wall=self.walls)
        self.tell(who, blocking, "field.wrong" if who == other else "")
        if who != other:
            (self.blocks.add if on else self.blocks.discard)((who, other))

    @rule(who=PEOPLE, other=PEOPLE)
    def write(self, who: int, other: int) -> None:
        message = self.people[who].message(self.people[other].person)
        pair = frozenset((who, other))
        code = "dm.unavailable" if who == other or (other, who) in self.blocks else ""
        if self.asked.get(pair) == who:
            code = "dm.waiting"
        self.tell(who, message, code)
        if not code:
            if pair not in self.messages and not {who, other} <= set(self.roles):
                self.asked[pair] = who
            elif pair in self.asked:
                del self.asked[pair]
            self.first.setdefault(pair, who)
            self.messages.setdefault(pair, set()).add(message.id)

    @rule(who=PEOPLE, other=PEOPLE)
    def accept(self, who: int, other: int) -> None:
        pair = frozenset((who, other))
        if who == other:
            return
        code = "" if pair in self.messages else "dm.unavailable"
        if pair in self.messages and self.first[pair] == who:
            code = "unavailable"
        self.tell(who, accepting(self.people[who], self.people[other].person), code)
        if not code:
            self.asked.pop(pair, None)

    @rule()
    def look_around(self) -> None:
        self._each_has_what_is_theirs()

    def teardown(self) -> None:
        self._each_has_what_is_theirs()

    def _each_has_what_is_theirs(self) -> None:
        for place, someone in enumerate(self.people):
            rows = self.wait(someone.rows())
            posts = {identifier: not row.x for (_, kind, identifier), row in rows.items() if kind == "post"}
            inside = place in self.roles
            assert posts == ({post: alive for post, (_, alive) in self.posts.items()} if inside else {})
            seats = {i: row.v["role"] for (s, k, i), row in rows.items() if (s, k) == (self.scope, "member")}
            assert {self.people[one].person for one in self.roles} <= set(seats) or not inside
            assert not seats or all(seats[self.people[o].person] == r for o, r in self.roles.items())
            self._messages_are_theirs(place, rows)

    def _messages_are_theirs(self, place: int, rows: dict[tuple[str, str, str], Any]) -> None:
        found = {(scope, identifier) for scope, kind, identifier in rows if kind == "dm"}
        expected = set()
        for pair, messages in self.messages.items():
            if place in pair:
                one, other = (self.people[each].person for each in sorted(pair))
                expected |= {(pair_scope(one, other), message) for message in messages}
        assert found == expected


@pytest.mark.parametrize("database", ["sqlite", "postgres"])
def test_the_server_does_what_the_model_says(database: str, request: pytest.FixtureRequest) -> None:
    address = request.getfixturevalue("postgres").migrated() if database == "postgres" else ""
    loop = asyncio.new_event_loop()
    with tempfile.TemporaryDirectory() as folder:
        opening = open_house(Path(folder) / "server", address=address)
        Circles.loop, Circles.house = loop, loop.run_until_complete(opening.__aenter__())
        try:
            run_state_machine_as_test(Circles, settings=LOOK)
        finally:
            loop.run_until_complete(opening.__aexit__(None, None, None))
            loop.close()
