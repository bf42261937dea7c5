"""The cards of the directory, and where it is searched: on every device, or past a number of cards online.

Which of the two it is stands in the policy of the commons, which every pull reads, and in a row there that
tells the devices. It changes in the transaction of the card that is one too many, or one too few.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import msgspec

from app.domain.directory import KIND, outgrows
from app.domain.ids import COMMONS
from app.i18n.lookup import edition
from app.server.database.engine import Connection
from app.server.database.ledger import Ledger
from app.server.directory.words import learn, relearn
from app.sync.protocol import Row

ONLINE = "online"
"""The policy of the commons while their cards are asked for online."""


def list_card(ledger: Ledger, person: str, card: Mapping[str, Any]) -> None:
    """Let this person be found by this card."""
    before = ledger.row(COMMONS, "card", person)
    row = ledger.put(COMMONS, "card", person, card, by=person)
    if before != row:
        learn(ledger.connection, person, row.v, before.v if before else {})
    if before is None or before.x:
        weigh(ledger)


def unlist(ledger: Ledger, person: str) -> None:
    """Take a person out of the directory; every device that has their card hears of it."""
    before = ledger.row(COMMONS, "card", person)
    if before is not None and not before.x:
        ledger.bury(COMMONS, "card", person, "author")
        learn(ledger.connection, person, {}, before.v)
        weigh(ledger)


def weigh(ledger: Ledger) -> None:
    """Where the directory has become too large for devices, or small enough again, let it be so.

    When it is, they keep what they have, and forget what changes of that (`faded`). When it comes back, they
    begin the commons anew: they would not fetch what they had left out, for it is older than their cursors.
    """
    ask = ledger.connection.execute
    (most,) = ask("SELECT directory_cards FROM meta").fetchone()
    (policy,) = ask("SELECT policy FROM scope WHERE id = ?", (COMMONS,)).fetchone()
    counted = """SELECT count(*) FROM (SELECT 1 FROM item
        WHERE scope_id = ? AND kind = 'card' AND deleted = 0 LIMIT ?) AS card"""
    (cards,) = ask(counted, (COMMONS, most + 1)).fetchone()
    online = outgrows(cards, most, online=policy == ONLINE)
    if online == (policy == ONLINE):
        return
    row = ledger.put(COMMONS, KIND, COMMONS, {"online": online})
    if online:
        ask("UPDATE scope SET policy = ? WHERE id = ?", (ONLINE, COMMONS))
    else:
        ask("UPDATE scope SET policy = '', gc_floor = ? WHERE id = ?", (row.seq, COMMONS))


def prepare(ledger: Ledger, most: int | None) -> None:
    """Let up to `most` cards lie on every device, and learn all words where they are read otherwise now."""
    ask = ledger.connection.execute
    (known,) = ask("SELECT words FROM meta").fetchone()
    if known != (now := edition()):
        relearn(ledger.connection, _cards(ledger.connection))
    ask("UPDATE meta SET words = ?", (now,))
    if most is not None:
        ask("UPDATE meta SET directory_cards = ?", (most,))
    ledger.lock((COMMONS,))
    weigh(ledger)


def faded(row: Row) -> Row:
    """A row of the commons as it travels while the directory is online: a card only says that it changed."""
    return replace(row, v={}, h={}, x=True, why="gone") if row.k == "card" and not row.x else row


def _cards(connection: Connection) -> Iterator[tuple[str, Mapping[str, Any]]]:
    sql = "SELECT id, body FROM item WHERE scope_id = ? AND kind = 'card' AND deleted = 0"
    for person, body in connection.execute(sql, (COMMONS,)).fetchall():
        yield person, msgspec.json.decode(body)
