"""Everything a device may ask for, in one table. What is not in it is refused."""

from collections.abc import Callable

from app.domain.arranging import PIN
from app.domain.errors import Refused
from app.domain.ids import (
    COMMONS,
    MODERATION,
    circle_scope,
    inside,
    is_uuid7,
    own_scope,
    pair_scope,
    scope_type,
)
from app.domain.mentoring import COMMANDS
from app.domain.sharing import OFFER, OFFERED
from app.server.database.ledger import Ledger
from app.server.database.memberships import joined_scopes
from app.server.operations import entering, grouping, sharing, tickets
from app.server.operations.appealing import appeal
from app.server.operations.archive import is_over, require_no_news
from app.server.operations.arranging import move_post, pin
from app.server.operations.attending import choose_level
from app.server.operations.belonging import leave
from app.server.operations.blocking import block, mute
from app.server.operations.editing import edit
from app.server.operations.founding import change_circle, found_circle
from app.server.operations.glossary import decide_term, propose, remove_term, take_back
from app.server.operations.leading import ban, change_role, hand_over, remove, unban
from app.server.operations.mentoring import answer, request
from app.server.operations.moving import move_reply
from app.server.operations.offices import office_of
from app.server.operations.planning import change_plan, give_up, plan
from app.server.operations.posting import ask, change_prompt, write
from app.server.operations.profiles import mark, write_profile
from app.server.operations.questioning import change_question, say_it_helped
from app.server.operations.reacting import react
from app.server.operations.receipts import tell_read
from app.server.operations.reflecting import reflect
from app.server.operations.reporting import concerned, decide, report
from app.server.operations.talking import accept, keep_talk
from app.server.operations.voting import look, vote
from app.server.operations.withdrawing import withdraw
from app.sync.protocol import Mutation, Row

Operation = Callable[[Ledger, str, Mutation], Row]

_DEPTH = 16

OPERATIONS: dict[tuple[str, str], tuple[str, Operation]] = {
    ("me", "create"): ("u", write_profile),
    ("me", "set"): ("u", write_profile),
    ("mark", "set"): ("u", mark),
    ("level", "set"): ("u", choose_level),
    ("circle", "create"): ("c", found_circle),
    ("circle", "set"): ("c", change_circle),
    ("member", "join"): ("c", entering.join),
    ("member", "take_back"): ("c", entering.take_back),
    ("ticket", "create"): ("l", tickets.make),
    ("ticket", "redact"): ("l", tickets.take_back),
    ("applicant", "accept"): ("l", entering.accept),
    ("applicant", "decline"): ("l", entering.decline),
    ("member", "agree"): ("c", entering.agree),
    ("member", "leave"): ("c", leave),
    ("member", "role"): ("c", change_role),
    ("member", "hand_over"): ("c", hand_over),
    ("member", "remove"): ("c", remove),
    ("member", "ban"): ("c", ban),
    ("member", "unban"): ("c", unban),
    ("post", "create"): ("c", write),
    ("reply", "create"): ("c", write),
    ("answer", "create"): ("c", write),
    ("asking", "set"): ("c", change_question),
    ("helped", "set"): ("c", say_it_helped),
    ("prompt", "create"): ("c", ask),
    ("prompt", "set"): ("c", change_prompt),
    ("reflection", "set"): ("u", reflect),
    ("vote", "set"): ("u", vote),
    ("vote", "look"): ("u", look),
    ("plan", "create"): ("u", plan),
    ("plan", "set"): ("u", change_plan),
    ("plan", "redact"): ("u", give_up),
    ("dm", "create"): ("dg", grouping.send),
    ("group", "create"): ("g", grouping.make_group),
    ("group", "set"): ("g", grouping.name_group),
    ("member", "invite"): ("g", grouping.invite),
    ("member", "accept"): ("g", grouping.accept_invitation),
    ("member", "refuse"): ("g", grouping.refuse_invitation),
    ("member", "quit"): ("g", grouping.quit_group),
    ("member", "send_away"): ("g", grouping.send_away),
    ("request", "accept"): ("d", accept),
    ("talk", "set"): ("u", keep_talk),
    ("receipt", "set"): ("d", tell_read),
    (OFFER, "create"): ("u", sharing.offer),
    (OFFER, "redact"): ("u", sharing.take_back),
    (OFFERED, "accept"): ("l", sharing.accept),
    (OFFERED, "decline"): ("l", sharing.decline),
    ("post", "redact"): ("c", withdraw),
    ("reply", "redact"): ("c", withdraw),
    ("answer", "redact"): ("c", withdraw),
    ("prompt", "redact"): ("c", withdraw),
    ("dm", "redact"): ("dg", withdraw),
    ("post", "set"): ("c", edit),
    ("post", "move"): ("c", move_post),
    ("reply", "move"): ("c", move_reply),
    (PIN, "set"): ("c", pin),
    ("reply", "set"): ("c", edit),
    ("answer", "set"): ("c", edit),
    ("dm", "set"): ("dg", edit),
    ("react", "set"): ("cdg", react),
    ("mreq", "create"): ("d", request),
    **{("mreq", command): ("d", answer) for command in COMMANDS},
    ("block", "set"): ("u", block),
    ("mute", "set"): ("u", mute),
    ("proposal", "create"): ("k", propose),
    ("proposal", "redact"): ("k", take_back),
    ("proposal", "decide"): ("k", decide_term),
    ("term", "redact"): ("k", remove_term),
    ("report", "create"): ("lm", report),
    ("report", "decide"): ("lm", decide),
    ("report", "appeal"): ("lm", appeal),
}
"""Kind and op: the letters of the scopes they belong in, and what carries them out."""
STAFFS = frozenset({("report", "decide"), ("term", "redact")})
"""What only those who look after the server may do."""


def perform(ledger: Ledger, person: str, mutation: Mutation) -> Row:
    """Carry out one mutation; the row as it is afterwards. Raises Refused."""
    if not is_uuid7(mutation.mid):
        raise Refused("field.wrong", field="mid")
    letters, operation = OPERATIONS.get((mutation.kind, mutation.op), ("", None))
    if operation is None or scope_type(mutation.scope) not in tuple(letters):
        raise Refused("op.unknown")
    if _too_deep(mutation.args, _DEPTH):
        raise Refused("field.wrong", field="args")
    if is_over(ledger, person, mutation):
        return _known(ledger, person, mutation, operation)
    return operation(ledger, person, mutation)


def _known(ledger: Ledger, person: str, mutation: Mutation, operation: Operation) -> Row:
    """What is there already, as this mutation would make it; nothing is added any more."""
    before = ledger.row(mutation.scope, mutation.kind, mutation.id)
    return require_no_news(before, operation(ledger, person, mutation) if before else None)


def scopes_written(ledger: Ledger, person: str, mutation: Mutation) -> set[str]:
    """The scopes a mutation may put rows in, side effects and all: locked before it is judged."""
    match mutation.kind, mutation.op:
        case "me", _:
            return {mutation.scope, COMMONS, *joined_scopes(ledger.connection, person)}
        case "circle" | "group", _:
            return {mutation.scope, COMMONS, own_scope(person)}
        case "member", "hand_over":
            office = office_of(mutation.scope)
            return {mutation.scope, office, own_scope(mutation.id), own_scope(person)}
        case "member", _:
            return {mutation.scope, office_of(mutation.scope), own_scope(mutation.id)}
        case "applicant" | "ticket", _:
            return {mutation.scope, circle_scope(inside(mutation.scope)), own_scope(mutation.id)}
        case "dm" | "mreq", "create":
            return {mutation.scope, *_opened(ledger, person, mutation)}
        case "vote", _:  # one after the other, so that each is counted once
            return {mutation.scope, circle_scope(str(mutation.args.get("circle")))}
        case "block", _:  # what the other is just sending comes before or after, not in between
            return {mutation.scope, pair_scope(person, mutation.id)}
        case "report" | "offer" | "offered", _:
            return _of_office(ledger, person, mutation)
    return {mutation.scope}


def _of_office(ledger: Ledger, person: str, mutation: Mutation) -> set[str]:
    """Of a report: where it lies, the circle whose leaders decide, whoever reported, and what a decision may
    change."""
    if mutation.kind != "report":
        return sharing.scopes_of_offer(ledger, mutation)
    office = mutation.scope
    circle = {circle_scope(inside(office))} if office != MODERATION else set()
    decided = concerned(ledger, mutation.id, office) if mutation.op == "decide" else set()
    return {office, MODERATION, own_scope(person), *circle, *decided}


def _opened(ledger: Ledger, person: str, mutation: Mutation) -> set[str]:
    """The scopes of both, when this opens their conversation."""
    to = mutation.args.get("to")
    if not isinstance(to, str) or not is_uuid7(to) or mutation.scope != pair_scope(person, to):
        return set()
    return set() if ledger.has_scope(mutation.scope) else {own_scope(person), own_scope(to)}


def _too_deep(value: object, left: int) -> bool:
    inner: list[object] = []
    if isinstance(value, dict):
        inner = list(value.values())
    elif isinstance(value, list):
        inner = value
    return left < 0 or any(_too_deep(each, left - 1) for each in inner)
