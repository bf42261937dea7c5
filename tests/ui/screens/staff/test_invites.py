"""Invites and the record of deeds: what became of each, in words, with the names of those who did it."""

import re
from pathlib import Path

import examples as eg
import flet as ft
import pytest
from ui.harness import App
from ui.staffing import DAY, STAFF, account, answered, asked, desk_with

from app.server import maintenance
from app.sync.accounts import Audit, Deed, Invited, Invites, InviteSeen, People


@pytest.fixture
def desk(tmp_path):
    yield from desk_with("admin", tmp_path)


def opened(desk, route, lang="en"):
    return App(eg.window(desk), route=f"{STAFF}{route}", locales=(lang,))


def invite(identifier, state, **differs):
    times = {"created": eg.MORNING - 3 * DAY, "until": eg.MORNING + 11 * DAY}
    return InviteSeen(id=identifier, kind="member", state=state, **{**times, **differs})


async def test_each_invite_says_who_made_it_and_what_became_of_it(desk):
    rina = desk.new_id()
    used = invite("b", "used", by=desk.person, used_by=rina, used=eg.MORNING)
    listed = [invite("a", "open"), used, invite("c", "expired"), invite("d", "revoked")]
    async with opened(desk, "/invites") as app:
        await answered(app, desk, "ListInvites", Invites(invites=listed))
        assert asked(desk, "ListPeople")[-1].fields == {"among": [rina]}
        await answered(app, desk, "ListPeople", People(people=[account(rina)]))
        texts = app.texts()
        for said in (
            "Made at the server on 15 Nov 2026",
            "Made by Nasrin Akter on 15 Nov 2026",
            "Open until 29 Nov 2026",
            "Used by Rina Chakma on 18 Nov 2026",
            "Expired on 29 Nov 2026, unused",
            "Taken back",
        ):
            assert said in texts, said
        assert len(app.find_all(ft.OutlinedButton, text="Take back")) == 1


async def test_an_open_invite_is_taken_back_after_one_is_sure(desk):
    async with opened(desk, "/invites") as app:
        await answered(app, desk, "ListInvites", Invites(invites=[invite("a", "open")]))
        await app.click(app.find(ft.OutlinedButton, text="Take back"))
        assert not asked(desk, "Uninvite")
        await app.click(app.find(ft.FilledButton, text="Take back"))
        assert asked(desk, "Uninvite")[-1].fields == {"id": "a"}
        await answered(app, desk, "Uninvite", Invites(invites=[invite("a", "revoked")]))
        await answered(app, desk, "ListInvites", Invites(invites=[invite("a", "revoked")]))
        assert "Taken back" in app.texts()


async def test_an_invite_that_was_used_meanwhile_is_said(desk):
    async with opened(desk, "/invites") as app:
        await answered(app, desk, "ListInvites", Invites(invites=[invite("a", "open")]))
        await app.click(app.find(ft.OutlinedButton, text="Take back"))
        await app.click(app.find(ft.FilledButton, text="Take back"))
        await answered(app, desk, "Uninvite", why="invite.used")
        assert any("used already" in text for text in app.texts())


async def test_a_new_code_is_shown_once_and_the_list_told_anew(desk):
    async with opened(desk, "/invites") as app:
        await answered(app, desk, "ListInvites", Invites(invites=[]))
        assert "No invites yet" in app.texts()
        await app.click(app.find(ft.FilledButton, text="Make a code"))
        await answered(app, desk, "Invite", Invited(code="AAAABBBBCCCC", until=eg.MORNING + DAY))
        assert "AAAA-BBBB-CCCC" in app.texts()
        await answered(app, desk, "ListInvites", Invites(invites=[invite("a", "open")]))
        assert "Open until 29 Nov 2026" in app.texts()
        await app.go(STAFF)
        await app.go(f"{STAFF}/invites")
        assert "AAAA-BBBB-CCCC" not in app.texts()


DEEDS = [
    ("suspend", "", "Nasrin Akter suspended Rina Chakma."),
    ("reinstate", "", "Nasrin Akter reinstated Rina Chakma."),
    ("role", "moderator", "Nasrin Akter made Rina Chakma a moderator."),
    ("role", "admin", "Nasrin Akter made Rina Chakma an administrator."),
    ("role", "none", "Nasrin Akter took back the role of Rina Chakma."),
    ("role", "admin by invite", "Nasrin Akter came in by invite and has a role."),
    ("check", "checked", "Nasrin Akter checked the credential of Rina Chakma."),
    ("check", "stated", "Nasrin Akter took back the check of the credential of Rina Chakma."),
    ("reset", "", "Nasrin Akter made a code for Rina Chakma to come back."),
    ("reset", "at once", "Nasrin Akter made a code for Rina Chakma to come back at once."),
    ("reset.stop", "", "Nasrin Akter stopped a code that was made for them to come back."),
    ("reset.use", "", "Nasrin Akter came back with a code that was made for them."),
    ("invite", "member", "Nasrin Akter made an invite."),
    ("invite", "admin", "Nasrin Akter made an invite for an administrator."),
    ("uninvite", "member", "Nasrin Akter took an invite back."),
    ("recover", "", "Nasrin Akter came back with a recovery code."),
    ("password", "first", "Nasrin Akter set a password."),
    ("password", "changed", "Nasrin Akter changed the password."),
    ("report.read", "3 from x", "Reports went to a device of Nasrin Akter."),
    ("report.read", "one", "Nasrin Akter read a report."),
    ("report.read", "one around", "Nasrin Akter read a report, and what was around it."),
    ("report.decide", "removed redact", "Nasrin Akter decided a report: It was removed."),
    ("restore.confirmed", "", "Nasrin Akter confirmed that all may write after a restore."),
    ("totp", "off", "Nasrin Akter turned off the two-step sign-in of Rina Chakma."),
    ("term.redact", "", "Nasrin Akter removed a term of the glossary, or what was changed of it."),
    ("row.redact", "x", "Nasrin Akter removed something that was reported."),
    ("tomorrow", "x", "Nasrin Akter did something that this version of Setu has no words for."),
]


def test_there_are_words_for_whatever_a_server_writes_down():
    files = (Path(__file__).parents[4] / "app" / "server").rglob("*.py")
    code = "".join(file.read_text("utf-8") for file in files)
    written = {maintenance.CONFIRMED, *re.findall(r'note\(ledger, [\w.]+, "([a-z.]+)"', code)}
    assert len(written) > 10
    assert written <= {action for action, _, _ in DEEDS}


async def test_every_deed_is_a_whole_sentence_with_names(desk):
    (rina,) = eg.meet(desk, eg.RINA)
    deeds = [
        Deed(id=f"{number:03}", at=eg.MORNING, actor=desk.person, action=action, target=rina, detail=detail)
        for number, (action, detail, _) in enumerate(DEEDS)
    ]
    async with opened(desk, "/deeds") as app:
        await answered(app, desk, "ListAudit", Audit(deeds=deeds))
        assert [
            text for text in app.texts() if text.startswith("Nasrin Akter ") or "Reports went" in text
        ] == [said for _, _, said in DEEDS]


async def test_in_bengali_no_deed_is_left_in_english(desk):
    (rina,) = eg.meet(desk, eg.RINA)
    deeds = [
        Deed(id=f"{number:03}", at=eg.MORNING, actor=desk.person, action=action, target=rina, detail=detail)
        for number, (action, detail, _) in enumerate(DEEDS)
    ]
    async with opened(desk, "/deeds", "bn") as app:
        await answered(app, desk, "ListAudit", Audit(deeds=deeds))
        told = [text for text in app.texts() if "নাসরিন আক্তার" in text]
        assert len(told) == len(DEEDS)
        assert all(text.isascii() is False and text.endswith("।") for text in told)


async def test_older_deeds_are_fetched_behind_the_last(desk):
    deed = Deed(id="009", at=eg.MORNING, actor="operator", action="invite", target="", detail="member")
    async with opened(desk, "/deeds") as app:
        await answered(app, desk, "ListAudit", Audit(deeds=[deed], more=True))
        assert "Whoever runs the server made an invite." in app.texts()
        await app.click(app.find(ft.OutlinedButton, text="Show more"))
        assert asked(desk, "ListAudit")[-1].fields["before"] == "009"
