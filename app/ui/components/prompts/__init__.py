"""Learning prompts: asked, planned, answered, voted on and thought about."""
