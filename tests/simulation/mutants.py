"""Clients and servers that are wrong in one way each, for the stories to notice.

The right ones are patched here and nowhere else.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

from app.server import collecting
from app.server import pull as server_pull
from app.server.database.ledger import Ledger
from app.server.directory import cards
from app.server.doors import answers as server_answers
from app.server.operations import changes, entering, reaching, withdrawing
from app.server.operations import table as operations
from app.sync import checking, consulting, engine, pulling, pushing, reoffering, rows
from app.sync.places import Places
from app.sync.rotating import Tokens

from . import server, wrong_devices, wrong_servers


@dataclass(frozen=True, slots=True)
class Mutant:
    """How to put the wrong code in the place of the right one."""

    wrong: Callable[[], AbstractContextManager[Any]]


def instead(owner: Any, name: str, wrong: Any) -> Mutant:
    """The wrong thing in the place of this one."""
    return Mutant(lambda: patch.object(owner, name, wrong))


def around(owner: Any, name: str, wrong: Any) -> Mutant:
    """The same where the wrong one makes use of the right one."""
    return Mutant(lambda: patch.object(owner, name, wrong(getattr(owner, name))))


@contextmanager
def no_epoch() -> Iterator[None]:
    """Neither end cares which history the other one tells."""
    with (
        patch.object(server_answers, "_check_epoch", lambda home, epoch: None),
        patch.object(pulling, "check_epoch", lambda *asked: None),
        patch.object(pushing, "check_epoch", lambda *asked: None),
        patch.object(pulling, "follow", lambda *asked: None),
    ):
        yield


MUTANTS = {
    # Those of the first simulator
    "no scope lock": instead(server, "InlineDatabase", wrong_servers.GapDatabase),
    "no dedupe": Mutant(wrong_servers.no_dedupe),
    "the outbox is dropped on sending": around(pushing, "deliver", wrong_devices.drop_on_send),
    "a cursor is saved before its rows": around(pulling, "_save", wrong_devices.cursors_first),
    "authorization from a cache": around(Ledger, "role", wrong_servers.cached_role),
    "no purge": instead(pulling, "part", lambda memory, scope: None),
    "tombstones are collected without a floor": around(
        collecting, "collect_tombstones", wrong_servers.without_floor
    ),
    "no epoch": Mutant(no_epoch),
    "nothing is offered again after a restore": instead(reoffering, "begin", lambda memory, epoch: None),
    "no epoch in a push": around(pushing, "Push", wrong_devices.without_epoch),
    "a late reply to a pull is taken": instead(pulling, "_ask", wrong_devices.take_any_reply),
    "who arrives last wins": instead(changes, "merge_fields", wrong_servers.last_arrived),
    # And since then
    "an answer before the commit": instead(server, "InlineDatabase", wrong_servers.HastyDatabase),
    "the window of a tail is not saved": instead(Places, "open", lambda places, scope, start: None),
    "reading anew begins at the old cursor": instead(Places, "restart", lambda places, scope: None),
    "a page in the channel need not follow": around(engine, "take_news", wrong_devices.follow_anything),
    "an older row replaces a newer one": instead(rows, "folded", wrong_devices.folded_anyhow),
    "a wish to join need not know of the removal": around(entering, "seat_of", wrong_servers.never_changed),
    "a block from a cache": around(reaching, "has_blocked", wrong_servers.cached_block),
    "what was withdrawn comes back when sent again": Mutant(wrong_servers.revive),
    "offered again in the wrong order": around(reoffering, "offers", wrong_devices.backwards),
    "offered again without commands": around(reoffering, "offers", wrong_devices.without_commands),
    "a token is forgotten before the next is known": around(Tokens, "_left", wrong_devices.only_the_next),
    "sums over all that is here": instead(checking, "_counts", lambda record, start: True),
    "newcomers see what was before": around(server_pull, "standings", wrong_servers.since_ever),
    "what a restored server lost keeps its cursor": instead(
        pulling, "start_over", lambda memory, scopes: None
    ),
    "a card is kept however late it is told": instead(consulting, "_is_current", lambda *asked: True),
    "who found a card does not hear that it changed": Mutant(wrong_servers.silent_about_cards),
    "an archived circle takes what comes": instead(operations, "is_over", lambda *asked: False),
    "a directory that comes back is not read anew": around(cards, "weigh", wrong_servers.without_beginning),
    "what was shared outlives its original": instead(withdrawing, "let_go", lambda *asked: []),
}

CAUGHT_AT = {
    "no scope lock": 19,
    "no dedupe": 4,
    "the outbox is dropped on sending": 1,
    "a cursor is saved before its rows": 0,
    "authorization from a cache": 67,
    "no purge": 1,
    "tombstones are collected without a floor": 47,
    "no epoch": 9,
    "nothing is offered again after a restore": 9,
    "no epoch in a push": 156,
    "a late reply to a pull is taken": 250,
    "who arrives last wins": 4,
    "an answer before the commit": 2,
    "the window of a tail is not saved": 2,
    "reading anew begins at the old cursor": 7,
    "a page in the channel need not follow": 4,
    "an older row replaces a newer one": 203,
    "a wish to join need not know of the removal": 191,
    "a block from a cache": 20,
    "what was withdrawn comes back when sent again": 125,
    "offered again in the wrong order": 77,
    "offered again without commands": 9,
    "a token is forgotten before the next is known": 1,
    "sums over all that is here": 33,
    "newcomers see what was before": 7,
    "what a restored server lost keeps its cursor": 155,
    "a card is kept however late it is told": 185,
    "who found a card does not hear that it changed": 1,
    "an archived circle takes what comes": 61,
    "a directory that comes back is not read anew": 85,
    "what was shared outlives its original": 17,
}
"""The first story that each of them spoilt when last looked at. It is told first, to be quick; where
it ends well all the others are told in their order."""
