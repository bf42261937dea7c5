"""A device as bootstrap opens it, slowly if a test wants it, over a folder that may be locked."""

from collections.abc import AsyncIterator, Callable, Generator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import examples as eg
from ui.harness import App

from app.bootstrap import Device
from app.services import protecting
from app.services.searching import LEXICONS
from app.store.memory import Memory

PASSPHRASE = "a river with seven bridges"
SAID = {
    "en": {
        "opening": "Putting your records in order…",
        "locked": "Setu is locked",
        "passphrase": "Passphrase",
        "unlock": "Unlock",
        "wrong": "That is not the passphrase.",
        "home": "Home",
    },
    "bn": {
        "opening": "আপনার তথ্য গুছিয়ে নেওয়া হচ্ছে…",
        "locked": "সেতু লক করা আছে",
        "passphrase": "পাসফ্রেজ",
        "unlock": "আনলক করুন",
        "wrong": "এটি সঠিক পাসফ্রেজ নয়।",
        "home": "হোম",
    },
}


class Slow:
    """An opening that goes no further than it is let."""

    def __init__(self) -> None:
        self.share, self.may_end = 0.0, False

    def __call__(self, path: Path, *, passphrase: str | None = None) -> Generator[float, None, Memory]:
        while not self.may_end:
            yield self.share
        return (yield from Memory.opening(path, passphrase=passphrase, lexicons=LEXICONS))


@asynccontextmanager
async def device(folder: Path, **more: Any) -> AsyncIterator[Device]:
    opened = Device(data=folder, clock=eg.Clock(), **more)
    try:
        yield opened
    finally:
        await opened.close()


def known(folder: Path) -> None:
    """Nasrin has used Setu here before."""
    desk = eg.desk_of(eg.NASRIN, folder)
    desk.memory.set_note("queue", 7)
    desk.memory.close()


async def locked(folder: Path) -> None:
    """And protected it."""
    desk = eg.desk_of(eg.NASRIN, folder)
    await protecting.protect_with_passphrase(desk, PASSPHRASE, PASSPHRASE)
    desk.memory.close()


def shows(app: App, words: str) -> Callable[[], bool]:
    return lambda: any(words in text for text in app.texts())
