"""Somebody is called by name, hears of it, and is called by their name of today wherever they were called."""

from journeys.devices import eventually, is_settled
from journeys.test_two_people import found_and_joined, two_people

from app.domain.attending import Level
from app.domain.ids import circle_scope
from app.domain.mentions import written
from app.services import attending, avoiding, editing, grouping, introducing, mentioning, noticing, posting
from app.services.reacting import Item


async def test_one_calls_another_who_hears_of_it_reads_it_and_answers_with_a_new_name(tmp_path):
    async with two_people(tmp_path) as (_, nasrin, david, _):
        circle = await found_and_joined(nasrin, david)
        scope = circle_scope(circle)
        (found,) = await eventually(lambda: mentioning.search(nasrin.desk, scope, "ডেভিড", lang="bn"))
        attending.choose(david.desk, circle, Level.MINE)
        text = f"{written(found.id, found.name.en)}, how do you do it?"
        topic = posting.post(nasrin.desk, circle, "topic", "Sling", text)
        (mention,) = await eventually(lambda: noticing.mentions(david.desk))
        assert (mention.author.name.en, mention.thread) == ("Nasrin Akter", topic.id)
        noticing.see_mentions(david.desk, scope, topic.id, mention.said.order)
        assert noticing.mentions(david.desk) == []
        posting.reply(david.desk, circle, topic.id, f"{written(nasrin.desk.person, 'N')} with a towel")
        await eventually(lambda: noticing.count_mentions(nasrin.desk))
        introducing.describe(david.desk, {"name_bn": "ডেভিড মিত্র"})
        said = f"@{'ডেভিড মিত্র'}, how do you do it?"
        await eventually(lambda: mentioning.words(nasrin.desk, scope, text, "bn") == said)
        await eventually(lambda: is_settled(nasrin) and is_settled(david))


async def test_an_edit_calls_too_and_who_is_muted_reaches_nobody(tmp_path):
    async with two_people(tmp_path) as (_, nasrin, david, _):
        circle = await found_and_joined(nasrin, david)
        me = written(nasrin.desk.person, "Nasrin Akter")
        topic = posting.post(david.desk, circle, "topic", "Sling", "Who knows?")
        await eventually(lambda: posting.posts(nasrin.desk, circle, "topic"))
        assert noticing.count_mentions(nasrin.desk) == 0
        item = Item(scope=topic.scope, kind="post", id=topic.id)
        await eventually(lambda: is_settled(david))
        editing.edit(david.desk, item, body=f"{me} may know.")
        await eventually(lambda: noticing.count_mentions(nasrin.desk) == 1)
        avoiding.mute(nasrin.desk, david.desk.person, on=True)
        assert noticing.mentions(nasrin.desk) == []


async def test_in_a_group_one_is_called_by_who_made_it(tmp_path):
    async with two_people(tmp_path) as (_, nasrin, david, _):
        await found_and_joined(nasrin, david)
        scope = grouping.make(nasrin.desk, "Journal club", [david.desk.person])
        (invitation,) = await eventually(lambda: grouping.invitations(david.desk))
        grouping.accept(david.desk, invitation.scope)
        await eventually(lambda: mentioning.people(nasrin.desk, scope))
        grouping.send(nasrin.desk, scope, f"{written(david.desk.person, 'David')} begins")
        (mention,) = await eventually(lambda: noticing.mentions(david.desk))
        assert (mention.group, mention.said.scope) == ("Journal club", scope)
        assert mentioning.words(david.desk, scope, mention.said.body, "en") == "@David Mitra begins"
