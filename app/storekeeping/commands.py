"""The door behind `setu store`: verify, backup, restore, salvage and stats."""

import argparse
import datetime as dt
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from app.domain.errors import StoreForeign, StoreSealed, StoreTrouble
from app.store.header import PLAIN, SEALED
from app.store.memory import SCHEMA
from app.store.seal import Seal, unlock
from app.storekeeping import keeping, survey
from app.storekeeping.survey import Report
from app.storekeeping.terminal import Terminal
from app.ui import troubles

WELL, DAMAGED, NOT_DONE, NO_KEY = 0, 1, 3, 4
"""Exit codes; 2 is argparse's own, for a command line that cannot be understood."""

_BEYOND_SAVING = {"store.beyond_saving", "store.lock_lost"}


def run(command: str, data: Path, options: argparse.Namespace) -> int:
    """Run one of the commands on the store in this folder; gives the exit code."""
    terminal = Terminal()
    words = terminal.words
    # The app locks the file itself, under whatever name it opens it; so must whoever replaces it.
    path = Path(os.path.realpath(data.expanduser() / "setu.db"))
    keeper = Keeper(terminal, path, options)
    try:
        return COMMANDS[command](keeper)
    except StoreTrouble as trouble:
        terminal.complain(troubles.tell(trouble, words))
        if isinstance(trouble, StoreSealed):
            return NO_KEY
        return DAMAGED if trouble.code in _BEYOND_SAVING else NOT_DONE
    except KeyboardInterrupt:
        terminal.complain(words.t("Stopped before it was done."))
        return NOT_DONE


class Keeper:
    """One command on one store, with all that it says."""

    def __init__(self, terminal: Terminal, path: Path, options: argparse.Namespace) -> None:
        self._terminal, self._words = terminal, terminal.words
        self._path = path
        self._options = options
        self._now = dt.datetime.now().astimezone()
        self._seals: dict[str, Seal | None] = {}

    # Commands

    def verify(self) -> int:
        """Say whether a file is whole, and where it is not."""
        path = self._chosen_file()
        report = self._terminal.watch(survey.inspect(path, self._unlock))
        self._say_verdict(path, report)
        if report.damage:
            self._say(self._words.t("To get out what is whole, close Setu and run: setu store salvage"))
        return DAMAGED if report.damage else WELL

    def stats(self) -> int:
        """Say what a file holds."""
        t, path = self._words.t, self._chosen_file()
        report = self._terminal.watch(survey.inspect(path, self._unlock))
        self._say_verdict(path, report)
        if report.header:
            self._say(t("Format: {n}", n=SEALED if report.header.lock else PLAIN))
            self._say(t("Schema: {n}", n=report.header.schema))
        if report.tables and not report.damage:
            waste = self._words.formatter.percent(1 - report.live / report.size)
            self._say(t("Overwritten, or not documents: {share} of the file", share=waste))
        match survey.hint_fits(path):
            case None:
                self._say(t("There is no hint for a quick start beside it."))
            case True:
                self._say(t("The hint for a quick start is there, and fits."))
            case False:
                self._say(t("The hint for a quick start does not fit, and will not be used."))
        return DAMAGED if report.damage else WELL

    def backup(self) -> int:
        """Copy the store to a file of its own."""
        to: Path = self._options.file or Path(f"setu-{self._now:%Y-%m-%d}.db")
        report = self._terminal.watch(keeping.backup(self._path, to.expanduser()))
        self._say(self._words.t("The back-up is here: {path}", path=str(to)))
        self._say_holdings(report)
        self._say_who_reads(report)
        return WELL

    def restore(self) -> int:
        """Put a back-up in the place of the store."""
        t, kept = self._words.t, self._kept_as("before-restore")
        question = t("Put this back-up in the place of what is here now, which is kept as {path}?", path=kept)

        def agree(report: Report) -> bool:
            self._say_holdings(report)
            return self._agreed(question)

        there_before = os.path.lexists(self._path)
        source: Path = self._options.file.expanduser()
        restored = self._terminal.watch(
            keeping.restore(source, self._path, kept=Path(kept), schema=SCHEMA, agree=agree)
        )
        if restored is None:
            return self._left_alone()
        self._say(t("The back-up is in place: {path}", path=str(self._path)))
        if there_before:
            self._say(t("What was here before is kept here: {path}", path=kept))
        return WELL

    def salvage(self) -> int:
        """Write what is whole in a damaged store to a new file in its place."""
        t, kept = self._words.t, self._kept_as("damaged")
        question = t(
            "Put a new file with all that is whole in its place, and keep this as {path}?", path=kept
        )

        def agree(report: Report) -> bool:
            self._say_verdict(self._path, report)
            return self._agreed(question)

        work = keeping.salvage(self._path, kept=Path(kept), schema=SCHEMA, agree=agree, key=self._unlock)
        found, saved = self._terminal.watch(work)
        if not found.damage:
            self._say_verdict(self._path, found)
            self._say(t("There is nothing to rescue. Nothing was changed."))
            return WELL
        if saved is None:
            return self._left_alone()
        self._say(t("Rescued: {path}", path=str(self._path)))
        self._say_holdings(saved)
        self._say(t("The damaged file is kept here: {path}", path=kept))
        self._say(
            t(
                "What was written in a damaged place is lost. What was changed or removed there is "
                "again as it was before: look through what matters to you."
            )
        )
        return WELL

    # What is said of a file

    def _say_verdict(self, path: Path, report: Report) -> None:
        t, tn = self._words.t, self._words.tn
        if report.damage:
            self._say(t("The file {path} is damaged.", path=str(path)))
        elif report.header is None:
            self._say(t("The file {path} holds nothing yet.", path=str(path)))
        else:
            self._say(t("The file {path} is whole.", path=str(path)))
        for hurt in report.damage:
            at, size = self._words.formatter.integer(hurt.start), self._size(hurt.size)
            if hurt.missing:
                self._say(
                    tn(
                        "Damaged from byte {at}: {size}, with {n} change",
                        "Damaged from byte {at}: {size}, with {n} changes",
                        hurt.missing,
                        at=at,
                        size=size,
                    )
                )
            else:
                self._say(t("Damaged from byte {at}: {size}", at=at, size=size))
        self._say(t("Size: {size}", size=self._size(report.size)))
        self._say_holdings(report)
        if report.torn:
            size = self._size(report.torn)
            self._say(t("Unfinished at the end: {size}", size=size))
            self._say(t("That is a write under way, or one that was cut short. It is no damage."))
        self._say_protection(report)

    def _say_holdings(self, report: Report) -> None:
        t = self._words.t
        self._say(t("Changes that are whole: {n}", n=report.transactions))
        for table, count in sorted((report.tables or {}).items()):
            self._say(t("Documents in {table}: {n}", table=table, n=count))

    def _say_protection(self, report: Report) -> None:
        t = self._words.t
        if report.header is None:
            return
        match _opened_by(report.header.lock):
            case None:
                self._say(t("This file is not protected: whoever opens it can read everything in it."))
                return
            case "passphrase":
                self._say(t("This file is protected by a passphrase."))
            case _:
                self._say(t("This file is protected by the keystore of a device."))
        if report.tables is not None:
            self._say(t("Every line was opened with the key."))
        elif not report.damage:
            self._say(t("Every line was checked, but not opened with the key."))

    def _say_who_reads(self, report: Report) -> None:
        t = self._words.t
        lock = report.header.lock if report.header else None
        if not lock:
            self._say(
                t("Whoever has this file can read everything in it. Keep it where you keep what is private.")
            )
        elif _opened_by(lock) == "passphrase":
            self._say(t("It opens only with the passphrase that the store has now."))
        else:
            self._say(t("Only the keystore of this device opens it. If this device is lost, nobody can."))

    def _size(self, size: int) -> str:
        """Exactly, where it is small; a size people know from their files, where it is not."""
        number = self._words.formatter.decimal
        if size < 10_000:
            return self._words.tn("{n} byte", "{n} bytes", size)
        if size < 10_000_000:
            return self._words.t("{n} kB", n=number(size / 1_000))
        return self._words.t("{n} MB", n=number(size / 1_000_000))

    def _left_alone(self) -> int:
        self._say(self._words.t("Nothing was changed."))
        return NOT_DONE

    def _say(self, sentence: str) -> None:
        self._terminal.say(sentence)

    def _agreed(self, question: str) -> bool:
        return bool(self._options.yes) or self._terminal.agrees(question)

    # Keys

    def _unlock(self, lock: Mapping[str, Any]) -> Seal | None:
        """The seal behind a lock, for which a passphrase is asked once; None where it does without."""
        known = str(lock)
        if known not in self._seals:
            self._seals[known] = self._seal_of(lock)
        return self._seals[known]

    def _seal_of(self, lock: Mapping[str, Any]) -> Seal | None:
        if _opened_by(lock) != "passphrase":
            try:
                return unlock(lock)
            except StoreSealed as trouble:
                if trouble.code == "store.keystore_lost":
                    raise
                return None
        passphrase = self._passphrase()
        return None if passphrase is None else unlock(lock, passphrase)

    def _passphrase(self) -> str | None:
        file: Path | None = self._options.passphrase_file
        return _first_line(file.expanduser()) if file else self._terminal.passphrase()

    # Files

    def _chosen_file(self) -> Path:
        file: Path | None = self._options.file
        return file.expanduser() if file else self._path

    def _kept_as(self, why: str) -> str:
        return f"{self._path}.{why}-{self._now:%Y%m%d-%H%M%S}"


COMMANDS: dict[str, Callable[[Keeper], int]] = {
    "verify": Keeper.verify,
    "backup": Keeper.backup,
    "restore": Keeper.restore,
    "salvage": Keeper.salvage,
    "stats": Keeper.stats,
}


def _opened_by(lock: object) -> object:
    """What a lock says it is opened by; anyone may have written it."""
    return lock.get("by") if isinstance(lock, Mapping) else None


def _first_line(file: Path) -> str:
    with survey.told_as(file, "store.unreadable"):
        try:
            line = file.read_bytes().partition(b"\n")[0]
        except FileNotFoundError:
            raise StoreForeign("store.missing", path=str(file)) from None
    return line.decode("utf-8-sig", "surrogateescape").rstrip("\r")
