"""What administrators see: people without what they wrote, invites without their codes, the book of deeds."""

import pytest
from server.staffing import book, told
from server.visitor import House

from app.domain.ids import own_scope

# People and the book


async def test_people_are_listed_newest_first_with_numbers_and_without_content(house: House) -> None:
    admin = await house.visitor(admin=True)
    house.clock.turn(hours=1)
    nasrin = await house.visitor(name_en="Nasrin Akter", name_bn="নাসরিন আক্তার")
    first, second = (await admin.knock("/v1/admin/people")).json()["people"]
    assert (first["person"], second["person"], second["role"]) == (nasrin.person, admin.person, "admin")
    assert first == {
        "person": nasrin.person,
        "name_en": "Nasrin Akter",
        "name_bn": "নাসরিন আক্তার",
        "discipline": "ot",
        "role": "",
        "state": "active",
        "credential": "stated",
        "created": house.clock.now,
        "seen": house.clock.now,
        "devices": 1,
        "bytes": first["bytes"],
        "checked_by": "",
        "checked_at": 0,
        "suspended_by": "",
        "two_steps": False,
    }


async def test_of_a_checked_credential_it_is_told_who_saw_it_and_when(house: House) -> None:
    admin, nasrin = await house.visitor(admin=True), await house.visitor()
    house.clock.turn(hours=1)
    await admin.knock("/v1/admin/check", person=nasrin.person, level="checked")
    (seen,) = (await admin.knock("/v1/admin/people", person=nasrin.person)).json()["people"]
    assert (seen["checked_by"], seen["checked_at"]) == (admin.person, house.clock.now)
    await admin.knock("/v1/admin/check", person=nasrin.person, level="stated")
    (seen,) = (await admin.knock("/v1/admin/people", person=nasrin.person)).json()["people"]
    assert (seen["checked_by"], seen["checked_at"]) == ("", 0)


async def test_several_people_are_asked_for_at_once_and_who_is_not_there_is_passed_over(house: House) -> None:
    admin, nasrin, _ = await house.visitor(admin=True), await house.visitor(), await house.visitor()
    asked = [nasrin.person, "operator", admin.new_id(), admin.person, nasrin.person]
    found = (await admin.knock("/v1/admin/people", among=asked)).json()["people"]
    assert [each["person"] for each in found] == [nasrin.person, admin.person]
    many = [admin.new_id() for _ in range(200)]
    assert (await admin.knock("/v1/admin/people", among=[*many, admin.person])).json()["people"] == []


@pytest.mark.parametrize("like", ["akt", "NASRIN", "নাসরিন", "আক্তার", "ক্তা"])
async def test_people_are_found_by_a_piece_of_their_name_in_either_script(house: House, like: str) -> None:
    admin = await house.visitor(admin=True, name_en="David Rahman")
    nasrin = await house.visitor(name_en="Nasrin Akter", name_bn="নাসরিন আক্তার")
    found = (await admin.knock("/v1/admin/people", like=like)).json()["people"]
    assert [each["person"] for each in found] == [nasrin.person]


async def test_pages_of_people_hold_everyone_once_even_those_of_one_moment(house: House) -> None:
    admin = await house.visitor(admin=True)
    for number in range(6):
        house.clock.turn(minutes=number % 2)
        await house.visitor()
    seen, before, more = [], 0, True
    while more:
        page = (await admin.knock("/v1/admin/people", limit=2, before=before)).json()
        seen += [each["person"] for each in page["people"]]
        before, more = page["people"][-1]["created"], page["more"]
    assert len(seen) == len(set(seen)) == 7


async def test_the_book_is_read_page_by_page(house: House) -> None:
    admin, member = await house.visitor(admin=True), await house.visitor()
    for state in ("suspended", "active") * 3:
        house.clock.turn(minutes=1)
        await admin.knock("/v1/admin/standing", person=member.person, state=state)
    seen, before, more = [], "", True
    while more:
        page = (await admin.knock("/v1/admin/audit", limit=2, before=before)).json()
        seen += [deed["at"] for deed in page["deeds"]]
        before, more = page["deeds"][-1]["id"], page["more"]
    assert seen == sorted(seen, reverse=True)
    assert len(seen) >= 7


async def test_nothing_that_anybody_wrote_is_in_the_book(house: House) -> None:
    admin = await house.visitor(admin=True, name_en="Marker Name")
    nasrin, codes = await house.signed_in("markerlogin", name_en="Marker Name")
    await house.stranger().recover("markerlogin", codes[0], "a marker of a password")
    await admin.knock("/v1/admin/check", person=nasrin.person, level="checked")
    await admin.knock("/v1/admin/reset", person=nasrin.person)
    reply = await admin.knock("/v1/admin/audit")
    assert "marker" not in reply.text.lower()
    assert {deed[1] for deed in await book(admin)} >= {"role", "password", "recover", "check", "reset"}


async def test_the_book_says_who_read_what_was_reported(house: House) -> None:
    admin, reporter, author = await house.visitor(admin=True), await house.visitor(), await house.visitor()
    scope = await house.circle_of(reporter, author)
    post = await author.do(author.post(scope))
    sent = reporter.reporting(scope, "post", post.row.id)
    await reporter.do(sent)
    for someone in (admin, admin, reporter):
        await someone.rows()
    read = [deed for deed in await book(admin) if deed[1] == "report.read"]
    assert read == [(admin.person, "report.read", "m", f"1 from {sent.id}")] * 2


# Invites


async def test_invites_are_listed_without_their_codes(house: House) -> None:
    admin = await house.visitor(admin=True)
    house.clock.turn(minutes=1)
    code = (await admin.knock("/v1/invite")).json()["code"]
    david = house.stranger()
    await david.join(code)
    house.clock.turn(minutes=1)
    await admin.knock("/v1/invite")
    reply = await admin.knock("/v1/admin/invites")
    newest, used, first = reply.json()["invites"]
    assert (newest["state"], newest["kind"], newest["by"]) == ("open", "member", admin.person)
    assert (used["state"], used["used_by"], used["used"]) == ("used", david.person, house.clock.now - 60_000)
    assert (first["kind"], first["by"], first["used_by"]) == ("admin", "", admin.person)
    assert code not in reply.text
    house.clock.turn(days=14)
    assert (await admin.knock("/v1/admin/invites", limit=1)).json()["invites"][0]["state"] == "expired"
    assert (await admin.knock("/v1/admin/invites", limit=1)).json()["more"] is True


async def test_an_invite_taken_back_lets_nobody_in(house: House) -> None:
    admin = await house.visitor(admin=True)
    house.clock.turn(minutes=1)
    code = (await admin.knock("/v1/invite")).json()["code"]
    house.clock.turn(minutes=1)
    newest, first = (await admin.knock("/v1/admin/invites")).json()["invites"]
    for _ in range(2):
        listed = (await admin.knock("/v1/admin/uninvite", id=newest["id"])).json()["invites"]
        assert listed[0]["state"] == "revoked"
    assert told(await house.stranger().ask_to_join(code)) == (403, "invite.wrong")
    assert told(await admin.knock("/v1/admin/uninvite", id=first["id"])) == (409, "invite.used")
    for nowhere in ("", admin.new_id()):
        assert told(await admin.knock("/v1/admin/uninvite", id=nowhere)) == (403, "unavailable")
    actions = [deed[1] for deed in await book(admin)]
    assert (actions.count("uninvite"), actions[0]) == (1, "uninvite")


async def test_a_notice_is_for_its_person_only(house: House) -> None:
    admin, nasrin = await house.visitor(admin=True), await house.visitor()
    await admin.knock("/v1/admin/reset", person=nasrin.person)
    assert own_scope(nasrin.person) not in {scope for scope, _, _ in await admin.rows()}
