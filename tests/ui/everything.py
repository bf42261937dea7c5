"""A desk with something of everything on it, and the address of every screen one can see there."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import examples as eg

from app.domain import districts, glossary, mentions, peers, reactions, taxonomy
from app.domain.cases import Case
from app.domain.ids import inside
from app.domain.markup import plain
from app.domain.records import Record
from app.domain.starters import STARTER_CIRCLES, STARTER_PROMPTS
from app.domain.taxonomy import Term
from app.services import (
    archiving,
    belonging,
    connecting,
    drafting,
    grouping,
    inviting,
    leading,
    planning,
    posting,
    proposing,
    reacting,
    reflecting,
    reminding,
)
from app.services.desk import Desk
from app.services.reacting import Item


def populated(folder: Path) -> tuple[Desk, dict[str, str]]:
    """A desk with a circle, a post, an answered prompt, people and a conversation; and their ids."""
    desk = eg.desk_of(eg.NASRIN, folder)
    david, rina = eg.meet(desk, eg.DAVID, eg.RINA)
    circle = belonging.found(desk, {"name_en": "Hands", "purpose_en": "Splints"}).id
    inviting.make(desk, circle, uses=10, days=30)
    post = posting.post(desk, circle, "topic", "Sling", "After a stroke")
    reply = posting.reply(desk, circle, post.id, "Try this")
    reacting.react(desk, Item(scope=reply.scope, kind="post", id=post.id), "thanks", on=True)
    reacting.react(desk, Item(scope=reply.scope, kind="reply", id=reply.id), "hear", on=True)
    prompt = leading.ask(desk, circle, en="What helped", bn="")
    leading.answer(desk, circle, prompt.id, "Time")
    poll = {"choice1_en": "Splint", "choice1_bn": "স্প্লিন্ট", "choice2_en": "Exercise", "choice3_bn": "অপেক্ষা"}
    polled = leading.ask(desk, circle, en="What first?", bn="আগে কোনটি?", **poll)
    eg.vote(desk, circle, polled.id)
    leading.summarise(desk, circle, polled.id, en="Splints first, and patience")
    reflecting.reflect(desk, circle, polled.id, "What I would not say aloud")
    reminding.remind(desk, circle, polled.id, eg.MORNING)
    case = Case(age="40-64", setting="ngo", tried="Velcro, and a buckle")
    strap = ("question", "Which strap?", "Velcro fails in the heat")
    asked = posting.post(desk, circle, *strap, asked=["physio", "nurse"], case=case)
    eg.answer(desk, circle, asked.id, david, "Cotton, sewn on")
    plan = planning.plan(desk, circle, when=eg.MORNING + 86_400_000, every="week", text_en="What was new?")
    (heard,) = eg.hear(desk, david, "Hello")
    reacting.react(desk, Item(scope=heard.scope, kind="dm", id=heard.id), "warmth", on=True)
    (asker,) = eg.meet(desk, {"name_en": "Tania Rahman", "name_bn": "তানিয়া রহমান", "discipline": "physio"})
    eg.ask_to_write(desk, asker, "May I ask you something?")
    eg.acquaint(desk, david)
    group = grouping.make(desk, "Journal club", [david])
    grouping.send(desk, group, "Shall we begin on Sunday?")
    invited = Record(scope=desk.own, kind="invitation", id=f"g.{desk.new_id()}", by=david, seq=9, pos=9)
    card = {"name_en": "David Mitra"}
    desk.memory.put(replace(invited, base={"name": "Thumbs", "by": david, "card": card, "size": 3}))
    proposal = proposing.propose(
        desk, {"about": "splint", "note_en": "Keeps it still", "reason": "Too short"}
    )
    theirs = eg.propose(desk, david, term_en="Cock-up splint", term_bn="কব্জির ঠেকনা", reason="We say it")
    eg.list_help(desk)
    connecting.connect(desk, "https://setu.example.org", "AAAA-BBBB-CCCC")
    return desk, {
        "circle": circle,
        "post": post.id,
        "reply": reply.id,
        "prompt": prompt.id,
        "plan": plan.id,
        "polled": polled.id,
        "asked": asked.id,
        "david": david,
        "rina": rina,
        "asker": asker,
        "group": inside(group),
        "proposal": proposal.id,
        "theirs": theirs,
        **_peer_support(desk),
        **_archived(desk),
    }


def _peer_support(desk: Desk) -> dict[str, str]:
    after = belonging.found(desk, {"name_en": "After work", "purpose_en": "To breathe", "peer": True}).id
    tired = posting.post(desk, after, "topic", "Tired", "I am so tired of it.")
    eg.speak(desk, after, tired.id, "So am I.", "Call me.")
    return {"peers": after, "tired": tired.id}


def _archived(desk: Desk) -> dict[str, str]:
    """A circle that is over, with a thread in which something was being written."""
    circle = belonging.found(desk, {"name_en": "Old hands", "purpose_en": "Until 2025"}).id
    post = posting.post(desk, circle, "topic", "Farewell", "It was good")
    drafting.keep(desk, f"reply:{post.id}", "Half a thought")
    archiving.archive(desk, circle)
    return {"over": circle, "ended": post.id}


ROUTES = [
    "/", "/week", "/circles", "/circles/new", "/circles/{circle}", "/circles/{circle}/edit",
    "/circles/enter", "/circles/{circle}/invitations",
    "/circles/{over}", "/circles/{over}/posts/{ended}", "/circles/{over}/new/topic",
    "/circles/{circle}/new/topic", "/circles/{circle}/posts/{post}",
    "/circles/{circle}/posts/{post}/change/c.{circle}/post/{post}",
    "/circles/{circle}/posts/{post}/move/c.{circle}/reply/{reply}",
    "/circles/{circle}/ask",
    "/circles/{circle}/prompts/{prompt}", "/circles/{circle}/prompts/{prompt}/edit",
    "/circles/{circle}/plans/{plan}", "/circles/{circle}/prompts/{polled}",
    "/circles/{circle}/posts/{asked}", "/circles/{circle}/new/question",
    "/circles/{circle}/prompts/{polled}/edit", "/circles/{circle}/prompts/{polled}/summary",
    "/people", "/people/{david}", "/messages", "/messages/{david}", "/messages/{rina}", "/me", "/me/edit",
    "/me/help", "/circles/{peers}", "/circles/{peers}/posts/{tired}", "/circles/{peers}/new/topic",
    "/messages/requests", "/messages/{asker}", "/messages/groups/new", "/messages/groups/{group}",
    "/messages/groups/{group}/people", "/messages/groups/{group}/invite",
    "/search", "/circles/{circle}/search", "/messages/{david}/search",
    "/glossary", "/glossary/splint", "/glossary/occupational-therapy", "/glossary/splint/correct",
    "/glossary/new", "/glossary/proposals", "/glossary/proposals/{proposal}", "/glossary/proposals/{theirs}",
    "/me/settings", "/me/settings/server", "/me/settings/server/refused", "/me/settings/protection",
    "/me/settings/account", "/me/settings/sent", "/me/settings/writing", "/me/settings/reports",
]  # fmt: skip


def lists() -> Iterator[str]:
    """What the lists of choices hold: content in both languages."""
    for module in (taxonomy, districts, glossary, reactions):
        for found in vars(module).values():
            if isinstance(found, dict):
                yield from (w for term in found.values() if isinstance(term, Term) for w in term.words)
    for term in glossary.bundled().values():
        yield from (*term.words, term.note.en, term.note.bn)
    for name in (peers.NOBODY, peers.ONESELF, *(peers.called(voice, (1, 2)) for voice in range(3))):
        yield from (name.en, name.bn)
    for circle in STARTER_CIRCLES:
        yield from (value for value in circle.values() if isinstance(value, str))
    yield from (w for one in STARTER_PROMPTS for w in (*one.theme.words, one.text.en, one.text.bn))


def written(value: object) -> Iterator[str]:
    """Every text somewhere inside what people wrote."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from written(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from written(inner)


def known_texts(desk: Desk) -> set[str]:
    """Everything that people wrote on this desk, and what the lists of choices hold."""
    kept = (*desk.memory._records, *desk.memory._notes)
    return {*lists(), *(text for record in kept for text in written(dict(record)))}


def written_by_people(desk: Desk) -> Callable[[str], bool]:
    """Tells of a text whether it is, or begins, something that people wrote, with its marks or without; those
    who are called in it have another name in the reader's language."""
    texts = known_texts(desk)
    texts |= {mentions.without(text) for text in texts}
    known = {" ".join(text.split()) for text in (*texts, *map(plain, texts))}
    long = {text[:20] for text in known if len(text) >= 20}

    def theirs(text: str) -> bool:
        text = " ".join(text.split())
        return text in known or any(begin in text for begin in long)

    return theirs
