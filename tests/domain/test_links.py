import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import Refused
from app.domain.links import link
from app.domain.prompting import check_link


@pytest.mark.parametrize(
    ("address", "url", "host"),
    [
        ("https://who.int", "https://who.int", "who.int"),
        ("HTTPS://WHO.int/Guide?a=1#b", "https://who.int/Guide?a=1#b", "who.int"),
        ("https://setu.example.org:8443/x", "https://setu.example.org:8443/x", "setu.example.org:8443"),
        ("https://who.int/@name", "https://who.int/@name", "who.int"),
        ("https://সেতু.বাংলা/ক", "https://xn--45b3b2aw.xn--54b7fta0cc/ক", "সেতু.বাংলা"),
        ("https://xn--45b3b2aw.xn--54b7fta0cc", "https://xn--45b3b2aw.xn--54b7fta0cc", "সেতু.বাংলা"),
        ("https://ｗｈｏ。int", "https://who.int", "who.int"),
    ],
)
def test_a_link_opens_the_host_that_it_shows(address, url, host):
    found = link(address)
    assert found
    assert (found.url, found.host) == (url, host)


@pytest.mark.parametrize(
    "host", ["аррӏе.com", "pаypal.com", "bücher.de", "৪০.com", "whoআ.int", "bangla-আ.com"]
)
def test_a_host_that_can_pass_for_another_is_shown_in_its_own_code(host):
    found = link(f"https://{host}")
    assert found
    assert found.host == host.encode("idna").decode()
    assert found.host.startswith("xn--")


@pytest.mark.parametrize(
    "address",
    [
        "http://who.int",
        "javascript:alert(1)",
        "data:text/html,x",
        "https://",
        "https:///who.int",
        "https://localhost",
        "https://bank.com@evil.org",
        "https://user:word@evil.org/",
        "https://bank.com\\@evil.org",
        "https://evil%2eorg",
        "https://2130706433",
        "https://127.0.0.1",
        "https://0x7f.1",
        "https://[::1]/",
        "https://who..int",
        "https://who.int:port",
        "https://who.int/a b",
        "https://who.int/\x00",
        "https://straße.de",
        "https://ক\u200cষ.com",
        "https://a_b.org",
        "https://-a.org",
        "https://℀.org",
        f"https://{'a' * 64}.org",
        f"https://{'a.' * 200}org",
        f"https://who.int/{'a' * 2000}",
    ],
)
def test_what_cannot_be_told_honestly_is_no_link(address):
    assert link(address) is None


@given(
    st.one_of(
        st.text(), st.text().map(lambda text: f"https://{text}"), st.text().map("https://a.org{}".format)
    )
)
def test_nothing_raises_and_what_is_opened_has_a_plain_host(address):
    found = link(address)
    if found:
        authority = found.url.removeprefix("https://").split("/")[0].split("?")[0].split("#")[0]
        assert authority.isascii()
        assert "@" not in authority
        assert link(found.url) == found


@pytest.mark.parametrize(
    ("typed", "taken"),
    [
        ("who.int/guide", "https://who.int/guide"),
        (" www.who.int ", "https://www.who.int"),
        ("https://WHO.int/guide", "https://who.int/guide"),
    ],
)
def test_an_address_to_read_first_may_be_typed_as_one_says_it(typed, taken):
    assert check_link(typed) == taken


@pytest.mark.parametrize(
    "typed", ["http://who.int", "me@who.int", "who.int:8080", "javascript:a.org", "p. 12"]
)
def test_and_nothing_is_added_to_one_that_says_something_else(typed):
    with pytest.raises(Refused, match=r"link\.wrong"):
        check_link(typed)
