import pytest

from app.domain.addresses import tidy_address
from app.domain.errors import Refused


@pytest.mark.parametrize(
    ("typed", "tidy"),
    [
        ("setu.example.org", "https://setu.example.org"),
        (" https://setu.example.org/ ", "https://setu.example.org"),
        ("HTTPS://Setu.Example.org/some/page?x=1", "https://setu.example.org"),
        ("setu.example.org:8443", "https://setu.example.org:8443"),
        ("localhost:8080", "http://localhost:8080"),
        ("127.0.0.1:৮০৮০", "http://127.0.0.1:8080"),
        ("১২৭.০.০.১:৮০৮০", "http://127.0.0.1:8080"),
        ("http://[::1]:8080/", "http://[::1]:8080"),
        ("setu . example . org", "https://setu.example.org"),
        ("সেতু.বাংলা", "https://সেতু.বাংলা"),
    ],
)
def test_an_address_is_understood_as_people_type_it(typed, tidy):
    assert tidy_address(typed) == tidy


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "   ",
        "ftp://setu.example.org",
        "https://",
        "https:/x",
        "me@setu.example.org",
        "user:secret@setu.example.org",
        "x:99999",
        "x:0",
        "a..b",
        "http://:80",
        "-x",
        "<y>",
    ],
)
def test_what_is_no_address_is_refused(typed):
    with pytest.raises(Refused, match=r"server\.address_wrong"):
        tidy_address(typed)


@pytest.mark.parametrize("typed", ["http://setu.example.org", "http://192.168.0.7:8080", "http://10.0.0.2"])
def test_plain_http_to_another_machine_is_refused(typed):
    with pytest.raises(Refused, match=r"server\.insecure"):
        tidy_address(typed)
