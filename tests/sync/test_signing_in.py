"""Signing in makes this device one of an account; what was typed for it is never written down."""

from dataclasses import asdict, replace

import httpx
import pytest
from sync.fakes import ADDRESS, DAVID, EPOCH, MORNING, NASRIN, Naps, until
from sync.stage import Stage, live, no

from app.domain.connection import Phase, Secret, ServerNote
from app.sync.line import read_server

PASSWORD = "রূপসা-নদী-৭"


def wish(stage: Stage, way: str = "signin", code: str = "", token: str = "s" * 43) -> None:
    note = ServerNote(address=ADDRESS, device="d1", token=token, way=way, login="nasrin")
    stage.memory.set_sign("secret", Secret(token=token, password=PASSWORD, code=code))
    stage.memory.set_note("server", asdict(note))


def welcome(person: str = NASRIN) -> dict[str, object]:
    return {"person": person, "epoch": EPOCH, "now": MORNING}


@pytest.mark.parametrize("way", ["signin", "recover"])
async def test_what_was_typed_opens_the_door_and_is_forgotten(tmp_path, way):
    async with Stage(tmp_path, known=False) as stage:
        stage.server.always = {way: welcome()}
        wish(stage, way, code="AAAA" if way == "recover" else "")
        await live(stage)
        door, asked = stage.server.asked[0]
        assert (door, asked["login"], asked["password"], asked["token"]) == (
            way,
            "nasrin",
            PASSWORD,
            "s" * 43,
        )
        assert asked["code"] == ("AAAA" if way == "recover" else "")
        assert stage.memory.sign("secret") is None
        assert read_server(stage.memory).rotated == MORNING
        assert PASSWORD.encode() not in (tmp_path / "setu.db").read_bytes()


async def test_who_signs_in_becomes_who_they_are_there(tmp_path):
    async with Stage(tmp_path, known=False) as stage:
        stage.server.always = {"signin": welcome(DAVID)}
        wish(stage)
        await live(stage)
        assert stage.memory.note("person") == DAVID


async def test_a_wrong_password_is_told_and_not_tried_again(tmp_path):
    async with Stage(tmp_path, known=False) as stage:
        stage.server.always = {"signin": no(403, "signin.wrong")}
        wish(stage)
        await until(lambda: stage.now.phase is Phase.REFUSED)
        await stage.settle()
        assert (stage.now.why, stage.server.doors) == ("signin.wrong", ["signin"])
        assert stage.memory.sign("secret") is None


async def test_a_lost_reply_means_the_same_question_again(tmp_path):
    async with Stage(tmp_path, known=False, naps=Naps()) as stage:
        stage.server.always = {"signin": welcome()}
        stage.server.orders["signin"].append(httpx.ReadTimeout("…"))
        wish(stage)
        await live(stage)
        requests = [body for door, body in stage.server.asked if door == "signin"]
        assert requests == requests[:1] * 2


async def test_whoever_closed_the_app_before_that_is_asked_to_type_it_again(tmp_path):
    async with Stage(tmp_path, known=False) as stage:
        wish(stage)
        stage.memory.set_sign("secret", None)
        await until(lambda: stage.now.phase is Phase.REFUSED)
        assert (stage.now.why, stage.server.asked) == ("signin.again", [])


async def test_what_was_typed_for_another_wish_is_not_used(tmp_path):
    async with Stage(tmp_path, known=False) as stage:
        wish(stage)
        note = stage.memory.note("server")
        stage.memory.set_note("server", {**note, "token": "o" * 43})
        await until(lambda: stage.now.phase is Phase.REFUSED)
        assert stage.server.asked == []


async def test_when_only_the_digits_of_a_phone_are_missing_the_password_stays_known(tmp_path):
    async with Stage(tmp_path, known=False) as stage:
        stage.server.always = {"signin": no(409, "totp.needed")}
        wish(stage)
        await until(lambda: stage.now.phase is Phase.REFUSED)
        assert stage.now.why == "totp.needed"
        secret = stage.memory.sign("secret")
        assert secret.password == PASSWORD
        stage.server.always = {"signin": welcome()}
        stage.memory.set_sign("secret", replace(secret, code="123456"))
        stage.memory.set_note("server", asdict(replace(read_server(stage.memory), state="joining", why="")))
        await live(stage)
        assert [asked["code"] for door, asked in stage.server.asked if door == "signin"] == ["", "123456"]
        assert stage.memory.sign("secret") is None
