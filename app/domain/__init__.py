"""What is true: frozen dataclasses and rules. No files, no network, no clock, no Flet."""
