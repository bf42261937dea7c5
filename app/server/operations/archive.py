"""What is still done in a circle that is archived: everything there that is not listed here is refused."""

from app.domain.circles import require_going_on
from app.domain.errors import Refused
from app.domain.ids import circle_scope, inside, scope_type
from app.server.database.ledger import Ledger
from app.sync.protocol import Mutation, Row

STILL = frozenset(
    {
        ("circle", "create"),  # is its own again, or somebody else's
        ("circle", "set"),  # says itself what may be said: see `founding`
        ("member", "take_back"),
        ("member", "agree"),
        ("member", "leave"),
        ("member", "role"),
        ("member", "hand_over"),
        ("member", "remove"),
        ("member", "ban"),
        ("member", "unban"),
        ("applicant", "decline"),
        ("ticket", "redact"),
        ("offered", "decline"),
        ("post", "redact"),
        ("reply", "redact"),
        ("answer", "redact"),
        ("prompt", "redact"),
        ("report", "create"),
        ("report", "decide"),
        ("report", "appeal"),
    }
)
"""One goes, takes back and reports; who leads keeps order, or brings it back."""


def is_over(ledger: Ledger, person: str, mutation: Mutation) -> bool:
    """Whether this would add something to a circle that is archived. To who is not in it, it is as if there
    were no circle, or as `entering` says."""
    letter = scope_type(mutation.scope)
    if letter not in ("c", "l") or (mutation.kind, mutation.op) in STILL:
        return False
    circle = mutation.scope if letter == "c" else circle_scope(inside(mutation.scope))
    return ledger.membership(circle, person).archived


def require_open(ledger: Ledger, scope: str, person: str) -> None:
    """Refuse who is in this circle to add to it what lies elsewhere, while it is archived."""
    require_going_on(archived=ledger.membership(scope, person).archived)


def require_no_news(before: Row | None, after: Row | None) -> Row:
    """The row as it is. A server that was restored is told again of what it had agreed to before; what is
    news is refused."""
    if before is None or after is None or before.seq != after.seq:
        raise Refused("circle.archived")
    return after
