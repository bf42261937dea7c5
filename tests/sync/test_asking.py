"""Questions a person waits for are put to the server at once, and leave no trace but their answer."""

import asyncio
from dataclasses import asdict

import httpx
from sync.fakes import Naps, until
from sync.stage import Stage, live, no

from app.domain.asking import Answer, Question
from app.domain.connection import Phase
from app.services import asking
from app.services.desk import Desk
from app.sync.accounts import Invited, Recovery

AWAY = httpx.ConnectError("no route")


def ask(stage: Stage, name: str, identifier: str = "q1", **fields: object) -> None:
    question = Question(id=identifier, name=name, fields=fields)
    stage.memory.set_sign("ask", {**(stage.memory.sign("ask") or {}), identifier: question})


async def answer(stage: Stage, identifier: str = "q1") -> Answer:
    await until(lambda: stage.memory.sign(f"answer:{identifier}"))
    return stage.memory.sign(f"answer:{identifier}")


async def test_a_code_that_was_asked_for_comes_as_a_sign(tmp_path):
    async with Stage(tmp_path) as stage:
        await live(stage)
        ask(stage, "Invite", device=True)
        assert isinstance((await answer(stage)).told, Invited)
        assert stage.server.asked[-1] == ("invite", {"device": True})


async def test_a_code_that_may_not_be_had_comes_as_a_reason_and_the_connection_stays(tmp_path):
    async with Stage(tmp_path) as stage:
        stage.server.always = {"invite": no(403, "invite.not_allowed", limit=3)}
        await live(stage)
        ask(stage, "Invite")
        assert await answer(stage) == Answer(why="invite.not_allowed", params={"limit": 3})
        assert stage.now.phase is Phase.LIVE


async def test_who_asks_without_a_server_or_signal_is_told_so_at_once(tmp_path):
    async with Stage(tmp_path, known=False, naps=Naps(most=0)) as stage:
        await stage.settle()
        ask(stage, "Invite", "one")
        assert (await answer(stage, "one")).why == "server.none"
        stage.server.always = {"pull": AWAY, "invite": AWAY}
        stage.memory.set_note("server", asdict(stage.device.note) | {"token": stage.device.note.token})
        await until(lambda: stage.now.phase is Phase.OFFLINE)
        ask(stage, "Invite", "two")
        assert (await answer(stage, "two")).why == "server.unreachable"


async def test_a_password_is_in_no_sign_and_on_no_disk_once_it_is_on_its_way(tmp_path):
    async with Stage(tmp_path) as stage:
        stage.server.always = {"password": {"login": "nasrin", "codes": ["aaaa"]}}
        await live(stage)
        ask(stage, "SetPassword", login="nasrin", password="রূপসা-নদী-৭", old="")
        assert (await answer(stage)).told == Recovery(login="nasrin", codes=["aaaa"])
        assert stage.memory.sign("ask") is None
        assert "রূপসা-নদী-৭" not in repr(stage.memory._signs)
        assert "রূপসা-নদী-৭".encode() not in (tmp_path / "setu.db").read_bytes()
        assert "aaaa" not in repr(stage.memory.sign("answer:q1"))


async def test_a_slow_question_keeps_nobody_waiting(tmp_path):
    async with Stage(tmp_path) as stage:
        released = asyncio.Event()

        class Slow(httpx.AsyncByteStream):
            async def __aiter__(self):
                await released.wait()
                yield b'{"devices": []}'

        stage.server.always = {"devices": lambda body: httpx.Response(200, stream=Slow())}
        await live(stage)
        ask(stage, "ListDevices", "slow")
        ask(stage, "Invite", "quick")
        assert (await answer(stage, "quick")).told.code
        post = stage.device.post()
        await until(lambda: not stage.device.get(post).waiting)
        assert stage.memory.sign("answer:slow") is None
        released.set()
        assert (await answer(stage, "slow")).told.devices == []


async def test_what_is_no_question_is_no_trouble(tmp_path):
    async with Stage(tmp_path) as stage:
        await live(stage)
        asked = len(stage.server.asked)
        ask(stage, "Push", "push", epoch="", mutations=[])
        ask(stage, "Invite", "odd", device="yes")
        assert (await answer(stage, "push")).why == "request.wrong"
        assert (await answer(stage, "odd")).why == "request.wrong"
        assert len(stage.server.asked) == asked


async def test_an_answer_that_nobody_waits_for_any_more_is_not_kept(tmp_path):
    async with Stage(tmp_path) as stage:
        await live(stage)
        desk = Desk(memory=stage.memory, clock=stage.device.clock)
        question = asking.ask(desk, "Invite")
        asking.forget(desk, question)
        await until(lambda: stage.server.asked[-1][0] == "invite")
        await stage.settle()
        assert asking.answer(desk, question) is None
        read = asking.ask(desk, "Invite")
        await answer(stage, read)
        asking.forget(desk, read)
        assert asking.answer(desk, read) is None
