"""The optional small server. Never on a phone."""
