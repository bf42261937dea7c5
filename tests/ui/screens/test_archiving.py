"""A circle that is archived, on screen: its leader's question and way back, and no place to write."""

import flet as ft
import pytest
from ui.opening import opened

from app.domain.circles import Role
from app.domain.ids import circle_scope
from app.domain.records import Record
from app.services import archiving, belonging, drafting, leading, posting

SENTENCE = "This circle is archived. It can be read and searched, but nothing can be added."


@pytest.fixture
def circle(desk):
    return belonging.found(desk, {"name_en": "Hands", "name_bn": "হাত", "purpose_en": "Splints"}).id


def button(app, kind, text):
    return app.find(kind, text=text)


@pytest.mark.parametrize("lang", ["en", "bn"])
async def test_a_leader_is_asked_first_and_brings_it_back(desk, circle, lang, words_in):
    t, tp = words_in(lang).t, words_in(lang).tp
    async with opened(desk, f"/circles/{circle}", lang) as app:
        if not app.find_all(ft.TextButton, text=t("Archive circle")):
            (fold,) = [
                one for one in app.find_all(ft.TextButton) if t("What this circle is for") in app.texts(one)
            ]
            await app.click(fold)
        await app.click(button(app, ft.TextButton, t("Archive circle")))
        assert not archiving.is_archived(desk, circle), "it is asked first"
        await app.click(button(app, ft.FilledButton, tp("verb", "Archive")))
        assert archiving.is_archived(desk, circle)
        assert t(SENTENCE) in app.texts()
        assert app.find_all(ft.FilledTonalButton, text=t("New topic")) == []
        assert app.find_all(ft.TextButton, text=t("Edit circle")) == []
        await app.click(button(app, ft.OutlinedButton, t("Bring it back")))
        assert not archiving.is_archived(desk, circle)
        assert t(SENTENCE) not in app.texts()
        assert app.find_all(ft.FilledTonalButton, text=t("New topic"))


async def test_a_member_reads_that_it_is_archived_and_is_offered_nothing(desk, circle):
    archiving.archive(desk, circle)
    values = {"role": Role.MEMBER.value, "state": "in", "card": {}}
    row = {"scope": circle_scope(circle), "kind": "member", "id": desk.person, "by": desk.person}
    desk.memory.put(Record(**row, base=values, seq=8, pos=2))
    async with opened(desk, f"/circles/{circle}") as app:
        assert SENTENCE in app.texts()
        assert app.find_all(ft.OutlinedButton, text="Bring it back") == []
        assert app.find_all(ft.FilledTonalButton) == []


async def test_a_thread_has_no_composer_and_what_was_begun_can_be_read_and_copied(desk, circle):
    post = posting.post(desk, circle, "topic", "Sling", "After a stroke")
    posting.reply(desk, circle, post.id, "Try this")
    prompt = leading.ask(desk, circle, en="What helped?", bn="")
    drafting.keep(desk, f"reply:{post.id}", "Half a thought")
    archiving.archive(desk, circle)
    async with opened(desk, f"/circles/{circle}/posts/{post.id}") as app:
        assert "Try this" in str(app.texts())
        assert {SENTENCE, "Half a thought"} <= set(app.texts())
        assert app.find_all(ft.TextField) == []
        await app.go(f"/circles/{circle}/prompts/{prompt.id}")
        assert SENTENCE in app.texts()
        assert app.find_all(ft.TextButton, text="Summarise the answers") == []
    assert drafting.draft(desk, f"reply:{post.id}") == "Half a thought"


async def test_forms_one_comes_to_by_an_address_say_why_not(desk, circle):
    prompt = leading.ask(desk, circle, en="What helped?", bn="")
    async with opened(desk, f"/circles/{circle}/new/topic") as app:
        await app.type(app.find(ft.TextField, text="Title"), "Half a title")
        archiving.archive(desk, circle)
        await app.until(lambda: SENTENCE in app.texts())
        assert "Half a title" in app.texts()
        for address in ("ask", "edit", "invitations", f"prompts/{prompt.id}/summary", "new/question"):
            await app.go(f"/circles/{circle}/{address}")
            assert SENTENCE in app.texts(), address
            assert app.find_all(ft.TextField) == [], address
        archiving.bring_back(desk, circle)
        await app.go(f"/circles/{circle}/new/topic")
        assert app.find(ft.TextField, text="Title").value == "Half a title"


async def test_it_is_folded_away_among_ones_circles_and_found_by_searching(desk, circle):
    belonging.found(desk, {"name_en": "Feet"})
    archiving.archive(desk, circle)
    async with opened(desk, "/circles") as app:
        assert "Feet" in app.texts()
        assert "Hands" not in app.texts()
        (fold,) = [
            one for one in app.find_all(ft.TextButton) if "1 circle to read and search" in app.texts(one)
        ]
        await app.click(fold)
        assert "Hands" in app.texts()
        await app.click(fold)
        await app.type(app.find(ft.TextField), "hands")
        await app.until(lambda: "Hands" in app.texts())


async def test_leaving_it_is_asked_first_for_nobody_comes_back(desk, circle, david):
    seat = {"scope": circle_scope(circle), "kind": "member", "id": david, "by": david}
    desk.memory.put(Record(**seat, base={"role": "leader", "state": "in"}, seq=2, pos=2))
    archiving.archive(desk, circle)
    async with opened(desk, f"/circles/{circle}") as app:
        await app.choose(app.find(ft.Tabs), 3)
        await app.click(app.find(ft.TextButton, text="Leave circle"))
        said = " ".join(app.texts(app.find(ft.AlertDialog)))
        assert "nobody can come back before a leader brings it back" in said


async def test_the_last_one_there_is_told_to_bring_it_back_before_they_leave(desk, circle):
    archiving.archive(desk, circle)
    async with opened(desk, f"/circles/{circle}") as app:
        await app.choose(app.find(ft.Tabs), 3)
        await app.click(app.find(ft.TextButton, text="Leave circle"))
        assert not app.find_all(ft.AlertDialog)
        assert "You are the last one here." in " ".join(app.texts())
        assert belonging.role_in(desk, circle) is not None
