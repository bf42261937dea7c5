"""The plain pages before the app: they let in who has a right to come in, and lose nothing that was typed."""

import re

import pyotp
import pytest
from server.hosting.windows import Browser, hosted
from starlette.requests import HTTPConnection, Request

from app.server import maintenance
from app.server.accounts import second_step
from app.server.hosting.pages import next_place
from app.server.hosting.sessions import AT_THE_DOOR, LONG_S, RENAMED_MS, SIGNED_IN, Cookies

PASSWORD = "three quiet herons"


@pytest.fixture
async def server(tmp_path):
    async with hosted(tmp_path) as started:
        yield started


async def joined(server, login="nasrin"):
    """Somebody who came in through the form, with their recovery codes."""
    browser = Browser(server)
    await browser.http.get("/join")
    reply = await browser.http.post(
        "/join", data={"code": await server.invite(), "login": login, "password": PASSWORD}
    )
    assert reply.status_code == 200, reply.text
    return browser, re.findall(r"<code>([^<]+)</code>", reply.text)


async def test_an_invite_a_name_and_a_password_make_an_account(server):
    nasrin, codes = await joined(server)
    assert len(set(codes)) == 10
    assert (await nasrin.http.get("/")).status_code == 200


async def test_a_name_and_a_password_let_another_browser_in_and_lead_to_where_one_was_going(server):
    await joined(server)
    phone = Browser(server)
    await phone.http.get("/sign-in?next=/circles")
    reply = await phone.http.post("/sign-in?next=/circles", data={"login": "Nasrin", "password": PASSWORD})
    assert (reply.status_code, reply.headers["location"]) == (303, "/circles")
    assert SIGNED_IN in phone.http.cookies
    assert AT_THE_DOOR not in phone.http.cookies


async def test_a_wrong_password_gives_back_the_name_and_never_the_password(server):
    await joined(server)
    reply = await Browser(server).http.post(
        "/sign-in?lang=bn", data={"login": "nasrin", "password": "sunlit wrong words"}
    )
    assert reply.status_code == 403
    assert 'value="nasrin"' in reply.text
    assert "sunlit wrong words" not in reply.text
    assert 'role="alert"' in reply.text
    assert '<html lang="bn">' in reply.text


async def test_a_browser_is_asked_for_the_digits_of_ones_phone(server):
    nasrin, _ = await joined(server)
    (device,) = await server.home.read(
        lambda connection: connection.execute("SELECT id, person_id FROM device").fetchall()
    )
    digits = pyotp.TOTP(await set_up(server, device[1]))
    phone = Browser(server)
    form = {"login": "nasrin", "password": PASSWORD}
    assert 'name="code"' not in (await phone.http.get("/sign-in")).text
    assert 'name="code"' not in (await phone.http.post("/sign-in", data=form | {"password": "x"})).text
    reply = await phone.http.post("/sign-in", data=form)
    assert (reply.status_code, SIGNED_IN in phone.http.cookies) == (409, False)
    assert re.search(r'name="code"[^>]* value=""[^>]* inputmode="numeric"', reply.text)
    assert 'value="nasrin"' in reply.text
    assert "Now type your password once more" in reply.text
    assert 'role="alert"' not in reply.text
    assert PASSWORD not in reply.text
    wrong = await phone.http.post("/sign-in", data=form | {"code": "12345"})
    assert "check the clock of your phone" in wrong.text
    assert "12345" not in wrong.text
    shown = digits.now().translate(str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯"))
    assert (await phone.http.post("/sign-in", data=form | {"code": shown})).status_code == 303
    assert SIGNED_IN in phone.http.cookies
    assert (await nasrin.http.get("/")).status_code == 200


async def set_up(server, person):
    """The secret of the second step of this person."""

    def on(ledger):
        secret = second_step.new_secret(ledger, person)
        second_step.turn_on(ledger, person, 1)
        return secret

    return await server.home.write(on)


async def test_what_was_typed_cannot_become_part_of_the_page(server):
    reply = await Browser(server).http.post(
        "/sign-in", data={"login": '"><script>alert(1)</script>', "password": "x" * 12}
    )
    assert "<script>" not in reply.text


async def test_the_same_form_sent_twice_after_a_lost_answer_is_one_joining(server):
    browser = Browser(server)
    await browser.http.get("/join")
    at_the_door = browser.http.cookies[AT_THE_DOOR]
    form = {"code": await server.invite(), "login": "nasrin", "password": PASSWORD}
    await browser.http.post("/join", data=form)
    browser.http.cookies.clear()  # the answer, with its cookie, never came
    browser.http.cookies.set(AT_THE_DOOR, at_the_door)
    again = await browser.http.post("/join", data=form)
    assert SIGNED_IN in browser.http.cookies
    assert again.status_code in (200, 303, 403)
    assert (await browser.http.get("/")).status_code == 200


async def test_a_name_that_will_not_do_can_be_chosen_anew_without_losing_the_invite(server):
    browser = Browser(server)
    await browser.http.get("/join")
    reply = await browser.http.post(
        "/join", data={"code": await server.invite(), "login": "admin", "password": PASSWORD}
    )
    assert 'role="alert"' in reply.text
    assert SIGNED_IN in browser.http.cookies
    reply = await browser.http.post("/password", data={"login": "nasrin", "password": PASSWORD})
    assert len(re.findall(r"<code>", reply.text)) == 10


async def test_a_recovery_code_lets_one_in_once_with_a_new_password(server):
    _, codes = await joined(server)
    form = {"login": "nasrin", "code": codes[0], "password": "four new bridges"}
    fresh, thief = Browser(server), Browser(server)
    await fresh.http.get("/recover")
    assert (await fresh.http.post("/recover", data=form)).status_code == 303
    assert (await thief.http.post("/recover", data=form)).status_code == 403


async def test_signing_out_makes_the_cookie_worthless(server):
    nasrin, _ = await joined(server)
    kept = nasrin.http.cookies[SIGNED_IN]
    assert (await nasrin.http.post("/leave")).headers["location"] == "/sign-in"
    nasrin.http.cookies.set(SIGNED_IN, kept)
    assert (await nasrin.http.get("/")).status_code == 303


async def test_what_lay_in_the_browser_before_one_came_in_opens_nothing_afterwards(server):
    """Who was at this shared computer before may have read the cookie, or put their own there."""
    _, _ = await joined(server)
    browser, thief = Browser(server), Browser(server)
    await browser.http.get("/sign-in")
    seen = browser.http.cookies[AT_THE_DOOR]
    reply = await browser.http.post("/sign-in", data={"login": "nasrin", "password": PASSWORD})
    assert reply.status_code == 303
    assert (await browser.http.get("/")).status_code == 200
    for stolen in (seen, seen.partition(".")[2]):
        thief.http.cookies.set(SIGNED_IN, stolen)
        assert (await thief.http.get("/")).status_code == 303
        reply = await thief.http.post(
            "/v1/devices", json={}, headers={"authorization": f"Bearer {seen.partition('.')[2]}"}
        )
        assert reply.status_code == 401
    thief.http.cookies.clear()
    thief.http.cookies.set(AT_THE_DOOR, seen)
    wrong = {"login": "nasrin", "password": "not the password"}
    assert (await thief.http.post("/sign-in", data=wrong)).status_code == 403
    assert SIGNED_IN not in thief.http.cookies


async def test_a_cookie_that_nobody_gave_is_replaced(server):
    await joined(server)
    browser = Browser(server)
    browser.http.cookies.set(AT_THE_DOOR, "not-an-id.x")
    form = {"login": "nasrin", "password": PASSWORD}
    assert (await browser.http.post("/sign-in", data=form)).status_code == 303


@pytest.mark.parametrize("page", ["sign-in", "join", "recover", "password", "leave"])
async def test_no_browser_keeps_a_page_with_a_name_or_codes_on_it(server, page):
    nasrin, _ = await joined(server)
    reply = await (nasrin if page in ("password", "leave") else Browser(server)).http.get(f"/{page}")
    assert (reply.status_code, reply.headers["cache-control"]) == (200, "no-store")


async def test_nobody_joins_by_browser_either_while_a_restore_waits_to_be_confirmed(server):
    code, browser = await server.invite(), Browser(server)
    await server.home.write(
        lambda ledger: ledger.connection.execute("UPDATE meta SET restored_at = ?", (ledger.now_ms,))
    )
    server.home.maintenance = True
    form = {"code": code, "login": "nasrin", "password": PASSWORD}
    assert (await browser.http.post("/join", data=form)).status_code == 503
    await server.home.write(maintenance.confirm)
    server.home.maintenance = False
    assert (await browser.http.post("/join", data=form)).status_code == 200


async def test_a_cookie_given_over_tls_travels_over_tls_only(server):
    """A proxy on this machine is believed when it says how one came."""
    encrypted = {"x-forwarded-proto": "https", "x-forwarded-for": "203.0.113.7"}
    for headers, secure in (({}, False), (encrypted, True)):
        reply = await Browser(server).http.get("/sign-in", headers=headers)
        assert ("secure" in reply.headers["set-cookie"].lower()) is secure


OVER_TLS = {"x-forwarded-proto": "https", "x-forwarded-for": "203.0.113.7"}


def given(reply):
    """The cookies of an answer, each with all that is said about it."""
    return dict(line.split("=", 1) for line in reply.headers.get_list("set-cookie"))


async def test_over_tls_a_cookie_belongs_to_this_very_host(server):
    browser = Browser(server)
    told = given(await browser.http.get("/sign-in", headers=OVER_TLS))
    assert set(told) == {"__Host-setu_door"}
    said = told["__Host-setu_door"].lower()
    assert "secure" in said
    assert "path=/" in said
    assert "domain" not in said
    assert set(given(await Browser(server).http.get("/sign-in"))) == {"setu_door"}


async def test_a_session_from_before_the_new_name_goes_on_and_changes_its_name(server):
    nasrin = await Browser(server).join()
    reply = await nasrin.http.get("/", headers=OVER_TLS)
    assert reply.status_code == 200
    told = given(reply)
    assert told["__Host-setu_session"].startswith(nasrin.token)
    assert told["setu_session"].startswith('""')
    nasrin.http.cookies.clear()
    again = {"cookie": f"__Host-setu_session={nasrin.token}", **OVER_TLS}
    reply = await nasrin.http.get("/", headers=again)
    assert (reply.status_code, given(reply)) == (200, {})
    out = await nasrin.http.post("/leave", headers=again)
    assert (out.status_code, set(given(out))) == (303, {"setu_session", "__Host-setu_session"})


async def test_a_plain_cookie_beside_the_new_one_says_nothing(server):
    """A neighbour of the same domain could have put it there."""
    nasrin, evil = await Browser(server).join(), await Browser(server).join()
    nasrin.http.cookies.clear()
    both = {"cookie": f"setu_session={evil.token}; __Host-setu_session={nasrin.token}", **OVER_TLS}
    await nasrin.http.post("/leave", headers=both)
    assert (await evil.http.get("/")).status_code == 200
    assert (await nasrin.http.get("/", headers=both)).status_code == 303


async def test_half_a_year_later_old_names_are_taken_no_more():
    secure, plain = Cookies(lambda: RENAMED_MS + LONG_S * 1000 + 1, secure=True), ("setu_session", "t" * 43)
    scope = {"type": "http", "headers": [(b"cookie", "=".join(plain).encode())], "scheme": "https"}
    request = HTTPConnection({**scope, "server": ("setu.example", 443), "path": "/", "query_string": b""})
    assert await secure.signed_in(None, request) is None


async def test_a_form_on_another_site_cannot_sign_anybody_in_or_out(server):
    nasrin, _ = await joined(server)
    evil = {"origin": "https://evil.example"}
    assert (await nasrin.http.post("/leave", headers=evil)).status_code == 403
    assert (await nasrin.http.get("/")).status_code == 200


@pytest.mark.parametrize(
    "next_", ["//evil.example", "https://evil.example", "/\\evil.example", "\\\\evil", "circles", "/a\nb"]
)
def test_one_is_never_led_to_another_site(next_):
    from urllib.parse import quote

    scope = {"type": "http", "query_string": f"next={quote(next_)}".encode(), "headers": []}
    assert next_place(Request(scope)) == "/"


async def test_guessing_is_slowed_down(server):
    browser = Browser(server)
    statuses = [
        (
            await browser.http.post("/sign-in", data={"login": "nasrin", "password": f"guess number {n}"})
        ).status_code
        for n in range(12)
    ]
    assert statuses[0] == 403
    assert statuses[-1] == 429
