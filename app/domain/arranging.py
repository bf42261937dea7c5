"""Arranging a circle: what its leaders keep at the top, and what is put where it belongs."""

PIN = "pin"
"""The kind of row that says of a post, whose id it has, whether it stays at the top of its tab."""
MOST_PINNED = 3
"""In one tab; more would push away what is new."""
OTHER_TAB = {"topic": "question", "question": "topic"}
