"""Somebody asks for a way back in another's name: their devices say so, and one of them stops it in time."""

import examples as eg
from journeys.devices import devices, eventually, is_settled
from journeys.test_looking_after import answer_to

from app.server.serving import running
from app.services import connecting, heeding, introducing

DAY_MS = 86_400_000


class Clock:
    """The time of day for the server and every device, which a test can turn."""

    def __init__(self):
        self.ahead = 0

    def __call__(self):
        return eg.MORNING + self.ahead


async def test_a_way_back_is_stopped_by_whose_it_is_and_opens_when_it_is_asked_for_again(tmp_path):
    clock = Clock()
    async with (
        running(tmp_path / "server", clock=clock) as server,
        devices(tmp_path, clock, "admin", "rina", "stranger") as (admin, rina, stranger),
    ):
        for device, person in ((admin, eg.NASRIN), (rina, eg.RINA)):
            introducing.introduce(device.desk, person)
            connecting.connect(device.desk, server.address, await server.invite(admin=device is admin))
            device.online()
            await eventually(lambda device=device: is_settled(device))

        first = await answer_to(admin, "ResetSignIn", person=rina.desk.person)
        (told,) = await eventually(lambda: heeding.unheeded(rina.desk, rina.desk.device))
        assert (told.by, told.since) == (admin.desk.person, clock() + DAY_MS)
        connecting.connect(stranger.desk, server.address, first.code)
        stranger.online()
        refused = await eventually(lambda: refusal(stranger))
        assert (refused.why, refused.params) == ("reset.early", {"since": told.since})
        await answer_to(rina, "StopReset", id=told.id)
        await eventually(lambda: heeding.notices(rina.desk)[0].ended == "stopped")

        clock.ahead = DAY_MS
        connecting.connect(stranger.desk, server.address, first.code)
        assert (await eventually(lambda: refusal(stranger, "invite.wrong"))).why == "invite.wrong"
        second = await answer_to(admin, "ResetSignIn", person=rina.desk.person)
        clock.ahead = 2 * DAY_MS
        connecting.connect(stranger.desk, server.address, second.code)
        await eventually(lambda: is_settled(stranger))
        assert stranger.desk.person == rina.desk.person
        used = await eventually(lambda: [n for n in heeding.notices(rina.desk) if n.ended == "used"])
        assert used[0].device == stranger.desk.device
        assert not [n for n in heeding.unheeded(stranger.desk, stranger.desk.device) if n.ended == "used"]


def refusal(device, why="reset.early"):
    server = connecting.server(device.desk)
    return server if server and server.state == "refused" and server.why == why else None
