"""Accounts, for those who look after a server: found, looked at, and what may be done to them asked first."""

import examples as eg
import flet as ft
import pytest
from ui.harness import App
from ui.staffing import DAY, STAFF, account, answered, asked, desk_with

from app.domain.connection import Connection, Phase
from app.sync.accounts import Invited, People


@pytest.fixture
def desk(tmp_path):
    yield from desk_with("admin", tmp_path)


@pytest.fixture
def moderators(tmp_path):
    yield from desk_with("moderator", tmp_path)


def opened(desk, route, lang="en"):
    return App(eg.window(desk), route=f"{STAFF}{route}", locales=(lang,))


async def test_settings_lead_there_only_who_looks_after_the_server(desk, tmp_path):
    (member,) = desk_with("", tmp_path / "member")
    for whose, shown in ((desk, True), (eg.desk_of(eg.DAVID, tmp_path / "david"), False)):
        async with App(eg.window(whose), route="/me/settings", locales=("en",)) as app:
            assert ("Look after this server" in app.texts()) is shown
    assert member


@pytest.mark.parametrize("route", ["", "/people", "/people/somebody", "/reports", "/invites", "/deeds"])
async def test_for_everybody_else_nothing_is_asked_and_nothing_shown(tmp_path, route):
    for desk in desk_with("", tmp_path):
        async with opened(desk, route) as app:
            assert "This is not available to you." in app.texts()
            assert not desk.memory.sign("ask")


async def test_accounts_are_listed_with_names_in_both_scripts_and_marks_in_words(desk):
    rina, david = desk.new_id(), desk.new_id()
    async with opened(desk, "/people", "bn") as app:
        suspended = account(david, name_en="David", name_bn="", state="suspended", credential="checked")
        await answered(app, desk, "ListPeople", People(people=[account(rina), suspended]))
        texts = app.texts()
        for said in ("রিনা চাকমা", "Rina Chakma", "স্থগিত", "একজন অ্যাডমিন যাচাই করেছেন", "নিজের দেওয়া তথ্য"):
            assert said in texts
        assert any("১.২ মেগাবাইট" in text for text in texts)


async def test_more_are_fetched_behind_the_last(desk):
    first, second = (
        account(desk.new_id()),
        account(desk.new_id(), name_en="Older", created=eg.MORNING - 99 * DAY),
    )
    async with opened(desk, "/people") as app:
        await answered(app, desk, "ListPeople", People(people=[first], more=True))
        await app.click(app.find(ft.OutlinedButton, text="Show more"))
        assert asked(desk, "ListPeople")[-1].fields["before"] == first.created
        await answered(app, desk, "ListPeople", People(people=[second]))
        assert {"Rina Chakma", "Older"} <= set(app.texts())
        assert not app.find_all(ft.OutlinedButton, text="Show more")


async def test_the_search_asks_for_what_was_typed_at_last_and_says_when_nobody_was_found(desk):
    async with opened(desk, "/people") as app:
        await answered(app, desk, "ListPeople", People(people=[account(desk.new_id())]))
        for letters in ("না", "নাস", " নাসরিন "):
            await app.type(app.find(ft.TextField), letters)
        await app.until(lambda: asked(desk, "ListPeople")[-1].fields["like"] == "নাসরিন")
        await answered(app, desk, "ListPeople", People(people=[]))
        assert "Nobody found" in app.texts()


async def test_without_a_connection_it_says_so_and_asks_when_it_is_back(desk):
    desk.memory.set_sign("sync", Connection(phase=Phase.OFFLINE))
    async with opened(desk, "/people") as app:
        assert "This needs a connection to the server." in app.texts()
        assert not asked(desk, "ListPeople")
        desk.memory.set_sign("sync", Connection(phase=Phase.LIVE))
        await app.settle()
        assert len(asked(desk, "ListPeople")) == 1


async def test_a_refusal_is_told_and_one_can_try_again(desk):
    async with opened(desk, "/people") as app:
        await answered(app, desk, "ListPeople", why="server.unreachable")
        assert any(text.startswith("The server does not answer") for text in app.texts())
        await app.click(app.find(ft.TextButton, text="Try again"))
        assert len(asked(desk, "ListPeople")) == 2


async def test_an_account_is_suspended_after_one_is_sure_and_reinstated(desk):
    rina = account(desk.new_id())
    async with opened(desk, f"/people/{rina.person}") as app:
        await answered(app, desk, "ListPeople", People(people=[rina]))
        await app.click(app.find(ft.OutlinedButton, text="Suspend"))
        assert any("Their devices are told at once." in text for text in app.texts())
        assert not asked(desk, "SetStanding")
        await app.click(app.find(ft.FilledButton, text="Suspend"))
        assert asked(desk, "SetStanding")[-1].fields == {"person": rina.person, "state": "suspended"}
        away = account(rina.person, state="suspended")
        await answered(app, desk, "SetStanding", People(people=[away]))
        assert "Suspended" in app.texts()
        await app.click(app.find(ft.OutlinedButton, text="Reinstate"))
        await app.click(app.find(ft.FilledButton, text="Reinstate"))
        assert asked(desk, "SetStanding")[-1].fields == {"person": rina.person, "state": "active"}


async def test_what_the_server_refuses_is_told_and_the_account_stays_on_the_screen(desk):
    rina = account(desk.new_id())
    async with opened(desk, f"/people/{rina.person}") as app:
        await answered(app, desk, "ListPeople", People(people=[rina]))
        await app.click(app.find(ft.OutlinedButton, text="Suspend"))
        await app.click(app.find(ft.FilledButton, text="Suspend"))
        await answered(app, desk, "SetStanding", why="admin.last")
        assert "This is the last administrator. Make someone else an administrator first." in app.texts()
        assert "Rina Chakma" in app.texts()


async def test_a_checked_credential_says_who_saw_it_and_when_and_can_be_taken_back(desk):
    rina = account(desk.new_id())
    async with opened(desk, f"/people/{rina.person}") as app:
        await answered(app, desk, "ListPeople", People(people=[rina]))
        await app.click(app.find(ft.OutlinedButton, text="I have checked it"))
        await app.click(app.find(ft.FilledButton, text="I have checked it"))
        assert asked(desk, "CheckCredential")[-1].fields == {"person": rina.person, "level": "checked"}
        checked = account(rina.person, credential="checked", checked_by=desk.person, checked_at=eg.MORNING)
        await answered(app, desk, "CheckCredential", People(people=[checked]))
        assert "Checked by Nasrin Akter on 18 Nov 2026." in app.texts()
        await app.click(app.find(ft.OutlinedButton, text="Take the check back"))
        await app.click(app.find(ft.FilledButton, text="Take the check back"))
        assert asked(desk, "CheckCredential")[-1].fields["level"] == "stated"


async def test_a_moderator_is_made_and_unmade(desk):
    rina = account(desk.new_id())
    async with opened(desk, f"/people/{rina.person}") as app:
        await answered(app, desk, "ListPeople", People(people=[rina]))
        await app.click(app.find(ft.OutlinedButton, text="Make moderator"))
        await app.click(app.find(ft.FilledButton, text="Make moderator"))
        assert asked(desk, "SetStanding")[-1].fields == {"person": rina.person, "role": "moderator"}
        await answered(app, desk, "SetStanding", People(people=[account(rina.person, role="moderator")]))
        await app.click(app.find(ft.OutlinedButton, text="Take the role back"))
        await app.click(app.find(ft.FilledButton, text="Take the role back"))
        assert asked(desk, "SetStanding")[-1].fields["role"] == "none"


async def test_a_code_to_come_back_is_made_after_the_warning_and_shown_once(desk):
    rina = account(desk.new_id())
    async with opened(desk, f"/people/{rina.person}") as app:
        await answered(app, desk, "ListPeople", People(people=[rina]))
        await app.click(app.find(ft.OutlinedButton, text="Make a code"))
        assert not asked(desk, "ResetSignIn")
        await app.click(app.find(ft.FilledButton, text="Make a code"))
        await answered(app, desk, "ResetSignIn", Invited(code="AAAABBBBCCCC", until=eg.MORNING + DAY))
        assert {"AAAA-BBBB-CCCC", "https://setu.example.org"} <= set(app.texts())


async def test_of_a_code_that_has_to_wait_it_is_said_from_when_on_it_works(desk):
    rina = account(desk.new_id())
    async with opened(desk, f"/people/{rina.person}") as app:
        await answered(app, desk, "ListPeople", People(people=[rina]))
        await app.click(app.find(ft.OutlinedButton, text="Make a code"))
        await app.click(app.find(ft.FilledButton, text="Make a code"))
        code = Invited(code="AAAABBBBCCCC", since=eg.MORNING + DAY, until=eg.MORNING + 4 * DAY)
        await answered(app, desk, "ResetSignIn", code)
        (begins,) = [text for text in app.texts() if text.startswith("It works from ")]
        assert begins.startswith("It works from 19 November 2026, ")


async def test_moderators_are_offered_only_what_they_may_do(moderators):
    desk, rina = moderators, account(moderators.new_id())
    async with opened(desk, "") as app:
        assert "Reports" in app.texts()
        assert not {"Invites", "What was done"} & set(app.texts())
    async with opened(desk, f"/people/{rina.person}") as app:
        await answered(app, desk, "ListPeople", People(people=[rina]))
        offered = {text for button in app.find_all(ft.OutlinedButton) for text in app.texts(button)}
        assert offered == {"Suspend"}
        await app.go(f"{STAFF}/people")
    other = account(desk.new_id(), role="moderator")
    async with opened(desk, f"/people/{other.person}") as app:
        await answered(app, desk, "ListPeople", People(people=[other]))
        assert not app.find_all(ft.OutlinedButton)


async def test_nobody_is_offered_to_suspend_themselves(desk):
    async with opened(desk, f"/people/{desk.person}") as app:
        await answered(app, desk, "ListPeople", People(people=[account(desk.person, role="admin")]))
        assert not app.find_all(ft.OutlinedButton, text="Suspend")


async def test_an_account_that_is_not_there_is_said(desk):
    async with opened(desk, f"/people/{desk.new_id()}") as app:
        await answered(app, desk, "ListPeople", People(people=[]))
        assert "There is no such account on this server." in app.texts()


async def test_from_one_account_to_another_nothing_of_the_first_stays(desk):
    rina, david = account(desk.new_id()), account(desk.new_id(), name_en="David", name_bn="")
    async with opened(desk, f"/people/{rina.person}") as app:
        await answered(app, desk, "ListPeople", People(people=[rina]))
        await app.click(app.find(ft.OutlinedButton, text="Make a code"))
        await app.click(app.find(ft.FilledButton, text="Make a code"))
        await answered(app, desk, "ResetSignIn", Invited(code="AAAABBBBCCCC", until=eg.MORNING + DAY))
        await app.go(f"{STAFF}/people/{david.person}")
        assert asked(desk, "ListPeople")[-1].fields == {"person": david.person}
        assert "Rina Chakma" not in app.texts()
        await answered(app, desk, "ListPeople", People(people=[david]))
        assert "David" in app.texts()
        assert "AAAA-BBBB-CCCC" not in app.texts()


@pytest.mark.parametrize(("by", "offered"), [("moderator", True), ("admin", False)])
async def test_a_moderator_reinstates_only_whom_moderators_suspended(tmp_path, by, offered):
    for desk in desk_with("moderator", tmp_path):
        rina = account(desk.new_id(), state="suspended", suspended_by=by)
        async with opened(desk, f"/people/{rina.person}") as app:
            await answered(app, desk, "ListPeople", People(people=[rina]))
            assert bool(app.find_all(ft.OutlinedButton, text="Reinstate")) == offered
            told = "An administrator suspended it. Only an administrator can reinstate it."
            assert (told in app.texts()) != offered
