"""What is put on the wire comes off it as it was, and what does not belong there is told apart from it."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.sync import protocol
from app.sync.protocol import from_wire, to_wire

MESSAGES = [
    protocol.Join,
    protocol.Joined,
    protocol.Mutation,
    protocol.Push,
    protocol.Row,
    protocol.Result,
    protocol.Pushed,
    protocol.Pull,
    protocol.Page,
    protocol.Pulled,
    protocol.Invite,
    protocol.Invited,
    protocol.Trouble,
]

numbers = st.integers(-(2**53), 2**53)
json_values = st.recursive(
    st.none()
    | st.booleans()
    | numbers
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


def messages(kind: type) -> st.SearchStrategy[Any]:
    """Messages of this kind, with any JSON where anything may stand."""
    stamps = st.dictionaries(
        st.text(max_size=5), st.tuples(numbers, numbers, st.text(max_size=5)), max_size=3
    )
    anything = st.dictionaries(st.text(max_size=5), json_values, max_size=3)
    special: dict[str, Any] = {"args": anything, "v": anything, "params": anything, "h": stamps}
    inner: dict[str, Any] = {
        "mutations": lambda: st.lists(messages(protocol.Mutation), max_size=3),
        "rows": lambda: st.lists(messages(protocol.Row), max_size=3),
        "results": lambda: st.lists(messages(protocol.Result), max_size=3),
        "pages": lambda: st.lists(messages(protocol.Page), max_size=2),
        "row": lambda: st.none() | messages(protocol.Row),
    }
    plain = {"str": st.text(max_size=9), "int": numbers, "bool": st.booleans()}
    fields = {}
    for name, hint in kind.__annotations__.items():
        if name in special:
            fields[name] = special[name]
        elif name in inner:
            fields[name] = inner[name]()
        elif hint in (str, int, bool):
            fields[name] = plain[hint.__name__]
        elif name == "cur":
            fields[name] = st.dictionaries(st.text(max_size=5), numbers, max_size=3)
        else:
            fields[name] = st.lists(st.text(max_size=5), max_size=3)
    return st.builds(kind, **fields)


def through_json(message: Any) -> Any:
    return json.loads(json.dumps(to_wire(message), ensure_ascii=False))


@pytest.mark.parametrize("kind", MESSAGES)
def test_a_message_comes_back_as_it_went(kind):
    @given(messages(kind))
    def check(message: Any) -> None:
        assert from_wire(kind, through_json(message)) == message

    check()


@pytest.mark.parametrize("kind", MESSAGES)
def test_garbage_is_a_value_error_and_nothing_else(kind):
    names = st.sampled_from([*kind.__annotations__, "moon"])
    garbage = json_values | st.dictionaries(names, json_values, max_size=6)

    @given(garbage)
    def check(data: Any) -> None:
        try:
            message = from_wire(kind, data)
        except ValueError:
            return
        assert from_wire(kind, through_json(message)) == message

    check()


def test_a_message_with_one_field_spoilt_is_a_value_error_or_still_a_message():
    good = through_json(
        protocol.Pulled(
            epoch="e",
            req="r",
            now=1,
            pages=[
                protocol.Page(
                    scope="k",
                    to=1,
                    head=1,
                    rows=[
                        protocol.Row(
                            k="post", id="i", seq=1, pos=1, by="b", at=1, said=1, h={"a": (1, 2, "d")}
                        )
                    ],
                )
            ],
        )
    )
    paths = [("epoch",), ("pages",), ("pages", 0), ("pages", 0, "rows"), ("pages", 0, "rows", 0, "h", "a")]
    paths += [("pages", 0, "rows", 0, name) for name in good["pages"][0]["rows"][0]]

    @given(st.sampled_from(paths), json_values)
    def check(path: tuple[Any, ...], spoilt: Any) -> None:
        data = json.loads(json.dumps(good))
        place = data
        for step in path[:-1]:
            place = place[step]
        place[path[-1]] = spoilt
        try:
            from_wire(protocol.Pulled, data)
        except ValueError:
            return

    check()


def test_unknown_fields_are_passed_over():
    assert from_wire(protocol.Invite, {"device": True, "moon": 1}) == protocol.Invite(device=True)


@pytest.mark.parametrize(
    "data",
    [
        None,
        [],
        "x",
        {},
        {"code": "c"},
        {"code": 1, "until": 2},
        {"code": "c", "until": True},
        {"code": "c", "until": 1.5},
    ],
)
def test_what_lacks_a_field_or_has_another_type_in_it_is_no_message(data):
    with pytest.raises(ValueError, match=r"."):
        from_wire(protocol.Invited, data)


def test_a_number_is_never_a_yes_or_no():
    with pytest.raises(ValueError, match="bool"):
        from_wire(protocol.Invite, {"device": 1})
