"""What a screen reader says of itself: that somebody wrote, or that something could not be sent.

Who sees the screen sees it change; who hears it would not know.
"""

from collections.abc import Callable, Iterator

from app.domain.markup import plain
from app.services import connecting, messaging
from app.services.messaging import Conversation
from app.ui.components.account.standing import refused_sentence
from app.ui.components.people.met import name_of
from app.ui.state import Here


class Announcer:
    """Looks, after each commit, for what one window should say; `tell` says it on the other end of the wire.

    What was there when the window opened is not news.
    """

    def __init__(self, here: Here, tell: Callable[[str], object]) -> None:
        self._here, self._tell = here, tell
        self._heard = self._hear()
        self._refused = self._count_refused()

    def look(self) -> None:
        """Say what is new since the last look."""
        for sentence in (*self._written(), *self._declined()):
            self._tell(sentence)

    def _written(self) -> Iterator[str]:
        """The words themselves where one reads along; else how many conversations have something new."""
        words = self._here.speech.words
        before, self._heard = self._heard, self._hear()
        known = {said.last.id for said in before.values()}
        new = [said for said in self._heard.values() if said.last.id not in known]
        here = [said for said in new if self._here.page.route == f"/messages/{said.person.id}"]
        for said in here:
            yield f"{name_of(said.person, words)}: {plain(said.last.body)}"
        if new and not here:
            unread = messaging.count_unread(self._here.desk)
            yield words.tn(
                "{n} conversation has something new", "{n} conversations have something new", unread
            )

    def _hear(self) -> dict[str, Conversation]:
        """The conversations in which somebody else had the last word."""
        found = messaging.conversations(self._here.desk)
        return {said.scope: said for said in found if said.last.by != self._here.desk.person}

    def _declined(self) -> Iterator[str]:
        before, self._refused = self._refused, self._count_refused()
        if self._refused > before:
            yield refused_sentence(connecting.standing(self._here.desk), self._here.speech.words)

    def _count_refused(self) -> int:
        return connecting.standing(self._here.desk).refused
