"""Two devices and a server: what is put right, taken back, pinned and moved reads the same to both."""

from journeys.devices import eventually
from journeys.test_two_people import found_and_joined, two_people

from app.domain.ids import circle_scope
from app.services import arranging, editing, messaging, moving, posting, withdrawing
from app.services.reacting import Item


def read(device, post):
    return [reply.body or reply.taken for reply in posting.replies(device.desk, post)]


async def test_a_conversation_still_reads_when_words_are_put_right_taken_back_and_moved(tmp_path):
    async with two_people(tmp_path) as (_, nasrin, david, _):
        circle = await found_and_joined(nasrin, david)
        scope = circle_scope(circle)
        post = posting.post(nasrin.desk, circle, "topic", "Slings", "Which one?").id
        await eventually(lambda: posting.posts(david.desk, circle, "topic"))
        first = posting.reply(david.desk, circle, post, "Ths one").id
        await eventually(lambda: read(nasrin, post) == ["Ths one"])
        editing.edit(david.desk, Item(scope=scope, kind="reply", id=first), body="This one")
        await eventually(lambda: read(nasrin, post) == ["This one"])
        assert posting.replies(nasrin.desk, post)[0].edited
        posting.reply(nasrin.desk, circle, post, "Thank you")
        tape = posting.reply(david.desk, circle, post, "And which tape?").id
        await eventually(lambda: len(read(nasrin, post)) == len(read(david, post)) == 3)
        withdrawing.withdraw(david.desk, Item(scope=scope, kind="reply", id=first))
        await eventually(lambda: read(nasrin, post)[0] == "author")
        assert "This one" not in str(list(nasrin.desk.memory.in_scope(scope)))
        reply = moving.reply(nasrin.desk, circle, tape)
        moving.make_topic(nasrin.desk, circle, reply, title="Tape", tab="question", after=False)
        (topic,) = await eventually(lambda: posting.posts(david.desk, circle, "question"))
        assert (topic.id, topic.by, topic.came_from) == (tape, david.desk.person, post)
        for device in (nasrin, david):
            await eventually(lambda one=device: read(one, post) == ["author", "Thank you"])
            (line,) = moving.lines(device.desk, circle, post)
            assert (line.title, line.count) == ("Tape", 1)
        arranging.pin(nasrin.desk, circle, posting.the_post(nasrin.desk, circle, post), on=True)
        await eventually(lambda: [p.id for p in arranging.pinned(david.desk, circle, "topic")] == [post])


async def test_what_is_taken_back_offline_waits_and_then_goes_everywhere(tmp_path):
    async with two_people(tmp_path) as (server, nasrin, david, _):
        await found_and_joined(nasrin, david)
        message = messaging.send(nasrin.desk, david.desk.person, "Rahim is in bed 4")
        await eventually(lambda: messaging.messages(david.desk, nasrin.desk.person))
        await nasrin.offline()
        withdrawing.withdraw(nasrin.desk, Item(scope=message.scope, kind="dm", id=message.id))
        assert messaging.messages(nasrin.desk, david.desk.person)[0].delivery.value == "waiting"
        nasrin.online()
        await eventually(lambda: messaging.messages(david.desk, nasrin.desk.person) == [])
        assert "Rahim" not in str([operation for _, operation in nasrin.desk.memory.sent.after(-1, 999)])
        del server
