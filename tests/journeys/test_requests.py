"""Somebody whom one does not know asks to write: with two devices of hers, his, and a real server."""

import pytest
from journeys.devices import eventually, is_settled
from journeys.test_two_people import bodies, two_people

from app.domain.errors import Refused
from app.domain.records import Delivery
from app.services import connecting, introducing, messaging, talking


async def laptop_of(nasrin, laptop, server):
    """Another device becomes hers, too."""
    connecting.ask_for_invite(nasrin.desk, device=True)
    code = (await eventually(lambda: connecting.invite(nasrin.desk)))["code"]
    introducing.introduce(laptop.desk, {"name_en": "Nasrin", "discipline": "ot"})
    connecting.connect(laptop.desk, server.address, code)
    laptop.online()
    await eventually(lambda: laptop.desk.person == nasrin.desk.person and is_settled(laptop))


async def test_a_request_is_declined_on_one_device_gone_on_the_other_and_the_asker_never_learns(tmp_path):
    async with two_people(tmp_path, "nasrins laptop") as (server, nasrin, david, (laptop,)):
        await laptop_of(nasrin, laptop, server)
        her, him = nasrin.desk.person, david.desk.person
        messaging.send(david.desk, her, "May I write to you?")
        await eventually(lambda: messaging.count_requests(nasrin.desk) == 1)
        await eventually(lambda: messaging.count_requests(laptop.desk) == 1)
        assert messaging.count_unread(nasrin.desk) == 0
        before = talking.talk(david.desk, her)
        assert before.asking
        assert not before.may_write
        talking.decline(laptop.desk, him)
        await eventually(lambda: messaging.count_requests(nasrin.desk) == 0)
        await eventually(lambda: is_settled(david))
        assert talking.talk(david.desk, her) == before
        (line,) = messaging.conversations(david.desk)
        assert line.last.delivery is Delivery.DELIVERED
        with pytest.raises(Refused, match=r"dm\.waiting"):
            messaging.send(david.desk, her, "Hello?")
        talking.accept(nasrin.desk, him)
        await eventually(lambda: talking.talk(david.desk, her).may_write)
        messaging.send(david.desk, her, "Thank you")
        there = ["May I write to you?", "Thank you"]
        await eventually(lambda: bodies(messaging.messages(laptop.desk, him)) == there)
        assert [one.person.id for one in messaging.conversations(laptop.desk)] == [him]


async def test_two_strangers_who_write_to_each_other_while_offline_both_meant_it(tmp_path):
    async with two_people(tmp_path) as (_, nasrin, david, _):
        her, him = nasrin.desk.person, david.desk.person
        for device in (nasrin, david):
            await device.offline()
        messaging.send(nasrin.desk, him, "from her")
        messaging.send(david.desk, her, "from him")
        nasrin.online()
        david.online()
        await eventually(lambda: len(messaging.messages(nasrin.desk, him)) == 2)
        await eventually(lambda: len(messaging.messages(david.desk, her)) == 2)
        assert talking.talk(nasrin.desk, him).may_write
        assert talking.talk(david.desk, her).may_write
        assert messaging.requests(nasrin.desk) == messaging.requests(david.desk) == []


async def test_a_request_that_a_second_device_could_not_know_of_is_kept_with_its_reason(tmp_path):
    async with two_people(tmp_path, "nasrins laptop") as (server, nasrin, david, (laptop,)):
        await laptop_of(nasrin, laptop, server)
        him = david.desk.person
        await laptop.offline()
        messaging.send(nasrin.desk, him, "from the phone")
        await eventually(lambda: is_settled(nasrin))
        messaging.send(laptop.desk, him, "from the laptop")
        laptop.online()
        (refused,) = await eventually(lambda: connecting.refusals(laptop.desk))
        assert refused.why.code == "dm.waiting"
        assert bodies(messaging.messages(laptop.desk, him)) == ["from the phone", "from the laptop"]
        assert bodies(messaging.messages(david.desk, nasrin.desk.person)) == ["from the phone"]
