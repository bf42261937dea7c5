"""A question on the screen: whom it asks, answers by discipline, what helped, and its end."""

import examples as eg
import flet as ft
import pytest
from ui.opening import opened

from app.domain.ids import circle_scope
from app.domain.people import Audience, card
from app.domain.questioning import State
from app.domain.records import Record
from app.services import belonging, noticing, posting, questioning


@pytest.fixture
def circle(desk):
    return belonging.found(desk, {"name_en": "Hands", "purpose_en": "Splints"}).id


@pytest.fixture
def post(desk, circle):
    return posting.post(desk, circle, "question", "How long?", "The night splint").id


@pytest.fixture
def people(desk, circle):
    return member(desk, circle, eg.DAVID), member(desk, circle, eg.RINA)


def arrives(desk, circle, kind, by, values, pos, identifier=""):
    """Something of somebody else's comes in by sync; its id."""
    row = {"scope": circle_scope(circle), "kind": kind, "id": identifier or desk.new_id(), "by": by}
    desk.memory.put(Record(**row, base=values, seq=pos, pos=pos, at=desk.clock()))
    return row["id"]


def member(desk, circle, person):
    identifier = desk.new_id()
    values = {"role": "member", "state": "in", "card": card(person, Audience.CIRCLES)}
    return arrives(desk, circle, "member", identifier, values, 2, identifier)


def answers(desk, circle, post, person, body, pos):
    return arrives(desk, circle, "reply", person, {"post": post, "body": body, "lang": "en"}, pos)


def asks(desk, circle, person, title, pos):
    values = {"tab": "question", "title": title, "body": "Tell", "lang": "en"}
    return arrives(desk, circle, "post", person, values, pos)


async def test_a_question_says_whom_it_asks(desk, circle):
    async with opened(desk, f"/circles/{circle}/new/question") as app:
        await app.type(app.find(ft.TextField, text="Your question in one line"), "How long?")
        await app.type(app.find(ft.TextField, text="Tell more about it"), "The night splint")
        await app.fire(app.find(ft.Chip, text="Physiotherapist"), "select", True, selected=True)
        await app.click(app.find(ft.FilledButton, text="Ask"))
    (asked,) = posting.posts(desk, circle, "question")
    assert questioning.question(desk, circle, asked.id).asked == ("physio",)
    async with opened(desk, f"/circles/{circle}/posts/{asked.id}") as app:
        assert "Asks above all: Physiotherapist" in app.texts()


@pytest.mark.parametrize(
    ("tab", "line", "does"), [("question", "Your question in one line", "Ask"), ("topic", "Title", "Post")]
)
async def test_what_is_missing_is_said_at_its_field_until_it_is_there(desk, circle, tab, line, does):
    async with opened(desk, f"/circles/{circle}/new/{tab}") as app:
        await app.click(app.find(ft.FilledButton, text=does))
        fields = {name: app.find(ft.TextField, text=name) for name in (line, "Tell more about it")}
        told = ["Write this line first.", "Write something first."]
        assert [field.error for field in fields.values()] == told
        await app.type(fields[line], "How long?")
        assert not app.find(ft.TextField, text=line).error
        assert app.find(ft.TextField, text="Tell more about it").error
        await app.type(app.find(ft.TextField, text="Tell more about it"), "The night splint")
        await app.click(app.find(ft.FilledButton, text=does))
    assert [asked.title for asked in posting.posts(desk, circle, tab)] == ["How long?"]


async def test_answers_stand_by_discipline_and_as_they_came_if_one_likes(desk, circle, post, people):
    david, rina = people
    for number, (who, body) in enumerate(((david, "One"), (rina, "Two"), (david, "Three")), 10):
        answers(desk, circle, post, who, body, number)

    def said(app, *known):
        return [text for text in app.texts() if text in known]

    async with opened(desk, f"/circles/{circle}/posts/{post}") as app:
        assert said(app, "One", "Two", "Three") == ["One", "Three", "Two"]
        headings = "Physiotherapist", "Speech and language therapist"
        assert set(headings) <= set(said(app, *headings))
        await app.click(app.find(ft.TextButton, text="Answers as they came"))
        assert said(app, "One", "Two", "Three") == ["One", "Two", "Three"]


async def test_the_asker_says_that_it_helped_and_why_and_takes_it_back(desk, circle, post, people):
    reply = answers(desk, circle, post, people[0], "Six weeks", 10)
    async with opened(desk, f"/circles/{circle}/posts/{post}") as app:
        await app.click(app.find(ft.TextButton, text="This helped me"))
        await app.type(app.find(ft.TextField, text="It helped me, because … (if you like)"), "it was clear")
        await app.click(app.find(ft.FilledTonalButton, text="Say that it helped"))
        assert "This helped the asker, because: it was clear" in app.texts()
        assert "An answer helped" in app.texts()
        assert questioning.question(desk, circle, post).helped == {reply: "it was clear"}
        await app.click(app.find(ft.TextButton, text="Take it back"))
        assert questioning.question(desk, circle, post).state is State.OPEN


async def test_the_asker_asks_another_discipline_closes_it_and_opens_it_again(desk, circle, post):
    async with opened(desk, f"/circles/{circle}/posts/{post}") as app:
        await app.click(app.find(ft.OutlinedButton, text="Ask another discipline"))
        await app.click(app.find(ft.TextButton, text="Nurse"))
        assert "Asks above all: Nurse" in app.texts()
        await app.click(app.find(ft.TextButton, text="Close the question"))
        assert "Closed" in app.texts()
        await app.click(app.find(ft.TextButton, text="Open it again"))
    assert questioning.question(desk, circle, post).state is State.OPEN


async def test_nobody_else_is_offered_any_of_it(desk, circle, people):
    david, rina = people
    theirs = asks(desk, circle, david, "Whose?", 9)
    answers(desk, circle, theirs, rina, "Mine", 10)
    async with opened(desk, f"/circles/{circle}/posts/{theirs}") as app:
        offered = {"This helped me", "Ask another discipline", "Close the question"}
        assert not offered & set(app.texts())


async def test_home_shows_first_what_asks_ones_own_discipline_even_if_others_answered(desk, circle, people):
    david, rina = people
    for_ots, closed, other = (asks(desk, circle, david, f"Q{number}", number) for number in (10, 11, 12))
    answers(desk, circle, for_ots, rina, "Not sure", 20)
    arrives(desk, circle, "asking", david, {"asked": ["ot"]}, 30, for_ots)
    arrives(desk, circle, "asking", david, {"closed": True}, 31, closed)
    found = [(noticed.post.id, noticed.for_me) for noticed in noticing.open_questions(desk)]
    assert found == [(for_ots, True), (other, False)]
    async with opened(desk, "/") as app:
        assert app.texts().count("Asks your discipline") == 1
    posting.reply(desk, circle, for_ots, "I am")
    assert [noticed.post.id for noticed in noticing.open_questions(desk)] == [other]


async def test_an_asker_who_may_only_read_now_is_offered_none_of_it(desk, circle, post, people):
    answers(desk, circle, post, people[0], "Six weeks", 10)
    desk.write(circle_scope(circle), "member", desk.person, "role", {"role": "guest"})
    async with opened(desk, f"/circles/{circle}/posts/{post}") as app:
        assert "Six weeks" in app.texts()
        offered = {"This helped me", "Ask another discipline", "Close the question"}
        assert not offered & set(app.texts())


async def test_why_it_helped_need_not_be_said_after_all(desk, circle, post, people):
    answers(desk, circle, post, people[0], "Six weeks", 10)
    async with opened(desk, f"/circles/{circle}/posts/{post}") as app:
        await app.click(app.find(ft.TextButton, text="This helped me"))
        await app.click(app.find(ft.TextButton, text="Cancel"))
        assert app.find(ft.TextButton, text="This helped me")
    assert questioning.question(desk, circle, post).helped == {}
