"""Every request of one person's whole session, sent again by another: it tells nothing and does nothing.

What is there answers byte for byte like what is not: the same request is sent once more with other ids.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass

import httpx
import pytest
from server.visitor import House, Visitor

from app.domain.ids import COMMONS, inside
from app.server.accounts.invites import reset_sign_in
from app.server.accounts.staff import OPERATOR
from app.server.database.engine import Connection
from app.sync.accounts import ResetSignIn

UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[57][0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}")
ONES_OWN = {"/v1/password", "/v1/token", "/v1/join", "/v1/invite"}
"""What is asked there names nobody else: a name to sign in with or a secret is one's own or is taken."""


@dataclass
class Asked:
    path: str
    body: str


async def _whole_session(house: House, admin: Visitor, friend: Visitor, victim: Visitor) -> list[Asked]:
    """An administrator who leads a circle does everything there is to do, at every door."""
    asked: list[Asked] = []

    async def listen(request: httpx.Request) -> None:
        if request.method == "POST":
            asked.append(Asked(request.url.path, request.content.decode()))

    admin.http.event_hooks["request"].append(listen)
    scope = (await admin.do(admin.circle())).scope
    await friend.do(friend.joining(scope))
    await victim.do(victim.joining(scope))
    post, prompt, message = admin.post(scope), admin.prompt(scope), admin.message(friend.person)
    reply, answer = admin.reply(scope, post.id), admin.answer(scope, prompt.id)
    await admin.push(post, prompt, reply, answer)
    theirs, harmful = friend.answer(scope, prompt.id), victim.post(scope)
    await friend.do(theirs)
    await victim.do(harmful)
    for mutation in (
        admin.profile(ask="?", mentors=True, wall=house.clock.now + 1),
        message,
        admin.write(admin.own, "mark", "set", scope, {"pos": 3}),
        admin.write(scope, "circle", "set", inside(scope), {"name_en": "New"}, wall=house.clock.now),
        admin.write(scope, "prompt", "set", prompt.id, {"text_bn": "কেন?"}, wall=house.clock.now),
        admin.promoting(scope, friend.person, "moderator"),
        admin.removing(scope, victim.person),
        admin.banning(scope, victim.person),
        admin.unbanning(scope, victim.person),
        admin.blocking(victim.person),
        admin.withdrawing(reply),
        admin.reporting(scope, "answer", theirs.id),
    ):
        await admin.do(mutation)
    request = await friend.do(friend.asking(admin.person))
    for command in ("accept", "end"):
        await admin.do(admin.answering(request, command))
    report = friend.reporting(scope, "post", harmful.id)
    await friend.do(report)
    await admin.do(admin.deciding(report.id, "removed", redact=True))
    cursors = {page.scope: page.to for page in (await admin.pull()).pages}
    await admin.pull(cursors, digest=list(cursors), first=[scope])
    for path, body in _doors(admin, friend, scope, await _reset(house, admin)):
        reply_ = await admin.http.post(path, json=body, headers=admin.headers)
        assert reply_.status_code == 200, (path, reply_.text)
    admin.http.event_hooks["request"].remove(listen)
    return asked


async def _reset(house: House, who: Visitor) -> str:
    """The operator makes a code for somebody to come back; the id of the notice they get."""
    asked = ResetSignIn(person=who.person)
    await house.home.write(lambda ledger: reset_sign_in(ledger, OPERATOR, asked))
    (notice,) = [identifier for _, kind, identifier in await who.rows() if kind == "notice"]
    return notice


def _doors(admin: Visitor, friend: Visitor, scope: str, reset: str) -> list[tuple[str, dict[str, object]]]:
    return [
        ("/v1/history", {"epoch": "", "req": "h", "scope": scope, "before": 10**6}),
        ("/v1/devices", {}),
        ("/v1/invite", {}),
        ("/v1/invite", {"device": True}),
        ("/v1/reset/stop", {"id": reset}),
        ("/v1/password", {"login": "nasrin.akter", "password": "ten green mangoes"}),
        ("/v1/token", {"token": "n" * 43}),
        ("/v1/admin/invites", {}),
        ("/v1/admin/people", {"person": friend.person}),
        ("/v1/admin/check", {"person": friend.person, "level": "checked"}),
        ("/v1/admin/standing", {"person": friend.person, "role": "moderator"}),
        ("/v1/admin/reset", {"person": friend.person}),
        ("/v1/admin/audit", {}),
        ("/v1/devices/remove", {"device": admin.device}),
    ]


def _founds_a_circle(body: str) -> bool:
    """A circle's id is listed for everyone, so that it is taken is no secret."""
    mutations = json.loads(body).get("mutations", [])
    return any((one["kind"], one["op"]) == ("circle", "create") for one in mutations)


def _everything(other: Visitor) -> Callable[[Connection], list[list[tuple[object, ...]]]]:
    """All that is kept, but for what the one who tries has of their own."""

    def read(connection: Connection) -> list[list[tuple[object, ...]]]:
        questions = (
            ("SELECT * FROM item WHERE scope_id <> ? ORDER BY scope_id, kind, id", other.own),
            ("SELECT * FROM member WHERE person_id <> ? ORDER BY scope_id, person_id", other.person),
            ("SELECT * FROM block WHERE person_id <> ? ORDER BY person_id, other_id", other.person),
            ("SELECT * FROM account WHERE person_id <> ? ORDER BY person_id", other.person),
            ("SELECT * FROM device WHERE person_id <> ? ORDER BY id", other.person),
            ("SELECT * FROM invite WHERE by_person <> ? ORDER BY hash", other.person),
            ("SELECT * FROM audit WHERE actor <> ? ORDER BY id", other.person),
        )
        return [connection.execute(sql, (value,)).fetchall() for sql, value in questions]

    return read


def _elsewhere(body: str, other: Visitor) -> tuple[str, dict[str, str]]:
    """The same request about things that are not there: other ids, in the order of those they stand for."""
    names: dict[str, str] = {}
    for version in "57":
        named = sorted(one for one in set(UUID.findall(body)) if one[14] == version)
        fresh = sorted(f"{one[:14]}{version}{one[15:]}" for one in (other.new_id() for _ in named))
        names |= dict(zip(named, fresh, strict=True))
    return UUID.sub(lambda found: names[found[0]], body), {new: old for old, new in names.items()}


async def _answered(other: Visitor, path: str, body: str, back: dict[str, str]) -> tuple[object, ...]:
    headers = {**other.headers, "content-type": "application/json", "accept-encoding": "identity"}
    reply = await other.http.post(path, content=body, headers=headers)
    told = UUID.sub(lambda found: back.get(found[0], found[0]), reply.text)
    return reply.status_code, sorted(reply.headers.items()), told


@pytest.mark.parametrize("kind", ["stranger", "removed", "nobody"])
async def test_nothing_comes_of_another_persons_requests(house: House, kind: str) -> None:
    admin, friend, other = await house.visitor(admin=True), await house.visitor(), await house.visitor()
    session = await _whole_session(
        house, admin, friend, other if kind == "removed" else await house.visitor()
    )
    if kind == "nobody":
        other = house.stranger()
    before = await house.home.read(_everything(other))
    compared = 0
    for asked in session:
        there = await _answered(other, asked.path, asked.body, {})
        if kind == "nobody":
            assert (there[0], there[2]) == (401, '{"code":"token.unknown","params":{}}')
        if asked.path in ONES_OWN or _founds_a_circle(asked.body):
            continue
        body, back = _elsewhere(asked.body, other)
        absent = await _answered(other, asked.path, body, back)
        assert there[2] == absent[2], asked.body
        assert there == absent
        assert '"st":"ok"' not in str(there[2])
        compared += 1
    assert compared >= 25
    assert await house.home.read(_everything(other)) == before


async def test_of_what_is_in_the_commons_everyone_learns_and_nothing_else(house: House) -> None:
    admin, friend, other = await house.visitor(admin=True), await house.visitor(), await house.visitor()
    await _whole_session(house, admin, friend, await house.visitor())
    assert {scope for scope, _, _ in await other.rows()} == {COMMONS, other.own}
