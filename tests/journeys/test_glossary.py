"""A word travels: proposed offline, decided by somebody else, then everybody's, in search and in texts."""

import examples as eg
from journeys.devices import eventually, is_settled
from journeys.test_two_people import two_people

from app.domain.glossary import ACCEPTED, DECLINED
from app.domain.records import Delivery
from app.services import connecting, explaining, introducing, proposing, searching

TERM = {"term_en": "Cock-up splint", "term_bn": "কব্জির ঠেকনা", "reason": "We say it every day"}


async def test_what_was_proposed_offline_is_decided_and_feeds_every_glossary(tmp_path):
    async with two_people(tmp_path) as (_, nasrin, david, _):
        await david.offline()
        proposed = proposing.propose(david.desk, TERM)
        assert explaining.term(david.desk, proposed.id), "at once on one's own device"
        david.online()
        (waiting,) = await eventually(lambda: proposing.to_decide(nasrin.desk))
        assert (waiting.id, waiting.by) == (proposed.id, david.desk.person)
        assert explaining.term(nasrin.desk, proposed.id) is None
        proposing.decide(nasrin.desk, proposed.id, ACCEPTED, "Thank you")
        term = await eventually(lambda: explaining.term(nasrin.desk, proposed.id))
        assert (term.name.bn, term.proposal) == ("কব্জির ঠেকনা", "")
        (told,) = await eventually(lambda: proposing.news(david.desk))
        assert (told.state, told.answer, told.delivery) == (ACCEPTED, "Thank you", Delivery.DELIVERED)
        await eventually(lambda: explaining.term(david.desk, proposed.id).proposal == "")
        for each in (nasrin, david):
            assert explaining.look_up(each.desk, "কব্জির", lang="en")[0].id == proposed.id


async def test_who_may_not_decide_is_refused_by_the_server_too_and_hears_why(tmp_path):
    async with two_people(tmp_path) as (_, nasrin, david, _):
        proposed = proposing.propose(nasrin.desk, TERM)
        await eventually(lambda: proposing.proposal(david.desk, proposed.id))
        decision = {"outcome": DECLINED, "note": "No"}
        effect = {"state": DECLINED}
        david.desk.write("k", "proposal", proposed.id, "decide", decision, effect=effect)
        told = await eventually(lambda: _refused(david.desk, proposed.id))
        assert (told.refused.code, told.is_open) == ("glossary.not_leader", True)
        assert proposing.proposal(nasrin.desk, proposed.id).is_open


async def test_what_one_took_back_is_gone_for_all(tmp_path):
    async with two_people(tmp_path) as (_, nasrin, david, _):
        proposed = proposing.propose(david.desk, TERM)
        await eventually(lambda: proposing.to_decide(nasrin.desk))
        proposing.take_back(david.desk, proposed.id)
        await eventually(lambda: not proposing.proposals(nasrin.desk))
        await eventually(lambda: is_settled(david))
        assert proposing.proposals(david.desk) == []


async def test_what_one_proposed_alone_is_sent_when_there_is_a_server(tmp_path):
    async with two_people(tmp_path, "rina") as (server, nasrin, _, (rina,)):
        introducing.introduce(rina.desk, eg.RINA)
        proposed = proposing.propose(rina.desk, TERM)
        connecting.connect(rina.desk, server.address, await server.invite())
        rina.online()
        (waiting,) = await eventually(lambda: proposing.to_decide(nasrin.desk))
        assert waiting.id == proposed.id
        assert not searching.search(nasrin.desk, "কব্জির").found


def _refused(desk, identifier):
    told = proposing.proposal(desk, identifier)
    return told if told and told.refused else None
