"""A keystore in memory, in the place of the system's."""

from collections.abc import Iterator
from contextlib import contextmanager

import keyring
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked


class Keystore(KeyringBackend):
    """Never viable, so that keyring does not choose it where nobody set it; `broken` as when it is locked."""

    viable = False
    priority = 5

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}
        self.broken = False

    def get_password(self, service: str, username: str) -> str | None:
        if self.broken:
            raise KeyringLocked
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if self.broken:
            raise KeyringLocked
        self.kept[service, username] = password


@contextmanager
def in_place() -> Iterator[Keystore]:
    """This keystore is the device's, until the end."""
    before, keystore = keyring.get_keyring(), Keystore()
    keyring.set_keyring(keystore)
    try:
        yield keystore
    finally:
        keyring.set_keyring(before)
