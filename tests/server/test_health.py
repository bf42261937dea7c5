"""Whether a server is up and can work, and what it tells its operator, who alone may read the numbers."""

import asyncio
import re
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families
from server.ears import listening_inside
from server.visitor import GENEROUS, House, open_house

from app.server.doors.http import build
from app.server.health.metrics import LONGEST_WAIT_MS
from app.server.jobs import Jobs
from app.server.settings.settings import Settings
from app.sync.protocol import MAX_CURSORS, Push
from app.sync.wire import to_wire

TOKEN = "a-token-made-by-chance"
MANUAL = (Path(__file__).parents[2] / "docs" / "serving.md").read_text("utf-8")


def _doors(
    house: House, *, address: str = "127.0.0.1", host: str = "localhost:8080", **settings: object
) -> httpx.AsyncClient:
    chosen = replace(Settings(limits=GENEROUS), **settings)
    transport = httpx.ASGITransport(app=build(house.home, settings=chosen), client=(address, 1))
    return httpx.AsyncClient(transport=transport, base_url=f"http://{host}")


async def _numbers(house: House) -> dict[tuple[str, ...], float]:
    """Every sample by its name and the values of its labels."""
    reply = await _doors(house).get("/metrics")
    assert reply.status_code == 200
    return {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(reply.text)
        for sample in family.samples
    }


async def test_a_server_that_can_write_is_ready(house: House) -> None:
    reply = await _doors(house).get("/readyz")
    assert (reply.status_code, reply.json()) == (200, {"status": "ready", "wrong": []})


async def test_a_full_disk_is_told_before_it_is_full(house: House) -> None:
    house.home.data.mkdir(exist_ok=True)
    reply = await _doors(house, least_free=100.0).get("/readyz")
    assert (reply.status_code, reply.json()) == (503, {"status": "not ready", "wrong": ["disk"]})


async def test_a_server_that_stops_says_so(tmp_path: Path) -> None:
    async with open_house(tmp_path / "server") as house:
        doors = _doors(house)
        house.home.close()
        reply = await doors.get("/readyz")
        assert (reply.status_code, reply.json()["wrong"]) == (503, ["stopping"])
        assert (await doors.get("/healthz")).status_code == 200


@pytest.mark.sqlite
async def test_a_database_that_takes_no_writes_is_told(house: House) -> None:
    await house.home.write(lambda ledger: ledger.connection.execute("PRAGMA query_only = ON"))
    reply = await _doors(house).get("/readyz")
    assert (reply.status_code, reply.json()["wrong"]) == (503, ["database"])


async def test_what_is_wrong_is_looked_up_once_a_second_however_many_ask(house: House) -> None:
    doors = _doors(house)
    await doors.get("/readyz")
    before = (await _numbers(house))["setu_commit_jobs_sum",]
    await asyncio.gather(*(doors.get("/readyz") for _ in range(20)))
    assert (await _numbers(house))["setu_commit_jobs_sum",] == before


@pytest.mark.parametrize(
    ("address_of", "host"),
    [
        ("203.0.113.5", "localhost"),
        ("127.0.0.1", "setu.example.org"),
        ("", "localhost"),
        ("10.0.0.9", "10.0.0.9"),
    ],
)
async def test_others_find_no_numbers(house: House, address_of: str, host: str) -> None:
    reply = await _doors(house, address=address_of, host=host).get("/metrics")
    nowhere = await _doors(house, address=address_of, host=host).get("/no/such/door")
    assert reply.status_code == 404
    assert (reply.content, dict(reply.headers)) == (nowhere.content, dict(nowhere.headers))


async def test_with_a_token_only_who_shows_it_reads_the_numbers(house: House) -> None:
    for address, shown, status in (
        ("203.0.113.5", f"Bearer {TOKEN}", 200),
        ("203.0.113.5", "Bearer another", 404),
        ("127.0.0.1", "", 404),
        ("127.0.0.1", "Bearer \u00e9", 404),
    ):
        headers = {"authorization": shown.encode("latin-1")} if shown else {}
        reply = await _doors(house, address=address, metrics_token=TOKEN).get("/metrics", headers=headers)
        assert reply.status_code == status


async def test_what_happens_is_counted(house: House) -> None:
    nasrin = await house.visitor()
    code = await nasrin.refused(nasrin.post("c.nowhere"))
    await nasrin.pull(wrong=2)
    await nasrin.http.post("/v1/pull", json={})
    await nasrin.http.get("/v1/no/such/door")
    numbers = await _numbers(house)
    assert numbers["setu_requests_total", "/v1/push", "200"] == 2
    assert numbers["setu_requests_total", "/v1/pull", "200"] == 1
    assert numbers["setu_requests_total", "/v1/pull", "401"] == 1
    assert numbers["setu_requests_total", "other", "404"] == 1
    assert numbers["setu_request_seconds_count", "/v1/push"] == 2
    assert numbers["setu_request_seconds_bucket", "/v1/push", "30.0"] == 2
    assert numbers["setu_rejects_total", "token.unknown"] == 1
    assert numbers["setu_rejects_total", code] == 1
    assert numbers["setu_digest_mismatches_total",] == 2
    assert numbers["setu_commit_seconds_count",] >= 3
    assert numbers["setu_commit_jobs_sum",] >= 4
    assert numbers["setu_stored_bytes", "database"] > 0


async def test_for_how_long_things_waited_on_devices_is_told_without_whose_they_were(house: House) -> None:
    nasrin = await house.visitor()
    for waited in (0, 2_000, 90_000, -5, 2**62):
        body = to_wire(Push(epoch="", mutations=[])) | {"waited": waited}
        assert (await nasrin.http.post("/v1/push", json=body, headers=nasrin.headers)).status_code == 200
    numbers = await _numbers(house)
    assert numbers["setu_outbox_age_seconds_count",] == 3
    assert numbers["setu_outbox_age_seconds_bucket", "1.0"] == 0
    assert numbers["setu_outbox_age_seconds_bucket", "5.0"] == 1
    assert numbers["setu_outbox_age_seconds_bucket", "300.0"] == 2
    assert numbers["setu_outbox_age_seconds_sum",] == 92 + LONGEST_WAIT_MS / 1000


async def test_what_cannot_be_sent_for_its_version_is_counted_as_it_waits(house: House) -> None:
    nasrin = await house.visitor()
    body = to_wire(Push(epoch="", mutations=[])) | {"waited": 86_400_000, "schema": 99}
    assert (await nasrin.http.post("/v1/push", json=body, headers=nasrin.headers)).status_code == 426
    numbers = await _numbers(house)
    assert (numbers["setu_outbox_age_seconds_sum",], numbers["setu_rejects_total", "server.behind"]) == (
        86_400,
        1,
    )


async def test_a_liar_about_sums_counts_for_no_more_than_it_can_have(house: House) -> None:
    nasrin = await house.visitor()
    await nasrin.pull(wrong=2**52)
    assert (await _numbers(house))["setu_digest_mismatches_total",] == MAX_CURSORS


async def test_open_channels_are_counted_while_they_are_open(house: House) -> None:
    nasrin = await house.visitor()
    async with listening_inside(house, nasrin) as heard:
        assert b"event: hello" in await heard()
        assert (await _numbers(house))["setu_live_channels",] == 1
        house.clock.turn(minutes=1)
        await nasrin.do(nasrin.profile(name_en="Nasrin A."))
        assert b"event: poke" in await heard()
    numbers = await _numbers(house)
    assert (numbers["setu_live_channels",], numbers["setu_pokes_total",]) == (0, 1)


async def test_the_manual_says_what_each_number_means(house: House) -> None:
    jobs = Jobs(house.home, Settings(data=house.home.data, backups=str(house.home.data / "backups")))
    jobs.start()
    await jobs.stop()
    told = {name for name, *_ in await _numbers(house) if not name.endswith(("_created", "_count", "_sum"))}
    assert {"setu_bus_lag_seconds_bucket", "setu_backup_job_lag_seconds"} <= told
    assert [name for name in told if f"`{name.removesuffix('_bucket')}" not in MANUAL] == []


async def test_what_others_know_is_told_with_the_rest(house: House) -> None:
    house.home.metrics.watch("queue_length", "Passwords waiting to be checked.", lambda: 3)
    assert (await _numbers(house))["setu_queue_length",] == 3


async def test_passwords_that_wait_to_be_checked_are_counted(house: House) -> None:
    hashing = house.home.desk.hashing
    checking = [asyncio.create_task(hashing.verify("", "a guess")) for _ in range(5)]
    await asyncio.sleep(0)
    assert (await _numbers(house))["setu_passwords_waiting",] >= 1
    await asyncio.gather(*checking)
    assert (await _numbers(house))["setu_passwords_waiting",] == 0


async def test_no_label_ever_holds_what_a_person_sent(house: House) -> None:
    nasrin = await house.visitor()
    for path in ("/v1/geheim", "/geheim?geheim=geheim", "/v1/push?geheim"):
        await nasrin.http.post(path, json={"geheim": "geheim"}, headers={"authorization": "Bearer geheim"})
    await nasrin.push(nasrin.write("geheim", "geheim", "geheim", "geheim", {"geheim": "geheim"}))
    told = (await _doors(house).get("/metrics")).text
    assert not re.search("geheim", told)
