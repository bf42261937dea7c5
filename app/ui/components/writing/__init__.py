"""Where one writes, what stands in a text, and what is said about it before it is sent."""
