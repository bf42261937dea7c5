"""Securing: what one's account is called, what it may do, and which devices it has."""

from dataclasses import dataclass

from app.services.desk import Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What the server says of this person's account. `role` is empty, moderator or admin."""

    login: str = ""
    role: str = ""
    credential: str = ""

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
    return Account(login=str(told.get("login", "")), role=role, credential=str(told.get("credential", "")))
