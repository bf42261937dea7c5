"""A circle of peer support on three phones: voices instead of names, and one's own words known to oneself."""

import json
from contextlib import asynccontextmanager

import examples as eg
from journeys.devices import devices, eventually, is_settled

from app.bootstrap import now_ms
from app.domain.ids import circle_scope
from app.server.serving import running
from app.services import belonging, connecting, introducing, peering, posting, reacting, withdrawing
from app.services.reacting import Item

PEOPLE = (eg.NASRIN, eg.RINA, eg.DAVID)


@asynccontextmanager
async def peers(tmp_path):
    """Nasrin founded a circle of peer support, Rina and David are in it; and Rina's second phone."""
    async with (
        running(tmp_path / "server") as server,
        devices(tmp_path, now_ms, "nasrin", "rina", "david", "rinas_other") as everyone,
    ):
        *first, other = everyone
        for device, person in zip(first, PEOPLE, strict=True):
            introducing.introduce(device.desk, person)
            connecting.connect(device.desk, server.address, await server.invite())
            device.online()
        nasrin, rina, david = first
        circle = belonging.found(nasrin.desk, {"name_en": "After work", "peer": True}).id
        for device in (rina, david):
            await eventually(lambda device=device: belonging.circle(device.desk, circle))
            belonging.join(device.desk, circle)
            await eventually(
                lambda device=device: belonging.role_in(device.desk, circle) and is_settled(device)
            )
        yield nasrin, rina, david, other, circle


def all_rows(device):
    records = (dict(record) for record in device.desk.memory._records)
    return [json.dumps(record, default=str) for record in records]


async def test_what_is_said_carries_no_name_but_its_author_knows_it_and_takes_it_back(tmp_path):
    async with peers(tmp_path) as (nasrin, rina, david, _, circle):
        scope = circle_scope(circle)
        await rina.offline()
        post = posting.post(rina.desk, circle, "topic", "Tired", "I cannot do this any more.").id
        rina.online()
        await eventually(lambda: posting.posts(david.desk, circle, "topic"))
        for device in (nasrin, david):
            (seen,) = posting.posts(device.desk, circle, "topic")
            assert (seen.by, peering.author(device.desk, seen).name.en) == ("", "Without a name")
            told = [row for row in all_rows(device) if post in row]
            assert told
            assert not any(rina.desk.person in row or rina.desk.device in row for row in told)
        posting.reply(david.desk, circle, post, "Me neither.")
        posting.reply(nasrin.desk, circle, post, "Call me.")
        posting.reply(rina.desk, circle, post, "Thank you.")
        await eventually(lambda: all(posting.count_replies(d.desk, post) == 3 for d in (nasrin, rina, david)))
        await eventually(lambda: all(map(is_settled, (nasrin, rina, david))))

        def voices(device):
            replies = posting.replies(device.desk, post)
            known = peering.voices(device.desk, replies)
            return {each.body: peering.author(device.desk, each, known).name.en for each in replies}

        assert voices(david)["Me neither."] == "You, without your name"
        assert voices(david)["Thank you."] == "Who began this"
        assert voices(david)["Call me."] in ("Voice 1", "Voice 2")
        assert {voices(rina)[body] for body in ("Me neither.", "Call me.")} == {"Voice 1", "Voice 2"}
        item = Item(scope=scope, kind="post", id=post)
        reacting.react(nasrin.desk, item, "hear", on=True)
        await eventually(lambda: [one.code for one in reacting.reactions(rina.desk, post)] == ["hear"])
        assert not withdrawing.may_withdraw(david.desk, item)
        assert withdrawing.may_withdraw(rina.desk, item)
        mine = next(each for each in posting.replies(rina.desk, post) if each.body == "Thank you.")
        withdrawing.withdraw(rina.desk, Item(scope=scope, kind="reply", id=mine.id))
        await eventually(lambda: "Thank you." not in voices(david))


async def test_ones_other_phone_knows_ones_words_too(tmp_path):
    async with peers(tmp_path) as (_, rina, david, other, circle):
        post = posting.post(rina.desk, circle, "topic", "Tired", "I cannot do this any more.").id
        await eventually(lambda: posting.posts(david.desk, circle, "topic") and is_settled(rina))
        server = connecting.server(rina.desk)
        connecting.ask_for_invite(rina.desk, device=True)
        code = (await eventually(lambda: connecting.invite(rina.desk)))["code"]
        introducing.introduce(other.desk, eg.RINA)
        connecting.connect(other.desk, server.address, code)
        other.online()
        await eventually(lambda: posting.posts(other.desk, circle, "topic"))
        await eventually(lambda: is_settled(other))
        (seen,) = posting.posts(other.desk, circle, "topic")
        assert seen.id == post
        assert seen.by == other.desk.person == rina.desk.person
        assert withdrawing.may_withdraw(other.desk, Item(scope=seen.scope, kind="post", id=post))
