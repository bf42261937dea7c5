"""The client's end of the wire: keeps what was sent, and answers what the app asks the client to do."""

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import flet as ft
import msgpack
from flet.messaging.connection import Connection
from flet.messaging.protocol import (
    InvokeMethodRequestBody,
    Message,
    MessageAction,
    RegisterClientResponseBody,
    configure_encode_object_for_msgpack,
    decode_ext_from_msgpack,
)
from flet.messaging.session import Session
from flet.pubsub.pubsub_hub import PubSubHub


@dataclass(frozen=True, slots=True)
class Sent:
    """One message as it left for the client."""

    action: MessageAction
    body: Any
    size: int
    at: float

    @property
    def text(self) -> str:
        """Return the decoded body as one string, to search for words that should not be there."""
        return repr(self.body)


@dataclass(frozen=True, slots=True)
class Call:
    """A method the app asked the client to run."""

    name: str
    args: dict[str, Any]


class FakeConnection(Connection):
    """A client that draws nothing, encodes everything, and answers calls from a table."""

    session: Session
    """Whose client this is; the harness sets it, because a session wants its connection first."""

    def __init__(self, answers: dict[str, Any]) -> None:
        super().__init__()
        self.sent: list[Sent] = []
        self.calls: list[Call] = []
        self.crash: str | None = None
        self._answers = answers
        self._tasks: set[asyncio.Task[None]] = set()

    def open(self) -> None:
        """Bind to the running loop; a test has one client to a hub, as each device has one process."""
        self.loop = asyncio.get_running_loop()
        self.executor = ThreadPoolExecutor(max_workers=2, thread_name_prefix="harness")
        self.pubsubhub = PubSubHub(loop=self.loop, executor=self.executor)
        self.page_url = "http://127.0.0.1/"

    def send_message(self, message: Message) -> None:
        """Encode as the real wire does (the encoder takes the snapshots that diffs need), and keep it."""
        encode = configure_encode_object_for_msgpack(ft.BaseControl)
        packed = msgpack.packb([message.action, message.body], default=encode)
        body = msgpack.unpackb(packed, ext_hook=decode_ext_from_msgpack, strict_map_key=False)[1]
        self.sent.append(Sent(message.action, body, len(packed), time.perf_counter()))
        if message.action is MessageAction.SESSION_CRASHED:
            self.crash = str(message.body.message)
        if message.action is MessageAction.INVOKE_METHOD:
            task = self.loop.create_task(self._answer(message.body))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    def register(self) -> None:
        """Greet the client, as the server does first: encoding the page is what later diffs start from."""
        body = RegisterClientResponseBody(self.session.id, self.session.get_page_patch(), "")
        self.send_message(Message(MessageAction.REGISTER_CLIENT, body))

    async def _answer(self, call: InvokeMethodRequestBody) -> None:
        self.calls.append(Call(call.name, call.args or {}))
        answer = self._answers.get(call.name)
        result = answer(call.args) if callable(answer) else answer
        self.session.handle_invoke_method_results(call.control_id, call.call_id, result, None)
        if call.name == "push_route":
            await self.arrive(call.args["route"])

    async def arrive(self, route: str) -> None:
        """Report a new address, whoever changed it."""
        page = self.session.page
        self.session.apply_page_patch({"route": route})
        await self.session.dispatch_event(page._i, "route_change", {"route": route})

    def dispose(self) -> None:
        """Forget nothing: the test still wants to read what was sent."""
