"""What left this device is told in plain words, and that nothing has, too."""

import examples as eg
from ui.harness import App

ROUTE = "/me/settings/sent"


async def test_nothing_has_left_a_device_without_a_server(tmp_path):
    desk = eg.desk_of(eg.NASRIN, tmp_path)
    async with App(eg.window(desk), route=ROUTE, locales=("bn",)) as app:
        assert "এই ডিভাইস থেকে কিছুই বাইরে যায়নি" in app.texts()


async def test_what_went_is_counted_by_day_and_kind(tmp_path):
    desk = eg.desk_of(eg.NASRIN, tmp_path)
    day = desk.clock() // 86_400_000
    told = {"kinds": {"dm": 2, "answer": 1}, "up": 1_840, "down": 312}
    desk.memory.set_note(f"traffic:{day % 31}", {"day": day, **told})
    desk.memory.set_note("exchange:0", {"n": 1, "at": desk.clock(), **told})
    async with App(eg.window(desk), route=ROUTE, locales=("en",)) as app:
        texts = " ".join(app.texts())
        assert "1 prompt or answer, 2 messages." in texts
        assert "1.8 kB sent, 312 bytes received." in texts
    async with App(eg.window(desk), route=ROUTE, locales=("bn",)) as app:
        texts = " ".join(app.texts())
        assert "২টি বার্তা।" in texts
        assert "." not in texts.replace("১.৮", "")
