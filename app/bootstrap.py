"""Joins the rooms for one device: its memory, its sync, and the windows opened on it.

The only file that knows them all. A process serves one data folder, and so one person, in however many
windows; each window has a session of its own.
"""

import asyncio
import contextlib
import datetime as dt
import secrets
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from gettext import NullTranslations
from pathlib import Path

import flet as ft

from app import config
from app.domain.errors import StoreTrouble
from app.i18n import catalogs
from app.i18n.catalogs import Translator
from app.i18n.formats import Formatter
from app.i18n.languages import LANGUAGES, Language, negotiate
from app.services.desk import Desk
from app.store.memory import Memory
from app.sync.engine import Engine
from app.ui import troubles
from app.ui.window import open_stuck_window, open_window


def now_ms() -> int:
    """This device's clock, in milliseconds since 1970."""
    return time.time_ns() // 1_000_000


@dataclass
class Device:
    """One device: opened or, when its memory cannot be opened, stuck with a trouble to tell."""

    data: Path
    clock: Callable[[], int] = now_ms
    trouble: StoreTrouble | None = None
    desk: Desk | None = None
    words: dict[Language, NullTranslations] = field(default_factory=dict)
    _syncing: asyncio.Task[None] | None = None

    def open(self) -> StoreTrouble | None:
        """Open what this device remembers and begin to sync; gives the trouble when that cannot be."""
        if not self.words:
            self.words = {lang: catalogs.load(lang, config.locales_folder()) for lang in LANGUAGES}
        if self.desk is None:
            self.trouble = None
            try:
                memory = Memory.open(self.data / "setu.db")
            except StoreTrouble as trouble:
                self.trouble = trouble
                return trouble
            self.desk = Desk(memory=memory, clock=self.clock)
            engine = Engine(memory, clock=self.clock, randomness=secrets.token_bytes)
            self._syncing = asyncio.get_running_loop().create_task(engine.run())
        return None

    def say(self, trouble: StoreTrouble, locale: str) -> str:
        """The trouble as a sentence for the terminal, in the language that its locale asks for."""
        lang = negotiate([locale])
        words = Translator(catalog=self.words[lang], formatter=Formatter(lang, zone=dt.UTC))
        return troubles.tell(trouble, words)

    async def close(self) -> None:
        """Stop syncing and let go of the store."""
        if self._syncing:
            self._syncing.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._syncing
        if self.desk:
            self.desk.memory.close()
        self._syncing = self.desk = None

    def window(self) -> Callable[[ft.Page], Awaitable[None]]:
        """What Flet calls for each window that opens."""

        async def main(page: ft.Page) -> None:
            trouble = self.open()
            if self.desk is not None:
                await open_window(page, self.desk, self.words, data=str(self.data))
            elif trouble is not None:
                await open_stuck_window(page, trouble, self.words, try_again=lambda: self._again(page))

        return main

    def _again(self, page: ft.Page) -> StoreTrouble | None:
        trouble = self.open()
        if self.desk is not None:
            page.run_task(open_window, page, self.desk, self.words, data=str(self.data))
        return trouble
