"""Topics and questions: how posts and replies stand, are read on, moved, and reacted to."""
