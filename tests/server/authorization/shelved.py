"""A second circle on the stage, which its leader has archived."""

from typing import TYPE_CHECKING

from server.doorways import inviting
from server.polls import polling
from server.sharing import made

from app.domain.ids import inside

if TYPE_CHECKING:
    from server.authorization.stage import Stage

_BECOME = {"guest": "guest", "helper": "moderator", "leader": "leader"}


async def furnish(stage: "Stage", members: tuple[str, ...]) -> None:
    """Everybody who was in the other circle was in this one, too, and is in it still if they are there."""
    owner, other, shy = stage.owner, stage.other, stage.shy
    scope = stage.archive["scope"] = await stage.house.circle_of(owner, other)
    for name, written in (
        ("post", owner.post(scope)),
        ("prompt", owner.prompt(scope)),
        ("poll", polling(owner, scope)),
    ):
        await owner.do(written)
        stage.archive[name] = written.id
    reply, ticket = owner.reply(scope, stage.archive["post"]), inviting(owner, scope, "33" * 10)
    await owner.do(reply)
    await owner.do(ticket)
    stage.archive |= {"reply": reply.id, "ticket": ticket.id}
    stage.archive["other's offer"] = await made(other, scope, stage.scope)
    stage.archive["offered"] = await made(other, stage.scope, scope)
    for kind in members:
        who = stage.actors[kind]
        await who.do(who.joining(scope))
        mine = who.post(scope)
        await who.do(mine)
        stage.archive |= {kind: mine.id, f"{kind}'s offer": await made(who, scope, stage.scope)}
        if kind == "left":
            await who.do(who.leaving(scope))
        elif kind == "removed":
            await owner.do(owner.removing(scope, who.person))
        elif kind == "banned":
            await owner.do(owner.banning(scope, who.person))
        elif kind in _BECOME:
            await owner.do(owner.promoting(scope, who.person, _BECOME[kind]))
    now = stage.house.clock.now
    await owner.do(owner.write(scope, "circle", "set", inside(scope), {"entry": "approval"}, wall=now + 1))
    await shy.do(shy.joining(scope))
    fields = {"entry": "open", "archived": True}
    await owner.do(owner.write(scope, "circle", "set", inside(scope), fields, wall=now + 2))
