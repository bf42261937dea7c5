"""The directory: who is listed, whether it lies on every device or is asked online, and what it answers."""
