"""What was sent from here and agreed to: kept for a while, lest a server restored from a back-up lose it."""

from collections.abc import Iterable
from dataclasses import asdict

from app.domain.records import Operation, Record
from app.store.database import LogDB
from app.store.documents import operation_in

SENT = "sent"
SENT_INDEX = {"": "queue"}

Done = tuple[Record, Operation]
"""An operation, with the name of the record it was done to and nothing else of it."""


class Sent:
    """Operations the server said yes to, in the order in which they were done, each by its mid."""

    def __init__(self, db: LogDB) -> None:
        self._table = db.table(SENT)

    def __len__(self) -> int:
        return len(self._table)

    def keep(self, record: Record, operation: Operation, at: int) -> None:
        """Remember an operation that was agreed to at this time."""
        plain = {"scope": record.scope, "kind": record.kind, "id": record.id, "by": record.by}
        done = {**plain, "operation": asdict(operation), "queue": operation.queue, "at": at}
        self._table.put(operation.mid, done)

    def after(self, queue: int, limit: int) -> list[Done]:
        """The first so many after a place in the order of doing."""
        return [
            (
                Record(scope=found["scope"], kind=found["kind"], id=found["id"], by=found["by"]),
                operation_in(found["operation"]),
            )
            for found in self._table.page(limit, after=queue)
        ]

    def renew(self, mids: Iterable[str], at: int) -> None:
        """Keep those of these that are remembered as long as if they were agreed to at this time."""
        known = self._table.get(doc_ids=list(mids))
        self._table.update({"at": at}, doc_ids=[each.doc_id for each in known])

    def forget(self, mids: Iterable[str]) -> None:
        """Forget these."""
        self._table.remove(doc_ids=list(mids))

    def forget_before(self, at: int, limit: int) -> bool:
        """Forget what was agreed to before this time, so many at most; whether there was anything."""
        old = [str(found.doc_id) for found in self._table.page(limit, after=-1) if found["at"] < at]
        if old:
            self.forget(old)
        return bool(old)

    def forget_words(self, scope: str, kind: str, identifier: str) -> None:
        """Forget what was said in a record that was withdrawn; that it was is remembered."""
        name = {"scope": scope, "kind": kind, "id": identifier}
        done = (each for each in self._table if name.items() <= each.items())
        self.forget([str(each.doc_id) for each in done if each["operation"]["op"] != "redact"])

    def clear(self) -> None:
        """Forget all of it."""
        if len(self._table):
            self._table.truncate()
