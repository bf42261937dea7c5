"""A large directory in a real browser, once in each language: searched at the server, then without signal."""

import examples as eg
import pytest
from journeys.browser import launch, opened
from journeys.devices import eventually
from journeys.reader import Reader
from journeys.server import served
from journeys.stage import LIVED
from journeys.test_directory import three_people

from app.domain.connection import Connection, Phase

pytestmark = pytest.mark.browser

STORY = {
    "en": {"typed": "নাসরিন", "found": "Nasrin Akter", "locale": "en-GB"},
    "bn": {"typed": "nasreen", "found": "নাসরিন আক্তার", "locale": "bn-BD"},
}


@pytest.mark.parametrize("lang", LIVED)
async def test_somebody_is_found_at_the_server_and_again_without_signal(tmp_path, lang):
    told = STORY[lang]
    async with (
        three_people(tmp_path) as (_nasrin, _david, rina),
        served(eg.window(rina.desk)) as url,
        launch() as browser,
        opened(browser, f"{url}/people", 360, 800, locale=told["locale"]) as screen,
    ):
        reader = Reader(screen, lang)
        await reader.is_told(
            "The server searches the directory. People you found before are on this device, too."
        )
        await reader.write("Name, place or practice area", told["typed"])
        await screen.sees(told["found"])
        await screen.screenshot(tmp_path / f"directory-{lang}.png")
        await rina.offline()
        rina.desk.memory.set_sign("sync", Connection(phase=Phase.OFFLINE))
        await reader.is_told("Not connected. Setu searches among the people on this device.")
        await screen.sees(told["found"])
        rina.online()
        await eventually(lambda: rina.desk.memory.sign("sync").phase is Phase.LIVE)
