"""A window that has lived for a while: what was passed over in a drawing can still be drawn alone."""

import gc

import examples as eg
import flet as ft
import pytest
from ui.harness import App

from app.services import belonging, leading, posting


async def switches_there_and_back(app, english, bengali):
    gc.collect()  # the links Flet follows upwards are weak
    for expected in (bengali, english, bengali):
        await app.click(eg.language_switch(app))
        assert expected in app.texts()


async def test_a_topic_that_has_grown_still_follows_the_language(desk):
    circle = belonging.found(desk, {"name_en": "Hands"}).id
    post = posting.post(desk, circle, "topic", "Pipes", "We heat them.").id
    for number in range(8):
        posting.reply(desk, circle, post, f"Reply {number}")
    async with App(eg.window(desk), route=f"/circles/{circle}/posts/{post}", locales=("en",)) as app:
        for number in range(3):
            await app.type(app.find(ft.TextField), f"More {number}")
            await app.submit(app.find(ft.TextField))
        await switches_there_and_back(app, "Saved on this device", "এই ডিভাইসে সেভ করা আছে")


async def test_the_prompts_of_a_circle_still_follow_the_language_after_another_was_asked(desk):
    circle = belonging.found(desk, {"name_en": "Hands"}).id
    for number in range(5):
        leading.ask(desk, circle, en=f"What helped {number}?", bn=f"কী কাজে লেগেছে {number}?")
    async with App(eg.window(desk), route=f"/circles/{circle}", locales=("en",)) as app:
        await app.choose(app.find(ft.Tabs), 2)
        for number in range(5, 8):
            leading.ask(desk, circle, en=f"What helped {number}?", bn=f"কী কাজে লেগেছে {number}?")
            await app.settle()
        await switches_there_and_back(app, "What helped 0?", "কী কাজে লেগেছে 0?")


async def test_a_conversation_that_has_grown_still_follows_the_language(desk):
    (david,) = eg.meet(desk, eg.DAVID)
    eg.hear(desk, david, "One", "Two", "Three")
    async with App(eg.window(desk), route=f"/messages/{david}", locales=("en",)) as app:
        for number in range(3):
            await app.type(app.find(ft.TextField), f"More {number}")
            await app.submit(app.find(ft.TextField))
        await switches_there_and_back(app, "Waiting to send", "পাঠানোর অপেক্ষায়")


@pytest.mark.parametrize("route", ["/people", "/circles"])
async def test_what_one_searches_for_stays_through_a_switch(desk, route):
    eg.meet(desk, eg.DAVID)
    async with App(eg.window(desk), route=route, locales=("en",)) as app:
        await app.type(app.find(ft.TextField), "neuro")
        await app.click(eg.language_switch(app))
        assert app.find(ft.TextField).value == "neuro"
