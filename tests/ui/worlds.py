"""Whole worlds to walk through: everybody's screens, those of who looks after a server, and the first one."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import examples as eg
from ui.everything import ROUTES, populated
from ui.sharing import led_by_others, offered, offers, shared
from ui.staffing import DAY, STAFF, account, asks, joined, led, reported

from app.domain.asking import Answer
from app.domain.ids import circle_scope
from app.domain.mentions import written
from app.domain.records import Record
from app.services import belonging, drafting, posting
from app.services.desk import Desk
from app.sync.accounts import Audit, Deed, Devices, DeviceSeen, Invites, InviteSeen, People

LONG = {
    "name_en": "Pradyumna Bandyopadhyay-Chattopadhyay",
    "name_bn": "প্রদ্যুম্ন বন্দ্যোপাধ্যায় চট্টোপাধ্যায়",
    "discipline": "slt",
    "areas": ["neuro", "paediatrics"],
    "district": "rangamati",
    "tongues": ["bn", "en"],
    "ask": "গিলতে অসুবিধা, কথা বলার যন্ত্র আর পরিবারকে বোঝানো",
}

MARKED = """**আগে পড়ুন**, তারপর _ধীরে_ শুরু করুন:
1. প্রথম সপ্তাহে `২০ মিনিট`
2. তারপর [আঙুলের ভাঁজ ও স্প্লিন্টের নির্দেশিকা](https://hands.rehabilitation.guide.example.org/2026/splints)
> Start low, go slow.
> ধীরে শুরু, ধীরে বাড়ান।

- https://example.org"""
"""Every mark that people may type, and links."""


CASE = {"title": "কলম ধরতে কষ্ট হয়", "age": "6-12", "setting": "school", "tried": "ঢালু বোর্ড", "rare": "yes"}
"""A question about a client that somebody might recognise, begun and not asked yet."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class World:
    """A desk with something on it, and the addresses of what can be seen there."""

    name: str
    populate: Callable[[Path], tuple[Desk, dict[str, str]]]
    routes: list[str]


def crowded(folder: Path) -> tuple[Desk, dict[str, str]]:
    """What everybody sees, with long names, long words and refusals besides."""
    desk, names = populated(folder)
    (long,) = eg.meet(desk, LONG)
    wide = belonging.found(
        desk,
        {
            "name_en": "Neurorehabilitation and community participation in Chattogram",
            "name_bn": "চট্টগ্রামের স্নায়ুপুনর্বাসন ও সামাজিক অংশগ্রহণ",
            "purpose_en": "From the first days in hospital to life at home.",
            "purpose_bn": "হাসপাতালের প্রথম দিন থেকে বাড়ির জীবন পর্যন্ত।",
        },
    ).id
    question = posting.post(desk, wide, "question", "স্প্লিন্টের ফিতা কতদিন টেকে?", "গরমে ঘামে খুলে যায়।")
    drafting.keep(desk, f"post:{wide}:question", json.dumps(CASE))
    posting.reply(desk, wide, question.id, "তুলার আস্তর দিয়ে দেখতে পারেন।")
    posting.reply(desk, wide, question.id, MARKED)
    calls(desk, wide, question.id, long, LONG)
    eg.hear(desk, long, "ধন্যবাদ। আগামী সপ্তাহে প্রশিক্ষণে দেখা হবে কি?")
    eg.hear(desk, long, MARKED)
    eg.refuse(desk, "ref.missing", "reply")
    report = led(desk, wide)
    asks(desk, wide)
    led(desk, wide, state="decided", outcome="put_out", answer="ধন্যবাদ।", decided_by=desk.person)
    offers(desk, wide)
    here = shared(desk, wide)
    elsewhere = belonging.found(desk, {"name_en": "Stroke ward", "name_bn": "স্ট্রোক ওয়ার্ড"}).id
    led_by_others(desk, elsewhere)
    offered(desk, wide, question.id, elsewhere, "declined")
    mine = eg.hear_of_report(desk, question.scope, "post", question.id)
    told = {"led": report, "mine": mine, "long": long, "wide": wide, "question": question.id, "here": here}
    return desk, {**names, **told}


def staffed(folder: Path) -> tuple[Desk, dict[str, str]]:
    """Nasrin looks after a server that answers whatever she asks; its directory has outgrown devices."""
    desk = joined("admin", folder)
    eg.outgrow(desk)
    rina = desk.new_id()
    report = reported(desk)
    reported(desk, "danger", note="")
    _answers(desk, rina)
    return desk, {"rina": rina, "report": report}


def alone(folder: Path) -> tuple[Desk, dict[str, str]]:
    """A desk at which nobody has introduced themselves."""
    return eg.desk(folder), {}


MORE = [
    "/circles/{wide}",
    "/circles/{wide}/reports",
    "/circles/{wide}/applicants",
    "/circles/{wide}/offered",
    "/circles/{wide}/posts/{here}",
    "/circles/{circle}/posts/{post}/share/c.{circle}/post/{post}",
    "/circles/{wide}/reports/{led}",
    "/me/settings/reports/{mine}",
    "/circles/{wide}/new/question",
    "/circles/{wide}/posts/{question}",
    "/circles/{circle}/prompts/{prompt}/edit",
    "/people/{long}",
    "/circles/{wide}/members/{david}",
    "/people/{david}/report/k/card/{david}",
    "/messages/{long}",
    "/messages/{david}/report",
    "/nowhere",
]
OF_STAFF = [
    STAFF,
    f"{STAFF}/people",
    f"{STAFF}/people/{{rina}}",
    f"{STAFF}/reports",
    f"{STAFF}/reports/{{report}}",
    f"{STAFF}/invites",
    f"{STAFF}/deeds",
    "/me/help",
    "/people",
    "/me/settings",
    "/me/settings/server",
    "/me/settings/account",
]
WORLDS = [
    World(name="everybody", populate=crowded, routes=[*ROUTES, *MORE]),
    World(name="staff", populate=staffed, routes=OF_STAFF),
    World(name="newcomer", populate=alone, routes=["/"]),
]
SCREENS = sum(len(world.routes) for world in WORLDS)


def calls(desk: Desk, circle: str, thread: str, person: str, card: dict[str, object]) -> str:
    """This person of a circle replies there and calls the reader by name, who had called them; its id."""
    scope = circle_scope(circle)
    seat = {"state": "in", "role": "member", "card": card}
    desk.memory.put(Record(scope=scope, kind="member", id=person, seq=80, pos=80, base=seat))
    posting.reply(desk, circle, thread, f"{written(person, card['name_bn'])}, আপনি কী করেন?")
    body = f"{written(desk.person, 'নাসরিন আক্তার')}, আমি তুলা ব্যবহার করি।"
    row = {"scope": scope, "kind": "reply", "id": desk.new_id(), "by": person, "seq": 81, "pos": 81}
    desk.memory.put(
        Record(**row, at=desk.clock(), base={"post": thread, "body": body, "lang": "bn"}),
    )
    return str(row["id"])


def _answers(desk: Desk, rina: str) -> None:
    """Answer each question as the server would, a moment later."""
    day = eg.MORNING - DAY
    times = {"created": day, "until": eg.MORNING + 11 * DAY}
    told = {
        "ListPeople": People(
            people=[account(rina, two_steps=True), account(desk.person, role="admin", name_en="Nasrin Akter")]
        ),
        "ListInvites": Invites(
            invites=[
                InviteSeen(id="a", kind="member", state="open", **times),
                InviteSeen(id="b", kind="member", state="used", used_by=rina, used=day, **times),
            ]
        ),
        "ListAudit": Audit(deeds=[_deed("1", "suspend", rina), _deed("2", "check", rina)]),
        "ListDevices": Devices(
            devices=[
                DeviceSeen(id="d", name="Chrome on Linux", created=day, seen=eg.MORNING, own=True),
                DeviceSeen(id="e", name="Android", created=day, seen=day, own=False),
            ]
        ),
    }

    def hear(touched: frozenset[str]) -> None:
        if "sign:ask" in touched:
            for question in desk.memory.sign("ask", {}).values():
                if question.name in told and desk.memory.sign(f"answer:{question.id}") is None:
                    answer = Answer(told=told[question.name])
                    asyncio.get_running_loop().call_soon(
                        desk.memory.set_sign, f"answer:{question.id}", answer
                    )

    desk.memory.subscribe(hear)


def _deed(number: str, action: str, target: str) -> Deed:
    detail = "checked" if action == "check" else ""
    return Deed(id=number, at=eg.MORNING, actor=target, action=action, target=target, detail=detail)
