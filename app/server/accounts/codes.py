"""Invite codes: 12 letters and digits of Crockford's base 32 (60 bits), which survive being read aloud."""

import hashlib
import secrets

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ_AS = str.maketrans({"I": "1", "L": "1", "O": "0", " ": None, "-": None})


def new_code() -> str:
    """A fresh code in three groups of four."""
    letters = "".join(secrets.choice(_ALPHABET) for _ in range(12))
    return "-".join((letters[:4], letters[4:8], letters[8:]))


def read_code(typed: str) -> str:
    """What someone typed, as the code it stands for; empty when it can be no code."""
    code = typed.strip().upper().translate(_READ_AS)
    return code if len(code) == 12 and set(code) <= set(_ALPHABET) else ""


def digest(secret: str) -> str:
    """How codes and tokens are kept: only their SHA-256."""
    return hashlib.sha256(secret.encode()).hexdigest()
