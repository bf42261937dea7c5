"""Everything a device may ask for, in one table. What is not in it is refused."""

from collections.abc import Callable

from app.domain.errors import Refused
from app.domain.ids import COMMONS, is_uuid7, own_scope, pair_scope, scope_type
from app.server.database.ledger import Ledger
from app.server.database.memberships import joined_scopes
from app.server.operations.belonging import change_role, join, leave, remove
from app.server.operations.founding import change_circle, found_circle
from app.server.operations.posting import ask, change_prompt, send_message, write
from app.server.operations.profiles import mark, write_profile
from app.sync.protocol import Mutation, Row

Operation = Callable[[Ledger, str, Mutation], Row]

_DEPTH = 16

OPERATIONS: dict[tuple[str, str], tuple[str, Operation]] = {
    ("me", "create"): ("u", write_profile),
    ("me", "set"): ("u", write_profile),
    ("mark", "set"): ("u", mark),
    ("circle", "create"): ("c", found_circle),
    ("circle", "set"): ("c", change_circle),
    ("member", "join"): ("c", join),
    ("member", "leave"): ("c", leave),
    ("member", "role"): ("c", change_role),
    ("member", "remove"): ("c", remove),
    ("post", "create"): ("c", write),
    ("reply", "create"): ("c", write),
    ("answer", "create"): ("c", write),
    ("prompt", "create"): ("c", ask),
    ("prompt", "set"): ("c", change_prompt),
    ("dm", "create"): ("d", send_message),
}
"""Kind and op: the letter of the scope they belong in, and what carries them out."""


def perform(ledger: Ledger, person: str, mutation: Mutation) -> Row:
    """Carry out one mutation; the row as it is afterwards. Raises Refused."""
    if not is_uuid7(mutation.mid):
        raise Refused("field.wrong", field="mid")
    letter, operation = OPERATIONS.get((mutation.kind, mutation.op), ("", None))
    if operation is None or scope_type(mutation.scope) != letter:
        raise Refused("op.unknown")
    if _too_deep(mutation.args, _DEPTH):
        raise Refused("field.wrong", field="args")
    return operation(ledger, person, mutation)


def scopes_written(ledger: Ledger, person: str, mutation: Mutation) -> set[str]:
    """The scopes a mutation may put rows in, side effects and all: locked before it is judged."""
    scopes = {mutation.scope}
    match mutation.kind:
        case "me":
            scopes |= {COMMONS, *joined_scopes(ledger.connection, person)}
        case "circle":
            scopes |= {COMMONS, own_scope(person)}
        case "member":
            scopes.add(own_scope(mutation.id))
        case "dm":
            to = mutation.args.get("to")
            if isinstance(to, str) and mutation.scope == pair_scope(person, to):
                scopes |= {own_scope(person), own_scope(to)}
    return scopes


def _too_deep(value: object, left: int) -> bool:
    inner: list[object] = []
    if isinstance(value, dict):
        inner = list(value.values())
    elif isinstance(value, list):
        inner = value
    return left < 0 or any(_too_deep(each, left - 1) for each in inner)
