"""Who may not do what: every operation, for everyone it is not for."""

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest
from server.visitor import MORNING, STARTER, House, Visitor

from app.domain.ids import circle_scope, inside, own_scope, pair_scope
from app.sync.protocol import Mutation

Attempt = Callable[[Visitor, "Scene"], Mutation]


@dataclasses.dataclass
class Scene:
    """A circle with a leader, someone else in it, a post and a prompt; and one that does not exist."""

    scope: str
    leader: Visitor
    other: str
    post: str
    prompt: str


async def _scene(house: House, kind: str) -> tuple[Visitor, Scene]:
    leader, other, actor = [await house.visitor() for _ in range(3)]
    scope = await house.circle_of(leader, other)
    post, prompt = await leader.do(leader.post(scope)), await leader.do(leader.prompt(scope))
    if kind != "outsider":
        await actor.do(actor.joining(scope))
    if kind == "removed":
        await leader.do(leader.removing(scope, actor.person))
    if kind in ("leader", "moderator", "guest"):
        await leader.do(leader.promoting(scope, actor.person, kind))
    return actor, Scene(scope, leader, other.person, post.row.id, prompt.row.id)


ATTEMPTS: dict[str, Attempt] = {
    "post": lambda who, at: who.post(at.scope),
    "reply": lambda who, at: who.reply(at.scope, at.post),
    "answer": lambda who, at: who.answer(at.scope, at.prompt),
    "prompt": lambda who, at: who.prompt(at.scope),
    "change prompt": lambda who, at: who.write(
        at.scope, "prompt", "set", at.prompt, {"text_en": "Changed"}, wall=MORNING + 1
    ),
    "change circle": lambda who, at: who.write(
        at.scope, "circle", "set", inside(at.scope), {"name_en": "Changed"}, wall=MORNING + 1
    ),
    "role": lambda who, at: who.promoting(at.scope, at.other),
    "remove": lambda who, at: who.removing(at.scope, at.other),
    "mark": lambda who, at: who.write(who.own, "mark", "set", at.scope, {"pos": 1}),
}

_NOT_IN = dict.fromkeys(ATTEMPTS, "circle.not_member") | {"mark": "unavailable"}
_NOT_LEADING = dict.fromkeys(
    ("prompt", "change prompt", "change circle", "role", "remove"), "circle.not_leader"
)
_KEEPING_ORDER = {name: code for name, code in _NOT_LEADING.items() if name != "remove"}
"""Who keeps order removes a member, too."""
_NOT_LEADING["remove"] = "circle.not_moderator"
_READING = _NOT_LEADING | dict.fromkeys(("post", "reply", "answer"), "circle.guests_read")
EXPECTED: dict[str, dict[str, str]] = {
    "outsider": _NOT_IN,
    "removed": _NOT_IN,
    "guest": _READING,
    "member": _NOT_LEADING,
    "moderator": _KEEPING_ORDER,
    "leader": {},
}


@pytest.mark.parametrize("kind", EXPECTED)
async def test_each_may_do_what_their_role_allows_and_nothing_else(house: House, kind: str) -> None:
    actor, scene = await _scene(house, kind)
    for name, attempt in ATTEMPTS.items():
        (result,) = await actor.push(attempt(actor, scene))
        assert (name, result.code) == (name, EXPECTED[kind].get(name, ""))


async def test_a_scope_that_is_not_there_answers_like_one_that_is_not_yours(house: House) -> None:
    actor, scene = await _scene(house, "outsider")
    nowhere = dataclasses.replace(scene, scope=circle_scope(actor.new_id()))
    for attempt in ATTEMPTS.values():
        (there,) = await actor.push(attempt(actor, scene))
        (absent,) = await actor.push(attempt(actor, nowhere))
        assert (there.code, there.params) == (absent.code, absent.params)


@pytest.mark.parametrize("kind", ["outsider", "removed"])
async def test_no_row_of_a_scope_ever_reaches_who_is_not_in_it(house: House, kind: str) -> None:
    actor, scene = await _scene(house, kind)
    talk = (await scene.leader.do(scene.leader.message(scene.other))).scope
    wanted = [scene.scope, talk, scene.leader.own, own_scope(scene.other), "c.", "d.x", "m", "", "k.k"]
    pulled = await actor.pull(dict.fromkeys(wanted, 0))
    assert {page.scope for page in pulled.pages} == {actor.own, "k"}
    assert pulled.gone == sorted(wanted)


OTHERS: dict[str, tuple[Attempt, str]] = {
    "another's profile": (
        lambda who, at: who.write(at.leader.own, "me", "set", at.leader.person),
        "unavailable",
    ),
    "a profile under another id": (lambda who, at: who.write(who.own, "me", "set", at.other), "unavailable"),
    "another's mark": (
        lambda who, at: who.write(at.leader.own, "mark", "set", at.scope, {"pos": 1}),
        "unavailable",
    ),
    "a mark on nothing": (lambda who, at: who.write(who.own, "mark", "set", "x", {"pos": 1}), "unavailable"),
    "a mark without a place": (lambda who, at: who.write(who.own, "mark", "set", "k"), "field.missing"),
    "joining for another": (lambda who, at: who.write(at.scope, "member", "join", at.other), "unavailable"),
    "leaving for another": (lambda who, at: who.write(at.scope, "member", "leave", at.other), "unavailable"),
    "joining nowhere": (lambda who, at: who.joining(circle_scope(who.new_id())), "unavailable"),
    "joining a person": (lambda who, at: who.joining(at.leader.own), "op.unknown"),
    "joining with a role": (
        lambda who, at: who.write(STARTER, "member", "join", who.person, {"role": "leader"}),
        "field.unknown",
    ),
    "leaving where one never was": (lambda who, at: who.leaving(STARTER), "circle.not_member"),
    "a circle in another's scope": (
        lambda who, at: who.write(at.scope, "circle", "create", args={"name_en": "Mine"}),
        "unavailable",
    ),
    "a circle that calls itself a starter": (
        lambda who, at: _with(who.circle(), name_en="Mine", starter=True),
        "field.unknown",
    ),
    "a circle without a name": (lambda who, at: _with(who.circle(), name_en=""), "field.missing"),
    "a reply to nothing": (lambda who, at: who.reply(at.scope, who.new_id()), "ref.missing"),
    "a reply to a prompt": (lambda who, at: who.reply(at.scope, at.prompt), "ref.missing"),
    "an answer to a post": (lambda who, at: who.answer(at.scope, at.post), "ref.missing"),
    "an answer to a number": (lambda who, at: _with(who.answer(at.scope, ""), prompt=7), "ref.missing"),
    "a prompt that is not there": (
        lambda who, at: who.write(at.scope, "prompt", "set", who.new_id(), {"text_en": "x"}),
        "ref.missing",
    ),
    "another circle's record": (
        lambda who, at: who.write(at.scope, "circle", "set", who.new_id(), {"name_en": "x"}),
        "unavailable",
    ),
    "a role for who is not there": (lambda who, at: who.promoting(at.scope, who.new_id()), "ref.missing"),
    "removing who is not there": (lambda who, at: who.removing(at.scope, who.new_id()), "ref.missing"),
    "removing oneself": (lambda who, at: who.removing(at.scope, who.person), "circle.not_oneself"),
    "a role that is none": (lambda who, at: who.promoting(at.scope, at.other, "king"), "field.wrong"),
    "a role that is a list": (
        lambda who, at: _with(who.promoting(at.scope, at.other), role=[]),
        "field.wrong",
    ),
    "a post without words": (lambda who, at: who.post(at.scope, ""), "text.empty"),
    "a post in the name of another": (
        lambda who, at: _with(who.post(at.scope), by=at.other),
        "field.unknown",
    ),
    "a post that numbers itself": (lambda who, at: _with(who.post(at.scope), seq=1), "field.unknown"),
    "a post under an id of its own make": (lambda who, at: who.post(at.scope, identifier="1"), "field.wrong"),
    "a change to a post": (lambda who, at: who.write(at.scope, "post", "set", at.post), "edit.others"),
    "a post in the commons": (lambda who, at: who.post("k"), "op.unknown"),
    "a post in a conversation": (lambda who, at: who.post(pair_scope(who.person, at.other)), "op.unknown"),
    "a card": (lambda who, at: who.write("k", "card", "create", who.person), "op.unknown"),
    "a grant": (lambda who, at: who.write(who.own, "grant", "create", at.scope), "op.unknown"),
    "an account": (
        lambda who, at: who.write(who.own, "account", "set", who.person, {"admin": True}),
        "op.unknown",
    ),
    "a listing": (lambda who, at: who.write("k", "listing", "create"), "op.unknown"),
    "a kind nobody knows": (lambda who, at: who.write(at.scope, "report", "create"), "op.unknown"),
    "no scope at all": (lambda who, at: who.post(""), "op.unknown"),
    "a message to oneself": (lambda who, at: who.message(who.person), "dm.unavailable"),
    "a message to nobody": (lambda who, at: who.message(who.new_id()), "dm.unavailable"),
    "a message to no text a database keeps": (lambda who, at: who.message("a\0b"), "dm.unavailable"),
    "a reply to no text a database keeps": (lambda who, at: who.reply(at.scope, "a\0b"), "ref.missing"),
    "a message to a list": (lambda who, at: _with(who.message(at.other), to=[at.other]), "dm.unavailable"),
    "a message in the scope of two others": (
        lambda who, at: dataclasses.replace(
            who.message(at.other), scope=pair_scope(at.leader.person, at.other)
        ),
        "dm.unavailable",
    ),
    "a message that is too heavy": (lambda who, at: who.message(at.other, "ক" * 9000), "text.long"),
    "a message without an envelope": (lambda who, at: _with(who.message(at.other), b={}), "field.missing"),
    "a mutation without a proper id": (
        lambda who, at: dataclasses.replace(who.post(at.scope), mid="1"),
        "field.wrong",
    ),
    "a stamp from nowhere": (
        lambda who, at: dataclasses.replace(who.prompt(at.scope), h={"text_en": (10**30, 0, "d")}),
        "field.wrong",
    ),
    "a well without a floor": (lambda who, at: _with(who.message(at.other), b=_deep(30)), "field.wrong"),
}


def _with(mutation: Mutation, **args: Any) -> Mutation:
    return dataclasses.replace(mutation, args=mutation.args | args)


def _deep(levels: int) -> dict[str, Any]:
    return {"in": _deep(levels - 1)} if levels else {"in": 0}


async def test_what_even_a_leader_may_not_do(house: House) -> None:
    actor, scene = await _scene(house, "leader")
    before = await actor.rows()
    found = {}
    for name, (attempt, _) in OTHERS.items():
        (result,) = await actor.push(attempt(actor, scene))
        found[name] = result.code
    assert found == {name: code for name, (_, code) in OTHERS.items()}
    assert await actor.rows() == before


async def test_a_refusal_says_which_field_it_is_about(house: House) -> None:
    actor, scene = await _scene(house, "member")
    (result,) = await actor.push(actor.post(scene.scope, ""))
    assert (result.code, result.params["field"]) == ("text.empty", "body")
