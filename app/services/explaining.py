"""Explaining: what a term means, what it is called in the other language, and where it is said."""

from app.domain.glossary import GlossaryTerm
from app.domain.ids import COMMONS, is_uuid7
from app.domain.mentions import without
from app.i18n.folding import in_order
from app.i18n.search import Rank, rank, sought
from app.services import searching
from app.services.desk import Desk
from app.services.hits import Hit, hit
from app.services.searching import Filters
from app.services.wordbook import Glossary

WRITINGS = frozenset({"post", "reply", "prompt", "answer", "dm"})
_IN_NOTES = 10
"""What only its note says comes after all whose words do."""


def glossary(desk: Desk) -> Glossary:
    """Every term as this device has it."""
    return desk.wordbook.read(desk.memory, desk.person)


def term(desk: Desk, identifier: str) -> GlossaryTerm | None:
    """One term, if this device knows it."""
    return glossary(desk).terms.get(identifier)


def place_of(desk: Desk, identifier: str) -> dict[str, str]:
    """Where a term can be reported that others added; nothing for one of the word list, or one's own."""
    row = desk.memory.get(COMMONS, "term", identifier)
    if row is None or row.gone or row.by == desk.person or not is_uuid7(identifier):
        return {}
    return {"scope": COMMONS, "kind": "term", "id": identifier}


def look_up(desk: Desk, query: str, *, lang: str, topic: str = "") -> list[GlossaryTerm]:
    """The terms of a topic that these words may mean, the best first, or all of them; in dictionary order."""
    known = glossary(desk)
    listed = [each for each in known.in_order(lang) if topic in ("", each.topic)]
    if not query.strip():
        return listed
    asked = sought(query, known.thesaurus)
    whole, ranked = in_order(query), []
    for place, each in enumerate(listed):
        words, notes = known.folded[each.id]
        how_well: int | Rank | None = rank(asked, words)
        if how_well is None and rank(asked, notes) in (Rank.EXACT, Rank.STRICT):
            how_well = _IN_NOTES
        if how_well is not None:
            ranked.append((how_well, whole not in known.whole[each.id], place, each))
    return [each for *_, each in sorted(ranked, key=lambda found: found[:3])]


def terms_in(desk: Desk, *texts: str) -> tuple[GlossaryTerm, ...]:
    """The terms that these texts say, each once."""
    known = glossary(desk)
    found = {each.id: each for text in texts for each in known.said_in(without(text))}
    return tuple(found.values())


def where_said(desk: Desk, identifier: str, *, lang: str, limit: int = 5) -> list[Hit]:
    """What was written that says a term, in either language, the latest first."""
    known = glossary(desk)
    asked = known.terms.get(identifier)
    found: dict[str, Hit] = {}
    for word in (asked.name.en, asked.name.bn) if asked else ():
        query = sought(word, known.thesaurus)
        for result in searching.search(desk, word, Filters(kinds=WRITINGS), limit=4 * limit).found:
            if any(asked in known.said_in(text) for text in result.texts):
                found.setdefault(result.id, hit(desk, query, result, lang))
    return sorted(found.values(), key=lambda one: -one.when)[:limit]
