"""Joins the rooms for one device: its memory, its sync, and the windows opened on it.

The only file that knows them all. A process serves one data folder, and so one person, in however many
windows; each window has a session of its own.
"""

import asyncio
import contextlib
import datetime as dt
import logging
import secrets
import time
from collections.abc import Awaitable, Callable, Coroutine, Generator
from contextvars import Context
from dataclasses import dataclass, field, replace
from functools import partial
from gettext import NullTranslations
from pathlib import Path
from typing import Any, TypeVar, cast

import flet as ft

from app import config
from app.domain.errors import StoreBroken, StoreTrouble
from app.i18n import catalogs
from app.i18n.catalogs import Translator
from app.i18n.formats import Formatter
from app.i18n.languages import LANGUAGES, Language, negotiate
from app.i18n.pseudo import Pseudo
from app.services.desk import Desk
from app.services.searching import LEXICONS
from app.services.tending import BREATH_SECONDS, report
from app.store.memory import Memory
from app.sync.engine import Engine
from app.ui import troubles
from app.ui.threshold import STEPS, Stage, Threshold
from app.ui.window import open_waiting_window, open_window

T = TypeVar("T")
log = logging.getLogger(__name__)


def now_ms() -> int:
    """This device's clock, in milliseconds since 1970."""
    return time.time_ns() // 1_000_000


OPENS_WITHIN_SECONDS = 0.3
"""An opening that takes no longer is not worth a screen of its own."""

FIRST_SYNC_SECONDS = 10.0
READ_EVERY_SECONDS = 2.0
TIDY_EVERY_SECONDS, TIDY_AFTER_TROUBLE_SECONDS = 60.0, 3600.0


def catalogs_of(*, pseudo: bool = False) -> dict[Language, NullTranslations]:
    """The words of the interface in both languages; or marked, so that one sees what is not among them."""
    loaded = {lang: catalogs.load(lang, config.locales_folder()) for lang in LANGUAGES}
    return {lang: Pseudo(catalog) for lang, catalog in loaded.items()} if pseudo else loaded


Opening = Callable[..., Generator[float, None, Memory]]
open_memory: Opening = partial(Memory.opening, lexicons=LEXICONS)


@dataclass(eq=False)
class Device:
    """One device: being opened, open with a desk, or waiting at the threshold for what it needs.

    `settle` is for a device that lives on a server, where many do: it makes the store one of the account's.
    """

    data: Path
    clock: Callable[[], int] = now_ms
    opening: Opening = open_memory
    tell: Callable[[StoreTrouble], None] = lambda _trouble: None
    settle: Callable[[Memory], Awaitable[None]] | None = None
    desk: Desk | None = None
    words: dict[Language, NullTranslations] = field(default_factory=dict)
    _begun: asyncio.Task[StoreTrouble | None] | None = None
    _tasks: list[asyncio.Task[None]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.words = self.words or catalogs_of()
        self.threshold = Threshold(open=self.open)

    async def open(self, passphrase: str | None = None) -> StoreTrouble | None:
        """Open what this device remembers and begin to sync; gives the trouble when that cannot be.

        While it is being opened, whoever asks waits for the same opening.
        """
        return await asyncio.shield(self.begin(passphrase))

    def begin(self, passphrase: str | None = None) -> asyncio.Task[StoreTrouble | None]:
        """Begin to open it, unless that has begun or is done."""
        if self._begun is None or (self._begun.done() and self.desk is None):
            # What a device does belongs to no window, though a window may have asked for it.
            self._begun = self._run(self._open(passphrase))
        return self._begun

    def say(self, trouble: StoreTrouble, locale: str) -> str:
        """The trouble as a sentence for the terminal, in the language that its locale asks for."""
        lang = negotiate([locale])
        words = Translator(catalog=self.words[lang], formatter=Formatter(lang, zone=dt.UTC))
        return troubles.tell(trouble, words)

    async def close(self) -> None:
        """Stop syncing and let go of the store; what is being written anew is given up first."""
        begun = [self._begun] if self._begun else []
        for task in (tasks := [*begun, *self._tasks]):
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._tasks.clear()
        if self.desk:
            await self.desk.tending.stop()
            self.desk.memory.close()
        # Only now: a window that comes meanwhile must not try to open what is still being closed.
        self._begun = self.desk = None

    def window(self) -> Callable[..., Awaitable[None]]:
        """What Flet calls for each window that opens; a server adds which `browser` of the account it is."""

        async def main(page: ft.Page, browser: str = "") -> None:
            if not self.threshold.stage.sealed:  # another window may be asking for the passphrase just now
                await asyncio.wait([self.begin()], timeout=OPENS_WITHIN_SECONDS)
            await self._enter(page, browser=browser)

        return main

    async def _enter(self, page: ft.Page, wish: Language | None = None, *, browser: str = "") -> None:
        """Show the app in a window or, while that cannot be, the threshold."""
        if self.desk:
            try:
                where = "" if self.settle else str(self.data)
                hosted = self.settle is not None
                await open_window(
                    page, self.desk, self.words, data=where, hosted=hosted, browser=browser, wish=wish
                )
                return
            except StoreBroken as trouble:  # a quick opening has not read all; now the screen wanted to
                await self.close()
                self.threshold.tell(Stage(trouble=trouble))
                self.tell(trouble)
        await open_waiting_window(page, self.threshold, self.words, partial(self._enter, browser=browser))

    async def _open(self, passphrase: str | None) -> StoreTrouble | None:
        try:
            memory = await self._read(passphrase)
        except StoreTrouble as trouble:
            self.threshold.tell(Stage(trouble=trouble))
            if passphrase is None:
                self.tell(trouble)
            return trouble
        self.desk = desk = Desk(memory=memory, clock=self.clock)
        engine = Engine(memory, clock=self.clock, randomness=secrets.token_bytes)
        if self.settle:
            await self.settle(memory)
        self._tasks = [self._run(engine.run()), self._run(keep_tidy(desk)), self._run(keep_read(desk))]
        if self.settle:
            await _first_sync(memory)
        self.threshold.tell(Stage(done=True))
        return None

    async def _read(self, passphrase: str | None) -> Memory:
        """Open the memory in slices, between which every window lives."""
        stage = Stage(unlocking=passphrase is not None)
        self.threshold.tell(stage)
        await asyncio.sleep(BREATH_SECONDS if stage.unlocking else 0)
        with contextlib.closing(self.opening(self.data / "setu.db", passphrase=passphrase)) as slices:
            while True:
                try:
                    share = next(slices)
                except StopIteration as opened:
                    return cast(Memory, opened.value)
                self.threshold.tell(replace(stage, share=int(share * STEPS) / STEPS))
                await asyncio.sleep(0)

    def _run(self, work: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
        return asyncio.get_running_loop().create_task(work, context=Context())


async def _first_sync(memory: Memory) -> None:
    """Wait until it is known who this is, rather than ask somebody the server has known for years."""
    known = asyncio.Event()

    def look(_news: frozenset[str]) -> None:
        if memory.note("last_sync"):
            known.set()

    stop = memory.subscribe(look)
    look(frozenset())
    try:
        async with asyncio.timeout(FIRST_SYNC_SECONDS):
            await known.wait()
    except TimeoutError:
        log.warning("the first sync of a new store takes long")
    finally:
        stop()


async def keep_tidy(
    desk: Desk, *, every: float = TIDY_EVERY_SECONDS, after_trouble: float = TIDY_AFTER_TROUBLE_SECONDS
) -> None:
    """Do now and then, in slices, what the file needs; a full disk may have room again much later."""
    pause = every
    while True:
        await asyncio.sleep(pause)
        pause = every
        try:
            await desk.tending.work(desk.memory.tidy)
        except StoreTrouble as trouble:
            log.warning("the file could not be tidied: %s", trouble.code)
            if trouble.code == "store.broken":
                report(desk, trouble)
            pause = after_trouble


async def keep_read(desk: Desk, *, every: float = READ_EVERY_SECONDS) -> None:
    """Read what was put for its words, in slices, when no more of it has come for a while."""
    unread = 0
    while True:
        await asyncio.sleep(every)
        before, unread = unread, desk.memory.count_unread()
        if not unread or unread > before:
            continue
        try:
            await desk.tending.work(desk.memory.read_words)
            unread = 0
        except StoreTrouble as trouble:
            log.warning("not everything could be read for its words: %s", trouble.code)
            if trouble.code == "store.broken":
                report(desk, trouble)
