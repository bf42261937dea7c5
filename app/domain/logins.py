"""The name one signs in with: what it may look like, and when two are the same name."""

import re
import unicodedata

from app.domain.cleaning import clean_line
from app.domain.errors import Refused
from app.domain.graphemes import ZWJ, ZWNJ

MIN_LOGIN = 3
MAX_LOGIN = 40

_JOINERS = str.maketrans("", "", ZWNJ + ZWJ)
_DIGITS = str.maketrans("০১২৩৪৫৬৭৮৯", "0123456789")
_SIGNS = re.compile(r"[._\-0-9]+")


def check_login(typed: str) -> str:
    """The name as it is kept, or a refusal: `login.short`, `.long`, `.letters`, `.reserved`."""
    login = clean_line(typed)
    if len(login) < MIN_LOGIN:
        raise Refused("login.short", least=MIN_LOGIN)
    if len(login) > MAX_LOGIN:
        raise Refused("login.long", limit=MAX_LOGIN)
    if not all(map(_is_fit, login)) or unicodedata.category(login[0])[0] not in "LN":
        raise Refused("login.letters")
    if _SIGNS.sub("", _folded(login)) in _RESERVED:
        raise Refused("login.reserved")
    return login


def login_key(typed: str) -> str:
    """What two spellings of one name have in common: small letters, Latin digits, no joiners.

    Empty for what could be nobody's name.
    """
    try:
        return _folded(check_login(typed))
    except Refused:
        return ""


def _folded(login: str) -> str:
    plain = unicodedata.normalize("NFKC", login).casefold().translate(_JOINERS).translate(_DIGITS)
    return unicodedata.normalize("NFC", plain)


def _is_fit(char: str) -> bool:
    if char.isascii():
        return char.isalnum() or char in ".-_"
    if "\u0980" <= char <= "\u09ff":
        return unicodedata.category(char) in ("Lo", "Mn", "Mc", "Nd")
    if char in (ZWJ, ZWNJ):
        return True
    # é is a Latin letter; ɑ and ı only pass for one
    return unicodedata.category(char)[0] == "L" and unicodedata.normalize("NFD", char)[0].isascii()


_RESERVED = frozenset(
    _folded(name)
    for name in (
        *("admin", "administrator", "anonymous", "everyone", "help", "info", "mod", "moderator", "nobody"),
        *("official", "operator", "owner", "root", "security", "server", "setu", "staff", "superuser"),
        *("support", "sysadmin", "system", "team", "webmaster"),
        *("অ্যাডমিন", "এডমিন", "প্রশাসক", "মডারেটর", "সিস্টেম", "সেতু", "সহায়তা", "সার্ভার"),
    )
) | {""}
