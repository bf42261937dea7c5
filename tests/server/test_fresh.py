"""What a commit brings to those who listen: made of what it wrote, for those who were asked about."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from server.ears import listening, visiting
from server.paging import circle_of, next_page, read_whatever_is_new
from server.visitor import GENEROUS

from app.server.bus.pages import read_fresh
from app.server.database.fresh import Fresh, Wanted
from app.server.serving import Running, running


@pytest.fixture
async def server(tmp_path: Path, address: str) -> AsyncIterator[Running]:
    async with running(tmp_path / "server", address=address, limits=GENEROUS) as opened:
        yield opened


async def test_what_one_commit_writes_twice_is_shown_once_as_a_pull_would(server: Running) -> None:
    async with visiting(server, 2) as (nasrin, david):
        circle = await circle_of(nasrin, david)
        async with listening(david, pages=True) as ear:
            await read_whatever_is_new(nasrin, circle, ear)
            at = {page.scope: page.to for page in (await david.pull()).pages}
            asked = nasrin.prompt(circle)
            again = nasrin.write(
                circle, "prompt", "set", asked.id, {"text_bn": "এখন?"}, wall=nasrin.clock() + 1
            )
            done = await nasrin.push(asked, nasrin.post(circle, "in between"), again)
            assert [result.st for result in done] == ["ok"] * 3
            page = await next_page(ear, circle)
        (pulled,) = (await david.pull(at)).pages
        assert page == pulled
        assert [row.k for row in page.rows] == ["post", "prompt"]


async def test_what_thirty_write_in_one_commit_is_one_page(server: Running) -> None:
    async with visiting(server, 2) as (nasrin, david):
        circle = await circle_of(nasrin, david)
        async with listening(david, pages=True) as ear:
            await read_whatever_is_new(nasrin, circle, ear)
            await nasrin.push(*(nasrin.post(circle, "অ" * 110) for _ in range(30)))
            name, _ = await ear.next()
            assert name == "page"


@pytest.mark.parametrize("others", [0, 40])
async def test_of_those_who_listen_each_is_known_to_be_in_or_not(server: Running, others: int) -> None:
    async with visiting(server, 3) as (nasrin, david, outsider):
        circle = await circle_of(nasrin, david)
        people = {david.person, outsider.person, *map(str, range(others))}
        found = await server.home.read(lambda c: read_fresh(c, {circle: Wanted(0, people)}))
        readers = found[circle].readers
        assert readers is not None
        assert {person: readers[person] for person in people} == dict.fromkeys(people) | {david.person: 0}


async def test_who_came_while_one_looked_who_may_see_it_is_told_to_ask(server: Running) -> None:
    async with visiting(server, 2) as (nasrin, david):
        circle = await circle_of(nasrin, david)
        async with listening(david, pages=True) as ear:
            assert server.home.bus.pager is not None
            page = b"event: page\ndata: {}\n\n"
            server.home.bus.pager.show(circle, Fresh(99, 98, page, {nasrin.person: 0}))
            assert await ear.next() == ("poke", {circle: 99})
