"""The door that `flet run` and `flet build` look for."""

from app.__main__ import main

main()
