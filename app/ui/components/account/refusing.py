"""What the server said no to, in words: what it was, where it was meant to go, what was typed."""

from app.domain.ids import inside, scope_type
from app.domain.mentions import flat
from app.domain.people import Person
from app.domain.prompting import CHOICE_FIELDS
from app.domain.records import Record
from app.i18n.catalogs import Translator
from app.services import belonging, connecting, finding
from app.services.desk import Desk
from app.ui.components.people.met import name_of
from app.ui.components.undoing import say_done
from app.ui.state import Here

_TYPED = (
    "title",
    "name",
    "tried",
    "body",
    "name_en",
    "name_bn",
    "purpose_en",
    "purpose_bn",
    "rules_en",
    "rules_bn",
    "start_en",
    "start_bn",
    "text_en",
    "text_bn",
    "because",
    "summary_en",
    "summary_bn",
    *CHOICE_FIELDS,
    "ask",
    "learn",
    "note",
    "answer",
    "term_en",
    "term_bn",
    "note_en",
    "note_bn",
    "reason",
)


def typed_in(record: Record) -> str:
    """The words that a person typed into what was refused, as they would copy them."""
    change: dict[str, object] = {}
    for operation in record.refused:
        change.update(operation.change)
    envelope = change.get("b")
    message = envelope.get("text", "") if isinstance(envelope, dict) else ""
    parts = [str(change.get(field, "")) for field in _TYPED]
    return flat("\n\n".join(part for part in (*parts, str(message)) if part))


def what_it_was(desk: Desk, record: Record, words: Translator) -> str:
    """What was refused and where, in a few words."""
    if scope_type(record.scope) == "g":
        return _of_a_group(desk, record, words)
    if record.kind == "dm":
        return words.t("Message to {name}", name=name_of(_partner(desk, record), words))
    if record.kind == "me":
        return words.t("Your profile")
    if record.kind == "report":
        deciding = bool(record.refused) and record.refused[-1].op == "decide"
        return words.t("Decision about a report") if deciding else words.t("Your report")
    if record.kind == "proposal":
        deciding = bool(record.refused) and record.refused[-1].op == "decide"
        return words.t("Decision about a proposal") if deciding else words.t("Proposal for the glossary")
    if record.kind == "offer":
        return words.t("Sharing a post to another circle")
    if record.kind == "offered":
        return words.t("Answer to a post that was offered")
    circle = _circle(desk, record, words)
    if record.kind == "member":
        return _membership(record, circle, words)
    said = {
        "post": words.t("Question in {circle}", circle=circle)
        if _is_question(record)
        else words.t("Topic in {circle}", circle=circle),
        "reply": words.t("Reply in {circle}", circle=circle),
        "prompt": words.t("Learning prompt in {circle}", circle=circle),
        "plan": words.t("A planned learning prompt"),
        "reflection": words.t("Your reflection"),
        "asking": words.t("Question in {circle}", circle=circle),
        "helped": words.t("Answer in {circle}", circle=circle),
        "answer": words.t("Answer in {circle}", circle=circle),
        "circle": words.t("The circle {circle}", circle=circle),
    }
    return said.get(record.kind, words.t("Something you wrote"))


def _of_a_group(desk: Desk, record: Record, words: Translator) -> str:
    if record.kind == "dm":
        return words.t("Message to a group")
    if record.kind == "group" and record.base is None:
        return words.t("The group {name}", name=str(record.values.get("name", "")))
    if record.kind == "member" and record.refused and record.refused[-1].op == "invite":
        person = Person.read(record.id, record.refused[-1].change.get("card", {}))
        # NOTE: an invitation into a group that {name} did not get
        return words.t("Invitation for {name}", name=name_of(person, words))
    return words.t("A change to a group")


def _membership(record: Record, circle: str, words: Translator) -> str:
    said = {
        "join": words.t("Joining {circle}", circle=circle),
        "leave": words.t("Leaving {circle}", circle=circle),
    }
    done = record.refused[-1].op if record.refused else ""
    return said.get(done, words.t("A change to the members of {circle}", circle=circle))


def let_go_with_undo(here: Here, record: Record) -> None:
    """Let go of what was refused, and offer for ten seconds to take that back."""
    connecting.let_go(here.desk, record)
    say_done(here, here.speech.words.t("It was let go."), lambda: connecting.take_back(here.desk, record))


def _partner(desk: Desk, record: Record) -> Person:
    to = next((str(o.args["to"]) for o in record.refused if o.args.get("to")), "")
    return finding.person(desk, to, scope=record.scope)


def _circle(desk: Desk, record: Record, words: Translator) -> str:
    if scope_type(record.scope) == "c":
        known = belonging.circle(desk, inside(record.scope))
        if known and known.name:
            return known.name.best(words.lang)
    # NOTE: stands for {circle} in "Question in {circle}", "Joining {circle}" and the like
    return words.t("a circle that is no longer here")


def _is_question(record: Record) -> bool:
    return any(operation.change.get("tab") == "question" for operation in record.refused)
