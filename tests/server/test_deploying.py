"""The files for whoever runs a server: they name what there is, and give away no rights."""

import asyncio
import json
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from app.__main__ import build_parser
from app.server.serving import running
from app.server.settings.reading import KINDS, read_settings, variable

ROOT = Path(__file__).parents[2]
CONTAINER = (ROOT / "Containerfile").read_text("utf-8")
UNIT = (ROOT / "deploy" / "setu.service").read_text("utf-8")
MANUAL = (ROOT / "docs" / "serving.md").read_text("utf-8")
KNOWN = {variable(name) for name in KINDS} | {"SETU_CONFIG"}


def _environment(text: str) -> dict[str, str]:
    return dict(re.findall(r"(SETU_[A-Z_]+)=(\S+)", text))


@pytest.mark.parametrize("text", [CONTAINER, UNIT, MANUAL], ids=["container", "unit", "manual"])
def test_every_variable_named_is_a_setting(text: str) -> None:
    assert set(_environment(text)) <= KNOWN


def test_the_container_serves_as_nobody_in_particular_and_keeps_its_data_in_a_volume() -> None:
    last = CONTAINER.rpartition("FROM ")[2]
    settings = read_settings({}, _environment(last)).settings
    assert (str(settings.data), settings.host, settings.port) == ("/data", "0.0.0.0", 8080)
    assert re.search(r"^USER setu$", last, re.M)
    assert re.search(r"^VOLUME /data$", last, re.M)
    entry = [
        *json.loads(re.search(r"^ENTRYPOINT (.*)$", last, re.M)[1]),
        *json.loads(re.search(r"^CMD (.*)$", last, re.M)[1]),
    ]
    assert entry[0] == "setu"
    assert build_parser().parse_args(entry[1:]).command == "serve"


@pytest.mark.parametrize("extra", ["seal", "postgres"])
def test_the_container_installs_extras_that_there_are(extra: str) -> None:
    assert extra in re.search(r"\.\[(.*?)\]", CONTAINER)[1].split(",")
    assert re.search(rf"^{extra} = \[", (ROOT / "pyproject.toml").read_text(), re.M)


async def test_the_containers_health_check_is_well_while_a_server_is_and_not_after(tmp_path: Path) -> None:
    command = json.loads(re.search(r"^HEALTHCHECK.*?CMD (\[.*?\])$", CONTAINER, re.M | re.S)[1])

    async def check(port: int) -> int:
        process = await asyncio.create_subprocess_exec(
            sys.executable, *command[1:], env={"SETU_PORT": str(port)}, stderr=asyncio.subprocess.DEVNULL
        )
        return await process.wait()

    async with running(tmp_path / "server") as server:
        assert await check(server.port) == 0
    assert await check(server.port) != 0


def test_the_unit_starts_the_server_without_rights_it_does_not_need() -> None:
    told = dict(line.split("=", 1) for line in UNIT.splitlines() if "=" in line and not line.startswith("#"))
    assert build_parser().parse_args(shlex.split(told["ExecStart"])[1:]).command == "serve"
    for name, value in {
        "DynamicUser": "yes",
        "NoNewPrivileges": "yes",
        "ProtectSystem": "strict",
        "ProtectHome": "yes",
        "PrivateTmp": "yes",
        "StateDirectory": "setu",
        "CapabilityBoundingSet": "",
        "UMask": "0077",
    }.items():
        assert told[name] == value


def test_systemd_finds_nothing_to_complain_of(tmp_path: Path) -> None:
    if shutil.which("systemd-analyze"):
        unit = tmp_path / "setu.service"
        unit.write_text(UNIT.replace("/opt/setu/bin/setu serve", "/bin/true serve"))
        done = subprocess.run(
            ["systemd-analyze", "verify", str(unit)], capture_output=True, text=True, check=False
        )
        assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("name", ["Caddyfile", "nginx.conf"])
def test_a_proxy_passes_the_live_channel_on_and_keeps_the_inside_inside(name: str) -> None:
    text = (ROOT / "deploy" / name).read_text("utf-8")
    for word in ("Strict-Transport-Security", "metrics", "readyz", "127.0.0.1:8080"):
        assert word in text
    assert "flush_interval -1" in text or "proxy_buffering off" in text
    assert "add_x_forwarded_for;" not in text


def test_the_manual_names_commands_and_numbers_that_there_are() -> None:
    for line in re.findall(r"^(?:\S*/)?setu (serve|server .*?)(?:  +#.*)?$", MANUAL, re.M):
        build_parser().parse_args(shlex.split(line))
    exposed = "".join(file.read_text("utf-8") for file in (ROOT / "app" / "server").glob("**/*.py"))
    exposed = re.sub(r"watch\(\s*f?\"({name}_)?", "setu_", exposed)
    for name in re.findall(r"setu_[a-z_]+", MANUAL):
        stem = name.removesuffix("_total").removesuffix("_bucket")
        assert re.sub("_(backup|collecting|maintenance|planned)_job", "_job", stem) in exposed, name
    block = re.search(r"```toml\n(.*?)```", MANUAL, re.S)[1]
    assert {name.strip() for name in re.findall(r"^(\w+) =", block, re.M)} <= {
        name.removeprefix("limits.") for name in KINDS
    }
