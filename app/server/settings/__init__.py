"""What whoever runs a server may choose, and where they said so."""
