"""The care for the store's file from outside: `setu store` verifies, backs up, restores and salvages it."""
