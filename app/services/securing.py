"""Securing: what one's account is called, what it may do, and which devices it has."""

from dataclasses import dataclass

from app.domain.errors import Refused
from app.i18n.digits import to_latin
from app.services.desk import Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What the server says of this person's account. `role` is empty, moderator or admin.

    `two_steps` says that signing in with the password needs digits of a phone, too.
    """

    login: str = ""
    role: str = ""
    credential: str = ""
    two_steps: bool = False

    @property
    def looks_after(self) -> bool:
        """Whether this person looks after the server or what was reported."""
        return self.role in ("moderator", "admin")

    @property
    def administers(self) -> bool:
        """Whether this person is an administrator."""
        return self.role == "admin"


def account(desk: Desk) -> Account:
    """One's own account, as far as this device has heard of it."""
    known = desk.memory.get(desk.own, "account", desk.person)
    told = known.values if known else {}
    role = str(told.get("role") or ("admin" if told.get("admin") else ""))
    return Account(
        login=str(told.get("login", "")),
        role=role,
        credential=str(told.get("credential", "")),
        two_steps=bool(told.get("two_steps")),
    )


def six_digits(typed: str) -> str:
    """The digits of an authenticator app, typed in either script. Raises Refused `totp.digits`."""
    digits = to_latin("".join(typed.split()))
    if not (len(digits) == 6 and digits.isascii() and digits.isdecimal()):
        raise Refused("totp.digits")
    return digits


def digits_or_code(typed: str) -> str:
    """Such digits, or a recovery code as it was typed. Raises Refused `totp.digits` for nothing."""
    tidy = to_latin("".join(typed.split()))
    if not tidy:
        raise Refused("totp.digits")
    return tidy
