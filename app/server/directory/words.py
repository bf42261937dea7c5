"""By which words cards are found: a table of the words of each card, in all forms in which one may ask.

The forms are those of `i18n/lookup`, so whatever the app's own search finds is among what is found here. What
people chose from our lists stands here by its code: all its words are known without asking a database. Words
are spelt in hexadecimal digits, for every database agrees on the order of those.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from app.domain.districts import DISTRICTS
from app.domain.ids import COMMONS
from app.domain.people import Person
from app.domain.taxonomy import AREAS, DISCIPLINES, ROLES, SETTINGS, TONGUES, Term
from app.i18n.folding import spellings
from app.i18n.lookup import Group, Key, forms
from app.server.database.engine import Connection
from app.services.matching import Wanted, chosen, own_texts

LISTS: Mapping[str, Mapping[str, Term]] = {
    "discipline": DISCIPLINES,
    "role": ROLES,
    "area": AREAS,
    "setting": SETTINGS,
    "district": DISTRICTS,
    "tongue": TONGUES,
}


def _hex(word: str) -> str:
    return word.encode(errors="surrogatepass").hex()


_MARKS = {term: _hex(f"\1{name} {code}\1") for name, terms in LISTS.items() for code, term in terms.items()}
"""What stands for a choice: no word begins with it, and no other mark."""
_MOST = 500
"""Words of the table that one word of a query may stand for; the shortest fit best."""
_AFTER = "g"
"""Comes after every hexadecimal digit."""


def learn(connection: Connection, person: str, card: Mapping[str, Any], before: Mapping[str, Any]) -> None:
    """This card is found by its words from now on, and no more by those of the one it replaces."""
    now, then = words_of_card(person, card), words_of_card(person, before)
    if gone := sorted(then - now):
        some = ",".join("?" * len(gone))
        sql = f"DELETE FROM card_word WHERE scope_id = ? AND item_id = ? AND word IN ({some})"  # noqa: S608
        connection.execute(sql, (COMMONS, person, *gone))
    if new := sorted(now - then):
        rows = ",".join(["(?, ?, ?)"] * len(new))
        sql = f"INSERT INTO card_word (scope_id, item_id, word) VALUES {rows} ON CONFLICT DO NOTHING"  # noqa: S608
        connection.execute(sql, tuple(value for word in new for value in (COMMONS, person, word)))


def words_of_card(person: str, card: Mapping[str, Any]) -> set[str]:
    """Every word by which a card is found; none of an empty one."""
    if not card:
        return set()
    somebody = Person.read(person, card)
    spelled = {word for text in own_texts(somebody) if text for word in _in_all_forms(text)}
    return {_hex(word) for word in spelled} | {_MARKS[term] for term in chosen(somebody)}


def relearn(connection: Connection, cards: Iterable[tuple[str, Mapping[str, Any]]]) -> None:
    """Begin the table anew with these cards."""
    connection.execute("DELETE FROM card_word")
    for person, card in cards:
        learn(connection, person, card, {})


def filters_for(wanted: Wanted) -> Iterator[list[str]]:
    """What must stand in the table for each filter that is set."""
    for name, terms in LISTS.items():
        code = getattr(wanted, name, "")
        if code:
            yield [_MARKS[terms[code]]] if code in terms else []


def words_for(connection: Connection, group: Group) -> list[str]:
    """The words of the table that meet one of these keys."""
    listed = {
        mark for mark, spelled in _listed() if any(_meets(key, word) for key in group for word in spelled)
    }
    found = {word for key in group for word in _beginning(connection, key)}
    return sorted(listed) + sorted(found, key=lambda word: (len(word), word))[:_MOST]


def _beginning(connection: Connection, key: Key) -> Iterator[str]:
    begun = _hex(key.prefix)
    found = connection.execute(
        "SELECT DISTINCT word FROM card_word WHERE scope_id = ? AND word >= ? AND word < ?",
        (COMMONS, begun, begun + _AFTER),
    )
    return (word for (word,) in found.fetchall() if _meets(key, _unhex(word)))


def _meets(key: Key, word: str) -> bool:
    return word.startswith(key.prefix) and (key.agrees is None or key.agrees(word))


def _in_all_forms(text: str) -> Iterator[str]:
    for word in spellings(text):
        yield word
        yield from forms(word)


@cache
def _listed() -> tuple[tuple[str, frozenset[str]], ...]:
    """The choices everybody has, each with all forms of all its words."""
    return tuple(
        (mark, frozenset(form for text in term.words for form in _in_all_forms(text)))
        for term, mark in _MARKS.items()
    )


def _unhex(word: str) -> str:
    return bytes.fromhex(word).decode(errors="surrogatepass")
