"""What somebody was writing stays theirs when what they wrote it to goes away under their fingers."""

import flet as ft
import pytest
from ui.harness import App
from ui.opening import opened

from app.domain.ids import circle_scope
from app.services import belonging, drafting, leading, posting

KEPT = "What you began to write here is kept on this device:"


@pytest.fixture
def circle(desk):
    return belonging.found(desk, {"name_en": "Hands", "name_bn": "হাত"}).id


def a_topic(desk, circle):
    post = posting.post(desk, circle, "topic", "Sling", "After a stroke")
    return f"/circles/{circle}/posts/{post.id}", f"reply:{post.id}"


def a_prompt(desk, circle):
    prompt = leading.ask(desk, circle, en="What helped?", bn="")
    return f"/circles/{circle}/prompts/{prompt.id}", f"answer:{prompt.id}"


def copied(app: App) -> list[str]:
    return [button.action.data for button in app.find_all(ft.TextButton) if button.action]


@pytest.mark.parametrize("lang", ["en", "bn"])
@pytest.mark.parametrize("written_to", [a_topic, a_prompt])
async def test_it_can_be_read_and_copied_where_it_was_written(desk, circle, written_to, lang, words_in):
    route, place = written_to(desk, circle)
    async with opened(desk, route, lang=lang) as app:
        await app.type(app.find(ft.TextField), "Mine, half written")
        desk.memory.forget_scope(circle_scope(circle))
        for kind in ("post", "prompt", "circle", "member"):
            for record in desk.memory.of_kind(kind):
                desk.memory.forget(record)
        await app.until(lambda: words_in(lang).t(KEPT) in app.texts())
        assert "Mine, half written" in app.texts()
        assert copied(app) == ["Mine, half written"]
        assert drafting.draft(desk, place) == "Mine, half written"


async def test_where_nothing_was_begun_nothing_is_said(desk, circle):
    async with opened(desk, f"/circles/{circle}/posts/{desk.new_id()}") as app:
        assert KEPT not in app.texts()
