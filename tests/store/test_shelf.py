from app.store.shelf import LoadingShelf, Shelf

SPEC = {"f": "n", "": "n"}


def filled(*ids: str) -> Shelf:
    shelf = Shelf(SPEC)
    for number, doc_id in enumerate(ids):
        shelf.add(doc_id, (number * 10, 10), shelf.keys({"f": "x", "n": -number}))
    return shelf


def picture(shelf: Shelf) -> object:
    """Everything a shelf knows."""
    runs = [
        list(shelf.indexes[field].run(value).slots) for field, value in (("f", "x"), ("f", "y"), ("", ""))
    ]
    return list(shelf), len(shelf), shelf.slots(), [shelf.place(slot) for slot in shelf.slots()], runs


def test_documents_stay_in_order_of_insertion_when_one_is_removed_and_put_back() -> None:
    shelf = filled("a", "b", "c")
    before = picture(shelf)
    keys = shelf.keys({"f": "x", "n": -1})
    shelf.remove(1, keys)
    assert (list(shelf), "b" in shelf, shelf.id_at(1)) == (["a", "c"], False, None)
    shelf.restore(1, "b", keys)
    assert picture(shelf) == before


def test_taking_back_what_was_added_leaves_no_trace() -> None:
    shelf = filled("a", "b")
    before = picture(shelf)
    keys = shelf.keys({"f": "y", "n": 7})
    shelf.add("c", (20, 10), keys)
    shelf.take_back("c", keys)
    assert picture(shelf) == before


def test_a_document_that_moves_keeps_its_slot_and_changes_its_index() -> None:
    shelf = filled("a", "b")
    before = picture(shelf)
    old, new = shelf.keys({"f": "x", "n": 0}), shelf.keys({"f": "y", "n": 5})
    shelf.move(0, (99, 5), old, new)
    assert (list(shelf), shelf.place(0), list(shelf.indexes["f"].run("y").slots)) == (
        ["a", "b"],
        (99, 5),
        [0],
    )
    shelf.move(0, (0, 10), new, old)
    assert picture(shelf) == before


def test_loading_line_by_line_gives_the_shelf_that_was_saved() -> None:
    loading = LoadingShelf(SPEC)
    loading.put("gone", (0, 1), {"f": "x", "n": 3})
    loading.put("a", (7, 1), {"f": "y", "n": 9})
    loading.forget("gone")
    loading.put("b", (10, 10), {"f": "x", "n": -1})
    loading.put("a", (0, 10), {"f": "x", "n": 0})
    loading.finish()
    runs = [
        [loading.id_at(slot) for slot in loading.indexes["f"].run("x").slots],
        len(loading.indexes["f"].run("y")),
    ]
    assert (list(loading), runs) == (["a", "b"], [["b", "a"], 0])
