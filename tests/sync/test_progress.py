"""A long first sync tells how far it is, and only a long one."""

from sync.fakes import HANDS, page, pulled, row, until
from sync.stage import Stage, live
from sync.test_backfill import older

from app.sync.places import Places
from app.sync.progress import Progress
from app.sync.protocol import Page


class Watch:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def told(scope: str, to: int, head: int, start: int = 0) -> Page:
    return Page(scope=scope, to=to, head=head, rows=[], start=start)


def test_nothing_is_told_of_what_is_over_in_a_second():
    watch = Watch()
    progress = Progress(watch)
    progress.see([told("k", 10, 100)], Places({"k": 10}, {}))
    assert progress.share is None
    watch.now = 0.9
    assert progress.share is None
    watch.now = 1.1
    assert progress.share == 0.1


def test_what_is_missing_lies_above_the_cursor_and_below_the_window():
    watch = Watch()
    progress = Progress(watch)
    progress.see([told("k", 60, 100), told(HANDS, 100, 100, 80)], Places({"k": 60, HANDS: 100}, {HANDS: 80}))
    watch.now = 2
    assert progress.share == 0.4
    progress.see([told("k", 100, 100)], Places({"k": 100, HANDS: 100}, {HANDS: 20}))
    assert progress.share == 0.9
    progress.see([], Places({"k": 100, HANDS: 100}, {}))
    assert progress.share is None


def test_a_scope_of_which_nothing_older_can_be_had_is_not_waited_for():
    watch = Watch()
    progress = Progress(watch)
    progress.see([told(HANDS, 9, 9, 5)], Places({HANDS: 9}, {HANDS: 5}), given_up=[HANDS])
    watch.now = 2
    assert progress.share is None


async def test_the_sign_tells_it_and_then_no_more(tmp_path):
    watch = Watch()
    stage = Stage(tmp_path)
    stage.engine._progress._now = watch

    def slowly(reply):
        def answer(body):
            watch.now += 2
            return reply(body)

        return answer

    stage.server.orders["pull"].append(pulled(page(HANDS, row("post", "p", 100)) | {"start": 100}))
    stage.server.orders["history"].extend([slowly(older(50)), slowly(older(25)), slowly(older(0))])
    async with stage:
        await until(lambda: stage.memory.note("cursors") and not stage.memory.note("windows"))
        await live(stage)
        shares = [sign.share for sign in stage.signs]
        assert [share for share in shares if share is not None] == [0.5, 0.75]
        assert stage.now.share is None


def test_a_restored_server_that_has_less_is_not_waited_for():
    time = [0.0]
    progress = Progress(lambda: time[0])
    progress.see([Page(scope="c.x", to=90, head=90, rows=[])], Places({"c.x": 90}, {}))
    progress.see([Page(scope="c.x", to=60, head=60, rows=[])], Places({"c.x": 60}, {}))
    time[0] = 60.0
    assert progress.share is None
