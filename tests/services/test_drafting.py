"""What is being typed somewhere is there again, whatever that place is called by then."""

from app.services import drafting


def test_a_draft_is_kept_in_its_place_and_nothing_typed_is_nothing_kept(desk):
    drafting.keep(desk, "reply:p1", "আমিও")
    assert (drafting.draft(desk, "reply:p1"), drafting.draft(desk, "reply:p2")) == ("আমিও", "")
    drafting.keep(desk, "reply:p1", "")
    assert desk.memory.note("draft:reply:p1") is None


def test_a_screen_still_open_on_the_old_name_of_a_place_keeps_its_words_under_the_new_one(desk):
    desk.memory.set_sign("renamed", {"p1": "p9"})
    drafting.keep(desk, "reply:p1", "আমিও")
    assert desk.memory.note("draft:reply:p9") == "আমিও"
    assert drafting.draft(desk, "reply:p1") == drafting.draft(desk, "reply:p9") == "আমিও"
