"""What one has read on the phone is read on the laptop, too."""

from journeys.devices import eventually
from journeys.test_requests import laptop_of
from journeys.test_two_people import found_and_joined, two_people

from app.domain.ids import circle_scope
from app.services import leading, marking, messaging, posting, receipts


async def test_what_is_read_on_one_device_is_read_on_the_other(tmp_path):
    async with two_people(tmp_path, "nasrins laptop") as (server, nasrin, david, (laptop,)):
        circle = await found_and_joined(nasrin, david)
        await laptop_of(nasrin, laptop, server)
        him = david.desk.person
        for word in ("one", "two"):
            messaging.send(david.desk, nasrin.desk.person, word)
        for device in (nasrin, laptop):
            await eventually(lambda device=device: messaging.unread(device.desk, him).count == 2)
        messaging.see(nasrin.desk, him)
        await eventually(lambda: messaging.count_unread(laptop.desk) == 0)
        messaging.send(david.desk, nasrin.desk.person, "three")
        await eventually(lambda: messaging.unread(laptop.desk, him).count == 1)

        post = posting.post(nasrin.desk, circle, "topic", "Splints", "How?").id
        await eventually(lambda: posting.posts(david.desk, circle, "topic"))
        posting.reply(david.desk, circle, post, "So.")
        place = marking.place_of(circle_scope(circle), post)
        await eventually(lambda: marking.unread(laptop.desk, place, post).count == 1)
        marking.mark(laptop.desk, place, post)
        await eventually(lambda: marking.unread(nasrin.desk, place, post).count == 0)

        prompt = leading.ask(nasrin.desk, circle, en="What helped?", bn="").id
        await eventually(lambda: leading.prompts(david.desk, circle))
        leading.answer(david.desk, circle, prompt, "Time.")
        place = marking.place_of(circle_scope(circle), prompt)
        await eventually(lambda: marking.unread(laptop.desk, place, prompt).count == 1)
        marking.mark(laptop.desk, place, prompt)
        await eventually(lambda: marking.unread(nasrin.desk, place, prompt).count == 0)


async def test_two_who_both_want_it_learn_what_the_other_has_read_until_one_does_not(tmp_path):
    async with two_people(tmp_path) as (_, nasrin, david, _):
        await found_and_joined(nasrin, david)
        her, him = nasrin.desk.person, david.desk.person
        messaging.send(david.desk, her, "one")
        await eventually(lambda: messaging.unread(nasrin.desk, him).count == 1)
        receipts.want(nasrin.desk, him, on=True)
        receipts.want(david.desk, her, on=True)
        for device, other in ((nasrin, him), (david, her)):
            await eventually(lambda device=device, other=other: receipts.are_on(device.desk, other))
        messaging.see(nasrin.desk, him)
        await eventually(lambda: receipts.read_by(david.desk, her))
        receipts.want(nasrin.desk, him, on=False)
        await eventually(lambda: not receipts.are_on(david.desk, her))
        assert receipts.read_by(david.desk, her) == 0
