"""The benchmark of searching runs and tells."""

import os
import subprocess
import sys
from pathlib import Path

SEARCH = Path(__file__).with_name("search.py")


def test_the_benchmark_tells_all_it_found(tmp_path: Path) -> None:
    asked = ["--sizes", "300", "--queries", "4", "--folder", tmp_path]
    ours = {**os.environ, "PYTHONPATH": str(SEARCH.parents[2])}
    done = subprocess.run(
        [sys.executable, SEARCH, *asked], check=True, capture_output=True, text=True, env=ours
    )
    assert "### 300 messages" in done.stdout
    for row in ("searched, read and ranked", "in one circle", "index alone", "SQLite FTS5 |"):
        assert row in done.stdout
    for fact in ("with it", "rebuilding", "bytes a message", "opening, ms"):
        assert fact in done.stdout
