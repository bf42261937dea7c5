"""The address of a server, as people type it and as we use it."""

import ipaddress
import unicodedata
from urllib.parse import urlsplit

from app.domain.errors import Refused

_LATIN = str.maketrans("০১২৩৪৫৬৭৮৯", "0123456789")


def tidy_address(typed: str) -> str:
    """The address to talk to: scheme, host and port, nothing else.

    Without a scheme it is https, but http for this very machine. Raises `Refused` for what is no
    address, and for plain http to anywhere else, since anyone on the way could read along.
    """
    text = "".join(typed.split()).translate(_LATIN)
    if "://" not in text:
        text = f"{'http' if _is_this_machine(_host(f'//{text}')) else 'https'}://{text}"
    scheme, host = urlsplit(text).scheme.lower(), _host(text)
    if scheme not in {"http", "https"}:
        raise Refused("server.address_wrong")
    if scheme == "http" and not _is_this_machine(host):
        raise Refused("server.insecure")
    port = urlsplit(text).port
    shown = f"[{host}]" if ":" in host else host
    return f"{scheme}://{shown}" + (f":{port}" if port else "")


def _host(address: str) -> str:
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError as why:
        raise Refused("server.address_wrong") from why
    strange = "@" in parts.netloc or parts.netloc.endswith(":") or port == 0
    if strange or not (_is_number(host) or _is_name(host)):
        raise Refused("server.address_wrong")
    return host


def _is_name(host: str) -> bool:
    """Whether this can be the name of a machine, in any script: labels of letters, marks and digits."""
    return all(
        0 < len(label) <= 63
        and not label.startswith("-")
        and all(letter in "-_" or unicodedata.category(letter)[0] in "LMN" for letter in label)
        for label in host.split(".")
    )


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _is_this_machine(host: str) -> bool:
    return host == "localhost" or (_is_number(host) and ipaddress.ip_address(host).is_loopback)
