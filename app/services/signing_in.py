"""Signing in: making this device one of an account that is there already, by a password or a recovery code.

What is typed stays in memory until the server has answered. Whoever closes the app before that is asked
again; the note of the server says `signin.again` then.
"""

from dataclasses import asdict

from app.domain.addresses import tidy_address
from app.domain.connection import Secret, ServerNote
from app.domain.errors import Refused
from app.i18n.digits import to_latin
from app.services.connecting import fresh_token
from app.services.desk import Desk


def sign_in(desk: Desk, address: str, login: str, password: str) -> None:
    """Sign in with the account's name and password."""
    _begin(desk, "signin", address, login, password)


def recover(desk: Desk, address: str, login: str, code: str, password: str) -> None:
    """Sign in with a recovery code, which is used up; the password is the one from now on."""
    tidy_code = to_latin("".join(code.split()))
    if not tidy_code:
        raise Refused("recovery.empty")
    _begin(desk, "recover", address, login, password, tidy_code)


def _begin(desk: Desk, way: str, address: str, login: str, password: str, code: str = "") -> None:
    tidy, name = tidy_address(address), login.strip()
    if not name:
        raise Refused("login.empty")
    if not password:
        raise Refused("password.empty")
    note = ServerNote(address=tidy, device=desk.device, token=fresh_token(desk), way=way, login=name)
    desk.memory.set_sign("secret", Secret(token=note.token, password=password, code=code))
    desk.memory.set_note("server", asdict(note))
