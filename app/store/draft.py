"""What TinyDB's updaters write on: a table as it will be, which remembers what was touched."""

from collections.abc import Callable, Iterator, MutableMapping
from typing import Any

from app.store.view import Documents


class Draft(MutableMapping[Any, dict[str, Any]]):
    """A table by its own ids, where every access makes a private copy and nothing is stored yet."""

    def __init__(self, stored: Documents, id_class: Callable[[Any], Any]) -> None:
        self._stored = stored
        self._id_class = id_class
        self.cleared = False
        self.touched: dict[str, dict[str, Any] | None] = {}

    def __getitem__(self, doc_id: Any) -> dict[str, Any]:
        key = str(doc_id)
        if key not in self.touched and not self.cleared:
            self.touched[key] = self._stored[key]
        document = self.touched.get(key)
        if document is None:
            raise KeyError(doc_id)
        return document

    def __setitem__(self, doc_id: Any, document: dict[str, Any]) -> None:
        self.touched[str(doc_id)] = document

    def __delitem__(self, doc_id: Any) -> None:
        if doc_id not in self:
            raise KeyError(doc_id)
        key = str(doc_id)
        if self._keeps(key):
            self.touched[key] = None
        else:
            del self.touched[key]

    def __contains__(self, doc_id: object) -> bool:
        key = str(doc_id)
        return self.touched[key] is not None if key in self.touched else self._keeps(key)

    def __iter__(self) -> Iterator[Any]:
        if not self.cleared:
            yield from (self._id_class(key) for key in self._stored if key in self)
        new = (key for key, document in self.touched.items() if document is not None)
        yield from (self._id_class(key) for key in new if not self._keeps(key))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def clear(self) -> None:
        """Begin with an empty table."""
        self.cleared = True
        self.touched.clear()

    def _keeps(self, key: str) -> bool:
        return not self.cleared and key in self._stored
