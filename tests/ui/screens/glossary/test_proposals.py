"""Proposing on the screen: from a search that found nothing, a correction, the outcome, and deciding."""

import examples as eg
import flet as ft
import pytest
from ui.opening import opened

from app.domain.glossary import ACCEPTED
from app.domain.ids import COMMONS
from app.domain.records import Record
from app.services import connecting, drafting, explaining, proposing

TERM = {"term_en": "Cock-up splint", "term_bn": "কব্জির ঠেকনা", "reason": "We say it every day"}
ID = "018cc251-f400-7000-8000-000000000009"


def arrives(desk, by, state="open", identifier=ID, **values):
    base = {**(values or TERM), "state": state}
    row = {"scope": COMMONS, "kind": "proposal", "id": identifier, "by": by, "base": base}
    desk.memory.put(Record(**row, seq=9, pos=9, at=desk.clock()))


def moderates(desk):
    row = {"scope": desk.own, "kind": "account", "id": desk.person, "base": {"role": "moderator"}}
    desk.memory.put(Record(**row, seq=1, pos=1))


def preview(app):
    return app.texts(app.find(ft.Semantics, identifier="preview"))


@pytest.mark.parametrize(
    ("lang", "query", "field"),
    [("en", "কব্জির ঠেকনা", "Term in বাংলা"), ("bn", "cock-up brace", "শব্দ (English)")],
)
async def test_what_is_not_found_is_proposed_with_what_was_typed(desk, words_in, lang, query, field):
    async with opened(desk, "/glossary", lang) as app:
        await app.type(app.find(ft.TextField), query)
        await app.click(app.find(ft.FilledTonalButton, text=words_in(lang).t("Propose it")))
        assert app.route == "/glossary/new"
        assert app.find(ft.TextField, text=field).value == query
        assert query in preview(app)


async def test_a_new_term_is_proposed_seen_at_once_and_waits(desk):
    async with opened(desk, "/glossary/new", width=1280) as app:
        await app.type(app.find(ft.TextField, text="Term in English"), "Cock-up splint")
        await app.type(app.find(ft.TextField, text="Term in বাংলা"), "কব্জির ঠেকনা")
        await app.type(app.find(ft.TextField, text="Other words for it"), "wrist brace، রিস্ট ব্রেস,")
        assert {"Cock-up splint", "কব্জির ঠেকনা", "wrist brace, রিস্ট ব্রেস"} <= set(preview(app))
        await app.type(app.find(ft.TextField, text="Why, or where is it said?"), "We say it every day")
        await app.click(app.find(ft.FilledButton, text="Propose"))
        (mine,) = proposing.proposals(desk)
        assert app.route == f"/glossary/proposals/{mine.id}"
        assert {"Saved on this device", "Not decided yet", "Thank you. Your proposal is saved."} <= set(
            app.texts()
        )
        assert drafting.draft(desk, "term:") == ""
        await app.go(f"/glossary/{mine.id}")
        assert "Your proposal" in app.texts()
        await app.click(app.find(ft.TextButton, text="See your proposal"))
        await app.click(app.find(ft.TextButton, text="Take it back"))
        assert app.route == "/glossary/proposals"
        assert "Nothing has been proposed yet" in app.texts()
    assert explaining.term(desk, mine.id) is None


async def test_without_a_reason_or_a_word_it_is_refused_and_nothing_typed_is_lost(desk):
    async with opened(desk, "/glossary/new") as app:
        await app.click(app.find(ft.FilledButton, text="Propose"))
        assert "Write the term in English, in Bengali, or in both." in app.texts()
        await app.type(app.find(ft.TextField, text="Term in English"), "Brace")
        await app.click(app.find(ft.FilledButton, text="Propose"))
        assert "Write why, or where you met it: that helps whoever decides." in app.texts()
        assert app.route == "/glossary/new"
        await app.click(eg.language_switch(app))
        assert app.find(ft.TextField, text="শব্দ (English)").value == "Brace"
    assert proposing.proposals(desk) == []


async def test_a_correction_begins_with_what_there_is_and_shows_it_beside_what_is_proposed(desk):
    async with opened(desk, "/glossary/splint", width=1280) as app:
        await app.click(app.find(ft.TextButton, text="Suggest a correction"))
        assert app.find(ft.TextField, text="Term in বাংলা").value == "স্প্লিন্ট"
        await app.type(app.find(ft.TextField, text="Note in English"), "Keeps a joint still.")
        await app.type(app.find(ft.TextField, text="Why, or where is it said?"), "It says too little")
        await app.click(app.find(ft.FilledButton, text="Propose"))
        texts = app.texts()
        assert texts.index("As it is now") < texts.index("Keeps a joint still.")
        await app.go("/glossary/splint")
        assert {"Your proposal", "Proposed, not decided yet"} <= set(app.texts())


async def test_a_term_with_one_side_offers_to_add_the_other(desk):
    row = {"scope": COMMONS, "kind": "term", "id": ID, "by": ID, "base": {"term_bn": "কব্জির ঠেকনা"}}
    desk.memory.put(Record(**row, seq=3, pos=3))
    async with opened(desk, f"/glossary/{ID}") as app:
        await app.click(app.find(ft.TextButton, text="Add the other language"))
        assert app.route == f"/glossary/{ID}/correct"


async def test_who_decides_accepts_or_says_why_not(desk):
    (david,) = eg.meet(desk, eg.DAVID)
    arrives(desk, david)
    moderates(desk)
    async with opened(desk, "/") as app:
        (waiting,) = [
            c
            for c in app.find_all(ft.TextButton, text="1 proposal for the glossary waits for your decision")
            if c.on_click
        ]
        await app.click(waiting)
        assert "For you to decide" in app.texts()
        (way,) = [c for c in app.find_all(ft.TextButton, text="Cock-up splint") if c.on_click]
        await app.click(way)
        assert "What you tell David Mitra" in app.texts()
        await app.click(app.find(ft.OutlinedButton, text="Decline"))
        assert "Write first why not. Whoever proposed it will read that." in app.texts()
        await app.type(app.find(ft.TextField, text="What you tell David Mitra"), "We have a word")
        await app.click(app.find(ft.OutlinedButton, text="Decline"))
        assert {"Declined", "We have a word", "Waiting to send"} & set(app.texts())
        assert not app.find_all(ft.OutlinedButton, text="Decline")
    assert proposing.proposal(desk, ID).state == "declined"


async def test_who_does_not_decide_reads_it_and_is_offered_nothing(desk):
    (david,) = eg.meet(desk, eg.DAVID)
    arrives(desk, david)
    async with opened(desk, f"/glossary/proposals/{ID}", "bn") as app:
        assert "কব্জির ঠেকনা" in app.texts()
        assert "এখনও সিদ্ধান্ত হয়নি" in app.texts()
        assert not app.find_all(ft.FilledButton)
        assert not app.find_all(ft.TextField)
        assert app.find(ft.PopupMenuButton), "it can be reported"


async def test_its_proposer_hears_what_was_decided_and_then_it_is_no_news(desk):
    arrives(desk, desk.person, state=ACCEPTED, **TERM, answer="Thank you", decided_by=ID)
    async with opened(desk, "/") as app:
        (card,) = [
            c
            for c in app.find_all(ft.TextButton, text="Your proposal “Cock-up splint” was accepted")
            if c.on_click
        ]
        await app.click(card)
        assert {"Accepted", "Thank you"} <= set(app.texts())
        await app.go("/")
        assert "Your proposal “Cock-up splint” was accepted" not in app.texts()


async def test_what_the_server_refused_says_why_on_the_proposal_and_waits_in_the_tray(desk):
    mine = proposing.propose(desk, TERM)
    eg.refuse(desk, "glossary.limit", limit=20)
    said = "You can propose 20 terms a day. Try again tomorrow."
    async with opened(desk, f"/glossary/proposals/{mine.id}") as app:
        assert f"Not sent. {said}" in app.texts()
    async with opened(desk, "/me/settings/server/refused") as app:
        assert {"Proposal for the glossary", said} <= set(app.texts())
        assert any("Cock-up splint" in text and "We say it every day" in text for text in app.texts())
    assert connecting.refusals(desk)


async def test_what_is_not_here_is_said_plainly(desk):
    async with opened(desk, f"/glossary/proposals/{ID}") as app:
        assert "There is nothing here." in app.texts()
        await app.click(app.find(ft.FilledTonalButton, text="All proposals"))
        assert app.route == "/glossary/proposals"
    async with opened(desk, "/glossary/nothing-like-it/correct") as app:
        assert "No such term here" in app.texts()


async def test_a_proposal_of_another_can_be_reported_from_where_it_is_read(desk):
    (david,) = eg.meet(desk, eg.DAVID)
    arrives(desk, david)
    async with opened(desk, f"/glossary/proposals/{ID}") as app:
        await app.click(app.find(ft.PopupMenuItem, text="Report"))
        assert app.route == f"/glossary/proposals/{ID}/report/{COMMONS}/proposal/{ID}"
        assert "Proposal for the glossary" in app.texts()
