"""Devices that visit a server in tests, and a house in which they do."""

import itertools
import random
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx

from app.domain.ids import MODERATION, circle_scope, own_scope, pair_scope, uuid7
from app.domain.starters import STARTER_CIRCLES
from app.server.accounts.invites import operator_code
from app.server.doors.http import build
from app.server.doors.throttle import Limits
from app.server.home import Home
from app.server.openapi import document
from app.sync.accounts import Joined
from app.sync.protocol import Mutation, Pull, Pulled, Push, Pushed, Result
from app.sync.wire import from_wire, to_wire

MORNING = 1_795_000_000_000
STARTER = circle_scope(STARTER_CIRCLES[0]["id"])
PASSWORD = "moleskin under the thumb"
GENEROUS = Limits(
    pushes_per_minute=1e9,
    pushes_at_once=1e9,
    pulls_per_minute=1e9,
    pulls_at_once=1e9,
    profiles_at_once=1e9,
    heartbeat=0.2,
)

_seeds = itertools.count(1)


class Clock:
    """Stands still until it is turned."""

    def __init__(self) -> None:
        self.now = MORNING

    def __call__(self) -> int:
        return self.now

    def turn(self, *, minutes: float = 0, hours: float = 0, days: float = 0) -> None:
        self.now += int((minutes + 60 * hours + 1440 * days) * 60_000)


class Visitor:
    """One device of one person, over whatever transport the test gives it."""

    def __init__(self, http: httpx.AsyncClient, clock: Any) -> None:
        self.http = http
        self.clock = clock
        self.bytes = random.Random(next(_seeds)).randbytes
        self.person = self.new_id()
        self.device = self.new_id()
        self.token = secrets.token_urlsafe(32)

    @property
    def own(self) -> str:
        return own_scope(self.person)

    @property
    def headers(self) -> dict[str, str]:
        return {"authorization": f"Bearer {self.token}"}

    def new_id(self) -> str:
        return uuid7(self.clock(), self.bytes(10))

    async def ask_to_join(self, code: str, **changes: Any) -> httpx.Response:
        asked = {"code": code, "person": self.person, "device": self.device, "token": self.token} | changes
        return await self.http.post("/v1/join", json=asked)

    async def join(self, code: str) -> Joined:
        reply = await self.ask_to_join(code)
        assert reply.status_code == 200, reply.text
        joined = from_wire(Joined, reply.json())
        self.person = joined.person
        return joined

    async def knock(self, path: str, **asked: Any) -> httpx.Response:
        """Ask at any door, as this device."""
        return await self.http.post(path, json=asked, headers=self.headers)

    async def sign_in(self, login: str, password: str, **changes: Any) -> httpx.Response:
        """Ask to become a device of whoever has this name and password."""
        asked = {"login": login, "password": password, "device": self.device, "token": self.token} | changes
        return await self.http.post("/v1/signin", json=asked)

    async def recover(self, login: str, code: str, password: str, **changes: Any) -> httpx.Response:
        """Ask the same with a recovery code, and for a new password."""
        return await self.http.post(
            "/v1/recover",
            json={"login": login, "code": code, "password": password}
            | {"device": self.device, "token": self.token}
            | changes,
        )

    async def account(self) -> dict[str, Any]:
        """What this person's devices know of their account."""
        told: dict[str, Any] = (await self.rows())[self.own, "account", self.person].v
        return told

    def write(
        self,
        scope: str,
        kind: str,
        op: str,
        identifier: str = "",
        args: Any = None,
        *,
        wall: int = 0,
        mid: str = "",
    ) -> Mutation:
        """A mutation; `wall` stamps every field of it."""
        args = args or {}
        return Mutation(
            mid=mid or self.new_id(),
            op=op,
            scope=scope,
            kind=kind,
            id=identifier or self.new_id(),
            args=args,
            h={name: (wall, 0, self.device) for name in args} if wall else {},
            said=self.clock(),
        )

    def profile(self, *, wall: int = 0, **fields: Any) -> Mutation:
        fields = {"name_en": "Nasrin Akter", "discipline": "ot"} | fields
        return self.write(self.own, "me", "set", self.person, fields, wall=wall or self.clock())

    def circle(self, name: str = "Splints and scars") -> Mutation:
        identifier = self.new_id()
        return self.write(
            circle_scope(identifier), "circle", "create", identifier, {"name_en": name, "areas": ["hand"]}
        )

    def joining(self, scope: str) -> Mutation:
        return self.write(scope, "member", "join", self.person)

    def leaving(self, scope: str) -> Mutation:
        return self.write(scope, "member", "leave", self.person)

    def removing(self, scope: str, other: str) -> Mutation:
        return self.write(scope, "member", "remove", other)

    def promoting(self, scope: str, other: str, role: str = "leader") -> Mutation:
        return self.write(scope, "member", "role", other, {"role": role})

    def handing_over(self, scope: str, other: str) -> Mutation:
        return self.write(scope, "member", "hand_over", other)

    def post(self, scope: str, body: str = "How do you line a splint?", identifier: str = "") -> Mutation:
        args = {"tab": "question", "title": "Splints", "body": body, "lang": "en"}
        return self.write(scope, "post", "create", identifier, args)

    def reply(self, scope: str, post: str, body: str = "With moleskin.") -> Mutation:
        return self.write(scope, "reply", "create", args={"post": post, "body": body, "lang": "en"})

    def prompt(self, scope: str, text: str = "What was hard this week?") -> Mutation:
        return self.write(scope, "prompt", "create", args={"text_en": text}, wall=self.clock())

    def answer(self, scope: str, prompt: str, body: str = "The heat.") -> Mutation:
        return self.write(scope, "answer", "create", args={"prompt": prompt, "body": body, "lang": "en"})

    def message(self, to: str, words: str = "Hello") -> Mutation:
        args = {"e": 0, "b": {"text": words}, "to": to}
        return self.write(pair_scope(self.person, to), "dm", "create", args=args)

    def withdrawing(self, written: Mutation) -> Mutation:
        return self.write(written.scope, written.kind, "redact", written.id)

    def banning(self, scope: str, other: str) -> Mutation:
        return self.write(scope, "member", "ban", other)

    def unbanning(self, scope: str, other: str) -> Mutation:
        return self.write(scope, "member", "unban", other)

    def blocking(self, other: str, *, on: bool = True, wall: int = 0) -> Mutation:
        return self.write(self.own, "block", "set", other, {"on": on}, wall=wall or self.clock())

    def asking(self, mentor: str) -> Mutation:
        args = {"goals": "Hand splints", "message": "May I ask you?", "to": mentor}
        return self.write(pair_scope(self.person, mentor), "mreq", "create", args=args)

    def answering(self, request: Result, command: str) -> Mutation:
        return self.write(request.scope, "mreq", command, request.row.id if request.row else "")

    def reporting(self, scope: str, kind: str, identifier: str, category: str = "harmful") -> Mutation:
        args = {"scope": scope, "kind": kind, "id": identifier, "category": category, "note": "Look at this"}
        return self.write(MODERATION, "report", "create", args=args)

    def deciding(self, report: str, outcome: str = "kept", **args: Any) -> Mutation:
        return self.write(MODERATION, "report", "decide", report, {"outcome": outcome, **args})

    async def send(self, *mutations: Mutation, epoch: str = "") -> httpx.Response:
        body = to_wire(Push(epoch=epoch, mutations=list(mutations)))
        return await self.http.post("/v1/push", json=body, headers=self.headers)

    async def push(self, *mutations: Mutation) -> list[Result]:
        reply = await self.send(*mutations)
        assert reply.status_code == 200, reply.text
        return from_wire(Pushed, reply.json()).results

    async def do(self, mutation: Mutation) -> Result:
        """Push one mutation that must succeed."""
        (result,) = await self.push(mutation)
        assert result.st == "ok", result
        return result

    async def refused(self, mutation: Mutation) -> str:
        """Push one mutation that must not succeed; the code."""
        (result,) = await self.push(mutation)
        assert result.st == "no", result
        assert result.row is None
        return result.code

    async def ask(self, cur: dict[str, int] | None = None, **changes: Any) -> httpx.Response:
        body = to_wire(Pull(epoch="", req="r1", cur=cur or {})) | changes
        return await self.http.post("/v1/pull", json=body, headers=self.headers)

    async def pull(self, cur: dict[str, int] | None = None, **changes: Any) -> Pulled:
        reply = await self.ask(cur, **changes)
        assert reply.status_code == 200, reply.text
        return from_wire(Pulled, reply.json())

    async def rows(self) -> dict[tuple[str, str, str], Any]:
        """Everything this person may see, by scope, kind and id; page after page."""
        cur: dict[str, int] = {}
        found = {}
        while True:
            pulled = await self.pull(cur)
            for page in pulled.pages:
                cur[page.scope] = page.to
                found |= {(page.scope, row.k, row.id): row for row in page.rows}
            if not pulled.more:
                return found


class House:
    """An open server without a network: visitors come in over ASGI."""

    def __init__(self, home: Home, clock: Clock, limits: Limits = GENEROUS, address: str = "") -> None:
        self.home = home
        self.address = address
        self.clock = clock
        self.app = build(home, limits=limits)

    async def invite(self, admin: bool = False) -> str:
        return await self.home.write(lambda ledger: operator_code(ledger, admin=admin))

    def stranger(self, address: str = "127.0.0.1") -> Visitor:
        transport = httpx.ASGITransport(app=self.app, client=(address, 1))
        hooks = {"response": [_is_documented]}
        http = httpx.AsyncClient(transport=transport, base_url="http://setu", event_hooks=hooks)
        return Visitor(http, self.clock)

    async def visitor(self, *, admin: bool = False, **profile: Any) -> Visitor:
        """Someone with an account and a profile."""
        someone = self.stranger()
        await someone.join(await self.invite(admin))
        await someone.do(someone.profile(**profile))
        return someone

    async def signed_in(self, login: str = "nasrin", **changes: Any) -> tuple[Visitor, list[str]]:
        """Someone with a password, and their recovery codes."""
        someone = await self.visitor(**changes)
        reply = await someone.knock("/v1/password", login=login, password=PASSWORD)
        assert reply.status_code == 200, reply.text
        return someone, reply.json()["codes"]

    async def circle_of(self, leader: Visitor, *members: Visitor) -> str:
        """A new circle with this leader and these members; its scope."""
        result = await leader.do(leader.circle())
        for member in members:
            await member.do(member.joining(result.scope))
        return result.scope


async def _is_documented(response: httpx.Response) -> None:
    """In every test of the server: an answer at a door is one that its OpenAPI document foresees."""
    told = document()["paths"].get(response.request.url.path, {}).get(response.request.method.lower())
    assert not told or str(response.status_code) in told["responses"], response.request.url.path


@asynccontextmanager
async def open_house(data: Path, *, address: str = "", limits: Limits = GENEROUS) -> AsyncIterator[House]:
    """A house over a file in `data`, or over the PostgreSQL at `address`."""
    clock = Clock()
    home = Home.open(data, address=address, clock=clock)
    try:
        yield House(home, clock, limits, address)
    finally:
        home.close()
