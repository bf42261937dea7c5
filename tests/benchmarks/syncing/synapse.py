"""matrix-synapse, with two people in one room."""

import hashlib
import hmac
import json
import secrets
import subprocess
from pathlib import Path
from typing import Any
from urllib.parse import quote

from syncing.processes import Process, free_port, installed
from syncing.wire import Line, Unexpected

SERVER = "bench.example"
SECRET, PASSWORD = "registration", "correct horse battery"
FREE = {"per_second": 1e6, "burst_count": 10**6}
TIMELINE = 1000
"""Events in one answer at most, so that nothing has to be asked for a second time."""
FILTER = quote(
    json.dumps(
        {
            "room": {
                "timeline": {"limit": TIMELINE},
                "ephemeral": {"not_types": ["*"]},
                "account_data": {"not_types": ["*"]},
            },
            "presence": {"not_types": ["*"]},
            "account_data": {"not_types": ["*"]},
        }
    )
)
"""What the listener asks for: messages, and nothing that would make it slower."""


class SynapseSender:
    """Sends events into the room."""

    def __init__(self, line: Line, room: str) -> None:
        self._line = line
        self._path = f"/_matrix/client/v3/rooms/{quote(room)}/send/m.room.message/"

    async def send(self, text: str) -> None:
        """Send one event."""
        said = {"msgtype": "m.text", "body": text}
        (await self._line.ask("PUT", self._path + secrets.token_hex(8), said)).json()

    def close(self) -> None:
        """Hang up."""
        self._line.close()


class SynapseListener:
    """Long polls, one after the other."""

    def __init__(self, line: Line, room: str) -> None:
        self._line, self._room = line, room
        self._since = ""

    async def hear(self) -> list[str]:
        """The texts that have come, as soon as there are any."""
        while True:
            since = f"&since={self._since}" if self._since else ""
            waiting = 30_000 if self._since else 0
            got = await self._line.get(f"/_matrix/client/v3/sync?timeout={waiting}&filter={FILTER}{since}")
            self._since = got["next_batch"]
            room = got.get("rooms", {}).get("join", {}).get(self._room)
            if since and room and room["timeline"]["limited"]:
                raise Unexpected("more events than fit in one answer")
            events = room["timeline"]["events"] if room else []
            texts = [event["content"]["body"] for event in events if event["type"] == "m.room.message"]
            if texts or not since:
                return texts

    def close(self) -> None:
        """Hang up."""
        self._line.close()


class Synapse:
    """Synapse on SQLite: no federation, no presence, no push rules, no limits of frequency."""

    def __init__(self) -> None:
        self.name = "Synapse"
        self.about = ""
        self.process: Process
        self._port = 0
        self._tokens: list[str] = []
        self._room = ""

    def prepare(self, folder: Path, cache: Path) -> None:
        """Write its configuration and keys."""
        folder.mkdir(parents=True)
        commands = installed("matrix-synapse", "synapse_homeserver", cache)
        asked = [commands / "python", "-c", "import synapse; print(synapse.__version__)"]
        told = subprocess.run(asked, check=True, capture_output=True, text=True).stdout.strip()
        self.about = f"{told}, SQLite, as it comes; presence, push, federation and rate limits off"
        self._port = free_port()
        written = folder / "homeserver.yaml"
        written.write_text(json.dumps(_configuration(folder, self._port)), "utf-8")
        (folder / "log.yaml").write_text(json.dumps({"version": 1, "root": {"level": "WARNING"}}), "utf-8")
        self._serving = [commands / "synapse_homeserver", "--config-path", written]
        subprocess.run([*self._serving, "--generate-keys"], check=True, capture_output=True, cwd=folder)
        self._folder = folder

    async def start(self) -> None:
        """Serve."""
        self.process = Process(self._serving, self._folder)
        line = Line(self._port)
        await self.process.ready(lambda: line.get("/_matrix/client/versions"))
        line.close()

    async def join_two(self) -> None:
        """Two accounts, and a room of both."""
        for number in range(2):
            self._tokens.append(await self._register(f"person{number}"))
        first, second = self._lines()
        asked = {"preset": "private_chat", "invite": [f"@person1:{SERVER}"], "name": "Splints"}
        self._room = (await first.post("/_matrix/client/v3/createRoom", asked))["room_id"]
        await second.post(f"/_matrix/client/v3/join/{quote(self._room)}", {})
        first.close()
        second.close()

    async def sender(self) -> SynapseSender:
        """A connection of the first of them."""
        return SynapseSender(self._lines()[0], self._room)

    async def listener(self) -> SynapseListener:
        """The device of the second, listening."""
        listener = SynapseListener(self._lines()[1], self._room)
        await listener.hear()
        return listener

    async def stop(self) -> None:
        """Stop it."""
        await self.process.end()

    def _lines(self) -> list[Line]:
        return [Line(self._port, f"Bearer {token}") for token in self._tokens]

    async def _register(self, name: str) -> str:
        line = Line(self._port)
        path = "/_synapse/admin/v1/register"
        nonce = (await line.get(path))["nonce"]
        said = "\0".join((nonce, name, PASSWORD, "notadmin")).encode()
        mac = hmac.new(SECRET.encode(), said, hashlib.sha1).hexdigest()
        asked = {"nonce": nonce, "username": name, "password": PASSWORD, "admin": False, "mac": mac}
        token = (await line.post(path, asked))["access_token"]
        line.close()
        return str(token)


def _configuration(folder: Path, port: int) -> dict[str, Any]:
    listener = {
        "port": port,
        "bind_addresses": ["127.0.0.1"],
        "type": "http",
        "tls": False,
        "resources": [{"names": ["client"], "compress": False}],
    }
    limits = ("rc_message", "rc_registration", "rc_admin_redaction", "rc_room_creation")
    return {
        "server_name": SERVER,
        "report_stats": False,
        "listeners": [listener],
        "database": {"name": "sqlite3", "args": {"database": str(folder / "homeserver.db")}},
        "log_config": str(folder / "log.yaml"),
        "media_store_path": str(folder / "media"),
        "signing_key_path": str(folder / "signing.key"),
        "pid_file": str(folder / "pid"),
        "registration_shared_secret": SECRET,
        "macaroon_secret_key": secrets.token_hex(),
        "form_secret": secrets.token_hex(),
        "trusted_key_servers": [],
        "filter_timeline_limit": TIMELINE,
        "presence": {"enabled": False},
        "push": {"enabled": False},
        "rc_login": {"address": FREE, "account": FREE, "failed_attempts": FREE},
        "rc_joins": {"local": FREE, "remote": FREE},
        "rc_invites": {"per_room": FREE, "per_user": FREE, "per_issuer": FREE},
        **{limit: FREE for limit in limits},
    }
