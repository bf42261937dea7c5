"""The glossary as one desk has it: the word list, what was accepted over it, and one's own open proposals.

It is made when it is first asked for, and again after a commit that touched any of that; so a screen may ask
as often as it draws.
"""

from collections.abc import Iterable, Mapping
from functools import cache, cached_property

from app.domain.glossary import NAMELESS, GlossaryTerm, Proposal, bundled
from app.domain.ids import COMMONS
from app.domain.records import Delivery, Record, Values
from app.i18n.folding import Words, in_order, words
from app.i18n.occurrences import Phrases, phrases_of
from app.i18n.sorting import sort_key
from app.i18n.synonyms import Thesaurus, of_the_trade
from app.store.memory import Memory

TEXTS = 2_000
"""Texts of which it is remembered which terms they say."""
_TOLD_BY = frozenset({"kind:term", "kind:proposal", "note:person"})


class Glossary:
    """All terms at one time, and what is made of them as soon as somebody needs it.

    `agreed` are they without what one proposed oneself; `proposals` is everything that anybody proposed.
    """

    def __init__(
        self,
        terms: Mapping[str, GlossaryTerm],
        agreed: Mapping[str, GlossaryTerm],
        proposals: tuple[Proposal, ...] = (),
    ) -> None:
        self.terms, self.agreed, self.proposals = terms, agreed, proposals
        self._ordered: dict[str, tuple[GlossaryTerm, ...]] = {}
        self._heard: dict[str, tuple[GlossaryTerm, ...]] = {}

    def in_order(self, lang: str) -> tuple[GlossaryTerm, ...]:
        """Every term, in the dictionary order of what it is called in this language."""
        if lang not in self._ordered:
            ordered = sorted(self.terms.values(), key=lambda term: sort_key(term.name.best(lang)))
            self._ordered[lang] = tuple(ordered)
        return self._ordered[lang]

    def said_in(self, text: str) -> tuple[GlossaryTerm, ...]:
        """The terms that a text says, in its own order."""
        known = self._heard.get(text)
        if known is None:
            if len(self._heard) >= TEXTS:
                self._heard.clear()
            known = tuple(self.terms[name] for name in self._phrases.names_in(text))
            self._heard[text] = known
        return known

    @cached_property
    def thesaurus(self) -> Thesaurus:
        """The words of the trade, those of the word list, and those that people added to it."""
        return _begun_with().and_these(_line(term) for term in self.terms.values() if term.changed)

    @cached_property
    def folded(self) -> Mapping[str, tuple[Words, Words]]:
        """What each term is looked up by: its words, and its notes."""
        return {
            name: (words("\n".join(term.words)), words(f"{term.note.en}\n{term.note.bn}"))
            for name, term in self.terms.items()
        }

    @cached_property
    def whole(self) -> Mapping[str, frozenset[tuple[str, ...]]]:
        """The words of each term whole: who asks for সিপি means it before what only begins with it."""
        return {name: frozenset(map(in_order, term.words)) for name, term in self.terms.items()}

    @cached_property
    def _phrases(self) -> Phrases:
        return phrases_of({name: term.pointed_out for name, term in self.terms.items()})


class Wordbook:
    """Keeps the glossary of one desk until something of it changes."""

    def __init__(self) -> None:
        self._kept: Glossary | None = None
        self._follows = False

    def read(self, memory: Memory, person: str) -> Glossary:
        """The glossary as it is now, for the person whose desk this is."""
        if not self._follows:
            self._follows = True
            memory.subscribe(self._hear)
        if self._kept is None:
            agreed, proposals = _agreed(memory), tuple(map(Proposal.of, _told(memory, "proposal")))
            self._kept = Glossary(_with_own(agreed, proposals, person), agreed, proposals)
        return self._kept

    def _hear(self, touched: frozenset[str]) -> None:
        if touched & _TOLD_BY:
            self._kept = None


@cache
def _begun_with() -> Thesaurus:
    return of_the_trade().and_these(_line(term) for term in bundled().values())


def _line(term: GlossaryTerm) -> list[str]:
    """Its words as the thesaurus takes them: AT is only asked with, for every text has an "at"."""
    return [f"{word}?" if word in term.common and word.isupper() else word for word in term.words]


def _agreed(memory: Memory) -> dict[str, GlossaryTerm]:
    terms = dict(bundled())
    told = (each for each in _told(memory, "term") if not each.values.get("removed"))
    _lay_over(terms, ((each.id, each.values, "") for each in told))
    return terms


def _with_own(
    agreed: Mapping[str, GlossaryTerm], proposals: Iterable[Proposal], person: str
) -> dict[str, GlossaryTerm]:
    terms = dict(agreed)
    own = (each for each in proposals if each.by == person and _counts(each))
    _lay_over(terms, ((each.term, each.wording, each.id) for each in own))
    return terms


def _told(memory: Memory, kind: str) -> Iterable[Record]:
    return (record for record in memory.of_kind(kind) if record.scope == COMMONS and not record.gone)


def _counts(proposal: Proposal) -> bool:
    """Whether a proposal of one's own is still to be decided; a refused one waits in the tray."""
    return proposal.is_open and proposal.delivery is not Delivery.REFUSED


def _lay_over(terms: dict[str, GlossaryTerm], said: Iterable[tuple[str, Values, str]]) -> None:
    for name, values, proposal in said:
        known = terms.get(name) or GlossaryTerm(id=name, name=NAMELESS)
        reworded = known.reworded(values, proposal=proposal)
        if reworded.name:
            terms[name] = reworded
