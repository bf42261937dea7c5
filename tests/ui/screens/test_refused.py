"""What the server said no to: shown with what was typed, where and why, and never lost by a slip."""

from pathlib import Path

import examples as eg
import flet as ft
from ui.harness import App

from app.domain.circles import Role
from app.services import belonging, connecting, introducing, leading, messaging, posting, seating
from app.services.desk import Desk

ROUTE = "/me/settings/server/refused"


def told_off(folder: Path) -> Desk:
    """A desk on which a message was refused."""
    desk = eg.desk_of(eg.NASRIN, folder)
    (david,) = eg.meet(desk, eg.DAVID)
    messaging.send(desk, david, "Shall we meet on Sunday?")
    eg.refuse(desk, "dm.unavailable", kind="dm")
    return desk


async def test_with_nothing_refused_it_says_so(tmp_path: Path) -> None:
    desk = eg.desk_of(eg.NASRIN, tmp_path)
    async with App(eg.window(desk), route=ROUTE, locales=("en",)) as app:
        assert "Nothing was refused" in app.texts()


async def test_each_kind_says_what_it_was_where_and_what_was_typed(tmp_path: Path) -> None:
    desk = eg.desk_of(eg.NASRIN, tmp_path)
    circle = belonging.found(desk, {"name_en": "Hand club", "purpose_en": "Hands."}).id
    question = posting.post(desk, circle, "question", "Which splint?", "For a burnt hand.")
    posting.reply(desk, circle, question.id, "I use leather.")
    prompt = leading.ask(desk, circle, en="What did you learn?", bn="কী শিখলেন?")
    leading.answer(desk, circle, prompt.id, "Patience.")
    introducing.describe(desk, {"ask": "Leather splints"})
    eg.refuse(desk, "circle.unknown")
    async with App(eg.window(desk), route=ROUTE, locales=("en",)) as app:
        texts = app.texts()
        for said in (
            "The circle Hand club",
            "Joining Hand club",
            "Question in Hand club",
            "Reply in Hand club",
            "Learning prompt in Hand club",
            "Answer in Hand club",
            "Your profile",
            "Which splint?\n\nFor a burnt hand.",
            "I use leather.",
            "What did you learn?\n\nকী শিখলেন?",
            "Patience.",
            "This circle is not on this device.",
        ):
            assert said in texts, said
        assert any("Leather splints" in text for text in texts)


async def test_sending_again_waits_as_a_new_attempt(tmp_path: Path) -> None:
    desk = told_off(tmp_path)
    (before,) = connecting.refusals(desk)
    async with App(eg.window(desk), route=ROUTE, locales=("en",)) as app:
        await app.click(app.find(ft.FilledTonalButton, text="Send again"))
        assert "Nothing was refused" in app.texts()
    (again,) = [record for record in desk.memory.all_waiting() if record.kind == "dm"]
    assert again.waiting[0].mid != before.refused[0].mid
    assert again.waiting[0].args == before.refused[0].args


async def test_what_was_typed_can_be_copied(tmp_path: Path) -> None:
    desk = told_off(tmp_path)
    async with App(eg.window(desk), route=ROUTE, locales=("en",)) as app:
        button = app.find(ft.TextButton, text="Copy")
        assert isinstance(button.action, ft.CopyToClipboard)
        assert button.action.data == "Shall we meet on Sunday?"
        await app.click(button)
        assert "Copied." in app.texts()


async def test_letting_go_can_be_undone_for_ten_seconds(tmp_path: Path) -> None:
    desk = told_off(tmp_path)
    kept = connecting.refusals(desk)
    async with App(eg.window(desk), route=ROUTE, locales=("en",)) as app:
        await app.click(app.find(ft.TextButton, text="Let it go"))
        assert connecting.refusals(desk) == []
        bar = app.find(ft.SnackBar)
        assert (bar.duration, bar.persist) == (10_000, False)
        await app.click(app.find(ft.SnackBarAction, text="Undo"))
        assert connecting.refusals(desk) == kept
        assert "Shall we meet on Sunday?" in app.texts()


async def test_taking_back_leaves_alone_what_happened_since(tmp_path: Path) -> None:
    desk = eg.desk_of(eg.NASRIN, tmp_path)
    eg.deliver(desk)
    introducing.describe(desk, {"ask": "first"})
    (refused,) = eg.refuse(desk, "field.wrong")
    connecting.let_go(desk, refused)
    introducing.describe(desk, {"learn": "second"})
    connecting.take_back(desk, refused)
    (known,) = connecting.refusals(desk)
    assert known.values["learn"] == "second"
    assert known.waiting
    assert known.refused == refused.refused


async def test_a_refused_role_has_nothing_to_copy(tmp_path: Path) -> None:
    desk = eg.desk_of(eg.NASRIN, tmp_path)
    circle = belonging.found(desk, {"name_en": "Hand club", "purpose_en": "Hands."}).id
    eg.deliver(desk)
    seating.give_role(desk, circle, desk.person, Role.LEADER)
    eg.refuse(desk, "circle.not_leader", kind="member")
    async with App(eg.window(desk), route=ROUTE, locales=("en",)) as app:
        assert "A change to the members of Hand club" in app.texts()
        assert app.find_all(ft.TextButton, text="Copy") == []


async def test_the_rules_of_a_circle_and_where_to_start_are_kept_when_refused(tmp_path: Path) -> None:
    desk = eg.desk_of(eg.NASRIN, tmp_path)
    circle = belonging.found(desk, {"name_en": "Hand club", "purpose_en": "Hands."}).id
    eg.deliver(desk)
    written = {"rules_en": "Be kind.", "rules_bn": "সদয় হোন।", "start_en": "Say hello.", "start_bn": "নমস্কার।"}
    belonging.describe(desk, circle, {"name_en": "Hand club", "purpose_en": "Hands.", **written})
    eg.refuse(desk, "rate", kind="circle")
    async with App(eg.window(desk), route=ROUTE, locales=("en",)) as app:
        assert "Be kind.\n\nসদয় হোন।\n\nSay hello.\n\nনমস্কার।" in app.texts()
