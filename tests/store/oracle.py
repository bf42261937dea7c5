"""How an operation is done to a TinyDB, ours or stock, so that what comes of it can be compared."""

import json
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, ClassVar, NamedTuple
from unicodedata import normalize

from tinydb import TinyDB, operations
from tinydb.queries import QueryInstance
from tinydb.table import Document, Table

from app.store.table import StrTable

TABLES = ("_default", "records")
COMPOSED, DECOMPOSED = "é", "e\u0301"
TEXT_IDS = ["1", "2", "10", "", "এক", COMPOSED, DECOMPOSED, "\ud83d", "a b", "a\nb", "#1", "null"]


class Id(NamedTuple):
    """One of a few ids; what it is to a TinyDB depends on its table."""

    number: int


class Row(NamedTuple):
    """A document, with an id or without."""

    doc_id: Id | None
    fields: dict[str, Any]


class Change(NamedTuple):
    """One of TinyDB's operations on a field."""

    name: str
    args: tuple[Any, ...]


class Op(NamedTuple):
    """A verb of a table (or, without one, of the database) and what it is given."""

    verb: str
    table: str | None
    args: tuple[Any, ...] = ()
    named: Mapping[str, Any] = {}


class Failed(NamedTuple):
    """The error that came of an operation."""

    name: str
    text: str


class StockTable(Table):
    """TinyDB's table, with the one verb ours has on top."""

    def put(self, doc_id: Any, document: Mapping[str, Any]) -> None:
        self._update_table(lambda table: table.update({doc_id: dict(document)}))


class WholeTable(StockTable):
    """TinyDB's table without what ours does better on purpose.

    Stock TinyDB stores `insert_multiple` over a document whose id it counts up to, or has just been given,
    and an `upsert` that fails may leave an empty table behind.
    """

    def insert_multiple(self, documents: Iterable[Mapping[str, Any]]) -> list[Any]:
        insert = super().insert_multiple
        with self._whole():
            doc_ids = insert([])
            for one in documents:
                doc_ids += insert([one if isinstance(one, Document) else Document(one, self._get_next_id())])
            return doc_ids

    def upsert(self, *given: Any) -> list[Any]:
        with self._whole():
            return super().upsert(*given)

    @contextmanager
    def _whole(self) -> Iterator[None]:
        before = self._storage.read()
        try:
            yield
        except Exception:
            self._storage.write(before or {})
            raise


class InventingTable(StrTable):
    """Our table of strings, which notes the ids it thinks of, for stock TinyDB to take them too."""

    made: ClassVar[deque[str]] = deque()

    def _get_next_id(self) -> str:
        self.made.append(super()._get_next_id())
        return self.made[-1]


class RepeatingTable(WholeTable):
    document_id_class = str

    def _get_next_id(self) -> str:
        return InventingTable.made.popleft()


# Doing it


@dataclass
class Side:
    """A TinyDB to which everything is done: `text` to each string it is to store, `doc_id` to find an id."""

    db: TinyDB
    doc_id: Callable[[int], Any]
    text: Callable[[str], str] = str

    def do(self, op: Op) -> Any:
        """What comes of it: answers and errors in a form to compare."""
        target = self.db if op.table is None else self.db.table(op.table)
        named = {name: self.ready(given) for name, given in op.named.items()}
        try:
            return told(getattr(target, op.verb)(*map(self.ready, op.args), **named))
        except (LookupError, TypeError, ValueError, RuntimeError) as error:
            return Failed(type(error).__name__, str(error))

    def ready(self, given: Any) -> Any:
        """An argument as a TinyDB takes it, and a copy of its own."""
        match given:
            case Id(number):
                return self.doc_id(number)
            case Row(doc_id, fields):
                row = with_text(fields, self.text)
                return row if doc_id is None else Document(row, self.ready(doc_id))
            case Change(name, args):
                return getattr(operations, name)(*(with_text(arg, self.text) for arg in args))
            case dict():
                return with_text(given, self.text)
            case list() | tuple():
                return [self.ready(one) for one in given]
            case _:
                return given


def composed(text: str) -> str:
    return normalize("NFC", text)


def with_text(value: Any, text: Callable[[str], str]) -> Any:
    match value:
        case str():
            return text(value)
        case dict():
            return {key: with_text(inner, text) for key, inner in value.items()}
        case list() | tuple():
            return type(value)(with_text(inner, text) for inner in value)
        case _:
            return value


def told(answer: Any) -> Any:
    match answer:
        case Document():
            return answer.doc_id, exactly(answer)
        case list():
            return [told(one) for one in answer]
        case _:
            return answer


def exactly(document: Any) -> str:
    """Text in which 1, 1.0 and True differ, and the order of the fields counts."""
    return json.dumps(document)


def contents(db: TinyDB) -> list[tuple[str, list[tuple[str, str]]]]:
    """Every table, every document, in order."""
    tables = db.storage.read() or {}
    return [(name, [(str(key), exactly(row)) for key, row in rows.items()]) for name, rows in tables.items()]


def may_use_index(given: Any) -> bool:
    """Whether what is found may come in the order of an index instead of the order of insertion."""
    if isinstance(given, list | tuple):
        return any(map(may_use_index, given))
    return isinstance(given, QueryInstance) and bool(given._hash) and given._hash[0] in ("==", "and")


# What `page` should answer


def is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def page_of(
    rows: list[tuple[Any, dict[str, Any]]],
    spec: Mapping[str, str | None],
    limit: int,
    *,
    before: float | None,
    after: float | None,
    equality: dict[str, Any],
) -> list[Any] | None:
    """The ids of a page of these rows, by the definition of a page; None where no index fits."""
    indexed = next((name for name in equality or {"": ""} if name in spec), None)
    if indexed is None:
        return None
    placed = []
    for doc_id, row in rows:
        number = 0 if spec[indexed] is None else row.get(spec[indexed])
        if (indexed or is_number(number)) and has(row, equality):
            placed.append((number if is_number(number) else -(2**63), doc_id))
    kept = [one for one in placed if before is None or one[0] < before]
    kept = sorted((one for one in kept if after is None or one[0] > after), key=itemgetter(0))
    found = [doc_id for _, doc_id in kept]
    return found[:limit] if after is not None else found[max(len(found) - limit, 0) :]


def is_scalar(value: object) -> bool:
    return value is None or isinstance(value, str | int | float)


def has(row: dict[str, Any], equality: Mapping[str, Any]) -> bool:
    return all(name in row and row[name] == value for name, value in equality.items())
