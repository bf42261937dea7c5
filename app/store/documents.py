"""Records as the documents they are stored as, and back."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from app.domain.records import Operation, Record
from app.domain.stamps import Stamp
from app.store.words import Entry, Lexicon

_RECORD = tuple(Record.__dataclass_fields__)
_OPERATION = tuple(Operation.__dataclass_fields__)


def name_of(scope: str, kind: str, identifier: str) -> str:
    """The id of a record's document."""
    return f"{scope} {kind} {identifier}"


def document_of(record: Record) -> dict[str, Any]:
    """The record as it is stored, with what the indexes look for."""
    plain = {name: getattr(record, name) for name in _RECORD}
    plain["waiting"] = [_plain(operation) for operation in record.waiting]
    plain["refused"] = [_plain(operation) for operation in record.refused]
    plain["thread"], plain["order"] = record.thread, record.order
    pending = record.waiting or record.refused
    if record.waiting:
        plain["outbox"] = True
    if record.refused:
        plain["tray"] = True
    if pending:
        plain["queue"] = pending[0].queue
    return plain


def record_in(document: Mapping[str, Any]) -> Record:
    """The record that was stored as this."""
    fields = {name: document[name] for name in _RECORD}
    fields["stamps"] = _stamps(fields["stamps"])
    fields["waiting"] = tuple(map(operation_in, fields["waiting"]))
    fields["refused"] = tuple(map(operation_in, fields["refused"]))
    return Record(**fields)


def lexicons(
    read: Callable[[Record], Entry], forms: Callable[[str], Iterable[str]], edition: str
) -> dict[str, Lexicon]:
    """What opens a memory so that its records are found by the words that this reads in each."""
    return {"records": Lexicon(read=lambda plain: read(record_in(plain)), forms=forms, edition=edition)}


def operation_in(plain: Mapping[str, Any]) -> Operation:
    """The operation that was stored as this."""
    return Operation(**{**plain, "stamps": _stamps(plain["stamps"])})


def _plain(operation: Operation) -> dict[str, Any]:
    return {name: getattr(operation, name) for name in _OPERATION}


def _stamps(plain: Mapping[str, Any]) -> dict[str, Stamp]:
    return {name: Stamp(*parts) for name, parts in plain.items()}
