"""Where a link really leads: only https, only hosts that can be told honestly; nothing is fetched.

What is opened is the host in ASCII, the very one that is shown, so that no two readings of an international
name (IDNA of 2003 and of 2008) can differ between what is read and where it leads.
"""

import re
from dataclasses import dataclass

LONGEST = 2_000
"""Characters of an address; a longer one stays plain words."""

_PARTS = re.compile(r"https://([^/?#]{1,253})([/?#].*)?", re.IGNORECASE | re.DOTALL)
_UNSAFE = re.compile(r'[\s\x00-\x1f\x7f<>"\\^`{|}]')
_PORT = re.compile(r":[0-9]{1,5}$")
_DIFFERING = re.compile("[ßẞς\u200c\u200d]")
"""Letters which the two readings of international names take for different hosts."""
_LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_HOST = re.compile(rf"(?:{_LABEL}\.)+(?=[a-z]){_LABEL}")
"""At least two labels, the last no number: browsers read numbers as addresses, in ways nobody can see."""
_BENGALI = re.compile(
    r"[\u0985-\u09b9\u09ce\u09dc-\u09e1\u09f0\u09f1][\u0981-\u0983\u0985-\u09e3\u09e6-\u09f1-]*"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """An address that may be opened, and the host to be shown with it."""

    url: str
    host: str


def link(address: str) -> Link | None:
    """The link of an address as it was typed; nothing for what must stay plain words.

    That is whatever is not https, has a name before its host (`bank.com@elsewhere`), or a host that is a
    number, has no dot, or is read differently by different programs.
    """
    parts = _PARTS.fullmatch(address) if len(address) <= LONGEST and not _UNSAFE.search(address) else None
    if parts is None:
        return None
    authority, rest = parts[1], parts[2] or ""
    port = _PORT.search(authority)
    ascii_host = _in_ascii(authority[: port.start()] if port else authority)
    if ascii_host is None:
        return None
    end = port[0] if port else ""
    return Link(url=f"https://{ascii_host}{end}{rest}", host=f"{_readable(ascii_host)}{end}")


def _in_ascii(host: str) -> str | None:
    """The host as the name servers know it; nothing if it is not one."""
    if _DIFFERING.search(host):
        return None
    try:
        name = host.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return None
    return name if len(name) <= 253 and _HOST.fullmatch(name) else None


def _readable(host: str) -> str:
    """Bengali labels in Bengali; all others beyond ASCII stay `xn--`, for they can pass for Latin ones."""
    return ".".join(_bengali(label) if label.startswith("xn--") else label for label in host.split("."))


def _bengali(label: str) -> str:
    try:
        read = label.encode("ascii").decode("idna")
        same = read.encode("idna").decode("ascii") == label
    except UnicodeError:
        return label
    return read if same and _BENGALI.fullmatch(read) else label
