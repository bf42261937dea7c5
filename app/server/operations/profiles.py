"""What a person writes in their own scope: their profile, which cards follow, and how far they have read."""

from collections.abc import Mapping
from typing import Any

from app.domain.errors import Refused
from app.domain.ids import is_uuid7, own_scope, scope_type
from app.domain.kinds import check_fields, check_whole
from app.domain.people import STATED, Audience, card, is_listed
from app.server.database.ledger import Ledger
from app.server.database.memberships import joined_scopes, may_read
from app.server.directory.cards import list_card, unlist
from app.server.operations.changes import blend, may_see, unavailable
from app.sync.protocol import Mutation, Row


def write_profile(ledger: Ledger, person: str, mutation: Mutation) -> Row:
    """Create or change one's own profile, and with it the cards that others see."""
    if mutation.scope != own_scope(person) or mutation.id != person:
        raise unavailable()
    row = blend(ledger, person, mutation, ledger.row(mutation.scope, "me", person), mutation.args)
    renew_cards(ledger, person, row.v)
    return row


def renew_cards(ledger: Ledger, person: str, profile: Mapping[str, Any]) -> None:
    """Bring the cards that others have of a person up to date: in the commons, and wherever they sit."""
    level = _credential(ledger, person)
    if is_listed(profile) and not _is_suspended(ledger, person):
        list_card(ledger, person, card(profile, Audience.EVERYONE, level))
    else:
        unlist(ledger, person)
    for scope in joined_scopes(ledger.connection, person):
        seat = ledger.row(scope, "member", person)
        if seat:
            shown = card(profile, _audience(scope), level)
            ledger.put(scope, "member", person, {**seat.v, "card": shown})


def card_in(ledger: Ledger, scope: str, person: str) -> dict[str, object]:
    """The card a person shows in a circle or a conversation; empty until they have written a profile."""
    profile = ledger.row(own_scope(person), "me", person)
    return card(profile.v, _audience(scope), _credential(ledger, person)) if profile else {}


def _credential(ledger: Ledger, person: str) -> str:
    """How far this person's credential is vouched for: what the server itself wrote down."""
    account = ledger.row(own_scope(person), "account", person)
    return str(account.v.get("credential", STATED)) if account else STATED


def _is_suspended(ledger: Ledger, person: str) -> bool:
    sql = "SELECT 1 FROM account WHERE person_id = ? AND state = 'suspended'"
    return ledger.connection.execute(sql, (person,)).fetchone() is not None


def _audience(scope: str) -> Audience:
    """Anyone may begin a conversation, so whoever is in one sees no more than anyone."""
    return Audience.CIRCLES if scope_type(scope) == "c" else Audience.EVERYONE


def mark(ledger: Ledger, person: str, mutation: Mutation) -> Row:
    """Remember how far a person has read in a scope, or in a thread of it; an older mark changes nothing."""
    if mutation.scope != own_scope(person):
        raise unavailable()
    place, inside, thread = mutation.id.partition("/")
    if not scope_type(place) or not may_read(ledger.connection, place, person):
        raise unavailable()
    if inside and not _is_thread(ledger, person, place, thread):
        raise unavailable()
    fields = check_fields("mark", mutation.args)
    check_whole("mark", fields)
    if "pos" not in fields:
        raise Refused("field.missing", field="pos")
    known = ledger.row(mutation.scope, "mark", mutation.id)
    furthest = max(fields["pos"], known.v.get("pos", 0) if known else 0)
    return ledger.put(mutation.scope, "mark", mutation.id, {"pos": furthest}, by=person, said=mutation.said)


def _is_thread(ledger: Ledger, person: str, scope: str, identifier: str) -> bool:
    """Whether this is a post or a prompt that this person may see there."""
    if not is_uuid7(identifier):
        return False
    rows = (ledger.row(scope, kind, identifier) for kind in ("post", "prompt"))
    return any(row and not row.x and may_see(ledger, person, scope, row) for row in rows)
