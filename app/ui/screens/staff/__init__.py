"""The screens of those who look after a server. The server authorises everything that is done on them."""
