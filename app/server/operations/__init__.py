"""Everything a device may ask for, and the rules of each."""
