"""The text of an invitation, and what is read from it."""

import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.ids import uuid7
from app.domain.invitations import LETTERS, invitation, kept, read_invitation

IDS = st.builds(
    lambda at, noise: uuid7(at, noise), st.integers(0, 2**47), st.binary(min_size=10, max_size=10)
)
SECRETS = st.binary(min_size=10, max_size=10)


@given(IDS, SECRETS)
def test_what_was_written_is_read(circle, secret):
    assert read_invitation(invitation(circle, secret)) == (circle, secret.hex())


@given(IDS, SECRETS)
def test_capitals_spaces_line_breaks_and_letters_read_aloud_make_no_difference(circle, secret):
    text = invitation(circle, secret)
    for typed in (text.lower(), f"  {text} \n", text.replace("-", ""), text.replace("-", "\n")):
        assert read_invitation(typed) == (circle, secret.hex())
    assert read_invitation(text.replace("1", "l").replace("0", "o")) == (circle, secret.hex())


@given(IDS, SECRETS, st.text(max_size=80), st.text(max_size=80))
def test_a_message_around_it_makes_no_difference(circle, secret, before, after):
    message = f"{before}\n{invitation(circle, secret)}\n{after}"
    assert read_invitation(message) == (circle, secret.hex())


@given(st.text(max_size=80))
def test_any_text_is_read_without_complaint(text):
    circle, secret = read_invitation(text)
    assert bool(circle) == bool(secret)
    assert not circle or uuid.UUID(circle)


@pytest.mark.parametrize("text", ["", "ABCD-EFGH", "U" * LETTERS, "Z" * LETTERS, "0" * (LETTERS + 1)])
def test_what_can_be_no_invitation_is_none(text):
    assert read_invitation(text) == ("", "")


def test_what_is_kept_does_not_tell_the_secret():
    assert kept("00") != kept("01")
    assert len(kept("00")) == 64
