"""What a restored server turns down because one is no member yet is offered once more when one is."""

from sync.fakes import HANDS, Script, page, pulled, pushed, row

from app.sync import reoffering
from app.sync.pulling import pull_all
from app.sync.pushing import push_all


def restored(*pages, **more):
    return pulled(*pages, epoch="e2", **more)


async def turned_down(device, code: str = "circle.not_member") -> None:
    """A device withdraws what another wrote, and the server that is restored takes it from nobody there."""
    await pull_all(device.line(Script(("pull", pulled(page(HANDS, row("post", "theirs", 7)))))))
    device.write(HANDS, "post", "theirs", "redact")
    await push_all(device.line(Script(("push", pushed()))))
    server = Script(
        ("pull", restored(gone=(HANDS,))),
        ("push", pushed(code, epoch="e2")),
        ("pull", restored(gone=(HANDS,))),
    )
    line = device.line(server)
    await pull_all(line)
    await push_all(line)
    await pull_all(line)
    assert not server.lines


async def once_more(device, *replies) -> list[str]:
    """The scope is there again; what is offered then."""
    server = Script(("pull", restored(page(HANDS, row("post", "theirs", 3)))), *replies)
    line = device.line(server)
    await pull_all(line)
    await push_all(line)
    assert not server.lines
    return [m["op"] for body in server.heard[1:] for m in body["mutations"]]


async def test_a_withdrawal_is_done_once_another_device_has_brought_its_person_in_again(device):
    await turned_down(device)
    assert await once_more(device, ("push", pushed(epoch="e2"))) == ["redact"]
    assert (len(device.memory.sent), reoffering.is_pending(device.memory)) == (1, False)


async def test_it_is_offered_again_only_once(device):
    await turned_down(device)
    no = ("push", pushed("circle.not_member", epoch="e2"))
    assert await once_more(device, no) == ["redact"]
    assert await once_more(device) == []


async def test_what_is_turned_down_for_another_reason_is_past_until_another_back_up_is_restored(device):
    await turned_down(device, "ref.missing")
    assert await once_more(device) == []
    assert [(record.id, operation.op) for record, operation in device.memory.sent.after(-1, 9)] == [
        ("theirs", "redact")
    ]


async def test_it_waits_on_the_disk(device):
    await turned_down(device)
    device.restart()
    assert await once_more(device, ("push", pushed(epoch="e2"))) == ["redact"]
