"""What a process cannot have heard, it looks up."""

from collections.abc import Sequence

from app.server.database.engine import Connection


def signed_out(connection: Connection, devices: Sequence[str]) -> set[str]:
    """Those of these devices that may not listen any more."""
    marks = ",".join("?" * len(devices)) or "''"
    found = connection.execute(
        f"""SELECT device.id FROM device JOIN account ON account.person_id = device.person_id
        WHERE device.id IN ({marks}) AND revoked_at = 0 AND account.state = 'active'""",  # noqa: S608
        devices,
    )
    return set(devices) - {device for (device,) in found}
