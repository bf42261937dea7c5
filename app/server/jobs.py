"""What a running server does by itself: back-ups, forgetting in time, asking what was planned, looking for a
confirmed restore."""

import asyncio
import time
from collections.abc import Awaitable, Callable

from app.server import maintenance
from app.server.backups.making import back_up
from app.server.backups.shelf import age_ms, clear
from app.server.collecting import collect
from app.server.home import Home
from app.server.logs import LOG
from app.server.planned import ask_planned
from app.server.settings.settings import Settings
from app.server.troubles import CannotServe

DAY_MS = 24 * 3600 * 1000
_HOUR_S = 3600.0
Work = Callable[[], Awaitable[None]]


class Jobs:
    """The regular work of one server, as tasks in its event loop."""

    def __init__(self, home: Home, settings: Settings) -> None:
        self._home = home
        self._settings = settings
        self._began = home.clock()
        self._tasks: list[asyncio.Task[None]] = []
        self._finished: dict[str, float] = {}
        self._tried_ms = 0

    def start(self) -> None:
        """Begin."""
        self._every(5.0, "maintenance", self.look_for_confirmation)
        self._every(_HOUR_S, "collecting", self.collect)
        self._every(10.0, "planned", self.ask_what_is_planned)
        if self._settings.backups:
            self._every(300.0, "backup", self.back_up_if_due)

    async def stop(self) -> None:
        """End; what is under way in a thread finishes by itself."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def look_for_confirmation(self) -> None:
        """After a restore, see whether somebody has said that all may write again."""
        if self._home.maintenance:
            if await asyncio.to_thread(maintenance.take_note, self._home.data):
                await self._home.write(maintenance.confirm)
            self._home.maintenance = await self._home.read(maintenance.waits)

    async def collect(self) -> None:
        """Forget what is old enough."""
        await collect(self._home, audit_days=self._settings.audit_days, pause=lambda: asyncio.sleep(0.01))

    async def ask_what_is_planned(self) -> None:
        """Ask the learning prompts whose time has come; after a restore not before somebody has looked."""
        await ask_planned(self._home)

    async def back_up_if_due(self) -> None:
        """A back-up once a day, and every hour another try while it does not succeed."""
        folder, now = self._settings.backups_folder, self._home.clock()
        age = age_ms(folder, now)
        if (age is not None and age < DAY_MS) or now - self._tried_ms < _HOUR_S * 1000:
            return
        self._tried_ms = now
        try:
            await asyncio.to_thread(self._back_up, now)
        except (CannotServe, OSError) as why:
            code = why.code if isinstance(why, CannotServe) else "backup.failed"
            LOG.error("no backup", extra={"code": code})

    def _back_up(self, now: int) -> None:
        chosen = self._settings
        folder = chosen.backups_folder
        made = back_up(self._home.data, None, folder, now_ms=now, key_file=chosen.backup_key_file)
        if made.damaged:
            LOG.error("damaged stores are in no backup", extra={"code": "backup.stores"})
        clear(folder, daily=chosen.backups_daily, weekly=chosen.backups_weekly)

    def complaint(self) -> str:
        """`backup` when the newest one is two days old, or there is none after two days."""
        if not self._settings.backups:
            return ""
        now = self._home.clock()
        age = age_ms(self._settings.backups_folder, now)
        return "backup" if min(now if age is None else age, now - self._began) > 2 * DAY_MS else ""

    def _every(self, seconds: float, name: str, work: Work) -> None:
        self._finished[name] = time.monotonic()
        self._home.metrics.watch(
            f"{name}_job_lag_seconds",
            "For how long this job has not come to its end.",
            lambda: time.monotonic() - self._finished[name],
        )
        self._tasks.append(asyncio.create_task(self._repeat(seconds, name, work), name=f"setu-{name}"))

    async def _repeat(self, seconds: float, name: str, work: Work) -> None:
        while True:
            try:
                await work()
                self._finished[name] = time.monotonic()
            except Exception:  # a job that failed is tried again, and must not take the others with it
                LOG.exception("job failed")
            await asyncio.sleep(seconds)
