"""Whether a store holds what it acknowledged: every document, its order, every answer of the indexes."""

from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path
from traceback import format_exception_only
from typing import Any

from app.domain.errors import StoreTrouble
from app.store.database import LogDB
from app.store.disk import DISK, Disk

from .model import Model, Operation, pages
from .tally import LOST, OTHER, UNREADABLE, WRONG, Enough, Tally
from .writer import TEMPORARY, Open, perform

EVERYTHING = 10**9


def content(db: LogDB) -> dict[str, list[tuple[str, dict[str, Any]]]]:
    """Every document of every table, in the order of insertion."""
    return {name: [(row.doc_id, dict(row)) for row in db.table(name)] for name in db.tables()}


def holds(db: LogDB, model: Model) -> bool:
    """Whether the documents are the model's, and in its order."""
    return content(db) == {name: list(table.items()) for name, table in model.content.items()}


def wrong_answer(db: LogDB, model: Model) -> str:
    """The first question that the indexes answer wrongly; nothing if there is none."""
    records = db.table("records")
    for asked, ids in pages(model.records):
        found = records.page(EVERYTHING, **asked)
        if [row.doc_id for row in found] != ids or records.count_where(**asked) != len(ids):
            return f"page({asked})"
        if any(row != model.records[row.doc_id] for row in found):
            return f"documents of page({asked})"
    return ""


class Judge:
    """Opens what a crash has left, and writes into a tally what it finds."""

    def __init__(self, open_store: Open, tally: Tally) -> None:
        self.open, self.tally = open_store, tally

    def crashed(
        self,
        path: Path,
        model: Model,
        in_flight: Sequence[Operation] = (),
        *,
        where: str,
        disk: Disk = DISK,
        schema: int = 1,
        goes_on: bool = False,
    ) -> Model | None:
        """What the store turns out to hold: the model, and of what was in flight the first ones; else None.

        Every acknowledged operation has to be there, and of one in flight all or nothing. With `goes_on` one
        more operation is done.
        """
        tally = self.tally
        tally.count("cases")
        try:
            with self.open(path, disk, schema) as db:
                left = [name for name in TEMPORARY if disk is DISK and path.with_name(name).exists()]
                if left:
                    tally.violate(OTHER, f"{where}: left over after opening: {left}")
                found = self._found(db, model, in_flight, where)
                if found is not None and goes_on:
                    perform(db, found.next())
                    if not holds(db, found.after(found.next())):
                        tally.violate(WRONG, f"{where}: one operation later")
        except StoreTrouble as trouble:
            tally.violate(UNREADABLE, f"{where}: {trouble}")
            return None
        except Enough:
            raise
        except Exception as error:
            tally.violate(OTHER, f"{where}: {''.join(format_exception_only(error)).strip()}")
            return None
        return found

    def _found(self, db: LogDB, model: Model, in_flight: Sequence[Operation], where: str) -> Model | None:
        for candidate in accumulate(in_flight, Model.after, initial=model.copy()):
            if holds(db, candidate):
                if question := wrong_answer(db, candidate):
                    self.tally.violate(WRONG, f"{where}: {question}")
                self.tally.count("exact")
                return candidate
        number = cursor(db)
        if number < model.number:
            self.tally.violate(LOST, f"{where}: {model.number} acknowledged, {number} there")
        else:
            self.tally.violate(
                WRONG, f"{where}: {model.number} acknowledged, {number} there, but not as it was"
            )
        return None


def cursor(db: LogDB) -> int:
    """How many operations the store believes to hold."""
    note = db.table("notes").get(doc_id="cursor")
    return note["value"] if note else 0
