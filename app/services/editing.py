"""Editing: putting right what one just wrote."""

from typing import Any

from app.domain.circles import require_writer
from app.domain.editing import EDITABLE, EDITED, may_begin
from app.domain.errors import Refused
from app.domain.ids import inside, scope_type
from app.domain.kinds import check_fields, check_whole
from app.domain.records import Record
from app.domain.sharing import SHARED
from app.domain.text import check_body, guess_language
from app.domain.traces import is_trace
from app.domain.writing import Message, Post
from app.services import archiving, belonging, mentioning, peering
from app.services.desk import Desk
from app.services.reacting import Item


def may_edit(desk: Desk, item: Item) -> bool:
    """Whether one may edit this now, as far as this device can tell; the server looks at its own clock.

    What carries no name is not edited: the stamps of an edit could tell whose device it was. What came from
    another circle is put right there.
    """
    known = None if peering.is_peer(desk, item.scope) else _own(desk, item)
    if (
        known is None
        or SHARED in known.values
        or any(operation.op == "create" for operation in known.refused)
    ):
        return False
    if scope_type(item.scope) == "c" and archiving.is_archived(desk, inside(item.scope)):
        return False
    return known.base is None or may_begin(desk.clock(), known.at or known.said, known.said or known.at)


def words(desk: Desk, item: Item) -> dict[str, str] | None:
    """What one wrote, by the fields that one may write anew; nothing where that is not one's own any more."""
    known = _own(desk, item)
    if known is None:
        return None
    if item.kind == "dm":
        return {"body": Message.of(known).body}
    names = [name for name in ("title", "body") if name in EDITABLE[item.kind]]
    case = Post.of(known).case.fields if item.kind == "post" else {}
    return {name: str(known.values.get(name, "")) for name in (*names, *case)}


def edit(desk: Desk, item: Item, **written: str) -> None:
    """Write the title or the body anew. Raises `Refused`; what was not changed is not sent.

    Two devices of a person may each write one of them; where both write the same, the later wins.
    """
    known = _own(desk, item)
    if known is None:
        raise Refused("ref.missing")
    if scope_type(item.scope) == "c":
        require_writer(belonging.role_in(desk, inside(item.scope)))
        archiving.require_open(desk, inside(item.scope))
    if not may_edit(desk, item):
        raise Refused("edit.late")
    before = words(desk, item) or {}
    if "body" in written and written["body"] != before.get("body"):
        written["body"] = mentioning.sealed(desk, item.scope, written["body"])
    changed = _checked(known, {name: text for name, text in written.items() if text != before.get(name)})
    if changed:
        desk.write(item.scope, item.kind, item.id, "set", changed, effect={**changed, EDITED: desk.clock()})


def _checked(known: Record, written: dict[str, str]) -> dict[str, Any]:
    """The fields as they are kept, with the language that is guessed anew; nothing where nothing changed."""
    if not written:
        return {}
    if known.kind == "dm":
        body = check_body(written["body"])
        sealed = dict(known.values.get("b") or {})  # with what it answers
        return check_fields("dm", {"b": {**sealed, "text": body, "lang": guess_language(body)}})
    clean = check_fields(known.kind, written)
    whole = {**known.values, **clean}
    check_whole(known.kind, whole)
    lang = guess_language(" ".join(str(whole[name]) for name in ("title", "body") if name in whole))
    return {**clean, **({"lang": lang} if lang != known.values.get("lang") else {})}


def _own(desk: Desk, item: Item) -> Record | None:
    """What this person wrote, if it is here and its words are."""
    known = desk.memory.get(item.scope, item.kind, item.id) if item.kind in EDITABLE else None
    if known is None or known.gone or known.by != desk.person or is_trace(known.values):
        return None
    return known
