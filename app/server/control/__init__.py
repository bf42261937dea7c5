"""For whoever sits at the server: its accounts on the command line, whether or not the server runs."""
