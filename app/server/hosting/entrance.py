"""The entrance: plain pages for signing in, joining, recovering and leaving, in both languages.

They need no script and weigh a few kilobytes, so that somebody with a weak signal finds out that they
mistyped before the app itself is loaded. What was typed comes back with the reason, all but passwords.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect, Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from app.server.accounts.devices import Caller, Device
from app.server.database.migrating import store_of
from app.server.doors.answers import ANSWERS
from app.server.doors.identity import Identity
from app.server.doors.throttle import Throttle
from app.server.home import Home
from app.server.hosting.pages import Page, Pages, next_place
from app.server.hosting.sessions import Cookies, Pending
from app.server.maintenance import require_open
from app.server.troubles import Rejected
from app.sync import accounts as a

MOST_BYTES = 4_096
"""Of a form: names, codes and passwords are short."""
_PATIENCE_S = 15

Typed = Mapping[str, str]


class Entrance:
    """The pages before the app, around one open home."""

    def __init__(
        self, home: Home, identity: Identity, throttle: Throttle, pages: Pages, cookies: Cookies
    ) -> None:
        self._home = home
        self._identity = identity
        self._throttle = throttle
        self._pages = pages
        self._cookies = cookies
        self._secret = ""

    def routes(self) -> list[Route]:
        """Where the pages are."""
        steps: dict[Page, Callable[[Request, Typed], Awaitable[Response]]] = {
            "sign-in": self._sign_in,
            "join": self._join,
            "recover": self._recover,
            "password": self._password,
            "leave": self._leave,
        }
        return [
            Route(f"/{page}", self._page(page, step), methods=["GET", "POST"]) for page, step in steps.items()
        ]

    def _page(
        self, page: Page, step: Callable[[Request, Typed], Awaitable[Response]]
    ) -> Callable[[Request], Awaitable[Response]]:
        async def answer(request: Request) -> Response:
            if request.method != "POST":
                return await self._show(request, page)
            typed: Typed = {}
            try:
                typed = await _typed(request)
                return await step(request, typed)
            except Rejected as why:
                asked = {"code": ""} if why.code.startswith("totp.") else {}
                return await self._show(request, page, typed={**typed, **asked}, why=why)

        return answer

    async def _show(
        self, request: Request, page: Page, *, typed: Typed | None = None, why: Rejected | None = None
    ) -> Response:
        device = await self._cookies.signed_in(self._identity, request)
        if page in ("sign-in", "join", "recover") and device:
            return RedirectResponse(next_place(request), 303)
        if page in ("password", "leave") and not device:
            return RedirectResponse("/sign-in", 303)
        response = self._pages.show(request, page, typed=typed or {}, why=why)
        if page in ("sign-in", "join", "recover"):
            self._cookies.promise(request, response, await self._pending(request))
        return response

    async def _pending(self, request: Request) -> Pending:
        """The device this browser will be."""
        self._secret = self._secret or await self._home.read(store_of)
        return self._cookies.pending(request, self._secret)

    # What each form does

    async def _sign_in(self, request: Request, typed: Typed) -> Response:
        kept = await self._pending(request)
        asked = a.SignIn(
            login=typed.get("login", ""),
            password=typed.get("password", ""),
            device=kept.device,
            token=kept.token,
            name=_browser(request),
            code=typed.get("code", ""),
        )
        await self._ask("/v1/signin", asked, request)
        return self._welcome(request, kept)

    async def _join(self, request: Request, typed: Typed) -> Response:
        """An invite becomes an account; then it gets its name and password, on the next page if need be."""
        kept = await self._pending(request)
        asked = a.Join(
            code=typed.get("code", ""),
            person=kept.device,  # the account is called after the browser that opened it: a fresh id
            device=kept.device,
            token=kept.token,
            name=_browser(request),
        )
        await self._ask("/v1/join", asked, request)
        device = await self._identity.known(kept.token)
        try:
            response = await self._set_password(request, typed, device)
        except Rejected as why:
            response = self._pages.show(request, "password", typed=typed, why=why)
        self._cookies.let_in(request, response, kept)
        return response

    async def _recover(self, request: Request, typed: Typed) -> Response:
        kept = await self._pending(request)
        asked = a.Recover(
            login=typed.get("login", ""),
            code=typed.get("code", ""),
            password=typed.get("password", ""),
            device=kept.device,
            token=kept.token,
            name=_browser(request),
        )
        await self._ask("/v1/recover", asked, request)
        return self._welcome(request, kept)

    async def _password(self, request: Request, typed: Typed) -> Response:
        device = await self._cookies.signed_in(self._identity, request)
        if device is None:
            return RedirectResponse("/sign-in", 303)
        return await self._set_password(request, typed, device)

    async def _set_password(self, request: Request, typed: Typed, device: Device) -> Response:
        asked = a.SetPassword(
            login=typed.get("login", ""), password=typed.get("password", ""), old=typed.get("old", "")
        )
        told: a.Recovery = await self._ask("/v1/password", asked, request, device)
        return self._pages.show(request, "codes", typed={}, codes=told.codes)

    async def _leave(self, request: Request, typed: Typed) -> Response:
        device = await self._cookies.signed_in(self._identity, request)
        if device:
            await self._ask("/v1/devices/remove", a.RemoveDevice(device=device.id), request, device)
        response = RedirectResponse("/sign-in", 303)
        self._cookies.show_out(request, response)
        return response

    async def _ask(self, path: str, asked: Any, request: Request, device: Device | None = None) -> Any:
        """Ask as any device would, with the same limits."""
        address = request.client.host if request.client else ""
        with self._throttle.at(path, device.person if device else "", address):
            if self._home.maintenance:
                require_open(path, device.role if device else "")
            caller = Caller(device=device or Device("", ""), address=address)
            return await ANSWERS[type(asked)](self._home, caller, asked)

    def _welcome(self, request: Request, kept: Pending) -> Response:
        response = RedirectResponse(next_place(request), 303)
        self._cookies.let_in(request, response, kept)
        return response


async def _typed(request: Request) -> Typed:
    """What was typed into a form; raises 400, or 413 for far too much."""
    body = bytearray()
    try:
        async with asyncio.timeout(_PATIENCE_S):
            async for chunk in request.stream():
                body += chunk
                if len(body) > MOST_BYTES:
                    raise Rejected(413, "too.large", limit=MOST_BYTES)
        return dict(parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=10))
    except TimeoutError:
        raise Rejected(408, "request.slow") from None
    except (ValueError, ClientDisconnect):
        raise Rejected(400, "request.wrong") from None


def _browser(request: Request) -> str:
    """What the list of devices will call this browser."""
    agent = request.headers.get("user-agent", "")
    kinds = (("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"))
    systems = (("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"))
    name = next((said for mark, said in (*kinds, ("Safari/", "Safari")) if mark in agent), "Browser")
    where = next((said for mark, said in (*systems, ("Mac", "Mac"), ("Linux", "Linux")) if mark in agent), "")
    return f"{name}, {where}" if where else name
