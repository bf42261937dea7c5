"""What the tests of this room begin with."""

import pytest
from sync import fakes


@pytest.fixture
def device(tmp_path):
    opened = fakes.Device(tmp_path)
    yield opened
    opened.memory.close()
