"""The bell of a circle, and what its leader finds waiting."""

import flet as ft
import pytest
from ui.opening import opened

from app.domain.attending import Level
from app.domain.starters import STARTER_CIRCLES
from app.services import attending, belonging, posting

HAND = STARTER_CIRCLES[2]["id"]


def bell(app):
    return [menu for menu in app.find_all(ft.PopupMenuButton) if "Home" in str(menu.tooltip)]


async def test_a_member_chooses_how_much_to_hear_in_two_taps(desk):
    belonging.join(desk, HAND)
    async with opened(desk, f"/circles/{HAND}") as app:
        (menu,) = bell(app)
        assert menu.tooltip == "On Home from this circle: Everything"
        await app.click({app.texts(item)[0]: item for item in menu.items}["Nothing"])
        assert attending.level(desk, HAND) is Level.NOTHING
        (menu,) = bell(app)
        assert menu.tooltip == "On Home from this circle: Nothing"
        assert [item.checked for item in menu.items] == [False, False, True]


async def test_who_is_not_in_has_nothing_to_choose(desk):
    async with opened(desk, f"/circles/{HAND}") as app:
        assert bell(app) == []


@pytest.mark.parametrize("lang", ["en", "bn"])
async def test_a_leader_goes_from_what_waits_to_where_it_is(desk, words_in, lang):
    circle, words = belonging.found(desk, {"name_en": "Hands"}).id, words_in(lang)
    posting.post(desk, circle, "question", "Which splint?", "For a thumb")
    said = words.tn("{n} question without an answer", "{n} questions without an answer", 1)
    async with opened(desk, f"/circles/{circle}", lang) as app:
        (line,) = [one for one in app.find_all(ft.TextButton) if app.texts(one) == [said]]
        await app.click(line)
        assert app.find(ft.Tabs).selected_index == 1
        assert "Which splint?" in app.texts()
