"""What waits for a leader is told on both their devices, and gone from both once it is dealt with on one."""

import examples as eg
from journeys.devices import eventually
from journeys.test_requests import laptop_of
from journeys.test_two_people import two_people

from app.domain.ids import circle_scope, leaders_scope
from app.services import (
    administering,
    belonging,
    connecting,
    entering,
    introducing,
    overseeing,
    posting,
    reporting,
)


def counted(device):
    return [(duty.requests, duty.reports) for duty in overseeing.duties(device.desk)]


async def both(one, other, waiting):
    for device in (one, other):
        await eventually(lambda device=device: counted(device) == waiting)


async def test_what_is_dealt_with_on_the_laptop_waits_no_more_on_the_phone(tmp_path):
    async with two_people(tmp_path, "nasrins laptop", "rina") as (server, phone, david, (laptop, rina)):
        introducing.introduce(rina.desk, eg.RINA)
        connecting.connect(rina.desk, server.address, await server.invite())
        rina.online()
        fields = {"name_en": "Hands of Rajshahi", "name_bn": "রাজশাহীর হাত", "entry": "approval"}
        circle = belonging.found(phone.desk, fields).id
        await laptop_of(phone, laptop, server)
        for device in (david, rina):
            await eventually(lambda device=device: belonging.circle(device.desk, circle))
            belonging.join(device.desk, circle)
        await both(phone, laptop, [(2, 0)])
        assert overseeing.duties(david.desk) == []
        await laptop.offline()
        for device in (david, rina):
            entering.accept(laptop.desk, circle, device.desk.person)
        assert counted(laptop) == [], "here at once, though there is no signal"
        assert counted(phone) == [(2, 0)]
        laptop.online()
        await both(phone, laptop, [])

        await eventually(lambda: all(belonging.role_in(one.desk, circle) for one in (david, rina)))
        post = posting.post(david.desk, circle, "topic", "A remedy", "Three times as much.").id
        await eventually(lambda: rina.desk.memory.get(circle_scope(circle), "post", post))
        place = {"scope": circle_scope(circle), "kind": "post", "id": post}
        reporting.report(rina.desk, place, "harmful", "This is too much.", to="leaders")
        await both(phone, laptop, [(0, 1)])
        office = leaders_scope(circle)
        (report,) = administering.open_reports(phone.desk, office)
        administering.decide(phone.desk, report.id, "kept", "", office=office)
        assert counted(phone) == []
        await both(phone, laptop, [])
