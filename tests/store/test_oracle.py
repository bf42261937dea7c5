"""Whatever is done to it, our TinyDB holds what stock TinyDB holds, in the same order, across reopenings."""

import tempfile
from collections.abc import Callable, Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any, ClassVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from store.faults import MemoryFile
from tinydb import TinyDB, where
from tinydb.queries import QueryInstance
from tinydb.storages import MemoryStorage
from tinydb.table import Document

from app.store.storage import LogStorage
from app.store.table import DocTable

TABLES = ("_default", "records")
SPEC = {"f": "n", "g": None, "": "n"}

scalars = st.sampled_from(["ক", "খ", "", None, True, False, 0, 1, 1.0, 2])
numbers = st.one_of(st.integers(-3, 3), st.floats(-2, 2), st.just(2**63), st.just(2**53 + 1), scalars)
documents = st.fixed_dictionaries(
    {}, optional={"f": scalars | st.just([1]), "g": scalars, "n": numbers, "text": st.text(max_size=8)}
)
ids = st.integers(1, 12)
tables = st.sampled_from(TABLES)
conditions = st.one_of(
    st.builds(lambda value: where("f") == value, scalars | st.just([1])),
    st.builds(lambda f, g: (where("f") == f) & (where("g") == g), scalars, scalars),
    st.builds(lambda f, g: (where("f") == f) | (where("n") == g), scalars, numbers),
    st.builds(lambda value: ~(where("g") == value), scalars),
    st.builds(lambda: where("text").exists()),
)
Change = Callable[[TinyDB], Any]


class IndexedDB(TinyDB):
    table_class = DocTable


class Rollback(Exception):
    """Ends a transaction badly."""


class SameAsStock(RuleBasedStateMachine):
    """Every rule does the same to both databases and expects the same answer."""

    database: ClassVar[type[TinyDB]] = IndexedDB
    indexes: ClassVar[Mapping[str, Any]] = dict.fromkeys(TABLES, SPEC)

    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.file = MemoryFile()
        self.stock = TinyDB(storage=MemoryStorage)
        self.open()

    def open(self) -> None:
        path = Path(self.folder.name) / "a.db"
        opener = self.file.opener()
        self.ours = self.database(
            path, storage=LogStorage, indexes=self.indexes, sync=False, open_file=opener
        )

    def teardown(self) -> None:
        if hasattr(self, "ours"):
            self.ours.close()
            self.folder.cleanup()

    def both(self, change: Change) -> None:
        answers = []
        for db in (self.ours, self.stock):
            try:
                answers.append(deepcopy(change(db)))
            except ValueError as error:
                answers.append(str(error))
        # An index finds the same documents in an order of its own.
        first, second = (sorted(one) if isinstance(one, list) else one for one in answers)
        assert first == second

    @rule(table=tables, document=documents, doc_id=st.none() | ids)
    def insert(self, table: str, document: dict[str, Any], doc_id: int | None) -> None:
        self.both(inserting(table, document, doc_id))

    @rule(table=tables, many=st.lists(st.tuples(ids, documents), max_size=4))
    def insert_multiple(self, table: str, many: list[tuple[int, dict[str, Any]]]) -> None:
        self.both(
            lambda db: db.table(table).insert_multiple(Document(deepcopy(one), key) for key, one in many)
        )

    @rule(table=tables, fields=documents, cond=conditions | st.none())
    def update(self, table: str, fields: dict[str, Any], cond: QueryInstance | None) -> None:
        self.both(lambda db: db.table(table).update(deepcopy(fields), cond))

    @rule(table=tables, fields=documents, doc_ids=st.lists(ids, max_size=3, unique=True))
    def update_ids(self, table: str, fields: dict[str, Any], doc_ids: list[int]) -> None:
        self.both(
            lambda db: db.table(table).update(lambda row: row.update(deepcopy(fields)), doc_ids=doc_ids)
        )

    @rule(table=tables, updates=st.lists(st.tuples(documents, conditions), max_size=3))
    def update_multiple(self, table: str, updates: list[tuple[dict[str, Any], QueryInstance]]) -> None:
        self.both(lambda db: db.table(table).update_multiple(deepcopy(updates)))

    @rule(table=tables, document=documents, doc_id=ids)
    def upsert(self, table: str, document: dict[str, Any], doc_id: int) -> None:
        self.both(lambda db: db.table(table).upsert(Document(deepcopy(document), doc_id)))

    @rule(table=tables, document=documents, cond=conditions)
    def upsert_where(self, table: str, document: dict[str, Any], cond: QueryInstance) -> None:
        self.both(lambda db: db.table(table).upsert(deepcopy(document), cond))

    @rule(table=tables, cond=conditions)
    def remove(self, table: str, cond: QueryInstance) -> None:
        self.both(lambda db: db.table(table).remove(cond))

    @rule(table=tables, doc_ids=st.lists(ids, max_size=3, unique=True))
    def remove_ids(self, table: str, doc_ids: list[int]) -> None:
        self.both(lambda db: db.table(table).remove(doc_ids=doc_ids))

    @rule(table=tables)
    def truncate(self, table: str) -> None:
        self.both(lambda db: db.table(table).truncate())

    @rule(table=tables)
    def drop(self, table: str) -> None:
        self.both(lambda db: db.drop_table(table))

    @rule(table=tables, cond=conditions)
    def search(self, table: str, cond: QueryInstance) -> None:
        self.both(lambda db: [one.doc_id for one in db.table(table).search(cond)])
        self.both(lambda db: db.table(table).contains(cond))

    @rule(
        many=st.lists(st.tuples(tables, documents, ids, conditions), min_size=1, max_size=5),
        fails=st.booleans(),
    )
    def transaction(self, many: list[tuple[str, dict[str, Any], int, QueryInstance]], fails: bool) -> None:
        before = deepcopy(self.stock.storage.read())
        try:
            with self.ours.storage.transaction():
                for table, document, doc_id, cond in many:
                    self.both(inserting(table, document, doc_id))
                    self.both(lambda db, table=table, cond=cond: db.table(table).remove(cond))
                    self.both(inserting(table, document, None))
                    self.both(
                        lambda db, table=table, row=document: db.table(table).update(
                            dict(row), doc_ids=[1, 2]
                        )
                    )
                    self.same()
                if fails:
                    raise Rollback
        except Rollback:
            self.stock = TinyDB(storage=MemoryStorage)
            self.stock.storage.write(before)  # type: ignore[arg-type]
            self.ours._tables.clear()

    @rule(crashed=st.binary(max_size=9))
    def reopen(self, crashed: bytes) -> None:
        self.ours.close()
        self.file.content += crashed
        self.open()
        assert self.ours.storage.recovered == len(crashed)
        self.stock._tables.clear()

    @invariant()
    def same(self) -> None:
        if not hasattr(self, "ours"):
            return
        theirs = self.stock.storage.read() or {}
        ours = self.ours.storage.read() or {}
        assert {name: list(rows.items()) for name, rows in ours.items()} == {
            name: [(str(key), row) for key, row in rows.items()] for name, rows in theirs.items()
        }
        for name in theirs:
            self.same_pages(name, [(int(key), row) for key, row in theirs[name].items()])

    def same_pages(self, name: str, rows: list[tuple[int, dict[str, Any]]]) -> None:
        table = self.ours.table(name)
        if not isinstance(table, DocTable):
            return
        numbered = [(key, row) for key, row in rows if is_number(row.get("n"))]
        assert found(table.page(99)) == by_number(numbered)
        for value in ("ক", None, 1, 0, ""):
            equal = [(key, row) for key, row in rows if "f" in row and row["f"] == value]
            assert found(table.page(99, f=value)) == by_number(equal)
            assert found(table.page(2, f=value)) == by_number(equal)[-2:]
            assert found(table.page(2, after=0, f=value)) == by_number(equal, after=0)[:2]
            assert found(table.page(2, before=1, f=value)) == by_number(equal, before=1)[-2:]
            assert table.count_where(f=value) == len(equal)
            inserted = [key for key, row in rows if "g" in row and row["g"] == value]
            assert found(table.page(99, g=value)) == inserted


def inserting(table: str, document: dict[str, Any], doc_id: int | None) -> Change:
    def insert(db: TinyDB) -> int:
        return db.table(table).insert(
            deepcopy(document) if doc_id is None else Document(deepcopy(document), doc_id)
        )

    return insert


def found(rows: list[Document]) -> list[int]:
    return [row.doc_id for row in rows]


def is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def by_number(
    rows: list[tuple[int, dict[str, Any]]], before: float = float("inf"), after: float = float("-inf")
) -> list[int]:
    placed = [(row["n"] if is_number(row.get("n")) else -(2**63), key) for key, row in rows]
    kept = [(number, key) for number, key in placed if after < number < before]
    return [key for _, key in sorted(kept, key=lambda pair: pair[0])]


class StockTableSameAsStock(SameAsStock):
    """TinyDB's own table over our storage."""

    database = TinyDB
    indexes: ClassVar[Mapping[str, Any]] = {}


profile = settings(
    max_examples=60, stateful_step_count=20, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
TestOurTableHoldsWhatStockTinyDBHolds = SameAsStock.TestCase
TestOurTableHoldsWhatStockTinyDBHolds.settings = profile
TestStockTableOnOurStorageHoldsWhatStockTinyDBHolds = StockTableSameAsStock.TestCase
TestStockTableOnOurStorageHoldsWhatStockTinyDBHolds.settings = settings(profile, max_examples=60)
