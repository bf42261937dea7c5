"""How a server is: what it counts, whether it is ready, and how it says so."""
