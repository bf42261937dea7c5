"""Inviting into a circle, and coming in by an invitation."""

import examples as eg
import flet as ft
import pytest
from ui.opening import opened

from app.domain.starters import STARTER_CIRCLES
from app.services import belonging, inviting

HAND = STARTER_CIRCLES[2]["id"]
MEMBERS = 3
"""The tab."""


@pytest.fixture
def circle(desk):
    return belonging.found(desk, {"name_en": "Hands", "entry": "hidden"}).id


async def test_a_leader_makes_one_gives_it_on_and_takes_it_back_after_a_question(desk, circle):
    async with opened(desk, f"/circles/{circle}/invitations") as app:
        many, long = app.find_all(ft.RadioGroup)
        await app.choose(many, "10")
        await app.choose(long, "30")
        await app.click(app.find(ft.FilledButton, text="Make an invitation"))
        (made,) = inviting.invitations(desk, circle)
        assert (made.uses, made.until) == (10, desk.clock() + 30 * inviting.DAY_MS)
        assert made.text in app.texts()
        await app.click(app.find(ft.OutlinedButton, text="Take back"))
        assert inviting.invitations(desk, circle) != []
        await app.click(app.find(ft.FilledButton, text="Take back"))
        assert inviting.invitations(desk, circle) == []


@pytest.mark.parametrize(("lang", "copy", "named"), [("en", "Copy", "“Hands”"), ("bn", "কপি করুন", "“হাত”")])
async def test_what_one_gives_on_says_what_to_do_with_it_and_is_read_whole(desk, tmp_path, lang, copy, named):
    circle = belonging.found(desk, {"name_en": "Hands", "name_bn": "হাত", "entry": "hidden"}).id
    text = inviting.make(desk, circle, uses=1, days=7).text
    async with opened(desk, f"/circles/{circle}/invitations", lang=lang) as app:
        message = app.find(ft.FilledButton, text=copy).action.data
    assert named in message
    assert text in message
    other = eg.desk_of(eg.DAVID, tmp_path / "david")
    assert inviting.come_in(other, message) == circle


async def test_leaders_find_the_way_to_invitations_beside_the_members_and_others_do_not(desk, circle):
    async with opened(desk, f"/circles/{circle}") as app:
        await app.choose(app.find(ft.Tabs), MEMBERS)
        await app.click(app.find(ft.OutlinedButton, text="Invitations"))
        assert app.route == f"/circles/{circle}/invitations"
    belonging.join(desk, HAND)
    async with opened(desk, f"/circles/{HAND}") as app:
        await app.choose(app.find(ft.Tabs), MEMBERS)
        assert not app.find_all(ft.OutlinedButton, text="Invitations")


async def test_who_does_not_lead_is_told_so(desk, tmp_path, circle):
    other = eg.desk_of(eg.DAVID, tmp_path / "david")
    async with opened(other, f"/circles/{circle}/invitations") as app:
        assert "Only a leader of this circle may do that." in app.texts()
        assert not app.find_all(ft.FilledButton)


async def test_one_comes_in_by_what_one_was_given_or_hears_that_nobody_does(desk, tmp_path, circle):
    other = eg.desk_of(eg.DAVID, tmp_path / "david")
    text = inviting.make(desk, circle, uses=1, days=7).text
    async with opened(other, "/circles") as app:
        await app.click(app.find(ft.TextButton, text="I have an invitation"))
        await app.type(app.find(ft.TextField), "hello")
        await app.click(app.find(ft.FilledButton, text="Join circle"))
        assert any(said.startswith("That is not an invitation") for said in app.texts())
        await app.type(app.find(ft.TextField), text)
        await app.click(app.find(ft.FilledButton, text="Join circle"))
        assert any(said.startswith("Setu asks the server.") for said in app.texts())
        eg.refuse(other, "unavailable", "member")
        await app.until(
            lambda: any(said.startswith("This invitation lets nobody in.") for said in app.texts())
        )
