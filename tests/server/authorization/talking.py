"""What an actor may try in a conversation: words, requests, and how they keep it."""

from server.authorization.whereabouts import Attempt, others, put, talk
from server.talking import accepting, keeping

from app.domain.ids import inside

TALKING: dict[tuple[str, str], Attempt] = {
    ("dm.create", "owner"): lambda w, at, own: w.message(at.owner.person),
    ("dm.create", "nobody"): lambda w, at, own: w.message(w.new_id()),
    ("dm.create", "a student"): lambda w, at, own: w.message(at.student.person),
    ("dm.create", "others' talk"): lambda w, at, own: w.write(
        others(at), "dm", "create", args={"e": 0, "b": {"text": "Hi"}, "to": at.owner.person}
    ),
    ("request.accept", "to me"): lambda w, at, own: accepting(w, own.asker or at.shy.person),
    ("request.accept", "own"): lambda w, at, own: accepting(w, at.owner.person),
    ("request.accept", "others' talk"): lambda w, at, own: w.write(
        others(at), "request", "accept", inside(others(at))
    ),
    ("request.accept", "nowhere"): lambda w, at, own: accepting(w, at.shy.person),
    ("talk.set", "talk"): lambda w, at, own: keeping(w, at.owner.person, declined=True),
    ("talk.set", "others' talk"): lambda w, at, own: put(w, w.own, "talk", others(at), muted=True),
    ("talk.set", "another's"): lambda w, at, own: put(w, at.owner.own, "talk", talk(w, at), muted=True),
    ("talk.set", "circle"): lambda w, at, own: put(w, w.own, "talk", at.scope, muted=True),
    ("request.create", "talk"): lambda w, at, own: w.write(talk(w, at), "request", "create"),
    ("request.set", "talk"): lambda w, at, own: put(
        w, talk(w, at), "request", inside(talk(w, at)), state="open"
    ),
    ("receipt.set", "talk"): lambda w, at, own: put(w, talk(w, at), "receipt", w.person, on=True),
    ("receipt.set", "for another"): lambda w, at, own: put(
        w, talk(w, at), "receipt", at.owner.person, on=True
    ),
    ("receipt.set", "others' talk"): lambda w, at, own: put(w, others(at), "receipt", w.person, on=True),
    ("receipt.set", "group"): lambda w, at, own: put(w, at.group, "receipt", w.person, on=True),
}
"""Operation and place."""
