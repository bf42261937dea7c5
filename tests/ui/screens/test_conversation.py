"""A conversation: what was said, how far one's own words have come, and nothing typed is ever lost."""

import datetime as dt
from dataclasses import asdict, replace
from pathlib import Path

import examples as eg
import flet as ft
from ui.harness import App

from app.domain.connection import Connection, Phase, ServerNote
from app.domain.records import Delivery
from app.domain.writing import Message
from app.services import drafting, messaging
from app.services.desk import Desk
from app.ui.components.messages.bubbles import Line, lines

NOTE = ServerNote(address="https://setu.example.org", device="device", token="token", state="joined")


def talk(folder: Path, clock: eg.Clock | None = None) -> tuple[Desk, str]:
    desk = eg.desk_of(eg.NASRIN, folder, clock=clock or eg.Clock())
    (david,) = eg.meet(desk, eg.DAVID)
    eg.acquaint(desk, david)
    return desk, david


def connected(desk: Desk, phase: Phase = Phase.LIVE) -> None:
    desk.memory.set_note("server", asdict(NOTE))
    desk.memory.set_sign("sync", Connection(phase=phase))


def marks(app: App) -> list[str]:
    return [icon.semantics_label for icon in app.find_all(ft.Icon) if icon.semantics_label]


async def test_an_empty_conversation_invites_to_greet(tmp_path: Path) -> None:
    desk, david = talk(tmp_path)
    async with App(eg.window(desk), route=f"/messages/{david}", locales=("en",)) as app:
        assert "David Mitra" in app.texts()
        assert "No messages yet" in app.texts()
        assert app.find(ft.TextField, text="Type a message")


async def test_nobody_writes_to_themselves_or_to_nobody(tmp_path: Path) -> None:
    desk, _ = talk(tmp_path)
    async with App(eg.window(desk), route=f"/messages/{desk.person}", locales=("en",)) as app:
        assert "This is you. Choose someone else to write to." in app.texts()
        assert app.find_all(ft.TextField) == []
        await app.go("/messages/whoever")
        assert "This person is not known on this device yet." in app.texts()
        assert app.find_all(ft.TextField) == []


async def test_what_is_sent_stands_there_at_once_and_waits(tmp_path: Path) -> None:
    desk, david = talk(tmp_path)
    async with App(eg.window(desk), route=f"/messages/{david}", locales=("en",)) as app:
        await app.type(app.find(ft.TextField), "কেমন আছেন?")
        await app.click(app.find(ft.IconButton, text="Send"))
        assert "কেমন আছেন?" in app.texts(app.find(ft.ListView))
        assert "Waiting to send" in app.texts()
        assert app.find(ft.TextField).value == ""


async def test_delivered_is_one_tick_with_a_word(tmp_path: Path) -> None:
    desk, david = talk(tmp_path)
    connected(desk)
    messaging.send(desk, david, "Hello")
    async with App(eg.window(desk), route=f"/messages/{david}", locales=("en",)) as app:
        assert "Delivered" not in marks(app)
        eg.deliver(desk)
        await app.settle()
        assert marks(app) == ["Delivered"]
        assert "Waiting to send" not in app.texts()


async def test_a_refused_message_says_why_and_can_be_sent_again(tmp_path: Path) -> None:
    desk, david = talk(tmp_path)
    messaging.send(desk, david, "Hello")
    eg.refuse(desk, "text.long", kind="dm", limit=4000, length=4001)
    async with App(eg.window(desk), route=f"/messages/{david}", locales=("en",)) as app:
        assert "Not sent" in app.texts()
        assert any("4,001 letters long; 4,000 fit" in text for text in app.texts())
        await app.click(app.find(ft.TextButton, text="Send again"))
        assert "Not sent" not in app.texts()
        assert "Waiting to send" in app.texts()
        assert desk.memory.count_waiting() == 2  # the profile, and the message


async def test_a_refused_message_can_be_let_go_and_taken_back(tmp_path: Path) -> None:
    desk, david = talk(tmp_path)
    messaging.send(desk, david, "Hello")
    eg.refuse(desk, "dm.unavailable")
    async with App(eg.window(desk), route=f"/messages/{david}", locales=("en",)) as app:
        await app.click(app.find(ft.TextButton, text="Let it go"))
        assert "No messages yet" in app.texts()
        await app.click(app.find(ft.SnackBarAction, text="Undo"))
        assert "Hello" in app.texts()
        assert "Not sent" in app.texts()


def message(number: int, by: str, minute: float, delivery: Delivery = Delivery.DELIVERED) -> Message:
    when = eg.MORNING + int(minute * 60_000)
    return Message(
        id=str(number),
        scope="d.x",
        by=by,
        when=when,
        order=number,
        delivery=delivery,
        why=None,
        body="",
        lang="en",
    )


def day_of(when: int) -> dt.date:
    return dt.datetime.fromtimestamp(when / 1000, dt.UTC).date()


def shape(placed: list[Line]) -> str:
    return " ".join(
        ("d" if line.day else "") + ("(" if line.first else "") + line.message.id + (")" if line.last else "")
        for line in placed
    )


def test_messages_of_one_person_within_five_minutes_stand_together() -> None:
    said = [message(1, "a", 0), message(2, "a", 5), message(3, "a", 10.1), message(4, "b", 10.2)]
    assert shape(lines(said, "a", day_of)) == "d(1 2) (3) (4)"
    assert [line.mine for line in lines(said, "a", day_of)] == [True, True, True, False]


def test_a_new_day_and_a_new_state_begin_a_new_group() -> None:
    midnight = 12 * 60 + 54  # minutes after the morning of the examples
    over = [message(1, "a", midnight - 1), message(2, "a", midnight + 1)]
    assert shape(lines(over, "a", day_of)) == "d(1) d(2)"
    states = [message(1, "a", 0), message(2, "a", 1, Delivery.WAITING), message(3, "a", 2, Delivery.WAITING)]
    assert shape(lines(states, "a", day_of)) == "d(1) (2 3)"
    refused = [message(n, "a", n, Delivery.REFUSED) for n in (1, 2)]
    assert shape(lines(refused, "a", day_of)) == "d(1) (2)"


async def test_the_time_stands_once_under_a_group_and_days_have_their_names(tmp_path: Path) -> None:
    clock = eg.Clock()
    desk, david = talk(tmp_path, clock)
    eg.hear(desk, david, "last week", at=eg.MORNING - 7 * 86_400_000)
    eg.hear(desk, david, "yesterday", at=eg.MORNING - 86_400_000)
    eg.hear(desk, david, "one", "two", at=eg.MORNING - 60_000)
    async with App(eg.window(desk), route=f"/messages/{david}", locales=("en",)) as app:
        texts = app.texts()
        assert "Today" in texts
        assert "Yesterday" in texts
        assert any("November 2026" in text for text in texts)
        assert len([text for text in texts if len(text) == 5 and text[2] == ":"]) == 3


async def test_older_messages_come_when_asked_for_and_nothing_is_drawn_anew(tmp_path: Path) -> None:
    desk, david = talk(tmp_path)
    eg.hear(desk, david, *[f"message {number};" for number in range(95)])
    async with App(eg.window(desk), route=f"/messages/{david}", locales=("en",)) as app:
        said = app.texts(app.find(ft.ListView))
        assert "message 94;" in said
        assert "message 55;" in said
        assert "message 54;" not in said
        before = len(app.sent)
        await app.click(app.find(ft.TextButton, text="Show older messages"))
        assert "message 15;" in app.texts()
        assert "message 94;" not in "".join(sent.text for sent in app.sent[before:])
        await app.click(app.find(ft.TextButton, text="Show older messages"))
        assert "message 0;" in app.texts()
        assert app.find_all(ft.TextButton, text="Show older messages") == []


async def test_an_arriving_message_is_one_small_patch_and_is_seen(tmp_path: Path) -> None:
    desk, david = talk(tmp_path)
    connected(desk)
    eg.hear(desk, david, *[f"message {number}" for number in range(40)])
    async with App(eg.window(desk), route=f"/messages/{david}", locales=("en",)) as app:
        before = len(app.sent)
        eg.hear(desk, david, "news")
        await app.settle()
        assert "news" in app.texts()
        assert sum(sent.size for sent in app.sent[before:]) < 4_000
        assert messaging.count_unread(desk) == 0


async def test_a_draft_outlives_the_screen_and_the_app(tmp_path: Path) -> None:
    desk, david = talk(tmp_path)
    async with App(eg.window(desk), route=f"/messages/{david}", locales=("en",)) as app:
        await app.type(app.find(ft.TextField), "আধেক লেখা কথা")
        await app.go("/messages")
        await app.go(f"/messages/{david}")
        assert app.find(ft.TextField).value == "আধেক লেখা কথা"
    desk.memory.close()
    again = eg.desk(tmp_path)
    async with App(eg.window(again), route=f"/messages/{david}", locales=("en",)) as app:
        assert app.find(ft.TextField).value == "আধেক লেখা কথা"


async def test_a_draft_belongs_to_one_conversation(tmp_path: Path) -> None:
    desk, david = talk(tmp_path)
    (li,) = eg.meet(desk, {"name_en": "Li", "discipline": "slt"})
    eg.acquaint(desk, li)
    async with App(eg.window(desk), route=f"/messages/{david}", locales=("en",)) as app:
        await app.type(app.find(ft.TextField), "only for David")
        await app.go(f"/messages/{li}")
        assert app.find(ft.TextField).value == ""
        await app.type(app.find(ft.TextField), "only for Li")
        await app.click(app.find(ft.IconButton, text="Send"))
        assert [m.body for m in messaging.messages(desk, li)] == ["only for Li"]
        assert drafting.draft(desk, f"dm:{david}") == "only for David"
        assert messaging.messages(desk, david) == []


async def test_what_is_refused_here_stays_in_the_field(tmp_path: Path) -> None:
    desk, david = talk(tmp_path)
    async with App(eg.window(desk), route=f"/messages/{david}", locales=("en",)) as app:
        await app.type(app.find(ft.TextField), "ক" * 4_001)
        await app.click(app.find(ft.IconButton, text="Send"))
        assert any("4,001 letters long" in text for text in app.texts())
        assert drafting.draft(desk, f"dm:{david}") == "ক" * 4_001
        assert messaging.messages(desk, david) == []


async def test_a_switch_of_language_keeps_what_is_typed_and_turns_digits_and_dates(tmp_path: Path) -> None:
    desk, david = talk(tmp_path)
    eg.hear(desk, david, "Room 12 at 4", at=eg.MORNING - 86_400_000 * 3)
    async with App(eg.window(desk), route=f"/messages/{david}", locales=("en",)) as app:
        await app.type(app.find(ft.TextField), "half a sen")
        await app.click(eg.language_switch(app))
        texts = app.texts()
        assert app.find(ft.TextField).value == "half a sen"
        assert "Room 12 at 4" in texts, "what people wrote is never changed"
        assert any("২০২৬" in text for text in texts)
        assert not any("2026" in text for text in texts)


async def test_the_quiet_line_tells_when_words_cannot_leave(tmp_path: Path) -> None:
    desk, david = talk(tmp_path)
    async with App(eg.window(desk), route=f"/messages/{david}", locales=("en",)) as app:
        assert "Saved here. Will be sent once this device is connected to a server." in app.texts()
        connected(desk, Phase.OFFLINE)
        await app.settle()
        assert "Saved here. Will be sent when there is signal." in app.texts()
        connected(desk, Phase.LIVE)
        await app.settle()
        assert not any("Saved here" in text for text in app.texts())
        desk.memory.set_note("server", asdict(replace(NOTE, state="refused", why="token.unknown")))
        await app.settle()
        assert "Saved here. The server takes nothing from this device at the moment." in app.texts()
        await app.click(app.find(ft.TextButton, text="Server"))
        assert app.route == "/me/settings/server"


async def test_two_windows_of_two_people_never_get_each_others_patches(tmp_path: Path) -> None:
    nasrins, david = talk(tmp_path / "nasrin")
    davids = eg.desk_of(eg.DAVID, tmp_path / "david")
    (nasrin,) = eg.meet(davids, eg.NASRIN)
    eg.acquaint(davids, nasrin)
    async with (
        App(eg.window(nasrins), route=f"/messages/{david}", locales=("en",)) as hers,
        App(eg.window(davids), route=f"/messages/{nasrin}", locales=("bn",)) as his,
    ):
        await hers.type(hers.find(ft.TextField), "গোপন কথা এক")
        await hers.click(hers.find(ft.IconButton, text="Send"))
        eg.hear(davids, nasrin, "secret two")
        await his.settle()
        eg.hear(nasrins, david, "secret three")
        await his.click(eg.language_switch(his))
        await hers.settle()
        on_her_wire = "".join(sent.text for sent in hers.sent)
        on_his_wire = "".join(sent.text for sent in his.sent)
        assert "গোপন কথা এক" in on_her_wire
        assert "secret three" in on_her_wire
        assert "secret two" in on_his_wire
        assert "secret two" not in on_her_wire
        assert "গোপন কথা এক" not in on_his_wire
        assert "secret three" not in on_his_wire


async def test_a_conversation_leads_to_the_card_of_the_other(tmp_path):
    desk = eg.desk_of(eg.NASRIN, tmp_path)
    (david,) = eg.meet(desk, eg.DAVID)
    async with App(eg.window(desk), route=f"/messages/{david}", locales=("en",)) as app:
        await app.click(app.find(ft.IconButton, text="See their profile"))
        assert "Stated by themselves" in app.texts()
        await app.click(app.find(ft.IconButton, text="Back"))
        assert app.route == f"/messages/{david}"
