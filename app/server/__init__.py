"""The optional small server. Never on a phone.

push, pull, windows   the protocol's three verbs, as plain functions over a transaction or a snapshot
operations/           everything a device may ask for, and the rules of each
accounts/             invites, joining, devices
database/             SQLite or PostgreSQL: tables, transactions, rows, who is in which scope
bus/                  news of each commit to the live channels it concerns
health/               what the server counts, and whether it is ready
settings/             what whoever runs it may choose, and where they may say so
doors/                HTTP: one door for each message of the protocol, who may enter and how often
hosting/              `setu serve --web`: the app for browsers, one store for each account
jobs                  what it does by itself: back-ups, collecting, asking what was planned, looking whether
                      a restore was confirmed
backups/              copying, checking, sealing, keeping and bringing back
home                  the open database and bus of one server; serving starts it
"""
