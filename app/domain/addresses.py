"""The address of a server, as people type it and as we use it."""

import ipaddress
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
    host = _host(text)
    scheme = urlsplit(text).scheme.lower()
    if not host or scheme not in {"http", "https"}:
        raise Refused("server.address_wrong")
    if scheme == "http" and not _is_this_machine(host):
        raise Refused("server.insecure")
    port = urlsplit(text).port
    shown = f"[{host}]" if ":" in host else host
    return f"{scheme}://{shown}" + (f":{port}" if port else "")


def _host(address: str) -> str:
    try:
        parts = urlsplit(address)
        parts.port  # noqa: B018  # reading it is what checks it
    except ValueError as why:
        raise Refused("server.address_wrong") from why
    host = parts.hostname or ""
    good = "@" not in parts.netloc and all(letter.isalnum() or letter in "-.:_" for letter in host) and not host.startswith((".", "-"))
    return host if good else ""


def _is_this_machine(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
