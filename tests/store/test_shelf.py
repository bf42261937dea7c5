from array import array

from app.store.journal import Place
from app.store.shelf import NOWHERE, RECENT, Shelf

SPEC = {"f": "n", "": "n"}


class File:
    """Lines that are only ids, each at a place of its own."""

    def __init__(self) -> None:
        self.ids: dict[int, str] = {}
        self.reads = 0

    def write(self, doc_id: str) -> Place:
        start = len(self.ids) * 10
        self.ids[start] = doc_id
        return start, 10, start + 1

    def read_id(self, place: Place) -> str:
        self.reads += 1
        return self.ids[place[0]]


def filled(*ids: str) -> tuple[Shelf, File]:
    file = File()
    shelf = Shelf(SPEC, file.read_id)
    for number, doc_id in enumerate(ids):
        shelf.add(doc_id, file.write(doc_id), shelf.keys({"f": "x", "n": -number}))
    return shelf, file


def picture(shelf: Shelf) -> object:
    """Everything a shelf knows."""
    asked = (("f", "x"), ("f", "y"), ("", ""))
    runs = [list(shelf.indexes[field].run(value).slots()) for field, value in asked]
    ids = [shelf.slot(doc_id) for doc_id in "abcd"]
    return ids, len(shelf), shelf.slots(), [shelf.place(slot) for slot in shelf.slots()], runs


def test_documents_stay_in_order_of_insertion_when_one_is_removed_and_put_back() -> None:
    shelf, _ = filled("a", "b", "c")
    before, place = picture(shelf), shelf.place(1)
    keys = shelf.keys({"f": "x", "n": -1})
    shelf.remove(1, "b", keys)
    assert (shelf.slots(), "b" in shelf, shelf.lives(1), shelf.place(1)[0]) == ([0, 2], False, False, NOWHERE)
    shelf.restore(1, "b", place, keys)
    assert picture(shelf) == before


def test_what_is_removed_and_put_back_after_it_was_packed_away_is_found_once() -> None:
    shelf, _ = filled("a", "b")
    shelf.settle()
    before, place, keys = picture(shelf), shelf.place(0), shelf.keys({"f": "x", "n": 0})
    shelf.remove(0, "a", keys)
    assert "a" not in shelf
    shelf.restore(0, "a", place, keys)
    shelf.settle()
    assert picture(shelf) == before
    assert list(shelf.candidates("a")) == [0]


def test_taking_back_what_was_added_leaves_no_trace() -> None:
    shelf, _ = filled("a", "b")
    before = picture(shelf)
    keys = shelf.keys({"f": "y", "n": 7})
    shelf.add("c", (20, 10, 0), keys)
    shelf.take_back("c", keys)
    assert picture(shelf) == before


def test_a_document_that_moves_keeps_its_slot_and_changes_its_index() -> None:
    shelf, _ = filled("a", "b")
    before = picture(shelf)
    old, new = shelf.keys({"f": "x", "n": 0}), shelf.keys({"f": "y", "n": 5})
    shelf.move(0, (99, 5, 7), old, new)
    assert shelf.place(0) == (99, 5, 7)
    assert list(shelf.indexes["f"].run("y").slots()) == [0]
    shelf.move(0, (0, 10, 1), new, old)
    assert picture(shelf) == before


def test_an_id_that_was_packed_away_is_told_from_one_of_the_same_hash_by_reading_it() -> None:
    shelf, file = filled("a", "b", "c", "d")
    shelf.settle()
    counts, columns = shelf.keep()
    packed = [int.from_bytes(columns[0][at : at + 8], "little") for at in range(0, 32, 8)]
    alike = sorted((max(packed) >> 26 << 26) | slot for slot in range(4))
    columns[0] = b"".join(number.to_bytes(8, "little") for number in alike)
    again = Shelf(SPEC, file.read_id)
    again.take(counts, [memoryview(column) for column in columns])
    found = next(doc_id for doc_id in "abcd" if again.slot(doc_id) is not None)
    assert list(again.candidates(found)) == [0, 1, 2, 3]
    assert again.slot(found) == "abcd".index(found)


def test_a_recent_id_is_found_without_reading_anything() -> None:
    shelf, file = filled("a", "b")
    assert shelf.slot("b") == 1
    assert shelf.slot("nobody") is None
    assert file.reads == 0


def test_many_ids_are_packed_into_a_few_lists_and_each_is_found() -> None:
    file = File()
    shelf = Shelf({}, file.read_id)
    for number in range(5 * RECENT):
        shelf.add(f"id{number}", file.write(f"id{number}"), ())
        shelf.settle_many()
    counts, columns = shelf.keep()
    assert len(counts) - 1 <= 4
    again = Shelf({}, file.read_id)
    again.take(counts, [memoryview(column) for column in columns])
    for number in range(0, 5 * RECENT, 97):
        assert shelf.slot(f"id{number}") == again.slot(f"id{number}") == number
    assert "nobody" not in again


def test_the_lists_of_packed_ids_become_one_unless_something_is_packed_meanwhile() -> None:
    file = File()
    shelf = Shelf({}, file.read_id)
    for number in range(3 * RECENT):
        shelf.add(f"id{number}", file.write(f"id{number}"), ())
        shelf.settle_many()
    shelf.settle()
    for _ in shelf.merge():
        shelf.add(f"more{len(shelf)}", file.write(f"more{len(shelf)}"), ())
        shelf.settle()
    assert len(shelf.keep()[0]) - 1 > 1
    for _ in shelf.merge():
        pass
    counts, columns = shelf.keep()
    assert len(counts) - 1 == 1
    assert columns[0] == bytes(array("Q", sorted(array("Q", columns[0]))))
    assert all(shelf.slot(f"id{number}") == number for number in range(0, 3 * RECENT, 59))
    assert all(shelf.slot(f"more{number}") == number for number in range(3 * RECENT, len(shelf)))
