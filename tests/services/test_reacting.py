"""Reacting: at once here, a bit each, undone where the server says no; the same row on every device."""

from pathlib import Path

import examples as eg
import pytest

from app.domain.circles import Role
from app.domain.errors import Refused
from app.domain.ids import circle_scope
from app.domain.reactions import reaction_id
from app.domain.records import Record
from app.services import belonging, connecting, messaging, posting, reacting, searching
from app.services.desk import Desk
from app.services.reacting import Item
from app.services.searching import Filters
from app.store.rename import rename
from app.sync.parting import part


def posted(folder: Path) -> tuple[Desk, str, Item]:
    """A desk, a circle and a post in it that the server has."""
    desk = eg.desk_of(eg.NASRIN, folder)
    circle = belonging.found(desk, {"name_en": "Hands"}).id
    post = posting.post(desk, circle, "topic", "Sling", "After a stroke")
    eg.deliver(desk)
    return desk, circle, Item(scope=circle_scope(circle), kind="post", id=post.id)


def told(desk: Desk, item: Item, person: str, **bits: bool) -> None:
    """The server tells what this person said of an item."""
    values = {"item": item.id, "kind": item.kind, **bits}
    place = {"scope": item.scope, "kind": "react", "id": reaction_id(item.id, person), "by": person}
    desk.memory.put(Record(**place, base=values, seq=90, pos=90 + desk.memory.count(f"{item.id}/react")))


def shown(desk: Desk, item: Item) -> dict[str, tuple[int, bool]]:
    return {tally.code: (len(tally.people), tally.mine) for tally in reacting.reactions(desk, item.id)}


def test_a_tap_is_there_at_once_and_a_second_one_takes_it_back(tmp_path: Path) -> None:
    desk, _, item = posted(tmp_path)
    reacting.react(desk, item, "thanks", on=True)
    assert shown(desk, item) == {"thanks": (1, True)}
    reacting.react(desk, item, "hear", on=True)
    reacting.react(desk, item, "thanks", on=False)
    assert shown(desk, item) == {"hear": (1, True)}


def test_the_reactions_of_others_are_counted_with_ones_own(tmp_path: Path) -> None:
    desk, _, item = posted(tmp_path)
    told(desk, item, "david", thanks=True, agree=False)
    told(desk, item, "rina", thanks=True, hear=True)
    reacting.react(desk, item, "thanks", on=True)
    assert shown(desk, item) == {"thanks": (3, True), "hear": (1, False)}
    assert reacting.reactions(desk, item.id)[0].people == ("david", "rina", desk.person)


def test_a_refused_tap_is_undone_and_nobody_is_asked_about_it(tmp_path: Path) -> None:
    desk, _, item = posted(tmp_path)
    told(desk, item, desk.person, agree=True)
    reacting.react(desk, item, "thanks", on=True)
    eg.refuse(desk, "ref.missing", "react")
    assert shown(desk, item) == {"agree": (1, True)}
    assert connecting.refusals(desk) == []


def test_of_a_circle_one_is_in_no_more_no_tap_is_left(tmp_path: Path) -> None:
    desk, _, item = posted(tmp_path)
    reacting.react(desk, item, "thanks", on=True)
    part(desk.memory, item.scope)
    assert shown(desk, item) == {}
    assert connecting.refusals(desk) == []


def test_a_tap_follows_what_it_is_about_to_a_new_id(tmp_path: Path) -> None:
    desk, _, item = posted(tmp_path)
    reacting.react(desk, item, "thanks", on=True)
    anew = desk.new_id()
    rename(desk.memory, {item.id: anew, desk.person: "another"})
    (waiting,) = [record for record in desk.memory.all_waiting() if record.kind == "react"]
    assert (waiting.id, waiting.values["item"], waiting.by) == (f"{anew}.another", anew, "another")


def test_a_guest_only_reads(tmp_path: Path) -> None:
    desk, _, item = posted(tmp_path)
    desk.write(item.scope, "member", desk.person, "role", {"role": Role.GUEST.value})
    with pytest.raises(Refused, match=r"circle\.guests_read"):
        reacting.react(desk, item, "thanks", on=True)
    with pytest.raises(Refused, match=r"field\.wrong"):
        reacting.react(desk, item, "item", on=True)
    assert shown(desk, item) == {}


def test_replies_are_counted_without_the_taps_and_a_message_has_its_own(tmp_path: Path) -> None:
    desk, circle, item = posted(tmp_path)
    posting.reply(desk, circle, item.id, "Try this")
    reacting.react(desk, item, "thanks", on=True)
    assert posting.count_replies(desk, item.id) == 1
    (david,) = eg.meet(desk, eg.DAVID)
    (heard,) = eg.hear(desk, david, "Hello")
    reacting.react(desk, Item(scope=heard.scope, kind="dm", id=heard.id), "warmth", on=True)
    assert [message.body for message in messaging.messages(desk, david)] == ["Hello"]
    assert [tally.code for tally in reacting.reactions(desk, heard.id)] == ["warmth"]


def test_nobody_finds_a_tap_by_its_words(tmp_path: Path) -> None:
    desk, _, item = posted(tmp_path)
    reacting.react(desk, item, "thanks", on=True)
    assert searching.search(desk, "thanks", Filters(), limit=5).found == ()
