"""Ids made by a clock that was far off are made anew, wherever they were written; nothing else changes."""

import pytest
from sync.fakes import DAVID, HANDS, MORNING, NASRIN, Clock, Device, Script, page, pulled, pushed, row

from app.domain.ids import circle_scope, group_scope, own_scope, time_of, uuid7
from app.domain.records import Delivery
from app.store.rename import rename
from app.sync.pulling import pull_all
from app.sync.pushing import push_all
from app.sync.reissuing import anew

DAY = 24 * 3600 * 1000


@pytest.fixture
def ahead(tmp_path):
    """A device whose clock is two years ahead of the server's."""
    opened = Device(tmp_path, clock=Clock(MORNING + 730 * DAY))
    yield opened
    opened.memory.close()


async def exchange(device: Device, *replies) -> Script:
    server = Script(("pull", pulled()), *replies)
    line = device.line(server)
    await pull_all(line)
    await push_all(line)
    assert not server.lines
    return server


def found(device: Device, made: int | None = None) -> tuple[str, str, str, str]:
    """A circle, a place in it, a post and a reply, all made here and now; and a mark."""
    circle = uuid7(device.clock() if made is None else made, device.randomness(10))
    scope = circle_scope(circle)
    device.write(scope, "circle", circle, name_bn="হাত")
    device.write(scope, "member", NASRIN, "join", effect={"role": "leader", "state": "in"})
    post = device.post(scope=scope, made=made)
    reply = uuid7(device.clock() if made is None else made, device.randomness(10))
    device.write(scope, "reply", reply, post=post, body="উত্তর")
    device.write(own_scope(NASRIN), "mark", scope, "set", pos=1)
    return circle, scope, post, reply


async def test_ids_from_the_future_are_made_anew_before_they_are_sent(ahead):
    circle, scope, post, reply = found(ahead)
    order = ahead.waiting
    server = await exchange(ahead, ("push", pushed()))
    sent = server.heard[1]["mutations"]
    assert [m["mid"] for m in sent] == order
    made, joined, posted, replied, marked = sent
    assert made["id"] != circle
    assert abs(time_of(made["id"]) - MORNING) < 1000
    assert {m["scope"] for m in (made, joined, posted, replied)} == {circle_scope(made["id"])}
    assert (joined["id"], marked["id"]) == (NASRIN, circle_scope(made["id"]))
    assert replied["args"] == {"post": posted["id"], "body": "উত্তর"}
    assert posted["id"] not in (post, reply)
    assert ahead.memory.in_scope(scope) == []
    assert [r.id for r in ahead.memory.page(posted["id"])] == [replied["id"]]


async def test_the_change_of_names_is_one_commit_and_is_told_to_screens(ahead):
    circle, scope, post, reply = found(ahead)
    commits = []
    ahead.memory.subscribe(commits.append)
    await exchange(ahead, ("push", pushed()))
    renamed = ahead.memory.sign("renamed")
    assert set(renamed) == {circle, scope, post, reply}
    at_once = [news for news in commits if {"kind:circle", "kind:post", "kind:reply", "kind:mark"} <= news]
    assert len(at_once) == 2  # the new names, and the answers


async def test_what_is_written_to_an_old_name_afterwards_finds_its_way(ahead):
    post = ahead.post()
    server = Script(("pull", pulled()), ("push", pushed()), ("push", pushed()))
    line = ahead.line(server)
    await pull_all(line)
    await push_all(line)
    reply = uuid7(MORNING, ahead.randomness(10))
    ahead.write(HANDS, "reply", reply, post=post, body="উত্তর")
    await push_all(line)
    assert server.heard[2]["mutations"][0]["args"]["post"] == server.heard[1]["mutations"][0]["id"] != post


@pytest.mark.parametrize("days", [-89, -1, 0, 0.9])
async def test_a_clock_that_is_a_little_off_changes_no_names(tmp_path, days):
    device = Device(tmp_path, clock=Clock(int(MORNING + days * DAY)))
    circle, *_ = found(device)
    server = await exchange(device, ("push", pushed()))
    assert server.heard[1]["mutations"][0]["id"] == circle
    device.memory.close()


async def test_ids_of_a_clock_far_behind_are_made_anew(tmp_path):
    device = Device(tmp_path, clock=Clock(MORNING - 400 * DAY))
    circle, *_ = found(device)
    server = await exchange(device, ("push", pushed()))
    made = server.heard[1]["mutations"][0]["id"]
    assert made != circle
    assert abs(time_of(made) - MORNING) < 1000
    device.memory.close()


@pytest.mark.parametrize(("written", "now"), [(-110, -400), (-510, -400)])
async def test_what_was_written_long_ago_keeps_its_name_however_far_behind_the_clock_was_set_since(
    tmp_path, written, now
):
    # The server may have had it long ago, and somebody may have withdrawn it: it is not to come back.
    device = Device(tmp_path, clock=Clock(MORNING + written * DAY))
    post = device.post()
    device.clock.now = MORNING + now * DAY
    server = await exchange(device, ("push", pushed("stale")))
    assert server.heard[1]["mutations"][0]["id"] == post
    device.memory.close()


async def test_ids_from_before_setu_are_made_anew_though_the_clock_is_right_by_now(device):
    post = device.post(made=5000)  # 1970: a phone whose battery was empty
    server = await exchange(device, ("push", pushed()))
    assert server.heard[1]["mutations"][0]["id"] != post


async def test_what_waited_too_long_is_refused_and_kept(device):
    post = device.post(made=MORNING - 100 * DAY)
    server = await exchange(device, ("push", pushed("stale")))
    assert server.heard[1]["mutations"][0]["id"] == post
    refused = device.get(post)
    assert (refused.delivery, refused.values["body"]) == (Delivery.REFUSED, "লিখছি")


async def test_what_was_named_anew_and_then_waited_too_long_keeps_its_name_for_the_server_may_know_it(ahead):
    post = ahead.post()
    server = await exchange(ahead, ("push", pushed(None)))
    sent = server.heard[1]["mutations"][0]["id"]
    assert sent != post
    ahead.clock.turn(days=100)
    later = MORNING + 100 * DAY
    server = Script(("pull", pulled(now=later)), ("push", pushed("stale", now=later)))
    line = ahead.line(server)
    await pull_all(line)
    await push_all(line)
    assert server.heard[1]["mutations"][0]["id"] == sent


def grouped(device: Device) -> str:
    """A group made here and now, an invitation into it, and something said there; its id."""
    group = uuid7(device.clock(), device.randomness(10))
    device.write(group_scope(group), "group", group, name="Journal club")
    device.write(group_scope(group), "member", DAVID, "invite", effect={"role": "member", "state": "invited"})
    device.write(group_scope(group), "dm", uuid7(device.clock(), device.randomness(10)), e=0, b={})
    return group


async def test_a_group_from_the_future_takes_along_whom_one_invites_and_what_one_says_there(ahead):
    group = grouped(ahead)
    server = await exchange(ahead, ("push", pushed()))
    made, *behind = server.heard[1]["mutations"]
    assert made["id"] != group
    assert {m["scope"] for m in (made, *behind)} == {group_scope(made["id"])}
    assert ahead.memory.in_scope(group_scope(group)) == []


async def test_what_waits_in_a_group_is_not_refused_when_the_group_is_named_anew(device):
    group = grouped(device)
    no = pushed("clock", "dm.unavailable", "dm.unavailable")
    server = await exchange(device, ("push", no), ("push", pushed()))
    first, second = (body["mutations"] for body in server.heard[1:])
    assert [m["mid"] for m in first] == [m["mid"] for m in second]
    assert {m["scope"] for m in second} == {group_scope(second[0]["id"])} != {group_scope(group)}
    assert (device.waiting, device.memory.count_refused()) == ([], 0)


async def test_a_no_for_the_clocks_sake_makes_new_names_and_is_never_seen(device):
    circle, *_ = found(device)
    no = pushed("clock", "unavailable", "circle.not_member", "circle.not_member", "unavailable")
    server = await exchange(device, ("push", no), ("push", pushed()))
    first, second = (body["mutations"] for body in server.heard[1:])
    assert [m["mid"] for m in first] == [m["mid"] for m in second]
    assert second[0]["id"] != circle
    assert second[2]["scope"] == circle_scope(second[0]["id"])
    assert (device.waiting, device.memory.count_refused()) == ([], 0)


async def test_names_are_made_anew_for_a_no_only_once(device):
    device.post()
    await exchange(device, ("push", pushed("clock")), ("push", pushed("clock")))
    [record] = device.memory.all_refused()
    assert (record.refused[0].code, device.waiting) == ("clock", [])


async def test_a_no_that_comes_late_and_is_about_the_name_before_is_passed_over(device):
    server = Script(("pull", pulled()), ("push", pushed("clock", clock=MORNING)))
    server.lines.extend([("push", pushed("clock", clock=MORNING - 60_000)), ("push", pushed())])
    line = device.line(server)
    await pull_all(line)
    device.clock.turn(days=40)
    post = device.post()
    await push_all(line)
    assert (len(device.waiting), device.memory.count_refused()) == (1, 0)
    await push_all(line)
    assert (device.waiting, device.memory.count_refused()) == ([], 0)
    first, second, third = (body["mutations"][0]["id"] for body in server.heard[1:])
    assert post == first != second == third


async def test_new_names_go_by_the_time_the_server_tells_for_a_clock_may_just_have_been_set(device):
    server = Script(("pull", pulled()), ("push", pushed("clock", clock=MORNING)), ("push", pushed()))
    line = device.line(server)
    await pull_all(line)
    device.clock.turn(days=40)
    device.post()
    await push_all(line)
    assert abs(time_of(server.heard[2]["mutations"][0]["id"]) - MORNING) < 1000


async def test_what_the_server_knows_keeps_its_name(ahead):
    ahead.write(HANDS, "circle", "c0", "set", name_en="Hands")
    ahead.write(own_scope(NASRIN), "me", NASRIN, "set", name_en="Nasrin")
    server = await exchange(ahead, ("push", pushed()))
    assert [m["id"] for m in server.heard[1]["mutations"]] == ["c0", NASRIN]


async def test_what_was_withdrawn_before_the_answer_came_does_not_go_out_under_a_new_name(tmp_path):
    device = Device(tmp_path, clock=Clock(MORNING - 200 * DAY))
    identifier = device.post()
    withdrawn = page(HANDS, row("post", identifier, 16, x=True))
    server = Script(("pull", pulled(withdrawn)), ("push", pushed()))
    line = device.line(server)
    await pull_all(line)
    await push_all(line)
    assert [m["id"] for m in server.heard[1]["mutations"]] == [identifier]
    device.memory.close()


async def test_what_the_server_took_under_its_first_name_goes_by_that_and_so_does_what_hangs_on_it(device):
    post = device.post()
    reply = device.new_id()
    device.write(HANDS, "reply", reply, post=post, body="উত্তর")

    def known(body):
        told = pushed("dup", "ref.missing")(body)
        told["results"][0]["row"]["id"] = "first"
        return told

    server = await exchange(device, ("push", known), ("push", pushed()))
    assert server.heard[2]["mutations"][0]["args"]["post"] == "first"
    assert device.get(post) is None
    assert device.get("first").delivery is Delivery.DELIVERED
    assert device.memory.sign("renamed") == {post: "first"}


async def test_a_late_answer_to_another_question_says_nothing_of_the_time(device):
    line = device.line(
        Script(("pull", pulled(req="of long ago", now=MORNING - 100 * DAY)), ("pull", pulled()))
    )
    await pull_all(line)
    assert line.skew.ahead_ms == 0


async def test_what_is_being_typed_there_moves_along(ahead):
    circle, _, post, _ = found(ahead)
    ahead.memory.set_note(f"draft:reply:{post}", "আমিও")
    ahead.memory.set_note(f"draft:post:{circle}:topic", "{}")
    ahead.memory.set_note("draft:circle:new", "{}")
    await exchange(ahead, ("push", pushed()))
    names = ahead.memory.sign("renamed")
    assert ahead.memory.note(f"draft:reply:{names[post]}") == "আমিও"
    assert ahead.memory.note(f"draft:reply:{post}") is None
    assert ahead.memory.note(f"draft:post:{names[circle]}:topic") == "{}"
    assert ahead.memory.note("draft:circle:new") == "{}"


async def test_what_is_being_typed_under_the_new_name_already_is_not_overwritten(ahead):
    post = ahead.post()
    line = ahead.line(Script(("pull", pulled())))
    await pull_all(line)
    names = anew(line, [ahead.get(post)], line.server_now)
    ahead.memory.set_note(f"draft:reply:{post}", "first words")
    ahead.memory.set_note(f"draft:reply:{names[post]}", "later words")
    rename(ahead.memory, names)
    assert ahead.memory.note(f"draft:reply:{names[post]}") == "later words"
    assert ahead.memory.note(f"draft:reply:{post}") == "first words"
