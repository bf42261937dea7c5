"""The living glossary: its terms, and what people propose for it."""
