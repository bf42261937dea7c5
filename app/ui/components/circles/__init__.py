"""A circle: its door, its tabs, its people, and what those see who lead it."""
