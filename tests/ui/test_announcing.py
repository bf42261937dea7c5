"""Who hears the screen is told that somebody wrote, or something was refused: once, in their language."""

import examples as eg
from ui.harness import App

from app.services import belonging, messaging, posting


def said(app: App) -> list[str]:
    return [call.args["message"] for call in app.calls if call.name == "announce_message"]


async def test_a_new_message_is_announced_wherever_one_is(tmp_path):
    desk = eg.desk_of(eg.NASRIN, tmp_path)
    (david,) = eg.meet(desk, eg.DAVID)
    eg.hear(desk, david, "Before the window was opened")
    async with App(eg.window(desk), route="/circles", locales=("bn",)) as app:
        assert said(app) == []
        eg.hear(desk, david, "Are you there?")
        await app.until(lambda: said(app))
        assert said(app) == ["১টি কথোপকথনে নতুন বার্তা আছে"]


async def test_in_an_open_conversation_the_words_themselves_are_announced_and_ones_own_are_not(tmp_path):
    desk = eg.desk_of(eg.NASRIN, tmp_path)
    (david,) = eg.meet(desk, eg.DAVID)
    async with App(eg.window(desk), route=f"/messages/{david}", locales=("en",)) as app:
        eg.hear(desk, david, "Try moleskin")
        await app.until(lambda: said(app))
        messaging.send(desk, david, "Thank you")
        await app.settle()
        assert said(app) == ["David Mitra: Try moleskin"]


async def test_a_refusal_is_announced(tmp_path):
    desk = eg.desk_of(eg.NASRIN, tmp_path)
    circle = belonging.found(desk, {"name_en": "Hands"}).id
    async with App(eg.window(desk), route="/circles", locales=("en",)) as app:
        posting.post(desk, circle, "topic", "Straps", "Which last?")
        await app.settle()
        assert said(app) == []
        eg.refuse(desk, "ref.missing", "post")
        await app.until(lambda: said(app))
        assert said(app) == ["1 thing could not be sent."]


async def test_two_windows_announce_each_in_its_own_language(tmp_path):
    desk = eg.desk_of(eg.NASRIN, tmp_path)
    (david,) = eg.meet(desk, eg.DAVID)
    async with (
        App(eg.window(desk), locales=("en",)) as english,
        App(eg.window(desk), locales=("en",)) as bengali,
    ):
        await bengali.click(eg.language_switch(bengali))
        eg.hear(desk, david, "Hello")
        await english.until(lambda: said(english))
        await bengali.until(lambda: said(bengali))
        assert said(english) == ["1 conversation has something new"]
        assert said(bengali) == ["১টি কথোপকথনে নতুন বার্তা আছে"]
