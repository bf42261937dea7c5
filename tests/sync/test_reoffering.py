"""A server restored from a back-up is offered again what it had agreed to, before anything else."""

import httpx
import pytest
from sync.fakes import HANDS, NASRIN, Script, page, pulled, pushed, row, until
from sync.stage import Stage, live, no

from app.domain.ids import own_scope
from app.domain.records import Delivery, Operation, Record, write
from app.sync import histories, reoffering
from app.sync.line import read_server
from app.sync.pulling import pull_all
from app.sync.pushing import push_all

OWN = own_scope(NASRIN)


async def agree(device, *answers) -> list[dict]:
    """Push what waits, and have the server agree."""
    server = Script(("push", pushed(*answers)))
    await push_all(device.line(server))
    return server.heard[0]["mutations"]


def restored(*pages, **more):
    return pulled(*pages, epoch="e2", **more)


async def test_what_was_agreed_to_is_kept_in_the_commit_of_its_answer(device):
    device.post()
    commits = []
    device.memory.subscribe(commits.append)
    await agree(device)
    assert (len(device.memory.sent), len(commits)) == (1, 1)
    device.restart()
    assert len(device.memory.sent) == 1


async def test_what_was_refused_is_not_kept(device):
    device.post()
    await agree(device, "circle.guests_read")
    assert len(device.memory.sent) == 0


async def test_a_restored_server_hears_it_again_first_and_in_order_by_the_same_names(device):
    device.write(HANDS, "circle", "x", name_bn="হাত")
    device.post()
    device.write(OWN, "mark", HANDS, "set", pos=3)
    before = await agree(device)
    waiting = device.post("later")
    server = Script(("pull", restored()), ("push", pushed(epoch="e2")), ("push", pushed(epoch="e2")))
    line = device.line(server)
    await pull_all(line)
    await push_all(line)
    pull, again, after = server.heard
    assert (pull["epoch"], again["epoch"]) == ("e1", "e2")
    assert [(m["mid"], m["op"], m["args"]) for m in again["mutations"]] == [
        (m["mid"], m["op"], m["args"]) for m in before
    ]
    assert again["mutations"][2]["h"] == before[2]["h"]
    assert [m["id"] for m in after["mutations"]] == [waiting]
    assert read_server(device.memory).epoch == "e2"
    assert not reoffering.is_pending(device.memory)


async def test_it_is_offered_once_for_each_history(device):
    device.post()
    await agree(device)
    server = Script(("pull", restored()), ("push", pushed("dup", epoch="e2")), ("pull", restored()))
    line = device.line(server)
    await pull_all(line)
    await push_all(line)
    await pull_all(line)
    await push_all(line)
    assert not server.lines
    again = Script(("pull", pulled(epoch="e3")), ("push", pushed(epoch="e3")))
    line = device.line(again)
    await pull_all(line)
    await push_all(line)
    assert len(again.heard[1]["mutations"]) == 1


async def test_it_goes_on_after_a_lost_reply_and_a_restart(device):
    for number in range(60):
        device.post(str(number))
    server = Script(("push", pushed()), ("push", pushed()))
    await push_all(device.line(server))
    first = Script(("pull", restored()), ("push", pushed(epoch="e2")), ("push", httpx.ReadTimeout("…")))
    line = device.line(first)
    await pull_all(line)
    with pytest.raises(Exception, match=r"server\.unreachable"):
        await push_all(line)
    device.restart()
    second = Script(("push", pushed(epoch="e2")))
    await push_all(device.line(second))
    assert {**second.heard[0], "req": ""} == {**first.heard[2], "req": ""}
    assert len(second.heard[0]["mutations"]) == 10


async def test_a_scope_is_not_gone_before_it_was_offered_again(device):
    device.write(HANDS, "circle", "x", name_bn="হাত")
    device.write(HANDS, "member", NASRIN, "join", effect={"state": "in"})
    await agree(device)
    server = Script(
        ("pull", restored(gone=(HANDS,))),
        ("push", pushed(epoch="e2")),
        ("pull", restored(page(HANDS, row("circle", "x", 1, name_bn="হাত")))),
    )
    line = device.line(server)
    await pull_all(line)
    assert HANDS in device.memory.note("cursors")
    await push_all(line)
    await pull_all(line)
    assert device.get("x", "circle").values == {"name_bn": "হাত"}


async def test_a_scope_that_was_lost_is_read_from_its_beginning_when_it_is_there_again(device):
    first = page(HANDS, row("post", "p1", 7, title="হাত"), row("post", "p2", 8))
    await pull_all(device.line(Script(("pull", pulled(first)))))
    device.post()
    await agree(device)
    server = Script(
        ("pull", restored(gone=(HANDS,))),
        ("push", pushed(epoch="e2")),
        ("pull", restored(page(HANDS, row("post", "p1", 3, title="পা")))),
    )
    line = device.line(server)
    await pull_all(line)
    assert (device.memory.note("cursors")[HANDS], device.get("p1").values) == (0, {"title": "হাত"})
    await push_all(line)
    await pull_all(line)
    assert server.heard[2]["cur"][HANDS] == 0
    assert (device.get("p1").seq, device.get("p1").values) == (3, {"title": "পা"})
    assert device.get("p2") is None


async def test_a_scope_that_stays_gone_after_that_is_gone(device):
    typed = device.post()
    await agree(device)
    server = Script(
        ("pull", restored(gone=(HANDS,))),
        ("push", pushed("circle.not_member", epoch="e2")),
        ("pull", restored(gone=(HANDS,))),
    )
    line = device.line(server)
    await pull_all(line)
    await push_all(line)
    await pull_all(line)
    record = device.get(typed)
    assert (record.delivery, record.refused[0].code) == (Delivery.REFUSED, "circle.not_member")
    assert record.values["body"] == "লিখছি"


async def test_words_the_server_no_longer_takes_are_kept_with_the_reason_and_commands_are_dropped(device):
    typed = device.post()
    device.write(HANDS, "member", NASRIN, "leave", effect={"state": "out"})
    device.write(HANDS, "circle", "x", "set", name_en="Hands")
    await agree(device)
    answers = ("ref.missing", "circle.leaders_only", "circle.not_leader")
    server = Script(("pull", restored()), ("push", pushed(*answers, epoch="e2")))
    line = device.line(server)
    await pull_all(line)
    await push_all(line)
    refused = device.memory.all_refused()
    assert [(r.id, r.refused[0].code) for r in refused] == [(typed, "ref.missing")]
    assert len(device.memory.sent) == 0


async def test_whatever_one_wrote_is_kept_then_be_it_a_prompt_or_a_request(device):
    device.write(HANDS, "prompt", "q", text_en="What did you try?")
    device.write("d.x", "mreq", "r", goals="হাত", to="somebody")
    await agree(device)
    answers = ("circle.not_leader", "dm.unavailable")
    line = device.line(Script(("pull", restored()), ("push", pushed(*answers, epoch="e2"))))
    await pull_all(line)
    await push_all(line)
    assert [(r.id, r.refused[0].code) for r in device.memory.all_refused()] == [
        ("q", "circle.not_leader"),
        ("r", "dm.unavailable"),
    ]


async def test_a_command_offered_again_knows_nothing_of_the_lost_time(device):
    join = Operation(mid=device.new_id(), op="join", args={}, effect={"state": "in"}, queue=1, seen=40)
    leave = Operation(mid=device.new_id(), op="remove", args={}, effect={"state": "out"}, queue=2, seen=41)
    for who, operation in ((NASRIN, join), ("p2", leave)):
        device.memory.put(write(Record(scope=HANDS, kind="member", id=who), operation))
    first = await agree(device)
    assert [m["seen"] for m in first] == [40, 41]
    server = Script(("pull", restored()), ("push", pushed(epoch="e2")))
    line = device.line(server)
    await pull_all(line)
    await push_all(line)
    assert [m["seen"] for m in server.heard[1]["mutations"]] == [reoffering.UNSEEN] * 2


async def test_what_the_servers_answer_does_not_name_is_kept_and_the_rest_is_read_anew(device):
    rows = page(HANDS, row("post", "kept", 3)), page("c.lost", row("post", "lost", 9))
    await pull_all(device.line(Script(("pull", pulled(*rows)))))
    typed = device.post(scope="c.lost")
    device.memory.set_note("windows", {"c.lost": 2})
    anew = page("c.lost", row("post", "older", 2))
    await pull_all(device.line(Script(("pull", lambda b: restored(anew)(b) | {"resync": ["c.lost"]}))))
    assert device.get("kept") is not None
    assert [r.id for r in device.memory.in_scope("c.lost")] == ["older", typed]
    assert device.memory.note("cursors") == {HANDS: 3, "c.lost": 2}
    assert device.memory.note("windows", {}) == {}


async def test_rows_that_no_pull_has_vouched_for_are_forgotten_until_they_are_told_anew(device):
    await pull_all(device.line(Script(("pull", pulled(page(HANDS, row("post", "p", 3)))))))
    device.memory.put(Record(scope=HANDS, kind="post", id="beyond", base={"title": "lost"}, seq=7, pos=7))
    await pull_all(device.line(Script(("pull", restored(page(HANDS, row("post", "p", 4, title="new")))))))
    assert device.get("beyond") is None
    assert device.get("p").values == {"title": "new"}


async def test_a_push_in_an_old_history_is_followed_by_a_pull_which_keeps_what_is_good(tmp_path):
    async with Stage(tmp_path) as stage:
        stage.server.orders["pull"].append(pulled(page(HANDS, row("post", "kept", 3))))
        await live(stage)
        stage.server.always = {"pull": restored(), "push": pushed(epoch="e2")}
        stage.server.orders["push"].append(no(409, "epoch", epoch="e2"))
        typed = stage.device.post()
        await until(lambda: not stage.device.get(typed).waiting)
        await live(stage)
        assert stage.device.get("kept") is not None
        assert stage.memory.note("cursors")[HANDS] == 3


async def test_a_history_nobody_knows_is_read_from_the_beginning_and_offered_again_too(tmp_path):
    async with Stage(tmp_path) as stage:
        stage.server.orders["pull"].append(pulled(page(HANDS, row("post", "lost", 900))))
        typed = stage.device.post()
        await live(stage)
        stage.server.orders["pull"].append(no(409, "epoch", epoch="e9"))
        stage.server.always = {
            "pull": pulled(page(HANDS, row("post", "p", 2)), epoch="e9"),
            "push": pushed(epoch="e9"),
        }
        stage.wake()
        await until(lambda: stage.device.get("p") and not reoffering.is_pending(stage.memory))
        await live(stage)
        pushes = [m["id"] for door, body in stage.server.asked if door == "push" for m in body["mutations"]]
        assert pushes == [typed, typed]
        assert stage.device.get("lost") is None


async def test_another_server_is_not_offered_what_this_one_agreed_to(device):
    device.post()
    await agree(device)
    histories.come_into_history(device.memory, "elsewhere")
    assert len(device.memory.sent) == 0


def test_what_was_agreed_to_long_ago_is_thrown_away(device):
    for number in range(5):
        operation = Operation(mid=f"m{number}", op="create", args={}, queue=number)
        device.memory.sent.keep(Record(scope=HANDS, kind="post", id="p"), operation, at=number * 100)
    while device.memory.sent.forget_before(300, 2):
        pass
    assert [operation.mid for _, operation in device.memory.sent.after(-1, 9)] == ["m3", "m4"]


async def test_a_command_that_waits_does_not_claim_to_have_seen_the_lost_time(device):
    await pull_all(device.line(Script(("pull", pulled(page(HANDS, to=30), page("c.lost", to=50))))))
    for scope in (HANDS, "c.lost"):
        join = Operation(mid=device.new_id(), op="join", args={}, queue=1, seen=40)
        device.memory.put(write(Record(scope=scope, kind="member", id=NASRIN), join))
    await pull_all(device.line(Script(("pull", lambda b: restored()(b) | {"resync": ["c.lost"]}))))
    assert {r.scope: r.waiting[0].seen for r in device.memory.all_waiting()} == {HANDS: 30, "c.lost": 0}
    histories.begin_history(device.memory, "e3")
    assert [r.waiting[0].seen for r in device.memory.all_waiting()] == [0, 0]


async def test_a_wish_to_come_back_does_not_claim_to_have_seen_how_one_lost_the_scope(device):
    await pull_all(device.line(Script(("pull", pulled(page(HANDS, to=30))))))
    device.post()
    await agree(device)
    join = Operation(mid=device.new_id(), op="join", args={}, queue=1, seen=30)
    device.memory.put(write(Record(scope=HANDS, kind="member", id=NASRIN), join))
    await pull_all(device.line(Script(("pull", restored(gone=(HANDS,))))))
    assert [record.waiting[0].seen for record in device.memory.all_waiting()] == [0]
