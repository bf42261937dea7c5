"""A circle of peer support on the screen: no names, one answer with a tap, and where one can call."""

import examples as eg
import flet as ft
import pytest
from ui.opening import opened

from app.domain.errors import Refused
from app.domain.ids import circle_scope, time_of
from app.services import belonging, editing, posting, reacting, withdrawing
from app.services.reacting import Item


@pytest.fixture
def peers(desk):
    return belonging.found(desk, {"name_en": "After work", "peer": True}).id


@pytest.fixture
def tired(desk, peers):
    post = posting.post(desk, peers, "topic", "Tired", "I am so tired of it.").id
    eg.speak(desk, peers, post, "So am I.", "Call me.")
    return post


def told(app, words):
    return any(words in text for text in app.texts())


async def test_a_circle_is_founded_as_one_of_peer_support(desk):
    async with opened(desk, "/circles/new") as app:
        await app.type(app.find_all(ft.TextField)[0], "After work")
        await app.choose(app.find(ft.Switch, identifier="peer"), True)
        await app.click(app.find(ft.FilledButton, text="Create circle"))
    (circle,) = (each for each in belonging.mine(desk) if each.name.en == "After work")
    assert circle.peer


async def test_its_first_screen_says_who_can_know_and_where_to_call(desk, peers):
    eg.list_help(desk)
    async with opened(desk, f"/circles/{peers}") as app:
        assert told(app, "no member, leader or moderator is told who wrote it")
        assert told(app, "whoever runs it could look")
        assert not told(app, "Call 01700 000000")
        await app.click(app.find(ft.TextButton, identifier="signposts"))
        assert told(app, "Call 01700 000000")


async def test_before_one_writes_it_says_who_can_know(desk, peers, tired):
    for route in (f"/circles/{peers}/new/topic", f"/circles/{peers}/posts/{tired}"):
        async with opened(desk, route) as app:
            assert told(app, "What you write here carries no name")


async def test_in_another_circle_it_says_nothing_of_that(desk, hands):
    for route in (f"/circles/{hands}", f"/circles/{hands}/new/topic"):
        async with opened(desk, route) as app:
            assert not told(app, "carries no name")


@pytest.mark.parametrize(("lang", "names"), [
    ("en", {"You, without your name", "Voice 1", "Voice 2"}),
    ("bn", {"আপনি, নাম ছাড়া", "কণ্ঠ ১", "কণ্ঠ ২"}),
])  # fmt: skip
async def test_who_wrote_is_a_voice_and_ones_own_name_is_nowhere(desk, peers, tired, lang, names):
    async with opened(desk, f"/circles/{peers}/posts/{tired}", lang=lang) as app:
        assert names <= set(app.texts())
        assert not told(app, "Nasrin")
        assert not told(app, "নাসরিন")


async def test_one_tap_says_i_hear_you_and_no_names_are_shown(desk, peers, tired):
    async with opened(desk, f"/circles/{peers}/posts/{tired}") as app:
        post, *_ = app.find_all(ft.OutlinedButton, text="I hear you")
        await app.click(post)
        (tally,) = reacting.reactions(desk, tired)
        assert (tally.code, tally.mine) == ("hear", True)
        await app.click(app.find(ft.FilledTonalButton, text="I hear you · 1"))
        assert reacting.reactions(desk, tired) == ()
        assert app.find_all(ft.IconButton, text="React") == []


async def test_what_carries_no_name_is_not_for_leaders_to_judge(desk, peers, tired):
    (reply, _) = (each.id for each in posting.replies(desk, tired))
    scope = circle_scope(peers)
    async with opened(desk, f"/circles/{peers}/posts/{tired}/report/{scope}/reply/{reply}") as app:
        assert app.find_all(ft.RadioGroup, identifier="to") == []
        assert told(app, "Those who look after the server read this")


def test_what_carries_no_name_can_be_taken_back_but_not_edited(desk, peers, tired):
    item = Item(scope=circle_scope(peers), kind="post", id=tired)
    assert withdrawing.may_withdraw(desk, item)
    assert not editing.may_edit(desk, item)
    with pytest.raises(Refused):
        editing.edit(desk, item, body="Other words")


def test_the_time_in_an_id_is_no_more_than_an_hour(desk, peers, tired):
    assert time_of(tired) % 3_600_000 == 0
