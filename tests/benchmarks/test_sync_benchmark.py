"""The benchmark of the server runs and tells; what it counts and demands is the same everywhere."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SYNC = Path(__file__).with_name("sync.py")


@pytest.mark.skipif(sys.platform != "linux", reason="what a server costs is read from /proc")
def test_the_benchmark_sends_delivers_and_tells(tmp_path: Path) -> None:
    asked = ["--quick", "--servers", "full", "--folder", tmp_path]
    files = ["--markdown", tmp_path / "found.md", "--json", tmp_path / "found.json"]
    subprocess.run([sys.executable, SYNC, *asked, *files], check=True, capture_output=True, cwd=ROOT)

    told = (tmp_path / "found.md").read_text("utf-8")
    assert "| Setu, FULL |" in told
    for bar in ("of PocketBase", "of Synapse", "deliver p50, both NORMAL"):
        (line,) = (
            line
            for line in told.splitlines()
            if line.startswith("| ") and bar in line and "alone" not in line
        )
        assert line.endswith("| not measured | **not judged** |")

    found = json.loads((tmp_path / "found.json").read_text("utf-8"))
    (setu,) = found["servers"]
    assert len(setu["deliver"]) == len(setu["ack"]) == 10
    assert min(setu["deliver"]) > 0
    assert setu["heard"]["cpu"][0] > 0
    assert found["arrivals"]["messages"] == 300
    assert found["arrivals"]["size"][0] > 300 * 20
