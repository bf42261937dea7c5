"""Offers of posts to other circles, for tests."""

from typing import Any

from server.visitor import House, Visitor

from app.domain.ids import circle_scope, inside, leaders_scope
from app.domain.sharing import OFFER, OFFERED
from app.sync.protocol import Mutation, Row


def offering(who: Visitor, post: Mutation, there: str, note: str = "", identifier: str = "") -> Mutation:
    """Offer a post to the circle of this scope."""
    args = {"circle": inside(post.scope), "post": post.id, "to": inside(there)}
    return who.write(who.own, OFFER, "create", identifier, args | ({"note": note} if note else {}))


async def made(who: Visitor, scope: str, there: str) -> str:
    """The id of an offer of something this person writes in this circle."""
    post = who.post(scope)
    await who.do(post)
    offer = offering(who, post, there)
    await who.do(offer)
    return offer.id


def unoffering(who: Visitor, offer: Mutation) -> Mutation:
    return who.write(who.own, OFFER, "redact", offer.id)


def taking(who: Visitor, there: str, offer: Mutation, op: str = "accept") -> Mutation:
    return who.write(leaders_scope(inside(there)), OFFERED, op, offer.id)


async def two_circles(house: House) -> tuple[Visitor, Visitor, Visitor, str, str]:
    """Who writes, who leads where it was written, who leads elsewhere; and the two circles."""
    author, here, there = [await house.visitor() for _ in "abc"]
    return author, here, there, await house.circle_of(here, author), await house.circle_of(there, author)


async def offered(who: Visitor, there: str, offer: Mutation) -> Row | None:
    """What the leaders of this circle see of it."""
    return (await who.rows()).get((leaders_scope(inside(there)), OFFERED, offer.id))


async def state(who: Visitor, offer: Mutation) -> Any:
    """How it stands for whoever offered it."""
    row = (await who.rows())[who.own, OFFER, offer.id]
    return "gone" if row.x else row.v["state"]


async def shown(who: Visitor, there: str, offer: Mutation) -> Row | None:
    """The post as it is in the other circle."""
    return (await who.rows()).get((circle_scope(inside(there)), "post", offer.id))
