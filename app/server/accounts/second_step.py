"""The second step of signing in: six digits from a phone that shares a secret with the server (RFC 6238).

The secret is kept as it is, for the server has to make the same digits of it. It is in this one table,
and nothing else is told of it than that it is there.
"""

from dataclasses import dataclass, field

import pyotp
from pyotp.utils import strings_equal

from app.i18n.digits import to_latin
from app.server.accounts.codes import digest
from app.server.database.engine import Connection
from app.server.database.ledger import Ledger
from app.server.troubles import Rejected

STEP_MS = 30_000
AROUND = 1
"""So many steps may the clock of a phone be early or late."""
FAR = 40
"""Steps, 20 minutes, in which a clock is looked for that is wrong; at set-up only, it would help guessing."""
SETTING_UP_MS = 30 * 60_000
"""A secret that is not confirmed for so long is not believed any more."""
_DIGITS = 6


@dataclass(frozen=True, slots=True)
class SecondStep:
    """The secret, since when digits are asked for (0: not yet), and the step last accepted and for whom."""

    secret: str = field(repr=False)
    made_at: int
    on_since: int
    last: int
    last_by: str


def find_step(connection: Connection, person: str, *, for_update: str = "") -> SecondStep | None:
    """What is kept of this person's second step, confirmed or not."""
    found = connection.execute(
        f"""SELECT secret, made_at, on_since, last_step, last_by FROM totp
        WHERE person_id = ?{for_update}""",  # noqa: S608 - a constant
        (person,),
    ).fetchone()
    return SecondStep(*found) if found else None


def has_two_steps(connection: Connection, person: str) -> bool:
    """Whether this person is asked for six digits when they sign in with a password."""
    sql = "SELECT 1 FROM totp WHERE person_id = ? AND on_since > 0"
    return connection.execute(sql, (person,)).fetchone() is not None


def new_secret(ledger: Ledger, person: str) -> str:
    """A fresh secret, told this once; one that was not confirmed is void."""
    secret = pyotp.random_base32()
    forget_step(ledger, person)
    ledger.connection.execute(
        "INSERT INTO totp (person_id, secret, made_at) VALUES (?, ?, ?)", (person, secret, ledger.now_ms)
    )
    return secret


def forget_step(ledger: Ledger, person: str) -> bool:
    """Nobody is asked for digits at this account any more; whether that is news."""
    on = has_two_steps(ledger.connection, person)
    ledger.connection.execute("DELETE FROM totp WHERE person_id = ?", (person,))
    return on


def turn_on(ledger: Ledger, person: str, step: int) -> None:
    """From now on; the step with which it was confirmed is used up."""
    ledger.connection.execute(
        "UPDATE totp SET on_since = ?, last_step = ? WHERE person_id = ?", (ledger.now_ms, step, person)
    )


def use(ledger: Ledger, person: str, typed: str, by: str) -> None:
    """Accept the digits of this moment, once; nothing is needed where there is no second step.

    `by` names the request: the very same one may come again after a lost reply. Raises 409 `totp.needed`,
    403 `totp.wrong` and `totp.used`.
    """
    known = find_step(ledger.connection, person, for_update=ledger.connection.for_update)
    if known is None or not known.on_since:
        return
    if not typed.strip():
        raise Rejected(409, "totp.needed")
    step = step_of(known.secret, typed, ledger.now_ms)
    if not step:
        raise Rejected(403, "totp.wrong")
    if (step, digest(by)) == (known.last, known.last_by):
        return
    if step <= known.last:
        raise Rejected(403, "totp.used")
    ledger.connection.execute(
        "UPDATE totp SET last_step = ?, last_by = ? WHERE person_id = ?", (step, digest(by), person)
    )


def step_of(secret: str, typed: str, now_ms: int, around: int = AROUND) -> int:
    """The latest step near now that has these digits, in either script; 0 when none has."""
    digits, here = to_latin("".join(typed.split())), now_ms // STEP_MS
    if len(digits) != _DIGITS or not digits.isascii():
        return 0
    made = pyotp.TOTP(secret)
    near = range(here - around, here + around + 1)
    return max([step for step in near if strings_equal(made.generate_otp(step), digits)], default=0)


def minutes_off(secret: str, typed: str, now_ms: int) -> int:
    """By how many minutes the clock that made these digits is wrong; 0 when no clock could have made them."""
    step = step_of(secret, typed, now_ms, FAR)
    return max(1, round(abs(step * STEP_MS - now_ms) / 60_000)) if step else 0


def address_of(secret: str, login: str) -> str:
    """The otpauth:// address from which an authenticator app learns the secret."""
    return pyotp.TOTP(secret).provisioning_uri(name=login, issuer_name="Setu")
