"""What each kind of record may hold: one table, asked by services before they write and by the server
before it believes."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from app.domain import cases, glossary, names, prompting, reactions, reporting, sharing, taxonomy, text
from app.domain.arranging import PIN
from app.domain.attending import LEVELS
from app.domain.checking import (
    Check,
    count_to,
    digest,
    flag,
    moment,
    one_from,
    optional,
    position,
    reference,
    some_from,
    string,
)
from app.domain.circles import ARCHIVED, ENTRIES, HISTORIES, TEXT_LIMIT
from app.domain.districts import DISTRICTS
from app.domain.errors import Refused
from app.domain.ids import is_uuid7, scope_type
from app.domain.invitations import MOST_USES
from app.domain.people import CHOSEN_AUDIENCE, Audience


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of record: the scopes it may lie in, the checks on its fields, and which must not be empty.

    `one_of` are fields of which at least one must be there: a name in either script, a prompt in either
    language. `mutable` kinds may be `set` after they were created. `rule` is about several fields at once.
    """

    scopes: str
    fields: Mapping[str, Check]
    required: tuple[str, ...] = ()
    one_of: tuple[str, ...] = ()
    mutable: bool = False
    rule: Callable[[Mapping[str, Any]], None] | None = None


def _shared_scope(value: Any) -> str:
    if scope_type(string(value)) not in ("c", "d", "g", "k") or len(value) > 64:
        raise Refused("field.wrong")
    return str(value)


def _audiences(value: Any) -> dict[str, str]:
    if not isinstance(value, Mapping) or not set(value) <= set(CHOSEN_AUDIENCE):
        raise Refused("field.wrong")
    allowed = {audience.value: audience for audience in Audience}
    return {str(name): one_from(allowed)(chosen) for name, chosen in value.items()}


ENVELOPE_LIMIT = 24_000
"""Bytes of a message's envelope: 16 KB of text, and room for what a later version puts beside it."""


def _envelope(value: Any) -> dict[str, Any]:
    """A message's body, which the server never reads; it is only weighed."""
    if not isinstance(value, Mapping):
        raise Refused("field.wrong")
    if len(json.dumps(value, ensure_ascii=False).encode()) > ENVELOPE_LIMIT:
        raise Refused("text.long", limit=4000, length=4001)
    return dict(value)


def _about(value: Any) -> str:
    """The term that a proposal is about: one of the word list by its name, one that came later by its id."""
    if string(value) and not (glossary.is_listed(value) or is_uuid7(value)):
        raise Refused("field.wrong")
    return str(value)


def _other_words(value: Any) -> list[str]:
    if not isinstance(value, (list, tuple)) or len(value) > glossary.OTHER_WORDS:
        raise Refused("field.wrong")
    return list(dict.fromkeys(_term(string(word)) for word in value if text.clean_line(string(word))))


def _body(limit: int = 4000) -> Check:
    return lambda value: text.check_body(string(value), limit=limit)


_name = optional(names.check_name)
_title = optional(text.check_title)
_paragraph = optional(lambda value: text.check_body(value, limit=600))
_page = optional(lambda value: text.check_body(value, limit=TEXT_LIMIT))
_term = optional(lambda value: text.check_title(value, limit=glossary.LONGEST))
_written = optional(lambda value: text.check_body(value))
_choice = optional(lambda value: text.check_title(value, limit=prompting.LONGEST_CHOICE))
_lang = one_from({"en": 1, "bn": 1, "und": 1})
_OFFERED = dict.fromkeys(sharing.NAMED, reference)

_ASKED: dict[str, Check] = {
    "text_en": _paragraph,
    "text_bn": _paragraph,
    **dict.fromkeys(prompting.CHOICE_FIELDS, _choice),
    "link": optional(prompting.check_link),
    "due": moment,
}
"""What a leader asks with a learning prompt."""

KINDS: dict[str, Kind] = {
    "me": Kind(
        scopes="u",
        fields={
            "name_en": _name,
            "name_bn": _name,
            "discipline": one_from(taxonomy.DISCIPLINES),
            "roles": some_from(taxonomy.ROLES),
            "areas": some_from(taxonomy.AREAS),
            "setting": one_from(taxonomy.SETTINGS),
            "district": one_from(DISTRICTS),
            "years": one_from(taxonomy.YEARS),
            "tongues": some_from(taxonomy.TONGUES),
            "ask": _paragraph,
            "learn": _paragraph,
            "audience": _audiences,
            "listed": flag,
            "mentors": flag,
        },
        required=("discipline",),
        one_of=("name_en", "name_bn"),
        mutable=True,
    ),
    "circle": Kind(
        scopes="c",
        fields={
            "name_en": _title,
            "name_bn": _title,
            "purpose_en": _paragraph,
            "purpose_bn": _paragraph,
            "settings": some_from(taxonomy.SETTINGS),
            "tongues": some_from(taxonomy.TONGUES),
            "rules_en": _page,
            "rules_bn": _page,
            "start_en": _page,
            "start_bn": _page,
            "entry": one_from(dict.fromkeys(ENTRIES)),
            "areas": some_from(taxonomy.AREAS),
            "history": one_from(dict.fromkeys(HISTORIES)),
            "peer": flag,
            ARCHIVED: flag,
        },
        one_of=("name_en", "name_bn"),
        mutable=True,
    ),
    "level": Kind(scopes="u", fields={"level": one_from(LEVELS)}, required=("level",), mutable=True),
    "ticket": Kind(
        scopes="l",
        fields={"hash": digest, "until": moment, "uses": count_to(MOST_USES)},
        required=("hash", "until", "uses"),
    ),
    "post": Kind(
        scopes="c",
        fields={
            "tab": one_from({"topic": 1, "question": 1}),
            "title": lambda value: text.check_title(string(value)),
            "body": _body(),
            "lang": _lang,
            "age": one_from(taxonomy.AGES),
            "setting": one_from(taxonomy.SETTINGS),
            "tried": optional(_body(cases.LONGEST_TRIED)),
        },
        required=("tab", "title", "body"),
    ),
    "asking": Kind(
        scopes="c", fields={"asked": some_from(taxonomy.DISCIPLINES), "closed": flag}, mutable=True
    ),
    "helped": Kind(
        scopes="c",
        fields={"post": reference, "because": _paragraph, "on": flag},
        required=("post",),
        mutable=True,
    ),
    "reply": Kind(
        scopes="c", fields={"post": reference, "body": _body(), "lang": _lang}, required=("post", "body")
    ),
    "prompt": Kind(
        scopes="c",
        fields={**_ASKED, "summary_en": _written, "summary_bn": _written},
        one_of=("text_en", "text_bn"),
        mutable=True,
        rule=prompting.check_choices,
    ),
    "vote": Kind(
        scopes="u",
        fields={"circle": reference, "choice": position},
        required=("circle", "choice"),
        mutable=True,
    ),
    "reflection": Kind(
        scopes="u",
        fields={"circle": reference, "body": _written, "lang": _lang},
        required=("circle",),
        mutable=True,
    ),
    sharing.OFFER: Kind(scopes="u", fields={**_OFFERED, "note": _paragraph}, required=sharing.NAMED),
    "plan": Kind(
        scopes="u",
        fields={"circle": reference, "when": moment, "every": one_from(prompting.EVERY), **_ASKED},
        required=("circle", "when"),
        one_of=("text_en", "text_bn"),
        mutable=True,
        rule=prompting.check_plan,
    ),
    "answer": Kind(
        scopes="c", fields={"prompt": reference, "body": _body(), "lang": _lang}, required=("prompt", "body")
    ),
    "dm": Kind(scopes="dg", fields={"e": position, "b": _envelope}, required=("b",)),
    "mreq": Kind(
        scopes="d", fields={"goals": _paragraph, "message": _paragraph}, one_of=("goals", "message")
    ),
    "mark": Kind(scopes="u", fields={"pos": position}, mutable=True),
    "block": Kind(scopes="u", fields={"on": flag}, mutable=True),
    "mute": Kind(scopes="u", fields={"on": flag}, mutable=True),
    "group": Kind(
        scopes="g",
        fields={"name": lambda value: text.check_title(string(value), limit=60)},
        required=("name",),
        mutable=True,
    ),
    PIN: Kind(scopes="c", fields={"on": flag}, mutable=True),
    "receipt": Kind(scopes="d", fields={"on": flag, "pos": position}, mutable=True),
    "talk": Kind(scopes="u", fields={"declined": flag, "muted": flag}, mutable=True),
    "react": Kind(
        scopes="cdg",
        fields={
            "item": reference,
            "kind": one_from(dict.fromkeys(reactions.REACTED_TO)),
            **dict.fromkeys(reactions.REACTIONS, flag),
        },
        required=("item", "kind"),
        mutable=True,
    ),
    "proposal": Kind(
        scopes="k",
        fields={
            "about": _about,
            "term_en": _term,
            "term_bn": _term,
            "also": _other_words,
            "note_en": _paragraph,
            "note_bn": _paragraph,
            "topic": one_from(glossary.TOPICS),
            "reason": _paragraph,
        },
        required=("reason",),
    ),
    "report": Kind(
        scopes="m",
        fields={
            "scope": _shared_scope,
            "kind": one_from(dict.fromkeys(reporting.REPORTABLE)),
            "id": reference,
            "category": one_from(reporting.CATEGORIES),
            "note": _paragraph,
        },
        required=("scope", "kind", "id", "category"),
    ),
}
"""Every kind a device may write. Members, listings, cards and grants are written by the server alone."""


def check_fields(kind: str, fields: Mapping[str, Any]) -> dict[str, Any]:
    """These fields of this kind, cleaned; raises `Refused`, whose `field` says where the trouble is."""
    known = KINDS[kind].fields
    clean: dict[str, Any] = {}
    for name, value in fields.items():
        if name not in known:
            raise Refused("field.unknown", field=name)
        try:
            clean[name] = known[name](value)
        except Refused as why:
            raise Refused(why.code, **{**why.params, "field": name}) from why
    return clean


def check_whole(kind: str, values: Mapping[str, Any]) -> None:
    """Refuse a record of this kind that lacks what it must have."""
    shape = KINDS[kind]
    for name in shape.required:
        if not values.get(name):
            raise Refused("field.missing", field=name)
    if shape.one_of and not any(values.get(name) for name in shape.one_of):
        raise Refused("field.missing", field=shape.one_of[0])
    if shape.rule:
        shape.rule(values)
