"""What a restored server agreed to anew is kept as long as anything else, however old it is."""

from sync.fakes import HANDS, Script, page, pulled, pushed

from app.sync import reoffering
from app.sync.pulling import pull_all
from app.sync.pushing import push_all


async def offered(device, epoch: str, *answers) -> list[str]:
    """The server tells another history; what it is offered then, and answers so."""
    pushes = [("push", pushed(*answers, epoch=epoch, now=device.clock()))] if len(device.memory.sent) else []
    server = Script(("pull", pulled(page(HANDS, to=9), epoch=epoch, now=device.clock())), *pushes)
    line = device.line(server)
    await pull_all(line)
    await push_all(line)
    assert not server.lines
    return [m["op"] for body in server.heard[1:] for m in body["mutations"]]


async def agreed(device) -> None:
    """Something is written and withdrawn; then the phone lies in a drawer."""
    post = device.post()
    device.write(HANDS, "post", post, "redact")
    await push_all(device.line(Script(("push", pushed()))))
    device.clock.turn(days=40)


def forget_old(device) -> None:
    reoffering.forget_old(device.memory, device.clock())


async def test_what_was_brought_back_late_is_brought_back_again_when_an_older_back_up_is_restored(device):
    await agreed(device)
    assert await offered(device, "e2") == ["create", "redact"]
    forget_old(device)
    assert await offered(device, "e3") == ["create", "redact"]


async def test_so_is_what_the_server_said_it_knew_for_the_yes_may_have_been_lost(device):
    await agreed(device)
    assert await offered(device, "e2", "dup", "dup") == ["create", "redact"]
    forget_old(device)
    assert await offered(device, "e3") == ["create", "redact"]


async def test_what_waits_for_another_device_to_bring_its_person_in_is_not_forgotten_meanwhile(device):
    await agreed(device)
    assert await offered(device, "e2", "ok", "circle.not_member") == ["create", "redact"]
    forget_old(device)
    assert [operation.op for _, operation in device.memory.sent.after(-1, 9)] == ["create", "redact"]


async def test_nothing_is_forgotten_that_is_still_to_be_offered(device):
    await agreed(device)
    await pull_all(device.line(Script(("pull", pulled(page(HANDS, to=9), epoch="e2")))))
    forget_old(device)
    assert len(device.memory.sent) == 2


async def test_it_is_forgotten_when_it_is_as_old_again(device):
    await agreed(device)
    await offered(device, "e2")
    device.clock.turn(days=15)
    forget_old(device)
    assert await offered(device, "e3") == []
