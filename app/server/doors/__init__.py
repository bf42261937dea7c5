"""HTTP: one door for each message of the protocol, who may enter and how often."""
