"""Searching all that this device remembers, as one types."""

import re
from pathlib import Path

import examples as eg
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.circles import Role
from app.domain.ids import COMMONS, circle_scope, pair_scope
from app.domain.records import Record
from app.i18n import lookup
from app.i18n.folding import spellings
from app.i18n.search import Rank, match, sought
from app.services import belonging, messaging, posting, searching, talking
from app.services.searching import Filters
from app.store.words import Begun

SHEULI = "018cc251-f400-7000-8000-0000000000e1"


def found(desk, query, **filters):
    """What was found but for the words of the glossary, of which there is one for nearly everything."""
    results = searching.search(desk, query, Filters(**filters)).found
    return [(one.kind, one.id) for one in results if one.kind != "term"]


def ids(desk, query, **filters):
    return [identifier for _, identifier in found(desk, query, **filters)]


def test_whatever_was_written_is_found_as_one_types(desk, hands):
    post = posting.post(desk, hands, "topic", "Thermoplastic", "কীভাবে গরম করেন?")
    reply = posting.reply(desk, hands, post.id, "In a frying pan, quickly")
    (david,) = eg.meet(desk, eg.DAVID)
    message = messaging.send(desk, david, "The quilting bee is tomorrow")
    for typed in ("th", "ther", "thermoplas", "গর", "গরম ক"):
        assert ("post", post.id) in found(desk, typed)
    assert found(desk, "frying") == [("reply", reply.id)]
    assert found(desk, "quil") == [("dm", message.id)]
    assert found(desk, "webb burnt") == [("circle", hands)]
    assert found(desk, "David") == [("person", david)]
    assert found(desk, "mentor") == [("person", david)]
    assert found(desk, "nothing of the kind") == found(desk, "") == found(desk, " ।") == []


def test_prompts_and_answers_are_found_in_either_language(desk, hands):
    scope = circle_scope(hands)
    desk.memory.put(
        Record(
            scope=scope, kind="prompt", id="p", base={"text_en": "What splint?", "text_bn": "কোন স্প্লিন্ট?"}
        ),
        Record(scope=scope, kind="answer", id="a", base={"prompt": "p", "body": "Dynamic", "lang": "en"}),
    )
    assert found(desk, "কোন", kinds=frozenset({"prompt"})) == found(desk, "what splint") == [("prompt", "p")]
    assert found(desk, "dynam") == [("answer", "a")]
    assert searching.search(desk, "কোন").found[0].texts == ("What splint?", "কোন স্প্লিন্ট?")


def test_the_best_match_is_first_and_of_equals_the_latest(desk, hands, clock):
    said = {}
    for name, text in (("loose", "পানী"), ("heard", "pani"), ("old", "পানি"), ("new", "পানি চাই")):
        said[name] = posting.post(desk, hands, "topic", "…1", text).id
        clock.turn(hours=1)
    results = searching.search(desk, "পানি")
    assert [one.id for one in results.found] == [said[name] for name in ("new", "old", "loose", "heard")]
    assert [one.rank for one in results.found] == [Rank.EXACT, Rank.EXACT, Rank.LOOSE, Rank.PHONETIC]
    assert results.found[0].record.id == said["new"]


def test_other_words_for_the_same_are_understood(desk, hands):
    post = posting.post(desk, hands, "topic", "News", "অকুপেশনাল থেরাপি দিবস")
    for query in ("পেশাগত থেরাপি", "occupational therapy", "OT", "occupational therapy dibos"):
        assert ("post", post.id) in found(desk, query)


def test_filters_narrow_by_circle_person_language_kind_and_date(desk, hands, clock):
    other = belonging.found(desk, {"name_en": "Feet"}).id
    one = posting.post(desk, hands, "topic", "Splints", "for thumbs").id
    noon = clock()
    clock.turn(days=1)
    two = posting.post(desk, other, "topic", "Splints", "পায়ের জন্য স্প্লিন্ট").id
    (david,) = eg.meet(desk, eg.DAVID)
    (heard,) = eg.hear(desk, david, "splints?")
    assert set(ids(desk, "splints")) >= {one, two, heard.id}
    assert ids(desk, "splints", scope=circle_scope(other)) == [two]
    assert ids(desk, "splints", scope=pair_scope(desk.person, david)) == [heard.id]
    assert ids(desk, "splints", by=david) == [heard.id]
    assert ids(desk, "splints", lang="bn", since=1) == [two]
    assert set(ids(desk, "splints", kinds=frozenset({"post"}))) == {one, two}
    assert set(ids(desk, "splints", kinds=frozenset({"post", "dm"}))) == {one, two, heard.id}
    assert ids(desk, "splints", until=noon, since=1) == [one]
    assert set(ids(desk, "splints", since=noon + 1)) == {two, heard.id}


def test_what_was_withdrawn_and_circles_one_has_left_are_never_shown(desk, hands):
    scope = circle_scope(hands)
    post = posting.post(desk, hands, "topic", "Splints", "for thumbs")
    eg.deliver(desk)
    for _ in desk.memory.read_words():
        pass
    assert found(desk, "thumbs") == [("post", post.id)]
    record = desk.memory.get(scope, "post", post.id)
    desk.memory.put(Record(scope=scope, kind="post", id=post.id, seq=99, pos=record.pos, base={}, gone=True))
    assert found(desk, "thumbs") == []
    kept = posting.post(desk, hands, "topic", "Braces", "for knees")
    eg.deliver(desk)
    assert ids(desk, "knees") == [kept.id]
    desk.memory.forget_scope(scope)
    assert found(desk, "knees") == []


def test_a_changed_text_is_found_by_what_it_says_now(desk, hands):
    eg.deliver(desk)
    assert found(desk, "webbing") == [("circle", hands)]
    known = desk.memory.get(circle_scope(hands), "circle", hands)
    desk.memory.put(
        Record(scope=known.scope, kind="circle", id=hands, seq=50, pos=50, base={"name_en": "Quiet hands"})
    )
    assert (found(desk, "webbing"), ("circle", hands) in found(desk, "quiet")) == ([], True)


def test_a_person_met_in_several_places_is_found_once_and_oneself_never(desk, hands):
    (david,) = eg.meet(desk, eg.DAVID)
    eg.hear(desk, david, "hello")
    card = desk.memory.get(COMMONS, "card", david).values
    values = {"state": "in", "role": Role.MEMBER.value, "card": dict(card)}
    desk.memory.put(Record(scope=circle_scope(hands), kind="member", id=david, base=values))
    assert found(desk, "mitra") == [("person", david)]
    assert ids(desk, "mitra", scope=circle_scope(hands)) == [david]
    assert desk.person not in ids(desk, "nasrin")
    gone = {**values, "state": "out"}
    desk.memory.put(Record(scope=circle_scope(hands), kind="member", id=david, seq=5, base=gone))
    assert ids(desk, "mitra", scope=circle_scope(hands)) == []


def test_the_circles_that_every_setu_begins_with_are_found_without_a_network(desk):
    assert {kind for kind, _ in found(desk, "paediatrics")} == {"circle"}
    assert found(desk, "হাতের থেরাপি")[0][0] == "circle"


def test_the_words_of_who_only_asks_to_write_are_found_once_they_are_let_in(desk):
    scope = pair_scope(desk.person, SHEULI)
    eg.ask_to_write(desk, SHEULI, "May I ask about moleskin?")
    assert ids(desk, "moleskin") == []
    assert len(ids(desk, "moleskin", scope=scope)) == 1, "unless one looks at what they ask"
    talking.decline(desk, SHEULI)
    assert ids(desk, "moleskin") == []
    talking.accept(desk, SHEULI)
    assert len(ids(desk, "moleskin")) == 1


def test_ids_are_no_words(desk, hands):
    post = posting.post(desk, hands, "topic", "Splints", "for thumbs")
    ways = searching.ways(sought(post.scope), Filters()) + searching.ways(sought(desk.person), Filters())
    assert desk.memory.find(ways, 10) == ([], 0)


def test_of_very_many_the_latest_are_shown_and_that_there_are_more(desk, hands, clock):
    scope = circle_scope(hands)
    with desk.memory.transaction():
        for number in range(700):
            base = {"tab": "topic", "title": "Splint", "body": f"number {number}", "lang": "en"}
            when = 1_000_000 * (number + 1)
            desk.memory.put(
                Record(scope=scope, kind="post", id=f"p{number}", pos=number + 1, at=when, base=base)
            )
    results = searching.search(desk, "spli")
    assert results.unread > 0
    for _ in desk.memory.read_words():
        pass
    results = searching.search(desk, "spli")
    assert [one.id for one in results.found] == [f"p{number}" for number in range(699, 649, -1)]
    assert (results.more, results.unread) == (True, 0)
    assert not searching.search(desk, "spli number 77").more
    assert ids(desk, "number 12") == [*(f"p{number}" for number in range(129, 119, -1)), "p12"]


# What is looked up is what would be found

_LIST = Path(__file__).parents[1] / "i18n" / "romanised_tuning.tsv"
BANGLISH = re.findall(r"[^\s,#]+", _LIST.read_text("utf-8"))
TRADE = (
    "ওটি OT থেরাপিস্টদের থেরাপি পেশাগত occupational therapy বাড়ি বাড় পঞ্চম পঞ হয় হয পানী পানি ক্ষ children's শিশু শাশা কাঁদে"
    " hand-splint splint hands দুঃখ এ্যাম্বুলেন্স ৎ উৎসব ২০২৬ 2026 nasrin নাসরিনের গানটা speech and language therapy"
)
PIECES = st.sampled_from(BANGLISH) | st.sampled_from(TRADE.split())
TEXTS = st.lists(PIECES | st.text("কখতদবরসশষযয়ািীুূে্ংঁঃৎabt-: \u200c\u200d", max_size=8), max_size=5)


@settings(max_examples=400, suppress_health_check=[HealthCheck.too_slow])
@given(text=TEXTS.map(" ".join), asked=TEXTS.map(" ".join), cut=st.integers(1, 12))
def test_whatever_fits_a_query_is_among_what_is_looked_up(text, asked, cut):
    for query in (asked, asked[:cut], text[:cut], text[cut : 2 * cut]):
        if match(query, text) is not None:
            words = spellings(text)
            known = [*words, *(form for word in words for form in lookup.forms(word))]
            ways = [
                [[Begun(*key_of(key)) for key in group] for group in way]
                for way in lookup.ways(sought(query))
            ]
            assert any(all(any(b.fits(w) for b in group for w in known) for group in way) for way in ways), (
                query
            )


def key_of(key):
    return key.prefix, key.agrees


def test_it_is_done_in_slices_and_whatever_is_done_by_then_counts(desk, hands):
    for number in range(40):
        posting.post(desk, hands, "topic", f"Splint {number}", "for thumbs")
    slices = searching.in_slices(desk, "splint")
    assert len(list(slices)) >= 3
    assert searching.search(desk, "splint", limit=60).found[0].record


def test_the_words_of_the_glossary_are_found_as_well_unless_one_narrows(desk):
    def terms(query, **filters):
        results = searching.search(desk, query, Filters(**filters)).found
        return [one.id for one in results if one.kind == "term"]

    assert "stroke" in terms("স্ট্রোক")
    assert set(terms("stroke", kinds=frozenset({"term"}))) == {"stroke", "stroke-rehabilitation"}
    for narrowed in ({"scope": "c.x"}, {"by": "x"}, {"since": 1}, {"kinds": frozenset({"post"})}):
        assert terms("stroke", **narrowed) == []
