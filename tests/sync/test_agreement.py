"""Devices and a real server come to agree, over real sockets."""

import asyncio
import contextlib
import random
import time
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
from sync.fakes import until

from app.domain.connection import Connection, Phase
from app.domain.ids import circle_scope
from app.domain.starters import STARTER_CIRCLES
from app.server.home import wall_clock
from app.server.serving import running
from app.services import belonging, connecting, introducing, leading, messaging, posting, seating
from app.services.desk import Desk
from app.store.memory import Memory
from app.sync.engine import Engine

HANDS = STARTER_CIRCLES[2]["id"]
PEOPLE = {"nasrin": "নাসরিন আক্তার", "david": "ডেভিড মিত্র"}


class Phone:
    """One person's device with its engine, as the app joins them."""

    def __init__(self, folder: Path, name: str, seed: int, clock: Callable[[], int] = wall_clock) -> None:
        folder.mkdir()
        self.memory = Memory.open(folder / "setu.db")
        self.desk = Desk(memory=self.memory, clock=clock, randomness=random.Random(seed).randbytes)
        if name:
            introducing.introduce(self.desk, {"name_bn": name, "discipline": "ot"})
        self.engine = Engine(self.memory, clock=clock, randomness=random.Random(-seed).randbytes)
        self.go_on()

    @property
    def now(self) -> Connection:
        return self.memory.sign("sync", Connection())

    def is_in_agreement(self) -> bool:
        return self.now.phase is Phase.LIVE and not self.now.syncing and not self.memory.count_waiting()

    async def join(self, server) -> None:
        connecting.connect(self.desk, server.address, await server.invite())
        await until(self.is_in_agreement, 10)

    async def ask_for_code(self, device: bool) -> str:
        connecting.ask_for_invite(self.desk, device=device)
        await until(lambda: connecting.invite(self.desk))
        return connecting.invite(self.desk)["code"]

    def go_on(self) -> None:
        self.task = asyncio.create_task(self.engine.run())

    async def rest(self) -> None:
        self.task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self.task

    async def stop(self) -> None:
        await self.rest()
        self.memory.close()


@pytest.fixture
async def phones(tmp_path) -> AsyncIterator[Callable[..., Phone]]:
    made: list[Phone] = []

    def phone(name: str = "", clock: Callable[[], int] = wall_clock) -> Phone:
        made.append(Phone(tmp_path / f"phone{len(made)}", name, len(made) + 1, clock))
        return made[-1]

    yield phone
    for each in made:
        await each.stop()


def titles(phone: Phone, circle: str = HANDS) -> list[str]:
    return [post.title for post in posting.posts(phone.desk, circle, "topic")]


async def test_two_people_write_without_a_network_and_agree_later_in_one_order_and_once(tmp_path, phones):
    async with running(tmp_path / "server") as server:
        nasrin, david = phones(PEOPLE["nasrin"]), phones(PEOPLE["david"])
        port = server.port
        for each in (nasrin, david):
            await each.join(server)
            belonging.join(each.desk, HANDS)
        await until(lambda: nasrin.is_in_agreement() and david.is_in_agreement())
    await until(lambda: nasrin.now.phase is Phase.OFFLINE and david.now.phase is Phase.OFFLINE)
    for number in range(5):
        posting.post(nasrin.desk, HANDS, "topic", f"ন{number}", "অফলাইনে লেখা")
        posting.post(david.desk, HANDS, "topic", f"ড{number}", "written offline")
    assert titles(nasrin) == [f"ন{number}" for number in range(5)]
    async with running(tmp_path / "server", port):
        for each in (nasrin, david):
            connecting.try_again(each.desk)
        await until(lambda: len(titles(nasrin)) == len(titles(david)) == 10, 10)
        await until(lambda: nasrin.is_in_agreement() and david.is_in_agreement())
        assert titles(nasrin) == titles(david)
        for name in "নড":
            assert [t for t in titles(nasrin) if t[0] == name] == [f"{name}{number}" for number in range(5)]


async def test_news_arrive_within_two_seconds_by_the_live_channel(tmp_path, phones):
    async with running(tmp_path / "server") as server:
        nasrin, david = phones(PEOPLE["nasrin"]), phones(PEOPLE["david"])
        for each in (nasrin, david):
            await each.join(server)
            belonging.join(each.desk, HANDS)
        await until(lambda: nasrin.is_in_agreement() and david.is_in_agreement())
        began = time.monotonic()
        post = posting.post(nasrin.desk, HANDS, "topic", "কে আছেন?", "প্রশ্ন")
        await until(lambda: titles(david) == ["কে আছেন?"], 2)
        posting.reply(david.desk, HANDS, post.id, "আমি")
        await until(lambda: posting.replies(nasrin.desk, post.id), 2)
        messaging.send(david.desk, nasrin.desk.person, "আপা, ধন্যবাদ")
        await until(lambda: messaging.conversations(nasrin.desk), 2)
        assert time.monotonic() - began < 2


async def test_a_circle_founded_offline_with_its_first_words_opens_when_one_joins(tmp_path, phones):
    async with running(tmp_path / "server") as server:
        nasrin, david = phones(PEOPLE["nasrin"]), phones(PEOPLE["david"])
        circle = belonging.found(nasrin.desk, {"name_bn": "রাজশাহী"})
        posting.post(nasrin.desk, circle.id, "topic", "স্বাগতম", "আসুন")
        leading.ask(nasrin.desk, circle.id, en="", bn="এ সপ্তাহে কী কঠিন ছিল?")
        await nasrin.join(server)
        assert connecting.refusals(nasrin.desk) == []
        await david.join(server)
        belonging.join(david.desk, circle.id)
        await until(lambda: titles(david, circle.id) == ["স্বাগতম"])
        assert david.memory.count(f"{circle_scope(circle.id)}/prompt") == 1


async def test_a_phone_whose_clock_is_a_year_ahead_loses_nothing(tmp_path, phones):
    def ahead() -> int:
        return wall_clock() + 365 * 86_400_000

    async with running(tmp_path / "server") as server:
        nasrin = phones(PEOPLE["nasrin"], clock=ahead)
        circle = belonging.found(nasrin.desk, {"name_bn": "রাজশাহী"})
        post = posting.post(nasrin.desk, circle.id, "topic", "স্বাগতম", "আসুন")
        posting.reply(nasrin.desk, circle.id, post.id, "প্রথম উত্তর")
        await nasrin.join(server)
        assert connecting.refusals(nasrin.desk) == []
        renamed = nasrin.memory.sign("renamed")
        assert titles(nasrin, renamed[circle.id]) == ["স্বাগতম"]
        assert [reply.body for reply in posting.replies(nasrin.desk, renamed[post.id])] == ["প্রথম উত্তর"]
        assert abs(nasrin.now.ahead_ms - 365 * 86_400_000) < 60_000


async def test_a_second_device_becomes_the_same_person(tmp_path, phones):
    async with running(tmp_path / "server") as server:
        nasrin = phones(PEOPLE["nasrin"])
        introducing.describe(nasrin.desk, {"ask": "স্প্লিন্ট"})
        await nasrin.join(server)
        belonging.join(nasrin.desk, HANDS)
        await until(nasrin.is_in_agreement)
        tablet = phones("Nasrin")
        belonging.join(tablet.desk, HANDS)
        posting.post(tablet.desk, HANDS, "topic", "ট্যাব থেকে", "অফলাইনে লেখা")
        connecting.connect(tablet.desk, server.address, await nasrin.ask_for_code(device=True))
        await until(lambda: tablet.is_in_agreement() and titles(nasrin) == ["ট্যাব থেকে"])
        assert tablet.desk.person == nasrin.desk.person
        assert introducing.profile(tablet.desk)["ask"] == "স্প্লিন্ট"
        assert connecting.refusals(tablet.desk) == []
        posts = posting.posts(tablet.desk, HANDS, "topic")
        assert [post.by for post in posts] == [nasrin.desk.person]


async def test_a_device_code_on_a_device_nobody_introduced_themselves_on_brings_the_person(tmp_path, phones):
    async with running(tmp_path / "server") as server:
        nasrin = phones(PEOPLE["nasrin"])
        await nasrin.join(server)
        tablet = phones()
        connecting.connect(tablet.desk, server.address, await nasrin.ask_for_code(device=True))
        await until(lambda: introducing.is_known(tablet.desk))
        assert introducing.me(tablet.desk).name.bn == PEOPLE["nasrin"]


async def test_who_was_removed_keeps_the_words_that_had_not_been_sent(tmp_path, phones):
    async with running(tmp_path / "server") as server:
        nasrin, david = phones(PEOPLE["nasrin"]), phones(PEOPLE["david"])
        await nasrin.join(server)
        await david.join(server)
        circle = belonging.found(nasrin.desk, {"name_bn": "রাজশাহী"})
        await until(nasrin.is_in_agreement)
        await until(lambda: belonging.circle(david.desk, circle.id))
        belonging.join(david.desk, circle.id)
        posting.post(david.desk, circle.id, "topic", "আগে", "পৌঁছেছে")
        await until(lambda: titles(nasrin, circle.id) == ["আগে"])
        await david.rest()
        seating.remove(nasrin.desk, circle.id, david.desk.person)
        await until(nasrin.is_in_agreement)
        posting.post(david.desk, circle.id, "topic", "পরে", "এখনো যায়নি")
        david.go_on()
        await until(lambda: david.memory.count_refused() and david.is_in_agreement())
        [refused] = connecting.refusals(david.desk)
        assert (refused.refused[0].code, refused.values["body"]) == ("circle.not_member", "এখনো যায়নি")
        assert [record.id for record in david.memory.in_scope(circle_scope(circle.id))] == [refused.id]


async def test_a_used_invite_is_refused_by_the_real_server_too(tmp_path, phones):
    async with running(tmp_path / "server") as server:
        nasrin, david = phones(PEOPLE["nasrin"]), phones(PEOPLE["david"])
        code = await server.invite()
        connecting.connect(nasrin.desk, server.address, code)
        await until(nasrin.is_in_agreement)
        connecting.connect(david.desk, server.address, code)
        await until(lambda: david.now.phase is Phase.REFUSED)
        assert david.now.why == "invite.used"
        await david.join(server)


async def test_a_server_that_is_none_is_told_as_such(tmp_path, phones):
    async def page(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 2\r\n\r\nhi")
        await writer.drain()
        writer.close()

    nasrin = phones(PEOPLE["nasrin"])
    async with await asyncio.start_server(page, "127.0.0.1", 0) as other:
        port = other.sockets[0].getsockname()[1]
        connecting.connect(nasrin.desk, f"127.0.0.1:{port}", "ABCD-EFGH-JKMN")
        await until(lambda: nasrin.now.phase is Phase.REFUSED)
        assert nasrin.now.why == "server.not_setu"
