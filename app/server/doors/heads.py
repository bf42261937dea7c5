"""Requests that never come to an end: uvicorn's quick parser would wait for them, and collect what comes."""

from asyncio import TimerHandle, Transport

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

MAX_HEAD = 16_384
"""Bytes of the first line and the headers of a request together."""
PATIENCE_S = 15.0
"""For so long a head may be on its way, or the rest of a request that was answered before it was whole."""


class BoundedHead(HttpToolsProtocol):
    """The same protocol, which answers 400 and hangs up when a head is longer than it may be.

    It also hangs up on who says nothing, or says it so slowly that a few thousand of them take all the
    connections there may be.
    """

    _in_head = True
    _head = 0
    _late: TimerHandle | None = None

    def connection_made(self, transport: Transport) -> None:  # type: ignore[override]
        """Begin to wait for the first head."""
        super().connection_made(transport)
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing is waited for any more."""
        self._came()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Weigh what comes while the head is not complete."""
        if self._in_head:
            self._head += len(data)
        super().data_received(data)
        if self._in_head and self._head > MAX_HEAD:
            self.send_400_response("Too long a head.")
        answered = self.cycle is not None and self.cycle.response_complete
        if self._late is None and (self._head if self._in_head else answered):
            self._wait()

    def on_headers_complete(self) -> None:
        """Weigh the head that came in few pieces, before anything is done about it."""
        self._came()
        self._in_head, self._head = False, 0
        if len(self.url) + sum(len(name) + len(value) + 4 for name, value in self.headers) > MAX_HEAD:
            raise ValueError("too long a head")  # the parser makes a bad request of it
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """The next thing to come is a head again."""
        self._came()
        super().on_message_complete()
        self._in_head, self._head = True, 0

    def _wait(self) -> None:
        self._late = self.loop.call_later(PATIENCE_S, self._hang_up)

    def _came(self) -> None:
        if self._late is not None:
            self._late.cancel()
            self._late = None

    def _hang_up(self) -> None:
        self._late = None
        if not self.transport.is_closing():
            self.transport.close()
