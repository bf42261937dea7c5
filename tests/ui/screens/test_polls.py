"""The poll of a learning prompt on the screen: written in two languages, chosen once, read in sums."""

import examples as eg
import flet as ft
import pytest
from ui.opening import opened

from app.domain.circles import Role
from app.domain.ids import circle_scope
from app.domain.records import Record
from app.services import belonging, leading, planning, voting

POLL = {"choice1_en": "Splint", "choice1_bn": "স্প্লিন্ট", "choice2_en": "Exercise", "choice3_bn": "অপেক্ষা"}


@pytest.fixture
def circle(desk):
    return belonging.found(desk, {"name_en": "Hands", "purpose_en": "Splints"}).id


@pytest.fixture
def prompt(desk, circle):
    return leading.ask(desk, circle, en="What first?", bn="আগে কোনটি?", **POLL).id


async def opens_poll(app):
    await app.click(app.find(ft.TextButton, text="Poll", identifier="poll"))


async def test_a_leader_writes_choices_in_both_languages(desk, circle):
    async with opened(desk, f"/circles/{circle}/ask") as app:
        await app.type(app.find(ft.TextField, text="English"), "What first?")
        await opens_poll(app)
        await app.type(app.find(ft.TextField, text="Choice 1 (English)"), "Splint")
        await app.click(app.find(ft.FilledButton, text="Ask the circle"))
        few = "A poll has 2 choices at least. Write another one, or take them all away."
        assert few in app.texts()
        await app.type(app.find(ft.TextField, text="Choice 1 (বাংলা)"), "স্প্লিন্ট")
        await app.click(app.find(ft.TextButton, text="Add a choice"))
        await app.type(app.find(ft.TextField, text="Choice 3 (English)"), "Exercise")
        await app.click(app.find(ft.FilledButton, text="Ask the circle"))
    (asked,) = leading.prompts(desk, circle)
    assert [(choice.en, choice.bn) for choice in asked.choices] == [("Splint", "স্প্লিন্ট"), ("Exercise", "")]


async def test_six_choices_are_the_most_and_an_asked_poll_keeps_its_number(desk, circle, prompt):
    async with opened(desk, f"/circles/{circle}/ask") as app:
        await opens_poll(app)
        for _ in range(4):
            await app.click(app.find(ft.TextButton, text="Add a choice"))
        assert not app.find_all(ft.TextButton, text="Add a choice")
    async with opened(desk, f"/circles/{circle}/prompts/{prompt}/edit") as app:
        assert not app.find_all(ft.TextButton, text="Add a choice")
        await app.type(app.find(ft.TextField, text="Choice 2 (বাংলা)"), "ব্যায়াম")
        await app.click(app.find(ft.FilledButton, text="Save"))
    assert leading.the_prompt(desk, circle, prompt).choices[1].bn == "ব্যায়াম"
    plain = leading.ask(desk, circle, en="Why?", bn="").id
    async with opened(desk, f"/circles/{circle}/prompts/{plain}/edit") as app:
        assert not app.find_all(ft.TextButton, text="Poll")


async def test_a_planned_prompt_takes_its_poll_along(desk, circle):
    plan = planning.plan(desk, circle, when=eg.MORNING + 3_600_000, text_en="What first?", **POLL)
    async with opened(desk, f"/circles/{circle}/plans/{plan.id}") as app:
        await app.type(app.find(ft.TextField, text="Choice 2 (English)"), "")
        await app.click(app.find(ft.FilledButton, text="Save"))
    assert [(c.en, c.bn) for c in planning.the_plan(desk, plan.id).choices] == [
        ("Splint", "স্প্লিন্ট"),
        ("", "অপেক্ষা"),
    ]


@pytest.mark.parametrize(
    ("lang", "choices"), [("en", ["Splint", "Exercise", "অপেক্ষা"]), ("bn", ["স্প্লিন্ট", "Exercise", "অপেক্ষা"])]
)
async def test_one_chooses_in_ones_own_language_and_the_results_are_not_there_before(
    desk, circle, prompt, lang, choices
):
    async with opened(desk, f"/circles/{circle}/prompts/{prompt}", lang) as app:
        assert set(choices) <= set(app.texts())
        assert not app.find_all(ft.ProgressBar)
        await app.choose(app.find(ft.RadioGroup), "2")
        assert not app.find_all(ft.RadioGroup)
        assert any(text.endswith(": Exercise") for text in app.texts())
    assert voting.vote(desk, prompt).choice == 2
    assert desk.memory.get(desk.own, "vote", prompt).scope == desk.own


async def test_results_are_read_in_sums_and_by_discipline_and_one_may_change_ones_mind(desk, circle, prompt):
    eg.vote(desk, circle, prompt)
    async with opened(desk, f"/circles/{circle}/prompts/{prompt}") as app:
        assert {"You chose: Splint", "8 votes counted", "Splint: 4 votes, 50%"} <= set(app.texts())
        await app.click(app.find(ft.TextButton, text="By discipline", identifier="by-discipline"))
        told = app.texts()
        assert "Occupational therapist · 4 votes counted" in told
        assert "Other disciplines, together · 4 votes counted" in told
        await app.click(app.find(ft.TextButton, text="Choose otherwise"))
        await app.choose(app.find(ft.RadioGroup), "3")
        assert "You chose: অপেক্ষা" in app.texts()
    assert voting.vote(desk, prompt).choice == 3


async def test_a_guest_reads_the_choices_and_cannot_choose(desk, circle, prompt):
    seat = desk.memory.get(circle_scope(circle), "member", desk.person)
    values = {**seat.values, "role": Role.GUEST.value}
    row = {"scope": seat.scope, "kind": "member", "id": seat.id, "by": seat.id}
    desk.memory.put(Record(**row, base=values, seq=99, pos=99))
    async with opened(desk, f"/circles/{circle}/prompts/{prompt}") as app:
        assert "• Exercise" in app.texts()
        assert not app.find_all(ft.RadioGroup)
