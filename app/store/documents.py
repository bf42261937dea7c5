"""Records as the documents they are stored as, and back."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from app.domain.records import Operation, Record
from app.domain.stamps import Stamp


def name_of(scope: str, kind: str, identifier: str) -> str:
    """The id of a record's document."""
    return f"{scope} {kind} {identifier}"


def document_of(record: Record) -> dict[str, Any]:
    """The record as it is stored, with what the indexes look for."""
    plain = asdict(record)
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
    fields = {name: document[name] for name in Record.__dataclass_fields__}
    fields["stamps"] = _stamps(fields["stamps"])
    fields["waiting"] = tuple(map(operation_in, fields["waiting"]))
    fields["refused"] = tuple(map(operation_in, fields["refused"]))
    return Record(**fields)


def operation_in(plain: Mapping[str, Any]) -> Operation:
    """The operation that was stored as this."""
    return Operation(**{**plain, "stamps": _stamps(plain["stamps"])})


def _stamps(plain: Mapping[str, Any]) -> dict[str, Stamp]:
    return {name: Stamp(*parts) for name, parts in plain.items()}
