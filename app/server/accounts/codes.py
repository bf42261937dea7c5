"""Codes of letters and digits of Crockford's base 32, which survive being read aloud.

An invite has 12 of them (60 bits), for it is soon over. A recovery code has 16 (80 bits): it lies about for
years, and whoever got hold of a back-up could try all that are shorter against all that are in it.
"""

import hashlib
import secrets

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ_AS = str.maketrans({"I": "1", "L": "1", "O": "0", " ": None, "-": None})


INVITE, RECOVERY = 3, 4
"""Groups of four letters in either kind of code."""


def new_code(groups: int = INVITE) -> str:
    """A fresh code in so many groups of four."""
    return "-".join("".join(secrets.choice(_ALPHABET) for _ in range(4)) for _ in range(groups))


def read_code(typed: str) -> str:
    """What someone typed, as the code it stands for; empty when it can be no code."""
    code = typed.strip().upper().translate(_READ_AS)
    fits = len(code) in (4 * INVITE, 4 * RECOVERY) and set(code) <= set(_ALPHABET)
    return code if fits else ""


def kept_recovery(person: str, typed: str) -> str:
    """How a recovery code is kept: with its person's name, so that no guess is one at everybody's."""
    return digest(f"{person} {read_code(typed)}")


def digest(secret: str) -> str:
    """How codes and tokens are kept: only their SHA-256."""
    return hashlib.sha256(secret.encode()).hexdigest()
