"""How devices come to agree: the protocol both ends speak, the client and the engine."""
