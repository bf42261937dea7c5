"""What comes of an attempt, in the few words of the table."""

import asyncio
from typing import Any

from server.authorization.attempts import DOORS, MUTATIONS, OTHERWISE, places
from server.authorization.stage import Stage
from server.visitor import Visitor

from app.domain.ids import pair_scope
from app.sync.protocol import Pull, Push, Pushed
from app.sync.wire import from_wire, to_wire

READS = ("pull", "digest", "history", "live")


async def outcome(stage: Stage, actor: str, what: str, where: str) -> str:
    """`ok`, a status with its code, the code of a refusal, or the places of which something was delivered."""
    stage.changed = {}
    who = stage.actors[actor]
    if what == "history":
        return await _history(stage, who, where)
    if what == "live":
        return await _live(stage, who)
    if what in READS:
        return await _read(stage, who, digest=what == "digest")
    if what in DOORS:
        ask = OTHERWISE.get((what, where), DOORS[what])
        return _said(await _post(who, what, ask(who, stage)))
    return await _mutate(stage, actor, what, where)


async def _post(who: Visitor, path: str, body: dict[str, Any]) -> Any:
    return await who.http.post(path, json=body, headers=who.headers if who.token else {})


def _said(reply: Any) -> str:
    return "ok" if reply.status_code == 200 else f"{reply.status_code} {reply.json()['code']}"


async def _mutate(stage: Stage, actor: str, what: str, where: str) -> str:
    who = stage.actors[actor]
    mutation = MUTATIONS[what, where](who, stage, stage.own[actor])
    reply = await _post(who, "/v1/push", to_wire(Push(epoch="", mutations=[mutation])))
    if reply.status_code != 200:
        return _said(reply)
    (result,) = from_wire(Pushed, reply.json()).results
    assert (result.st == "ok") == (result.code == "")
    assert (
        result.st == "no"
        or result.row is None
        or (result.row.k, result.row.id) == (mutation.kind, mutation.id)
    )
    return result.code or "ok"


async def _read(stage: Stage, who: Visitor, *, digest: bool) -> str:
    """The places of which a row, or a digest, was delivered; the rest must be told to be gone, all alike."""
    there = places(who, stage)
    scopes = list(there.values())
    pages: set[str] = set()
    told_of: set[str] = set()
    for part in (scopes[::2], scopes[1::2]):  # of so many scopes at a time a digest may be asked
        asked = to_wire(Pull(epoch="", req="r", cur=dict.fromkeys(scopes, 0), digest=part))
        reply = await _post(who, "/v1/pull", asked)
        if reply.status_code != 200:
            return _said(reply)
        told = reply.json()
        pages |= {page["scope"] for page in told["pages"] if (page["digest"] if digest else page["rows"])}
        assert not pages & set(told["gone"])
        told_of |= {page["scope"] for page in told["pages"]} | set(told["gone"])
    assert told_of >= set(scopes)
    known = {scope: name for name, scope in there.items()} | _own_talks(stage, who)
    return "+".join(sorted({known[scope] for scope in pages}))


def _own_talks(stage: Stage, who: Visitor) -> dict[str, str]:
    others = (stage.owner, stage.other, *stage.actors.values())
    theirs = [other.person for other in others if other is not who]
    askers = [own.asker for own in stage.own.values() if own.asker]
    return {pair_scope(who.person, other): "talk" for other in (*theirs, *askers)}


async def _history(stage: Stage, who: Visitor, where: str) -> str:
    asked = {"epoch": "", "req": "h", "scope": places(who, stage)[where], "before": 10**9}
    reply = await _post(who, "/v1/history", asked)
    if reply.status_code != 200:
        return _said(reply)
    return "rows" if reply.json()["rows"] else "nothing"


async def _live(stage: Stage, who: Visitor) -> str:
    """The places one would hear of on the live channel."""
    begun = asyncio.Event()
    status: list[int] = []
    headers = [(b"authorization", f"Bearer {who.token}".encode())] if who.token else []
    scope = {"type": "http", "method": "GET", "path": "/v1/live", "query_string": b"", "headers": headers}

    async def receive() -> dict[str, Any]:
        await asyncio.Event().wait()
        raise AssertionError

    async def send(message: dict[str, Any]) -> None:
        if message["type"] == "http.response.start":
            status.append(message["status"])
        begun.set()

    channel = asyncio.create_task(stage.house.app(scope, receive, send))
    await begun.wait()
    heard = [listener for listener in stage.house.home.bus.listeners() if listener.person == who.person]
    scopes = {scope for listener in heard for scope in listener.scopes}
    channel.cancel()
    await asyncio.gather(channel, return_exceptions=True)
    if status != [200]:
        return str(status[0])
    known = {scope: name for name, scope in places(who, stage).items()} | _own_talks(stage, who)
    return "+".join(sorted({known[scope] for scope in scopes}))
