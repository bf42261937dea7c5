"""What is new comes in with its place, in one commit; what is lost goes, all but what one typed."""

import httpx
import pytest
from sync.fakes import DAVID, EPOCH, HANDS, NASRIN, Script, page, pulled, pushed, row

from app.domain.errors import Misunderstood, Unreachable
from app.domain.records import Delivery
from app.domain.stamps import Stamp
from app.sync.pulling import pull_all
from app.sync.pushing import push_all
from app.sync.wire import to_wire


def pull(*replies):
    return Script(*(("pull", reply) for reply in replies))


async def test_rows_and_their_place_are_saved(device):
    rows = page(
        HANDS,
        row("post", "p1", 3, tab="topic", title="হাত"),
        row("reply", "r1", 5, post="p1", body="হ্যাঁ"),
        to=8,
    )
    server = pull(pulled(rows))
    await pull_all(device.line(server))
    record = device.get("p1")
    assert (record.values["title"], record.by, record.delivery) == ("হাত", DAVID, Delivery.DELIVERED)
    assert [r.id for r in device.memory.page("p1")] == ["r1"]
    assert device.memory.note("cursors") == {HANDS: 8}
    assert device.memory.note("last_sync") == device.clock()
    assert (server.heard[0]["cur"], server.heard[0]["epoch"]) == ({}, EPOCH)


async def test_a_pull_goes_on_until_there_is_no_more(device):
    server = pull(
        pulled(page(HANDS, row("post", "p1", 1)), more=True),
        lambda body: pulled({**page(HANDS, row("post", "p2", 2)), "more": True})(body),
        pulled(page(HANDS, row("post", "p3", 3))),
    )
    await pull_all(device.line(server))
    assert [body["cur"] for body in server.heard] == [{}, {HANDS: 1}, {HANDS: 2}]


async def test_a_server_that_promises_more_and_gives_nothing_is_not_asked_for_ever(device):
    with pytest.raises(Misunderstood):
        await pull_all(device.line(pull(pulled(more=True))))


async def test_the_last_sync_is_when_there_was_no_more(device):
    with pytest.raises(Unreachable):
        await pull_all(
            device.line(pull(pulled(page(HANDS, row("post", "p", 1)), more=True), httpx.ReadTimeout("…")))
        )
    assert device.memory.note("last_sync") is None
    assert device.memory.note("cursors") == {HANDS: 1}


async def test_rows_and_place_are_one_commit(device):
    commits = []
    device.memory.subscribe(commits.append)
    await pull_all(
        device.line(pull(pulled(page(HANDS, row("post", "p1", 1)), page("k", row("card", DAVID, 2)))))
    )
    with_rows = [news for news in commits if "kind:post" in news]
    assert len(with_rows) == 1
    assert {"kind:card", "note:cursors"} <= with_rows[0]


async def test_a_page_that_cannot_be_saved_whole_is_not_saved_at_all(device):
    line = device.line(pull(pulled(page(HANDS, row("post", "p1", 1)), page("c.2", row("post", "p2", 2)))))

    class Dying:
        def __getattr__(self, name):
            return getattr(device.memory, name)

        def set_note(self, name, value):
            raise MemoryError

    line.memory = Dying()
    with pytest.raises(MemoryError):
        await pull_all(line)
    device.restart()
    assert (device.memory.note("cursors"), device.get("p1")) == (None, None)


async def test_a_late_reply_to_another_question_does_not_count(device):
    server = pull(
        pulled(page(HANDS, row("post", "late", 1)), req="an older one"),
        pulled(page(HANDS, row("post", "p", 2))),
    )
    await pull_all(device.line(server))
    assert (device.get("late"), device.get("p") is not None) == (None, True)
    assert server.heard[0]["req"] != server.heard[1]["req"]


async def test_a_server_that_only_answers_other_questions_is_none(device):
    with pytest.raises(Misunderstood):
        await pull_all(device.line(pull(*[pulled(req="an older one")] * 3)))


async def test_a_reply_after_leaving_the_server_does_not_count(device):
    def meanwhile(body):
        device.memory.set_note("server", None)
        return pulled(page(HANDS, row("post", "p", 1)))(body)

    await pull_all(device.line(pull(meanwhile)))
    assert (device.get("p"), device.memory.note("cursors")) == (None, None)


async def test_who_knows_no_history_takes_the_servers(device):
    device.memory.set_note("server", {**device.memory.note("server"), "epoch": ""})
    await pull_all(device.line(pull(pulled(epoch="e9"))))
    assert device.memory.note("server")["epoch"] == "e9"


async def test_stamps_come_in_as_stamps(device):
    spoken = row("prompt", "q", 1, text_bn="?")
    stamped = {**to_wire(spoken), "h": {"text_bn": [5, 1, "d9"]}}
    await pull_all(device.line(pull(pulled({**page(HANDS), "rows": [stamped], "to": 1}))))
    assert device.get("q", "prompt").stamps == {"text_bn": Stamp(5, 1, "d9")}


async def test_kinds_this_version_does_not_know_are_kept_as_they_are(device):
    await pull_all(
        device.line(pull(pulled(page(HANDS, row("poll", "x", 1, choices=["ক", 2], deep={"a": [None]})))))
    )
    assert device.get("x", "poll").values == {"choices": ["ক", 2], "deep": {"a": [None]}}


async def test_a_tombstone_makes_forget(device):
    await pull_all(device.line(pull(pulled(page(HANDS, row("post", "p", 1))))))
    await pull_all(device.line(pull(pulled(page(HANDS, row("post", "p", 2, x=True))))))
    assert device.get("p") is None


async def test_a_tombstone_for_what_was_never_here_leaves_nothing(device):
    await pull_all(device.line(pull(pulled(page(HANDS, row("post", "p", 2, x=True))))))
    assert (device.get("p"), device.memory.note("cursors")) == (None, {HANDS: 2})


async def test_a_tombstone_leaves_what_waits_there(device):
    await pull_all(device.line(pull(pulled(page(HANDS, row("prompt", "q", 1, text_en="Why?"))))))
    device.write(HANDS, "prompt", "q", "set", text_bn="কেন?")
    await pull_all(device.line(pull(pulled(page(HANDS, row("prompt", "q", 2, x=True))))))
    record = device.get("q", "prompt")
    assert (record.gone, record.values, len(record.waiting)) == (True, {"text_bn": "কেন?"}, 1)


async def test_an_older_row_changes_nothing(device):
    await pull_all(device.line(pull(pulled(page(HANDS, row("post", "p", 5, title="new"))))))
    await pull_all(device.line(pull(pulled(page(HANDS, row("post", "p", 4, title="old"))))))
    assert device.get("p").values == {"title": "new"}


async def test_what_waits_lies_over_what_comes_in(device):
    device.write(HANDS, "circle", "x", "set", name_bn="আমার")
    await pull_all(
        device.line(pull(pulled(page(HANDS, row("circle", "x", 5, name_bn="তাদের", name_en="Theirs")))))
    )
    assert device.get("x", "circle").values == {"name_bn": "আমার", "name_en": "Theirs"}


async def test_a_scope_that_is_gone_is_forgotten_with_its_place(device):
    await pull_all(
        device.line(pull(pulled(page(HANDS, row("post", "p", 1)), page("k", row("card", DAVID, 1)))))
    )
    await pull_all(device.line(pull(pulled(gone=(HANDS,)))))
    assert device.memory.in_scope(HANDS) == []
    assert device.memory.note("cursors") == {"k": 1}
    assert len(device.memory.in_scope("k")) == 1


async def test_what_one_typed_in_a_scope_that_is_gone_is_kept_as_refused(device):
    await pull_all(device.line(pull(pulled(page(HANDS, row("circle", "x", 1, name_bn="হাত"))))))
    typed = device.post("যা লিখেছি")
    device.write(HANDS, "circle", "x", "set", name_en="Hands")
    await pull_all(device.line(pull(pulled(gone=(HANDS,)))))
    record = device.get(typed)
    assert (record.delivery, record.refused[0].code, record.values["title"]) == (
        Delivery.REFUSED,
        "circle.not_member",
        "যা লিখেছি",
    )
    assert device.get("x", "circle").values == {"name_en": "Hands"}
    assert device.waiting == []


async def test_a_wish_to_leave_has_come_true_when_the_scope_is_gone(device):
    await pull_all(device.line(pull(pulled(page(HANDS, row("member", DAVID, 1, state="in"))))))
    device.write(HANDS, "member", DAVID, "leave", effect={"state": "out"})
    await pull_all(device.line(pull(pulled(gone=(HANDS,)))))
    assert device.memory.in_scope(HANDS) == []


async def test_a_wish_to_come_back_stays_a_wish_with_what_was_written_after_it(device):
    await pull_all(device.line(pull(pulled(page(HANDS, row("member", DAVID, 1, state="in"))))))
    before = device.post("before")
    device.write(HANDS, "member", DAVID, "join", effect={"state": "in"})
    after = device.post("after")
    await pull_all(device.line(pull(pulled(gone=(HANDS,)))))
    assert device.get(before).delivery is Delivery.REFUSED
    assert device.get(after).delivery is Delivery.WAITING
    assert device.get(DAVID, "member").values == {"state": "in"}


async def test_an_upgraded_device_reads_what_it_did_not_know_before_without_asking_again(device):
    poll = row("poll", "x", 1, question="কবে?", choices=["ক", 2], deep={"a": [None]})
    odd = row("post", "p", 2, title="হাত", mood="calm")
    await pull_all(device.line(pull(pulled(page(HANDS, poll, odd)))))
    device.restart()
    assert device.get("x", "poll").values == {"question": "কবে?", "choices": ["ক", 2], "deep": {"a": [None]}}
    assert device.get("p").values["mood"] == "calm"
    assert [record.id for record in device.memory.of_kind("poll")] == ["x"]
    server = pull(pulled())
    await pull_all(device.line(server))
    assert server.heard[0]["cur"] == {HANDS: 2}


async def test_a_pull_that_brings_nothing_is_not_written_down_each_time(device):
    commits = []
    await pull_all(device.line(pull(pulled())))
    device.memory.subscribe(commits.append)
    await pull_all(device.line(pull(pulled())))
    assert commits == []
    device.clock.turn(seconds=61)
    await pull_all(device.line(pull(pulled())))
    assert "note:last_sync" in commits[0]


async def test_what_was_written_before_one_came_back_into_a_private_circle_is_forgotten(device):
    before = page(
        HANDS, row("circle", "c", 1), row("post", "old", 3), row("prompt", "asked", 4), row("pin", "old", 5)
    )
    await pull_all(device.line(Script(("pull", pulled(before)))))
    device.write(HANDS, "post", "old", "redact")
    since = page(HANDS, row("member", NASRIN, 7), row("post", "new", 8)) | {"after": 5, "since": 6}
    await pull_all(device.line(Script(("pull", pulled(since)))))
    here = {record.id for record in device.memory.in_scope(HANDS) if record.base is not None}
    assert here == {"c", "asked", NASRIN, "new"}
    assert [record.id for record in device.memory.all_waiting()] == ["old"]


async def test_what_an_answer_brought_before_the_first_page_is_left_to_the_history_where_that_does_not_reach(
    device,
):
    early, late = device.post("early"), device.post("late")
    await push_all(device.line(Script(("push", pushed()))))
    assert device.get(early).delivery is Delivery.DELIVERED
    tail = page(HANDS, row("post", late, 2), row("post", "new", 9)) | {"start": 2}
    await pull_all(device.line(Script(("pull", pulled(tail)))))
    assert device.get(early) is None
    assert device.get(late).pos == 2


async def test_what_an_answer_brought_before_the_first_page_and_that_does_not_tell_of_is_no_more(device):
    """It was withdrawn while this device was closed, for so long that nothing tells of that any more."""
    identifier = device.post()
    await push_all(device.line(Script(("push", pushed()))))
    await pull_all(device.line(Script(("pull", pulled(page(HANDS, row("circle", "c", 2), to=5))))))
    assert device.get(identifier) is None
