"""The members of a circle: who they are there, and what leaders and moderators do about that."""

import examples as eg
import flet as ft
import pytest
from ui.opening import opened

from app.domain.circles import Role
from app.domain.ids import circle_scope
from app.domain.records import Record
from app.domain.starters import STARTER_CIRCLES
from app.services import belonging, seating

HAND = STARTER_CIRCLES[2]["id"]
MEMBERS = 3
"""The tab."""


@pytest.fixture
def circle(desk):
    return belonging.found(desk, {"name_en": "Hands", "name_bn": "হাত"}).id


def comes(desk, circle, name, role="member", state="in"):
    person = desk.new_id()
    values = {"role": role, "state": state, "card": {"name_en": name, "discipline": "physio"}}
    row = {"scope": circle_scope(circle), "kind": "member", "id": person, "by": person, "base": values}
    desk.memory.put(Record(**row, seq=3, pos=3))
    return person


def menus(app):
    """The menus beside members; the bell in the bar has one, too."""
    return [menu for menu in app.find_all(ft.PopupMenuButton) if "On Home" not in str(menu.tooltip)]


def choices(app):
    """What the one menu offers, by its words."""
    (menu,) = menus(app)
    return {app.texts(item)[0]: item for item in menu.items}


def role_of(desk, circle, person):
    return {member.person.id: member.role for member in belonging.members(desk, circle)}.get(person)


async def test_each_member_has_a_card_with_their_role_as_a_word(desk, circle):
    comes(desk, circle, "David Mitra", "moderator")
    comes(desk, circle, "Rina Chakma", "guest")
    async with opened(desk, f"/circles/{circle}") as app:
        await app.choose(app.find(ft.Tabs), MEMBERS)
        shown = app.texts()
        for said in ("Nasrin Akter (you)", "Leader", "David Mitra", "Moderator", "Rina Chakma", "Guest"):
            assert said in shown
        assert shown.index("Nasrin Akter (you)") < shown.index("David Mitra") < shown.index("Rina Chakma")
        assert not app.find_all(ft.TextField), "a few are not searched"


async def test_a_role_is_given_in_two_taps_and_taken_back_in_one(desk, circle):
    david = comes(desk, circle, "David Mitra")
    async with opened(desk, f"/circles/{circle}") as app:
        await app.choose(app.find(ft.Tabs), MEMBERS)
        await app.click(choices(app)["Make moderator"])
        assert role_of(desk, circle, david) is Role.MODERATOR
        assert "David Mitra is a moderator here now." in app.texts()
        assert "Saved on this device" in app.texts()
        await app.fire(app.find(ft.SnackBar).action, "click")
        assert role_of(desk, circle, david) is Role.MEMBER


async def test_before_somebody_leads_too_it_is_asked(desk, circle):
    david = comes(desk, circle, "David Mitra")
    async with opened(desk, f"/circles/{circle}") as app:
        await app.choose(app.find(ft.Tabs), MEMBERS)
        await app.click(choices(app)["Make leader"])
        assert role_of(desk, circle, david) is Role.MEMBER
        await app.click(app.find(ft.FilledButton, text="Make leader"))
        assert role_of(desk, circle, david) is Role.LEADER


@pytest.mark.parametrize(
    ("choice", "sure"), [("Remove from the circle", "Remove"), ("Ban from the circle", "Ban")]
)
async def test_before_somebody_is_sent_away_it_is_asked(desk, circle, choice, sure):
    david = comes(desk, circle, "David Mitra")
    async with opened(desk, f"/circles/{circle}") as app:
        await app.choose(app.find(ft.Tabs), MEMBERS)
        await app.click(choices(app)[choice])
        assert "David Mitra" in app.texts(app.find(ft.AlertDialog))
        await app.click(app.find(ft.TextButton, text="Cancel"))
        assert role_of(desk, circle, david) is Role.MEMBER
        await app.click(choices(app)[choice])
        await app.click(app.find(ft.FilledButton, text=sure))
        assert role_of(desk, circle, david) is None


async def test_a_ban_is_seen_and_lifted_where_the_members_are(desk, circle):
    david = comes(desk, circle, "David Mitra", state="banned")
    async with opened(desk, f"/circles/{circle}") as app:
        await app.choose(app.find(ft.Tabs), MEMBERS)
        assert "Banned" in app.texts()
        await app.click(app.find(ft.OutlinedButton, text="Lift the ban"))
        assert seating.kept_out(desk, circle, Role.LEADER) == []
        assert "Banned" not in app.texts()
        await app.fire(app.find(ft.SnackBar).action, "click")
        assert [m.person.id for m in seating.kept_out(desk, circle, Role.LEADER)] == [david]


async def test_the_lead_is_handed_over_after_a_question(desk, circle):
    eg.deliver(desk)
    david = comes(desk, circle, "David Mitra")
    async with opened(desk, f"/circles/{circle}") as app:
        await app.choose(app.find(ft.Tabs), MEMBERS)
        await app.click(choices(app)["Hand the lead over"])
        await app.click(app.find(ft.FilledButton, text="Hand over"))
        assert role_of(desk, circle, david) is Role.LEADER


async def test_a_member_is_offered_nothing_to_do_to_others_and_sees_nobody_banned(desk):
    belonging.join(desk, HAND)
    comes(desk, HAND, "David Mitra")
    comes(desk, HAND, "Rina Chakma", state="banned")
    async with opened(desk, f"/circles/{HAND}") as app:
        await app.choose(app.find(ft.Tabs), MEMBERS)
        assert not menus(app)
        assert "Rina Chakma" not in app.texts()


async def test_many_members_are_searched_in_either_script(desk, circle):
    for number in range(13):
        comes(desk, circle, f"Member {chr(65 + number)}")
    comes(desk, circle, "Rina Chakma")
    async with opened(desk, f"/circles/{circle}") as app:
        await app.choose(app.find(ft.Tabs), MEMBERS)
        await app.type(app.find(ft.TextField), "রিনা")
        assert "Rina Chakma" in app.texts()
        assert "Member A" not in app.texts()
        await app.type(app.find(ft.TextField), "zzzz")
        assert "Nobody here is called like that." in app.texts()


async def test_back_from_a_members_card_are_the_members_again(desk, circle):
    david = comes(desk, circle, "David Mitra")
    async with opened(desk, f"/circles/{circle}") as app:
        await app.choose(app.find(ft.Tabs), MEMBERS)
        await app.click(app.find(ft.TextButton, text="David Mitra"))
        assert app.route == f"/circles/{circle}/members/{david}"
        assert "Stated by themselves" in app.texts()
        await app.click(app.find(ft.IconButton, text="Back"))
        assert app.route == f"/circles/{circle}"
        assert app.find(ft.Tabs).selected_index == MEMBERS


async def test_back_are_the_members_also_after_a_reload(desk, circle):
    david = comes(desk, circle, "David Mitra")
    async with opened(desk, f"/circles/{circle}/members/{david}") as app:
        assert "David Mitra" in app.texts()
        await app.click(app.find(ft.IconButton, text="Back"))
        assert app.find(ft.Tabs).selected_index == MEMBERS


async def test_on_top_of_a_conversation_stands_the_card_of_whoever_is_meant(desk, circle):
    david, rina = comes(desk, circle, "David Mitra"), comes(desk, circle, "Rina Chakma")
    async with opened(desk, f"/messages/{david}/card/{rina}") as app:
        assert "Rina Chakma" in app.texts()
        assert "David Mitra" not in app.texts()


async def test_who_is_met_on_a_card_on_top_can_be_reported_there(desk, circle):
    david = comes(desk, circle, "David Mitra")
    way = f"/circles/{circle}/members/{david}"
    async with opened(desk, way) as app:
        (report,) = [item for item in app.find_all(ft.PopupMenuItem) if "Report" in app.texts(item)]
        await app.click(report)
        assert app.route.startswith(f"{way}/report/")
