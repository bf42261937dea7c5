"""Arranging a circle: what its leaders keep at the top, and what is put where it belongs."""

PIN = "pin"
"""The kind of row that says of a post, whose id it has, whether it stays at the top of its tab."""
MOST_PINNED = 3
"""In one tab; more would push away what is new."""
MOVED = "moved"
"""The kind of row that says, where a reply was, whither it went; and why there is a tombstone of one that
became a topic."""
FROM = "from"
"""The post to which a topic was a reply at first."""
WRITTEN_AT = "written"
"""When a topic was written that was a reply at first: it is not edited anew for having been moved."""
MOST_MOVED = 200
"""Replies that go along with one, at most: they are moved in one go."""
OTHER_TAB = {"topic": "question", "question": "topic"}


def line_id(post: str, reply: str) -> str:
    """The id of the line under this post that says where this reply went."""
    return f"{post}.{reply}"
