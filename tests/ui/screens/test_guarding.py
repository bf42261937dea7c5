"""The guard beside what one writes: what it points out, the ways on, and that it hinders nobody."""

import flet as ft
from ui.opening import opened

from app.services import belonging, introducing, leading, messaging, posting, proposing

SENTENCE = "রাকিবের মা আজ এসেছিলেন, কী বলি?"


def panel(app):
    """The words of the guard, where it has any."""
    found = [shown for shown in app.find_all(ft.Semantics, identifier="guard") if shown.visible is not False]
    return [text for shown in found for text in app.texts(shown)]


async def doubted(app, text):
    await app.type(app.find_all(ft.TextField)[-1], text)
    await app.until(lambda: panel(app))


async def test_what_could_tell_who_somebody_is_is_underlined_and_named_while_one_writes(desk, david):
    async with opened(desk, f"/messages/{david}") as app:
        assert panel(app) == []
        await doubted(app, SENTENCE)
        assert {"Could this tell who somebody is?", "The name of a person"} <= set(panel(app))
        (text,) = [shown for shown in app.find_all(ft.Text, identifier="guard") if shown.spans]
        lined = [span.text for span in text.spans if span.style.decoration == ft.TextDecoration.UNDERLINE]
        assert lined == ["রাকিবের মা"]
        await app.type(app.find(ft.TextField), "আজ এসেছিলেন")
        await app.until(lambda: not panel(app))


async def test_it_is_said_in_general_or_taken_out_by_one_tap_and_nothing_else_changes(desk, david):
    async with opened(desk, f"/messages/{david}") as app:
        await doubted(app, SENTENCE)
        await app.click(app.find(ft.TextButton, text="Write “একজনের মা”"))
        assert app.find(ft.TextField).value == "একজনের মা আজ এসেছিলেন, কী বলি?"
        assert panel(app) == []
        await doubted(app, f"{SENTENCE} ০১৭১২-৩৪৫৬৭৮")
        await app.click(app.find_all(ft.TextButton, text="Take it out")[-1])
        assert app.find(ft.TextField).value == SENTENCE
        await app.submit(app.find(ft.TextField))
        assert messaging.messages(desk, david) == []


async def test_the_first_press_of_send_shows_it_and_the_second_sends_it_as_it_is(desk, david):
    async with opened(desk, f"/messages/{david}") as app:
        await app.type(app.find(ft.TextField), SENTENCE)
        await app.submit(app.find(ft.TextField))
        assert messaging.messages(desk, david) == []
        assert "The name of a person" in panel(app)
        assert app.find(ft.TextField).value == SENTENCE
        await app.submit(app.find(ft.TextField))
        assert [said.body for said in messaging.messages(desk, david)] == [SENTENCE]
        assert panel(app) == []


async def test_what_may_stay_is_not_pointed_out_again_and_goes_at_the_first_press(desk, david):
    async with opened(desk, f"/messages/{david}") as app:
        await doubted(app, SENTENCE)
        await app.click(app.find(ft.TextButton, text="It may stay"))
        assert panel(app) == []
        await app.submit(app.find(ft.TextField))
        assert [said.body for said in messaging.messages(desk, david)] == [SENTENCE]


async def test_words_without_a_doubt_go_at_once(desk, david):
    async with opened(desk, f"/messages/{david}") as app:
        await app.type(app.find(ft.TextField), "COPM 4 → 7!")
        await app.submit(app.find(ft.TextField))
        assert [said.body for said in messaging.messages(desk, david)] == ["COPM 4 → 7!"]


async def test_a_question_is_looked_at_in_both_of_its_fields(desk, hands):
    async with opened(desk, f"/circles/{hands}/new/question") as app:
        title, body = app.find_all(ft.TextField)
        await app.type(title, "Mr Rahman and the splint")
        await app.type(body, "বেড ১২")
        await app.click(app.find(ft.FilledButton, text="Ask"))
        assert {"The name of a person", "A number of a record, a bed or a ward"} <= set(panel(app))
        assert posting.posts(desk, hands, "question") == []
        await app.click(app.find(ft.TextButton, text="Write “somebody”"))
        await app.click(app.find(ft.FilledButton, text="Ask"))
        (asked,) = posting.posts(desk, hands, "question")
        assert (asked.title, asked.body) == ("somebody and the splint", "বেড ১২")


async def test_a_learning_prompt_is_looked_at_in_either_language(desk, hands):
    async with opened(desk, f"/circles/{hands}/ask") as app:
        await app.type(app.find_all(ft.TextField)[0], "What would you tell Rakib's mother?")
        await app.click(app.find(ft.FilledButton, text="Ask the circle"))
        assert "The name of a person" in panel(app)
        assert leading.prompts(desk, hands) == []


async def test_it_speaks_bengali(desk, david):
    async with opened(desk, f"/messages/{david}", lang="bn") as app:
        await doubted(app, SENTENCE)
        assert {"এ থেকে কি কাউকে চেনা যেতে পারে?", "কারও নাম"} <= set(panel(app))


async def test_ones_profile_is_looked_at_and_saved_at_the_second_press(desk):
    async with opened(desk, "/me/edit") as app:
        ask = app.find(ft.TextField, identifier="field-ask")
        await app.type(ask, "Call me: 01711-222333")
        await app.click(app.find(ft.FilledButton, text="Save"))
        assert "A phone number" in panel(app)
        assert introducing.me(desk).ask != "Call me: 01711-222333"
        await app.click(app.find(ft.FilledButton, text="Save"))
        assert introducing.me(desk).ask == "Call me: 01711-222333"


async def test_the_purpose_of_a_circle_is_looked_at_in_either_language(desk, hands):
    for route, button in (("/circles/new", "Create circle"), (f"/circles/{hands}/edit", "Save")):
        async with opened(desk, route) as app:
            name, purpose, _, purpose_bn = app.find_all(ft.TextField)
            await app.type(name, f"Club {button}")
            await app.type(purpose, "For Mr Rahman")
            await app.type(purpose_bn, "বেড ১২")
            await app.click(app.find(ft.FilledButton, text=button))
            assert {"The name of a person", "A number of a record, a bed or a ward"} <= set(panel(app))
            assert f"Club {button}" not in [circle.name.en for circle in belonging.mine(desk)]
            await app.click(app.find(ft.FilledButton, text=button))
            assert f"Club {button}" in [circle.name.en for circle in belonging.mine(desk)]


async def test_what_one_proposes_for_the_glossary_is_looked_at(desk):
    async with opened(desk, "/glossary/splint/correct") as app:
        note, reason = app.find_all(ft.TextField)[1], app.find_all(ft.TextField)[-1]
        await app.type(note, "Like that of Mr Rahman")
        await app.type(reason, "বেড ১২")
        await app.click(app.find(ft.FilledButton, text="Propose"))
        assert {"The name of a person", "A number of a record, a bed or a ward"} <= set(panel(app))
        assert proposing.proposals(desk) == []
        await app.click(app.find(ft.FilledButton, text="Propose"))
        assert len(proposing.proposals(desk)) == 1


async def test_whoever_reports_is_told_once_what_to_leave_out_and_not_held_up(desk, david):
    async with opened(desk, f"/people/{david}/report/k/card/{david}") as app:
        await app.choose(app.find(ft.RadioGroup), "danger")
        await app.type(app.find(ft.TextField), SENTENCE)
        assert any(text.startswith("What you report goes along.") for text in app.texts())
        await app.click(app.find(ft.FilledButton, text="Send the report"))
        assert "Thank you" in app.texts()
