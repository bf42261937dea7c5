"""A circle ends and goes on again, on two devices and a real server; one of them out of reach meanwhile."""

import pytest
from journeys.devices import eventually, is_settled
from journeys.test_two_people import found_and_joined, two_people

from app.domain.errors import Refused
from app.services import archiving, belonging, connecting, drafting, posting, searching


async def test_what_waited_when_a_circle_was_archived_is_told_why_kept_and_sent_once_it_is_back(tmp_path):
    async with two_people(tmp_path) as (_, nasrin, david, _):
        circle = await found_and_joined(nasrin, david)
        post = posting.post(nasrin.desk, circle, "topic", "Orthosis", "After a stroke").id
        await eventually(lambda: posting.posts(david.desk, circle, "topic"))
        await david.offline()
        drafting.keep(david.desk, f"reply:{post}", "And another thing")
        posting.reply(david.desk, circle, post, "Moleskin, twice a day.")
        archiving.archive(nasrin.desk, circle)
        await eventually(lambda: is_settled(nasrin))
        david.online()
        (refused,) = await eventually(lambda: connecting.refusals(david.desk))
        assert refused.refused[0].code == "circle.archived"
        assert refused.values["body"] == "Moleskin, twice a day."
        await eventually(lambda: archiving.is_archived(david.desk, circle))
        with pytest.raises(Refused, match="archived"):
            posting.reply(david.desk, circle, post, "More")
        assert drafting.draft(david.desk, f"reply:{post}") == "And another thing"
        assert post in str(searching.search(david.desk, "orthosis", limit=5))
        assert posting.replies(nasrin.desk, post) == []

        archiving.bring_back(nasrin.desk, circle)
        await eventually(lambda: not archiving.is_archived(david.desk, circle))
        connecting.send_again(david.desk, refused)
        await eventually(lambda: [r.body for r in posting.replies(nasrin.desk, post)])
        assert connecting.refusals(david.desk) == []


async def test_it_leaves_the_lists_of_others_and_comes_into_them_again(tmp_path):
    async with two_people(tmp_path) as (_, nasrin, david, _):
        circle = belonging.found(nasrin.desk, {"name_en": "Hands"}).id
        await eventually(lambda: [c for c in belonging.every(david.desk) if c.id == circle])
        archiving.archive(nasrin.desk, circle)
        await eventually(lambda: not [c for c in belonging.every(david.desk) if c.id == circle])
        assert [c.id for c in belonging.mine(nasrin.desk)] == [circle]
        archiving.bring_back(nasrin.desk, circle)
        await eventually(lambda: [c for c in belonging.every(david.desk) if c.id == circle])
        belonging.join(david.desk, circle)
        await eventually(lambda: len(belonging.members(nasrin.desk, circle)) == 2)
