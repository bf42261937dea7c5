"""An answer that comes late, from an earlier request, is not taken for an answer to this one."""

import pytest
from sync.fakes import Script, pushed

from app.domain.errors import Misunderstood
from app.domain.records import Delivery
from app.sync.pushing import push_all


def repeating(reply, req: str | None = None):
    """A server that says which request it answers, or another one."""
    return lambda body: {**reply(body), "req": body["req"] if req is None else req}


async def test_an_answer_to_an_earlier_request_does_not_count_even_if_it_is_about_the_same(device):
    post = device.post()
    late = repeating(pushed("dup", after=4), req="before")
    server = Script(("push", late), ("push", repeating(pushed("stale"))))
    assert await push_all(device.line(server))
    assert device.get(post).delivery is Delivery.REFUSED
    one, other = (body["req"] for body in server.heard)
    assert len({"", one, other}) == 3


async def test_who_is_told_only_of_other_requests_tries_again_later(device):
    device.post()
    server = Script(*[("push", repeating(pushed(), req="before"))] * 3)
    with pytest.raises(Misunderstood):
        await push_all(device.line(server))
    assert len(device.waiting) == 1
