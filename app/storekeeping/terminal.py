"""A terminal, in the language that it asks for: what is said, what is asked, how far the work is."""

import datetime as dt
import os
import sys
from collections.abc import Generator
from getpass import getpass
from typing import TypeVar, cast

from app import config
from app.i18n import catalogs
from app.i18n.catalogs import Translator
from app.i18n.formats import Formatter
from app.i18n.languages import negotiate

_YES = {"y", "yes", "হ্যাঁ"}

_Found = TypeVar("_Found")


class Terminal:
    """What is found goes to the standard output; troubles, questions and progress go beside it."""

    def __init__(self) -> None:
        asked = (os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
        lang = negotiate([next(filter(None, asked), "")])
        catalog = catalogs.load(lang, config.locales_folder())
        self.words = Translator(catalog=catalog, formatter=Formatter(lang, zone=dt.UTC))
        self._shown = ""

    def say(self, sentence: str) -> None:
        """Say what was asked for."""
        self._show("")
        print(_printable(sentence), flush=True)

    def complain(self, sentence: str) -> None:
        """Say what stands in the way."""
        self._show("")
        print(_printable(sentence), file=sys.stderr, flush=True)

    def agrees(self, question: str) -> bool:
        """Whether the person says yes; where nobody can be asked, nobody does."""
        if not sys.stdin.isatty():
            self.complain(self.words.t("Nobody can be asked here. With --yes it goes on without asking."))
            return False
        self._show("")
        print(_printable(question), "[y/N]", end=" ", file=sys.stderr, flush=True)
        return sys.stdin.readline().strip().lower() in _YES

    def passphrase(self) -> str | None:
        """What the person types unseen; None for nothing, or where nobody can be asked."""
        if not sys.stdin.isatty():
            return None
        self._show("")
        try:
            return getpass(self.words.t("Passphrase, or nothing to go on without it:") + " ") or None
        except EOFError:
            return None

    def watch(self, steps: Generator[float, None, _Found]) -> _Found:
        """Do the work to its end, showing how far it is."""
        try:
            while True:
                share = self.words.formatter.percent(next(steps))
                self._show(self.words.t("{share} done", share=share))
        except StopIteration as done:
            return cast(_Found, done.value)
        finally:
            steps.close()
            self._show("")

    def _show(self, progress: str) -> None:
        if progress != self._shown and sys.stderr.isatty():
            print(f"\r\033[K{progress}", end="", file=sys.stderr, flush=True)
            self._shown = progress


def _printable(sentence: str) -> str:
    """A name of a file may hold bytes that are no letters."""
    return sentence.encode("utf-8", "backslashreplace").decode()
