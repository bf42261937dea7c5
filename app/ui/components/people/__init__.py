"""People: lines, cards, profiles, and the directory."""
