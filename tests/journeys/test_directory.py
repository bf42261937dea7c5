"""A directory that has outgrown the devices: people find each other at the server, and by what they found."""

from contextlib import asynccontextmanager
from pathlib import Path

import examples as eg
from journeys.devices import Device, devices, eventually

from app.bootstrap import now_ms
from app.domain.connection import Phase
from app.server.serving import running
from app.server.settings.settings import Settings
from app.services import asking, connecting, finding, introducing
from app.services.matching import Wanted


@asynccontextmanager
async def three_people(tmp_path: Path):
    """A server that lets one card lie on every device, and three people."""
    async with (
        running(tmp_path / "server", settings=Settings(directory_cards=1)) as server,
        devices(tmp_path, now_ms, "nasrin", "david", "rina") as everyone,
    ):
        for device, person in zip(everyone, (eg.NASRIN, eg.DAVID, eg.RINA), strict=True):
            introducing.introduce(device.desk, person)
            connecting.connect(device.desk, server.address, await server.invite())
            device.online()
            await eventually(lambda device=device: has_come(device))  # the last comes when it has outgrown
        await eventually(lambda: all(map(is_settled, everyone)))
        yield everyone


def has_come(device: Device) -> bool:
    standing = connecting.standing(device.desk)
    return standing.connection.phase is Phase.LIVE and not standing.waiting


def is_settled(device: Device) -> bool:
    return has_come(device) and finding.is_online(device.desk)


def here(device: Device, query: str) -> list[str]:
    return [person.name.en for person in finding.search(device.desk, query, Wanted(), lang="en")]


async def look_up(device: Device, query: str) -> list[str]:
    question = asking.ask(device.desk, "FindPeople", **finding.question(query, Wanted()))
    await eventually(lambda: asking.answer(device.desk, question))
    return here(device, query)


async def test_who_was_found_is_found_offline_and_after_a_restart_until_the_card_changes(tmp_path):
    async with three_people(tmp_path) as (_nasrin, david, rina):
        assert here(rina, "mentor") == []
        assert await look_up(rina, "mentor dhaka") == ["David Mitra"]
        await rina.offline()
        await rina.restart()
        assert here(rina, "ডেভিড") == ["David Mitra"]
        introducing.describe(david.desk, {"areas": ["burns"]})
        await eventually(lambda: is_settled(david))
        rina.online()
        await eventually(lambda: here(rina, "mentor") == [])
        assert await look_up(rina, "burns") == ["David Mitra"]


async def test_who_withdraws_their_card_disappears_from_every_device(tmp_path):
    async with three_people(tmp_path) as (nasrin, david, rina):
        for device in (david, rina):
            assert await look_up(device, "নাসরিন") == ["Nasrin Akter"]
        introducing.describe(nasrin.desk, {"listed": False})
        await eventually(lambda: here(david, "nasrin") == here(rina, "nasrin") == [])
        assert await look_up(david, "nasrin") == []


async def test_when_it_is_small_again_everybody_has_all_of_it(tmp_path):
    async with three_people(tmp_path) as (nasrin, david, rina):
        for device in (nasrin, david, rina):
            introducing.describe(device.desk, {"listed": False})
        await eventually(lambda: not finding.is_online(rina.desk))
        introducing.describe(nasrin.desk, {"listed": True})
        await eventually(lambda: here(rina, "nasrin") == here(david, "nasrin") == ["Nasrin Akter"])
