"""A learning prompt on the screens: what a leader puts into it, and what members read of that."""

import datetime as dt
from dataclasses import replace

import examples as eg
import flet as ft
import pytest
from ui.opening import opened

from app.domain.circles import Role
from app.domain.records import Record
from app.domain.starters import STARTER_PROMPTS
from app.services import belonging, leading, planning, reflecting, reminding
from app.services.preferences import prefer

DHAKA = dt.timezone(dt.timedelta(hours=6))


@pytest.fixture
def circle(desk):
    prefer(desk, zone="Asia/Dhaka")
    return belonging.found(desk, {"name_en": "Hands", "purpose_en": "Splints"}).id


def ms(*parts):
    return int(dt.datetime(*parts, tzinfo=DHAKA).timestamp() * 1000)


def becomes(desk, circle, role):
    """The server tells that one is something else in a circle now."""
    seat = desk.memory.get(f"c.{circle}", "member", desk.person)
    row = {"scope": seat.scope, "kind": "member", "id": seat.id, "by": seat.id}
    desk.memory.put(Record(**row, base={**seat.values, "role": role.value}, seq=99, pos=99))


async def picks_day(app, field, day):
    await app.click(app.find(ft.OutlinedButton, text=field))
    picker = app.find(ft.DatePicker)
    picker.value = dt.datetime.combine(day, dt.time()).astimezone().astimezone(dt.UTC)
    await app.fire(picker, "change")
    picker.open = False
    await app.settle()


async def test_a_leader_says_until_when_and_what_to_read_first(desk, circle):
    async with opened(desk, f"/circles/{circle}/ask") as app:
        await app.type(app.find(ft.TextField, text="English"), "What helped?")
        await app.click(app.find(ft.TextButton, text="What goes with it", identifier="more"))
        await picks_day(app, "Choose a day", dt.date(2026, 11, 30))
        assert "Monday, 30 November 2026" in app.texts()
        await app.click(app.find(ft.OutlinedButton, text="20:00"))
        picker = app.find(ft.TimePicker)
        picker.value = dt.time(18, 30)
        await app.fire(picker, "change")
        link = app.find(ft.TextField, text="A link to read or watch first")
        await app.type(link, "http://who.int/guide")
        await app.click(app.find(ft.FilledButton, text="Ask the circle"))
        said = app.texts(app.find(ft.Semantics, identifier="field-link"))
        assert "Members can only open addresses such as https://who.int/guide from here." in said
        await app.type(link, "https://WHO.int/guide")
        await app.click(app.find(ft.FilledButton, text="Ask the circle"))
        assert "Answer by 30 Nov 2026, 18:30" in app.texts()
        assert {"Read first", "who.int"} <= set(app.texts())
    (prompt,) = leading.prompts(desk, circle)
    assert (prompt.due, prompt.link.url) == (ms(2026, 11, 30, 18, 30), "https://who.int/guide")


@pytest.mark.parametrize(
    ("lang", "zone", "said"),
    [
        ("en", "Asia/Dhaka", "Answer by 20 Nov 2026, 20:00 · In 2 days"),
        ("en", "Europe/London", "Answer by 20 Nov 2026, 14:00 · In 2 days"),
        ("bn", "Asia/Dhaka", "২০ নভে, ২০২৬, রাত ৮:০০-এর মধ্যে উত্তর দিন · ২ দিন পরে"),
    ],
)
async def test_each_reads_it_in_their_own_zone_and_language(desk, circle, lang, zone, said):
    prompt = leading.ask(desk, circle, en="Why?", bn="কেন?", due=ms(2026, 11, 20, 20))
    prefer(desk, zone=zone)
    async with opened(desk, f"/circles/{circle}/prompts/{prompt.id}", lang) as app:
        assert said in app.texts()


async def test_what_was_due_may_still_be_answered_and_says_so(desk, circle, clock):
    prompt = leading.ask(desk, circle, en="Why?", bn="", due=ms(2026, 11, 20, 20))
    clock.turn(days=4)
    async with opened(desk, f"/circles/{circle}/prompts/{prompt.id}") as app:
        assert "Was due 20 Nov 2026. You can still answer." in app.texts()


async def test_what_goes_with_it_is_changed_and_taken_away_again(desk, circle):
    more = {"due": ms(2026, 11, 20, 20), "link": "https://who.int/"}
    prompt = leading.ask(desk, circle, en="Why?", bn="কেন?", **more)
    eg.deliver(desk)
    async with opened(desk, f"/circles/{circle}/prompts/{prompt.id}/edit") as app:
        await app.click(app.find(ft.IconButton, text="Remove: Answer by"))
        await app.type(app.find(ft.TextField, text="A link to read or watch first"), "")
        await app.click(app.find(ft.FilledButton, text="Save"))
    changed = leading.the_prompt(desk, circle, prompt.id)
    assert (changed.due, changed.link, changed.text.bn) == (0, None, "কেন?")
    (operation,) = desk.memory.get(f"c.{circle}", "prompt", prompt.id).waiting
    assert set(operation.args) == {"due", "link"}, "the words are not sent again"


@pytest.mark.parametrize("lang", ["en", "bn"])
async def test_six_starters_each_say_what_they_are_about_and_fill_both_sides(desk, circle, lang):
    async with opened(desk, f"/circles/{circle}/ask", lang) as app:
        for starter in STARTER_PROMPTS:
            assert {starter.theme.word(lang), starter.text.side(lang)} <= set(app.texts())
        await app.click(app.find(ft.TextButton, text=STARTER_PROMPTS[4].theme.word(lang)))
        fields = {field.value for field in app.find_all(ft.TextField)}
        assert {STARTER_PROMPTS[4].text.en, STARTER_PROMPTS[4].text.bn} <= fields


async def test_a_leader_plans_one_for_every_week_changes_it_and_stops_it(desk, circle):
    async with opened(desk, f"/circles/{circle}/ask") as app:
        await app.type(app.find(ft.TextField, text="English"), "What was hard?")
        await app.choose(app.find(ft.RadioGroup), "later")
        await app.click(app.find(ft.FilledButton, text="Plan it"))
        assert "Choose first on which day it will be asked." in app.texts()
        await picks_day(app, "Choose a day", dt.date(2026, 11, 23))
        await app.choose(app.find_all(ft.RadioGroup)[1], "week")
        await app.click(app.find(ft.FilledButton, text="Plan it"))
        assert app.route == f"/circles/{circle}"
        assert "It is planned. You find it under Prompts." in app.texts()
        await app.choose(app.find(ft.Tabs), 2)
        assert "Monday, 23 November 2026, 09:00 · In 5 days · Every week" in app.texts()
        (plan,) = planning.plans(desk, circle)
        await app.click(app.find(ft.TextButton, text="Edit"))
        assert app.route == f"/circles/{circle}/plans/{plan.id}"
        await app.type(app.find(ft.TextField, text="বাংলা"), "কী কঠিন ছিল?")
        await app.click(app.find(ft.FilledButton, text="Save"))
        (changed,) = planning.plans(desk, circle)
        assert (changed.text.bn, changed.when) == ("কী কঠিন ছিল?", ms(2026, 11, 23, 9))
        await app.choose(app.find(ft.Tabs), 2)
        await app.click(app.find(ft.TextButton, text="Stop it"))
        await app.click(app.find(ft.FilledButton, text="Stop it"))
        assert planning.plans(desk, circle) == []
        assert "Planned, seen only by you" not in app.texts()


async def test_why_a_plan_could_not_be_asked_is_read_and_cleared_away(desk, circle):
    plan = planning.plan(desk, circle, when=ms(2026, 11, 20, 9), text_en="Why?")
    eg.deliver(desk)
    row = desk.memory.get(desk.own, "plan", plan.id)
    desk.memory.put(replace(row, base={**row.base, "ended": "quota"}))
    async with opened(desk, f"/circles/{circle}") as app:
        await app.choose(app.find(ft.Tabs), 2)
        assert any(text.startswith("This could not be asked.") for text in app.texts())
        await app.click(app.find(ft.TextButton, text="Clear away"))
        assert planning.plans(desk, circle) == []


async def test_a_reflection_is_kept_for_oneself_and_the_guard_looks_away(desk, circle):
    prompt = leading.ask(desk, circle, en="Why?", bn="").id
    async with opened(desk, f"/circles/{circle}/prompts/{prompt}") as app:
        await app.click(app.find(ft.TextButton, text="Reflect for yourself", identifier="reflection"))
        field = app.find(ft.TextField, text="Your reflection")
        await app.type(field, "রাকিবের মা 01711 123456 called me")
        await app.click(app.find(ft.FilledTonalButton, text="Keep it"))
        assert "Kept, for you alone." in app.texts()
        assert not any("01711" in text for text in app.texts() if text != field.value)
    assert "01711" in reflecting.reflection(desk, prompt)
    assert leading.answers(desk, prompt) == []


async def test_a_leader_sees_who_has_answered_and_nobody_else_does(desk, circle):
    prompt = leading.ask(desk, circle, en="Why?", bn="").id
    reflecting.reflect(desk, circle, prompt, "Mine")
    async with opened(desk, f"/circles/{circle}/prompts/{prompt}") as app:
        assert "0 of 1 members" in app.texts()
        leading.answer(desk, circle, prompt, "Because.")
        await app.until(lambda: "1 of 1 members" in app.texts())
        await app.click(app.find(ft.TextButton, text="Who has answered", identifier="who-answered"))
        assert {"Answered", "Nasrin Akter"} <= set(app.texts())
        assert "Not yet" not in app.texts()
    becomes(desk, circle, Role.MEMBER)
    async with opened(desk, f"/circles/{circle}/prompts/{prompt}") as app:
        assert "Who has answered" not in app.texts()
        assert "Summarise the answers" not in app.texts()


async def test_a_leader_says_in_both_languages_what_came_of_it(desk, circle):
    prompt = leading.ask(desk, circle, en="Why?", bn="").id
    async with opened(desk, f"/circles/{circle}/prompts/{prompt}") as app:
        await app.click(app.find(ft.TextButton, text="Summarise the answers"))
        await app.type(app.find(ft.TextField, text="English"), "We need **rest**.")
        await app.type(app.find(ft.TextField, text="বাংলা"), "বিশ্রাম দরকার।")
        await app.click(app.find(ft.FilledButton, text="Save"))
        assert app.route == f"/circles/{circle}/prompts/{prompt}"
        assert "What came of it" in app.texts()
    becomes(desk, circle, Role.MEMBER)
    async with opened(desk, f"/circles/{circle}/prompts/{prompt}", "bn") as app:
        assert "বিশ্রাম দরকার।" in app.texts()
    async with opened(desk, f"/circles/{circle}/prompts/{prompt}/summary") as app:
        assert "Only a leader of this circle may do that." in app.texts()


async def test_a_member_is_reminded_on_home_when_they_chose_to_be(desk, circle, clock):
    prompt = leading.ask(desk, circle, en="Why?", bn="").id
    async with opened(desk, f"/circles/{circle}/prompts/{prompt}") as app:
        await app.click(app.find(ft.TextButton, text="Remind me", identifier="reminder"))
        assert "Two days before it is due" not in app.texts()
        await app.click(app.find(ft.TextButton, text="Tomorrow morning"))
        assert "Tomorrow 08:00" in app.texts()
    assert reminding.reminder(desk, prompt) == ms(2026, 11, 19, 8)
    async with opened(desk, "/") as app:
        assert "You wanted to come back to this" not in app.texts()
    clock.turn(days=1)
    async with opened(desk, "/") as app:
        assert "You wanted to come back to this" in app.texts()
        await app.click(app.find(ft.FilledButton, text="Open"))
        assert app.route == f"/circles/{circle}/prompts/{prompt}"
    assert reminding.reminder(desk, prompt) == 0


async def test_who_has_no_time_now_is_reminded_tomorrow_again(desk, circle, clock):
    prompt = leading.ask(desk, circle, en="Why?", bn="").id
    reminding.remind(desk, circle, prompt, clock())
    async with opened(desk, "/") as app:
        await app.click(app.find(ft.TextButton, text="Not now"))
        assert "You wanted to come back to this" not in app.texts()
        assert "Home reminds you again tomorrow morning." in app.texts()
    assert reminding.reminder(desk, prompt) == ms(2026, 11, 19, 8)
    clock.turn(days=1)
    async with opened(desk, "/") as app:
        assert "You wanted to come back to this" in app.texts()


async def test_what_is_still_missing_is_asked_for_in_ones_own_language(desk, circle):
    async with opened(desk, f"/circles/{circle}/ask", "bn") as app:
        await app.click(app.find(ft.FilledButton, text="সার্কেলে প্রশ্ন করুন"))
        assert "অন্তত একটি ভাষায় এটি লিখুন।" in app.texts(app.find(ft.Semantics, identifier="field-text_bn"))
        await app.type(app.find(ft.TextField, identifier="field-text_bn"), "কী সাহায্য করেছে?")
        assert "অন্তত একটি ভাষায় এটি লিখুন।" not in app.texts()


async def test_what_was_folded_away_opens_where_something_in_it_is_wrong(desk, circle):
    async with opened(desk, f"/circles/{circle}/ask") as app:
        await app.type(app.find(ft.TextField, text="English"), "What helped?")
        await app.click(app.find(ft.TextButton, identifier="poll"))
        await app.type(app.find(ft.TextField, text="Choice 1 (English)"), "Plaster")
        await app.click(app.find(ft.TextButton, identifier="poll"))
        assert app.find_all(ft.TextField, text="Choice 1 (English)") == []
        await app.click(app.find(ft.FilledButton, text="Ask the circle"))
        said = app.texts(app.find(ft.Semantics, identifier="field-choice1_en"))
        assert "A poll has 2 choices at least. Write another one, or take them all away." in said


async def test_a_plan_without_a_day_says_so_at_the_day(desk, circle):
    async with opened(desk, f"/circles/{circle}/ask") as app:
        await app.type(app.find(ft.TextField, text="English"), "What helped?")
        await app.choose(app.find(ft.RadioGroup), "later")
        await app.click(app.find(ft.FilledButton, text="Plan it"))
        said = app.texts(app.find(ft.Semantics, identifier="field-when"))
        assert "Choose first on which day it will be asked." in said
