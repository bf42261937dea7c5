"""How an account signs in: its name, the hash of its password, and its recovery codes."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from app.domain.errors import Refused
from app.domain.passwords import check_password
from app.server.accounts.codes import RECOVERY, kept_recovery, new_code
from app.server.database.engine import Connection
from app.server.database.ledger import Ledger
from app.server.troubles import Rejected

T = TypeVar("T")
CODES = 10


@dataclass(frozen=True, slots=True)
class Login:
    """An account as it was when somebody wanted to sign in."""

    person: str
    state: str
    login: str
    key: str
    password: str


_SELECT = "SELECT person_id, state, COALESCE(login, ''), COALESCE(login_key, ''), password FROM account"


def find_login(connection: Connection, key: str) -> Login | None:
    """The account with this name to sign in with."""
    found = connection.execute(f"{_SELECT} WHERE login_key = ?", (key,)).fetchone()
    return Login(*found) if found else None


def login_of(connection: Connection, person: str, *, for_update: str = "") -> Login:
    """How this person signs in; to be changed in this transaction when `for_update` is the connection's."""
    return Login(*connection.execute(f"{_SELECT} WHERE person_id = ?{for_update}", (person,)).fetchone())


def judged(check: Callable[[], T]) -> T:
    """What a rule of the domain says, as a whole request is turned down."""
    try:
        return check()
    except Refused as why:
        raise Rejected(400, why.code, **dict[str, Any](why.params)) from None


def require_password(password: str, own: Iterable[str]) -> None:
    """Turn down what may not be a password: 400 `password.short`, `.long` or `.common`."""
    judged(lambda: check_password(password, own))


def keep_password(ledger: Ledger, person: str, kept: str) -> None:
    """Write down the hash of the password from now on."""
    ledger.connection.execute("UPDATE account SET password = ? WHERE person_id = ?", (kept, person))


def forget_password(ledger: Ledger, person: str) -> None:
    """Nobody signs in by a password or a recovery code until the person has chosen another one."""
    keep_password(ledger, person, "")
    ledger.connection.execute("DELETE FROM recovery WHERE person_id = ?", (person,))


def new_codes(ledger: Ledger, person: str) -> list[str]:
    """Fresh recovery codes, told this once; those from before are void."""
    ledger.connection.execute("DELETE FROM recovery WHERE person_id = ?", (person,))
    codes = [new_code(RECOVERY) for _ in range(CODES)]
    for code in codes:
        ledger.connection.execute(
            "INSERT INTO recovery (hash, person_id, created_at) VALUES (?, ?, ?)",
            (kept_recovery(person, code), person, ledger.now_ms),
        )
    return codes
