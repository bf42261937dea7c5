"""The address of a server is taken as people type it, and what is none or not safe is told at once."""

import pytest

from app.domain.addresses import tidy_address
from app.domain.errors import Refused

GOOD = {
    "setu.example.org": "https://setu.example.org",
    "  setu . example.org ": "https://setu.example.org",
    "setu.example.org/": "https://setu.example.org",
    "https://Setu.Example.org/v1/?a#b": "https://setu.example.org",
    "setu.example.org:8443/foo": "https://setu.example.org:8443",
    "setu.example.org:৮৪৪৩": "https://setu.example.org:8443",
    "localhost": "http://localhost",
    "localhost:৮০৮০": "http://localhost:8080",
    "HTTP://LOCALHOST:8080/x": "http://localhost:8080",
    "https://localhost": "https://localhost",
    "127.0.0.1:8080": "http://127.0.0.1:8080",
    "[::1]:8080": "http://[::1]:8080",
    "192.168.0.5:8080": "https://192.168.0.5:8080",
    "১৯২.১৬৮.০.৫:৮০৮০": "https://192.168.0.5:8080",
}
BAD = {
    "": "server.address_wrong",
    "  ": "server.address_wrong",
    "https://": "server.address_wrong",
    "ftp://setu.example.org": "server.address_wrong",
    "setu.example.org:99999": "server.address_wrong",
    "setu.example.org:port": "server.address_wrong",
    "[::1": "server.address_wrong",
    "-setu.example.org": "server.address_wrong",
    "http://setu.example.org": "server.insecure",
    "http://192.168.0.5:8080": "server.insecure",
    "http://localhost.example.org": "server.insecure",
    "http://10.0.2.2": "server.insecure",
}


@pytest.mark.parametrize(("typed", "address"), GOOD.items())
def test_an_address_is_tidied_and_then_stays_as_it_is(typed, address):
    assert tidy_address(typed) == address
    assert tidy_address(address) == address


@pytest.mark.parametrize(("typed", "code"), BAD.items())
def test_what_is_no_address_or_not_safe_is_refused(typed, code):
    with pytest.raises(Refused) as caught:
        tidy_address(typed)
    assert caught.value.code == code
