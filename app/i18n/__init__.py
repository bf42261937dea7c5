"""How we speak: languages, catalogs, formats, search keys and sort keys."""
