"""SQLite or PostgreSQL: tables, transactions, rows, and who is in which scope."""
