"""What stays of a circle that is not one's own any more."""

import pytest
from sync.fakes import HANDS, NASRIN, Script, pushed

from app.sync.parting import part
from app.sync.pushing import push_all


@pytest.mark.parametrize(
    ("done", "left"),
    [
        (["join"], []),
        (["join", "leave"], ["join", "leave"]),
        (["join", "leave", "join"], ["join", "leave"]),
    ],
)
async def test_who_was_removed_does_not_ask_to_be_back_but_who_left_goes_through_all_of_it(
    device, done, left
):
    for op in done:
        device.write(HANDS, "member", NASRIN, op, effect={"state": "out" if op == "leave" else "in"})
        await push_all(device.line(Script(("push", pushed()))))
    part(device.memory, HANDS)
    assert [operation.op for _, operation in device.memory.sent.after(-1, 9)] == left
