"""A directory that the server searches: asking it while one types, and saying how that goes."""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import flet as ft

from app.domain.connection import Phase
from app.domain.directory import FOUND, LEAST
from app.domain.ids import is_uuid7
from app.i18n.catalogs import Translator
from app.services import connecting, finding
from app.services.desk import Desk
from app.services.matching import Wanted
from app.ui.acting import acts
from app.ui.components.asking import Asking, use_asking
from app.ui.components.cards import notice
from app.ui.components.letters import quiet, with_icon
from app.ui.hooks import use_box, use_state
from app.ui.state import Here, use_here, use_reading

PAUSE_SECONDS = 0.6
"""A pause this long in the typing, and the server is asked: it answers ten times a minute."""
SLOW = "slow.down"


@dataclass(frozen=True, slots=True)
class Directory:
    """How the latest search stands. `online` says that the server is searched at all."""

    asked: Asking
    online: bool
    connected: bool
    question: dict[str, Any]
    answered: bool
    again: Callable[[], None]

    @property
    def open(self) -> bool:
        """Whether somebody may still be found without another letter."""
        return self.online and self.connected and self._told is None

    @property
    def full(self) -> bool:
        """Whether there may be others whom the server did not tell."""
        return self._told is not None and len(self._told.cards) >= FOUND

    @property
    def _told(self) -> Any:
        """What the server answered to this very question."""
        return self.asked.told if self.question and self.answered else None

    @property
    def wait(self) -> int:
        """For how many seconds the server wants to be left alone."""
        answer = self.asked.answer if self.answered else None
        return max(1, int(answer.params.get("retry_after", 1))) if answer and answer.why == SLOW else 0


def use_directory(query: str, wanted: Wanted) -> Directory:
    """Ask a large directory for this after a pause in the typing, and again when it was too much at once."""
    here, asked, reach = use_here(), use_asking(), use_reading(_reach)
    online, connected = reach
    question = finding.question(query, wanted) if online else {}
    latest, put = use_state(dict[str, Any])
    turn, take_turn = use_state(int)

    async def ask() -> None:
        if connected and question:
            await asyncio.sleep(PAUSE_SECONDS)
            put(question)
            asked.ask("FindPeople", **question)

    async def guarded() -> None:  # an effect awaits only what is declared async
        await acts(here, ask)(None)

    ft.use_effect(guarded, [question, connected, turn], cleanup=lambda: None)
    answered = latest == question and asked.answer is not None
    stands = Directory(asked, online, connected, question, answered, lambda: take_turn(turn + 1))

    async def wait() -> None:
        if stands.wait:
            await asyncio.sleep(stands.wait)
            stands.again()

    ft.use_effect(wait, [asked.answer, answered], cleanup=lambda: None)
    return stands


def use_cards(people: Iterable[str]) -> None:
    """Let the cards come of those of whom only the id is known here, where the directory is asked online."""
    here, asked, tried = use_here(), use_asking(), use_box(set[str])
    wanted = tuple(dict.fromkeys(person for person in people if is_uuid7(person)))
    unknown = use_reading(lambda desk: [one for one in wanted if not finding.person(desk, one).name])
    reach = use_reading(_reach)

    def ask() -> None:
        new = [one for one in unknown if one not in tried.current and one != here.desk.person][:FOUND]
        if all(reach) and new:
            tried.current.update(new)
            asked.ask("FindPeople", among=new)

    ft.use_effect(ask, [unknown, reach])


def _reach(desk: Desk) -> tuple[bool, bool]:
    """Whether the directory is asked online, and whether the server can be reached."""
    return finding.is_online(desk), connecting.standing(desk).connection.phase is Phase.LIVE


def which(here: Here, stands: Directory, words: Translator) -> list[ft.Control]:
    """Which of the two kinds of directory this is; nothing where there is no server."""
    if connecting.server(here.desk) is None:
        return []
    if stands.online:
        said = words.t("The server searches the directory. People you found before are on this device, too.")
        return [with_icon(ft.Icons.CLOUD_OUTLINED, said)]
    said = words.t("The whole directory is on this device. You can search it offline, too.")
    return [with_icon(ft.Icons.OFFLINE_PIN_OUTLINED, said)]


def how_it_stands(here: Here, stands: Directory, words: Translator) -> list[ft.Control]:
    """What to do to find others, that one waits, or why nobody answered and the way on."""
    if not stands.online:
        return []
    if not stands.connected:
        return [_cut_off(here, words)]
    if not stands.question:
        return [quiet(words.t("Type {least} letters or more to search the whole directory.", least=LEAST))]
    if not stands.answered:
        return [ft.ProgressBar(semantics_label=words.t("Searching the directory…"))]
    if stands.wait:
        said = words.tn(
            "That was a lot at once. Setu searches again in {n} second.",
            "That was a lot at once. Setu searches again in {n} seconds.",
            stands.wait,
        )
        return [notice(ft.Icons.HOURGLASS_EMPTY, said)]
    if why := stands.asked.trouble(words):
        button = ft.TextButton(words.t("Try again"), on_click=acts(here, stands.again))
        return [notice(ft.Icons.ERROR_OUTLINE, why, button, trouble=True)]
    if stands.full:
        said = words.t(
            "The server tells {most} people at a time. Add a word or a filter to find others.", most=FOUND
        )
        return [quiet(said)]
    return []


def _cut_off(here: Here, words: Translator) -> ft.Control:
    button = ft.TextButton(words.t("Try again"), on_click=acts(here, lambda: connecting.try_again(here.desk)))
    said = words.t("Not connected. Setu searches among the people on this device.")
    return notice(ft.Icons.CLOUD_OFF_OUTLINED, said, button)
