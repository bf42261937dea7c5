"""Sealing at rest: without its key, a store on the disk holds nothing to read (optional: the extra `seal`).

One random key seals the whole store. The header of the file keeps that key, itself sealed by a passphrase or
by a second key in the system's keystore; this part of the header is the lock. Setu takes a new key with every
lock and writes the store anew, so that an old copy of the file helps nobody with what came after it.

`cryptography` and `keyring` are imported when they are needed: a browser has neither, and both load slowly.
"""

import secrets
from base64 import b64decode, b64encode
from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from app.domain.errors import StoreSealed

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

Lock = dict[str, str | int]
"""How the key of a store is found: flat, ready for JSON, and readable to all."""

LEAST_LETTERS = 8

COST = 2**17
"""What OWASP asks of scrypt at least: 128 MB and about a third of a second, for us as for every guess."""

_COST_LIMIT = 2**18
"""Anyone may have written a lock, and reading it must not take all the memory of this device."""

_KEY_BYTES = 32
_NONCE_BYTES = 12
_PURPOSE = b"setu-store-1"
_SERVICE = "setu"


class Seal:
    """AES-256-GCM under one key, whose random nonces are safe for 2**32 texts: more than people write."""

    def __init__(self, key: bytes) -> None:
        if not available():
            raise StoreSealed("store.no_cipher")
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        if len(key) != _KEY_BYTES:
            raise ValueError(f"a key has {_KEY_BYTES} bytes")
        self.key = key
        self._cipher = AESGCM(key)
        self._refusal = InvalidTag

    def close(self, plain: bytes) -> bytes:
        """A nonce, and the text sealed with it."""
        nonce = secrets.token_bytes(_NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, plain, _PURPOSE)

    def open(self, sealed: bytes) -> bytes:
        """What was sealed. Raises ValueError if that was by another key, or is damaged."""
        try:
            return self._cipher.decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], _PURPOSE)
        except self._refusal:
            raise ValueError("sealed by another key, or damaged") from None


def available() -> bool:
    """Whether `cryptography` is installed and loads on this device."""
    try:
        import cryptography.hazmat.primitives.ciphers.aead  # noqa: F401
    except ImportError:
        return False
    return True


def keystore_available() -> bool:
    """Whether this device has a keystore for us; asking never prompts."""
    return _keystore() is not None


def lock_with_passphrase(passphrase: str, *, cost: int = COST) -> tuple[Lock, Seal]:
    """A lock that this passphrase opens, for a new key. Raises `StoreSealed`."""
    if len(tidied(passphrase)) < LEAST_LETTERS:
        raise StoreSealed("store.passphrase_short", least=LEAST_LETTERS)
    seal = Seal(_new_key())
    salt = secrets.token_bytes(16)
    sealed = _text(Seal(_stretch(passphrase, salt, cost)).close(seal.key))
    lock: Lock = {"cipher": "aes-256-gcm", "by": "passphrase", "n": cost, "r": 8, "p": 1}
    return lock | {"salt": _text(salt), "key": sealed}, seal


def lock_with_keystore() -> tuple[Lock, Seal]:
    """A lock that this device's keystore opens, for a new key. Raises `StoreSealed`."""
    seal = Seal(_new_key())
    entry, opener = secrets.token_hex(8), _new_key()
    _keep(entry, opener)
    sealed = _text(Seal(opener).close(seal.key))
    lock: Lock = {"cipher": "aes-256-gcm", "by": "keystore", "entry": entry, "key": sealed}
    # A keystore may take a key and not keep it; better to learn that before anything is sealed.
    return lock, unlock(lock)


def unlock(lock: Mapping[str, Any], passphrase: str | None = None) -> Seal:
    """The seal behind a lock. Raises `StoreSealed`, or ValueError for a lock that is none of ours."""
    if not available():
        raise StoreSealed("store.no_cipher")
    match lock:
        case {
            "cipher": "aes-256-gcm",
            "by": "passphrase",
            "n": int(n),
            "r": 8,
            "p": 1,
            "salt": str(salt),
            "key": str(key),
        } if 1 < n <= _COST_LIMIT:
            if passphrase is None:
                raise StoreSealed("store.passphrase_needed")
            opener = _stretch(passphrase, b64decode(salt), n)
            wrong = StoreSealed("store.wrong_passphrase")
        case {"cipher": "aes-256-gcm", "by": "keystore", "entry": str(entry), "key": str(key)}:
            opener = _kept(entry)
            wrong = StoreSealed("store.keystore_lost")
        case _:
            raise ValueError("not a lock of ours")
    sealed = b64decode(key)
    try:
        return Seal(Seal(opener).open(sealed))
    except ValueError:
        raise wrong from None


def _new_key() -> bytes:
    return secrets.token_bytes(_KEY_BYTES)


def _text(data: bytes) -> str:
    return b64encode(data).decode()


def tidied(passphrase: str) -> str:
    """The passphrase in the one form that counts: keyboards differ in it, and add a space after a word."""
    return normalize("NFC", passphrase).strip()


def _stretch(passphrase: str, salt: bytes, cost: int) -> bytes:
    # Not hashlib's scrypt: not every Python has one, and this one is there wherever the cipher is.
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    # A careless keyboard may send half of a surrogate pair; it counts like any other letter.
    secret = tidied(passphrase).encode("utf-8", "surrogatepass")
    return Scrypt(salt=salt, length=_KEY_BYTES, n=cost, r=8, p=1).derive(secret)


def _keystore() -> "KeyringBackend | None":
    # What a backend raises when it is asked whether it works here is its own affair: then it does not.
    with suppress(Exception):
        import keyring

        chosen = keyring.get_keyring()
        # A chain of backends is as good as its first. Below 1 are plain files, and backends that do nothing.
        if getattr(chosen, "backends", [chosen])[0].priority >= 1:
            return chosen
    return None


def _keep(entry: str, opener: bytes) -> None:
    keystore = _keystore()
    if keystore is not None:
        with suppress(Exception):
            keystore.set_password(_SERVICE, entry, _text(opener))
            return
    # Raised out here without a cause: what a keystore raises may quote the key that it was given.
    raise StoreSealed("store.keystore_missing")


def _kept(entry: str) -> bytes:
    """The key that the keystore has under this name, empty (which opens nothing) if it has none."""
    keystore = _keystore()
    if keystore is None:
        raise StoreSealed("store.keystore_missing")
    try:
        return b64decode(keystore.get_password(_SERVICE, entry) or "")
    except ValueError:
        return b""
    except Exception as error:
        # Perhaps its owner left the keystore locked: that is no lost key.
        raise StoreSealed("store.keystore_missing") from error
