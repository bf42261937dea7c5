"""Terms of the glossary, where they are met, and proposals for it."""
