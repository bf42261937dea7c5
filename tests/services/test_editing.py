"""Editing: here at once with its mark, for a quarter of an hour, and what is refused keeps what was typed."""

from pathlib import Path

import examples as eg
import pytest

from app.domain.errors import Refused
from app.domain.ids import circle_scope
from app.domain.records import Delivery
from app.services import belonging, connecting, editing, messaging, posting, withdrawing
from app.services.desk import Desk
from app.services.reacting import Item


@pytest.fixture
def clock() -> eg.Clock:
    return eg.Clock()


def posted(folder: Path, clock: eg.Clock) -> tuple[Desk, str, Item]:
    """A desk, a circle and a post in it that the server has."""
    desk = eg.desk_of(eg.NASRIN, folder, clock=clock)
    circle = belonging.found(desk, {"name_en": "Hands"}).id
    post = posting.post(desk, circle, "topic", "Sling", "After a stroke")
    eg.deliver(desk)
    return desk, circle, Item(scope=circle_scope(circle), kind="post", id=post.id)


def test_what_is_put_right_is_there_at_once_with_its_mark(tmp_path: Path, clock: eg.Clock) -> None:
    desk, circle, item = posted(tmp_path, clock)
    clock.turn(seconds=60)
    editing.edit(desk, item, title="Sling", body="স্ট্রোকের পরে")
    post = posting.the_post(desk, circle, item.id)
    assert (post.title, post.body, post.lang) == ("Sling", "স্ট্রোকের পরে", "bn")
    assert (post.edited, post.delivery) == (clock.now, Delivery.WAITING)
    (record,) = desk.memory.all_waiting()
    (operation,) = record.waiting
    assert set(operation.args) == set(operation.stamps) == {"body", "lang"}


def test_what_is_as_it_was_is_not_sent(tmp_path: Path, clock: eg.Clock) -> None:
    desk, _, item = posted(tmp_path, clock)
    editing.edit(desk, item, title="Sling", body="After a stroke")
    assert desk.memory.all_waiting() == []


@pytest.mark.parametrize(("title", "body", "code"), [("", "x", "title.empty"), ("x", " ", "text.empty")])
def test_nothing_is_left_of_neither(
    tmp_path: Path, clock: eg.Clock, title: str, body: str, code: str
) -> None:
    desk, _, item = posted(tmp_path, clock)
    with pytest.raises(Refused, match=code):
        editing.edit(desk, item, title=title, body=body)


def test_after_a_quarter_of_an_hour_it_is_offered_no_more(tmp_path: Path, clock: eg.Clock) -> None:
    desk, circle, item = posted(tmp_path, clock)
    clock.turn(seconds=15 * 60)
    assert editing.may_edit(desk, item)
    clock.turn(seconds=1)
    assert not editing.may_edit(desk, item)
    with pytest.raises(Refused, match=r"edit\.late"):
        editing.edit(desk, item, body="Late")
    waits = posting.post(desk, circle, "topic", "Not sent", "Yet")
    clock.turn(days=2)
    assert editing.may_edit(desk, Item(scope=item.scope, kind="post", id=waits.id))


def test_what_is_refused_keeps_what_was_typed(tmp_path: Path, clock: eg.Clock) -> None:
    desk, circle, item = posted(tmp_path, clock)
    editing.edit(desk, item, body="Typed on the bus")
    eg.refuse(desk, "edit.late")
    post = posting.the_post(desk, circle, item.id)
    assert (post.body, post.edited, post.delivery) == ("After a stroke", 0, Delivery.REFUSED)
    (kept,) = connecting.refusals(desk)
    assert kept.refused[-1].args["body"] == "Typed on the bus"


def test_a_message_is_put_right(tmp_path: Path, clock: eg.Clock) -> None:
    desk = eg.desk_of(eg.NASRIN, tmp_path, clock=clock)
    (david,) = eg.meet(desk, eg.DAVID)
    eg.hear(desk, david, "Hello")
    message = messaging.send(desk, david, "Helo")
    eg.deliver(desk)
    item = Item(scope=message.scope, kind="dm", id=message.id)
    assert editing.words(desk, item) == {"body": "Helo"}
    editing.edit(desk, item, body="Hello")
    assert [m.body for m in messaging.messages(desk, david)] == ["Hello", "Hello"]
    assert messaging.messages(desk, david)[-1].edited == clock.now


def test_what_others_wrote_and_what_is_gone_is_not_edited(tmp_path: Path, clock: eg.Clock) -> None:
    desk, _, item = posted(tmp_path, clock)
    (david,) = eg.meet(desk, eg.DAVID)
    (heard,) = eg.hear(desk, david, "Hello")
    theirs = Item(scope=heard.scope, kind="dm", id=heard.id)
    withdrawing.withdraw(desk, item)
    for gone in (theirs, item):
        assert not editing.may_edit(desk, gone)
        assert editing.words(desk, gone) is None
        with pytest.raises(Refused, match=r"ref\.missing"):
            editing.edit(desk, gone, body="Mine")


def test_what_is_taken_back_before_it_was_sent_takes_its_edits_along(tmp_path: Path, clock: eg.Clock) -> None:
    desk, circle, item = posted(tmp_path, clock)
    connecting.connect(desk, "https://setu.example.org", "AAAA-BBBB-CCCC")
    post = posting.post(desk, circle, "topic", "Somebody", "In bed 4")
    mine = Item(scope=item.scope, kind="post", id=post.id)
    editing.edit(desk, mine, body="In bed 5")
    withdrawing.withdraw(desk, mine)
    assert "In bed" not in str(desk.memory.get(mine.scope, "post", mine.id))
