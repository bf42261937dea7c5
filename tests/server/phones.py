"""What tests of two-step sign-in share: a phone that shows digits, and somebody who has set it up."""

import pyotp
from server.staffing import told
from server.visitor import PASSWORD, House, Visitor


class Phone:
    """An authenticator app, whose clock may be off by some seconds."""

    def __init__(self, house: House, secret: str, off: float = 0) -> None:
        self.secret = secret
        self._clock, self._app, self._off = house.clock, pyotp.TOTP(secret), off

    def __call__(self, later: float = 0) -> str:
        """The digits it shows, or will show in some seconds."""
        return self._app.at(int(self._clock() / 1000 + self._off + later))

    @property
    def wrong(self) -> str:
        """Six digits that it shows neither now nor soon."""
        shown = {self(step * 30) for step in range(-50, 50)}
        return next(f"{number:06}" for number in range(1000) if f"{number:06}" not in shown)


async def begin(who: Visitor) -> str:
    reply = await who.knock("/v1/totp/begin", password=PASSWORD)
    assert reply.status_code == 200, reply.text
    return str(reply.json()["secret"])


async def with_phone(
    house: House, login: str = "nasrin", **changes: bool
) -> tuple[Visitor, Phone, list[str]]:
    """Somebody who has set it up, their phone, and their recovery codes; the digits used for it are over."""
    someone, codes = await house.signed_in(login, **changes)
    phone = Phone(house, await begin(someone))
    reply = await someone.knock("/v1/totp/confirm", code=phone())
    assert reply.status_code == 200, reply.text
    house.clock.turn(minutes=2)
    return someone, phone, codes


async def enter(house: House, code: str = "", password: str = PASSWORD) -> tuple[int, str | None]:
    """What a new device hears that signs in."""
    return told(await house.stranger().sign_in("nasrin", password, code=code))


async def notices(someone: Visitor, what: str) -> list[dict[str, object]]:
    rows = [row.v for (_, kind, _), row in (await someone.rows()).items() if kind == "notice"]
    return [each for each in rows if each["what"] == what]
