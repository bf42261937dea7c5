"""Back-ups of a server's SQLite: taken while it runs, checked, sealed, kept in turn, and brought back."""
