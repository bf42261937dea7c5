"""Whatever is done to it, our TinyDB holds what stock TinyDB holds, in the same order, across reopenings."""

import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any, ClassVar
from unittest.mock import patch

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from store.drawing import filling, reading, scalars, writing
from store.folders import Folder
from store.oracle import (
    TABLES,
    TEXT_IDS,
    Failed,
    InventingTable,
    Op,
    RepeatingTable,
    Row,
    Side,
    StockTable,
    WholeTable,
    composed,
    contents,
    has,
    is_scalar,
    may_use_index,
    page_of,
    with_text,
)
from tinydb import JSONStorage, TinyDB
from tinydb.table import Table

from app.store.database import LogDB
from app.store.table import DocTable

# So small that a dozen documents are many: in several pieces, batches and slices, with hashes that collide.
SIZES = {
    "app.store.index.CHUNK": 2,
    "app.store.journal.BATCH": 2,
    "app.store.lines.CHUNK": 50,
    "app.store.tables.BATCH": 2,
    "app.store.rewriting.BATCH": 2,
    "app.store.shelf.RECENT": 2,
    "app.store.shelf.LARGE": 4,
    "app.store.hint.PIECE": 40,
    "app.store.shelf._fingerprint": lambda doc_id: len(doc_id) % 2 << 26,
}
SPECS = [{"f": "n", "g": None, "": "n"}, {"f": "n", "g": None, "": "n"}, {}, {"g": "k"}, {"": "k", "f": None}]


class Rollback(Exception):
    """Ends a transaction badly."""


class SameAsStock(RuleBasedStateMachine):
    """Every rule does the same to both databases and expects the same answer."""

    table: ClassVar[type[Table]] = DocTable
    stock_table: ClassVar[type[Table]] = WholeTable
    doc_id = staticmethod(int)
    indexed: ClassVar[bool] = True

    def __init__(self) -> None:
        super().__init__()
        self.around = ExitStack()
        self.folder = Path(self.around.enter_context(tempfile.TemporaryDirectory()))
        self.stock_path = self.folder / "stock.json"
        for name, size in SIZES.items():
            self.around.enter_context(patch(name, size))
        # Stock TinyDB syncs each write to the disk; what it holds is the same without.
        self.around.enter_context(patch.object(os, "fsync"))
        self.disk = Folder()
        self.old_hint: bytes | None = None
        self.working: Iterator[Any] | None = None
        self.open(SPECS[0])
        self.open_stock()

    def open(self, spec: Mapping[str, str | None]) -> None:
        self.spec = spec if self.indexed else {}
        indexes = dict.fromkeys(TABLES, self.spec)
        db = LogDB(self.folder / "a.db", indexes=indexes, sync=False, disk=self.disk)
        db.table_class = self.table
        self.ours = Side(db, self.doc_id)

    def open_stock(self) -> None:
        db = TinyDB(self.stock_path, storage=JSONStorage)
        db.table_class = self.stock_table
        self.stock = Side(db, self.doc_id, composed)

    def teardown(self) -> None:
        self.stop_working()
        self.ours.db.close()
        self.stock.db.close()
        self.around.close()

    # What is done

    def both(self, op: Op) -> None:
        ours, stock = self.ours.do(op), self.stock.do(op)
        if isinstance(ours, Failed) and isinstance(stock, Failed):
            if ours != stock:
                # One meets another error first where documents come in another order, or are written earlier.
                assert (self.spec and may_use_index(op.args)) or "JSON" in ours.text
            self.count_anew()
            return
        if self.spec and may_use_index(op.args):
            # An index finds the same documents in an order of its own.
            if op.verb == "get":
                stock = ours if ours in self.stock.do(op._replace(verb="search")) else stock
            elif isinstance(ours, list) and isinstance(stock, list):
                ours, stock = sorted(ours), sorted(stock)
        assert ours == stock
        assert not InventingTable.made

    def count_anew(self) -> None:
        """Forget the next ids: what failed may have taken some, and not the same."""
        for table in (*self.ours.db._tables.values(), *self.stock.db._tables.values()):
            table._next_id = None
        InventingTable.made.clear()

    @initialize(first=filling, second=filling)
    def fill(self, first: list[Row], second: list[Row]) -> None:
        self.write([Op("insert_multiple", TABLES[0], (first,)), Op("insert_multiple", TABLES[1], (second,))])

    @rule(ops=st.lists(writing, min_size=1, max_size=4))
    def write(self, ops: list[Op]) -> None:
        for op in ops:
            self.both(op)
            self.same()

    @rule(ops=st.lists(reading, min_size=1, max_size=4))
    def read(self, ops: list[Op]) -> None:
        for op in [*ops, *ops]:
            self.both(op)

    @rule(ops=st.lists(writing | reading, min_size=1, max_size=5), fails=st.booleans())
    def transaction(self, ops: list[Op], fails: bool) -> None:
        before = self.stock_path.read_bytes()
        with suppress(Rollback), self.ours.db.transaction():
            for op in ops:
                self.both(op)
                self.same()
            if fails:
                raise Rollback
        if fails:
            self.stock.db.close()
            self.stock_path.write_bytes(before)
            self.open_stock()
            self.count_anew()
            self.read([op for op in ops if op.verb in ("search", "count", "get")])

    @rule(
        table=st.sampled_from(TABLES),
        limit=st.integers(-1, 5),
        before=st.none() | st.integers(-3, 3),
        after=st.none() | st.integers(-3, 3),
        equality=st.dictionaries(st.sampled_from("fgk"), scalars, max_size=2),
    )
    def page(self, table: str, limit: int, equality: dict[str, Any], **between: Any) -> None:
        rows = [(row.doc_id, dict(row)) for row in self.stock.db.table(table)]
        ours = self.ours.db.table(table)
        if isinstance(ours, DocTable):
            self.same_page(ours, rows, limit, equality=equality, **between)

    # Housekeeping, and what may happen meanwhile

    @rule(compacting=st.booleans(), ops=st.lists(writing, max_size=5), to_the_end=st.booleans())
    def work(self, compacting: bool, ops: list[Op], to_the_end: bool) -> None:
        """Compact, or save the hint, with something else between any two slices."""
        storage = self.ours.db.storage
        if self.working is None:
            self.working = iter(storage.compact() if compacting else storage.save_hint())
        for op in ops:
            next(self.working, None)
            self.both(op)
            self.same()
        if to_the_end:
            for _ in self.working:
                self.same()
            self.working = None

    @precondition(lambda self: self.working)
    @rule()
    def stop_working(self) -> None:
        if self.working is not None:
            self.working.close()
            self.working = None

    @rule(
        ops=st.lists(writing, max_size=3),
        killed=st.booleans(),
        hint=st.sampled_from(["left", "left", "old", "ahead", "missing", "flipped", "cut"]),
        at=st.integers(0, 2**16),
        torn=st.just(b"") | st.binary(max_size=9),
        spec=st.sampled_from(SPECS),
    )
    def reopen(
        self, ops: list[Op], killed: bool, torn: bytes, spec: Mapping[str, Any], **spoilt: Any
    ) -> None:
        """Save the hint, do something more, and begin again with what the folder then holds."""
        for _ in self.ours.db.storage.save_hint():
            pass
        log, stock = self.disk.contents()["a.db"], self.stock_path.read_bytes()
        self.write(ops)
        left = self.disk.contents()
        self.ours.db.close()
        self.stop_working()
        assert not self.disk.open_names()
        # What a killed process would not have written is forgotten with the folder it was written to.
        left = left if killed else self.disk.contents()
        self.stock.db.close()
        if spoilt["hint"] == "ahead":
            # Somebody has put a copy of the log back, and left the hint.
            left["a.db"] = log
            self.stock_path.write_bytes(stock)
        left["a.db"] += torn
        self.spoil_hint(left, **spoilt)
        self.disk = Folder(left)
        self.open(spec)
        assert self.ours.db.storage.recovered == len(torn)
        assert "a.db.new" not in self.disk.contents()
        self.open_stock()

    def spoil_hint(self, left: dict[str, bytes], hint: str, at: int) -> None:
        saved = left.pop("a.db.hint", None)
        self.old_hint, old = saved, self.old_hint
        if hint == "old":
            saved = old
        if saved and hint != "missing":
            at %= len(saved)
            flipped = saved[:at] + bytes([saved[at] ^ 1 << at % 8]) + saved[at + 1 :]
            left["a.db.hint"] = {"flipped": flipped, "cut": saved[:at]}.get(hint, saved)

    def same(self) -> None:
        assert contents(self.ours.db) == contents(self.stock.db)

    @invariant()
    def same_by_index(self) -> None:
        self.same()
        for name in self.spec and TABLES:
            rows = [(row.doc_id, dict(row)) for row in self.stock.db.table(name)]
            table = self.ours.db.table(name)
            assert len(table) == len(rows)
            for field in self.spec:
                for value in {row[field] for _, row in rows if is_scalar(row.get(field, []))} or {""}:
                    self.same_page(table, rows, 99, equality={field: value} if field else {})

    def same_page(
        self, table: DocTable, rows: list[Any], limit: int, equality: Mapping[str, Any], **between: Any
    ) -> None:
        between = {"before": None, "after": None} | between
        stored = with_text(equality, composed)
        expected = page_of(rows, self.spec, max(limit, 0), equality=stored, **between)
        try:
            assert [row.doc_id for row in table.page(limit, **between, **equality)] == expected
        except ValueError:
            assert expected is None
        assert table.count_where(**equality) == sum(has(row, stored) for _, row in rows)


class StockTableSameAsStock(SameAsStock):
    """TinyDB's own table over our storage."""

    table = stock_table = StockTable
    indexed = False


class StringsSameAsStock(SameAsStock):
    """The table the product uses, whose ids are strings."""

    table = InventingTable
    stock_table = RepeatingTable
    doc_id = staticmethod(lambda number: TEXT_IDS[number - 1])


profile = settings(
    max_examples=2 * settings().max_examples // 5,
    stateful_step_count=20,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
TestOurTableHoldsWhatStockTinyDBHolds = SameAsStock.TestCase
TestOurTableHoldsWhatStockTinyDBHolds.settings = profile
TestOurTableOfStringsHoldsWhatStockTinyDBHolds = StringsSameAsStock.TestCase
TestOurTableOfStringsHoldsWhatStockTinyDBHolds.settings = profile
TestStockTableOnOurStorageHoldsWhatStockTinyDBHolds = StockTableSameAsStock.TestCase
TestStockTableOnOurStorageHoldsWhatStockTinyDBHolds.settings = profile
