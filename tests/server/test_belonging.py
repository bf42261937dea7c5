"""Circles: founding, joining, leading, leaving, and what the others see of it."""

from server.visitor import STARTER, House

from app.domain.ids import COMMONS, inside


async def test_a_circle_is_founded_with_its_leader_a_grant_and_a_listing(house: House) -> None:
    nasrin = await house.visitor()
    result = await nasrin.do(nasrin.circle())
    rows = await nasrin.rows()
    circle = inside(result.scope)
    assert rows[result.scope, "circle", circle].v == {"name_en": "Splints and scars", "areas": ["hand"]}
    seat = rows[result.scope, "member", nasrin.person].v
    assert seat == {"role": "leader", "state": "in", "card": {"name_en": "Nasrin Akter", "discipline": "ot"}}
    assert rows[nasrin.own, "grant", result.scope].v == {"role": "leader"}
    assert rows[COMMONS, "listing", circle].v == {"name_en": "Splints and scars", "areas": ["hand"]}


async def test_a_leader_changes_a_circle_and_its_listing_follows(house: House) -> None:
    nasrin, david = await house.visitor(), await house.visitor()
    scope = (await nasrin.do(nasrin.circle())).scope
    circle = inside(scope)
    await nasrin.do(
        nasrin.write(scope, "circle", "set", circle, {"name_bn": "হাতের থেরাপি"}, wall=house.clock.now)
    )
    listing = (await david.rows())[COMMONS, "listing", circle].v
    assert (listing["name_en"], listing["name_bn"]) == ("Splints and scars", "হাতের থেরাপি")


async def test_the_starter_circles_are_there_before_anyone(house: House) -> None:
    rows = await (await house.visitor()).rows()
    starters = [row for (_, kind, _), row in rows.items() if kind == "listing"]
    assert len(starters) == 12
    assert all(row.v["starter"] and row.by == "" for row in starters)


async def test_an_administrator_leads_a_starter_circle_that_nobody_leads_yet(house: House) -> None:
    first, second, member = [await house.visitor(admin=True) for _ in "ab"] + [await house.visitor()]
    roles = [(await one.do(one.joining(STARTER))).row.v["role"] for one in (member, first, second)]
    assert roles == ["member", "leader", "member"]


async def test_joining_again_keeps_the_role_and_changes_nothing(house: House) -> None:
    nasrin = await house.visitor()
    scope = (await nasrin.do(nasrin.circle())).scope
    before = (await nasrin.pull()).pages
    again = await nasrin.do(nasrin.joining(scope))
    assert again.row.v["role"] == "leader"
    assert (await nasrin.pull()).pages == before


async def test_who_leaves_loses_the_scope_and_its_grant_and_the_others_see_them_go(house: House) -> None:
    nasrin, david = await house.visitor(), await house.visitor()
    scope = await house.circle_of(nasrin, david)
    assert (await david.do(david.leaving(scope))).row.v["state"] == "out"
    pulled = await david.pull({scope: 1})
    assert pulled.gone == [scope]
    assert (await david.rows())[david.own, "grant", scope].x
    assert not any(where == scope for where, _, _ in await david.rows())
    assert (await nasrin.rows())[scope, "member", david.person].v["state"] == "out"


async def test_a_circle_one_has_left_learns_nothing_more_of_ones_profile(house: House) -> None:
    nasrin, david = await house.visitor(), await house.visitor()
    scope = await house.circle_of(nasrin, david)
    await david.do(david.leaving(scope))
    await david.do(david.profile(name_en="David Mitra", wall=house.clock.now + 1))
    assert (await nasrin.rows())[scope, "member", david.person].v["card"]["name_en"] == "Nasrin Akter"


async def test_a_circle_one_has_left_keeps_ones_name_and_no_more(house: House) -> None:
    nasrin, david = await house.visitor(), await house.visitor(years="3-5", district="dhaka")
    scope = await house.circle_of(nasrin, david)
    assert (await nasrin.rows())[scope, "member", david.person].v["card"]["years"] == "3-5"
    await david.do(david.leaving(scope))
    left = (await nasrin.rows())[scope, "member", david.person].v["card"]
    assert left == {"name_en": "Nasrin Akter", "discipline": "ot"}
    await david.do(david.joining(scope))
    assert (await nasrin.rows())[scope, "member", david.person].v["card"]["years"] == "3-5"


async def test_leaving_twice_is_leaving_once(house: House) -> None:
    nasrin, david = await house.visitor(), await house.visitor()
    scope = await house.circle_of(nasrin, david)
    first, second = await david.do(david.leaving(scope)), await david.do(david.leaving(scope))
    assert first.row == second.row


async def test_who_left_may_come_back_and_finds_everything_again(house: House) -> None:
    nasrin, david = await house.visitor(), await house.visitor()
    scope = await house.circle_of(nasrin, david)
    await david.push(david.leaving(scope), david.joining(scope))
    rows = await david.rows()
    assert (scope, "circle", inside(scope)) in rows
    assert not rows[david.own, "grant", scope].x


async def test_a_circle_is_not_left_without_a_leader(house: House) -> None:
    nasrin, david = await house.visitor(), await house.visitor()
    scope = await house.circle_of(nasrin, david)
    assert await nasrin.refused(nasrin.leaving(scope)) == "circle.last_leader"
    assert await nasrin.refused(nasrin.promoting(scope, nasrin.person, "member")) == "circle.last_leader"
    await nasrin.do(nasrin.promoting(scope, david.person))
    await nasrin.do(nasrin.promoting(scope, nasrin.person, "member"))
    await nasrin.do(nasrin.leaving(scope))
    await david.do(david.leaving(scope))


async def test_who_comes_first_into_a_circle_that_everybody_left_leads_it(house: House) -> None:
    nasrin, david, rina = [await house.visitor() for _ in "abc"]
    scope = (await nasrin.do(nasrin.circle())).scope
    await nasrin.do(nasrin.leaving(scope))
    roles = [(await one.do(one.joining(scope))).row.v["role"] for one in (david, rina, nasrin)]
    assert roles == ["leader", "member", "member"]


async def test_a_leader_alone_does_not_lay_down_the_lead(house: House) -> None:
    nasrin = await house.visitor()
    scope = (await nasrin.do(nasrin.circle())).scope
    assert await nasrin.refused(nasrin.promoting(scope, nasrin.person, "guest")) == "circle.last_leader"


async def test_a_new_role_shows_in_the_circle_and_in_the_members_own_grant(house: House) -> None:
    nasrin, david = await house.visitor(), await house.visitor()
    scope = await house.circle_of(nasrin, david)
    await nasrin.do(nasrin.promoting(scope, david.person, "moderator"))
    rows = await david.rows()
    assert rows[scope, "member", david.person].v["role"] == "moderator"
    assert rows[david.own, "grant", scope].v == {"role": "moderator"}


async def test_who_is_removed_is_out_at_once(house: House) -> None:
    nasrin, david = await house.visitor(), await house.visitor()
    scope = await house.circle_of(nasrin, david)
    await nasrin.do(nasrin.removing(scope, david.person))
    await nasrin.do(nasrin.removing(scope, david.person))
    assert await david.refused(david.post(scope)) == "circle.not_member"
    assert (await david.pull({scope: 0})).gone == [scope]
