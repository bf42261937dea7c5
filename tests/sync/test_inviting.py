"""Codes that a person asks the server for come as a sign, or with the reason why there is none."""

from dataclasses import asdict

import httpx
from sync.fakes import Naps, until
from sync.stage import Stage, live, no

from app.domain.connection import Phase

AWAY = httpx.ConnectError("no route")


async def test_a_code_that_was_asked_for_comes_as_a_sign(tmp_path):
    async with Stage(tmp_path) as stage:
        await live(stage)
        stage.memory.set_note("ask_invite", {"device": True})
        await until(lambda: stage.memory.sign("invite"))
        assert stage.memory.sign("invite")["code"] == "AAAA-BBBB-CCCC"
        assert stage.memory.sign("invite")["device"] is True
        assert stage.memory.note("ask_invite") is None
        assert stage.server.asked[-1] == ("invite", {"device": True})


async def test_a_code_that_may_not_be_had_comes_as_a_reason_and_the_connection_stays(tmp_path):
    async with Stage(tmp_path) as stage:
        stage.server.always = {"invite": no(403, "invite.not_allowed")}
        await live(stage)
        stage.memory.set_note("ask_invite", {"device": False})
        await until(lambda: stage.memory.sign("invite"))
        assert stage.memory.sign("invite") == {"why": "invite.not_allowed", "params": {}}
        await live(stage)


async def test_who_asks_for_a_code_without_a_server_or_signal_is_told_so(tmp_path):
    async with Stage(tmp_path, known=False, naps=Naps(most=0)) as stage:
        await stage.settle()
        stage.memory.set_note("ask_invite", {"device": False})
        await until(lambda: stage.memory.sign("invite"))
        assert stage.memory.sign("invite")["why"] == "server.none"
        stage.server.always = {"pull": AWAY, "invite": AWAY}
        stage.memory.set_note("server", asdict(stage.device.note))
        await until(lambda: stage.now.phase is Phase.OFFLINE)
        stage.memory.set_sign("invite", None)
        stage.memory.set_note("ask_invite", {"device": False})
        await until(lambda: stage.memory.sign("invite"))
        assert stage.memory.sign("invite")["why"] == "server.unreachable"
