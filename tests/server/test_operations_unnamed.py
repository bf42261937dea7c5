"""Peer-support circles: what is said there carries no name in anything that anybody is sent."""

import dataclasses
import json

import pytest
from server.reacting import reacting
from server.visitor import House, Visitor

from app.domain.ids import MODERATION, inside, leaders_scope
from app.domain.peers import AUTHORED, PEER, VOICE, called
from app.sync.protocol import Row


async def _peers(house: House) -> tuple[str, Visitor, Visitor, Visitor]:
    """A peer-support circle; its leader and two members."""
    leader, rina, david = [await house.visitor() for _ in range(3)]
    founding = leader.circle("After work")
    await leader.do(dataclasses.replace(founding, args={**founding.args, PEER: True}))
    for who in (rina, david):
        await who.do(who.joining(founding.scope))
    return founding.scope, leader, rina, david


async def _seen(who: Visitor, scope: str, identifier: str) -> Row:
    return next(
        row for (place, _, name), row in (await who.rows()).items() if (place, name) == (scope, identifier)
    )


async def test_nothing_that_others_are_sent_tells_who_wrote_it(house: House) -> None:
    scope, leader, rina, david = await _peers(house)
    admin = await house.visitor(admin=True)
    post = rina.post(scope, "I am so tired.")
    answered = await rina.do(
        dataclasses.replace(post, said=house.clock.now - 12_345, h={"body": (1, 0, rina.device)})
    )
    reply = david.reply(scope, post.id, "So am I.")
    await david.do(reply)
    sent = leader.reporting(scope, "post", post.id)
    await leader.do(sent)
    for identifier, author in ((post.id, rina), (reply.id, david)):
        for who in (leader, rina, david):
            row = await _seen(who, scope, identifier)
            assert (row.by, row.h, row.said) == ("", {}, row.at)
            assert author.person not in json.dumps(dataclasses.asdict(row))
            assert author.device not in json.dumps(dataclasses.asdict(row))
    assert answered.row.by == ""
    report = (await admin.rows())[MODERATION, "report", sent.id]
    assert rina.person not in json.dumps(report.v)
    for who in (leader, david, admin):
        told = [row for (place, kind, name), row in (await who.rows()).items() if name in (post.id, reply.id)]
        mine = [row for row in told if row.k == AUTHORED]
        assert len(mine) == (1 if who is david else 0)
        assert not any(rina.person in json.dumps(dataclasses.asdict(row)) for row in told)


async def test_the_devices_of_whoever_wrote_it_know_it_and_can_take_it_back(house: House) -> None:
    scope, _, rina, david = await _peers(house)
    post = rina.post(scope)
    await rina.do(post)
    assert (await rina.rows())[rina.own, AUTHORED, post.id].v == {"scope": scope, "kind": "post"}
    assert await david.refused(david.withdrawing(post)) == await david.refused(
        dataclasses.replace(david.withdrawing(post), mid=david.new_id())
    )
    await rina.do(rina.withdrawing(post))
    row = await _seen(david, scope, post.id)
    assert (row.x, row.why, row.by) == (True, "author", "")


async def test_it_takes_room_from_whoever_wrote_it_and_gives_it_back(house: House) -> None:
    scope, _, rina, _ = await _peers(house)

    async def stored() -> int:
        sql = "SELECT bytes FROM account WHERE person_id = ?"
        return (await house.home.read(lambda c: c.execute(sql, (rina.person,)).fetchone()))[0]

    before = await stored()
    post = rina.post(scope, "x" * 900)
    await rina.do(post)
    assert await stored() > before + 900
    await rina.do(rina.withdrawing(post))
    assert await stored() == before


async def test_sent_again_it_is_there_once_and_under_their_id_nobody_else_writes(house: House) -> None:
    scope, _, rina, david = await _peers(house)
    post = rina.post(scope)
    first = await rina.do(post)
    (again,) = await rina.push(post)
    assert (again.st, again.row) == ("dup", first.row)
    anew = await rina.do(dataclasses.replace(post, mid=rina.new_id()))
    assert anew.row == first.row
    assert await david.refused(david.post(scope, identifier=post.id)) == "id.taken"


async def test_a_voice_is_the_same_within_a_thread_and_tells_nothing_across_threads(house: House) -> None:
    scope, leader, rina, david = await _peers(house)
    one, two = rina.post(scope), david.post(scope)
    for who, post in ((rina, one), (david, two)):
        await who.do(post)
    said = [
        (await who.do(who.reply(scope, post.id))).row.v[VOICE]
        for who, post in ((david, one), (leader, one), (rina, one), (david, one), (rina, two), (david, two))
    ]
    assert said[0] == said[3] != said[1]
    assert said[2] == 0 == said[5], "who began the thread"
    assert said[4] not in (0, *said[:2])
    names = [called(voice, said[:4]).en for voice in said[:4]]
    assert names == ["Voice 1", "Voice 2", "Who began this", "Voice 1"]


async def test_who_comes_later_reads_nothing_from_before(house: House) -> None:
    scope, _, rina, _ = await _peers(house)
    post = rina.post(scope)
    await rina.do(post)
    late = await house.visitor()
    await late.do(late.joining(scope))
    assert post.id not in {name for _, _, name in await late.rows()}
    history = await late.http.post(
        "/v1/history",
        json={"epoch": "", "req": "h", "scope": scope, "before": 10**9},
        headers=late.headers,
    )
    assert history.json()["rows"] == []
    assert await late.refused(late.reply(scope, post.id)) == "ref.missing"


@pytest.mark.parametrize("peer", [True, False])
async def test_a_circle_stays_what_it_was_founded_as(house: House, peer: bool) -> None:
    leader = await house.visitor()
    founding = leader.circle()
    await leader.do(dataclasses.replace(founding, args={**founding.args, PEER: peer}))
    change = leader.write(
        founding.scope, "circle", "set", founding.id, {PEER: not peer}, wall=house.clock.now
    )
    assert await leader.refused(change) == "circle.peer_stays"
    renamed = leader.write(
        founding.scope,
        "circle",
        "set",
        founding.id,
        {"name_en": "Other", "history": "all", PEER: peer},
        wall=house.clock.now,
    )
    await leader.do(renamed)
    listing = (await leader.rows())["k", "listing", inside(founding.scope)]
    assert (listing.v["name_en"], listing.v[PEER]) == ("Other", peer)
    late = await house.visitor()
    post = leader.post(founding.scope)
    await leader.do(post)
    await late.do(late.joining(founding.scope))
    assert (post.id in {name for _, _, name in await late.rows()}) is not peer


async def test_one_says_i_hear_you_with_a_tap_and_nothing_else(house: House) -> None:
    scope, _, rina, david = await _peers(house)
    post = rina.post(scope)
    await rina.do(post)
    assert await david.refused(reacting(david, scope, "post", post.id)) == "react.hear_only"
    await david.do(reacting(david, scope, "post", post.id, "hear"))


async def test_a_report_of_it_is_for_those_who_look_after_the_server_but_not_for_its_author(
    house: House,
) -> None:
    scope, _, rina, david = await _peers(house)
    author, other = await house.visitor(admin=True), await house.visitor(admin=True)
    await author.do(author.joining(scope))
    post = author.post(scope)
    await author.do(post)
    to_leaders = dataclasses.replace(
        rina.reporting(scope, "post", post.id), scope=leaders_scope(inside(scope))
    )
    assert await rina.refused(to_leaders) == "field.wrong"
    assert await author.refused(author.reporting(scope, "post", post.id)) == "report.own"
    sent = rina.reporting(scope, "post", post.id)
    await rina.do(sent)
    assert (MODERATION, "report", sent.id) not in await author.rows()
    assert await author.refused(author.deciding(sent.id)) == "ref.missing"
    pages = [await who.pull(digest=[MODERATION]) for who in (author, other)]
    digests = [page.digest for pulled in pages for page in pulled.pages if page.scope == MODERATION]
    assert len(set(digests)) == 2
    await other.do(other.deciding(sent.id, "removed", redact=True))
    row = await _seen(david, scope, post.id)
    assert (row.x, row.why, row.by) == (True, "mod", "")


async def test_elsewhere_one_writes_under_ones_name(house: House) -> None:
    rina, david = await house.visitor(), await house.visitor()
    scope = await house.circle_of(rina, david)
    post = await rina.do(rina.post(scope))
    assert post.row.by == rina.person
    assert VOICE not in post.row.v
    assert not any(kind in (AUTHORED, VOICE) for _, kind, _ in await rina.rows())


async def test_it_is_not_edited_not_even_by_its_author_whose_stamps_would_tell(house: House) -> None:
    scope, _, rina, david = await _peers(house)
    post = rina.post(scope)
    await rina.do(post)
    for who in (rina, david):
        change = who.write(scope, "post", "set", post.id, {"body": "Other"}, wall=house.clock.now)
        assert await who.refused(change) == "edit.others"
    assert (await _seen(david, scope, post.id)).h == {}
