"""What tests of accounts share: how a refusal reads, somebody with a role, and the book of deeds."""

from collections.abc import Awaitable, Callable

import httpx
from server.visitor import House, Visitor

Say = Callable[..., Awaitable[tuple[int, str, str]]]
"""`setu server …` on the command line: its exit code, what it says and what it complains of."""


def told(reply: httpx.Response) -> tuple[int, str | None]:
    """A status and a code: all that a refusal says."""
    return reply.status_code, reply.json().get("code")


async def make(house: House, admin: Visitor, role: str) -> Visitor:
    house.clock.turn(minutes=1)  # deeds of one millisecond have no order
    someone = await house.visitor()
    reply = await admin.knock("/v1/admin/standing", person=someone.person, role=role)
    assert reply.status_code == 200, reply.text
    return someone


async def book(admin: Visitor) -> list[tuple[str, str, str, str]]:
    deeds = (await admin.knock("/v1/admin/audit")).json()["deeds"]
    return [(deed["actor"], deed["action"], deed["target"], deed["detail"]) for deed in deeds]
