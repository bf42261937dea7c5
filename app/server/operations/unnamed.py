"""What people write without their name in a peer-support circle.

The row that travels has no author, not even for moderators, no time but the server's, and a number that
tells the voices of one thread apart. Who wrote it stands in the scope of whoever did, so that all their
devices know their own words and can take them back; whoever runs the server could look there, and the app
says so.
"""

from dataclasses import replace

from app.domain.errors import Refused
from app.domain.ids import own_scope
from app.domain.kinds import check_fields, check_whole
from app.domain.peers import AUTHORED, VOICE
from app.domain.traces import is_trace
from app.server.database.authors import wrote
from app.server.database.ledger import Ledger
from app.server.operations.changes import check_new_id
from app.server.operations.quotas import charge
from app.sync.protocol import Mutation, Row


def already_said(ledger: Ledger, person: str, mutation: Mutation) -> Row | None:
    """What this `create` made before; refuses an id under which someone else wrote."""
    known = ledger.row(mutation.scope, mutation.kind, mutation.id)
    if known and not wrote(ledger.connection, person, known):
        raise Refused("id.taken")
    return known


def speak(ledger: Ledger, person: str, mutation: Mutation, thread: str) -> Row:
    """Write it, in the thread that begins with the post or prompt of this id."""
    check_new_id(ledger, mutation.id)
    values = check_fields(mutation.kind, mutation.args)
    check_whole(mutation.kind, values)
    voice = _voice(ledger, person, mutation, thread)
    # The device's own time, or the stamps of its clock, could tell whose device it was.
    said = {**values, VOICE: voice}
    row = ledger.insert(mutation.scope, mutation.kind, mutation.id, said, by="", said=ledger.now_ms)
    charge(ledger, person, None, replace(row, by=person))
    place = {"scope": mutation.scope, "kind": mutation.kind}
    ledger.put(own_scope(person), AUTHORED, mutation.id, place, by=person)
    return row


def give_back(ledger: Ledger, person: str, known: Row) -> None:
    """They took it back: it counts no more for what they store."""
    if not (known.by or known.x or is_trace(known.v)):
        charge(ledger, person, replace(known, by=person), None)


def _voice(ledger: Ledger, person: str, mutation: Mutation, thread: str) -> int:
    """0 for who began the thread; for others the place of what they said there first."""
    own = own_scope(person)
    known = ledger.row(own, VOICE, thread)
    if known:
        return int(known.v["n"])
    voice = 0 if thread == mutation.id else ledger.head(mutation.scope) + 1
    ledger.put(own, VOICE, thread, {"n": voice}, by=person)
    return voice
