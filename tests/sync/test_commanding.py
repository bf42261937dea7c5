"""Commands tell what the device knew when they were given, and are answered with what is so now."""

from sync.fakes import DAVID, EPOCH, HANDS, MORNING, NASRIN, Script, page, pulled, pushed, row

from app.domain.records import SEEN_ALL, Operation, Record, write
from app.sync.pulling import pull_all
from app.sync.pushing import push_all
from app.sync.wire import to_wire


async def test_a_command_tells_what_the_device_knew(device):
    join = Operation(mid=device.new_id(), op="join", args={}, effect={"state": "in"}, queue=1, seen=40)
    device.memory.put(write(Record(scope=HANDS, kind="member", id=NASRIN), join))
    device.post()
    server = Script(("push", pushed()))
    await push_all(device.line(server))
    assert [mutation["seen"] for mutation in server.heard[0]["mutations"]] == [40, 0]


async def test_who_judged_by_an_older_record_is_told_the_newer_one_and_why(device):
    device.write(HANDS, "member", DAVID, "role", role="leader")

    def changed(body):
        (mutation,) = body["mutations"]
        now = to_wire(row("member", DAVID, 9, role="guest", state="out"))
        told = {"mid": mutation["mid"], "st": "no", "scope": HANDS, "code": "changed", "row": now}
        return {"epoch": EPOCH, "now": MORNING, "results": [told]}

    await push_all(device.line(Script(("push", changed))))
    record = device.get(DAVID, "member")
    assert (record.values, record.seq) == ({"role": "guest", "state": "out"}, 9)
    assert (record.refused[0].code, record.waiting) == ("changed", ())


async def test_an_operation_from_before_it_was_asked_what_one_knew_still_loads(device):
    identifier = device.post()
    name = f"{HANDS} post {identifier}"
    document = dict(device.memory._records.get(doc_id=name))
    for operation in document["waiting"]:
        del operation["seen"]
    device.memory._records.put(name, document)
    device.restart()
    assert device.get(identifier).waiting[0].seen == 0


def taken_at(seq):
    def reply(body):
        told = pushed()(body)
        told["results"][0]["row"]["seq"] = seq
        return told

    return reply


async def test_a_wish_to_come_back_after_leaving_does_not_know_that_one_was_sent_away_meanwhile(device):
    leave = Operation(mid=device.new_id(), op="leave", args={}, effect={"state": "out"}, queue=1, seen=40)
    join = Operation(mid=device.new_id(), op="join", args={}, effect={"state": "in"}, queue=2, seen=40)
    device.memory.put(write(write(Record(scope=HANDS, kind="member", id=NASRIN), leave), join))
    server = Script(("push", taken_at(41)), ("push", pushed("changed")))
    await push_all(device.line(server))
    assert [body["mutations"][0]["seen"] for body in server.heard] == [40, 40]


async def test_a_command_after_another_on_the_same_record_is_given_in_view_of_its_answer(device):
    join = Operation(mid=device.new_id(), op="join", args={}, effect={"state": "in"}, queue=1, seen=40)
    leave = Operation(mid=device.new_id(), op="leave", args={}, effect={"state": "out"}, queue=2, seen=40)
    device.memory.put(write(write(Record(scope=HANDS, kind="member", id=NASRIN), join), leave))

    server = Script(("push", taken_at(43)), ("push", taken_at(44)))
    await push_all(device.line(server))
    assert [[(m["op"], m["seen"]) for m in body["mutations"]] for body in server.heard] == [
        [("join", 40)],
        [("leave", 43)],
    ]


async def test_a_wish_to_come_back_whose_answer_was_lost_does_not_outlive_its_coming_true(device):
    join = Operation(mid=device.new_id(), op="join", args={}, effect={"state": "in"}, queue=1, seen=SEEN_ALL)
    device.memory.put(write(Record(scope=HANDS, kind="member", id=NASRIN), join))
    told = page(HANDS, row("member", NASRIN, 90, state="in"))
    await pull_all(device.line(Script(("pull", pulled(told)))))
    server = Script(("push", pushed("changed")))
    await push_all(device.line(server))
    assert server.heard[0]["mutations"][0]["seen"] == 90
