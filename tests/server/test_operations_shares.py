"""What becomes of a post that was shared, or offered, when something happens to it where it was written."""

from dataclasses import dataclass

from server.sharing import offered, offering, shown, state, taking, two_circles, unoffering
from server.visitor import House, Visitor

from app.sync.protocol import Mutation


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A post that one circle has taken in, and that waits at the door of another with the same leader."""

    author: Visitor
    here: Visitor
    there: Visitor
    target: str
    third: str
    post: Mutation
    taken: Mutation
    waits: Mutation

    @classmethod
    async def of(cls, house: House) -> "Scene":
        author, here, there, source, target = await two_circles(house)
        third = await house.circle_of(there, author)
        post = author.post(source)
        taken, waits = offering(author, post, target), offering(author, post, third)
        for mutation in (post, taken, waits):
            await author.do(mutation)
        await there.do(taking(there, target, taken))
        who = {"author": author, "here": here, "there": there}
        return cls(**who, target=target, third=third, post=post, taken=taken, waits=waits)


async def test_who_takes_back_the_post_takes_it_back_everywhere(house: House) -> None:
    scene = await Scene.of(house)
    author, there, target, third = scene.author, scene.there, scene.target, scene.third
    post, taken, waits = scene.post, scene.taken, scene.waits
    await there.do(there.reply(target, taken.id))
    await author.do(author.withdrawing(post))
    row, waiting = await shown(there, target, taken), await offered(there, third, waits)
    assert row is not None
    assert row.v == {"tab": "question", "taken": "author"}, "what was replied there still reads"
    assert waiting is not None
    assert waiting.x
    assert [await state(author, one) for one in (taken, waits)] == ["gone", "gone"]
    assert (await there.push(taking(there, third, waits)))[0].code == "changed"


async def test_what_is_taken_back_there_stays_where_it_was_written(house: House) -> None:
    author, _, there, source, target = await two_circles(house)
    post = author.post(source)
    await author.do(post)
    for kind in ("offer", "post"):
        offer = offering(author, post, target)
        await author.do(offer)
        await there.do(taking(there, target, offer))
        back = author.write(target, "post", "redact", offer.id)
        await author.do(back if kind == "post" else unoffering(author, offer))
        assert await state(author, offer) == "gone"
        gone = await shown(there, target, offer)
        assert gone is not None
        assert gone.x
    assert not (await author.rows())[source, "post", post.id].x


async def test_leaders_who_take_it_away_do_so_in_their_own_circle_only(house: House) -> None:
    scene = await Scene.of(house)
    author, there, target = scene.author, scene.there, scene.target
    post, taken, waits = scene.post, scene.taken, scene.waits
    await scene.here.do(scene.here.write(post.scope, "post", "redact", post.id))
    row = await shown(there, target, taken)
    assert row is not None
    assert not row.x
    assert await state(author, waits) == "gone"
    await there.do(there.write(target, "post", "redact", taken.id))
    assert await state(author, taken) == "accepted"
    assert await author.refused(offering(author, post, target)) == "ref.missing"


async def test_what_moderators_remove_where_it_was_written_is_gone_everywhere(house: House) -> None:
    author, here, there, source, target = await two_circles(house)
    admin = await house.visitor(admin=True)
    post, other = author.post(source), author.post(source)
    for one in (post, other):
        await author.do(one)
    taken, waiting = offering(author, post, target), offering(author, other, target)
    for offer in (taken, waiting):
        await author.do(offer)
    await there.do(taking(there, target, taken))
    for one in (post, other):
        told = here.reporting(source, "post", one.id)
        await here.do(told)
        await admin.do(admin.deciding(told.id, "removed", redact=True))
    row = await shown(there, target, taken)
    assert row is not None
    assert row.x
    gone = await offered(there, target, waiting)
    assert gone is not None
    assert gone.x
    assert (await there.push(taking(there, target, waiting)))[0].code == "changed"


async def test_what_is_put_right_where_it_was_written_is_right_everywhere(house: House) -> None:
    scene = await Scene.of(house)
    author, there, target, third = scene.author, scene.there, scene.target, scene.third
    post, taken, waits = scene.post, scene.taken, scene.waits
    wall = house.clock.now + 1
    await author.do(author.write(post.scope, "post", "set", post.id, {"body": "With moleskin?"}, wall=wall))
    row, waiting = await shown(there, target, taken), await offered(there, third, waits)
    assert row is not None
    assert (row.v["body"], row.v["edited"]) == ("With moleskin?", house.clock.now)
    assert waiting is not None
    assert waiting.v["post"]["body"] == "With moleskin?"
    there_only = author.write(target, "post", "set", taken.id, {"body": "x"}, wall=wall)
    assert await author.refused(there_only) == "share.original"
