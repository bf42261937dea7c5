"""What this device remembers: TinyDB on a journal that survives a crash."""
