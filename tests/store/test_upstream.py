"""TinyDB's own tests, over our storage: what they ask of TinyDB, its users may ask of Setu's.

They travel only in TinyDB's source distribution, so that is fetched once (into pytest's cache), known by its
checksum before anything in it is run, and never committed. What of it fails is listed in `upstream_plugin`.
"""

import hashlib
import os
import re
import subprocess
import sys
import tarfile
from importlib.metadata import version
from pathlib import Path

import pytest
from store.upstream_plugin import COMBINATIONS, KNOWN

ROOT = Path(__file__).parents[2]

SOURCES = {"4.9.0": "6928b1fa785186bda7952a0ba05aaeedc883ede565ca9c7d608de44e5e75de70"}
"""The sha256 of each source distribution whose tests were run and understood."""

MODULES = ("test_tinydb", "test_tables", "test_operations", "test_queries")
TESTS = 119
"""How many tests these modules have: none may get lost on the way here."""


@pytest.fixture(scope="session")
def upstream(pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh folder with TinyDB's tests, and nothing of TinyDB itself: that is the installed one."""
    archive = source(pytestconfig.cache.mkdir("tinydb-source"), tmp_path_factory.mktemp("asking"))
    folder = tmp_path_factory.mktemp("upstream")
    with tarfile.open(archive) as packed:
        inside = f"{archive.name.removesuffix('.tar.gz')}/tests/"
        members = [member for member in packed.getmembers() if member.name.startswith(inside)]
        packed.extractall(folder, members, filter="data")
    return folder / inside


def source(cache: Path, scratch: Path) -> Path:
    """The source distribution of the installed TinyDB; what does not have the checksum is not used."""
    installed = version("tinydb")
    assert installed in SOURCES, f"TinyDB {installed} is new: see what its tests say, note its sha256"
    archive = cache / f"tinydb-{installed}.tar.gz"
    if not is_genuine(archive, SOURCES[installed]):
        archive.unlink(missing_ok=True)
        download(f"tinydb=={installed} --hash=sha256:{SOURCES[installed]}", cache, scratch)
    assert is_genuine(archive, SOURCES[installed])
    return archive


def is_genuine(archive: Path, sha256: str) -> bool:
    return archive.is_file() and hashlib.sha256(archive.read_bytes()).hexdigest() == sha256


def download(requirement: str, cache: Path, scratch: Path) -> None:
    """Let pip fetch it, which compares the checksum before it looks inside."""
    wanted = scratch / "wanted.txt"
    wanted.write_text(requirement, "utf-8")
    pip = [sys.executable, "-m", "pip", "download", "--no-binary", "tinydb", "--no-deps", "--retries", "1"]
    pip += ["--require-hashes", "--no-build-isolation", "--timeout", "30", "--dest", str(cache)]
    done = subprocess.run([*pip, "--requirement", str(wanted)], capture_output=True, text=True, check=False)
    if done.returncode:
        said = done.stderr.strip()
        assert "DO NOT MATCH" not in said, said
        pytest.skip(f"pip could not fetch TinyDB's source, which has its tests: {said.splitlines()[-1]}")


@pytest.mark.parametrize("combination", COMBINATIONS)
def test_tinydb_passes_its_own_tests_over_our_storage(combination: str, upstream: Path) -> None:
    command = [sys.executable, "-m", "pytest", "--noconftest", "-p", "store.upstream_plugin"]
    command += ["-p", "no:cacheprovider", "-c", os.devnull, "--rootdir", str(upstream.parent), "--tb=short"]
    command += ["--basetemp", str(upstream.parent / combination), "--over", combination]
    command += [str(upstream / f"{module}.py") for module in MODULES]
    # A run of its own: neither our options nor our plugins have anything to say in it.
    ours = {"PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "tests")]), "PYTHONUTF8": "1"}
    theirs = {name: value for name, value in os.environ.items() if name != "PYTEST_ADDOPTS"}
    environment = theirs | ours | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    done = subprocess.run(
        command, cwd=upstream.parent, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    known = len(KNOWN[combination])
    assert re.search(rf"\b{TESTS - known} passed, {known} xfailed in", done.stdout), done.stdout
