"""What the entrance's pages say, in the reader's language."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from gettext import NullTranslations
from pathlib import Path
from typing import Literal
from urllib.parse import parse_qs, urlencode

from jinja2 import Environment, FileSystemLoader, select_autoescape
from starlette.requests import Request
from starlette.responses import HTMLResponse

from app.domain.passwords import MAX_BYTES
from app.i18n.catalogs import Translator
from app.i18n.formats import Formatter
from app.i18n.languages import ENDONYMS, LANGUAGES, Language, negotiate, other
from app.server.troubles import Rejected
from app.ui import troubles

Page = Literal["sign-in", "join", "recover", "password", "codes", "leave"]

_NO_TROUBLE = "totp.needed"
"""Nothing went wrong: there is one step more."""
LANGUAGE = "setu_language"
"""The cookie that remembers which language was chosen before one signed in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One thing to type. A `type` of password never comes back filled in; `mode` is a phone's keyboard."""

    name: str
    label: str
    autocomplete: str
    type: str = "text"
    help: str = ""
    value: str = ""
    limit: int = 100
    mode: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Another way to go."""

    href: str
    label: str
    main: bool = False


class Pages:
    """The pages of one server, drawn from one template."""

    def __init__(self, catalogs: Mapping[Language, NullTranslations]) -> None:
        self._catalogs = catalogs
        here = FileSystemLoader(Path(__file__).parent)
        self._template = Environment(loader=here, autoescape=select_autoescape()).get_template(
            "entrance.html"
        )

    def show(
        self,
        request: Request,
        page: Page,
        *,
        typed: Mapping[str, str],
        why: Rejected | None = None,
        codes: Sequence[str] = (),
    ) -> HTMLResponse:
        """One page, with what was typed and why it did not do."""
        lang = reader_language(request)
        words = Translator(catalog=self._catalogs[lang], formatter=Formatter(lang, zone=dt.UTC))
        asked = {name: values[-1] for name, values in parse_qs(request.url.query).items()}
        told = self._template.render(
            **_said(page, words, typed),
            lang=lang,
            other=other(lang),
            endonym=ENDONYMS[other(lang)],
            switch=urlencode({**asked, "lang": other(lang)}),
            trouble=troubles.sentence(why.code, why.params, words) if why and why.code != _NO_TROUBLE else "",
            codes=codes,
        )
        response = HTMLResponse(told, why.status if why else 200, headers={"cache-control": "no-store"})
        if why and why.retry_after:
            response.headers["retry-after"] = str(why.retry_after)
        if "lang" in asked:
            response.set_cookie(LANGUAGE, lang, max_age=31_536_000, samesite="lax")
        return response


def reader_language(request: Request) -> Language:
    """The language chosen on this page, or before, or the browser's own."""
    chosen = request.query_params.get("lang") or request.cookies.get(LANGUAGE, "")
    if chosen in LANGUAGES:
        return chosen
    wanted = request.headers.get("accept-language", "").split(",")
    return negotiate(wanted)


def next_place(request: Request) -> str:
    """Where the person was going: a place of this site and of no other."""
    place = request.query_params.get("next", "/")
    plain = place.startswith("/") and not place.startswith(("//", "/\\")) and place.isprintable()
    return place if plain and "\\" not in place else "/"


def _said(page: Page, words: Translator, typed: Mapping[str, str]) -> dict[str, object]:
    return _SAID[page](words, typed)


def _login(words: Translator, typed: Mapping[str, str]) -> Field:
    said, value = words.t("Sign-in name"), typed.get("login", "")
    return Field(name="login", label=said, autocomplete="username", value=value, limit=40)


def _fresh_password(words: Translator) -> Field:
    return Field(
        name="password",
        label=words.t("New password"),
        autocomplete="new-password",
        type="password",
        help=words.t("At least 10 characters. A few words you remember are better than hard signs."),
        limit=MAX_BYTES,
    )


def _code(label: str, typed: Mapping[str, str], help: str = "") -> Field:
    value = typed.get("code", "")
    return Field(name="code", label=label, autocomplete="one-time-code", value=value, help=help, limit=40)


def _digits(words: Translator) -> Field:
    """Asked for once the server has said that they are needed; those typed before are over."""
    return Field(
        name="code",
        label=words.t("Six digits"),
        autocomplete="one-time-code",
        help=words.t(
            "From the authenticator app on your phone. Is the phone lost? Use a recovery code instead: "
            "choose “Forgot password?”."
        ),
        limit=12,
        mode="numeric",
    )


def _sign_in(words: Translator, typed: Mapping[str, str]) -> dict[str, object]:
    password = Field(
        name="password",
        label=words.t("Password"),
        autocomplete="current-password",
        type="password",
        limit=MAX_BYTES,
    )
    again = words.t("Now type your password once more, and the six digits that your phone shows.")
    return {
        "title": words.t("Sign in"),
        "lead": again if "code" in typed else "",
        "fields": [_login(words, typed), password, *([_digits(words)] if "code" in typed else [])],
        "button": words.t("Sign in"),
        "links": [
            Link(href="/join", label=words.t("I have an invite code")),
            Link(href="/recover", label=words.t("Forgot password?")),
        ],
        "note": words.t(
            "In the browser everything you write is kept on this server, drafts too, and whoever "
            "runs it could read it. The installed app keeps your own things on your device."
        ),
    }


def _join(words: Translator, typed: Mapping[str, str]) -> dict[str, object]:
    help = words.t("Twelve letters and digits. Capitals, spaces and hyphens make no difference.")
    return {
        "title": words.t("Join with an invite"),
        "lead": words.t("Choose a name and a password to sign in with next time."),
        "fields": [_code(words.t("Invite code"), typed, help), _login(words, typed), _fresh_password(words)],
        "button": words.t("Join"),
        "links": [Link(href="/sign-in", label=words.t("Sign in"))],
    }


def _recover(words: Translator, typed: Mapping[str, str]) -> dict[str, object]:
    code = _code(words.t("Recovery code"), typed)
    return {
        "title": words.t("Set a new password"),
        "lead": words.t("Use one of the recovery codes you wrote down. Each works once."),
        "fields": [_login(words, typed), code, _fresh_password(words)],
        "button": words.t("Set password"),
        "links": [Link(href="/sign-in", label=words.t("Sign in"))],
        "note": words.t("No codes left? Whoever looks after this server can help you come back."),
    }


def _password(words: Translator, typed: Mapping[str, str]) -> dict[str, object]:
    return {
        "title": words.t("Choose a name and a password"),
        "lead": words.t("You have joined. With these you sign in next time."),
        "fields": [_login(words, typed), _fresh_password(words)],
        "button": words.t("Set password"),
    }


def _codes(words: Translator, typed: Mapping[str, str]) -> dict[str, object]:
    return {
        "title": words.t("Your recovery codes"),
        "lead": words.t(
            "Write these down or print this page. If you forget your password, each of them lets you in "
            "once. They are not shown again."
        ),
        "links": [Link(href="/", label=words.t("I have written them down"), main=True)],
    }


def _leave(words: Translator, typed: Mapping[str, str]) -> dict[str, object]:
    return {
        "title": words.t("Sign out"),
        "lead": words.t("This browser will forget you. What you wrote stays with your account."),
        "button": words.t("Sign out"),
        "links": [Link(href="/", label=words.t("Back to Setu"))],
    }


_SAID: dict[Page, Callable[[Translator, Mapping[str, str]], dict[str, object]]] = {
    "sign-in": _sign_in,
    "join": _join,
    "recover": _recover,
    "password": _password,
    "codes": _codes,
    "leave": _leave,
}
