"""Rations: what costs much more than a request has a limit of its own, and nothing is lost at it."""

from pathlib import Path

from server.visitor import GENEROUS, House, open_house

from app.server.doors.throttle import Limits
from app.sync.digests import digest_of
from app.sync.protocol import CONTENT, MAX_PAGE


def _limits(**rations: float) -> Limits:
    told = {name: getattr(GENEROUS, name) for name in ("pushes_per_minute", "pushes_at_once")}
    pulls = {name: getattr(GENEROUS, name) for name in ("pulls_per_minute", "pulls_at_once")}
    return Limits(**told, **pulls, **rations)


async def test_a_profile_changed_on_and_on_waits_and_none_of_the_push_is_done(
    tmp_path: Path, address: str
) -> None:
    limits = _limits(profiles_per_minute=1, profiles_at_once=3)
    async with open_house(tmp_path / "data", address=address, limits=limits) as house:
        nasrin, david = await house.visitor(), await house.visitor()
        changes = [nasrin.profile(wall=house.clock() + n, ask=f"Question {n}") for n in range(3)]
        assert (await nasrin.send(*changes[:2])).status_code == 200
        message = nasrin.message(david.person)
        late = await nasrin.send(message, changes[2])
        assert (late.status_code, late.json()["code"]) == (429, "slow.down")
        assert late.headers["retry-after"] == "60"
        assert not any(kind == "dm" for _, kind, _ in await david.rows())
        assert (await david.send(david.profile())).status_code == 200, "others are not slowed down"
        assert (await nasrin.send(message)).status_code == 200, "what costs little goes on"
        house.clock.turn(minutes=1)
        assert [result.st for result in await nasrin.push(message, changes[2])] == ["dup", "ok"]
        assert (await nasrin.rows())[nasrin.own, "me", nasrin.person].v["ask"] == "Question 2"


async def test_a_push_full_of_profiles_is_let_through_once_there_is_room(
    tmp_path: Path, address: str
) -> None:
    limits = _limits(profiles_per_minute=1, profiles_at_once=2)
    async with open_house(tmp_path / "data", address=address, limits=limits) as house:
        nasrin = await house.visitor()
        many = [nasrin.profile(wall=house.clock() + n, ask=f"Question {n}") for n in range(9)]
        assert (await nasrin.send(*many)).status_code == 429
        house.clock.turn(minutes=2)
        assert {result.st for result in await nasrin.push(*many)} == {"ok"}


async def test_too_many_sums_are_left_out_and_the_rows_come_all_the_same(
    tmp_path: Path, address: str
) -> None:
    limits = _limits(sums_per_minute=60, sums_at_once=3)
    async with open_house(tmp_path / "data", address=address, limits=limits) as house:
        nasrin = await house.visitor()
        scope = await house.circle_of(nasrin)
        asked = {"digest": [scope, nasrin.own]}
        first = await nasrin.pull({}, **asked)
        assert {page.scope for page in first.pages if page.digest} == {scope, nasrin.own}
        cur = {page.scope: page.to for page in first.pages}
        post = await nasrin.do(nasrin.post(scope))
        second = await nasrin.pull(cur, **asked)
        assert [page.digest for page in second.pages] == [""]
        assert post.row in second.pages[0].rows
        house.clock.turn(minutes=1)
        (page,) = (page for page in (await nasrin.pull(cur, **asked)).pages if page.scope == scope)
        whole = [row for key, row in (await nasrin.rows()).items() if key[0] == scope and not row.x]
        assert page.digest == digest_of((row.k, row.id, row.seq) for row in whole)


async def test_a_huge_tail_is_a_page_and_the_rest_can_be_had(house: House) -> None:
    nasrin = await house.visitor()
    scope = await house.circle_of(nasrin)
    for _ in range(11):
        await nasrin.push(*(nasrin.post(scope, "x") for _ in range(50)))
    pages = {page.scope: page for page in (await nasrin.pull({}, tail=2**50)).pages}
    start = pages[scope].start
    told = await nasrin.ask({}, tail=0)
    assert told.status_code == 200
    exact = {page.scope: page for page in (await nasrin.pull({}, tail=MAX_PAGE)).pages}
    assert start == exact[scope].start > 0
    older = await nasrin.knock("/v1/history", epoch="", req="h", scope=scope, before=start)
    rows = older.json()["rows"]
    assert (len(rows), {row["k"] for row in rows} <= CONTENT) == (50, True)
