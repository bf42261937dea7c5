"""What was done here goes out in order, once, and whatever the answer, nothing typed is lost."""

import httpx
import pytest
from sync.fakes import DAVID, EPOCH, HANDS, MORNING, NASRIN, Script, page, pulled, pushed, row

from app.domain.errors import Unreachable, Unwelcome
from app.domain.ids import MODERATION
from app.domain.records import Delivery
from app.sync.protocol import MAX_MUTATIONS, SCHEMA
from app.sync.pulling import pull_all
from app.sync.pushing import MOST_BYTES, next_batch, push_all

LOST = httpx.ReadTimeout("the reply was lost")


def sent(server: Script) -> list[list[str]]:
    return [[m["mid"] for m in body["mutations"]] for body in server.heard]


async def test_what_waits_is_sent_in_the_order_of_doing(device):
    for number in range(5):
        device.post(f"{number}")
    order = device.waiting
    server = Script(("push", pushed()))
    assert await push_all(device.line(server))
    assert sent(server) == [order]
    assert (server.heard[0]["epoch"], server.heard[0]["schema"]) == (EPOCH, SCHEMA)
    assert device.waiting == []


async def test_nothing_is_sent_when_nothing_waits(device):
    assert not await push_all(device.line(Script()))


async def test_a_request_holds_fifty_mutations_and_they_go_one_request_after_the_other(device):
    for number in range(MAX_MUTATIONS * 2 + 3):
        device.post(f"{number}")
    order = device.waiting
    server = Script(*[("push", pushed())] * 3)
    assert await push_all(device.line(server))
    assert [len(mids) for mids in sent(server)] == [50, 50, 3]
    assert [mid for mids in sent(server) for mid in mids] == order


async def test_a_request_touches_four_scopes_and_never_jumps_the_queue(device):
    for scope in ("c.1", "c.2", "c.3", "c.4", "c.1", "c.5", "c.1"):
        device.post(scope=scope)
    order = device.waiting
    server = Script(("push", pushed()), ("push", pushed()))
    await push_all(device.line(server))
    assert sent(server) == [order[:5], order[5:]]


def test_a_request_is_kept_below_its_size_in_bytes_not_letters(device):
    big = "ক" * 20_000  # 60,000 bytes
    for number in range(4):
        device.write(HANDS, "post", f"p{number}", body=big)
    assert len(next_batch(device.memory)) == 3
    assert 3 * 60_000 < MOST_BYTES < 4 * 60_000


def test_one_that_is_too_large_alone_goes_alone(device):
    device.write(HANDS, "post", "p1", body="x" * (MOST_BYTES + 1))
    device.write(HANDS, "post", "p2", body="x")
    assert [record.id for record, _ in next_batch(device.memory)] == ["p1"]


async def test_a_lost_reply_means_the_same_again_and_dup_is_fine(device):
    identifier = device.post()
    with pytest.raises(Unreachable):
        await push_all(device.line(Script(("push", LOST))))
    assert device.get(identifier).delivery is Delivery.WAITING
    first = device.waiting
    server = Script(("push", pushed("dup")))
    await push_all(device.line(server))
    assert sent(server) == [first]
    assert device.get(identifier).delivery is Delivery.DELIVERED
    assert device.get(identifier).values["title"] == "হাত"


async def test_a_crash_between_the_reply_and_its_saving_means_the_same_again(device):
    class Crash(BaseException):
        pass

    identifier = device.post()
    order = device.waiting
    line = device.line(Script(("push", pushed())))

    def crash() -> None:
        raise Crash

    line.memory = CrashingMemory(device.memory, crash)
    with pytest.raises(Crash):
        await push_all(line)
    device.restart()
    assert device.waiting == order
    server = Script(("push", pushed("dup")))
    await push_all(device.line(server))
    assert (sent(server), device.waiting) == ([order], [])
    assert device.get(identifier).seq == 1


class CrashingMemory:
    """A memory whose device dies in the middle of a commit."""

    def __init__(self, memory, crash) -> None:
        self._memory = memory
        self._crash = crash

    def __getattr__(self, name):
        return getattr(self._memory, name)

    def put(self, *records) -> None:
        self._memory.put(*records)
        self._crash()


async def test_a_yes_is_shown_as_the_server_has_it(device):
    identifier = device.post("  title  ")

    def tidied(body):
        reply = pushed()(body)
        reply["results"][0]["row"] |= {"v": {"tab": "topic", "title": "title"}, "at": 77, "seq": 5, "pos": 4}
        return reply

    await push_all(device.line(Script(("push", tidied))))
    record = device.get(identifier)
    assert (record.values["title"], record.when, record.seq, record.order) == ("title", 77, 5, 4)


def bare(body):
    reply = pushed("dup")(body)
    reply["results"][0]["row"] = None
    return reply


async def test_a_yes_without_a_row_shows_what_was_sent_until_the_row_comes(device):
    device.write(MODERATION, "report", "r1", category="spam")
    await push_all(device.line(Script(("push", bare))))
    record = device.memory.get(MODERATION, "report", "r1")
    assert (record.delivery, record.values["category"]) == (Delivery.DELIVERED, "spam")


async def test_words_of_which_one_is_told_no_more_than_yes_are_not_for_oneself_any_more(device):
    identifier = device.post()
    await push_all(device.line(Script(("push", bare))))
    assert device.get(identifier) is None


async def test_a_yes_to_what_lies_before_the_window_is_left_to_the_history(device):
    await pull_all(device.line(Script(("pull", pulled(page(HANDS, row("post", "new", 9)) | {"start": 5})))))
    identifier = device.post()
    await push_all(device.line(Script(("push", pushed("dup")))))
    assert (device.get(identifier), device.waiting, len(device.memory.sent)) == (None, [], 1)


async def test_a_no_keeps_the_words_and_tells_the_reason(device):
    identifier = device.post()
    await push_all(device.line(Script(("push", pushed("circle.not_member")))))
    record = device.get(identifier)
    assert (record.delivery, record.refused[0].code) == (Delivery.REFUSED, "circle.not_member")
    assert record.values["body"] == "লিখছি"
    assert device.memory.count_refused() == 1


async def test_a_no_to_a_command_puts_back_what_was_there(device):
    device.write(HANDS, "member", DAVID, "role", role="member")
    await push_all(device.line(Script(("push", pushed()))))
    device.write(HANDS, "member", DAVID, "role", role="leader")
    assert device.get(DAVID, "member").values["role"] == "leader"
    await push_all(device.line(Script(("push", pushed("circle.not_leader")))))
    assert device.get(DAVID, "member").values["role"] == "member"
    assert device.get(DAVID, "member").refused[0].args == {"role": "leader"}


async def test_a_no_in_the_middle_lets_the_others_pass(device):
    ids = [device.post(f"{number}") for number in range(3)]
    await push_all(device.line(Script(("push", pushed("ok", "text.long", "ok")))))
    assert [device.get(i).delivery for i in ids] == [Delivery.DELIVERED, Delivery.REFUSED, Delivery.DELIVERED]


async def test_several_operations_on_one_record_are_answered_each(device):
    identifier = device.post()
    device.write(HANDS, "post", identifier, "set", title="২")
    device.write(HANDS, "post", identifier, "set", title="৩")
    await push_all(device.line(Script(("push", pushed("ok", "field.wrong", "ok")))))
    record = device.get(identifier)
    assert ([o.args["title"] for o in record.refused], record.waiting) == (["২"], ())
    assert record.base["title"] == "৩"


async def test_what_is_written_while_a_request_is_under_way_is_not_lost(device):
    identifier = device.post()

    def meanwhile(body):
        device.write(HANDS, "post", identifier, "set", title="later")
        return pushed()(body)

    server = Script(("push", meanwhile), ("push", pushed()))
    await push_all(device.line(server))
    assert [len(mids) for mids in sent(server)] == [1, 1]
    assert device.get(identifier).values["title"] == "later"


async def test_what_was_let_go_while_a_request_was_under_way_stays_gone_until_the_server_shows_it(device):
    identifier = device.post()

    def meanwhile(body):
        device.memory.forget(device.get(identifier))
        return pushed("text.long")(body)

    await push_all(device.line(Script(("push", meanwhile))))
    assert device.get(identifier) is None


async def test_what_the_server_left_unanswered_goes_on_waiting_and_is_not_asked_for_ever(device):
    device.post("1")
    device.post("2")
    second = device.waiting[1]
    server = Script(("push", pushed("ok", None)), ("push", pushed("later")))
    assert await push_all(device.line(server))
    assert device.waiting == [second]


async def test_answers_to_what_was_never_asked_are_passed_over(device):
    identifier = device.post()

    def confused(body):
        reply = pushed("ok")(body)
        reply["results"].append({"mid": "who?", "st": "no", "scope": HANDS, "code": "x"})
        return reply

    await push_all(device.line(Script(("push", confused))))
    assert device.get(identifier).delivery is Delivery.DELIVERED


async def test_an_answer_from_another_history_does_not_count(device):
    identifier = device.post()
    with pytest.raises(Unwelcome, match="epoch"):
        await push_all(device.line(Script(("push", pushed(epoch="e2")))))
    assert device.get(identifier).delivery is Delivery.WAITING


async def test_an_answer_after_leaving_the_server_does_not_count(device):
    identifier = device.post()

    def meanwhile(body):
        device.memory.set_note("server", None)
        return pushed()(body)

    await push_all(device.line(Script(("push", meanwhile))))
    assert device.get(identifier).delivery is Delivery.WAITING


async def test_one_operation_the_server_cannot_read_does_not_hold_up_the_rest(device):
    ids = [device.post(f"{number}") for number in range(3)]
    wrong = httpx.Response(400, json={"code": "request.wrong", "params": {}})
    server = Script(("push", wrong), ("push", wrong), ("push", pushed()))
    assert await push_all(device.line(server))
    assert [len(mids) for mids in sent(server)] == [3, 1, 2]
    assert [device.get(i).delivery for i in ids] == [Delivery.REFUSED, Delivery.DELIVERED, Delivery.DELIVERED]
    assert device.get(ids[0]).refused[0].code == "request.wrong"


async def test_what_travels_is_what_was_done(device):
    device.write(f"u.{NASRIN}", "me", NASRIN, "set", name_bn="নাসরিন")
    device.write("d.x", "dm", "m1", effect={"e": 0, "b": {"text": "hi"}}, e=0, b={"text": "hi"}, to=DAVID)
    server = Script(("push", pushed()))
    await push_all(device.line(server))
    one, other = server.heard[0]["mutations"]
    assert (one["op"], one["args"], one["h"]) == (
        "set",
        {"name_bn": "নাসরিন"},
        {"name_bn": [device.clock(), 0, "d1"]},
    )
    assert (other["args"]["to"], other["h"], other["kind"]) == (DAVID, {}, "dm")


async def test_a_yes_about_a_scope_that_is_not_ones_own_lets_the_next_pull_ask_about_it(device):
    device.write("m", "report", "r", category="spam")
    said = {"epoch": EPOCH, "now": MORNING}

    def agreed(body):
        return said | {"results": [{"mid": m["mid"], "st": "ok", "scope": "m"} for m in body["mutations"]]}

    server = Script(("push", agreed), ("pull", pulled(gone=("m",))))
    line = device.line(server)
    await push_all(line)
    assert device.get("r", "report", "m") is not None
    await pull_all(line)
    assert server.heard[1]["cur"] == {"m": 0}
    assert device.get("r", "report", "m") is None
