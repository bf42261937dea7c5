"""One's account, its devices, and how things stand with the server."""
