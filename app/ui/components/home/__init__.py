"""What is new for the reader, on Home."""
