"""Whatever goes wrong on the way to a server is one of three kinds of trouble, and says what it was."""

import asyncio
import socket

import httpx
import pytest
from sync.fakes import ADDRESS, EPOCH, Script, pulled
from sync.nets import Ticker, stream

from app.domain.errors import Misunderstood, SyncTrouble, Unreachable, Unwelcome
from app.sync.accounts import Invite, Join
from app.sync.client import Client, make_client
from app.sync.protocol import Pull, Push

PULL = Pull(epoch=EPOCH, req="r", cur={})
STRANGE = {
    "code": "request.wrong",
    "params": {"a": [1], "code": "x", "self": "y", "retry_after": "soon", "b": 2},
}
HTML = httpx.Response(200, html="<h1>হাসপাতালের ওয়াই-ফাই</h1>")


def trouble(status: int, code: str = "", headers: dict[str, str] | None = None, **params) -> httpx.Response:
    if not code:
        return httpx.Response(status, html="<h1>oh</h1>", headers=headers)
    return httpx.Response(status, json={"code": code, "params": params}, headers=headers)


async def pull_answered_by(answer) -> SyncTrouble:
    client = Client(ADDRESS, "t", transport=Script(("pull", answer)))
    with pytest.raises(SyncTrouble) as caught:
        await client.pull(PULL)
    return caught.value


LATER = {"retry-after": "7"}
ON_A_DAY = {"retry-after": "Wed, 21 Oct 2026 07:28:00 GMT"}
AWAY, NO_SETU = (Unreachable, "server.unreachable", {}), (Misunderstood, "server.not_setu", {})
BUSY, TOO_OLD = (Unreachable, "server.busy", {}), (Misunderstood, "server.upgrade", {"min": 2})
CASES = {
    "no network": (httpx.ConnectError("no route"), *AWAY),
    "the server hangs up": (httpx.RemoteProtocolError("hung up"), *AWAY),
    "nobody picks up": (httpx.ConnectTimeout("…"), *AWAY),
    "no answer in time": (httpx.ReadTimeout("…"), *AWAY),
    "no trust": (httpx.ConnectError("CERTIFICATE_VERIFY_FAILED"), Unreachable, "server.certificate", {}),
    "a guest network's page": (HTML, *NO_SETU),
    "a redirection": (httpx.Response(302, headers={"location": "https://login.example"}), *NO_SETU),
    "another service's JSON": (httpx.Response(200, json={"hello": 1}), *NO_SETU),
    "a list": (httpx.Response(200, json=[]), *NO_SETU),
    "half a reply": (httpx.Response(200, content=b'{"epoch": "e'), *NO_SETU),
    "bytes of no language": (httpx.Response(200, content=b"\xff\xfe\x00"), *NO_SETU),
    "a bottomless pit": (httpx.Response(200, content=b"[" * 200_000), *NO_SETU),
    "nothing at all": (httpx.Response(204), *NO_SETU),
    "a page that is not there": (trouble(404), *NO_SETU),
    "a proxy that wants a password": (trouble(401), *NO_SETU),
    "a server in pieces": (trouble(500), *BUSY),
    "a proxy without its server": (trouble(502), *BUSY),
    "a busy server": (trouble(503, "server.busy", LATER), Unreachable, "server.busy", {"retry_after": 7}),
    "too much at once": (trouble(429, "slow.down", LATER), Unreachable, "slow.down", {"retry_after": 7}),
    "too much, says a proxy": (trouble(429, "", ON_A_DAY), *BUSY),
    "too slow for it": (trouble(408, "request.slow"), Unreachable, "request.slow", {}),
    "a token it does not know": (trouble(401, "token.unknown"), Unwelcome, "token.unknown", {}),
    "an invite used up": (trouble(403, "invite.used"), Unwelcome, "invite.used", {}),
    "another history": (trouble(409, "epoch", epoch="e2"), Unwelcome, "epoch", {"epoch": "e2"}),
    "too large": (trouble(413, "too.large", limit=9), Unwelcome, "too.large", {"limit": 9}),
    "strange parameters": (httpx.Response(400, json=STRANGE), Unwelcome, "request.wrong", {"b": 2}),
    "a newer protocol": (trouble(426, "upgrade", min=2), *TOO_OLD),
    "an older server": (trouble(426, "server.behind", max=1), Misunderstood, "server.behind", {"max": 1}),
    "a newer protocol, says a page": (trouble(426), Misunderstood, "server.upgrade", {}),
}


@pytest.mark.parametrize(("answer", "kind", "code", "params"), CASES.values(), ids=CASES)
async def test_a_failure_is_sorted(answer, kind, code, params):
    why = await pull_answered_by(answer)
    assert (type(why), why.code, why.params) == (kind, code, params)


async def test_a_connection_that_is_refused_is_a_server_out_of_reach():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound, but nobody listens
        async with Client(f"http://127.0.0.1:{taken.getsockname()[1]}", "t") as client:
            for asking in (client.pull(PULL), anext(client.live()), client.ask(Invite())):
                with pytest.raises(Unreachable, match=r"server\.unreachable"):
                    await asking


async def test_a_server_that_speaks_no_http_is_out_of_reach():
    async def babble(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 mail.example ESMTP\r\n")
        await writer.drain()
        writer.close()

    async with await asyncio.start_server(babble, "127.0.0.1", 0) as server:
        client = Client(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", "t")
        with pytest.raises(Unreachable):
            await client.push(Push(epoch="", mutations=[]))
        await client.__aexit__(None, None, None)


def test_an_address_that_is_none_is_not_a_setu_server():
    with pytest.raises(Misunderstood, match=r"server\.not_setu"):
        Client("https://setu.example.org:port", "t")


async def test_the_token_travels_in_a_header_and_nowhere_else():
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(401, json={"code": "token.unknown", "params": {}})

    client = Client(ADDRESS, "secret", transport=httpx.MockTransport(answer))
    for asking in (client.pull(PULL), anext(client.live())):
        with pytest.raises(Unwelcome, match=r"token\.unknown"):
            await asking
    for request in seen:
        assert request.headers["authorization"] == "Bearer secret"
        assert "secret" not in str(request.url)


async def test_who_has_no_token_yet_sends_none():
    assert "authorization" not in make_client(ADDRESS).headers
    server = Script(("join", {"person": "p", "epoch": EPOCH, "now": 5}))
    joined = await Client(ADDRESS, transport=server).join(Join(code="C", person="p", device="d", token="t"))
    assert (joined.person, server.heard[0]["code"]) == ("p", "C")


async def test_a_reply_may_say_more_than_this_version_knows():
    answer = pulled()
    client = Client(ADDRESS, "t", transport=Script(("pull", lambda body: answer(body) | {"moon": "full"})))
    assert (await client.pull(PULL)).req == "r"


async def test_the_live_channel_passes_on_what_it_hears():
    ticker = Ticker()
    ticker.say("poke", **{"c.1": 7})
    ticker.words.put_nowait(None)
    client = Client(ADDRESS, "t", transport=Script(("live", stream(ticker))))
    heard = [event async for event in client.live()]
    assert [(event.name, event.data) for event in heard] == [
        ("hello", {"epoch": "e1", "hub": "h"}),
        ("poke", {"c.1": 7}),
    ]
    assert ticker.closed


@pytest.mark.parametrize(
    "words", [b"data: moo\n\n", b"data: [1]\n\n", b"event: tune\ndata: " + b"[" * 100_000 + b"\n\n"]
)
async def test_an_event_of_an_unknown_kind_says_nothing(words):
    answer = httpx.Response(200, headers={"content-type": "text/event-stream"}, content=words)
    client = Client(ADDRESS, "t", transport=Script(("live", answer)))
    assert [event.data async for event in client.live()] == [{}]


@pytest.mark.parametrize(
    ("answer", "kind"),
    [(HTML, Misunderstood), (trouble(503), Unreachable), (httpx.ReadTimeout("silence"), Unreachable)],
)
async def test_a_live_channel_that_is_none_is_told_in_the_same_way(answer, kind):
    client = Client(ADDRESS, "t", transport=Script(("live", answer)))
    with pytest.raises(kind):
        await anext(client.live())


async def test_leaving_the_live_channel_closes_it():
    ticker = Ticker()
    events = Client(ADDRESS, "t", transport=Script(("live", stream(ticker)))).live()
    await anext(events)
    await events.aclose()
    assert ticker.closed
