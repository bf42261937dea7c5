"""What a search is narrowed by, and what it found."""
