"""People of a directory, and how they are looked for at a server, for the tests of it."""

from dataclasses import replace
from typing import Any

from server.visitor import GENEROUS, House, Visitor

from app.domain.ids import COMMONS
from app.server.directory.cards import prepare
from app.sync.directory import PeopleFound
from app.sync.protocol import Page, Row
from app.sync.wire import from_wire

OPEN = replace(GENEROUS, directories_at_once=1e9)
NASRIN = {"name_en": "Nasrin Akter", "name_bn": "নাসরিন আক্তার", "areas": ["hand"], "district": "rajshahi"}
RINA = {"name_en": "Rina Chakma", "name_bn": "রিনা চাকমা", "discipline": "slt", "learn": "Splinting"}
DAVID = {"name_en": "David Mitra", "discipline": "physio", "roles": ["mentor"], "tongues": ["en"]}


async def allow(house: House, cards: int) -> None:
    """What whoever runs the server set, taken in at its start."""
    await house.home.write(lambda ledger: prepare(ledger, cards))


async def ask(who: Visitor, query: str = "", **asked: Any) -> PeopleFound:
    reply = await who.knock("/v1/people", query=query, **asked)
    assert reply.status_code == 200, reply.text
    return from_wire(PeopleFound, reply.json())


async def names(who: Visitor, query: str = "", **asked: Any) -> list[str]:
    return sorted(row.v["name_en"] for row in (await ask(who, query, **asked)).cards)


async def commons(who: Visitor, after: int = 0, **changes: Any) -> Page:
    (page,) = [page for page in (await who.pull({COMMONS: after}, **changes)).pages if page.scope == COMMONS]
    return page


def cards(page: Page) -> list[Row]:
    return [row for row in page.rows if row.k == "card"]


async def is_online(who: Visitor) -> bool:
    rows = await who.rows()
    return (COMMONS, "directory", COMMONS) in rows and rows[COMMONS, "directory", COMMONS].v["online"]
