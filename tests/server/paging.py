"""What tests of pages in the live channel share."""

from server.ears import Ear
from server.visitor import Visitor

from app.sync.protocol import Page
from app.sync.wire import from_wire


async def circle_of(leader: Visitor, *members: Visitor) -> str:
    """A new circle of these; its scope."""
    circle = (await leader.do(leader.circle())).scope
    for member in members:
        await member.do(member.joining(circle))
    return circle


async def next_page(ear: Ear, scope: str) -> Page:
    """The next page of this scope."""
    while True:
        name, data = await ear.next()
        if name == "page" and data["scope"] == scope:
            return from_wire(Page, data)


async def read_whatever_is_new(writer: Visitor, circle: str, ear: Ear) -> None:
    """From now on the bus knows where the scope stands, and the writer's token is known, too."""
    await writer.do(writer.post(circle, "first"))
    await next_page(ear, circle)
