"""TinyDB tables that write what was touched, and read by index."""

from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping, Sequence
from itertools import islice
from typing import Any, overload
from uuid import uuid4

from tinydb.queries import QueryLike
from tinydb.table import Document, Table
from tinydb.utils import LRUCache

from app.store.draft import Draft
from app.store.format import composed
from app.store.index import WHOLE, Run, indexable
from app.store.storage import LogStorage
from app.store.tables import Tables
from app.store.view import TableView
from app.store.words import EVER, Between, Way

Fields = Mapping[str, Any] | Callable[[MutableMapping[str, Any]], None]

READ_FIRST = 64
"""Documents just written that are read for their words before something is looked up."""


class DocTable(Table):
    """A TinyDB table over a `LogStorage`: the same verbs, at the cost of the documents they touch."""

    _storage: LogStorage
    _cache_revision = -1

    @property
    def _tables(self) -> Tables:
        return self._storage.tables

    # Reading: what stock TinyDB finds, without reading what an index rules out

    def search(self, cond: QueryLike) -> list[Document]:
        """Every match; in index order where `cond` asks equality of an indexed field, else as inserted."""
        if self._cache_revision != self._tables.revision:
            self.clear_cache()
            self._cache_revision = self._tables.revision
        # The cache keeps ids, not documents: a caller may do with a result what they like.
        cache: LRUCache[QueryLike, Any] = self._query_cache
        known: list[str] | None = cache.get(cond)
        if known is not None:
            return list(self._documents(self._slots(known)))
        found = list(self._matching(cond))
        if getattr(cond, "is_cacheable", _always)():
            cache[cond] = [document.doc_id for document in found]
        return found

    @overload  # type: ignore[override]
    def get(self, cond: QueryLike) -> Document | None: ...
    @overload
    def get(self, cond: None = None, *, doc_id: Any) -> Document | None: ...
    @overload
    def get(self, cond: None = None, *, doc_ids: Iterable[Any]) -> list[Document]: ...
    def get(
        self, cond: QueryLike | None = None, doc_id: Any = None, doc_ids: Iterable[Any] | None = None
    ) -> Document | list[Document] | None:
        """The document of this id, or those of several ids, or the first match; None if there is none."""
        if doc_id is not None:
            document = self._tables.document(self.name, str(doc_id))
            return None if document is None else self.document_class(document, doc_id)
        if doc_ids is not None:
            return list(self._documents(sorted(self._slots({str(one) for one in doc_ids}))))
        if cond is not None:
            return next(self._matching(cond), None)
        raise RuntimeError("You have to pass either cond or doc_id or doc_ids")

    def contains(self, cond: QueryLike | None = None, doc_id: Any = None) -> bool:
        """Whether there is a document of this id, or one that matches."""
        return super().contains(cond, doc_id)

    def page(
        self, limit: int, before: float | None = None, after: float | None = None, **equality: Any
    ) -> list[Document]:
        """The last `limit` documents with these fields, ascending by their index's number.

        `before` and `after` are such numbers, neither included; with `after` it is the first `limit` behind
        it. Without a field it is the whole table in the order of the index ''. The first indexed field of
        those given is looked up, the others are filtered. Raises ValueError where no index fits.
        """
        equality = composed(equality)
        run = self._run(equality or {WHOLE: WHOLE})
        if run is None:
            raise ValueError(f"no index of {self.name} fits {list(equality)}")
        limit = max(limit, 0)
        order = run.slots(before, after, latest_first=after is None)
        if len(equality) < 2:
            found = list(self._documents(list(islice(order, limit))))
        else:
            documents = self._documents(list(order))
            found = list(islice((document for document in documents if _has(document, equality)), limit))
        return found if after is not None else found[::-1]

    def count_where(self, **equality: Any) -> int:
        """How many documents have these fields with these values; one indexed field is counted unread."""
        if not equality:
            return len(self)
        equality = composed(equality)
        run = self._run(equality)
        if run is not None and len(equality) == 1:
            return len(run)
        documents = self if run is None else self._documents(list(run.slots()))
        return sum(1 for document in documents if _has(document, equality))

    def find(self, ways: Iterable[Way], limit: int, between: Between = EVER) -> tuple[list[Document], int]:
        """The first `limit` documents that may fit, and how many there may be: by way, the latest first.

        They are candidates, which the words they had when they were last read speak for; whoever asks looks
        at them. Raises ValueError where there is no index of words.
        """
        shelf = self._tables.shelf(self.name)
        words = shelf.words
        if words is None:
            raise ValueError(f"no index of the words of {self.name}")
        self._tables.read_words(self.name, READ_FIRST)
        chosen: list[int] = []
        count = 0
        for found in words.find(ways, between):
            count += len(found)
            chosen += words.latest(found, limit - len(chosen), shelf.lives)
        return list(self._documents(chosen)), count

    # Writing: stock TinyDB's verbs on ids, which are found first

    def insert(self, document: Mapping[str, Any]) -> Any:
        """Store a new document and give its id. Raises ValueError if there is one of that id."""
        if isinstance(document, self.document_class):
            # As in stock TinyDB: the next id is the one after the greatest, which may be this one.
            self._next_id = None
        return self.insert_multiple([document])[0]

    def insert_multiple(self, documents: Iterable[Mapping[str, Any]]) -> list[Any]:
        """Store new documents in one commit and give their ids. Raises ValueError as `insert` does."""
        doc_ids: list[Any] = []
        self._tables.amend(self.name, self._identified(documents, doc_ids), fresh=True)
        self.clear_cache()
        return doc_ids

    def put(self, doc_id: Any, document: Mapping[str, Any]) -> None:
        """Store a document whole: what had this id before is replaced, where `upsert` would merge into it."""

        def replace(table: MutableMapping[Any, Any]) -> None:
            table[doc_id] = dict(document)

        self._update_table(replace)

    def update(
        self, fields: Fields, cond: QueryLike | None = None, doc_ids: Iterable[Any] | None = None
    ) -> list[Any]:
        """Set these fields, or call this on the document, wherever it matches; gives the ids."""
        return super().update(fields, None, self._targets(cond, doc_ids))

    def update_multiple(self, updates: Iterable[tuple[Fields, QueryLike]]) -> list[Any]:
        """Let each document meet these updates in turn; gives an id for each that matched."""
        updates = list(updates)
        updated: list[Any] = []
        with self._tables.transaction():
            # What matches none of them now will not match later: only a match changes a document.
            matching = {one.doc_id for _, cond in updates for one in self._matching(cond)}
            for doc_id in [document.doc_id for document in self.get(doc_ids=matching)]:
                for fields, cond in updates:
                    document = self.get(doc_id=doc_id)
                    if document is not None and cond(document):
                        updated += super().update(fields, None, [doc_id])
            # As in stock TinyDB, a table that was to be changed is there afterwards.
            self._tables.amend(self.name, ())
        return updated

    def upsert(self, document: Mapping[str, Any], cond: QueryLike | None = None) -> list[Any]:
        """Update what matches or has the document's id, or insert it: one commit either way."""
        with self._tables.transaction():
            return super().upsert(document, cond)

    def remove(self, cond: QueryLike | None = None, doc_ids: Iterable[Any] | None = None) -> list[Any]:
        """Remove what matches, or these ids; gives the ids removed."""
        return super().remove(None, self._targets(cond, doc_ids))

    def take_out(
        self, unless: Callable[[Mapping[str, Any]], bool], **equality: Any
    ) -> Iterator[Mapping[str, Any]]:
        """Remove the documents with this indexed field, all but those of which `unless` is true.

        Gives what was removed, and removes as it is asked for the next: run it to its end in a transaction.
        """
        run = self._run(composed(equality))
        slots = list(run.slots()) if run is not None else []
        yield from self._tables.take_out(self.name, slots, unless)
        self.clear_cache()

    # Inside

    def _identified(
        self, documents: Iterable[Mapping[str, Any]], doc_ids: list[Any]
    ) -> Iterator[tuple[str, Mapping[str, Any]]]:
        for document in documents:
            if not isinstance(document, dict | Mapping):
                raise ValueError("Document is not a Mapping")
            own = isinstance(document, self.document_class)
            doc_id = document.doc_id if own else self._get_next_id()  # type: ignore
            doc_ids.append(doc_id)
            yield str(doc_id), document if isinstance(document, dict) else dict(document)

    def _update_table(self, updater: Callable[[Any], None]) -> None:
        draft = Draft(TableView(self._tables, self.name), self.document_id_class)
        updater(draft)
        self._tables.amend(self.name, draft.touched.items(), cleared=draft.cleared)
        self.clear_cache()

    def _targets(self, cond: QueryLike | None, doc_ids: Iterable[Any] | None) -> list[Any] | None:
        if doc_ids is not None:
            return list(doc_ids)
        return None if cond is None else [document.doc_id for document in self._matching(cond)]

    def _matching(self, cond: QueryLike) -> Iterator[Document]:
        # A query tells what it asks only by its private hash; one without a readable hash is a scan.
        asked = dict(_equalities(getattr(cond, "_hash", None)))
        asked.pop(WHOLE, None)  # the order of the whole table is no field
        run = self._run(asked)
        documents = iter(self) if run is None else self._documents(list(run.slots()))
        return (document for document in documents if cond(document))

    def _run(self, equality: Mapping[str, Any]) -> Run | None:
        indexes = self._tables.shelf(self.name).indexes
        for field, value in equality.items():
            if field in indexes and indexable(value):
                return indexes[field].run(value)
        return None

    def _slots(self, doc_ids: Iterable[Any]) -> list[int]:
        shelf = self._tables.shelf(self.name)
        slots = (shelf.slot(str(doc_id)) for doc_id in doc_ids)
        return [slot for slot in slots if slot is not None]

    def _documents(self, slots: Sequence[int]) -> Iterator[Document]:
        for doc_id, document in self._tables.documents(self.name, slots):
            yield self.document_class(document, self.document_id_class(doc_id))


class StrTable(DocTable):
    """A table whose ids are strings; a document inserted without one gets a random one."""

    document_id_class = str  # type: ignore[assignment]

    def _get_next_id(self) -> str:
        return uuid4().hex


def _equalities(asked: object) -> Iterator[tuple[str, Any]]:
    """The equalities of top-level fields which a query's hash says every match fulfils."""
    match asked:
        case ("==", (str() as field,), value):
            yield field, value
        case ("and", frozenset() as parts):
            for part in parts:
                yield from _equalities(part)


def _has(document: Mapping[str, Any], equality: Mapping[str, Any]) -> bool:
    return all(field in document and document[field] == value for field, value in equality.items())


def _always() -> bool:
    return True
