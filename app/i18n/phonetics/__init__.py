"""How words sound, so that romanised Bengali finds Bengali and the other way round."""
