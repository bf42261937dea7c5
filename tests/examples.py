"""Ready-made examples for tests: a clock one can turn, a desk in a folder, people and what they say."""

import random
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import flet as ft

from app import config
from app.i18n import catalogs
from app.i18n.languages import LANGUAGES
from app.services import introducing
from app.services.desk import Desk
from app.store.memory import Memory
from app.ui.window import open_window

MORNING = 1_795_000_000_000
"""18 November 2026, 11:06 UTC: the time at which stories in tests begin."""

NASRIN = {
    "name_en": "Nasrin Akter",
    "name_bn": "নাসরিন আক্তার",
    "discipline": "ot",
    "roles": ["practitioner"],
    "areas": ["hand"],
    "district": "rajshahi",
    "tongues": ["bn", "en"],
    "ask": "স্প্লিন্ট তৈরি",
}
DAVID = {
    "name_en": "David Mitra",
    "discipline": "physio",
    "roles": ["practitioner", "mentor"],
    "areas": ["neuro"],
    "district": "dhaka",
    "tongues": ["en"],
}


class Clock:
    """A clock that stands still until it is turned."""

    def __init__(self, now: int = MORNING) -> None:
        self.now = now

    def __call__(self) -> int:
        return self.now

    def turn(self, *, seconds: float = 0, hours: float = 0, days: float = 0) -> None:
        self.now += int((seconds + 3600 * hours + 86_400 * days) * 1000)


def randomness(seed: int = 1) -> Callable[[int], bytes]:
    """Bytes that look random and are the same in every run."""
    return random.Random(seed).randbytes


_seeds: Iterator[int] = iter(range(1, 10**9))


def desk(folder: Path, *, clock: Callable[[], int] | None = None, seed: int | None = None) -> Desk:
    """A desk in this folder; nobody has introduced themselves yet."""
    folder.mkdir(parents=True, exist_ok=True)
    memory = Memory.open(folder / "setu.db")
    return Desk(memory=memory, clock=clock or Clock(), randomness=randomness(seed or next(_seeds)))


def desk_of(person: dict[str, Any], folder: Path, *, clock: Callable[[], int] | None = None) -> Desk:
    """The desk of somebody who has introduced themselves."""
    opened = desk(folder, clock=clock)
    introducing.introduce(opened, person)
    return opened


def window(desk: Desk) -> Callable[[ft.Page], Awaitable[None]]:
    """What the harness opens to see this desk's app."""
    words = {lang: catalogs.load(lang, config.locales_folder()) for lang in LANGUAGES}

    async def main(page: ft.Page) -> None:
        await open_window(page, desk, words, data="/data/setu")

    return main
