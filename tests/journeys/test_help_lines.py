"""Numbers of help: listed by whoever runs a server, there without signal on a phone that was told of them."""

from pathlib import Path

import examples as eg
from journeys.devices import devices, eventually
from server.test_signposts import LINE

from app.bootstrap import now_ms
from app.server.serving import running
from app.server.settings.settings import Settings
from app.services import connecting, guarding, introducing, signposting


async def test_they_are_there_offline_and_after_a_restart_and_the_guard_lets_them_be(tmp_path: Path) -> None:
    async with (
        running(tmp_path / "server", settings=Settings(help_lines=(LINE,))) as server,
        devices(tmp_path, now_ms, "nasrin") as (nasrin,),
    ):
        introducing.introduce(nasrin.desk, eg.NASRIN)
        assert signposting.help_lines(nasrin.desk) == ()
        connecting.connect(nasrin.desk, server.address, await server.invite())
        nasrin.online()
        await eventually(lambda: signposting.help_lines(nasrin.desk) == (LINE,))
        await nasrin.offline()
        await nasrin.restart()
        assert signposting.help_lines(nasrin.desk) == (LINE,)
        public = signposting.public_numbers(nasrin.desk)
        assert guarding.doubts("Call +880 1700 000000", public) == ()
        assert guarding.doubts("Call +880 1700 000001", public)
