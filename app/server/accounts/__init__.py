"""Accounts: invites, joining, devices."""
