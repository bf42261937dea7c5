"""A back-up brought back: what was there before is kept, a new history begins, and staff looks first."""

from pathlib import Path
from typing import Any

import pytest
from server.visitor import GENEROUS, House, Visitor, open_house

from app.__main__ import main
from app.server import maintenance
from app.server.backups.checking import check
from app.server.backups.making import back_up
from app.server.backups.restoring import restore
from app.server.backups.shelf import backups_in
from app.server.home import Home, wall_clock
from app.server.jobs import Jobs
from app.server.settings.settings import Settings
from app.server.troubles import CannotServe

pytestmark = pytest.mark.sqlite
NOW = 1_795_000_000_000


def _back_up(tmp_path: Path) -> Path:
    return back_up(tmp_path / "server", tmp_path / "copy", tmp_path, now_ms=NOW, key_file=None).file


async def _some_life(house: House) -> tuple[Visitor, str]:
    nasrin, david = await house.visitor(admin=True), await house.visitor()
    scope = await house.circle_of(nasrin, david)
    for _ in range(5):
        await nasrin.do(nasrin.post(scope))
    return nasrin, scope


async def test_a_backup_brought_back_is_what_it_was_in_a_new_history(house: House, tmp_path: Path) -> None:
    nasrin, scope = await _some_life(house)
    copied = _back_up(tmp_path)
    kept, epoch = await nasrin.rows(), house.home.epoch
    later = await nasrin.do(nasrin.post(scope, "written later"))
    with pytest.raises(CannotServe, match="in_use"):
        restore(copied, tmp_path / "server", now_ms=NOW, key_file=None)
    house.home.close()
    done = restore(copied, tmp_path / "server", now_ms=NOW, key_file=None)
    assert check(done.kept).rows == done.contents.rows + 1
    async with open_house(tmp_path / "server") as again:
        assert again.home.parent_epoch == epoch != again.home.epoch
        nasrin.http = again.stranger().http
        assert await nasrin.rows() == kept
        pulled = await nasrin.pull({scope: later.row.seq}, epoch=epoch)
        assert pulled.resync == [scope]
        assert (await nasrin.send(epoch=epoch)).status_code == 409


CREDENTIALS: dict[str, dict[str, Any]] = {
    "/v1/invite": {"device": True},
    "/v1/password": {"login": "david", "password": "moleskin under the thumb"},
    "/v1/recover": {
        "login": "david",
        "code": "2222-2222-2222-2222",
        "password": "moleskin under the thumb",
        "device": "d1",
        "token": "n" * 43,
    },
}


async def test_after_a_restore_only_staff_writes_until_it_is_confirmed(tmp_path: Path) -> None:
    data = tmp_path / "server"
    async with open_house(data) as house:
        nasrin, scope = await _some_life(house)
        david = await house.visitor()
        await david.do(david.joining(scope))
        copied = _back_up(tmp_path)
    restore(copied, data, now_ms=NOW + 1, key_file=None)
    async with open_house(data) as house:
        house.home.maintenance = await house.home.read(maintenance.waits)
        for who in (nasrin, david):
            who.http = house.stranger().http
        await nasrin.do(nasrin.post(scope))
        reply = await david.send(david.post(scope))
        assert (reply.status_code, reply.json()["code"]) == (503, "server.maintenance")
        assert reply.headers["retry-after"] == "60"
        assert (await house.stranger().ask_to_join(await house.invite())).status_code == 503
        for path, asked in CREDENTIALS.items():
            assert (await david.knock(path, **asked)).status_code == 503, path
        assert await david.rows()
        jobs = Jobs(house.home, Settings(data=data, limits=GENEROUS))
        await jobs.look_for_confirmation()
        assert house.home.maintenance
        assert main(["server", "confirm-restore", "--data", str(data)]) == 0
        await jobs.look_for_confirmation()
        await david.do(david.post(scope))
    assert main(["server", "confirm-restore", "--data", str(data)]) == 1


async def test_a_confirmation_that_nobody_waited_for_does_not_open_a_server_that_is_restored_later(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = tmp_path / "server"
    async with open_house(data) as house:
        await _some_life(house)
        copied = _back_up(tmp_path)
        assert main(["server", "confirm-restore", "--data", str(data)]) == 1
        assert "No restore waits" in capsys.readouterr().err
        maintenance.leave_note(data)  # one that came too late, when somebody had confirmed already
    restore(copied, data, now_ms=NOW + 1, key_file=None)
    await _still_waits(data)
    async with open_house(data) as house:
        await house.home.write(maintenance.confirm)
    maintenance.leave_note(data)
    assert main(["server", "new-epoch", "--data", str(data)]) == 0
    await _still_waits(data)


async def _still_waits(data: Path) -> None:
    async with open_house(data) as house:
        house.home.maintenance = True
        await Jobs(house.home, Settings(data=data)).look_for_confirmation()
        assert house.home.maintenance


async def test_a_device_lost_since_the_back_up_can_be_signed_out_again_before_it_is_confirmed(
    tmp_path: Path,
) -> None:
    data = tmp_path / "server"
    async with open_house(data) as house:
        await house.visitor(admin=True)
        david, lost = await house.visitor(), house.stranger()
        code = (await david.knock("/v1/invite", device=True)).json()["code"]
        await lost.join(code)
        copied = _back_up(tmp_path)
        assert (await david.knock("/v1/devices/remove", device=lost.device)).status_code == 200
    restore(copied, data, now_ms=NOW + 1, key_file=None)
    async with open_house(data) as house:
        house.home.maintenance = await house.home.read(maintenance.waits)
        for who in (david, lost):
            who.http = house.stranger().http
        assert (await lost.ask()).status_code == 200, "the restore has let it in again"
        assert (await lost.knock("/v1/invite", device=True)).status_code == 503, "but nobody else with it"
        listed = (await david.knock("/v1/devices")).json()["devices"]
        assert {each["id"] for each in listed} == {david.device, lost.device}
        left = (await david.knock("/v1/devices/remove", device=lost.device)).json()["devices"]
        assert [each["id"] for each in left] == [david.device]
        assert (await lost.ask()).json()["code"] == "token.revoked"
        assert (await david.send(david.profile())).status_code == 503, "words wait as before"


async def test_the_commands_say_what_they_did_and_what_is_to_be_looked_at(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = str(tmp_path / "server")
    Home.open(Path(data)).close()
    assert main(["server", "backup", "--data", data]) == 0
    (made,) = backups_in(Path(data) / "backups")
    assert str(made) in capsys.readouterr().out
    assert main(["server", "restore", str(made), "--verify", "--data", data]) == 0
    assert "Nothing was changed" in capsys.readouterr().out
    assert main(["server", "restore", str(made), "--data", data]) == 0
    said = capsys.readouterr().out
    for word in (
        "Restored: ",
        "It holds 0 people",
        ".replaced-",
        "confirm-restore",
        "suspended",
        "banned",
        "invites",
    ):
        assert word in said
    assert main(["server", "confirm-restore", "--data", data]) == 0
    assert main(["server", "new-epoch", "--data", data]) == 0
    assert main(["server", "backup", "--data", data, "--to", str(made)]) == 1
    assert "left as it is" in capsys.readouterr().err
    assert main(["server", "restore", "nowhere", "--data", data]) == 1
    assert capsys.readouterr().err == "There is no file nowhere.\n"
    assert main(["server", "backup", "--data", data, "--db", "postgresql://u:geheim@h/d"]) == 1
    assert "geheim" not in capsys.readouterr().err
    home = Home.open(Path(data), clock=wall_clock)
    assert await home.read(maintenance.waits)
    home.close()
