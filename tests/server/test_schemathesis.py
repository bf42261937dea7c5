"""The server against its own OpenAPI document: no fault of ours, no status that is not documented.

SETU_EXAMPLES=2000 pytest tests/server/test_schemathesis.py    looks longer, anew each time
"""

import asyncio
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import jsonschema_rs
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.specs.openapi.checks import ignored_auth, positive_data_acceptance
from server.visitor import GENEROUS, House, Visitor, open_house

from app.domain.ids import COMMONS, MODERATION, inside, pair_scope
from app.domain.kinds import KINDS
from app.server.openapi import document
from app.server.operations.table import OPERATIONS
from app.sync.protocol import MAX_WAIT_S

EXAMPLES = int(os.environ.get("SETU_EXAMPLES", "60"))
LOOK = settings(
    max_examples=EXAMPLES,
    derandomize="SETU_EXAMPLES" not in os.environ,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
    database=None,
)
NOT_MEANT = [positive_data_acceptance, ignored_auth]
"""A schema cannot say which code or token is right; and who may do what is the authorization table's part."""


class Entrance:
    """The application of whichever house is open: Schemathesis wants to know one before there is any."""

    house: House | None = None

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        assert self.house
        await self.house.app(scope, receive, send)


ENTRANCE = Entrance()
SCHEMA = schemathesis.openapi.from_dict(document())
SCHEMA.app = ENTRANCE
# Who speaks too old a protocol is told so whatever else is wrong with what they say.
SCHEMA.config.checks.negative_data_rejection.expected_statuses.append("426")


@dataclass
class Stay:
    """An open house, and people who know each other there."""

    loop: asyncio.AbstractEventLoop
    admin: Visitor
    scopes: list[str]
    ids: list[str]


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def stay(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stay]:
    loop = asyncio.new_event_loop()
    address = request.getfixturevalue("postgres").migrated() if request.param == "postgres" else ""
    opening = open_house(tmp_path_factory.mktemp("schemathesis"), address=address, limits=GENEROUS)
    ENTRANCE.house = loop.run_until_complete(opening.__aenter__())
    yield loop.run_until_complete(_settle(loop, ENTRANCE.house))
    loop.run_until_complete(opening.__aexit__(None, None, None))
    loop.close()


async def _settle(loop: asyncio.AbstractEventLoop, house: House) -> Stay:
    """An administrator, so that every door opens, who leads a circle, talks, asks and reports."""
    admin, other = await house.visitor(admin=True), await house.visitor(mentors=True)
    scope = await house.circle_of(admin, other)
    post, prompt = await admin.do(admin.post(scope)), await admin.do(admin.prompt(scope))
    request = await admin.do(admin.asking(other.person))
    await other.do(other.message(admin.person))
    theirs = await other.do(other.post(scope))
    report = admin.reporting(scope, "post", theirs.row.id)
    await admin.do(report)
    scopes = [admin.own, other.own, scope, request.scope, COMMONS, MODERATION, "c.", ""]
    ids = [admin.person, other.person, inside(scope), post.row.id, prompt.row.id, request.row.id, report.id]
    return Stay(loop, admin, scopes, ids)


def test_the_document_is_an_openapi_document() -> None:
    told = document()
    assert told["openapi"].startswith("3.1")
    for name, schema in told["components"]["schemas"].items():
        whole = {**schema, "components": told["components"]}
        assert jsonschema_rs.meta.is_valid(whole), name


async def test_the_document_is_served(house: House) -> None:
    reply = await house.stranger().http.get("/openapi.json")
    assert reply.json() == json.loads(json.dumps(document()))


@SCHEMA.exclude(path="/v1/live").parametrize()
@LOOK
def test_each_door_keeps_to_the_document(case: Any, stay: Stay) -> None:
    body = case.body
    if isinstance(body, dict) and type(body.get("wait")) is int and 0 < body["wait"] <= MAX_WAIT_S:
        body["wait"] = 0
    token = f"Bearer {stay.admin.token}"
    case.call_and_validate(headers={"authorization": token}, excluded_checks=NOT_MEANT)


NAMES = sorted(
    {name for kind in KINDS.values() for name in kind.fields} | {"to", "role", "outcome", "redact"}
)
ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
WORDS = st.sampled_from(["", "en", "leader", "kept", "question", "since_join", "post", "spam", "শিশু \u200d"])


@st.composite
def half_true(draw: st.DrawFn) -> dict[str, Any]:
    """A mutation that is right in some places: positions stand for the scopes and ids of those who stay."""
    kind, op = draw(st.sampled_from(sorted(OPERATIONS)))
    own = [name for name in NAMES if name in KINDS.get(kind, KINDS["post"]).fields] or NAMES
    values = ANYTHING | WORDS | st.integers(0, 6).map(lambda place: {"#id": place})
    return {
        "kind": kind,
        "op": op,
        "scope": draw(st.integers(0, 7) | st.text(max_size=9)),
        "id": draw(st.integers(-1, 6) | st.text(max_size=9)),
        "args": draw(st.dictionaries(st.sampled_from([*own, "to", "role", "outcome"]), values, max_size=6)),
        "h": draw(
            st.dictionaries(st.sampled_from(own), st.tuples(*[st.integers()] * 2, st.text()), max_size=2)
        ),
        "said": draw(st.integers()),
        "seen": draw(st.integers()),
    }


@LOOK
@given(drawn=st.lists(half_true(), min_size=1, max_size=4))
def test_no_half_true_mutation_brings_the_server_down(drawn: list[dict[str, Any]], stay: Stay) -> None:
    reply = stay.loop.run_until_complete(_push(stay, [_whole(stay, mutation) for mutation in drawn]))
    assert reply.status_code in (200, 400), reply.text


def _whole(stay: Stay, drawn: dict[str, Any]) -> dict[str, Any]:
    args = {
        name: stay.ids[value["#id"]] if isinstance(value, dict) and "#id" in value else value
        for name, value in drawn["args"].items()
    }
    place, identifier = drawn["scope"], drawn["id"]
    if isinstance(place, int):
        place = stay.scopes[place]
    if isinstance(identifier, int):
        identifier = stay.admin.new_id() if identifier < 0 else stay.ids[identifier]
    if isinstance(args.get("to"), str):
        place = pair_scope(stay.admin.person, args["to"])
    mid = stay.admin.new_id()
    return {**drawn, "args": args, "scope": place, "id": identifier, "mid": mid}


async def _push(stay: Stay, mutations: list[dict[str, Any]]) -> Any:
    body = {"epoch": "", "mutations": mutations}
    return await stay.admin.http.post("/v1/push", json=body, headers=stay.admin.headers)
