"""Where every screen is. A deeper address stands on the one before it, and Back leads there."""

from dataclasses import replace

import flet as ft

from app.ui.components.people.visiting import MEMBERS
from app.ui.screens.account import AccountScreen
from app.ui.screens.appeal import AppealScreen
from app.ui.screens.applicants import ApplicantsScreen
from app.ui.screens.circle import CircleScreen
from app.ui.screens.circles import Circles
from app.ui.screens.conversation import ConversationScreen
from app.ui.screens.edit_circle import EditCircle
from app.ui.screens.edit_profile import EditProfile
from app.ui.screens.edit_words import EditWords
from app.ui.screens.enter_circle import EnterCircle
from app.ui.screens.glossary.entrance import GlossaryScreen
from app.ui.screens.glossary.proposal import ProposalScreen
from app.ui.screens.glossary.proposals import ProposalsScreen
from app.ui.screens.glossary.propose import ProposeScreen
from app.ui.screens.glossary.term import TermScreen
from app.ui.screens.group import GroupScreen
from app.ui.screens.group_people import GroupPeople
from app.ui.screens.help import HelpScreen
from app.ui.screens.home import Home
from app.ui.screens.invitations import Invitations
from app.ui.screens.me import Me
from app.ui.screens.messages import Messages
from app.ui.screens.move_reply import MoveReply
from app.ui.screens.my_reports import MyReports
from app.ui.screens.new_circle import NewCircle
from app.ui.screens.new_group import NewGroup
from app.ui.screens.new_post import NewPost
from app.ui.screens.new_prompt import NewPrompt
from app.ui.screens.offered import OfferedScreen
from app.ui.screens.people import People
from app.ui.screens.person import PersonScreen
from app.ui.screens.post import PostScreen
from app.ui.screens.prompt import PromptScreen
from app.ui.screens.protection import ProtectionScreen
from app.ui.screens.refused import Refusals
from app.ui.screens.report import ReportScreen
from app.ui.screens.report_message import ReportMessage
from app.ui.screens.requests import MessageRequests
from app.ui.screens.search import SearchScreen
from app.ui.screens.sent import Sent
from app.ui.screens.server import ServerScreen
from app.ui.screens.settings import Settings
from app.ui.screens.share_post import SharePost
from app.ui.screens.staff.deeds import StaffDeeds
from app.ui.screens.staff.entrance import LookingAfter
from app.ui.screens.staff.invites import StaffInvites
from app.ui.screens.staff.people import StaffPeople
from app.ui.screens.staff.person import StaffPerson
from app.ui.screens.staff.report import StaffReport
from app.ui.screens.staff.reports import StaffReports
from app.ui.screens.summary import SummaryScreen
from app.ui.screens.week import WeekScreen
from app.ui.screens.writing_style import WritingStyle


def reporting(under: str = "report/") -> ft.Route:
    """Where something is reported, on top of where one reads it."""
    return ft.Route(path=f"{under}:scope/:kind/:about", component=ReportScreen)


def moving() -> ft.Route:
    """Where a reply is put elsewhere, on top of where one reads it."""
    return ft.Route(path="move/:scope/:kind/:about", component=MoveReply)


def changing() -> ft.Route:
    """Where one puts right what one just wrote, on top of where one reads it."""
    return ft.Route(path="change/:scope/:kind/:about", component=EditWords)


def card(under: str = "card/") -> ft.Route:
    """The card of a person whom one met on a screen, on top of that screen."""
    return ft.Route(path=f"{under}:seen_person", component=PersonScreen, children=[reporting()])


def with_cards(routes: list[ft.Route]) -> list[ft.Route]:
    """These, and on top of each and of what stands on it a person's card: people are met everywhere."""
    return [
        one
        if one.component is PersonScreen  # on a card nobody else is met
        else replace(one, children=[card(), *with_cards(one.children or [])])
        for one in routes
    ]


def on_a_post() -> list[ft.Route]:
    """What is done about a post and what was said to it, on top of where one reads it."""
    share = ft.Route(path="share/:scope/:kind/:about", component=SharePost)
    return [reporting(), changing(), moving(), share]


def found() -> list[ft.Route]:
    """What was found, on top of where it was found: Back leads there again."""
    report = ft.Route(path="report", component=ReportMessage, children=[reporting("")])
    post, prompt = "posts/:found_circle/:found_post", "prompts/:found_circle/:found_prompt"
    return [
        ft.Route(path="people/:found_person", component=PersonScreen, children=[reporting()]),
        ft.Route(path="circles/:found_circle", component=CircleScreen),
        ft.Route(path="terms/:found_term", component=TermScreen, children=[reporting()]),
        ft.Route(path=f"{post}/at/:at", component=PostScreen, children=on_a_post()),
        ft.Route(path=post, component=PostScreen, children=on_a_post()),
        ft.Route(path=f"{prompt}/at/:at", component=PromptScreen, children=[reporting(), changing()]),
        ft.Route(path=prompt, component=PromptScreen, children=[reporting(), changing()]),
        ft.Route(
            path="messages/:found_person/at/:at", component=ConversationScreen, children=[report, changing()]
        ),
        ft.Route(path="groups/:found_group/at/:at", component=GroupScreen, children=[report, changing()]),
    ]


def called() -> list[ft.Route]:
    """Where the reader was called by name, on top of Home."""
    report = ft.Route(path="report", component=ReportMessage, children=[reporting("")])
    post, prompt = "called/posts/:found_circle/:found_post", "called/prompts/:found_circle/:found_prompt"
    under = on_a_post()
    return [
        ft.Route(path=f"{post}/at/:at", component=PostScreen, children=under),
        ft.Route(path=post, component=PostScreen, children=under),
        ft.Route(path=f"{prompt}/at/:at", component=PromptScreen, children=[reporting(), changing()]),
        ft.Route(
            path="called/groups/:found_group/at/:at", component=GroupScreen, children=[report, changing()]
        ),
    ]


def searching() -> ft.Route:
    """The search, on top of where one began it."""
    return ft.Route(path="search", component=SearchScreen, children=found())


def glossary() -> ft.Route:
    """The glossary, its terms and where these are said, and what is proposed for it."""
    proposal = ft.Route(path=":proposal", component=ProposalScreen, children=[reporting()])
    correct = ft.Route(path="correct", component=ProposeScreen)
    return ft.Route(
        path="glossary",
        component=GlossaryScreen,
        children=[
            ft.Route(path="new", component=ProposeScreen),
            ft.Route(path="proposals", component=ProposalsScreen, children=[proposal]),
            ft.Route(path=":term", component=TermScreen, children=[correct, reporting(), *found()]),
        ],
    )


def week() -> ft.Route:
    """The last seven days, and on top of them what is worth a look."""
    return ft.Route(path="week", component=WeekScreen, children=found())


PLACES = [
    ft.Route(path="", component=Home, children=[searching(), glossary(), week(), *called()]),
    ft.Route(
        path="circles",
        component=Circles,
        children=[
            ft.Route(path="new", component=NewCircle),
            ft.Route(path="enter", component=EnterCircle),
            searching(),
            ft.Route(
                path=":circle",
                component=CircleScreen,
                children=[
                    searching(),
                    ft.Route(path="new/:tab", component=NewPost),
                    ft.Route(path="edit", component=EditCircle),
                    ft.Route(path="invitations", component=Invitations),
                    ft.Route(path="applicants", component=ApplicantsScreen),
                    ft.Route(path="offered", component=OfferedScreen),
                    ft.Route(path="posts/:post", component=PostScreen, children=on_a_post()),
                    card(f"{MEMBERS}/"),
                    ft.Route(path="ask", component=NewPrompt),
                    ft.Route(path="plans/:plan", component=NewPrompt),
                    ft.Route(
                        path="reports",
                        component=StaffReports,
                        children=[ft.Route(path=":report", component=StaffReport)],
                    ),
                    ft.Route(
                        path="prompts/:prompt",
                        component=PromptScreen,
                        children=[
                            ft.Route(path="edit", component=NewPrompt),
                            ft.Route(path="summary", component=SummaryScreen),
                            reporting(),
                            changing(),
                        ],
                    ),
                ],
            ),
        ],
    ),
    ft.Route(
        path="people",
        component=People,
        children=[searching(), ft.Route(path=":person", component=PersonScreen, children=[reporting()])],
    ),
    ft.Route(
        path="messages",
        component=Messages,
        children=[
            searching(),
            ft.Route(path="requests", component=MessageRequests),
            ft.Route(path="groups/new", component=NewGroup),
            ft.Route(
                path="groups/:group",
                component=GroupScreen,
                children=[
                    searching(),
                    ft.Route(path="people", component=GroupPeople),
                    ft.Route(path="invite", component=NewGroup),
                    changing(),
                    ft.Route(path="report", component=ReportMessage, children=[reporting("")]),
                ],
            ),
            ft.Route(
                path=":person",
                component=ConversationScreen,
                children=[
                    searching(),
                    ft.Route(path="report", component=ReportMessage, children=[reporting("")]),
                    changing(),
                ],
            ),
        ],
    ),
    ft.Route(
        path="me",
        component=Me,
        children=[
            ft.Route(path="edit", component=EditProfile),
            ft.Route(path="help", component=HelpScreen),
            ft.Route(
                path="settings",
                component=Settings,
                children=[
                    ft.Route(
                        path="server",
                        component=ServerScreen,
                        children=[ft.Route(path="refused", component=Refusals)],
                    ),
                    ft.Route(path="protection", component=ProtectionScreen),
                    ft.Route(path="account", component=AccountScreen),
                    ft.Route(path="sent", component=Sent),
                    ft.Route(path="writing", component=WritingStyle),
                    ft.Route(
                        path="reports",
                        component=MyReports,
                        children=[ft.Route(path=":report", component=AppealScreen)],
                    ),
                    ft.Route(
                        path="staff",
                        component=LookingAfter,
                        children=[
                            ft.Route(
                                path="people",
                                component=StaffPeople,
                                children=[ft.Route(path=":person", component=StaffPerson)],
                            ),
                            ft.Route(
                                path="reports",
                                component=StaffReports,
                                children=[ft.Route(path=":report", component=StaffReport)],
                            ),
                            ft.Route(path="invites", component=StaffInvites),
                            ft.Route(path="deeds", component=StaffDeeds),
                        ],
                    ),
                ],
            ),
        ],
    ),
]
"""The five places, and what stands on them."""

ROUTES = with_cards(PLACES)
"""Every address there is."""
