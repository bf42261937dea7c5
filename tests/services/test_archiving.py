"""A circle that is archived, without a server: who may, what stops, what stays, and how it comes back."""

import examples as eg
import pytest

from app.domain.attending import Level
from app.domain.circles import May, Role, may
from app.domain.errors import Refused
from app.domain.ids import circle_scope
from app.domain.records import Record
from app.domain.starters import STARTER_CIRCLES
from app.services import (
    archiving,
    arranging,
    attending,
    belonging,
    discovering,
    drafting,
    editing,
    entering,
    inviting,
    leading,
    noticing,
    planning,
    posting,
    questioning,
    reacting,
    reminding,
    searching,
    voting,
    withdrawing,
)
from app.services.discovering import Sought
from app.services.reacting import Item


@pytest.fixture
def circle(desk):
    return belonging.found(desk, {"name_en": "Hands", "purpose_en": "Splints"}).id


def seated(desk, circle, role):
    """Somebody else leads it, and one is something else there."""
    values = {"role": role.value, "state": "in", "card": {}}
    row = {"scope": circle_scope(circle), "kind": "member", "id": desk.person, "by": desk.person}
    desk.memory.put(Record(**row, base=values, seq=8, pos=2))


def test_nothing_is_written_there_and_everything_is_read_and_found(desk, circle):
    post = posting.post(desk, circle, "topic", "Orthosis", "After a stroke")
    question = posting.post(desk, circle, "question", "Which strap?", "Velcro fails")
    prompt = leading.ask(desk, circle, en="What first?", bn="", choice1_en="Rest", choice2_en="Move")
    item = Item(scope=post.scope, kind="post", id=post.id)
    archiving.archive(desk, circle)
    for attempt in (
        lambda: posting.post(desk, circle, "topic", "New", "Words"),
        lambda: posting.reply(desk, circle, post.id, "Words"),
        lambda: leading.ask(desk, circle, en="What?", bn=""),
        lambda: leading.complete(desk, circle, prompt.id, bn="কী?"),
        lambda: leading.answer(desk, circle, prompt.id, "Time"),
        lambda: planning.plan(desk, circle, when=desk.clock() + 9, text_en="What?"),
        lambda: voting.choose(desk, circle, prompt.id, 1),
        lambda: reacting.react(desk, item, "thanks", on=True),
        lambda: editing.edit(desk, item, title="Better"),
        lambda: questioning.close(desk, circle, question.id),
        lambda: arranging.pin(desk, circle, post, on=True),
        lambda: arranging.move(desk, circle, post, "question"),
        lambda: inviting.make(desk, circle, uses=1, days=7),
        lambda: belonging.describe(desk, circle, {"name_en": "Other"}),
    ):
        with pytest.raises(Refused, match="archived"):
            attempt()
    assert not editing.may_edit(desk, item)
    assert not arranging.standing(desk, circle, post.id).may_pin
    assert [one.id for one in posting.posts(desk, circle, "topic")] == [post.id]
    found = searching.search(desk, "orthosis", limit=5)
    assert post.id in str(found)
    assert withdrawing.may_withdraw(desk, item)


def test_it_comes_back_as_it_was(desk, circle):
    archiving.archive(desk, circle)
    archiving.archive(desk, circle)
    archiving.bring_back(desk, circle)
    assert [operation.args for operation in desk.memory.get(circle_scope(circle), "circle", circle).waiting][
        1:
    ] == [{"archived": True}, {"archived": False}]
    assert not belonging.circle(desk, circle).archived
    posting.post(desk, circle, "topic", "Again", "Words")


def test_what_was_being_typed_there_stays(desk, circle):
    drafting.keep(desk, "reply:1", "Half a thought")
    archiving.archive(desk, circle)
    assert drafting.draft(desk, "reply:1") == "Half a thought"


def test_only_leaders_archive_and_nobody_a_starter_circle(desk, circle):
    seated(desk, circle, Role.MODERATOR)
    assert not archiving.may_archive(desk, belonging.circle(desk, circle))
    with pytest.raises(Refused, match="not_leader"):
        archiving.archive(desk, circle)
    starter = STARTER_CIRCLES[0]["id"]
    seated(desk, starter, Role.LEADER)
    assert not archiving.may_archive(desk, belonging.circle(desk, starter))
    with pytest.raises(Refused, match="wrong"):
        archiving.archive(desk, starter)


def test_home_hears_nothing_of_it_and_it_is_still_among_ones_own(desk, circle):
    (david,) = eg.meet(desk, eg.DAVID)
    prompt = leading.ask(desk, circle, en="What first?", bn="")
    question = posting.post(desk, circle, "question", "Which strap?", "Velcro fails")
    eg.answer(desk, circle, question.id, david, "Cotton")
    reminding.remind(desk, circle, prompt.id, desk.clock())
    assert noticing.replies_to_me(desk)
    assert reminding.come(desk)
    archiving.archive(desk, circle)
    assert attending.hearing(desk, Level.ALL) == []
    assert noticing.replies_to_me(desk) == []
    assert reminding.come(desk) == []
    assert [known.id for known in belonging.mine(desk)] == [circle]
    assert circle in [known.id for known in discovering.circles(desk, "hands", Sought())]


def test_nobody_is_let_in_and_requests_wait_for_when_it_is_back(desk, circle):
    scope = f"l.{circle}"
    values = {"card": {"name_en": "Rina", "discipline": "ot"}}
    desk.memory.put(Record(scope=scope, kind="applicant", id="rina", by="rina", base=values, seq=1, pos=1))
    assert entering.requests(desk, circle)
    archiving.archive(desk, circle)
    assert entering.requests(desk, circle) == []
    archiving.bring_back(desk, circle)
    assert entering.requests(desk, circle)


def test_who_is_not_in_it_cannot_join_by_an_old_listing(desk, tmp_path):
    other = eg.desk_of(eg.DAVID, tmp_path / "david")
    circle = other.new_id()
    base = {"name_en": "Hands", "archived": True}
    other.memory.put(Record(scope="k", kind="listing", id=circle, base=base, seq=1, pos=1))
    with pytest.raises(Refused, match="archived"):
        belonging.join(other, circle)


def test_leaders_keep_order_there_and_add_nothing():
    left = {what for what in May if may(Role.LEADER, what, archived=True)}
    assert left == {May.TIDY, May.SEND_AWAY, May.DESCRIBE, May.APPOINT, May.JUDGE}
    assert [what for what in May if may(Role.MEMBER, what, archived=True)] == []


def test_whoever_is_the_last_one_there_brings_it_back_before_they_leave(desk, circle):
    archiving.archive(desk, circle)
    with pytest.raises(Refused, match="last_here"):
        belonging.leave(desk, circle)
    archiving.bring_back(desk, circle)
    belonging.leave(desk, circle)
    assert belonging.role_in(desk, circle) is None
