"""Protecting: what opens the file on this device while Setu is closed, and changing that.

A change writes the whole file out anew beside the old one. Until that is done the old file is the one that
counts, so an app that closes meanwhile has lost nothing.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from app.domain.errors import Refused, StoreSealed
from app.services.desk import Desk
from app.services.tending import BREATH_SECONDS, closing
from app.store.seal import LEAST_LETTERS, tidied

Way = Literal["", "keystore", "passphrase"]
"""What opens the file: nothing that is secret, this device's own keystore, or what a person knows."""

_SIGN = "protecting"
_STEPS = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A change of the protection: to which way, and the share of the file that is written, 1 when done."""

    to: Way
    share: float = 0.0
    done: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Protection:
    """What opens the file now, and the change that is being made or has just been made."""

    by: Way
    change: Change | None = None

    @property
    def changing(self) -> bool:
        """Whether the file is being written out anew."""
        return self.change is not None and not self.change.done


def protection(desk: Desk) -> Protection:
    """How the data on this device is protected."""
    by = desk.memory.sealed_by
    way: Way = "passphrase" if by == "passphrase" else "keystore" if by else ""
    return Protection(by=way, change=desk.memory.sign(_SIGN))


def least_letters() -> int:
    """How many letters a passphrase has at least."""
    return LEAST_LETTERS


def hindrance(desk: Desk, way: Way) -> str:
    """The code of what is missing on this device for this way; empty when nothing is."""
    if way and desk.means.browser:
        return "protection.browser"
    if way and not desk.means.cipher():
        return "store.no_cipher"
    if way == "keystore" and not desk.means.keystore():
        return "store.keystore_missing"
    return ""


async def protect_with_passphrase(desk: Desk, passphrase: str, again: str) -> None:
    """Let only this passphrase open the file. Raises `Refused` or `StoreTrouble`; then all is as it was."""
    if len(tidied(passphrase)) < LEAST_LETTERS:
        raise StoreSealed("store.passphrase_short", least=LEAST_LETTERS)
    if tidied(passphrase) != tidied(again):
        raise Refused("passphrase.differs")
    await _change(desk, "passphrase", lambda: desk.memory.seal_with_passphrase(passphrase))


async def protect_with_keystore(desk: Desk) -> None:
    """Let only this device's keystore open the file. Raises `Refused` or `StoreTrouble`."""
    await _change(desk, "keystore", desk.memory.seal_with_keystore)


async def stop_protecting(desk: Desk) -> None:
    """Let whoever can read the files of this device open it. Raises `Refused` or `StoreTrouble`."""
    await _change(desk, "", desk.memory.unseal)


def take_note(desk: Desk) -> None:
    """The person has seen that the change is done."""
    if not protection(desk).changing:
        desk.memory.set_sign(_SIGN, None)


async def _change(desk: Desk, to: Way, begin: Callable[[], Iterator[float]]) -> None:
    if protection(desk).changing:
        raise Refused("protection.busy")
    desk.memory.set_sign(_SIGN, Change(to=to))
    await desk.tending.work(lambda: _told(desk, to, begin()), after=BREATH_SECONDS)


def _told(desk: Desk, to: Way, slices: Iterator[float]) -> Iterator[float]:
    """The slices of a change; a sign tells every window how far it is, and in the end whether it is done."""
    outcome: Change | None = None
    try:
        with closing(slices):
            for share in slices:
                # A big file is written in thousands of slices, and every window draws at each new share.
                desk.memory.set_sign(_SIGN, Change(to=to, share=int(share * _STEPS) / _STEPS))
                yield share
        outcome = Change(to=to, share=1.0, done=True)
    finally:
        desk.memory.set_sign(_SIGN, outcome)
