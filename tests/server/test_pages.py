"""Pages in the live channel: the rows a pull would bring, for nobody a pull would not bring them to."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Mapping
from pathlib import Path

import pytest
from server.ears import listening, visiting
from server.paging import circle_of, next_page, read_whatever_is_new
from server.postgres import Cluster
from server.visitor import GENEROUS

from app.domain.circles import SINCE_JOINING
from app.domain.ids import MODERATION
from app.server.bus.listeners import PAGES_KEPT, Listener
from app.server.bus.pages import page_event
from app.server.database.engine import Connection
from app.server.database.fresh import Fresh
from app.server.database.ledger import Ledger
from app.server.database.news import News
from app.server.serving import Running, running
from app.sync.protocol import Page, Row


@pytest.fixture
async def server(tmp_path: Path, address: str) -> AsyncIterator[Running]:
    async with running(tmp_path / "server", address=address, limits=GENEROUS) as opened:
        yield opened


async def test_a_page_brings_what_a_pull_from_there_would_have_brought(server: Running) -> None:
    async with visiting(server, 2) as (nasrin, david):
        circle = await circle_of(nasrin, david)
        at = {page.scope: page.to for page in (await david.pull()).pages}
        async with listening(david, pages=True) as ear:
            await nasrin.do(nasrin.post(circle, "এক লাইন\nদুই\u2028তিন"))
            page = await next_page(ear, circle)
        (pulled,) = (await david.pull(at)).pages
        assert page == pulled
        assert (page.after, page.to) == (at[circle], at[circle] + 1)


async def test_pages_follow_on_each_other_and_leave_nothing_out(server: Running) -> None:
    async with visiting(server, 2) as (nasrin, david):
        circle = await circle_of(nasrin, david)
        async with listening(david, pages=True) as ear:
            sent = asyncio.gather(*(nasrin.do(nasrin.post(circle, str(place))) for place in range(30)))
            rows, place = [], None
            while len(rows) < 30:
                page = await next_page(ear, circle)
                assert place in (None, page.after)
                place = page.to
                rows += page.rows
            await sent
            assert [row.seq for row in rows] == sorted(row.seq for row in rows)
            assert {row.v["body"] for row in rows} == {str(place) for place in range(30)}


@pytest.mark.sqlite
async def test_the_writer_makes_the_page_itself_so_that_nobody_has_to_read(server: Running) -> None:
    async with visiting(server, 2) as (nasrin, david):
        circle = await circle_of(nasrin, david)
        async with listening(david, pages=True) as ear:
            await read_whatever_is_new(nasrin, circle, ear)
            read, server.home.read = server.home.read, _nobody_reads
            try:
                post = await nasrin.do(nasrin.post(circle, "shown"))
                assert [row.id for row in (await next_page(ear, circle)).rows] == [post.row.id]
            finally:
                server.home.read = read


@pytest.mark.sqlite
async def test_a_page_that_was_made_for_a_commit_that_failed_is_shown_to_nobody(server: Running) -> None:
    async with visiting(server, 2) as (nasrin, david):
        circle = await circle_of(nasrin, david)
        async with listening(david, pages=True) as ear:
            await read_whatever_is_new(nasrin, circle, ear)
            writer = server.home.database.writer
            look = writer._look

            def stumble(connection: Connection, news: News) -> Mapping[str, Fresh]:
                writer._look = look
                assert look(connection, news)[circle].event
                raise sqlite3.OperationalError("disk full")

            writer._look = stumble
            failed = await nasrin.send(nasrin.post(circle, "never kept"))
            assert failed.status_code == 503
            post = await nasrin.do(nasrin.post(circle, "kept"))
            page = await next_page(ear, circle)
            assert ([row.id for row in page.rows], page.after) == ([post.row.id], post.row.seq - 1)
            assert "never kept" not in "".join(ear.heard)


async def _nobody_reads(question: object) -> object:
    raise AssertionError


async def test_who_did_not_ask_for_pages_is_poked(server: Running) -> None:
    async with visiting(server, 2) as (nasrin, david):
        circle = await circle_of(nasrin, david)
        async with listening(david) as plain, listening(david, pages=True) as paged:
            post = await nasrin.do(nasrin.post(circle, "secret"))
            assert await plain.next() == ("poke", {circle: post.row.seq})
            await next_page(paged, circle)
            assert "secret" not in "".join(plain.heard)


async def test_an_outsider_gets_nothing_and_who_was_sent_away_nothing_more(server: Running) -> None:
    async with visiting(server, 3) as (nasrin, david, outsider):
        circle = await circle_of(nasrin, david)
        async with listening(david, pages=True) as his, listening(outsider, pages=True) as theirs:
            await nasrin.do(nasrin.post(circle, "before"))
            await next_page(his, circle)
            await nasrin.do(nasrin.removing(circle, david.person))
            await nasrin.do(nasrin.post(circle, "too late"))
            message = await nasrin.do(nasrin.message(david.person))
            await nasrin.do(nasrin.profile(ask="the last"))
            await his.until(message.scope, 1)
            await next_page(his, "k")
            await next_page(theirs, "k")
            assert "too late" not in "".join(his.heard)
            assert circle not in "".join(theirs.heard)


async def test_a_listener_who_is_no_member_in_the_database_gets_no_page_whatever_the_bus_believes(
    server: Running,
) -> None:
    async with visiting(server, 2) as (nasrin, david):
        circle = await circle_of(nasrin, david)
        async with listening(david, pages=True) as ear:
            (listener,) = server.home.bus.of(david.person)

            def remove_in_silence(ledger: Ledger) -> None:
                sql = "UPDATE member SET state = 'out' WHERE scope_id = ? AND person_id = ?"
                ledger.connection.execute(sql, (circle, david.person))

            await server.home.write(remove_in_silence)
            assert circle in listener.scopes
            await nasrin.do(nasrin.post(circle, "not for him"))
            await nasrin.do(nasrin.profile(ask="the last"))
            await next_page(ear, "k")
            assert "not for him" not in "".join(ear.heard)


async def test_what_was_written_before_one_came_is_not_shown_by_a_late_page(server: Running) -> None:
    async with visiting(server, 2) as (nasrin, david):
        circle = await circle_of(nasrin)
        bus = server.home.bus
        async with listening(david, pages=True) as ear:
            await server.home.write(
                lambda ledger: ledger.connection.execute(
                    "UPDATE scope SET policy = ? WHERE id = ?", (SINCE_JOINING, circle)
                )
            )
            early = await nasrin.do(nasrin.post(circle, "before he came"))
            joined = await david.do(david.joining(circle))
            await ear.until(circle, joined.row.seq)
            assert bus.pager is not None
            bus.pager.fetch(circle, early.row.seq - 1)
            await ear.until(circle, joined.row.seq)
            post = await nasrin.do(nasrin.post(circle, "now"))
            assert [row.seq for row in (await next_page(ear, circle)).rows] == [post.row.seq]
            assert "before he came" not in "".join(ear.heard)


async def test_reports_are_shown_to_nobody_in_the_live_channel(server: Running) -> None:
    async with visiting(server, 2) as (nasrin, david):

        def moderate(ledger: Ledger) -> None:
            ledger.connection.execute(
                "UPDATE account SET role = 'moderator' WHERE person_id = ?", (nasrin.person,)
            )
            if not ledger.has_scope(MODERATION):
                ledger.open_scope(MODERATION)
            ledger.lock([MODERATION])
            ledger.put(MODERATION, "report", "r0", {"text": "first"})

        await server.home.write(moderate)
        async with listening(nasrin, pages=True) as hers, listening(david, pages=True) as his:
            server.home.bus._watch(MODERATION, server.home.bus.of(david.person)[0])  # whatever went wrong

            def report(ledger: Ledger) -> None:
                ledger.lock([MODERATION])
                ledger.put(MODERATION, "report", "r1", {"text": "it is bad"})

            await server.home.write(report)
            await hers.until(MODERATION, 2)
            await david.do(david.profile(ask="the last"))
            await next_page(his, "k")
            await next_page(hers, "k")
            assert "it is bad" not in "".join((*his.heard, *hers.heard))


async def test_what_weighs_much_or_was_there_before_is_only_poked(server: Running) -> None:
    async with visiting(server, 2) as (nasrin, david):
        circle = await circle_of(nasrin, david)
        old = await nasrin.do(nasrin.post(circle, "soon gone"))
        async with listening(david, pages=True) as ear:
            heavy = [nasrin.post(circle, "অ" * 3_000) for _ in range(3)]
            results = await nasrin.push(*heavy)
            assert await ear.next() == ("poke", {circle: results[-1].row.seq})
            gone = await nasrin.do(nasrin.write(circle, "post", "redact", old.row.id))
            assert await ear.next() == ("poke", {circle: gone.row.seq})


async def test_where_a_pull_would_say_that_all_must_be_forgotten_first_no_page_comes(server: Running) -> None:
    async with visiting(server, 1) as (nasrin,):
        circle = await circle_of(nasrin)
        async with listening(nasrin, pages=True) as ear:

            def collect(ledger: Ledger) -> None:
                ledger.lock([circle])
                ledger.put(circle, "note", "n1", {})
                floor = ledger.head(circle)
                ledger.connection.execute("UPDATE scope SET gc_floor = ? WHERE id = ?", (floor, circle))

            await server.home.write(collect)
            name, heads = await ear.next()
            assert (name, list(heads)) == ("poke", [circle])


async def test_a_database_that_is_away_for_a_moment_costs_only_the_page(tmp_path: Path) -> None:
    async with (
        running(tmp_path / "server", limits=GENEROUS) as server,
        visiting(server, 1) as (nasrin,),
        listening(nasrin, pages=True) as ear,
    ):
        reading = server.home.read

        async def fail(question: object) -> None:
            raise OSError

        server.home.read = fail  # type: ignore[method-assign,assignment]
        server.home.bus.hear(News({nasrin.own: 99}))
        assert await ear.next() == ("poke", {nasrin.own: 99})
        server.home.read = reading  # type: ignore[method-assign]


async def test_a_page_that_is_still_being_read_is_not_counted_as_told(server: Running) -> None:
    async with visiting(server, 1) as (nasrin,), listening(nasrin, pages=True) as ear:
        bus = server.home.bus
        (listener,) = bus.of(nasrin.person)
        before = bus.count
        bus.hear(News({nasrin.own: 50}))
        bus.hear(News({"c.elsewhere": 1}))
        assert bus.told_up_to(listener) == f"{bus.hub}.{before}"
        await ear.next()
        assert ear.last == f"{bus.hub}.{before + 2}"


async def test_two_processes_bring_each_others_pages(postgres: Cluster, tmp_path: Path) -> None:
    address = postgres.migrated()
    async with (
        running(tmp_path / "a", address=address, limits=GENEROUS) as here,
        running(tmp_path / "b", address=address, limits=GENEROUS) as there,
        visiting(here, 2) as (nasrin, david),
    ):
        circle = await circle_of(nasrin, david)
        async with listening(david, pages=True, to=there) as ear:
            await nasrin.do(nasrin.post(circle, "over there"))
            assert [row.v["body"] for row in (await next_page(ear, circle)).rows] == ["over there"]


def test_a_slow_reader_costs_as_much_as_it_has_scopes() -> None:
    listener = Listener("nasrin", wants_pages=True)
    for scope in range(100):
        for head in range(1, 100):
            listener.show(f"c.{scope}", b"x" * 1_000, head)
    assert len(listener.pages) <= PAGES_KEPT
    assert listener.take() == {f"c.{scope}": 99 for scope in range(100)}


def test_a_page_stays_on_one_line_for_readers_of_all_ages() -> None:
    row = Row(k="post", id="1", seq=1, pos=1, by="x", at=0, said=0, v={"body": "a\u2028b\u0085c\nd"})
    event = page_event(Page(scope="c.1", to=1, head=1, rows=[row])).decode()
    assert len(event.splitlines()) == 3
