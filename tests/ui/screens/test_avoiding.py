"""Muting somebody: what they write in circles is folded on one's own devices, as it is of who is blocked."""

import flet as ft
import pytest
from ui.opening import opened
from ui.screens.test_reporting import written_by

from app.domain.errors import Refused
from app.services import avoiding, talking


def folded(app):
    return [text for shown in app.find_all(ft.Semantics, identifier="folded") for text in app.texts(shown)]


async def test_a_person_is_muted_and_shown_again_from_their_profile(desk, david):
    async with opened(desk, f"/people/{david}") as app:
        (menu,) = app.find_all(ft.PopupMenuButton)
        (item,) = (each for each in menu.items if app.texts(each) == ["Mute in circles"])
        await app.click(item)
        assert avoiding.why_folded(desk, david) == "muted"
        assert any("what they write in circles is folded" in text for text in app.texts())
        (menu,) = app.find_all(ft.PopupMenuButton)
        (item,) = (each for each in menu.items if app.texts(each) == ["Unmute"])
        await app.click(item)
        assert avoiding.why_folded(desk, david) == ""


@pytest.mark.parametrize("avoid", [avoiding.mute, talking.block])
async def test_their_posts_and_replies_are_folded_until_one_opens_them(desk, david, avoid):
    circle, post, _ = written_by(desk, david)
    for route, words in (
        (f"/circles/{circle}", "A remedy"),
        (f"/circles/{circle}/posts/{post}", "Be quiet."),
    ):
        avoid(desk, david, on=False)
        async with opened(desk, route) as app:
            assert any(words in text for text in app.texts())
            avoid(desk, david, on=True)
            await app.settle()
            assert not any(words in text for text in app.texts())
            assert any("David Mitra" in text for text in folded(app))
            await app.click(app.find(ft.TextButton, text="Show it"))
            assert any(words in text for text in app.texts())


def test_nobody_mutes_themselves(desk):
    with pytest.raises(Refused):
        avoiding.mute(desk, desk.person, on=True)


def test_whoever_is_blocked_stays_folded_when_muted_no_more(desk, david):
    talking.block(desk, david)
    avoiding.mute(desk, david, on=True)
    assert avoiding.why_folded(desk, david) == "blocked"
    avoiding.mute(desk, david, on=False)
    assert avoiding.why_folded(desk, david) == "blocked"
