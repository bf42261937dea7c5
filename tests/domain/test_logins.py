"""Names to sign in with."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import Refused
from app.domain.logins import check_login, login_key


@pytest.mark.parametrize(
    "login", ["nas", "Nasrin.Akter", "o-t_7", "নাসরিন", "নাসরিন.৭", "Élodie", "র‍্যাব", "x" * 40]
)
def test_what_people_call_themselves_is_a_name(login: str) -> None:
    assert check_login(f" {login} ") == login
    assert login_key(login)


@pytest.mark.parametrize(
    ("login", "code"),
    [
        ("", "login.short"),
        ("ab", "login.short"),
        ("x" * 41, "login.long"),
        ("two words", "login.letters"),
        ("nаsrin", "login.letters"),  # with a Cyrillic a
        ("nɑsrin", "login.letters"),
        ("ıstanbul", "login.letters"),
        ("-nasrin", "login.letters"),
        ("ানাসরিন", "login.letters"),
        ("a@b.org", "login.letters"),
        ("Admin", "login.reserved"),
        ("a.d-m_i.n7", "login.reserved"),
        ("প্রশাসক", "login.reserved"),
        ("১২৩", "login.reserved"),
    ],
)
def test_what_is_no_name_is_refused(login: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        check_login(login)
    assert refused.value.code == code
    assert login_key(login) == ""


@pytest.mark.parametrize(
    ("one", "other"),
    [("NASRIN", "nasrin"), ("নাসরিন৭", "নাসরিন7"), ("র‍্যাব", "র্যাব"), ("সময়", "সময\u09bc"), ("ＡＢＣ", "")],
)
def test_two_spellings_of_one_name_have_one_key(one: str, other: str) -> None:
    assert login_key(one) == login_key(other)


@given(st.text(alphabet="abcXYZ০৭কখয়র্‍‌িা.-_é", max_size=12))
def test_a_name_as_it_is_kept_stays_the_same_name(typed: str) -> None:
    try:
        kept = check_login(typed)
    except Refused:
        return
    assert check_login(kept) == kept
    assert login_key(kept) == login_key(typed) != ""
