"""The benchmark runs and tells; what it counts, unlike what it times, is the same everywhere."""

import json
import subprocess
import sys
from pathlib import Path

STORE = Path(__file__).with_name("store.py")


def test_the_benchmark_tells_all_it_found(tmp_path: Path) -> None:
    asked = ["--sizes", "300", "--rounds", "1", "--folder", tmp_path]
    files = ["--markdown", tmp_path / "found.md", "--json", tmp_path / "found.json"]
    subprocess.run([sys.executable, STORE, *asked, *files], check=True, capture_output=True)

    told = (tmp_path / "found.md").read_text("utf-8")
    assert "### 300 documents" in told
    for engine in ("Setu", "SQLite", "JSONStorage", "CachingMiddleware", "raw append"):
        assert f"| {engine}" in told
    for bar in ("insert 1 ≤", "insert 500 ≤", "update 1 by id ≤", "get by id ≤", "last 50 ≤"):
        assert f"| 300 | {bar}" in told

    (size,) = json.loads((tmp_path / "found.json").read_text("utf-8"))
    writes = size["writes"]
    assert writes["fewest"] == writes["most"] == 1
    assert 0 < writes["beyond"] <= 64
