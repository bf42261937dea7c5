"""What a device is given when it asks what is new."""

import pytest
from server.visitor import STARTER, House

from app.domain.ids import COMMONS, pair_scope
from app.server.pull import BYTES
from app.sync.protocol import MAX_CURSORS


async def test_everything_is_there_from_the_start_own_scope_first_then_the_commons(house: House) -> None:
    nasrin = await house.visitor()
    scope = (await nasrin.do(nasrin.circle())).scope
    pulled = await nasrin.pull()
    assert [page.scope for page in pulled.pages] == [nasrin.own, COMMONS, scope]
    assert (pulled.epoch, pulled.req, pulled.now) == (house.home.epoch, "r1", house.clock.now)
    assert (pulled.more, pulled.gone) == (False, [])
    for page in pulled.pages:
        assert [row.seq for row in page.rows] == sorted({row.seq for row in page.rows})
        assert page.to == page.head == page.rows[-1].seq


async def test_who_has_everything_is_given_nothing(house: House) -> None:
    nasrin = await house.visitor()
    cursors = {page.scope: page.to for page in (await nasrin.pull()).pages}
    assert (await nasrin.pull(cursors)).pages == []
    assert (await nasrin.pull({scope: seq + 100 for scope, seq in cursors.items()})).pages == []


async def test_only_what_changed_comes_again(house: House) -> None:
    nasrin = await house.visitor()
    scope = (await nasrin.do(nasrin.circle())).scope
    cursors = {page.scope: page.to for page in (await nasrin.pull()).pages}
    post = await nasrin.do(nasrin.post(scope))
    (page,) = (await nasrin.pull(cursors)).pages
    assert (page.scope, page.rows, page.to) == (scope, [post.row], post.row.seq)


async def test_a_scope_one_was_let_into_comes_from_its_beginning(house: House) -> None:
    nasrin, david = await house.visitor(), await house.visitor()
    scope = (await nasrin.do(nasrin.circle())).scope
    post = await nasrin.do(nasrin.post(scope))
    cursors = {page.scope: page.to for page in (await david.pull()).pages}
    await david.do(david.joining(scope))
    pages = {page.scope: page for page in (await david.pull(cursors)).pages}
    assert set(pages) == {david.own, scope}
    assert post.row in pages[scope].rows


async def test_a_long_list_comes_in_pages_and_nothing_is_missed_or_doubled(house: House) -> None:
    nasrin = await house.visitor()
    scope = (await nasrin.do(nasrin.circle())).scope
    await nasrin.push(*(nasrin.post(scope) for _ in range(30)))
    cursors: dict[str, int] = {}
    seen: list[int] = []
    for _ in range(40):
        pulled = await nasrin.pull(cursors, limit=7)
        assert sum(len(page.rows) for page in pulled.pages) <= 7
        for page in pulled.pages:
            cursors[page.scope] = page.to
            seen += [row.seq for row in page.rows if page.scope == scope]
        if not pulled.more:
            break
    assert seen == list(range(1, 33))


async def test_a_crowded_scope_leaves_room_for_the_others(house: House) -> None:
    nasrin = await house.visitor()
    crowded, quiet = sorted([(await nasrin.do(nasrin.circle())).scope for _ in "ab"])
    await nasrin.push(*(nasrin.post(crowded) for _ in range(40)))
    pulled = await nasrin.pull(limit=40)
    rows = {page.scope: len(page.rows) for page in pulled.pages}
    assert rows[quiet] == 2
    assert rows[crowded] > 10
    assert pulled.more


async def test_heavy_rows_fill_a_page_by_their_weight(house: House) -> None:
    nasrin = await house.visitor()
    scope = (await nasrin.do(nasrin.circle())).scope
    body = "ক" * 4000
    for _ in range(3):
        await nasrin.push(*(nasrin.post(scope, body) for _ in range(10)))
    cursors: dict[str, int] = {}
    posts = 0
    for turn in range(9):  # noqa: B007 - how many it took is the question
        reply = await nasrin.ask(cursors)
        assert len(reply.content) < BYTES * 1.1
        pulled = await nasrin.pull(cursors)
        cursors |= {page.scope: page.to for page in pulled.pages}
        posts += sum(row.k == "post" for page in pulled.pages for row in page.rows)
        if not pulled.more:
            break
    assert (posts, turn) == (30, 1)


async def test_one_row_at_a_time_still_arrives(house: House) -> None:
    nasrin = await house.visitor()
    cursors: dict[str, int] = {}
    rows = 0
    while (pulled := await nasrin.pull(cursors, limit=1)).pages:
        (page,) = pulled.pages
        cursors[page.scope] = page.to
        rows += len(page.rows)
        assert pulled.more == (rows < len(await nasrin.rows()))


async def test_another_history_is_told_apart(house: House) -> None:
    nasrin = await house.visitor()
    ours = house.home.epoch
    assert (await nasrin.ask(epoch=ours)).status_code == 200
    for reply in (await nasrin.ask(epoch="0" * 32), await nasrin.send(nasrin.profile(), epoch="0" * 32)):
        assert (reply.status_code, reply.json()) == (
            409,
            {"code": "epoch", "params": {"epoch": ours, "parent": ""}},
        )


@pytest.mark.parametrize(
    "wrong",
    [
        {"cur": {"k": -1}},
        {"cur": {"k": 2**53}},
        {"cur": {"k": 1.5}},
        {"cur": {f"c.{n}": 0 for n in range(MAX_CURSORS + 1)}},
        {"cur": {"c" * 129: 0}},
        {"limit": 0},
        {"req": "r" * 65},
        {"epoch": None},
    ],
)
async def test_a_pull_that_makes_no_sense_is_turned_down(house: House, wrong: dict) -> None:
    reply = await (await house.visitor()).ask(**wrong)
    assert (reply.status_code, reply.json()["code"]) == (400, "request.wrong")


async def test_the_most_cursors_there_may_be_fit_into_a_request_however_far_they_are(house: House) -> None:
    nasrin = await house.visitor()
    longest = {pair_scope(nasrin.person, str(n)): 2**53 - 1 for n in range(MAX_CURSORS)}
    pulled = await nasrin.pull(longest)
    assert len(pulled.gone) == MAX_CURSORS


async def test_starter_circles_are_not_pulled_before_one_joins_them(house: House) -> None:
    assert STARTER not in {page.scope for page in (await (await house.visitor()).pull()).pages}
