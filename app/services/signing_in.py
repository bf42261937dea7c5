"""Signing in: making this device one of an account that is there already, by a password or a recovery code.

What is typed stays in memory until the server has answered. Whoever closes the app before that is asked
again; the note of the server says `signin.again` then.
"""

from dataclasses import asdict, replace

from app.domain.addresses import tidy_address
from app.domain.connection import Secret, ServerNote, is_about_digits
from app.domain.errors import Refused
from app.i18n.digits import to_latin
from app.services.connecting import fresh_token, server
from app.services.desk import Desk
from app.services.securing import six_digits


def sign_in(desk: Desk, address: str, login: str, password: str) -> None:
    """Sign in with the account's name and password."""
    _begin(desk, "signin", address, login, password)


def recover(desk: Desk, address: str, login: str, code: str, password: str) -> None:
    """Sign in with a recovery code, which is used up; the password is the one from now on."""
    tidy_code = to_latin("".join(code.split()))
    if not tidy_code:
        raise Refused("recovery.empty")
    _begin(desk, "recover", address, login, password, tidy_code)


def waits_for_digits(desk: Desk) -> bool:
    """Whether the password was right, is still known, and the server wants the digits of a phone too."""
    note, secret = server(desk), desk.memory.sign("secret")
    known = isinstance(secret, Secret) and note is not None and secret.token == note.token
    return known and note is not None and note.state == "refused" and is_about_digits(note.why)


def add_digits(desk: Desk, typed: str) -> None:
    """Go on signing in with the digits that an authenticator app shows."""
    note, secret = server(desk), desk.memory.sign("secret")
    if note is None or not isinstance(secret, Secret):
        raise Refused("signin.again")
    desk.memory.set_sign("secret", replace(secret, code=six_digits(typed)))
    desk.memory.set_note("server", asdict(replace(note, state="joining", why="", params={})))


def start_over(desk: Desk) -> None:
    """Forget what was typed to sign in."""
    desk.memory.set_sign("secret", None)
    desk.memory.set_note("server", None)


def _begin(desk: Desk, way: str, address: str, login: str, password: str, code: str = "") -> None:
    tidy, name = tidy_address(address), login.strip()
    if not name:
        raise Refused("login.empty")
    if not password:
        raise Refused("password.empty")
    note = ServerNote(address=tidy, device=desk.device, token=fresh_token(desk), way=way, login=name)
    desk.memory.set_sign("secret", Secret(token=note.token, password=password, code=code))
    desk.memory.set_note("server", asdict(note))
