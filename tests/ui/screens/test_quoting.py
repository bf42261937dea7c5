"""Answering one message, muting a conversation: what one sees of it."""

from pathlib import Path

import examples as eg
import flet as ft
from ui.harness import App

from app.domain.ids import pair_scope
from app.domain.records import Record
from app.services import messaging, quoting, receipts
from app.services.desk import Desk


def talk(folder: Path) -> tuple[Desk, str, str]:
    desk = eg.desk_of(eg.NASRIN, folder)
    (david,) = eg.meet(desk, eg.DAVID)
    eg.acquaint(desk, david)
    (heard,) = eg.hear(desk, david, "Which lining?")
    return desk, david, heard.id


async def test_a_message_is_answered_from_the_sheet_of_reactions(tmp_path: Path) -> None:
    desk, david, heard = talk(tmp_path)
    async with App(eg.window(desk), route=f"/messages/{david}", locales=("en",)) as app:
        await app.click(app.find(ft.IconButton, text="React"))
        await app.click(next(c for c in app.find_all(ft.TextButton, text="Reply to this") if c.on_click))
        assert quoting.chosen(desk, pair_scope(desk.person, david)) == heard
        assert app.texts().count("Which lining?") == 2
        await app.type(app.find(ft.TextField), "Moleskin.")
        await app.click(app.find(ft.IconButton, text="Send"))
        assert messaging.messages(desk, david)[-1].re == heard
        assert app.texts().count("Which lining?") == 2
        assert app.find_all(ft.IconButton, text="Do not quote this") == []


async def test_one_can_answer_ones_own_words_and_think_again(tmp_path: Path) -> None:
    desk, david, _ = talk(tmp_path)
    own = messaging.send(desk, david, "I use moleskin.")
    async with App(eg.window(desk), route=f"/messages/{david}", locales=("en",)) as app:
        await app.fire(next(i for i in app.find_all(ft.PopupMenuItem, text="Reply to this")), "click")
        assert quoting.chosen(desk, pair_scope(desk.person, david)) == own.id
        await app.click(app.find(ft.IconButton, text="Do not quote this"))
        assert quoting.chosen(desk, pair_scope(desk.person, david)) == ""


async def test_an_answer_to_what_is_gone_says_so(tmp_path: Path) -> None:
    desk, david, heard = talk(tmp_path)
    quoting.begin(desk, pair_scope(desk.person, david), heard)
    messaging.send(desk, david, "Moleskin.")
    desk.memory.forget(desk.memory.get(messaging.conversations(desk)[0].scope, "dm", heard))
    async with App(eg.window(desk), route=f"/messages/{david}", locales=("en",)) as app:
        assert "This message is not on this device." in app.texts()


async def test_a_muted_conversation_says_so_and_is_not_counted(tmp_path: Path) -> None:
    desk, david, _ = talk(tmp_path)
    async with App(eg.window(desk), route=f"/messages/{david}", locales=("en",)) as app:
        await app.fire(app.find(ft.PopupMenuItem, text="Mute"), "click")
        await app.go("/messages")
        eg.hear(desk, david, "Another")
        await app.settle()
        assert messaging.count_unread(desk) == 0
        labels = [icon.semantics_label for icon in app.find_all(ft.Icon)]
        assert "Muted" in labels
        assert "Unread" in app.texts()
        await app.go(f"/messages/{david}")
        await app.fire(app.find(ft.PopupMenuItem, text="Unmute"), "click")
        eg.hear(desk, david, "A third")
        assert not messaging.conversations(desk)[0].talk.muted


async def test_two_who_both_want_it_see_what_the_other_has_read(tmp_path: Path) -> None:
    desk, david, _ = talk(tmp_path)
    sent = messaging.send(desk, david, "I use moleskin.")
    eg.deliver(desk)
    scope = pair_scope(desk.person, david)
    told = {"on": True, "pos": desk.memory.get(scope, "dm", sent.id).pos}
    desk.memory.put(Record(scope=scope, kind="receipt", id=david, by=david, base=told, seq=9, pos=9))
    async with App(eg.window(desk), route=f"/messages/{david}", locales=("en",)) as app:
        assert "Read by the other" not in [icon.semantics_label for icon in app.find_all(ft.Icon)]
        await app.fire(app.find(ft.PopupMenuItem, text="Tell each other what was read"), "click")
        assert "From now on each of you sees what the other has read." in app.texts()
        assert "Read by the other" in [icon.semantics_label for icon in app.find_all(ft.Icon)]


async def test_receipts_are_asked_for_and_turned_off_again_in_the_menu(tmp_path: Path) -> None:
    desk, david, _ = talk(tmp_path)
    messaging.send(desk, david, "I use moleskin.")
    eg.deliver(desk)
    async with App(eg.window(desk), route=f"/messages/{david}", locales=("en",)) as app:
        await app.fire(app.find(ft.PopupMenuItem, text="Tell each other what was read"), "click")
        assert "Once David Mitra turns this on too, each of you sees what the other has read." in app.texts()
        assert receipts.wants(desk, david)
        item = app.find(ft.PopupMenuItem, text="Stop telling what was read")
        assert "David Mitra has not turned this on." in app.texts(item)
        await app.fire(item, "click")
        assert "Neither of you sees what the other has read." in app.texts()
        assert not receipts.wants(desk, david)
        assert app.find(ft.PopupMenuItem, text="Tell each other what was read")
