import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import Refused
from app.domain.ids import uuid7
from app.domain.kinds import KINDS, check_fields, check_whole

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=40),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)


@pytest.mark.parametrize("kind", sorted(KINDS))
@given(value=ANYTHING)
def test_whatever_is_given_for_a_field_is_cleaned_or_refused_never_believed(kind, value):
    for name in KINDS[kind].fields:
        clean, refused = cleaned(kind, name, value)
        if refused is None:
            assert check_fields(kind, clean) == clean
        else:
            assert refused.params["field"] == name


def cleaned(kind, name, value):
    try:
        return check_fields(kind, {name: value}), None
    except Refused as why:
        return {}, why


def test_a_field_nobody_knows_is_refused_by_name():
    with pytest.raises(Refused, match=r"field\.unknown \(field=role\)"):
        check_fields("me", {"role": "leader"})


def test_a_profile_needs_a_name_in_one_script_and_a_discipline():
    check_whole("me", {"name_bn": "নাসরিন", "discipline": "ot"})
    with pytest.raises(Refused, match="field=discipline"):
        check_whole("me", {"name_bn": "নাসরিন"})
    with pytest.raises(Refused, match="field=name_en"):
        check_whole("me", {"discipline": "ot", "name_en": ""})


def test_a_prompt_may_lack_one_language_but_not_both():
    check_whole("prompt", {"text_en": "Why?", "text_bn": ""})
    with pytest.raises(Refused):
        check_whole("prompt", {"text_en": "", "text_bn": ""})


def test_a_name_typed_with_one_keyboard_equals_the_same_name_from_another():
    typed = "নাসরিন জায়েদ"
    one = check_fields("me", {"name_bn": unicodedata.normalize("NFD", typed)})
    other = check_fields("me", {"name_bn": typed.replace("য\u09bc", "\u09df")})
    assert one == other


@pytest.mark.parametrize("field", ["post", "prompt"])
def test_a_reply_must_name_what_it_replies_to_by_id(field):
    kind = {"post": "reply", "prompt": "answer"}[field]
    assert check_fields(kind, {field: uuid7(1, bytes(10))})
    with pytest.raises(Refused):
        check_fields(kind, {field: "../../etc/passwd"})


def test_a_message_is_weighed_but_never_read():
    assert check_fields("dm", {"b": {"anything": ["at", "all"]}})
    with pytest.raises(Refused, match=r"text\.long"):
        check_fields("dm", {"b": {"text": "ক" * 10_000}})
