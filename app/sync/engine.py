"""The sync engine: keeps one device and its server in agreement, and talks to nobody but the store.

    joining    an invite becomes an account         adopting   … or a further device of one
    listening  the live channel says who has news   pulling    what is new comes in
    pushing    what was done here goes out          answers    what became of it
    reissuing  ids of a wrong clock are made anew, wherever they were written (store/rename)
    histories  a server restored from a back-up     reoffering … is told again what it lost
    parting    what is no longer one's own goes     purging    … and all of it, on a lost device
    leisure    older writing, when it is quiet      backfill   … a page at a time
    checking   sums over what both ends have        restarting a store that was put back
    rotating   the token is replaced                asking     questions somebody waits for
    consulting a directory that is asked online
    metering   what left this device                progress   how much is here

Services write the note `server` and records, and the signs `ask`, `secret`, `look` and `wake`; the engine
answers in records, in the notes `server`, `person`, `cursors`, `windows` and `last_sync`, and in the signs
`sync`, `renamed` and `answer:<id>`.
"""

import asyncio
import logging
from contextlib import suppress
from dataclasses import replace

import httpx

from app.domain.connection import Connection, Phase, ServerNote
from app.domain.errors import Misunderstood, SetuError, StoreTrouble, Unreachable, Unwelcome
from app.domain.ids import NewId, uuid7
from app.store.memory import Memory
from app.sync import histories, reoffering
from app.sync.asking import answer_questions
from app.sync.backoff import Backoff, Randomness
from app.sync.client import Client
from app.sync.failures import BEHIND, UPGRADE
from app.sync.joining import join
from app.sync.leisure import Leisure
from app.sync.line import Clock, Line, read_server, write_server
from app.sync.listening import Ears, listen
from app.sync.metering import Meter
from app.sync.progress import Progress
from app.sync.pulling import pull_all, take_news
from app.sync.purging import REVOKED, purge
from app.sync.pushing import push_all
from app.sync.restarting import see_to_restored
from app.sync.rotating import Tokens, settled
from app.sync.skew import Skew
from app.sync.together import first_of

log = logging.getLogger(__name__)

HELLO_S = 5.0
"""Waiting longer for the live channel would keep a person from their messages."""
SAFETY_S = 300.0
"""A pull this often even if nothing was heard, and a try this often where the server said no."""


class Engine:
    """One device's syncing. `run` it for as long as the app is open."""

    def __init__(
        self,
        memory: Memory,
        *,
        clock: Clock,
        randomness: Randomness,
        new_id: NewId | None = None,
        transport: httpx.AsyncBaseTransport | None = None,
        backoff: Backoff | None = None,
    ) -> None:
        self._memory = memory
        self._clock = clock
        self._randomness = randomness
        self._new_id = new_id or (lambda: uuid7(clock(), randomness(10)))
        self._transport = transport
        self._backoff = backoff or Backoff(randomness)
        self._puzzled = self._backoff.another()
        self._skew = Skew()
        self._renamed: dict[str, str] = {}
        self._ears: Ears | None = None
        self._at_work: tuple[str, ...] = ()
        self._renoted = asyncio.Event()
        self._called = asyncio.Event()
        self._stirred = asyncio.Event()
        self._asked = asyncio.Event()
        self._tokens = Tokens()
        self._meter = Meter()
        self._progress = Progress()
        self._progress.tell = self._tell_progress

    async def run(self) -> None:
        """Keep the device and its server in agreement until cancelled."""
        stop = self._memory.subscribe(self._hear)
        try:
            with suppress(StoreTrouble):  # a full disk: the mark stays, for another time
                see_to_restored(self._memory)
            await first_of(
                self._follow_note(), answer_questions(self._memory, self._asked, self._client_for_questions)
            )
        finally:
            stop()

    async def _follow_note(self) -> None:
        while True:
            self._renoted.clear()
            note = read_server(self._memory)
            self._at_work = _key(note)
            await first_of(self._serve(note), self._renoted.wait())

    # What wakes it

    def _hear(self, news: frozenset[str]) -> None:
        if "note:server" in news:
            same = _key(read_server(self._memory)) == self._at_work
            (self._called if same else self._renoted).set()
        if "sign:wake" in news:
            self._called.set()
            if self._ears:
                self._ears.doubt()
        if "sign:ask" in news:
            self._asked.set()
        if any(name.startswith("kind:") for name in news) and self._memory.count_waiting():
            self._stirred.set()

    # One server note, from its being written to its being replaced

    async def _serve(self, note: ServerNote | None) -> None:
        if note and note.state in {"joining", "joined"}:
            await self._keep_trying(note)
        elif note:
            await self._rest(Phase.REFUSED, Unwelcome(note.why, **dict(note.params)))
        else:
            await self._rest(Phase.OFF, None)

    async def _rest(self, phase: Phase, why: SetuError | None) -> None:
        self._show(phase, why)
        await asyncio.Event().wait()

    async def _keep_trying(self, note: ServerNote) -> None:
        self._backoff.reset()
        while True:
            note = read_server(self._memory) or note  # it may have another token or history by now
            try:
                await (self._join(note) if note.state == "joining" else self._stay_connected(note))
                return
            except SetuError as why:
                note = read_server(self._memory) or note
                if self._tokens.fall_back(note, why):
                    continue
                self._meet(note, why)
                wait = int(why.params.get("retry_after", 0))
            except Exception as surprise:  # the outermost line: tell what kind, never what it was about
                log.error("sync met an unexpected %s", type(surprise).__name__)
                self._show(Phase.OFFLINE)
                wait = 0
            await self._pause(wait)

    def _meet(self, note: ServerNote, why: SetuError) -> None:
        """Show a trouble, and do what can be done about it."""
        restored = isinstance(why, Unwelcome) and why.code == histories.CODE
        outdated = isinstance(why, Misunderstood) and why.code in (UPGRADE, BEHIND)
        if outdated or (isinstance(why, Unwelcome) and not restored):
            phase = Phase.REFUSED
        else:
            phase = Phase.JOINING if note.state == "joining" and not restored else Phase.OFFLINE
        self._show(phase, why)
        with suppress(StoreTrouble):  # a full disk: the next try meets the same, and writes it down then
            if restored:
                histories.begin_history(self._memory, str(why.params.get("epoch", "")))
            elif isinstance(why, Unwelcome) and why.code == REVOKED and note.state == "joined":
                purge(self._memory, note, why)

    async def _pause(self, wait: int) -> None:
        """Wait for the next try, or for somebody who wants it now."""
        if self._phase is Phase.REFUSED:
            wait = max(wait, int(SAFETY_S))
        self._called.clear()
        await first_of(self._backoff.pause(wait), self._called.wait())
        if self._called.is_set():
            self._backoff.reset()

    async def _join(self, note: ServerNote) -> None:
        if self._phase is not Phase.JOINING:
            self._show(Phase.JOINING)
        async with self._client(note) as client:
            await join(self._line(note, client))

    async def _stay_connected(self, note: ServerNote) -> None:
        self._show(Phase.CONNECTING)
        async with self._client(note) as client:
            line = self._line(note, client)
            self._ears = self._open_ears(line)
            listening = listen(client, self._ears, self._backoff.another())
            await first_of(self._agree(line, self._ears), listening)

    def _open_ears(self, line: Line) -> Ears:
        ears = Ears(self._memory, self._stirred.set, lambda page: take_news(line, page))
        if self._ears:
            ears.silent = self._ears.silent
        return ears

    # The rounds of one connection

    async def _agree(self, line: Line, ears: Ears) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(0 if ears.deaf else HELLO_S):
                await ears.settled.wait()
        leisure = Leisure(line, ears, self._backoff.another())
        while not leisure.renewed:
            self._stirred.clear()
            await self._round(line, ears)
            self._backoff.reset()
            self._settle(line)
            self._show(Phase.LIVE)
            try:
                async with asyncio.timeout(SAFETY_S):
                    await first_of(self._stirred.wait(), leisure.spend())
            except TimeoutError:
                ears.doubt()
        self._tokens.trust()

    async def _round(self, line: Line, ears: Ears) -> None:
        if ears.is_behind():
            self._show(self._phase, syncing=True)
            ears.start_over()
            await pull_all(line)
        if line.memory.count_waiting() or reoffering.is_pending(line.memory):
            self._show(self._phase, syncing=True)
            if await self._push(line):
                ears.start_over()
                await pull_all(line)

    async def _push(self, line: Line) -> bool:
        """Push; where the server tells another history, a pull finds out whether it is a related one."""
        try:
            return await push_all(line)
        except Unwelcome as why:
            if why.code != histories.CODE:
                raise
            await self._puzzled.pause()  # two servers behind one name tell two histories by turns
            self._stirred.set()
            return True

    def _settle(self, line: Line) -> None:
        """The next token was used and taken: it is the token from now on, and this the same connection."""
        note = settled(line)
        if note is not None:
            self._at_work, line.note = _key(note), note
            write_server(self._memory, note)
            self._tokens.trust()

    # Small things

    def _client(self, note: ServerNote) -> Client:
        return Client(note.address, self._tokens.choose(note), transport=self._transport, meter=self._meter)

    def _client_for_questions(self) -> Client:
        note = read_server(self._memory)
        if note is None or note.state != "joined":
            raise Unreachable("server.none")
        return self._client(note)

    def _line(self, note: ServerNote, client: Client) -> Line:
        return Line(
            memory=self._memory,
            note=note,
            client=client,
            clock=self._clock,
            new_id=self._new_id,
            randomness=self._randomness,
            skew=self._skew,
            renamed=self._renamed,
            progress=self._progress,
        )

    @property
    def _phase(self) -> Phase:
        return self._memory.sign("sync", Connection()).phase  # type: ignore[no-any-return]

    def _show(self, phase: Phase, why: SetuError | None = None, *, syncing: bool = False) -> None:
        told = Connection(
            phase=phase,
            why=why.code if why else "",
            params=dict(why.params) if why else {},
            ahead_ms=round(self._skew.ahead_ms, -3),
            syncing=syncing,
            share=self._progress.share if phase in (Phase.CONNECTING, Phase.LIVE) else None,
        )
        self._memory.set_sign("sync", told)

    def _tell_progress(self) -> None:
        shown: Connection = self._memory.sign("sync", Connection())
        if shown.phase in (Phase.CONNECTING, Phase.LIVE):
            self._memory.set_sign("sync", replace(shown, share=self._progress.share))


def _key(note: ServerNote | None) -> tuple[str, ...]:
    """What makes it another connection when it changes."""
    return (note.address, note.device, note.token, note.code, note.state) if note else ()
