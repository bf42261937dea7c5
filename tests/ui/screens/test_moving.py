"""Moving a reply: to a topic of its own or under another post, with a line where it was."""

from pathlib import Path

import examples as eg
import flet as ft
from ui.harness import App

from app.domain.arranging import line_id
from app.domain.ids import circle_scope
from app.domain.records import Record
from app.services import belonging, posting
from app.services.desk import Desk

OTHER = "018cc251-f400-7000-8000-0000000000ff"


def talked(folder: Path) -> tuple[Desk, str, str, list[str]]:
    """A desk with a circle that one leads, a topic in it and two replies of somebody else's."""
    desk = eg.desk_of(eg.NASRIN, folder)
    circle = belonging.found(desk, {"name_en": "Hands"}).id
    posting.post(desk, circle, "question", "Which tape?", "For casts")
    post = posting.post(desk, circle, "topic", "Sling", "After a stroke").id
    eg.deliver(desk)
    replies = [desk.new_id() for _ in range(2)]
    for number, reply in enumerate(replies, start=80):
        place = {"scope": circle_scope(circle), "kind": "reply", "id": reply, "by": OTHER}
        values = {"post": post, "body": f"Reply {number}"}
        desk.memory.put(Record(**place, base=values, seq=number, pos=number, at=desk.clock()))
    return desk, circle, post, replies


async def test_it_goes_under_another_post_at_once(tmp_path: Path) -> None:
    desk, circle, post, replies = talked(tmp_path)
    async with App(eg.window(desk), route=f"/circles/{circle}/posts/{post}", locales=("en",)) as app:
        await app.click(app.find_all(ft.PopupMenuItem, text="Move")[0])
        assert "Reply 80" in app.texts()
        await app.click(app.find(ft.TextButton, text="Which tape?"))
        assert "Which tape?" in app.texts(app.find(ft.AlertDialog))
        assert len(posting.replies(desk, post)) == 2, "it is asked first"
        await app.click(app.find(ft.FilledButton, text="Move"))
        assert "Which tape?" in app.texts()
        assert "Reply 80" in app.texts()
    assert [reply.id for reply in posting.replies(desk, post)] == replies[1:]
    (waiting,) = [record for record in desk.memory.all_waiting() if record.kind == "reply"]
    assert "after" not in waiting.waiting[-1].args


async def test_it_becomes_a_topic_and_takes_those_after_it_along(tmp_path: Path) -> None:
    desk, circle, post, _ = talked(tmp_path)
    async with App(eg.window(desk), route=f"/circles/{circle}/posts/{post}", locales=("en",)) as app:
        await app.click(app.find_all(ft.PopupMenuItem, text="Move")[0])
        await app.click(app.find(ft.FilledButton, text="Make it a topic"))
        assert "/move/" in app.route  # it has no title yet
        await app.type(app.find(ft.TextField), "Casting tape")
        await app.choose(app.find(ft.Checkbox), True)
        await app.click(app.find(ft.FilledButton, text="Make it a topic"))
        assert "Make this a topic of its own?" in app.texts(app.find(ft.AlertDialog))
        assert "/move/" in app.route
        await app.click(app.find(ft.FilledButton, text="Move"))
        assert app.route == f"/circles/{circle}/posts/{post}"
    (waiting,) = [record for record in desk.memory.all_waiting() if record.kind == "reply"]
    assert waiting.waiting[-1].args == {"title": "Casting tape", "tab": "topic", "after": True}


async def test_what_becomes_a_question_is_called_one(tmp_path: Path) -> None:
    desk, circle, post, _ = talked(tmp_path)
    async with App(eg.window(desk), route=f"/circles/{circle}/posts/{post}", locales=("en",)) as app:
        await app.click(app.find_all(ft.PopupMenuItem, text="Move")[0])
        await app.type(app.find(ft.TextField), "Which tape now?")
        await app.choose(app.find(ft.RadioGroup), "question")
        assert "A question of its own" in app.texts()
        await app.click(app.find(ft.FilledButton, text="Make it a question"))
        assert "Make this a question of its own?" in app.texts(app.find(ft.AlertDialog))
        await app.click(app.find(ft.FilledButton, text="Move"))
        assert any("becomes a question of its own" in text for text in app.texts())


async def test_the_line_stands_where_the_reply_was_and_leads_there(tmp_path: Path) -> None:
    desk, circle, post, replies = talked(tmp_path)
    scope, moved = circle_scope(circle), replies[0]
    record = desk.memory.get(scope, "reply", moved)
    assert record is not None
    desk.memory.forget(record)
    topic = {"tab": "topic", "title": "Casting tape", "body": "Reply 80", "from": post}
    line = {"post": post, "to": moved, "place": 80, "count": 1}
    name = line_id(post, moved)
    desk.memory.put(
        Record(scope=scope, kind="post", id=moved, by=OTHER, base=topic, seq=90, pos=90, at=desk.clock()),
        Record(scope=scope, kind="moved", id=name, by=OTHER, base=line, seq=91, pos=91),
    )
    assert posting.count_replies(desk, post) == 1
    async with App(eg.window(desk), route=f"/circles/{circle}/posts/{post}") as app:
        texts = app.texts()
        assert texts.index("এখান থেকে ১টি উত্তর অন্য জায়গায় নেওয়া হয়েছে") < texts.index("Reply 81")
        await app.click(app.find(ft.TextButton, text="Casting tape"))
        assert app.route == f"/circles/{circle}/posts/{moved}"
        await app.click(app.find(ft.TextButton, text="এটি একটি উত্তর হিসেবে শুরু হয়েছিল"))
        assert app.route == f"/circles/{circle}/posts/{post}"


async def test_a_member_moves_nothing_of_others(tmp_path: Path) -> None:
    desk, circle, post, _ = talked(tmp_path)
    desk.write(circle_scope(circle), "member", desk.person, "role", {"role": "member"})
    async with App(eg.window(desk), route=f"/circles/{circle}/posts/{post}", locales=("en",)) as app:
        assert [
            item for item in app.find_all(ft.PopupMenuItem, text="Move") if item.content.value == "Move"
        ] == []
