"""Two-step sign-in between real devices and a real server: set up on one, asked for on the next."""

import time

import examples as eg
import pyotp
from journeys.devices import devices, eventually, is_settled
from journeys.test_looking_after import answer_to

from app.bootstrap import now_ms
from app.server.serving import running
from app.services import connecting, introducing, securing, signing_in

PASSWORD = "three quiet herons"
SOON_S = 30
"""The digits of now set it up; those of the next half minute are good already."""


async def test_an_administrator_comes_to_a_second_device_with_the_digits_of_the_phone(tmp_path):
    async with (
        running(tmp_path / "server") as server,
        devices(tmp_path, now_ms, "computer", "tablet") as (computer, tablet),
    ):
        introducing.introduce(computer.desk, eg.NASRIN)
        connecting.connect(computer.desk, server.address, await server.invite(admin=True))
        computer.online()
        await eventually(lambda: is_settled(computer))
        await answer_to(computer, "SetPassword", login="nasrin", password=PASSWORD)
        phone = pyotp.TOTP((await answer_to(computer, "BeginTotp", password=PASSWORD)).secret)
        await answer_to(computer, "ConfirmTotp", code=phone.now())
        await eventually(lambda: securing.account(computer.desk).two_steps)

        signing_in.sign_in(tablet.desk, server.address, "nasrin", PASSWORD)
        tablet.online()
        await eventually(lambda: signing_in.waits_for_digits(tablet.desk))
        assert connecting.server(tablet.desk).why == "totp.needed"
        assert PASSWORD not in str(tablet.desk.memory.note("server"))
        signing_in.add_digits(tablet.desk, phone.at(time.time() - 600))
        await eventually(lambda: connecting.server(tablet.desk).why == "totp.wrong")
        signing_in.add_digits(tablet.desk, phone.at(time.time() + SOON_S))
        await eventually(lambda: is_settled(tablet))
        assert tablet.desk.person == computer.desk.person
        assert tablet.desk.memory.sign("secret") is None
