"""What is put on the wire comes off it as it was, and what does not belong there is told apart from it."""

import json
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.sync import accounts as spoken
from app.sync import protocol
from app.sync.doors import DOORS
from app.sync.wire import from_wire, to_wire

MESSAGES = [
    *(kind for door in DOORS for kind in (door.asks, door.answers)),
    protocol.Mutation,
    protocol.Row,
    protocol.Result,
    protocol.Page,
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
    return st.builds(kind, **{name: values_of(hint) for name, hint in get_type_hints(kind).items()})


def values_of(hint: Any) -> st.SearchStrategy[Any]:
    plain = {str: st.text(max_size=9), int: numbers, bool: st.booleans(), Any: json_values}
    inner = [values_of(argument) for argument in get_args(hint)]
    match get_origin(hint):
        case None:
            return plain[hint] if hint in plain else st.none() if hint is type(None) else messages(hint)
        case origin if origin is list:
            return st.lists(inner[0], max_size=3)
        case origin if origin is dict:
            return st.dictionaries(st.text(max_size=5), inner[1], max_size=3)
        case origin if origin is tuple:
            return st.tuples(*inner)
        case _:
            return st.one_of(inner)


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
    assert from_wire(spoken.Invite, {"device": True, "moon": 1}) == spoken.Invite(device=True)


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
        from_wire(spoken.Invited, data)


def test_a_number_is_never_a_yes_or_no():
    with pytest.raises(ValueError, match="bool"):
        from_wire(spoken.Invite, {"device": 1})


SECRET = "a heron in the reeds"


@pytest.mark.parametrize(
    "message",
    [
        spoken.Join(code=SECRET, person="p", device="d", token=SECRET),
        spoken.SignIn(login="l", password=SECRET, device="d", token=SECRET),
        spoken.Recover(login="l", code=SECRET, password=SECRET, device="d", token=SECRET),
        spoken.SetPassword(login="l", password=SECRET, old=SECRET),
        spoken.Recovery(login="l", codes=[SECRET]),
        spoken.NewToken(token=SECRET),
        spoken.Invited(code=SECRET, until=1),
    ],
    ids=lambda message: type(message).__name__,
)
def test_what_is_secret_in_a_message_is_not_in_what_it_says_of_itself(message):
    assert SECRET not in repr(message)
