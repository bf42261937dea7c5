"""Withdrawing: words go here at once, leave a line where others answered, and are found nowhere any more."""

from pathlib import Path

import examples as eg
import pytest

from app.domain.circles import Role
from app.domain.errors import Refused
from app.domain.ids import circle_scope
from app.domain.records import Delivery, Record
from app.services import belonging, connecting, leading, messaging, noticing, posting, searching, withdrawing
from app.services.desk import Desk
from app.services.reacting import Item
from app.services.searching import Filters
from app.sync.protocol import Row
from app.sync.rows import fold

OTHER = "018cc251-f400-7000-8000-0000000000ff"


def posted(folder: Path) -> tuple[Desk, str, Item]:
    """A desk, a circle and a post in it that the server has."""
    desk = eg.desk_of(eg.NASRIN, folder)
    circle = belonging.found(desk, {"name_en": "Hands"}).id
    post = posting.post(desk, circle, "question", "Sling", "After a stroke")
    eg.deliver(desk)
    return desk, circle, Item(scope=circle_scope(circle), kind="post", id=post.id)


def replied(desk: Desk, item: Item) -> Item:
    """Somebody else replied to it."""
    place = {"scope": item.scope, "kind": "reply", "id": desk.new_id(), "by": OTHER}
    desk.memory.put(Record(**place, base={"post": item.id, "body": "Try this"}, seq=80, pos=80))
    return Item(scope=item.scope, kind="reply", id=place["id"])


def sent(desk: Desk, item: Item) -> str:
    """The operations that wait for this item, by name."""
    record = desk.memory.get(item.scope, item.kind, item.id)
    return " ".join(operation.op for operation in record.waiting) if record else ""


def test_ones_words_are_gone_at_once_and_the_line_waits_to_be_sent(tmp_path: Path) -> None:
    desk, circle, item = posted(tmp_path)
    withdrawing.withdraw(desk, item)
    (post,) = posting.posts(desk, circle, "question")
    assert (post.title, post.body, post.taken, post.delivery) == ("", "", "author", Delivery.WAITING)
    assert not withdrawing.may_withdraw(desk, item)
    with pytest.raises(Refused, match=r"ref\.missing"):
        withdrawing.withdraw(desk, item)


def test_they_are_not_found_any_more(tmp_path: Path) -> None:
    desk, _, item = posted(tmp_path)
    only = Filters(scope=item.scope)
    assert searching.search(desk, "stroke", only, limit=5).found
    withdrawing.withdraw(desk, item)
    assert searching.search(desk, "stroke", only, limit=5).found == ()


def test_what_never_left_this_device_never_will(tmp_path: Path) -> None:
    desk, circle, _ = posted(tmp_path)
    post = posting.post(desk, circle, "topic", "Rahim", "He lives in Savar")
    item = Item(scope=circle_scope(circle), kind="post", id=post.id)
    withdrawing.withdraw(desk, item)
    assert posting.posts(desk, circle, "topic") == []
    connecting.connect(desk, "https://setu.example.org", "AAAA-BBBB-CCCC")
    post = posting.post(desk, circle, "topic", "Rahim", "He lives in Savar")
    item = Item(scope=circle_scope(circle), kind="post", id=post.id)
    withdrawing.withdraw(desk, item)
    assert sent(desk, item) == "create redact"
    assert "Savar" not in str(desk.memory.get(item.scope, "post", post.id))


@pytest.mark.parametrize("code", ["ref.missing", "circle.not_member", "dm.unavailable"])
def test_nobody_is_asked_about_what_never_came_to_be(tmp_path: Path, code: str) -> None:
    desk, circle, _ = posted(tmp_path)
    connecting.connect(desk, "https://setu.example.org", "AAAA-BBBB-CCCC")
    post = posting.post(desk, circle, "topic", "Rahim", "He lives in Savar")
    withdrawing.withdraw(desk, Item(scope=circle_scope(circle), kind="post", id=post.id))
    (record,) = eg.refuse(desk, code)
    assert record.refused == ()
    assert connecting.refusals(desk) == []


def test_a_first_message_that_was_not_sent_is_taken_back_where_it_was_meant_to_go(tmp_path: Path) -> None:
    desk = eg.desk_of(eg.NASRIN, tmp_path)
    connecting.connect(desk, "https://setu.example.org", "AAAA-BBBB-CCCC")
    (david,) = eg.meet(desk, eg.DAVID)
    message = messaging.send(desk, david, "Hello")
    withdrawing.withdraw(desk, Item(scope=message.scope, kind="dm", id=message.id))
    (conversation,) = messaging.conversations(desk)
    assert (conversation.person.id, conversation.last.taken) == (david, "author")
    record = desk.memory.get(message.scope, "dm", message.id)
    assert record is not None
    assert "Hello" not in str(record)


def test_only_who_leads_or_moderates_takes_away_what_others_wrote(tmp_path: Path) -> None:
    desk, _, item = posted(tmp_path)
    theirs = replied(desk, item)
    assert withdrawing.may_withdraw(desk, theirs)
    for role in (Role.GUEST, Role.MEMBER):
        desk.write(item.scope, "member", desk.person, "role", {"role": role.value})
        assert not withdrawing.may_withdraw(desk, theirs)
        with pytest.raises(Refused, match=r"circle\.not_moderator"):
            withdrawing.withdraw(desk, theirs)
    desk.write(item.scope, "member", desk.person, "role", {"role": Role.MODERATOR.value})
    withdrawing.withdraw(desk, theirs)
    assert [reply.taken for reply in posting.replies(desk, item.id)] == ["leader"]


def test_home_tells_of_nothing_that_was_taken_back(tmp_path: Path) -> None:
    desk, circle, item = posted(tmp_path)
    theirs = replied(desk, item)
    assert noticing.replies_to_me(desk)
    withdrawing.withdraw(desk, theirs)
    assert noticing.replies_to_me(desk) == []
    prompt = leading.ask(desk, circle, en="What helped?", bn="")
    answer = leading.answer(desk, circle, prompt.id, "Tea")
    eg.deliver(desk)
    withdrawing.withdraw(desk, Item(scope=item.scope, kind="answer", id=answer.id))
    assert not leading.has_answered(desk, prompt.id)


def test_words_that_are_gone_are_not_kept_to_be_offered_again(tmp_path: Path) -> None:
    desk, _, item = posted(tmp_path)
    withdrawing.withdraw(desk, item)
    (record,) = desk.memory.all_waiting()
    written = posting.post(desk, item.scope[2:], "topic", "Other", "Stays")
    for known in desk.memory.all_waiting():
        for operation in known.waiting:
            desk.memory.sent.keep(known, operation, desk.clock())
    created = Record(scope=item.scope, kind="post", id=item.id)
    desk.memory.sent.keep(created, desk.memory.all_waiting()[0].waiting[0], desk.clock())
    trace = {"tab": "question", "taken": "author"}
    row = Row(k="post", id=item.id, seq=90, pos=record.pos, by=desk.person, at=1, said=1, v=trace)
    fold(desk.memory, item.scope, row)
    kept = [(known.id, operation.op) for known, operation in desk.memory.sent.after(-1, 99)]
    assert (item.id, "create") not in kept
    assert (written.id, "create") in kept
