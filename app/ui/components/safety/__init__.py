"""What one reports and is spared, and where there is help."""
