"""Sharing a post to a second circle: who may offer it, who sees that, who decides, and what follows."""

import dataclasses

from server.doorways import circle_with
from server.sharing import offered, offering, shown, state, taking, two_circles, unoffering
from server.visitor import House

from app.domain.ids import inside

NOTE = "We found this useful."


async def test_the_leaders_of_the_other_circle_see_what_is_offered_and_nobody_else_does(house: House) -> None:
    author, here, there, source, target = await two_circles(house)
    other = await house.visitor()
    await other.do(other.joining(target))
    post = author.post(source)
    await author.do(post)
    offer = offering(author, post, target, NOTE)
    await author.do(offer)
    assert await state(author, offer) == "waiting"
    row = await offered(there, target, offer)
    assert row is not None
    assert row.v["post"]["body"] == "How do you line a splint?"
    assert (row.v["shared_note"], row.v["shared_en"]) == (NOTE, "Splints and scars")
    assert row.v["card"] == {"name_en": "Nasrin Akter", "discipline": "ot"}
    for one in (other, here):
        assert await offered(one, target, offer) is None
        assert await shown(one, target, offer) is None


async def test_what_is_accepted_is_in_the_other_circle_as_its_authors_with_where_it_is_from(
    house: House,
) -> None:
    author, _, there, source, target = await two_circles(house)
    post = author.post(source)
    await author.do(post)
    offer = offering(author, post, target, NOTE)
    await author.do(offer)
    done = await there.do(taking(there, target, offer))
    assert (await there.do(taking(there, target, offer))).row == done.row, "two leaders may say yes at once"
    row = await shown(there, target, offer)
    assert row is not None
    assert row.by == author.person
    assert row.v | {"written": 0} == {
        "tab": "question",
        "title": "Splints",
        "body": "How do you line a splint?",
        "lang": "en",
        "written": 0,
        "shared": inside(source),
        "shared_en": "Splints and scars",
        "shared_bn": "",
        "shared_note": NOTE,
    }
    assert await state(author, offer) == "accepted"
    gone = await offered(there, target, offer)
    assert gone is not None
    assert gone.x
    await there.do(there.reply(target, offer.id))
    again = author.write(target, "post", "create", offer.id)
    assert await author.refused(offering(author, again, source)) == "share.original"


async def test_who_leads_the_other_circle_shares_to_it_at_once(house: House) -> None:
    author, reader = await house.visitor(), await house.visitor()
    source, target = await house.circle_of(author), await house.circle_of(author, reader)
    post = author.post(source)
    await author.do(post)
    offer = offering(author, post, target)
    told = await author.do(offer)
    assert told.row is not None
    assert told.row.v["state"] == "accepted"
    assert (await author.do(dataclasses.replace(offer, mid=author.new_id()))).row == told.row
    row = await shown(reader, target, offer)
    assert row is not None
    assert "shared_note" not in row.v


async def test_who_is_declined_is_told_so_and_does_not_offer_it_there_again(house: House) -> None:
    author, _, there, source, target = await two_circles(house)
    post = author.post(source)
    await author.do(post)
    offer = offering(author, post, target)
    await author.do(offer)
    await there.do(taking(there, target, offer, "decline"))
    assert await state(author, offer) == "declined"
    assert await shown(there, target, offer) is None
    (late,) = await there.push(taking(there, target, offer))
    assert late.code == "changed"
    await author.do(unoffering(author, offer))
    assert await state(author, offer) == "declined"
    assert await author.refused(offering(author, post, target)) == "share.twice"


async def test_what_is_taken_back_is_not_accepted_any_more_and_may_be_offered_again(house: House) -> None:
    author, _, there, source, target = await two_circles(house)
    post = author.post(source)
    await author.do(post)
    offer = offering(author, post, target)
    await author.do(offer)
    assert await author.refused(offering(author, post, target)) == "share.twice"
    await author.do(unoffering(author, offer))
    assert await state(author, offer) == "gone"
    for op in ("accept", "decline"):
        (late,) = await there.push(taking(there, target, offer, op))
        assert (late.code, late.row is not None and late.row.x) == ("changed", True)
    await author.do(offering(author, post, target))


async def test_only_ones_own_words_are_shared_and_nobody_who_was_mentioned_is_named(house: House) -> None:
    author, here, there, source, target = await two_circles(house)
    theirs = here.post(source)
    await here.do(theirs)
    assert await author.refused(offering(author, theirs, target)) == "share.others"
    mine = author.post(source, f"Ask @[Rahima Khatun]({here.person}) about it.")
    await author.do(mine)
    offer = offering(author, mine, target)
    await author.do(offer)
    row = await offered(there, target, offer)
    assert row is not None
    assert row.v["post"]["body"] == "Ask @someone about it."


async def test_what_a_hidden_circle_is_called_is_not_told(house: House) -> None:
    author, there = await house.visitor(), await house.visitor()
    source, target = await circle_with(author, entry="hidden"), await house.circle_of(there, author)
    post = author.post(source)
    await author.do(post)
    offer = offering(author, post, target)
    await author.do(offer)
    await there.do(taking(there, target, offer))
    row = await shown(there, target, offer)
    assert row is not None
    assert row.v["shared"] == ""
    assert "shared_en" not in row.v
    assert inside(source) not in str(row.v)


async def test_nothing_goes_out_of_a_peer_support_circle_or_into_one(house: House) -> None:
    author, _, _, source, _ = await two_circles(house)
    peers = await circle_with(author, peer=True)
    for one, other in ((source, peers), (peers, source)):
        post = author.post(one)
        await author.do(post)
        assert await author.refused(offering(author, post, other)) == "share.peer"


async def test_an_archived_circle_takes_nothing_in_but_its_leaders_may_still_say_no(house: House) -> None:
    author, _, there, source, target = await two_circles(house)
    post, later = author.post(source), author.post(source)
    await author.do(post)
    await author.do(later)
    offer = offering(author, post, target)
    await author.do(offer)
    archiving = there.write(
        target, "circle", "set", inside(target), {"archived": True}, wall=house.clock.now + 1
    )
    await there.do(archiving)
    assert await author.refused(offering(author, later, target)) == "circle.archived"
    assert await there.refused(taking(there, target, offer)) == "circle.archived"
    await there.do(taking(there, target, offer, "decline"))
    assert await state(author, offer) == "declined"


async def test_what_somebody_offered_who_left_since_is_not_taken_in(house: House) -> None:
    author, _, there, source, target = await two_circles(house)
    post = author.post(source)
    await author.do(post)
    offer = offering(author, post, target)
    await author.do(offer)
    await author.do(author.leaving(target))
    assert await there.refused(taking(there, target, offer)) == "share.left"
    await there.do(taking(there, target, offer, "decline"))


async def test_so_many_wait_at_a_time_and_no_more(house: House) -> None:
    author, _, there, source, target = await two_circles(house)
    offers = []
    for _ in range(21):
        post = author.post(source)
        await author.do(post)
        offers.append(offering(author, post, target))
    for offer in offers[:20]:
        await author.do(offer)
    assert await author.refused(offers[20]) == "share.limit"
    await there.do(taking(there, target, offers[0]))
    await author.do(offers[20])


async def test_a_post_is_not_shared_to_where_it_is_nor_to_where_one_is_not(house: House) -> None:
    author, _, there, source, _ = await two_circles(house)
    elsewhere = await house.circle_of(there)
    post = author.post(source)
    await author.do(post)
    assert await author.refused(offering(author, post, source)) == "field.wrong"
    assert await author.refused(offering(author, post, elsewhere)) == "circle.not_member"
    assert await author.refused(offering(author, author.post(source), elsewhere)) == "ref.missing"
    forged = offering(author, post, elsewhere)
    assert await author.refused(dataclasses.replace(forged, scope=there.own)) == "unavailable"


async def test_an_offer_that_never_was_there_is_answered_as_anything_that_is_not(house: House) -> None:
    """It may have been refused, and its author, who did not know that yet, taken it back."""
    member = await house.visitor()
    attempt = member.write(member.own, "offer", "redact", member.new_id())
    assert await member.refused(attempt) == "ref.missing"
