"""Two people, their devices and a real server in one process: what they write reaches each other."""

import asyncio
from contextlib import asynccontextmanager

import examples as eg
import pytest
from journeys.devices import devices, eventually, is_settled

from app.bootstrap import now_ms
from app.domain.connection import CLOCK_WORTH_TELLING_MS, Phase
from app.domain.ids import circle_scope
from app.domain.records import Delivery
from app.server.serving import running
from app.services import belonging, connecting, finding, introducing, leading, messaging, posting, seating
from app.services.matching import Wanted


@asynccontextmanager
async def two_people(tmp_path, *more):
    """Nasrin, who keeps the server, and David, both known to it; and further devices that are not yet."""
    async with (
        running(tmp_path / "server") as server,
        devices(tmp_path, now_ms, "nasrin", "david", *more) as all_devices,
    ):
        nasrin, david, *others = all_devices
        for device, person, admin in ((nasrin, eg.NASRIN, True), (david, eg.DAVID, False)):
            introducing.introduce(device.desk, person)
            connecting.connect(device.desk, server.address, await server.invite(admin=admin))
            device.online()
        await eventually(lambda: all(is_settled(device) for device in (nasrin, david)))
        yield server, nasrin, david, others


def bodies(writings):
    return [writing.body for writing in writings]


async def found_and_joined(nasrin, david):
    circle = belonging.found(nasrin.desk, {"name_en": "Hands of Rajshahi", "name_bn": "রাজশাহীর হাত"}).id
    await eventually(lambda: [c for c in belonging.search(david.desk, "রাজশাহী") if c.id == circle])
    belonging.join(david.desk, circle)
    await eventually(lambda: all(len(belonging.members(one.desk, circle)) == 2 for one in (nasrin, david)))
    return circle


async def test_they_find_each_other_in_the_directory(tmp_path):
    async with two_people(tmp_path) as (_, nasrin, david, _):
        (found,) = await eventually(lambda: finding.search(david.desk, "হাতের থেরাপি", Wanted(), lang="en"))
        assert (found.id, found.name.bn) == (nasrin.desk.person, "নাসরিন আক্তার")
        await eventually(lambda: finding.search(nasrin.desk, "mentor dhaka", Wanted(), lang="bn"))


async def test_a_leader_asks_in_both_languages_and_the_member_answers_in_one(tmp_path):
    async with two_people(tmp_path) as (_, nasrin, david, _):
        circle = await found_and_joined(nasrin, david)
        leading.ask(nasrin.desk, circle, en="What helped?", bn="কী সাহায্য করেছে?")
        (prompt,) = await eventually(lambda: leading.prompts(david.desk, circle))
        assert (prompt.text.en, prompt.text.bn) == ("What helped?", "কী সাহায্য করেছে?")
        leading.answer(david.desk, circle, prompt.id, "Tea.")
        await eventually(lambda: bodies(leading.answers(nasrin.desk, prompt.id)) == ["Tea."])


async def test_who_does_not_lead_is_refused_by_the_server_too(tmp_path):
    async with two_people(tmp_path) as (_, nasrin, david, _):
        circle = await found_and_joined(nasrin, david)
        fields = {"text_en": "May I?", "text_bn": ""}
        forged = david.desk.write(circle_scope(circle), "prompt", david.desk.new_id(), "create", fields)
        refused = await eventually(lambda: connecting.refusals(david.desk))
        assert [(record.id, record.refused[0].code) for record in refused] == [
            (forged.id, "circle.not_leader")
        ]
        assert refused[0].values["text_en"] == "May I?"
        assert leading.prompts(nasrin.desk, circle) == []


async def test_messages_go_both_ways_and_say_that_they_arrived(tmp_path):
    async with two_people(tmp_path) as (_, nasrin, david, _):
        messaging.send(nasrin.desk, david.desk.person, "আসসালামু আলাইকুম")
        await eventually(
            lambda: bodies(messaging.messages(david.desk, nasrin.desk.person)) == ["আসসালামু আলাইকুম"]
        )
        messaging.send(david.desk, nasrin.desk.person, "Hello!")
        there = ["আসসালামু আলাইকুম", "Hello!"]
        await eventually(lambda: bodies(messaging.messages(nasrin.desk, david.desk.person)) == there)
        await eventually(lambda: is_settled(david))
        sent = messaging.messages(david.desk, nasrin.desk.person)[-1]
        assert sent.delivery is Delivery.DELIVERED
        (line,) = messaging.conversations(nasrin.desk)
        assert (line.person.name.en, line.unread) == ("David Mitra", True)


async def test_what_was_written_offline_arrives_once_and_in_order(tmp_path):
    async with two_people(tmp_path) as (_, nasrin, david, _):
        circle = await found_and_joined(nasrin, david)
        await david.offline()
        post = posting.post(david.desk, circle, "question", "When do you stop?", "Night splints.")
        for word in ("one", "two", "three"):
            posting.reply(david.desk, circle, post.id, word)
            messaging.send(david.desk, nasrin.desk.person, word)
        await david.restart()
        assert connecting.standing(david.desk).waiting == 7
        david.online()
        await eventually(lambda: bodies(posting.replies(nasrin.desk, post.id)) == ["one", "two", "three"])
        await eventually(
            lambda: bodies(messaging.messages(nasrin.desk, david.desk.person)) == ["one", "two", "three"]
        )
        assert len(posting.posts(nasrin.desk, circle, "question")) == 1
        await eventually(lambda: is_settled(david))


async def test_two_devices_of_one_person_become_alike(tmp_path):
    async with two_people(tmp_path, "nasrins laptop") as (server, nasrin, david, (laptop,)):
        circle = await found_and_joined(nasrin, david)
        messaging.send(david.desk, nasrin.desk.person, "Before the laptop")
        connecting.ask_for_invite(nasrin.desk, device=True)
        code = (await eventually(lambda: connecting.invite(nasrin.desk)))["code"]
        introducing.introduce(laptop.desk, {"name_en": "Nasrin", "discipline": "ot"})
        posted = posting_alone(laptop)
        connecting.connect(laptop.desk, server.address, code)
        laptop.online()
        await eventually(lambda: laptop.desk.person == nasrin.desk.person and is_settled(laptop))
        assert introducing.me(laptop.desk).name.bn == "নাসরিন আক্তার"
        assert circle in [known.id for known in belonging.mine(laptop.desk)]
        assert bodies(messaging.messages(laptop.desk, david.desk.person)) == ["Before the laptop"]
        await eventually(lambda: bodies(posting.posts(nasrin.desk, posted.circle, "topic")) == ["Alone"])
        introducing.describe(laptop.desk, {"district": "dhaka"})
        await eventually(lambda: introducing.me(nasrin.desk).district == "dhaka")


def posting_alone(device):
    """What somebody wrote on a device before it knew any server."""
    circle = belonging.found(device.desk, {"name_en": "Mine alone"})
    posting.post(device.desk, circle.id, "topic", "Title", "Alone")

    class Posted:
        pass

    Posted.circle = circle.id
    return Posted


async def test_a_server_that_dies_and_comes_back_loses_and_doubles_nothing(tmp_path):
    async with two_people(tmp_path) as (server, nasrin, david, _):
        await found_and_joined(nasrin, david)
        for number in range(20):
            messaging.send(nasrin.desk, david.desk.person, f"before {number}")
        await server.stop()
        for number in range(20):
            messaging.send(nasrin.desk, david.desk.person, f"while {number}")
        await eventually(lambda: connecting.standing(nasrin.desk).connection.phase is Phase.OFFLINE)
        expected = [f"{when} {number}" for when in ("before", "while") for number in range(20)]
        async with running(tmp_path / "server", port=server.port):
            await eventually(
                lambda: bodies(messaging.messages(david.desk, nasrin.desk.person, 60)) == expected
            )
            await eventually(lambda: is_settled(nasrin))
        assert bodies(messaging.messages(nasrin.desk, david.desk.person, 60)) == expected


async def test_without_any_server_everything_waits_and_nothing_complains(tmp_path):
    async with devices(tmp_path, now_ms, "nasrin") as (nasrin,):
        introducing.introduce(nasrin.desk, eg.NASRIN)
        nasrin.online()
        await asyncio.sleep(0.1)
        standing = connecting.standing(nasrin.desk)
        assert (standing.connection.phase, standing.connection.why, standing.server) == (Phase.OFF, "", None)


@pytest.mark.parametrize(("code", "why"), [("AAAA-BBBB-CCCC", "invite.wrong"), ("used", "invite.used")])
async def test_a_bad_invite_is_refused_with_its_reason_and_a_good_one_then_works(tmp_path, code, why):
    async with (
        running(tmp_path / "server") as server,
        devices(tmp_path, now_ms, "first", "second") as (first, second),
    ):
        good = await server.invite()
        for device, person in ((first, eg.NASRIN), (second, eg.DAVID)):
            introducing.introduce(device.desk, person)
            device.online()
        connecting.connect(first.desk, server.address, good)
        await eventually(lambda: is_settled(first))
        connecting.connect(second.desk, server.address, good if code == "used" else code)
        await eventually(lambda: connecting.standing(second.desk).connection.phase is Phase.REFUSED)
        assert connecting.standing(second.desk).connection.why == why
        connecting.connect(second.desk, server.address, await server.invite())
        await eventually(lambda: is_settled(second))


async def test_an_address_where_nobody_answers_is_said_and_nothing_is_lost(tmp_path):
    async with devices(tmp_path, now_ms, "nasrin") as (nasrin,):
        introducing.introduce(nasrin.desk, eg.NASRIN)
        connecting.connect(nasrin.desk, "127.0.0.1:9", "AAAABBBBCCCC")
        nasrin.online()
        await eventually(lambda: connecting.standing(nasrin.desk).connection.why == "server.unreachable")
        assert introducing.is_known(nasrin.desk)


@pytest.mark.parametrize("days", [2, -2])
async def test_a_clock_two_days_off_is_told_and_loses_nothing(tmp_path, days):
    async with two_people(tmp_path, "late") as (server, nasrin, _, (late,)):
        late.clock = lambda: now_ms() + days * 86_400_000
        await late.restart()
        introducing.introduce(late.desk, {"name_en": "Ruma", "discipline": "slt"})
        circle = belonging.found(late.desk, {"name_en": "Out of time"}).id
        post = posting.post(late.desk, circle, "topic", "When", "is it?")
        posting.reply(late.desk, circle, post.id, "Nobody knows.")
        connecting.connect(late.desk, server.address, await server.invite())
        late.online()
        await eventually(lambda: is_settled(late))
        assert connecting.refusals(late.desk) == []
        assert abs(connecting.standing(late.desk).connection.ahead_ms) >= CLOCK_WORTH_TELLING_MS
        (listed,) = await eventually(lambda: belonging.search(nasrin.desk, "out of time"))
        belonging.join(nasrin.desk, listed.id)
        (seen,) = await eventually(lambda: posting.posts(nasrin.desk, listed.id, "topic"))
        await eventually(lambda: bodies(posting.replies(nasrin.desk, seen.id)) == ["Nobody knows."])


async def test_who_was_taken_out_of_a_circle_keeps_the_words_they_were_writing(tmp_path):
    async with two_people(tmp_path) as (_, nasrin, david, _):
        circle = await found_and_joined(nasrin, david)
        await david.offline()
        posting.post(david.desk, circle, "topic", "My last word", "Still here.")
        seating.remove(nasrin.desk, circle, david.desk.person)
        await eventually(lambda: is_settled(nasrin))
        david.online()
        (kept,) = await eventually(lambda: connecting.refusals(david.desk))
        assert (kept.values["title"], kept.refused[0].code) == ("My last word", "circle.not_member")
        assert belonging.role_in(david.desk, circle) is None
        assert posting.posts(nasrin.desk, circle, "topic") == []
