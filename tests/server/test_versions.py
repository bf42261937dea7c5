"""An app that is older or newer than the server is told which of the two has to be brought up to date."""

from typing import Any
from unittest.mock import patch

import httpx
import pytest
from server.visitor import House, Visitor

from app.server import versions
from app.sync.directory import FindPeople
from app.sync.protocol import OLDEST_SCHEMA, SCHEMA, UNSAID_SCHEMA, History, Pull, Push
from app.sync.wire import to_wire

OLDER = OLDEST_SCHEMA - 1, {"code": "upgrade", "params": {"min": OLDEST_SCHEMA}}
NEWER = SCHEMA + 1, {"code": "server.behind", "params": {"max": SCHEMA}}
DOORS = ("push", "pull", "history", "people", "live")


async def _knock(who: Visitor, door: str, scope: str, **schema: int) -> httpx.Response:
    """Ask something at this door that makes sense but for the version."""
    if door == "live":
        return await who.http.get("/v1/live", params=schema, headers=who.headers)
    asked: dict[str, Any] = {
        "push": Push(epoch="", mutations=[who.post(scope)]),
        "pull": Pull(epoch="", req="r", cur={}),
        "history": History(epoch="", req="h", scope=scope, before=10**6),
        "people": FindPeople(query="Nasrin"),
    }
    told = {name: value for name, value in to_wire(asked[door]).items() if name != "schema"}
    return await who.http.post(f"/v1/{door}", json=told | schema, headers=who.headers)


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize(("schema", "told"), [OLDER, NEWER], ids=["older", "newer"])
async def test_who_speaks_another_version_is_told_so_at_every_door_of_rows(
    house: House, door: str, schema: int, told: dict[str, Any]
) -> None:
    nasrin = await house.visitor()
    scope = await house.circle_of(nasrin)
    reply = await _knock(nasrin, door, scope, schema=schema)
    assert (reply.status_code, reply.json()) == (426, told)


@pytest.mark.parametrize("door", DOORS)
async def test_who_does_not_say_it_speaks_the_first_version(house: House, door: str) -> None:
    nasrin = await house.visitor()
    scope = await house.circle_of(nasrin)
    with patch.object(versions, "OLDEST_SCHEMA", UNSAID_SCHEMA + 1):
        reply = await _knock(nasrin, door, scope)
        if door == "pull":  # of which every device has always said it
            assert reply.status_code == 426 or SCHEMA > UNSAID_SCHEMA
        else:
            assert (reply.status_code, reply.json()["code"]) == (426, "upgrade")


@pytest.mark.parametrize("schema", [OLDER[0], NEWER[0]])
async def test_what_was_pushed_in_another_version_is_not_done_and_can_be_pushed_again(
    house: House, schema: int
) -> None:
    nasrin = await house.visitor()
    scope = await house.circle_of(nasrin)
    waiting = nasrin.post(scope)
    body = to_wire(Push(epoch="", mutations=[waiting]))
    reply = await nasrin.http.post("/v1/push", json=body | {"schema": schema}, headers=nasrin.headers)
    assert reply.status_code == 426
    assert (scope, "post", waiting.id) not in await nasrin.rows()
    (result,) = await nasrin.push(waiting)
    assert result.st == "ok"  # and not "dup": it was not noted either
    assert (scope, "post", waiting.id) in await nasrin.rows()


async def test_another_version_is_told_before_another_history(house: House) -> None:
    nasrin = await house.visitor()
    body = to_wire(Push(epoch="0" * 32, mutations=[])) | {"schema": NEWER[0]}
    reply = await nasrin.http.post("/v1/push", json=body, headers=nasrin.headers)
    assert reply.json() == NEWER[1]


async def test_who_is_not_signed_in_learns_no_version(house: House) -> None:
    nobody = house.stranger()
    for door in DOORS:
        assert (await _knock(nobody, door, "k", schema=NEWER[0])).status_code == 401


@pytest.mark.parametrize("said", ["", "one", "-1", "1.0", "9" * 40])
async def test_nonsense_in_an_address_says_no_version(said: str) -> None:
    assert versions.read_schema(said) == UNSAID_SCHEMA
