"""`setu serve --web`: the app itself for people's browsers, one store for each account on the server.

entrance   signing in, joining, recovering and leaving, as plain pages that need no script
sessions   whose browser it is: a cookie, which is a device of the account like any other
rooms      one device (store and sync) for each account that is here, however many windows it has
site       joins them to the app's own page and its websocket
"""
