"""Reporting: what is wrong with something, for those who look after the server."""

from collections.abc import Callable

import flet as ft

from app.domain.mentions import flat
from app.domain.reporting import CATEGORIES, LEADERS, MODERATORS, SURROUNDED, Report
from app.i18n.catalogs import Translator
from app.services import reporting
from app.ui.acting import acts, goes
from app.ui.components.cards import card, empty, notice
from app.ui.components.choices import one_of, radios
from app.ui.components.fields import TextInput, use_form
from app.ui.components.frame import screen
from app.ui.components.letters import body, quiet, section
from app.ui.components.safety.reported import what_and_where
from app.ui.components.safety.signposts import HelpLines
from app.ui.hooks import use_state
from app.ui.state import Here, use_here, use_reading, use_words


@ft.component
def ReportScreen() -> ft.View:
    """What it is, why it is reported, and what one wants to add."""
    here, words = use_here(), use_words()
    params = ft.use_route_params()
    place = {"scope": params["scope"], "kind": params["kind"], "id": params["about"]}
    about = use_reading(lambda desk: reporting.told_of(desk, place))
    form = use_form(f"report:{'/'.join(place.values())}", {"category": "", "note": "", "to": ""})
    category, choose = use_state(lambda: str(form.values["category"]))
    leaders = use_reading(lambda desk: reporting.leaders_for(desk, about) if about else [])
    sent, send = use_state(bool)
    wished, wish = use_state(lambda: str(form.values["to"]))
    to = wished or (LEADERS if leaders else MODERATORS)
    # NOTE: a heading: reporting something that others wrote
    heading = words.tp("heading", "Report")
    if sent:
        return screen(heading, [_thanks(here, to, words)], identifier="report")
    if about is None:
        nothing = words.t("It may have been removed, or not arrived yet.")
        return screen(heading, [empty(words.t("There is nothing here."), nothing)])

    def pick(code: str) -> None:
        choose(code)
        form.fill("category", code)

    def address(whom: str) -> None:
        wish(whom)
        form.fill("to", whom)

    def report() -> None:
        reporting.report(here.desk, place, category, form.values["note"], to=to)
        form.done()
        send(True)

    return screen(
        heading,
        [
            _what(here, about, words),
            card(
                [
                    section(words.t("What is wrong?")),
                    one_of(here, "category", words.t("What is wrong?"), CATEGORIES, category, pick),
                    *([_danger(words), HelpLines()] if category == "danger" else []),
                    TextInput(form, "note", words.t("What should they know?"), "", 3),
                    quiet(_what_they_have(words)),
                    *(_whom(here, to, address, words) if leaders else []),
                    quiet(_who_reads(about, to, words)),
                    ft.Row(
                        [ft.FilledButton(words.t("Send the report"), on_click=acts(here, report))], wrap=True
                    ),
                ]
            ),
        ],
        identifier="report",
    )


def _what(here: Here, about: Report, words: Translator) -> ft.Control:
    """What is going to be reported, to be sure that it is this."""
    return card(
        [
            quiet(what_and_where(here.desk, about, words)),
            *([body(flat(about.said).replace("\n\n", "\n"), lines=6)] if about.said else []),
        ]
    )


def _danger(words: Translator) -> ft.Control:
    """Setu must not pretend to be more than it is."""
    said = words.t(
        "Setu is no emergency service, and nobody may read this soon. If somebody is in danger now, "
        "call for help where they are."
    )
    return notice(ft.Icons.HEALTH_AND_SAFETY_OUTLINED, said, trouble=True)


def _whom(here: Here, to: str, address: Callable[[str], None], words: Translator) -> list[ft.Control]:
    """The choice of who reads it, where a leader can: not whoever it is about."""
    headline = words.t("Who should read it?")
    said = {
        LEADERS: words.t("The leaders of the circle"),
        MODERATORS: words.t("Those who look after the server"),
    }
    choice = radios(here, headline, said, to, address)
    return [section(headline), ft.Semantics(identifier="to", content=choice)]


def _who_reads(about: Report, to: str, words: Translator) -> str:
    if to == LEADERS:
        return words.t(
            "The leaders of the circle read this, with what you report, some of what you see before and "
            "after it, and your name, but no leader whom it is about. Who wrote it is not told that it was "
            "you."
        )
    if about.kind in SURROUNDED:
        return words.t(
            "Those who look after the server read this, with what you report, some of what you see before "
            "and after it, and your name. Who wrote it is not told that it was you."
        )
    return words.t(
        "Those who look after the server read this, with what you report and your name. "
        "Who wrote it is not told that it was you."
    )


def _what_they_have(words: Translator) -> str:
    """Instead of the guard: who reads this may need a name, to help somebody in danger or to see what was
    told of whom, and whoever reports is not to be held up by doubts about each of their words."""
    return words.t("What you report goes along. Name a client only where nobody can help without it.")


def _thanks(here: Here, to: str, words: Translator) -> ft.Control:
    return empty(
        words.t("Thank you"),
        words.t("The leaders of the circle will read it. You will hear what they decide.")
        if to == LEADERS
        else words.t("Those who look after the server will read it. You will hear what they decide."),
        ft.FilledTonalButton(words.t("My reports"), on_click=goes(here, "/me/settings/reports")),
    )
