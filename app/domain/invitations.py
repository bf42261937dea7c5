"""Invitations into a circle: a text that one gives on, and what the server keeps of it.

It names the circle and holds a secret of 80 bits, in digits and letters of Crockford's base 32, which survive
being read aloud. The server keeps only the SHA-256 of the secret.
"""

import hashlib
import re
import uuid
from dataclasses import dataclass

from app.domain.records import Delivery, Reason, Record

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SECRET_BYTES = 10
LETTERS = 42
"""How many letters an invitation has: 16 bytes of the circle's id and 10 of the secret."""
MOST = 20
"""Invitations that a circle may have at a time."""
MOST_USES = 100
LONGEST_DAYS = 90
_IN_A_MESSAGE = re.compile(r"(?<![0-9A-Za-z-])[0-9A-Za-z]{6}(?:-[0-9A-Za-z]{6}){6}(?![0-9A-Za-z-])")
_READ_AS = str.maketrans({"I": "1", "L": "1", "O": "0", "-": None, " ": None, "\n": None})


def invitation(circle: str, secret: bytes) -> str:
    """The text of an invitation into this circle, in groups of six."""
    number = int.from_bytes(uuid.UUID(circle).bytes + secret[:SECRET_BYTES])
    letters = "".join(ALPHABET[number >> 5 * place & 31] for place in reversed(range(LETTERS)))
    return "-".join(letters[at : at + 6] for at in range(0, LETTERS, 6))


def read_invitation(text: str) -> tuple[str, str]:
    """The circle and the secret that a text stands for, or a message around it; both empty when it can be no
    invitation."""
    found = _IN_A_MESSAGE.search(text)
    letters = (found[0] if found else text).strip().upper().translate(_READ_AS)
    if len(letters) != LETTERS or not set(letters) <= set(ALPHABET):
        return "", ""
    number = 0
    for letter in letters:
        number = number << 5 | ALPHABET.index(letter)
    if number >> 8 * (16 + SECRET_BYTES):
        return "", ""
    whole = number.to_bytes(16 + SECRET_BYTES)
    return str(uuid.UUID(bytes=whole[:16])), whole[16:].hex()


def kept(secret: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """One that was made for a circle: until when and how often it lets somebody in, and how often it did.
    `text` is there only on the device on which it was made."""

    id: str
    until: int
    uses: int
    used: int = 0
    text: str = ""
    delivery: Delivery = Delivery.DELIVERED
    why: Reason | None = None

    @classmethod
    def of(cls, record: Record, text: str = "") -> "Invitation":
        """The invitation that a `ticket` record tells of."""
        told = {name: int(record.values.get(name, 0)) for name in ("until", "uses", "used")}
        return cls(id=record.id, text=text, delivery=record.delivery, why=record.why, **told)

    def works(self, now: int) -> bool:
        """Whether it still lets somebody in."""
        return now < self.until and self.used < self.uses
