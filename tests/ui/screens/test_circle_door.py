"""The door of a circle: its rules, the way in, the wait, and those who ask."""

import examples as eg
import flet as ft
import pytest
from ui.opening import opened
from ui.staffing import asks

from app.domain.ids import COMMONS, circle_scope
from app.domain.records import Record
from app.services import belonging, entering

RULES = {"rules_en": "No names of clients.", "rules_bn": "সেবাগ্রহীতার নাম নয়।"}
MEMBERS = 3
"""The tab."""


def listed(desk, **fields):
    identifier = desk.new_id()
    base = {"name_en": "Hands", "name_bn": "হাত", **fields}
    desk.memory.put(Record(scope=COMMONS, kind="listing", id=identifier, base=base, seq=1, pos=1))
    return identifier


def arrives(desk, circle, kind, identifier, by, **values):
    row = {"scope": circle_scope(circle), "kind": kind, "id": identifier, "by": by, "base": values}
    desk.memory.put(Record(**row, seq=6, pos=6, at=desk.clock()))


async def test_one_reads_the_rules_and_accepts_them_by_joining(desk):
    circle = listed(desk, **RULES)
    async with opened(desk, f"/circles/{circle}") as app:
        assert "No names of clients." in app.texts()
        await app.click(app.find(ft.FilledButton, text="Accept the rules and join"))
        assert belonging.role_in(desk, circle) is not None
        assert not entering.has_new_rules(desk, circle)


async def test_from_home_it_is_three_taps_to_a_circles_first_prompt(desk):
    circle = listed(desk)
    async with opened(desk, "/") as app:
        await app.click(app.find(ft.FilledButton, text="See the circles"))
        (card,) = [one for one in app.find_all(ft.TextButton, text="Hands") if "Hands" in app.texts(one)]
        await app.click(card)
        await app.click(app.find(ft.FilledButton, text="Join circle"))
        arrives(desk, circle, "prompt", desk.new_id(), "leader", text_en="What helped?", text_bn="কী কাজে এল?")
        await app.until(lambda: "What helped?" in app.texts())


@pytest.mark.parametrize("lang", ["en", "bn"])
async def test_who_asks_sees_that_they_wait_and_may_take_it_back(desk, lang, words_in):
    circle, t = listed(desk, entry="approval"), words_in(lang).t
    async with opened(desk, f"/circles/{circle}", lang) as app:
        await app.click(app.find(ft.FilledButton, text=t("Ask to join")))
        said = t("You asked to join. Once you are let in, this circle is among yours.")
        assert said in app.texts()
        await app.go("/circles")
        assert t("You asked to join") in app.texts()
        await app.go(f"/circles/{circle}")
        await app.click(app.find(ft.OutlinedButton, text=t("Take the request back")))
        assert said not in app.texts()
        assert app.find(ft.FilledButton, text=t("Ask to join"))


async def test_a_circle_one_asks_to_join_says_so_in_the_list(desk):
    listed(desk, entry="approval")
    async with opened(desk, "/circles") as app:
        assert app.texts().count("By request") == 1


async def test_a_leader_lets_in_and_declines_where_the_members_are(desk):
    circle = belonging.found(desk, {"name_en": "Hands", "entry": "approval"}).id
    rina, david = asks(desk, circle, "Rina Chakma"), asks(desk, circle, "David Mitra")
    async with opened(desk, f"/circles/{circle}") as app:
        assert "2 people ask to join." in app.texts()
        await app.click(app.find(ft.TextButton, text="Look at the requests"))
        first = app.find_all(ft.FilledButton, text="Accept")[0]
        await app.click(first)
        await app.click(app.find(ft.OutlinedButton, text="Decline"))
        assert "Rina Chakma" in app.texts(app.find(ft.AlertDialog))
        assert [one.answer for one in entering.requests(desk, circle) if one.person.id == rina] == [""]
        await app.click(app.find_all(ft.FilledButton, text="Decline")[-1])
        answers = {one.person.id: one.answer for one in entering.requests(desk, circle)}
        assert answers == {david: "accept", rina: "decline"}
        assert {"You let them in.", "You declined."} <= set(app.texts())
        assert "2 people ask to join." not in app.texts()


async def test_a_member_hears_of_no_requests(desk):
    circle = listed(desk)
    belonging.join(desk, circle)
    asks(desk, circle, "Rina Chakma")
    async with opened(desk, f"/circles/{circle}") as app:
        await app.choose(app.find(ft.Tabs), MEMBERS)
        assert "Rina Chakma" not in app.texts()


async def test_rules_that_changed_are_shown_to_members_and_not_forced_on_them(desk):
    circle = listed(desk, **RULES)
    belonging.join(desk, circle)
    eg.deliver(desk)
    arrives(desk, circle, "circle", circle, "leader", name_en="Hands", rules_en="Be kind.")
    async with opened(desk, f"/circles/{circle}") as app:
        assert "Be kind." in app.texts()
        assert "New topic" in [text for b in app.find_all(ft.FilledTonalButton) for text in app.texts(b)]
        await app.click(app.find(ft.FilledTonalButton, text="Accept the rules"))
        assert "Be kind." not in app.texts()


async def test_where_to_start_is_shown_to_who_has_just_joined(desk):
    circle = listed(desk)
    async with opened(desk, f"/circles/{circle}") as app:
        await app.click(app.find(ft.FilledButton, text="Join circle"))
        arrives(desk, circle, "circle", circle, "leader", name_en="Hands", start_en="Say hello.")
        await app.until(lambda: "Say hello." in app.texts())
        assert "Start here" in app.texts()


async def test_a_leader_writes_rules_in_both_languages_and_how_one_joins(desk):
    circle = belonging.found(desk, {"name_en": "Hands"}).id
    async with opened(desk, f"/circles/{circle}/edit") as app:
        await app.choose(app.find(ft.RadioGroup), "approval")
        (fold,) = [one for one in app.find_all(ft.TextButton) if "Rules and where to start" in app.texts(one)]
        await app.click(fold)
        await app.type(app.find(ft.TextField, text="Rules in English"), "Be kind.")
        await app.type(app.find(ft.TextField, text="Rules in বাংলা"), "সদয় হোন।")
        await app.click(app.find(ft.FilledButton, text="Save"))
    known = belonging.circle(desk, circle)
    assert (known.entry, known.rules.en, known.rules.bn) == ("approval", "Be kind.", "সদয় হোন।")


async def test_leaving_where_one_would_have_to_ask_again_is_asked_first(desk):
    circle = belonging.found(desk, {"name_en": "Hands", "entry": "approval"}).id
    async with opened(desk, f"/circles/{circle}") as app:
        await app.choose(app.find(ft.Tabs), MEMBERS)
        await app.click(app.find(ft.TextButton, text="Leave circle"))
        assert belonging.role_in(desk, circle) is not None
        await app.click(app.find(ft.FilledButton, text="Leave"))
        assert belonging.role_in(desk, circle) is None


@pytest.mark.parametrize(
    ("seat", "told", "lost"),
    [
        ({"role": "leader"}, {}, "You would come back as a member, without the role you have now."),
        (
            {"role": "member"},
            {"peer": True},
            "What is written before you come back would not be shown to you again.",
        ),
        (
            {"role": "member"},
            {"history": "since_join"},
            "What is written before you come back would not be shown to you again.",
        ),
    ],
)
async def test_leaving_that_cannot_be_undone_whole_is_asked_first_and_offers_no_undo(desk, seat, told, lost):
    circle, other = desk.new_id(), desk.new_id()
    arrives(desk, circle, "circle", circle, other, name_en="Hands", **told)
    arrives(desk, circle, "member", other, other, role="leader", state="in")
    arrives(desk, circle, "member", desk.person, desk.person, state="in", **seat)
    async with opened(desk, f"/circles/{circle}") as app:
        await app.choose(app.find(ft.Tabs), MEMBERS)
        await app.click(app.find(ft.TextButton, text="Leave circle"))
        assert lost in app.texts(app.find(ft.AlertDialog))
        assert belonging.role_in(desk, circle) is not None
        await app.click(app.find(ft.FilledButton, text="Leave"))
        assert belonging.role_in(desk, circle) is None
        assert not app.find_all(ft.SnackBarAction)
