"""What client and server must agree on: one policy for texts, and one winner for every field."""

import asyncio
import dataclasses
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from server.visitor import MORNING, Visitor, open_house

from app.domain.errors import Refused
from app.domain.kinds import check_fields, check_whole
from app.domain.merge import FUTURE_ALLOWED_MS
from app.sync.protocol import Result, Row

LOOK = settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


@dataclasses.dataclass
class Desk:
    """A leader, their circle, and the loop they live in."""

    loop: asyncio.AbstractEventLoop
    leader: Visitor
    scope: str

    def push(self, *mutations: Any) -> list[Result]:
        return self.loop.run_until_complete(self.leader.push(*mutations))


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def desk(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    loop = asyncio.new_event_loop()
    address = request.getfixturevalue("postgres").migrated() if request.param == "postgres" else ""
    opening = open_house(tmp_path_factory.mktemp("agreeing"), address=address)
    house = loop.run_until_complete(opening.__aenter__())
    leader = loop.run_until_complete(house.visitor())
    yield Desk(loop, leader, loop.run_until_complete(house.circle_of(leader)))
    loop.run_until_complete(opening.__aexit__(None, None, None))
    loop.close()


TEXTS = st.text(
    st.sampled_from(
        "aZ \n\t\u200d\u200c\u200b\u202e\u0985\u09cd\u09be\u09bc\u09af\u09df\u09ce\u0301🧑🏽⚕️<&\u0000\ufeff"
    )
    | st.characters(exclude_categories=["Cs"]),
    max_size=40,
)


@LOOK
@given(body=TEXTS, title=TEXTS)
def test_what_the_client_accepts_the_server_stores_byte_for_byte(desk: Desk, body: str, title: str) -> None:
    given_ = {"tab": "topic", "title": title, "body": body, "lang": "und"}
    mutation = dataclasses.replace(desk.leader.post(desk.scope), args=given_)
    (told,) = desk.push(mutation)
    kept, refusal = _on_the_device(given_)
    if refusal:
        assert (told.st, told.code, told.params) == ("no", refusal.code, dict(refusal.params))
        return
    assert told.row is not None
    assert told.row.v == kept
    again = dataclasses.replace(desk.leader.post(desk.scope), args=kept)
    (told,) = desk.push(again)
    assert told.row is not None
    assert told.row.v == kept, "and what was cleaned once stays as it is"


def _on_the_device(values: dict[str, str]) -> tuple[dict[str, Any], Refused | None]:
    """What a device keeps of these values, or why it does not even try to send them."""
    try:
        kept = check_fields("post", values)
        check_whole("post", kept)
    except Refused as why:
        return {}, why
    return kept, None


CHANGES = st.lists(
    st.tuples(
        st.sampled_from(["text_en", "text_bn"]),
        st.integers(1, MORNING + FUTURE_ALLOWED_MS),
        st.integers(0, 3),
        st.sampled_from(["phone", "laptop"]),
    ),
    unique_by=lambda change: change,
    min_size=1,
    max_size=5,
)


@LOOK
@given(changes=CHANGES, order=st.randoms(use_true_random=False))
def test_in_whatever_order_and_however_often_changes_come_the_same_is_left(
    desk: Desk, changes: list[tuple[str, int, int, str]], order: Any
) -> None:
    shuffled = changes + order.sample(changes, len(changes) // 2)
    order.shuffle(shuffled)
    one, other = _written(desk, changes), _written(desk, shuffled)
    assert (one.v, one.h) == (other.v, other.h)


def _written(desk: Desk, changes: list[tuple[str, int, int, str]]) -> Row:
    prompt = dataclasses.replace(desk.leader.prompt(desk.scope), h={})
    desk.push(prompt)
    row = None
    for field, wall, counter, device in changes:
        change = desk.leader.write(
            desk.scope, "prompt", "set", prompt.id, {field: f"{wall} {counter} {device}"}
        )
        stamped = dataclasses.replace(change, h={field: (wall, counter, device)})
        (told,) = desk.push(stamped)
        row = told.row
    assert row is not None
    return row


@LOOK
@given(ahead=st.integers(FUTURE_ALLOWED_MS - 3, FUTURE_ALLOWED_MS + 3) | st.integers(0, 2**50))
def test_a_stamp_from_the_future_comes_back_clamped_in_the_row(desk: Desk, ahead: int) -> None:
    row = _written(desk, [("text_bn", MORNING + ahead, 1, "phone")])
    kept = MORNING + ahead if ahead <= FUTURE_ALLOWED_MS else MORNING
    assert row.h["text_bn"] == (kept, 1, "phone")
    prompt = desk.leader.write(desk.scope, "prompt", "set", row.id, {"text_bn": "later"})
    (told,) = desk.push(dataclasses.replace(prompt, h={"text_bn": (kept, 2, "phone")}))
    assert told.row is not None
    assert told.row.v["text_bn"] == "later"
