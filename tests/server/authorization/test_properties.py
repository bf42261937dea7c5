"""What a person may never say of a record, though they may write it: who, when, which place or standing."""

from dataclasses import asdict
from typing import Any

import pytest
from server.authorization.attempts import MUTATIONS
from server.authorization.stage import Stage
from server.authorization.table import cells

pytestmark = pytest.mark.asyncio(loop_scope="module")
SERVERS = {
    "by": "01a1ee56-5e00-75b1-a522-4a58b791f1d8",
    "at": 1,
    "seq": 10**6,
    "pos": 1,
    "role": "leader",
    "since_pos": 0,
    "why": "mod",
    "state": "in",
    "x": False,
    "copy": {},
    "decided_by": "",
    "card": {},
    "starter": True,
    "bytes": 0,
    "anything": 1,
}
TAKES = {"member.role": {"role"}, "mark.set": {"pos"}, "receipt.set": {"pos"}}
MAY = {(cell.what, cell.where): cell.actor for cell in cells() if cell.outcome == "ok"}
ALLOWED = sorted(MAY.keys() & MUTATIONS.keys())


async def _push(stage: Stage, actor: str, mutation: dict[str, Any]) -> dict[str, Any]:
    who = stage.actors[actor]
    body = {"epoch": "", "mutations": [mutation]}
    reply = await who.http.post("/v1/push", json=body, headers=who.headers)
    assert reply.status_code == 200, reply.text
    result: dict[str, Any] = reply.json()["results"][0]
    return result


@pytest.mark.parametrize("field", sorted(SERVERS))
@pytest.mark.parametrize(("what", "where"), ALLOWED)
async def test_a_field_that_is_the_servers_is_refused_among_the_arguments(
    stage: Stage, what: str, where: str, field: str
) -> None:
    actor = MAY[what, where]
    mutation = asdict(MUTATIONS[what, where](stage.actors[actor], stage, stage.own[actor]))
    assert field in TAKES.get(what, ()) or field not in mutation["args"]
    if field in TAKES.get(what, ()):
        return
    stage.changed = {}
    mutation["args"][field] = SERVERS[field]
    result = await _push(stage, actor, mutation)
    assert (result["st"], result["code"], result["row"]) == ("no", result["code"], None)
    assert result["code"] == ("field.wrong" if what == "member.role" else "field.unknown")
    assert stage.changed == {}


@pytest.mark.parametrize(("what", "where"), ALLOWED)
async def test_a_field_that_is_the_servers_says_nothing_beside_the_arguments(
    stage: Stage, what: str, where: str
) -> None:
    actor = MAY[what, where]
    mutation = asdict(MUTATIONS[what, where](stage.actors[actor], stage, stage.own[actor]))
    plain = await _push(stage, actor, mutation)
    dressed = await _push(stage, actor, {**SERVERS, **mutation, "row": SERVERS})
    assert dressed == plain
