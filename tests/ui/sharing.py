"""What came from other circles, or would, for tests of screens."""

from typing import Any

from app.domain.ids import circle_scope, leaders_scope
from app.domain.records import Record
from app.domain.sharing import OFFER, OFFERED, SHARED
from app.services.desk import Desk

SOURCE = {"shared_en": "Seating clinic", "shared_bn": "বসার ক্লিনিক", "shared_note": "হাতের কাজেও লাগে।"}
WORDS = {"tab": "question", "title": "ফোমের বদলে কী?", "body": "কাঠের গোঁজ দিয়ে **দেখেছেন** কেউ?", "lang": "bn"}
AUTHOR = "018cc251-f400-7000-8000-00000000aaaa"


def offers(desk: Desk, circle: str, **changes: Any) -> str:
    """Somebody would like to share something to a circle one leads; the id of that."""
    values = {"card": {"name_en": "David Sarkar", "discipline": "slt"}, "post": WORDS, SHARED: "x", **SOURCE}
    row = {"scope": leaders_scope(circle), "kind": OFFERED, "id": desk.new_id(), "by": AUTHOR}
    desk.memory.put(Record(**row, base=values | changes, seq=60, pos=60, at=desk.clock()))
    return row["id"]


def shared(desk: Desk, circle: str, by: str = AUTHOR, **changes: Any) -> str:
    """A post that came from another circle; its id."""
    row = {"scope": circle_scope(circle), "kind": "post", "id": desk.new_id(), "by": by}
    values = WORDS | {SHARED: "x"} | SOURCE | changes
    desk.memory.put(Record(**row, base=values, seq=61, pos=61, at=desk.clock()))
    return row["id"]


def offered(desk: Desk, circle: str, post: str, to: str, state: str = "waiting") -> str:
    """One has offered a post of one's own to another circle, and this became of it; the id of the offer."""
    values = {"circle": circle, "post": post, "to": to, "state": state}
    row = {"scope": desk.own, "kind": OFFER, "id": desk.new_id(), "by": desk.person}
    desk.memory.put(Record(**row, base=values, seq=62, pos=62, at=desk.clock()))
    return row["id"]


def led_by_others(desk: Desk, circle: str, role: str = "member") -> None:
    """The server tells that somebody else leads this circle now."""
    for person, has, number in ((AUTHOR, "leader", 98), (desk.person, role, 99)):
        seat = {"role": has, "state": "in", "card": {}}
        row = {"scope": circle_scope(circle), "kind": "member", "id": person, "by": person}
        desk.memory.put(Record(**row, base=seat, seq=number, pos=number))
