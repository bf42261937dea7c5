"""What people write to each other: posts, replies, prompts, answers and messages, as they are read."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.arranging import FROM
from app.domain.bilingual import Bilingual
from app.domain.cases import NO_CASE, Case
from app.domain.cleaning import clean
from app.domain.editing import EDITED
from app.domain.ids import is_uuid7
from app.domain.links import Link, link
from app.domain.peers import VOICE
from app.domain.prompting import read_choices
from app.domain.records import Delivery, Reason, Record
from app.domain.sharing import Origin
from app.domain.traces import TAKEN


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What every piece of writing has. `when` is in milliseconds; `order` is its place in its list."""

    id: str
    scope: str
    by: str
    when: int
    order: int
    delivery: Delivery
    why: Reason | None
    body: str
    lang: str
    voice: int | None = None
    """In a peer-support circle: which voice of its thread said it; 0 began the thread."""
    taken: str = ""
    """Whose doing it was that the words are gone (see `traces`), if they are."""
    edited: int = 0
    """When its author last put it right, in milliseconds; 0 for never."""


def _common(record: Record) -> dict[str, object]:
    values = record.values
    return {
        "id": record.id,
        "scope": record.scope,
        "by": record.by,
        "when": record.when,
        "order": record.order,
        "delivery": record.delivery,
        "why": record.why,
        "body": str(values.get("body", "")),
        "lang": str(values.get("lang", "und")),
        "voice": values.get(VOICE),
        "taken": str(values.get(TAKEN, "")),
        "edited": int(values.get(EDITED, 0)),
    }


TOPIC = "topic"
"""The tab of a post that does not say where it is, as `thread_of` has it."""
_OF_A_POST = {"tab": "tab", "title": "title", "came_from": FROM}


@dataclass(frozen=True, slots=True, kw_only=True)
class Post(Written):
    """A topic or a question in a circle."""

    tab: str
    title: str
    came_from: str = ""
    """The post to which it was a reply at first."""
    case: Case = NO_CASE
    """Of a question what it tells of a client, if it does."""
    origin: Origin | None = None
    """The circle it was written in, where that is another."""

    @classmethod
    def of(cls, record: Record) -> "Post":
        """The post that a `post` record tells of."""
        told = {name: str(record.values.get(field, "")) for name, field in _OF_A_POST.items()}
        told["tab"] = told["tab"] or TOPIC  # of what was withdrawn, an edit that was refused may be left
        origin = Origin.read(record.values)
        return cls(**_common(record), **told, case=Case.of(record.values), origin=origin)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply(Written):
    """A reply to a post, or an answer to a prompt; `to` is the id of either."""

    to: str

    @classmethod
    def of(cls, record: Record) -> "Reply":
        """The reply that a `reply` or `answer` record tells of."""
        values = record.values
        return cls(**_common(record), to=str(values.get("post") or values.get("prompt") or ""))  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt(Written):
    """A learning prompt: one question of a leader's, in both languages, one of which may still be missing.

    `due` is until when it is best answered, in milliseconds, and 0 where nobody said so; `link` what to read
    first; `choices` are those of its poll, and `summary` is what a leader says came of it.
    """

    text: Bilingual
    due: int = 0
    choices: tuple[Bilingual, ...] = ()
    link: Link | None = None
    summary: Bilingual

    @classmethod
    def of(cls, record: Record) -> "Prompt":
        """The prompt that a `prompt` record tells of."""
        values = record.values
        return cls(
            **_common(record),  # type: ignore[arg-type]
            text=Bilingual.read(values, "text"),
            due=int(values.get("due", 0)),
            choices=read_choices(values),
            summary=Bilingual.read(values, "summary"),
            link=link(str(values.get("link", ""))),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Message(Written):
    """One message between two people; `re` is the id of the one it answers, if it answers one."""

    re: str = ""

    @classmethod
    def of(cls, record: Record) -> "Message":
        """The message that a `dm` record tells of. Its words lie in an envelope that the server never opens,
        so they are cleaned here, where they are read."""
        sealed = record.values.get("b")
        envelope = sealed if isinstance(sealed, Mapping) else {}
        common = _common(record) | {
            "body": clean(str(envelope.get("text", ""))),
            "lang": str(envelope.get("lang", "und")),
            "re": answers if is_uuid7(answers := str(envelope.get("re", ""))) else "",
        }
        return cls(**common)  # type: ignore[arg-type]
