"""On the Home of who leads circles: who asks to join and what was reported there, until it is dealt with."""

import examples as eg
import flet as ft
import pytest
from ui.opening import opened
from ui.staffing import asks, led

from app.domain.ids import circle_scope, leaders_scope
from app.domain.records import Record
from app.services import administering, belonging, entering, overseeing


def becomes(desk, circle, role):
    """The server tells that one is something else in a circle now."""
    row = {"scope": circle_scope(circle), "kind": "member", "id": desk.person, "by": desk.person}
    desk.memory.put(Record(**row, base={"role": role, "state": "in", "card": {}}, seq=99, pos=99))


def counted(desk):
    return [(duty.circle.id, duty.requests, duty.reports) for duty in overseeing.duties(desk)]


async def test_where_nothing_waits_nothing_is_said(desk, hands):
    async with opened(desk, "/") as app:
        assert "In circles you lead" not in app.texts()
        assert "You are up to date." in app.texts()


@pytest.mark.parametrize(
    ("lang", "asking", "reported"),
    [
        ("en", "2 people ask to join.", "1 report waits for a decision"),
        ("bn", "২ জন যোগ দিতে চান।", "১টি অভিযোগ সিদ্ধান্তের অপেক্ষায়"),
    ],
)
async def test_what_waits_is_counted_for_each_circle_and_one_tap_away(desk, hands, lang, asking, reported):
    other = belonging.found(desk, {"name_en": "Wheels"}).id
    for name in ("Tania", "Sumi"):
        asks(desk, hands, name)
    led(desk, other)
    assert counted(desk) == [(hands, 2, 0), (other, 0, 1)]
    async with opened(desk, "/", lang) as app:
        assert {asking, reported, "Wheels"} <= set(app.texts())
        assert "You are up to date." not in app.texts()
        await app.click(app.find(ft.TextButton, text=asking))
        assert app.route == f"/circles/{hands}/applicants"
        assert {"Tania", "Sumi"} <= set(app.texts())
        await app.go("/")
        await app.click(app.find(ft.TextButton, text=reported))
        assert app.route == f"/circles/{other}/reports"


async def test_it_is_gone_once_it_is_dealt_with(desk, hands):
    tania, report = asks(desk, hands, "Tania"), led(desk, hands)
    async with opened(desk, f"/circles/{hands}/applicants") as app:
        await app.click(app.find(ft.FilledButton, text="Accept"))
        assert "You let them in." in app.texts()
        assert [one.person.id for one in entering.requests(desk, hands)] == [tania]
        assert counted(desk) == [(hands, 0, 1)]
    administering.decide(desk, report, "kept", "", office=leaders_scope(hands))
    async with opened(desk, "/") as app:
        assert "In circles you lead" not in app.texts()


@pytest.mark.parametrize("role", ["moderator", "member", "guest"])
def test_it_is_for_leaders_alone(desk, hands, role):
    asks(desk, hands, "Tania")
    led(desk, hands)
    becomes(desk, hands, role)
    assert counted(desk) == []


async def test_the_screen_of_requests_says_that_nobody_asks(desk, hands):
    async with opened(desk, f"/circles/{hands}/applicants") as app:
        assert "Nobody asks to join just now" in app.texts()
        asks(desk, hands, "Tania")
        await app.settle()
        assert "Tania" in app.texts()


def test_what_the_server_refused_waits_again(desk, hands):
    tania = asks(desk, hands, "Tania")
    entering.accept(desk, hands, tania)
    assert counted(desk) == []
    eg.refuse(desk, "changed", "applicant")
    assert counted(desk) == [(hands, 1, 0)]
