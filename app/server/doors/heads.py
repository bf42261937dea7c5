"""Requests whose head never ends: uvicorn's quick parser would collect it for as long as it comes."""

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

MAX_HEAD = 16_384
"""Bytes of the first line and the headers of a request together."""


class BoundedHead(HttpToolsProtocol):
    """The same protocol, which answers 400 and hangs up when a head is longer than it may be."""

    _in_head = True
    _head = 0

    def data_received(self, data: bytes) -> None:
        """Weigh what comes while the head is not complete."""
        if self._in_head:
            self._head += len(data)
        super().data_received(data)
        if self._in_head and self._head > MAX_HEAD:
            self.send_400_response("Too long a head.")

    def on_headers_complete(self) -> None:
        """Weigh the head that came in few pieces, before anything is done about it."""
        self._in_head, self._head = False, 0
        if len(self.url) + sum(len(name) + len(value) + 4 for name, value in self.headers) > MAX_HEAD:
            raise ValueError("too long a head")  # the parser makes a bad request of it
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """The next thing to come is a head again."""
        super().on_message_complete()
        self._in_head, self._head = True, 0
