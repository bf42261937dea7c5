"""What an actor may try with plans, polls, reflections and questions, by the names that the table uses."""

from dataclasses import replace

from server.authorization.whereabouts import Attempt, put
from server.plans import planning
from server.polls import looking, voting
from server.visitor import MORNING

LATER = MORNING + 1
REFLECTION = {"circle": "018cc251-f400-7000-8000-000000000001", "body": "Mine alone", "lang": "en"}


PROMPTS: dict[tuple[str, str], Attempt] = {
    ("plan.create", "circle"): lambda w, at, own: planning(w, at.scope),
    ("plan.create", "nowhere"): lambda w, at, own: planning(w, at.nowhere),
    ("plan.create", "another's"): lambda w, at, own: replace(planning(w, at.scope), scope=at.owner.own),
    ("plan.set", "own"): lambda w, at, own: put(w, w.own, "plan", own.plan or at.plan, text_en="Why?"),
    ("plan.set", "another's"): lambda w, at, own: put(w, at.owner.own, "plan", at.plan, text_en="Why?"),
    ("plan.redact", "own"): lambda w, at, own: w.write(w.own, "plan", "redact", own.plan or at.plan),
    ("plan.redact", "another's"): lambda w, at, own: w.write(at.owner.own, "plan", "redact", at.plan),
    ("asking.set", "own"): lambda w, at, own: put(w, at.scope, "asking", own.post or at.post, closed=True),
    ("asking.set", "another's"): lambda w, at, own: put(w, at.scope, "asking", at.post, closed=True),
    ("asking.set", "nowhere"): lambda w, at, own: put(w, at.nowhere, "asking", at.post, closed=True),
    ("helped.set", "own"): lambda w, at, own: put(
        w, at.scope, "helped", own.answered or at.reply, post=own.post or at.post, on=True
    ),
    ("helped.set", "another's"): lambda w, at, own: put(w, at.scope, "helped", at.reply, post=at.post),
    ("helped.set", "nowhere"): lambda w, at, own: put(w, at.nowhere, "helped", at.reply, post=at.post),
    ("reflection.set", "own"): lambda w, at, own: put(w, w.own, "reflection", at.prompt, **REFLECTION),
    ("reflection.set", "another's"): lambda w, at, own: put(
        w, at.owner.own, "reflection", at.prompt, **REFLECTION
    ),
    ("vote.set", "circle"): lambda w, at, own: voting(w, at.scope, at.poll, 2, wall=LATER),
    ("vote.set", "nowhere"): lambda w, at, own: voting(w, at.nowhere, at.poll),
    ("vote.set", "another's"): lambda w, at, own: replace(voting(w, at.scope, at.poll), scope=at.owner.own),
    ("vote.look", "circle"): lambda w, at, own: looking(w, at.scope, at.poll),
    ("vote.look", "nowhere"): lambda w, at, own: looking(w, at.nowhere, at.poll),
    ("vote.look", "another's"): lambda w, at, own: replace(looking(w, at.scope, at.poll), scope=at.owner.own),
}
