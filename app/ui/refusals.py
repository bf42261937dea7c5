"""What is said when something of a circle is refused: a part of `troubles`."""


def t(message: str) -> str:
    """Marks a sentence for the catalog; it is put into the reader's language when it is told."""
    return message


CIRCLES = {
    "circle.archived": t("This circle is archived. It can be read and searched, but nothing can be added."),
    "circle.not_leader": t("Only a leader of this circle may do that."),
    "circle.not_moderator": t("Only leaders and moderators of this circle may do that."),
    "circle.outranked": t("Only a leader can do that to a leader or a moderator."),
    "circle.not_member": t("You are not a member of this circle. Join it first."),
    "move.many": t("More than {limit} replies would go along. Move a later one first."),
    "move.hidden": t("Some came after this was written and do not see it. Write a new topic and quote it."),
    "pin.full": t("At most {limit} can be pinned in one tab. Unpin another first."),
    "circle.guests_read": t("Guests of this circle can read but not write."),
    "circle.rules": t("Read the rules of this circle and accept them first."),
    "circle.requests": t("You have asked to join {limit} circles. Wait for an answer, or take one back."),
    "circle.their_limit": t("They are in {limit} circles already, which is as many as one can be in."),
    "invitation.wrong": t("That is not an invitation into a circle. Copy all of it, and paste it here."),
    "invitation.limit": t("A circle has {limit} invitations at most. Take one back first."),
    "circle.last_leader": t("You are the last leader here. Make someone else a leader first."),
    "circle.last_here": t(
        "You are the last one here. Bring the circle back before you leave; nobody else could."
    ),
    "circle.unknown": t("This circle is not on this device."),
    "circle.not_oneself": t("To go yourself, leave the circle."),
    "circle.too_many": t("One can be in {limit} circles at most. Leave one first."),
    "circle.limit": t("You can create {limit} circles a day. Try again tomorrow."),
    "circle.full": t("This circle is full. A circle has {limit} members at most."),
    "share.peer": t("What is said in a peer-support circle stays there, and nothing with a name comes in."),
    "share.others": t("Only who wrote this can share it."),
    "share.where": t("Choose a circle first."),
    "share.twice": t("You have offered this to that circle already."),
    "share.limit": t("{limit} of your posts wait for leaders of other circles. Wait for an answer first."),
    "share.left": t("Who offered this is not in the circle any more, or may not write here. Decline it."),
    "share.original": t("This came from another circle. Do that where it was written first."),
    "changed": t("This has changed meanwhile. Look at it again, then decide."),
    "state": t("This has changed meanwhile. Look at it again, then decide."),
    "unavailable": t("This is not available to you."),
    "op.unknown": t("The server does not know how to do that. It may need an update."),
}
