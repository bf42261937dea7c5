"""What people write to each other, as it is read."""

from app.domain.records import Record
from app.domain.writing import Message


def message(**envelope):
    return Message.of(Record(scope="d.1", kind="dm", id="m", by="david", base={"e": 0, "b": envelope}))


def test_a_message_is_what_its_envelope_says():
    assert (message(text="আসি", lang="bn").body, message(text="আসি", lang="bn").lang) == ("আসি", "bn")


def test_an_envelope_the_server_never_opened_is_cleaned_before_anybody_reads_it():
    hostile = "pay \u202exe.cod\u202c\x00 now" + "a" + "\u0301" * 400
    assert message(text=hostile).body.startswith("pay xe.cod now")
    assert len(message(text=hostile).body) < 40


def test_an_envelope_of_another_make_is_an_empty_message():
    assert message(sealed="AAAA").body == ""
    assert Message.of(Record(scope="d.1", kind="dm", id="m", base={"b": "not an envelope"})).body == ""
