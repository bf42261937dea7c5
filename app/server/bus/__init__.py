"""News of each commit, to the live channels it concerns."""
